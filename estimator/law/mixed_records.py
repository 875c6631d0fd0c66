"""Records with compulsory time.

58/2014/QH13 art. 71; 41/2024/QH15 art. 72, 111, 141.11; 158/2025/ND-CP art. 17; 159/2025/ND-CP art. 11.
"""

from __future__ import annotations

from estimator.engine.exact import (
    Dong,
    Flag,
    Hundredths,
    Month,
    Months,
    divide,
    greatest,
    least,
    where,
)
from estimator.engine.series import MonthlySeries, Schedule, Spells, spans
from estimator.engine.sheet import cites


def months_of(spells: Spells) -> Months:
    """The months of spells together."""
    total = 0
    for spell in spells:
        total = total + spell.months
    return total


@cites("158/2025/ND-CP art. 17.1")
def voluntary_months(spells: Spells) -> Months:
    """Voluntary months paid for, before any are bought."""
    return months_of(spells)


@cites("158/2025/ND-CP art. 17.1")
def state_months(state_spells: Spells) -> Months:
    """Months on a State salary scale."""
    return months_of(state_spells)


@cites("158/2025/ND-CP art. 17.1")
def compulsory_months(employer_spells: Spells, state_months: Months, stated_compulsory_months: Months) -> Months:
    """Compulsory months: on an employer's salary, on a State salary, or stated as a number."""
    return months_of(employer_spells) + state_months + stated_compulsory_months


@cites("41/2024/QH15 art. 72.1")
def state_window(joined_month: Month, state_average_months: Schedule, state_months: Months) -> Months:
    """The last months on a State salary that are averaged, by the date of joining."""
    window = 0
    for first, last, months in spans(state_average_months):
        window = where((joined_month >= first) & (joined_month <= last), months, window)
    return least(window, state_months)


@cites("41/2024/QH15 art. 72.1", "158/2025/ND-CP art. 16")
def state_income(state_spells: Spells, state_window: Months, state_months: Months, reference_level: Dong) -> Hundredths:
    """The State-salary average at today's base salary, times all State months (hundredths of VND)."""
    left, coefficients = state_window, 0
    for spell in reversed(state_spells):
        used = least(spell.months, left)
        coefficients, left = coefficients + spell.coefficient * used, left - used
    return divide(coefficients * reference_level, greatest(state_window, 1), state_months)


@cites("41/2024/QH15 art. 73", "158/2025/ND-CP art. 16")
def employer_income(employer_spells: Spells, revaluation: MonthlySeries) -> Hundredths:
    """Employer-set salaries of every month, revalued (hundredths of VND)."""
    total = 0
    for spell in employer_spells:
        total = total + spell.income * revaluation.between(spell.first, spell.months)
    return total


@cites("158/2025/ND-CP art. 17.5", "159/2025/ND-CP art. 11")
def compulsory_income(
    state_income: Hundredths,
    employer_income: Hundredths,
    stated_compulsory_average: Dong,
    stated_compulsory_months: Months,
) -> Hundredths:
    """The compulsory average times the compulsory months (hundredths of VND)."""
    return state_income + employer_income + stated_compulsory_average * stated_compulsory_months * 100


@cites("58/2014/QH13 art. 71.1", "41/2024/QH15 art. 141.11", "158/2025/ND-CP art. 17.3")
def pension_floor(
    reference_level: Dong,
    compulsory_months: Months,
    floor_compulsory_months: Months,
    joined_month: Month,
    floor_joined_before: Month,
) -> Dong:
    """Lowest pension (VND): the reference level after twenty compulsory years, for who joined in time; else none."""
    due = (compulsory_months >= floor_compulsory_months) & (joined_month < floor_joined_before)
    return where(due, reference_level, 0)


@cites("41/2024/QH15 art. 64", "41/2024/QH15 art. 98", "158/2025/ND-CP art. 17.2")
def compulsory_conditions(compulsory_months: Months, pension_required_months: Months) -> Flag:
    """Whether the compulsory conditions apply: enough of the record is compulsory by itself."""
    return compulsory_months >= pension_required_months
