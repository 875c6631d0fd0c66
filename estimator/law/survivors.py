"""What is left to the family.

58/2014/QH13 art. 80-81, 71; 41/2024/QH15 art. 109-111, 86-87; 158/2025/ND-CP art. 21.
"""

from __future__ import annotations

from estimator.engine.exact import (
    SHARE_UNIT,
    Count,
    Dong,
    Flag,
    HalfYears,
    Hundredths,
    Months,
    Share,
    divide,
    greatest,
    least,
    share,
    where,
)
from estimator.engine.sheet import cites
from estimator.law.withdrawal import by_years


@cites("58/2014/QH13 art. 71.1.c", "41/2024/QH15 art. 111.1.c", "159/2025/ND-CP art. 12.2.a")
def funeral_by_compulsory(compulsory_months: Months, funeral_compulsory_months: Months) -> Flag:
    """Whether the compulsory months are enough by themselves for the funeral allowance."""
    return compulsory_months >= funeral_compulsory_months


@cites("58/2014/QH13 art. 80.1", "41/2024/QH15 art. 109.1", "159/2025/ND-CP art. 12.2")
def funeral_earned(recorded_months: Months, funeral_required_months: Months, funeral_by_compulsory: Flag) -> Flag:
    """Whether a record gives the funeral allowance before any pension: enough months in all, or compulsory ones."""
    return funeral_by_compulsory | (recorded_months >= funeral_required_months)


@cites("58/2014/QH13 art. 80", "41/2024/QH15 art. 109", "158/2025/ND-CP art. 21.2")
def funeral_allowance(reference_level: Dong, funeral_multiple: Count, funeral_earned: Flag, pensioner: Flag) -> Dong:
    """Funeral allowance (VND) of a pensioner, or of one with enough months paid."""
    return where(pensioner | funeral_earned, reference_level * funeral_multiple, 0)


@cites("58/2014/QH13 art. 81.2", "41/2024/QH15 art. 110.2", "41/2024/QH15 art. 110.3")
def survivor_whole_years(
    lump_sum_average: Hundredths,
    half_years_before_split: HalfYears,
    survivor_share_before: Share,
    half_years_from_split: HalfYears,
    survivor_share_from: Share,
) -> Dong:
    """Lump sum of the family by the years paid for (VND)."""
    return by_years(
        lump_sum_average, half_years_before_split, survivor_share_before, half_years_from_split, survivor_share_from
    )


@cites("58/2014/QH13 art. 81.2", "41/2024/QH15 art. 110.3")
def survivor_least(lump_sum_average: Hundredths, survivor_mixed_least: Share, compulsory_months: Months) -> Dong:
    """The least the family of one with compulsory months gets (VND); nought without them."""
    return where(compulsory_months > 0, divide(lump_sum_average, 100 * SHARE_UNIT, survivor_mixed_least), 0)


@cites("58/2014/QH13 art. 81.2", until="2025-06", states="survivor_lump_sum")
def survivor_lump_sum_capped(
    survivor_whole_years: Dong,
    recorded_months: Months,
    survivor_paid_in_months: Months,
    paid_in: Dong,
    lump_sum_average: Hundredths,
    survivor_paid_in_most: Share,
    survivor_least: Dong,
) -> Dong:
    """Lump sum of the family of one not yet on pension (VND); under a year what was paid in, at most two averages."""
    few = least(paid_in, divide(lump_sum_average, 100 * SHARE_UNIT, survivor_paid_in_most))
    return greatest(where(recorded_months < survivor_paid_in_months, few, survivor_whole_years), survivor_least)


@cites("41/2024/QH15 art. 110.2", "41/2024/QH15 art. 110.2.c", "41/2024/QH15 art. 110.3")
def survivor_lump_sum(
    survivor_whole_years: Dong,
    recorded_months: Months,
    survivor_paid_in_months: Months,
    paid_in: Dong,
    survivor_least: Dong,
) -> Dong:
    """Lump sum of the family of one not yet on pension (VND); with few months, what was paid in."""
    return greatest(where(recorded_months < survivor_paid_in_months, paid_in, survivor_whole_years), survivor_least)


@cites("58/2014/QH13 art. 81.3", "41/2024/QH15 art. 110.4")
def pensioner_lump_sum(
    pension_in_payment: Dong,
    months_drawn: Months,
    survivor_pension_months: Count,
    survivor_free_months: Count,
    survivor_step: Share,
    survivor_floor_months: Count,
) -> Dong:
    """Lump sum of a pensioner's family (VND): 48 months of pension, half a month less for each one drawn after two."""
    drawn = greatest(months_drawn - survivor_free_months, 0)
    left = survivor_pension_months * SHARE_UNIT - drawn * survivor_step
    return share(pension_in_payment, greatest(left, survivor_floor_months * SHARE_UNIT))


@cites("58/2014/QH13 art. 71.1", "41/2024/QH15 art. 86", "158/2025/ND-CP art. 21.3")
def survivor_monthly(
    reference_level: Dong, survivor_monthly_share: Share, compulsory_months: Months, survivor_monthly_months: Months
) -> Dong:
    """Monthly benefit of each relative (VND), only where enough of the record is compulsory."""
    return where(compulsory_months >= survivor_monthly_months, share(reference_level, survivor_monthly_share), 0)


@cites("58/2014/QH13 art. 71.1", "41/2024/QH15 art. 87")
def survivor_monthly_alone(
    reference_level: Dong,
    survivor_monthly_share_alone: Share,
    compulsory_months: Months,
    survivor_monthly_months: Months,
) -> Dong:
    """Monthly benefit of a relative whom nobody else supports (VND)."""
    return where(compulsory_months >= survivor_monthly_months, share(reference_level, survivor_monthly_share_alone), 0)
