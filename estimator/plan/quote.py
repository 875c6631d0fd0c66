"""The quote: what a person pays, when, who helps, and the pension it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.law.wiring import RETIREMENT
from estimator.plan import record
from estimator.plan.assumptions import HORIZON, Outlook, laid_over
from estimator.plan.benefits import benefits
from estimator.plan.checks import check
from estimator.plan.choice import Choice, settle
from estimator.plan.legacy import NAMES as LEGACY_NAMES
from estimator.plan.legacy import legacy
from estimator.plan.person import Question
from estimator.plan.project import foresee, project
from estimator.plan.projection import Payment, Payments, worth
from estimator.plan.refund import refund
from estimator.plan.results import (
    RANGE,
    Benefits,
    Foreseen,
    Instalment,
    Legacy,
    Pension,
    Projection,
    Quote,
    Refund,
    Sums,
    Totals,
)
from estimator.plan.roads import roads
from estimator.plan.standing import standing
from estimator.plan.supported import supported_months_before
from estimator.plan.warnings import warnings
from estimator.rulebook.codes import METHODS, softest
from estimator.rulebook.model import Law, Rulebook

PARTS = ("legacy", "projection", "contribution", "range", "refund", "first_year", "first", "totals", "benefits")


class Reckoning:
    """A question settled, and the parts of its quote, each worked out when it is first asked for.

    Raises Problem or CoverageProblem at once where the question cannot be settled, else with the part that is refused.
    """

    def __init__(self, book: Rulebook, question: Question) -> None:
        self.book, self.question = book, question
        self.outlook = laid_over(book, question.scenario, question.assumed)
        self.supported, self.retirement, self.reached, self.end, self.choice = settled(book, self.outlook, question)
        stop = question.stop
        if stop is not None and stop.reason == "pension" and stop.month <= self.reached:
            raise Problem(
                "pension_before_age", field="stop", given=stop.month, reached=self.reached, first=self.reached + 1
            )
        self.payments = Payments(self.outlook, question, self.choice.income if self.choice else 0, self.supported)
        if question.legacy_age:
            self.reached, self.end = self.legacy.reached, min(self.end, self.legacy.reached)

    @property
    def sure(self) -> bool:
        """Whether no part can be refused: all law is known from the first month on that any of them looks at."""
        question = self.question
        regular = question.method in METHODS and question.stop is None and not question.legacy_age
        chosen = max(self.book.parameters[name].first for name in LEGACY_NAMES)  # no age is chosen sooner
        earliest = min(question.start, question.as_of_month, self.reached, chosen)
        return regular and self.choice is not None and earliest >= self.book.known_from

    def judge(self) -> None:
        """Work out every part, in the order in which a quote is refused."""
        for part in PARTS:
            getattr(self, part)

    @cached_property
    def legacy(self) -> Legacy:
        """The age that may still be chosen."""
        return legacy(self.outlook, self.question, self.choice, self.reached, self.end)

    @cached_property
    def projection(self) -> Projection:
        """The payments and the pension under the question's own scenario."""
        ahead_fits(self.question, self.payments, self.end)
        return project(self.payments, self.reached, self.end)

    @cached_property
    def contribution(self) -> Filled | None:
        """The sheet of the first month; None where nothing is paid and no income was named."""
        start = self.question.start
        return self.payments.price("regular", start, start, 1, self.supported).sheet if self.choice else None

    @cached_property
    def range(self) -> dict[str, Pension | Foreseen]:
        """The pension under each scenario of the range."""
        own = self.question.scenario
        return {name: self.projection.pension if name == own else self.foreseen(name) for name in RANGE}

    def foreseen(self, scenario: str) -> Foreseen:
        """The pension under another scenario."""
        other = laid_over(self.book, scenario, self.question.assumed)
        return foresee(other, self.question, self.choice, self.reached, self.end)

    @cached_property
    def refund(self) -> Refund | None:
        """What comes back where payments stop."""
        return refund(self.question, self.payments, self.end)

    @cached_property
    def first_year(self) -> list[Payment]:
        """The payments of the first twelve months, or the whole advance, or the missing months bought."""
        return _first_year(self.question, self.payments, self.projection, self.end)

    @cached_property
    def first(self) -> Instalment | None:
        """The first instalment; None where nothing is paid."""
        return next(iter(_timetable(self.question, self.payments, self.singles(every=False))), None)

    def singles(self, every: bool = True) -> list[Payment]:
        """The payments of the first year one by one; the first alone where not ``every`` one is asked for."""
        if not self.first_year or self.question.method not in METHODS:
            return self.first_year
        count = months.YEAR if every else self.payments.regular_months()
        return self.payments.walk(min(self.end, self.question.start + count - 1), single=True)

    @cached_property
    def sums(self) -> Sums:
        """The payments of the first year added up."""
        return Sums(*(sum(getattr(payment, name) for payment in self.first_year) for name in Sums._fields))

    @cached_property
    def support_months_left(self) -> int:
        """Months that may still be supported before the first is paid."""
        return max(int(self.outlook.book.at(self.question.start)["support_months_limit"]) - self.supported, 0)

    @cached_property
    def totals(self) -> Totals:
        """Everything still to be paid."""
        return _totals(self.question, self.projection, self.refund)

    @cached_property
    def benefits(self) -> Benefits:
        """What else the record gives, but for a withdrawal."""
        return benefits(self.outlook, self.question, self.projection, whole=False)


def quote(book: Rulebook, question: Question) -> Quote:
    """Answer a question under a rulebook; Problem or CoverageProblem when it cannot be answered."""
    found = Reckoning(book, question)
    found.judge()
    outlook, choice, projection = found.outlook, found.choice, found.projection
    reached, end = found.reached, found.end
    singles = found.singles()
    return Quote(
        question,
        choice,
        found.contribution,
        tuple(_timetable(question, found.payments, singles)),
        singles[0] if singles else None,
        found.sums,
        found.support_months_left,
        found.retirement,
        reached,
        projection,
        found.totals,
        found.range,
        found.legacy if found.legacy.open else None,
        roads(found.payments, projection, reached, end),
        benefits(outlook, question, projection),
        found.refund,
        tuple(warnings(book, question, choice, projection, found.supported, end, found.retirement)),
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
    pension = projection.pension.monthly_pension_today
    back = given_back.amount if given_back is not None else 0
    return Totals(
        sum([p.payable for p in every]) - back,
        sum([p.state_support for p in every]),
        sum([p.local_support for p in every]),
        -(-(worth(projection.outlook, every, question.as_of.year) - back) // pension) if pension else None,
        softest(chain((projection.pension.standing,), (standing(p.sheet, "instalment_payable") for p in every))),
    )


def _first_year(question: Question, payments: Payments, projection: Projection, end: int) -> list[Payment]:
    """The payments of the first twelve months, or the whole advance, or the missing months bought."""
    if question.method == "missing":
        return [projection.missing] if projection.missing else []
    if question.years_ahead:
        return projection.payments[:1]
    return payments.walk(min(end, question.start + months.YEAR - 1))


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
