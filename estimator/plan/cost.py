"""What payments cost the household, the State and the province in a period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import greatest, least, where
from estimator.engine.many import NEVER, anybody, holding, taken, within
from estimator.engine.problem import Problem
from estimator.law.wiring import REGULAR
from estimator.plan import record
from estimator.plan.assumptions import PRICED_BY, Outlook, laid_over
from estimator.plan.income import band
from estimator.plan.payment import Payment
from estimator.plan.pension import buy
from estimator.plan.question import Question
from estimator.plan.question import asked as as_asked
from estimator.plan.quote import reckoning
from estimator.plan.reckoning import Reckoning, refused_advance, settled
from estimator.plan.refusals import refuse
from estimator.plan.timeline import OneLaw
from estimator.rulebook.codes import softest
from estimator.rulebook.model import Rulebook

WATCHED = ("support_ends", "age_reached", "floor_overtakes", "short_of_years")


class Paid(NamedTuple):
    """The payments made in one month: the months they cover, and who pays them (VND); of one person or columns."""

    month: int
    months: Any
    household: Any
    state_support: Any
    local_support: Any


class Cost(NamedTuple):
    """The payments made in a period, each with whose they are (positions, None for one person), and what is watched."""

    made: list[tuple[Any, Paid]]
    watched: dict[str, Any]
    refused: Any


class Impact(NamedTuple):
    """A person's payments in a period, and what of ``WATCHED`` happens to them in it."""

    paid: tuple[Paid, ...]
    watched: frozenset[str]


def impact(book: Rulebook, question: Question, first: int, last: int, enacted: Rulebook | None = None) -> Impact:
    """One person's payments made from one month to another; Problem as for a quote.

    ``book`` may hold a reform that is only proposed; then ``enacted`` is the law by which the person is let in, and a
    floor of the reform raises an income but refuses nobody.
    """
    if question.stop is not None:
        outlook = laid_over(book, question.scenario, question.assumed)
        settled(OneLaw(enacted or book), outlook, as_asked(question))
        raise Problem("stop_not_here", field="stop", given=months.iso(question.stop.month))
    found = cost(reckoning(book, question, enacted), first, last)
    return Impact(tuple(paid for _, paid in found.made), frozenset(name for name in WATCHED if found.watched[name]))


def cost(found: Reckoning, first: int, last: int) -> Cost:
    """The payments made from one month to another, each whole in the month it is made.

    ``support_ends``: the month after the last supported one (month 121) lies in the period. ``age_reached``: the
    retirement age is reached in it. ``floor_overtakes``: the floor of the last month of the period that the plan
    still reaches is above the income chosen. ``short_of_years``: at the age, or now where it is behind, so few months
    are missing that they may be bought at once, and the plan does not buy them.
    """
    asked, timeline = found.asked, found.timeline
    refused = refuse([refused_advance(found.payer, found.end)], asked)
    used, limit = record.used_months(timeline, asked)
    counting, ends = used <= limit, asked.start < 0  # whether month 121 is still to come; else it lies in the record
    made: list[tuple[Any, Paid]] = []
    for rows, payment in _made(found, last):
        sheet, now = payment.sheet, payment.paid
        supported, still = sheet["supported_months"], taken(counting, rows)
        ended = (supported < payment.months) & (still | (supported > 0)) & (sheet["support_months_limit"] > 0)
        inside = ended & (first <= now + supported) & (now + supported <= last)
        going_on = (supported == payment.months) | (still & (ended == 0))
        ends, counting = put(ends, rows, inside | taken(ends, rows)), put(counting, rows, going_on)
        if now >= first:
            made.append(
                (rows, Paid(now, payment.months, payment.payable, payment.state_support, payment.local_support))
            )
    reached, end, start = found.reached, found.end, asked.start
    law = timeline.at(greatest(reached, start))
    bought = found.projection.count * (start <= last) if asked.buys_missing else 0
    planned = greatest(least(end, reached) - start + 1, 0)
    missing = law["pension_required_months"] - record.recorded(asked) - planned - bought
    still = least(end, last)
    pays = greatest(start, first) <= still
    watched = {
        "support_ends": ends,
        "age_reached": (first <= reached) & (reached <= last),
        "floor_overtakes": _overtaken(found, pays, where(pays, still, start)),
        "short_of_years": (missing > 0) & (missing <= law["missing_months_limit"]),
    }
    return Cost(made, watched, refused | found.refused)


def put(column: Any, rows: Any, values: Any) -> Any:
    """A column with other values at some positions; of one person the other value."""
    if rows is None:
        return values
    column = column.copy()
    column[rows] = values
    return column


def _overtaken(found: Reckoning, pays: Any, month: Any) -> Any:
    if not anybody(pays):
        return pays
    floor = found.timeline.fill(REGULAR, {}, month, ("income_floor",))["income_floor"]
    return pays & (floor > found.payer.incomes(month).amount)


def _made(found: Reckoning, last: int) -> Iterator[tuple[Any, Payment]]:
    """The payments made up to a month, one by one."""
    asked = found.asked
    if not asked.buys_missing:
        yield from found.payer.singles(found.end, last)
        return
    projection = found.projection
    buys = (projection.count > 0) & (projection.bought_in <= last)
    while anybody(buys):
        now, _ = within(where(buys, projection.bought_in, NEVER), last)
        bought = buys & (projection.bought_in == now)
        rows = holding(bought)
        payer = found.payer if rows is None else found.payer.some(rows)
        yield rows, buy(payer, projection.walk, now, projection.count, rows)
        buys = buys & (bought == 0)


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
