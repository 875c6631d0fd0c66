"""Childbirth (41/2024/QH15 art. 94-97)."""

from __future__ import annotations

from estimator.engine.exact import Dong, Flag, Months, where
from estimator.engine.sheet import cites


@cites("41/2024/QH15 art. 94.1")
def maternity_due(months_in_window: Months, maternity_required_months: Months) -> Flag:
    """Whether enough months were paid in the year before the birth."""
    return months_in_window >= maternity_required_months


@cites("41/2024/QH15 art. 95.1")
def maternity_benefit(maternity_allowance: Dong, maternity_due: Flag) -> Dong:
    """What is paid for each child born (VND)."""
    return where(maternity_due, maternity_allowance, 0)
