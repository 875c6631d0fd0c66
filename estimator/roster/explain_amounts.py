"""Rows priced for the months they state, and explained: rows that differ only in who pays together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from estimator.engine.problem import Problem
from estimator.plan.audit.case import Case, Payer, alike, payer
from estimator.plan.audit.nearest import Reasons, Search
from estimator.plan.audit.otherwise import Stated
from estimator.plan.question import Question
from estimator.roster.answer_rows import Asking
from estimator.roster.row_options import Written
from estimator.rulebook.model import Rulebook
from estimator.tables.cells import int64

MOST_KEPT = 50_000  # rows of a kind


class Wanted(NamedTuple):
    """What tells one row's audit from another's: the case, who pays, their amounts, what else they state."""

    kind: tuple[Any, ...]
    payer: Payer
    theirs: tuple[tuple[str, int], ...]
    stated: Stated


class Found(NamedTuple):
    """A row priced: missing months bought or not, for how many months, our amounts (VND), and why theirs differ."""

    missing: bool
    months: int
    ours: Mapping[str, int]
    reasons: Mapping[str, Reasons]


class Explainer:
    """Answers each kind of row once."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._asked: dict[tuple[Any, ...], tuple[Rulebook, Question, int]] = {}
        self._known: dict[Wanted, Found | None] = {}

    def want(
        self, written: Written | Problem, months: int | None, theirs: Mapping[str, int], stated: Stated
    ) -> Wanted | None:
        """What a row wants to know; None where it has no price."""
        if isinstance(written, Problem) or months is None:
            return None
        try:
            book = self.asking.rulebook(written)
            question = self.asking.question(written, book)
            kind = (book, months, alike(book, question) or question)
            wanted = Wanted(kind, payer(book, question), tuple(theirs.items()), stated)
        except Problem:
            return None
        self._asked.setdefault(kind, (book, question, months))
        return wanted

    def found(self, wanted: Sequence[Wanted | None]) -> list[Found | None]:
        """What is wanted, in order; None where the law allows no such payment."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        kinds: dict[tuple[Any, ...], list[Wanted]] = {}
        for want in dict.fromkeys(wanted):
            if want is not None and want not in self._known:
                kinds.setdefault(want.kind, []).append(want)
        for kind, wants in kinds.items():
            places: dict[Payer, tuple[Search, int]] = {}
            for search, payers in self._searches(kind, list(dict.fromkeys(want.payer for want in wants))):
                places |= {one: (search, place) for place, one in enumerate(payers)}
            for want in wants:
                self._known[want] = _explained(want, *places[want.payer]) if want.payer in places else None
        self._asked.clear()
        return [None if want is None else self._known[want] for want in wanted]

    def _searches(self, kind: tuple[Any, ...], payers: list[Payer]) -> Iterator[tuple[Search, list[Payer]]]:
        """A search for all payers where columns are to be had, else one for each."""
        book, question, months = self._asked[kind]
        columns = Payer(*(int64(list(column)) for column in zip(*payers, strict=True)))
        try:
            if len(payers) > 1 and not isinstance(columns.income, list):
                yield Search(Case(book, question, months, columns)), payers
                return
            for one in payers:
                yield Search(Case(book, question, months, one)), [one]
        except Problem:  # missing months that may not be bought
            return


def _explained(want: Wanted, search: Search, place: int) -> Found:
    theirs = dict(want.theirs)
    ours = {name: getattr(search.charge, name)[place] for name in theirs}
    reasons = {} if ours == theirs else search.explain(place, theirs, want.stated)
    return Found(search.case.question.method == "missing", search.case.months, ours, reasons)
