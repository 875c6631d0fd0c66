"""A roster's cost reckoned, and written where files are named: for Python and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from estimator.asking.faults import Faults
from estimator.face.impact_files import Files, judge
from estimator.plan.cost_report import Report
from estimator.roster import add_up
from estimator.roster.answer_table import Progress
from estimator.words.say import Words

FILES = ("output", "chart_file", "example_file", "force")


def reported(named: Sequence[str], given: Mapping[str, Any], words: Words, progress: Progress | None) -> Report:
    """Add up the one roster named, or an invented one, and write the files named.

    ``given`` has the options of a question, of ``add_up`` and ``FILES``, as they are written; ``progress`` is told as
    in ``roster.answer_table``. Raises Problem with all that is wrong with them.
    """
    own = Faults()
    judge(given, own)
    asked = {name: value for name, value in given.items() if name not in FILES}
    with add_up.opened(named, asked, words, own) as (adding, chosen), Files(given, adding.source) as files:
        report = adding.report(chosen, files.copied, progress)
        files.write(report, words)
    return report
