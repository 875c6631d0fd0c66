"""What ``bhxh check`` found."""

from __future__ import annotations

import datetime
import sys
from typing import Any

from estimator.engine.months import iso
from estimator.rulebook.reading import Fault
from estimator.show.as_json import dumped
from estimator.show.faults import lines, says
from estimator.words.say import Words


def unverified(tables: dict[str, Any]) -> list[dict[str, Any]]:
    """Every provision that does not rest on a primary text."""
    rows = [(name, row) for name, entry in tables["parameters"].items() for row in entry[4]]
    for _, _, provisions in tables["province_rules"].values():
        rows += [(name, row) for name, dated in provisions.items() for row in dated]
    return [
        {"parameter": name, "since": iso(row[0]), "source": row[2], "confidence": row[3], "layer": row[5]}
        for name, row in rows
        if row[3] != "confirmed"
    ]


def report(
    tables: dict[str, Any],
    files: list[str],
    faults: list[Fault],
    stale: list[tuple[str, str]],
    before: datetime.date,
    words: Words,
    as_json: bool,
) -> None:
    """Print the outcome: JSON, or one line when all is well and the faults on stderr when not."""
    soft = unverified(tables)
    if as_json:
        problems = [
            {"file": f.file, "line": f.line, "column": f.column, "path": f.path, "says": says(f, words)} for f in faults
        ]
        answer = {
            "as_of": datetime.date.today().isoformat(),
            "given": {"files": files, "reviewed_before": before.isoformat()},
            "files": files,
            "problems": problems,
            "stale": [{"parameter": name, "reviewed": day} for name, day in stale],
            "unverified": soft,
            "warnings": [],
        }
        print(dumped(answer))
        return
    if faults:
        print(words.text("check_bad", problems=len(faults), files=len(files)), file=sys.stderr)
        for text in lines(faults, words):
            print(text, file=sys.stderr)
    else:
        print(words.text("check_good", files=len(files)))
    if stale:
        print(words.text("check_stale", day=before.isoformat(), names=[name for name, _ in stale]))
    if soft:
        print(words.text("check_unverified", count=len(soft)))
        for row in soft:
            standing = words.one_of("standing", row["confidence"])
            print(f"  {row['since']}  {row['parameter']}  {row['source']}  ({standing}, {row['layer']})")
