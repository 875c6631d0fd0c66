"""The income a question settles on: the one chosen, or the highest that a budget can carry."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from estimator.engine.exact import divide, greatest, least, where
from estimator.engine.many import among, anybody, fitting, taken
from estimator.law.wiring import REGULAR
from estimator.plan.payment import Income
from estimator.plan.payments import Payments
from estimator.plan.question import NONE, PERIODS, Asked
from estimator.plan.refusals import Refusal
from estimator.plan.timeline import EnactedLaw, Timeline, law_of
from estimator.rulebook.model import Law

BAND = ("income_floor", "income_cap")


class Level(NamedTuple):
    """An income level (VND a month) and what the household pays for it (VND) in the budget's period."""

    insured_income: int
    payable: int


class Choice(NamedTuple):
    """The income chosen (VND a month), and the next level up with its cost when a budget was asked, -1 without.

    ``least`` is what the lowest level costs in the budget's period. Of one person or columns.
    """

    income: Any
    on_step: Any
    next_income: Any = NONE
    next_payable: Any = NONE
    least: Any = NONE

    @property
    def next_step_up(self) -> Level | None:
        """One person's next level up."""
        return None if self.next_income == NONE else Level(self.next_income, self.next_payable)


class Band(NamedTuple):
    """Lowest and highest income of a month (VND), and the step between levels; of one person or columns."""

    floor: Any
    cap: Any
    step: Any
    binding: Any


@lru_cache(maxsize=4096)
def band(law: Law) -> Band:
    """The incomes one may choose in a month."""
    sheet = REGULAR.fill({}, law)
    return Band(sheet["income_floor"], sheet["income_cap"], law["income_step"], law["income_step_binding"])


def limits(timeline: EnactedLaw, month: Any) -> Band:
    """The incomes everybody may choose in a month, or in their own."""
    if type(month) is int:
        return band(law_of(timeline, month))
    law, sheet = timeline.at(month), timeline.fill(REGULAR, {}, month, BAND)
    return Band(sheet["income_floor"], sheet["income_cap"], law["income_step"], law["income_step_binding"])


def bounds_cited(law: Law) -> tuple[str, ...]:
    """The documents behind the floor and the cap, most general first."""
    names = ("minimum_wage_floor", floor_base(law), "reference_level")
    return tuple(dict.fromkeys(law.provision(name)[0].source for name in names))


def floor_base(law: Law) -> str:
    """What the floor of a month is taken from."""
    return "minimum_wage_floor" if law["minimum_wage_floor"] else "rural_poverty_line"


def settle(enacted: EnactedLaw, timeline: Timeline, asked: Asked, supported: Any) -> Choice:
    """The income of the plan: the one named, or what the budget carries."""
    budgeted = asked.budget != NONE
    if not anybody((asked.income != NONE) | budgeted):
        return Choice(asked.income, on_step=True)
    named = limits(enacted, asked.start)
    on_step = (asked.income - named.floor) % named.step == 0
    if not anybody(budgeted):
        return Choice(asked.income, on_step)

    def afforded(rows: Any) -> dict[str, Any]:
        return _afford(timeline, taken(asked, rows), taken(supported, rows))._asdict()

    found = among(budgeted, afforded, dict.fromkeys(Choice._fields, NONE))
    return Choice(where(budgeted, found["income"], asked.income), where(budgeted, found["on_step"] > 0, on_step),
                  found["next_income"], found["next_payable"], found["least"])  # fmt: skip


def _afford(timeline: Timeline, asked: Asked, supported: Any) -> Choice:
    """The highest level a budget carries; what a level costs in its period by the law of the first month rises with it.

    Where it carries none, the lowest.
    """
    band, payer, whole = limits(timeline, asked.start), Payments(timeline, asked, supported), asked.ahead_months
    step = where(asked.any_income & (band.binding == 0), 1, band.step)
    levels = (band.cap - band.floor) // step + 1 + asked.start * 0

    def cost(level: Any) -> Any:
        income = Income(band.floor + level * step, 0)
        if not whole:
            return payer.price("regular", asked.start, asked.period, supported, income).payable
        block = payer.price("ahead", asked.start, whole + asked.start * 0, supported, income).payable
        return divide(block * asked.period, whole)

    carried = fitting(lambda level: cost(level) <= asked.budget, levels)
    income, above = band.floor + greatest(carried - 1, 0) * step, carried < levels
    lowest = cost(levels * 0) if anybody(carried == 0) else NONE
    return Choice(
        income,
        where((income - band.floor) % band.step == 0, 1, 0),
        where(above, band.floor + carried * step, NONE),
        where(above, cost(carried), NONE),
        where(carried == 0, lowest, NONE),
    )


def income_refusals(
    enacted: EnactedLaw, timeline: Timeline, asked: Asked, choice: Choice, unpaid: Any
) -> Iterator[Refusal]:
    """An income outside the law, or none, or a budget too small; ``unpaid`` where nothing is, and none need be named.

    An income named is judged by the law as enacted: a floor that is only assumed raises it, but refuses nobody.
    """
    start, income, budgeted = asked.start, asked.income, asked.budget != NONE
    named = (income != NONE) & (budgeted == 0)
    if not anybody(named | budgeted | (unpaid == 0)):
        return
    projected, law = limits(timeline, start), enacted.at(start)
    if asked.buys_missing:
        facts = {"given": asked.budget, "floor": projected.floor}
        yield Refusal("pay_for_missing", "pay", budgeted, lambda: facts)
    else:
        yield Refusal(
            "budget_too_small",
            "pay",
            budgeted & (choice.least != NONE),
            lambda: {
                "given": asked.budget,
                "per": next(name for name, count in PERIODS.items() if count == asked.period),
                "least": choice.least,
                "floor": projected.floor,
                "month": start,
                "sources": bounds_cited(law_of(timeline, start)),
            },
        )
    band = limits(enacted, start)
    band = band._replace(cap=greatest(band.cap, projected.cap))
    yield Refusal("income_missing", "income", (named == 0) & (budgeted == 0) & (unpaid == 0))

    def outside() -> dict[str, Any]:
        return {
            "given": income,
            "floor": band.floor,
            "cap": band.cap,
            "month": start,
            "sources": bounds_cited(law),
            "floor_base": floor_base(law),
            "cap_base": "reference_level",
            "multiple": law["income_cap_multiple"],
            "nearest": band.floor if income < band.floor else band.cap,
        }

    low, high = named & (income < band.floor), named & (income > band.cap)
    yield Refusal("income_below_floor", "income", low, outside)
    yield Refusal("income_above_cap", "income", high, outside)

    def off_step() -> dict[str, Any]:
        below = income - (income - band.floor) % band.step
        return {
            "given": income,
            "step": band.step,
            "floor": band.floor,
            "below": below,
            "above": least(below + band.step, band.cap),
            "month": start,
            "source": law.provision("income_step")[0].source,
        }

    if anybody(band.binding > 0):
        off = (choice.on_step == 0) & (band.binding > 0)
        yield Refusal("income_off_step", "income", named & (low == 0) & (high == 0) & off, off_step)
