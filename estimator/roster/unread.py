"""What of a table goes unread and perhaps should not: headings, columns, sheets, formulas. Said, never acted upon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from estimator.engine.problem import Problem
from estimator.roster.finding import Finding
from estimator.roster.headings import ACCEPTED, TICKS, known, lacking, likely, meaning, recognised
from estimator.tables.chunk import Chunk
from estimator.words.matching import fold
from estimator.words.names import read_groups, read_method
from estimator.words.say import Words

LOOKED_AT = 500  # rows of a table's beginning
MOST_WAYS = 12  # in which a column that tells a group or a way of paying is written
SHOWN = 5  # sheets
# What a column may read like, and the options that tell it already
TOLD_BY = {"group": ("group", "state_percent", *TICKS), "method": ("method", "instalments", "years_ahead")}


class Unread:
    """The headings a table lacks, misspells or has in vain, columns that read like an option, sheets left unread.

    ``mapping`` (column to option), ``said`` the options of the command line, ``used`` columns read for something else,
    ``unworked`` formulas without a value: how many, and where the first is.
    """

    def __init__(
        self,
        header: Sequence[str] | None,
        mapping: Mapping[str, str],
        said: Mapping[str, Any],
        used: set[str],
        sheets: Sequence[str] = (),
        unworked: tuple[int, str] = (0, ""),
    ) -> None:
        self.missing: dict[str, str] = {}
        self.misspelt: dict[str, str] = {}
        self.alike: dict[str, str] = {}
        self.passed_over: dict[str, str] = {}
        self.sheets = list(sheets)
        self.formulas, self._first = unworked
        self._left: list[str] = []
        self._open: list[str] = []
        self._found: dict[str, str] = {}
        self.below: list[str] = []
        if header is not None:
            found = self._found = recognised(header, mapping)
            told = {re.sub(r"_[0-9]+$", "", name) for name in (*found, *said)}  # group_2
            self.missing = lacking(told)
            self.misspelt = {column: name for column, name in likely(header).items() if column not in used}
            idle = [column for column in header if column not in used and column not in found.values()]
            self.passed_over = {column: option for column in idle if (option := meaning(column)) in found}
            left = {*header} - {*found.values()} - used - {*self.misspelt}
            self._left = [column for column in header if column in left and not known(column)]
            self._open = [option for option, by in TOLD_BY.items() if told.isdisjoint(by)]

    def seen(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks, of which the first is looked through for columns that read like an option nobody tells.

        And its first row for headings that were not joined with those above.
        """
        for place, chunk in enumerate(chunks):
            if place == 0 and self._found and chunk.rows:
                self.below = _headings_in(chunk.only([0]))
            if place == 0 and self._open and self._left:
                part = chunk.only(range(min(chunk.rows, LOOKED_AT)))
                for column in self._left:
                    option = next((name for name in self._open if _all_read(part, column, name)), None)
                    if option is not None:
                        self.alike[column] = option
            yield chunk

    @property
    def group_untold(self) -> bool:
        """Whether neither a column nor the command line says who belongs to what group."""
        return "group" in self._open and "group" not in self.alike.values()

    def findings(self, words: Words) -> Iterator[Finding]:
        """The same in words."""

        def finding(code: str, **facts: Any) -> Finding:
            return Finding(code, words.text(code, **facts))

        for option, heading in self.missing.items():
            yield finding("heading_lacking", option=option, heading=heading)
        for column, heading in self.misspelt.items():
            yield finding("heading_likely", column=column.strip(), heading=heading)
        for column, option in self.passed_over.items():
            said = " ".join(column.split())
            yield finding("heading_passed_over", column=said, mapped=self._found[option], option=option)
        for column, option in self.alike.items():
            said = " ".join(column.split())
            yield finding("column_alike", column=said, option=option, heading=ACCEPTED[option][0])
        if self.group_untold:
            yield finding("group_untold", heading=ACCEPTED["group"][0])
        if self.below:
            yield finding("headings_below", columns=self.below[:SHOWN])
        if self.sheets:
            names = [*self.sheets[:SHOWN], *(["…"] if len(self.sheets) > SHOWN else [])]
            yield finding("sheets_unread", sheets=names, first=self.sheets[0])
        if self.formulas:
            yield finding("formulas_unworked", cells=self.formulas, first=self._first)

    def json(self) -> dict[str, Any]:
        """The same for scripts; nothing where there is nothing to say."""
        found: dict[str, Any] = {
            "headings_missing": list(self.missing),
            "headings_unused": self.misspelt,
            "headings_passed_over": self.passed_over,
            "columns_alike": self.alike,
            "group_untold": self.group_untold,
            "headings_below": self.below,
            "sheets_unread": self.sheets,
            "formulas_unworked": self.formulas,
        }
        return {name: told for name, told in found.items() if told}


def _headings_in(row: Chunk) -> list[str]:
    """The headings that stand in a row of a table, where there are several; ticks may be cells."""
    try:
        texts = [row.cells(place)[0] for place in range(len(row.header))]
    except Problem:  # a column that Python cannot say
        return []
    found = [" ".join(text.split()) for text in texts if known(text) and meaning(text) not in TICKS]
    return found if len(found) > 1 else []


def _all_read(part: Chunk, column: str, option: str) -> bool:
    """Whether the few texts of a column are all groups, or ways of paying; ``nam`` is a sex before it is a year."""
    try:
        texts = set(filter(None, part.text(column)))
        if not texts or len(texts) > MOST_WAYS:
            return False
        for text in texts:
            if option == "group":
                read_groups([text], option)
            elif fold(text) == "nam":
                return False
            else:
                read_method(text, option)
    except Problem:  # a cell that is none, or a column that cannot be read at all
        return False
    return True
