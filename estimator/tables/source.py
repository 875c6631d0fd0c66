"""A table being read: what every kind of it has, and what is asked of its headings."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, Self

from estimator.engine.problem import Problem
from estimator.tables.chunk import Chunk

KINDS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xls": "workbook", ".xlsb": "workbook", ".ods": "workbook",
}  # fmt: skip
MOST_COLUMNS = 16_384  # as many as a sheet has
SEARCHED = 20  # rows of a table's beginning in which its headings are looked for
MOST_BYTES = 4 << 20  # of a chunk, about: so that its copies fit into memory however long its texts are


class HeaderRows(NamedTuple):
    """The headings of a table, and the first and last of the rows they stand in."""

    first: int
    last: int
    cells: Sequence[str]


class Headings(Protocol):
    """What a table's reader asks of those who know what headings mean."""

    def known(self, heading: str) -> bool:
        """Whether a heading means something."""

    def told_by(self, row: Iterable[object]) -> int:
        """How many different things the cells of a row that are known headings mean."""

    def find(self, rows: Sequence[Sequence[str]]) -> HeaderRows:
        """The headings among the first rows of a table."""


class Source:
    """A table being read; a context manager that closes its file.

    ``header`` has the headings as they stand in the file, ``above`` the lines over them, ``heads`` in how many rows
    they stand, ``others`` the sheets of a workbook that are not read, ``unworked`` how many formulas it holds without
    a value and where the first is, ``rows`` how many rows there are where that is known, ``size`` the bytes of the file
    where they are, ``rows_read`` how many rows of it are read so far, ``delimiter`` that of a CSV, ``reader`` the
    library that may read it. ``live`` says that the rows come one by one from a program that waits for each answer.
    """

    header: tuple[str, ...] = ()
    above: tuple[tuple[str, ...], ...] = ()
    heads = 1
    others: tuple[str, ...] = ()
    unworked = (0, "")
    rows: int | None = None
    rows_read = 0
    delimiter = ","
    reader = ""
    live = False

    def __init__(self, name: str, stream: BinaryIO | None, size: int | None) -> None:
        self.name, self.size, self._stream = name, size, stream
        self._stood = _stands(stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, but not standard input."""
        if self._stream is not None and self._stream is not getattr(sys.stdin, "buffer", None):
            self._stream.close()

    def unchanged(self) -> None:
        """Raises Problem table_changed where the file is no longer what it was when it was opened."""
        if _stands(self._stream) != self._stood:
            raise Problem("table_changed", field="table", given=self.name)

    @property
    def read(self) -> int:
        """Bytes read so far; rows where the file has no order of bytes (``size`` is None)."""
        return 0

    def expected(self, rows: int) -> int | None:
        """How many rows there are, about, when so many are answered; None where nobody can say."""
        if self.size and self.read:  # as many bytes a row as in what is read
            return self.size * max(self.rows_read, rows) // self.read
        return self.rows

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """The rows in order, ``rows`` at a time; once. Raises Problem for what makes the rest unreadable."""
        raise NotImplementedError

    def every_column(self) -> tuple[str, ...]:
        """The columns of all rows; ``header``, but in JSONL every name that any line has."""
        return self.header


def split_sheet(name: str) -> tuple[str, str | None]:
    """The path and the sheet of ``BOOK.xlsx#Sheet``; a file whose own name has the sign is taken whole."""
    path, sign, sheet = name.rpartition("#")
    if sign and KINDS.get(Path(path).suffix.lower()) == "workbook" and not os.path.lexists(name):
        return path, sheet
    return name, None


def _stands(stream: BinaryIO | None) -> tuple[int, int] | None:
    """How long a file is and when it was written last; None for a stream."""
    try:
        found = os.fstat(stream.fileno()) if stream is not None else None
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if found is not None and stat.S_ISREG(found.st_mode) else None


def broken(name: str, reason: str) -> Problem:
    """That a file is not what its extension says, or damaged."""
    first = (reason.splitlines() or [""])[0]
    return Problem("table_broken", field="table", given=name, reason=first[:120].rstrip(". "))


def numbered(header: Sequence[str], headings: Headings) -> list[str]:
    """The headings; a second one that means nothing to us is numbered, as in ``Ghi chú (2)``."""
    taken, seen = {heading.strip() for heading in header}, set[str]()
    found = []
    for heading in header:
        own = heading.strip()
        if own in seen and own and not headings.known(own):
            heading = next(name for n in count(2) if (name := f"{own} ({n})") not in taken)
            taken.add(heading)
        seen.add(own)
        found.append(heading)
    return found


def once(header: Sequence[Any], name: str) -> tuple[str, ...]:
    """The headings as they stand. Raises Problem heading_twice, table_too_wide."""
    seen: set[str] = set()
    for heading in header:
        if heading.strip() and heading.strip() in seen:
            raise Problem("heading_twice", field="table", given=heading.strip(), file=name)
        seen.add(heading.strip())
    if len(header) > MOST_COLUMNS:
        raise Problem("table_too_wide", field="table", given=name, columns=len(header), most=MOST_COLUMNS)
    return tuple(header)
