"""Tables of people in and out: every cell comes back, only Problems come out, nothing half is left behind."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.engine.problem import Problem
from estimator.roster import agency_values as agency
from estimator.roster import headings
from estimator.roster.header_rows import open_people
from estimator.tables.cells import neutral
from estimator.tables.output_table import open_sink
from estimator.words import vi

HEAD = b"sex,born,income\n"
CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", max_codepoint=0x2FFF), max_size=6
) | st.sampled_from(["", '"', "a,b", "x\ny", "1\r\n2", "=1+1", "-5", "+A", "@x", " Hộ nghèo ", 'q"q', ";", "\t"])
TABLES = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=9))


def read(name: Path | str, rows: int = 4, fast: bool = True) -> tuple[Sequence[str], list[list[str]], list[str]]:
    """The header, the cells row by row, and the codes of faults."""
    with open_people(str(name), fast=fast) as source:
        table: list[list[str]] = []
        faults = []
        for chunk in source.chunks(rows):
            assert chunk.start == len(table)
            texts = [chunk.text(column) for column in chunk.header]
            for column, text in zip(chunk.header, texts, strict=True):
                once, codes = chunk.distinct(column)
                assert [once[code] for code in codes] == text and len(set(once)) == len(once)
            cells = [chunk.cells(place) for place in range(len(chunk.header))]
            table += [list(row) for row in zip(*cells, strict=True)]
            faults += [problem.code for problem in chunk.faults.values()]
        return source.header, table, faults


def code(call: Callable[[], Any]) -> str:
    """The code of the Problem a call ends in; every part of it must be sayable."""
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.code in vi.ERRORS
    return caught.value.code


def write(source: Path, target: Path, **options: Any) -> None:
    with open_people(str(source)) as table:
        header = options.pop("header", None) or table.header
        with open_sink(str(target), header, {"status": str, "n": int}, source=str(source), **options) as sink:
            for chunk in table.chunks(3):
                sink.write(chunk, {"status": ["ok"] * chunk.rows, "n": list(range(chunk.rows))})
            sink.commit()


@settings(max_examples=150)
@given(TABLES, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_both_readers_read_the_same(tmp_path_factory: Any, rows: list[list[str]], sign: str, end: str) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign, lineterminator=end).writerows([[f"h{i}" for i in range(len(rows[0]))], *rows])
    path.write_bytes(text.getvalue().encode())
    assert read(path) == read(path, fast=False)


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.text('ab",;\t\n\r ', max_size=60).map(str.encode))
def test_any_bytes_are_read_alike_or_refused_alike(tmp_path_factory: Any, content: bytes) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(b"sex,born\n" + content)
    answers = []
    for fast in (True, False):
        try:
            answers.append(repr(read(path, fast=fast)))
        except Problem as problem:
            answers.append(problem.code)
    assert answers[0] == answers[1]


@pytest.mark.parametrize("kind", [".xlsx", ".parquet", ".jsonl", ".xls", ".ods", ".csv"])
@settings(max_examples=60)
@given(st.binary(max_size=80), st.booleans())
def test_only_problems_come_out_of_garbage(tmp_path_factory: Any, kind: str, content: bytes, zipped: bool) -> None:
    path = tmp_path_factory.mktemp("t") / f"t{kind}"
    path.write_bytes(b"PK\x03\x04" * zipped + content)
    try:
        assert read(path)[0] is not None
    except Problem as problem:
        assert problem.code in vi.ERRORS


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_cells_come_back(tmp_path: Path, kind: str) -> None:
    rows = [["nữ", "1980", "2,5 triệu"], ["nam", "05/1981", ""], ["x\ny", '"', "007"], ["-5", "+84 90", "a;b"]]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["sex", "born", "income"], *rows])
    write(tmp_path / "in.csv", tmp_path / f"out{kind}")
    assert [row[:3] for row in read(tmp_path / f"out{kind}")[1]] == rows
    assert sorted(os.listdir(tmp_path)) == sorted(["in.csv", f"out{kind}"])


@pytest.mark.parametrize("name", ["extra_missing"])
def test_an_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert code(lambda: open_people(str(tmp_path / "a.xlsx"))) == name


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"", "table_empty"),
        ("a.csv", HEAD, "table_no_rows"),
        ("a.csv", HEAD + b"n\0,1,2\n", "table_binary"),
        ("a.csv", HEAD + b"n\xfd,1,2\n", "table_not_utf8"),
        ("a.csv", b"sex,a, sex\nf,1,m\n", "heading_twice"),
        ("a.csv", HEAD + b'n,"1,2\n3,4,5\n', "quote_unclosed"),
        ("a.csv", HEAD + b"n" * 1_100_000 + b",1,2\n", "cell_too_long"),
        ("a.csv", b",".join(b"c%d" % n for n in range(17_000)) + b"\n1\n", "table_too_wide"),
        ("a.doc", b"x", "table_kind_unknown"),
        ("a.xlsx", b"x", "table_broken"),
        ("a.parquet", b"PAR1", "table_broken"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert code(lambda: read(tmp_path / name)) == expected


@pytest.mark.parametrize("path", [".", "none.csv", "a\0.csv", "\ud83d.csv"])
def test_files_that_are_not_there(tmp_path: Path, path: str) -> None:
    assert code(lambda: open_people(str(tmp_path / path))) in (
        "file_unreadable", "table_kind_unknown")  # fmt: skip


def test_utf16_and_marks(tmp_path: Path) -> None:
    text = "sex\tborn\nnữ\t1980\n"
    for content in (b"\xff\xfe" + text.encode("utf-16-le"), b"\xfe\xff" + text.encode("utf-16-be"),
                    b"\xef\xbb\xbf" + text.encode()):  # fmt: skip
        (tmp_path / "a.txt").write_bytes(content)
        assert read(tmp_path / "a.txt") == (("sex", "born"), [["nữ", "1980"]], [])


def test_a_row_too_long_keeps_its_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(HEAD + b"f,1980,2,000,000\nm,1981\n")
    for fast in (True, False):
        found = read(tmp_path / "a.csv", fast=fast)
        assert found[1:] == ([["f", "1980", "2,000,000"], ["m", "1981", ""]], ["row_too_long"])


def test_lines_of_json_are_carried_as_they_are(tmp_path: Path) -> None:
    lines = ['{"sex": "f", "income": 2500000.0}', "[1]", "{", '{"a": 1, "a": 2}', '{"a": ' + "[" * 40 + "]" * 40 + "}",
             '{"b": "\\ud83d"}', '{"z": "' + "x" * 1_100_000 + '"}', '{"status": 1}']  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    with open_people(str(tmp_path / "a.jsonl")) as source:
        chunk = next(source.chunks(100))
    assert [problem.code for problem in chunk.faults.values()] == [
        "json_not_an_object", "json_unreadable", "json_key_twice", "json_too_deep", "json_unreadable", "line_too_long",
    ]  # fmt: skip
    assert chunk.text("income")[0] == "2500000"
    write(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    out = (tmp_path / "b.jsonl").read_text("utf-8").splitlines()
    assert len(out) == len(lines) and out[0] == '{"sex": "f", "income": 2500000.0, "status": "ok", "n": 0}'


def test_columns_of_a_stream_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(b'{"a": 1}\n'))))  # type: ignore[arg-type]
    with open_people("-") as source:
        assert source.live and code(source.every_column) == "columns_unknown"


def test_agency_sheet(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "DANH SÁCH NGƯỜI THAM GIA")
    names = ["STT", "Ngày sinh", "Chỉ có năm sinh\n(Có/Không)", "Giới tính", "Mức tiền làm căn cứ đóng (*)",
             "Phương thức đóng (*)", "Từ tháng năm (*)", "Tỷ lệ NSNN hỗ trợ (%)", "Dân tộc"]  # fmt: skip
    sheet.write_row(2, 0, names)
    sheet.write_row(3, 0, [1, "01/01/1980", "Có", "Nữ", 2_500_000, "3 tháng", "01/2027", 40, "Kinh"])
    book.close()
    with open_people(f"{tmp_path / 'a.xlsx'}#danh sach") as source:
        assert (source.header, len(source.above), source.rows) == (tuple(names), 2, 1)
        columns, chunk = headings.recognised(source.header), next(source.chunks(10))
        assert chunk.text(columns["income"]) == ["2500000"]
        assert agency.born_of(chunk.text(columns["born"])[0], "Có") == "1980"
    assert code(lambda: open_people(f"{tmp_path / 'a.xlsx'}#B")) == "sheet_unknown"


@pytest.mark.parametrize("far", [False, True])
def test_bombs(tmp_path: Path, far: bool) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        cell = b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        archive.writestr("xl/worksheets/sheet1.xml", cell if far else b" " * 50_000_000)
    assert code(lambda: open_people(str(tmp_path / "a.xlsx"))) in ("workbook_too_large", "table_broken")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(HEAD + b"f,1980,2000000\n")
    (tmp_path / "old.csv").write_bytes(b"old")

    def refused(name: str, **options: Any) -> str:
        return code(lambda: write(source, tmp_path / name, **options))

    assert refused("old.csv") == "output_exists" and (tmp_path / "old.csv").read_bytes() == b"old"
    assert refused("none/a.csv") == "output_no_folder"
    assert refused("in.csv", force=True) == "output_is_input"
    assert refused("a.pdf") == "output_kind_unknown"
    assert refused("a.csv", header=("status",)) == "column_taken"
    assert refused("a.xlsx", rows=1_048_576) == "sheet_too_long"
    assert refused("a.xlsx", resume="x") == "resume_not_here"
    (tmp_path / "a.csv.part").write_bytes(b"{}\n")
    assert refused("a.csv", resume="x") == "resume_differs"
    assert code(lambda: write(source, Path("/dev/full"))) == "output_unwritable"
    source.write_bytes(HEAD + b"f,1980," + b"x" * 40_000 + b"\n")
    assert refused("a.xlsx") == "sheet_cell_too_long"
    write(source, tmp_path / "old.csv", force=True)
    assert sorted(os.listdir(tmp_path)) == ["a.csv.part", "in.csv", "old.csv"]


KILLED = """
import sys, time
from estimator.roster.header_rows import open_people
from estimator.tables.output_table import open_sink
resume = sys.argv[3] or None
with open_people(sys.argv[1]) as s, open_sink(sys.argv[2], s.header, {"n": int}, resume=resume) as k:
    for chunk in s.chunks(10):
        k.write(chunk, {"n": list(range(chunk.rows))})
        if len(sys.argv) > 4 and chunk.start >= 50:
            print("now", flush=True); time.sleep(60)
    k.commit()
