"""The few closed lists of the law, and their positions in lookup tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

SEXES = ("female", "male")
GROUPS = ("other", "ethnic_minority", "near_poor", "poor", "island")
METHODS = ("monthly", "quarterly", "half_yearly", "yearly")
STANDINGS = ("enacted", "reported", "unverified", "assumed")  # from firm to soft
FIRM = {name: place for place, name in enumerate(STANDINGS)}  # a standing as a code
ASSUMED = FIRM["assumed"]
OLDEST = 120  # years


def group_code(groups: Iterable[str]) -> int:
    """One int for a set of groups: everybody is ``other``, each further group sets its bit."""
    code = 1
    for group in groups:
        code |= 1 << GROUPS.index(group)
    return code


def by_group(shares: Mapping[str, int]) -> tuple[int, ...]:
    """The table read with a group code: of a person's groups the highest share wins; a group not named is other."""
    return _best(tuple(shares.get(group, shares["other"]) for group in GROUPS))


@cache
def _best(single: tuple[int, ...]) -> tuple[int, ...]:
    best = [single[0]]
    for share in single:
        best += [max(share, other) for other in best]
    return tuple(best)


def by_position(names: tuple[str, ...], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of a closed list in its order, for ``lookup`` with a position."""
    return tuple(values[name] for name in names)


def softest(standings: Iterable[str]) -> str:
    """The least firm of several standings; ``enacted`` when there are none."""
    found = STANDINGS[0]
    for standing in standings:
        if standing == STANDINGS[-1]:
            return standing
        if FIRM[standing] > FIRM[found]:
            found = standing
    return found


def by_birthday(rates: Mapping[str, Mapping[int, int]]) -> tuple[int, ...]:
    """Rates from an age up to the next one named, laid out by birthday and then by sex."""
    laid = []
    for birthday in range(OLDEST + 1):
        for sex in SEXES:
            begun = [age for age in rates[sex] if age <= birthday] or [min(rates[sex])]
            laid.append(rates[sex][max(begun)])
    return tuple(laid)
