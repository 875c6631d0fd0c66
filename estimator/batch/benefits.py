"""What else everybody's record gives: to the family, at childbirth, in old age, a health card."""

from __future__ import annotations

from typing import Any

import numpy as np

from estimator.batch.almanac import FIRST, Column
from estimator.batch.door import Admitted
from estimator.batch.people import People, Shared
from estimator.batch.project import Projected
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, where
from estimator.engine.months import year_of
from estimator.engine.sheet import Sheet
from estimator.law.wiring import PENSION
from estimator.plan.benefits import POOR
from estimator.rulebook.codes import GROUPS

NOW = ("funeral_allowance", "funeral_required_months", "pensioner_lump_sum", "maternity_benefit",
       "maternity_required_months", "social_pension", "pensioner_card_cover")  # fmt: skip
LATER = ("survivor_lump_sum", "survivor_monthly", "social_pension_month")


def benefits(prospect: Prospect, shared: Shared, block: Admitted, projected: Projected) -> dict[str, Any]:
    """The other benefits of the record as planned, in today's prices; nought where the law does not know them yet."""
    people, starts = block.people, projected.starts
    now = or_nought(prospect, PENSION, known_now(projected), greatest(people.start, shared.as_of), NOW)
    later = or_nought(prospect, PENSION, record_facts(people, projected), starts, LATER)
    years, to_year = year_of(starts), year_of(shared.as_of)
    reached = later["social_pension_month"]
    return {
        "benefits.funeral_allowance": now["funeral_allowance"],
        "benefits.funeral_required_months": now["funeral_required_months"],
        "benefits.survivor_lump_sum": prospect.deflated(later["survivor_lump_sum"], years, to_year),
        "benefits.pensioner_lump_sum": now["pensioner_lump_sum"],
        "benefits.survivor_monthly": prospect.deflated(later["survivor_monthly"], years, to_year),
        "benefits.maternity_allowance": now["maternity_benefit"],
        "benefits.maternity_required_months": now["maternity_required_months"],
        "benefits.social_pension": now["social_pension"],
        "benefits.social_pension_from": where(reached > 0, reached, -1),
        "benefits.pensioner_card_cover": now["pensioner_card_cover"],
    }


def record_facts(people: People, projected: Projected) -> dict[str, Any]:
    """What the benefits of the record rest on: nothing bought."""
    poor = sum(1 << GROUPS.index(group) for group in POOR)
    return {
        **projected.facts,
        "voluntary_income": projected.pension["voluntary_income"],
        "bought_months": 0,
        "bought_income": 0,
        "months_after_age": 0,
        "poor": (people.groups & poor) > 0,
        "stated_months_before_split": 0,
    }


def known_now(projected: Projected) -> dict[str, Any]:
    """What the benefits of today rest on."""
    return {
        "pensioner": True,
        "recorded_months": 0,
        "compulsory_months": 0,
        "months_drawn": 0,
        "pension_in_payment": projected.today,
        "maternity_due": True,
    }


def or_nought(
    prospect: Prospect, sheet: Sheet, facts: dict[str, Any], months: Column, wanted: tuple[str, ...]
) -> dict[str, Column]:
    """Figures of a sheet, nought in the months whose law does not know them yet."""
    found = {}
    values = prospect.fill(sheet, facts, months, wanted)
    for name in wanted:
        known = prospect.known(prospect.leaves(sheet, facts, (name,)))[months - FIRST]
        found[name] = np.where(known, values[name], 0)
    return found
