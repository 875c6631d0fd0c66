"""The law under one scenario for columns: prices, revaluation and the fund's factors, each worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np

from estimator.columns.alike import Incomes, tail
from estimator.columns.law_by_month import FIRST, LENGTH, Column, Facts, LawByMonth, ends
from estimator.engine.exact import LIMB, SHARE_UNIT, Factor, factor, share, where
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, january, year_of
from estimator.engine.sheet import Sheet
from estimator.law.wiring import MISSING, REGULAR, RETIREMENT
from estimator.plan.assumptions import EARLIER, HORIZON, REVALUATION, Outlook, deflator, every_price_change, grown
from estimator.plan.question import Asked, Assumed
from estimator.rulebook.model import OPEN, Rulebook

EARLIEST = FIRST
WIDTH = january(HORIZON + 1) - EARLIEST + 1
MOST = 9 * 10**11  # VND; more cannot be deflated inside int64
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


class ColumnsOutlook(LawByMonth):
    """An outlook for columns, a ``Timeline``."""

    def __init__(self, book: Rulebook, scenario: str, assumed: Assumed = ()) -> None:
        self.outlook, self.enacted = Outlook(book, scenario, assumed), book
        self.price_growth, self.income_growth = self.outlook.price_growth, self.outlook.income_growth
        super().__init__(self.outlook.book)
        self._places: dict[tuple[int, int], int] = {}
        self._tables: dict[int, Column] = {}
        self._sums: Column = np.zeros(0, np.int64)
        self._row = np.full(LENGTH, -1, np.int64)
        self._factors: dict[tuple[Any, ...], Column] = {}
        deflators = [deflator(self.outlook.price_growth, years) for years in range(HORIZON - 1990)]
        self._high = np.array([one.high for one in deflators])
        self._low = np.array([one.low for one in deflators])

    def deflated(self, amount: Column, year: Any, to_year: int) -> Column:
        """Amounts (VND) of one year, or of everybody's own, in the prices of an earlier one."""
        return share(np.minimum(amount, MOST), self.deflator(year, to_year))

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

    def revaluation(self, months: Column, earliest: Any) -> tuple[Revaluation, Column]:
        """Factors for pensions that start in everybody's month, and how firm they are (positions in STANDINGS).

        Of everybody's months: salaries before 2008 are looked up in the longer table wherever it is known.
        """
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
            longer = month >= self.known_from((EARLIER,))
            series, _ = self.outlook.revaluation(month, FIRST if longer else OPEN)
            before, sums = series.origin - EARLIEST, np.array(series.sums, np.int64)
            self._tables[place] = np.pad(sums, (before, max(WIDTH - before - sums.size, 0)), "edge")[:WIDTH]
        return place

    def factors(self, sheet: Sheet, facts: Facts, month: Any) -> Mapping[str, Factor]:
        """The factors of a payment that rest on the fund's interest in everybody's month; each is worked out once."""
        if sheet is REGULAR:
            return {}
        count = facts["instalment_months"]
        month = month + count * 0
        found = {"instalment_factor": self._factor(sheet, "instalment_factor", month, count)}
        if "unused_months" in facts:
            return {
                "unused_factor": self._factor(sheet, "unused_factor", month, facts["unused_months"], int(count.max()))
            }
        if sheet is MISSING:
            covered = self.fill(sheet, facts, month, ("supported_months",))["supported_months"]
            supported = self._factor(sheet, "compounded_support_factor", month, covered + month * 0)
            found["compounded_support_factor"] = supported
        return found

    def _factor(self, sheet: Sheet, name: str, months: Column, lengths: Column, *of: int) -> Factor:
        """A factor of the fund's interest in everybody's month, for everybody's length; each is worked out once."""
        rates = self.parameter("fund_interest")
        table = self._factors.setdefault((id(sheet), name, *of), np.full((2, len(rates.values) * LONGEST), -1))
        table[:, ::LONGEST] = 0  # nothing, for no months
        high, low = table
        place = np.take(rates.which, months - FIRST) * LONGEST + lengths
        found = np.take(high, place)
        if (found < 0).any():
            for new in np.unique(place[found < 0]):
                rate, length = divmod(int(new), LONGEST)
                high[new], low[new] = sheet.formulas[name](rates.values[rate], *of, length)
            found = np.take(high, place)
        return Factor(found, np.take(low, place))

    def retired(self, asked: Asked) -> Looked:
        """The month and the age of retirement, by the law of the first month; the same for all of one birth and sex."""
        sheet = _retired(self)
        own = (asked.birth_month - FIRST) * 4 + asked.sex * 2 + asked.birth_year_only
        return Looked(sheet, own)

    def common(self, since: int, month: Column) -> int:
        """One month's law for all payments made from then on, before prices change."""
        return since

    def told(self, history: Sequence[Any], spells: Sequence[Any], plan: Any) -> tuple[Any, ...]:
        """The spells of a record, of which only the months are asked: all payments as one."""
        return (*history, plan)

    def incomes(self, asked: Asked, chosen: Callable[..., Any], other: Any = None) -> Any:
        """The chosen incomes by month of payment; of who chooses alike worked out once."""
        return Incomes(self, asked, chosen) if other is None else other.under(self)

    def price_changes(self, incomes: Any, first: int, last: int) -> Sequence[int]:
        """The months after the first and up to the last in which anybody's price may change."""
        every = (
            every_price_change(self.book, self.income_growth > 0) if not self.income_growth else incomes.changes(last)
        )
        return every[bisect_right(every, first) : bisect_right(every, last)]

    def tail(self, payments: Any, since: int, first: Any, end: Any, supported: Any, priced: bool) -> Any:
        """What everybody pays from a month on, once for all who pay alike; of incomes raised, and nobody supported."""
        return tail(self, payments, since, first, end, supported, priced) if self.income_growth else None

    def under(self, scenario: str) -> ColumnsOutlook:
        """The same law under another scenario."""
        return columns_outlook(self.enacted, scenario, self.outlook.assumed)


class Looked:
    """Figures of a sheet of every kind of person, looked up for each."""

    def __init__(self, sheet: Filled, place: Column) -> None:
        self.sheet, self.place = sheet, place
        self.shape, self.law, self.standings = sheet.shape, sheet.law, sheet.standings

    def __getitem__(self, name: str) -> Column:
        return np.take(self.sheet.figure(name), self.place, mode="clip")

    def taken(self, rows: Column) -> Looked:
        """The figures of some people."""
        return Looked(self.sheet, self.place[rows])


@lru_cache(maxsize=64)
def _retired(outlook: ColumnsOutlook) -> Filled:
    """The sheet of the retirement age for each month of birth from FIRST on, sex, and whether the year is all known."""
    every = np.arange(LENGTH * 4)
    facts = {"birth_month": FIRST + every // 4, "birth_year_only": every % 2 == 1, "sex": every // 2 % 2}
    return RETIREMENT.fill(facts, outlook.book.at(FIRST))


@lru_cache(maxsize=32)
def columns_outlook(book: Rulebook, scenario: str, assumed: Assumed) -> ColumnsOutlook:
    """The outlook of a rulebook, a scenario and assumptions of one's own for columns, kept for the next chunk."""
    return ColumnsOutlook(book, scenario, assumed)
