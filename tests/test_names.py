"""Names are known with or without diacritics; a near miss is refused with the name probably meant."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine.problem import Problem
from estimator.words.closed_lists import GROUP
from estimator.words.matching import fold, nearest
from estimator.words.names import read_group, read_groups, read_method, read_province, read_sex

PROVINCES = (
    ("66", "Đắk Lắk", ("Đắk Lắk", "Phú Yên")),
    ("79", "TP. Hồ Chí Minh", ("Bình Dương", "Bà Rịa - Vũng Tàu")),
    ("46", "Huế", ()),
    ("01", "Hà Nội", ()),
    ("68", "Lâm Đồng", ("Đắk Nông", "Bình Thuận")),
    ("38", "Thanh Hóa", ()),
    ("15", "Lào Cai", ("Yên Bái",)),
)


def test_folds() -> None:
    assert fold("  Đắk\u00a0 LẮK ") == "dak lak"
    assert fold("Ðak Lak") == "dak lak"  # eth, from old keyboards
    assert fold(unicodedata.normalize("NFD", "tự nguyện")) == "tu nguyen"


@given(st.text())
def test_folding_forgets_the_normal_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_nearest_keeps_the_writing_of_the_choices() -> None:
    assert nearest("dac lac", ["Hà Nội", "Đắk Lắk"]) == ["Đắk Lắk"]
    assert nearest("zzz", ["Hà Nội"]) == []


@pytest.mark.parametrize(
    ("sex", "text"),
    [("female", t) for t in ("female", "f", "F", "nữ", "Nữ", "NỮ", "nu", " nữ ")]
    + [("male", t) for t in ("male", "m", "Male", "nam", "NAM")],
)
def test_reads_sex(sex: str, text: str) -> None:
    assert read_sex(text, "sex") == sex
    assert read_sex(unicodedata.normalize("NFD", text), "sex") == sex


@pytest.mark.parametrize("text", ["", "1", "0", "x", "femal", "đàn ông"])
def test_refuses_sex(text: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_sex(text, "sex")
    problem = refusal.value
    assert (problem.code, problem.field, problem.given) == ("sex_unknown", "sex", text)
    assert all(read_sex(s, "sex") for s in [*problem.facts["suggestions"], *problem.facts["allowed"]])


@pytest.mark.parametrize(
    ("group", "text"),
    [(group, group) for group in GROUP.codes]
    + [("poor", t) for t in ("hộ nghèo", "nghèo", "Ho Ngheo", "POOR", "hộ-nghèo", "HN", "người thuộc hộ nghèo")]
    + [
        ("near_poor", t)
        for t in ("hộ cận nghèo", "cận nghèo", "can ngheo", "near-poor", "near poor", "ho_can_ngheo", "HCN")
    ]
    + [("ethnic_minority", t) for t in ("dân tộc thiểu số", "dtts", "DTTS", "ethnic-minority", "ethnic minority")]
    + [("island", t) for t in ("xã đảo", "xa dao", "đặc khu", "Đặc khu")]
    + [("other", t) for t in ("khác", "khac", "Other")],
)
def test_reads_group(group: str, text: str) -> None:
    assert read_group(text, "group") == group
    assert read_group(unicodedata.normalize("NFD", text), "group") == group


@pytest.mark.parametrize(
    ("text", "first"),
    [("por", "poor"), ("hộ ngèo", "hộ nghèo"), ("near_por", "near_poor"), ("iland", "island"), ("", "hộ nghèo")],
)
def test_refuses_group(text: str, first: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_group(text, "group")
    problem = refusal.value
    assert (problem.code, problem.given, problem.facts["suggestions"][0]) == ("group_unknown", text, first)
    assert problem.facts["allowed"] == list(GROUP.codes)


@pytest.mark.parametrize(
    ("code", "text"),
    [("66", t) for t in ("Đắk Lắk", "Dak Lak", "Daklak", "dak-lak", "DAK LAK", "tỉnh Đắk Lắk", "66", "Phú Yên")]
    + [
        ("79", t)
        for t in ("TP. Hồ Chí Minh", "TP Hồ Chí Minh", "tp hồ chí minh", "Thành phố Hồ Chí Minh", "Hồ Chí Minh")
        + ("TP.HCM", "tphcm", "hcm", "Sài Gòn", "saigon", "Bà Rịa Vũng Tàu", "Bà Rịa – Vũng Tàu", "binh duong")
    ]
    + [("46", t) for t in ("Huế", "TP. Huế", "thành phố Huế", "Thừa Thiên Huế", "thừa thiên - huế", "hue")]
    + [("01", t) for t in ("Hà Nội", "Hanoi", "01")]
    + [("38", "Thanh Hóa"), ("38", "Thanh Hoá"), ("68", "Dak Nong")],
)
def test_reads_province(code: str, text: str) -> None:
    assert read_province(text, PROVINCES, "province") == code
    assert read_province(unicodedata.normalize("NFD", text), PROVINCES, "province") == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Đak Lak", "Đắk Lắk"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Dak Lac", "Đắk Lắk"),
        ("Ha Noii", "Hà Nội"),
        ("Hồ Chí Min", "TP. Hồ Chí Minh"),
    ]
    + [("bin duong", "Bình Dương"), ("", "Đắk Lắk"), ("TP.", "Đắk Lắk"), ("66a", "Đắk Lắk")],
)
def test_refuses_province(text: str, first: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_province(text, PROVINCES, "province")
    problem = refusal.value
    assert (problem.code, problem.given, problem.facts["suggestions"][0]) == ("province_unknown", text, first)


def test_a_name_of_today_wins_over_an_old_one() -> None:
    provinces = (("1", "Mới", ("Cũ",)), ("2", "Cũ", ()))
    assert read_province("cũ", provinces, "province") == "2"


def test_short_names_need_their_province() -> None:
    with pytest.raises(Problem):
        read_province("hcm", PROVINCES[:1], "province")


def test_several_groups_are_joined_by_a_plus() -> None:
    assert read_groups(["hộ cận nghèo + DTTS", "đặc khu"], "group") == {"near_poor", "ethnic_minority", "island"}
    assert read_groups(["cận nghèo; DTTS", "HN +"], "group") == {"near_poor", "ethnic_minority", "poor"}
    decomposed = unicodedata.normalize("NFD", "và")
    for text in ("cận nghèo/DTTS", "cận nghèo, DTTS", "cận nghèo VÀ DTTS", f"cận nghèo {decomposed} DTTS"):
        with pytest.raises(Problem) as refused:
            read_groups([text], "group")
        assert refused.value.facts["suggestions"] == ["cận nghèo + DTTS"]
    with pytest.raises(Problem, match="group_unknown"):
        read_groups(["+"], "group")


@pytest.mark.parametrize(
    ("method", "text"),
    [("monthly", t) for t in ("monthly", "Monthly", "hằng tháng", "hàng tháng", "hang-thang", "1 tháng")]
    + [("quarterly", t) for t in ("quarterly", "3 tháng", "hằng quý")]
    + [
        ("half_yearly", t)
        for t in ("half_yearly", "half-yearly", "half yearly", "6 tháng", "nửa năm", "6 tháng một lần")
    ]
    + [
        ("yearly", t)
        for t in ("yearly", "12 tháng", "một năm", "1 năm", "hằng năm", "1 năm 1 lần", "1 lần/năm", "12 tháng/lần")
    ]
    + [("missing", t) for t in ("missing", "còn thiếu", "CON THIEU")],
)
def test_reads_method(method: str, text: str) -> None:
    assert read_method(text, "method") == (method, 0)
    assert read_method(unicodedata.normalize("NFD", text), "method") == (method, 0)


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (2, "years_ahead:2"),
        (5, "years-ahead:5"),
        (4, "years ahead: 4"),
        (3, "về sau:3"),
        (3, "ve sau 3 năm"),
        (24, "về sau:24"),
        (1, "years_ahead:1"),
        (2, "24 tháng"),
        (5, "60 Tháng"),
    ],
)
def test_reads_years_ahead(years: int, text: str) -> None:
    assert read_method(text, "method") == ("years_ahead", years)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("years_ahead:-3", "method_unknown"),
        ("years_ahead:" + "9" * 5000, "method_unknown"),
        ("years_ahead", "method_unknown"),
        ("years_ahead:2,5", "method_unknown"),
        ("monthy", "method_unknown"),
        ("2 tháng", "method_unknown"),
        ("", "method_unknown"),
    ],
)
def test_refuses_method(text: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_method(text, "method")
    problem = refusal.value
    assert (problem.code, problem.field, problem.given) == (code, "method", text)
    assert all(read_method(suggestion, "method") for suggestion in problem.facts.get("suggestions", ()))


@given(st.text())
def test_any_text_reads_or_is_refused(text: str) -> None:
    for read in (read_sex, read_group, read_method, lambda t, field: read_province(t, PROVINCES, field)):
        try:
            read(text, "field")
        except Problem as problem:
            assert (problem.field, problem.given) == ("field", text)
            assert problem.facts.get("suggestions")
