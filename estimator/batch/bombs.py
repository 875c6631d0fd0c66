"""Looking through a workbook before it is opened: small files that would fill the memory are refused."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from estimator.engine.problem import Problem

MOST_BYTES = 1 << 30  # of all parts unpacked
MOST_RATIO = 200  # unpacked to packed, of one part that is large
MOST_CELLS = 1 << 26  # a sheet is held as a full rectangle
MOST_AT_ONCE = 1 << 27  # bytes of a part that is looked through in one go
_LARGE = _PIECE = 1 << 20
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an XLS begins
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^<>]*?)(/?)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,12})["']""")


def broken(name: str, reason: str) -> Problem:
    """That a file is not what its extension says, or damaged."""
    first = (reason.splitlines() or [""])[0]
    return Problem("table_broken", field="table", given=name, reason=first[:120].rstrip(". "))


def examine(stream: BinaryIO, name: str) -> None:
    """Refuse a workbook by its directory, by what it really unpacks to, by its far corners.

    Raises Problem: workbook_too_large, table_broken.
    """

    def refused() -> Problem:
        return Problem("workbook_too_large", field="table", given=name, most=MOST_BYTES >> 20)

    if stream.seek(0, 2) > MOST_BYTES:  # the reader holds the file as it is, too
        raise refused()
    stream.seek(0)
    first = stream.read(len(_OLD))
    if not first.startswith(b"PK"):
        if first != _OLD:
            raise broken(name, "neither a zip nor an XLS")
        return  # whose sheets are small
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise refused()
            for part in parts:
                if part.file_size > _LARGE and part.file_size > MOST_RATIO * max(part.compress_size, 1):
                    raise refused()
            total = 0
            for part in parts:
                total += _unpacked(archive, part, refused)
                if total > MOST_BYTES:
                    raise refused()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise broken(name, str(error) or type(error).__name__) from None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, refused: Callable[[], Problem]) -> int:
    """How many bytes a part really has, whatever the directory says; its rectangle must not be too large."""
    name = part.filename.lower()
    sheet = "sheet" in name and name.endswith(".xml")
    whole = _binary_cells if "sheet" in name and name.endswith(".bin") else _spread_cells
    kept = bytearray() if name == "content.xml" or whole is _binary_cells else None
    size, tail, rows, columns = 0, b"", 1, 1
    with archive.open(part) as unpacking:
        while piece := unpacking.read(_PIECE):
            size += len(piece)
            if size > part.file_size or (kept is not None and size > MOST_AT_ONCE):
                raise refused()
            if kept is not None:
                kept += piece
            elif sheet:
                if b"\0" in piece:  # UTF-16, in which no program writes
                    raise refused()
                for letters, number in set(_REFERENCE.findall(tail + piece)):
                    rows, columns = max(rows, int(number)), max(columns, column_number(letters))
                tail = piece[-64:]
    if (rows * columns if kept is None else whole(bytes(kept))) > MOST_CELLS:
        raise refused()
    return size


def column_number(letters: bytes) -> int:
    """The number of a column, 1 for A."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _spread_cells(content: bytes) -> int:
    """Cells of the rectangle that the largest table of an ODS fills, repeated rows and columns counted."""
    largest = above = last = widest = at = repeated = 0
    for table in content.split(b"<table:table "):
        above = last = widest = at = repeated = 0
        for kind, attributes, closed in _TAG.findall(table):
            found = _REPEATED.search(attributes)
            count = int(found[1]) if found else 1
            if kind == b"table-row":
                above, repeated, at = above + repeated, count, 0
            else:
                at += count
                if not closed or b"office:" in attributes or b"calcext:" in attributes:
                    last, widest = above + repeated, max(widest, at)
        largest = max(largest, last * widest)
    return largest


def _binary_cells(content: bytes) -> int:
    """Cells of the rectangle that the sheet of an XLSB fills: the farthest row by the farthest column."""
    at, rows, columns = 0, 1, 1
    while at + 2 <= len(content):
        kind, at = _varied(content, at, 2)
        size, at = _varied(content, at, 4)
        if kind == 0:
            rows = max(rows, int.from_bytes(content[at : at + 4], "little") + 1)
        elif kind <= 11:
            columns = max(columns, int.from_bytes(content[at : at + 4], "little") + 1)
        at += size
    return rows * columns


def _varied(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    number = 0
    for place in range(most):
        byte = content[at] if at < len(content) else 0
        number, at = number | (byte & 0x7F) << (7 * place), at + 1
        if byte < 0x80:
            break
    return number, at
