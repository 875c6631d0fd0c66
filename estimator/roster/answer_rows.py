"""A table answered chunk by chunk: cells read once for each distinct text, quotes as columns, the rest one by one."""

from __future__ import annotations

import random
from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from estimator.engine.problem import Problem
from estimator.plan.figures import KINDS
from estimator.plan.question import Question, way_of
from estimator.plan.quote import figures
from estimator.roster.figure_columns import WRITTEN, kind_of
from estimator.roster.headings import recognised
from estimator.roster.non_person_rows import aside
from estimator.roster.row_options import SOMEBODY, Rows, Written
from estimator.rulebook.model import Rulebook
from estimator.tables.added_columns import NONE, NumberColumn, TextColumn
from estimator.tables.chunk import Chunk
from estimator.words.dates import read_month

FEW = 64  # rows for which columns are not worth their start
MOST_KEPT = 50_000  # quotes
REPLAYED = 4  # rows of a chunk
SINGLY = "answered singly"  # why a row is, beside its figures
# What the command line may say that no column of people holds, and columns of a table that choose law or answer.
OUT_OF_THE_WAY = {"paid", "history"}
OUT_OF_THE_WAY_COLUMNS = ("group_2", "paid_2", "instalments", "years_ahead")


class Asking(NamedTuple):
    """What a run needs of the outside: how options become a question, and how a problem is told.

    ``rulebook`` gives the law for a row's options, the same object for the same options; ``question`` the typed
    question; ``say`` the sentence of a problem.
    """

    rulebook: Callable[[Written], Rulebook]
    question: Callable[[Written, Rulebook], Question]
    say: Callable[[Problem], str]


class Answered(NamedTuple):
    """The added columns of a chunk, which of its rows were rejected, and how many were replayed one by one.

    ``singly`` tells how many had to be answered one by one though columns were at hand, by why: ``law`` where columns
    cannot hold the law or the amounts they need, ``few`` where too few share what columns have in common.
    """

    columns: dict[str, Any]
    rejected: list[int]
    replayed: int = 0
    singly: Mapping[str, int] = {}


class Disagreement(Exception):
    """Columns and the single quote tell different figures of one row: a fault of ours.

    What is ``told`` names the row and the figure, and nothing of the household.
    """

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


