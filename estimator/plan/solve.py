"""Backwards: the lowest income level, or the fewest years, whose pension in today's prices reaches what is wanted."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine import months
from estimator.engine.many import fitting
from estimator.engine.problem import Problem
from estimator.plan.assumptions import laid_over
from estimator.plan.income import band
from estimator.plan.question import Question
from estimator.plan.quote import Quote, plan_end, quote
from estimator.rulebook.codes import SEXES
from estimator.rulebook.model import Rulebook


class Solved(NamedTuple):
    """The quote that reaches the pension wanted (VND a month; None: any at all), or the one that comes nearest."""

    wanted: int | None
    found: bool
    quote: Quote

    @property
    def level(self) -> tuple[bool, int, int]:
        """What is asked for: whether it can be reached, on which income (VND), with how many months paid."""
        income = self.quote.choice.income if self.quote.choice else 0
        return self.found, income, sum(payment.months for payment in self.quote.projection.payments)


class Open(NamedTuple):
    """A given left open, and the other answer it would lead to."""

    given: str
    value: str
    solved: Solved


def solve(book: Rulebook, question: Question, wanted: int | None, until_entitled: bool = False) -> Solved:
    """What a pension takes: the income where none is given, else the years; or just until a pension is due.

    Problem where nothing is left to be solved, or the question names its end itself.
    """
    if question.method == "missing" or question.stop is not None:
        raise Problem("solve_plan_only", field="method" if question.method == "missing" else "stop")
    given = "income" if question.income is not None else "pay" if question.budget is not None else None
    if until_entitled or (given is not None and wanted is not None):
        for name in ("years", "until"):
            if getattr(question, name) is not None:
                raise Problem("solve_with_end", field=name)
    if until_entitled:
        question = _until_entitled(book, question, given is not None)
    if wanted is None:
        if given is None:
            raise Problem("income_missing", field="income")
        found = quote(book, question)
        return Solved(None, found.projection.pension.entitled, found)
    if given is None:
        return _level(book, question, wanted)
    return _years(book, question, wanted) if not until_entitled else _settled(quote(book, question), wanted)


def _settled(found: Quote, wanted: int) -> Solved:
    return Solved(wanted, found.projection.pension.monthly_pension_today >= wanted, found)


def _level(book: Rulebook, question: Question, wanted: int) -> Solved:
    """Search the levels by halving: more income never lowers the pension."""
    limits = band(laid_over(book, question.scenario, question.assumed).book.at(question.start))
    step = 1 if question.any_income and not limits.binding else limits.step
    levels = (limits.cap - limits.floor) // step + 1

    def at(level: int) -> Quote:
        return quote(book, question._replace(income=limits.floor + level * step))

    too_low = fitting(lambda level: at(level).projection.pension.monthly_pension_today < wanted, levels)
    return Solved(wanted, too_low < levels, at(min(too_low, levels - 1)))


def _years(book: Rulebook, question: Question, wanted: int) -> Solved:
    """Try every number of years up to the plan's usual end, from the fewest: more years may lower the average.

    Years that lead there with nothing bought come before fewer that need missing months bought.
    """
    usual = quote(book, question)
    last = plan_end(usual)
    best, buying = usual, None
    for years in range((last - question.start + 1) // months.YEAR + 1):
        try:
            found = quote(book, question._replace(years=years))
        except Problem as problem:
            if problem.code not in ("advance_too_long", "income_missing"):
                raise
            continue
        if _settled(found, wanted).found:
            if not found.projection.pension.missing_months:
                return Solved(wanted, True, found)
            buying = buying or found
        if found.projection.pension.monthly_pension_today > best.projection.pension.monthly_pension_today:
            best = found
    return _settled(usual if _settled(usual, wanted).found else buying or best, wanted)


def _until_entitled(book: Rulebook, question: Question, income_given: bool) -> Question:
    """The question paid just until a pension is due with nothing bought; more months never make more missing."""
    if not income_given:
        floor = band(laid_over(book, question.scenario, question.assumed).book.at(question.start)).floor
        probe = question._replace(income=floor)
    else:
        probe = question
    each = max(question.years_ahead * months.YEAR, 1)

    def missing(count: int) -> int:
        return quote(book, probe._replace(until=question.start + count * each - 1)).projection.pension.missing_months

    most = int(book.at(question.start)["pension_required_months"]) // each + 1
    count = fitting(lambda count: missing(count) > 0, most)
    return question._replace(until=question.start + count * each - 1)


def left_open(
    book: Rulebook, question: Question, stated: set[str], wanted: int | None, until_entitled: bool, solved: Solved
) -> list[Open]:
    """The givens not stated that would change the answer, each with the answer it would lead to."""
    others: list[tuple[str, str, Question]] = []
    if "sex" not in stated:
        others += [("sex", sex, question._replace(sex=sex)) for sex in SEXES if sex != question.sex]
    if not stated & {"method", "instalments", "years_ahead"}:
        others.append(("method", "yearly", question._replace(method="yearly")))
    if not stated & {"start", "until"}:
        start = question.start + months.YEAR
        others.append(("start", months.iso(start), question._replace(start=start)))
    found = []
    for given, value, other in others:
        try:
            answer = solve(book, other, wanted, until_entitled)
        except Problem:
            continue
        if answer.level != solved.level:
            found.append(Open(given, value, answer))
    return found
