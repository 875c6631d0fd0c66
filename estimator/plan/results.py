"""Typed results: amounts in VND, months as month ints, shares in ten-thousandths."""

import datetime
from typing import Any, NamedTuple

from estimator.engine.exact import where
from estimator.engine.filled import Filled

RANGE = ("low", "base", "high")


class Instalment(NamedTuple):
    """A payment of the timetable (VND); first and last month are None for missing months bought at once."""

    first: int | None
    last: int | None
    months: int
    due: datetime.date
    full_contribution: int
    state_support: int
    local_support: int
    payable: int
    standing: str


class Sums(NamedTuple):
    """Payments added up: months paid for, and who pays what (VND)."""

    months: int
    full_contribution: int
    state_support: int
    local_support: int
    payable: int


class Foreseen(NamedTuple):
    """A pension under one scenario: from when, of how much (VND), in today's prices, and how firm."""

    pension_from: int | None
    monthly_pension: int
    monthly_pension_today: int
    standing: str


class Pension(NamedTuple):
    """The pension a record leads to, as it would be granted (VND; months; ten-thousandths)."""

    entitled: bool
    pension_from: int | None
    contribution_months: int
    benefit_half_years: int
    pension_rate: int
    average_income: int
    monthly_pension: int
    monthly_pension_today: int
    retirement_allowance: int
    missing_months: int
    missing_support: int | None
    missing_cost: int | None
    standing: str


class Totals(NamedTuple):
    """Everything still to be paid (VND), and the months of pension that give the household's part back."""

    paid_by_household: int
    state_support: int
    local_support: int
    months_to_recover: int | None
    standing: str


class Legacy(NamedTuple):
    """The age of 55 or 60 that may still be chosen: open, reached when, and the pension (VND) it gives.

    Of one person or columns; ``pension_from`` is -1 where no pension is due.
    """

    open: Any
    reached: Any
    pension_from: Any
    monthly_pension: Any
    monthly_pension_today: Any


class Road(NamedTuple):
    """A way on for who is short of years (VND): its cost, what is paid once, what each month, from when to when."""

    name: str
    cost: int = 0
    once: int = 0
    monthly: int = 0
    first: int | None = None
    last: int | None = None


class Benefits(NamedTuple):
    """What else the record gives (VND, months): in today's prices, by the law of the pension's first month.

    Of one person or columns.
    """

    funeral_allowance: Any
    funeral_required_months: Any
    funeral_by_compulsory: Any
    funeral_earned: Any
    survivor_lump_sum: Any
    pensioner_lump_sum: Any
    survivor_monthly: Any
    maternity_allowance: Any
    maternity_required_months: Any
    social_pension: Any
    social_pension_from: Any
    pensioner_card_cover: Any
    now: Filled
    left: Filled
    sheet: Filled


class Refund(NamedTuple):
    """What comes back (VND) of the payment under way when nothing more is due."""

    reason: str
    month: int
    unused_months: int
    amount: int


class Warning(NamedTuple):
    """Something the reader must know: a code, and the facts of its sentence."""

    code: str
    facts: dict[str, Any]


def age_reached(retirement: Filled, reached: Any, birth_month: Any) -> Any:
    """The age (months) of the law, or the one chosen instead."""
    own = reached == retirement["retirement_month"]
    return where(own, retirement["retirement_age"], reached - birth_month)
