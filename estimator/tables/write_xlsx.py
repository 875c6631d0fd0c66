"""Writing XLSX row by row into one open file: no copy on the disk besides, nothing held but the row.

The smallest workbook spreadsheets open: sheets one after the other, texts where they stand, a style for days, one for
times, one for texts that look like formulas (Excel's own mark for "this is text", so the text itself stays as it was),
and for sheets that are laid out one for headings and one for grouped numbers.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import IO, Any, NamedTuple

from estimator.engine.problem import Problem
from estimator.tables.cells import runs, text_of

MOST_ROWS = 1_048_576
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1" quotePrefix="1">'
    '<alignment vertical="center" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_LINE = 16  # points
_LONGEST = 32_767  # characters of a cell
_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")  # XML has them not; _x000D_ reads as CR
_EPOCH = datetime.datetime(1899, 12, 30)
_EXACT = 10**15  # a number cell has 15 digits


class Layout(NamedTuple):
    """A sheet: its name and, where it is to be looked at, how wide its columns are (letters).

    With widths the first row and the first column stay where they are when the sheet is scrolled, headings are broken
    into lines, whole numbers have their digits grouped, and it is printed across as wide as the paper.
    """

    name: str = "BHXH"
    widths: Sequence[int] = ()


def _book(names: Sequence[str]) -> dict[str, str]:
    """The parts that say which sheets there are."""
    from xml.sax.saxutils import quoteattr  # it brings half the network along, which a CSV need not wait for

    sheets = [(place, f"/xl/worksheets/sheet{place}.xml", name) for place, name in enumerate(names, 1)]
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, _, name in sheets)
    typed = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.worksheet+xml"/>' for _, part, _ in sheets)
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="{part[4:]}"/>' for at, part, _ in sheets
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{typed}</Types>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    }


def _opening(layout: Layout, first: bool) -> str:
    """What stands before the rows of a sheet."""
    shown = ' tabSelected="1"' if first else ""
    fit = view = cols = ""
    if layout.widths:
        fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        view = (
            f'<sheetViews><sheetView{shown} workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
            'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        )
        cols = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(layout.widths, 1)
        )
    return f'{_XML}<worksheet xmlns="{_MAIN}">{fit}{view}{f"<cols>{cols}</cols>" if cols else ""}<sheetData>'


def _height(row: Sequence[Any], widths: Sequence[int]) -> str:
    """How high a row of headings is whose words are broken at the widths; as usual where nothing is laid out."""
    lines = [len(wrap(str(cell), max(width - 2, 1))) for cell, width in zip(row, widths, strict=False)]
    return f' ht="{_LINE * max(lines)}" customHeight="1"' if lines else ""


class SheetWriter:
    """The sheets of a new workbook, written into ``file`` one after the other.

    Call ``rows`` for the rows of the first sheet, ``turn`` to go on to the next, and ``finish`` at the end.
    """

    def __init__(self, file: IO[bytes], layouts: Sequence[Layout] = (Layout(),)) -> None:
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        for name, content in {**_book([layout.name for layout in layouts]), **_PARTS}.items():
            self._archive.writestr(_member(name), _XML + content)
        self._layouts, self._place = layouts, 0
        self._begin()

    def _begin(self) -> None:
        part = _member(f"xl/worksheets/sheet{self._place + 1}.xml")
        self._sheet = self._archive.open(part, "w", force_zip64=True)
        self._sheet.write(_opening(self._layouts[self._place], self._place == 0).encode())
        self._rows = 0

    def rows(self, rows: Iterable[Iterable[Any]], heading: bool = False) -> None:
        """Append rows of texts, whole numbers, floats, truths and days; None and ``""`` are empty cells."""
        written, widths = [], self._layouts[self._place].widths
        for row in map(list, rows):
            self._rows += 1
            at = self._rows
            cells = "".join(
                _cell(f"{column_letters(place)}{at}", value, heading, bool(widths))
                for place, value in enumerate(row)
                if value is not None and value != ""
            )
            written.append(f'<row r="{at}"{_height(row, widths) if heading else ""}>{cells}</row>')
        self._sheet.write("".join(written).encode("utf-8", "replace"))

    def turn(self) -> None:
        """Go on to the next sheet."""
        self._close()
        self._place += 1
        self._begin()

    def _close(self) -> None:
        widths = self._layouts[self._place].widths
        page = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' if widths else ""
        self._sheet.write(f"</sheetData>{page}</worksheet>".encode())
        self._sheet.close()

    def finish(self) -> None:
        """Close the workbook, not the file."""
        self._close()
        self._archive.close()

    def abandon(self) -> None:
        """Let go of the file, which is not to be kept."""
        import contextlib

        with contextlib.suppress(Exception):
            self._sheet.close()
        self._archive.fp = None


def _member(name: str) -> zipfile.ZipInfo:
    """A part whose day is always the same, so that the same rows are the same bytes."""
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _cell(at: str, value: Any, heading: bool, laid: bool) -> str:
    kind = type(value).__name__
    if isinstance(value, bool) or kind in ("bool", "bool_"):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int) or kind.startswith(("int", "uint")):
        if -_EXACT < value < _EXACT:
            style = ' s="5"' if laid else ""
            return f'<c r="{at}"{style}><v>{int(value)}</v></c>'
    elif isinstance(value, float) and value - value == 0:
        return f'<c r="{at}"><v>{int(value) if value.is_integer() and abs(value) < _EXACT else repr(value)}</v></c>'
    elif isinstance(value, datetime.datetime) and value.tzinfo is None and value >= datetime.datetime(1900, 3, 1):
        days = (value - _EPOCH) / datetime.timedelta(days=1)
        return f'<c r="{at}" s="{1 if days == int(days) else 2}"><v>{days!r}</v></c>'
    elif (
        isinstance(value, datetime.date)
        and not isinstance(value, datetime.datetime)
        and value >= datetime.date(1900, 3, 1)
    ):
        return f'<c r="{at}" s="1"><v>{(value - _EPOCH.date()).days}</v></c>'
    text = text_of(str(value) if isinstance(value, Decimal) else value)
    if len(text) > _LONGEST:
        raise Problem("sheet_cell_too_long", field="output", given=at, size=len(text), most=_LONGEST)
    style = (' s="6"' if laid else ' s="4"') if heading else ' s="3"' if runs(text) else ""
    said = escape(_UNSAID.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)
    return f'<c r="{at}" t="inlineStr"{style}><is><t xml:space="preserve">{said}</t></is></c>'


_COLUMNS: list[str] = []


def column_letters(place: int) -> str:
    """The letters of a column: ``A`` for 0, ``AA`` for 26."""
    while place >= len(_COLUMNS):
        number, name = len(_COLUMNS) + 1, ""
        while number:
            number, letter = divmod(number - 1, 26)
            name = chr(65 + letter) + name
        _COLUMNS.append(name)
    return _COLUMNS[place]
