"""The quote: what a person pays, when, who helps, and the pension it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.engine import months
from estimator.engine.problem import CoverageProblem, Problem
from estimator.engine.sheet import Filled
from estimator.law.wiring import PENSION, REGULAR, RETIREMENT
from estimator.plan.assumptions import HORIZON, Outlook
from estimator.plan.checks import check
from estimator.plan.choice import Choice, settle
from estimator.plan.person import Question, Spell
from estimator.plan.projection import Payment, Payments, supported_months_before
from estimator.plan.results import RANGE, Instalment, Pension, Projection, Quote, Totals
from estimator.plan.standing import standing
from estimator.plan.warnings import warnings
from estimator.rulebook.codes import METHODS, softest
from estimator.rulebook.model import Rulebook


def quote(book: Rulebook, question: Question) -> Quote:
    """Answer a question under a rulebook; Problem or CoverageProblem when it cannot be answered."""
    check(book, question)
    outlook = Outlook(book, question.scenario)
    supported = supported_months_before(outlook.book, question.history, question.start)
    retirement = RETIREMENT.fill(
        {
            "birth_month": question.birth_month,
            "birth_year_only": question.born_known == "year",
            "sex": question.sex_code,
        },
        outlook.book.at(question.start),
    )
    end = _end(outlook.book, question, retirement["retirement_month"])
    if end >= months.january(HORIZON):
        raise Problem("horizon", field="until", given=end, latest=months.month(2100, 12))
    if end < question.start and question.method != "missing" and question.income is None and question.budget is None:
        choice = None
    else:
        choice = settle(outlook.book, book, question, supported)
    projection = project(outlook, question, choice, retirement, end, supported)
    payments = Payments(outlook.book, question, choice.income if choice else 0, supported)
    contribution = None
    if choice is not None:
        contribution = payments.price(REGULAR, "regular", question.start, question.start, 1, supported).sheet
    spread = {
        name: (
            projection
            if name == question.scenario
            else project(Outlook(book, name), question, choice, retirement, end, supported)
        ).pension.monthly_pension_today
        for name in RANGE
    }
    law = outlook.book.at(question.start)
    instalments = tuple(_timetable(question, payments, projection, end))
    left = max(int(law["support_months_limit"]) - supported, 0)
    told = tuple(warnings(question, choice, projection, supported, end, retirement))
    totals = _totals(question, projection)
    return Quote(question, choice, contribution, instalments, left, retirement, projection, totals, spread, told)


def _end(book: Rulebook, question: Question, reached: int) -> int:
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
    return start + max(required - sum(spell.months for spell in question.history), 0) - 1


def _recorded_last(question: Question, end: int) -> int:
    last = max((spell.last for spell in question.history), default=0)
    return max(last, end if end >= question.start else 0)


def project(
    outlook: Outlook, question: Question, choice: Choice | None, retirement: Filled, end: int, supported: int
) -> Projection:
    """Payments, record and pension under one scenario."""
    income = choice.income if choice else 0
    payments = Payments(outlook.book, question, income, supported)
    _ahead_fits(question, payments, end)
    paid = payments.walk(end)
    reached = int(retirement["retirement_month"])
    last = _recorded_last(question, end)
    ready = max(reached, last)
    bought_in = question.start if question.method == "missing" else ready if paid else max(ready, question.as_of_month)
    history = question.history
    spells = (*history, *(payment.spell for payment in paid))
    after_age = sum(max(s.last - max(s.first, reached + 1) + 1, 0) for s in spells)
    latest = paid[-1].spell.income if paid else income or (max(history).income if history else 0)
    short = _short(outlook.book, ready, spells)
    if question.method == "missing":
        _may_buy(outlook.book, question, reached, short)
    starts = max(bought_in if short else ready, ready) + 1
    law = outlook.book.at(starts)
    series, published = outlook.revaluation(starts)
    if spells and min(spells)[0] < series.origin:
        raise CoverageProblem("income_before_tables", field="revaluation", month=min(spells)[0], first=series.origin)
    missing = None
    if 0 < short <= int(law["missing_months_limit"]):
        if latest == 0:
            raise Problem("income_missing", field="income")
        buyer = Payments(outlook.book, question, latest, supported)
        missing = buyer.missing(bought_in, bought_in, short, payments.supported_after(paid))
    facts = {
        "spells": spells,
        "revaluation": series,
        "bought_income": int(missing.sheet["insured_income"]) if missing else 0,
        "sex": question.sex_code,
        "months_after_age": after_age,
    }
    incomes = softest(standing(p.sheet, "insured_income") for p in paid)
    bought = standing(missing.sheet, "insured_income") if missing else "enacted"
    sheet = PENSION.fill(facts, law, {"revaluation": published, "spells": incomes, "bought_income": bought})
    pension = _pension(outlook, question, sheet, starts, missing)
    return Projection(outlook, paid, missing, sheet, pension)


def _short(book: Rulebook, month: int, spells: Iterable[Spell]) -> int:
    required = int(book.at(month + 1)["pension_required_months"])
    return max(required - sum(spell.months for spell in spells), 0)


def _may_buy(book: Rulebook, question: Question, reached: int, short: int) -> None:
    """Missing months are bought from the month before the retirement age on, by who is short of few enough."""
    limit = int(book.at(question.start)["missing_months_limit"])
    if question.start < reached - 1:
        raise Problem("missing_too_early", field="start", given=question.start, earliest=reached - 1)
    if short == 0:
        recorded = sum(spell.months for spell in question.history)
        raise Problem("missing_none", field="method", given="missing", recorded=recorded)
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
    today = outlook.deflated(amount, months.year_of(starts), question.as_of.year)
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


def _totals(question: Question, projection: Projection) -> Totals:
    every = [*projection.payments, *([projection.missing] if projection.missing else [])]

    def today(amount: int, year: int) -> int:
        return projection.outlook.deflated(amount, year, question.as_of.year)

    pension = projection.pension.monthly_pension_today
    return Totals(
        sum(p.payable for p in every),
        sum(p.state_support for p in every),
        sum(p.local_support for p in every),
        -(-sum(p.worth(today) for p in every) // pension) if pension else None,
    )


def _timetable(question: Question, payments: Payments, projection: Projection, end: int) -> Iterable[Instalment]:
    if question.method == "missing":
        singles = [projection.missing] if projection.missing else []
    elif question.years_ahead:
        singles = payments.walk(question.start + question.years_ahead * months.YEAR - 1)[:1]
    else:
        singles = payments.walk(min(end, question.start + months.YEAR - 1), single=True)
    for payment in singles:
        assert payment is not None
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
        )
