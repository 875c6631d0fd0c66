"""Tables in workbooks (XLSX, XLS, XLSB, ODS), which are looked through for bombs before they are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from estimator.batch.bombs import MOST_CELLS, broken, examine
from estimator.batch.cells import text_of
from estimator.batch.chunk import Chunk, RowChunk
from estimator.batch.heads import SEARCHED, headings, told_by
from estimator.batch.sheet import column_letters
from estimator.batch.source import Source, numbered, once
from estimator.batch.unvalued import Unvalued, unvalued
from estimator.engine.problem import Problem
from estimator.words.names import fold, nearest


class WorkbookSource(Source):
    """A sheet: the one named, else the first visible one that has headings we know. ``read`` counts rows."""

    def __init__(self, path: str, sheet: str | None, stream: BinaryIO, known: Callable[[str], bool]) -> None:
        super().__init__(path, stream, None)
        try:
            import python_calamine as calamine
        except ImportError:
            raise Problem("extra_missing", field="table", given="xlsx") from None
        examine(stream, path)
        try:
            stream.seek(0)
            book = calamine.load_workbook(stream)
            own, table = _sheet(book, sheet, known)
            self.unworked = _filled_in(table, unvalued(stream, own))
            self.others = () if sheet is not None else tuple(n for n in _shown(book) if n != own and _filled(book, n))
        except Problem:
            raise
        except BaseException as error:  # a panic of the reader is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            raise broken(path, str(error) or type(error).__name__) from None
        if not any(cell != "" for row in table[:SEARCHED] for cell in row):
            raise Problem("table_empty" if not table else "table_no_rows", field="table", given=path)
        first, last, cells = headings([list(map(text_of, row)) for row in table[:SEARCHED]], known)
        self.above = tuple(tuple(map(str, row)) for row in table[:first])
        self.heads = last - first + 1
        self.header = once(numbered(cells), path)
        while table and not any(cell != "" for cell in table[-1]):  # formatted, never filled
            table.pop()
        self._table, self._first = table, last + 1
        self.rows = max(len(table) - last - 1, 0)
        self._read = 0

    @property
    def read(self) -> int:
        return self._read

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` rows with numbers, days and texts as the sheet has them. Raises Problem table_no_rows."""
        if not self.rows:
            raise Problem("table_no_rows", field="table", given=self.name)
        for start in range(0, self.rows, rows):
            part = self._table[self._first + start : self._first + start + rows]
            self._read = start + len(part)
            yield RowChunk(self.header, part, start)


def _sheet(book: Any, wanted: str | None, known: Callable[[str], bool]) -> tuple[str, list[list[Any]]]:
    """The sheet named; else the first visible one with two headings that are known, or the first at all."""
    names: list[str] = list(book.sheet_names)
    if wanted is not None:
        found = [name for name in names if fold(name) == fold(wanted)]
        if wanted not in names and len(found) != 1:
            near = nearest(wanted, names) or names[:5]
            raise Problem("sheet_unknown", field="table", given=wanted, suggestions=near)
        own = wanted if wanted in names else found[0]
        return own, _rows(book, own)
    shown = [name for name in _shown(book) or names if name in names]
    first = shown[0], _rows(book, shown[0])
    if len(shown) == 1 or _headed(first[1], known):
        return first
    return next(((name, rows) for name in shown[1:] if _headed(rows := _rows(book, name), known)), first)


def _filled_in(table: list[list[Any]], cells: Iterable[Unvalued]) -> tuple[int, str]:
    """Put into a table what its reader left empty; how many formulas were never worked out, and where the first is."""
    formulas, first = 0, ""
    width = len(table[0]) if table else 0
    for cell in cells:
        if cell.column < width and (cell.row + 1) * width <= MOST_CELLS:
            table.extend([""] * width for _ in range(len(table), cell.row + 1))
            if table[cell.row][cell.column] == "":
                table[cell.row][cell.column] = cell.text
        if cell.text.startswith("="):
            formulas, first = formulas + 1, first or f"{column_letters(cell.column)}{cell.row + 1}"
    return formulas, first


def _rows(book: Any, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows


def _headed(rows: list[list[Any]], known: Callable[[str], bool]) -> bool:
    return any(told_by(row, known) > 1 for row in rows[:SEARCHED])


def _shown(book: Any) -> list[str]:
    return [str(sheet.name) for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]


def _filled(book: Any, name: str) -> bool:
    """Whether a sheet has rows under its first one."""
    return name in book.sheet_names and int(book.get_sheet_by_name(name).height) > 1
