"""People as columns, and what a crowd of them shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from estimator.batch.almanac import Column, taken
from estimator.engine.months import YEAR, month
from estimator.plan.person import PERIODS, Assumed, Question, Spell
from estimator.rulebook.codes import METHODS

NONE = -1
REGULARLY = "regular"  # by the month or in instalments of several; whose are of how many, ``People.method`` tells


class Shared(NamedTuple):
    """What everybody in a chunk has in common: the month of the quote, the way of paying, the scenario."""

    as_of: int  # month
    as_of_day: int  # proleptic ordinal
    method: str = REGULARLY  # regular, years_ahead or missing
    years_ahead: int = 0
    scenario: str = "base"
    assumed: Assumed = ()


class People(NamedTuple):
    """Int64 columns, one entry for each person; codes as in ``rulebook.codes``, months as month ints, VND a month.

    ``until``, ``years`` and ``budget`` are -1 where not stated; a budget is for so many months as ``period`` says, and
    what it carries is found by ``budget.afforded``, with the next level up and its cost. ``method`` is a position in
    METHODS, everybody's or one for all; of who pays years ahead, that of what is paid after them. The k-th of
    ``spells`` holds everybody's k-th past voluntary spell, oldest first, with 0 months where a person has fewer.
    ``fits`` is False for who is not a matter for columns.
    """

    sex: Column
    birth_month: Column
    birth_year_only: Column  # bool
    groups: Column
    income: Column
    start: Column
    until: Column
    years: Column
    spells: tuple[Spell, ...]
    fits: Column  # bool
    budget: Column = None
    period: Column = None
    method: Column = METHODS.index("monthly")
    next_income: Column = None
    next_payable: Column = None

    def rows(self, which: Column) -> People:
        """Some of the people, in an order of one's own."""
        return People(*(taken(column, which) for column in self))


def shared(question: Question) -> Shared:
    """What a question may have in common with others; questions that share it may go into one chunk."""
    return Shared(
        question.as_of_month,
        question.as_of.toordinal(),
        "years_ahead" if question.years_ahead else REGULARLY if question.method in METHODS else question.method,
        question.years_ahead,
        question.scenario,
        question.assumed,
    )


def fits(question: Question) -> bool:
    """Whether columns can hold a question: nothing but voluntary months, an income or a budget, and nothing rare."""
    return (
        (question.income is None) != (question.budget is None)
        and not (question.any_income and question.budget is not None)
        and question.known_on is None
        and question.stop is None
        and not question.legacy_age
        and question.compulsory_average is None
        and not question.compulsory_months
        and question.method in (*METHODS, "years_ahead", "missing")
        and all(spell.kind == "voluntary" and spell.months > 0 for spell in question.history)
    )


def people(questions: Sequence[Question]) -> People:
    """The columns of questions that share a day, a scenario and a way of paying."""

    def column(values: list[int]) -> Column:
        return np.array(values, np.int64)

    histories = [tuple(sorted(s for s in q.history if s.kind == "voluntary")) for q in questions]
    most = max((len(history) for history in histories), default=0)
    spells = []
    for place in range(most):
        own = [history[place] if place < len(history) else Spell(0, 0, 0) for history in histories]
        spells.append(Spell(*(column([int(spell[field]) for spell in own]) for field in range(3))))
    return People(
        column([q.sex_code for q in questions]),
        column([q.birth_month for q in questions]),
        np.array([q.born_known == "year" for q in questions], bool),
        column([q.group_code for q in questions]),
        column([NONE if q.income is None else min(q.income, 2**62) for q in questions]),
        column([q.start for q in questions]),
        column([NONE if q.until is None else q.until for q in questions]),
        column([NONE if q.years is None else min(q.years, month(2200, 1) // YEAR) for q in questions]),
        tuple(spells),
        np.array([fits(q) for q in questions], bool),
        column([NONE if q.budget is None else q.budget.asked for q in questions]),
        column([1 if q.budget is None else PERIODS[q.budget.per] for q in questions]),
        column([METHODS.index(q.method if q.method in METHODS else "yearly") for q in questions]),
    )
