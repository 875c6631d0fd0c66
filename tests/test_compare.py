"""``bhxh compare``: ways side by side that say what ``quote`` says, and the deposit reckoned again by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from command_line import AS_OF, answered, bhxh
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.plan.assumptions import Outlook
from estimator.plan.deposit import Saving, rate_needed, used_up
from estimator.plan.expected import Lives
from estimator.rulebook import store

BOOK = store.load()
PERSON = ("--sex", "nữ", "--born", "1990-03", *AS_OF)
ASKED = (*PERSON, "--income", "2.550.000")
SHARED = ("contribution", "totals", "retirement", "pension", "standings")


def compared(by: str, *more: str) -> Any:
    return answered("compare", *ASKED, "--by", by, *more)


def quoted(*more: str) -> Any:
    return answered("quote", *ASKED, *more)


def same(row: Any, quote: Any) -> None:
    assert {name: row[name] for name in SHARED} == {name: quote[name] for name in SHARED}


@pytest.mark.parametrize("scenario", ["frozen", "base", "high"])
def test_no_figure_differs_from_the_quote(scenario: str) -> None:
    more = ("--scenario", scenario, "--assume", "incomes=2%")
    for row in compared("method", *more)["rows"]:
        way = row.get("method") or f"years_ahead:{row['years_ahead']}"
        same(row, quoted("--method", way, *more))
    for row in compared("start", *more)["rows"]:
        lowest = {"2026-11": 2_550_000, "2027-11": 2_550_000, "2031-11": 2_550_000}
        same(row, quoted("--start", row["start"], "--income", str(lowest[row["start"]]), *more))
    for row in compared("stop", *more)["rows"]:
        end = ("--until", row["going_on"]) if "going_on" in row else ("--years", str(row["stop"]))
        same(row, quoted(*end, *more))
    same(compared("deposit", *more)["rows"][0], quoted(*more))


def test_an_income_compared_solved_and_quoted_is_the_same() -> None:
    solved = answered("solve", *PERSON, "--pension", "3tr", "--method", "monthly", "--start", "2026-11")
    income = str(solved["insured_income"])
    row = answered("compare", *PERSON, "--income", "2tr", "--by", "income", "--level", income)["rows"][0]
    quote = answered("quote", *PERSON, "--income", income)
    same(row, quote)
    same(solved, quote)


def test_a_later_start_pays_the_floor_enacted_by_then() -> None:
    rows = answered("compare", *PERSON, "--income", "1tr5", "--by", "start")["rows"]
    assert [row["contribution"]["insured_income"] for row in rows] == [1_500_000, 2_200_000, 2_200_000 + 1_100_000]
    assert [row["start"] for row in rows] == ["2026-11", "2027-11", "2031-11"]


def test_ways_of_paying_add_up() -> None:
    told = compared("method", "--scenario", "frozen")
    monthly = told["rows"][0]
    assert [row.get("method", row.get("years_ahead")) for row in told["rows"]] == [
        "monthly", "quarterly", "half_yearly", "yearly", 2, 3, 4, 5,
    ]  # fmt: skip
    whole = monthly["household_over_horizon"] + monthly["state_over_horizon"]
    for row in told["rows"]:
        paid = row["household_over_horizon"] + row["state_over_horizon"] + row["local_over_horizon"]
        assert paid == whole - row["discount"] - row["saved_at_older_law"]
        assert row["state_over_horizon"] + row["support_forgone"] == monthly["state_over_horizon"]
    five = told["rows"][-1]
    # (1 + 0.31%)^12 - 1, and 60 months at 561,000 less the present value at 0.31%
    assert five["discount_rate"] == "3.78%"
    present = sum(Fraction(561_000) / (1 + Fraction(31, 10_000)) ** month for month in range(60))
    assert five["discount"] == 60 * 561_000 - round(present)
    assert five["back_after_job"] == 23_862_751
    assert monthly["back_after_job"] == 0


def test_what_is_saved_at_the_older_floor() -> None:
    told = answered("compare", *PERSON, "--income", "1tr5", "--by", "method", "--scenario", "frozen")
    five = told["rows"][-1]
    # 58 of the 60 months lie in or after 2027-01, at a floor 700,000 higher
    assert five["saved_at_older_law"] == 58 * 700_000 * 22 // 100
    # and the State's part stays at 66,000 instead of 96,800
    assert five["support_forgone"] == 58 * (96_800 - 66_000)


def test_a_way_the_law_does_not_allow_is_told_apart() -> None:
    told = answered("compare", "--sex", "nữ", "--born", "1968-01", *AS_OF, "--income", "2tr5", "--until", "2029-10")
    assert [row.get("years_ahead") for row in told["rows"]][-2:] == [2, 3]
    assert [each["label"] for each in told["refused"]] == ["4 năm về sau", "5 năm về sau"]
    assert all(each["says"] for each in told["refused"])


@pytest.mark.parametrize("by", ["method", "income", "start", "stop"])
def test_the_winners_are_the_best_rows(by: str) -> None:
    told = compared(by)
    figures = {
        "least_over_horizon": lambda row: row["household_over_horizon"],
        "most_state_support": lambda row: -row["state_over_horizon"],
        "least_at_once": lambda row: row["at_once"],
        "most_back": lambda row: -row["back_after_job"],
        "least_a_month": lambda row: row["contribution"]["payable"],
        "highest_pension": lambda row: -row["pension"]["monthly_pension_today"],
        "soonest_recovered": lambda row: row["totals"]["months_to_recover"],
        "least_paid": lambda row: row["totals"]["paid_by_household"],
    }
    measured = [won for won in told["winners"] if won["measure"] in figures]
    assert len(measured) >= 3
    for won in measured:
        figure = figures[won["measure"]]
        best = min(figure(row) for row in told["rows"])
        assert won["rows"] == [index for index, row in enumerate(told["rows"]) if figure(row) == best]
        assert abs(best) == won["value"]


def test_a_deposit_reckoned_by_hand() -> None:
    saving = Saving(600)  # 6% a year
    for month in range(2026 * 12 + 10, 2027 * 12 + 12):
        saving.month(month, 1_000_000, 0)
    # two months of 2026: 1,000,000 and 2,000,000 bear 0.5% each; twelve of 2027 on 3,015,000 and more
    first = 2_000_000 + 15_000
    second = first + 12_000_000 + sum((first + k * 1_000_000) * 6 / 1200 for k in range(1, 13))
    assert saving.balance == second


def test_a_deposit_lasts_as_long_as_it_can_pay() -> None:
    paid_in = dict.fromkeys(range(12), 100)
    paid_out = dict.fromkeys(range(12, 24), 100)
    assert used_up(paid_in, paid_out, 0) is None
    assert used_up(paid_in, {**paid_out, 24: 1}, 0) == 24
    assert rate_needed(paid_in, paid_out) is not None
    assert rate_needed({0: 100}, {1: 10**9}) is None


flows = st.dictionaries(st.integers(0, 60), st.integers(10_000, 10**6), min_size=1, max_size=12)


@settings(max_examples=60)
@given(flows, st.integers(61, 100), st.integers(1, 40), st.integers(10_000, 10**6))
def test_the_rate_needed_is_the_lowest(paid_in: dict[int, int], first: int, months: int, each: int) -> None:
    paid_out = dict.fromkeys(range(first, first + months), each)
    rate = rate_needed(paid_in, paid_out)
    if rate is None:
        assert used_up(paid_in, paid_out, 4999) is not None
        return
    assert used_up(paid_in, paid_out, rate) is None
    assert rate == -2000 or used_up(paid_in, paid_out, rate - 1) is not None


def test_the_deposit_beside_the_pension() -> None:
    told = compared("deposit", "--scenario", "frozen")
    found, row = told["deposit"], told["rows"][0]
    assert found["paid_in"] == found["balance"] == found["balance_today"] == row["totals"]["paid_by_household"]
    assert found["lasts_months"] == found["paid_in"] // row["pension"]["monthly_pension"]
    assert found["rate"] == "0%"
    rates = [float(rate.rstrip("%")) for rate in found["rate_to_last_until"].values()]
    assert rates == sorted(rates)
    assert found["standing"] == row["expected"]["standing"] == "assumed"


def test_a_product_of_ones_own() -> None:
    told = compared("deposit", "--premium", "12tr/năm", "--premium-years", "10", "--benefit", "120tr",
                    "--benefit-from", "2046-01")  # fmt: skip
    assert told["product"] == {"paid_in": 120_000_000, "paid_out": 120_000_000, "rate": "0%"}
    told = compared("deposit", "--premium", "1tr/tháng", "--premium-years", "10", "--benefit", "2tr/tháng",
                    "--benefit-from", "2046-01", "--benefit-years", "5")  # fmt: skip
    assert (told["product"]["paid_in"], told["product"]["paid_out"]) == (120_000_000, 120_000_000)


def test_the_life_table_gives_the_expectancy_published_with_it() -> None:
    # e(60) of 2025-2030 by the same rates: 23.95 years for women, 18.72 for men
    outlook = Outlook(BOOK, "base")
    for sex, years in ((0, 23.95), (1, 18.72)):
        lives = Lives(outlook, sex, 2026 * 12)
        lived = sum(lives.at(age) for age in range(720, 1441)) / lives.at(720) / 12
        assert abs(lived - years) < 0.15
        chances = [lives.chance(600, age) for age in range(600, 1440, 12)]
        assert chances == sorted(chances, reverse=True)


def test_expected_values_fall_with_the_age_of_drawing() -> None:
    woman = compared("deposit")["rows"][0]["expected"]
    man = answered("compare", "--sex", "nam", *ASKED[2:], "--by", "deposit")["rows"][0]["expected"]
    assert woman["months_drawn"] > man["months_drawn"]
    assert float(woman["chance_of_pension"].rstrip("%")) > float(man["chance_of_pension"].rstrip("%"))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("by", ["method", "income", "start", "stop", "deposit"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_comparison_fits_its_screen(by: str, lang: str, columns: str) -> None:
    said = bhxh("compare", *ASKED, "--by", by, "--lang", lang, COLUMNS=columns)
    assert said.code == 0
    assert all(len(line) < int(columns) for line in said.out.splitlines())
    if columns == "80":
        assert len(said.out.splitlines()) <= 36


def test_a_comparison_as_a_table_for_machines() -> None:
    said = bhxh("compare", *ASKED, "--by", "income", "--format", "csv")
    header, *rows = said.out.splitlines()
    told = compared("income")["rows"]
    assert len(rows) == len(told)
    assert "pension.monthly_pension_today" in header.split(",")


def test_json_rows_hold_whole_amounts_only() -> None:
    text = json.dumps([compared(by) for by in ("method", "income", "start", "stop", "deposit")])
    assert all(isinstance(value, int) for value in _numbers(json.loads(text)))


def _numbers(tree: Any) -> list[Any]:
    if isinstance(tree, dict):
        return [n for value in tree.values() for n in _numbers(value)]
    if isinstance(tree, list):
        return [n for value in tree for n in _numbers(value)]
    return [tree] if isinstance(tree, int | float) and not isinstance(tree, bool) else []
