"""Tables as they should not be: cut short, swollen, empty, of other code pages, of kinds nobody asked for."""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import itertools
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from command_line import AS_OF, ROOT, Said, bhxh, environment, spawned, unwrapped, workers_of

from estimator.arrow import quotes
from estimator.engine.problem import Problem
from estimator.roster.header_rows import open_people
from estimator.tables import output_table as sink
from estimator.tables import read_workbook as workbook
from estimator.tables.write_xlsx import MOST_ROWS, SheetWriter

ASKED = (*AS_OF, "--figures", "contribution.payable")
PERSON = {"sex": "f", "born": "1980", "income": 2_500_000}
PAYABLE = "484000"
MEMORY = 3 << 30  # bytes of address space, most of them never touched
KINDS = (".csv", ".jsonl", ".xlsx", ".xls", ".xlsb", ".ods", ".parquet")


def asked(table: Path, out: Path, *more: str) -> Said:
    """A table answered, by a command that tells what it did in JSON."""
    return bhxh("batch", str(table), "-o", str(out), *ASKED, *more, "--json")


def refused(table: Path) -> str:
    """The code of what is wrong with a table as a whole; nothing is written, and there is something to try."""
    out = table.parent / "out.csv"
    said = asked(table, out)
    error = json.loads(said.err)["error"]
    assert (said.code, said.out, out.exists()) == (2, "", False)
    assert error["says"] and error["hint"]
    return str(error["code"])


def rows_of(table: Path, *figures: str) -> list[dict[str, str]]:
    """The rows of the answer as CSV, with more figures than the usual one."""
    out = table.parent / "rows.csv"
    said = asked(table, out, "--force", *(word for name in figures for word in ("--figures", name)))
    assert said.code in (0, 5), said.err
    return list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))


def sheet(path: Path, rows: str, before: str = "") -> Path:
    """A workbook with one sheet, whose XML is given."""
    whole = io.BytesIO()
    SheetWriter(whole).finish()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                head, tail = text.split("<sheetData>")
                text = f"{before or head.partition('<worksheet')[0]}<worksheet{head.partition('<worksheet')[2]}"
                text += f"<sheetData>{rows}{tail}"
            new.writestr(name, text)
    return path


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = f'<row r="1">{cell("A1", "sex")}{cell("B1", "born")}{cell("C1", "income")}</row>'


def valid(path: Path) -> Path:
    """A table of three people in the kind its name says."""
    text = path.parent / "valid.csv"
    text.write_text("sex,born,income\n" + "f,1980,2500000\n" * 3, "utf-8")
    assert asked(text, path).code == 0
    return path


@pytest.mark.parametrize("kind", [".xlsx", ".parquet"])
def test_cut_short(tmp_path: Path, kind: str) -> None:
    content = valid(tmp_path / f"whole{kind}").read_bytes()
    for kept in (1, 3, 4, 8, 100, len(content) // 2, len(content) - 30, len(content) - 1):
        (tmp_path / f"a{kind}").write_bytes(content[:kept])
        assert refused(tmp_path / f"a{kind}") == "table_broken"


@pytest.mark.parametrize(
    ("name", "part", "content"),
    [
        ("a.xlsx", "xl/worksheets/sheet1.xml", b" " * 50_000_000),
        ("a.xlsx", "xl/sharedStrings.xml", b" " * 50_000_000),
        ("a.ods", "content.xml", b" " * 50_000_000),
        ("a.xlsb", "xl/worksheets/sheet1.bin", b"\0" * 50_000_000),
        ("a.ods", "content.xml", b'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
         b'<table:table-cell table:number-columns-repeated="16384" office:value="1"/></table:table-row>'),
        ("a.xlsb", "xl/worksheets/sheet1.bin", b"\0\x08\xff\xff\x0f\0\0\0\0\0\x02\x08\xff\x3f\0\0\0\0\0\0"),
        ("a.xlsx", "xl/worksheets/sheet1.xml", '<row r="1048576"/><c r="XFD1"/>'.encode("utf-16")),
    ],
)  # fmt: skip
def test_bombs_of_every_kind_of_workbook(tmp_path: Path, name: str, part: str, content: bytes) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    assert refused(tmp_path / name) in ("workbook_too_large", "table_broken")


CUT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>sex'
    "</text:p></table:table-cell></table:table-row>"
)
FAR = '<row r="2"><c r="XFD1048576" t="str"><v>1</v></c></row>'


