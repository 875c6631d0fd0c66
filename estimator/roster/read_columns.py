"""The plain rows of a chunk as columns of people, each distinct text of a cell read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from estimator.columns.law_by_month import Column
from estimator.columns.people import SPELLS
from estimator.engine.many import taken
from estimator.engine.months import YEAR, month
from estimator.engine.problem import Problem
from estimator.plan.payment import day_number
from estimator.plan.question import NONE, PERIODS, REGULAR_WAY, Asked, Question, asked
from estimator.roster.headings import TICKS
from estimator.roster.read_spells import SpellReader
from estimator.roster.row_options import Written, options
from estimator.rulebook.codes import METHODS, SEXES, group_code
from estimator.rulebook.model import OPEN
from estimator.tables.chunk import Chunk
from estimator.words.amounts import read_amount, read_budget
from estimator.words.dates import read_birth, read_count, read_month, read_years
from estimator.words.names import read_groups, read_method, read_sex, read_stop

UNREAD = -2  # a text that is left to the single quote to judge
UNSAID = -3  # an empty cell
LONGEST_PERIOD = 16  # months; no budget's period has as many
AHEAD = len(METHODS)  # codes of years ahead begin here
SELDOM = ("stop", "legacy_age", "any_income", "compulsory_average", "compulsory_months")
MOST_KEPT = 1 << 18  # readings of an option


class Plain(NamedTuple):
    """The people of the plain rows by what they share, and where they stand."""

    groups: list[tuple[Column, Asked]]
    left: Column  # rows for the single quote


def _birth(text: str) -> int:
    day, known = read_birth(text, "born")
    return month(day.year, day.month) * 2 + (known == "year")


def _budget(text: str) -> int:
    asked, per = read_budget(text, "pay")
    return asked * LONGEST_PERIOD + PERIODS[per]


def _way(text: str) -> int:
    name, years = read_method(text, "method")
    return METHODS.index(name) if name in METHODS else AHEAD + years if name == "years_ahead" else UNREAD


def _stop(text: str) -> int:
    found, reason = read_stop(text, "stop")
    return found * 2 + (reason == "pension")


# The cells that tell an option together, and how its text reads.
FAMILIES: dict[str, tuple[tuple[str, ...], Callable[[Any], int]]] = {
    "sex": (("sex",), lambda text: SEXES.index(read_sex(text, "sex"))),
    "born": (("born", "born_year_only"), _birth),
    "group": (
        ("group", *TICKS, "state_percent", "start"),
        lambda texts: group_code(read_groups(texts, "group")),
    ),
    "income": (("income",), lambda text: min(read_amount(text, "income"), 2**62)),
    "pay": (("pay",), _budget),
    "method": (("method", "months"), _way),
    "start": (("start",), lambda text: read_month(text, "start")),
    "until": (("until",), lambda text: read_month(text, "until")),
    "years": (("years",), lambda text: read_years(text, "years") // YEAR),
    "stop": (("stop",), _stop),
    "legacy_age": (("legacy_age",), lambda text: 1),
    "any_income": (("any_income",), lambda text: 1),
    "compulsory_average": (("compulsory_average",), lambda text: min(read_amount(text, "compulsory_average"), 2**62)),
    "compulsory_months": (("compulsory_months",), lambda text: read_count(text, "compulsory_months")),
}
READ = {"paid", "ethnicity"}.union(*(cells for cells, _ in FAMILIES.values()))


def _ways(cells: list[tuple[list[str], Any]]) -> tuple[list[tuple[str, ...]], Column]:
    """The distinct texts of several columns' cells together, and which of them stand in each row."""
    texts, codes = zip(*cells, strict=True)
    places = np.asarray(codes[0], np.int64)
    ways: list[tuple[str, ...]] = [(text,) for text in texts[0]]
    for more, own in zip(texts[1:], codes[1:], strict=True):
        every, places = np.unique(places * len(more) + np.asarray(own, np.int64), return_inverse=True)
        ways = [(*ways[at // len(more)], more[at % len(more)]) for at in every.tolist()]
    return ways, places


class Reader:
    """Reads the columns of one table; what a text says is kept from chunk to chunk.

    ``base`` is the question of a row that says nothing, ``defaults`` the options the command line says.
    """

    def __init__(self, base: Question, defaults: Written, rates: Callable[[str], Any]) -> None:
        self.base, self.defaults, self.rates = base, defaults, rates
        self._known: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = {}
        self._spells = SpellReader()

    def _read(self, option: str, cells: dict[str, str]) -> int:
        before = {"group": self.defaults["group"]} if option == "group" and "group" in self.defaults else {}
        written = options({name: text for name, text in cells.items() if text}, before, self.rates)
        try:
            if isinstance(written, Problem):
                raise written
            return FAMILIES[option][1](written[option]) if option in written else UNSAID
        except Problem:
            return UNREAD

    def _column(self, chunk: Chunk, columns: Mapping[str, str], option: str) -> Column:
        """An option of every row, read once for each way its cells are written; UNSAID where they are empty."""
        names = tuple(name for name in FAMILIES[option][0] if name in columns)
        if not names:
            return np.full(chunk.rows, UNSAID)
        ways, places = _ways([chunk.distinct(columns[name]) for name in names])
        known = self._known.setdefault((option, names), {})
        if len(known) > MOST_KEPT:
            known.clear()
        for way in ways:
            if way not in known:
                known[way] = self._read(option, dict(zip(names, way, strict=True)))
        return np.take(np.array([known[way] for way in ways], np.int64), places)

    def read(self, chunk: Chunk, columns: Mapping[str, str]) -> Plain:
        """The people of a chunk who say nothing out of the way."""
        base, size = self.base, chunk.rows
        good = np.ones(size, bool)
        if chunk.faults:
            good[list(chunk.faults)] = False
        for option in columns.keys() - READ:
            texts, codes = chunk.distinct(columns[option])
            good &= np.array([not text for text in texts], bool)[np.asarray(codes, np.int64)]
        found = {option: self._column(chunk, columns, option) for option in FAMILIES}
        for values in found.values():
            good &= values != UNREAD
        income, pay = self._chosen(found.pop("income"), found.pop("pay"))
        good &= (income < 0) | (pay < 0)
        if base.until is not None or base.years is not None:  # one in the row puts the other aside
            good &= (found["until"] < 0) | (found["years"] < 0)
        for option, value in self._unsaid().items():
            found[option] = np.where(found[option] == UNSAID, value, found[option])
            good &= found[option] != UNREAD
        for option in SELDOM:
            if option not in columns:  # one for all
                found[option] = int(found[option][0]) if size else 0
        spells = self._spell_columns(chunk, columns, good)
        rows = np.flatnonzero(good)
        born, stop = found["born"] // 2, found["stop"]
        people = asked(base)._replace(
            sex=found["sex"],
            born=day_number(np.where(good, born, base.birth_month)),
            birth_month=born,
            birth_year_only=found["born"] % 2 == 1,
            groups=found["group"],
            income=np.maximum(income, NONE),
            start=found["start"],
            method=np.where(found["method"] < AHEAD, found["method"], METHODS.index("yearly")),
            until=found["until"],
            years=found["years"],
            budget=np.where(pay >= 0, pay // LONGEST_PERIOD, NONE),
            period=np.where(pay >= 0, pay % LONGEST_PERIOD, 1),
            any_income=found["any_income"],
            compulsory_months=found["compulsory_months"],
            compulsory_average=found["compulsory_average"],
            legacy_age=found["legacy_age"],
            stop=stop // 2,
            stop_for_pension=stop % 2,
            **spells,
        )
        groups = []
        ways = np.maximum(found["method"][rows] - AHEAD, 0)  # years paid ahead
        for ahead in np.flatnonzero(np.bincount(ways)).tolist():
            which = rows[ways == ahead]
            own = people._replace(way="years_ahead" if ahead else REGULAR_WAY, years_ahead=ahead)
            groups.append((which, taken(own, which)))
        return Plain(groups, np.flatnonzero(~good))

    def _unsaid(self) -> dict[str, int]:
        """What the command line says where a row says nothing; UNREAD where neither may be silent."""
        base = self.base
        way = AHEAD + base.years_ahead if base.years_ahead else UNREAD
        return {
            "sex": base.sex_code if "sex" in self.defaults else UNREAD,
            "born": base.birth_month * 2 + (base.born_known == "year") if "born" in self.defaults else UNREAD,
            "group": base.group_code,
            "method": METHODS.index(base.method) if base.method in METHODS else way,
            "start": base.start,
            "until": base.until if base.until is not None else NONE,
            "years": base.years if base.years is not None else NONE,
            "stop": OPEN * 2 if base.stop is None else base.stop.month * 2 + (base.stop.reason == "pension"),
            "legacy_age": int(base.legacy_age),
            "any_income": int(base.any_income),
            "compulsory_average": NONE if base.compulsory_average is None else base.compulsory_average,
            "compulsory_months": base.compulsory_months,
        }

    def _chosen(self, income: Column, pay: Column) -> tuple[Column, Column]:
        """Incomes and budgets: a row's own word on either puts aside what the command line says of both."""
        said = (income != UNSAID) | (pay != UNSAID)
        budget = self.base.budget
        asked = NONE if budget is None else budget.asked * LONGEST_PERIOD + PERIODS[budget.per]
        chosen = NONE if self.base.income is None else self.base.income
        return np.where(said, income, chosen), np.where(said, pay, asked)

    def _spell_columns(self, chunk: Chunk, columns: Mapping[str, str], good: Column) -> dict[str, Any]:
        """Everybody's spells by kind; rows whose history cannot be read so are marked off."""
        if "paid" not in columns:
            return dict.fromkeys(SPELLS, ())
        texts, codes = chunk.distinct(columns["paid"])
        spells, plain = self._spells.read(texts)
        rows = np.asarray(codes, np.int64)
        good &= plain[rows]
        return {name: tuple(taken(one, rows) for one in spells[kind]) for name, kind in SPELLS.items()}
