"""A person, a record of spells, and the question asked about them."""

import datetime
from typing import NamedTuple, TypeAlias

from estimator.engine import months
from estimator.rulebook.codes import SEXES, group_code

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


class Question(NamedTuple):
    """What is asked, normalised; defaults as the command line has them."""

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
