"""Answers to what one person asks, and what the law says; every name and value is that of the command line's JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

from estimator.face.result import Answer, Json


class Contribution(NamedTuple):
    """One month's contribution (VND)."""

    month: str
    insured_income: int
    contribution_rate: str
    full_contribution: int
    state_support: int
    local_support: int
    payable: int


class Instalment(NamedTuple):
    """One payment of the timetable (VND); without months where missing ones are bought at once."""

    from_: str | None
    to: str | None
    months: int
    due: str
    full_contribution: int
    state_support: int
    local_support: int
    payable: int


class Sums(NamedTuple):
    """Who pays what (VND)."""

    full_contribution: int
    state_support: int
    local_support: int
    payable: int


class Level(NamedTuple):
    """An income a month and what the household pays for it (VND)."""

    insured_income: int
    payable: int


class Budget(NamedTuple):
    """What the household hands over (VND) in a period, and the level above."""

    asked: int
    per: str
    next_step_up: Level | None


class Retirement(NamedTuple):
    """When the age is reached, and when the pension begins."""

    age: str
    reached: str
    pension_from: str | None


class Pension(NamedTuple):
    """The pension as it would be granted (VND)."""

    entitled: bool
    conditions: str
    contribution_months: int
    benefit_half_years: int
    pension_rate: str
    average_income: int
    monthly_pension: int
    monthly_pension_today: int
    retirement_allowance: int
    missing_months: int
    missing_support: int | None
    missing_cost: int | None
    standing: str


class Totals(NamedTuple):
    """Everything still to be paid (VND)."""

    paid_by_household: int
    state_support: int
    local_support: int
    months_to_recover: int | None


class Withdrawal(NamedTuple):
    """A withdrawal (VND): whether it is allowed, why or why not, from when, and how much."""

    allowed: bool
    reason: str
    from_: str | None
    months: int
    months_before_2014: int
    months_from_2014: int
    average_income: int
    gross_amount: int
    state_support_deducted: int
    amount: int


class Keep(NamedTuple):
    """What keeping the record leads to."""

    retirement: Retirement
    pension: Pension


class Parameter(NamedTuple):
    """A value of the law, since when and until when, and where it stands."""

    value: Any
    unit: str
    since: str
    until: str | None
    source: str
    layer: str
    standing: str
    reviewed: str


class Quote(Answer):
    """What one person pays, when, who helps pay, and the pension it leads to."""

    contribution: Contribution | None
    instalments: tuple[Instalment, ...]
    first_year: Sums
    support_months_left: int
    budget: Budget | None
    retirement: Retirement
    pension: Pension
    range: Json
    totals: Totals
    roads: tuple[Json, ...]
    benefits: Json
    standings: Json
    explanation: tuple[Json, ...] | None
    years: tuple[Json, ...] | None


class ComparisonRow(NamedTuple):
    """One way of the comparison; its further figures stand in ``to_dict()``."""

    label: str
    contribution: Contribution | None
    totals: Totals
    retirement: Retirement
    pension: Pension


class Comparison(Answer):
    """The same person several ways side by side."""

    by: str
    rows: tuple[ComparisonRow, ...]
    refused: tuple[Json, ...]
    winners: tuple[Json, ...]


class Solution(Answer):
    """What a pension takes; where it is ``found`` nowhere, ``most`` has what comes nearest."""

    found: bool | None
    insured_income: int | None
    months: int | None
    contribution: Contribution | None
    totals: Totals | None
    pension: Pension | None
    retirement: Retirement | None
    most: Json | None
    answers: tuple[Json, ...] | None
    open: tuple[Json, ...]


class WithdrawalAnswer(Answer):
    """A record's one-off withdrawal beside the pension that keeping it leads to."""

    withdrawal: Withdrawal
    keep: Keep
    keep_wins_from_age: str | None
    explanation: tuple[Json, ...] | None


class LawAnswer(Answer):
    """What is in force in a month, or what changes in a stretch of months."""

    month: str | None
    parameters: dict[str, Parameter] | None
    changes: tuple[Json, ...] | None
