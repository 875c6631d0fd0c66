"""What everybody pays, walked by the calendar's stretches in which the law does not change."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import LENGTH, Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, least, where
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, year_of
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.person import Spell
from estimator.plan.projection import price_changes, worth_of

LATEST_YEAR = 4096  # no year is as late
LOCAL = "local_support_rates"
# Where the law names no local share, or no month of anybody's is supported any more, the figures are nought for all.
UNHELPED = {"local_support": 0, "instalment_local_support": 0}
UNSUPPORTED = {**UNHELPED, "state_support": 0, "supported_months": 0, "instalment_state_support": 0}
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

    Who pays none has no month of payment either, whatever ``paid`` says, and ``first`` is where their payments ended.
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
        self._raised: dict[tuple[int, int, int], Column] = {}

    def at(self, prospect: Prospect, month: int) -> Column:
        """By level, for payments of a month, or of later ones before the law, the cap or the year changes."""
        law, growth = prospect.book.at(month), prospect.outlook.income_growth
        key = (growth, year_of(month), law["income_step"])
        if key not in self._raised:
            years = greatest(key[1] - self.begun, 0)
            self._raised[key] = where(years > 0, prospect.raised(self.income, years, key[2]), self.income)
        return greatest(least(self._raised[key], REGULAR.fill({}, law)["income_cap"]), self.income)


class Chosen:
    """The income chosen for everybody's payments under one scenario; ``levels`` None where none is raised."""

    def __init__(self, prospect: Prospect, people: People, levels: Levels | None, place: Column) -> None:
        self.prospect, self.people, self.place = prospect, people, place
        self.levels = levels if prospect.outlook.income_growth else None

    def at(self, month: int) -> Column:
        """For payments of a month, or of later ones before the law, the cap or the year changes."""
        return self.people.income if self.levels is None else self.levels.at(self.prospect, month)[self.place]

    def each(self, month: Column) -> Column:
        """For payments of everybody's own month."""
        found = self.people.income
        if self.levels is not None:
            for one in np.unique(month):
                found = where(month == one, self.at(int(one)), found)
        return found


def each(prospect: Prospect, people: People) -> Any:
    """Months an instalment covers, by the law of everybody's first month."""
    return prospect.by_method("months_per_instalment", people.start, people.method)


@lru_cache(maxsize=16)
def _ups(most: int) -> Column:
    """So many months and the size of an instalment: the months of as many whole instalments as cover them."""
    months, size = np.arange(LENGTH)[:, None], greatest(np.arange(most + 1), 1)
    return (-(-months // size) * size).ravel()


def rounded_up(months: Column, size: Any) -> Column:
    """Months rounded up to whole instalments."""
    if np.ndim(size) == 0:
        return months if size == 1 else -(-months // size) * size
    most = int(size.max(initial=1))
    return np.take(_ups(most), months * (most + 1) + size)


def walk(
    prospect: Prospect, shared: Shared, chosen: Chosen, end: Column, supported: Column, wanted: tuple[str, ...]
) -> tuple[list[Stretch], Column]:
    """Everybody's payments to their end month, and the supported months used up when they are made.

    Who ends before starting pays nothing. Supported months are counted where they are wanted.
    """
    found: list[Stretch] = []
    people = chosen.people
    month = people.start
    counting = "supported_months" in wanted
    whole = shared.years_ahead * YEAR
    blocks = greatest(end - month + 1, 0) // whole if whole else month * 0
    for block in range(int(blocks.max(initial=0))):
        paid, count = people.start + block * whole, where(block < blocks, whole, 0)
        helped = counting and _any_helped(supported, prospect.at(paid), count)
        facts = facts_of(people, chosen.each(paid), supported, count) | ({} if helped else UNSUPPORTED)
        if wanted != INCOME:
            facts["instalment_factor"] = prospect.factor(AHEAD, "instalment_factor", paid, count)
        sheet = prospect.fill(AHEAD, facts, paid, wanted)
        found.append(Stretch(paid, month, count, sheet, "ahead"))
        month = month + count
        supported = supported + sheet["supported_months"] if counting else supported
    size = each(prospect, people)
    open_ = month <= end
    if not open_.any():
        return found, supported
    first, last = int(month.min(where=open_, initial=10**6)), int(end.max())
    for since, until in pairwise([first, *price_changes(prospect.outlook, first, last), last + 1]):
        own = greatest(least(end, until - 1) - month + 1, 0)
        count = own if np.ndim(size) == 0 and size == 1 else least(rounded_up(own, size), greatest(end - month + 1, 0))
        law = prospect.book.at(since)
        helped = counting and _any_helped(supported, law, count)
        nought = UNSUPPORTED if not helped else {} if any(law[LOCAL]) else UNHELPED
        stretch = REGULAR.fill(facts_of(people, chosen.at(since), supported, count) | nought, law)
        found.append(Stretch(month, month, count, stretch, "regular"))
        month = month + count
        supported = supported + stretch["supported_months"] if counting else supported
    return found, supported


def _any_helped(supported: Column, law: Any, count: Column) -> bool:
    """Whether anybody who pays still has months that are supported."""
    return bool(((supported < law["support_months_limit"]) & (count > 0)).any())


def worth(prospect: Prospect, shared: Shared, stretches: list[Stretch]) -> Column:
    """The household's part of all payments (VND), each year's deflated from that year."""
    to_year = year_of(shared.as_of)
    total: Any = 0

    def deflated(amount: Column, year: Any) -> Column:
        return prospect.deflated(amount, year, to_year)

    for stretch in stretches:
        pays = stretch.months > 0
        if not pays.any():
            continue
        if stretch.kind != "regular":
            total = total + deflated(stretch.sheet["instalment_payable"], year_of(stretch.paid))
            continue
        first = int(stretch.paid.min(where=pays, initial=10**6))
        years = range(year_of(first), year_of(int((stretch.paid + stretch.months)[pays].max()) - 1) + 1)
        total = total + worth_of(stretch.sheet, stretch.paid, stretch.months, years, deflated)
    return total


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
