"""Payments, record and pension of everybody under one scenario."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import FIRST, Column
from estimator.batch.door import FACTS, Admitted
from estimator.batch.payments import INCOME, PRICED, Stretch, buy, walk
from estimator.batch.people import Shared
from estimator.batch.prospect import Prospect
from estimator.batch.whole import Whole
from estimator.engine.exact import greatest, least, where
from estimator.engine.months import year_of
from estimator.law.wiring import PENSION, REGULAR
from estimator.plan import record
from estimator.plan.person import Spell
from estimator.plan.project import granted
from estimator.rulebook.codes import STANDINGS
from estimator.rulebook.model import OPEN

SOFTEST = STANDINGS.index("assumed")
MOST = 9 * 10**11  # VND; more cannot be deflated inside int64
PENSION_FIGURES = ("entitled", "contribution_months", "benefit_half_years", "pension_rate", "average_income",
                   "monthly_pension", "retirement_allowance", "missing_months", "voluntary_income")  # fmt: skip
PAYMENT_FACTS = ("chosen_income", "groups", "months_supported", "instalment_months")


class Projected(NamedTuple):
    """What a scenario leads to: payments, who buys missing months and what these pay, the record and the pension.

    What is paid ``whole`` is in no spell of ``facts``, but in the sums stated there beside the spells.
    """

    stretches: list[Stretch]
    whole: Whole | None
    buyers: Column  # row numbers
    bought: Stretch
    facts: dict[str, Any]
    published: Column  # how firm the table of factors is
    starts: Column
    pension: dict[str, Any]
    today: Column
    standing: Column  # positions in STANDINGS
    fits: Column  # False where an amount is too large for columns


def project(
    prospect: Prospect, shared: Shared, admitted: Admitted, reached: Column, end: Column, wanted: tuple[str, ...]
) -> Projected:
    """What everybody's payments to an end month lead to when the retirement age is reached in a month.

    With no more than ``entitled`` and ``monthly_pension`` wanted, nothing but incomes is worked out of the payments.
    """
    people = admitted.people
    start, paying = people.start, end >= people.start
    every = "average_income" in wanted
    priced = PRICED if every else INCOME
    chosen, apart = admitted.chosen(prospect), prospect.outlook.income_growth > 0
    stretches, whole, supported = walk(prospect, shared, chosen, end, admitted.supported, priced, apart)
    ready = greatest(reached, where(paying, end, admitted.last))
    recorded = admitted.recorded + greatest(end - start + 1, 0)
    starts = granted(prospect, ready, recorded, shared.as_of)
    bought_in = greatest(ready, where(paying, 0, shared.as_of))
    ungranted = starts == OPEN
    if shared.method == "missing":
        bought_in, ungranted = start, starts > 0
    starts = where(ungranted, greatest(bought_in, ready) + 1, starts)
    law = prospect.at(starts)
    short = greatest(law["pension_required_months"] - recorded, 0)
    count = where(ungranted & (short <= law["missing_months_limit"]), short, 0)
    buyers = np.flatnonzero(count)
    latest = people.income[buyers]
    for stretch in stretches if buyers.size else ():
        latest = where(stretch.months[buyers] > 0, stretch.sheet["insured_income"][buyers], latest)
    bought = buy(prospect, people.rows(buyers), bought_in[buyers], latest, count[buyers], supported[buyers], priced)
    bought_income = np.zeros_like(start)
    bought_income[buyers] = bought.sheet["insured_income"]
    revaluation, published = prospect.revaluation(starts)
    facts = {
        **record_facts(admitted, stretches, end),
        "voluntary_months": recorded,
        "revaluation": revaluation,
        "bought_income": bought_income,
        "pension_start": starts,
        "told_month": shared.as_of,
    }
    if whole is not None:
        spells = PENSION.formulas["voluntary_income"](facts["spells"], revaluation)
        facts["voluntary_income"] = spells + whole.voluntary_income(revaluation)
    if every:  # what goes into one-off benefits only
        facts["months_after_age"] = record.months_within(facts["all_spells"], reached + 1, OPEN)
        facts["income_sum"] = sum((spell.income * spell.months for spell in facts["spells"]), start * 0)
        if whole is not None:
            facts["income_sum"] = facts["income_sum"] + whole.total(whole.spans.spell.income * whole.spans.months)
    drawn = starts <= shared.as_of
    wanted = (*wanted, "pension_in_payment") if drawn.any() else wanted
    pension = prospect.fill(PENSION, facts | nought_for_all(law), starts, wanted)
    pension = {name: value + start * 0 if np.ndim(value) == 0 else value for name, value in pension.items()}
    amount = pension["monthly_pension"]
    today = prospect.deflated(least(amount, MOST), year_of(starts), year_of(shared.as_of))
    if drawn.any():
        today = where(drawn, pension["pension_in_payment"], today)
    standing = _standing(prospect, start, stretches, whole, buyers, bought, starts, published)
    fits = amount < MOST
    return Projected(stretches, whole, buyers, bought, facts, published, starts, pension, today, standing, fits)


def nought_for_all(law: Any) -> dict[str, int]:
    """The figures that are nought for all, whose records are purely voluntary."""
    topup, floor = np.any(law["women_topup_share"]), not np.all(law["floor_compulsory_months"])
    return record.noughts(bool(topup), floor)


def record_facts(admitted: Admitted, stretches: list[Stretch], end: Column) -> dict[str, Any]:
    """What the pension sheet needs to know of a purely voluntary record.

    ``all_spells`` are asked for their months only: what is paid has no break, whatever its income.
    """
    people = admitted.people
    planned = Spell(people.start, greatest(end - people.start + 1, 0), 0)
    return {
        "spells": (*people.spells, *(stretch.spell for stretch in stretches)),
        "employer_spells": (),
        "state_spells": (),
        "all_spells": (*people.spells, planned),
        "stated_compulsory_months": 0,
        "stated_compulsory_average": 0,
        "joined_month": least(admitted.joined, where(planned.months > 0, people.start, OPEN)),
        "sex": people.sex,
        "birth_month": people.birth_month,
    }


def _standing(
    prospect: Prospect,
    start: Column,
    stretches: list[Stretch],
    whole: Whole | None,
    buyers: Column,
    bought: Stretch,
    starts: Column,
    published: Column,
) -> Column:
    """As firm as the softest provision or income the pension rests on."""
    ages = STANDINGS.index(prospect.book.at(FIRST).standing("retirement_ages"))
    insured = prospect.firm(prospect.leaves(REGULAR, PAYMENT_FACTS, INCOME))
    pension = prospect.firm(prospect.leaves(PENSION, FACTS, ("monthly_pension",)))
    softest = greatest(greatest(published, ages), pension[starts - FIRST])
    for stretch in stretches:
        if (softest == SOFTEST).all():
            return softest
        income = insured[stretch.paid - FIRST]
        if prospect.outlook.income_growth:
            income = where(year_of(stretch.paid) > year_of(start), SOFTEST, income)
        softest = greatest(softest, where(stretch.months > 0, income, 0))
    if whole is not None:
        softest = greatest(softest, whole.softest(insured[whole.spans.paid - FIRST]))
    softest[buyers] = greatest(softest[buyers], insured[bought.paid - FIRST])
    return softest


def scattered(rows: Column, values: Any, size: int) -> Column:
    """A column that holds values in some rows, and nought in the others."""
    column = np.zeros(size, np.int64)
    column[rows] = values
    return column
