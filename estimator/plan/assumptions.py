"""A scenario laid over the law: assumed provisions after the enacted ones, and prices for years not yet published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import SHARE_UNIT, Factor, divide, factor, share
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.engine.series import MonthlySeries
from estimator.engine.sheet import Sheet
from estimator.law.wiring import RETIREMENT
from estimator.plan.question import Asked, Assumed
from estimator.plan.timeline import OneLaw
from estimator.rulebook.codes import FIRM
from estimator.rulebook.model import OPEN, Law, Provision, Rulebook

HORIZON = 2110  # the last year for which anything is assumed
REVALUATION = "revaluation_factors"
EARLIER = "earlier_revaluation_factors"
PRICED_BY = (
    "contribution_rate",
    "rural_poverty_line",
    "minimum_wage_floor",
    "support_rates",
    "support_months_limit",
    "local_support_rates",
)
CAPPED_BY = ("income_step", "income_cap_multiple", "reference_level")
YEARLY = ("prices", "incomes", "pensions", "deposit")
AS_PRICES = "prices"
RANGES = {
    # a table of two decimals that never falls below one carries no fall of half a percent a year or more
    "prices": (-49, 20_00),
    "incomes": (0, 20_00),
    "pensions": (0, 20_00),
    "deposit": (0, 20_00),
    "reference_level": (0, 20_00),
    "rural_poverty_line": (0, 20_00),
    "fund_interest": (0, 20_000),
}


class Assumption(NamedTuple):
    """How a parameter goes on: a yearly growth or a value that stays, in steps so many months apart, rounded."""

    growth: int | str | None
    value: int | None
    every: int
    first: int | None
    round_to: int
    reason: str


@lru_cache(maxsize=4096)
def grown(value: int, growth: int, years: int, round_to: int = 1) -> int:
    """A value grown by a yearly share (ten-thousandths) over years, rounded half up to a multiple; exact until then."""
    return int(divide(value * (SHARE_UNIT + growth) ** years, round_to * SHARE_UNIT**years) * round_to)


@cache
def deflator(growth: int, years: int) -> Factor:
    """What one dong of so many years later is worth today when prices grow by a yearly share (ten-thousandths)."""
    return factor(SHARE_UNIT**years, (SHARE_UNIT + growth) ** years)


@lru_cache(maxsize=256)
def every_price_change(book: Rulebook, rising: bool) -> list[int]:
    """Every month in which prices may change: with the law, and where incomes rise, each January and capped."""
    if not rising:
        return book.changes(-1, OPEN - 1, PRICED_BY)
    years = range(HORIZON + 1)
    return sorted({*book.changes(-1, OPEN - 1, PRICED_BY + CAPPED_BY), *map(months.january, years)})


class Outlook(OneLaw):
    """The law under one scenario for one person, a ``Timeline``: a rulebook with its assumptions, and yearly rates.

    ``assumed`` are assumptions of one's own in place of the scenario's; enacted facts never move.
    """

    def __init__(self, book: Rulebook, scenario: str, assumed: Assumed = ()) -> None:
        if scenario not in book.scenarios:
            raise Problem("scenario_unknown", field="scenario", given=scenario, allowed=sorted(book.scenarios))
        own = dict(assumed)
        for name, value in own.items():
            _allowed(book, name, value)
        stated = book.scenarios[scenario]
        rates: dict[str, Any] = {name: own.get(name, stated["yearly"][name][0]) for name in YEARLY}
        self.name, self.title, self.assumed = scenario, stated["title"], assumed
        self.price_growth = int(rates["prices"])
        self.income_growth, self.pension_growth, self.deposit_rate = (
            self.price_growth if rates[name] == AS_PRICES else int(rates[name])
            for name in ("incomes", "pensions", "deposit")
        )
        rows = {name: Assumption(*row) for name, row in stated["parameters"].items()}
        for name, value in own.items():
            if name not in YEARLY:
                rows[name] = self._own(book, name, value, rows)
        layer = f"scenario {scenario}"
        super().__init__(book.overlaid({name: self._assumed(book, name, row, layer) for name, row in rows.items()}))
        self.enacted = book
        self._series: dict[tuple[int, int, int | None], MonthlySeries] = {}

    @property
    def frozen(self) -> bool:
        """Whether nothing at all is assumed but that law and prices stay."""
        return self.name == "frozen" and not self.assumed

    def _own(self, book: Rulebook, name: str, value: int | str, rows: dict[str, Assumption]) -> Assumption:
        """An assumption of one's own, in the steps of the scenario or, where it has none, of base."""
        timed = rows.get(name) or Assumption(*book.scenarios["base"]["parameters"][name])
        rate = self.price_growth if value == AS_PRICES else int(value)
        if timed.value is not None:
            return timed._replace(value=rate)
        return timed._replace(growth=rate)

    def _assumed(self, book: Rulebook, name: str, row: Assumption, layer: str) -> list[Provision]:
        """Steps of a growing value wherever nothing is enacted, each from the last enacted value before it."""
        enacted = [(start, last, p) for start, last, p in book.parameters[name].spans(carried=True) if p is not None]
        if row.value is not None:
            return [
                Provision(p.until + 1, row.value, layer, "unverified", last if last < OPEN else None, layer)
                for _, last, p in enacted
                if p.until is not None and p.until < last
            ]
        growth = self.price_growth if row.growth == AS_PRICES else int(row.growth or 0)
        provisions = []
        for start, last, provision in enacted:
            month = row.first or start + row.every
            month += max(-(-(start + 1 - month) // row.every), 0) * row.every
            while month <= min(last, months.january(HORIZON)):
                if provision.until is None or month > provision.until:
                    value = grown(provision.value, growth, (month - start) // months.YEAR, row.round_to)
                    ends = min(month + row.every - 1, last)
                    provisions.append(Provision(month, value, layer, "unverified", ends, layer))
                month += row.every
        return provisions

    def deflated(self, amount: int, year: int, to_year: int) -> int:
        """An amount (VND) of a later year in the prices of an earlier one."""
        return int(share(amount, self.deflator(year, to_year))) if year > to_year else amount

    def deflator(self, year: int, to_year: int) -> Factor:
        """What one dong of a year is worth in the prices of an earlier one; a later one's is worth itself."""
        return deflator(self.price_growth, max(year - to_year, 0))

    def raised(self, income: int, years: int, step: int) -> int:
        """An income raised for so many years as the scenario assumes, rounded to a step."""
        return grown(income, self.income_growth, years, step)

    def revaluation(self, pension_month: int, earliest: int = OPEN) -> tuple[MonthlySeries, int]:
        """Factors (hundredths) of every month for pensions of a year, and how firm they are (a code).

        A table not published yet is the last one grown by the scenario's prices; never below one, two decimals.
        Salaries before 2008 need the longer table of compulsory insurance, from ``earliest`` on.
        """
        provision, standing = self.book.parameters[REVALUATION].at(pension_month)
        longer = earliest < months.january(min(provision.value))
        key = (months.year_of(pension_month), provision.since, months.year_of(earliest) if longer else None)
        if key not in self._series:
            self._series[key] = self._table(pension_month, provision, earliest)
        return self._series[key], FIRM[standing]

    def _table(self, pension_month: int, provision: Provision, earliest: int) -> MonthlySeries:
        pension_year, published = months.year_of(pension_month), months.year_of(provision.since)
        table = dict(provision.value)
        if earliest < months.january(min(table)):
            table |= self._before(pension_month, months.year_of(earliest))
        if pension_year > published:
            table |= dict.fromkeys(range(published, pension_year + 1), 100)
            for year, factor in table.items():
                years = max(pension_year - max(published, year + 1), 0)
                table[year] = max(grown(factor, self.price_growth, years), 100)
        values = [table[year] for year in sorted(table) for _ in range(months.YEAR)]
        return MonthlySeries(months.january(min(table)), values)

    def _before(self, pension_month: int, first_year: int) -> dict[int, int]:
        """The factors of the years before the voluntary table begins; 1994 stands for that year and all before."""
        table: dict[int, int] = self.book.parameters[EARLIER].at(pension_month)[0].value
        return {**dict.fromkeys(range(first_year, min(table)), table[min(table)]), **table}

    # Where the law of one person is simply that of the month, and nobody else's work can be shared

    def factors(self, sheet: Sheet, facts: Mapping[str, Any], month: int) -> Mapping[str, Factor]:
        """No factor is told beforehand: a sheet works out its own."""
        return {}

    def common(self, since: int, month: int) -> int:
        """The month by whose law a payment is priced."""
        return month

    def incomes(self, asked: Asked, chosen: Callable[..., Any], other: Any = None) -> Callable[[int], Any]:
        """The chosen income by month of payment."""
        begun = months.year_of(asked.start)
        return lambda month: chosen(self, asked.income, begun, month)

    def price_changes(self, incomes: Any, first: int, last: int) -> Sequence[int]:
        """The months after the first and up to the last in which the price of a month may change."""
        every = every_price_change(self.book, self.income_growth > 0)
        return every[bisect_right(every, first) : bisect_right(every, last)]

    def tail(self, payments: Any, since: int, first: int, end: int, supported: int, priced: bool) -> None:
        """Nobody else pays alike."""
        return None

    def told(self, history: Sequence[Any], spells: Sequence[Any], plan: Any) -> tuple[Any, ...]:
        """The spells of a record, oldest first."""
        return tuple(sorted((*history, *spells)))

    def retired(self, asked: Asked) -> Filled:
        """The sheet of the retirement age, by the law of the first month."""
        return retired(self.book.at(asked.start), asked.birth_month, asked.birth_year_only, asked.sex)

    def under(self, scenario: str) -> Outlook:
        """The same law under another scenario."""
        return laid_over(self.enacted, scenario, self.assumed)


@lru_cache(maxsize=4096)
def retired(law: Law, birth_month: int, birth_year_only: bool, sex: int) -> Filled:
    """The sheet of the retirement age of all who were born in a month, by the law of another."""
    return RETIREMENT.fill({"birth_month": birth_month, "birth_year_only": birth_year_only, "sex": sex}, law)


@lru_cache(maxsize=32)
def laid_over(book: Rulebook, scenario: str, assumed: Assumed = ()) -> Outlook:
    """The outlook of a rulebook, kept for the next question. Raises Problem as ``Outlook`` does."""
    return Outlook(book, scenario, assumed)


def _allowed(book: Rulebook, name: str, value: int | str) -> None:
    """Refuse an assumption about what is enacted, about nothing known, or beyond what can be reckoned with."""
    if name not in RANGES:
        code = "assume_enacted" if name in book.parameters else "assume_unknown"
        raise Problem(code, field="assume", given=name, allowed=sorted(RANGES))
    if value == AS_PRICES:
        if name in ("prices", "fund_interest"):
            raise Problem("assume_unreadable", field="assume", given=f"{name}={value}", name=name)
        return
    least, most = RANGES[name]
    if not least <= int(value) <= most:
        code = "prices_fall" if name == "prices" and int(value) < least else "assume_out_of_range"
        raise Problem(code, field="assume", given=name, value=int(value), least=least, most=most)
