"""When everybody pays: the calendar's stretches in which the law does not change, and years paid ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import LENGTH, Column
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, least, where
from estimator.engine.months import YEAR
from estimator.plan.projection import price_changes


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


class Walks:
    """When everybody pays until an end; kept, since most scenarios change the law in the same months."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._ahead: dict[int, tuple[Column, list[Span], Column]] = {}
        self._regular: dict[tuple[int, tuple[int, ...]], list[Span]] = {}

    def spans(self, prospect: Prospect, shared: Shared, end: Column) -> list[Span]:
        """The payments to the end month; who ends before starting pays nothing."""
        if id(end) not in self._ahead:
            self._ahead[id(end)] = (end, *self._years_ahead(shared, end))
        _, ahead, month = self._ahead[id(end)]
        open_ = month <= end
        if not open_.any():
            return ahead
        first, last = int(month.min(where=open_, initial=10**6)), int(end.max())
        bounds = (first, *price_changes(prospect.outlook, first, last), last + 1)
        if (id(end), bounds) not in self._regular:
            self._regular[id(end), bounds] = list(self._stretches(each(prospect, self.people), bounds, month, end))
        return [*ahead, *self._regular[id(end), bounds]]

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

    def _stretches(self, size: Any, bounds: tuple[int, ...], month: Column, end: Column) -> Iterator[Span]:
        for since, until in pairwise(bounds):
            count = greatest(least(end, until - 1) - month + 1, 0)
            if np.ndim(size) or size > 1:
                count = least(rounded_up(count, size), greatest(end - month + 1, 0))
            yield Span(since, month, month, count)
            month = month + count
