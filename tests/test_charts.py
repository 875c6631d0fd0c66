"""Charts through the years: they fit, they show what they are given, and no label breaks them."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine.problem import Problem
from estimator.show import charts
from estimator.show.charts import ROWS, Bars, Chart, Line, Values, lines, scale, written_years
from estimator.show.png import png
from estimator.show.svg import svg
from estimator.words.amounts import money

SVG = "{http://www.w3.org/2000/svg}"


def labels(tree: ElementTree.Element) -> list[ElementTree.Element]:
    """The texts of a picture, without the white ones that stand beneath them."""
    return [text for text in tree.iter(f"{SVG}text") if text.get("aria-hidden") is None]


HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&\"'\0\x1b\n\r\t #$\\]]>﷽\ufffe\u202e\ud800"), st.characters()), max_size=60
)
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "polygon", "text", "g"}
ATTRIBUTES = {
    *(
        "viewBox",
        "aria-hidden",
        "role",
        "id",
        "patternUnits",
        "transform",
        "width",
        "height",
        "x",
        "y",
        "cx",
        "cy",
        "r",
        "d",
        "points",
    ),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin"),
    *("font-family", "font-size", "font-weight", "text-anchor", "paint-order"),
}
AMOUNTS = st.none() | st.integers(-10, 10) | st.integers(0, 3_000_000) | st.integers(-(10**40), 10**40)


@st.composite
def charts_of(draw: st.DrawFn, texts: st.SearchStrategy[str] = HOSTILE, most: int = 90) -> Chart:
    """Any chart: no years or many, gaps anywhere, amounts of any size."""
    first, count = draw(st.integers(1900, 2200)), draw(st.integers(0, 6) | st.integers(0, most))
    pool = draw(st.lists(AMOUNTS, min_size=1, max_size=12))

    def values() -> Values:
        start = draw(st.integers(0, len(pool) - 1))
        return tuple(pool[(start + year) % len(pool)] for year in range(count))

    bars = tuple(Bars(draw(texts), values()) for _ in range(draw(st.integers(0, 7))))
    line = None
    if draw(st.booleans()):
        low, high = (values(), values()) if draw(st.booleans()) else (None, None)
        line = Line(draw(texts), values(), low, high, draw(texts))
    marks = draw(st.lists(st.tuples(st.integers(first - 2, first + count + 2), texts), max_size=5))
    return Chart(draw(texts), draw(texts), tuple(range(first, first + count)), bars, line, tuple(marks), draw(texts))


def dong(amount: int) -> str:
    return money(amount, "vi")


def household() -> Chart:
    """Thirty-five invented years: eighteen of paying, then a pension."""
    nothing: Values = (None,) * 18
    return Chart(
        "Đóng bao nhiêu, nhận bao nhiêu",
        "đồng một tháng, giá hôm nay",
        tuple(range(2026, 2061)),
        (
            Bars("Gia đình đóng", (*range(400_000, 1_200_000, 44_500), *[None] * 17)),
            Bars("Nhà nước hỗ trợ", (66_000,) * 5 + (97_000,) * 5 + (None,) * 25),
        ),
        Line(
            "Lương hưu",
            nothing + tuple(range(1_500_000, 2_180_000, 40_000)),
            nothing + tuple(range(1_400_000, 1_655_000, 15_000)),
            nothing + tuple(range(1_600_000, 2_705_000, 65_000)),
            "Thấp nhất – cao nhất",
        ),
        ((2031, "chuẩn nghèo mới"), (2036, "hết hỗ trợ"), (2090, "ngoài hình")),
        "Lương hưu là ước tính: lương tăng 5% một năm.",
    )


def picture(out: list[str]) -> list[str]:
    """The rows over the axis."""
    rows = [number for number, line in enumerate(out) if "└" in line]
    return [re.split("[┤│]", line, maxsplit=1)[1] for line in out[rows[0] - ROWS : rows[0]]]


@given(charts_of(), st.integers(40, 130))
def test_no_line_is_wider_than_the_terminal(chart: Chart, columns: int) -> None:
    out = lines(chart, columns, dong)
    assert max(map(len, out)) <= columns
    assert all(line == line.rstrip() and (line.isprintable() or not line) for line in out)


@given(charts_of(st.text("abc ", max_size=20)), st.integers(40, 130))
def test_the_picture_has_twelve_rows_and_few_amounts(chart: Chart, columns: int) -> None:
    out = lines(chart, columns, dong)
    assert len(picture(out)) == ROWS == sum("│" in line or "┤" in line for line in out)
    amounts = 1 + sum("┤" in line for line in out)
    assert amounts in ((1,) if not charts.drawn(chart).most else (3, 4, 5))


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("years", [1, 2, 17, 35, 90, 400])
@pytest.mark.parametrize("value", [None, 0, 1, 1_200_000, 10**15])
def test_equal_years_make_a_level_top(columns: int, years: int, value: int | None) -> None:
    chart = Chart("", "", tuple(range(2000, 2000 + years)), (Bars("a", (value,) * years),), None, (), "")
    for row in picture(lines(chart, columns, dong)):
        assert len(set(row.replace(" ", ""))) <= 1
    whole = "".join(picture(lines(chart, columns, dong)))
    assert bool(set(whole) & set("▁▂▃▄▅▆▇█")) == bool(value)


def test_a_small_chart_exactly() -> None:
    chart = Chart(
        "T",
        "u",
        (2029, 2030, 2031),
        (Bars("a", (4, 1, None)), Bars("b", (2, None, None))),
        Line("l", (None, None, 6), (None, None, 5), (None, None, 8), "r"),
        ((2030, "m"),),
        "n",
    )
    assert lines(chart, 40, str) == [
        " T",
        " u",
        " 8┤      ┊     ░░░░░░",
        "  │      ┊     ░░░░░░",
        "  │      ┊     ░░░░░░",
        " 6┤▒▒▒▒▒ ┊     ━━━━━━",
        "  │▒▒▒▒▒ ┊     ░░░░░░",
        "  │▒▒▒▒▒ ┊",
        " 4┤█████ ┊",
        "  │█████ ┊",
        "  │█████ ┊",
        " 2┤█████ ┊",
        "  │█████ ▄▄▄▄▄",
        "  │█████ █████",
        " 0└──┬───▲─┬─────┬───",
        "    2029  2030  2031",
        " ██ a: 1 – 4",
        " ▒▒ b: 2",
        " ━━ l: 6",
        " ░░ r: 5 – 8",
        " ▲  2030 m",
        " n",
    ]


def test_more_years_than_columns_show_means() -> None:
    years = tuple(range(2000, 2068))
    chart = Chart("", "", years, (Bars("a", (0, 8) * 34),), None, (), "")
    top = scale(8)[-1]
    rows = picture(lines(chart, 40, str))
    assert top == 8 and {"█" in row for row in rows[:6]} == {False}  # 0 and 8 are 4, half the height
    assert {frozenset(row) for row in rows[6:]} == {frozenset("█")}


def test_a_thin_layer_shows_and_the_height_stays_right() -> None:
    chart = Chart("", "", (2026,), (Bars("a", (1_100_000,)), Bars("b", (20_000,))), None, (), "")
    thin = picture(lines(chart, 80, dong))
    whole = picture(lines(chart._replace(bars=(Bars("a", (1_120_000,)),)), 80, dong))
    assert sum("▒" in row for row in thin) == 1
    assert sum(bool(row) for row in thin) == sum(bool(row) for row in whole) == 9


def test_words_longer_than_a_line_are_broken() -> None:
    chart = Chart("m" * 100, "", (2026,), (), None, (), "")
    assert lines(chart, 40, str)[:4] == [" " + "m" * 39, "m" * 40, "m" * 21, "  │"]


def test_below_nought_is_drawn_as_nought() -> None:
    def chart(low: Values, high: Values) -> Chart:
        return Chart("", "", (2026, 2027), (), Line("", (7, 7), low, high), (), "")

    drawn = chart((9, -8), (4, 9))
    assert charts.drawn(drawn).band == charts.drawn(chart((4, 0), (9, 9))).band == [(4, 9), (0, 9)]
    bar = Chart("", "", (2026, 2027), (Bars("", (-9, 5)), Bars("", (3, -4))), None, (), "")
    assert charts.drawn(bar).bars == [[0, 3], [5, 0]] and charts.drawn(bar).most == 5


def test_what_is_drawn_over_what() -> None:
    out = lines(household(), 80, dong)
    rows = picture(out)
    assert {"█", "▒", "░", "━", "┊"} <= set("".join(rows))
    assert "ngoài hình" not in "".join(out)
    assert " ██ Gia đình đóng: 400.000 đ – 1.156.500 đ" in out
    assert " ░░ Thấp nhất – cao nhất: 1.400.000 đ – 2.640.000 đ" in out
    assert [line for line in out if line.startswith(" ▲")] == [" ▲  2031 chuẩn nghèo mới", " ▲  2036 hết hỗ trợ"]


@given(st.integers(1, 10**40))
def test_the_scale_is_round_and_close(most: int) -> None:
    ticks = scale(most)
    steps = {after - before for before, after in pairwise(ticks)}
    assert ticks[0] == 0 and 3 <= len(ticks) <= 5 and len(steps) == 1
    assert re.fullmatch("(1|2|5|25)0*", str(steps.pop()))
    assert most <= ticks[-1] <= max(2 * most, 2)


def test_the_scale_of_nothing_and_known_ones() -> None:
    assert scale(0) == scale(-5) == (0,)
    assert scale(1_297_000) == (0, 500_000, 1_000_000, 1_500_000)
    assert scale(2_640_000) == (0, 1_000_000, 2_000_000, 3_000_000)
    assert scale(20) == (0, 5, 10, 15, 20)


@given(st.integers(1900, 2200), st.integers(0, 400), st.integers(1, 500))
def test_written_years_keep_apart(first: int, count: int, apart: int) -> None:
    places = written_years(tuple(range(first, first + count)), apart)
    assert bool(places) == bool(count)
    assert all(after - before >= apart for before, after in pairwise(places))


@given(charts_of())
def test_the_svg_is_well_formed_and_keeps_every_label_a_text(chart: Chart) -> None:
    made = svg(chart, dong)
    tree = ElementTree.fromstring(made.encode())
    names = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert names <= ELEMENTS
    assert tree.findtext(f"{SVG}title") == charts.plain(chart.title)
    assert all(set(element.attrib) <= ATTRIBUTES for element in tree.iter())
    assert made == svg(chart, dong)


@given(charts_of(st.text("abc ", max_size=12)))
def test_everything_drawn_lies_in_the_picture(chart: Chart) -> None:
    tree = ElementTree.fromstring(svg(chart, dong))
    _, _, wide, high = map(int, tree.attrib["viewBox"].split())
    assert wide == 800
    for box in tree.iter(f"{SVG}rect"):
        x, y, width, height = (int(box.get(name, "0")) for name in ("x", "y", "width", "height"))
        assert min(x, y) >= 0 and x + width <= wide and y + height <= high
        assert width >= 1 and height >= 1
    for text in labels(tree):
        assert 0 < int(text.attrib["x"]) < wide and 0 < int(text.attrib["y"]) < high


@given(charts_of(st.text("mwđ ", max_size=30), most=40))
def test_the_words_of_marks_do_not_overlap(chart: Chart) -> None:
    tree = ElementTree.fromstring(svg(chart._replace(bars=(), line=None, note=""), dong))
    marks = [text for text in labels(tree) if re.match(r"\d{4} ", text.text or "")]
    spans = sorted((int(mark.attrib["y"]), int(mark.attrib["x"]), len(mark.text or "")) for mark in marks)
    for (down, start, length), (other, after, _) in pairwise(spans):
        assert down != other or start + length * 7 <= after


def test_heights_of_the_svg_are_to_scale() -> None:
    chart = Chart("", "", (2026, 2027), (Bars("", (20, 5)), Bars("", (0, 10))), Line("", (20, None)), (), "")
    tree = ElementTree.fromstring(svg(chart, dong))
    bars = [box.attrib for box in tree.iter(f"{SVG}rect") if box.get("stroke-width") == "0.5"]
    bottom = max(int(bar["y"]) + int(bar["height"]) for bar in bars)
    assert [(bottom - int(bar["y"]), int(bar["height"])) for bar in bars] == [(240, 240), (60, 60), (180, 120)]
    (line,) = [path.attrib["d"] for path in tree.iter(f"{SVG}path") if path.get("stroke-width") == "6"]
    assert {point.split()[1] for point in line[1:].split("L")} == {str(bottom - 240)}


def test_the_svg_of_a_household() -> None:
    made = svg(household(), dong)
    tree = ElementTree.fromstring(made)
    said = [text.text for text in labels(tree)]
    assert {"3.000.000 đ", "0 đ", "2030", "2060", "2036 hết hỗ trợ", "Lương hưu: 1.500.000 đ – 2.140.000 đ"} <= {*said}
    assert made.count("url(#stripes)") == 10 + 1  # ten years of support, and the legend
    assert len(tree.findall(f"{SVG}polygon")) == 1
    assert tree.findtext(f"{SVG}desc", "").startswith("đồng một tháng, giá hôm nay. Gia đình đóng: 400.000 đ")
    assert 400 <= int(tree.attrib["height"]) <= 480
    assert not re.search("href|<script|http(?!://www.w3.org/2000/svg)", made)


@pytest.mark.parametrize("draw", [lambda chart: lines(chart, 80, dong), lambda chart: svg(chart, dong)])
def test_values_and_years_are_of_one_length(draw: Callable[[Chart], object]) -> None:
    with pytest.raises(ValueError, match="zip"):
        draw(Chart("", "", (2026, 2027), (Bars("a", (1,)),), None, (), ""))


def pixels(picture: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bytes of a PNG's lines, still filtered: enough to tell pictures apart."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    body, place = b"", 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if picture[place + 4 : place + 8] == b"IDAT":
            body += picture[place + 8 : place + 8 + length]
        place += length + 12
    return width, height, zlib.decompress(body)


def test_the_png_shows_vietnamese_letters() -> None:
    def drawn(title: str) -> bytes:
        return pixels(png(svg(household()._replace(title=title), dong)))[2]

    width, height, body = pixels(png(svg(household(), dong)))
    assert width == 1600 and 800 <= height <= 960
    assert body == pixels(png(svg(household(), dong)))[2]
    # a font without the letter would draw the same box, or nothing, for each
    assert len({drawn(letter) for letter in ("", "ế", "ề", "ệ", "ữ", "ặ", "đ", "₫", "e", "u")}) == 10


def test_the_png_is_set_in_its_own_font() -> None:
    made = svg(household(), dong)
    assert png(made) != png(made.replace("Be Vietnam Pro", "No Such Font"))


def test_a_png_reads_no_label_as_typst() -> None:
    chart = household()._replace(title='#panic("x") #read("/etc/passwd") $ ] " \\')
    assert pixels(png(svg(chart, dong)))[0] == 1600


@pytest.mark.parametrize("module", ["typst", "fontpkg_be_vietnam_pro"])
def test_a_png_without_the_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Problem) as refused:
        png("")
    assert (refused.value.code, refused.value.field, refused.value.given) == ("extra_missing", "chart", "pdf")
