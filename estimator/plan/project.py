"""Payments, record and pension under one scenario."""

from __future__ import annotations

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.engine.sheet import Filled
from estimator.law.wiring import PENSION
from estimator.plan import record
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import Choice
from estimator.plan.person import Question, Spell
from estimator.plan.projection import Income, Payment, Payments
from estimator.plan.results import Pension, Projection
from estimator.plan.standing import standing
from estimator.rulebook.codes import softest
from estimator.rulebook.model import OPEN, Rulebook


def granted(book: Rulebook, ready: int, recorded: int, asked: int) -> int | None:
    """First month of a pension without buying anything: once ready, or once a later law asks for fewer months."""
    for month in (ready + 1, *book.changes(ready + 1, asked + 1, ("pension_required_months",))):
        if recorded >= int(book.at(month)["pension_required_months"]):
            return month
    return None


def project(
    outlook: Outlook, question: Question, choice: Choice | None, reached: int, end: int, supported: int
) -> Projection:
    """What a question leads to when the retirement age is reached in a month and payments end in another."""
    income = choice.income if choice else 0
    payments = Payments(outlook, question, income, supported)
    _ahead_fits(question, payments, end)
    paid = payments.walk(end)
    spells = (*question.history, *planned(question, paid))
    last = max((spell.last for spell in spells), default=0)
    ready = max(reached, last)
    months_recorded = record.recorded(question, spells)
    starts = granted(outlook.book, ready, months_recorded, question.as_of_month)
    missing: Payment | None = None
    if starts is None or question.method == "missing":
        bought_in = question.start if question.method == "missing" else max(ready, 0 if paid else question.as_of_month)
        starts = max(bought_in, ready) + 1
        law = outlook.book.at(starts)
        short = max(int(law["pension_required_months"]) - months_recorded, 0)
        if question.method == "missing":
            _may_buy(outlook.book, question, reached, short, months_recorded)
        if 0 < short <= int(law["missing_months_limit"]):
            latest = Income(income or _last_income(question), "enacted")
            if paid:
                latest = Income(paid[-1].spell.income, standing(paid[-1].sheet, "insured_income"))
            missing = payments.missing(bought_in, bought_in, short, payments.supported_after(paid), latest)
    sheet = _sheet(outlook, question, spells, paid, missing, reached, starts)
    return Projection(outlook, paid, missing, sheet, _pension(outlook, question, sheet, starts, missing))


def planned(question: Question, paid: list[Payment]) -> tuple[Spell, ...]:
    """The months paid for, as spells; what a stop leaves unused is no part of the record."""
    stop = question.stop.month if question.stop is not None else OPEN
    return tuple(spell._replace(months=min(spell.months, stop - spell.first)) for spell in (p.spell for p in paid))


def _last_income(question: Question) -> int:
    """The income of the last voluntary months, on which missing ones are bought when nothing else is said."""
    voluntary = record.of_kind(question.history, "voluntary")
    if not voluntary:
        raise Problem("income_missing", field="income")
    return voluntary[-1].income


def _sheet(
    outlook: Outlook,
    question: Question,
    spells: tuple[Spell, ...],
    paid: list[Payment],
    missing: Payment | None,
    reached: int,
    starts: int,
) -> Filled:
    series, published = outlook.revaluation(starts, record.joined(record.of_kind(spells, "compulsory")))
    facts = {
        **record.facts(question, spells),
        "revaluation": series,
        "bought_income": int(missing.sheet["insured_income"]) if missing else 0,
        "months_after_age": sum(max(s.last - max(s.first, reached + 1) + 1, 0) for s in spells),
        "pension_start": starts,
        "told_month": question.as_of_month,
    }
    ages = outlook.book.at(starts).standing("retirement_ages")  # an assumed age makes an assumed record
    incomes = softest([ages, *(standing(payment.sheet, "insured_income") for payment in paid)])
    bought = standing(missing.sheet, "insured_income") if missing else "enacted"
    soft = {"revaluation": published, "bought_income": bought}
    soft |= dict.fromkeys(("spells", "all_spells", "income_sum"), incomes)
    return PENSION.fill(facts, outlook.book.at(starts), soft)


def _may_buy(book: Rulebook, question: Question, reached: int, short: int, months_recorded: int) -> None:
    """Missing months are bought from the month before the retirement age on, by who is short of few enough."""
    limit = int(book.at(question.start)["missing_months_limit"])
    if question.start < reached - 1:
        raise Problem("missing_too_early", field="start", given=question.start, earliest=reached - 1)
    if short == 0:
        raise Problem("missing_none", field="method", given="missing", recorded=months_recorded)
    if short > limit:
        raise Problem("missing_too_many", field="method", given=short, limit=limit)


def _ahead_fits(question: Question, payments: Payments, end: int) -> None:
    if question.years_ahead and end >= question.start and payments.blocks(end) == 0:
        raise Problem(
            "advance_too_long",
            field="method",
            given=f"years_ahead:{question.years_ahead}",
            months=end - question.start + 1,
            until=end,
        )


def _pension(outlook: Outlook, question: Question, sheet: Filled, starts: int, missing: Payment | None) -> Pension:
    entitled = bool(sheet["entitled"])
    amount = int(sheet["monthly_pension"])
    today = (
        int(sheet["pension_in_payment"])
        if starts <= question.as_of_month
        else outlook.deflated(amount, months.year_of(starts), question.as_of.year)
    )
    return Pension(
        entitled,
        starts if entitled else None,
        int(sheet["contribution_months"]),
        int(sheet["benefit_half_years"]),
        int(sheet["pension_rate"]),
        int(sheet["average_income"]),
        amount,
        today,
        int(sheet["retirement_allowance"]),
        int(sheet["missing_months"]),
        missing.state_support + missing.local_support if missing else 0,
        missing.payable if missing else 0,
        standing(sheet, "monthly_pension"),
    )
