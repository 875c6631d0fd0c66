"""Assumptions: what they move, what they never move, and the plan told year by year under them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from command_line import AS_OF, answered, bhxh

WOMAN = ("quote", "--sex", "nữ", "--born", "1990", *AS_OF, "--income", "2tr5")
ENACTED = ("contribution", "instalments", "first_year", "support_months_left", "retirement")


def asked(*more: str) -> Any:
    return answered(*WOMAN, *more)


@pytest.mark.parametrize(
    "assumption",
    ["prices=4%", "giá=0%", "thu nhập=theo giá", "incomes=5%", "pensions=2%", "deposit=6,5%", "reference_level=3%",
     "rural_poverty_line=prices", "fund_interest=0,4%"],
)  # fmt: skip
@pytest.mark.parametrize("scenario", ["frozen", "base"])
def test_what_is_enacted_never_moves(scenario: str, assumption: str) -> None:
    before, after = asked("--scenario", scenario), asked("--scenario", scenario, "--assume", assumption)
    firm = ENACTED if "incomes" not in after["given"]["assume"][0] else ("contribution", "retirement")
    assert {name: after[name] for name in firm} == {name: before[name] for name in firm}
    assert "own_assumptions" in {warning["code"] for warning in after["warnings"]}
    assert after["pension"]["standing"] == "assumed"
    assert asked("--scenario", scenario, "--assume", after["given"]["assume"][0]) == after


def test_the_scenarios_own_assumption_changes_nothing() -> None:
    told = asked("--assume", "prices=3,1%", "--assume", "rural_poverty_line=11%", "--assume", "reference_level=7.5%")
    base = asked()
    assert told["pension"] == base["pension"]
    assert told["totals"] == base["totals"]


def test_a_fixed_contribution_loses_value_exactly_as_revaluation_says() -> None:
    """A woman who reaches 60 in 2046 pays 2,500,000 from 2026-11 to the end of 2036 under prices of 4% a year."""
    told = answered("quote", "--sex", "nữ", "--born", "1986-11-01", *AS_OF, "--income", "2500000", "--until", "2041-10",
                    "--scenario", "frozen", "--assume", "prices=4%")  # fmt: skip
    assert told["pension"]["contribution_months"] == 180
    starts = int(told["retirement"]["pension_from"][:4])
    assert starts == 2046
    total = 0
    for month in range(2026 * 12 + 10, 2041 * 12 + 10):
        year = month // 12
        # income of a year counts with the rise of prices from the next year to the one before the pension's
        years = starts - max(year + 1, 2026)
        factor = max((2 * 100 * 104**years + 100**years) // (2 * 100**years), 100)
        total += 2_500_000 * factor
    average = (2 * total + 180 * 100) // (2 * 180 * 100)
    assert told["pension"]["average_income"] == average
    nominal = (2 * total * 45 + 180 * 100 * 100) // (2 * 180 * 100 * 100)
    assert told["pension"]["monthly_pension"] == nominal
    power, unit = 104**20, 100**20
    assert told["pension"]["monthly_pension_today"] == (2 * nominal * unit + power) // (2 * power)
    still = answered("quote", "--sex", "nữ", "--born", "1986-11-01", *AS_OF, "--income", "2500000", "--until",
                     "2041-10", "--scenario", "frozen")  # fmt: skip
    assert told["pension"]["monthly_pension_today"] < still["pension"]["monthly_pension_today"] == 1_125_000


def test_an_income_raised_with_prices_keeps_its_worth() -> None:
    fixed = asked("--scenario", "frozen", "--assume", "prices=4%")
    raised = asked("--scenario", "frozen", "--assume", "prices=4%", "--assume", "incomes=prices")
    still = asked("--scenario", "frozen")
    today = [told["pension"]["monthly_pension_today"] for told in (fixed, raised, still)]
    # the year of the pension is not in its table, so a little is lost against prices that never change
    assert today[0] < today[1] < today[2]


def test_a_raised_income_lies_on_the_step_and_under_the_cap() -> None:
    rows = asked("--by-year", "--assume", "incomes=20%")["years"]
    incomes = [row["insured_income"] for row in rows]
    assert incomes == sorted(incomes)
    assert incomes[:3] == [2_500_000, 3_000_000, 3_600_000]
    told = asked("--assume", "incomes=20%", "--scenario", "frozen", "--by-year")
    assert told["years"][-1]["insured_income"] == 50_600_000
    assert "income_capped" in {warning["code"] for warning in told["warnings"]}
    assert all(row["insured_income"] % 50_000 == 0 for row in told["years"])


@pytest.mark.parametrize("method", ["monthly", "half_yearly", "years_ahead:5"])
@pytest.mark.parametrize("born", ["1980", "1990"])
def test_the_years_add_up_to_the_quote(method: str, born: str) -> None:
    told = answered("quote", "--sex", "nữ", "--born", born, *AS_OF, "--income", "2tr5", "--method", method, "--by-year",
                    "--paid", "2020-01..2021-12:2tr")  # fmt: skip
    rows, pension = told["years"], told["pension"]
    assert sum(row["payable"] for row in rows) == told["totals"]["paid_by_household"]
    assert sum(row["state_support"] for row in rows) == told["totals"]["state_support"]
    assert 24 + sum(row["months"] for row in rows) == pension["contribution_months"]
    last = rows[-1]["if_stopped"]
    assert last["monthly_pension"] == pension["monthly_pension"]
    assert last["standing"] == "assumed"
    assert rows[0]["if_stopped"]["monthly_pension"] == 0
    entitled = [row["if_stopped"]["entitled"] for row in rows]
    assert entitled == sorted(entitled), "once entitled, always"


def test_the_law_is_marked_where_it_bites() -> None:
    told = answered("quote", "--sex", "nữ", "--born", "1980", "--as-of", "2026-01-15", "--income", "1tr5", "--by-year",
                    "--paid", "2018-01..2020-12:2tr", "--scenario", "frozen")  # fmt: skip
    marks = {row["year"]: [change["code"] for change in row["changes"]] for row in told["years"]}
    assert marks[2026] == ["cap_rises"]
    assert marks[2027] == ["support_changes", "floor_rises", "income_raised"]
    ended = next(year for year, codes in marks.items() if "support_ends" in codes)
    assert ended == 2033  # 36 months before, 84 more from 2026-01
    assert [row["income_raised"] for row in told["years"][:2]] == [False, True]


def test_the_years_as_csv_and_on_the_screen() -> None:
    told = asked("--by-year")["years"]
    rows = list(csv.DictReader(io.StringIO(bhxh(*WOMAN, "--by-year", "--format", "csv").out)))
    assert [row["payable"] for row in rows] == [str(row["payable"]) for row in told]
    for columns in (40, 80):
        shown = bhxh(*WOMAN, "--by-year", COLUMNS=str(columns)).out
        assert all(len(line) < columns for line in shown.splitlines())
        assert all(f" {row['year']}" in shown for row in told)


def test_the_range_is_said_in_a_sentence_and_can_be_read_out() -> None:
    said = " ".join(bhxh(*WOMAN).out.split())
    assert "Lương hưu từ 2,2 đến 2,7 triệu đồng một tháng theo giá hôm nay, nếu giá tăng 2,5% đến 5% một năm" in said
    spoken = bhxh(*WOMAN, "--spoken").out
    assert "bốn trăm tám mươi tư nghìn đồng" in spoken  # 550,000 less 66,000
    assert " đ " not in spoken and "000" not in spoken


@pytest.mark.parametrize("until", ["2101-01", "2100-12"])
def test_the_horizon(until: str) -> None:
    said = bhxh(*WOMAN, "--until", until)
    assert said.code == (2 if until == "2101-01" else 0)
