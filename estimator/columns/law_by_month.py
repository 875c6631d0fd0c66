"""The law by month for columns: everybody's month is looked up in a table of the law's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.engine.filled import FigureName, Filled
from estimator.engine.many import taken
from estimator.engine.months import month
from estimator.engine.problem import CoverageProblem
from estimator.engine.sheet import Sheet
from estimator.law.wiring import REGULAR
from estimator.rulebook.codes import STANDINGS
from estimator.rulebook.model import Rulebook

FIRST, LAST = month(1960, 1), month(2130, 1)
LENGTH = LAST - FIRST
EVERY = np.ones(LENGTH, bool)

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
    values = values or [0]  # where nothing at all is known
    single = all(isinstance(value, int) for value in values)
    plain = np.asarray(values)[which] if single else None
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

    def __init__(self, law: LawByMonth, months: Column) -> None:
        self.law, self.places = law, np.asarray(months) - FIRST
        self.kept: dict[Any, dict[str, Any]] = {}
        self.low, self.high = ends(self.places)

    @property
    def month(self) -> int:
        """The first month of the column."""
        return FIRST + self.low

    def __contains__(self, name: object) -> bool:
        return name in self.law.book.parameters

    def __getitem__(self, name: str) -> Any:
        found = self.law.parameter(name)
        if found.until[self.low] >= self.high:
            return found.values[found.which[self.low]]
        return np.take(found.plain, self.places, mode="clip")

    def firm(self, names: frozenset[str]) -> Any:
        """How firm some values are in everybody's month: the softest position in STANDINGS."""
        return np.take(self.law.firm(names), self.places, mode="clip")


class LawByMonth:
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
        if (values == values[0]).all():
            return values[0][method] if isinstance(method, np.ndarray) else int(values[0][method])
        return values[found.which[months - FIRST], method]

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
        return self._layer("known", names, lambda: np.all([EVERY, *(self.parameter(n).known for n in names)], axis=0))

    def firm(self, names: frozenset[str]) -> Column:
        """By month from FIRST on: the softest standing of the named parameters, as a position in STANDINGS."""
        return self._layer("firm", names, lambda: np.max([EVERY * 0, *(self.parameter(n).firm for n in names)], axis=0))

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

    def fill(
        self,
        sheet: Sheet,
        facts: Facts,
        month: Any,
        wanted: Sequence[str],
        standings: Facts | None = None,
        known: Facts | None = None,
    ) -> Filled:
        """A sheet under the law of a month, or of everybody's own; then people are parted by tables of law.

        Where they are parted nothing but the figures wanted can be asked.
        """
        law = self.at(month)
        if not isinstance(month, np.ndarray):
            return sheet.fill(facts, law, standings, known)
        stated, provisions, turns = self.resting(sheet, {*facts, *(known or ())}, wanted)
        number, until = self.tables(provisions, turns)
        if until[law.low] >= law.high:
            return sheet.fill(facts, law, standings, known)
        own = np.take(number, law.places, mode="clip")
        found: dict[str, Column] = dict(known or {})
        known_by = {name: self.known(self.leaves(sheet, facts, (name,))) for name in wanted}
        wanted = [name for name in wanted if known_by[name][law.places].any()]
        for each in np.unique(own):
            rows = np.flatnonzero(own == each)
            part = {name: taken(fact, rows) for name, fact in facts.items() if name in stated}
            filled = sheet.fill(
                part, self.at(month[rows]), None, known and {n: taken(k, rows) for n, k in known.items()}
            )
            for name in wanted:
                value = np.asarray(filled.figure(name))
                if name not in found or not isinstance(found[name], np.ndarray) or found[name].shape != month.shape:
                    found[name] = np.zeros(len(month), value.dtype)
                found[name][rows] = value
        return sheet.fill(facts, law, standings, found)

    def income_floor(self, month: Any) -> Any:
        """The lowest income insured in a month (VND), or in everybody's own."""
        return self.fill(REGULAR, {}, month, ("income_floor",))["income_floor"]

    def is_known(self, month: Any) -> bool:
        """Who comes in asks of no month whose law is not known (``bounds``)."""
        return True

    def or_nought(self, sheet: Filled, figure: FigureName, month: Column) -> Column:
        """A figure, nought in the months whose law does not know it yet."""
        known = np.take(self.known(sheet.leaves(figure).provisions), month - FIRST)
        return np.where(known, sheet[figure], 0) if known.any() else month * 0


@lru_cache(maxsize=32)
def law_by_month(book: Rulebook) -> LawByMonth:
    """The law of a rulebook by month, kept for the next chunk."""
    return LawByMonth(book)
