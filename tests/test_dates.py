"""Days, months, births, spells and years are read exactly or refused; what is printed reads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine.months import month
from estimator.engine.problem import Problem
from estimator.words.dates import (
    age_words,
    day_text,
    duration,
    month_text,
    read_birth,
    read_day,
    read_month,
    read_spell,
    read_years,
)


def refusal(read: Callable[[str, str], Any], text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read(text, "born")
    assert caught.value.field == "born"
    return caught.value


@pytest.mark.parametrize(
    "text",
    ["2026-11-02", "02/11/2026", "2/11/2026", "02-11-2026", "2.11.2026", "2026-11-2", "2026/11/02", " 02/11/2026 "],
)
def test_reads_day(text: str) -> None:
    assert read_day(text, "as_of") == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/1980", "day_impossible"),
        ("1980-02-30", "day_impossible"),
        ("29/02/2027", "day_impossible"),
        ("05/13/1980", "day_impossible"),
        ("0/1/1980", "day_impossible"),
        ("12/05/80", "two_digit_year"),
        ("80-05-12", "two_digit_year"),
        ("1/1/0001", "year_out_of_range"),
        ("1/1/2101", "year_out_of_range"),
        ("", "day_unreadable"),
        ("hôm nay", "day_unreadable"),
        ("2026-11", "day_unreadable"),
        ("2026", "day_unreadable"),
        ("12/05-1980", "day_unreadable"),
        ("2026-11/22", "day_unreadable"),
        ("12 05 1980", "day_unreadable"),
        ("20261122", "day_unreadable"),
        ("１２/05/1980", "day_unreadable"),
        ("2026-11-22T00:00", "day_unreadable"),
    ],
)
def test_refuses_day(text: str, code: str) -> None:
    problem = refusal(read_day, text)
    assert (problem.code, problem.given) == (code, text)


@pytest.mark.parametrize(
    "text",
    ["2026-05", "2026-5", "05/2026", "5/2026", "2026/05", "05-2026", "05.2026", "Tháng 5/2026", "T05/2026", "t.5-2026",
     "tháng 05 năm 2026", "tháng 5 năm 2026"],
)  # fmt: skip
def test_reads_month(text: str) -> None:
    assert read_month(text, "start") == month(2026, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-11-22", "month_with_day"),
        ("22/11/2026", "month_with_day"),
        ("31/02/2026", "day_impossible"),
        ("13/2026", "month_impossible"),
        ("2026-00", "month_impossible"),
        ("11/26", "two_digit_year"),
        ("2026", "month_unreadable"),
        ("tháng 5", "month_unreadable"),
        ("tháng 13/2026", "month_impossible"),
        ("ngày 1 tháng 5 năm 2026", "month_with_day"),
        ("quý 5/2026", "month_unreadable"),
        ("T５/2026", "month_unreadable"),
        ("", "month_unreadable"),
        ("2026-11-", "month_unreadable"),
        ("01/3026", "year_out_of_range"),
    ],
)
def test_refuses_month(text: str, code: str) -> None:
    assert refusal(read_month, text).code == code


def test_a_day_for_a_month_suggests_the_month() -> None:
    assert refusal(read_month, "22/11/2026").facts["suggestions"] == ["2026-11"]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1980-05-12", (date(1980, 5, 12), "day")),
        ("12/05/1980", (date(1980, 5, 12), "day")),
        ("1980-05", (date(1980, 5, 1), "month")),
        ("05/1980", (date(1980, 5, 1), "month")),
        ("1980", (date(1980, 1, 1), "year")),
        ("1900", (date(1900, 1, 1), "year")),
        ("2100", (date(2100, 1, 1), "year")),
    ],
)
def test_reads_birth(text: str, birth: tuple[date, str]) -> None:
    assert read_birth(text, "born") == birth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1899", "year_out_of_range"),
        ("2101", "year_out_of_range"),
        ("80", "two_digit_year"),
        ("05/80", "two_digit_year"),
        ("12/05/80", "two_digit_year"),
        ("31/02/1980", "day_impossible"),
        ("198", "birth_unreadable"),
        ("19800", "birth_unreadable"),
        ("45 tuổi", "birth_unreadable"),
        ("", "birth_unreadable"),
    ],
)
def test_refuses_birth(text: str, code: str) -> None:
    assert refusal(read_birth, text).code == code


@pytest.mark.parametrize(
    ("text", "income", "kind"),
    [
        ("2018-01..2024-12:2000000", 2_000_000, "voluntary"),
        ("01/2018..12/2024:2tr", 2_000_000, "voluntary"),
        ("01.2018..12.2024:2tr", 2_000_000, "voluntary"),
        ("2018-01 .. 2024-12 : 2,5 triệu : voluntary", 2_500_000, "voluntary"),
        ("2018-01..2024-12:2tr5:tự nguyện", 2_500_000, "voluntary"),
        ("2018-01..2024-12:3500000:compulsory", 3_500_000, "compulsory"),
        ("2018-01..2024-12:3.500.000 đ:bắt buộc", 3_500_000, "compulsory"),
        ("2018-01..2024-12:3.500.000:BAT-BUOC", 3_500_000, "compulsory"),
    ],
)
def test_reads_spell(text: str, income: int, kind: str) -> None:
    assert read_spell(text, "paid") == (month(2018, 1), month(2024, 12), income, kind)


def test_a_spell_may_be_one_month() -> None:
    assert read_spell("2018-01..2018-01:2tr", "paid")[:2] == (month(2018, 1), month(2018, 1))


@pytest.mark.parametrize(
    ("text", "code", "given"),
    [
        ("2024-12..2018-01:2000000", "spell_backwards", "2024-12..2018-01:2000000"),
        ("2018-01:2000000", "spell_unreadable", "2018-01:2000000"),
        ("2018-01..2024-12", "spell_unreadable", "2018-01..2024-12"),
        ("2018-01..2024-12:2tr:compulsory:x", "spell_unreadable", "2018-01..2024-12:2tr:compulsory:x"),
        ("", "spell_unreadable", ""),
        ("2018-01..2024-12:2.500", "amount_ambiguous", "2.500"),
        ("2018-13..2024-12:2tr", "month_impossible", "2018-13"),
        ("2018..2024:2tr", "month_unreadable", "2018"),
        ("2018-01-01..2024-12:2tr", "month_with_day", "2018-01-01"),
        ("2018-01..2024-12:2tr:tự", "spell_kind_unknown", "tự"),
    ],
)
def test_refuses_spell(text: str, code: str, given: str) -> None:
    """``given`` is the part that is wrong, so that the sentence points at it."""
    problem = refusal(read_spell, text)
    assert (problem.code, problem.given) == (code, given)


@pytest.mark.parametrize(
    ("text", "months"), [("15", 180), ("15 năm", 180), ("15 nam", 180), ("1 year", 12), ("0", 0), ("80", 960)]
)
def test_reads_years(text: str, months: int) -> None:
    assert read_years(text, "years") == months


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("81", "years_out_of_range"),
        ("15,5 năm", "years_unreadable"),
        ("15.0", "years_unreadable"),
        ("-1", "years_unreadable"),
        ("180 tháng", "years_unreadable"),
        ("mười lăm", "years_unreadable"),
        ("１５", "years_unreadable"),
        ("", "years_unreadable"),
        ("9" * 5000, "years_unreadable"),
    ],
)
def test_refuses_years(text: str, code: str) -> None:
    assert refusal(read_years, text).code == code


def test_prints() -> None:
    assert (month_text(month(2027, 5), "vi"), month_text(month(2027, 5), "en")) == ("05/2027", "2027-05")
    assert (day_text(date(2027, 2, 28), "vi"), day_text(date(2027, 2, 28), "en")) == ("28/02/2027", "2027-02-28")


@pytest.mark.parametrize(
    ("months", "age_vi", "long_vi", "en"),
    [
        (692, "57 tuổi 8 tháng", "57 năm 8 tháng", "57 years 8 months"),
        (720, "60 tuổi", "60 năm", "60 years"),
        (13, "1 tuổi 1 tháng", "1 năm 1 tháng", "1 year 1 month"),
        (8, "8 tháng", "8 tháng", "8 months"),
        (0, "0 tháng", "0 tháng", "0 months"),
    ],
)
def test_prints_lengths(months: int, age_vi: str, long_vi: str, en: str) -> None:
    assert (age_words(months, "vi"), duration(months, "vi")) == (age_vi, long_vi)
    assert age_words(months, "en") == duration(months, "en") == en


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["vi", "en"]))
def test_what_is_printed_reads_back(day: date, lang: str) -> None:
    assert read_day(day_text(day, lang), "as_of") == day
    assert read_birth(day_text(day, lang), "born") == (day, "day")
    this = month(day.year, day.month)
    assert read_month(month_text(this, lang), "start") == this
    assert read_spell(f"{month_text(this, lang)}..{month_text(this, lang)}:2tr", "paid")[:2] == (this, this)


@given(
    st.text()
    | st.text(alphabet="0123456789-/.: triệunăm", max_size=30)
    | st.from_regex(
        r"[0-9]{1,4}[-/.][0-9]{1,2}([-/.][0-9]{1,4})?(\.\.[0-9]{1,4}[-/.][0-9]{1,4}:[0-9]{1,9})?", fullmatch=True
    )
)
def test_any_text_reads_or_is_refused(text: str) -> None:
    for read in (read_day, read_month, read_birth, read_spell, read_years):
        try:
            read(text, "field")
        except Problem as problem:
            assert problem.field == "field"
            assert str(problem.given) in text
