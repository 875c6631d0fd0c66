"""Past spells of many rows at once: the common spelling read as columns, any other by the reader of one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from estimator.batch.almanac import Column
from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.plan.person import Spell
from estimator.words.dates import FIRST_YEAR, LAST_YEAR, read_spell
from estimator.words.names import items

HEAD = b"0000-00..0000-00:"  # the common spelling: this, digits for noughts, and an amount in up to twelve digits
LONGEST = len(HEAD) + 12
NOUGHT = ord("0")


class SpellReader:
    """Reads the spells of one table; what an uncommon text says is kept from chunk to chunk."""

    def __init__(self) -> None:
        self._known: dict[str, Spell | None] = {}

    def read(self, texts: Sequence[str]) -> tuple[tuple[Spell, ...], Column]:
        """The voluntary spells of each text, oldest first, as columns by place; and whether a text is nothing else."""
        items, owners = _items(texts)
        spells, known = _common(items)
        good = np.ones(len(texts), bool)
        for place in np.flatnonzero(~known).tolist():
            one = self._one(items[place])
            if one is None:
                good[owners[place]] = False
            else:
                spells[:, place] = one[:3]
                known[place] = True
        owners, spells = owners[known], spells[:, known]
        order = np.lexsort((*spells[::-1], owners))
        owners, spells = owners[order], spells[:, order]
        rank = np.arange(owners.size) - np.searchsorted(owners, owners)
        columns = np.zeros((int(rank.max(initial=-1)) + 1, 3, len(texts)), np.int64)
        columns[rank, :, owners] = spells.T
        return tuple(Spell(*place) for place in columns), good

    def _one(self, text: str) -> Spell | None:
        """A voluntary spell; None for what is another kind of time or unreadable."""
        if text not in self._known:
            try:
                first, last, income, kind = read_spell(text, "paid")
                self._known[text] = Spell(first, last - first + 1, income) if kind == "voluntary" else None
            except Problem:
                self._known[text] = None
        return self._known[text]


def _items(texts: Sequence[str]) -> tuple[list[str], Column]:
    """The spells as written, and which text each stands in."""
    parts = [items(text) if ";" in text or "\n" in text else [text] if text else [] for text in texts]
    counts = np.fromiter(map(len, parts), np.int64, len(parts))
    return list(chain.from_iterable(parts)), np.repeat(np.arange(len(texts)), counts)


def _common(texts: Sequence[str]) -> tuple[Column, Column]:
    """First month, months and income of texts in the common spelling, as rows; and which texts are in it."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    fits = (lengths > len(HEAD)) & (lengths <= LONGEST) & np.fromiter(map(str.isascii, texts), bool, len(texts))
    if not fits.all():
        texts = [text if fit else "" for text, fit in zip(texts, fits.tolist(), strict=True)]
    letters = np.array(texts, f"S{LONGEST}")
    signs = np.ascontiguousarray(letters.view(np.uint8).reshape(len(texts), LONGEST).T)
    values = signs - np.uint8(NOUGHT)  # of a sign below nought more than nine
    numeral = values <= 9
    for place, sign in enumerate(HEAD):
        fits &= numeral[place] if sign == NOUGHT else signs[place] == sign
    longest, digits = int(lengths.max(initial=0, where=fits)), values.astype(np.int32)
    income = np.zeros(len(texts), np.int64)
    for place in range(len(HEAD), longest):
        inside = place < lengths
        fits &= numeral[place] | ~inside
        income = np.where(inside, income * 10 + digits[place], income)
    fits &= digits[len(HEAD)] > 0
    bounds = []
    for at in (0, 9):
        year = ((digits[at] * 10 + digits[at + 1]) * 10 + digits[at + 2]) * 10 + digits[at + 3]
        number = digits[at + 5] * 10 + digits[at + 6]
        fits &= (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (number >= 1) & (number <= YEAR)
        bounds.append(year * YEAR + number - 1)
    first, last = bounds
    fits &= first <= last
    return np.stack([first, last - first + 1, income]), fits
