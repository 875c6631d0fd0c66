"""What people type as money is read exactly or refused; what is printed reads back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine.problem import Problem
from estimator.words.amounts import MOST, about, money, read_amount, read_budget, share_text, spoken

READ = {
    2_500_000: [
        "2500000",
        "2500000.00",
        "2.500.000,00",
        "2,500,000.00 đ",
        "2_500_000",
        "2.500.000",
        "2,500,000",
        "2.500.000đ",
        "2tr5",
        "2TR5",
        "2tr500",
        "2,5tr",
        "2.5tr",
        "2,50tr",
        "2tr5đ",
        "2500k",
        "2tr500k",
        "2.500.000VND",
        "2.500.000₫",
    ]
    + ["2,5 triệu", "2.5 triệu", "2 500 000", "2 500 000 đ", "2,5 trieu dong", "2 triệu 5", "2 triệu rưỡi", "2tr rưỡi"]
    + ["2 triệu 500 nghìn", "2 triệu 500 ngàn đồng", "  2.500.000  đồng ", "2.500.000 vnd", "2,5 TRIỆU ĐỒNG", "2 500k"]
    + ["2\u00a0500\u00a0000\u00a0đ", "2\u202f500\u202f000", "2500 nghìn", "2,5 Triệu VNĐ"],
    6_000_000: ["6 000 000", "6.000.000đ", "6tr", "6 triệu", "6 triệu đồng"],
    6_500_000: ["6.5tr", "6,5 triệu", "6tr5"],
    2_000_000: ["2tr", "2 triệu", "2tr000"],
    500_000: [
        "500k",
        "500 nghìn",
        "500 ngàn",
        "500 nghin",
        "500.000 đ",
        "500.000",
        "500,000",
        "500,000 VND",
        "0,5 triệu",
        "500 000",
        "500kđ",
    ],
    1_200_000_000: ["1,2 tỷ", "1,2 tỉ", "1 tỷ 2", "1 tỷ 200 triệu", "1ty2"],
    125_000: ["0,125 triệu", "0.125tr"],
    2_125_500: ["2,1255 triệu", "2125,5k"],
    1_000_000_000: ["1.000.000 nghìn"],
    2_500: ["2.500 đ", "2,500đ", "2k5", "2_500", "2 500"],
    0: ["0", "0 đ", "0đ", "0k"],
    7: ["7", "7d", "7 đồng"],
    MOST: ["1000000000000000", "1.000.000 tỷ"],
}
REFUSED = {
    "amount_unreadable": [
        "e",
        "1e7",
        "0x10",
        "1__000",
        "_1",
        "1_",
        "1_00",
        "6tr/",
        "6/tr",
        "1.50.000",
        "1.500,000",
        "2.500,00",
        "0912345678",
        "00",
        "2,5tr5",
        "2tr5000",
        "+5",
        "٢٥٠٠٠٠٠",
        "２５００",
        "2²",
        "½",
        "Ⅷ",
        "500kk",
        "trđ",
        "đ",
        "triệu",
        "NaN",
        "inf",
        "1k2tr",
        "2500$",
    ]
    + [
        "",
        " ",
        "sáu triệu",
        "6 triệu/năm",
        "2 triệu 500 triệu",
        "2 triệu 5 trăm",
        "2 500.000",
        "1.000 000",
        "12 34",
        "k 500",
    ]
    + ["2.500.000 đ đ", "- năm", "2\n500 usd", "-", "−"],
    "amount_ambiguous": ["2.500", "2,500", "1.5", "1,5", "1.0", "6tr50", "2k50", "2,500tr", "2.125triệu"]
    + ["2,500 triệu", "2 triệu 500", "2 triệu 5 đồng", "2 triệu 50", "2.500 nghìn"],
    "amount_not_whole": ["1,5 đ", "1.5đ", "2,1234567 triệu", "0,0001k", "1.50 VND", "1,12345678"],
    "amount_negative": ["-5", "−66.000 đ", "- 2tr", "-1,5"],
    "amount_too_large": ["1000000000000001", "1.000.001 tỷ", "9" * 5000, "9" * 16 + "k"],
}
SPOKEN = {
    0: "không đồng",
    5: "năm đồng",
    10: "mười đồng",
    11: "mười một đồng",
    14: "mười bốn đồng",
    15: "mười lăm đồng",
    21: "hai mươi mốt đồng",
    24: "hai mươi tư đồng",
    25: "hai mươi lăm đồng",
    40: "bốn mươi đồng",
    101: "một trăm linh một đồng",
    104: "một trăm linh bốn đồng",
    105: "một trăm linh năm đồng",
    110: "một trăm mười đồng",
    1_001: "một nghìn không trăm linh một đồng",
    1_015: "một nghìn không trăm mười lăm đồng",
    21_000: "hai mươi mốt nghìn đồng",
    66_000: "sáu mươi sáu nghìn đồng",
    495_000: "bốn trăm chín mươi lăm nghìn đồng",
    943_214: "chín trăm bốn mươi ba nghìn hai trăm mười bốn đồng",
    1_005_000: "một triệu không trăm linh năm nghìn đồng",
    2_785_200: "hai triệu bảy trăm tám mươi lăm nghìn hai trăm đồng",
    2_970_000: "hai triệu chín trăm bảy mươi nghìn đồng",
    50_600_000: "năm mươi triệu sáu trăm nghìn đồng",
    700_000_231: "bảy trăm triệu không nghìn hai trăm ba mươi mốt đồng",
    1_500_000_000: "một tỷ năm trăm triệu đồng",
    1_234_000_000_000: "một nghìn hai trăm ba mươi tư tỷ đồng",
    10**15: "một triệu tỷ đồng",
    -66_000: "âm sáu mươi sáu nghìn đồng",
}


@pytest.mark.parametrize(("amount", "text"), [(a, t) for a, texts in READ.items() for t in texts])
def test_reads(amount: int, text: str) -> None:
    for form in ("NFC", "NFD"):
        assert read_amount(unicodedata.normalize(form, text), "income") == amount


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in REFUSED.items() for t in texts])
def test_refuses(code: str, text: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_amount(text, "income")
    problem = refusal.value
    assert (problem.code, problem.field, problem.given) == (code, "income", text)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("2.500", ["2_500", "2_500_000"]),
        ("1,5", ["1_500_000"]),
        ("6tr50", ["6_050_000", "6_500_000"]),
        ("2 triệu 500", ["2_000_500", "2_500_000"]),
        ("2,500 triệu", ["2_500_000", "2_500_000_000"]),
    ],
)
def test_an_ambiguous_amount_names_its_readings(text: str, suggestions: list[str]) -> None:
    with pytest.raises(Problem) as refusal:
        read_amount(text, "income")
    assert refusal.value.facts["suggestions"] == suggestions


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("6 triệu/năm", (6_000_000, "year")),
        ("6 triệu / năm", (6_000_000, "year")),
        ("6tr/nam", (6_000_000, "year")),
        ("6000000/year", (6_000_000, "year")),
        ("6 triệu một năm", (6_000_000, "year")),
        ("6 triệu 1 năm", (6_000_000, "year")),
        ("6 triệu mỗi năm", (6_000_000, "year")),
        ("6 TRIỆU HẰNG NĂM", (6_000_000, "year")),
        ("6 trieu moi nam", (6_000_000, "year")),
        ("6tr/12 tháng", (6_000_000, "year")),
        ("2.500.000 đ/năm", (2_500_000, "year")),
        ("500k/tháng", (500_000, "month")),
        ("500k/thang", (500_000, "month")),
        ("500k/1 tháng", (500_000, "month")),
        ("500k a month", (500_000, "month")),
        ("500.000 đ mỗi tháng", (500_000, "month")),
        ("1,5tr/quý", (1_500_000, "quarter")),
        ("1,5tr/3 tháng", (1_500_000, "quarter")),
        ("3tr/6 tháng", (3_000_000, "half_year")),
        ("3tr mỗi 6 tháng", (3_000_000, "half_year")),
        ("3tr/nửa năm", (3_000_000, "half_year")),
        ("3tr/half-year", (3_000_000, "half_year")),
        ("3tr/half_year", (3_000_000, "half_year")),
    ],
)
def test_reads_budget(text: str, budget: tuple[int, str]) -> None:
    for form in ("NFC", "NFD"):
        assert read_budget(unicodedata.normalize(form, text), "pay") == budget


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6 triệu", "period_missing"),
        ("6tr/", "period_missing"),
        ("6tr/tuần", "period_unknown"),
        ("6tr/2 năm", "period_unknown"),
        ("6tr/năm/tháng", "period_unknown"),
        ("/năm", "amount_unreadable"),
        ("6 triệu năm", "amount_unreadable"),  # "sáu triệu năm" is also 6.5 million
        ("6tr50/năm", "amount_ambiguous"),
        ("-6tr/năm", "amount_negative"),
    ],
)
def test_refuses_budget(text: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_budget(text, "pay")
    assert (refusal.value.code, refusal.value.field) == (code, "pay")
    for suggestion in refusal.value.facts.get("suggestions", ()):
        if code.startswith("period"):
            assert read_budget(suggestion, "pay")[0] == 6_000_000


def test_prints() -> None:
    assert money(2_500_000, "vi") == "2.500.000 đ"
    assert money(2_500_000, "en") == "2,500,000 VND"
    assert money(-66_000, "vi") == "−66.000 đ"
    assert about(943_214, "vi") == "khoảng 943.000 đ"
    assert about(943_214, "en") == "about 943,000 VND"
    assert about(999_500, "en") == "about 1,000,000 VND"
    assert about(-2_785_200, "vi") == "khoảng −2.790.000 đ"
    assert about(87, "vi") == "khoảng 87 đ"


@pytest.mark.parametrize(
    ("share", "vi", "en"),
    [
        (4500, "45%", "45%"),
        (4050, "40,5%", "40.5%"),
        (4055, "40,55%", "40.55%"),
        (5, "0,05%", "0.05%"),
        (0, "0%", "0%"),
        (10_000, "100%", "100%"),
    ],
)
def test_prints_shares(share: int, vi: str, en: str) -> None:
    assert (share_text(share, "vi"), share_text(share, "en"), share_text(share)) == (vi, en, en)


@pytest.mark.parametrize(("amount", "words"), SPOKEN.items())
def test_speaks(amount: int, words: str) -> None:
    assert spoken(amount) == words


@given(st.integers(0, MOST), st.sampled_from(["vi", "en"]))
def test_what_is_printed_reads_back(amount: int, lang: str) -> None:
    assert read_amount(money(amount, lang), "income") == amount
    assert read_amount(str(amount), "income") == amount
    assert read_amount(f"{amount:_}", "income") == amount


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from([("tr", 10**6), ("k", 10**3), (" tỷ", 10**9)]))
def test_a_tenth_is_a_tenth_however_written(whole: int, tenth: int, unit: tuple[str, int]) -> None:
    name, scale = unit
    amount = whole * scale + tenth * scale // 10
    texts = [f"{whole}{name}{tenth}", f"{whole},{tenth}{name}", f"{whole}.{tenth} {name} đ"]
    assert [read_amount(text, "income") for text in texts] == [amount] * 3


@given(st.integers(0, MOST))
def test_about_keeps_three_digits(amount: int) -> None:
    rounded = read_amount(about(amount, "vi").removeprefix("khoảng "), "income")
    assert abs(rounded - amount) * 200 <= amount
    assert not str(rounded)[3:].strip("0")


TYPED = (
    st.text()
    | st.text(alphabet="0123456789.,_ -−/đdktrieuynghinVN\u00a0\u0300\u0323một5nămquý")
    | st.from_regex(
        r"[0-9]{1,4}[., ]?[0-9]{0,4} ?(tr|k|tỷ|triệu)? ?[0-9]{0,3} ?(đ|VND)?(/năm| một tháng)?", fullmatch=True
    )
)


@given(TYPED)
def test_any_text_reads_or_is_refused(text: str) -> None:
    try:
        assert 0 <= read_amount(text, "income") <= MOST
    except Problem as problem:
        assert problem.code in REFUSED
        assert (problem.field, problem.given) == ("income", text)
        for suggestion in problem.facts.get("suggestions", ()):
            assert read_amount(suggestion, "income") >= 0
    try:
        amount, period = read_budget(text, "pay")
        assert 0 <= amount <= MOST
        assert period in ("month", "quarter", "half_year", "year")
    except Problem as problem:
        assert problem.code in {*REFUSED, "period_missing", "period_unknown"}
