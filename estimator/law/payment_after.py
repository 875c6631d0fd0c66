"""After a payment: late to mid-2025, or given back when it is no longer needed.

134/2015/ND-CP art. 10.6, 12.3; 159/2025/ND-CP art. 8.
"""

from __future__ import annotations

from estimator.engine.exact import RATE_UNIT, Dong, Factor, MonthlyRate, Months, Share, factor, share, share_times
from estimator.engine.sheet import cites
from estimator.law.payment import discounted


@cites("134/2015/ND-CP art. 12.3", "2089/VBHN-BHXH art. 11.3", until="2025-06")
def late_factor(fund_interest: MonthlyRate, months_late: Months) -> Factor:
    """(1+r)^t, t counted from the month after the deadline to the month of payment."""
    return factor((RATE_UNIT + fund_interest) ** months_late, RATE_UNIT**months_late)


@cites("134/2015/ND-CP art. 12.3", "2089/VBHN-BHXH art. 11.3", until="2025-06")
def late_payable(instalment_payable: Dong, late_factor: Factor) -> Dong:
    """An instalment paid after its deadline (VND)."""
    return share(instalment_payable, late_factor)


@cites("134/2015/ND-CP art. 10.6", "159/2025/ND-CP art. 8")
def unused_factor(fund_interest: MonthlyRate, instalment_months: Months, unused_months: Months) -> Factor:
    """The present value, on the day of payment, of one dong in each of the last, unused months paid ahead."""
    return discounted(fund_interest, instalment_months - unused_months + 1, instalment_months)


@cites("134/2015/ND-CP art. 10.6", "159/2025/ND-CP art. 8")
def advance_refund(
    insured_income: Dong,
    contribution_rate: Share,
    unused_factor: Factor,
    state_support: Dong,
    local_support: Dong,
    unused_supported_months: Months,
) -> Dong:
    """What comes back of years paid ahead (VND): the months left, discounted, less their support."""
    return (
        share_times(insured_income, contribution_rate, unused_factor)
        - (state_support + local_support) * unused_supported_months
    )


@cites("134/2015/ND-CP art. 10.6", "159/2025/ND-CP art. 8")
def instalment_refund(
    insured_income: Dong,
    contribution_rate: Share,
    unused_months: Months,
    state_support: Dong,
    local_support: Dong,
    unused_supported_months: Months,
) -> Dong:
    """What comes back of an instalment of 3, 6 or 12 months (VND): the household's own money for the months left."""
    return (
        share(insured_income * unused_months, contribution_rate)
        - (state_support + local_support) * unused_supported_months
    )
