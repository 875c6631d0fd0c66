"""``bhxh batch --check``: a collector's own amounts beside ours, and the nearest explanation where they differ."""

from __future__ import annotations

from typing import Any

from estimator.batch.chunk import Chunk
from estimator.batch.headings import recognised
from estimator.batch.rows import Rows
from estimator.batch.run import Answered, Asking, Batch
from estimator.engine.problem import Problem
from estimator.plan.audit import explained
from estimator.words.amounts import read_amount
from estimator.words.say import Words

OURS = "instalments.0.payable"


class Auditor:
    """Compares one column of a table with the household's part of the first instalment."""

    def __init__(self, asking: Asking, batch: Batch, words: Words, text: str) -> None:
        figure, sign, column = text.partition("=")
        if figure.strip() != "amount" or not sign or not column.strip():
            raise Problem("check_unreadable", field="check", given=text)
        self.asking, self.batch, self.words, self.column = asking, batch, words, column.strip()
        if OURS not in batch.figures:
            batch.figures.append(OURS)

    @property
    def added(self) -> dict[str, type]:
        """The columns an audit adds: what differs (VND, theirs less ours), and why."""
        return {"check.difference": int, "check.reason": str}

    def columns(self, chunk: Chunk, answer: Answered) -> dict[str, Any]:
        """The audit of a chunk's rows; nothing for a rejected row or an empty cell, nought where they agree."""
        ours, texts = answer.columns[OURS].tolist(), chunk.text(self.column)
        differences: list[int | None] = [None] * chunk.rows
        said = [""] * chunk.rows
        differing = []
        for position, (mine, text) in enumerate(zip(ours, texts, strict=True)):
            if mine is None or not text:
                continue
            try:
                differences[position] = read_amount(text, "check") - mine
            except Problem:
                said[position] = self.words.text("audit_unreadable")
                continue
            if differences[position]:
                differing.append(position)
        if differing:
            part = chunk.only(differing)
            rows = Rows(part, recognised(chunk.header, self.batch.mapping), self.batch.defaults, self.batch.rates)
            for position, code in zip(differing, rows.codes, strict=True):
                mine, difference = ours[position], differences[position]
                assert difference is not None
                said[position] = self._why(rows.distinct[code], mine + difference, mine)
        return {"check.difference": differences, "check.reason": said}

    def _why(self, written: Any, theirs: int, mine: int) -> str:
        book = self.asking.rulebook(written)
        found = explained(book, self.asking.question(written, book), theirs, mine)
        if found is None:
            return self.words.text("audit_unexplained")
        about: Any = self.words.one_of("group", str(found.about)) if found.code == "group" else found.about
        return self.words.text(f"audit_{found.code}", about=about)
