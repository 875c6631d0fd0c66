"""What a collector's row says besides the person: amounts, months, and the rates they were worked out from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.plan.audit.otherwise import Stated
from estimator.roster.agency_values import share_of
from estimator.tables.chunk import Chunk
from estimator.words.amounts import read_amount
from estimator.words.dates import read_count

T = TypeVar("T")
UNREADABLE = -1  # an amount
MOST_MONTHS = 120  # of one payment


def read(chunk: Chunk, column: str | None, reader: Callable[[str], T], empty: T) -> list[T]:
    """A column read once for each distinct text; ``empty`` for empty cells and where there is no column."""
    if column is None:
        return [empty] * chunk.rows
    texts, codes = chunk.distinct(column)
    values = [reader(text) if text else empty for text in texts]
    return [values[code] for code in codes]


def amount_of(text: str) -> int:
    """Whole VND, half up where a spreadsheet reckoned fractions; ``UNREADABLE`` for what is no amount."""
    reckoned = re.fullmatch(r"([0-9]{4,})[.,]([0-9]+)", text)
    if reckoned:
        return int(reckoned[1]) + (reckoned[2][0] >= "5")
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text):  # of sums nobody writes thousandths of a million
        return int(text[:-4] + text[-3:])
    try:
        return read_amount(text, "check")
    except Problem:
        return UNREADABLE


def months_of(text: str) -> int | None:
    """A number of months that one payment may be for; None for anything else."""
    try:
        count = read_count(text, "months")
    except Problem:
        return None
    return count if count <= MOST_MONTHS else None


def evidence(chunk: Chunk, columns: Mapping[str, str]) -> list[Stated]:
    """What each row says its amounts were worked out from."""
    no_rate: tuple[int, ...] = ()
    cells = (
        read(chunk, columns.get("contribution_rate"), _share, None),
        read(chunk, columns.get("fund_interest"), _interest, no_rate),
        read(chunk, columns.get("coefficient"), _coefficient, None),
        read(chunk, columns.get("local_share"), _share, None),
        read(chunk, columns.get("other_support"), _other, 0),
    )
    return [Stated(*row) for row in zip(*cells, strict=True)]


def _share(text: str) -> int | None:
    return share_of(text) or None


def _coefficient(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _other(text: str) -> int:
    return max(amount_of(text), 0)


def _interest(text: str) -> tuple[int, ...]:
    """Millionths a month from percents: of a month, or of a year where a twelfth of it is whole."""
    found = re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,6}))? ?%?", text)
    if found is None:
        return ()
    millionths, rest = divmod(int(found[1] + (found[2] or "").ljust(6, "0")), 100)
    readings = [] if rest else [millionths, *([millionths // YEAR] if millionths % YEAR == 0 else [])]
    return tuple(reading for reading in readings if 0 < reading <= 20_000)
