"""A roster's cost to households, State and province, added up by whatever is asked; and an invented roster."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from estimator.batch.chunk import Chunk, RowChunk
from estimator.batch.headings import recognised
from estimator.batch.rows import Rows, Written
from estimator.batch.run import Asking
from estimator.engine.months import iso
from estimator.engine.problem import Problem
from estimator.plan.impact import WATCHED, Impact, impact

COST = ("people", "months", "household", "state_support", "local_support")
EXAMPLE = ("Mã", "Giới tính", "Ngày sinh", "Đối tượng", "Mức thu nhập", "Phương thức đóng", "Từ tháng", "Đã đóng", "Xã")
MOST_KEPT = 200_000  # people of one kind answered once


class Sum(NamedTuple):
    """People, months paid for, and what household, State and province pay (VND)."""

    people: int = 0
    months: int = 0
    household: int = 0
    state_support: int = 0
    local_support: int = 0

    def plus(self, other: Sequence[int], weight: int = 1) -> Sum:
        """The sum with another added so many times."""
        return Sum(*(own + part * weight for own, part in zip(self, other, strict=True)))


class Totals:
    """Sums of a roster: in all, and by each value of the columns asked for; rows that could not be answered."""

    def __init__(self, by: Sequence[str]) -> None:
        self.by: dict[str, dict[str, Sum]] = {name: {} for name in by}
        self.whole, self.rejected = Sum(), 0
        self.watched = dict.fromkeys(WATCHED, 0)
        self.first_error = ""


class Roster:
    """Adds up chunks of a roster under one law."""

    def __init__(self, asking: Asking, defaults: Written, first: int, last: int, by: Sequence[str], weight: str | None):
        self.asking, self.defaults, self.first, self.last = asking, defaults, first, last
        self.by, self.weight = by, weight
        self.totals = Totals(by)
        self._known: dict[Any, Impact | str] = {}

    def add(self, chunk: Chunk, mapping: dict[str, str], rates: Callable[[str], Any]) -> None:
        """Add a chunk's people."""
        columns = recognised(chunk.header, mapping)
        rows = Rows(chunk, columns, self.defaults, rates)
        answers = [self._answer(written) for written in rows.distinct]
        weights = [_weight(text) for text in chunk.text(self.weight)] if self.weight else [1] * chunk.rows
        cells = {name: self._cells(chunk, columns, name) for name in self.by if name != "month"}
        for position, (code, weight) in enumerate(zip(rows.codes, weights, strict=True)):
            found = answers[code]
            if position in chunk.faults or isinstance(found, str) or weight is None:
                self.totals.rejected += 1
                said = found if isinstance(found, str) else ""
                self.totals.first_error = self.totals.first_error or said
                continue
            self._count(found, weight, {name: texts[position] for name, texts in cells.items()})

    def _cells(self, chunk: Chunk, columns: dict[str, str], name: str) -> list[str]:
        return chunk.text(columns.get(name, name))

    def _count(self, found: Impact, weight: int, cells: dict[str, str]) -> None:
        totals = self.totals
        costs = [tuple(paid[1:]) for paid in found.paid]
        own = Sum(1, *(sum(column) for column in zip(*costs, strict=True))) if costs else Sum(1)
        totals.whole = totals.whole.plus(own, weight)
        for name, value in cells.items():
            totals.by[name][value] = totals.by[name].get(value, Sum()).plus(own, weight)
        if "month" in self.by:
            for paid in found.paid:
                at = totals.by["month"].get(iso(paid.month), Sum())
                totals.by["month"][iso(paid.month)] = at.plus((1, *paid[1:]), weight)
        for name in found.watched:
            totals.watched[name] += weight

    def _answer(self, written: Written | Problem) -> Impact | str:
        if isinstance(written, Problem):
            return self.asking.say(written)
        try:
            book = self.asking.rulebook(written)
            question = self.asking.question(written, book)
            key = (id(book), *question)
            if key not in self._known:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                self._known[key] = impact(book, question, self.first, self.last)
            return self._known[key]
        except Problem as problem:
            return self.asking.say(problem)


def _weight(text: str) -> int | None:
    """A whole weight, nought or more; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def example(people: int, first: int, chunk: int = 65_536) -> Iterator[RowChunk]:
    """An invented roster: the same people for the same number, half of them with a record. Nobody is meant."""
    draw = random.Random(20261122)
    rows: list[list[str]] = []
    start = 0
    for number in range(1, people + 1):
        year = draw.randint(1967, 2006)
        begun = draw.randint(2018, 2025)
        paid = f"{begun}-01..{first // 12 - 1}-{draw.randint(1, 12):02d}:{draw.choice((15, 20, 25)) * 100_000}"
        kept = begun < first // 12 - 1 and year < 2000 and draw.randint(0, 1) == 1
        rows.append(
            [
                f"VD{number:06d}",
                draw.choice(("nữ", "nữ", "nam")),
                f"{draw.randint(1, 28):02d}/{draw.randint(1, 12):02d}/{year}",
                draw.choices(("khác", "hộ cận nghèo", "hộ nghèo", "dân tộc thiểu số"), (70, 12, 8, 10))[0],
                str(draw.choice((44, 44, 44, 50, 60, 80, 100)) * 50_000),
                draw.choices(("1 tháng", "3 tháng", "6 tháng", "12 tháng"), (30, 20, 20, 30))[0],
                f"{first % 12 + 1:02d}/{first // 12}",
                paid if kept else "",
                f"Xã {draw.randint(1, 102):03d}",
            ]
        )
        if len(rows) == chunk:
            yield RowChunk(EXAMPLE, rows, start)
            rows, start = [], number
    if rows:
        yield RowChunk(EXAMPLE, rows, start)
