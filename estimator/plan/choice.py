"""The income a question settles on: the one chosen, or the highest a budget can carry."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from estimator.engine.exact import divide
from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.law.wiring import REGULAR
from estimator.plan.assumptions import Outlook
from estimator.plan.person import PERIODS, Question
from estimator.plan.projection import Payments
from estimator.rulebook.model import Law, Rulebook


class Level(NamedTuple):
    """An income level (VND a month) and what the household pays for it (VND) in the budget's period."""

    insured_income: int
    payable: int


class Choice(NamedTuple):
    """The income chosen, whether it lies on the customary step, and the next level up when a budget was asked."""

    income: int
    on_step: bool
    next_step_up: Level | None = None


class Band(NamedTuple):
    """Lowest and highest income of a month (VND), and the step between levels."""

    floor: int
    cap: int
    step: int
    binding: bool


@lru_cache(maxsize=4096)
def band(law: Law) -> Band:
    """The incomes one may choose in a month."""
    sheet = REGULAR.fill({}, law)
    return Band(sheet["income_floor"], sheet["income_cap"], law["income_step"], law["income_step_binding"])


def bounds_cited(law: Law) -> tuple[str, ...]:
    """The documents behind the floor and the cap, most general first."""
    names = ("minimum_wage_floor", floor_base(law), "reference_level")
    return tuple(dict.fromkeys(law.provision(name)[0].source for name in names))


def floor_base(law: Law) -> str:
    """What the floor of a month is taken from."""
    return "minimum_wage_floor" if law["minimum_wage_floor"] else "rural_poverty_line"


def settle(outlook: Outlook, enacted: Rulebook, question: Question, supported_before: int) -> Choice:
    """The income of the plan; Problem when it lies outside the law or the budget is too small.

    An income named is judged by the law as enacted: a floor that is only assumed raises it, but refuses nobody.
    """
    law = enacted.at(question.start)
    limits, projected = band(law), band(outlook.book.at(question.start))
    if question.budget is not None:
        return _afford(outlook, question, supported_before, projected)
    limits = limits._replace(cap=max(limits.cap, projected.cap))
    income = question.income
    if income is None:
        raise Problem("income_missing", field="income")
    if not limits.floor <= income <= limits.cap:
        code = "income_below_floor" if income < limits.floor else "income_above_cap"
        raise Problem(
            code,
            field="income",
            given=income,
            floor=limits.floor,
            cap=limits.cap,
            month=question.start,
            sources=bounds_cited(law),
            floor_base=floor_base(law),
            cap_base="reference_level",
            multiple=law["income_cap_multiple"],
            nearest=limits.floor if income < limits.floor else limits.cap,
        )
    off = (income - limits.floor) % limits.step
    if off and limits.binding:
        raise Problem(
            "income_off_step",
            field="income",
            given=income,
            step=limits.step,
            floor=limits.floor,
            below=income - off,
            above=min(income - off + limits.step, limits.cap),
            month=question.start,
            source=law.provision("income_step")[0].source,
        )
    return Choice(income, not off)


def _afford(outlook: Outlook, question: Question, supported_before: int, limits: Band) -> Choice:
    budget = question.budget
    assert budget is not None
    if question.method == "missing":
        raise Problem("pay_for_missing", field="pay", given=budget.asked, floor=limits.floor)
    asked = PERIODS[budget.per]
    step = 1 if question.any_income and not limits.binding else limits.step

    def cost(index: int) -> Level:
        """Of one level, in the budget's period, by the law of the first month."""
        income = limits.floor + index * step
        payments = Payments(outlook, question, income, supported_before)
        whole = question.years_ahead * YEAR
        if whole:
            block = payments.walk(question.start + whole - 1)[0]
            return Level(income, divide(block.payable * asked, whole))
        month = question.start
        return Level(income, payments.price("regular", month, month, asked, supported_before).payable)

    levels = range((limits.cap - limits.floor) // step + 1)
    within = bisect_right(levels, budget.asked, key=lambda index: cost(index).payable)
    if within == 0:
        lowest = cost(0)
        raise Problem(
            "budget_too_small",
            field="pay",
            given=budget.asked,
            per=budget.per,
            least=lowest.payable,
            floor=lowest.insured_income,
            month=question.start,
            sources=bounds_cited(outlook.book.at(question.start)),
        )
    income = cost(within - 1).insured_income
    return Choice(income, (income - limits.floor) % limits.step == 0, cost(within) if within < len(levels) else None)
