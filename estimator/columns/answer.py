"""The whole quote of many people at once: the plan's figures as int64 columns, exactly those of one person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from estimator.columns.bounds import answerable, inside, readable
from estimator.columns.law_by_month import FIRST, Column, law_by_month
from estimator.columns.outlook import ColumnsOutlook, columns_outlook
from estimator.columns.people import padded
from estimator.engine.many import taken
from estimator.plan.cost import WATCHED, Cost, Paid, cost
from estimator.plan.figures import KINDS, read
from estimator.plan.legacy import NAMES as LEGACY_NAMES
from estimator.plan.question import NONE, Asked
from estimator.plan.reckoning import Reckoning, Settled, settled
from estimator.plan.results import RANGE
from estimator.rulebook.model import OPEN, Rulebook

BLOCK = 16384  # people worked on together; their columns stay in the processor's cache
np.empty(15 << 17)  # taken and let go once: from then on glibc keeps freed columns, ready for the next ones

ALL = frozenset(KINDS)
FIRST_MONTH = frozenset(name for name in KINDS if name.startswith("contribution."))


class Answer(NamedTuple):
    """Whose quote the columns give, and the figures by name; rows not covered hold -1 and want the single quote."""

    covered: Column
    figures: dict[str, Column]


def answer(book: Rulebook, asked: Asked, wanted: frozenset[str] | None = None) -> Answer:
    """The figures of everybody's quote, each equal to the single quote's.

    ``wanted`` names figures of ``KINDS``; with none named, all are given. Who a quote would refuse, or who lies outside
    what columns can hold, is not covered. Give about 64 thousand people at a time. KeyError for an unknown figure.
    """
    names = ALL if wanted is None else wanted
    if not names <= ALL:
        raise KeyError(sorted(names - ALL))
    size = asked.start.size
    figures = {name: np.full(size, NONE, np.int64) for name in KINDS if name in names}
    return Answer(fill_in(book, asked, figures, np.arange(size)), figures)


def fill_in(book: Rulebook, asked: Asked, told: dict[str, Column], places: Column) -> Column:
    """Write everybody's figures (names of ``KINDS``) into their places of larger columns; who of them is covered.

    As ``answer``; nothing is written of who is not covered.
    """
    names, covered = frozenset(told), np.zeros(asked.start.size, bool)
    for rows, block in _blocks(book, book, asked, RANGE, by_end=not names <= FIRST_MONTH):
        found = Reckoning(columns_outlook(book, asked.scenario, asked.assumed), block)
        figures = read(found, names)
        good = ~(found.refused | (rows < 0))
        if not names <= FIRST_MONTH:
            good &= inside(found, names)
        every = bool(good.all())
        rows = rows if every else rows[good]
        covered[rows] = True
        there = _run(places[rows])
        for name, figure in figures.items():
            told[name][there] = figure[good] if not every and np.ndim(figure) else figure
    return covered


def _run(rows: Column) -> Any:
    """The same places as a slice where they follow each other."""
    whole = rows.size and rows[-1] - rows[0] == rows.size - 1 and (rows[1:] > rows[:-1]).all()
    return slice(rows[0], rows[-1] + 1) if whole else rows


def costs(enacted: Rulebook, book: Rulebook, asked: Asked, first: int, last: int) -> tuple[Column, Cost]:
    """Whom columns cover, and everybody's payments made from one month to another, as ``plan.cost`` has them.

    ``book`` may hold a reform over the law as enacted. Give about 64 thousand people at a time.
    """
    size = asked.start.size
    covered, watched = np.zeros(size, bool), {name: np.zeros(size, bool) for name in WATCHED}
    made: list[tuple[Column, Paid]] = []
    for rows, block in _blocks(enacted, book, asked, (), by_end=False):
        found = cost(Reckoning(columns_outlook(book, asked.scenario, asked.assumed), block), first, last)
        good = ~(found.refused | (block.asked.stop < OPEN) | (rows < 0))
        covered[rows[good]] = True
        for name, happens in found.watched.items():
            watched[name][rows[good]] = (happens & good)[good]
        for whose, paid in found.made:
            kept = np.flatnonzero(good[whose])
            made.append((rows[whose[kept]], Paid(paid[0], *(taken(part + whose * 0, kept) for part in paid[1:]))))
    return covered, Cost(made, watched, ~covered)


def _blocks(
    enacted: Rulebook, book: Rulebook, asked: Asked, scenarios: tuple[str, ...], by_end: bool
) -> Iterator[tuple[Column, Settled]]:
    """Everybody whose law is known, settled and not refused, and where they stand; all together or by blocks.

    ``by_end`` those together who stop paying about when, since a walk ends with its last.
    """
    needed = (*LEGACY_NAMES, "contribution_rate", "support_months_limit")
    known = all(law.parameters[name].segments for law in (enacted, book) for name in needed)
    if {asked.scenario, *scenarios} - set(book.scenarios) or not known or not asked.start.size:
        return
    law, own = law_by_month(enacted), columns_outlook(book, asked.scenario, asked.assumed)
    outlooks = [own, *(columns_outlook(book, name, asked.assumed) for name in scenarios)]
    good = readable(law, outlooks, asked)
    rows = np.flatnonzero(good)
    found = settled(law, own, padded(asked if good.all() else taken(asked, rows)))
    good = ~found.refused & answerable(own, found)
    if not good.all():
        kept = np.flatnonzero(good)
        rows, found = rows[kept], taken(found, kept)
    count = rows.size
    if not count:
        return
    if not by_end or count <= BLOCK:
        yield rows, found
        return
    order = np.argsort((found.end - FIRST).astype(np.uint16), kind="stable")  # sixteen bits are sorted by counting
    size = -(-count // -(-count // BLOCK))
    for place in range(0, count, size):
        part = np.sort(order[place : place + size])
        yield rows[part], taken(found, part)


__all__ = ["ColumnsOutlook", "answer", "costs", "fill_in"]
