"""Typed results: amounts in VND, months as month ints, shares in ten-thousandths."""

import datetime
from typing import Any, NamedTuple

from estimator.engine.sheet import Filled
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
    support_months_left: int
    retirement: Filled
    projection: Projection
    totals: Totals
    range: dict[str, int]
    warnings: tuple[Warning, ...]
