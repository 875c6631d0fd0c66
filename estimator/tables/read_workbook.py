"""Tables in workbooks (XLSX, XLS, XLSB, ODS), each read by a process of its own whose memory and time are limited."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, BinaryIO

from estimator.engine.problem import Problem, libraries_missing
from estimator.tables.cells import text_of
from estimator.tables.child_process import measured, send, start
from estimator.tables.chunk import Chunk, RowChunk
from estimator.tables.source import MOST_BYTES, MOST_COLUMNS, SEARCHED, Headings, Source, broken, numbered, once
from estimator.tables.write_xlsx import column_letters
from estimator.words.matching import fold, nearest

MOST_FILE = 256 << 20  # bytes
MEMORY, MEMORY_EACH, MOST_MEMORY = 300 << 20, 10, 2 << 30  # bytes for any, more for each byte of the file, at most
SECONDS, SECONDS_EACH = 1, 3  # of a processor for any, and more for each MiB of the file
PATIENCE = 20  # how much longer it may take by the clock, on a machine that has other things to do
LOOKED = timedelta(milliseconds=50)  # how often it is looked after


class WorkbookSource(Source):
    """A sheet: the one named, else the first visible one that has headings we know. ``read`` counts rows."""

    def __init__(self, path: str, sheet: str | None, stream: BinaryIO, headings: Headings) -> None:
        super().__init__(path, stream, None)
        self._reader = reader = Reader(path, stream)
        try:
            own = _sheet(reader, sheet, headings)
            formulas, at, height, table = reader.ask("fill", own, SEARCHED)
            self.unworked = (formulas, f"{column_letters(at[1])}{at[0] + 1}" if formulas else "")
            shown = [] if sheet is not None else [name for name in reader.shown if name != own]
            self.others = tuple(name for name in shown if reader.ask("filled", name))
            if not any(cell != "" for row in table for cell in row):
                raise Problem("table_empty" if not height else "table_no_rows", field="table", given=path)
            first, last, cells = headings.find([list(map(text_of, row)) for row in table])
            self.above = tuple(tuple(map(str, row)) for row in table[:first])
            self.heads = last - first + 1
            self.header = once(numbered(cells, headings), path)
        except BaseException:
            reader.close()
            raise
        self._first = last + 1
        self.rows = max(height - last - 1, 0)
        self._read = 0

    @property
    def read(self) -> int:
        return self._read

    def close(self) -> None:
        self._reader.close()
        super().close()

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` rows at most with numbers, days and texts as the sheet has them.

        Raises Problem: table_no_rows, table_broken, workbook_too_large.
        """
        pending: list[list[Any]] = []
        start = size = blank = 0  # rows formatted and never filled may be the last
        for part, weight in self._reader.rows(self._first):
            size += weight
            for row in part:
                if not any(cell != "" for cell in row):
                    blank += 1
                    continue
                pending += [[""] * len(row) for _ in range(blank)]
                pending.append(row)
                blank = 0
            while len(pending) >= rows or (pending and size >= MOST_BYTES):
                taken, pending = pending[:rows], pending[rows:]
                size = 0
                self._read = start + len(taken)
                yield RowChunk(self.header, taken, start)
                start += len(taken)
        if pending:
            self._read = start + len(pending)
            yield RowChunk(self.header, pending, start)
        elif not start:
            raise Problem("table_no_rows", field="table", given=self.name)


