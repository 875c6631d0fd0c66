"""The figures of one quote as the columns of a table hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeAlias

from estimator.batch.figures import BENEFITS, CONDITIONS, CONTRIBUTION, KINDS, NONE, PAID
from estimator.engine.filled import Filled
from estimator.plan.person import Question
from estimator.plan.quote import Reckoning
from estimator.plan.results import RANGE, age_reached
from estimator.plan.standing import standing
from estimator.rulebook.codes import STANDINGS
from estimator.rulebook.model import Rulebook

Reader: TypeAlias = Callable[[Reckoning], Any]  # a figure in the units of KINDS, None for null
PENSION = ("entitled", "contribution_months", "benefit_half_years", "pension_rate", "average_income", "monthly_pension",
           "monthly_pension_today", "retirement_allowance", "missing_months", "missing_support",
           "missing_cost")  # fmt: skip
TOTALS = ("paid_by_household", "state_support", "local_support", "months_to_recover")
LEGACY = ("reached", "pension_from", "monthly_pension", "monthly_pension_today")
FIRM = {name: place for place, name in enumerate(STANDINGS)}


def figures(book: Rulebook, question: Question, wanted: Iterable[str] = KINDS) -> dict[str, int]:
    """The figures wanted of a quote, in the units of ``KINDS``; -1 for null. Problem as for a quote."""
    asked = Reckoning(book, question)
    if not asked.sure:
        asked.judge()
    found = {}
    for name in wanted:
        value = READERS[name](asked)
        found[name] = NONE if value is None else int(value)
    return found


def _contribution(name: str) -> Reader:
    return lambda asked: asked.contribution[name] if asked.contribution is not None else None


def _of(part: str, name: str) -> Reader:
    """A field of a part that a quote may not have."""

    def read(asked: Reckoning) -> Any:
        found = getattr(asked, part)
        return None if found is None else getattr(found, name)

    return read


def _step_up(name: str) -> Reader:
    def read(asked: Reckoning) -> Any:
        up = asked.choice.next_step_up if asked.choice is not None else None
        return None if up is None else getattr(up, name)

    return read


def _legacy(name: str) -> Reader:
    return lambda asked: getattr(asked.legacy, name) if asked.legacy.open else None


def _ranged(scenario: str, name: str) -> Reader:
    return lambda asked: getattr(asked.range[scenario], name)


def _ranged_firm(scenario: str) -> Reader:
    return lambda asked: FIRM[asked.range[scenario].standing]


def _firm(sheet: Callable[[Reckoning], Filled | None], figure: str) -> Reader:
    """How firm a figure of a sheet is."""

    def read(asked: Reckoning) -> int | None:
        filled = sheet(asked)
        return None if filled is None else FIRM[standing(filled, figure)]

    return read


def _due(asked: Reckoning) -> int | None:
    return None if asked.first is None else asked.first.due.toordinal()


def _conditions(asked: Reckoning) -> int:
    return CONDITIONS.index("compulsory" if asked.projection.sheet["compulsory_conditions"] else "voluntary")


READERS: dict[str, Reader] = {
    "contribution.month": lambda asked: None if asked.contribution is None else asked.question.start,
    **{f"contribution.{name}": _contribution(name) for name in CONTRIBUTION},
    "instalments.0.from": _of("first", "first"),
    "instalments.0.to": _of("first", "last"),
    "instalments.0.months": _of("first", "months"),
    "instalments.0.due": _due,
    **{f"instalments.0.{name}": _of("first", name) for name in PAID},
    **{f"first_year.{name}": attrgetter(f"sums.{name}") for name in PAID},
    "support_months_left": attrgetter("support_months_left"),
    **{f"budget.next_step_up.{name}": _step_up(name) for name in ("insured_income", "payable")},
    "retirement.age": lambda asked: age_reached(asked.retirement, asked.reached, asked.question.birth_month),
    "retirement.reached": attrgetter("reached"),
    "retirement.pension_from": attrgetter("projection.pension.pension_from"),
    "pension.conditions": _conditions,
    **{f"pension.{name}": attrgetter(f"projection.pension.{name}") for name in PENSION},
    "pension.standing": lambda asked: FIRM[asked.projection.pension.standing],
    **{f"range.{name}.monthly_pension_today": _ranged(name, "monthly_pension_today") for name in RANGE},
    **{f"totals.{name}": attrgetter(f"totals.{name}") for name in TOTALS},
    **{f"legacy_age.{name}": _legacy(name) for name in LEGACY},
    **{name: attrgetter(name) for name in BENEFITS},
    "benefits.social_pension_from": lambda asked: asked.benefits.social_pension_from or None,
    "standings.contribution": _firm(attrgetter("contribution"), "payable"),
    "standings.retirement": _firm(attrgetter("retirement"), "retirement_month"),
    "standings.pension": lambda asked: FIRM[asked.projection.pension.standing],
    **{f"standings.range.{name}": _ranged_firm(name) for name in RANGE},
    "standings.totals": lambda asked: FIRM[asked.totals.standing],
    "standings.benefits.now": _firm(
        lambda asked: asked.benefits.now if asked.benefits.funeral_allowance else None, "funeral_allowance"
    ),
    "standings.benefits.ahead": _firm(attrgetter("benefits.sheet"), "survivor_lump_sum"),
}
