"""The age of 55 or 60 that those who joined the voluntary scheme before 2021 may still choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.engine.exact import greatest, least, where
from estimator.engine.many import among, taken
from estimator.law.wiring import RETIREMENT
from estimator.plan import record
from estimator.plan.payments import Payments
from estimator.plan.pension import project
from estimator.plan.question import Spell
from estimator.plan.refusals import Refusal
from estimator.plan.results import Legacy

NAMES = ("legacy_ages", "legacy_joined_before", "legacy_voluntary_months")
FIGURES = ("legacy_month", "legacy_open")
PENSION = ("pension_from", "monthly_pension", "monthly_pension_today")


def completed(spells: Iterable[Spell], months: Any) -> Any:
    """The month in which so many months of spells, oldest first, are complete; nought where they never are."""
    complete: Any = 0
    left = months
    for spell in spells:
        complete = where((left > 0) & (spell.months >= left), spell.first + left - 1, complete)
        left = left - spell.months
    return complete


def legacy(payer: Payments, reached: Any, end: Any) -> Legacy:
    """Whether and when that age may be chosen, and the pension it gives; of one person or columns."""
    timeline, asked = payer.timeline, payer.asked
    first = max([timeline.book.parameters[name].first for name in NAMES])
    month = greatest(asked.start, first)
    law = timeline.at(month)
    voluntary = (*asked.voluntary, Spell(asked.start, payer.months_paid(end), 0))
    complete = completed(voluntary, law["legacy_voluntary_months"])
    facts = {
        "birth_month": asked.birth_month,
        "sex": asked.sex,
        "voluntary_joined_month": record.joined(voluntary),
        "planned_voluntary_months": sum([spell.months for spell in voluntary]),
    }
    sheet = timeline.fill(RETIREMENT, facts, month, FIGURES)
    chosen = greatest(greatest(sheet["legacy_month"], complete), first - 1)
    open_ = sheet["legacy_open"] & (chosen < reached)

    def foreseen(rows: Any) -> dict[str, Any]:
        some, at = (payer, chosen) if rows is None else (payer.some(rows), taken(chosen, rows))
        found = project(some, at, least(taken(end, rows), at), priced=False)
        amount = found.sheet["monthly_pension"]
        return dict(zip(PENSION, (found.pension_from, amount, found.monthly_pension_today), strict=True))

    found = among(open_, foreseen, {"pension_from": -1, "monthly_pension": 0, "monthly_pension_today": 0})
    return Legacy(open=open_, reached=where(open_, chosen, reached), **found)


def legacy_refusal(payer: Payments, found: Legacy) -> Refusal:
    """The age may not be chosen."""
    month = greatest(payer.asked.start, max([payer.timeline.book.parameters[name].first for name in NAMES]))
    return Refusal(
        "legacy_not_open",
        "legacy_age",
        (payer.asked.legacy_age != 0) & (found.open == 0),
        lambda: {"given": "--legacy-age", "joined": payer.timeline.at(month)["legacy_joined_before"]},
    )
