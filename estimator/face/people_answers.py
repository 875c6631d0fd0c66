"""Answers about a table of people; every name and value is that of the command line's JSON."""

from __future__ import annotations

from typing import NamedTuple

from estimator.face.result import Answer, Json, Result


class Finding(NamedTuple):
    """Something to be known of a table: its code, the sentence, and further lines that belong to it."""

    code: str
    says: str
    details: tuple[str, ...]


class Reason(NamedTuple):
    """Why amounts of a collector differ: rows, and theirs less ours (VND)."""

    reason: str
    codes: tuple[str, ...]
    rows: int
    difference: int


class Audit(NamedTuple):
    """A collector's amounts beside ours: rows compared and differing, theirs less ours (VND), and why."""

    compared: int
    unreadable: int | None
    differing: int
    difference: int
    reasons: tuple[Reason, ...]


BESIDES = ("columns", "findings", "resumed_as_of")  # what the command line does not tell scripts


class BatchAnswer(Result):
    """A table answered: how many rows, and how many of them were rejected or replayed one by one.

    ``columns`` has the column that each option was read from; lines of JSON have none in common. ``findings`` are what
    the command line says of the table; for scripts, ``to_dict()`` has them by code. ``resumed_as_of`` is the day on
    which the run began that was gone on with, where it was another one.
    """

    rows: int
    rejected: int
    replayed: int
    output: str
    columns: dict[str, str]
    findings: tuple[Finding, ...]
    check: dict[str, Audit] | None
    answered_singly: dict[str, int] | None
    answers_replaced: tuple[str, ...] | None
    resumed_as_of: str | None

    @property
    def answered(self) -> int:
        """Rows that have their quote."""
        return self.rows - self.rejected

    def to_dict(self) -> Json:
        """The contract's JSON."""
        return {name: part for name, part in super().to_dict().items() if name not in BESIDES}


class Cost(NamedTuple):
    """People, months paid for, and who pays what (VND)."""

    people: int
    months: int
    household: int
    state_support: int
    local_support: int


class CostBy(NamedTuple):
    """The cost of those who have a value in a column, under each law where a reform is named."""

    column: str
    value: str
    people: int
    months: int
    household: int
    state_support: int
    local_support: int
    baseline: Cost | None
    reform: Cost | None
    difference: Cost | None


class Period(NamedTuple):
    """First and last month, and which of them was not stated."""

    from_: str
    to: str
    chosen: tuple[str, ...]


class RefusedRow(NamedTuple):
    """A row that is not counted, and why."""

    row: int
    says: str


class ImpactAnswer(Answer):
    """What a roster costs in a period (VND), under the law and, where one is named, under a reform."""

    period: Period
    people: int
    months: int
    household: int
    state_support: int
    local_support: int
    rows: int
    rejected: int
    errors: tuple[RefusedRow, ...]
    by: tuple[CostBy, ...]
    baseline: Cost
    reform: Cost | None
    difference: Cost | None
    watch: dict[str, int]
    by_reform: tuple[CostBy, ...] | None
    watch_reform: dict[str, int] | None
    standings: dict[str, str]
