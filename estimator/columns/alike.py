"""Who pays alike is walked once: incomes raised for all who choose alike, unsupported payments of all who pay alike."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from itertools import pairwise
from typing import Any

import numpy as np

from estimator.columns.law_by_month import Column
from estimator.engine.exact import greatest, where
from estimator.engine.many import anybody, taken
from estimator.engine.months import YEAR, year_of
from estimator.law.wiring import PENSION
from estimator.plan.assumptions import PRICED_BY, every_price_change
from estimator.plan.payment import Income
from estimator.plan.payments import rounded_up
from estimator.rulebook.model import OPEN

LATEST_YEAR = 4096  # no year is as late


class Incomes:
    """The incomes chosen, by month of payment; people choose few levels in few years, so each pair is raised once.

    Some of the people, and the same ones under another scenario, share what is known of the levels.
    """

    def __init__(self, outlook: Any, asked: Any, chosen: Callable[..., Income]) -> None:
        self.outlook, self.income, self.start, self.chosen = outlook, asked.income, asked.start, chosen
        self.place: Column = None
        if outlook.income_growth:
            pairs, self.place = np.unique(asked.income * LATEST_YEAR + year_of(asked.start), return_inverse=True)
            self.levels = pairs // LATEST_YEAR, pairs % LATEST_YEAR
            self._known: dict[tuple[Any, ...], Income] = {}
            self._changes: dict[Any, tuple[int, list[int]]] = {}

    def __call__(self, month: Any) -> Income:
        """For payments of a month, or of everybody's own."""
        if self.place is None:
            return Income(self.income, 0)
        if not isinstance(month, np.ndarray):
            amount, standing = (taken(part, self.place) for part in self._at(month))
            return Income(amount, standing)
        amount, standing = self.income + 0, self.income * 0
        for one in np.unique(month).tolist():
            rows = np.flatnonzero(month == one)
            amount[rows], standing[rows] = taken(self._at(one), self.place[rows])
        return Income(amount, standing)

    def taken(self, rows: Column) -> Incomes:
        """The incomes of some people."""
        part = copy(self)
        part.income, part.start, part.place = (taken(each, rows) for each in (self.income, self.start, self.place))
        return part

    def under(self, outlook: Any) -> Incomes:
        """The incomes of the same people under another scenario."""
        if not outlook.income_growth or self.place is None:
            return Incomes(outlook, self, self.chosen)
        part = copy(self)
        part.outlook = outlook
        return part

    def _at(self, month: int) -> Income:
        """By level; the same as long as the year, the step and the cap are."""
        key = self._key(month)
        if key not in self._known:
            income = self.chosen(self.outlook, *self.levels, month)
            self._known[key] = Income(*(part + self.levels[0] * 0 for part in income))
        return self._known[key]

    def _key(self, month: int) -> tuple[Any, ...]:
        law = self.outlook.at(month)
        return (self.outlook, year_of(month), law["income_step"], law["reference_level"], law["income_cap_multiple"])

    def changes(self, last: int) -> list[int]:
        """The months up to the last in which prices change; a cap that holds no level back changes none."""
        first = int(self.levels[1].min(initial=LATEST_YEAR)) * YEAR
        known, found = self._changes.get(self.outlook, (first, []))
        if last > known:
            book = self.outlook.book
            lawful = set(book.changes(known, last, PRICED_BY))
            for month in every_price_change(book, rising=True):
                if known < month <= last and (month % YEAR == 0 or month in lawful or self._differ(month)):
                    found.append(month)
            self._changes[self.outlook] = last, found
        return found

    def _differ(self, month: int) -> bool:
        """Whether any level is another than the month before; a cap that nobody reached holds nobody back."""
        before, law, now = self._at(month - 1), self.outlook.at(month - 1), self.outlook.at(month)
        caps = [each["reference_level"] * each["income_cap_multiple"] for each in (law, now)]
        if law["income_step"] == now["income_step"] and int(before.amount.max(initial=0)) < min(caps):
            self._known[self._key(month)] = before
            return False
        return bool((self._at(month).amount != before.amount).any())


