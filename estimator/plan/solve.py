"""Backwards: the lowest income level whose pension, in today's prices, reaches what is wanted."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from estimator.engine.problem import Problem
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import band
from estimator.plan.person import Question
from estimator.plan.quote import quote
from estimator.plan.results import Quote
from estimator.rulebook.model import Rulebook


class Solved(NamedTuple):
    """The quote of the lowest level that reaches the pension wanted (VND a month), or of the highest there is."""

    wanted: int
    found: bool
    quote: Quote


def solve(book: Rulebook, question: Question, wanted: int) -> Solved:
    """Search the levels by halving: more income never lowers the pension. Problem when an income is given."""
    if question.income is not None or question.budget is not None:
        raise Problem("solve_with_income", field="income" if question.income is not None else "pay")
    if question.method == "missing" or question.stop is not None:
        raise Problem("solve_plan_only", field="method" if question.method == "missing" else "stop")
    limits = band(Outlook(book, question.scenario, question.assumed).book.at(question.start))
    step = 1 if question.any_income and not limits.binding else limits.step
    levels = range((limits.cap - limits.floor) // step + 1)

    def at(index: int) -> Quote:
        return quote(book, question._replace(income=limits.floor + index * step))

    index = bisect_left(levels, wanted, key=lambda level: at(level).projection.pension.monthly_pension_today)
    return Solved(wanted, index < len(levels), at(min(index, len(levels) - 1)))
