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


def last_of(spells: Spells, months: Months) -> Spells:
    """The last so many months of spells, the latest spell first."""
    left, found = months, []
    for spell in reversed(spells):
        used = least(spell.months, left)
        found.append(spell._replace(first=spell.first + spell.months - used, months=used))
        left = left - used
    return found


def at_base_salary(spells: Spells, reference_level: Dong) -> Hundredths:
    """Salaries of spells (hundredths of VND): the coefficients times one base salary."""
    total = 0
    for spell in spells:
        total = total + spell.coefficient * spell.months * reference_level
    return total


def salaries(spells: Spells, base_salaries: Schedule, since: Month = 0) -> list[tuple[Dong, Month, Months]]:
    """State salaries (VND a month) from a month on: the coefficient times the base salary of each month.

    With the first month and the months of each, between two changes of the base salary.
    """
    found = []
    for first, last, level in spans(base_salaries):
        for spell in spells:
            begins = greatest(spell.first, greatest(first, since))
            months = greatest(least(spell.first + spell.months, last + 1) - begins, 0)
            found.append((divide(spell.coefficient * level, 100), where(months > 0, begins, since), months))
    return found


def averaged_salaries(
    spells: Spells,
    reference_level: Dong,
    base_salaries: Schedule,
    revaluation: MonthlySeries,
    joined_month: Month,
    state_revalued_from: Month,
) -> Hundredths:
    """State salaries as they are averaged (hundredths of VND): at today's base salary.

    Of who first joined later, each month's own salary, revalued.
    """
    revalued = 0
    for salary, begins, months in salaries(spells, base_salaries, state_revalued_from):
        revalued = revalued + salary * revaluation.between(begins, months)
    return where(joined_month >= state_revalued_from, revalued, at_base_salary(spells, reference_level))


@cites("58/2014/QH13 art. 63.1", "58/2014/QH13 art. 63.2", "41/2024/QH15 art. 73.1.a", "41/2024/QH15 art. 73.1.b")
def state_income_last(
    state_spells: Spells,
    state_window: Months,
    reference_level: Dong,
    base_salaries: Schedule,
    revaluation: MonthlySeries,
    joined_month: Month,
    state_revalued_from: Month,
) -> Hundredths:
    """State salaries of the last years, those that are averaged (hundredths of VND)."""
    window = last_of(state_spells, state_window)
    return averaged_salaries(window, reference_level, base_salaries, revaluation, joined_month, state_revalued_from)


@cites("58/2014/QH13 art. 62.1", until="2025-06", states="state_income")
def state_income_by_last_years(state_income_last: Hundredths, state_window: Months, state_months: Months) -> Hundredths:
    """The State-salary average of the last years, times all State months (hundredths of VND)."""
    return divide(state_income_last, greatest(state_window, 1), state_months)


@cites("41/2024/QH15 art. 73.1.a", "41/2024/QH15 art. 73.1.b", "158/2025/ND-CP art. 15.2.c")
def state_income_whole(
    state_spells: Spells,
    reference_level: Dong,
    base_salaries: Schedule,
    revaluation: MonthlySeries,
    joined_month: Month,
    state_revalued_from: Month,
) -> Hundredths:
    """State salaries of the whole State time (hundredths of VND)."""
    return averaged_salaries(
        state_spells, reference_level, base_salaries, revaluation, joined_month, state_revalued_from
    )


@cites("41/2024/QH15 art. 72.1", "158/2025/ND-CP art. 15.2.c", "12/2025/TT-BNV art. 16.3")
def state_income(
    state_income_last: Hundredths, state_window: Months, state_months: Months, state_income_whole: Hundredths
) -> Hundredths:
    """The State-salary average, times all State months (hundredths of VND).

    Of the last years; of the whole State time where that is higher.
    """
    return greatest(divide(state_income_last, greatest(state_window, 1), state_months), state_income_whole)


@cites("58/2014/QH13 art. 89.1", "41/2024/QH15 art. 31.1")
def state_salaries(state_spells: Spells, base_salaries: Schedule) -> Dong:
    """The State salaries themselves (VND), not revalued."""
    total = 0
    for salary, _, months in salaries(state_spells, base_salaries):
        total = total + salary * months
    return total


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
