"""The figures of one quote as the columns of a table hold them."""

from __future__ import annotations

from typing import Any

from estimator.batch.figures import CONDITIONS, CONTRIBUTION, NONE, PAID
from estimator.plan.person import Question
from estimator.plan.quote import quote
from estimator.plan.results import Quote
from estimator.plan.standing import standing
from estimator.rulebook.codes import STANDINGS
from estimator.rulebook.model import Rulebook

PENSION = ("entitled", "contribution_months", "benefit_half_years", "pension_rate", "average_income", "monthly_pension",
           "monthly_pension_today", "retirement_allowance", "missing_months", "missing_support",
           "missing_cost")  # fmt: skip
TOTALS = ("paid_by_household", "state_support", "local_support", "months_to_recover")
BENEFITS = ("funeral_allowance", "funeral_required_months", "survivor_lump_sum", "pensioner_lump_sum",
            "survivor_monthly", "maternity_allowance", "maternity_required_months", "social_pension",
            "pensioner_card_cover")  # fmt: skip
LEGACY = ("reached", "pension_from", "monthly_pension", "monthly_pension_today")


def figures(book: Rulebook, question: Question, ranged: bool = True) -> dict[str, int]:
    """Every figure of ``KINDS`` that a quote has, in the units told there; -1 for null. Problem as for a quote.

    Not ``ranged``, those of the range are left out.
    """
    found = quote(book, question, whole=False, ranged=ranged)
    told: dict[str, int | None] = {
        **_paid(found),
        **_old_age(found),
        **{f"benefits.{name}": getattr(found.benefits, name) for name in BENEFITS},
        "benefits.social_pension_from": found.benefits.social_pension_from or None,
        **{f"standings.{name}": STANDINGS.index(how) for name, how in _standings(found).items()},
    }
    return {name: NONE if value is None else int(value) for name, value in told.items()}


def _paid(found: Quote) -> dict[str, Any]:
    """What is paid: in a month, at first, in a year, in all."""
    told: dict[str, Any] = {"support_months_left": found.support_months_left}
    if found.contribution is not None:
        told["contribution.month"] = found.question.start
        told |= {f"contribution.{name}": found.contribution[name] for name in CONTRIBUTION}
    for first in found.instalments[:1]:
        told |= {
            "instalments.0.from": first.first,
            "instalments.0.to": first.last,
            "instalments.0.months": first.months,
            "instalments.0.due": first.due.toordinal(),
            **{f"instalments.0.{name}": getattr(first, name) for name in PAID},
        }
    up = found.choice.next_step_up if found.choice is not None else None
    if up is not None:
        told |= {f"budget.next_step_up.{name}": value for name, value in up._asdict().items()}
    told |= {f"first_year.{name}": getattr(found.first_year, name) for name in PAID}
    return told | {f"totals.{name}": getattr(found.totals, name) for name in TOTALS}


def _old_age(found: Quote) -> dict[str, Any]:
    """The age and the pension, under each scenario and at the age that may still be chosen."""
    pension = found.projection.pension
    compulsory = bool(found.projection.sheet["compulsory_conditions"])
    told = {
        "retirement.age": found.retirement_age,
        "retirement.reached": found.reached,
        "retirement.pension_from": pension.pension_from,
        "pension.conditions": CONDITIONS.index("compulsory" if compulsory else "voluntary"),
        "pension.standing": STANDINGS.index(pension.standing),
        **{f"pension.{name}": getattr(pension, name) for name in PENSION},
        **{f"range.{name}.monthly_pension_today": one.monthly_pension_today for name, one in found.range.items()},
    }
    if found.legacy is not None:
        told |= {f"legacy_age.{name}": getattr(found.legacy, name) for name in LEGACY}
    return told


def _standings(found: Quote) -> dict[str, str]:
    """How firm each part is."""
    other = found.benefits
    told = {
        "retirement": standing(found.retirement, "retirement_month"),
        "pension": found.projection.pension.standing,
        **{f"range.{name}": one.standing for name, one in found.range.items()},
        "totals": found.totals.standing,
        "benefits.ahead": standing(other.sheet, "survivor_lump_sum"),
    }
    if found.contribution is not None:
        told["contribution"] = standing(found.contribution, "payable")
    if other.funeral_allowance:
        told["benefits.now"] = standing(other.now, "funeral_allowance")
    return told
