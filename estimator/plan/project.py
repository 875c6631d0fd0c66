"""Payments, record and pension under one scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Protocol

from estimator.engine import months
from estimator.engine.exact import where
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.law.wiring import PENSION
from estimator.plan import record
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import Choice
from estimator.plan.person import Question, Spell
from estimator.plan.projection import Insured, Payment, Payments
from estimator.plan.results import Foreseen, Pension, Projection
from estimator.plan.standing import standing
from estimator.rulebook.codes import softest
from estimator.rulebook.model import OPEN, Rulebook


class Timeline(Protocol):
    """The law through time: a rulebook, or the batch room's for columns of months."""

    def at(self, month: Any) -> Any:
        """The law of a month."""

    def changes(self, first: int, last: int, names: Iterable[str]) -> list[int]:
        """The months in which one of the named parameters changes."""


def granted(book: Timeline, ready: Any, recorded: Any, asked: int) -> Any:
    """First month of a pension without buying anything: once ready, or once a later law asks for fewer months.

    Ready and recorded are ints or columns; ``OPEN`` where no month up to the one asked in will do.
    """
    required = book.at(ready + 1)["pension_required_months"]
    starts = OPEN
    for month in reversed(book.changes(0, asked + 1, ("pension_required_months",))):
        eased = (month > ready + 1) & (recorded >= book.at(month)["pension_required_months"])
        starts = where(eased, month, starts)
    return where(recorded >= required, ready + 1, starts)


def project(payments: Payments, reached: int, end: int) -> Projection:
    """What a question leads to when the retirement age is reached in a month and payments end in another."""
    paid = payments.walk(end)
    missing, sheet = _record(payments, paid, reached, payments.supported_after(paid))
    pension = _pension(payments.outlook, payments.question, sheet, missing)
    return Projection(payments.outlook, paid, missing, sheet, pension)


def foresee(outlook: Outlook, question: Question, choice: Choice | None, reached: int, end: int) -> Foreseen:
    """The pension alone that ``project`` would find."""
    payments = Payments(outlook, question, choice.income if choice else 0, 0)
    _, sheet = _record(payments, payments.insured(end), reached, 0)
    return _foreseen(outlook, question, sheet)


def _record(
    payments: Payments, paid: Sequence[Payment | Insured], reached: int, supported: int
) -> tuple[Payment | None, Filled]:
    """The missing months if bought, with so many months supported before, and the sheet of the record as paid."""
    outlook, question = payments.outlook, payments.question
    spells = (*question.history, *planned(question, paid))
    last = max((spell.last for spell in spells), default=0)
    ready = max(reached, last)
    months_recorded = record.recorded(question, spells)
    starts = granted(outlook.book, ready, months_recorded, question.as_of_month)
    missing: Payment | None = None
    if starts == OPEN or question.method == "missing":
        bought_in = question.start if question.method == "missing" else max(ready, 0 if paid else question.as_of_month)
        starts = max(bought_in, ready) + 1
        law = outlook.book.at(starts)
        short = max(int(law["pension_required_months"]) - months_recorded, 0)
        if question.method == "missing":
            may_buy(outlook.book, question, reached, short, months_recorded)
        if 0 < short <= int(law["missing_months_limit"]):
            chosen = payments.income._replace(amount=payments.income.amount or last_income(question))
            latest = paid[-1].insured if paid else chosen
            missing = payments.missing(bought_in, bought_in, short, supported, latest)
    return missing, _sheet(outlook, question, spells, paid, missing, reached, starts)


def planned(question: Question, paid: Sequence[Payment | Insured]) -> tuple[Spell, ...]:
    """The months paid for, as spells; what a stop leaves unused is no part of the record."""
    spells = tuple([payment.spell for payment in paid])
    if question.stop is None:
        return spells
    stop = question.stop.month
    return tuple(spell._replace(months=min(spell.months, stop - spell.first)) for spell in spells)


def last_income(question: Question) -> int:
    """The income of the last voluntary months, on which missing ones are bought when nothing else is said."""
    voluntary = record.of_kind(question.history, "voluntary")
    if not voluntary:
        raise Problem("income_missing", field="income")
    return voluntary[-1].income


def _sheet(
    outlook: Outlook,
    question: Question,
    spells: tuple[Spell, ...],
    paid: Sequence[Payment | Insured],
    missing: Payment | None,
    reached: int,
    starts: int,
) -> Filled:
    facts = record.facts(question, spells)
    series, published = outlook.revaluation(starts, record.joined(facts["employer_spells"]))
    facts |= {
        "revaluation": series,
        "bought_income": int(missing.sheet["insured_income"]) if missing else 0,
        "months_after_age": record.months_within(spells, reached + 1, OPEN),
        "pension_start": starts,
        "told_month": question.as_of_month,
    }
    law = outlook.book.at(starts)
    ages = law.standing("retirement_ages")  # an assumed age makes an assumed record
    last_first = (payment.insured.standing for payment in reversed(paid))  # the last are the softest
    incomes = softest(chain((ages,), last_first))
    bought = missing.insured.standing if missing else "enacted"
    soft = {
        "revaluation": published,
        "bought_income": bought,
        "spells": incomes,
        "all_spells": incomes,
        "income_sum": incomes,
    }
    return PENSION.fill(facts, law, soft, record.known(facts, law))


def may_buy(book: Rulebook, question: Question, reached: int, short: int, months_recorded: int) -> None:
    """Missing months are bought from the month before the retirement age on, by who is short of few enough."""
    limit = int(book.at(question.start)["missing_months_limit"])
    if question.start < reached - 1:
        raise Problem("missing_too_early", field="start", given=question.start, earliest=reached - 1)
    if short == 0:
        raise Problem("missing_none", field="method", given="missing", recorded=months_recorded)
    if short > limit:
        raise Problem("missing_too_many", field="method", given=short, limit=limit)


def _foreseen(outlook: Outlook, question: Question, sheet: Filled) -> Foreseen:
    starts, amount = int(sheet["pension_start"]), int(sheet["monthly_pension"])
    return Foreseen(
        starts if sheet["entitled"] else None,
        amount,
        int(sheet["pension_in_payment"])
        if starts <= question.as_of_month
        else outlook.deflated(amount, months.year_of(starts), question.as_of.year),
        standing(sheet, "monthly_pension"),
    )


def _pension(outlook: Outlook, question: Question, sheet: Filled, missing: Payment | None) -> Pension:
    found = _foreseen(outlook, question, sheet)
    return Pension(
        bool(sheet["entitled"]),
        found.pension_from,
        int(sheet["contribution_months"]),
        int(sheet["benefit_half_years"]),
        int(sheet["pension_rate"]),
        int(sheet["average_income"]),
        found.monthly_pension,
        found.monthly_pension_today,
        int(sheet["retirement_allowance"]),
        int(sheet["missing_months"]),
        missing.state_support + missing.local_support if missing else 0,
        missing.payable if missing else 0,
        found.standing,
    )
