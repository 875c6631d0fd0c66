"""Files a user names: a person, a history. Read as text, like rule files, so that nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from estimator.engine.problem import Problem
from estimator.words import dates
from estimator.words.names import fold, nearest

MANY = ("group", "paid", "with")
SWITCH = ("any_income",)
COLUMNS = {
    "from": "from", "tu": "from", "tu thang": "from", "to": "to", "den": "to", "den thang": "to",
    "income": "income", "muc": "income", "thu nhap": "income", "muc thu nhap": "income",
    "kind": "kind", "loai": "kind",
}  # fmt: skip
LARGEST = 2_000_000  # bytes


def _tree(file: Path, field: str) -> Any:
    from estimator.rulebook.reading import Document

    document = Document(file)
    if document.faults:
        raise Problem("file_wrong", field=field, given=str(file), faults=document.faults)
    return document.tree


def person(file: Path, keys: Sequence[str]) -> dict[str, Any]:
    """The options a YAML or JSON file states, as text."""
    tree = _tree(file, "person")
    if not isinstance(tree, dict):
        raise Problem("person_not_a_mapping", field="person", given=str(file))
    written: dict[str, Any] = {}
    for key, value in tree.items():
        name = key.replace("-", "_")
        if name not in keys:
            near = nearest(key, keys, 1)
            raise Problem("person_key_unknown", field="person", given=key, file=str(file), suggestions=near)
        if name in MANY:
            value = value if isinstance(value, list) else [value]
        if name in SWITCH:
            if value not in ("true", "false", "yes", "no"):
                raise Problem("person_value_wrong", field="person", given=str(value), key=key, file=str(file))
            if value in ("false", "no"):
                continue
        elif not all(isinstance(item, str) for item in (value if name in MANY else [value])):
            raise Problem("person_value_wrong", field="person", given=str(value)[:60], key=key, file=str(file))
        if value not in ("", "null", "~"):
            written[name] = value
    return written


def history(file: Path) -> list[tuple[int, int, int, str]]:
    """The spells of a CSV table (from, to, income, kind) or a YAML list of such rows or of ``--paid`` texts."""
    rows = _csv(file) if file.suffix.lower() == ".csv" else _tree(file, "history")
    if not isinstance(rows, list):
        raise Problem("history_not_a_list", field="history", given=str(file))
    spells = []
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            named = {COLUMNS.get(fold(str(key).replace("_", " ")), ""): value for key, value in row.items()}
            if not {"from", "to", "income"} <= set(named) or not all(isinstance(v, str) for v in named.values()):
                raise Problem("history_row_wrong", field="history", given=str(file), row=number)
            row = f"{named['from']}..{named['to']}:{named['income']}" + (
                f":{named['kind']}" if named.get("kind") else ""
            )
        if not isinstance(row, str):
            raise Problem("history_row_wrong", field="history", given=str(file), row=number)
        spells.append(dates.read_spell(row, "history"))
    return spells


def _csv(file: Path) -> list[dict[str, str]]:
    import csv

    try:
        if file.stat().st_size > LARGEST:
            raise Problem("history_too_large", field="history", given=str(file), most=LARGEST)
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise Problem("file_unreadable", field="history", given=str(file), reason=error.strerror) from None
    except UnicodeDecodeError:
        raise Problem("file_not_utf8", field="history", given=str(file)) from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    return [row for row in csv.DictReader(text.splitlines(), delimiter=delimiter) if any(row.values())]
