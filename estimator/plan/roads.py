"""The ways on for who reaches the age short of years: go on paying, buy, draw an allowance, withdraw."""

from __future__ import annotations

from contextlib import suppress

from estimator.engine import months
from estimator.engine.problem import CoverageProblem
from estimator.plan.benefits import record_sheet
from estimator.plan.payments import Payments
from estimator.plan.pension import Projection, project
from estimator.plan.question import Question
from estimator.plan.results import Pension, Road


def roads(payments: Payments, projection: Projection, reached: int, end: int, question: Question) -> tuple[Road, ...]:
    """The roads side by side, in today's prices where they lie ahead; none where no months are missing.

    Who is past the age and pays on until the years are complete is told the roads of who pays nothing more. A road
    whose law is not known is left out.
    """
    outlook = payments.timeline
    defaulted = question.until is None and question.years is None and question.stop is None
    if defaulted and reached < question.start <= end and question.method != "missing":
        try:
            projection = project(payments, reached, question.start - 1)
        except CoverageProblem:
            return ()
    missing = projection.pension.missing_months
    if not missing or question.stop is not None:
        return ()
    found: list[Road] = []
    plan_end = max((p.first + p.months - 1 for p in projection.payments), default=question.start - 1)
    limit = int(projection.sheet["missing_months_limit"])
    if payments.asked.income and question.method != "missing":
        with suppress(CoverageProblem):
            found.append(_paying(payments, projection, reached, plan_end + missing))
        if missing > limit:
            with suppress(CoverageProblem):
                later = _paying(payments, projection, reached, plan_end + missing - limit)
                found.append(later._replace(name="pay_then_buy"))
    pension = projection.pension
    if projection.missing is not None and pension.missing_cost is not None:
        found.append(_to_a_pension("buy_missing", pension, pension.missing_cost))
    past = max((spell.last for spell in question.history), default=0)  # stated months may lie ahead
    closed = max(reached, past, plan_end if projection.payments else 0, question.as_of_month - 1) + 1
    with suppress(CoverageProblem):  # on an earlier day nobody knew of the allowance
        if outlook.book.parameters["allowance_average_share"].first <= closed:
            found += _without_pension(payments, projection, closed)
    return tuple(found)


def _paying(payments: Payments, projection: Projection, reached: int, end: int) -> Road:
    longer = project(payments, reached, end)
    pension = longer.pension
    if pension.missing_cost is None:
        raise CoverageProblem("value_not_known", field="fund_interest", month=longer.bought_in)
    cost = longer.walk.total("instalment_payable", pension.missing_cost) - projection.walk.total("instalment_payable")
    return _to_a_pension("keep_paying", pension, cost)


def _to_a_pension(name: str, pension: Pension, cost: int) -> Road:
    return Road(name, cost, monthly=pension.monthly_pension_today, first=pension.pension_from)


def _without_pension(payments: Payments, projection: Projection, month: int) -> list[Road]:
    outlook, asked = payments.timeline, payments.asked
    sheet = record_sheet(payments, projection.walk, projection.end, month)
    year, as_of = months.year_of(month), months.year_of(asked.as_of)
    found = []
    if sheet["allowance_open_months"] > 0 and sheet["allowance_months"] > 0:
        monthly = outlook.deflated(int(sheet["monthly_allowance"]), year, as_of)
        last = month + int(sheet["allowance_months"]) - 1
        found.append(Road("monthly_allowance", monthly=monthly, first=month, last=last))
        if sheet["allowance_top_up"] > 0:
            cost = outlook.deflated(int(sheet["allowance_top_up"]), year, as_of)
            last = int(sheet["social_pension_month"]) - 1
            found.append(Road("allowance_topped_up", cost, monthly=monthly, first=month, last=last))
    if sheet["withdrawal_at_age"] and not asked.compulsory_months:
        amount = outlook.deflated(int(sheet["withdrawal"]), year, as_of)
        found.append(Road("withdrawal", once=amount, first=month))
    return found
