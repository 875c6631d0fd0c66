"""Files a user names: a person, a history. Read as text, like rule files, so that nothing is guessed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estimator.asking.faults import Faults
from estimator.engine.problem import Needing, Problem, RuleProblem
from estimator.rulebook import store
from estimator.words import dates
from estimator.words.matching import bounded, fold, nearest

if TYPE_CHECKING:
    from estimator.rulebook.read_yaml import Document

MANY = ("group", "paid", "with", "assume")
SWITCH = ("any_income",)
COLUMNS = {
    "from": "from", "tu": "from", "tu thang": "from", "to": "to", "den": "to", "den thang": "to",
    "income": "income", "muc": "income", "thu nhap": "income", "muc thu nhap": "income",
    "kind": "kind", "loai": "kind",
}  # fmt: skip
LARGEST = 2_000_000  # bytes
MOST_TOLD = 20  # rows of a file that are told of at once


UNREADABLE = ("file_unreadable", "file_not_utf8")


def named(text: str, field: str) -> Path:
    """The path a user names."""
    try:
        if b"\0" not in os.fsencode(text):
            return Path(text)
    except UnicodeError:
        pass
    raise Problem("file_unreadable", field=field, given=text, reason=os.strerror(errno.EINVAL))


def overlay_file(text: str) -> Path:
    """The file an overlay's name stands for: a path, or the bare name of one that comes with the program.

    A bare name that is both, a file here and one of those, is refused, so that neither is taken for the other.
    Raises RuleProblem: overlay_unknown, overlay_ambiguous.
    """
    path = named(text, "with")
    if path.name != text or path.suffix or not text:
        return path
    shipped = store.shipped()
    if text in shipped and os.path.lexists(path):
        raise RuleProblem("overlay_ambiguous", field="with", given=text)
    if text not in shipped and not os.path.lexists(path):
        near = nearest(text, shipped) or list(shipped)
        raise RuleProblem("overlay_unknown", field="with", given=text, suggestions=near)
    return shipped.get(text, path)


def _document(file: Path, field: str) -> Document:
    with Needing("rules", field):
        from estimator.rulebook.read_yaml import Document

    document = Document(file)
    if document.faults:
        fault = document.faults[0]
        if fault.code in UNREADABLE:
            raise Problem(fault.code, field=field, given=str(file), **fault.facts)
        raise Problem("file_wrong", field=field, given=str(file), faults=document.faults)
    return document


def person(file: Path, keys: Sequence[str]) -> dict[str, Any]:
    """The options a YAML or JSON file states, as text."""
    tree = _document(file, "person").tree
    if not isinstance(tree, dict):
        raise Problem("person_not_a_mapping", field="person", given=str(file))
    written: dict[str, Any] = {}
    faults = Faults()
    for key, value in tree.items():
        name = key.replace("-", "_")
        stated = faults.read(None, _stated, name, key, value, file, keys)
        if stated not in (None, "", "null", "~"):
            written[name] = stated
    faults.raise_all()
    return written


def _stated(name: str, key: str, value: Any, file: Path, keys: Sequence[str]) -> Any:
    """What a key states, of an option; None where a switch is off."""
    if name not in keys:
        near = nearest(key, keys, 1) or ["bhxh quote --help"]
        raise Problem("person_key_unknown", field="person", given=key, file=str(file), suggestions=near)
    if name in MANY:
        value = value if isinstance(value, list) else [value]
    if name in SWITCH:
        if value not in ("true", "false", "yes", "no"):
            raise Problem("person_value_wrong", field="person", given=str(value), key=key, file=str(file))
        return None if value in ("false", "no") else value
    items = value if name in MANY else [value]
    if not all(isinstance(item, str) for item in items):
        raise Problem("person_value_wrong", field="person", given=str(value)[:60], key=key, file=str(file))
    for item in items:
        bounded(item, name)
    return value


def history(file: Path) -> list[tuple[int, int, int, str]]:
    """The spells of a CSV table (from, to, income, kind) or a YAML list of such rows or of ``--paid`` texts.

    Raises Problem with what is wrong with its rows, at most ``MOST_TOLD`` of them.
    """
    faults, spells = Faults(), []
    for number, line, row in _csv(file, faults) if file.suffix.lower() == ".csv" else _list(file):
        spell = faults.read(None, _spell, row, number, line, file)
        if spell is not None:
            spells.append(spell)
        if len(faults.found) >= MOST_TOLD:
            break
    faults.raise_all()
    return spells


def _spell(row: Any, number: int, line: int, file: Path) -> tuple[int, int, int, str]:
    if isinstance(row, dict):
        named = {COLUMNS.get(fold(str(key).replace("_", " ")), ""): value for key, value in row.items()}
        if not {"from", "to", "income"} <= set(named) or not all(isinstance(v, str) for v in named.values()):
            raise Problem("history_row_wrong", field="history", given=str(file), row=number)
        row = f"{named['from']}..{named['to']}:{named['income']}" + (f":{named['kind']}" if named.get("kind") else "")
    if not isinstance(row, str):
        raise Problem("history_row_wrong", field="history", given=str(file), row=number)
    try:
        return dates.read_spell(bounded(row, "history"), "history")
    except Problem as problem:
        problem.facts["place"] = f"{file}:{line}"
        raise


def _list(file: Path) -> list[tuple[int, int, Any]]:
    """Number, line and content of every row of a YAML list."""
    document = _document(file, "history")
    if not isinstance(document.tree, list):
        raise Problem("history_not_a_list", field="history", given=str(file))
    return [(index + 1, document.mark((index,))[0], row) for index, row in enumerate(document.tree)]


def _csv(file: Path, faults: Faults) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Number, line and content of every row of a CSV table that is not empty; what is beyond its columns is wrong."""
    import csv

    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Problem("history_too_large", field="history", given=str(file), most=LARGEST)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise Problem("file_unreadable", field="history", given=str(file), reason=error.strerror) from None
    except UnicodeDecodeError:
        raise Problem("file_not_utf8", field="history", given=str(file)) from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(LARGEST)
    table = csv.DictReader(text.splitlines(), delimiter=delimiter, restkey="beyond", restval="")
    if not {"from", "to", "income"} <= {COLUMNS.get(fold(name.replace("_", " "))) for name in table.fieldnames or ()}:
        raise Problem("history_row_wrong", field="history", given=str(file), row=0)
    number = 0
    for row in table:
        beyond = any(row.pop("beyond", ()))  # 2,000,000 without quotes, say
        number += beyond or any(row.values())
        if beyond:
            faults.add(Problem("history_row_wrong", field="history", given=str(file), row=number))
        elif any(row.values()):
            yield number, table.line_num, row
