"""Whose law it is: what the plan asks of the law through time, and how one person's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from estimator.engine.exact import Factor
from estimator.engine.filled import FigureName, Filled
from estimator.engine.problem import CoverageProblem
from estimator.engine.sheet import Sheet
from estimator.law.wiring import REGULAR
from estimator.plan.question import Asked
from estimator.rulebook.model import Law, Rulebook


class EnactedLaw(Protocol):
    """The law through time. A month is an int, or of columns also a column with everybody's own."""

    book: Rulebook

    def at(self, month: Any) -> Any:
        """The law of a month."""

    def changes(self, first: int, last: int, names: Iterable[str]) -> list[int]:
        """The months after the first and up to the last in which one of the named parameters changes."""

    def fill(
        self,
        sheet: Sheet,
        facts: Mapping[str, Any],
        month: Any,
        wanted: Sequence[str],
        standings: Mapping[str, Any] | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> Filled:
        """A sheet under the law of a month, of which no other figures are asked than those wanted."""  # fmt: skip


class Timeline(EnactedLaw, Protocol):
    """The law under a scenario, for one person or for columns of people.

    ``growth`` of prices and incomes are ten-thousandths a year. How firm something is, is a position in STANDINGS.
    """

    price_growth: int
    income_growth: int

    def is_known(self, month: Any) -> bool:
        """Whether all law is known in a month."""

    def income_floor(self, month: Any) -> Any:
        """The lowest income insured in a month (VND)."""

    def or_nought(self, sheet: Filled, figure: FigureName, month: Any) -> Any:
        """A figure; nought where the law of the sheet's month does not know it yet."""

    def factors(self, sheet: Sheet, facts: Mapping[str, Any], month: Any) -> Mapping[str, Factor]:
        """The factors of a payment where they are worked out once for many; none for one person."""

    def by_method(self, name: str, month: Any, method: Any) -> Any:
        """A parameter that tells a number for each way of paying."""

    def retired(self, asked: Asked) -> Any:
        """The sheet of the retirement age, by the law of the first month."""

    def deflated(self, amount: Any, year: Any, to_year: int) -> Any:
        """An amount (VND) of a later year in the prices of an earlier one."""

    def deflator(self, year: Any, to_year: int) -> Factor:
        """What one dong of a year is worth in the prices of an earlier one; a later one's is worth itself."""

    def raised(self, income: Any, years: Any, step: int) -> Any:
        """Incomes raised for so many years as the scenario assumes, rounded to a step."""

    def revaluation(self, month: Any, earliest: Any) -> tuple[Any, Any]:
        """Factors (hundredths) of the months from ``earliest`` on for pensions of a month, and how firm they are."""

    def common(self, since: int, month: Any) -> Any:
        """The month by whose law payments are priced that are made from ``since`` on, before prices change."""

    def incomes(self, asked: Asked, chosen: Callable[..., Any], other: Any = None) -> Callable[[Any], Any]:
        """Everybody's chosen income by month of payment, worked out by ``chosen`` of incomes and first years.

        ``other`` are those of the same people under another scenario, to share work with.
        """

    def price_changes(self, incomes: Any, first: int, last: int) -> Sequence[int]:
        """The months after the first and up to the last in which the price of a month may change."""

    def tail(self, payments: Any, since: int, first: Any, end: Any, supported: Any, priced: bool) -> Any:
        """What everybody pays from a month on, unsupported, where it is worked out once for all who pay alike.

        The last payment of everybody's and what they pay before it; None where there is nothing to be gained.
        """

    def told(self, history: Sequence[Any], spells: Sequence[Any], plan: Any) -> tuple[Any, ...]:
        """The spells of a record of which only the months are asked: the payments one by one, or as one spell."""

    def under(self, scenario: str) -> Timeline:
        """The same law under another scenario."""


class OneLaw:
    """The law through time for one person."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.at, self.changes = book.at, book.changes

    def fill(
        self,
        sheet: Sheet,
        facts: Mapping[str, Any],
        month: int,
        wanted: Sequence[str] = (),
        standings: Mapping[str, Any] | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> Filled:
        """A sheet under the law of a month."""
        return sheet.fill(facts, self.book.at(month), standings, known)

    def income_floor(self, month: int) -> int:
        """The lowest income insured in a month (VND)."""
        return floor_of(self.book.at(month))

    def is_known(self, month: int) -> bool:
        """Whether all law is known in a month."""
        return month >= self.book.known_from

    def or_nought(self, sheet: Filled, figure: FigureName, month: int) -> int:
        """A figure; nought where the law of the sheet's month does not know it yet."""
        try:
            return int(sheet[figure])
        except CoverageProblem:
            return 0

    def by_method(self, name: str, month: int, method: int) -> int:
        """A parameter that tells a number for each way of paying."""
        return int(self.book.at(month)[name][method])


@lru_cache(maxsize=4096)
def floor_of(law: Law) -> int:
    """The lowest income (VND a month) insured by the law of a month."""
    return int(REGULAR.fill({}, law)["income_floor"])


def law_of(timeline: Any, month: int) -> Law:
    """The law of one month, whoever asks."""
    law: Law = timeline.book.at(month)
    return law
