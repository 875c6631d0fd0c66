"""What a roster adds up to under one law, exactly: in all, by month of payment, and by the values of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from estimator.engine.months import iso
from estimator.plan.cost import WATCHED, Impact
from estimator.rulebook.codes import GROUPS
from estimator.words.matching import fold

GROUP, MONTH = "group", "month"


class Sum(NamedTuple):
    """People, months paid for, and what household, State and province pay (VND)."""

    people: int = 0
    months: int = 0
    household: int = 0
    state_support: int = 0
    local_support: int = 0

    def plus(self, other: Sequence[int], weight: int = 1) -> Sum:
        """The sum with another added so many times."""
        return Sum(*(own + part * weight for own, part in zip(self, other, strict=True)))


def _named(code: int) -> str:
    """The groups of a group code, joined; ``other`` only where there is no other."""
    named = [group for place, group in enumerate(GROUPS) if place and code & 1 << place]
    return "; ".join(reversed(named)) or GROUPS[0]


GROUP_NAMES = tuple(_named(code) for code in range(1 << len(GROUPS)))
_GROUP_ORDER = {name: -code for code, name in enumerate(GROUP_NAMES)}


class Totals:
    """Sums of a roster under one law.

    ``whole`` counts everybody, also the ``idle``, who pay nothing in the period; a month counts who pays in it.
    ``watched`` says to how many people each of ``WATCHED`` happens.
    """

    def __init__(self, period: tuple[int, int], by: Sequence[str]) -> None:
        self.whole = Sum()
        self.months = {month: Sum() for month in range(period[0], period[1] + 1)}
        self.values: dict[str, dict[str, Sum]] = {name: {} for name in by if name != MONTH}
        self.watched = dict.fromkeys(WATCHED, 0)
        self.idle = 0
        self._order = tuple(by)

    @property
    def by(self) -> dict[str, dict[str, Sum]]:
        """The sums by the values of each column, in the order people look for them; every month of the period."""
        found: dict[str, dict[str, Sum]] = {}
        for name in self._order:
            if name == MONTH:
                found[name] = {iso(month): total for month, total in self.months.items()}
            elif name == GROUP:
                found[name] = dict(sorted(self.values[name].items(), key=lambda item: _GROUP_ORDER[item[0]]))
            else:
                found[name] = dict(sorted(self.values[name].items(), key=lambda item: (fold(item[0]), item[0])))
        return found

    def add(self, name: str, value: str, more: Sequence[int], weight: int = 1) -> None:
        """Add to the sum of a column's value."""
        self.values[name][value] = self.values[name].get(value, Sum()).plus(more, weight)

    def count(self, found: Impact, weight: int, cells: Mapping[str, str]) -> None:
        """Add one person, standing for so many; ``cells`` has their value of every column."""
        own = Sum(1)
        for paid in found.paid:
            own = own.plus((0, *paid[1:]))
            self.months[paid.month] = self.months[paid.month].plus((1, *paid[1:]), weight)
        self.whole = self.whole.plus(own, weight)
        for name in self.values:
            self.add(name, cells[name], own, weight)
        self.idle += 0 if found.paid else weight
        for name in found.watched:
            self.watched[name] += weight
