"""Why somebody else's amount for a first instalment differs from ours: the nearest lawful explanation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.exact import times
from estimator.law.payment import compounded
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import settle
from estimator.plan.person import Question
from estimator.plan.projection import PRICED_BY, Payments, supported_months_before
from estimator.rulebook.codes import GROUPS, group_code
from estimator.rulebook.model import Rulebook


class Reason(NamedTuple):
    """What would give an amount: a code, what it is about (a group, a month), and the amount (VND)."""

    code: str
    about: str | int | None
    amount: int


def reasons(book: Rulebook, question: Question) -> Iterator[Reason]:
    """What the household would pay first if one thing were taken otherwise, the likeliest first; Problem as a quote."""
    outlook = Outlook(book, question.scenario, question.assumed)
    supported = supported_months_before(outlook.book, question.history, question.start)
    choice = settle(outlook, book, question, supported)
    payments = Payments(outlook, question, choice.income, supported)
    whole = max(question.years_ahead * 12, payments.regular_months())
    first = payments.walk(question.start + whole - 1, single=True)[0]
    sheet, facts, law = first.sheet.sheet, first.sheet.facts, first.sheet.law

    def taken(**other: object) -> int:
        return int(sheet.fill({**facts, **other}, law)["instalment_payable"])

    before = outlook.book.changes(0, first.paid, PRICED_BY)
    after = outlook.book.changes(first.paid, first.paid + 60, PRICED_BY)
    for code, months in (("older_law", before[-1:]), ("later_law", after[:1])):
        for month in months:
            other = outlook.book.at(month - 1 if code == "older_law" else month)
            yield Reason(code, month, int(sheet.fill(facts, other)["instalment_payable"]))
    limit = int(outlook.book.at(first.paid)["support_months_limit"])
    yield Reason("month_121", None, taken(months_supported=limit))
    yield Reason("limit_forgotten", None, taken(months_supported=0))
    for group in GROUPS:
        yield Reason("group", group, taken(groups=group_code((group,))))
    yield Reason("local_left_out", None, first.payable + first.local_support)
    if question.years_ahead:
        rates = dict.fromkeys(p.value for _, p in outlook.book.parameters["fund_interest"].segments if p is not None)
        for rate in rates:
            yield Reason("other_rate", rate, taken(fund_interest=rate))
        rate = int(first.sheet["fund_interest"])
        yield Reason("compounded", None, taken(instalment_factor=compounded(rate, first.months)))
        yield Reason("no_discount", None, taken(instalment_factor=times(first.months)))


def explained(book: Rulebook, question: Question, amount: int, ours: int) -> Reason | None:
    """The first reason that gives exactly an amount other than ours; None where none does."""
    return next((r for r in reasons(book, question) if r.amount == amount != ours), None)
