"""Cells of an XLSX that its reader gives back as empty: errors (``#N/A``), and formulas that were never worked out."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from estimator.batch.bombs import column_number

_PIECE = 1 << 20
_LONGEST = 1 << 17  # bytes of a cell: a formula has 8,192 characters, a text 32,767
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_MARK = re.compile(rb"""<f\b|\st\s*=\s*["']e["']""")
_CELL = re.compile(rb"""<c\s(?:[^>]*\s)?r\s*=\s*["']([A-Z]+)([0-9]+)["'][^>]*>""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_VALUE = re.compile(rb"<v(?:\s[^<>]*)?>([^<]+)</v>")
_FORMULA = re.compile(rb"<f(?:\s[^<>]*)?>([^<]+)</f>")


class Unvalued(NamedTuple):
    """Where a cell stands (row and column from nought, and as people say it), its error or the formula itself."""

    row: int
    column: int
    at: str
    text: str


def unvalued(stream: BinaryIO, sheet: str) -> Iterator[Unvalued]:
    """Such cells of a sheet of a workbook that has been examined, in their order."""
    if not zipfile.is_zipfile(stream):  # an XLS
        return
    with zipfile.ZipFile(stream) as archive:
        part = _part(archive, sheet)
        if part is None:
            return
        rest = b""
        with archive.open(part) as unpacking:
            while piece := unpacking.read(_PIECE):
                rest += piece
                cells, end, rest = rest.rpartition(b"</c>")
                if b"<f" in cells or b'"e"' in cells or b"'e'" in cells:
                    yield from _found(cells + end)
                rest = rest[-_LONGEST:]


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
    found = {}
    for kind, attributes in _TAG.findall(archive.read(part).decode("utf-8", "replace")):
        said = {name: html.unescape(text) for name, _, text in _ATTRIBUTE.findall(attributes)}
        if kind == tag and key in said and value in said:
            found[said[key]] = said[value]
    return found


def _found(text: bytes) -> Iterator[Unvalued]:
    done = 0  # no byte is looked at for every mark again
    for mark in _MARK.finditer(text):
        if mark.start() < done:
            continue
        start, done = text.rfind(b"<c ", done, mark.start() + 1), mark.end()
        tag = _CELL.match(text, start) if start >= 0 else None
        if tag is None or tag[0].endswith(b"/>"):
            continue
        done = end = text.index(b"</c>", mark.start())
        kind, value = _TYPE.search(tag[0]), _VALUE.search(text, tag.end(), end)
        error = kind is not None and kind[1] == b"e"
        if not error and (value is not None or (kind is not None and kind[1] == b"str")):
            continue  # a formula that gave something, be it an empty text
        formula = _FORMULA.search(text, tag.end(), end)
        said = value[1] if value is not None else b"=" + (formula[1] if formula is not None else b"...")
        row, column, at = int(tag[2]) - 1, column_number(tag[1]) - 1, (tag[1] + tag[2]).decode()
        yield Unvalued(row, column, at, html.unescape(said.decode("utf-8", "replace")))
