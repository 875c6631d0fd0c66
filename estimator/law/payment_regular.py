"""An instalment of one, three, six or twelve months: so many times the month, no discount.

134/2015/ND-CP art. 10.1-10.2.
"""

from __future__ import annotations

from estimator.engine.exact import Dong, Factor, Flag, Months, Share, greatest, least, share, times, where
from estimator.engine.sheet import cites


@cites("134/2015/ND-CP art. 10.1", "41/2024/QH15 art. 36.2")
def payment_months(instalment_months: Months) -> Months:
    """Months of one payment; a stretch of payments states its own."""
    return instalment_months


@cites("134/2015/ND-CP art. 10.1", "134/2015/ND-CP art. 10.2", "41/2024/QH15 art. 36.2", "2089/VBHN-BHXH art. 10.2")
def instalment_full_contribution(
    insured_income: Dong, contribution_rate: Share, instalment_months: Months, payment_months: Months
) -> Dong:
    """The whole contribution of an instalment (VND), rounded once; of a stretch of them, each by itself."""
    each = greatest(payment_months, 1)
    rest = instalment_months % each
    several = share(insured_income * each, contribution_rate) * (instalment_months // each)
    several = several + share(insured_income * rest, contribution_rate)
    return where(instalment_months > each, several, share(insured_income * instalment_months, contribution_rate))


@cites("134/2015/ND-CP art. 14.2", "159/2025/ND-CP art. 5")
def supported_months(instalment_months: Months, support_months_left: Months) -> Months:
    """Months of the instalment that are supported."""
    return least(instalment_months, support_months_left)


@cites("134/2015/ND-CP art. 14.1", "159/2025/ND-CP art. 5")
def support_factor(supported_months: Months) -> Factor:
    """The supported months, undiscounted."""
    return times(supported_months)


@cites("41/2024/QH15 art. 6.6")
def local_support_applies(support_months_left: Months) -> Flag:
    """Local support goes with the State's, while months are left."""
    return support_months_left > 0
