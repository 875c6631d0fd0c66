"""``bhxh impact``: what a roster costs household, State and province in a period, with what-ifs."""

from __future__ import annotations

import sys
from typing import Any

from estimator.cli.batch import REJECTED, say_done
from estimator.cli.progress import Progress
from estimator.engine.problem import Problem
from estimator.face.impact_files import text
from estimator.face.people import reported
from estimator.plan.cost_report import Report
from estimator.show.impact import reform_note
from estimator.words.say import Words

FORMATS = ("table", "md", "csv", "json")
CALLED = {"from_": "from", "by_column": "by", "budget_chart_file": "chart_file"}  # options that share a flag


def run(given: dict[str, Any], words: Words) -> int:
    """Add up a roster under the law, and under the law with the reforms named."""
    shape = given["format"] or ("json" if given["json"] else None)
    if shape not in (None, *FORMATS):
        raise Problem("format_unknown", field="format", given=shape, allowed=FORMATS)
    own = ("table", "budget_chart")
    options = {CALLED.get(name, name): value for name, value in given.items() if name not in own}
    progress, output = Progress(words), given["output"]
    report = reported(given["table"] or [], options, words, progress.show)
    progress.end()
    show(report, shape, given, words)
    if shape == "csv" or output is not None:  # neither has room for all of it
        for _, says in report.warnings:
            print(says, file=sys.stderr)
        if shape == "csv" and report.rejected:
            print(words.text("impact_rejected_count", rows=report.rejected), file=sys.stderr)
    if output is not None:
        say_done(report.rows, report.rejected, output, progress.seconds, words)
    if report.overlays and (shape == "csv" or (output or "").lower().endswith(".csv")):
        print(reform_note(report, words), file=sys.stderr)
    return REJECTED if report.rejected else 0


def show(report: Report, shape: str | None, given: dict[str, Any], words: Words) -> None:
    """Print the sums in the form asked for; as a table unless they went to a file."""
    if shape not in (None, "table"):
        print(text(shape, report, words), end="")
    elif shape == "table" or given["output"] is None:
        from estimator.show.impact import show_impact

        if given["budget_chart"]:
            from estimator.show.impact_chart import printed

            show_impact(report, words, printed)
        else:
            show_impact(report, words)
    elif given["budget_chart"]:
        from estimator.show.impact_chart import show_chart

        show_chart(report, words)
