"""Writing a table back with columns added: CSV, XLSX, JSONL or Parquet by extension, ``-`` for standard output."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from estimator.batch.cells import RUN_PATTERN, neutral, plain, text_of
from estimator.batch.chunk import LINE, Chunk, FrameChunk, LineChunk, as_json
from estimator.batch.figures import Texts, Told
from estimator.batch.place import Place, place, writing
from estimator.batch.sheet import MOST_ROWS, SheetWriter
from estimator.batch.source import split_sheet
from estimator.engine.problem import Problem

KINDS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
    ".xlsx": "xlsx",
}  # fmt: skip
RESUMABLE = ("csv", "jsonl")
Columns = Mapping[str, Any]


class Sink:
    """A table being written; a context manager that leaves nothing unless ``commit`` was called.

    ``done`` rows of the input were written by an earlier run that is being resumed.
    """

    def __init__(self, name: str, header: Sequence[str], added: Mapping[str, type | None], where: Place) -> None:
        self.name, self.header, self.added = name, tuple(header), dict(added)
        self._place = where
        self._file = where.file
        with writing(name):
            self._begin()

    @property
    def done(self) -> int:
        """Rows of the input that need not be answered again."""
        return self._place.done

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; without ``commit`` nothing of it stays but, with ``resume``, its ``.part``."""
        self._abandon()
        self._place.close()

    def write(self, chunk: Chunk, columns: Columns) -> None:
        """Append the rows of the chunk with the added columns, lists or arrays as long as the chunk.

        A chunk that was done in the run resumed is passed over: its rows are there. Raises Problem:
        output_unwritable, sheet_too_long, sheet_cell_too_long.
        """
        if chunk.end <= self.done:
            return
        with writing(self.name):
            self._append(chunk, columns)
        self._place.mark(chunk.end)

    def commit(self) -> None:
        """The table is complete: it appears in its place. Raises Problem: output_unwritable, output_exists."""
        with writing(self.name):
            self._finish()
        self._place.commit()

    def _begin(self) -> None: ...

    def _append(self, chunk: Chunk, columns: Columns) -> None:
        raise NotImplementedError

    def _finish(self) -> None: ...

    def _abandon(self) -> None: ...


class CsvSink(Sink):
    """UTF-8 with a mark, for Excel; cells that a spreadsheet would run begin with an apostrophe."""

    def _begin(self) -> None:
        if not self._place.begun:
            self._rows([map(neutral, (*self.header, *self.added))], "\ufeff")

    def _rows(self, rows: Iterable[Iterable[Any]], mark: str = "") -> None:
        text = io.StringIO(mark, newline="")
        text.seek(0, io.SEEK_END)
        csv.writer(text, delimiter=self._place.delimiter).writerows(rows)
        self._file.write(text.getvalue().encode("utf-8", "replace"))

    def _append(self, chunk: Chunk, columns: Columns) -> None:
        if isinstance(chunk, FrameChunk) and len(chunk.header) == len(self.header) and self.header:
            self._fast(chunk, columns)
            return
        cells = [list(map(neutral, column)) for column in _cells(chunk, self.header)]
        answers = [_answers(columns[name]) for name in self.added]
        self._rows(zip(*cells, *answers, strict=True))

    def _fast(self, chunk: FrameChunk, columns: Columns) -> None:
        import polars as pl

        frame = chunk.frame
        if not chunk.tame:
            frame = frame.with_columns(
                [
                    column.map_elements(neutral, pl.String)
                    for column in frame.iter_columns()
                    if column.str.contains(RUN_PATTERN).any()
                ]
            )
        frame = frame.with_columns(
            [
                pl.when(column != "").then(column).alias(column.name)
                for column in frame.iter_columns()
                if (column == "").any()
            ]
        )
        answers = []
        for number, name in enumerate(self.added):
            values = columns[name]
            if isinstance(values, Told | Texts):
                answers.append(values.series(f"a{number}"))
                continue
            whole = hasattr(values, "dtype") and values.dtype.kind in "iu"
            answers.append(pl.Series(f"a{number}", values if whole else _answers(values)))
        frame = frame.with_columns(
            [column.replace("", None) if column.dtype == pl.String else column for column in answers]
        )
        frame.write_csv(self._file, separator=self._place.delimiter, include_header=False, line_terminator="\r\n")