def test_a_workbook_that_asks_for_too_much_kills_only_its_reader(tmp_path: Path) -> None:
    """A far corner in a part of any name, texts shared by many cells, a document that is cut off."""
    table = sheet(tmp_path / "far.xlsx", HEADINGS + FAR)
    renamed = tmp_path / "renamed.xlsx"
    with zipfile.ZipFile(table) as old, zipfile.ZipFile(renamed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode().replace("worksheets/sheet1.xml", "x/p.xml")
            new.writestr(name.replace("worksheets/sheet1.xml", "x/p.xml"), text)
    with xlsxwriter.Workbook(str(tmp_path / "shared.xlsx")) as book:
        page = book.add_worksheet()
        for place in range(14_000):
            page.write(place, 0, "x" * 32_000)
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / "cut.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CUT)
        archive.writestr("META-INF/manifest.xml", manifest)
    codes = [refused(tmp_path / name) for name in ("far.xlsx", "renamed.xlsx", "shared.xlsx", "cut.ods")]
    assert codes == ["workbook_too_large"] * 4
    assert not workers_of(os.getpid(), b"workbook_reader")


def test_where_the_system_has_no_limits_a_reader_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "memory_of", lambda process: 1 << 40)
    monkeypatch.setattr(workbook.sys, "platform", "plan9")
    monkeypatch.setattr(workbook, "LOOKED", workbook.timedelta(milliseconds=500))
    reader = workbook.Reader("a", valid(tmp_path / "a.xlsx").open("rb"))
    reader.ask("open", reader.names[0], 1)
    reader._watch.join()
    with pytest.raises(Problem, match="workbook_too_large"):
        reader.ask("open", reader.names[0], 1)
    reader.close()


def test_where_no_process_can_be_started_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = valid(tmp_path / "a.xlsx")
    monkeypatch.setattr("sys.executable", "")
    assert refused(table) == "reader_not_started"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "{"a" * 20}">{nested}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    for entity in ("e11", "f"):
        rows = f'{HEADINGS}<row r="2">{cell("A2", f"&{entity};")}</row>'
        assert refused(sheet(tmp_path / "a.xlsx", rows, bomb)) == "table_broken"


LIMITED = f"""
import resource, sys
from estimator.cli import main
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
for name in sys.argv[2:]:
    print(main(["batch", name, "-o", name + ".csv", "--json", *{AS_OF}]), flush=True)
"""


