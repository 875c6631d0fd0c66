"""Writing a table back with columns added: CSV, XLSX, JSONL or Parquet by extension, ``-`` for standard output."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from estimator.engine.problem import Problem
from estimator.tables.cells import plain
from estimator.tables.chunk import Chunk, LineChunk
from estimator.tables.output_file import Place, writing
from estimator.tables.output_place import place
from estimator.tables.row_formats import Columns, CsvForm, Form, JsonlForm, cells, listed
from estimator.tables.source import split_sheet
from estimator.tables.write_xlsx import MOST_ROWS, SheetWriter

KINDS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
    ".xlsx": "xlsx",
}  # fmt: skip
RESUMABLE = ("csv", "jsonl")


class Sink:
    """A table being written; a context manager that leaves nothing unless ``commit`` was called.

    ``done`` rows of the input were written by an earlier run that is being resumed.
    """

    def __init__(self, name: str, header: Sequence[str], added: Mapping[str, type], where: Place, form: Form) -> None:
        self.name, self.header, self.added, self.form = name, tuple(header), dict(added), form
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
        if chunk.end > self.done:
            self.put(chunk.end, self.form.rows(chunk, columns))

    @property
    def rejected(self) -> int:
        """How many of the rows done were rejected."""
        return self._place.rejected

    def put(self, end: int, rows: Any, rejected: int = 0) -> None:
        """Append what ``form`` made of the chunk that ends so many rows from the beginning."""
        if end <= self.done:
            return
        with writing(self.name):
            self._append(rows)
        self._place.mark(end, rejected)

    def commit(self) -> None:
        """The table is complete: it appears in its place. Raises Problem: output_unwritable, output_exists."""
        with writing(self.name):
            self._finish()
            self._place.commit()

    def _begin(self) -> None: ...

    def _append(self, rows: Any) -> None:
        raise NotImplementedError

    def _finish(self) -> None: ...

    def _abandon(self) -> None: ...


class TextSink(Sink):
    """A CSV, or JSON lines that are flushed after every chunk."""

    def _begin(self) -> None:
        if not self._place.begun:
            self._file.write(self.form.head)

    def _append(self, rows: Any) -> None:
        self._file.write(rows)
        if isinstance(self.form, JsonlForm):
            self._file.flush()


class XlsxSink(Sink):
    """One sheet with the cells as the input typed them."""

    def _begin(self) -> None:
        self._sheet = SheetWriter(self._file)
        self._count = 1
        self._sheet.rows([(*self.header, *self.added)], heading=True)

    def _append(self, rows: Any) -> None:
        chunk, columns = rows
        self._count += chunk.rows
        if self._count > MOST_ROWS:
            raise Problem("sheet_too_long", field="output", given=self.name, most=MOST_ROWS - 1)
        same = chunk.header == self.header
        values = [chunk.values(place) for place in range(len(self.header))] if same else cells(chunk, self.header)
        self._sheet.rows(zip(*values, *(listed(columns[name]) for name in self.added), strict=True))

    def _finish(self) -> None:
        self._sheet.finish()

    def _abandon(self) -> None:
        self._sheet.abandon()


class ParquetSink(Sink):
    """Columns of a Parquet input in their types; those of other tables as text."""

    def _begin(self) -> None:
        from estimator.tables.parquet import ParquetWriter

        named = tuple(name or f"column_{place + 1}" for place, name in enumerate(self.header))
        self._writer = ParquetWriter(self._file, named, self.added)

    def _append(self, rows: Any) -> None:
        chunk, columns = rows
        if isinstance(chunk, LineChunk):
            chunk = chunk.spread(self.header)
        self._writer.write(chunk, columns)

    def _finish(self) -> None:
        self._writer.finish()


def open_sink(
    name: str,
    header: Sequence[str],
    added: Mapping[str, type],
    *,
    force: bool = False,
    resume: str | None = None,
    day: str = "",
    source: str | None = None,
    delimiter: str | None = None,
    rows: int | None = None,
    kind: str | None = None,
) -> Sink:
    """A table to write: the columns of ``header`` untouched, then the added ones.

    ``added`` states their types (int, str, bool), which Parquet wants. ``force`` replaces an existing file, in one step
    and only at ``commit``. ``resume`` is the fingerprint of the run (input, options,
    rules, rows a chunk), ``day`` the one it began on: what was done stays in ``OUT.part``.
    ``source`` is the input's name, ``delimiter`` that of a
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
    untaken(header, added)
    if kind == "xlsx" and rows is not None and rows >= MOST_ROWS:
        raise Problem("sheet_too_long", field="output", given=name, most=MOST_ROWS - 1)
    if resume is not None and (kind not in RESUMABLE or name == "-"):
        raise Problem("resume_not_here", field="resume", given=name, allowed=list(RESUMABLE))
    if kind == "parquet":
        from estimator.tables.parquet import pyarrow

        pyarrow("output")
    form: Form = Form()
    if kind == "csv":
        form = CsvForm(header, added, delimiter or ("\t" if suffix == ".tsv" else ","))
    elif kind == "jsonl":
        form = JsonlForm(header, added)
    made = {"xlsx": XlsxSink, "parquet": ParquetSink}.get(kind, TextSink)
    where = place(name, force, resume, day)
    try:
        return made(name, header, added, where, form)
    except BaseException:
        where.close()
        raise


def untaken(header: Sequence[str], added: Iterable[str]) -> None:
    """Raises Problem column_taken where a table has a column named like one to be added."""
    taken = {plain(column): column for column in header}
    for column in added:
        if column in taken:
            raise Problem("column_taken", field="output", given=taken[column])


def same_file(name: str, source: str) -> bool:
    """Whether two names, perhaps of a workbook's sheet, are of one file that exists."""
    path, _ = split_sheet(source)
    try:
        return "-" not in (name, source) and os.path.exists(name) and os.path.samefile(name, path)
    except (OSError, ValueError):
        return False
