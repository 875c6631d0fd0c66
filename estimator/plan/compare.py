"""The same person several ways side by side, and which way is best by which measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import RATE_UNIT, SHARE_UNIT, divide, share
from estimator.engine.problem import Problem
from estimator.plan import record
from estimator.plan.assumptions import laid_over
from estimator.plan.deposit import Deposit, Product, ProductWorth, deposit, worth
from estimator.plan.expected import Expected, expected
from estimator.plan.income import band
from estimator.plan.payment import Payment
from estimator.plan.payments import Payments
from estimator.plan.question import Question, asked
from estimator.plan.quote import Quote, plan_end, quote
from estimator.plan.refund import refund
from estimator.rulebook.codes import METHODS
from estimator.rulebook.model import Rulebook

KINDS = ("method", "income", "start", "stop", "deposit")
AHEAD = (2, 3, 4, 5)
HORIZON_MONTHS = 60  # the months over which ways of paying are compared: the longest advance
JOB_AFTER = 6
MOST_LEVELS = 12


class Row(NamedTuple):
    """One way: its name (a method, an income, a month, a number of years), its quote, and figures of its own.

    ``own`` are VND, months, or shares in ten-thousandths, by name.
    """

    kind: str
    at: Any
    quote: Quote
    expected: Expected | None
    own: dict[str, int | None]


class Refused(NamedTuple):
    """A way that the law does not allow here, and why."""

    kind: str
    at: Any
    problem: Problem


class Winner(NamedTuple):
    """The best row by one measure, and its figure; several where they are equal."""

    measure: str
    rows: tuple[int, ...]
    value: int


class Comparison(NamedTuple):
    """The rows, those refused, and the winners; by deposit also the deposit beside the pension."""

    by: str
    question: Question
    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    winners: tuple[Winner, ...]
    deposit: Deposit | None = None
    product: ProductWorth | None = None


Measure = tuple[str, Callable[[Row], int | None], bool]  # name, figure, whether more is better


def _pension(row: Row) -> int | None:
    return row.quote.projection.pension.monthly_pension_today or None


def _paid(row: Row) -> int | None:
    return row.quote.totals.paid_by_household


def _recover(row: Row) -> int | None:
    return row.quote.totals.months_to_recover


def _own(name: str) -> Callable[[Row], int | None]:
    return lambda row: row.own.get(name)


MEASURES: dict[str, tuple[Measure, ...]] = {
    "method": (
        ("least_over_horizon", _own("household_over_horizon"), False),
        ("most_state_support", _own("state_over_horizon"), True),
        ("least_at_once", _own("at_once"), False),
        ("most_back", _own("back_after_job"), True),
    ),
    "income": (
        ("least_a_month", lambda row: int((row.quote.contribution or {"payable": 0})["payable"]), False),
        ("highest_pension", _pension, True),
        ("soonest_recovered", _recover, False),
        ("most_state_share", _own("state_share"), True),
    ),
    "start": (
        ("highest_pension", _pension, True),
        ("least_paid", _paid, False),
        ("soonest_recovered", _recover, False),
    ),
    "stop": (("highest_pension", _pension, True), ("least_paid", _paid, False), ("soonest_recovered", _recover, False)),
    "deposit": (),
}


def compare(
    book: Rulebook,
    question: Question,
    by: str,
    levels: Sequence[int] = (),
    job_after: int = JOB_AFTER,
    product: Product | None = None,
) -> Comparison:
    """The ways of one kind: those named by ``levels`` (VND, months or years by kind), else the usual ones."""
    if by not in KINDS:
        raise Problem("by_unknown", field="by", given=by, allowed=KINDS)
    if question.method == "missing" or question.stop is not None:
        raise Problem("compare_plan_only", field="method" if question.method == "missing" else "stop")
    if len(levels) > MOST_LEVELS:
        raise Problem("too_many_levels", field="level", given=len(levels), most=MOST_LEVELS)
    if levels and by in ("method", "deposit"):
        raise Problem("levels_not_here", field="level", given=by)
    base = quote(book, question)
    if by != "deposit" and not base.projection.payments:
        raise Problem("compare_nothing_paid", field="by", given=by)
    income = base.choice.income if base.choice else None
    settled = question._replace(income=income, budget=None)
    rows: list[Row] = []
    refused: list[Refused] = []
    for kind, at, way in _ways(book, settled, base, by, levels):
        try:
            answer = quote(book, way)
        except Problem as problem:
            refused.append(Refused(kind, at, problem))
            continue
        rows.append(Row(kind, at, answer, expected(answer), {}))
    if not rows:
        raise refused[0].problem
    rows = [row._replace(own=_figures(row, rows, job_after)) for row in rows]
    winners = tuple(won for measure in MEASURES[by] if (won := _winner(measure, rows)) is not None)
    beside = deposit(rows[0].quote) if by == "deposit" else None
    return Comparison(by, question, tuple(rows), tuple(refused), winners, beside, worth(product) if product else None)


def _winner(measure: Measure, rows: list[Row]) -> Winner | None:
    """The best rows of a measure; none where all are equal or nothing can be said."""
    name, figure, more = measure
    values = {index: value for index, row in enumerate(rows) if (value := figure(row)) is not None}
    if len(set(values.values())) < 2:
        return None
    best = max(values.values()) if more else min(values.values())
    return Winner(name, tuple(index for index, value in values.items() if value == best), best)


Way = tuple[str, Any, Question]


def _recorded(question: Question) -> int:
    """Months of the past record."""
    months_: int = record.recorded(asked(question))
    return months_


def _ways(book: Rulebook, question: Question, base: Quote, by: str, levels: Sequence[int]) -> list[Way]:
    if by == "method":
        regular: list[Way] = [("method", m, question._replace(method=m, years_ahead=0)) for m in METHODS]
        ahead: list[Way] = [("years_ahead", n, question._replace(method="years_ahead", years_ahead=n)) for n in AHEAD]
        return regular + ahead
    if by == "income":
        return [("income", at, question._replace(income=at)) for at in levels or _incomes(book, question)]
    if by == "start":
        starts = levels or (question.start, question.start + months.YEAR, question.start + 5 * months.YEAR)
        return [("start", at, _starting(book, question, at)) for at in starts]
    if by == "stop":
        return [("stop", at, _stopping(question, at)) for at in levels or _years(question, base)] + [
            ("going_on", None, question)
        ]
    return [("pension", None, question)]


def _incomes(book: Rulebook, question: Question) -> list[int]:
    """The floor, multiples of it on the step, the cap, and the income asked for."""
    limits = band(laid_over(book, question.scenario, question.assumed).book.at(question.start))
    multiples = (limits.floor * half // 2 for half in (2, 3, 4, 6, 10))
    stepped = {limits.floor + (level - limits.floor) // limits.step * limits.step for level in multiples}
    found = {level for level in stepped if level <= limits.cap} | {limits.cap}
    return sorted(found | ({question.income} if question.income is not None else set()))


def _starting(book: Rulebook, question: Question, start: int) -> Question:
    """The question begun later, on the same income or the floor enacted by then."""
    until = None if question.years is not None else question.until
    if question.income is None:
        return question._replace(start=start, until=until)
    return question._replace(start=start, until=until, income=max(question.income, band(book.at(start)).floor))


def _years(question: Question, base: Quote) -> list[int]:
    """Every fifth year on record from fifteen up to where the plan would end."""
    whole = (_recorded(question) + plan_end(base) - question.start + 1) // months.YEAR
    return [at for at in range(15, whole + 1, 5) if at * months.YEAR > _recorded(question)]


def _stopping(question: Question, years: int) -> Question:
    """The question with nothing more paid once so many years are on record."""
    left = years * months.YEAR - _recorded(question)
    return question._replace(years=None, until=question.start + max(left, 0) - 1)


def _figures(row: Row, rows: list[Row], job_after: int) -> dict[str, int | None]:
    """What a row says besides its quote."""
    if row.kind in ("method", "years_ahead"):
        return _way_of_paying(row, rows[0], job_after)
    totals = row.quote.totals
    supported = totals.state_support + totals.local_support
    whole = totals.paid_by_household + supported
    own: dict[str, int | None] = {"state_share": int(divide(supported, whole, SHARE_UNIT)) if whole > 0 else None}
    own["months_paid"] = sum(p.months for p in row.quote.projection.payments)
    before = rows[rows.index(row) - 1] if rows.index(row) else None
    if before is not None and row.kind in ("stop", "going_on", "income"):
        own["more_paid"] = totals.paid_by_household - before.quote.totals.paid_by_household
        own["more_pension"] = (_pension(row) or 0) - (_pension(before) or 0)
    return own


def _owed(payment: Payment) -> int:
    """The contribution of all months of a payment, without discount and not rounded (ten-thousandths of VND)."""
    return int(payment.sheet["insured_income"] * payment.months * payment.sheet["contribution_rate"])


def _way_of_paying(row: Row, monthly: Row, job_after: int) -> dict[str, int | None]:
    """A way of paying over the same months as the others, and what comes back after a job."""
    question, plan = row.quote.question, row.quote.projection.payer
    end = min(plan_end(monthly.quote), question.start + HORIZON_MONTHS - 1)
    made, same = plan.one_by_one(end), monthly.quote.projection.payer.one_by_one(end)
    first = made[0]
    full = sum(p.full_contribution for p in made)
    stopped = plan.asked._replace(stop=question.start + job_after)
    back = refund(Payments(plan.timeline, stopped, plan.supported_before), plan_end(row.quote))
    yearly = (RATE_UNIT + int(first.sheet.law["fund_interest"])) ** months.YEAR if first.kind == "ahead" else None
    return {
        "horizon_months": end - question.start + 1,
        "months_at_once": first.months,
        "at_once": first.payable,
        "household_over_horizon": sum(p.payable for p in made),
        "state_over_horizon": sum(p.state_support for p in made),
        "local_over_horizon": sum(p.local_support for p in made),
        "supported_months": sum(int(p.sheet["supported_months"]) for p in made),
        "discount": sum(int(share(_owed(p), 1)) for p in made) - full,
        "discount_rate": int(divide(yearly * SHARE_UNIT, RATE_UNIT**months.YEAR)) - SHARE_UNIT if yearly else 0,
        "saved_at_older_law": int(share(sum(map(_owed, same)) - sum(map(_owed, made)), 1)),
        "support_forgone": sum(p.state_support for p in same) - sum(p.state_support for p in made),
        "back_after_job": back["amount"],
    }
