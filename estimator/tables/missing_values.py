"""Cells of an XLSX that its reader gives back as empty: errors (``#N/A``), and formulas that were never worked out."""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO, BinaryIO, NamedTuple
from xml.parsers import expat

_PIECE = 1 << 20
# What a part with such cells has somewhere: an error's type, or a formula that no value follows.
_MARK = re.compile(rb"""["']e["']|<(?:/(?:\w+:)?f\s*|(?:\w+:)?f\b[^<>]*/)>\s*+(?!<(?:\w+:)?v(?:\s[^<>/]*)?>[^<])""")
_LONGEST = 1 << 17  # bytes of a cell: a formula has 8,192 characters, a text 32,767
_AT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Unvalued(NamedTuple):
    """Where a cell stands (row and column from nought), and its error, or the formula itself."""

    row: int
    column: int
    text: str


def unvalued(stream: BinaryIO, sheet: str) -> Iterator[Unvalued]:
    """Such cells of a sheet of a workbook, in their order."""
    if not zipfile.is_zipfile(stream):  # an XLS
        return
    with zipfile.ZipFile(stream) as archive:
        part = _part(archive, sheet)
        if part is None:
            return
        if _marked(archive, part):
            with archive.open(part) as unpacking:
                yield from _Sheet().cells(unpacking)


def _marked(archive: zipfile.ZipFile, part: str) -> bool:
    rest = b""
    with archive.open(part) as unpacking:
        while piece := unpacking.read(_PIECE):
            cells, end, rest = (rest + piece).rpartition(b"c>")
            if _MARK.search(cells + end):
                return True
            rest = rest[-_LONGEST:]
    return _MARK.search(rest) is not None


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the archive that a sheet's name leads to."""
    try:
        sheets = _named(archive, "xl/workbook.xml", "sheet", "name", "r:id")
        parts = _named(archive, "xl/_rels/workbook.xml.rels", "Relationship", "Id", "Target")
        target = parts[sheets[sheet]]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return archive.getinfo(part).filename
    except KeyError:
        return None


def _named(archive: zipfile.ZipFile, part: str, tag: str, key: str, value: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def begun(name: str, said: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag and key in said and value in said:
            found[said[key]] = said[value]

    parser = expat.ParserCreate()
    parser.StartElementHandler = begun
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(archive.read(part), True)
    return found


class _Sheet:
    """The part of a sheet as it is parsed."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begun, self._ended
        self._parser.StartDoctypeDeclHandler = self._refused  # no program writes one
        self._row = self._column = -1
        self._kind = ""
        self._said: dict[str, str] = {}
        self._found: list[Unvalued] = []

    def cells(self, stream: IO[bytes]) -> Iterator[Unvalued]:
        """The cells, as far as the part can be parsed."""
        with contextlib.suppress(expat.ExpatError):
            while piece := stream.read(_PIECE):
                self._parser.Parse(piece)
                yield from self._found
                self._found.clear()

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            at = attributes.get("r", "")
            self._row = int(at) - 1 if re.fullmatch("[0-9]{1,7}", at) else self._row + 1
            self._column = -1
        elif name == "c":
            cell = _AT.fullmatch(attributes.get("r", "").upper())
            self._column = _number(cell[1]) - 1 if cell else self._column + 1
            self._row = int(cell[2]) - 1 if cell else self._row
            self._kind, self._said = attributes.get("t", "n"), {}
        elif name in ("v", "f", "is"):
            self._said.setdefault(name, "")
            self._parser.CharacterDataHandler = partial(self._text, name)

    def _text(self, name: str, text: str) -> None:
        self._said[name] += text

    def _ended(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "f", "is"):
            self._parser.CharacterDataHandler = None
        elif name == "c" and (self._kind == "e" or "f" in self._said):
            value = self._said.get("v", "")
            if self._kind == "e" and value:
                self._found.append(Unvalued(self._row, self._column, value))
            elif "f" in self._said and not value and self._kind != "str" and "is" not in self._said:
                self._found.append(Unvalued(self._row, self._column, f"={self._said['f'] or '...'}"))

    def _refused(self, *_: object) -> None:
        raise expat.ExpatError


def _number(letters: str) -> int:
    """The number of a column, 1 for A."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
