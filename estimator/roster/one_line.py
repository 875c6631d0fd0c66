"""A line of JSON that comes alone and is waited for: answered without laying it out as a table of one row."""

from __future__ import annotations

from functools import lru_cache

from estimator.roster.answer_rows import Batch
from estimator.roster.figure_columns import kind_of
from estimator.roster.headings import recognised
from estimator.roster.row_options import options
from estimator.tables.added_columns import NONE, Kind
from estimator.tables.cells import plain, text_of
from estimator.tables.chunk import LineChunk, as_json
from estimator.tables.row_formats import JsonlForm

MOST_HEADERS = 1024


class LineAnswering:
    """Answers lines as ``Batch`` and ``JsonlForm`` do; to the byte the same."""

    def __init__(self, batch: Batch, form: JsonlForm) -> None:
        self.batch, self.form = batch, form
        self._columns: dict[tuple[str, ...], dict[str, str]] = {}
        self._heads = [(name, f', "{name}": ', kind_of(name)) for name in batch.figures]

    def line(self, chunk: LineChunk) -> tuple[bytes, bool] | None:
        """The line with its answer, and whether it was rejected; None for what is not plainly somebody's row."""
        row = chunk.objects[0]
        if row is None:
            return None
        texts = {name: plain(text_of(row.get(column))) for name, column in self._recognised(chunk.header).items()}
        if not _somebody(texts.get("born", "")):
            return None
        told = self.batch.one(options(texts, self.batch.defaults, self.batch.rates))
        before = self.form.opened(chunk.lines[0], row)
        if isinstance(told, str):
            said = f'"status": "rejected", "error": {as_json(told)}'
            said += "".join([f"{head}null" for _, head, _ in self._heads])
        else:
            said = '"status": "ok", "error": ""'
            said += "".join([head + _written(kind, told[name]) for name, head, kind in self._heads])
        line = f"{{{before}, {said}}}\n" if before else f"{{{said}}}\n"
        return line.encode("utf-8", "replace"), isinstance(told, str)

    def _recognised(self, header: tuple[str, ...]) -> dict[str, str]:
        """The column of each option; lines of one program have the same names again and again."""
        found = self._columns.get(header)
        if found is None:
            if len(self._columns) >= MOST_HEADERS:
                self._columns.clear()
            found = self._columns[header] = recognised(header, self.batch.mapping)
        return found


def _somebody(born: str) -> bool:
    """Whether this is certainly a birth, and not the number of a column as sheets have under their headings."""
    return len(born) > 3 and born.isascii() and born[0].isdigit() and born[-1].isdigit() and "=" not in born


def _written(kind: Kind, value: int) -> str:
    """A figure in JSON."""
    if value == NONE:
        return "null"
    return _text(kind, value) if kind.write is not None else str(value)


@lru_cache(maxsize=1 << 14)
def _text(kind: Kind, value: int) -> str:
    return as_json(kind.write(value) if kind.write is not None else value)
