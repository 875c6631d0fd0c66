"""A scenario laid over the law: assumed provisions after the enacted ones, and prices for years not yet published."""

from __future__ import annotations

from typing import Any

from estimator.engine import months
from estimator.engine.exact import SHARE_UNIT, divide
from estimator.engine.problem import Problem
from estimator.engine.series import MonthlySeries
from estimator.rulebook.model import OPEN, Provision, Rulebook

HORIZON = 2110  # the last year for which anything is assumed
REVALUATION = "revaluation_factors"
EARLIER = "earlier_revaluation_factors"


def grown(value: int, growth: int, years: int, round_to: int = 1) -> int:
    """A value grown by a yearly share (ten-thousandths) over years, rounded half up to a multiple; exact until then."""
    return int(divide(value * (SHARE_UNIT + growth) ** years, round_to * SHARE_UNIT**years) * round_to)


class Outlook:
    """The law under one scenario: a rulebook with its assumptions, and the scenario's prices."""

    def __init__(self, book: Rulebook, scenario: str) -> None:
        if scenario not in book.scenarios:
            raise Problem("scenario_unknown", field="scenario", given=scenario, allowed=sorted(book.scenarios))
        assumptions: dict[str, Any] = book.scenarios[scenario]["assumptions"]
        self.name, self.title = scenario, book.scenarios[scenario]["title"]
        self.price_growth = int(assumptions["prices"][0])
        layer = f"scenario {scenario}"
        self.book = book.overlaid(
            {name: self._assumed(book, name, row, layer) for name, row in assumptions.items() if name != "prices"}
        )

    @staticmethod
    def _assumed(book: Rulebook, name: str, row: tuple[int, int, int | None, int, str], layer: str) -> list[Provision]:
        """Steps of a growing value wherever nothing is enacted, each from the last enacted value before it."""
        growth, every, first, round_to, _ = row
        enacted = [(start, last, p) for start, last, p in book.parameters[name].spans(carried=True) if p is not None]
        provisions = []
        for start, last, provision in enacted:
            month = first or start + every
            month += max(-(-(start + 1 - month) // every), 0) * every
            while month <= min(last, months.january(HORIZON)):
                if provision.until is None or month > provision.until:
                    value = grown(provision.value, growth, (month - start) // months.YEAR, round_to)
                    ends = min(month + every - 1, last)
                    provisions.append(Provision(month, value, layer, "unverified", ends, layer))
                month += every
        return provisions

    def deflated(self, amount: int, year: int, to_year: int) -> int:
        """An amount (VND) of a later year in the prices of an earlier one."""
        gap = max(year - to_year, 0)
        return int(divide(amount * SHARE_UNIT**gap, (SHARE_UNIT + self.price_growth) ** gap))

    def revaluation(self, pension_month: int, earliest: int = OPEN) -> tuple[MonthlySeries, str]:
        """Factors (hundredths) of every month for pensions of a year, and how firm they are.

        A table not published yet is the last one grown by the scenario's prices; never below one, two decimals.
        Salaries before 2008 need the longer table of compulsory insurance, from ``earliest`` on.
        """
        pension_year = months.year_of(pension_month)
        provision, standing = self.book.parameters[REVALUATION].at(pension_month)
        published = months.year_of(provision.since)
        table = dict(provision.value)
        if earliest < months.january(min(table)):
            table |= self._before(pension_month, months.year_of(earliest))
        if pension_year > published:
            table |= dict.fromkeys(range(published, pension_year + 1), 100)
            for year, factor in table.items():
                years = max(pension_year - max(published, year + 1), 0)
                table[year] = max(grown(factor, self.price_growth, years), 100)
        values = [table[year] for year in sorted(table) for _ in range(months.YEAR)]
        return MonthlySeries(months.january(min(table)), values), standing

    def _before(self, pension_month: int, first_year: int) -> dict[int, int]:
        """The factors of the years before the voluntary table begins; 1994 stands for that year and all before."""
        table: dict[int, int] = self.book.parameters[EARLIER].at(pension_month)[0].value
        return {**dict.fromkeys(range(first_year, min(table)), table[min(table)]), **table}
