"""Columns made ready for polars to write as a CSV: quoted where need be, neighbours of few values as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from estimator.tables.added_columns import NONE, NumberColumn, TextColumn
from estimator.tables.cells import text_of

Column = Any  # an int64 array
MOST_WAYS = 1 << 16  # in which the values of neighbours may stand together


def quoted(column: Any, delimiter: str) -> Any:
    """A series as cells of a CSV: in quotes what holds a quote, the delimiter or the end of a line."""
    if column.dtype != pl.String:
        return column
    needed = column.str.contains(f'["{delimiter}\r\n]')
    if not needed.any():
        return column
    within = pl.lit('"') + column.str.replace_all('"', '""', literal=True) + '"'
    return pl.select(pl.when(needed).then(within).otherwise(column)).to_series().alias(column.name)


def abreast(columns: Sequence[Any], delimiter: str) -> Iterator[Any]:
    """The columns as unnamed series of cells; neighbours of few values joined, with delimiters between.

    Such are written once for each way in which their values stand together, not once for each row.
    """
    run: list[Any] = []
    places, ways = np.zeros(0, np.int64), 1
    for column in columns:
        codes, count = _codes(column)
        if run and (codes is None or ways * count > MOST_WAYS):
            yield _joined(run, places, ways, delimiter)
            run = []
        if codes is None or count > MOST_WAYS:
            yield quoted(column.series(""), delimiter)
        else:
            places, ways = (places * count + codes, ways * count) if run else (codes, count)
            run.append(column)
    if run:
        yield _joined(run, places, ways, delimiter)


def _codes(column: Any) -> tuple[Column | None, int]:
    """Which of how many values stands in each row; None where columns are not held as numbers of a narrow range."""
    if isinstance(column, TextColumn):
        return np.asarray(column.codes, np.int64), len(column.texts)
    if not isinstance(column, NumberColumn):
        return None, 0
    values = np.ascontiguousarray(column.values, np.int64)
    least, most = int(values.view(np.uint64).min(initial=2**63)), int(values.max(initial=NONE))  # the least but nothing
    if most == NONE:
        return values * 0, 1
    if values.min() < NONE or most - least >= MOST_WAYS:
        return None, 0
    count = most - least + 2
    return np.where(values == NONE, count - 1, values - least), count


def _joined(run: list[Any], places: Column, ways: int, delimiter: str) -> Any:
    """Neighbours as one series."""
    if len(run) == 1 and isinstance(run[0], NumberColumn) and run[0].kind.write is None:
        return run[0].series("")
    row = np.full(ways, -1)
    row[places] = np.arange(places.size)
    kept = np.flatnonzero(row >= 0)
    cells = [_cells(column.part(row[kept]).tolist(), delimiter) for column in run]
    row[kept] = np.arange(kept.size)
    return pl.Series(list(map(delimiter.join, zip(*cells, strict=True))))[row[places]]


def _cells(values: list[Any], delimiter: str) -> list[str]:
    """A few values as the cells that ``quoted`` would make of them."""
    said = {value: text_of(value) for value in set(values)}
    signs = {'"', delimiter, "\r", "\n"}
    for value, text in said.items():
        if not signs.isdisjoint(text):
            said[value] = '"' + text.replace('"', '""') + '"'
    return [said[value] for value in values]
