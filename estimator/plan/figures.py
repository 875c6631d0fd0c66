"""The register of figures: for each its name, what it is, and how it is read, of one person and of columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from estimator.engine.exact import where
from estimator.engine.filled import FigureName
from estimator.engine.months import age_text, iso
from estimator.plan.question import NONE
from estimator.plan.reckoning import Reckoning
from estimator.plan.results import RANGE
from estimator.plan.standing import named, standing

Reader: TypeAlias = Callable[[Reckoning], Any]

MONTH, DAY, AGE, SHARE, DONG, COUNT, FLAG, STANDING, CONDITIONS_KIND = (
    "month", "day", "age", "share", "dong", "count", "flag", "standing", "conditions"
)  # fmt: skip
CONDITIONS = ("voluntary", "compulsory")
WRITTEN: dict[str, Callable[[int], Any]] = {
    MONTH: iso,
    DAY: lambda ordinal: datetime.date.fromordinal(ordinal).isoformat(),
    AGE: age_text,
    FLAG: bool,
    STANDING: named,
    CONDITIONS_KIND: CONDITIONS.__getitem__,
}
"""What is read in JSON and tables, by kind; amounts and counts are, and shares are text of ``words``."""


class Figure(NamedTuple):
    """A figure by the name ``quote --json`` gives it, joined by dots; what it is; and how a reckoning says it.

    month: a month int · day: a proleptic ordinal · age: months · share: ten-thousandths · dong, count: as they are ·
    flag: 0 or 1 · standing: position in STANDINGS · conditions: position in CONDITIONS. -1 is null; of
    ``instalments.0`` and ``legacy_age`` it means that the quote has none.
    """

    name: str
    kind: str
    read: Reader


def _insured(asked: Reckoning, value: Any) -> Any:
    """A figure of the income insured; null where none is."""
    return value if asked.insures is True else where(asked.insures, value, NONE)


def _contribution(name: FigureName) -> Reader:
    def read(asked: Reckoning) -> Any:
        return _insured(asked, asked.contribution.sheet[name])

    return read


def _first(read: Reader) -> Reader:
    """A part of the first payment; null where nothing is paid."""
    return lambda asked: where(asked.first_months > 0, read(asked), NONE)


def _bounds(last: bool) -> Reader:
    """The first or the last month that the first payment covers; missing months are none in particular."""

    def read(asked: Reckoning) -> Any:
        if asked.asked.buys_missing:
            return NONE
        return asked.asked.start + (asked.first_months - 1 if last else 0)

    return _first(read)


def _legacy(name: str) -> Reader:
    return lambda asked: where(asked.legacy.open, getattr(asked.legacy, name), NONE)


def _pension(name: FigureName) -> Reader:
    return lambda asked: asked.projection.sheet[name]


def _benefit(name: str) -> Reader:
    return lambda asked: getattr(asked.benefits, name)


def _social_pension_from(asked: Reckoning) -> Any:
    month = asked.benefits.social_pension_from
    return where(month > 0, month, NONE)


def _funeral_standing(asked: Reckoning) -> Any:
    found = asked.benefits
    return where(found.funeral_allowance > 0, standing(found.now, "funeral_allowance"), NONE)


def _contribution_standing(asked: Reckoning) -> Any:
    return _insured(asked, asked.contribution.firm("payable"))


PARTS: tuple[FigureName, ...] = ("full_contribution", "state_support", "local_support", "payable")
FIGURES = (
    Figure("contribution.month", MONTH, lambda asked: _insured(asked, asked.asked.start)),
    Figure("contribution.insured_income", DONG, _contribution("insured_income")),
    Figure("contribution.contribution_rate", SHARE, _contribution("contribution_rate")),
    *(Figure(f"contribution.{name}", DONG, _contribution(name)) for name in PARTS),
    Figure("instalments.0.from", MONTH, _bounds(last=False)),
    Figure("instalments.0.to", MONTH, _bounds(last=True)),
    Figure("instalments.0.months", COUNT, _first(lambda asked: asked.first_months)),
    Figure("instalments.0.due", DAY, _first(lambda asked: asked.first_due)),
    *(Figure(f"instalments.0.{n}", DONG, _first(lambda asked, n=n: asked.first(n))) for n in PARTS),  # type: ignore[misc]
    *(Figure(f"first_year.{n}", DONG, lambda asked, n=n: asked.in_first_year(n)) for n in PARTS),  # type: ignore[misc]
    Figure("support_months_left", COUNT, lambda asked: asked.support_months_left),
    Figure("budget.next_step_up.insured_income", DONG, lambda asked: asked.choice.next_income),
    Figure("budget.next_step_up.payable", DONG, lambda asked: asked.choice.next_payable),
    Figure("retirement.age", AGE, lambda asked: asked.retirement_age),
    Figure("retirement.reached", MONTH, lambda asked: asked.reached),
    Figure("retirement.pension_from", MONTH, lambda asked: asked.projection.pension_from),
    Figure("pension.entitled", FLAG, _pension("entitled")),
    Figure("pension.conditions", CONDITIONS_KIND, _pension("compulsory_conditions")),
    Figure("pension.contribution_months", COUNT, _pension("contribution_months")),
    Figure("pension.benefit_half_years", COUNT, _pension("benefit_half_years")),
    Figure("pension.pension_rate", SHARE, _pension("pension_rate")),
    Figure("pension.average_income", DONG, _pension("average_income")),
    Figure("pension.monthly_pension", DONG, _pension("monthly_pension")),
    Figure("pension.monthly_pension_today", DONG, lambda asked: asked.projection.monthly_pension_today),
    Figure("pension.retirement_allowance", DONG, _pension("retirement_allowance")),
    Figure("pension.missing_months", COUNT, _pension("missing_months")),
    Figure("pension.missing_support", DONG, lambda asked: asked.projection.missing_support),
    Figure("pension.missing_cost", DONG, lambda asked: asked.projection.missing_cost),
    Figure("pension.standing", STANDING, lambda asked: asked.projection.standing),
    *(
        Figure(f"range.{n}.monthly_pension_today", DONG, lambda asked, n=n: asked.range[n].monthly_pension_today)  # type: ignore[misc]
        for n in RANGE
    ),
    Figure("totals.paid_by_household", DONG, lambda asked: asked.total("payable")),
    Figure("totals.state_support", DONG, lambda asked: asked.total("state_support")),
    Figure("totals.local_support", DONG, lambda asked: asked.total("local_support")),
    Figure("totals.months_to_recover", COUNT, lambda asked: asked.months_to_recover),
    Figure("legacy_age.reached", MONTH, _legacy("reached")),
    Figure("legacy_age.pension_from", MONTH, _legacy("pension_from")),
    Figure("legacy_age.monthly_pension", DONG, _legacy("monthly_pension")),
    Figure("legacy_age.monthly_pension_today", DONG, _legacy("monthly_pension_today")),
    Figure("benefits.funeral_allowance", DONG, _benefit("funeral_allowance")),
    Figure("benefits.funeral_required_months", COUNT, _benefit("funeral_required_months")),
    Figure("benefits.funeral_by_compulsory", FLAG, _benefit("funeral_by_compulsory")),
    Figure("benefits.funeral_earned", FLAG, _benefit("funeral_earned")),
    Figure("benefits.survivor_lump_sum", DONG, _benefit("survivor_lump_sum")),
    Figure("benefits.pensioner_lump_sum", DONG, _benefit("pensioner_lump_sum")),
    Figure("benefits.survivor_monthly", DONG, _benefit("survivor_monthly")),
    Figure("benefits.maternity_allowance", DONG, _benefit("maternity_allowance")),
    Figure("benefits.maternity_required_months", COUNT, _benefit("maternity_required_months")),
    Figure("benefits.social_pension", DONG, _benefit("social_pension")),
    Figure("benefits.social_pension_from", MONTH, _social_pension_from),
    Figure("benefits.pensioner_card_cover", SHARE, _benefit("pensioner_card_cover")),
    Figure("standings.contribution", STANDING, _contribution_standing),
    Figure("standings.retirement", STANDING, lambda asked: standing(asked.retirement, "retirement_month")),
    Figure("standings.pension", STANDING, lambda asked: asked.projection.standing),
    *(Figure(f"standings.range.{n}", STANDING, lambda asked, n=n: asked.range[n].standing) for n in RANGE),  # type: ignore[misc]
    Figure("standings.totals", STANDING, lambda asked: asked.totals_standing),
    Figure("standings.benefits.now", STANDING, _funeral_standing),
    Figure("standings.benefits.ahead", STANDING, lambda asked: standing(asked.benefits.left, "survivor_lump_sum")),
)
KINDS = {figure.name: figure.kind for figure in FIGURES}
READERS = {figure.name: figure.read for figure in FIGURES}


def read(reckoning: Reckoning, names: Iterable[str]) -> dict[str, Any]:
    """Figures by name, of one person or of columns. KeyError for an unknown one."""
    return {name: READERS[name](reckoning) for name in names}