class Reader:
    """The process that reads a workbook, and what it says. ``names`` are those of all sheets, ``shown`` of the visible.

    Raises Problem: table_broken, workbook_too_large, extra_missing, reader_not_started.
    """

    def __init__(self, path: str, stream: BinaryIO) -> None:
        self.path = path
        size = os.fstat(stream.fileno()).st_size
        self._memory = min(MEMORY + MEMORY_EACH * size, MOST_MEMORY)
        self._seconds = SECONDS + (SECONDS_EACH * size >> 20)
        if size > MOST_FILE:
            raise self._too_large()
        if find_spec("python_calamine") is None:
            raise libraries_missing("xlsx", "table")
        handles = (stream.fileno(),) if sys.platform != "win32" else ()
        limits = (str(self._memory), str(self._seconds))
        try:
            file = str(handles[0]) if handles else os.path.abspath(path)
            self._process = start("estimator.tables.workbook_process", file, *limits, handles=handles)
        except OSError as error:
            raise Problem("reader_not_started", field="table", given=path, reason=error.strerror) from None
        self.names: list[str]
        self.shown: list[str]
        self._closed = threading.Event()
        self._awaited = False
        self._watch = threading.Thread(target=self._watched, daemon=True)
        self._watch.start()
        try:
            self.names, self.shown = self._answer()[0]
        except BaseException:
            self.close()
            raise

    def ask(self, *asked: Any) -> Any:
        """What it answers."""
        self._send(asked)
        return self._answer()[0]

    def rows(self, first: int) -> Iterator[tuple[list[list[Any]], int]]:
        """The rows of the open sheet from one on, some at a time, and how many bytes they came in."""
        self._send(("rows", first))
        while True:
            part, size = self._answer()
            if not part:
                return
            yield part, size

    def close(self) -> None:
        """End it."""
        self._closed.set()
        process = self._process
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, asked: Any) -> None:
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, asked)
        except OSError:
            raise self._too_large() from None

    def _answer(self) -> tuple[Any, int]:
        assert self._process.stdout is not None
        self._awaited = True
        try:
            (good, answer), size = measured(self._process.stdout)
        except (EOFError, OSError):  # it has died of what it asked for
            raise self._too_large() from None
        finally:
            self._awaited = False
        if not good:
            if answer is None:
                raise libraries_missing("xlsx", "table")
            raise broken(self.path, answer)
        return answer, size

    def _too_large(self) -> Problem:
        most, seconds = self._memory >> 20, self._seconds
        return Problem("workbook_too_large", field="table", given=self.path, most=most, seconds=seconds)

    def _watched(self) -> None:
        """End it where it takes too long or too much, also where the system has no limits of its own."""
        limited, waited = sys.platform == "linux", timedelta()
        while not self._closed.wait(LOOKED.total_seconds()):
            waited = waited + LOOKED if self._awaited else timedelta()
            slow = waited > timedelta(seconds=self._seconds * (PATIENCE if limited else 1))
            if slow or (not limited and memory_of(self._process) > self._memory):
                self._process.kill()
                return


def memory_of(process: subprocess.Popen[bytes]) -> int:
    """Bytes that another process holds; nought where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        sizes = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS: two numbers of 32 bits, then sizes
        told = ctypes.windll.kernel32.K32GetProcessMemoryInfo
        told(ctypes.c_void_p(int(process._handle)), ctypes.byref(sizes), ctypes.sizeof(sizes))
        return int(sizes[2])
    try:
        asked = ["/bin/ps", "-o", "rss=", "-p", str(process.pid)]
        return int(subprocess.run(asked, capture_output=True, check=False).stdout or 0) << 10
    except (OSError, ValueError):
        return 0


def _sheet(reader: Reader, wanted: str | None, headings: Headings) -> str:
    """The sheet named; else the first visible one with two headings that are known, or the first at all; it is open."""
    names = reader.names
    if wanted is not None:
        found = [name for name in names if fold(name) == fold(wanted)]
        if wanted not in names and len(found) != 1:
            near = nearest(wanted, names) or names[:5]
            raise Problem("sheet_unknown", field="table", given=wanted, suggestions=near)
        own = wanted if wanted in names else found[0]
        _opened(reader, own)
        return own
    shown = [name for name in reader.shown or names if name in names]
    if not shown:
        raise broken(reader.path, "no sheet")
    for name in shown:
        rows = _opened(reader, name)
        if len(shown) == 1 or any(headings.told_by(row) > 1 for row in rows):
            return name
    _opened(reader, shown[0])
    return shown[0]


def _opened(reader: Reader, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = reader.ask("open", name, SEARCHED)
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        raise Problem("table_too_wide", field="table", given=reader.path, columns=width, most=MOST_COLUMNS)
    return rows
