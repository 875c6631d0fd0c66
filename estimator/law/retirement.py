"""When the retirement age is reached (LC2019 art. 169.2; D135 art. 4; C11 art. 5.7)."""

from __future__ import annotations

from estimator.engine.exact import Age, Code, Flag, Month, greatest, least, lookup, where
from estimator.engine.series import Schedule, spans, stands_at
from estimator.engine.sheet import cites

NEVER = 10**6


@cites("45/2019/QH14 art. 169.2", "135/2020/ND-CP art. 4.2", "11/2025/TT-BNV art. 5.7", "59/2015/TT-BLDTBXH art. 18.2")
def retirement_month(
    birth_month: Month, birth_year_only: Flag, sex: Code, retirement_ages: Schedule, year_only_birth_delay: Schedule
) -> Month:
    """First month in which the person is as old as that month's law requires."""
    reached = NEVER
    for first, last, ages in spans(retirement_ages):
        born = birth_month + where(birth_year_only, stands_at(first, year_only_birth_delay), 0)
        candidate = greatest(born + lookup(sex, ages), first)
        reached = least(reached, where(candidate <= last, candidate, NEVER))
    return reached


@cites("135/2020/ND-CP art. 4.2")
def retirement_age(retirement_month: Month, birth_month: Month) -> Age:
    """Age (months) at which the person reaches retirement."""
    return retirement_month - birth_month
