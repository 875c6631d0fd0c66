"""What everybody's payments of a period cost, as columns: those of ``plan.impact``, walked month by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import Column, almanac
from estimator.batch.budget import afforded
from estimator.batch.door import Admitted, admit
from estimator.batch.payments import buy
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect, prospect
from estimator.batch.walks import each
from estimator.engine.exact import greatest, least, where
from estimator.engine.months import YEAR
from estimator.law.wiring import AHEAD, REGULAR
from estimator.plan import record
from estimator.plan.impact import WATCHED
from estimator.plan.supported import support_begins
from estimator.rulebook.model import OPEN, Rulebook

PAID = ("supported_months", "support_months_limit", "instalment_payable", "instalment_state_support",
        "instalment_local_support")  # fmt: skip


class Made(NamedTuple):
    """The payments made in one month: whose they are (row numbers), the months they cover, and who pays (VND)."""

    month: int
    rows: Column
    months: Column
    household: Column
    state_support: Column
    local_support: Column


class Costs(NamedTuple):
    """Whom columns cover, the payments they make in the period, and what of ``WATCHED`` happens to each of them."""

    covered: Column
    made: list[Made]
    watched: dict[str, Column]


def costs(enacted: Rulebook, book: Rulebook, shared: Shared, people: People, first: int, last: int) -> Costs:
    """Everybody's payments made from one month to another, equal to ``plan.impact`` for everybody who is covered.

    ``book`` may hold a reform over the law as enacted. Give about 64 thousand people at a time.
    """
    size = people.start.size
    covered, watched = np.zeros(size, bool), {name: np.zeros(size, bool) for name in WATCHED}
    known = all(parameter.segments for law in (enacted, book) for parameter in law.parameters.values())
    if shared.scenario not in book.scenarios or not known or not size:
        return Costs(covered, [], watched)
    own = prospect(book, shared.scenario, shared.assumed)
    admitted = admit(almanac(enacted), own, [], shared, afforded(own, shared, people))
    rows = admitted.rows
    covered[rows] = True
    walked = _Walk(own, shared, admitted, first, last)
    made = [each._replace(rows=rows[each.rows]) for each in walked.made()]
    for name, happens in walked.watched().items():
        watched[name][rows] = happens
    return Costs(covered, made, watched)


class _Walk:
    """Everybody's payments, from their first month to the last of the period."""

    def __init__(self, own: Prospect, shared: Shared, admitted: Admitted, first: int, last: int) -> None:
        self.own, self.shared, self.admitted, self.first, self.last = own, shared, admitted, first, last
        self.chosen = admitted.chosen(own)
        self.bought = admitted.people.start * 0
        self.counting = self._counting()
        self.ends = np.zeros(admitted.rows.size, bool)

    def _counting(self) -> Column:
        """Whether the first unsupported month is still to come; else it lies in the record."""
        begun, start = support_begins(self.own.book, OPEN), self.admitted.people.start
        if begun == OPEN:
            return start >= 0
        used = record.months_within(self.admitted.people.spells, begun, start) + start * 0
        return used <= self.own.at(greatest(start, begun))["support_months_limit"]

    def made(self) -> list[Made]:
        """The payments of the period, month by month."""
        if self.shared.method == "missing":
            return list(self._missing())
        return list(self._regular())

    def _regular(self) -> Iterator[Made]:
        admitted, shared, people = self.admitted, self.shared, self.admitted.people
        month, end, supported = people.start.copy(), admitted.end, admitted.supported.copy()
        whole = shared.years_ahead * YEAR
        blocks = greatest(end - month + 1, 0) // whole if whole else month * 0
        size = each(self.own, people) + month * 0
        for now in range(int(month.min(initial=self.last + 1)), self.last + 1):
            due = (month == now) & (now <= end)
            for ahead, some in ((True, due & (blocks > 0)), (False, due & (blocks == 0))):
                rows = np.flatnonzero(some)
                if not rows.size:
                    continue
                count = month[rows] * 0 + whole if ahead else least(size[rows], end[rows] - now + 1)
                sheet = self._priced(now, rows, count, supported[rows], ahead)
                self._support_ends(rows, now, count, sheet)
                if now >= self.first:
                    yield _made(now, rows, count, sheet)
                supported[rows] += sheet["supported_months"]
                month[rows] += count
                if ahead:
                    blocks[rows] -= 1

    def _priced(self, now: int, rows: Column, count: Column, supported: Column, ahead: bool) -> Any:
        facts = {
            "chosen_income": self.chosen.at(now)[rows],
            "groups": self.admitted.people.groups[rows],
            "months_supported": supported,
            "instalment_months": count,
        }
        if not ahead:
            return REGULAR.fill(facts, self.own.book.at(now))
        factor = self.own.factor(AHEAD, "instalment_factor", count * 0 + now, count)
        return AHEAD.fill({**facts, "instalment_factor": factor}, self.own.book.at(now))

    def _missing(self) -> Iterator[Made]:
        """The missing months, bought at once in everybody's first month."""
        admitted, people = self.admitted, self.admitted.people
        starts = greatest(people.start, greatest(admitted.reached, admitted.last)) + 1
        count = self.own.at(starts)["pension_required_months"] - admitted.recorded
        count = count * (people.start <= self.last)
        rows = np.flatnonzero(count)
        buyers = people.rows(rows)
        bought = buy(self.own, buyers, buyers.start, buyers.income, count[rows], admitted.supported[rows], PAID)
        self.bought[rows] = bought.months
        for now in np.unique(bought.paid).tolist():
            which = np.flatnonzero(bought.paid == now)
            sheet = {name: (bought.sheet[name] + bought.paid * 0)[which] for name in PAID}
            self._support_ends(rows[which], now, bought.months[which], sheet)
            if now >= self.first:
                yield _made(now, rows[which], bought.months[which], sheet)

    def _support_ends(self, rows: Column, now: int, count: Column, sheet: Any) -> None:
        """Mark whose first unsupported month lies in a payment and in the period."""
        supported, counting = sheet["supported_months"], self.counting[rows]
        ends = (supported < count) & (counting | (supported > 0)) & (sheet["support_months_limit"] > 0)
        month = supported + now
        self.ends[rows] |= ends & (self.first <= month) & (month <= self.last)
        self.counting[rows] = (supported == count) | (counting & ~ends)

    def watched(self) -> dict[str, Column]:
        """What happens to everybody, once the payments are made."""
        own, admitted, people = self.own, self.admitted, self.admitted.people
        reached, end, start = admitted.reached, admitted.end, people.start
        law = own.at(greatest(reached, start))
        planned = greatest(least(end, reached) - start + 1, 0)
        missing = law["pension_required_months"] - admitted.recorded - planned - self.bought
        still = least(end, self.last)
        pays = greatest(start, self.first) <= still
        month = where(pays, still, start)
        floor = own.fill(REGULAR, {}, month, ("income_floor",))["income_floor"]
        return {
            "support_ends": self.ends,
            "age_reached": (self.first <= reached) & (reached <= self.last),
            "floor_overtakes": pays & (floor > self.chosen.each(month)),
            "short_of_years": (missing > 0) & (missing <= law["missing_months_limit"]),
        }


def _made(now: int, rows: Column, count: Column, sheet: Any) -> Made:
    names = ("instalment_payable", "instalment_state_support", "instalment_local_support")
    return Made(now, rows, count, *(sheet[name] + count * 0 for name in names))
