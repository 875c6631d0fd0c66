"""What is due for a first payment, or for so many months as somebody states; and the same taken otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from estimator.engine.filled import FigureName
from estimator.engine.problem import CoverageProblem
from estimator.engine.sheet import Sheet
from estimator.law.wiring import REGULAR
from estimator.plan import record
from estimator.plan.assumptions import laid_over
from estimator.plan.income import income_refusals, settle
from estimator.plan.payment import Income, Payment
from estimator.plan.payments import Payments
from estimator.plan.pension import last_income, missing_refusals
from estimator.plan.question import NONE, Question, asked
from estimator.plan.refusals import Refusal, refuse
from estimator.plan.timeline import OneLaw
from estimator.rulebook.model import Rulebook

A_DAY = datetime.date(1980, 1, 1)
PARTS: tuple[FigureName, ...] = (
    "instalment_payable",
    "instalment_full_contribution",
    "instalment_state_support",
    "instalment_local_support",
)


class Charge(NamedTuple):
    """What a payment costs (VND), or many: the household's part, the whole, the State's part, the province's."""

    amount: Any
    full: Any
    state: Any
    local: Any


class Payer(NamedTuple):
    """What prices a payment besides its months: the income (VND a month) and the code of the groups; one or many."""

    income: Any
    groups: Any


class Reason(NamedTuple):
    """Why an amount is another: a code, the facts of its sentence, and the articles to go by."""

    code: str
    facts: dict[str, Any]
    sources: tuple[str, ...] = ()


class Turn(NamedTuple):
    """One thing taken otherwise: what kind of thing, how it is said, and what it changes in a payment's sheet.

    ``facts`` go before the sheet's own figures; ``month`` names another month's law, ``months`` another number of
    months, ``sheet`` another way of paying; ``after`` changes the finished charge.
    """

    axis: str
    reason: Reason
    facts: Mapping[str, Any] = {}
    month: int | None = None
    months: int | None = None
    sheet: Sheet | None = None
    after: Callable[[Charge], Charge] | None = None


class Case:
    """A first payment, or the first so many months of a plan, priced and ready to be taken otherwise.

    For one payer or for columns of them; every charge then has a figure for each.
    """

    def __init__(self, enacted: Rulebook, question: Question, months: int, payer: Payer) -> None:
        """``months``: those of the first instalment, or as many as somebody states; years ahead keep their own.

        Raises Problem where missing months may not be bought.
        """
        outlook = laid_over(enacted, question.scenario, question.assumed)
        one = asked(question)._replace(income=payer.income)
        supported = record.supported_before(outlook, one)
        payments = Payments(outlook, one, supported)
        self.enacted, self.book, self.question, self.payer = enacted, outlook.book, question, payer
        self.parts = _parts(payments, months)
        self.first = self.parts[0]
        self.law = outlook.book.at(self.first.paid)
        self.interest = known(outlook.book, "fund_interest", self.first.paid)
        self.months = sum(part.months for part in self.parts)

    def source(self, *names: str, month: int | None = None) -> tuple[str, ...]:
        """The documents behind provisions, in force when the payment is made or in another month."""
        law = self.law if month is None else self.book.at(month)
        return tuple(dict.fromkeys(law.provision(name)[0].source for name in names))

    def taken(self, *turns: Turn) -> Charge:
        """The charge, with things taken otherwise."""
        facts = {name: value for turn in turns for name, value in turn.facts.items()}
        month = next((turn.month for turn in turns if turn.month is not None), None)
        months = next((turn.months for turn in turns if turn.months is not None), None)
        sheet = next((turn.sheet for turn in turns if turn.sheet is not None), None)
        parts = self.parts if months is None else self.parts[:1]
        priced = [self._priced(part, facts, month, months, sheet) for part in parts]
        found = Charge(*map(sum, zip(*priced, strict=True)))
        for turn in turns:
            found = found if turn.after is None else turn.after(found)
        return found

    def _priced(
        self, part: Payment, facts: dict[str, Any], month: int | None, months: int | None, other: Sheet | None
    ) -> list[Any]:
        sheet, own = other or part.sheet.sheet.present, {**part.sheet.facts, "groups": self.payer.groups}
        if months is not None:
            own["instalment_months"] = months
        if sheet is not REGULAR:
            own["fund_interest"] = self.interest
            if months is None:
                own["instalment_factor"] = part.sheet["instalment_factor"]
        filled = sheet.fill({**own, **facts}, part.sheet.law if month is None else self.enacted.at(month))
        return [filled[name] for name in PARTS]


def payer(enacted: Rulebook, question: Question) -> Payer:
    """Who pays the first payment. Raises Problem as a quote does."""
    outlook, one = laid_over(enacted, question.scenario, question.assumed), asked(question)
    if one.buys_missing and one.income == NONE and one.budget == NONE:
        income = last_income(one)
        refuse([Refusal("income_missing", "income", income < 0)], one)
        return Payer(income, question.group_code)
    law = OneLaw(enacted)
    choice = settle(law, outlook, one, record.supported_before(outlook, one))
    refuse(income_refusals(law, outlook, one, choice, unpaid=False), one)
    return Payer(choice.income, question.group_code)


def alike(enacted: Rulebook, question: Question) -> tuple[Any, ...] | None:
    """What cases have in common that differ in nothing but the payer; None where a case stands by itself.

    Born whenever, with whatever record: only how many months were supported counts.
    """
    outlook = laid_over(enacted, question.scenario, question.assumed)
    if question.method == "missing" or outlook.income_growth:
        return None
    supported = record.supported_before(outlook, asked(question))
    bare = question._replace(
        sex="",
        born=A_DAY,
        born_known="",
        as_of=A_DAY,
        history=(),
        groups=(),
        income=None,
        budget=None,
        any_income=False,
    )
    return (*bare, bool(question.history), supported)


def known(book: Rulebook, name: str, month: int) -> Any:
    """The value of a parameter in a month; None where it is not known."""
    try:
        return book.at(month)[name]
    except CoverageProblem:
        return None


def _parts(payments: Payments, months: int) -> list[Payment]:
    """The payments of so many months: stretches of equal law, the whole advance, or the months bought."""
    one, timeline = payments.asked, payments.timeline
    if not one.buys_missing:
        whole = one.ahead_months
        return (
            payments.walk(one.start + whole - 1).payments[:1]
            if whole
            else payments.walk(one.start + months - 1).payments
        )
    reached = timeline.retired(one)["retirement_month"]
    refuse(missing_refusals(timeline, one, reached, months, record.recorded(one)), one)
    return [payments.price("missing", one.start, months, payments.supported_before, Income(one.income, 0))]
