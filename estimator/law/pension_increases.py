"""Rises of pensions in payment, by decree (41/2024/QH15 art. 67; 162/2026/ND-CP art. 2)."""

from __future__ import annotations

from estimator.engine.exact import Dong, Month, share, where
from estimator.engine.series import Schedule
from estimator.engine.sheet import cites


@cites("41/2024/QH15 art. 67", "162/2026/ND-CP art. 2.1")
def pension_in_payment(
    monthly_pension: Dong, pension_start: Month, told_month: Month, pension_increases: Schedule
) -> Dong:
    """A pension (VND) as it stands in a later month, after every rise since it began; each rise half up to the dong."""
    pension = monthly_pension
    for since, bands in pension_increases:
        rise = 0
        for started_before, rate in reversed(bands):
            meets = (pension_start < started_before) & (told_month >= since)
            rise = where(meets, share(pension, rate), rise)
        pension = pension + rise
    return pension
