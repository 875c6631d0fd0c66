"""Answers with typed parts; every name and value is that of the command line's JSON."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

Json = dict[str, Any]
A = TypeVar("A", bound="Answer")


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
    missing_support: int
    missing_cost: int
    standing: str


class Totals(NamedTuple):
    """Everything still to be paid (VND)."""

    paid_by_household: int
    state_support: int
    local_support: int
    months_to_recover: int | None


class Warning(NamedTuple):
    """Something the reader must know."""

    code: str
    says: str


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


class Answer:
    """An answer: its parts as attributes, the JSON of the command line as ``to_dict()``.

    ``reckoned`` is the result as the plan gives it, for those who go on reckoning with it; it is not kept by pickle.
    """

    as_of: str
    given: Json
    warnings: tuple[Warning, ...]

    def __init__(self, told: Json | Callable[[], Json], reckoned: Any = None) -> None:
        self._told, self.reckoned = told, reckoned

    def to_dict(self) -> Json:
        """The contract's JSON."""
        return deepcopy(self._json())

    def _json(self) -> Json:
        if not isinstance(self._told, dict):
            self._told = self._told()
        return self._told

    if not TYPE_CHECKING:  # a name that is not declared stays an error

        def __getattr__(self, name: str) -> Any:
            hints = get_type_hints(type(self)) if not name.startswith("_") else {}
            if name not in hints:
                raise AttributeError(f"{type(self).__name__!r} has no part {name!r}", name=name, obj=self)
            part = typed(hints[name], self._json().get(name))
            self.__dict__[name] = part
            return part

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *get_type_hints(type(self))})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Answer) and self._json() == other._json()

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self: A) -> tuple[type[A], tuple[Json]]:
        return type(self), (self._json(),)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._json()!r})"


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


def typed(kind: Any, value: Any) -> Any:
    """A part of the JSON as its type says."""
    if value is None:
        return None
    if isinstance(kind, UnionType):
        return typed(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(typed(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is dict:
        return {key: typed(get_args(kind)[1], item) for key, item in value.items()}
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return kind(**{name: typed(hint, value[name.rstrip("_")]) for name, hint in hints.items()})
    return deepcopy(value)
