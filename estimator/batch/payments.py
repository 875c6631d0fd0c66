"""What everybody pays, by the stretches of their walk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.batch.walks import Walks
from estimator.batch.whole import Whole
from estimator.engine.exact import greatest, least, where
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, year_of
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.person import Spell
from estimator.plan.projection import PRICED_BY, UNSUPPORTED, by_year, noughts, price_changes

LATEST_YEAR = 4096  # no year is as late
INCOME = ("insured_income",)
PRICED = (
    "insured_income",
    "full_contribution",
    "state_support",
    "local_support",
    "supported_months",
    "instalment_full_contribution",
    "instalment_state_support",
    "instalment_local_support",
    "instalment_payable",
)


class Stretch(NamedTuple):
    """One payment of everybody's, or a stretch of equal ones; 0 months for who pays none then.

    Who pays none has no month of payment either, whatever ``paid`` and ``first`` say.
    """

    paid: Column
    first: Column
    months: Column
    sheet: Filled | dict[str, Any]
    kind: str

    @property
    def spell(self) -> Spell:
        """The months paid for, as a spell of the record."""
        return Spell(self.first, self.months, self.sheet["insured_income"])


def facts_of(people: People, income: Column, supported: Column, count: Column) -> dict[str, Any]:
    """What a payment's sheet needs to know."""
    return {
        "chosen_income": income,
        "groups": people.groups,
        "months_supported": supported,
        "instalment_months": count,
    }


class Levels:
    """The incomes chosen: raised each January as a scenario assumes, up to the cap.

    People choose few levels in few years, so each pair is raised once for all; ``place`` tells whose is which.
    """

    def __init__(self, people: People) -> None:
        pairs, self.place = np.unique(people.income * LATEST_YEAR + year_of(people.start), return_inverse=True)
        self.income, self.begun = pairs // LATEST_YEAR, pairs % LATEST_YEAR
        self._raised: dict[tuple[int, ...], Column] = {}
        self._changes: dict[Prospect, tuple[int, list[int]]] = {}

    def at(self, prospect: Prospect, month: int) -> Column:
        """By level, for payments of a month, or of later ones before the law, the cap or the year changes."""
        law, growth = prospect.book.at(month), prospect.outlook.income_growth
        key = (growth, year_of(month), law["income_step"])
        capped = (*key, REGULAR.fill({}, law)["income_cap"])
        if key not in self._raised:
            years = greatest(key[1] - self.begun, 0)
            self._raised[key] = where(years > 0, prospect.raised(self.income, years, key[2]), self.income)
        if capped not in self._raised:
            self._raised[capped] = greatest(least(self._raised[key], capped[-1]), self.income)
        return self._raised[capped]

    def changes(self, prospect: Prospect, last: int) -> list[int]:
        """The months up to the last in which prices change; a cap that holds no level back changes none."""
        outlook, (known, found) = prospect.outlook, self._changes.get(prospect, (int(self.begun.min()) * YEAR, []))
        if last > known:
            lawful = set(outlook.book.changes(known, last, PRICED_BY))
            for month in price_changes(outlook, known, last):
                if month % YEAR == 0 or month in lawful or self._differ(prospect, month):
                    found.append(month)
            self._changes[prospect] = last, found
        return found

    def _differ(self, prospect: Prospect, month: int) -> bool:
        """Whether any level is another than the month before."""
        return bool((self.at(prospect, month) != self.at(prospect, month - 1)).any())


class Chosen:
    """The income chosen for everybody's payments under one scenario; ``levels`` None where none is raised."""

    def __init__(self, prospect: Prospect, walks: Walks, levels: Levels | None, place: Column) -> None:
        self.prospect, self.walks, self.people, self.place = prospect, walks, walks.people, place
        self.levels = levels if prospect.outlook.income_growth else None

    def at(self, month: int) -> Column:
        """For payments of a month, or of later ones before the law, the cap or the year changes."""
        return self.people.income if self.levels is None else np.take(self.levels.at(self.prospect, month), self.place)

    def changes(self, first: int, last: int) -> Sequence[int]:
        """The months after the first and up to the last in which anybody's price may change."""
        if self.levels is None:
            return price_changes(self.prospect.outlook, first, last)
        every = self.levels.changes(self.prospect, last)
        return every[bisect_right(every, first) : bisect_right(every, last)]

    def rows(self, which: Column) -> Chosen:
        """What some of the people choose."""
        return Chosen(self.prospect, Walks(self.people.rows(which)), self.levels, self.place[which])

    def each(self, month: Column) -> Column:
        """For payments of everybody's own month."""
        found = self.people.income
        if self.levels is not None:
            for one in np.unique(month):
                found = where(month == one, self.at(int(one)), found)
        return found


class Walked(NamedTuple):
    """Everybody's payments, and the supported months used up when they are made."""

    stretches: list[Stretch]
    whole: Whole | None  # what is paid besides, before the last of the stretches
    supported: Column


