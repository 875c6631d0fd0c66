"""What ``bhxh impact`` puts on the screen, into files and into charts."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import python_calamine
from command_line import AS_OF, bhxh, unwrapped
from impact_roster import COST, LAWS, PERIOD, PROPOSAL, ROSTER, asked, by, costs, summed

from estimator.show.bars import Bar, BarChart, bar_lines, bars_svg
from estimator.show.impact import MOST_SHOWN

MORE = ("--with", PROPOSAL, "--by", "Xã", "--by", "month", "--weight", "Số người")
GROUPS = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo", "other": "khác"}


def written(where: Path, name: str, *more: str) -> Path:
    """The sums of the roster in a file."""
    said = asked(where, ROSTER, *MORE, "-o", str(where / name), *more)
    assert (said.code, said.out) == (5, "")
    assert said.err.startswith("✓ 6 dòng, 1 dòng không tính được → ")
    return where / name


# Files


def test_json_and_csv_in_files_are_those_on_the_screen(tmp_path: Path) -> None:
    told = asked(tmp_path, ROSTER, *MORE, "--json").out
    assert written(tmp_path, "a.json").read_text("utf-8") == told
    assert written(tmp_path, "a.csv").read_text("utf-8-sig") == asked(tmp_path, ROSTER, *MORE, "--format", "csv").out
    assert written(tmp_path, "a.md").read_text("utf-8") == asked(tmp_path, ROSTER, *MORE, "--format", "md").out
    rows = list(csv.DictReader(io.StringIO(asked(tmp_path, ROSTER, *MORE, "--format", "csv").out)))
    found = {(row["law"], row["by"], row["value"]): [int(row[name]) for name in COST] for row in rows}
    sums = json.loads(told)
    assert found == {
        **{(law, "", ""): costs(sums[law]) for law in LAWS},
        **{(law, row["column"], row["value"]): costs(row[law]) for row in sums["by"] for law in LAWS},
    }


def test_a_workbook_has_a_sheet_for_each_column(tmp_path: Path) -> None:
    sums = summed(tmp_path, *MORE)
    book = python_calamine.load_workbook(str(written(tmp_path, "a.xlsx")))
    assert book.sheet_names == ["Tổng hợp", "Đối tượng", "Xã", "Tháng nộp", "Theo dõi", "Không tính được"]

    def sheet(name: str) -> list[list[Any]]:
        return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))

    heads, *rows = sheet("Tổng hợp")
    assert heads == ["Khoản", "Người", "Tháng", "Gia đình (đồng)", "Nhà nước (đồng)", "Địa phương (đồng)"]
    assert [row[1:] for row in rows[:3]] == [[float(cell) for cell in costs(sums[law])] for law in LAWS]
    assert all(isinstance(cell, float) for row in rows[:3] for cell in row[1:])
    heads, *rows = sheet("Đối tượng")
    assert heads[:5] == ["Đối tượng", "Người", "Tháng", "Gia đình (đồng): luật hiện hành", "Gia đình (đồng): đề xuất"]
    money = {
        GROUPS[value]: [float(row[law][name]) for name in COST[2:] for law in LAWS]
        for value, row in by(sums, "group").items()
    }
    assert {row[0]: row[3:] for row in rows} == money
    assert [row[0] for row in sheet("Tháng nộp")[1:]] == [f"{month:02d}/2027" for month in range(1, 13)]
    watched = {row[2]: row[:2] for row in sheet("Theo dõi")[1:]}
    assert list(watched.values()) == [[float(n), float(n)] for n in sums["watch"].values()]
    assert sheet("Không tính được")[1][0] == 6


def test_a_workbook_in_english_and_without_a_reform(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    file = str(tmp_path / "a.xlsx")
    bhxh("impact", str(tmp_path / "r.csv"), *PERIOD, "-o", file, "--lang", "en")
    book = python_calamine.load_workbook(file)
    assert book.sheet_names == ["Summary", "Group", "Watch list", "Not counted"]
    heads, *rows = book.get_sheet_by_name("Group").to_python()
    assert heads == ["Group", "People", "Months", "Household (VND)", "State (VND)", "Province (VND)"]
    assert rows[0][0] == "poor household"


def test_awkward_columns_make_sheets_all_the_same(tmp_path: Path) -> None:
    text = 'born,sex,income,start,"Tổng hợp","a/b:c[d]*?\\ và một tên rất dài, dài hơn ba mươi mốt","\'x\'"\n'
    text += "1980,nữ,3tr,2027-01,=1+1,|*x*,<b>\n"
    names = ("--by", "tong hop", "--by", "a/b:c[d]*?\\ và một tên rất dài, dài hơn ba mươi mốt", "--by", "'x'")
    said = asked(tmp_path, text, *names, "-o", str(tmp_path / "a.xlsx"))
    assert said.code == 0, said.err
    book = python_calamine.load_workbook(str(tmp_path / "a.xlsx"))
    assert len({name.casefold() for name in book.sheet_names}) == 6
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in book.sheet_names)
    assert book.get_sheet_by_index(2).to_python()[1][0] == "=1+1"
    assert "baseline,Tổng hợp,'=1+1,1" in asked(tmp_path, text, *names, "--format", "csv").out
    assert r"| \|\*x\* |" in asked(tmp_path, text, *names, "--format", "md").out


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.md", "a.json", "a.svg", "a.png"])
def test_a_file_that_exists_stays_unless_forced(tmp_path: Path, name: str) -> None:
    option = "--chart-file" if name.endswith(("svg", "png")) else "-o"
    (tmp_path / name).write_text("mine")
    said = asked(tmp_path, ROSTER, option, str(tmp_path / name))
    assert (said.code, said.out, (tmp_path / name).read_text()) == (2, "", "mine")
    assert sorted(file.name for file in tmp_path.iterdir()) == [name, "roster.csv"]
    assert asked(tmp_path, ROSTER, option, str(tmp_path / name), "--force").code == 5
    assert (tmp_path / name).read_bytes() != b"mine"


def test_nothing_is_left_where_something_goes_wrong(tmp_path: Path) -> None:
    text = ROSTER + '"unclosed'
    files = ("-o", str(tmp_path / "a.xlsx"), "--chart-file", str(tmp_path / "a.svg"))
    assert asked(tmp_path, text, *files).code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["roster.csv"]


def test_no_result_goes_where_another_or_the_roster_stands(tmp_path: Path) -> None:
    said = asked(tmp_path, ROSTER, "-o", str(tmp_path / "roster.csv"), "--force")
    assert said.code == 2 and "chính là" in " ".join(said.err.split())
    assert (tmp_path / "roster.csv").read_text("utf-8") == ROSTER
    file = str(tmp_path / "a.csv")
    said = bhxh("impact", "--example", "5", *AS_OF, "-o", file, "--example-file", file)
    assert said.code == 2 and "Hai kết quả" in said.err
    said = bhxh("impact", "--example", "5", *AS_OF, "--chart-file", str(tmp_path / "none" / "a.svg"))
    assert said.code == 2 and not said.out


# The screen


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("columns", [40, 60, 72, 80, 200])
def test_no_line_is_wider_than_the_screen(tmp_path: Path, lang: str, columns: int) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    said = bhxh("impact", str(tmp_path / "roster.csv"), *PERIOD, *MORE, "--lang", lang, COLUMNS=str(columns))
    assert max(map(len, said.out.splitlines())) <= min(columns, 80)
    sums = summed(tmp_path, *MORE)
    thousands = f"{(sums['household'] + 500) // 1000:,}"
    assert (thousands if lang == "en" else thousands.replace(",", ".")) in said.out
    charted = bhxh("impact", str(tmp_path / "roster.csv"), *PERIOD, *MORE, "--chart", "--lang", lang,
                   COLUMNS=str(columns))  # fmt: skip
    assert max(map(len, charted.out.splitlines())) <= min(columns, 80)


def test_many_values_do_not_flood_the_screen(tmp_path: Path) -> None:
    people = [f"1980,nữ,3tr,2027-01,người {number:04d}\n" for number in range(MOST_SHOWN + 51)]
    text = "born,sex,income,start,tên\n" + "".join(people)
    said = asked(tmp_path, text, "--by", "tên")
    assert len(said.out.splitlines()) < MOST_SHOWN + 30
    assert "tên: còn 51 giá trị nữa; ghi ra tệp bằng -o thì có đủ." in unwrapped(said.out)
    assert len(by(summed(tmp_path, "--by", "tên", text=text, code=0), "tên")) == MOST_SHOWN + 51


def test_amounts_are_shown_in_the_unit_that_suits_them(tmp_path: Path) -> None:
    heads, row = ROSTER.splitlines()[:2]
    for weight, unit in (("1", "đồng"), ("100", "nghìn đồng"), ("1000000", "triệu đồng")):
        text = f"{heads}\n{row.rpartition(',')[0]},{weight}\n"
        text = text.replace("6 tháng", "1 tháng").replace("2.550.000", "2.200.000") if weight == "1" else text
        title = asked(tmp_path, text, "--weight", "Số người",
                      period=("--from", "2027-01", "--to", "2027-06", *AS_OF)).out.splitlines()[0]  # fmt: skip
        assert title.endswith(f"  {unit}")


# Charts


def test_the_chart_on_the_screen(tmp_path: Path) -> None:
    said = asked(tmp_path, ROSTER, "--with", PROPOSAL, "--chart").out
    assert "NGÂN SÁCH HỖ TRỢ THEO THÁNG NỘP, 01/2027 – 12/2027" in said
    drawn = [line for line in said.splitlines() if "█" in line or "đề xuất  " in line]
    assert len([line for line in drawn if line.startswith("   đề xuất")]) == 12
    assert "██ Nhà nước" in said and "▒▒ Địa phương" in said
    alone = asked(tmp_path, ROSTER, "--chart", "--by", "xã", "-o", str(tmp_path / "a.csv")).out
    assert alone.startswith(" NGÂN SÁCH HỖ TRỢ THEO XÃ")
    assert "đề xuất" not in alone
    assert re.search(r"^ Krông Pắc +█+  [0-9.]+$", alone, re.MULTILINE)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_chart_in_a_file(tmp_path: Path, lang: str) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    for kind in ("svg", "png"):
        said = bhxh("impact", str(tmp_path / "roster.csv"), *PERIOD, *MORE, "--lang", lang, "--chart-file",
                    str(tmp_path / f"a.{kind}"))  # fmt: skip
        assert said.code == 5
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    root = ElementTree.fromstring((tmp_path / "a.svg").read_text("utf-8"))
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if e.get("aria-hidden") is None]
    assert {"Krông Pắc", "Ea Kar"} <= set(texts)
    assert texts.count("đề xuất" if lang == "vi" else "reform") == 2


def chart(*values: tuple[int, ...]) -> BarChart:
    return BarChart("T", "u", ("một", "hai"), tuple(Bar(f"b{n}", each, True) for n, each in enumerate(values)), "")


def test_bars_are_as_long_as_their_amounts() -> None:
    lines = bar_lines(chart((100, 0), (50, 50), (0, 50), (0, 0), (1, 0)), 80, str)
    drawn = [re.findall("[█▒]+", line) for line in lines[2:7]]
    full = len(drawn[0][0])
    assert [sum(map(len, re.findall("[█▒]", "".join(line)))) for line in drawn] == [full, full, -(-full // 2), 0, 1]
    assert drawn[2] == ["▒" * -(-full // 2)]
    assert lines[5].split() == ["b3", "0"]


def test_bars_in_svg_stay_inside_the_picture() -> None:
    bars = chart((10**15, 10**15), (1, 1), (0, 0))
    drawing = bars_svg(bars._replace(note="<&> " * 60, title="Dài " * 80), lambda amount: f"{amount:,} đồng")
    root = ElementTree.fromstring(drawing)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        if "x" in rect.attrib:
            assert int(rect.attrib["x"]) + int(rect.attrib["width"]) <= width
            assert int(rect.attrib["y"]) + int(rect.attrib["height"]) <= height
    for line in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < int(line.attrib["y"]) <= height
    assert bars_svg(bars, str) == bars_svg(bars, str)