"""


@pytest.mark.parametrize("resume", ["", "run"])
def test_killed_and_begun_again(tmp_path: Path, resume: str) -> None:
    (tmp_path / "in.csv").write_bytes(HEAD + b"f,1980,2000000\n" * 100)

    def arguments(out: str) -> list[str]:
        return [sys.executable, "-c", KILLED, str(tmp_path / "in.csv"), str(tmp_path / out), resume]

    run = subprocess.Popen([*arguments("out.csv"), "stop"], stdout=subprocess.PIPE)
    assert run.stdout is not None and run.stdout.readline() == b"now\n"
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert sorted(os.listdir(tmp_path)) == ["in.csv", *(["out.csv.part"] if resume else [])]
    subprocess.run(arguments("out.csv"), check=True)
    subprocess.run(arguments("whole.csv"), check=True)
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv", "whole.csv"]


def test_cells_that_would_run() -> None:
    for text in ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1"):
        assert neutral(text) == "'" + text
    for text in ("", "-5", "+84901234567", "-1.500.000", "-", "a=1"):
        assert neutral(text) == text


def test_headings_and_values_of_agencies() -> None:
    rates = {"other": 2000, "ethnic_minority": 3000, "near_poor": 4000, "poor": 5000, "island": 5000}
    assert [agency.group_of(t, rates) for t in ("50", "40%", "0.4", "30,0", "20")] == [
        "poor", "near_poor", "near_poor", "ethnic_minority", "other"]  # fmt: skip
    assert code(lambda: agency.group_of("25", rates)) == "state_percent_unknown"
    assert [agency.method_of(t) for t in ("1 tháng", "12 tháng", "Còn thiếu", "yearly")] == [
        "monthly", "yearly", "missing", "yearly"]  # fmt: skip
    assert agency.method_of("Về sau", "36") == "years_ahead:3"
    assert code(lambda: agency.method_of("Về sau", "30")) == "months_ahead_unknown"
    assert code(lambda: agency.born_of("1980", "?")) == "yes_or_no"
    assert code(lambda: agency.ticked("Hộ cận nghèo", "poor")) == "tick_unreadable"
    assert (agency.sex_of("1"), agency.sex_of("0"), agency.sex_of("Nữ")) == ("male", "female", "Nữ")
    assert headings.recognised(["Mức tiền đóng", "Từ tháng", "paid 2"]) == {
        "income": "Mức tiền đóng", "start": "Từ tháng", "paid_2": "paid 2"}  # fmt: skip
    assert headings.recognised(["Cột", "income"], {"Cột": "income"}) == {"income": "Cột"}
    assert code(lambda: headings.recognised(["income", "Mức thu nhập"])) == "two_columns"
    assert headings.recognised(["income", "sex"], {"Cột": "income"}) == {"sex": "sex"}
    assert code(lambda: headings.has_mapped(["a"], {"b": "income"})) == "map_column_unknown"
    assert headings.likely(["Phưong thức đongs", "Tỷ lệ NSĐP hỗ trợ (%)"]) == {"Phưong thức đongs": "Phương thức đóng"}
    assert headings.mapped("Cột=income") == ("Cột", "income")
    assert code(lambda: headings.mapped("x")) == "map_unreadable"
    assert code(lambda: headings.mappings(["x=income", "x=pay"])) == "map_twice"
    assert code(lambda: headings.mapped("x=incom")) == "map_option_unknown"
