"""What a row says that its answer did not go by, for somebody to confirm: an ethnicity, a percentage of other times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from estimator.engine.problem import Problem
from estimator.roster.agency_values import share_of
from estimator.roster.answer_rows import Batch
from estimator.roster.headings import TICKS, recognised
from estimator.roster.row_options import Rows, Written
from estimator.tables.chunk import Chunk
from estimator.words.closed_lists import GROUP
from estimator.words.matching import fold
from estimator.words.names import read_groups

TOLD_BY = ("ethnicity", "state_percent", "group", *TICKS, "start")
MAJORITY = ("", "kinh", "viet", "01", "1")  # the last two as the State's list of peoples codes it
MINORITY = "ethnic_minority"


class Note(NamedTuple):
    """Something to confirm: a code, what the cell says, the group answered for, and shares of support.

    ``share`` is that of the group, ``other`` the one it would be if the cell is to be believed (ten-thousandths).
    """

    code: str
    given: str
    group: str
    share: int
    other: int


class Notes:
    """The column ``note`` of tables that state an ethnicity or the State's percentage."""

    def __init__(self, batch: Batch, say: Callable[[Note], str]) -> None:
        self.batch, self.say = batch, say
        self.count = 0  # rows with a note

    def added(self, header: Sequence[str]) -> dict[str, type]:
        """The column, where the table has what it may speak of."""
        return {"note": str} if {"ethnicity", "state_percent"} & set(self._columns(header)) else {}

    def column(self, chunk: Chunk, rejected: Sequence[int]) -> list[str]:
        """The notes of a chunk's rows; nothing for most, nor for a rejected one."""
        columns = self._columns(chunk.header)
        rows = Rows(chunk, columns, self.batch.defaults, self.batch.rates)
        nothing = [""] * chunk.rows
        peoples, percents = (
            chunk.text(columns[name]) if name in columns else nothing for name in ("ethnicity", "state_percent")
        )
        said: dict[int, str] = {}
        for code, people, percent in zip(rows.codes, peoples, percents, strict=True):
            if code not in said:
                said[code] = self._said(rows.distinct[code], people, percent)
        found = [said[code] for code in rows.codes]
        for position in rejected:
            found[position] = ""
        self.count += sum(map(bool, found))
        return found

    def _columns(self, header: Sequence[str]) -> dict[str, str]:
        found = recognised(header, self.batch.mapping)
        return {name: column for name, column in found.items() if name in TOLD_BY}

    def _said(self, written: Written | Problem, people: str, percent: str) -> str:
        if isinstance(written, Problem):
            return ""
        try:
            groups = sorted(read_groups(written.get("group", []), "group"), key=GROUP.codes.index) or ["other"]
            rates = self.batch.rates(written.get("start", ""))[0]
        except Problem:
            return ""
        shares = {group: rates.get(group, rates["other"]) for group in (*groups, MINORITY)}
        group = max(groups, key=lambda name: shares[name])
        notes = []
        stated = share_of(percent)
        if stated is not None and stated != shares[group]:
            notes.append(Note("percent", percent, group, shares[group], stated))
        if fold(people) not in MAJORITY and shares[MINORITY] > shares[group]:
            notes.append(Note("ethnicity", people, group, shares[group], shares[MINORITY]))
        return " ".join(map(self.say, notes))
