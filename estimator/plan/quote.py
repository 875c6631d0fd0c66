"""The quote of one person: what is paid, when, who helps, and the pension it leads to."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.plan.assumptions import laid_over
from estimator.plan.benefits import benefits
from estimator.plan.income import Choice
from estimator.plan.legacy import NAMES as LEGACY_NAMES
from estimator.plan.payment import Payment, first_day
from estimator.plan.payments import Payments
from estimator.plan.pension import Projection
from estimator.plan.question import NONE, Question, asked
from estimator.plan.reckoning import Reckoning, settled
from estimator.plan.results import (
    Benefits,
    Foreseen,
    Instalment,
    Legacy,
    Pension,
    Refund,
    Road,
    Sums,
    Totals,
    Warning,
)
from estimator.plan.roads import roads
from estimator.plan.standing import named, standing
from estimator.plan.timeline import OneLaw
from estimator.plan.warnings import warnings
from estimator.rulebook.codes import METHODS
from estimator.rulebook.model import Rulebook


class Quote(NamedTuple):
    """The typed answer to a question."""

    question: Question
    reckoning: Reckoning
    choice: Choice | None
    contribution: Filled | None
    instalments: tuple[Instalment, ...]
    first_payment: Payment | None
    first_year: Sums
    retirement: Filled
    reached: int
    projection: Projection
    totals: Totals
    range: dict[str, Pension | Foreseen]
    legacy: Legacy | None
    roads: tuple[Road, ...]
    benefits: Benefits
    refund: Refund | None
    warnings: tuple[Warning, ...]

    @property
    def retirement_age(self) -> int:
        """The age (months) of the law, or the one chosen instead."""
        age: int = self.reckoning.retirement_age
        return age


def reckoning(book: Rulebook, question: Question, enacted: Rulebook | None = None) -> Reckoning:
    """A question settled under a rulebook; Problem or CoverageProblem when it cannot be.

    ``book`` may hold a reform that is only proposed; then ``enacted`` is the law by which the person is let in.
    """
    outlook = laid_over(book, question.scenario, question.assumed)
    return Reckoning(outlook, settled(OneLaw(enacted or book), outlook, asked(question)))


def _judge(found: Reckoning) -> None:
    """Work out every part that can be refused, in the order in which a quote is."""
    _ = found.legacy, found.projection.pension, found.contribution
    _ = [each.foreseen for each in found.range.values()]
    _ = found.refund, found.first_year, found.first_months and found.first("payable")
    _ = found.total("payable"), found.months_to_recover, found.benefits


def _is_sure(found: Reckoning, book: Rulebook) -> bool:
    """Whether no part can be refused: all law is known from the first month on that any of them looks at."""
    asked = found.asked
    plain = asked.way == "regular" and asked.stop > found.end and not asked.legacy_age and asked.income > 0
    chosen = max(book.parameters[name].first for name in LEGACY_NAMES)  # no age is chosen sooner
    return plain and min(asked.start, asked.as_of, found.reached, chosen) >= book.known_from


def figures(book: Rulebook, question: Question, wanted: Iterable[str] | None = None) -> dict[str, int]:
    """The figures wanted of a quote, or all, by name, as the register holds them; Problem as for a quote."""
    from estimator.plan.figures import KINDS, read

    found = reckoning(book, question)
    if not _is_sure(found, book):
        _judge(found)
    return {name: int(value) for name, value in read(found, KINDS if wanted is None else wanted).items()}


def quote(book: Rulebook, question: Question) -> Quote:
    """Answer a question under a rulebook; Problem or CoverageProblem when it cannot be answered."""
    found = reckoning(book, question)
    _judge(found)
    projection, choice = found.projection, found.choice if found.asked.income else None
    singles = first_payments(found)
    stop, given_back = question.stop, found.refund
    ways_on = roads(found.payer, projection, found.reached, found.end, question)
    withdraws = any(road.name == "withdrawal" for road in ways_on)
    return Quote(
        question=question,
        reckoning=found,
        choice=choice,
        contribution=found.contribution.sheet if choice is not None else None,
        instalments=tuple(_timetable(question, found.payer, singles)),
        first_payment=singles[0] if singles else None,
        first_year=Sums(
            months=sum(payment.months for payment in singles),
            **{name: found.in_first_year(name) for name in Sums._fields[1:]},
        ),
        retirement=found.retirement,
        reached=found.reached,
        projection=projection,
        totals=Totals(
            paid_by_household=found.total("payable"),
            state_support=found.total("state_support"),
            local_support=found.total("local_support"),
            months_to_recover=found.months_to_recover if found.months_to_recover != NONE else None,
            standing=named(found.totals_standing),
        ),
        range={name: each.foreseen for name, each in found.range.items()},
        legacy=found.legacy if found.legacy.open else None,
        roads=ways_on,
        benefits=benefits(projection, to_withdraw=True) if withdraws else found.benefits,
        refund=Refund(reason=stop.reason, month=stop.month, **given_back) if stop is not None else None,
        warnings=tuple(warnings(book, question, found)),
    )


def first_payments(found: Reckoning) -> list[Payment]:
    """The payments of the first twelve months one by one, or the whole advance, or the missing months bought."""
    if found.asked.buys_missing:
        missing = found.projection.missing
        return [missing] if missing is not None else []
    if found.asked.years_ahead:
        return found.first_year.payments
    return found.payer.one_by_one(min(found.end, found.asked.start + months.YEAR - 1))


def due(payment: Payment, question: Question, payer: Payments) -> datetime.date:
    """Last day on which a payment may be made; years ahead and missing months: the day of registration."""
    if payment.kind != "regular":
        return max(question.as_of, first_day(payment.paid))
    deadline = payer.deadline(payment.paid) if question.method in METHODS else 0
    return first_day(payment.first + min(deadline, payment.months)) - datetime.timedelta(days=1)


def _timetable(question: Question, payer: Payments, singles: list[Payment]) -> Iterable[Instalment]:
    for payment in singles:
        bought = payment.kind == "missing"
        yield Instalment(
            first=None if bought else payment.first,
            last=None if bought else payment.first + payment.months - 1,
            months=payment.months,
            due=due(payment, question, payer),
            full_contribution=payment.full_contribution,
            state_support=payment.state_support,
            local_support=payment.local_support,
            payable=payment.payable,
            standing=named(payment.firm("instalment_payable")),
        )


def plan_end(quote: Quote) -> int:
    """The last month a quote's plan pays for; the month before its start where nothing is paid."""
    return max((p.first + p.months - 1 for p in quote.projection.payments), default=quote.question.start - 1)


def singles(quote: Quote) -> list[Payment]:
    """The payments from first to last; missing months bought at the end are not among them."""
    return quote.projection.payer.one_by_one(plan_end(quote))


def soft_figures(quote: Quote) -> dict[str, str]:
    """The figures of a quote that are not enacted, with how firm they are."""
    firm = {figure: standing(sheet, figure) for sheet, figure in quote.projection.resting}
    return {figure: named(how) for figure, how in firm.items() if how}
