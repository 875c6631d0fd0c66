"""The rules on benefits against official tables and worked examples, and every value of them as the texts state it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from rule_facts import BOOK, PRICES, RULES, SHARE, at, dated, half_up

from estimator.engine.months import from_iso, iso
from estimator.rulebook.read_yaml import Document

FILES = (
    "health_insurance", "maternity", "mixed", "monthly_allowance", "pension", "pension_increases", "social_pension",
    "survivors", "withdrawal",
)  # fmt: skip
SEXES = {"female": "pension_rate_women", "male": "pension_rate_men"}


def names(file: str) -> list[str]:
    """The parameters of a rule file."""
    return list(Document(Path(RULES) / "national" / f"{file}.yaml").tree)


def half_years(months: int, month: str) -> int:
    """Half years that count: odd months up to the limit are half a year, more are a whole one."""
    odd = months % 12
    return months // 12 * 2 + (odd > 0) + (odd > at("half_year_months", month))


def rate(ladder: str, half_years: int, month: str) -> int:
    """The rate of a ladder, in ten-thousandths, before the cap."""
    result = 0
    for start, base, each in at(ladder, month):
        if half_years >= start:
            result = base + (half_years - start) * each
    return result


# The rate of the pension


@pytest.mark.parametrize(
    ("month", "women", "men"),
    [
        ("2016-01", 25, 30), ("2017-12", 25, 30), ("2018-01", 30, 31), ("2018-12", 30, 31), ("2019-01", 30, 32),
        ("2020-01", 30, 33), ("2021-01", 30, 34), ("2022-01", 30, 35), ("2025-06", 30, 35), ("2025-07", 30, 35),
        ("2026-11", 30, 35),
    ],
)  # fmt: skip
def test_years_for_the_highest_rate_and_the_allowance_beyond(month, women, men):
    for sex, years in (("female", women), ("male", men)):
        assert at("allowance_threshold", month)[sex] == 12 * years
        assert rate(SEXES[sex], 2 * years, month) == at("pension_rate_cap", month) == 7500
        assert rate(SEXES[sex], 2 * years - 1, month) < 7500


@pytest.mark.parametrize(
    ("month", "sex", "paid", "uncapped"),
    [
        ("2016-06", "female", 316, 7950),  # 59/2015/TT-BLDTBXH, example 24
        ("2018-06", "male", 355, 7300),  # 59/2015/TT-BLDTBXH, example 28
        ("2020-06", "female", 336, 7100),
        ("2025-06", "female", 388, 8000),  # 12/2025/TT-BNV
        ("2025-07", "male", 384, 6900),  # 19/2025/TT-BQP, example 1
        ("2026-07", "male", 403, 7300),
        ("2026-07", "male", 186, 4050),
        ("2026-07", "male", 187, 4100),
        ("2026-07", "male", 235, 4500),
        ("2026-07", "female", 186, 4600),
    ],
)
def test_rates_of_worked_examples(month, sex, paid, uncapped):
    assert rate(SEXES[sex], half_years(paid, month), month) == uncapped


def test_forty_five_percent_at_these_years():
    first = {month: (rungs[-1][0] / 2, *rungs[-1][1:]) for month, rungs in dated("pension_rate_men").items()}
    assert first == {
        "2016-01": (15, 4500, 100), "2018-01": (16, 4500, 100), "2019-01": (17, 4500, 100),
        "2020-01": (18, 4500, 100), "2021-01": (19, 4500, 100), "2022-01": (20, 4500, 100),
        "2025-07": (20, 4500, 100),
    }  # fmt: skip
    assert at("pension_rate_men", "2025-07")[0] == (30, 4000, 50)
    assert dated("pension_rate_women") == {
        "2016-01": ((30, 4500, 150),), "2018-01": ((30, 4500, 100),), "2025-07": ((30, 4500, 100),),
    }  # fmt: skip
    assert dated("women_former_rate") == {"2016-01": at("pension_rate_women", "2017-12")}


# The top-up of women's pensions begun from 2018 to 2021, % of the pension: the rows of the table of 153/2018/ND-CP.
TOPUP_YEARS = (2018, 2019, 2020, 2021)
TOPUP = """
    20   7.27  5.45  3.64  1.82    20.5 7.86  5.89  3.93  1.96    21   8.42  6.32  4.21  2.11
    21.5 8.97  6.72  4.48  2.24    22   9.49  7.12  4.75  2.37    22.5 10.00 7.50  5.00  2.50
    23   10.49 7.87  5.25  2.62    23.5 10.97 8.23  5.48  2.74    24   11.43 8.57  5.71  2.86
    24.5 11.88 8.91  5.94  2.97    25   12.31 9.23  6.15  3.08    25.5 10.91 8.18  5.45  2.73
    26   9.55  7.16  4.78  2.39    26.5 8.24  6.18  4.12  2.06    27   6.96  5.22  3.48  1.74
    27.5 5.71  4.29  2.86  1.43    28   4.51  3.38  2.25  1.13    28.5 3.33  2.50  1.67  0.83
    29   2.19  1.64  1.10  0.55    29.5 1.08  0.81  0.54  0.27
