"""Who comes in: everybody whose quote columns can give and the single quote would not refuse; the rest are left out.

The door is stricter than the law where that is simpler, never more lenient.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import FIRST, LENGTH, Almanac, Column
from estimator.batch.payments import PRICED, Chosen, Levels
from estimator.batch.people import People, Shared
from estimator.batch.prospect import Prospect
from estimator.batch.walks import Walks
from estimator.engine.exact import greatest, least, where
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, january, year_of
from estimator.law.wiring import PENSION, REGULAR, RETIREMENT
from estimator.plan import record
from estimator.plan.legacy import NAMES as LEGACY_NAMES
from estimator.plan.supported import support_begins
from estimator.rulebook.codes import GROUPS, METHODS, OLDEST, SEXES
from estimator.rulebook.model import OPEN

HIGHEST = 10**9  # VND a month, of any income chosen, or raised to the floor: with it every product stays inside int64
RAISED = 8 * 10**9  # VND a month, of an income raised year by year: none is paid on for longer than five years
LATEST = january(2085)
STEEPEST = 1500  # ten-thousandths a year, of prices
AT_START = ("months_per_instalment", "deadline_months", "years_ahead_least", "years_ahead_most", "joining_age",
            "income_step", "income_step_binding", "pension_required_months", "missing_months_limit")  # fmt: skip
BAND = ("income_floor", "income_cap")
FIGURES = ("entitled", "contribution_months", "benefit_half_years", "pension_rate", "average_income",
           "monthly_pension", "pension_in_payment", "retirement_allowance", "missing_months",
           "compulsory_conditions")  # fmt: skip
FACTS = ("spells", "employer_spells", "state_spells", "all_spells", "stated_compulsory_months", "revaluation",
         "stated_compulsory_average", "joined_month", "sex", "birth_month", "income_sum", "bought_income",
         "months_after_age", "pension_start", "told_month")  # fmt: skip


class Admitted(NamedTuple):
    """Who is let in, with what follows from their statements: months, and the age in months."""

    rows: Column  # where they stand among all people
    people: People
    retirement_age: Column
    reached: Column
    end: Column
    supported: Column  # months before the first
    recorded: Column  # months of the past
    last: Column  # the last month of the past, or nought
    joined: Column  # the first month of the past, or OPEN
    level: Column  # the place of what they choose in ``levels``
    levels: Levels | None  # None where no scenario raises incomes
    walks: Walks

    def part(self, which: Column) -> Admitted:
        """Some of them, in an order of one's own."""
        people, names = self.people.rows(which), self._fields[2:-2]
        columns: dict[str, Any] = {name: getattr(self, name)[which] for name in names}
        return self._replace(rows=self.rows[which], people=people, walks=Walks(people), **columns)

    def chosen(self, prospect: Prospect) -> Chosen:
        """What they choose to pay on under a prospect."""
        return Chosen(prospect, self.walks, self.levels, self.level)


def admit(enacted: Almanac, prospect: Prospect, others: list[Prospect], shared: Shared, people: People) -> Admitted:
    """The people whose every figure columns give; ``others`` are the prospects of the range."""
    prospects = [prospect, *others]
    latest = min(_latest(one) for one in prospects)
    rows = np.flatnonzero(_sound(enacted, prospects, shared, people, latest))
    inside = people.rows(rows) if rows.size < people.start.size else people
    start = inside.start
    spells = tuple(s._replace(first=where(s.months > 0, s.first, start)) for s in inside.spells)
    inside = inside._replace(spells=spells)
    age, reached = retirement(prospect, inside)
    last, joined = start * 0, start * 0 + OPEN
    for spell in spells:
        last = greatest(last, where(spell.months > 0, spell.first + spell.months - 1, 0))
        joined = least(joined, where(spell.months > 0, spell.first, OPEN))
    recorded = sum((spell.months for spell in spells), start * 0)
    end = last_month(prospect, shared, inside, reached, recorded)
    levels = Levels(inside) if any(one.outlook.income_growth for one in prospects) else None
    level = start if levels is None else levels.place
    supported = supported_before(prospect, inside)
    found = Admitted(rows, inside, age, reached, end, supported, recorded, last, joined, level, levels, Walks(inside))
    good = _lawful(enacted, prospect, inside) & _answerable(prospect, shared, found, latest)
    return found if good.all() else found.part(np.flatnonzero(good))


