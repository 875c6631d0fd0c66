"""What a person's payments cost the household, the State and the province in a period."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan import record
from estimator.plan.assumptions import Outlook, laid_over
from estimator.plan.choice import band
from estimator.plan.legacy import legacy
from estimator.plan.person import Question
from estimator.plan.project import project
from estimator.plan.projection import PRICED_BY, Payment, Payments
from estimator.plan.quote import Settled, ahead_fits, settled
from estimator.plan.supported import used_months
from estimator.rulebook.codes import softest
from estimator.rulebook.model import Rulebook

WATCHED = ("support_ends", "age_reached", "floor_overtakes", "short_of_years")


class Paid(NamedTuple):
    """The payments made in one month: the months they cover, and who pays them (VND)."""

    month: int
    months: int
    household: int
    state_support: int
    local_support: int


class Impact(NamedTuple):
    """A person's payments in a period, and what of ``WATCHED`` happens to them in it."""

    paid: tuple[Paid, ...]
    watched: frozenset[str]


def impact(book: Rulebook, question: Question, first: int, last: int, enacted: Rulebook | None = None) -> Impact:
    """The payments made from one month to another, each whole in the month it is made; Problem as for a quote.

    ``book`` may hold a reform that is only proposed; then ``enacted`` is the law by which the person is let in, and a
    floor of the reform raises an income but refuses nobody.

    ``support_ends``: the month after the last supported one (month 121) lies in the period. ``age_reached``: the
    retirement age is reached in it. ``floor_overtakes``: the floor of the last month of the period that the plan
    still reaches is above the income chosen. ``short_of_years``: at the age, or now where it is behind, so few months
    are missing that they may be bought at once, and the plan does not buy them.
    """
    outlook = laid_over(book, question.scenario, question.assumed)
    plan = settled(enacted or book, outlook, question)
    if question.stop is not None:
        raise Problem("stop_not_here", field="stop", given=months.iso(question.stop.month))
    if question.legacy_age:
        reached = legacy(outlook, question, plan.choice, plan.reached, plan.end).reached
        plan = plan._replace(reached=reached, end=min(plan.end, reached))
    payments = Payments(outlook, question, plan.choice.income if plan.choice else 0, plan.supported)
    ahead_fits(question, payments, plan.end)
    made = _made(question, plan, payments, last)
    paid = [Paid(p.paid, p.months, p.payable, p.state_support, p.local_support) for p in made if p.paid >= first]
    happens = {
        "support_ends": _support_ends(outlook.book, question, made, first, last),
        "age_reached": first <= plan.reached <= last,
        "floor_overtakes": _floor_overtakes(outlook.book, question, plan, payments, first, last),
        "short_of_years": _short_of_years(outlook.book, question, plan, made),
    }
    return Impact(tuple(paid), frozenset(name for name in WATCHED if happens[name]))


def period_of(asked: int, first: int | None, last: int | None) -> tuple[int, int]:
    """First and last month of a period: the year after the month asked in, or to the December of the first month.

    Raises Problem: period_start_missing, period_reversed.
    """
    if first is None:
        if last is not None:
            raise Problem("period_start_missing", field="to", given=last)
        first = months.january(months.year_of(asked) + 1)
    if last is None:
        last = months.january(months.year_of(first) + 1) - 1
    if last < first:
        raise Problem("period_reversed", field="to", given=last, first=first)
    return first, last


def standing(outlook: Outlook, first: int, last: int) -> str:
    """How firm the law is by which payments of a period are priced: as the softest provision in it."""
    laws = [outlook.book.at(month) for month in (first, *outlook.book.changes(first, last, PRICED_BY))]
    return softest(law.standing(name) for law in laws for name in PRICED_BY)


def limits(outlook: Outlook, month: int) -> dict[str, int]:
    """What of a month's law the watched facts turn on: months and VND."""
    law = outlook.book.at(month)
    return {
        "supported": int(law["support_months_limit"]),
        "required": int(law["pension_required_months"]),
        "missing": int(law["missing_months_limit"]),
        "floor": band(law).floor,
    }


def _made(question: Question, plan: Settled, payments: Payments, last: int) -> list[Payment]:
    """The payments made up to a month, one by one."""
    if question.method == "missing":
        bought = project(payments, plan.reached, plan.end).missing
        return [bought] if bought is not None and bought.paid <= last else []
    each = max(payments.regular_months(), question.years_ahead * months.YEAR)
    until = min(plan.end, last + each - 1)  # so that the last payment made is whole
    return [p for p in payments.walk(until, single=True) if p.paid <= last] if until >= question.start else []


def _support_ends(book: Rulebook, question: Question, made: list[Payment], first: int, last: int) -> bool:
    """Whether a month of the period is the first that is no longer supported, though by law there is support."""
    used, limit = used_months(book, question.history, question.start)
    counting = used <= limit  # else month 121 lies in the record
    for payment in made:
        supported = int(payment.sheet["supported_months"])
        if supported == payment.months:
            counting = True
        elif (counting or supported) and payment.sheet["support_months_limit"]:
            if first <= payment.first + supported <= last:
                return True
            counting = False
    return False


def _floor_overtakes(
    book: Rulebook, question: Question, plan: Settled, payments: Payments, first: int, last: int
) -> bool:
    month = min(last, plan.end)
    return max(first, question.start) <= month and band(book.at(month)).floor > payments.chosen(month).amount


def _short_of_years(book: Rulebook, question: Question, plan: Settled, made: list[Payment]) -> bool:
    law = book.at(max(plan.reached, question.start))
    planned = max(min(plan.end, plan.reached) - question.start + 1, 0)
    bought = sum(payment.months for payment in made if payment.kind == "missing")
    missing = int(law["pension_required_months"]) - record.recorded(question, question.history) - planned - bought
    return 0 < missing <= int(law["missing_months_limit"])
