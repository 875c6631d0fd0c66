"""A day on which a later text was not known: a table answers as a single quote does."""

from __future__ import annotations

import csv
from pathlib import Path

from command_line import bhxh

PEOPLE = [
    {"sex": "male", "born": "1958-08-14", "income": "2100000", "group": "poor", "method": "years_ahead:3",
     "scenario": "frozen", "as_of": "2024-12-05", "known_on": "2024-12-05"},
    {"sex": "female", "born": "1980", "income": "2500000", "as_of": "2026-11-22", "known_on": "2025-05-01"},
    {"sex": "female", "born": "1965", "income": "2500000", "as_of": "2026-11-22", "known_on": "2025-05-01"},
    {"sex": "female", "born": "1980", "income": "2500000", "as_of": "2026-11-22", "known_on": "2007-01-01"},
]  # fmt: skip


def test_a_table_and_a_quote_agree_on_what_was_known(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(PEOPLE[0]))
        writer.writeheader()
        writer.writerows(PEOPLE)
    assert bhxh("batch", str(table), "-o", str(tmp_path / "out.csv")).code == 5
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    alone = []
    for person in PEOPLE:
        said = bhxh("quote", *(part for name, text in person.items() for part in (f"--{name.replace('_', '-')}", text)))
        alone.append("ok" if said.code == 0 else "rejected")
    assert [row["status"] for row in rows] == alone
    assert {"ok", "rejected"} == set(alone)
