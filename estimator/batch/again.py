"""A table that has answers already, as this program writes them: they are left out, to be answered anew."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.batch.chunk import Chunk, LineChunk, as_json
from estimator.batch.figures import KINDS

ANSWERS = {"status", "error", "note", *KINDS}
CHECKED = "check."  # so begin those of an audit


def answers_in(header: Iterable[str]) -> frozenset[str]:
    """The columns of answers: of those from ``status`` and ``error`` on, all that we add, some figure among them."""
    columns = list(header)
    behind = columns[columns.index("status") :] if "status" in columns else []
    if behind[1:2] != ["error"] or KINDS.keys().isdisjoint(behind):
        return frozenset()
    return frozenset(column for column in behind if column in ANSWERS or column.startswith(CHECKED))


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
        lines[place] = as_json(bare)
    return LineChunk(lines, objects, chunk.start, chunk.faults)