class JsonlSink(Sink):
    """A line an object; a line of a JSONL input stands as it was, the answers after it. Flushed after every chunk."""

    def _append(self, chunk: Chunk, columns: Columns) -> None:
        names = [as_json(name) for name in self.added]
        answers = zip(
            *([as_json(_bare(value)) for value in _listed(columns[name])] for name in self.added), strict=True
        )
        said = [", ".join(f"{name}: {answer}" for name, answer in zip(names, row, strict=True)) for row in answers]
        said = said or [""] * chunk.rows
        if isinstance(chunk, LineChunk):
            before = [self._opened(line, row) for line, row in zip(chunk.lines, chunk.objects, strict=True)]
        else:
            heads = [as_json(name or f"column_{place + 1}") for place, name in enumerate(self.header)]
            rows = zip(*(map(as_json, chunk.values(place)) for place in range(len(self.header))), strict=True)
            before = [", ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True)) for row in rows]
        lines = [f"{{{', '.join(filter(None, pair))}}}\n" for pair in zip(before, said, strict=True)]
        self._file.write("".join(lines).encode("utf-8", "replace"))
        self._file.flush()

    def _opened(self, line: str, row: dict[str, Any] | None) -> str:
        """What stands between the braces of a line; a line that is no row, or has our names, is carried as text."""
        if row is None or not self.added.keys().isdisjoint(row):
            return f"{as_json(LINE)}: {as_json(line)}"
        return line[1:-1].strip()


class XlsxSink(Sink):
    """One sheet with the cells as the input typed them."""

    def _begin(self) -> None:
        self._sheet = SheetWriter(self._file)
        self._count = 1
        self._sheet.rows([(*self.header, *self.added)], heading=True)

    def _append(self, chunk: Chunk, columns: Columns) -> None:
        self._count += chunk.rows
        if self._count > MOST_ROWS:
            raise Problem("sheet_too_long", field="output", given=self.name, most=MOST_ROWS - 1)
        same = chunk.header == self.header
        values = [chunk.values(place) for place in range(len(self.header))] if same else _cells(chunk, self.header)
        self._sheet.rows(zip(*values, *(_listed(columns[name]) for name in self.added), strict=True))

    def _finish(self) -> None:
        self._sheet.finish()

    def _abandon(self) -> None:
        self._sheet.abandon()


class ParquetSink(Sink):
    """Columns of a Parquet input in their types; those of other tables as text."""

    def _begin(self) -> None:
        from estimator.batch.arrow import ParquetWriter

        named = tuple(name or f"column_{place + 1}" for place, name in enumerate(self.header))
        self._writer = ParquetWriter(self._file, named, self.added)

    def _append(self, chunk: Chunk, columns: Columns) -> None:
        if isinstance(chunk, LineChunk):
            chunk = chunk.spread(self.header)
        self._writer.write(chunk, {name: _listed(columns[name]) for name in self.added})

    def _finish(self) -> None:
        self._writer.finish()


def open_sink(
    name: str,
    header: Sequence[str],
    added: Sequence[str] | Mapping[str, type | None],
    *,
    force: bool = False,
    resume: str | None = None,
    source: str | None = None,
    delimiter: str | None = None,
    rows: int | None = None,
    kind: str | None = None,
) -> Sink:
    """A table to write: the columns of ``header`` untouched, then the added ones.

    ``added`` may state types (int, str, bool), which Parquet wants: otherwise the first chunk tells. ``force`` replaces
    an existing file, in one step and only at ``commit``. ``resume`` is the fingerprint of the run (input, options,
    rules, rows a chunk): what was done stays in ``OUT.part``. ``source`` is the input's name, ``delimiter`` that of a
    CSV input, ``rows`` how many there will be where that is known, ``kind`` (csv, jsonl) for standard output.
    Raises Problem: output_kind_unknown, output_is_input, output_exists, output_no_folder, output_unwritable,
    column_taken, sheet_too_long, extra_missing, resume_not_here, resume_differs.
    """
    suffix = Path(name).suffix.lower()
    kind = kind or ("csv" if name == "-" else KINDS.get(suffix))
    if kind is None and os.path.exists(name) and not os.path.isfile(name) and not os.path.isdir(name):
        kind = "csv"  # a device has no extension
    if kind is None:
        raise Problem("output_kind_unknown", field="output", given=name, allowed=[known[1:] for known in KINDS])
    if source is not None and same_file(name, source):
        raise Problem("output_is_input", field="output", given=name)
    taken = {plain(column): column for column in header}
    for column in added:
        if column in taken:
            raise Problem("column_taken", field="output", given=taken[column])
    if kind == "xlsx" and rows is not None and rows >= MOST_ROWS:
        raise Problem("sheet_too_long", field="output", given=name, most=MOST_ROWS - 1)
    if resume is not None and (kind not in RESUMABLE or name == "-"):
        raise Problem("resume_not_here", field="resume", given=name, allowed=list(RESUMABLE))
    if kind == "parquet":
        from estimator.batch.arrow import pyarrow

        pyarrow("output")
    made = {"csv": CsvSink, "jsonl": JsonlSink, "xlsx": XlsxSink, "parquet": ParquetSink}[kind]
    where = place(name, force, resume)
    types = dict(added) if isinstance(added, Mapping) else dict.fromkeys(added)
    try:
        where.delimiter = delimiter or ("\t" if suffix == ".tsv" else ",")
        return made(name, header, types, where)
    except BaseException:
        where.close()
        raise


def same_file(name: str, source: str) -> bool:
    """Whether two names, perhaps of a workbook's sheet, are of one file that exists."""
    path, _ = split_sheet(source)
    try:
        return "-" not in (name, source) and os.path.exists(name) and os.path.samefile(name, path)
    except (OSError, ValueError):
        return False


def _cells(chunk: Chunk, header: Sequence[str]) -> list[list[str]]:
    """The cells of the header's columns as text; of lines of JSON, wherever a line has them."""
    if isinstance(chunk, LineChunk):
        chunk = chunk.spread(header)
    return [chunk.cells(place) for place in range(len(header))]


def _listed(values: Sequence[Any]) -> list[Any]:
    """The values of a list or an array as Python's own."""
    return list(values.tolist() if hasattr(values, "tolist") else values)


def _bare(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _answers(values: Sequence[Any]) -> list[str]:
    """Added values as cells of a CSV; texts cannot run."""
    listed = _listed(values)
    said = {value: neutral(value) for value in set(listed) if isinstance(value, str)}
    return [said[value] if isinstance(value, str) else text_of(_bare(value)) for value in listed]
