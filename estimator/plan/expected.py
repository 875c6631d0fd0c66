"""How long a pension is likely to be drawn, by a published life table; no law and no promise, no life is average.

Deaths fall evenly within a year of age, so the chance to be alive in a month lies between the two birthdays around it.
"""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine import months
from estimator.engine.exact import SHARE_UNIT, divide
from estimator.engine.problem import CoverageProblem
from estimator.law.wiring import LIFE
from estimator.plan.assumptions import Outlook, grown
from estimator.plan.quote import Quote
from estimator.rulebook.codes import OLDEST

COHORT = 10**12


class Expected(NamedTuple):
    """Chances (ten-thousandths) for someone alive today, months drawn on average, and their worth (VND of today)."""

    chance_of_pension: int
    months_drawn: int
    pension_value: int
    chance_to_recover: int | None


class Lives:
    """The persons alive at each birthday of one sex, by the life table of a month."""

    def __init__(self, outlook: Outlook, sex: int, month: int) -> None:
        law, alive = outlook.book.at(month), [COHORT]
        for birthday in range(OLDEST):
            facts = {"alive": alive[-1], "birthday": birthday, "sex": sex}
            alive.append(int(LIFE.fill(facts, law)["survivors"]))
        self.birthdays = (*alive, 0)

    def at(self, age: int) -> int:
        """Persons alive at an age in months, in twelfths of a person."""
        years, odd = divmod(min(age, OLDEST * months.YEAR), months.YEAR)
        return self.birthdays[years] * (months.YEAR - odd) + self.birthdays[years + 1] * odd

    def chance(self, now: int, later: int) -> int:
        """Chance (ten-thousandths) of someone alive at an age (months) to reach a later one."""
        return int(divide(self.at(later), self.at(now), SHARE_UNIT)) if later > now else SHARE_UNIT


def real_pension(outlook: Outlook, amount: int, years: int) -> int:
    """A pension (VND of today) so many years after it began: raised as the scenario assumes, in today's prices."""
    if outlook.pension_growth == outlook.price_growth:
        return amount
    return outlook.deflated(grown(amount, outlook.pension_growth, years), years, 0)


def expected(quote: Quote) -> Expected | None:
    """The expected values of a quote's pension; None where there is no pension, or no life table of the time."""
    pension, question, outlook = quote.projection.pension, quote.question, quote.projection.outlook
    if pension.pension_from is None:
        return None
    try:
        lives = Lives(outlook, question.sex_code, question.as_of_month)
    except CoverageProblem:
        return None
    now, born = question.as_of_month - question.birth_month, question.birth_month
    drawn = value = 0
    for year in range(OLDEST + 1):
        amount = real_pension(outlook, pension.monthly_pension_today, year)
        first = pension.pension_from + year * months.YEAR
        ages = range(first - born, min(first - born + months.YEAR, OLDEST * months.YEAR + 1))
        alive = sum(lives.at(max(age, now)) for age in ages)
        drawn, value = drawn + alive, value + alive * amount
    recover = quote.totals.months_to_recover
    return Expected(
        lives.chance(now, pension.pension_from - born),
        int(divide(drawn, lives.at(now))),
        int(divide(value, lives.at(now))),
        lives.chance(now, pension.pension_from + recover - born) if recover is not None else None,
    )
