"""A table that has answers already, as this program writes them: they are left out, to be answered anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from estimator.batch.chunk import Chunk, LineChunk, as_json
from estimator.batch.figures import KINDS

CHECKED = "check."  # so begin the columns of an audit


def answers_in(header: Iterable[str]) -> frozenset[str]:
    """The columns of answers, in the order in which they are written: status, error, perhaps a note, audit, figures.

    The table's own stand before them; what comes behind them is the table's own too.
    """
    columns = list(header)
    behind = iter(columns[columns.index("status") :] if "status" in columns[1:] else [])
    found = [next(behind, ""), next(behind, "")]
    column = next(behind, "")
    if column == "note":
        found.append(column)
        column = next(behind, "")
    while column.startswith(CHECKED):
        found.append(column)
        column = next(behind, "")
    if found[1] != "error" or column not in KINDS:
        return frozenset()
    while column in KINDS:
        found.append(column)
        column = next(behind, "")
    return frozenset(found)


def unanswered(chunk: Chunk) -> Chunk:
    """The rows without the answers they have; of lines of JSON each by itself."""
    if not isinstance(chunk, LineChunk):
        old = answers_in(chunk.header)
        return chunk.without(old) if old else chunk
    found = {place: old for place, row in enumerate(chunk.objects) if row is not None and (old := answers_in(row))}
    if not found:
        return chunk
    lines, objects = list(chunk.lines), list(chunk.objects)
    for place, old in found.items():
        objects[place] = bare = {name: cell for name, cell in (objects[place] or {}).items() if name not in old}
        lines[place] = _cut(lines[place], bare)
    return LineChunk(lines, objects, chunk.start, chunk.faults)


def _cut(line: str, bare: dict[str, Any]) -> str:
    """The line as it stood before it was answered; written anew where that cannot be told."""
    text = line[: line.rfind(', "status": ')] + "}"
    try:
        return text if json.loads(text, parse_float=Decimal) == bare else as_json(bare)
    except ValueError:
        return as_json(bare)
