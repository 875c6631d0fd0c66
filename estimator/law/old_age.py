"""Old age without a pension: the monthly allowance and the social pension.

41/2024/QH15 art. 21-23; 159/2025/ND-CP art. 14; 176/2025/ND-CP.
"""

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
    divide_up,
    greatest,
    least,
    where,
)
from estimator.engine.sheet import cites


@cites("41/2024/QH15 art. 21.1", "176/2025/ND-CP art. 3")
def social_pension_month(
    birth_month: Month, poor: Flag, social_pension_age: Months, social_pension_age_poor: Months
) -> Month:
    """Month in which the age of the social pension is reached; five years earlier in a poor or near-poor household."""
    return birth_month + where(poor, social_pension_age_poor, social_pension_age)


@cites("41/2024/QH15 art. 23.2", "159/2025/ND-CP art. 14")
def allowance_worth_months(
    revalued_income: Hundredths,
    recorded_months: Months,
    benefit_half_years: HalfYears,
    allowance_average_share: Share,
    social_pension: Dong,
) -> Months:
    """Months for which the record pays one social pension a month, rounded up."""
    by = greatest(recorded_months, 1) * 100 * social_pension * 2
    return divide_up(divide_up(revalued_income, by, benefit_half_years * allowance_average_share), SHARE_UNIT)


@cites("41/2024/QH15 art. 23.1", "159/2025/ND-CP art. 14")
def allowance_open_months(social_pension_month: Month, request_month: Month) -> Months:
    """Months from the request to the age of the social pension."""
    return greatest(social_pension_month - request_month, 0)


@cites("41/2024/QH15 art. 23.2", "159/2025/ND-CP art. 14.3")
def allowance_months(
    allowance_worth_months: Months,
    allowance_open_months: Months,
    recorded_months: Months,
    allowance_least_months: Months,
) -> Months:
    """Months for which the allowance is paid; none on a record of less than a year."""
    paid = least(allowance_worth_months, allowance_open_months)
    return where(recorded_months >= allowance_least_months, paid, 0)


@cites("41/2024/QH15 art. 23.2", "159/2025/ND-CP art. 14")
def monthly_allowance(social_pension: Dong, allowance_worth_months: Months, allowance_open_months: Months) -> Dong:
    """The allowance of a month (VND): one social pension, more where the record is worth more months than are open."""
    over = greatest(allowance_worth_months - allowance_open_months, 0)
    return social_pension + divide(social_pension, greatest(allowance_open_months, 1), over)


@cites("41/2024/QH15 art. 23.3", "159/2025/ND-CP art. 14")
def allowance_top_up(social_pension: Dong, allowance_worth_months: Months, allowance_open_months: Months) -> Dong:
    """What may be paid at once (VND) to draw the allowance until the social pension begins."""
    return greatest(allowance_open_months - allowance_worth_months, 0) * social_pension