@lru_cache(maxsize=64)
def _retired(prospect: Prospect) -> Filled:
    """The sheet of the retirement age for each month of birth from FIRST on, sex, and whether the year is all known."""
    every = np.arange(LENGTH * 4)
    facts = {"birth_month": FIRST + every // 4, "birth_year_only": every % 2 == 1, "sex": every // 2 % 2}
    return RETIREMENT.fill(facts, prospect.book.at(FIRST))


def retirement(prospect: Prospect, people: People) -> tuple[Column, Column]:
    """Age (months) and month of retirement."""
    own = (people.birth_month - FIRST) * 4 + people.sex * 2 + people.birth_year_only
    sheet = _retired(prospect)
    return np.take(sheet["retirement_age"], own), np.take(sheet["retirement_month"], own)


def last_month(prospect: Prospect, shared: Shared, people: People, reached: Column, recorded: Column) -> Column:
    """The last month paid: as asked, else the month of retirement age, or past it until the years are complete."""
    start = people.start
    if shared.method == "missing":
        return start - 1
    required = prospect.at(start)["pension_required_months"]
    default = where(reached >= start, reached, start + greatest(required - recorded, 0) - 1)
    counted = where(people.years >= 0, start + people.years * YEAR - 1, default)
    return where(people.until >= 0, people.until, counted)


def supported_before(prospect: Prospect, people: People) -> Column:
    """Voluntary months paid for since support began, the limit at most."""
    start = people.start
    begun = support_begins(prospect.book, OPEN)
    if begun == OPEN:
        return start * 0
    used = record.months_within(people.spells, begun, start)
    return least(used, prospect.at(greatest(start, begun))["support_months_limit"]) + start * 0


def _sound(enacted: Almanac, prospects: list[Prospect], shared: Shared, people: People, latest: int) -> Column:
    """What can be told without looking up the law of everybody's month."""
    start, born = people.start, people.birth_month
    first = enacted.book.parameters["contribution_rate"].first
    good = people.fits & (people.income > 0) & (people.income <= HIGHEST)
    good &= (people.sex >= 0) & (people.sex < len(SEXES)) & (people.groups > 0) & (people.groups < 1 << len(GROUPS))
    good &= (people.method >= 0) & (people.method < len(METHODS))
    good &= (born < shared.as_of) & (year_of(born) >= year_of(shared.as_of) - OLDEST) & (born >= FIRST)
    good &= (start >= max(_known_start(one) for one in (enacted, *prospects))) & (start <= latest)
    good &= (people.until < 0) | (people.years < 0)
    good &= (people.until < 0) | ((people.until >= start - 1) & (people.until <= latest))
    good &= people.years <= (latest - start) // YEAR
    for spell in people.spells:
        past = (spell.first >= first) & (spell.first + spell.months <= start) & (spell.months <= 100 * YEAR)
        past &= (spell.income >= 0) & (spell.income <= HIGHEST) & (spell.months > 0)
        good &= past | (spell.months == 0)
    for earlier, later in pairwise(people.spells):
        good &= (later.months == 0) | ((earlier.months > 0) & (earlier.first + earlier.months <= later.first))
    return good


@lru_cache(maxsize=64)
def _latest(prospect: Prospect) -> int:
    """The last month up to which columns can hold a prospect, every product inside int64; 0 where they never can."""
    if not 0 <= prospect.outlook.price_growth <= STEEPEST:
        return 0
    months = np.arange(january(2016), LATEST)
    limits = prospect.fill(REGULAR, {}, months, BAND)
    raised = prospect.outlook.income_growth > 0
    high = (limits["income_floor"] > HIGHEST) | (raised & (limits["income_cap"] > RAISED))
    # under a floor of one's own, support may be more than the contribution; what is cut down to it cannot be added up
    high = np.flatnonzero(high | (prospect.at(months)["minimum_wage_floor"] > 0))
    return int(months[high[0]]) - 1 if high.size else LATEST


@lru_cache(maxsize=64)
def _known_start(one: Almanac) -> int:
    facts = ("chosen_income", "groups", "months_supported", "instalment_months")
    names = one.leaves(REGULAR, facts, (*PRICED, *BAND))
    return one.known_from(names | set(AT_START))


def _lawful(enacted: Almanac, prospect: Prospect, people: People) -> Column:
    """Whether the income lies in the band, and everybody is old enough for every month paid."""
    start, income = people.start, people.income
    limits = enacted.fill(REGULAR, {}, start, BAND)
    cap = greatest(limits["income_cap"], prospect.fill(REGULAR, {}, start, BAND)["income_cap"])
    law = enacted.at(start)
    good = (income >= limits["income_floor"]) & (income <= cap)
    off = (income - limits["income_floor"]) % law["income_step"]
    good &= where(law["income_step_binding"], off == 0, income > 0)
    joining = people.birth_month + law["joining_age"]
    good &= start >= joining
    for spell in people.spells:
        good &= (spell.months == 0) | (spell.first >= joining)
    return good


def _answerable(prospect: Prospect, shared: Shared, found: Admitted, latest: int) -> Column:
    """Whether the law of everybody's pension is known, and no advance or purchase is refused."""
    people, end, recorded = found.people, found.end, found.recorded
    start, paying = people.start, end >= people.start
    ready = greatest(found.reached, where(paying, end, found.last))
    told = greatest(recorded + greatest(end - start + 1, 0), 0)
    # where the fund's interest has gaps, no month is bought and no year paid ahead
    gap = prospect.known_from(("fund_interest",))
    good = (ready + 1 >= _known_pension(prospect)) & (ready < latest)
    required = prospect.at(where(good, ready + 1, start))["pension_required_months"]
    good &= (told >= required) | (ready >= gap)
    stops_short = (people.until < 0) & (people.years < 0) & (found.reached < start) & paying
    good &= ~stops_short | (greatest(found.reached, found.last) >= gap)
    if shared.method not in ("years_ahead", "missing"):
        return good
    good &= start >= gap
    now = prospect.at(start)
    whole = shared.years_ahead * YEAR
    good &= ~_legacy_open(prospect, found, told, start + whole - 1 if whole else found.reached)
    if whole:
        good &= (end - start + 1 >= whole) & ~stops_short  # what is told beside the quote may refuse an advance
        return good & (shared.years_ahead >= now["years_ahead_least"]) & (shared.years_ahead <= now["years_ahead_most"])
    starts: Any = greatest(start, ready) + 1
    short = prospect.at(where(good, starts, start))["pension_required_months"] - recorded
    return good & (start >= found.reached - 1) & (short > 0) & (short <= now["missing_months_limit"])


def _legacy_open(prospect: Prospect, found: Admitted, told: Column, before: Column) -> Column:
    """Whether the age of 55 or 60 may still be chosen, perhaps before a month."""
    first = max(prospect.book.parameters[name].first for name in LEGACY_NAMES)
    facts = {
        "birth_month": found.people.birth_month,
        "sex": found.people.sex,
        "voluntary_joined_month": least(found.joined, found.people.start),
        "planned_voluntary_months": told,
    }
    law = RETIREMENT.fill(facts, prospect.book.at(first))
    sooner = least(found.reached, before)
    return law["legacy_open"] & (law["legacy_month"] < sooner) & (first - 1 < sooner)


@lru_cache(maxsize=64)
def _known_pension(prospect: Prospect) -> int:
    names = prospect.leaves(PENSION, FACTS, FIGURES)
    return prospect.known_from(names | {"revaluation_factors", "missing_months_limit"})