def test_ten_gigabytes_of_nothing(tmp_path: Path) -> None:
    began = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"sex,born,income\nf,1980,2500000\n")
    names = []
    for number, first in enumerate(began):
        for kind in KINDS:
            name = tmp_path / f"{number}{kind}"
            name.write_bytes(first)
            os.truncate(name, 10 << 30)
            names.append(str(name))
    env = environment(PYTHONPATH=str(ROOT), POLARS_MAX_THREADS="1")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(MEMORY), *names], capture_output=True, env=env, timeout=60
    )
    codes = [json.loads(line)["error"]["code"] for line in done.stderr.decode().splitlines()]
    assert done.stdout.split() == [b"2"] * len(names)
    assert set(codes) == {"table_binary", "workbook_too_large", "table_broken"}
    assert sorted(os.listdir(tmp_path)) == sorted(Path(name).name for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_at_all(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"a{kind}").write_bytes(b"")
    assert refused(tmp_path / f"a{kind}") == "table_empty"
    (tmp_path / f"folder{kind}").mkdir()
    assert refused(tmp_path / f"folder{kind}") == "file_unreadable"
    assert refused(tmp_path / f"none{kind}") == "file_unreadable"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\n\r\n\n", b"\xef\xbb\xbf\n"])
def test_nothing_but_marks_and_blank_lines(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "a.jsonl").write_bytes(content)
    assert {refused(tmp_path / "a.csv"), refused(tmp_path / "a.jsonl")} <= {"table_empty", "table_no_rows"}


def test_headings_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sex,born,income\n", "utf-8")
    sheet(tmp_path / "a.xlsx", HEADINGS)
    pq.write_table(pa.table({name: pa.array([], "string") for name in PERSON}), tmp_path / "a.parquet")
    for name in ("a.csv", "a.xlsx", "a.parquet"):
        assert refused(tmp_path / name) == "table_no_rows"


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_a_pipe_closed_at_once(tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / f"a{kind}")
    process = spawned("batch", str(tmp_path / f"a{kind}"), *AS_OF)
    with open(tmp_path / f"a{kind}", "wb"):
        pass
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, "trống" in err.decode()) == (2, b"", True)


def windows_1258(text: str) -> bytes:
    """In Windows-1258 the tone stands behind its vowel."""
    apart = unicodedata.normalize("NFD", text)
    for mark in "\u0306\u0302\u031b":  # of ă, â ê ô, ơ ư; a dot below may stand before it
        apart = apart.replace(f"\u0323{mark}", f"{mark}\u0323")
    for letter in "ăâêôơưĂÂÊÔƠƯ":
        apart = apart.replace(unicodedata.normalize("NFD", letter), letter)
    return apart.encode("cp1258")


def test_code_pages_of_windows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(windows_1258("Giới tính,Ngày sinh,Mức thu nhập\nNữ,1980,2500000\n"))
    (tmp_path / "b.csv").write_bytes("name,sex,born,income\nJosé,f,1980,2500000\n".encode("cp1252"))
    for name, line, page in (("a.csv", 1, "Windows-1258"), ("b.csv", 2, "Windows-1252")):
        assert refused(tmp_path / name) == "table_not_utf8"
        said = unwrapped(bhxh("batch", str(tmp_path / name), *AS_OF).err)
        assert f"Dòng {line} " in said and page in said and "“CSV UTF-8”" in said


def test_utf_16_with_tabs(tmp_path: Path) -> None:
    text = "Giới tính\tNgày sinh\tMức thu nhập\nNữ\t1980\t2500000\n"
    for mark, coding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        (tmp_path / "a.txt").write_bytes(mark + text.encode(coding))
        assert asked(tmp_path / "a.txt", tmp_path / "a.tsv", "--force").code == 0
        assert PAYABLE in (tmp_path / "a.tsv").read_text("utf-8-sig").split("\n")[1].split("\t")[-1]
        (tmp_path / "a.txt").write_bytes(mark + text.encode(coding) + b"x")
        assert refused(tmp_path / "a.txt") == "table_not_utf8"
        (tmp_path / "a.txt").write_bytes(text.encode(coding))
        assert refused(tmp_path / "a.txt") == "table_binary"


