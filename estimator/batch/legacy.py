"""The age of 55 or 60 that those who joined the voluntary scheme before 2021 may still choose, for everybody."""

from __future__ import annotations

from typing import Any

import numpy as np

from estimator.batch.almanac import Column
from estimator.batch.door import Admitted
from estimator.batch.people import NONE, Shared
from estimator.batch.project import Projected, project
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, least, where
from estimator.law.wiring import RETIREMENT
from estimator.plan.legacy import NAMES, completed

FIGURES = ("reached", "pension_from", "monthly_pension", "monthly_pension_today")


def legacy(prospect: Prospect, shared: Shared, block: Admitted, projected: Projected) -> dict[str, Any]:
    """When that age may be chosen and the pension it gives; -1 for who may not."""
    people = block.people
    start, record = people.start, projected.facts
    first = max(prospect.book.parameters[name].first for name in NAMES)
    facts = {
        "birth_month": people.birth_month,
        "sex": people.sex,
        "voluntary_joined_month": record["joined_month"],
        "planned_voluntary_months": block.recorded + greatest(block.end - start + 1, 0),
    }
    sheet = prospect.fill(RETIREMENT, facts, greatest(start, first), ("legacy_month", "legacy_open"))
    months = prospect.at(greatest(start, first))["legacy_voluntary_months"]
    complete = completed(record["all_spells"], months)
    month = greatest(greatest(sheet["legacy_month"], complete), first - 1)
    found: dict[str, Column] = {name: np.full(start.size, NONE, np.int64) for name in FIGURES}
    rows = np.flatnonzero(sheet["legacy_open"] & (month < block.reached))
    if rows.size:
        own, at = block.part(rows), month[rows]
        chosen = project(prospect, shared, own, at, least(own.end, at), ("entitled", "monthly_pension"))
        found["reached"][rows] = at
        found["pension_from"][rows] = where(chosen.pension["entitled"], chosen.starts, NONE)
        found["monthly_pension"][rows] = chosen.pension["monthly_pension"]
        found["monthly_pension_today"][rows] = chosen.today
    return {f"legacy_age.{name}": column for name, column in found.items()}
