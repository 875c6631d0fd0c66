"""When everybody pays: the calendar's stretches in which the law does not change, and years paid ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise, tee
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from estimator.batch.almanac import LENGTH, Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, least, where
from estimator.engine.months import YEAR

Changes: TypeAlias = Callable[[int, int], Sequence[int]]  # after the one month and up to the other


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


class Span(NamedTuple):
    """Months that everybody pays for at once or at one price: by the law of the month ``since``, or of ``paid``."""

    since: int | None  # None for years paid ahead, and then everybody's own month counts
    paid: Column
    first: Column
    months: Column


def distinct(key: Column) -> tuple[Column, Column]:
    """Rows that hold every key (nought or more) once, and which of them holds each row's."""
    most = int(key.max(initial=0)) + 1
    if most > 8 * key.size:
        _, rows, place = np.unique(key, return_index=True, return_inverse=True)
        return rows, place
    rows = np.full(most, -1)
    rows[key] = np.arange(key.size)
    there = rows >= 0
    return rows[there], np.take(np.cumsum(there) - 1, key)


class Alike(NamedTuple):
    """Those who stand for all who pay alike, as if they paid on for ever, and how far everybody follows them."""

    rows: Column  # of people
    stand_in: Column  # everybody's place among them
    since: tuple[int, ...]  # where the spans begin
    first: Column  # their own first months, of one span after the other
    months: Column
    reached: Column  # everybody's last span
    left: Column  # the months they pay of it; nought for who pays none at all

    @property
    def place(self) -> Column:
        """Where everybody's last span stands."""
        return self.reached * self.rows.size + self.stand_in


class Walks:
    """When everybody pays until an end; kept, since most scenarios change the law in the same months."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._ahead: dict[int, tuple[Column, list[Span], Column]] = {}
        self._regular: dict[tuple[int, tuple[int, ...]], Iterator[Span]] = {}
        self._alike: dict[tuple[int, tuple[int, ...]], Alike] = {}

    def spans(self, prospect: Prospect, shared: Shared, end: Column, changes: Changes) -> Iterator[Span]:
        """The payments to the end month, between changes of price; who ends before starting pays nothing."""
        if id(end) not in self._ahead:
            self._ahead[id(end)] = (end, *self._years_ahead(shared, end))
        _, ahead, month = self._ahead[id(end)]
        open_ = month <= end
        if not open_.any():
            return iter(ahead)
        first, last = int(month.min(where=open_, initial=10**6)), int(end.max())
        bounds = (first, *changes(first, last), last + 1)
        if (id(end), bounds) not in self._regular:
            self._regular[id(end), bounds] = _stretches(each(prospect, self.people), bounds, month, end)
        kept, found = tee(self._regular[id(end), bounds])  # worked out as far as anybody asks, and only once
        self._regular[id(end), bounds] = kept
        return chain(ahead, found)

    def alike(
        self, prospect: Prospect, level: Column, since: int, first: Column, end: Column, changes: Changes
    ) -> Alike:
        """Who pays alike from a month on, each from a first month of their own; ``level`` tells incomes apart.

        Both follow from the people, the end and the month, by which what is found is kept.
        """
        latest = int(end.max())
        bounds = (since, *changes(since, latest), latest + 1)
        if (id(end), bounds) not in self._alike:
            size, open_ = each(prospect, self.people), first <= end
            later = where(open_, first - since, 0)
            rows, place = distinct((level * (later.max() + 1) + later) * (int(np.max(size)) + 1) + size)
            start, size = where(open_, first, since)[rows], size[rows] if np.ndim(size) else size
            spans = list(_stretches(size, bounds, start, np.full(rows.size, latest)))
            begun, months = (np.concatenate([span[field] for span in spans]) for field in (2, 3))
            reached = greatest(np.searchsorted(bounds[:-1], end, side="right") - 1, 0)
            while (early := (begun[reached * rows.size + place] > end) & (reached > 0)).any():
                reached = reached - early
            last = where(open_, end - begun[reached * rows.size + place] + 1, 0)
            self._alike[id(end), bounds] = Alike(rows, place, bounds[:-1], begun, months, reached, last)
        return self._alike[id(end), bounds]

    def _years_ahead(self, shared: Shared, end: Column) -> tuple[list[Span], Column]:
        """The advances, and the month after everybody's last one."""
        month, whole = self.people.start, shared.years_ahead * YEAR
        if not whole:
            return [], month
        blocks, found = greatest(end - month + 1, 0) // whole, []
        for block in range(int(blocks.max(initial=0))):
            count = where(block < blocks, whole, 0)
            found.append(Span(None, self.people.start + block * whole, month, count))
            month = month + count
        return found, month


def _stretches(size: Any, bounds: tuple[int, ...], month: Column, end: Column) -> Iterator[Span]:
    """Regular payments from everybody's month on, between the months in which prices change."""
    for since, until in pairwise(bounds):
        count = greatest(least(end, until - 1) - month + 1, 0)
        if np.ndim(size) or size > 1:
            count = least(rounded_up(count, size), greatest(end - month + 1, 0))
        yield Span(since, month, month, count)
        month = month + count
