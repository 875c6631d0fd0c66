"""Tables in workbooks (XLSX, XLS, XLSB, ODS), which are looked through for bombs before they are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from estimator.batch.bombs import broken, examine
from estimator.batch.cells import text_of
from estimator.batch.chunk import Chunk, RowChunk
from estimator.batch.headings import SEARCHED, header_row
from estimator.batch.source import Source, once
from estimator.engine.problem import Problem
from estimator.words.names import fold, nearest


class WorkbookSource(Source):
    """A sheet: the one named, else the first that is visible. ``read`` counts rows."""

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
            table: list[list[Any]] = book.get_sheet_by_name(_sheet(book, sheet)).to_python(skip_empty_area=False)
        except Problem:
            raise
        except BaseException as error:  # a panic of the reader is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            raise broken(path, str(error) or type(error).__name__) from None
        if not any(cell != "" for row in table[:SEARCHED] for cell in row):
            raise Problem("table_empty" if not table else "table_no_rows", field="table", given=path)
        found = header_row(table[:SEARCHED], known)
        self.above = tuple(tuple(map(str, row)) for row in table[:found])
        self.header = once([text_of(cell) for cell in table[found]], path)
        while table and not any(cell != "" for cell in table[-1]):  # formatted, never filled
            table.pop()
        self._table, self._first = table, found + 1
        self.rows = max(len(table) - found - 1, 0)
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


def _sheet(book: Any, wanted: str | None) -> str:
    names: list[str] = list(book.sheet_names)
    if wanted is None:
        shown = [str(sheet.name) for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]
        return next(name for name in shown or names if name in names)
    found = [name for name in names if fold(name) == fold(wanted)]
    if wanted in names or len(found) == 1:
        return wanted if wanted in names else found[0]
    raise Problem("sheet_unknown", field="table", given=wanted, suggestions=nearest(wanted, names) or names[:5])
