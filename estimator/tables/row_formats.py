"""Rows of a table as the bytes of a CSV or of JSON lines; it may be done in another process than the writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from estimator.tables.added_columns import NUMBER, NumberColumn, TextColumn
from estimator.tables.cells import RUN_PATTERN, coded, int64, neutral, text_of
from estimator.tables.chunk import LINE, Chunk, FrameChunk, LineChunk, as_json

Columns = Mapping[str, Any]


class Form:
    """How the rows of a chunk are handed to the sink; here as they are, the chunk and its added columns."""

    head = b""

    def rows(self, chunk: Chunk, columns: Columns) -> Any:
        """The rows of a chunk with the added columns."""
        return chunk, columns


class CsvForm(Form):
    """UTF-8 with a mark, for Excel; cells that a spreadsheet would run begin with an apostrophe."""

    def __init__(self, header: Sequence[str], added: Iterable[str], delimiter: str) -> None:
        self.header, self.added, self.delimiter = tuple(header), tuple(added), delimiter
        self.head = self._rows([map(neutral, (*self.header, *self.added))], "\ufeff")

    def rows(self, chunk: Chunk, columns: Columns) -> bytes:
        """The rows of a chunk as lines."""
        if isinstance(chunk, FrameChunk) and len(chunk.header) == len(self.header) and self.header:
            return self._fast(chunk, columns)
        found = [list(map(neutral, column)) for column in cells(chunk, self.header)]
        answers = [_answers(columns[name]) for name in self.added]
        return self._rows(zip(*found, *answers, strict=True))

    def _rows(self, rows: Iterable[Iterable[Any]], mark: str = "") -> bytes:
        text = io.StringIO(mark, newline="")
        text.seek(0, io.SEEK_END)
        csv.writer(text, delimiter=self.delimiter).writerows(rows)
        return text.getvalue().encode("utf-8", "replace")

    def _fast(self, chunk: FrameChunk, columns: Columns) -> bytes:
        import polars as pl

        from estimator.tables.write_csv import abreast, quoted

        cells = chunk.frame.get_columns()
        if not chunk.tame:
            cells = [c.map_elements(neutral, pl.String) if c.str.contains(RUN_PATTERN).any() else c for c in cells]
        if chunk.quotes:
            cells = [quoted(column, self.delimiter) for column in cells]
        cells += abreast([_in_numbers(columns[name]) for name in self.added], self.delimiter)
        frame = pl.DataFrame([column.alias(f"c{number}") for number, column in enumerate(cells)])
        made = io.BytesIO()
        frame.write_csv(
            made, separator=self.delimiter, include_header=False, line_terminator="\r\n", quote_style="never"
        )
        return made.getvalue()


def _in_numbers(values: Any) -> NumberColumn | TextColumn:
    """An added column of any kind as one that polars writes."""
    if isinstance(values, NumberColumn):
        return NumberColumn(values.kind, int64(values.values))
    if isinstance(values, TextColumn):
        return TextColumn(values.texts, int64(values.codes))
    if hasattr(values, "dtype") and values.dtype.kind in "iu":
        return NumberColumn(NUMBER, int64(values))
    texts, codes = coded(_answers(values))
    return TextColumn(texts, int64(codes))


class JsonlForm(Form):
    """A line an object; a line of a JSONL input stands as it was, the answers after it."""

    def __init__(self, header: Sequence[str], added: Iterable[str]) -> None:
        self.header, self.added = tuple(header), tuple(added)

    def rows(self, chunk: Chunk, columns: Columns) -> bytes:
        """The lines of a chunk."""
        answers = zip(*(_own(columns[name]) for name in self.added), strict=True)
        said = [as_json(dict(zip(self.added, row, strict=True)))[1:-1] for row in answers] or [""] * chunk.rows
        if isinstance(chunk, LineChunk):
            before = [self.opened(line, row) for line, row in zip(chunk.lines, chunk.objects, strict=True)]
        else:
            heads = [as_json(name or f"column_{place + 1}") for place, name in enumerate(self.header)]
            rows = zip(*(map(as_json, chunk.values(place)) for place in range(len(self.header))), strict=True)
            before = [", ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True)) for row in rows]
        lines = [f"{{{', '.join(filter(None, pair))}}}\n" for pair in zip(before, said, strict=True)]
        return "".join(lines).encode("utf-8", "replace")

    def opened(self, line: str, row: dict[str, Any] | None) -> str:
        """What stands between the braces of a line; a line that is no row, or has our names, is carried as text."""
        if row is None or any(name in row for name in self.added):
            return f"{as_json(LINE)}: {as_json(line)}"
        return line[1:-1].strip()


def cells(chunk: Chunk, header: Sequence[str]) -> list[list[str]]:
    """The cells of the header's columns as text; of lines of JSON, wherever a line has them."""
    if isinstance(chunk, LineChunk):
        chunk = chunk.spread(header)
    return [chunk.cells(place) for place in range(len(header))]


def listed(values: Sequence[Any]) -> list[Any]:
    """The values of a list or an array as Python's own."""
    return list(values.tolist() if hasattr(values, "tolist") else values)


def _own(values: Any) -> list[Any]:
    """The values of an added column as JSON has them."""
    return values.tolist() if type(values) in (NumberColumn, TextColumn) else list(map(_bare, listed(values)))


def _bare(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _answers(values: Sequence[Any]) -> list[str]:
    """Added values as cells of a CSV; texts cannot run."""
    plain = listed(values)
    said = {value: neutral(value) for value in set(plain) if isinstance(value, str)}
    return [said[value] if isinstance(value, str) else text_of(_bare(value)) for value in plain]
