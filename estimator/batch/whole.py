"""Unsupported payments that everybody makes whole before their last: worked out once for all who pay alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from estimator.batch.almanac import Column, taken
from estimator.batch.walks import distinct
from estimator.law.wiring import PENSION

if TYPE_CHECKING:
    from estimator.batch.payments import Stretch


class Whole(NamedTuple):
    """The spans of those who stand for all who pay alike, and how many of them everybody pays whole."""

    spans: Stretch  # one after the other, each of all who stand for others
    stand_in: Column  # everybody's place among those
    paid: Column  # nought for who pays none whole

    def total(self, amounts: Column) -> Column:
        """Everybody's sum of amounts told of the spans."""
        return self._up_to(np.cumsum, amounts, self.stand_in)

    def softest(self, firm: Column) -> Column:
        """The highest that everybody meets; nought for who pays none whole."""
        return self._up_to(np.maximum.accumulate, firm, self.stand_in)

    def voluntary_income(self, revaluation: Any) -> Column:
        """Everybody's share in the sum of revalued incomes, worked out once for each stand-in and table of factors."""
        row = np.broadcast_to(revaluation.row, self.stand_in.shape)
        rows, pair = distinct(self.stand_in * (row.max(initial=0) + 1) + row)
        width = int(self.stand_in.max()) + 1
        spans = range(0, self.spans.first.size, width)
        every = np.concatenate([self.stand_in[rows] + begun for begun in spans])
        spells = (taken(self.spans.spell, every),)
        factors = revaluation.taken(np.tile(rows, len(spans)))
        return self._up_to(np.cumsum, PENSION.formulas["voluntary_income"](spells, factors), pair)

    def _up_to(self, gathered: Any, column: Column, place: Column) -> Column:
        """What is gathered of everybody's place in the spans they pay whole."""
        width = int(place.max()) + 1
        table = np.zeros(column.size + width, np.int64)
        gathered(column.reshape(-1, width), axis=0, out=table[width:].reshape(-1, width))
        return np.take(table, self.paid * width + place)
