"""The law by month for columns: everybody's month is looked up in a table of the law's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.engine.exact import Factor
from estimator.engine.months import month
from estimator.engine.problem import CoverageProblem
from estimator.engine.sheet import Sheet
from estimator.plan.person import Spell
from estimator.rulebook.codes import STANDINGS, softest
from estimator.rulebook.model import Rulebook

FIRST, LAST = month(1960, 1), month(2130, 1)
LENGTH = LAST - FIRST

Column = Any  # an int64 (or bool) column, one entry for each person
Facts = Mapping[str, Any]


class ByMonth(NamedTuple):
    """One parameter by month from FIRST on: which value, whether there is one, and how firm it is."""

    values: tuple[Any, ...]
    which: Column  # position in values
    plain: Column  # the value itself; None for tables
    known: Column
    firm: Column  # position in STANDINGS
    until: Column  # the last place up to which it says the same


def by_month(book: Rulebook, name: str) -> ByMonth:
    """A parameter of a rulebook, laid out by month; where no value is known the nearest one stands in, not known."""
    parameter = book.parameters[name]
    if parameter.whole:
        law = book.at(FIRST)
        firm = np.full(LENGTH, STANDINGS.index(law.standing(name)))
        same = np.zeros(LENGTH, np.int64)
        return ByMonth((law[name],), same, None, np.ones(LENGTH, bool), firm, runs(same))
    ends = {p.until + 1 for _, p in parameter.segments if p is not None and p.until is not None}
    starts = sorted(m for m in {FIRST, *ends, *(s.start for s in parameter.segments)} if FIRST <= m < LAST)
    values: list[Any] = []
    which, known, firm = np.zeros(LENGTH, np.int64), np.zeros(LENGTH, bool), np.zeros(LENGTH, np.int64)
    for start in starts:
        place, law = start - FIRST, book.at(start)
        try:
            value = law[name]
        except CoverageProblem:
            known[place:] = False
            continue
        if not values or value != values[-1]:
            values.append(value)
        which[place:], known[place:] = len(values) - 1, True
        firm[place:] = STANDINGS.index(law.standing(name))
    single = all(isinstance(value, int) for value in values)
    plain = np.asarray(values)[which] if single and values else None
    return ByMonth(tuple(values), which, plain, known, firm, runs(which))


def ends(column: Column) -> tuple[int, int]:
    """The lowest and the highest entry; the last place of a table by month where there is nobody."""
    return (int(column.min()), int(column.max())) if column.size else (LENGTH - 1, LENGTH - 1)


def runs(column: Column) -> Column:
    """The last place of the run of equal entries that each place belongs to."""
    lasts = np.append(np.flatnonzero(column[1:] != column[:-1]), column.size - 1)
    return np.repeat(lasts, np.diff(lasts, prepend=-1))


class Resting(NamedTuple):
    """The facts and provisions that figures rest on, and the months that are the last of one of their formulas."""

    facts: frozenset[str]
    provisions: frozenset[str]
    turns: tuple[int, ...]


class LawOfMonths:
    """The law as a sheet reads it, each person's of their own month; tables must be the same for all of them."""

    def __init__(self, almanac: Almanac, months: Column) -> None:
        self.almanac, self.places = almanac, np.asarray(months) - FIRST
        self.kept: dict[Any, dict[str, Any]] = {}
        self.low, self.high = ends(self.places)

    @property
    def month(self) -> int:
        """The first month of the column."""
        return FIRST + self.low

    def __contains__(self, name: object) -> bool:
        return name in self.almanac.book.parameters

    def __getitem__(self, name: str) -> Any:
        found = self.almanac.parameter(name)
        if found.until[self.low] >= self.high:
            return found.values[found.which[self.low]]
        return np.take(found.plain, self.places, mode="clip")

    def standing(self, name: str) -> str:
        """The least firm standing of a value in the months of the column."""
        firm = self.almanac.parameter(name).firm[self.low : self.high + 1]
        return STANDINGS[int(firm.max())]

    def softest(self, names: frozenset[str]) -> str:
        """The least firm standing of some values in the months of the column."""
        return softest(map(self.standing, names))


