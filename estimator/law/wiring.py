"""The sheets: which rooms of the law answer which question together."""

from __future__ import annotations

from functools import cache

from estimator.engine.sheet import Sheet
from estimator.law import (
    contribution,
    life_table,
    maternity,
    mixed_records,
    old_age,
    payment,
    payment_after,
    payment_ahead,
    payment_missing,
    payment_regular,
    pension,
    pension_increases,
    retirement,
    survivors,
    withdrawal,
)

REGULAR = Sheet((contribution, payment, payment_regular, payment_after))
AHEAD = Sheet((contribution, payment, payment_ahead, payment_after))
MISSING = Sheet((contribution, payment, payment_missing))
RETIREMENT = Sheet((retirement,))
PENSION = Sheet((pension, mixed_records, pension_increases, withdrawal, survivors, old_age, maternity))
LIFE = Sheet((life_table,))
ALL = (REGULAR, AHEAD, MISSING, RETIREMENT, PENSION, LIFE)


@cache
def editions() -> tuple[Sheet, ...]:
    """Every sheet as it stood before each change of the law's structure, and as it stands."""
    return tuple(edition for sheet in ALL for edition in (*sheet.earlier, sheet))


@cache
def repealed() -> dict[str, int]:
    """The operands that formulas of the past alone have, and the last month in which one of them was law."""
    now = {operand for sheet in ALL for operands in sheet.operands.values() for operand in operands}
    found: dict[str, int] = {}
    for sheet in editions():
        for operand in {operand for operands in sheet.operands.values() for operand in operands} - now:
            found[operand] = max(sheet.until, found.get(operand, 0))
    return found
