"""The answers as they are printed, word for word.

After a change that is meant, write them anew with ``BHXH_SNAPSHOTS=write python -m pytest tests/test_snapshots.py`` and
read the difference in version control.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import MAN, README, YOUNG, bhxh

SNAPSHOTS = Path(__file__).parent / "snapshots"
PEOPLE = {"readme": README, "man": MAN, "young": YOUNG}
FORMS = {
    "table.txt": (),
    "narrow.txt": (),
    "chat.txt": ("--format", "text"),
    "answer.csv": ("--format", "csv"),
    "answer.json": ("--json",),
    "explained.txt": ("--explain",),
}


def said(person: str, form: str, lang: str) -> str:
    """What the command prints for a person."""
    columns = "60" if form == "narrow.txt" else "80"
    answer = bhxh(*PEOPLE[person], *FORMS[form], "--lang", lang, COLUMNS=columns)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("person", PEOPLE)
def test_snapshot(person: str, form: str, lang: str) -> None:
    file = SNAPSHOTS / f"{person}.{lang}.{form}"
    printed = said(person, form, lang)
    if os.environ.get("BHXH_SNAPSHOTS") == "write":
        file.write_text(printed, "utf-8", newline="\n")
    assert printed == file.read_text("utf-8")


def test_no_snapshot_is_left_over() -> None:
    names = {f"{person}.{lang}.{form}" for person in PEOPLE for form in FORMS for lang in ("vi", "en")}
    assert {file.name for file in SNAPSHOTS.iterdir()} == names
