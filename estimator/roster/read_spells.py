"""Past spells of many rows at once: the common spelling read as columns, any other by the reader of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np

from estimator.columns.law_by_month import Column
from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.plan.question import Spell
from estimator.words.dates import FIRST_YEAR, LAST_YEAR, read_spell
from estimator.words.names import items

HEAD = b"0000-00..0000-00:"  # the common spelling: this, digits for noughts, and an amount in up to twelve digits
LONGEST = len(HEAD) + 12
NOUGHT = ord("0")
KIND_NAMES = ("voluntary", "compulsory", "state")
SPELT = {"voluntary": 0, "tự nguyện": 0, "compulsory": 1, "bắt buộc": 1, "state": 2, "nhà nước": 2}  # as is common
COEFFICIENT = re.compile(r"(.{16}:[0-9]{1,2})[.,]([0-9]{2})")


class SpellReader:
    """Reads the spells of one table; what an uncommon text says is kept from chunk to chunk."""

    def __init__(self) -> None:
        self._known: dict[str, Spell | None] = {}

    def read(self, texts: Sequence[str]) -> tuple[dict[str, tuple[Spell, ...]], Column]:
        """The spells of each text by kind, oldest first, as columns by place; and whether a text is nothing else."""
        items, owners = _items(texts)
        shortened, kinds = _shortened(items)
        spells, known = _common(shortened)
        good = np.ones(len(texts), bool)
        for place in np.flatnonzero(~known).tolist():
            one = self._one(items[place])
            if one is None:
                good[owners[place]] = False
            else:
                amount = one.coefficient if one.kind == KIND_NAMES[2] else one.income
                spells[:, place], kinds[place] = (one.first, one.months, amount), KIND_NAMES.index(one.kind)
                known[place] = True
        found = {}
        for code, kind in enumerate(KIND_NAMES):
            own = known & (kinds == code)
            places = _by_place(owners[own], spells[:, own], len(texts))
            state = kind == KIND_NAMES[2]
            found[kind] = tuple(
                Spell(first, months, months * 0 if state else amount, kind, amount if state else 0)
                for first, months, amount in places
            )
        return found, good

    def _one(self, text: str) -> Spell | None:
        """A spell; None for what is unreadable."""
        if text not in self._known:
            try:
                first, last, amount, kind = read_spell(text, "paid")
                told = (0, kind, amount) if kind == KIND_NAMES[2] else (amount, kind)
                self._known[text] = Spell(first, last - first + 1, *told)
            except Problem:
                self._known[text] = None
        return self._known[text]


def _by_place(owners: Column, spells: Column, size: int) -> Column:
    """First month, months and amount of everybody's k-th spell, oldest first; nought where there are fewer."""
    order = np.lexsort((*spells[::-1], owners))
    owners, spells = owners[order], spells[:, order]
    rank = np.arange(owners.size) - np.searchsorted(owners, owners)
    columns = np.zeros((int(rank.max(initial=-1)) + 1, 3, size), np.int64)
    columns[rank, :, owners] = spells.T
    return columns


def _shortened(texts: Sequence[str]) -> tuple[list[str], Column]:
    """Texts without the kind that is spelt as is common behind them, a coefficient in hundredths; and the kinds."""
    short, kinds = list(texts), np.zeros(len(texts), np.int64)
    for place, text in enumerate(texts):
        if text[-1:].isdigit():
            continue
        head, _, kind = text.rpartition(":")
        code = SPELT.get(kind)
        if code == 2:
            found = COEFFICIENT.fullmatch(head)
            head = found[1] + found[2] if found is not None else text
        if code is not None:
            short[place], kinds[place] = head, code
    return short, kinds


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
