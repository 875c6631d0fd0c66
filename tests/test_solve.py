"""``bhxh solve``: the lowest level that reaches the pension wanted, and none below it."""

from __future__ import annotations

import datetime
import json

import pytest
from command_line import bhxh
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.plan.question import Question
from estimator.plan.quote import quote
from estimator.plan.solve import solve
from estimator.rulebook import store

BOOK = store.load()
WANTS = ("solve", "--sex", "nữ", "--born", "1990", "--as-of", "2026-11-22", "--scenario", "frozen", "--json")
QUESTION = Question(
    datetime.date(2026, 11, 22), "female", datetime.date(1990, 1, 1), start=2026 * 12 + 10, scenario="frozen"
)


def pension(income: int) -> int:
    return quote(BOOK, QUESTION._replace(income=income)).projection.pension.monthly_pension_today


@settings(max_examples=15)
@given(st.integers(1, 31_000_000))
def test_no_lower_level_reaches_it(wanted: int) -> None:
    answer = solve(BOOK, QUESTION, wanted)
    assert answer.quote.choice is not None
    income = answer.quote.choice.income
    assert answer.found == (pension(50_600_000) >= wanted)
    assert not answer.found or pension(income) >= wanted
    assert income == 1_500_000 or pension(income - 50_000) < wanted


def test_what_is_found_is_the_quote_of_that_income() -> None:
    told = json.loads(bhxh(*WANTS, "--pension", "3tr").out)
    same = json.loads(bhxh("quote", *WANTS[1:], "--income", str(told["insured_income"])).out)
    assert told["found"]
    assert list(told) == [
        "as_of", "given", "found", "insured_income", "months", "contribution", "totals", "pension", "retirement",
        "roads", "standings", "open", "warnings",
    ]  # fmt: skip
    assert all(told[name] == same[name] for name in ("contribution", "totals", "pension", "retirement", "roads"))
    assert told["months"] == 279


def test_out_of_reach_tells_the_most_there_is() -> None:
    told = json.loads(bhxh(*WANTS, "--pension", "40tr").out)
    assert not told["found"]
    assert told["most"]["insured_income"] == 50_600_000
    assert told["most"]["pension"]["monthly_pension_today"] == pension(50_600_000)


@pytest.mark.parametrize(("lang", "said"), [("vi", "chọn mức"), ("en", "choose an income of")])
def test_the_screen_says_the_level_first(lang: str, said: str) -> None:
    shown = bhxh(*WANTS[:-1], "--pension", "3tr", "--lang", lang)
    assert shown.code == 0
    assert said in shown.out.split("\n\n")[1]


def test_who_is_short_sees_the_roads() -> None:
    told = json.loads(bhxh("solve", "--sex", "nữ", "--born", "1980", "--as-of", "2026-11-22", "--json",
                           "--pension", "1tr5").out)  # fmt: skip
    assert [road["road"] for road in told["roads"]] == [
        "keep_paying", "buy_missing", "monthly_allowance", "withdrawal",
    ]  # fmt: skip