class Batch:
    """Answers chunks of one table; keeps what was answered, so that no question is answered twice."""

    def __init__(
        self,
        asking: Asking,
        defaults: Written,
        mapping: Mapping[str, str] | None = None,
        wanted: Sequence[str] | None = None,
        fast: bool = True,
    ) -> None:
        self.asking, self.defaults, self.mapping = asking, defaults, dict(mapping or {})
        self.figures = list(wanted if wanted is not None else KINDS)
        self.fast = fast and numpy_here() is not None
        self._known: dict[tuple[Any, ...], array[int] | str] = {}
        self._rates: dict[str, tuple[Any, ...]] = {}
        self.nobody = 0  # rows that are no person
        self._reader: Any = None
        self._reader_tried = False

    @property
    def added(self) -> dict[str, type]:
        """The columns added to a table, with their types."""
        return {"status": str, "error": str, **{name: kind_of(name).type for name in self.figures}}

    def answer(self, chunk: Chunk) -> Answered:
        """The status, the error and the figures of every row."""
        columns = recognised(chunk.header, self.mapping)
        nobody = aside(chunk, columns)
        self.nobody += len(nobody.keys() - chunk.faults.keys())  # a line that cannot be read may be somebody
        chunk.faults = {**nobody, **chunk.faults}
        errors: list[str] = [""]
        replayed, singly = 0, Counter[str]()
        if self.fast and chunk.rows >= FEW and self._plainly(columns):
            spread, left = self._filled(chunk, columns)
            replayed = self._replayed(chunk, columns, spread, left)
            if len(left):
                single = self._one_by_one(chunk.only(left), columns, errors)
                singly.update(why for why in single.pop(SINGLY) if why)
                for name, values in single.items():
                    spread[name][left] = values
            refused: Any = spread["error"] > 0
            rejected, refused = refused.nonzero()[0].tolist(), refused.astype(int)
        else:
            spread = self._one_by_one(chunk, columns, errors)
            singly.update(why for why in spread.pop(SINGLY) if why and self.fast and chunk.rows >= FEW)
            refused = [int(error > 0) for error in spread["error"]]
            rejected = [position for position, one in enumerate(refused) if one]
        told: dict[str, Any] = {
            "status": NumberColumn(WRITTEN["status"], refused),
            "error": TextColumn(errors, spread["error"]),
        }
        told |= {name: NumberColumn(kind_of(name), spread[name]) for name in self.figures}
        return Answered(told, rejected, replayed, singly)

    def _plainly(self, columns: Mapping[str, str]) -> bool:
        """Whether rows of these columns may be read as columns: the command line says nothing out of the way."""
        if self._reader is None and not self._reader_tried:
            self._reader_tried = True
            if not self.defaults.keys() & OUT_OF_THE_WAY:
                from estimator.roster.read_columns import Reader

                book = self.asking.rulebook(self.defaults)
                self._book, self._reader = (
                    book,
                    Reader(self.asking.question(SOMEBODY | self.defaults, book), self.defaults, self.rates),
                )
        return self._reader is not None and not any(name in columns for name in OUT_OF_THE_WAY_COLUMNS)

    def _filled(self, chunk: Chunk, columns: Mapping[str, str]) -> tuple[dict[str, Any], list[int]]:
        """The figures of the rows that columns cover, and the positions of the others."""
        import numpy as np

        from estimator.columns.answer import fill_in

        plain = self._reader.read(chunk, columns)
        spread = {name: np.full(chunk.rows, NONE, np.int64) for name in self.figures}
        left = [plain.left]
        for which, people in plain.groups:
            left.append(which[~fill_in(self._book, people, spread, which)])
        spread["error"] = np.zeros(chunk.rows, np.int64)
        return spread, np.sort(np.concatenate(left)).tolist()

    def _replayed(self, chunk: Chunk, columns: Mapping[str, str], spread: dict[str, Any], left: list[int]) -> int:
        """Hold a sample of the rows that columns cover against the single quote; how many."""
        import numpy as np

        covered = np.delete(np.arange(chunk.rows), left)
        sample = covered[random.Random(chunk.start).sample(range(covered.size), min(REPLAYED, covered.size))].tolist()
        if not sample:
            return 0
        alone = self._one_by_one(chunk.only(sample), columns, [""])
        del alone[SINGLY]
        for position, row in enumerate(sample):
            for name, values in alone.items():
                if values[position] != spread[name][row]:
                    raise Disagreement(f"row {chunk.start + row + 1}, {name}")
        return len(sample)

    def _one_by_one(self, chunk: Chunk, columns: Mapping[str, str], errors: list[str]) -> dict[str, Any]:
        """The figures of rows by way of questions, distinct ones once."""
        rows = Rows(chunk, columns, self.defaults, self.rates)
        found = self._distinct(rows, errors)
        codes = list(rows.codes)
        for position, problem in chunk.faults.items():
            errors.append(self.asking.say(problem))
            codes[position] = len(found["error"])
            for name in self.figures:
                found[name].append(NONE)
            found["error"].append(len(errors) - 1)
            found[SINGLY].append("")
        return {name: [values[code] for code in codes] for name, values in found.items()}

    def rates(self, start: str) -> tuple[Any, ...]:
        """The shares of support by group in force in a month (the run's first where none is written).

        Behind them those of other times, the latest first.
        """
        if start not in self._rates:
            book = self.asking.rulebook(self.defaults)
            month = read_month(start, "start") if start else self.asking.question(SOMEBODY | self.defaults, book).start
            rates = book.parameters["support_rates"]
            now = rates.at(month)[0].value
            others = [p.value for _, p in reversed(rates.segments) if p is not None and p.value != now]
            self._rates[start] = (now, *others)
        return self._rates[start]

    def _distinct(self, rows: Rows, errors: list[str]) -> dict[str, list[Any]]:
        """The figures of each kind of row, in columns; ``error`` is a place among the errors, 0 for none."""
        size = len(rows.distinct)
        found: dict[str, list[Any]] = {name: [NONE] * size for name in self.figures}
        found["error"], found[SINGLY] = [0] * size, [""] * size
        places = {"": 0}

        def refuse(place: int, said: str) -> None:
            if said not in places:
                places[said] = len(errors)
                errors.append(said)
            found["error"][place] = places[said]

        groups: dict[Any, list[tuple[int, Rulebook, Question]]] = {}
        for place, written in enumerate(rows.distinct):
            if isinstance(written, Problem):
                refuse(place, self.asking.say(written))
                continue
            try:
                book = self.asking.rulebook(written)
                question = self.asking.question(written, book)
            except Problem as problem:
                refuse(place, self.asking.say(problem))
                continue
            groups.setdefault((book, *_shared(question)), []).append((place, book, question))
        for members in groups.values():
            left = members
            if self.fast and len(members) >= FEW:
                left = self._together(members, found)
            for place, book, question in left:
                answer = self._single(book, question)
                if isinstance(answer, str):
                    refuse(place, answer)
                else:
                    found[SINGLY][place] = "law" if len(members) >= FEW else "few"
                    for name in self.figures:
                        found[name][place] = answer[name]
        return found

    def _together(self, members: list[Any], found: dict[str, list[Any]]) -> list[Any]:
        """Fill in whom columns cover; the others are left."""
        from estimator.columns.answer import answer
        from estimator.columns.people import people

        told = answer(members[0][1], people([question for _, _, question in members]), frozenset(self.figures))
        covered = told.covered.tolist()
        for name in self.figures:
            own = found[name]
            for (place, _, _), fits, value in zip(members, covered, told.figures[name].tolist(), strict=True):
                if fits:
                    own[place] = value
        return [member for member, fits in zip(members, covered, strict=True) if not fits]

    def one(self, written: Written | Problem) -> dict[str, int] | str:
        """The figures of one row as columns hold them, or why it is rejected."""
        try:
            if isinstance(written, Problem):
                raise written
            book = self.asking.rulebook(written)
            question = self.asking.question(written, book)
        except Problem as problem:
            return self.asking.say(problem)
        return self._single(book, question)

    def _single(self, book: Rulebook, question: Question) -> dict[str, int] | str:
        """The figures of one quote, or why there is none; kept for the next who asks the same."""
        key = (book, *question)
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        kept = self._known.get(key)
        if kept is None:
            try:
                kept = array("q", figures(book, question, self.figures).values())
            except Problem as problem:
                kept = self.asking.say(problem)
            self._known[key] = kept
        return kept if isinstance(kept, str) else dict(zip(self.figures, kept, strict=True))


def _shared(question: Question) -> tuple[Any, ...]:
    return question.as_of, way_of(question), question.years_ahead, question.scenario, question.assumed


def numpy_here() -> Any:
    try:
        import numpy
    except ImportError:
        return None
    return numpy
