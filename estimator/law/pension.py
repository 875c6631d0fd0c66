"""The pension of a voluntary record (41/2024/QH15 art. 98-101, 104; 159/2025/ND-CP art. 10)."""

from __future__ import annotations

from estimator.engine.exact import (
    SHARE_UNIT,
    Code,
    Dong,
    Flag,
    HalfYears,
    Hundredths,
    Months,
    Share,
    Steps,
    divide,
    greatest,
    least,
    lookup,
    share,
    where,
)
from estimator.engine.months import YEAR
from estimator.engine.series import MonthlySeries, Spells
from estimator.engine.sheet import cites


@cites("58/2014/QH13 art. 71.1", "41/2024/QH15 art. 111", "158/2025/ND-CP art. 17.1")
def recorded_months(voluntary_months: Months, compulsory_months: Months) -> Months:
    """Months paid for, before any are bought."""
    return voluntary_months + compulsory_months


@cites("134/2015/ND-CP art. 9.1", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 7")
def missing_months(pension_required_months: Months, recorded_months: Months) -> Months:
    """Months short of the years a pension needs."""
    return greatest(pension_required_months - recorded_months, 0)


@cites("58/2014/QH13 art. 73", "41/2024/QH15 art. 98", "41/2024/QH15 art. 36.2")
def entitled(missing_months: Months, missing_months_limit: Months) -> Flag:
    """Whether a pension is due at the age: enough months, or so few missing that they may be bought at once."""
    return missing_months <= missing_months_limit


@cites("134/2015/ND-CP art. 9.1", "41/2024/QH15 art. 36.2")
def bought_months(missing_months: Months, entitled: Flag) -> Months:
    """Missing months bought at once."""
    return where(entitled, missing_months, 0)


@cites("58/2014/QH13 art. 73", "41/2024/QH15 art. 98")
def contribution_months(recorded_months: Months, bought_months: Months) -> Months:
    """Months the pension is granted on, bought ones included."""
    return recorded_months + bought_months


@cites("58/2014/QH13 art. 85.7", "41/2024/QH15 art. 5.6")
def benefit_half_years(contribution_months: Months, half_year_months: Months) -> HalfYears:
    """Half years that count for benefits: one to six odd months are half a year, seven to eleven a whole one."""
    odd = contribution_months % YEAR
    return contribution_months // YEAR * 2 + where(odd > 0, 1, 0) + where(odd > half_year_months, 1, 0)


def climb(half_years: HalfYears, ladder: Steps) -> Share:
    """The rate of a ladder of rungs (half years, rate, rate of each further half year); nought below the first."""
    rate = 0
    for start, base, each in ladder:
        rate = where(half_years >= start, base + (half_years - start) * each, rate)
    return rate


@cites("58/2014/QH13 art. 74", "41/2024/QH15 art. 99.1", "41/2024/QH15 art. 99.2")
def pension_rate(
    benefit_half_years: HalfYears,
    sex: Code,
    pension_rate_women: Steps,
    pension_rate_men: Steps,
    pension_rate_cap: Share,
) -> Share:
    """Share of the average income paid as pension."""
    women, men = climb(benefit_half_years, pension_rate_women), climb(benefit_half_years, pension_rate_men)
    return least(where(sex == 0, women, men), pension_rate_cap)


@cites("153/2018/ND-CP art. 3", until="2021-12")
def pension_topup(
    benefit_half_years: HalfYears,
    sex: Code,
    women_former_rate: Steps,
    pension_rate_women: Steps,
    pension_rate_cap: Share,
    women_topup_share: Share,
) -> Share:
    """Share added to a woman's pension begun 2018 to 2021: part of what the rates of 2017 would have given more."""
    former = least(climb(benefit_half_years, women_former_rate), pension_rate_cap)
    now = greatest(least(climb(benefit_half_years, pension_rate_women), pension_rate_cap), 1)
    return where(sex == 0, divide(greatest(former - now, 0), now, women_topup_share), 0)


@cites("58/2014/QH13 art. 79", "134/2015/ND-CP art. 4.2", "41/2024/QH15 art. 104.1", "159/2025/ND-CP art. 10.1")
def voluntary_income(spells: Spells, revaluation: MonthlySeries) -> Hundredths:
    """Sum of the voluntary months' incomes (hundredths of VND), revalued to the pension's year."""
    total = 0
    for spell in spells:
        total = total + spell.income * revaluation.between(spell.first, spell.months)
    return total


@cites("134/2015/ND-CP art. 5.4", "158/2025/ND-CP art. 17.5", "159/2025/ND-CP art. 10.3", "159/2025/ND-CP art. 11")
def revalued_income(
    voluntary_income: Hundredths, compulsory_income: Hundredths, bought_months: Months, bought_income: Dong
) -> Hundredths:
    """Sum of every month's income (hundredths of VND): voluntary and compulsory revalued, bought months as they are."""
    return voluntary_income + compulsory_income + bought_months * bought_income * 100


@cites("58/2014/QH13 art. 79", "134/2015/ND-CP art. 5.4", "41/2024/QH15 art. 104.1", "158/2025/ND-CP art. 17.5")
def average_income(revalued_income: Hundredths, contribution_months: Months) -> Dong:
    """Average monthly income (VND), rounded for showing only; the pension is computed from the sum."""
    return divide(revalued_income, greatest(contribution_months, 1) * 100)


@cites("58/2014/QH13 art. 74", "41/2024/QH15 art. 99.1", "41/2024/QH15 art. 104.1")
def earned_pension(revalued_income: Hundredths, contribution_months: Months, pension_rate: Share) -> Dong:
    """The rate's share of the average (VND), rounded half up once."""
    return divide(revalued_income, greatest(contribution_months, 1) * 100 * SHARE_UNIT, pension_rate)


@cites("58/2014/QH13 art. 74", "41/2024/QH15 art. 99.1", "41/2024/QH15 art. 141.11")
def monthly_pension(earned_pension: Dong, pension_floor: Dong, entitled: Flag) -> Dong:
    """The pension of its first month (VND), with the floor; nought where none is due."""
    return where(entitled, greatest(earned_pension, pension_floor), 0)


@cites("58/2014/QH13 art. 74", "153/2018/ND-CP art. 3", until="2021-12", states="monthly_pension")
def monthly_pension_with_topup(earned_pension: Dong, pension_topup: Share, pension_floor: Dong, entitled: Flag) -> Dong:
    """The pension of its first month (VND), with the top-up of its year and the floor; nought where none is due."""
    return where(entitled, greatest(earned_pension + share(earned_pension, pension_topup), pension_floor), 0)


@cites("58/2014/QH13 art. 75", "41/2024/QH15 art. 100.1")
def excess_half_years(
    contribution_months: Months, sex: Code, allowance_threshold: Steps, half_year_months: Months
) -> HalfYears:
    """Half years above those that give the highest rate; odd months count as for the pension."""
    excess = greatest(contribution_months - lookup(sex, allowance_threshold), 0)
    return benefit_half_years(excess, half_year_months)


@cites("41/2024/QH15 art. 100.2")
def excess_half_years_after(
    excess_half_years: HalfYears, months_after_age: Months, half_year_months: Months
) -> HalfYears:
    """Of the half years in excess, those paid after the age was reached and a pension was due; the last ones."""
    return least(excess_half_years, benefit_half_years(months_after_age, half_year_months))


@cites("58/2014/QH13 art. 75", "41/2024/QH15 art. 100.2")
def retirement_allowance(
    revalued_income: Hundredths,
    contribution_months: Months,
    excess_half_years: HalfYears,
    excess_half_years_after: HalfYears,
    allowance_share_before: Share,
    allowance_share_after: Share,
    entitled: Flag,
) -> Dong:
    """One-off allowance (VND): half an average month for each year in excess, two for the years after the age."""
    before = excess_half_years - excess_half_years_after
    weight = before * allowance_share_before + excess_half_years_after * allowance_share_after
    return where(entitled, divide(revalued_income, greatest(contribution_months, 1) * 100 * 2 * SHARE_UNIT, weight), 0)
