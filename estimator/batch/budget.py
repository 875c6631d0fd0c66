"""The income that each household's budget carries: the highest level it can pay, and the next one up."""

from __future__ import annotations

from typing import Any

import numpy as np

from estimator.batch.almanac import FIRST, Column
from estimator.batch.door import BAND, LATEST, supported_before
from estimator.batch.payments import facts_of
from estimator.batch.people import NONE, People, Shared
from estimator.batch.prospect import LONGEST, Prospect
from estimator.engine.exact import divide, greatest, where
from estimator.engine.months import YEAR
from estimator.law.wiring import AHEAD, REGULAR
from estimator.plan.person import PERIODS
from estimator.rulebook.codes import GROUPS

PAYABLE = ("instalment_payable",)


def afforded(prospect: Prospect, shared: Shared, people: People) -> People:
    """The people with the incomes their budgets carry, by the law of the first month; whose is too small has none.

    The single quote's own search: what a level costs in the budget's period rises with the level.
    """
    budget = people.budget
    if budget is None or not (budget >= 0).any():
        return people
    if shared.method == "missing" or shared.years_ahead * YEAR >= LONGEST:
        return people._replace(fits=people.fits & (budget < 0))
    sound = (people.groups > 0) & (people.groups < 1 << len(GROUPS)) & (people.start >= FIRST) & (people.start < LATEST)
    rows = np.flatnonzero((budget >= 0) & people.fits & sound & np.isin(people.period, list(PERIODS.values())))
    asking = people.rows(rows)
    limits = prospect.fill(REGULAR, {}, asking.start, BAND)
    floor, step = limits["income_floor"], prospect.at(asking.start)["income_step"]
    levels = (limits["income_cap"] - floor) // step + 1 + asking.start * 0
    supported = supported_before(prospect, asking)

    def cost(level: Column) -> Column:
        """Of one level, in the budget's period."""
        income, whole = floor + level * step, shared.years_ahead * YEAR
        facts = facts_of(asking, income, supported, asking.period)
        if not whole:
            return prospect.fill(REGULAR, facts, asking.start, PAYABLE)["instalment_payable"]
        count = asking.start * 0 + whole
        factor = prospect.factor(AHEAD, "instalment_factor", asking.start, count)
        facts |= {"instalment_months": count, "instalment_factor": factor}
        block = prospect.fill(AHEAD, facts, asking.start, PAYABLE)["instalment_payable"]
        return divide(block * asking.period, whole)

    within, beyond = levels * 0, levels
    while (within < beyond).any():
        middle = (within + beyond) // 2
        carried = cost(middle) <= asking.budget
        open_ = within < beyond
        within, beyond = where(open_ & carried, middle + 1, within), where(open_ & ~carried, middle, beyond)
    above = within < levels
    found: dict[str, Any] = {name: np.full(budget.size, NONE, np.int64) for name in ("next_income", "next_payable")}
    found["next_income"][rows] = where(above, floor + within * step, NONE)
    found["next_payable"][rows] = where(above, cost(within), NONE)
    found["income"], found["fits"] = people.income.copy(), people.fits.copy()
    found["income"][rows] = floor + greatest(within - 1, 0) * step
    found["fits"][rows] = within > 0
    return people._replace(**found)
