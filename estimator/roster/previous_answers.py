"""A table that has answers already, as this program writes them: they are left out, to be answered anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

from estimator.plan.figures import KINDS

# What stands behind status and error, in this order.
PARTS: tuple[Callable[[str], bool], ...] = (
    lambda column: column == "given.with",
    lambda column: column == "note",
    lambda column: column.startswith("check."),
    lambda column: column in KINDS,
)


def answers_in(header: Iterable[str]) -> frozenset[str]:
    """The columns of answers; the table's own stand before them, and what comes behind is its own, figures excepted."""
    columns = list(header)
    behind = columns[columns.index("status") :] if "status" in columns[1:] else []
    before = count = 2
    for belongs in PARTS:
        before, count = count, count + len(list(takewhile(belongs, behind[count:])))
    if behind[1:2] != ["error"] or count == before:
        return frozenset()
    return frozenset(behind[:count]).union(column for column in behind[count:] if column in KINDS)
