"""What ``bhxh check`` found."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Mapping
from shutil import get_terminal_size
from typing import Any

from estimator.engine.months import iso
from estimator.rulebook.read_yaml import Fault
from estimator.show.as_json import dumped
from estimator.show.layout import BETWEEN, WIDEST, packed, wrapped
from estimator.show.rule_faults import lines, says
from estimator.words.say import Words, citation


def soft(rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> list[dict[str, Any]]:
    """Every provision of some parameters that does not rest on a primary text."""
    return [
        {"parameter": name, "since": iso(row[0]), "source": row[2], "confidence": row[3], "layer": row[5]}
        for name, dated in rows.items()
        for row in dated
        if row[3] != "confirmed"
    ]


def unverified(tables: dict[str, Any]) -> list[dict[str, Any]]:
    """The same of all the rules, provinces last."""
    found = soft({name: entry[4] for name, entry in tables["parameters"].items()})
    for _, _, provisions in tables["province_rules"].values():
        found += soft(provisions)
    return found


def report(
    files: list[str],
    faults: list[Fault],
    stale: list[tuple[str, str]],
    unconfirmed: list[dict[str, Any]],
    before: datetime.date,
    words: Words,
    as_json: bool,
) -> None:
    """Print the outcome: JSON, or one line when all is well and the faults on stderr when not."""
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
            "unverified": unconfirmed,
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
    columns = min(get_terminal_size().columns, WIDEST)
    if stale:
        text = words.text("check_stale", day=before, names=[name for name, _ in stale])
        print("\n".join(wrapped(text, columns, "", "  ")))
    if unconfirmed:
        print(words.text("check_unverified", count=len(unconfirmed)))
        for row in unconfirmed:
            where = [] if row["layer"] == "national" else [words.text("layer", layer=row["layer"])]
            told = [
                f"{row['since']}  {row['parameter']}",
                citation(row["source"], words.lang),
                words.one_of("standing", row["confidence"]),
                *where,
            ]
            for line in packed(BETWEEN.join(told), columns, "  ", "           "):
                print(line)
