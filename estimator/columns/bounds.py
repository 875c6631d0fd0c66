"""Who columns can answer: all law asked of is known for them, and every product stays inside int64."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from estimator.columns.law_by_month import FIRST, Column, LawByMonth
from estimator.columns.outlook import LONGEST, MOST, ColumnsOutlook
from estimator.engine.exact import greatest, least, where
from estimator.engine.months import YEAR, january
from estimator.law.wiring import PENSION, REGULAR
from estimator.plan import record
from estimator.plan.assumptions import EARLIER, REVALUATION
from estimator.plan.income import BAND
from estimator.plan.payments import PRICED
from estimator.plan.pension import FIGURES
from estimator.plan.question import NONE, PERIODS, Asked
from estimator.plan.reckoning import Reckoning, Settled
from estimator.rulebook.codes import GROUPS, METHODS, SEXES
from estimator.rulebook.model import OPEN

HIGHEST = 10**9  # VND a month, of any income chosen, or raised to the floor: with it every product stays inside int64
RAISED = 8 * 10**9  # VND a month, of an income raised year by year: none is paid on for longer than five years
LATEST = january(2085)
STEEPEST = 1500  # ten-thousandths a year, of prices
OLD_SPELLS = FIRST + 5 * YEAR
AT_START = {"months_per_instalment", "deadline_months", "years_ahead_least", "years_ahead_most", "joining_age",
            "income_step", "income_step_binding", "pension_required_months", "missing_months_limit"}  # fmt: skip
PAYMENT_FACTS = ("chosen_income", "groups", "months_supported", "instalment_months")
FACTS = ("spells", "employer_spells", "state_spells", "all_spells", "base_salaries", "stated_compulsory_months",
         "revaluation", "stated_compulsory_average", "joined_month", "sex", "birth_month", "income_sum",
         "bought_income", "months_after_age", "pension_start", "told_month")  # fmt: skip
UNMIXED_FACTS = (*FACTS, *record.UNMIXED)


def readable(enacted: LawByMonth, outlooks: list[ColumnsOutlook], asked: Asked) -> Column:
    """Of whom codes, months and amounts are such that their law can be looked up at all."""
    start, latest = asked.start, min(latest_month(one) for one in outlooks)
    good = (start >= max(_known_start(one) for one in (enacted, *outlooks))) & (start <= latest)
    good &= (asked.sex >= 0) & (asked.sex < len(SEXES)) & (asked.groups > 0) & (asked.groups < 1 << len(GROUPS))
    good &= (asked.method >= 0) & (asked.method < len(METHODS)) & (asked.birth_month >= FIRST)
    good &= (asked.birth_month <= asked.as_of) & (asked.income <= HIGHEST) & (asked.income != 0)
    good &= (asked.until <= latest) & (asked.years <= (latest - start) // YEAR) & (asked.until >= NONE)
    good &= (asked.budget == NONE) | np.isin(asked.period, list(PERIODS.values()))
    good &= (asked.compulsory_months >= 0) & (asked.compulsory_months <= 100 * YEAR)
    good &= (asked.compulsory_average <= HIGHEST) & ((asked.stop == OPEN) | (asked.stop <= latest))
    for spell in asked.history:
        past = (spell.first >= OLD_SPELLS) & (spell.months <= 100 * YEAR) & (spell.last <= latest)
        past &= (spell.income >= 0) & (spell.income <= HIGHEST) & (spell.coefficient <= 100_00)
        good &= past | (spell.months == 0)
    return good


@lru_cache(maxsize=64)
def latest_month(outlook: ColumnsOutlook) -> int:
    """The last month up to which columns can hold an outlook, every product inside int64; 0 where they never can."""
    if not 0 <= outlook.price_growth <= STEEPEST:
        return 0
    months = np.arange(january(2016), LATEST)
    limits = outlook.fill(REGULAR, {}, months, BAND)
    raised = outlook.income_growth > 0
    high = (limits["income_floor"] > HIGHEST) | (raised & (limits["income_cap"] > RAISED))
    # under a floor of one's own, support may be more than the contribution; what is cut down to it cannot be added up
    high = np.flatnonzero(high | (outlook.at(months)["minimum_wage_floor"] > 0))
    return int(months[high[0]]) - 1 if high.size else LATEST


@lru_cache(maxsize=64)
def _known_start(one: LawByMonth) -> int:
    return one.known_from(one.leaves(REGULAR, PAYMENT_FACTS, (*PRICED, *BAND)) | AT_START)


@lru_cache(maxsize=64)
def _known_pension(outlook: ColumnsOutlook, mixed: bool) -> int:
    figures = (*FIGURES, "pension_in_payment")
    names = outlook.leaves(PENSION, FACTS if mixed else UNMIXED_FACTS, figures)
    names |= outlook.leaves(PENSION, UNMIXED_FACTS, ("compulsory_conditions",))
    return outlook.known_from(names | {REVALUATION, "missing_months_limit"} | ({EARLIER} if mixed else set()))


def answerable(outlook: ColumnsOutlook, found: Settled) -> Column:
    """Of whom the law of the pension is known, and that of whatever may be bought or paid ahead."""
    asked, end = found.asked, found.end
    start, plan = asked.start, record.planned(asked, end)
    latest = latest_month(outlook)
    ready = greatest(found.reached, greatest(record.last_of(asked.history), where(plan.months > 0, plan.last, 0)))
    good = (ready + 1 >= _known_pension(outlook, asked.mixed)) & (ready < latest) & (end <= latest)
    # where the fund's interest has gaps, no month is bought and no year paid ahead
    gap = outlook.known_from(("fund_interest",))
    told = record.recorded(asked) + plan.months
    required = outlook.at(where(good, ready + 1, start))["pension_required_months"]
    good &= (told >= required) | (ready >= gap)
    if asked.buys_missing or asked.years_ahead:
        good &= start >= gap
    if asked.ahead_months >= LONGEST:
        good &= False
    return good


def inside(found: Reckoning, names: Any) -> Column:
    """Whose amounts are small enough that every sum was exact."""
    projection = found.projection
    pension = projection.sheet
    good = (pension["monthly_pension"] < MOST) & (pension["average_income"] < MOST // 200)  # a lump sum is 100 years
    good &= found.total("payable") < MOST
    for name, other in found.range.items():
        if name != found.asked.scenario:
            good = good & (other.sheet["monthly_pension"] < MOST)
    return good & (least(pension["average_income"], 0) == 0)
