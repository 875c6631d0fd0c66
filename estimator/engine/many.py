"""Verbs that look at all people at once: one person's ints, or int64 columns with an entry for each.

A column is asked for its own array namespace, as in ``exact``; with ints no array library is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from estimator.engine.exact import namespace, where

NEVER = 10**6  # a month after every month


def anybody(flags: Any) -> bool:
    """Whether a flag holds for anybody."""
    return flags if type(flags) is bool else bool(flags.any()) if hasattr(flags, "any") else bool(flags)


def most(counts: Any) -> int:
    """The largest of everybody's counts (nought or more)."""
    return int(counts.max(initial=0)) if hasattr(counts, "max") else counts


def within(month: Any, end: Any) -> tuple[int, int]:
    """The first month in which anybody who has not ended goes on, and the last month of anybody's."""
    if type(month) is type(end) is int or namespace(month, end) is None:
        return month, end
    month, end = month + end * 0, end + month * 0
    return int(month.min(where=month <= end, initial=NEVER)), int(end.max(initial=0))


def fitting(fits: Callable[[Any], Any], count: Any) -> Any:
    """How many of the numbers from nought up to a count (exclusive) fit; the last that fits is one less.

    A number may fit only if all below it do, so they are tried by halving, everybody's at once.
    """
    within, beyond = count * 0, count
    while anybody(within < beyond):
        middle = (within + beyond) // 2
        open_, fit = within < beyond, fits(middle)
        within, beyond = where(open_ & fit, middle + 1, within), where(open_ & (fit == 0), middle, beyond)
    return within


def holding(flags: Any) -> Any:
    """Where a flag holds: the positions among columns; of one person, who is always meant, None."""
    space = namespace(flags)
    return None if space is None else space.nonzero(flags)[0]


def taken(value: Any, rows: Any) -> Any:
    """The part of a value that some people's positions hold; whatever is common to all stays, ``rows`` None is all."""
    if rows is None or isinstance(value, int | str):
        return value
    if namespace(value) is not None:
        return (value[rows] if type(rows) is slice else value.take(rows)) if value.ndim else value
    if isinstance(value, tuple):
        parts = [taken(part, rows) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value.taken(rows) if hasattr(value, "taken") else value


def spread(flags: Any, rows: Any, values: Any) -> Any:
    """A column that holds values at some people's positions and nought at the others; one person's value as it is."""
    if rows is None:
        return values
    space = namespace(flags)
    column = space.zeros(flags.size, space.int64)
    column[rows] = values
    return column


def among(flags: Any, work: Callable[[Any], Mapping[str, Any]], nought: Mapping[str, Any]) -> Mapping[str, Any]:
    """What some work gives by name for those of whom a flag holds; ``nought`` for the others.

    The work is given their positions, None for one person; it is not done where the flag holds for nobody.
    """
    if not anybody(flags):
        return nought
    rows, space = holding(flags), namespace(flags)
    found = work(rows)
    if space is None:
        return found
    columns = {}
    for name, value in found.items():
        columns[name] = space.full(flags.size, nought[name], dtype=space.int64)
        columns[name][rows] = value
    return columns
