"""What everybody pays, by the stretches of their walk."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.batch.walks import Walks
from estimator.engine.exact import greatest, least, where
from estimator.engine.filled import Filled
from estimator.engine.months import year_of
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.person import Spell
from estimator.plan.projection import LOCAL, UNHELPED, UNSUPPORTED, worth_of

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

    def __init__(self, prospect: Prospect, walks: Walks, levels: Levels | None, place: Column) -> None:
        self.prospect, self.walks, self.people, self.place = prospect, walks, walks.people, place
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


def walk(
    prospect: Prospect, shared: Shared, chosen: Chosen, end: Column, supported: Column, wanted: tuple[str, ...]
) -> tuple[list[Stretch], Column]:
    """Everybody's payments to their end month, and the supported months used up when they are made.

    Who ends before starting pays nothing. Supported months are counted where they are wanted.
    """
    found: list[Stretch] = []
    counting = "supported_months" in wanted
    for since, paid, first, count in chosen.walks.spans(prospect, shared, end):
        law = prospect.at(paid if since is None else since)
        helped = counting and ((supported < law["support_months_limit"]) & (count > 0)).any()
        income = chosen.each(paid) if since is None else chosen.at(since)
        facts = facts_of(chosen.people, income, supported, count)
        sheet: Any
        if since is not None:
            sheet = REGULAR.fill(facts | (UNSUPPORTED if not helped else {} if any(law[LOCAL]) else UNHELPED), law)
        else:
            if wanted != INCOME:
                facts["instalment_factor"] = prospect.factor(AHEAD, "instalment_factor", paid, count)
            sheet = prospect.fill(AHEAD, facts if helped else facts | UNSUPPORTED, paid, wanted)
        found.append(Stretch(paid, first, count, sheet, "ahead" if since is None else "regular"))
        supported = supported + sheet["supported_months"] if counting else supported
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
