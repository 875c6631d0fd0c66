"""The law the tests ask: the country's, its scenarios, reforms of it and provinces; and ints that stay in 64 bits."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from estimator.asking import question as asking
from estimator.engine.months import month
from estimator.plan.assumptions import Outlook
from estimator.rulebook import store
from estimator.rulebook.model import Provision, Rulebook
from estimator.words.say import Words

TABLES = store.tables()
BOOK = store.rulebook(TABLES)
OVERLAYS = sorted((Path(__file__).parent / "golden" / "overlays").glob("*.yaml"))
SCENARIOS = tuple(sorted(BOOK.scenarios))
VI, EN = Words("vi"), Words("en")
FIRST, START, LAST = month(2008, 1), month(2016, 1), month(2060, 12)
SUPPORT = month(2018, 1)
INT64 = 2**63


@cache
def outlook(scenario: str) -> Outlook:
    """The country's law under a scenario."""
    return Outlook(BOOK, scenario)


class Guarded(int):
    """An int that refuses to leave 64 bits."""

    def __new__(cls, value: int) -> Guarded:
        if not -INT64 <= value < INT64:
            raise OverflowError(f"{value:,} does not fit 64 bits")
        return super().__new__(cls, value)


def _guarded(name: str) -> None:
    plain_work = getattr(int, name)

    def work(self: Guarded, other: Any) -> Any:
        result = plain_work(self, other)
        return result if result is NotImplemented else Guarded(result)

    setattr(Guarded, name, work)


for _name in ("add", "sub", "mul", "floordiv", "mod"):
    _guarded(f"__{_name}__")
    _guarded(f"__r{_name}__")


REFORMS: dict[str, dict[str, Any]] = {
    "a floor for all": {"floor_compulsory_months": 0, "floor_joined_before": month(2099, 12)},
    "support of all that is due": {"support_rates": {"other": 10_000}},
}


def reformed(reform: dict[str, Any]) -> Rulebook:
    """The country's law with other values since 2016."""
    return BOOK.overlaid(
        {name: [Provision(START, value, "reform", "confirmed", None, "reform")] for name, value in reform.items()}
    )


BOOKS = {
    "the country": BOOK,
    **{name: reformed(reform) for name, reform in REFORMS.items()},
    **{name: asking.rulebook({"province": name}, TABLES) for name in ("Hà Nội", "Đắk Lắk", "Quảng Ninh")},
}