def walk(
    prospect: Prospect,
    shared: Shared,
    chosen: Chosen,
    end: Column,
    supported: Column,
    wanted: tuple[str, ...],
    apart: bool = False,
) -> Walked:
    """Everybody's payments to their end month; who ends before starting pays nothing.

    Supported months are counted where they are wanted. With ``apart``, many unsupported stretches are told as a whole.
    """
    found: list[Stretch] = []
    counting = "supported_months" in wanted
    for since, paid, first, count in chosen.walks.spans(prospect, shared, end, chosen.changes):
        if apart and since is not None and not (counting and _still_helped(prospect, since, first, supported, end)):
            last, whole = _alike(prospect, chosen, since, first, end, wanted)
            return Walked([*found, last], whole, supported)
        law = prospect.at(paid if since is None else since)
        helped = counting and ((supported < law["support_months_limit"]) & (count > 0)).any()
        income = chosen.each(paid) if since is None else chosen.at(since)
        facts = facts_of(chosen.people, income, supported, count)
        sheet: Any
        if since is not None:
            sheet = REGULAR.fill({**facts, **noughts(law, helped)}, law)
        else:
            if wanted != INCOME:
                facts["instalment_factor"] = prospect.factor(AHEAD, "instalment_factor", paid, count)
            sheet = prospect.fill(AHEAD, facts if helped else facts | UNSUPPORTED, paid, wanted)
        found.append(Stretch(paid, first, count, sheet, "ahead" if since is None else "regular"))
        supported = supported + sheet["supported_months"] if counting else supported
    return Walked(found, None, supported)


def _still_helped(prospect: Prospect, since: int, first: Column, supported: Column, end: Column) -> bool:
    """Whether a month of anybody's who pays on may be supported from a month on."""
    changes = (since, *prospect.changes(since, int(end.max()), ("support_months_limit",)))
    most = max(prospect.at(month)["support_months_limit"] for month in changes)
    return bool(((supported < most) & (first <= end)).any())


def _alike(
    prospect: Prospect, chosen: Chosen, since: int, first: Column, end: Column, wanted: tuple[str, ...]
) -> tuple[Stretch, Whole]:
    """Everybody's last payment from a month on, and what they pay whole before it; nothing is supported."""
    alike = chosen.walks.alike(prospect, chosen.place, since, first, end, chosen.changes)
    some = chosen.rows(alike.rows)
    incomes = np.concatenate([some.at(month) for month in alike.since])

    def paid(income: Column, first: Column, months: Column) -> Stretch:
        facts = facts_of(chosen.people, income, first * 0, months) | UNSUPPORTED
        return Stretch(first, first, months, facts | prospect.fill(REGULAR, facts, first, wanted), "regular")

    last = paid(incomes[alike.place], alike.first[alike.place], alike.left)
    spans = paid(incomes, alike.first, alike.months)
    return last, Whole(spans, alike.stand_in, where(alike.left > 0, alike.reached, 0))


def worth(prospect: Prospect, shared: Shared, stretches: Sequence[Stretch]) -> tuple[Any, Any]:
    """The household's part of all payments in today's prices, as sums of products with the deflators' limbs.

    What they come to is rounded once (``of_limbs``), so that it does not matter where stretches are parted.
    """
    high: Any = 0
    low: Any = 0
    for stretch in stretches:
        for part, year in _by_year(stretch):
            factor = prospect.deflator(year, year_of(shared.as_of))
            high, low = high + part * factor.high, low + part * factor.low
    return high, low


def _by_year(stretch: Stretch) -> Iterable[tuple[Column, Any]]:
    """The household's part of everybody's months in a year, and the year."""
    pays = stretch.months > 0
    if not pays.any():
        return ()
    if stretch.kind != "regular":
        return ((stretch.sheet["instalment_payable"], year_of(stretch.paid)),)
    first = int(stretch.paid.min(where=pays, initial=10**6))
    years: Sequence[Any] = range(year_of(first), year_of(int((stretch.paid + stretch.months)[pays].max()) - 1) + 1)
    begun = year_of(stretch.paid)
    own = int((year_of(stretch.paid + greatest(stretch.months, 1) - 1) - begun).max()) + 1
    if own < len(years):  # everybody's own years, counted from their first
        years = [begun + later for later in range(own)]
    return by_year(stretch.sheet, stretch.paid, stretch.months, years)


def buy(
    prospect: Prospect, buyers: People, month: Column, income: Column, count: Column, supported: Column,
    wanted: tuple[str, ...],
) -> Stretch:  # fmt: skip
    """Missing months (one or more) bought at once in everybody's month."""
    facts = facts_of(buyers, income, supported, count)
    if wanted == INCOME:
        return Stretch(month, month, count, prospect.fill(MISSING, facts, month, wanted), "missing")
    covered = prospect.fill(MISSING, facts, month, ("supported_months",))["supported_months"]
    facts |= {
        "instalment_factor": prospect.factor(MISSING, "instalment_factor", month, count),
        "support_factor": prospect.factor(MISSING, "support_factor", month, covered + month * 0),
    }
    return Stretch(month, month, count, prospect.fill(MISSING, facts, month, wanted), "missing")
