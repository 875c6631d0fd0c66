"""The columns by which a roster is added up: by heading, by option name, by group and by month of payment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from estimator.asking.faults import Faults
from estimator.engine.problem import Problem
from estimator.roster.headings import key, meaning
from estimator.roster.totals import GROUP, MONTH
from estimator.words.matching import nearest

MONTH_NAMES = ("month", "tháng", "tháng nộp", "tháng đóng")
_MONTHS = frozenset(map(key, MONTH_NAMES))
MOST_NAMED = 20  # columns that a refusal lists


class By(NamedTuple):
    """One of them: ``group``, ``month`` or a heading as it stands in the roster; and its column, if it has one."""

    name: str
    column: str | None = None


def by_columns(asked: Iterable[str], header: Sequence[str], options: Mapping[str, str]) -> tuple[By, ...]:
    """The columns asked for, by group first, each once; ``options`` has the column of each option.

    A heading is found without regard to case and diacritics, and by the option it means. Raises Problem:
    roster_column_unknown, by_column_unknown.
    """
    found, faults = {GROUP: By(GROUP)}, Faults()
    for text in asked:
        one = faults.read(found[GROUP], _by, text, header, options)
        found.setdefault(one.name, one)
    faults.raise_all()
    return tuple(found.values())


def _by(text: str, header: Sequence[str], options: Mapping[str, str]) -> By:
    column = None if text == MONTH else column_named(text, header, options)
    if meaning(text) == GROUP or (column is not None and column == options.get(GROUP)):
        return By(GROUP)
    if column == MONTH or (column is None and key(text) in _MONTHS):
        return By(MONTH)
    if column is not None:
        return By(column, column)
    raise _unknown(text, "by", [*header, GROUP, MONTH])


def weight_column(text: str, header: Sequence[str], options: Mapping[str, str]) -> str:
    """The column that says how many people a row stands for. Raises Problem as ``by_columns``."""
    column = column_named(text, header, options)
    if column is None:
        raise _unknown(text, "weight", header)
    return column


def column_named(text: str, header: Sequence[str], options: Mapping[str, str]) -> str | None:
    """A heading as it stands in the roster: written so, or nearly so, or by the option it means."""
    alike = [heading for heading in header if heading == text] or [h for h in header if key(h) == key(text) != ""]
    return alike[0] if alike else options.get(meaning(text) or "")


def _unknown(text: str, field: str, names: Sequence[str]) -> Problem:
    near = nearest(text, names)
    if near:
        return Problem("roster_column_unknown", field=field, given=text, suggestions=near)
    return Problem("by_column_unknown", field=field, given=text, allowed=list(names[:MOST_NAMED]))