def test_days_and_amounts_as_sheets_and_programs_write_them(tmp_path: Path) -> None:
    rows = {  # what stands there, and who it is of
        "29353,2500000,46388": ("1980-05-12", "2027-01"), "29353.0,2500000.0,46388.0": ("1980-05-12", "2027-01"),
        "1980-05-12 00:00:00,2tr5,2027-01-01T00:00:00.000": ("1980-05-12", "2027-01"),
        "1980.0,2500000.0000000001,2027-01-01": ("1980", "2027-01"), "1980,2499999.999999999,": ("1980", "2026-11"),
        "1980,2.5e6,": None, "1980,2500000.5,": None, "1980,2.500,": None, "1980.5,2500000,": None,
        "1980.1,2500000,": None, "293530,2500000,": None, "73416,2500000,": None, "99,2500000,": None,
        "1980-05-12 10:00:00,2500000,": None, "29353.5,2500000,": None, "1980,2500000,2027-01-15": None,
        "1980,2500000,46389": None, "1980,2500000,2027": None, "1980,29353,": None,
    }  # fmt: skip
    (tmp_path / "a.csv").write_text("sex,born,income,start\n" + "".join(f"f,{row}\n" for row in rows), "utf-8")
    for row, (written, person) in zip(rows_of(tmp_path / "a.csv", "contribution"), rows.items(), strict=True):
        assert f"{row['born']},{row['income']},{row['start']}" == written, "cells stay as they were"
        assert (row["status"], row["contribution.month"]) == (("ok", person[1]) if person else ("rejected", ""))
    told = bhxh("quote", "--sex", "f", "--born", "1980-05-12", "--income", "2500000", "--start", "2027-01", *AS_OF,
                "--json").out  # fmt: skip
    found = rows_of(tmp_path / "a.csv", "pension")[:3]
    assert {row["pension.monthly_pension"] for row in found} == {str(json.loads(told)["pension"]["monthly_pension"])}


def test_days_and_numbers_of_a_sheet(tmp_path: Path) -> None:
    book = "".join(
        f'<row r="{row}">{cell(f"A{row}", "f")}'
        f'<c r="B{row}"{style}><v>{born}</v></c><c r="C{row}"><v>{income}</v></c></row>'
        for row, style, born, income in ((2, "", "29221", "2500000"), (3, ' s="1"', "29221", "2500000.0"),
                                         (4, "", "1980.0", "2.5E6"), (5, "", "1980.5", "2500000"),
                                         (6, "", "1980", "2499999.9999999995"))
    )  # fmt: skip
    found = rows_of(sheet(tmp_path / "a.xlsx", HEADINGS + book))
    assert [row["status"] for row in found] == ["ok", "ok", "ok", "rejected", "ok"]
    assert [row["born"] for row in found] == ["29221", "1980-01-01", "1980", "1980.5", "1980"]
    assert {row["contribution.payable"] for row in found} == {PAYABLE, ""}
    assert "“1980.5”" in found[3]["error"]


def test_formulas_are_read_as_what_they_last_gave(tmp_path: Path) -> None:
    rows = (
        f'<row r="2"><c r="A2" t="str"><f>LOWER("F")</f><v>f</v></c><c r="B2"><v>1980</v></c>'
        "<c r=\"C2\"><f>2+2</f><v>2500000</v></c></row>"
        f'<row r="3">{cell("A3", "f")}<c r="B3" t="str"><f>""</f><v></v></c><c r="C3"/></row>'
    )  # fmt: skip
    found = rows_of(sheet(tmp_path / "a.xlsx", HEADINGS + rows))
    assert [[row["born"], row["income"], row["contribution.payable"]] for row in found] == [
        ["1980", "2500000", PAYABLE],
        ["", "", ""],
    ]


def test_errors_and_formulas_without_a_value_are_not_taken_for_nothing(tmp_path: Path) -> None:
    """A household whose group is #N/A is not one without a group."""
    head = HEADINGS.replace("</row>", f"{cell('D1', 'group')}</row>")
    rows = (
        f'<row r="2">{cell("A2", "f")}<c r="B2"><v>1980</v></c><c r="C2"><v>2500000</v></c>'
        "<c r='D2' s='0' t='e'><f>VLOOKUP(A2,F:G,2,0)</f><v>#N/A</v></c></row>"
        f'<row r="3">{cell("A3", "f")}<c r="B3"><v>1980</v></c><c r="C3"><f>1&lt;2</f><v/></c>'
        '<c r="D3" t="e"/></row>'
        f'<row r="4">{cell("A4", "f")}<c r="B4"><v>1980</v></c><c r="C4"><f t="shared" si="0"/></c></row>'
        '<row r="5"><c r="A5"><f>A4</f></c><c r="Z5"><f>A4</f></c></row>'
    )
    table = sheet(tmp_path / "a.xlsx", head + rows)
    found = rows_of(table)
    assert [row["status"] for row in found] == ["rejected"] * 4
    assert [row["group"] for row in found] == ["#N/A", "", "", ""] and "“#N/A”" in found[0]["error"]
    assert [row["income"] for row in found] == ["2500000", "'=1<2", "'=...", ""] and "“=1<2”" in found[1]["error"]
    assert found[3]["sex"] == "'=A4"
    said = asked(table, tmp_path / "out.csv", "--json")
    assert json.loads(said.out)["formulas_unworked"] == 4
    said = bhxh("batch", str(table), "-o", str(tmp_path / "other.csv"), *ASKED)
    assert "4 ô là công thức chưa được tính, ô đầu tiên là C3." in said.err


