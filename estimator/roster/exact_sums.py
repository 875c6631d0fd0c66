"""Sums of columns that are exact however large: in int64 where that is proven to hold them, else in Python's ints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from estimator.columns.law_by_month import Column
from estimator.plan.cost import Cost
from estimator.roster.totals import Sum, Totals

MOST = 2**63 - 1


def by_place(values: Column, weights: Column, places: Column, size: int) -> list[int]:
    """The weighted sum of the values (nought or more) at each of so many places."""
    if int(values.max(initial=0)) * int(weights.sum()) <= MOST:
        found = np.zeros(size, np.int64)
        np.add.at(found, places, values * weights)
        listed: list[int] = found.tolist()
        return listed
    exact = [0] * size
    for place, value, weight in zip(places.tolist(), values.tolist(), weights.tolist(), strict=True):
        exact[place] += value * weight
    return exact


def total(values: Column, weights: Column) -> int:
    """The weighted sum of values (nought or more)."""
    if int(values.max(initial=0)) * int(weights.sum()) <= MOST:
        return int((values * weights).sum())
    return sum(value * weight for value, weight in zip(values.tolist(), weights.tolist(), strict=True))


def count(
    totals: Totals, found: Cost, kept: Column, weights: Column, cells: Mapping[str, tuple[Sequence[str], Column]]
) -> None:
    """Add the people kept (a flag each); ``cells`` has for every column its texts and which of them is whose."""
    ones = np.ones(kept.size, np.int64)
    figures = np.zeros((4, kept.size), np.int64)
    for whose, made in found.made:
        mine = kept[whose]
        rows, parts = whose[mine], [part[mine] for part in made[1:]]
        for figure, part in zip(figures, parts, strict=True):
            figure[rows] += part
        own = weights[rows]
        more = Sum(total(ones[rows], own), *(total(part, own) for part in parts))
        totals.months[made.month] = totals.months[made.month].plus(more)
    rows = np.flatnonzero(kept)
    own, columns = weights[rows], [ones[rows], *(figure[rows] for figure in figures)]
    totals.whole = totals.whole.plus([total(column, own) for column in columns])
    totals.idle += total((figures[0][rows] == 0).astype(np.int64), own)
    for name in totals.values:
        texts, codes = cells[name]
        there, places = np.unique(np.asarray(codes, np.int64)[rows], return_inverse=True)
        sums = [by_place(column, own, places, there.size) for column in columns]
        for code, own_sums in zip(there.tolist(), zip(*sums, strict=True), strict=True):
            totals.add(name, texts[code], own_sums)
    for name, happens in found.watched.items():
        totals.watched[name] += total(happens[rows].astype(np.int64), own)
