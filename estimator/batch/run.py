"""A table answered chunk by chunk: cells read once for each distinct text, quotes as columns, the rest one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from estimator.batch.agency import born_of, group_of, method_of, month_of, sex_of
from estimator.batch.aside import aside
from estimator.batch.chunk import Chunk
from estimator.batch.figures import KINDS, NONE, Texts, Told, raw
from estimator.batch.headings import MANY, recognised
from estimator.engine.months import iso
from estimator.engine.problem import Problem
from estimator.plan.person import Question
from estimator.rulebook.model import Rulebook
from estimator.words.dates import read_month

AGENCY = ("born_year_only", "state_percent", "months", "ethnicity")
FEW = 64  # rows for which columns are not worth their start
MOST_KEPT = 50_000  # quotes
# What the command line may say that no column of people holds, and columns of a table that choose law or answer.
OUT_OF_THE_WAY = {"pay", "paid", "history", "stop", "legacy_age", "compulsory_average", "compulsory_months",
                  "known_on", "any_income"}  # fmt: skip
OUT_OF_THE_WAY_COLUMNS = ("group_2", "paid_2", "instalments", "years_ahead")
Written = dict[str, Any]


class Asking(NamedTuple):
    """What a run needs of the outside: how options become a question, and how a quote is told.

    ``rulebook`` gives the law for a row's options, the same object for the same options; ``question`` the typed
    question; ``tell`` the flattened figures of one quote; ``say`` the sentence of a problem.
    """

    rulebook: Callable[[Written], Rulebook]
    question: Callable[[Written, Rulebook], Question]
    tell: Callable[[Rulebook, Question], Mapping[str, Any]]
    say: Callable[[Problem], str]


class Answered(NamedTuple):
    """The added columns of a chunk, and which of its rows were rejected."""

    columns: dict[str, Any]
    rejected: list[int]


class Rows:
    """The options that a chunk's rows write, distinct rows once.

    ``distinct`` has the options of each kind of row, or the problem that makes it unreadable; ``codes`` which kind
    each row is.
    """

    def __init__(
        self, chunk: Chunk, columns: Mapping[str, str], defaults: Written, rates: Callable[[str], Any]
    ) -> None:
        self.distinct: list[Written | Problem] = []
        self.codes: list[int] = []
        names = list(columns)
        cells = [chunk.text(columns[name]) for name in names]
        seen: dict[tuple[str, ...], int] = {}
        for row in zip(*cells, strict=True) if cells else [()] * chunk.rows:
            code = seen.get(row)
            if code is None:
                code = seen[row] = len(seen)
                self.distinct.append(_options(dict(zip(names, row, strict=True)), defaults, rates))
            self.codes.append(code)


def _options(row: dict[str, str], defaults: Written, rates: Callable[[str], Any]) -> Written | Problem:
    """A row's cells as options; what an agency writes in its own way turned round."""
    own = {name: text for name, text in row.items() if text}
    try:
        return _translated(own, defaults, rates)
    except Problem as problem:
        return problem


def _translated(own: dict[str, str], defaults: Written, rates: Callable[[str], Any]) -> Written:
    if "sex" in own:
        own["sex"] = sex_of(own["sex"])
    if "born" in own:
        own["born"] = born_of(own["born"], own.get("born_year_only", ""))
    for name in ("start", "until"):
        if name in own:
            own[name] = month_of(own[name])
    if "method" in own:
        own["method"] = method_of(own["method"], own.get("months", ""))
    written: Written = {**defaults, **{name: text for name, text in own.items() if name not in AGENCY}}
    for one, others in (("income", ("pay",)), ("pay", ("income",)), ("years", ("until",)), ("until", ("years",))):
        if one in own:
            written = {name: value for name, value in written.items() if name not in others or name in own}
    ways = ("method", "instalments", "years_ahead")
    if any(way in own for way in ways):
        written = {name: value for name, value in written.items() if name not in ways or name in own}
    for many in MANY:
        texts = [written.pop(name) for name in sorted(written) if name == many or name.startswith(f"{many}_")]
        listed = [item for text in texts for item in (text if isinstance(text, list) else _items(text))]
        if listed:
            written[many] = listed
    if "group" not in written and "state_percent" in own:
        written["group"] = [group_of(own["state_percent"], *rates(written.get("start", "")))]
    if str(written.get("legacy_age", "")).casefold() in ("", "0", "no", "false", "không", "khong"):
        written.pop("legacy_age", None)
    if str(written.get("any_income", "")).casefold() in ("", "0", "no", "false", "không", "khong"):
        written.pop("any_income", None)
    return written


