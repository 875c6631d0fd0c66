"""Typed results: amounts in VND, months as month ints, shares in ten-thousandths."""

import datetime
from typing import Any, NamedTuple

from estimator.engine.filled import Filled
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import Choice
from estimator.plan.person import Question
from estimator.plan.projection import Payment

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
    missing_support: int
    missing_cost: int
    standing: str


class Totals(NamedTuple):
    """Everything still to be paid (VND), and the months of pension that give the household's part back."""

    paid_by_household: int
    state_support: int
    local_support: int
    months_to_recover: int | None
    standing: str


class Legacy(NamedTuple):
    """The age of 55 or 60 that may still be chosen: open, reached when, and the pension (VND) it gives."""

    open: bool
    reached: int
    pension_from: int | None
    monthly_pension: int
    monthly_pension_today: int


class Road(NamedTuple):
    """A way on for who is short of years (VND): its cost, what is paid once, what each month, from when to when."""

    name: str
    cost: int
    once: int
    monthly: int
    first: int | None
    last: int | None


class Benefits(NamedTuple):
    """What else the record gives (VND, months): in today's prices, by the law of the pension's first month."""

    funeral_allowance: int
    funeral_required_months: int
    survivor_lump_sum: int
    pensioner_lump_sum: int
    survivor_monthly: int
    maternity_allowance: int
    maternity_required_months: int
    social_pension: int
    social_pension_from: int
    pensioner_card_cover: int
    now: Filled
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


class Projection(NamedTuple):
    """One scenario's plan: payments, the missing months if bought, the pension sheet and its figures."""

    outlook: Outlook
    payments: list[Payment]
    missing: Payment | None
    sheet: Filled
    pension: Pension


class Quote(NamedTuple):
    """The typed answer to a question."""

    question: Question
    choice: Choice | None
    contribution: Filled | None
    instalments: tuple[Instalment, ...]
    first_payment: Payment | None
    first_year: Sums
    support_months_left: int
    retirement: Filled
    reached: int
    projection: Projection
    totals: Totals
    range: dict[str, Pension | Foreseen]
    legacy: Legacy | None
    roads: tuple[Road, ...]
    benefits: Benefits
    refund: Refund | None
    warnings: tuple[Warning, ...]

    @property
    def retirement_age(self) -> int:
        """The age (months) of the law, or the one chosen instead."""
        return age_reached(self.retirement, self.reached, self.question.birth_month)


def age_reached(retirement: Filled, reached: int, birth_month: int) -> int:
    """The age (months) of the law, or the one chosen instead."""
    own = reached == retirement["retirement_month"]
    return int(retirement["retirement_age"]) if own else reached - birth_month
