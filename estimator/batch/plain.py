"""The plain rows of a chunk as columns of people, each distinct text of a cell read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.agency import method_of, month_of, sex_of
from estimator.batch.almanac import Column
from estimator.batch.chunk import Chunk
from estimator.batch.people import NONE, People, Shared
from estimator.engine.months import YEAR, month
from estimator.engine.problem import Problem
from estimator.plan.person import Question, Spell
from estimator.rulebook.codes import METHODS, SEXES, group_code
from estimator.words.amounts import read_amount
from estimator.words.dates import read_birth, read_month, read_spell, read_years
from estimator.words.names import fold, read_group, read_method, read_sex

UNREAD = -2  # a text that is left to the single quote to judge
AHEAD = len(METHODS)  # codes of years ahead begin here
NO = ("", "khong", "0", "no", "false", "k")
READ = ("sex", "born", "group", "income", "method", "start", "until", "years", "paid")
IGNORED = ("ethnicity", "months")


class Plain(NamedTuple):
    """The people of the plain rows: where they stand, by what they share."""

    groups: list[tuple[Shared, Column, People]]
    left: Column  # rows for the single quote


def _birth(text: str) -> int:
    day, known = read_birth(text, "born")
    return month(day.year, day.month) * 2 + (known == "year")


def _groups(text: str) -> int:
    return group_code(
        {read_group(item.strip(), "group") for item in text.replace("\n", ";").split(";") if item.strip()}
    )


def _way(text: str) -> int:
    name, years = read_method(method_of(text), "method")
    return METHODS.index(name) if name in METHODS else AHEAD + years if name == "years_ahead" else UNREAD


READERS: dict[str, Callable[[str], int]] = {
    "sex": lambda text: SEXES.index(read_sex(sex_of(text), "sex")),
    "born": _birth,
    "group": _groups,
    "income": lambda text: min(read_amount(text, "income"), 2**62),
    "method": _way,
    "start": lambda text: read_month(month_of(text), "start"),
    "until": lambda text: read_month(month_of(text), "until"),
    "years": lambda text: read_years(text, "years") // YEAR,
}


class Reader:
    """Reads the columns of one table; what a text says is kept from chunk to chunk."""

    def __init__(self, base: Question) -> None:
        self.base = base
        self._known: dict[str, dict[str, int]] = {name: {} for name in READERS}
        self._spells: dict[str, tuple[Spell, ...] | None] = {}

    def _read(self, option: str, text: str) -> int:
        known = self._known[option]
        if text not in known:
            try:
                known[text] = READERS[option](text)
            except Problem:
                known[text] = UNREAD
        return known[text]

    def _column(self, chunk: Chunk, columns: Mapping[str, str], option: str, empty: int) -> Column:
        """An option of every row; where its cell is empty, what the command line says."""
        if option not in columns:
            return np.full(chunk.rows, empty, np.int64)
        texts, codes = chunk.distinct(columns[option])
        values = np.array([self._read(option, text) if text else empty for text in texts], np.int64)
        return values[np.asarray(codes, np.int64)]

    def _history(self, text: str) -> tuple[Spell, ...] | None:
        """The spells a cell says; None where they are not plain."""
        if text not in self._spells:
            try:
                said = [read_spell(item.strip(), "paid") for item in text.replace("\n", ";").split(";") if item.strip()]
                plain = all(kind == "voluntary" for *_, kind in said)
                spells = tuple(sorted(Spell(first, last - first + 1, income) for first, last, income, _ in said))
                self._spells[text] = spells if plain else None
            except Problem:
                self._spells[text] = None
        return self._spells[text]

    def read(self, chunk: Chunk, columns: Mapping[str, str]) -> Plain:
        """The people of a chunk who say nothing out of the way."""
        base, size = self.base, chunk.rows
        good = np.ones(size, bool)
        if chunk.faults:
            good[list(chunk.faults)] = False
        for option in columns:
            if option not in READ and option not in IGNORED:
                texts, codes = chunk.distinct(columns[option])
                nothing = NO if option == "born_year_only" else ("",)
                good &= np.array([fold(text) in nothing for text in texts], bool)[np.asarray(codes, np.int64)]
        own = base.method if base.method in METHODS else ""
        way = METHODS.index(own) if own else AHEAD + base.years_ahead if base.years_ahead else UNREAD
        empty = {"sex": UNREAD, "born": UNREAD, "group": base.group_code, "method": way, "start": base.start}
        empty["income"] = base.income if base.income is not None else UNREAD
        empty["until"] = base.until if base.until is not None else NONE
        empty["years"] = base.years if base.years is not None else NONE
        found = {option: self._column(chunk, columns, option, value) for option, value in empty.items()}
        for values in found.values():
            good &= values != UNREAD
        if base.until is not None or base.years is not None:  # one in the row puts the other aside
            good &= (found["until"] < 0) | (found["years"] < 0)
        spells = self._spell_columns(chunk, columns, good)
        rows = np.flatnonzero(good)
        people = People(
            found["sex"],
            found["born"] // 2,
            found["born"] % 2 == 1,
            found["group"],
            found["income"],
            found["start"],
            found["until"],
            found["years"],
            spells,
            good,
        )
        groups = []
        for code in np.unique(found["method"][rows]).tolist():
            which = rows[found["method"][rows] == code]
            ahead = max(code - AHEAD, 0)
            shared = Shared(
                base.as_of_month,
                base.as_of.toordinal(),
                "years_ahead" if ahead else METHODS[code],
                ahead,
                base.scenario,
                base.assumed,
            )
            groups.append((shared, which, people.rows(which)))
        return Plain(groups, np.flatnonzero(~good))

    def _spell_columns(self, chunk: Chunk, columns: Mapping[str, str], good: Column) -> tuple[Spell, ...]:
        """Everybody's spells; rows whose history is not plain are marked off."""
        if "paid" not in columns:
            return ()
        texts, codes = chunk.distinct(columns["paid"])
        said = [self._history(text) for text in texts]
        taken = np.asarray(codes, np.int64)
        good &= np.array([spells is not None for spells in said], bool)[taken]
        most = max((len(spells) for spells in said if spells), default=0)
        columns_of: list[Any] = [
            [
                np.array([s[place][part] if s and place < len(s) else 0 for s in said], np.int64)[taken]
                for part in range(3)
            ]
            for place in range(most)
        ]
        return tuple(Spell(*parts) for parts in columns_of)
