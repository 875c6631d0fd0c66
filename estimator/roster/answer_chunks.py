"""The chunks of a table answered, in this process or another: columns as they are written, and what they showed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pickle import PickleBuffer
from typing import Any, NamedTuple, TypeAlias

from estimator.engine.problem import Problem
from estimator.roster.answer_rows import Batch
from estimator.roster.headings import recognised
from estimator.roster.one_line import LineAnswering
from estimator.roster.row_options import Written
from estimator.roster.row_questions import asking
from estimator.roster.table_findings import FoundInPart, TableFindings
from estimator.rulebook.model import Tables
from estimator.tables.chunk import Chunk, LineChunk
from estimator.tables.row_formats import Form, JsonlForm, listed
from estimator.tables.workers import Work
from estimator.words.say import Words

Spec: TypeAlias = tuple[Written, dict[str, str], Sequence[str]]  # defaults, mapping, figures


class Part(NamedTuple):
    """A chunk answered: where it ends, its rows rejected, replayed and answered singly, and what else it showed.

    Last both tables' rows as they are written.
    """

    end: int
    rejected: int
    replayed: int
    singly: Mapping[str, int]
    found: FoundInPart
    answers: Any
    refused: Any


def prepared(
    tables: Tables,
    lang: str,
    batch: Spec,
    checks: Mapping[str, str],
    header: Sequence[str] | None,
    form: Form,
    refused: Form | None,
) -> Work:
    """What answers the chunks of a run, in this process or another."""
    words = Words(lang)
    called = asking(tables, words)
    answering = Batch(called, *batch)
    findings = TableFindings(called, answering, words, checks)
    findings.begin(header)

    single = None
    if header is None and not checks and not findings.overlays and refused is None and isinstance(form, JsonlForm):
        single = LineAnswering(answering, form)

    def answer(chunk: Chunk) -> Part:
        if single is not None and chunk.rows == 1 and isinstance(chunk, LineChunk):
            line = single.line(chunk)
            if line is not None:
                return Part(chunk.end, int(line[1]), 0, {}, findings.found(), line[0], None)
        told = answering.answer(chunk)
        told.columns.update(findings.columns(chunk, told))
        rejects = None
        if refused is not None:
            part = {name: _only(column, told.rejected) for name, column in told.columns.items()}
            rejects = refused.rows(chunk.only(told.rejected), part)
        rows = form.rows(chunk, told.columns)
        rows = PickleBuffer(rows) if isinstance(rows, bytes) else rows  # from a worker it comes uncopied
        return Part(chunk.end, len(told.rejected), told.replayed, told.singly, findings.found(), rows, rejects)

    return answer


def _only(column: Any, positions: list[int]) -> list[Any]:
    values = listed(column)
    return [values[position] for position in positions]


def apart(chunk: Chunk, mapping: dict[str, str]) -> Iterator[Chunk]:
    """The chunk, or its lines one by one where their names say one thing twice; a line that does so itself is wrong."""
    try:
        recognised(chunk.header, mapping)
    except Problem as problem:
        if not isinstance(chunk, LineChunk):
            raise
        if chunk.rows == 1:
            yield LineChunk(chunk.lines, [None], chunk.start, {0: problem})
            return
        for place, (line, row) in enumerate(zip(chunk.lines, chunk.objects, strict=True)):
            faults = {0: chunk.faults[place]} if place in chunk.faults else {}
            yield from apart(LineChunk([line], [row], chunk.start + place, faults), mapping)
    else:
        yield chunk
