"""Small tables of sums as files: CSV for programs, a workbook for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any, Protocol

from estimator.tables.cells import neutral
from estimator.tables.write_xlsx import Layout, SheetWriter


class Table(Protocol):
    """A sheet: its name, headings, rows of texts and whole numbers, and widths (letters)."""

    @property
    def name(self) -> str: ...
    @property
    def head(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...
    @property
    def widths(self) -> Sequence[int]: ...


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV; texts that a spreadsheet would run begin with an apostrophe."""
    out = io.StringIO(newline="")
    cells = ([neutral(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def write_workbook(file: IO[bytes], tables: Sequence[Table]) -> None:
    """A workbook with a sheet for each table; Problem sheet_cell_too_long."""
    writer = SheetWriter(file, [Layout(table.name, table.widths) for table in tables])
    try:
        for place, table in enumerate(tables):
            if place:
                writer.turn()
            writer.rows([table.head], heading=True)
            writer.rows(table.rows)
    except BaseException:
        writer.abandon()
        raise
    writer.finish()
