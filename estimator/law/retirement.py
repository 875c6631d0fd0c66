"""When the retirement age is reached (45/2019/QH14 art. 169.2; 135/2020/ND-CP art. 4; 11/2025/TT-BNV art. 5.7)."""

from __future__ import annotations

from estimator.engine.exact import Age, Code, Flag, Month, Months, Steps, greatest, least, lookup, where
from estimator.engine.series import END, Schedule, spans, stands_at
from estimator.engine.sheet import cites


@cites("45/2019/QH14 art. 169.2", "135/2020/ND-CP art. 4.2", "11/2025/TT-BNV art. 5.7", "59/2015/TT-BLDTBXH art. 18.2")
def retirement_month(
    birth_month: Month, birth_year_only: Flag, sex: Code, retirement_ages: Schedule, year_only_birth_delay: Schedule
) -> Month:
    """First month in which the person is as old as that month's law requires."""
    reached = END
    for first, last, ages in spans(retirement_ages):
        born = birth_month + where(birth_year_only, stands_at(first, year_only_birth_delay), 0)
        candidate = greatest(born + lookup(sex, ages), first)
        reached = least(reached, where(candidate <= last, candidate, END))
    return reached


@cites("41/2024/QH15 art. 141.9", "159/2025/ND-CP art. 13")
def legacy_month(birth_month: Month, sex: Code, legacy_ages: Steps) -> Month:
    """Month of the age of 55 or 60 that some of those who joined before 2021 may still choose."""
    return birth_month + lookup(sex, legacy_ages)


@cites("41/2024/QH15 art. 141.9", "159/2025/ND-CP art. 13")
def legacy_open(
    voluntary_joined_month: Month,
    legacy_joined_before: Month,
    planned_voluntary_months: Months,
    legacy_voluntary_months: Months,
) -> Flag:
    """Whether that age may be chosen: joined the voluntary scheme in time, with twenty voluntary years."""
    return (voluntary_joined_month < legacy_joined_before) & (planned_voluntary_months >= legacy_voluntary_months)


@cites("45/2019/QH14 art. 169.2", "135/2020/ND-CP art. 4.2")
def retirement_age(retirement_month: Month, sex: Code, retirement_ages: Schedule) -> Age:
    """Age (months) that the law of the month of retirement requires."""
    age = 0
    for first, last, ages in spans(retirement_ages):
        age = where((retirement_month >= first) & (retirement_month <= last), lookup(sex, ages), age)
    return age
