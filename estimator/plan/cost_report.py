"""What a roster costs in a period: everything there is to report, under the law and under a reform of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

COST = ("people", "months", "household", "state_support", "local_support")
BASELINE, REFORM, DIFFERENCE = LAWS = ("baseline", "reform", "difference")
NOTHING = (0,) * len(COST)


class Sums(Protocol):
    """What a roster adds up to under one law: in all, and by the values of each column, in order."""

    @property
    def whole(self) -> Sequence[int]: ...
    @property
    def by(self) -> Mapping[str, Mapping[str, Sequence[int]]]: ...
    @property
    def months(self) -> Mapping[int, Sequence[int]]: ...
    @property
    def watched(self) -> Mapping[str, int]: ...


class Report(NamedTuple):
    """Everything there is to report: the law's totals first, then those of the reform if there is one.

    ``chosen`` names the bounds of the period that were not stated; ``errors`` are the first rows that are not counted,
    each with its number and why; ``limits`` are the figures of each law that the watch list speaks of; ``warnings`` are
    codes and sentences.
    """

    as_of: datetime.date
    period: tuple[int, int]
    chosen: tuple[str, ...]
    totals: Sequence[Sums]
    rows: int
    rejected: int
    errors: Sequence[tuple[int, str]]
    standings: Mapping[str, str]
    limits: Sequence[Mapping[str, int]]
    written: Mapping[str, Any]
    overlays: Sequence[str]
    warnings: Sequence[tuple[str, str]] = ()

    @property
    def laws(self) -> tuple[str, ...]:
        """The laws compared: the baseline alone, or all three."""
        return LAWS if len(self.totals) > 1 else LAWS[:1]


class Line(NamedTuple):
    """One value of a column, and its sums under each law; the difference is the reform's less the baseline's."""

    value: str
    sums: Mapping[str, Sequence[int]]


def _line(value: str, sums: Sequence[Sequence[int]]) -> Line:
    told = dict(zip(LAWS, sums, strict=False))
    if len(sums) > 1:
        told[DIFFERENCE] = [after - before for before, after in zip(*sums, strict=True)]
    return Line(value, told)


def whole(report: Report) -> Line:
    """The sums of the whole roster."""
    return _line("", [total.whole for total in report.totals])


def lines_by(report: Report) -> dict[str, list[Line]]:
    """The sums by each column."""
    every = [total.by for total in report.totals]
    return {
        name: [_line(value, [by[name].get(value, NOTHING) for by in every]) for value in values]
        for name, values in every[0].items()
    }
