"""Values along time: a schedule of dated values, and a monthly series with its running sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from estimator.engine.exact import lookup

Schedule: TypeAlias = Sequence[tuple[int, Any]]  # (first month, value), oldest first
Spells: TypeAlias = Sequence[Any]  # stretches of a record: first month, months, income (VND a month)

END = 10**6


def spans(schedule: Schedule) -> Iterator[tuple[int, int, Any]]:
    """First month, last month and value of every stretch of a schedule."""
    for index, (first, value) in enumerate(schedule):
        yield first, schedule[index + 1][0] - 1 if index + 1 < len(schedule) else END, value


def stands_at(month: int, schedule: Schedule) -> Any:
    """The value of a schedule in a month at or after its first."""
    return next(value for first, last, value in spans(schedule) if first <= month <= last)


class MonthlySeries:
    """A value for each month from ``origin`` on; asked only for sums over stretches."""

    __slots__ = ("origin", "sums")

    def __init__(self, origin: int, values: Sequence[int]) -> None:
        self.origin, self.sums = origin, (0, *accumulate(values))

    def between(self, first: Any, months: Any) -> Any:
        """The sum over so many months from ``first`` (ints or int64 columns)."""
        start = first - self.origin
        return lookup(start + months, self.sums) - lookup(start, self.sums)
