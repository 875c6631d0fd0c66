"""A month is an int: twelve times the year plus the month counted from nought.

Differences of months are then plain subtraction, for one person and for a column alike.
"""

from __future__ import annotations

from typing import Any

YEAR = 12


def month(year: int, number: int) -> int:
    """The int of a calendar month; ``number`` runs from 1 to 12."""
    if not 1 <= number <= YEAR:
        raise ValueError(f"there is no month {number}")
    return year * YEAR + number - 1


def year_of(month: Any) -> Any:
    """The calendar year of a month (int or int64 column)."""
    return month // YEAR


def january(year: Any) -> Any:
    """The first month of a year (int or int64 column)."""
    return year * YEAR


def iso(month: int) -> str:
    """``YYYY-MM``, as JSON and the rule files write a month."""
    return f"{month // YEAR:04d}-{month % YEAR + 1:02d}"


def from_iso(text: str) -> int:
    """Read ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError otherwise."""
    parts = text.split("-")
    if len(parts) not in (2, 3) or len(parts[0]) != 4 or not all(p.isdigit() for p in parts):
        raise ValueError(f"not a month: {text!r}")
    return month(int(parts[0]), int(parts[1]))


def age_text(months: int) -> str:
    """A length in months as ``57y8m``, ``60y`` or ``4m``."""
    years, odd = divmod(months, YEAR)
    return (f"{years}y" if years else "") + (f"{odd}m" if odd or not years else "")
