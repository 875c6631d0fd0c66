"""Two to five years paid ahead: each month discounted from the first, the support undiscounted.

134/2015/ND-CP art. 10.3.
"""

from __future__ import annotations

from estimator.engine.exact import Factor, MonthlyRate, Months
from estimator.engine.sheet import cites
from estimator.law.payment import discounted
from estimator.law.payment_regular import local_support_applies, support_factor, supported_months

__all__ = ["instalment_factor", "local_support_applies", "support_factor", "supported_months"]


@cites("134/2015/ND-CP art. 10.3", "41/2024/QH15 art. 36.2", "159/2025/ND-CP art. 6")
def instalment_factor(fund_interest: MonthlyRate, instalment_months: Months) -> Factor:
    """The present value, on the day of payment, of one dong in each month paid ahead."""
    return discounted(fund_interest, 1, instalment_months)
