"""A person, a record of spells, and the question asked about them."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple, Self, TypeAlias

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.rulebook.codes import GROUPS, METHODS, SEXES, group_code

# Assumptions of one's own by name: ten-thousandths a year, millionths a month for the fund's interest, or "prices"
Assumed: TypeAlias = tuple[tuple[str, int | str], ...]


class Spell(NamedTuple):
    """Months paid for without a break on one income (VND a month), or on a State salary's coefficient (hundredths)."""

    first: int
    months: int
    income: int
    kind: str = "voluntary"  # voluntary, compulsory (an employer's salary) or state
    coefficient: int = 0

    @property
    def last(self) -> int:
        """The last month of the spell."""
        return self.first + self.months - 1


class Stop(NamedTuple):
    """A month from which nothing more is due, and why: job, withdraw, death or pension."""

    month: int
    reason: str


class Budget(NamedTuple):
    """What a household can hand over (VND) in a period."""

    asked: int
    per: str


PERIODS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class _Question(NamedTuple):
    as_of: datetime.date
    sex: str
    born: datetime.date
    born_known: str = "day"  # day, month or year
    groups: tuple[str, ...] = ("other",)
    province: str | None = None
    income: int | None = None
    budget: Budget | None = None
    any_income: bool = False
    method: str = "monthly"
    years_ahead: int = 0
    start: int = 0
    until: int | None = None
    years: int | None = None
    history: tuple[Spell, ...] = ()
    scenario: str = "base"
    assumed: Assumed = ()
    known_on: datetime.date | None = None
    compulsory_average: int | None = None
    compulsory_months: int = 0
    legacy_age: bool = False
    stop: Stop | None = None


WAYS = (*METHODS, "years_ahead", "missing")
KNOWN = ("day", "month", "year")


class Question(_Question):
    """What is asked, normalised; defaults as the command line has them. Months may be written ``2026-11``.

    Raises Problem where a code is none of its list's: sex_unknown, group_unknown, method_unknown.
    """

    __slots__ = ()

    def __new__(cls, *args: Any, **stated: Any) -> Self:
        for name in ("start", "until"):
            if isinstance(stated.get(name), str):
                stated[name] = months.from_iso(stated[name])
        self = super().__new__(cls, *args, **stated)
        _one_of(SEXES, "sex", self.sex)
        _one_of(WAYS, "method", self.method)
        for group in self.groups:
            _one_of(GROUPS, "group", group)
        return self

    @property
    def as_of_month(self) -> int:
        """The month of the day on which the quote is given."""
        return months.month(self.as_of.year, self.as_of.month)

    @property
    def birth_month(self) -> int:
        """The month of birth; January where only the year is known."""
        return months.month(self.born.year, self.born.month)

    @property
    def sex_code(self) -> int:
        """The position of the sex in lookup tables."""
        return SEXES.index(self.sex)

    @property
    def group_code(self) -> int:
        """The code of the groups in lookup tables."""
        return group_code(self.groups)


def _one_of(codes: Sequence[str], field: str, code: str) -> None:
    if code not in codes:
        from difflib import get_close_matches

        near = get_close_matches(code, codes, 1) or list(codes)
        raise Problem(f"{field}_unknown", field=field, given=code, allowed=list(codes), suggestions=near)