def _items(text: str) -> list[str]:
    """Several groups or spells in one cell, apart by a semicolon or a line."""
    return [item.strip() for item in text.replace("\n", ";").split(";") if item.strip()]


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
        self.fast = fast and _numpy() is not None
        self._known: dict[tuple[Any, ...], dict[str, int] | str] = {}
        self._rates: dict[str, tuple[Any, ...]] = {}
        self.nobody = 0  # rows that are no person
        self._reader: Any = None
        self._reader_tried = False

    @property
    def added(self) -> dict[str, type | None]:
        """The columns added to a table, with their types."""
        texts = {"month", "day", "age", "share", "standing", "conditions"}
        types = {name: bool if KINDS[name] == "flag" else str if KINDS[name] in texts else int for name in self.figures}
        return {"status": str, "error": str, **types}

    def answer(self, chunk: Chunk) -> Answered:
        """The status, the error and the figures of every row."""
        columns = recognised(chunk.header, {c: o for c, o in self.mapping.items() if c in chunk.header})
        errors: list[str] = [""]
        if self.fast and chunk.rows >= FEW and self._plainly(columns):
            spread, left = self._filled(chunk, columns)
            if len(left):
                for name, values in self._one_by_one(chunk.only(left), columns, errors).items():
                    spread[name][left] = values
            rejected = spread["error"].nonzero()[0].tolist()
        else:
            spread = self._one_by_one(chunk, columns, errors)
            rejected = [position for position, error in enumerate(spread["error"]) if error]
        status = Told("status", [int(error > 0) for error in spread["error"]])
        told: dict[str, Any] = {"status": status, "error": Texts(errors, spread["error"])}
        told |= {name: Told(KINDS[name], spread[name]) for name in self.figures}
        return Answered(told, rejected)

    def _plainly(self, columns: Mapping[str, str]) -> bool:
        """Whether rows of these columns may be read as columns: the command line says nothing out of the way."""
        if self._reader is None and not self._reader_tried:
            self._reader_tried = True
            if not self.defaults.keys() & OUT_OF_THE_WAY:
                from estimator.batch.plain import Reader

                book = self.asking.rulebook(self.defaults)
                self._book, self._reader = book, Reader(self.asking.question(_SOMEBODY | self.defaults, book))
        return self._reader is not None and not any(name in columns for name in OUT_OF_THE_WAY_COLUMNS)

    def _filled(self, chunk: Chunk, columns: Mapping[str, str]) -> tuple[dict[str, Any], list[int]]:
        """The figures of the rows that columns cover, and the positions of the others."""
        import numpy as np

        from estimator.batch.columns import answer

        plain = self._reader.read(chunk, columns)
        spread = {name: np.full(chunk.rows, NONE, np.int64) for name in self.figures}
        spread["error"] = np.zeros(chunk.rows, np.int64)
        left = [plain.left]
        for shared, which, people in plain.groups:
            told = answer(self._book, shared, people, frozenset(self.figures))
            for name in self.figures:
                spread[name][which] = told.figures[name]
            left.append(which[~told.covered])
        return spread, np.sort(np.concatenate(left)).tolist()

    def _one_by_one(self, chunk: Chunk, columns: Mapping[str, str], errors: list[str]) -> dict[str, Any]:
        """The figures of rows by way of questions, distinct ones once."""
        rows = Rows(chunk, columns, self.defaults, self.rates)
        found = self._distinct(rows, errors)
        codes = list(rows.codes)
        nobody = aside(chunk, columns)
        self.nobody += len(nobody)
        for position, problem in {**nobody, **chunk.faults}.items():
            errors.append(self.asking.say(problem))
            codes[position] = len(found["error"])
            for name in self.figures:
                found[name].append(NONE)
            found["error"].append(len(errors) - 1)
        return {name: [values[code] for code in codes] for name, values in found.items()}

    def rates(self, start: str) -> Any:
        """The shares of support by group in force in a month (the run's first where none is written), then those of
        other times, the latest first."""
        if start not in self._rates:
            book = self.asking.rulebook(self.defaults)
            month = read_month(start, "start") if start else self.asking.question(_SOMEBODY | self.defaults, book).start
            rates = book.parameters["support_rates"]
            now = rates.at(month)[0].value
            others = [p.value for _, p in reversed(rates.segments) if p is not None and p.value != now]
            self._rates[start] = (now, *others)
        return self._rates[start]

    def _distinct(self, rows: Rows, errors: list[str]) -> dict[str, list[int]]:
        """The figures of each kind of row, in columns; ``error`` is a place among the errors, 0 for none."""
        size = len(rows.distinct)
        found = {name: [NONE] * size for name in self.figures}
        found["error"] = [0] * size
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
            groups.setdefault((id(book), *_shared(question)), []).append((place, book, question))
        for members in groups.values():
            left = members
            if self.fast and len(members) >= FEW:
                left = self._together(members, found)
            for place, book, question in left:
                key = (id(book), *question)
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                if key not in self._known:
                    self._known[key] = self._single(book, question)
                answer = self._known[key]
                if isinstance(answer, str):
                    refuse(place, answer)
                else:
                    for name in self.figures:
                        found[name][place] = answer[name]
        return found

    def _together(self, members: list[Any], found: dict[str, list[int]]) -> list[Any]:
        """Fill in whom columns cover; the others are left."""
        from estimator.batch.columns import answer
        from estimator.batch.people import people, shared

        questions = [question for _, _, question in members]
        told = answer(members[0][1], shared(questions[0]), people(questions), frozenset(self.figures))
        covered = told.covered.tolist()
        for name in self.figures:
            own = found[name]
            for (place, _, _), fits, value in zip(members, covered, told.figures[name].tolist(), strict=True):
                if fits:
                    own[place] = value
        return [member for member, fits in zip(members, covered, strict=True) if not fits]

    def _single(self, book: Rulebook, question: Question) -> dict[str, int] | str:
        """The figures of one quote as columns hold them, or why there is none."""
        try:
            told = self.asking.tell(book, question)
        except Problem as problem:
            return self.asking.say(problem)
        return {name: raw(KINDS[name], told.get(name)) for name in self.figures}


_SOMEBODY: Written = {"sex": "female", "born": "1980"}


def _shared(question: Question) -> tuple[Any, ...]:
    method = "years_ahead" if question.years_ahead else question.method
    return iso(question.as_of_month), question.as_of, method, question.years_ahead, question.scenario, question.assumed


def _numpy() -> Any:
    try:
        import numpy
    except ImportError:
        return None
    return numpy
