"""The age of 55 or 60 that those who joined the voluntary scheme before 2021 may still choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.engine.exact import where
from estimator.engine.problem import Problem
from estimator.law.wiring import RETIREMENT
from estimator.plan import record
from estimator.plan.assumptions import Outlook
from estimator.plan.choice import Choice
from estimator.plan.person import Question, Spell
from estimator.plan.project import foresee
from estimator.plan.projection import Payments
from estimator.plan.results import Legacy

NAMES = ("legacy_ages", "legacy_joined_before", "legacy_voluntary_months")


def completed(spells: Iterable[Spell], months: Any) -> Any:
    """The month in which so many months of spells, oldest first, are complete; nought where they never are."""
    complete, left = 0, months
    for spell in spells:
        complete = where((left > 0) & (spell.months >= left), spell.first + left - 1, complete)
        left = left - spell.months
    return complete


def legacy(outlook: Outlook, question: Question, choice: Choice | None, reached: int, end: int) -> Legacy:
    """Whether and when that age may be chosen, and the pension it gives; Problem when chosen without the conditions."""
    starts = [outlook.book.parameters[name].first for name in NAMES]
    law = outlook.book.at(max(*starts, question.start))
    voluntary = list(record.of_kind(question.history, "voluntary"))
    if question.stop is not None:
        payments = Payments(outlook, question, choice.income if choice else 0, 0)
        voluntary += [insured.spell for insured in payments.insured(end)]
    elif end >= question.start:
        voluntary.append(Spell(question.start, end - question.start + 1, 0))
    complete = completed(voluntary, law["legacy_voluntary_months"])
    sheet = RETIREMENT.fill(
        {
            "birth_month": question.birth_month,
            "sex": question.sex_code,
            "voluntary_joined_month": record.joined(voluntary),
            "planned_voluntary_months": sum(spell.months for spell in voluntary),
        },
        law,
    )
    month = max(int(sheet["legacy_month"]), complete, max(starts) - 1)
    open_ = bool(sheet["legacy_open"]) and month < reached
    if question.legacy_age and not open_:
        raise Problem("legacy_not_open", field="legacy_age", given="--legacy-age", joined=law["legacy_joined_before"])
    if not open_:
        return Legacy(False, reached, None, 0, 0)
    pension = foresee(outlook, question, choice, month, min(end, month))
    return Legacy(True, month, pension.pension_from, pension.monthly_pension, pension.monthly_pension_today)
