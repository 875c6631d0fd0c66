"""What the rule files state, read month by month, and what is known besides to recompute it from."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from estimator.engine.months import from_iso, iso
from estimator.rulebook import store

RULES = Path(__file__).resolve().parents[1] / "rules"
BOOK = store.load(RULES)
TABLES = store.tables(RULES)
SHARE = 10_000  # a share of 100%

# Rise of average consumer prices, hundredths of a percent (statistics office).
PRICES = dict(
    zip(
        range(2009, 2026),
        (688, 919, 1858, 921, 660, 409, 63, 266, 353, 354, 279, 323, 184, 315, 325, 363, 331),
        strict=True,
    )
)


def at(name: str, month: str) -> object:
    """The value a rule file states for a month."""
    return BOOK.parameters[name].at(from_iso(month))[0].value


def half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def dated(name: str) -> dict[str, object]:
    """Every value of a parameter by the month from which it counts."""
    return {iso(start): provision.value for start, provision in BOOK.parameters[name].segments if provision}
