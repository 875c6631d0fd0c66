"""One payment, or a stretch of equal ones: what it costs, and what it is worth in the prices of another year."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import greatest, least, lookup, of_limbs, where
from estimator.engine.filled import Filled
from estimator.engine.many import anybody, most, taken, within
from estimator.engine.months import year_of
from estimator.law.wiring import REGULAR
from estimator.plan.question import Spell
from estimator.plan.standing import standing
from estimator.plan.timeline import Timeline

CALENDAR = (1850, 2250)  # years in which days are counted


class Income(NamedTuple):
    """A monthly income (VND), and how firm it is."""

    amount: Any
    standing: Any


class Payment(NamedTuple):
    """One payment, or a stretch of equal ones: the months covered, and the sheet that prices them (VND).

    In columns whoever pays nothing then has 0 months, and no month of payment whatever ``paid`` says.
    """

    paid: Any
    months: Any
    sheet: Filled
    kind: str
    timeline: Timeline

    @property
    def first(self) -> Any:
        """The first month covered."""
        return self.paid

    @property
    def full_contribution(self) -> Any:
        """Whole contribution of the payment (VND)."""
        return self.sheet["instalment_full_contribution"]

    @property
    def state_support(self) -> Any:
        """The State's part (VND)."""
        return self.sheet["instalment_state_support"]

    @property
    def local_support(self) -> Any:
        """The province's part (VND)."""
        return self.sheet["instalment_local_support"]

    @property
    def payable(self) -> Any:
        """The household's part (VND)."""
        return self.sheet["instalment_payable"]

    @property
    def spell(self) -> Spell:
        """The months paid for, as a spell of the record."""
        return Spell(self.paid, self.months, self.sheet["insured_income"])

    @property
    def insured(self) -> Income:
        """The income insured."""
        return Income(self.sheet["insured_income"], self.firm("insured_income"))

    def firm(self, figure: str, rows: Any = None) -> Any:
        """How firm a figure of the payment is, of those at some positions; nought for who pays nothing."""
        firm = standing(self.sheet, figure, self.timeline.at(taken(self.paid, rows)), rows)
        return where(taken(self.months, rows) > 0, firm, 0)

    def by_year(self) -> Iterator[tuple[Any, Any]]:
        """The household's part (VND) of the months covered in a year, and the year, everybody's own or all people's."""
        if self.kind != "regular":
            return iter(((self.payable, year_of(self.paid)),))
        first, last = within(self.paid, self.paid + self.months - 1)
        years: Any = range(year_of(first), year_of(last) + 1)
        begun = year_of(self.paid)
        own = most(year_of(self.paid + greatest(self.months, 1) - 1) - begun) + 1
        if own < len(years):
            years = [begun + later for later in range(own)]
        return self._years(years)

    def _years(self, years: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        sheet, supported = self.sheet, self.sheet["supported_months"]
        full, support = sheet["full_contribution"], sheet["state_support"] + sheet["local_support"]
        unhelped = type(supported) is int and supported == 0
        off = sheet["instalment_full_contribution"] - full * self.months  # months and instalments are rounded apart
        rounded = anybody(off != 0)
        paid = helped = 0
        for year in years:
            begun = greatest(months.january(year + 1) - self.paid, 0)  # months from the first to the end of the year
            before, paid = paid, least(begun, self.months)
            part = full * (paid - before)
            if rounded:
                part = part + where((before == 0) & (paid > 0), off, 0)
            if not unhelped:
                before, helped = helped, least(begun, supported)
                part = part - support * (helped - before)
            yield part, year


@cache
def _insured_by() -> frozenset[str]:
    """The provisions on which the income insured rests besides the one chosen."""
    return REGULAR.shape(("chosen_income",)).leaves("insured_income").provisions


class Insured(NamedTuple):
    """A payment of which nothing is asked but the income insured (VND a month): all that a record needs to know."""

    paid: Any
    months: Any
    income: Income
    timeline: Timeline

    @property
    def sheet(self) -> dict[str, Any]:
        """The income insured."""
        return {"insured_income": self.income.amount}

    @property
    def spell(self) -> Spell:
        """The months paid for, as a spell of the record."""
        return Spell(self.paid, self.months, self.income.amount)

    def firm(self, figure: str, rows: Any = None) -> Any:
        """How firm the income insured is, of those at some positions; nought for who pays nothing."""
        law = self.timeline.at(taken(self.paid, rows))
        firm = greatest(law.firm(_insured_by()), taken(self.income.standing, rows))
        return where(taken(self.months, rows) > 0, firm, 0)


def limbs(payments: Iterable[Payment], to_year: int) -> tuple[Any, Any]:
    """The household's part of payments in the prices of a year, as sums of products with the deflators' limbs."""
    high: Any = 0
    low: Any = 0
    for payment in payments:
        if not anybody(payment.months > 0):
            continue
        for part, year in payment.by_year():
            factor = payment.timeline.deflator(year, to_year)
            high, low = high + part * factor.high, low + part * factor.low
    return high, low


def worth(payments: Iterable[Payment], to_year: int) -> Any:
    """The household's part of payments (VND), each covered month's deflated from its year; rounded once."""
    return of_limbs(*limbs(payments, to_year))


def first_day(month: int) -> datetime.date:
    """The first day of a month."""
    return datetime.date(month // 12, month % 12 + 1, 1)


@cache
def _day_numbers() -> tuple[int, ...]:
    """The proleptic ordinals of the first days of all months of the calendar's years."""
    return tuple(first_day(month).toordinal() for month in range(*map(months.january, CALENDAR)))


def day_number(month: Any) -> Any:
    """The proleptic ordinal of the first day of a month of ``CALENDAR`` (int or int64 column)."""
    return lookup(month - months.january(CALENDAR[0]), _day_numbers())
