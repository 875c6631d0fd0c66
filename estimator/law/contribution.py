"""What one month costs, and who pays it (41/2024/QH15 art. 31.2, 36.1; 159/2025/ND-CP art. 5)."""

from __future__ import annotations

from estimator.engine.exact import Code, Count, Dong, Months, Share, Steps, greatest, least, lookup, share, where
from estimator.engine.sheet import cites


@cites("71/2006/QH11 art. 100", until="2015-12", states="income_floor")
def income_floor_of_wages(minimum_wage_floor: Dong) -> Dong:
    """Lowest income (VND a month) one could choose: the common minimum wage."""
    return minimum_wage_floor


@cites("58/2014/QH13 art. 87.1", "41/2024/QH15 art. 31.2")
def income_floor(rural_poverty_line: Dong) -> Dong:
    """Lowest income (VND a month) one may choose: the rural poverty line."""
    return rural_poverty_line


@cites("71/2006/QH11 art. 100", "58/2014/QH13 art. 87.1", "41/2024/QH15 art. 31.2")
def income_cap(reference_level: Dong, income_cap_multiple: Count) -> Dong:
    """Highest income (VND a month) one may choose: so many times the reference level."""
    return reference_level * income_cap_multiple


@cites("41/2024/QH15 art. 31.2")
def insured_income(chosen_income: Dong, income_floor: Dong) -> Dong:
    """Income (VND a month) the month is insured on: the one chosen, never under the floor of the day of payment."""
    return greatest(chosen_income, income_floor)


@cites("71/2006/QH11 art. 100", "58/2014/QH13 art. 87.1", "41/2024/QH15 art. 36.1")
def full_contribution(insured_income: Dong, contribution_rate: Share) -> Dong:
    """The whole contribution of one month (VND), whoever pays it."""
    return share(insured_income, contribution_rate)


@cites("134/2015/ND-CP art. 14.1", "159/2025/ND-CP art. 5.1")
def support_base(rural_poverty_line: Dong, contribution_rate: Share) -> Dong:
    """What support is a share of (VND): the contribution at the rural poverty line, never at the chosen income."""
    return share(rural_poverty_line, contribution_rate)


@cites("134/2015/ND-CP art. 14.2", "159/2025/ND-CP art. 5.2")
def support_months_left(support_months_limit: Months, months_supported: Months) -> Months:
    """Months that may still be supported, of ten years in all."""
    return greatest(support_months_limit - months_supported, 0)


@cites("134/2015/ND-CP art. 14.1", "159/2025/ND-CP art. 5.1")
def state_support(support_base: Dong, support_rates: Steps, groups: Code, support_months_left: Months) -> Dong:
    """What the State gives for one month (VND): the share of the best of the person's groups, while months are left."""
    return where(support_months_left > 0, share(support_base, lookup(groups, support_rates)), 0)


@cites("41/2024/QH15 art. 6.6", "159/2025/ND-CP art. 5.4")
def local_support(
    support_base: Dong,
    local_support_rates: Steps,
    groups: Code,
    support_months_left: Months,
    full_contribution: Dong,
    state_support: Dong,
) -> Dong:
    """What the province adds for one month (VND): its share of the same base, never more than is left to pay."""
    added = where(support_months_left > 0, share(support_base, lookup(groups, local_support_rates)), 0)
    return least(added, full_contribution - state_support)


@cites("159/2025/ND-CP art. 5.1")
def payable(full_contribution: Dong, state_support: Dong, local_support: Dong) -> Dong:
    """What the household hands over for one month (VND)."""
    return full_contribution - state_support - local_support
