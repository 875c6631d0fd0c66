"""The law under one scenario for columns: prices, revaluation and the fund's factors, each worked out once."""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np

from estimator.batch.almanac import FIRST, LENGTH, Almanac, Column, ends
from estimator.engine.exact import LIMB, SHARE_UNIT, Factor, factor, share, where
from estimator.engine.months import YEAR, january, year_of
from estimator.engine.sheet import Sheet
from estimator.plan.assumptions import HORIZON, REVALUATION, Outlook, deflator, grown
from estimator.plan.person import Assumed
from estimator.rulebook.model import Rulebook

EARLIEST = january(1990)
WIDTH = january(HORIZON + 1) - EARLIEST + 1
STEEP = 900  # times an income: beyond it the product leaves int64
LONGEST = 20 * YEAR + 1  # no advance and no purchase has so many months


class Revaluation:
    """Everybody's table of factors (hundredths) as running sums; asked for sums like a ``MonthlySeries``."""

    def __init__(self, sums: Column, row: Any) -> None:
        self.sums, self.row = sums, row
        self._offset = row * WIDTH - EARLIEST
        self._ended: Column | None = None  # where the stretch last asked for ended
        self._up_to: Column = None  # and the sums up to there

    def between(self, first: Column, months: Column) -> Column:
        """The sum over so many months from ``first``, each person's by the table of their pension's year."""
        ends = first + months
        up_to = np.take(self.sums, ends + self._offset)
        touches = self._ended is not None and (first == self._ended).all()
        since = self._up_to if touches else np.take(self.sums, first + self._offset)
        self._ended, self._up_to = ends, up_to
        return up_to - since

    def taken(self, rows: Column) -> Revaluation:
        """The tables of some of the people."""
        return Revaluation(self.sums, self.row[rows] if np.ndim(self.row) else self.row)


class Prospect(Almanac):
    """An outlook for columns."""

    def __init__(self, book: Rulebook, scenario: str, assumed: Assumed = ()) -> None:
        self.outlook = Outlook(book, scenario, assumed)
        super().__init__(self.outlook.book)
        self._places: dict[tuple[int, int], int] = {}
        self._tables: dict[int, Column] = {}
        self._sums: Column = np.zeros(0, np.int64)
        self._row = np.full(LENGTH, -1, np.int64)
        self._factors: dict[tuple[int, str], Column] = {}
        deflators = [deflator(self.outlook.price_growth, years) for years in range(HORIZON - 1990)]
        self._high = np.array([one.high for one in deflators])
        self._low = np.array([one.low for one in deflators])

    def deflated(self, amount: Column, year: Any, to_year: int) -> Column:
        """Amounts (VND) of one year, or of everybody's own, in the prices of an earlier one."""
        return share(amount, self.deflator(year, to_year))

    def deflator(self, year: Any, to_year: int) -> Factor:
        """What one dong of a year, or of everybody's own, is worth in the prices of an earlier one."""
        low, high = (year, year) if isinstance(year, int) else ends(year)
        if low == high:
            return self.outlook.deflator(low, to_year)
        gap = np.maximum(year - to_year, 0)
        return Factor(np.take(self._high, gap), np.take(self._low, gap))

    def raised(self, income: Column, years: Column, step: int) -> Column:
        """Incomes raised for so many years (nought or more) and rounded to the step, exactly as ``grown`` does.

        A factor of 10⁻¹⁴ tells the whole dong; where that lies at the middle between two steps, ``grown`` decides.
        """
        growth = self.outlook.income_growth
        low, high = ends(years)
        if low == high:
            years = np.array(low)
        factors = [factor((SHARE_UNIT + growth) ** n, SHARE_UNIT**n) for n in range(low, high + 1)]
        upper, lower = (np.array([one[limb] for one in factors])[years - low] for limb in range(2))
        small = upper < STEEP * LIMB
        nearest = (income * where(small, upper, 0) + income * lower // LIMB) // LIMB + step // 2
        found = nearest // step * step
        past = nearest - found  # the middle between two steps
        doubtful, unsure = (past == 0) | (past == step - 1), ~small | (step % 2 > 0)
        if np.any(unsure):
            doubtful = doubtful | unsure
        rows = np.flatnonzero(doubtful)
        lengths = years[rows].tolist() if years.size > 1 else repeat(low)
        exact = (grown(own, growth, n, step) for own, n in zip(income[rows].tolist(), lengths, strict=False))
        found[rows] = [min(each, 2**62) for each in exact]
        return found

    def revaluation(self, months: Column) -> tuple[Revaluation, Column]:
        """Factors for pensions that start in everybody's month, and how firm they are (positions in STANDINGS)."""
        places = months - FIRST
        low, high = ends(places)
        for place in range(low, high + 1):
            if self._row[place] < 0:
                self._row[place] = self._table(FIRST + place)
        if self._sums.size < WIDTH * len(self._tables):
            self._sums = np.concatenate(list(self._tables.values()))
        row: Any = int(self._row[low]) if self._row[low] == self._row[high] else self._row[places]
        return Revaluation(self._sums, row), self.parameter(REVALUATION).firm[places]

    def _table(self, month: int) -> int:
        """Which table is a month's: that of its year, until another is published."""
        published = int(self.parameter(REVALUATION).which[month - FIRST])
        place = self._places.setdefault((year_of(month), published), len(self._places))
        if place not in self._tables:
            series, _ = self.outlook.revaluation(month)
            before, sums = series.origin - EARLIEST, np.array(series.sums, np.int64)
            self._tables[place] = np.pad(sums, (before, max(WIDTH - before - sums.size, 0)), "edge")[:WIDTH]
        return place

    def factor(self, sheet: Sheet, name: str, months: Column, lengths: Column) -> Factor:
        """A factor of the fund's interest in everybody's month, for everybody's length; each is worked out once."""
        rates = self.parameter("fund_interest")
        table = self._factors.setdefault((id(sheet), name), np.full((2, len(rates.values) * LONGEST), -1))
        table[:, ::LONGEST] = 0  # nothing, for no months
        high, low = table
        place = np.take(rates.which, months - FIRST) * LONGEST + lengths
        found = np.take(high, place)
        if (found < 0).any():
            for new in np.unique(place[found < 0]):
                rate, length = divmod(int(new), LONGEST)
                high[new], low[new] = sheet.formulas[name](rates.values[rate], length)
            found = np.take(high, place)
        return Factor(found, np.take(low, place))


@lru_cache(maxsize=32)
def prospect(book: Rulebook, scenario: str, assumed: Assumed) -> Prospect:
    """The prospect of a rulebook, a scenario and assumptions of one's own, kept for the next chunk."""
    return Prospect(book, scenario, assumed)
