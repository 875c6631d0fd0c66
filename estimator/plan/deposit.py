"""The same money in a bank: what it grows to, how long it lasts paid out like the pension, what rate would match it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.exact import SHARE_UNIT
from estimator.engine.many import fitting
from estimator.plan.assumptions import Outlook, grown
from estimator.plan.quote import Quote, singles
from estimator.rulebook.codes import OLDEST

Flows = Mapping[int, int]  # VND by month
RATES = range(-20_00, 50_00)  # ten-thousandths a year within which a rate is sought
AGES = (70, 75, 80, 85, 90)


class Product(NamedTuple):
    """A product of one's own telling: what is paid in, and what is paid out (VND by month)."""

    premiums: Flows
    benefits: Flows


class ProductWorth(NamedTuple):
    """What such a product takes and gives (VND), and the yearly rate at which a deposit would do the same."""

    paid_in: int
    paid_out: int
    rate: int | None


class Rate(NamedTuple):
    """The yearly rate (ten-thousandths) a deposit would need to pay the same until an age (years); None: none does."""

    age: int
    rate: int | None


class Deposit(NamedTuple):
    """The household's payments in a bank (VND, nominal): balance when the pension begins, how long that would last.

    ``break_even_age`` (months) is the age at which the deposit is used up; None where it never is. ``rates`` are what a
    bank would have to pay for the deposit to last until an age.
    """

    rate: int
    paid_in: int
    balance: int
    balance_today: int
    lasts_months: int | None
    break_even_age: int | None
    rates: tuple[Rate, ...]


class Saving:
    """A balance with simple interest within a calendar year, credited half up at its end, as a one-year term is."""

    def __init__(self, rate: int) -> None:
        self.rate, self.balance, self.accrued = rate, 0, 0

    def month(self, month: int, paid_in: int, paid_out: int) -> bool:
        """One month: pay in, pay out, bear interest; False where there is not enough to pay out."""
        unit = SHARE_UNIT * months.YEAR
        self.balance += paid_in - paid_out
        if self.balance < 0:  # interest of the year so far is paid when a term is broken
            self.balance += (self.accrued + unit // 2) // unit
            self.accrued = 0
            if self.balance < 0:
                return False
        self.accrued += self.balance * self.rate
        if month % months.YEAR == months.YEAR - 1:
            self.balance += (self.accrued + unit // 2) // unit
            self.accrued = 0
        return True


def used_up(paid_in: Flows, paid_out: Flows, rate: int) -> int | None:
    """The first month whose payment out cannot be made in full; None where all can."""
    saving = Saving(rate)
    for month in range(min((*paid_in, *paid_out)), max((*paid_in, *paid_out)) + 1):
        if not saving.month(month, paid_in.get(month, 0), paid_out.get(month, 0)):
            return month
    return None


def rate_needed(paid_in: Flows, paid_out: Flows) -> int | None:
    """The lowest yearly rate (ten-thousandths) at which the money paid in makes every payment out; None: none does."""
    too_low = fitting(lambda place: used_up(paid_in, paid_out, RATES[place]) is not None, len(RATES))
    return RATES[too_low] if too_low < len(RATES) else None


def contributions(quote: Quote) -> dict[int, int]:
    """What the household pays (VND), by the month it pays; what a stop gives back taken off."""
    flows: dict[int, int] = {}
    for payment in singles(quote):
        flows[payment.paid] = flows.get(payment.paid, 0) + payment.payable
    if quote.projection.missing is not None:
        missing = quote.projection.missing
        flows[missing.paid] = flows.get(missing.paid, 0) + missing.payable
    if quote.refund is not None:
        flows[quote.refund.month] = flows.get(quote.refund.month, 0) - quote.refund.amount
    return flows


def pensions(outlook: Outlook, first: int, amount: int, last: int) -> dict[int, int]:
    """A pension (VND) by month, raised each January as the scenario assumes."""
    year = months.year_of(first)
    return {
        month: grown(amount, outlook.pension_growth, months.year_of(month) - year) for month in range(first, last + 1)
    }


def deposit(quote: Quote) -> Deposit | None:
    """The household's payments in a bank; None where there is no pension to set beside it, or nothing to pay."""
    pension, question, outlook = quote.projection.pension, quote.question, quote.projection.outlook
    paid_in = contributions(quote)
    if pension.pension_from is None or not paid_in or not pension.monthly_pension:
        return None
    first, born = pension.pension_from, question.birth_month
    oldest = born + OLDEST * months.YEAR
    drawn = pensions(outlook, first, pension.monthly_pension, oldest)
    empty = used_up(paid_in, drawn, outlook.deposit_rate)
    saving = Saving(outlook.deposit_rate)
    for month in range(min(paid_in), first):
        saving.month(month, paid_in.get(month, 0), 0)
    unit = SHARE_UNIT * months.YEAR
    balance = saving.balance + (saving.accrued + unit // 2) // unit
    return Deposit(
        outlook.deposit_rate,
        sum(paid_in.values()),
        balance,
        outlook.deflated(balance, months.year_of(first), question.as_of.year),
        empty - first if empty is not None else None,
        empty - born if empty is not None else None,
        tuple(
            Rate(age, rate_needed(paid_in, {m: a for m, a in drawn.items() if m < born + age * months.YEAR}))
            for age in AGES
            if born + age * months.YEAR > first + months.YEAR
        ),
    )


def worth(product: Product) -> ProductWorth:
    """A product's sums and its rate."""
    premiums, benefits = product.premiums, product.benefits
    return ProductWorth(sum(premiums.values()), sum(benefits.values()), rate_needed(premiums, benefits))
