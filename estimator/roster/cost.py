"""A roster's cost to households, State and province: every row asked under one law or several, and added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from estimator.engine.many import taken
from estimator.engine.problem import Problem
from estimator.plan.cost import Impact, impact
from estimator.plan.question import Question
from estimator.roster.answer_rows import FEW, OUT_OF_THE_WAY, OUT_OF_THE_WAY_COLUMNS, Asking, Batch, numpy_here
from estimator.roster.group_by import By
from estimator.roster.headings import recognised
from estimator.roster.non_person_rows import aside
from estimator.roster.notes import Notes
from estimator.roster.row_options import SOMEBODY, Rows, Written
from estimator.roster.totals import GROUP, GROUP_NAMES, Totals
from estimator.rulebook.model import Rulebook
from estimator.tables.chunk import Chunk

MOST_KEPT = 200_000  # people of one kind answered once
MOST_ERRORS = 1000  # of which the sentence is kept
WEIGHT_DIGITS = 9

Books: TypeAlias = tuple[Rulebook, ...]
Answer: TypeAlias = tuple[Impact, ...] | str  # under every law, or why there is none
Cells: TypeAlias = Mapping[str, tuple[Sequence[str], Any]]  # of each column: its texts, and which of them is whose


class Refused(NamedTuple):
    """A row that is not counted: its number, from one, and why."""

    row: int
    says: str


class Roster:
    """Adds up chunks of a roster under the law, and under the law with the overlays of a reform.

    A row counts where every law answers it, so that the sums are of the same people. ``columns`` are those by which
    to add up, ``weight`` the one that says how many people a row stands for.
    """

    def __init__(
        self,
        asking: Asking,
        written: Written,
        reform: Sequence[str],
        period: tuple[int, int],
        by: Sequence[By],
        weight: str | None = None,
        mapping: Mapping[str, str] | None = None,
    ) -> None:
        self.asking, self.written, self.reform, self.period = asking, written, list(reform), period
        self.by, self.weight, self.mapping = tuple(by), weight, dict(mapping or {})
        self.totals = [Totals(period, [one.name for one in by]) for _ in range(2 if reform else 1)]
        self.rows = self.rejected = 0
        self.errors: list[Refused] = []
        batch = Batch(asking, written, mapping)
        self.rates: Callable[[str], Any] = batch.rates
        self.notes = Notes(batch, lambda note: note.code)
        self._known: dict[Any, Answer] = {}
        self._fast = numpy_here() is not None
        self._reader: Any = None

    def books(self, written: Written) -> Books:
        """The law by which a row is judged, and the reform of it."""
        law = self.asking.rulebook(written)
        return (law, self.asking.rulebook({**written, "with": self.reform})) if self.reform else (law,)

    def add(self, chunk: Chunk) -> None:
        """Add a chunk's people."""
        self.rows += chunk.rows
        columns = recognised(chunk.header, self.mapping)
        nobody = aside(chunk, columns)
        chunk.faults = {**nobody, **chunk.faults}
        weights, refused = self._weights(chunk)
        refused |= {position: self.asking.say(problem) for position, problem in chunk.faults.items()}
        cells = {one.name: chunk.distinct(one.column) for one in self.by if one.column is not None}
        left = [position for position in range(chunk.rows) if position not in refused]
        if self._fast and len(left) >= FEW:
            left = self._plain(chunk, columns, weights, cells, left)
        refused |= self._rest(chunk, columns, weights, cells, left)
        self.rejected += len(refused)
        if self.notes.added(chunk.header):
            self.notes.column(chunk, list(refused))
        mistakes_first = sorted(refused, key=lambda position: (position in nobody, position))
        for position in mistakes_first[: MOST_ERRORS - len(self.errors)]:
            self.errors.append(Refused(chunk.start + position + 1, refused[position]))

    def _weights(self, chunk: Chunk) -> tuple[list[int], dict[int, str]]:
        """How many people each row stands for, and what is wrong with it where that cannot be read."""
        if self.weight is None:
            return [1] * chunk.rows, {}
        texts = chunk.text(self.weight)
        good = {text: text.isascii() and text.isdecimal() and len(text) <= WEIGHT_DIGITS for text in set(texts)}
        most = 10**WEIGHT_DIGITS - 1

        def say(text: str) -> str:
            return self.asking.say(Problem("weight_unreadable", field="weight", given=text, most=most))

        refused = {position: say(text) for position, text in enumerate(texts) if not good[text]}
        return [int(text) if good[text] else 0 for text in texts], refused

    def _plain(
        self, chunk: Chunk, columns: dict[str, str], weights: list[int], cells: Cells, left: list[int]
    ) -> list[int]:
        """Add the rows that may be read as columns; the positions of the others."""
        import numpy as np

        if self.written.keys() & OUT_OF_THE_WAY or any(name in columns for name in OUT_OF_THE_WAY_COLUMNS):
            return left
        if self._reader is None:
            from estimator.roster.read_columns import Reader

            base = self.asking.question(SOMEBODY | self.written, self.books(self.written)[0])
            self._reader = Reader(base, self.written, self.rates)
        rest = np.zeros(chunk.rows, bool)
        rest[left] = True
        for which, people in self._reader.read(chunk, columns).groups:
            mine = np.flatnonzero(rest[which])
            done = self._together(self.books(self.written), taken(people, mine), which[mine], weights, cells)
            rest[which[mine][done]] = False
        return list(np.flatnonzero(rest).tolist())

    def _together(self, books: Books, people: Any, which: Any, weights: list[int], cells: Cells) -> Any:
        """Add people who stand at some positions as columns; which of them columns cover."""
        import numpy as np

        from estimator.columns.answer import costs
        from estimator.roster.exact_sums import count

        found = [costs(books[0], book, people, *self.period) for book in books]
        covered = np.all([all_ for all_, _ in found], axis=0)
        own = {name: (texts, np.asarray(codes, np.int64)[which]) for name, (texts, codes) in cells.items()}
        own[GROUP] = (GROUP_NAMES, people.groups)
        for totals, (_, one) in zip(self.totals, found, strict=True):
            count(totals, one, covered, np.array(weights, np.int64)[which], own)
        return covered

    def _rest(
        self, chunk: Chunk, columns: dict[str, str], weights: list[int], cells: Cells, left: list[int]
    ) -> dict[int, str]:
        """Add the rows left by way of questions, distinct ones once; what is wrong with those not answered."""
        if not left:
            return {}
        rows = Rows(chunk.only(left), columns, self.written, self.rates)
        asked = [self._asked(written) for written in rows.distinct]
        standing = list(zip(left, rows.codes, strict=True))
        if self._fast:
            standing = self._crowds(asked, standing, weights, cells)
        refused = {}
        for position, code in standing:
            one = asked[code]
            answer = one if isinstance(one, str) else self._answer(*one)
            if isinstance(answer, str):
                refused[position] = answer
                continue
            own = {name: texts[codes[position]] for name, (texts, codes) in cells.items()}
            own[GROUP] = GROUP_NAMES[asked[code][1].group_code]
            for totals, found in zip(self.totals, answer, strict=True):
                totals.count(found, weights[position], own)
        return refused

    def _asked(self, written: Written | Problem) -> Any:
        """The laws and the question of a row's options, or why there is none."""
        try:
            if isinstance(written, Problem):
                raise written
            books = self.books(written)
            return books, self.asking.question(written, books[0])
        except Problem as problem:
            return self.asking.say(problem)

    def _crowds(
        self, asked: list[Any], standing: list[tuple[int, int]], weights: list[int], cells: Cells
    ) -> list[tuple[int, int]]:
        """Add those who share their law and way of paying with many as columns; the others are left."""
        import numpy as np

        from estimator.columns.people import people, shared

        crowds: dict[Any, list[tuple[int, int]]] = {}
        for position, code in standing:
            if not isinstance(asked[code], str):
                books, question = asked[code]
                crowds.setdefault((*books, *shared(question)), []).append((position, code))
        done: set[int] = set()
        for members in crowds.values():
            if len(members) >= FEW:
                books, _ = asked[members[0][1]]
                which = np.array([position for position, _ in members], np.int64)
                everybody = people([asked[code][1] for _, code in members])
                covered = self._together(books, everybody, which, weights, cells)
                done |= set(which[covered].tolist())
        return [(position, code) for position, code in standing if position not in done]

    def _answer(self, books: Books, question: Question) -> Answer:
        """The answer to a question under every law."""
        key = (*books, *question)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            try:
                self._known[key] = tuple(impact(book, question, *self.period, enacted=books[0]) for book in books)
            except Problem as problem:
                self._known[key] = self.asking.say(problem)
        return self._known[key]
