"""What a payment costs: the month's figures times the payment's factor.

41/2024/QH15 art. 36; 134/2015/ND-CP art. 10, 14; 159/2025/ND-CP art. 5.

Every way of paying differs only in its ``instalment_full_contribution`` and ``support_factor``, stated by
payment_regular, payment_ahead and payment_missing. A payment is rounded once, to the dong, at its end.
"""

from __future__ import annotations

from estimator.engine.exact import RATE_UNIT, Dong, Factor, Flag, factor, least, share, where
from estimator.engine.sheet import cites


def discounted(rate: int, first: int, last: int) -> Factor:
    """Σ 1/(1+r)^(i−1) over months i = first…last, r in millionths a month; exact, then to the factor's unit."""
    over, one = RATE_UNIT + rate, RATE_UNIT
    return factor(sum(one ** (i - 1) * over ** (last - i) for i in range(first, last + 1)), over ** (last - 1))


def compounded(rate: int, last: int) -> Factor:
    """Σ (1+r)^i over months i = 1…last, r in millionths a month; exact, then to the factor's unit."""
    over, one = RATE_UNIT + rate, RATE_UNIT
    return factor(sum(over**i * one ** (last - i) for i in range(1, last + 1)), one**last)


@cites("134/2015/ND-CP art. 14.1", "159/2025/ND-CP art. 5")
def instalment_state_support(state_support: Dong, support_factor: Factor, instalment_full_contribution: Dong) -> Dong:
    """What the State gives towards a payment (VND), never more than it costs."""
    return least(share(state_support, support_factor), instalment_full_contribution)


@cites("41/2024/QH15 art. 6.6", "159/2025/ND-CP art. 5")
def instalment_local_support(
    local_support: Dong,
    support_factor: Factor,
    local_support_applies: Flag,
    instalment_full_contribution: Dong,
    instalment_state_support: Dong,
) -> Dong:
    """What the province adds towards a payment (VND), never more than is left to pay."""
    added = where(local_support_applies, share(local_support, support_factor), 0)
    return least(added, instalment_full_contribution - instalment_state_support)


@cites("134/2015/ND-CP art. 14.1", "159/2025/ND-CP art. 5")
def instalment_payable(
    instalment_full_contribution: Dong, instalment_state_support: Dong, instalment_local_support: Dong
) -> Dong:
    """What the household hands over for a payment (VND)."""
    return instalment_full_contribution - instalment_state_support - instalment_local_support
