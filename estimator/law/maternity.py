"""Childbirth (41/2024/QH15 art. 94-97)."""

from __future__ import annotations

from estimator.engine.exact import Code, Dong, Flag, Month, Months, where
from estimator.engine.sheet import cites


@cites("41/2024/QH15 art. 94.1")
def maternity_due(months_in_window: Months, maternity_required_months: Months) -> Flag:
    """Whether enough months were paid in the year before the birth."""
    return months_in_window >= maternity_required_months


@cites("41/2024/QH15 art. 94.1")
def may_have_children(sex: Code, birth_month: Month, told_month: Month, childbearing_until: Months) -> Flag:
    """Whether the grant is told of: to a father at any age, to a mother up to the age to which births are counted."""
    return (sex == 1) | (told_month - birth_month < childbearing_until)


@cites("41/2024/QH15 art. 94.1", "41/2024/QH15 art. 95.1")
def maternity_benefit(maternity_allowance: Dong, maternity_due: Flag, may_have_children: Flag) -> Dong:
    """What is paid for each child born, to the mother or to the father (VND)."""
    return where(maternity_due & may_have_children, maternity_allowance, 0)
