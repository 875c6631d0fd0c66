"""Some rows of a table: their cells as they stood, and what they read as."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from estimator.engine.problem import Problem
from estimator.tables import cells

LINE = "line"  # the name under which a line that is no row of a table is carried


class Chunk:
    """Consecutive rows of a table, or some of them (``only``).

    ``start`` rows of the table stand before it and ``end`` are behind once it is done. ``faults`` has, by position in
    the chunk, what is wrong with a row as a row; its cells are kept nevertheless. ``header`` may differ from chunk
    to chunk where every row names its own cells (JSONL).
    """

    def __init__(self, header: Sequence[str], rows: int, start: int, faults: Mapping[int, Problem] | None = None):
        self.header, self.rows, self.start, self.end = tuple(header), rows, start, start + rows
        self.faults = dict(faults or {})
        self._once: dict[str, tuple[list[str], Any]] = {}

    def values(self, position: int) -> list[Any]:
        """The cells of the column at a position, as the file typed them; None or ``""`` for an empty one."""
        raise NotImplementedError

    def cells(self, position: int) -> list[str]:
        """The cells of the column at a position as text, not stripped."""
        return [cells.text_of(value) for value in self.values(position)]

    def array(self, position: int) -> Any:
        """The cells of the column at a position as an Arrow array: in their own type, else as text."""
        import pyarrow

        return pyarrow.array(self.cells(position), "string")

    def text(self, column: str) -> list[str]:
        """The cells of a column as stripped NFC text, ``""`` for an empty one or a column the chunk has not."""
        return [cells.plain(text) for text in self._cells(column)]

    def distinct(self, column: str) -> tuple[list[str], Any]:
        """The distinct texts (as of ``text``) of a column, and for each row the position of its text.

        Positions are an int64 array, a list without numpy.
        """
        if column not in self._once:
            self._once[column] = self._distinct(column)
        return self._once[column]

    def _distinct(self, column: str) -> tuple[list[str], Any]:
        texts, codes = cells.coded(self._cells(column))
        return cells.merged(texts, codes)

    def only(self, kept: Sequence[int]) -> Chunk:
        """The rows at these positions alone; ``start`` and ``end`` stay those of the whole chunk."""
        part = self._only(kept)
        part.start, part.end = self.start, self.end
        part.faults = {new: self.faults[old] for new, old in enumerate(kept) if old in self.faults}
        return part

    def _only(self, kept: Sequence[int]) -> Chunk:
        raise NotImplementedError

    def without(self, left_out: Callable[[Iterable[str]], Container[str]]) -> Chunk:
        """The rows without the columns that ``left_out`` tells of their names; of lines of JSON each by its own."""
        out = left_out(self.header)
        kept = [place for place, name in enumerate(self.header) if name not in out]
        if len(kept) == len(self.header):
            return self
        part = self._columns(kept)
        part.end, part.faults = self.end, self.faults
        return part

    def _columns(self, kept: Sequence[int]) -> Chunk:
        raise NotImplementedError

    def _cells(self, column: str) -> list[str]:
        return self.cells(self.header.index(column)) if column in self.header else [""] * self.rows


class RowChunk(Chunk):
    """Rows as lists of cells, each as long as the header."""

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[Any]],
        start: int,
        faults: Mapping[int, Problem] | None = None,
        delimiter: str = ",",
    ):
        super().__init__(header, len(rows), start, faults)
        self._rows, self._delimiter = rows, delimiter

    def values(self, position: int) -> list[Any]:
        return [row[position] for row in self._rows]

    def _only(self, kept: Sequence[int]) -> Chunk:
        return RowChunk(self.header, [self._rows[position] for position in kept], self.start)

    def _columns(self, kept: Sequence[int]) -> Chunk:
        rows = [[row[place] for place in kept] for row in self._rows]
        first = next(place for place in range(len(self.header)) if place not in kept)
        for position in self.faults if kept else ():  # a row that is too long may have slipped: its last cell takes all
            own = self._rows[position][: min(first, kept[-1])]
            over = [cells.text_of(cell) for cell in self._rows[position][len(own) :]]
            while over and not over[-1]:
                over.pop()
            rows[position] = [*own, *[""] * (len(kept) - len(own) - 1), self._delimiter.join(over)]
        return RowChunk([self.header[place] for place in kept], rows, self.start)


class LineChunk(Chunk):
    """Lines of JSON, each an object or, where it is at fault, None."""

    def __init__(
        self,
        lines: Sequence[str],
        objects: Sequence[dict[str, Any] | None],
        start: int,
        faults: Mapping[int, Problem] | None = None,
        header: Iterable[str] | None = None,
    ):
        named = dict.fromkeys(key for row in objects if row is not None for key in row) if header is None else header
        super().__init__(tuple(named), len(lines), start, faults)
        self.lines, self.objects = lines, objects

    def values(self, position: int) -> list[Any]:
        name = self.header[position]
        found = [None if row is None else row.get(name) for row in self.objects]
        if name == LINE:
            return [
                line if row is None else cell for line, row, cell in zip(self.lines, self.objects, found, strict=True)
            ]
        return found

    def spread(self, header: Sequence[str]) -> LineChunk:
        """The same lines under another header, which must have every name of this one."""
        return LineChunk(self.lines, self.objects, self.start, self.faults, header)

    def without(self, left_out: Callable[[Iterable[str]], Container[str]]) -> Chunk:
        found = {place: out for place, row in enumerate(self.objects) if row is not None and (out := left_out(row))}
        lines, objects = list(self.lines), list(self.objects)
        for place, out in found.items():
            row = objects[place] or {}
            lines[place] = _cut(lines[place], row, out)
            objects[place] = {name: cell for name, cell in row.items() if name not in out}
        return LineChunk(lines, objects, self.start, self.faults) if found else self

    def _only(self, kept: Sequence[int]) -> Chunk:
        lines, objects = [self.lines[p] for p in kept], [self.objects[p] for p in kept]
        return LineChunk(lines, objects, self.start, header=self.header)


class FrameChunk(Chunk):
    """Cells of text in a polars frame whose columns are numbered, not named.

    ``tame``: no cell would be run. ``quotes``: some cell may have stood in quotes; without, none need any.
    """

    def __init__(self, header: Sequence[str], frame: Any, start: int, tame: bool, quotes: bool = True):
        super().__init__(header, frame.height, start)
        self.frame, self.tame, self.quotes = frame, tame, quotes

    def values(self, position: int) -> list[Any]:
        return self.cells(position)

    def cells(self, position: int) -> list[str]:
        found: list[str] = self.frame.to_series(position).fill_null("").to_list()
        return found

    def array(self, position: int) -> Any:
        return self.frame.to_series(position).fill_null("").to_arrow().cast("string")

    def _distinct(self, column: str) -> tuple[list[str], Any]:
        if column not in self.header or not self.rows:
            return super()._distinct(column)
        import polars

        column_of_text = self.frame.to_series(self.header.index(column)).fill_null("")
        texts = column_of_text.unique(maintain_order=True)
        if 2 * len(texts) > self.rows:  # names, numbers: nothing is gained
            return cells.merged(column_of_text.to_list(), range(self.rows))
        return cells.merged(texts.to_list(), column_of_text.cast(polars.Enum(texts)).to_physical().to_numpy())

    def _only(self, kept: Sequence[int]) -> Chunk:
        return FrameChunk(self.header, self.frame[list(kept)], self.start, self.tame, self.quotes)

    def _columns(self, kept: Sequence[int]) -> Chunk:
        header = [self.header[place] for place in kept]
        return FrameChunk(header, self.frame[:, list(kept)], self.start, self.tame, self.quotes)


class ArrowChunk(Chunk):
    """An Arrow record batch, each column of its own type."""

    def __init__(self, batch: Any, start: int):
        super().__init__(batch.schema.names, batch.num_rows, start)
        self.batch = batch

    def values(self, position: int) -> list[Any]:
        return self._listed(self.batch.column(position), self.header[position])

    def _listed(self, column: Any, name: str) -> list[Any]:
        """The values as Python's own, as text where Python has none such. Raises Problem column_kind_unread."""
        import pyarrow

        found: list[Any]
        try:
            found = column.to_pylist()
        except (ValueError, OverflowError):  # nanoseconds, or a year beyond 9999
            try:
                found = column.cast("string").to_pylist()
            except pyarrow.ArrowException:
                raise Problem("column_kind_unread", field="table", given=name, kind=str(column.type)) from None
        return found

    def array(self, position: int) -> Any:
        return self.batch.column(position)

    def _distinct(self, column: str) -> tuple[list[str], Any]:
        import pyarrow

        if column not in self.header:
            return super()._distinct(column)
        values = self.batch.column(self.header.index(column))
        try:
            if pyarrow.types.is_dictionary(values.type):
                values = values.dictionary_decode()  # its dictionary may be that of a whole file
            once = values.dictionary_encode("encode")
            texts = [cells.text_of(value) for value in self._listed(once.dictionary, column)]
            return cells.merged(texts, once.indices.to_numpy(zero_copy_only=False))
        except (pyarrow.ArrowNotImplementedError, pyarrow.ArrowInvalid, AttributeError):
            return super()._distinct(column)  # a nested column

    def _only(self, kept: Sequence[int]) -> Chunk:
        import pyarrow

        try:
            part = self.batch.take(pyarrow.array(list(kept), "int64"))
        except pyarrow.ArrowNotImplementedError:  # a column of views, or of runs
            rows = [self.batch.slice(position, 1) for position in kept]
            part = pyarrow.concat_batches(rows or [self.batch.slice(0, 0)])
        return ArrowChunk(part, self.start)

    def _columns(self, kept: Sequence[int]) -> Chunk:
        return ArrowChunk(self.batch.select(list(kept)), self.start)


_scan = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, default=cells.text_of).encode


def as_json(value: Any) -> str:
    """A value as JSON on one line; whole floats without a point, days and exact decimals as text."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 2**53 else (None if value - value else value)
    return _encode(value)


def _cut(line: str, row: Iterable[str], out: Container[str]) -> str:
    """A line, whose members have these names, without those that are ``out``; the others as they stand."""
    names, at = list(row), 1
    kept: list[tuple[int, int]] = []
    while names and names[-1] in out:
        names.pop()
    for before, name in zip([None, *names], names, strict=False):
        start = _between(line, at)
        at = _scan(line, _between(line, _scan(line, start)[1]))[1]
        if name not in out:
            start = kept.pop()[0] if kept and before not in out else start
            kept.append((start, at))
    return f"{{{', '.join(line[start:end] for start, end in kept)}}}"


def _between(line: str, at: int) -> int:
    """Where the next text or value begins."""
    while line[at] in " \t\r\n,:":
        at += 1
    return at
