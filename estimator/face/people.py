"""What is asked of a table of people: its quotes, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from estimator.asking.faults import Faults
from estimator.face.impact_files import Files, judge
from estimator.face.options import ARROW, LISTS, PERSON, as_written
from estimator.face.people_answers import BatchAnswer, ImpactAnswer
from estimator.face.telling import in_words
from estimator.plan.cost_report import Report
from estimator.roster import add_up, answer_table
from estimator.roster.answer_table import Progress
from estimator.words.say import Words

if TYPE_CHECKING:
    from typing import Unpack

    from estimator.face.options import BatchOptions, ImpactOptions, Path

FILES = ("output", "chart_file", "example_file", "force")
BATCH = (*ARROW, *answer_table.OWN)
IMPACT = (*PERSON, *add_up.OWN, *FILES, "lang")


def batch(path: Path, out: Path, *, progress: Progress | None = None, **options: Unpack[BatchOptions]) -> BatchAnswer:
    """Answer a table of people: the table in ``path`` again in ``out``, with status, error and every figure.

    Keywords are the command line's options: those of a question for rows that do not say themselves, ``figures``,
    ``map``, ``check``, ``rejects``, ``force``, ``resume``, ``workers``. ``progress`` is called after every chunk with
    the rows done, those done before this run, and how many there are, about (None where nobody can say). A row that
    cannot be answered says why in its column ``error``. Raises Problem with all that is wrong with the options, or
    with the table; then ``out`` is as it was.
    """
    with in_words(options) as words:
        named = as_written({"table": path, "output": out}, ("table", "output"))
        given = as_written(options, BATCH)
        found = answer_table.answer_table([named["table"]], named["output"], given, words, progress)
    besides = {
        "columns": dict(found.columns),
        "findings": [finding._asdict() for finding in found.findings],
        "resumed_as_of": found.resumed,
    }
    return BatchAnswer({**found.json(), **besides}, found)


def impact(
    path: Path | None = None, *, progress: Progress | None = None, **options: Unpack[ImpactOptions]
) -> ImpactAnswer:
    """What a roster costs household, State and province in a period, with ``with_`` beside a reform.

    ``path`` names the roster; without one, ``example=18_000`` invents so many people. Keywords are the command line's
    options; ``output``, ``chart_file`` and ``example_file`` name files to write. ``progress`` and Problem as of
    ``batch``; rows that cannot be answered are ``rejected``, are not counted, and stand in ``errors``.
    """
    with in_words(options) as words:
        named = as_written({"table": path}, ("table",))
        given = as_written(options, IMPACT, (*LISTS, "by"))
        report = reported(list(named.values()), given, words, progress)

    def told() -> dict[str, Any]:
        from estimator.show.impact import impact_json

        return impact_json(report)

    return ImpactAnswer(told, report)


def reported(named: Sequence[str], given: Mapping[str, Any], words: Words, progress: Progress | None) -> Report:
    """Add up the one roster named, or an invented one, and write the files named.

    ``given`` has the options of a question, of ``add_up`` and ``FILES``, as they are written; ``progress`` is told as
    of ``batch``. Raises Problem with all that is wrong with them.
    """
    own = Faults()
    judge(given, own)
    asked = {name: value for name, value in given.items() if name not in FILES}
    with add_up.opened(named, asked, words, own) as (adding, chosen), Files(given, adding.source) as files:
        report = adding.report(chosen, files.copied, progress)
        files.write(report, words)
    return report