def test_cells_are_found_as_xml_has_them(tmp_path: Path) -> None:
    """Without references, with text beside a formula, in comments that would take long or much."""
    head = HEADINGS.replace("</row>", f"{cell('D1', 'group')}</row>")
    person = '<c t="inlineStr"><is><t>f</t></is></c><c><v>1980</v></c><c><v>2500000</v></c>'
    rows = (
        f'<row>{person}<c t="e"><v>#N/A</v></c></row>'
        f'<row>{person}<c t="inlineStr"><f>"x"</f><is><t>poor</t></is></c></row>'
        f"<!--{'<c <f ' * 100_000}--><!-- <c r='A99999999999' t='e'><v>x</v></c> -->"
        f'<row>{person}<c r="d4" t="inlineStr"><is><t><![CDATA[<f x]]></t></is></c></row>'
    )
    found = rows_of(sheet(tmp_path / "a.xlsx", head + rows))
    assert [row["group"] for row in found] == ["#N/A", "poor", "<f x"]
    assert [row["status"] for row in found] == ["rejected", "ok", "rejected"]


def test_errors_of_another_sheet_are_left_there(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name in ("Tỷ lệ & mức", "Danh sách"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ["sex", "born", "income"])
            page.write_row(1, 0, ["f", 1980, 2500000])
            page.write_formula(2, 0, "=NA()", None, "#N/A" if name == "Danh sách" else "f")
            page.write_row(2, 1, [1981, 2500000])
    first, second = (rows_of(Path(f"{tmp_path}/a.xlsx{part}")) for part in ("", "#Danh sách"))
    assert [[row["sex"] for row in rows] for rows in (first, second)] == [["f", "f"], ["f", "#N/A"]]


def test_as_many_rows_as_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = f'<row r="{MOST_ROWS}">{cell(f"A{MOST_ROWS}", "f")}</row>'
    with open_people(str(sheet(tmp_path / "a.xlsx", HEADINGS + last))) as source:
        assert source.rows == MOST_ROWS - 1
    monkeypatch.setattr(sink, "MOST_ROWS", 4)
    (tmp_path / "three.csv").write_text("sex,born,income\n" + "f,1980,2500000\n" * 3, "utf-8")
    assert asked(tmp_path / "three.csv", tmp_path / "three.xlsx").code == 0
    (tmp_path / "four.csv").write_text("sex,born,income\n" + "f,1980,2500000\n" * 4, "utf-8")
    said = asked(tmp_path / "four.csv", tmp_path / "four.xlsx")
    assert (said.code, json.loads(said.err)["error"]["code"]) == (2, "sheet_too_long")
    assert not (tmp_path / "four.xlsx").exists()


COLUMNS: dict[str, Callable[[], Any]] = {
    "sex": lambda: pa.array(["f", "m", "f"]).dictionary_encode(),
    "born": lambda: pa.array([datetime.date(1980, 5, 12)] * 3, pa.date32()),
    "income": lambda: pa.array([decimal.Decimal("2500000.00")] * 3, pa.decimal128(12, 2)),
    "name": lambda: pa.array(["=1", "b", None], pa.large_string()),
    "view": lambda: pa.array(["a", "b", None], pa.string_view()),
    "bytes": lambda: pa.array(["nữ".encode(), b"\xff", None]),
    "float": lambda: pa.array([1.5, float("nan"), None]),
    "kin": lambda: pa.array([[{"n": "x", "y": 1}], [], None]),
    "map": lambda: pa.array([[("a", 1)], [], None], pa.map_(pa.string(), pa.int64())),
    "at": lambda: pa.array([datetime.datetime(2026, 1, 2, 3, 4, 5)] * 3, pa.timestamp("us", tz="UTC")),
    "nanoseconds": lambda: pa.array([1, 2, None], pa.timestamp("ns")),
    "far": lambda: pa.array([1 << 62, 2, None], pa.timestamp("us")),
    "lasting": lambda: pa.array([1, 2, None], pa.duration("ns")),
    "nothing": lambda: pa.nulls(3),
}


def test_columns_of_every_kind_are_carried(tmp_path: Path) -> None:
    table = pa.table({name: make() for name, make in COLUMNS.items()})
    pq.write_table(table, tmp_path / "a.parquet")
    found = rows_of(tmp_path / "a.parquet")
    assert [row["contribution.payable"] for row in found] == [PAYABLE] * 3
    assert [found[0][name] for name in ("born", "income", "name", "bytes", "float", "nanoseconds")] == [
        "1980-05-12", "2500000", "'=1", "nữ", "1.5", "1970-01-01 00:00:00.000000001"]  # fmt: skip
    for kind in (".parquet", ".jsonl", ".xlsx"):
        assert asked(tmp_path / "a.parquet", tmp_path / f"out{kind}").code == 0
    back = pq.read_table(tmp_path / "out.parquet").select(table.column_names)
    assert (back.schema.types, str(back)) == (table.schema.types, str(pq.read_table(tmp_path / "a.parquet")))
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert (lines[0]["kin"], lines[1]["float"], lines[2]["name"]) == ([{"n": "x", "y": 1}], None, None)


def test_a_column_python_cannot_say_is_carried_to_parquet_alone(tmp_path: Path) -> None:
    nested = pa.array([[1], [2]], pa.list_(pa.duration("ns")))
    columns = {name: [value] * 2 for name, value in PERSON.items()} | {
        "odd": pa.array([[[1]], [[2]]], pa.list_(nested.type))
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    assert refused(tmp_path / "a.parquet") == "column_kind_unread"
    assert asked(tmp_path / "a.parquet", tmp_path / "b.parquet").code == 0


def test_lines_of_json_as_bad_as_can_be(tmp_path: Path) -> None:
    good = json.dumps(PERSON)
    bad = [
        '{"income": NaN}', '{"income": -Infinity}', '{"a":' * 5000 + "1" + "}" * 5000, "[" * 100_000,
        '{"a": 1, "a": 2}', '{"a": "\\ud83d"}', '{"\\udc00": 1}', '{"x": "' + "y" * 6_000_000 + '"}',
        "null", '"f"', '{"a": ' + "9" * 5000 + "}", good.replace("2500000", "1e400"),
        good.replace("2500000", "1e999999999"), '{"sex": ["f"], "born": {"y": 1}}', "{'sex': 'f'}",
        "\ufeff" + good, "{}",
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join([good, *bad, "", good]) + "\n", "utf-8")
    for kind in (".jsonl", ".csv", ".parquet"):
        said = asked(tmp_path / "a.jsonl", tmp_path / f"out{kind}")
        told = json.loads(said.out)
        assert (said.code, told["rows"], told["rejected"]) == (5, len(bad) + 2, len(bad))
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [line["status"] for line in lines] == ["ok", *["rejected"] * len(bad), "ok"]
    assert [line["line"] for line in lines[1:7]] == bad[:6]
    said = asked(tmp_path / "a.jsonl", tmp_path / "out.xlsx")
    assert (said.code, json.loads(said.err)["error"]["code"]) == (2, "sheet_cell_too_long")


def test_every_line_of_a_stream_gets_its_line(tmp_path: Path) -> None:
    """A blank one and one with a zero byte too."""
    person = json.dumps(PERSON).encode()
    lines = [person, b"", b'{"sex": "f", "x": "\0"}', b" \r", person, b""]
    process = spawned("batch", "-", *ASKED, stdin=subprocess.PIPE)
    out, _ = process.communicate(b"\n".join(lines) + b"\n", timeout=60)
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["ok", *["rejected"] * 3, "ok", "rejected"]


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_chunks_are_bounded_in_bytes(tmp_path: Path, kind: str) -> None:
    note = "ghi chú " * 2_500
    pq.write_table(pa.table({"sex": ["f"] * 600, "born": [f"{n} {note}" for n in range(600)]}), tmp_path / "in.parquet")
    with (
        open_people(str(tmp_path / "in.parquet")) as table,
        sink.open_sink(str(tmp_path / f"a{kind}"), table.header, {}) as made,
    ):
        for chunk in table.chunks(16_384):
            made.write(chunk, {})
        made.commit()
    for fast in (True, False):
        with open_people(str(tmp_path / f"a{kind}"), fast=fast) as table:
            chunks = [(chunk.start, chunk.rows, sum(map(len, chunk.cells(1)))) for chunk in table.chunks(16_384)]
        assert sum(rows for _, rows, _ in chunks) == 600
        assert [start for start, _, _ in chunks] == [sum(rows for _, rows, _ in chunks[:n]) for n in range(len(chunks))]
        assert max(size for _, _, size in chunks) < 8 << 20


def test_a_parquet_that_unfolds_to_far_more_than_it_is(tmp_path: Path) -> None:
    """One long text in a dictionary for many rows; one cell of hundreds of millions of letters."""
    notes = pa.DictionaryArray.from_arrays([0] * 2_000, ["x" * 300_000])
    table = pa.table({"sex": ["f"] * 2_000, "born": ["1980"] * 2_000, "note": notes})
    pq.write_table(table, tmp_path / "a.parquet", store_schema=False)
    assert refused(tmp_path / "a.parquet") == "table_unfolds"
    table = pa.table({"sex": ["f"], "born": ["1980"], "note": [b" " * (257 << 20)]})
    pq.write_table(table, tmp_path / "b.parquet", compression="zstd", use_dictionary=False, write_statistics=False)
    assert refused(tmp_path / "b.parquet") == "table_unfolds"


def test_a_text_that_is_no_utf_8_rejects_its_row_alone(tmp_path: Path) -> None:
    def text(*values: bytes) -> Any:
        sizes = [0, *itertools.accumulate(map(len, values))]
        buffers = [None, pa.array(sizes, "int32").buffers()[1], pa.py_buffer(b"".join(values))]
        return pa.Array.from_buffers(pa.string(), len(values), buffers)

    people: dict[str, Any] = {"sex": ["f"] * 3, "born": ["1980"] * 3, "income": ["2500000"] * 3}
    bad = text(b"a", b"\xff\xfe", b"c")
    nested = pa.ListArray.from_arrays([0, 1, 2, 3], bad)
    for name, column in {"note": bad, "kin": nested, "born": text(b"1980", b"19\xff0", b"1980")}.items():
        table = pa.table({**people, name: column})
        pq.write_table(table, tmp_path / "a.parquet")
        assert [row["status"] for row in rows_of(tmp_path / "a.parquet")] == ["ok", "rejected", "ok"]
        assert asked(tmp_path / "a.parquet", tmp_path / "out.parquet", "--force").code == 5
        found = quotes(table.to_batches()[0], figures=["contribution.payable"], as_of="2026-11-22")
        assert found.column("status").to_pylist() == ["ok", "rejected", "ok"]
        assert f"“{name}”" in found.column("error").to_pylist()[1]
