"""Missing months bought at once: contribution and support compounded alike.

134/2015/ND-CP art. 10.4, 17.2; 159/2025/ND-CP art. 7.
"""

from __future__ import annotations

from estimator.engine.exact import Factor, Flag, MonthlyRate, Months
from estimator.engine.sheet import cites
from estimator.law.payment import compounded
from estimator.law.payment_regular import supported_months

__all__ = ["instalment_factor", "local_support_applies", "support_factor", "supported_months"]


@cites("134/2015/ND-CP art. 10.4", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 7")
def instalment_factor(fund_interest: MonthlyRate, instalment_months: Months) -> Factor:
    """One dong for each missing month, compounded at the fund's rate."""
    return compounded(fund_interest, instalment_months)


@cites("134/2015/ND-CP art. 17.2", "2089/VBHN-BHXH art. 12.1", "159/2025/ND-CP art. 5")
def support_factor(fund_interest: MonthlyRate, supported_months: Months) -> Factor:
    """The same for the missing months that are still supported, the first ones."""
    return compounded(fund_interest, supported_months)


@cites("41/2024/QH15 art. 6.6")
def local_support_applies(local_support_for_missing_months: Flag) -> Flag:
    """Whether the province's resolution covers missing months."""
    return local_support_for_missing_months