class Almanac:
    """A rulebook for columns of months."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._parameters: dict[str, ByMonth] = {}
        self._leaves: dict[tuple[Any, ...], Resting] = {}
        self._layers: dict[tuple[Any, ...], Any] = {}

    def parameter(self, name: str) -> ByMonth:
        """A parameter by month."""
        if name not in self._parameters:
            self._parameters[name] = by_month(self.book, name)
        return self._parameters[name]

    def by_method(self, name: str, months: Column, method: Any) -> Any:
        """A parameter that tells a number for each way of paying: everybody's, or the one of all."""
        found = self.parameter(name)
        values = np.array(found.values)
        return values[0][method] if (values == values[0]).all() else values[found.which[months - FIRST], method]

    def at(self, months: Any) -> Any:
        """The law of a column of months, or of one month."""
        return LawOfMonths(self, months) if isinstance(months, np.ndarray) else self.book.at(months)

    def changes(self, first: int, last: int, names: Iterable[str]) -> list[int]:
        """The months in which one of the named parameters changes, as ``Rulebook.changes``."""
        return self.book.changes(first, last, names)

    def leaves(self, sheet: Sheet, facts: Iterable[str], wanted: Iterable[str]) -> frozenset[str]:
        """The provisions that figures of a sheet rest on when these facts are stated."""
        return self.resting(sheet, facts, wanted).provisions

    def resting(self, sheet: Sheet, facts: Iterable[str], wanted: Iterable[str]) -> Resting:
        """What figures of a sheet rest on when these facts are stated, in any of its editions."""
        key = (id(sheet), frozenset(facts), tuple(wanted))
        if key not in self._leaves:
            shapes = [each.shape(key[1]) for each in (*sheet.earlier, sheet)]
            found = [[shape.formulas(name) for name in key[2]] for shape in shapes]
            leaves = [shape.leaves(name) for shape in shapes for name in key[2]]
            last = [each.until for each in sheet.earlier]
            turns = tuple(month for month, (then, now) in zip(last, pairwise(found), strict=True) if then != now)
            self._leaves[key] = Resting(
                frozenset().union(*(each.facts for each in leaves)),
                frozenset().union(*(each.provisions for each in leaves)),
                turns,
            )
        return self._leaves[key]

    def known(self, names: frozenset[str]) -> Column:
        """By month from FIRST on: whether all the named parameters have a value."""
        return self._layer("known", names, lambda: np.all([self.parameter(n).known for n in sorted(names)], axis=0))

    def firm(self, names: frozenset[str]) -> Column:
        """By month from FIRST on: the softest standing of the named parameters, as a position in STANDINGS."""
        return self._layer("firm", names, lambda: np.max([self.parameter(n).firm for n in sorted(names)], axis=0))

    def known_from(self, names: Iterable[str]) -> int:
        """The first month from which all the named parameters have a value for good."""
        unknown = np.flatnonzero(~self.known(frozenset(names)))
        return FIRST + (int(unknown[-1]) + 1 if unknown.size else 0)

    def tables(self, names: frozenset[str], turns: tuple[int, ...]) -> tuple[Column, Column]:
        """By month from FIRST on: a number that changes when one of the named tables does, or after one of the months
        that are the last of a formula's; and how long it stays."""

        def changed() -> Column:
            number = np.zeros(LENGTH, np.int64)
            for name in names:
                found = self.parameter(name)
                if found.plain is None:
                    number[1:] += np.cumsum(found.which[1:] != found.which[:-1])
            for turn in turns:
                number[turn + 1 - FIRST :] += 1
            return number, runs(number)

        found: tuple[Column, Column] = self._layer("tables", (names, turns), changed)
        return found

    def _layer(self, kind: str, names: Any, build: Any) -> Any:
        if (kind, names) not in self._layers:
            self._layers[kind, names] = build()
        return self._layers[kind, names]

    def fill(self, sheet: Sheet, facts: Facts, months: Column, wanted: tuple[str, ...]) -> dict[str, Column]:
        """Figures of a sheet, each person's under the law of their own month; people are parted by tables of law."""
        stated, provisions, turns = self.resting(sheet, facts, wanted)
        number, until = self.tables(provisions, turns)
        law = LawOfMonths(self, months)
        if until[law.low] >= law.high:
            filled = sheet.fill(facts, law)
            return {name: filled[name] for name in wanted}
        own = np.take(number, law.places, mode="clip")
        found: dict[str, Column] = {}
        for each in np.unique(own):
            rows = np.flatnonzero(own == each)
            own_facts = {name: taken(facts[name], rows) for name in stated}
            filled = sheet.fill(own_facts, self.at(months[rows]))
            for name in wanted:
                value = np.asarray(filled[name])
                found.setdefault(name, np.zeros(len(months), value.dtype))[rows] = value
        return found


def taken(fact: Any, rows: Column) -> Any:
    """The part of a fact that some rows state."""
    if isinstance(fact, np.ndarray):
        return fact[rows]
    if isinstance(fact, Factor):
        return Factor(taken(fact.high, rows), taken(fact.low, rows))
    if isinstance(fact, Spell):
        return fact._replace(first=taken(fact.first, rows), months=taken(fact.months, rows),
                             income=taken(fact.income, rows))  # fmt: skip
    if isinstance(fact, tuple):
        return tuple(taken(item, rows) for item in fact)
    return fact.taken(rows) if hasattr(fact, "taken") else fact


@lru_cache(maxsize=32)
def almanac(book: Rulebook) -> Almanac:
    """The almanac of a rulebook, kept for the next chunk."""
    return Almanac(book)