class Tail:
    """Everybody's last payment, and the payments ``before`` it, told one after the other of those who pay alike."""

    def __init__(self, last: Any, before: Any, alike: Column, spans: Column) -> None:
        self.last, self.before = last, before
        self._alike, self._spans = alike, spans  # which of those who pay alike, and how many payments before the last

    def total(self, amounts: Any) -> Column:
        """Everybody's sum of amounts told of the payments before."""
        return self._up_to(np.cumsum, amounts + self.before.months * 0, self._alike)

    def softest(self, firm: Any) -> Column:
        """The highest that everybody meets; nought for who pays none before."""
        return self._up_to(np.maximum.accumulate, firm + self.before.months * 0, self._alike)

    def voluntary_income(self, revaluation: Any) -> Column:
        """Everybody's sum of revalued incomes, worked out once for those who pay alike and have a table of factors."""
        row = np.broadcast_to(revaluation.row, self._alike.shape)
        rows, pair = distinct(self._alike * (row.max(initial=0) + 1) + row)
        width = int(self._alike.max()) + 1
        spans = range(0, self.before.months.size, width)
        every = np.concatenate([self._alike[rows] + begun for begun in spans])
        factors = revaluation.taken(np.tile(rows, len(spans)))
        income = PENSION.formulas["voluntary_income"]((taken(self.before.spell, every),), factors)
        return self._up_to(np.cumsum, income, pair)

    def _up_to(self, gathered: Any, column: Column, place: Column) -> Column:
        """What is gathered of everybody's place in the payments before the last."""
        width = int(place.max()) + 1
        table = np.zeros(column.size + width, np.int64)
        gathered(column.reshape(-1, width), axis=0, out=table[width:].reshape(-1, width))
        return np.take(table, self._spans * width + place)


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


def tail(
    outlook: Any, payments: Any, since: int, first: Column, end: Column, supported: Column, priced: bool
) -> Tail | None:
    """What everybody pays from a month on; None while a month of anybody's may be supported, or where one stops."""
    asked, incomes = payments.asked, payments.incomes
    if anybody(asked.stop < OPEN) or (priced and _still_supported(outlook, since, first, end, supported)):
        return None
    open_, latest = first <= end, int(end.max())
    bounds = (since, *outlook.price_changes(incomes, since, latest), latest + 1)
    size = payments.each + first * 0
    later = where(open_, first - since, 0)
    rows, alike = distinct((incomes.place * (int(later.max()) + 1) + later) * (int(size.max()) + 1) + size)
    month, size = where(open_, first, since)[rows], size[rows]
    begun, counts = [], []
    for _, until in pairwise(bounds):
        count = np.minimum(rounded_up(greatest(until - month, 0), size), greatest(latest - month + 1, 0))
        begun.append(month)
        counts.append(count)
        month = month + count
    every, months = np.concatenate(begun), np.concatenate(counts)
    reached = greatest(np.searchsorted(bounds[:-1], end, side="right") - 1, 0)
    while (early := (every[reached * rows.size + alike] > end) & (reached > 0)).any():
        reached = reached - early
    place = reached * rows.size + alike
    left = where(open_, end - every[place] + 1, 0)
    alike_incomes = incomes.taken(rows)
    amounts = [alike_incomes(month) for month in bounds[:-1]]
    income = Income(*(np.concatenate(parts) for parts in zip(*amounts, strict=True)))

    def paid(income: Income, first: Column, months: Column, groups: Column, each: Column) -> Any:
        unsupported = first * 0 + OPEN
        payment: Any = (
            payments.price("regular", first, months, unsupported, income, groups, each=each)
            if priced
            else payments.insured(first, months, income, first)
        )
        return payment

    last = paid(taken(income, place), every[place], left, asked.groups, payments.each)
    tiled = [np.tile(each, len(bounds) - 1) for each in (asked.groups[rows], size)]
    before = paid(income, every, months, *tiled)
    return Tail(last, before, alike, where(left > 0, reached, 0))


def _still_supported(outlook: Any, since: int, first: Column, end: Column, supported: Column) -> bool:
    changes = (since, *outlook.changes(since, int(end.max()), ("support_months_limit",)))
    limit = max(outlook.at(month)["support_months_limit"] for month in changes)
    return bool(((supported < limit) & (first <= end)).any())
