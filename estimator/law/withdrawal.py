"""One-off withdrawal of a record (58/2014/QH13 art. 77; 41/2024/QH15 art. 102; 159/2025/ND-CP art. 9)."""

from __future__ import annotations

from estimator.engine.exact import (
    SHARE_UNIT,
    Dong,
    Flag,
    HalfYears,
    Hundredths,
    Month,
    Months,
    Share,
    divide,
    greatest,
    least,
    share,
    where,
)
from estimator.engine.months import YEAR
from estimator.engine.series import Spells
from estimator.engine.sheet import cites
from estimator.law.pension import benefit_half_years


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def months_before_split(all_spells: Spells, withdrawal_split: Month, stated_months_before_split: Months) -> Months:
    """Months paid for before 2014."""
    total = stated_months_before_split
    for spell in all_spells:
        total = total + greatest(least(spell.months, withdrawal_split - spell.first), 0)
    return total


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def months_from_split(recorded_months: Months, months_before_split: Months) -> Months:
    """Months paid for from 2014 on."""
    return recorded_months - months_before_split


@cites("41/2024/QH15 art. 102.2")
def months_carried(months_before_split: Months, months_from_split: Months) -> Months:
    """Odd months before 2014, which count with those from 2014 where there are any."""
    return where(months_from_split > 0, months_before_split % YEAR, 0)


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def half_years_before_split(months_before_split: Months, months_carried: Months, half_year_months: Months) -> HalfYears:
    """Half years that count at the rate before 2014."""
    return benefit_half_years(months_before_split - months_carried, half_year_months)


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def half_years_from_split(months_from_split: Months, months_carried: Months, half_year_months: Months) -> HalfYears:
    """Half years that count at the rate from 2014."""
    return benefit_half_years(months_from_split + months_carried, half_year_months)


@cites("58/2014/QH13 art. 77.2.c", "41/2024/QH15 art. 70.3.c", "41/2024/QH15 art. 102.2.c")
def paid_in(income_sum: Dong, state_salaries: Dong, contribution_rate: Share) -> Dong:
    """The money paid in (VND): the contribution rate on every month's income, as it was, not revalued."""
    return share(income_sum + state_salaries, contribution_rate)


@cites("41/2024/QH15 art. 102.2")
def lump_sum_average(
    revalued_income: Hundredths, recorded_months: Months, withdrawal_average_whole: Flag
) -> Hundredths:
    """Average a lump sum is reckoned on (hundredths of VND): cut to the whole dong, as the agency's example does."""
    months = greatest(recorded_months, 1)
    return where(withdrawal_average_whole, revalued_income // (months * 100) * 100, divide(revalued_income, months))


def by_years(average: Hundredths, before: HalfYears, share_before: Share, later: HalfYears, share_later: Share) -> Dong:
    """So many average months for each year before 2014 and each year from 2014 on (VND)."""
    return divide(average, 100 * 2 * SHARE_UNIT, before * share_before + later * share_later)


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def withdrawal_gross(
    lump_sum_average: Hundredths,
    half_years_before_split: HalfYears,
    withdrawal_share_before: Share,
    half_years_from_split: HalfYears,
    withdrawal_share_from: Share,
    recorded_months: Months,
    withdrawal_paid_in_months: Months,
    paid_in: Dong,
    withdrawal_paid_in_most: Share,
) -> Dong:
    """The withdrawal with the State's money still in it (VND); under a year what was paid in, at most two averages."""
    whole = by_years(
        lump_sum_average, half_years_before_split, withdrawal_share_before, half_years_from_split, withdrawal_share_from
    )
    most = divide(lump_sum_average, 100 * SHARE_UNIT, withdrawal_paid_in_most)
    return where(recorded_months < withdrawal_paid_in_months, least(paid_in, most), whole)


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.3", "159/2025/ND-CP art. 9")
def support_deducted(support_received: Dong, support_kept: Flag) -> Dong:
    """The State's support taken off (VND), without interest; nothing in the cases of illness and incapacity."""
    return where(support_kept, 0, support_received)


@cites("58/2014/QH13 art. 77.2", "41/2024/QH15 art. 102.2")
def withdrawal(withdrawal_gross: Dong, support_deducted: Dong) -> Dong:
    """What is paid out (VND)."""
    return greatest(withdrawal_gross - support_deducted, 0)


@cites("58/2014/QH13 art. 77.1", "41/2024/QH15 art. 102.1")
def withdrawal_at_age(recorded_months: Months, withdrawal_age_limit_months: Months) -> Flag:
    """Whether one of retirement age has too few months for a pension, and may withdraw."""
    return recorded_months < withdrawal_age_limit_months


@cites("58/2014/QH13 art. 77.1", "41/2024/QH15 art. 102.1")
def withdrawal_after_waiting(
    recorded_months: Months, withdrawal_limit_months: Months, joined_month: Month, withdrawal_joined_before: Month
) -> Flag:
    """Whether one who joined early enough, with fewer than twenty years, may withdraw after a year without paying."""
    return (recorded_months < withdrawal_limit_months) & (joined_month < withdrawal_joined_before)
