"""The process that reads a workbook: what its parser asks for and how long it takes is limited, and only this dies."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator, Sequence
from typing import IO, Any

from estimator.tables.child_process import received, send, streams
from estimator.tables.missing_values import unvalued

AT_ONCE = 64  # rows
MOST_ROWS = 1_048_576  # of a sheet


def main(arguments: Sequence[str]) -> None:
    """Answer about the workbook of a handle or a path, with so many bytes and seconds of a processor."""
    file, memory, seconds = arguments
    told, answers = streams()
    for name in ("SIGINT", "SIGPROF"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)  # even in the middle of the parser
    limit(int(memory), int(seconds))
    stream = os.fdopen(int(file), "rb") if file.isdecimal() else open(file, "rb")  # noqa: SIM115
    with contextlib.suppress(EOFError, OSError):
        serve(stream, told, answers)
    os._exit(0)  # what is held need not be given back piece by piece


def limit(memory: int, seconds: int) -> None:
    """Have the system end this process where it wants more; where it has no such limits, its parent watches it."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)


def leashed(told: IO[bytes], on: bool) -> None:
    """Whether this process ends at once when its parent does, while the parser works and hears nothing else."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(told, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(told, fcntl.F_GETFL)
        fcntl.fcntl(told, fcntl.F_SETFL, flags | os.O_ASYNC if on else flags & ~os.O_ASYNC)


def serve(stream: Any, told: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nobody asks; an answer is (True, what was asked for) or (False, why there is none)."""
    try:
        book = Book(stream)
    except ImportError:
        send(answers, (False, None))
        return
    except BaseException as error:  # a panic of the parser is no Exception
        send(answers, (False, _reason(error)))
        return
    send(answers, (True, (book.names, book.shown)))
    while True:
        leashed(told, False)
        asked, *more = received(told)
        leashed(told, True)
        try:
            if asked == "rows":
                for part in book.rows(*more):
                    send(answers, (True, part))
                send(answers, (True, []))
            else:
                found = getattr(book, asked)(*more)
                leashed(told, False)
                send(answers, (True, found))
        except (EOFError, OSError):
            raise
        except BaseException as error:
            leashed(told, False)
            send(answers, (False, _reason(error)))


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        os._exit(1)
    return str(error) or type(error).__name__


class Book:
    """A workbook; one sheet of it is open at a time."""

    def __init__(self, stream: Any) -> None:
        import python_calamine

        self._stream = stream
        self._book = python_calamine.load_workbook(stream)
        self.names = [str(name) for name in self._book.sheet_names]
        sheets = self._book.sheets_metadata
        self.shown = [str(sheet.name) for sheet in sheets if str(sheet.visible).endswith("Visible")]
        self._sheet: Any = None
        self._left = self._width = self._height = 0
        self._cells: dict[int, list[tuple[int, str]]] = {}

    def open(self, name: str, count: int) -> list[list[Any]]:
        """The first rows of a sheet, which is now the open one."""
        self._sheet, self._cells = None, {}
        sheet = self._sheet = self._book.get_sheet_by_name(name)
        self._left = sheet.start[1] if sheet.start else 0
        self._height, self._width = (last + 1 for last in sheet.end) if sheet.end else (0, 0)
        return self._head(count)

    def fill(self, name: str, count: int) -> tuple[int, tuple[int, int], int, list[list[Any]]]:
        """Put in the errors and formulas the parser leaves empty.

        How many formulas have no value, where the first is, how many rows there are, and the first of them.
        """
        formulas, first = 0, (0, 0)
        for cell in unvalued(self._stream, name):
            if cell.column < self._width and cell.row < MOST_ROWS:
                self._cells.setdefault(cell.row, []).append((cell.column, cell.text))
                self._height = max(self._height, cell.row + 1)
            if cell.text.startswith("="):
                formulas, first = formulas + 1, first if formulas else (cell.row, cell.column)
        return formulas, first, self._height, self._head(count)

    def filled(self, name: str) -> bool:
        """Whether a sheet that is not open has rows under its first one."""
        return name in self.names and int(self._book.get_sheet_by_name(name).height) > 1

    def rows(self, first: int) -> Iterator[list[list[Any]]]:
        """The rows of the open sheet from one on, some at a time; the last thing to be asked."""
        self._book.close()  # its shared texts
        part: list[list[Any]] = []
        for place, row in enumerate(self._every()):
            if place >= first:
                part.append(row)
            if len(part) == AT_ONCE:
                yield part
                part = []
        if part:
            yield part

    def _every(self) -> Iterator[list[Any]]:
        read, left = iter(self._sheet.iter_rows()), [""] * self._left
        for place in range(self._height):
            row = next(read, None)
            whole = [*left, *row] if row is not None else [""] * self._width
            for column, text in self._cells.get(place, ()):
                if whole[column] == "":
                    whole[column] = text
            yield whole

    def _head(self, count: int) -> list[list[Any]]:
        return [row for row, _ in zip(self._every(), range(count), strict=False)]
