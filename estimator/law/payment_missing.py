"""Missing months bought at once: contribution and support compounded alike.

134/2015/ND-CP art. 10.4, 17.2; 159/2025/ND-CP art. 7.
"""

from __future__ import annotations

from estimator.engine.exact import Dong, Factor, Flag, MonthlyRate, Months, times, where
from estimator.engine.sheet import cites
from estimator.law.payment import compounded
from estimator.law.payment_ahead import instalment_full_contribution
from estimator.law.payment_regular import supported_months

__all__ = [
    "instalment_factor",
    "instalment_full_contribution",
    "local_support_applies",
    "support_factor",
    "supported_months",
]


@cites("134/2015/ND-CP art. 10.4", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 7")
def instalment_factor(fund_interest: MonthlyRate, instalment_months: Months) -> Factor:
    """One dong for each missing month, compounded at the fund's rate."""
    return compounded(fund_interest, instalment_months)


@cites("134/2015/ND-CP art. 17.2", "2089/VBHN-BHXH art. 12.1", "159/2025/ND-CP art. 5")
def compounded_support_factor(fund_interest: MonthlyRate, supported_months: Months) -> Factor:
    """The same for the missing months that are still supported, the first ones."""
    return compounded(fund_interest, supported_months)


@cites("2089/VBHN-BHXH art. 12.1", "366/QD-BHXH", "159/2025/ND-CP art. 5")
def support_factor(
    compounded_support_factor: Factor, supported_months: Months, missing_support_compounded: Flag
) -> Factor:
    """How many months' support the missing months get: compounded, or month by month without interest."""
    factor: Factor = where(missing_support_compounded, compounded_support_factor, times(supported_months))
    return factor


@cites("41/2024/QH15 art. 6.6")
def local_support_applies(local_support_for_missing_months: Flag) -> Flag:
    """Whether the province's resolution covers missing months."""
    return local_support_for_missing_months


@cites("366/QD-BHXH", "159/2025/ND-CP art. 5")
def support_without_interest(state_support: Dong, supported_months: Months) -> Dong:
    """What the other reading gives: the State's support of each missing month, without interest (VND)."""
    return state_support * supported_months
