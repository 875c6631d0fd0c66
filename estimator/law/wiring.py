"""The sheets: which rooms of the law answer which question together."""

from __future__ import annotations

from estimator.engine.sheet import Sheet
from estimator.law import (
    contribution,
    increases,
    life_table,
    maternity,
    mixed,
    old_age,
    payment,
    payment_after,
    payment_ahead,
    payment_missing,
    payment_regular,
    pension,
    retirement,
    survivors,
    withdrawal,
)

REGULAR = Sheet((contribution, payment, payment_regular, payment_after))
AHEAD = Sheet((contribution, payment, payment_ahead, payment_after))
MISSING = Sheet((contribution, payment, payment_missing))
RETIREMENT = Sheet((retirement,))
PENSION = Sheet((pension, mixed, increases, withdrawal, survivors, old_age, maternity))
LIFE = Sheet((life_table,))
ALL = (REGULAR, AHEAD, MISSING, RETIREMENT, PENSION, LIFE)
