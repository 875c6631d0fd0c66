"""The quote: what a person pays, when, who helps, and the pension it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.law.wiring import REGULAR, RETIREMENT
from estimator.plan import record
from estimator.plan.assumptions import HORIZON, Outlook, laid_over
from estimator.plan.benefits import benefits
from estimator.plan.checks import check
from estimator.plan.choice import Choice, settle
from estimator.plan.legacy import legacy
from estimator.plan.person import Question
from estimator.plan.project import foresee, project
from estimator.plan.projection import Payment, Payments, supported_months_before
from estimator.plan.refund import refund
from estimator.plan.results import RANGE, Instalment, Projection, Quote, Refund, Sums, Totals
from estimator.plan.roads import roads
from estimator.plan.standing import standing
from estimator.plan.warnings import warnings
from estimator.rulebook.codes import METHODS, softest
from estimator.rulebook.model import Law, Rulebook


def quote(book: Rulebook, question: Question, whole: bool = True, ranged: bool = True) -> Quote:
    """Answer a question under a rulebook; Problem or CoverageProblem when it cannot be answered.

    Not ``whole``, it has all figures, but of the timetable the first instalment alone, no roads and no warnings; not
    ``ranged``, no range, which has an answer wherever the scenario itself has one.
    """
    outlook = laid_over(book, question.scenario, question.assumed)
    supported, retirement, reached, end, choice = settled(book, outlook, question)
    law = outlook.book.at(question.start)
    if question.stop is not None and question.stop.reason == "pension" and question.stop.month <= reached:
        raise Problem("pension_before_age", field="stop", given=question.stop.month, reached=reached, first=reached + 1)
    other = legacy(outlook, question, choice, reached, end)
    if question.legacy_age:
        reached, end = other.reached, min(end, other.reached)
    payments = Payments(outlook, question, choice.income if choice else 0, supported)
    ahead_fits(question, payments, end)
    projection = project(outlook, question, choice, reached, end, supported)
    contribution = None
    if choice is not None:
        contribution = payments.price(REGULAR, "regular", question.start, question.start, 1, supported).sheet
    spread = {
        name: projection.pension
        if name == question.scenario
        else foresee(laid_over(book, name, question.assumed), question, choice, reached, end)
        for name in (RANGE if ranged else ())
    }
    given_back = refund(question, payments, end)
    first_year = _first_year(question, payments, projection, end)
    singles = _singles(question, payments, projection, end, whole) if first_year else []
    return Quote(
        question,
        choice,
        contribution,
        tuple(_timetable(question, payments, singles)),
        singles[0] if singles else None,
        Sums(*(sum(getattr(payment, name) for payment in first_year) for name in Sums._fields)),
        max(int(law["support_months_limit"]) - supported, 0),
        retirement,
        reached,
        projection,
        _totals(question, projection, given_back),
        spread,
        other if other.open else None,
        roads(outlook, question, choice, projection, reached, end, supported) if whole else (),
        benefits(outlook, question, projection, whole),
        given_back,
        tuple(warnings(book, question, choice, projection, supported, end, retirement)) if whole else (),
    )


@lru_cache(maxsize=4096)
def retired(law: Law, birth_month: int, birth_year_only: bool, sex: int) -> Filled:
    """The sheet of the retirement age of all who were born in a month, by the law of another."""
    return RETIREMENT.fill({"birth_month": birth_month, "birth_year_only": birth_year_only, "sex": sex}, law)


class Settled(NamedTuple):
    """What is settled before anything is paid: months supported, when the age is reached and payments end, the income.

    There is no choice of an income where nothing is paid and none was named.
    """

    supported: int
    retirement: Filled
    reached: int
    end: int
    choice: Choice | None


def settled(enacted: Rulebook, outlook: Outlook, question: Question) -> Settled:
    """Settle a question under an outlook; Problem where the law as enacted refuses it."""
    check(enacted, question)
    supported = supported_months_before(outlook.book, question.history, question.start)
    law = outlook.book.at(question.start)
    retirement = retired(law, question.birth_month, question.born_known == "year", question.sex_code)
    reached = int(retirement["retirement_month"])
    end = last_month(outlook.book, question, reached)
    if end >= months.january(HORIZON):
        raise Problem("horizon", field="until", given=end, latest=months.month(HORIZON - 1, 12))
    nothing_paid = end < question.start and question.method != "missing"
    asked = question.income is not None or question.budget is not None
    choice = None if nothing_paid and not asked else settle(outlook, enacted, question, supported)
    return Settled(supported, retirement, reached, end, choice)


def ahead_fits(question: Question, payments: Payments, end: int) -> None:
    """Refuse an advance of which not even one fits before the end."""
    if question.years_ahead and end >= question.start and payments.blocks(end) == 0:
        raise Problem(
            "advance_too_long",
            field="method",
            given=f"years_ahead:{question.years_ahead}",
            months=end - question.start + 1,
            until=end,
        )


def last_month(book: Rulebook, question: Question, reached: int) -> int:
    """The last month paid: as asked, else the month of retirement age, or past it until the years are complete."""
    start = question.start
    if question.method == "missing":
        return start - 1
    if question.until is not None:
        return question.until
    if question.years is not None:
        return start + question.years * months.YEAR - 1
    if reached >= start:
        return reached
    required = int(book.at(start)["pension_required_months"])
    return start + max(required - record.recorded(question, question.history), 0) - 1


def _totals(question: Question, projection: Projection, given_back: Refund | None) -> Totals:
    every = [*projection.payments, *([projection.missing] if projection.missing else [])]

    def today(amount: int, year: int) -> int:
        return projection.outlook.deflated(amount, year, question.as_of.year)

    pension = projection.pension.monthly_pension_today
    back = given_back.amount if given_back is not None else 0
    return Totals(
        sum(p.payable for p in every) - back,
        sum(p.state_support for p in every),
        sum(p.local_support for p in every),
        -(-(sum(p.worth(today) for p in every) - back) // pension) if pension else None,
        softest([projection.pension.standing, *(standing(p.sheet, "instalment_payable") for p in every)]),
    )


def _first_year(question: Question, payments: Payments, projection: Projection, end: int) -> list[Payment]:
    """The payments of the first twelve months, or the whole advance, or the missing months bought."""
    if question.method == "missing":
        return [projection.missing] if projection.missing else []
    if question.years_ahead:
        return projection.payments[:1]
    return payments.walk(min(end, question.start + months.YEAR - 1))


def _singles(question: Question, payments: Payments, projection: Projection, end: int, every: bool) -> list[Payment]:
    """The payments of the first year one by one; the first alone where not ``every`` one is asked for."""
    if question.method not in METHODS or question.years_ahead:
        return _first_year(question, payments, projection, end)
    count = months.YEAR if every else payments.regular_months()
    return payments.walk(min(end, question.start + count - 1), single=True)


def _timetable(question: Question, payments: Payments, singles: list[Payment]) -> Iterable[Instalment]:
    for payment in singles:
        bought = payment.kind == "missing"
        yield Instalment(
            None if bought else payment.first,
            None if bought else payment.first + payment.months - 1,
            payment.months,
            payment.due(question, payments.deadline(payment.paid) if question.method in METHODS else 0),
            payment.full_contribution,
            payment.state_support,
            payment.local_support,
            payment.payable,
            standing(payment.sheet, "instalment_payable"),
        )
