"""``bhxh batch``: a table of people in, the same table with their quotes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from estimator.cli.progress import Progress
from estimator.roster.answer_table import TableAnswered, answer_table
from estimator.roster.finding import Finding
from estimator.roster.headings import listing
from estimator.tables.workers import collect_seldom, one_core
from estimator.words.amounts import decimal_text
from estimator.words.say import Words

REJECTED = 5  # exit code


def run(given: dict[str, Any], words: Words) -> int:
    """Answer every row; the exit code says whether some were rejected."""
    one_core()
    collect_seldom()
    if given["columns"]:
        for option, names in listing():
            print(f"{option}: {'; '.join(names)}")
        return 0
    own = ("table", "output", "columns")
    options = {name: value for name, value in given.items() if name not in own}
    progress = Progress(words)
    answered = answer_table(given["table"] or [], given["output"] or "-", options, words, progress.show)
    progress.end()
    if answered.replaced and not given["json"]:
        print(words.text("answers_replaced"), file=sys.stderr)
    if answered.output == "-":
        if answered.rejected and not answered.live:
            print(words.text("batch_rejected", rows=answered.rejected), file=sys.stderr)
    elif given["json"]:
        print(json.dumps(answered.json(), ensure_ascii=False))
    else:
        say_counts(answered, progress.seconds, words)
    if not given["json"]:
        say_findings(answered.findings)
    if answered.resumed is not None:
        print(words.text("resumed_as_of", day=answered.resumed), file=sys.stderr)
    return REJECTED if answered.rejected else 0


def say_counts(answered: TableAnswered, seconds: float, words: Words) -> None:
    """Say on stderr that the table is written, and how its rows were answered."""
    say_done(answered.rows, answered.rejected, answered.output, seconds, words)
    if answered.replayed:
        print(words.text("batch_replayed", rows=answered.replayed), file=sys.stderr)
    for why, count in answered.singly.items():
        print(words.text(f"batch_singly_{why}", rows=count), file=sys.stderr)


def say_done(rows: int, rejected: int, output: str, seconds: float, words: Words) -> None:
    """In one line that the work is done."""
    said = decimal_text(f"{seconds:.1f}", words.lang)
    print(words.text("batch_done", rows=rows, rejected=rejected, file=output, seconds=said), file=sys.stderr)


def say_findings(findings: Iterable[Finding]) -> None:
    """Each in a line, what belongs to it under it."""
    for finding in findings:
        print(finding.says, *(f"  {detail}" for detail in finding.details), sep="\n", file=sys.stderr)
