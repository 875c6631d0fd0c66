"""What a person's payments cost the household, the State and the province in a period."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.law.wiring import RETIREMENT
from estimator.plan import record
from estimator.plan.assumptions import Outlook
from estimator.plan.checks import check
from estimator.plan.choice import band, settle
from estimator.plan.person import Assumed, Question
from estimator.plan.projection import Payments, supported_months_before
from estimator.plan.quote import last_month
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


@lru_cache(maxsize=16)
def _outlook(book: Rulebook, scenario: str, assumed: Assumed) -> Outlook:
    return Outlook(book, scenario, assumed)


def impact(book: Rulebook, question: Question, first: int, last: int) -> Impact:
    """The payments made from one month to another, each whole in the month it is made; Problem as for a quote.

    ``support_ends``: month 121 lies in the period. ``age_reached``: the retirement age is. ``floor_overtakes``: the
    floor is above the income chosen. ``short_of_years``: months missing at the age that may be bought at once.
    """
    check(book, question)
    if question.method == "missing" or question.stop is not None or question.legacy_age:
        field = "method" if question.method == "missing" else "stop" if question.stop is not None else "legacy_age"
        raise Problem("compare_plan_only", field=field)
    outlook = _outlook(book, question.scenario, question.assumed)
    facts = {
        "birth_month": question.birth_month,
        "birth_year_only": question.born_known == "year",
        "sex": question.sex_code,
    }
    reached = int(RETIREMENT.fill(facts, outlook.book.at(question.start))["retirement_month"])
    end = last_month(outlook.book, question, reached)
    supported = supported_months_before(outlook.book, question.history, question.start)
    choice = settle(outlook, book, question, supported)
    payments = Payments(outlook, question, choice.income, supported)
    each = max(payments.regular_months(), question.years_ahead * months.YEAR)
    until = min(end, last + each - 1)  # so that the last payment made is whole
    made = [p for p in payments.walk(until, single=True) if p.paid <= last] if until >= question.start else []
    paid = [Paid(p.paid, p.months, p.payable, p.state_support, p.local_support) for p in made if p.paid >= first]
    watched: set[str] = set()
    short = next((p for p in made if p.sheet["supported_months"] < p.months), None)
    if short is not None and first <= short.first + int(short.sheet["supported_months"]) <= last:
        watched.add("support_ends")
    if first <= reached <= last:
        watched.add("age_reached")
    law = outlook.book.at(max(reached, question.start))
    at_age = record.recorded(question, question.history) + max(min(end, reached) - question.start + 1, 0)
    if 0 < int(law["pension_required_months"]) - at_age <= int(law["missing_months_limit"]):
        watched.add("short_of_years")
    if band(outlook.book.at(last)).floor > choice.income:
        watched.add("floor_overtakes")
    return Impact(tuple(paid), frozenset(watched))
