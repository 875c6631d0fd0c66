"""A person, a record of spells, and the question asked about them."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple, Self, TypeAlias

from estimator.engine import months
from estimator.engine.many import anybody
from estimator.engine.problem import Problem
from estimator.engine.series import END as OPEN
from estimator.rulebook.codes import GROUPS, METHODS, SEXES, group_code

# Assumptions of one's own by name: ten-thousandths a year, millionths a month for the fund's interest, or "prices"
Assumed: TypeAlias = tuple[tuple[str, int | str], ...]


class Spell(NamedTuple):
    """Months paid for without a break on one income (VND a month), or on a State salary's coefficient (hundredths).

    The k-th spell of many people holds int64 columns.
    """

    first: Any
    months: Any
    income: Any
    kind: str = "voluntary"  # voluntary, compulsory (an employer's salary) or state
    coefficient: Any = 0

    @property
    def last(self) -> Any:
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


KINDS = ("voluntary", "compulsory", "state")
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


NONE = -1  # what is not stated


class Asked(NamedTuple):
    """A question as the plan reads it: of one person in ints, or of many in int64 columns, an entry for each.

    The first six fields are common to all. Codes are positions of ``rulebook.codes``, months month ints, amounts VND
    a month. What is not stated is -1: ``income``, ``budget`` (VND for so many months as ``period`` says), ``until``,
    ``years``, ``compulsory_average``; without a stop it is at ``OPEN``. ``born`` and ``as_of_day`` are days, counted
    from whenever. The k-th of the spells of a kind holds everybody's k-th, oldest first, with 0 months where somebody
    has fewer. ``method`` of who pays years ahead is that of what is paid after them.
    """

    as_of: int
    as_of_day: int
    way: str  # regular, years_ahead or missing
    years_ahead: int
    scenario: str
    assumed: Assumed
    sex: Any
    born: Any
    birth_month: Any
    birth_year_only: Any
    groups: Any
    income: Any
    start: Any
    method: Any = 0
    until: Any = NONE
    years: Any = NONE
    budget: Any = NONE
    period: Any = 1
    any_income: Any = False
    voluntary: tuple[Spell, ...] = ()
    employer: tuple[Spell, ...] = ()
    state: tuple[Spell, ...] = ()
    compulsory_months: Any = 0
    compulsory_average: Any = NONE
    legacy_age: Any = False
    stop: Any = OPEN
    stop_for_pension: Any = False

    @property
    def history(self) -> tuple[Spell, ...]:
        """The spells of every kind."""
        return (*self.voluntary, *self.employer, *self.state)

    @property
    def mixed(self) -> bool:
        """Whether anybody's record has compulsory months."""
        return bool(self.employer or self.state) or anybody(self.compulsory_months > 0)

    @property
    def ahead_months(self) -> int:
        """The months of an advance; nought where none is paid ahead."""
        return self.years_ahead * months.YEAR

    @property
    def buys_missing(self) -> bool:
        """Whether the missing months are bought, and nothing else."""
        return self.way == "missing"


REGULAR_WAY = "regular"
POOR = sum(1 << GROUPS.index(group) for group in ("poor", "near_poor"))


def asked(question: Question) -> Asked:
    """A person's question as the plan reads it."""
    budget, stop = question.budget, question.stop
    of_kind = {kind: tuple(sorted(s for s in question.history if s.kind == kind)) for kind in KINDS}
    return Asked(
        as_of=question.as_of_month,
        as_of_day=question.as_of.toordinal(),
        way=way_of(question),
        years_ahead=question.years_ahead,
        scenario=question.scenario,
        assumed=question.assumed,
        sex=question.sex_code,
        born=question.born.toordinal(),
        birth_month=question.birth_month,
        birth_year_only=question.born_known == "year",
        groups=question.group_code,
        income=NONE if question.income is None else question.income,
        start=question.start,
        method=METHODS.index(question.method if question.method in METHODS else "yearly"),
        until=NONE if question.until is None else question.until,
        years=NONE if question.years is None else question.years,
        budget=NONE if budget is None else budget.asked,
        period=1 if budget is None else PERIODS[budget.per],
        any_income=question.any_income,
        voluntary=of_kind["voluntary"],
        employer=of_kind["compulsory"],
        state=of_kind["state"],
        compulsory_months=question.compulsory_months,
        compulsory_average=NONE if question.compulsory_average is None else question.compulsory_average,
        legacy_age=question.legacy_age,
        stop=OPEN if stop is None else stop.month,
        stop_for_pension=stop is not None and stop.reason == "pension",
    )


def way_of(question: Question) -> str:
    """How a question pays: regularly, years ahead, or only the missing months."""
    if question.years_ahead:
        return "years_ahead"
    return REGULAR_WAY if question.method in METHODS else question.method