"""


def topup(half_years: int, month: str) -> int:
    """The top-up by the rules, in ten-thousandths of the pension."""
    cap, now = at("pension_rate_cap", month), rate("pension_rate_women", half_years, month)
    former = min(rate("women_former_rate", half_years, month), cap)
    return half_up(Fraction(max(former - min(now, cap), 0) * at("women_topup_share", month), now))


def test_the_eighty_cells_of_the_topup():
    words = TOPUP.split()
    rows = [words[start : start + 5] for start in range(0, len(words), 5)]
    assert [float(row[0]) for row in rows] == [n / 2 for n in range(40, 60)]
    for row in rows:
        n = Fraction(row[0])
        for year, printed in zip(TOPUP_YEARS, row[1:], strict=True):
            lost = min(Fraction(75), 45 + 3 * (n - 15)) - (45 + 2 * (n - 15))
            computed = half_up(100 * 100 * lost * (2022 - year) / 5 / (45 + 2 * (n - 15)))
            assert computed == Fraction(printed) * 100 == topup(int(2 * n), f"{year}-06"), (row[0], year)


def test_no_topup_before_2018_after_2021_or_from_thirty_years():
    for month in ("2016-01", "2017-12", "2022-01", "2025-06", "2026-11"):
        assert {topup(n, month) for n in range(40, 72)} == {0}
    assert {topup(n, f"{year}-06") for n in range(60, 72) for year in TOPUP_YEARS} == {0}


# Rises of pensions in payment


def rises() -> dict[str, dict[str, int]]:
    """Every rise by its month: the share for pensions begun before a month."""
    return {month: {iso(before): rise for before, rise in bands} for month, bands in dated("pension_increases").items()}


def test_rises_of_pensions():
    assert rises() == {
        "2016-01": {"2015-01": 0, "2016-05": 800},
        "2017-07": {"2017-07": 744},
        "2018-07": {"2018-07": 692},
        "2019-07": {"2019-07": 719},
        "2022-01": {"2022-01": 740},
        "2023-07": {"2022-01": 1250, "2023-07": 2080},
        "2024-07": {"2024-07": 1500},
        "2026-07": {"2026-07": 800},
    }


def test_a_pension_begun_on_the_day_of_a_rise_does_not_get_it():
    for month, bands in rises().items():
        assert list(bands) == sorted(bands)
        assert list(bands)[-1] == (month if month != "2016-01" else "2016-05")


@pytest.mark.parametrize(
    ("month", "to"), [("2017-07", 1), ("2018-07", 1), ("2019-07", 1), ("2023-07", 10)]
)  # 2023 is stated to a tenth of a percent
def test_rises_that_repeat_the_step_of_the_base_salary(month, to):
    before = BOOK.parameters["reference_level"].at(from_iso(month) - 1)[0].value
    step = Fraction(at("reference_level", month), before) - 1
    assert half_up(step * SHARE / to) * to == list(rises()[month].values())[-1]


def test_the_highest_pension_of_the_press():
    pension = Fraction(87_300_000)  # begun in 2015; 124 million in 2022
    for month, bands in rises().items():
        if month <= "2022-01":
            pension *= 1 + Fraction(next(rise for before, rise in bands.items() if before > "2015-04"), SHARE)
    assert pension // 1_000_000 == 124


# Revaluation of salaries before 2008

EARLIER = {
    "2020-01": "485 412 389 377 350 335 341 342 329 319 296 273 254 235",
    "2025-01": "563 478 451 437 406 389 395 397 382 370 343 317 295 272",
    "2026-01": "581 491 465 450 418 401 407 409 394 381 354 327 305 281",
}


def test_rows_before_2008():
    rows = dict(zip(EARLIER, (list(map(int, text.split())) for text in EARLIER.values()), strict=True))
    assert {month: list(table.values()) for month, table in dated("earlier_revaluation_factors").items()} == rows
    for segment in BOOK.parameters["earlier_revaluation_factors"].segments:
        if segment.provision is None:
            continue
        assert list(segment.provision.value) == list(range(1994, 2008))
        assert segment.provision.until == segment.start + 11
        assert segment.provision.source == BOOK.parameters["revaluation_factors"].at(segment.start)[0].source
        assert segment.provision.value[2007] > at("revaluation_factors", iso(segment.start))[2008]


@pytest.mark.parametrize(("earlier", "later"), [(2020, 2025), (2025, 2026)])
def test_rows_before_2008_grow_with_prices(earlier, later):
    grown = Fraction(1)
    for year in range(earlier, later):
        grown *= 1 + Fraction(PRICES[year], SHARE)
    before, after = (at("earlier_revaluation_factors", f"{year}-01") for year in (earlier, later))
    off = {year for year in before if abs(after[year] - before[year] * grown) > (1 + grown) / 2 + Fraction(1, 2)}
    assert off == ({1995} if later == 2026 else set())  # prices make it 4.93 or 4.94; every copy of the letter has 4.91


def test_steps_of_the_state_average():
    steps = {"1961-01": 5, "1995-01": 6, "2001-01": 8, "2007-01": 10, "2016-01": 15, "2020-01": 20, "2025-01": 100}
    assert dated("state_average_months") == {joined: 12 * years for joined, years in steps.items()}


@pytest.mark.parametrize(
    ("joined", "years"),
    [
        ("1961-01", 5), ("1994-12", 5), ("1995-01", 6), ("2000-12", 6), ("2001-01", 8), ("2006-12", 8), ("2007-01", 10),
        ("2015-12", 10), ("2016-01", 15), ("2019-12", 15), ("2020-01", 20), ("2024-12", 20), ("2025-01", 100),
    ],
)  # fmt: skip
def test_years_of_a_state_salary_that_are_averaged(joined, years):
    assert at("state_average_months", joined) == 12 * years


# Withdrawal and lump sums


def months_of_average(chapter: str, before: int, later: int, month: str) -> Fraction:
    """What so many months before 2014 and from 2014 on are worth, in months of the average income."""
    if later:
        before, later = before - before % 12, later + before % 12
    years = (Fraction(half_years(months, month), 2) for months in (before, later))
    shares = (Fraction(at(f"{chapter}_share_{side}", month), SHARE) for side in ("before", "from"))
    return sum(year * share for year, share in zip(years, shares, strict=True))


@pytest.mark.parametrize("month", ["2016-01", "2025-06", "2025-07", "2026-11"])
def test_lump_sums_of_worked_examples(month):
    assert months_of_average("withdrawal", 122, 74, month) == 28  # 59/2015/TT-BLDTBXH, example 34
    assert months_of_average("survivor", 99, 39, month) * 5_000_000 == 95_000_000  # the same, example 51
    assert months_of_average("withdrawal", 20, 25, month) * 4_000_000 == 30_000_000
    assert months_of_average("withdrawal", 24, 0, month) == months_of_average("survivor", 24, 0, month) == 3


@pytest.mark.parametrize("month", ["2017-06", "2026-11"])
def test_the_average_of_a_withdrawal_is_cut_to_the_dong(month):
    average = Fraction(65_639_950, 37)  # an example of the agency, 2017
    average = average.__floor__() if at("withdrawal_average_whole", month) else average
    assert half_up(average * months_of_average("withdrawal", 12, 25, month)) == 11_531_338


def test_who_may_withdraw():
    assert dated("withdrawal_split") == {"2016-01": from_iso("2014-01"), "2025-07": from_iso("2014-01")}
    assert dated("withdrawal_joined_before") == {"2016-01": from_iso("2099-12"), "2025-07": from_iso("2025-07")}
    for month in ("2016-01", "2025-06", "2025-07"):
        assert at("withdrawal_age_limit_months", month) == at("pension_required_months", month)


# Death


@pytest.mark.parametrize(
    ("month", "amount"), [("2019-07", 14_900_000), ("2024-07", 23_400_000), ("2025-07", 23_400_000),
                          ("2026-06", 23_400_000), ("2026-07", 25_300_000)],
)  # fmt: skip
def test_funeral_allowance(month, amount):
    assert at("reference_level", month) * at("funeral_multiple", month) == amount


@pytest.mark.parametrize(
    ("month", "drawn", "months"),
    [("2020-01", 1, 48), ("2020-01", 2, 48), ("2020-01", 3, 47.5), ("2020-01", 74, 12), ("2020-01", 97, 0.5),
     ("2020-01", 200, 0), ("2026-01", 2, 48), ("2026-01", 74, 12), ("2026-01", 92, 3), ("2026-01", 200, 3)],
)  # fmt: skip
def test_months_of_pension_left_to_the_family(month, drawn, months):
    whole, free, step, floor = (
        at(f"survivor_{name}", month) for name in ("pension_months", "free_months", "step", "floor_months")
    )
    assert max(whole * SHARE - max(drawn - free, 0) * step, floor * SHARE) == months * SHARE


# Old age


def test_months_of_the_allowance_before_the_social_pension():
    worth = Fraction(1_500_000 * at("allowance_average_share", "2025-07") * 10, SHARE * at("social_pension", "2025-07"))
    assert worth.__ceil__() == 60


def test_the_poor_get_the_social_pension_five_years_earlier():
    assert at("social_pension_age", "2026-11") - at("social_pension_age_poor", "2026-11") == 5 * 12


# Every value, as the texts state it

YEAR = 12
VALUES = {
    # pension
    "pension_required_months": {"2016-01": 20 * YEAR, "2025-07": 15 * YEAR},
    "half_year_months": {"2016-01": 6, "2025-07": 6},
    "pension_rate_cap": {"2016-01": 7500, "2018-01": 7500, "2025-07": 7500},
    "women_topup_share": {
        "2016-01": 0, "2018-01": 8000, "2019-01": 6000, "2020-01": 4000, "2021-01": 2000, "2022-01": 0,
    },
    "allowance_share_before": {"2016-01": 5000, "2025-07": 5000},
    "allowance_share_after": {"2016-01": 5000, "2025-07": 20_000},
    "floor_compulsory_months": {"2016-01": 20 * YEAR, "2025-07": 20 * YEAR},
    "floor_joined_before": {"2016-01": from_iso("2099-12"), "2025-07": from_iso("2025-07")},
    "legacy_ages": {"2025-07": {"female": 55 * YEAR, "male": 60 * YEAR}},
    "legacy_joined_before": {"2025-07": from_iso("2021-01")},
    "legacy_voluntary_months": {"2025-07": 20 * YEAR},
    # mixed records
    "state_revalued_from": {"2016-01": from_iso("2016-01"), "2025-07": from_iso("2016-01")},
    "compulsory_cap_multiple": {"2008-01": 20, "2016-01": 20, "2025-07": 20},
    # withdrawal
    "withdrawal_share_before": {"2016-01": 15_000, "2025-07": 15_000},
    "withdrawal_share_from": {"2016-01": 20_000, "2025-07": 20_000},
    "withdrawal_paid_in_months": {"2016-01": YEAR, "2025-07": YEAR},
    "withdrawal_paid_in_most": {"2016-01": 20_000, "2025-07": 20_000},
    "withdrawal_age_limit_months": {"2016-01": 20 * YEAR, "2025-07": 15 * YEAR},
    "withdrawal_limit_months": {"2016-01": 20 * YEAR, "2025-07": 20 * YEAR},
    "withdrawal_waiting_months": {"2016-01": YEAR, "2025-07": YEAR},
    "withdrawal_average_whole": {"2016-01": True, "2025-07": True},
    # death
    "funeral_multiple": {"2016-01": 10, "2025-07": 10},
    "funeral_required_months": {"2016-01": 5 * YEAR, "2025-07": 5 * YEAR},
    "funeral_compulsory_months": {"2016-01": YEAR, "2025-07": YEAR},
    "survivor_share_before": {"2016-01": 15_000, "2025-07": 15_000},
    "survivor_share_from": {"2016-01": 20_000, "2025-07": 20_000},
    "survivor_paid_in_months": {"2016-01": YEAR, "2025-07": 5 * YEAR},
    "survivor_paid_in_most": {"2016-01": 20_000},
    "survivor_mixed_least": {"2016-01": 30_000, "2025-07": 30_000},
    "survivor_pension_months": {"2016-01": 48, "2025-07": 48},
    "survivor_free_months": {"2016-01": 2, "2025-07": 2},
    "survivor_step": {"2016-01": 5000, "2025-07": 5000},
    "survivor_floor_months": {"2016-01": 0, "2025-07": 3},
    "survivor_monthly_months": {"2016-01": 15 * YEAR, "2025-07": 15 * YEAR},
    "survivor_monthly_share": {"2016-01": 5000, "2025-07": 5000},
    "survivor_monthly_share_alone": {"2016-01": 7000, "2025-07": 7000},
    # childbirth
    "maternity_allowance": {"2016-01": 0, "2025-07": 2_000_000},
    "maternity_required_months": {"2025-07": 6},
    "childbearing_until": {"2025-07": 50 * YEAR},
    # old age
    "social_pension": {"2025-07": 500_000},
    "social_pension_age": {"2025-07": 75 * YEAR},
    "social_pension_age_poor": {"2025-07": 70 * YEAR},
    "allowance_average_share": {"2025-07": 20_000},
    "allowance_least_months": {"2025-07": YEAR},
    "pensioner_card_cover": {"2025-07": 9500},
}  # fmt: skip
# Stated above, each in its own test.
ELSEWHERE = {
    "pension_rate_women", "pension_rate_men", "women_former_rate", "allowance_threshold", "pension_increases",
    "earlier_revaluation_factors", "state_average_months", "withdrawal_split", "withdrawal_joined_before",
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values(name):
    assert dated(name) == VALUES[name]


def test_every_parameter_of_these_files_is_stated_here():
    assert {name for file in FILES for name in names(file)} == set(VALUES) | ELSEWHERE


# Values that rest on no official text or on two agreeing sources, and how little is known of them.
REPORTED = {
    "earlier_revaluation_factors": ["2020-01"],
    "childbearing_until": ["2025-07"],
    "pension_increases": ["2016-01", "2017-07", "2018-07", "2019-07", "2022-01"],
    "withdrawal_average_whole": ["2016-01", "2025-07"],
}
UNVERIFIED = {
    "compulsory_cap_multiple": ["2008-01"],
}


@pytest.mark.parametrize(("confidence", "stated"), [("reported", REPORTED), ("unverified", UNVERIFIED)])
def test_what_is_not_confirmed(confidence, stated):
    found: dict[str, list[str]] = {}
    for file in FILES:
        for name in names(file):
            for segment in BOOK.parameters[name].segments:
                if segment.provision is not None and segment.provision.confidence == confidence:
                    found.setdefault(name, []).append(iso(segment.start))
    assert found == stated
