"""What ``bhxh batch`` adds beside the figures: notes, the audit of a collector's amounts, what was left unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from estimator.roster.answer_rows import Answered, Asking, Batch
from estimator.roster.audit import Auditor, Tally
from estimator.roster.finding import Finding
from estimator.roster.notes import Note, Notes
from estimator.roster.provinces import Provinces
from estimator.roster.unread import Unread
from estimator.tables.chunk import Chunk
from estimator.tables.source import Source
from estimator.words.say import Words


class FoundInPart(NamedTuple):
    """What a part of a table has shown: rows that are no person, rows with a note, what was audited."""

    nobody: int
    notes: int
    tallies: dict[str, Tally]


class TableFindings:
    """The columns beside a table's figures, and what is said of the table when it is done.

    ``checks`` has the column of each amount to be audited.
    """

    def __init__(self, called: Asking, batch: Batch, words: Words, checks: Mapping[str, str]) -> None:
        self.words, self.batch = words, batch
        self.overlays: list[str] = batch.defaults.get("with", [])
        self.notes = Notes(batch, self._note)
        self.auditor: Auditor | None = None
        self.partial = False  # whether only the rest of a table broken off is seen
        self._noted = False
        self.unread = Unread(None, {}, {}, set())
        self.provinces = Provinces(batch.mapping, batch.defaults)
        self._above, self._heads = 0, 1
        if checks:
            from estimator.roster.audit_summary import saying

            self.auditor = Auditor(called, batch, saying(words), checks)

    def begin(self, header: Sequence[str] | None, source: Source | None = None) -> dict[str, type]:
        """The columns added to a table of this header; of lines, each with names of its own, it is not known.

        What the ``source`` has besides the rows read is said in the end.
        """
        noted = {} if header is None else self.notes.added(header)
        self._noted = bool(noted)
        added: dict[str, type] = {"given.with": str, **noted} if self.overlays else noted
        more: tuple[Any, ...] = ()
        if source is not None:
            self._above, self._heads = len(source.above), source.heads
            more = (source.others, source.unworked)
        if self.auditor is not None:
            added |= self.auditor.begin(header)
        used = {*self.batch.mapping, *(self.auditor.checks.values() if self.auditor is not None else ())}
        self.unread = Unread(header, self.batch.mapping, self.batch.defaults, used, *more)
        return added

    def seen(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks as they are read, looked over for what is said in the end."""
        return self.provinces.seen(self.unread.seen(chunks))

    def columns(self, chunk: Chunk, answer: Answered) -> dict[str, Any]:
        """The added columns of a chunk."""
        found: dict[str, Any] = {}
        if self.overlays:
            found["given.with"] = ["; ".join(self.overlays)] * chunk.rows
        if self._noted:
            found["note"] = self.notes.column(chunk, answer.rejected)
        if self.auditor is not None:
            found |= self.auditor.columns(chunk, answer)
        return found

    def found(self) -> FoundInPart:
        """What was found since this was asked last; for the process that says it in the end."""
        auditor = self.auditor
        told = FoundInPart(self.batch.nobody, self.notes.count, auditor.tallies if auditor is not None else {})
        self.batch.nobody = self.notes.count = 0
        if auditor is not None:
            auditor.tallies = {name: Tally() for name in auditor.tallies}
        return told

    def join(self, found: FoundInPart) -> None:
        """Add what a part of the table has shown."""
        self.batch.nobody += found.nobody
        self.notes.count += found.notes
        if self.auditor is not None:
            for name, tally in found.tallies.items():
                self.auditor.tallies[name].join(tally)

    def summary(self) -> Iterator[Finding]:
        """What was found, when all is read."""
        words = self.words

        def finding(code: str, **facts: Any) -> Finding:
            return Finding(code, words.text(code, **facts))

        if self.overlays:
            yield finding("overlays_rows", files=self.overlays)
        yield from self.unread.findings(words)
        yield from self.provinces.findings(self.batch.asking, words)
        if self._above:
            yield finding("above_left_out", rows=self._above)
        if self._heads > 1:
            yield finding("headings_joined", rows=self._heads)
        if self.batch.nobody and not self.partial:
            yield finding("nobody_count", rows=self.batch.nobody)
        if self.notes.count and not self.partial:
            yield finding("notes_count", rows=self.notes.count)
        if self.auditor is not None:
            from estimator.roster.audit_summary import summary

            yield from summary(words, self.auditor)

    def json(self) -> dict[str, Any]:
        """The same for scripts; nothing where there is nothing to say."""
        found = self.unread.json() | self.provinces.doubtful(self.batch.asking)
        counts = {"nobody": self.batch.nobody, "notes": self.notes.count}
        found |= {name: count for name, count in counts.items() if count and not self.partial}
        if self.overlays:
            found["with"] = self.overlays
        if self._heads > 1:
            found["heading_rows"] = self._heads
        if self.auditor is not None:
            from estimator.roster.audit_summary import summary_json

            found["check"] = summary_json(self.auditor)
        return found

    def _note(self, note: Note) -> str:
        facts = note._asdict() | {"group": self.words.one_of("group", note.group)}
        return self.words.text("note_ethnicity" if facts.pop("code") == "ethnicity" else "note_percent", **facts)
