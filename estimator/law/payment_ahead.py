"""Two to five years paid ahead: each month discounted from the first, the support undiscounted.

134/2015/ND-CP art. 10.3.
"""

from __future__ import annotations

from estimator.engine.exact import Dong, Factor, MonthlyRate, Months, Share, share_times
from estimator.engine.sheet import cites
from estimator.law.payment import discounted
from estimator.law.payment_regular import local_support_applies, support_factor, supported_months

__all__ = [
    "instalment_factor",
    "instalment_full_contribution",
    "local_support_applies",
    "support_factor",
    "supported_months",
]


@cites("134/2015/ND-CP art. 10.3", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 6")
def instalment_factor(fund_interest: MonthlyRate, instalment_months: Months) -> Factor:
    """The present value, on the day of payment, of one dong in each month paid ahead."""
    return discounted(fund_interest, 1, instalment_months)


@cites("134/2015/ND-CP art. 10.3", "134/2015/ND-CP art. 10.4", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 6")
def instalment_full_contribution(insured_income: Dong, contribution_rate: Share, instalment_factor: Factor) -> Dong:
    """The whole contribution of a payment for many months at once (VND), rounded once."""
    return share_times(insured_income, contribution_rate, instalment_factor)
