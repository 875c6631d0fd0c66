"""What everybody pays, walked by the calendar's stretches in which the law does not change."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import FIRST, Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, least, where
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, year_of
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.person import Spell
from estimator.plan.projection import price_changes, worth_of
from estimator.rulebook.codes import METHODS

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
    """One payment of everybody's, or a stretch of equal ones; 0 months for who pays none then."""

    paid: Column
    months: Column
    sheet: Filled | dict[str, Any]
    kind: str

    @property
    def spell(self) -> Spell:
        """The months paid for, as a spell of the record."""
        return Spell(self.paid, self.months, self.sheet["insured_income"])


def facts_of(people: People, income: Column, supported: Column, count: Column) -> dict[str, Any]:
    """What a payment's sheet needs to know."""
    return {
        "chosen_income": income,
        "groups": people.groups,
        "months_supported": supported,
        "instalment_months": count,
    }


class Chosen:
    """The income chosen for everybody's payments: raised each January as the scenario assumes, up to the cap."""

    def __init__(self, prospect: Prospect, people: People) -> None:
        self.prospect, self.people = prospect, people
        self.begun = year_of(people.start)
        self.raised: dict[tuple[int, int], Column] = {}

    def at(self, month: int) -> Column:
        """For payments of a month, or of later ones before the law, the cap or the year changes."""
        if not self.prospect.outlook.income_growth:
            return self.people.income
        law, income = self.prospect.book.at(month), self.people.income
        key = (year_of(month), law["income_step"])
        if key not in self.raised:
            years = greatest(key[0] - self.begun, 0)
            grown = self.prospect.raised(income, years, key[1]) if years.any() else income
            self.raised = {key: where(years > 0, grown, income)}
        return greatest(least(self.raised[key], REGULAR.fill({}, law)["income_cap"]), income)

    def each(self, month: Column) -> Column:
        """For payments of everybody's own month."""
        if not self.prospect.outlook.income_growth:
            return self.people.income
        found = self.people.income
        for one in np.unique(month):
            found = where(month == one, self.at(int(one)), found)
        return found


def each(prospect: Prospect, shared: Shared, start: Column) -> Any:
    """Months an instalment covers, by the law of everybody's first month; after years ahead the rest is by the year."""
    place = METHODS.index(shared.method if shared.method in METHODS else "yearly")
    found = prospect.parameter("months_per_instalment")
    months = np.array([value[place] for value in found.values])
    return int(months[0]) if (months == months[0]).all() else months[found.which[start - FIRST]]


def walk(
    prospect: Prospect, shared: Shared, people: People, end: Column, supported: Column, wanted: tuple[str, ...]
) -> tuple[list[Stretch], Column]:
    """Everybody's payments to their end month, and the supported months used up when they are made.

    Who ends before starting pays nothing. Supported months are counted where they are wanted.
    """
    found: list[Stretch] = []
    month, chosen = people.start, Chosen(prospect, people)
    counting = "supported_months" in wanted
    whole = shared.years_ahead * YEAR
    blocks = greatest(end - month + 1, 0) // whole if whole else month * 0
    for block in range(int(blocks.max(initial=0))):
        count = where(block < blocks, whole, 0)
        factor = prospect.factor(AHEAD, "instalment_factor", month, count)
        facts = {**facts_of(people, chosen.each(month), supported, count), "instalment_factor": factor}
        sheet = prospect.fill(AHEAD, facts, month, wanted)
        found.append(Stretch(month, count, sheet, "ahead"))
        month = month + count
        supported = supported + sheet["supported_months"] if counting else supported
    size = each(prospect, shared, people.start)
    open_ = month <= end
    if not open_.any():
        return found, supported
    first, last = int(month.min(where=open_, initial=10**6)), int(end.max())
    for since, until in pairwise([first, *price_changes(prospect.outlook, first, last), last + 1]):
        own = greatest(least(end, until - 1) - month + 1, 0)
        count = least(-(-own // size) * size, greatest(end - month + 1, 0)) if np.ndim(size) or size > 1 else own
        facts = facts_of(people, chosen.at(since), supported, count)
        stretch = REGULAR.fill(facts, prospect.book.at(since))
        found.append(Stretch(month, count, stretch, "regular"))
        month = month + count
        supported = supported + stretch["supported_months"] if counting else supported
    return found, supported


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
    prospect: Prospect, people: People, month: Column, income: Column, count: Column, supported: Column,
    wanted: tuple[str, ...],
) -> tuple[Column, Stretch]:  # fmt: skip
    """Missing months bought at once in everybody's month: who buys any (row numbers), and what these pay."""
    rows = np.flatnonzero(count)
    month, count, buyers = month[rows], count[rows], people.rows(rows)
    facts = facts_of(buyers, income[rows], supported[rows], count)
    if wanted == INCOME:
        return rows, Stretch(month, count, prospect.fill(MISSING, facts, month, wanted), "missing")
    covered = prospect.fill(MISSING, facts, month, ("supported_months",))["supported_months"]
    facts |= {
        "instalment_factor": prospect.factor(MISSING, "instalment_factor", month, count),
        "support_factor": prospect.factor(MISSING, "support_factor", month, covered + month * 0),
    }
    return rows, Stretch(month, count, prospect.fill(MISSING, facts, month, wanted), "missing")
