"""The one-off withdrawal of a record, beside the pension that keeping it leads to."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.plan.assumptions import Outlook, laid_over
from estimator.plan.benefits import record_sheet
from estimator.plan.income import band
from estimator.plan.payment import worth
from estimator.plan.payments import Payments, Walk
from estimator.plan.question import Question
from estimator.plan.question import asked as as_asked
from estimator.plan.quote import Quote, quote
from estimator.plan.refusals import refuse, statements
from estimator.plan.results import Warning
from estimator.plan.timeline import OneLaw
from estimator.rulebook.model import Rulebook

REASONS = ("age", "waiting", "abroad", "illness", "incapacity")
KEEPS_SUPPORT = ("illness", "incapacity")


class Withdrawal(NamedTuple):
    """A withdrawal (VND, months): whether the law allows it, why or why not, from when, and how much."""

    allowed: bool
    reason: str
    first: int | None
    months: int
    months_before_2014: int
    months_from_2014: int
    average_income: int
    gross_amount: int
    state_support_deducted: int
    amount: int


class Withdrawing(NamedTuple):
    """The answer: the withdrawal, its sheet, what keeping the record leads to, and the age from which that wins."""

    question: Question
    withdrawal: Withdrawal
    sheet: Filled
    keep: Quote
    keep_wins_from_age: int | None


def withdraw(book: Rulebook, question: Question, reason: str | None = None) -> Withdrawing:
    """What a record pays out at once, and what keeping it is worth; Problem when there is no record."""
    own = as_asked(question)
    refuse(statements(OneLaw(book), own), own)
    if not question.history:
        raise Problem("no_record", field="paid")
    if question.compulsory_months:
        raise Problem("stated_months_not_enough", field="compulsory_months", given=question.compulsory_months)
    last = max(spell.last for spell in question.history)
    if last > question.as_of_month:
        raise Problem("record_ahead", field="paid", given=last, as_of=question.as_of)
    outlook = laid_over(book, question.scenario, question.assumed)
    keep = _kept(book, outlook, question)
    reached, today = int(keep.retirement["retirement_month"]), question.as_of_month
    waited = last + 1 + int(outlook.book.at(today)["withdrawal_waiting_months"])

    def tried(why: str) -> _Try:
        first = max(waited, today) if why == "waiting" else today
        sheet = record_sheet(Payments(outlook, own, 0), Walk([], 0), question.start - 1, first, why in KEEPS_SUPPORT)
        return _Try(why, first, sheet, _refused(why, sheet, today, reached))

    ways = (reason,) if reason else ("age", "waiting") if today >= reached else ("waiting",)
    tries = [tried(why) for why in ways]
    why, first, sheet, refusal = next((one for one in tries if one.refusal is None), tries[0])
    withdrawal = Withdrawal(
        allowed=refusal is None,
        reason=refusal or why,
        first=first if refusal is None else None,
        months=int(sheet["recorded_months"]),
        months_before_2014=int(sheet["months_before_split"]),
        months_from_2014=int(sheet["months_from_split"]),
        average_income=int(sheet["lump_sum_average"]) // 100,
        gross_amount=int(sheet["withdrawal_gross"]),
        state_support_deducted=int(sheet["support_deducted"]),
        amount=int(sheet["withdrawal"]),
    )
    wins = _keep_wins(outlook, question, keep, withdrawal, first)
    return Withdrawing(question, withdrawal, sheet, keep, wins)


class _Try(NamedTuple):
    """A way of withdrawing: why, from when, the sheet of the record then, and why the law does not allow it."""

    why: str
    first: int
    sheet: Filled
    refusal: str | None


def _kept(book: Rulebook, outlook: Outlook, question: Question) -> Quote:
    """What keeping the record leads to: as asked, else nothing more is paid but for missing months.

    Where no income is known to buy those on, they are bought on the lowest.
    """
    if asked(question):
        return quote(book, question)
    kept = question._replace(years=0)
    try:
        return quote(book, kept)
    except Problem as problem:
        if problem.code != "income_missing":
            raise
    lowest = int(band(outlook.book.at(question.start)).floor)
    found = quote(book, kept._replace(income=lowest))
    return found._replace(warnings=(Warning("missing_on_floor", {"income": lowest}), *found.warnings))


def asked(question: Question) -> bool:
    """Whether the question says how the person would go on paying."""
    return question.income is not None or question.budget is not None


def _refused(why: str, sheet: Filled, today: int, reached: int) -> str | None:
    """Why the law does not allow it; None where it does."""
    if why == "age":
        if today < reached:
            return "not_of_age"
        return None if sheet["withdrawal_at_age"] else "enough_for_a_pension"
    if why == "waiting":
        if sheet["recorded_months"] >= sheet["withdrawal_limit_months"]:
            return "twenty_years"
        return None if sheet["withdrawal_after_waiting"] else "joined_after"
    return None


def _keep_wins(outlook: Outlook, question: Question, keep: Quote, withdrawal: Withdrawal, first: int) -> int | None:
    """Age (months) at which the pension drawn, in today's prices, makes up for withdrawal and payments to come."""
    pension = keep.projection.pension
    if not withdrawal.allowed or pension.pension_from is None or not pension.monthly_pension_today:
        return None
    as_of = question.as_of.year
    given_up = outlook.deflated(withdrawal.amount, months.year_of(first), as_of)
    missing = keep.projection.missing
    payments = (*keep.projection.payments, *((missing,) if missing else ()))
    drawn = -(-(given_up + worth(payments, as_of)) // pension.monthly_pension_today)
    return int(pension.pension_from + drawn - question.birth_month)
