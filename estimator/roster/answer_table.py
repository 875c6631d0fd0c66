"""A table of people answered: the rows in, the same rows with their quotes out, and what was found on the way."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from estimator.asking.faults import Faults
from estimator.asking.person_file import overlay_file
from estimator.asking.question import merged
from estimator.engine.problem import Problem
from estimator.roster.answer_chunks import apart, prepared
from estimator.roster.answer_rows import Batch
from estimator.roster.audit import asked as audited_amounts
from estimator.roster.figure_columns import named_figures
from estimator.roster.finding import Finding
from estimator.roster.header_rows import open_people
from estimator.roster.headings import has_mapped, mappings, recognised
from estimator.roster.previous_answers import answers_in
from estimator.roster.row_options import Written
from estimator.roster.row_questions import asking, judge_stated
from estimator.roster.table_findings import TableFindings
from estimator.roster.worker_count import promising, workers
from estimator.rulebook import store
from estimator.rulebook.model import Tables
from estimator.tables.output_table import Sink, open_sink
from estimator.tables.resume import begun
from estimator.tables.source import Source, split_sheet
from estimator.tables.workers import Other, in_order, others
from estimator.version import __version__
from estimator.words.say import Words

OWN = ("map", "force", "rejects", "resume", "figures", "check", "workers")
ROWS = 16_384  # a chunk: one block of columns
LOADED = (  # by those who help
    "estimator.roster.read_columns",
    "estimator.columns.answer",
    "estimator.tables.write_csv",
)
Progress: TypeAlias = Callable[[int, int, int | None], None]


class TableAnswered(NamedTuple):
    """How many rows were answered, rejected, replayed one by one, and what else is to be known of a run.

    ``singly`` counts by why the rows that were quoted one by one though columns were at hand; ``replaced`` are the
    columns of earlier answers; ``resumed`` is the day on which the run began that was gone on with, if another one;
    ``columns`` has the column that each option was read from, where the table says so for all rows; ``live`` tells of
    rows that came one by one. ``noted`` is what scripts are told of the findings.
    """

    rows: int
    rejected: int
    replayed: int
    output: str
    singly: Mapping[str, int]
    replaced: Sequence[str]
    live: bool
    findings: Sequence[Finding]
    noted: Mapping[str, Any]
    resumed: str | None = None
    columns: Mapping[str, str] = MappingProxyType({})

    def json(self) -> dict[str, Any]:
        """The contract's answer of ``batch``."""
        told = {"rows": self.rows, "rejected": self.rejected, "replayed": self.replayed, "output": self.output}
        told |= self.noted
        told |= {"answered_singly": dict(self.singly)} if self.singly else {}
        return told | ({"answers_replaced": list(self.replaced)} if self.replaced else {})


def answer_table(
    named: Sequence[str], output: str, given: Mapping[str, Any], words: Words, progress: Progress | None = None
) -> TableAnswered:
    """Answer every row of the one table ``named`` into ``output``; ``-`` is a standard stream.

    ``given`` has the options of a question and ``OWN``, as they are written. ``progress`` is told after every chunk
    how many rows are done, how many were before this run, and how many there are, about. Raises Problem with all
    that is wrong with the options, or with the table; a row that cannot be answered says so in its own place.
    """
    own, mapping, checks = Faults(), dict[str, str](), dict[str, str]()
    table = named[0] if len(named) == 1 else ""
    if len(named) != 1:
        own.add(Problem("table_missing", field="table", given=" ".join(named)))
    if table == "-" and given.get("resume"):
        own.add(Problem("resume_from_stream", field="resume", given="-"))
    mapping = own.read(mapping, mappings, given.get("map") or [])
    figures = own.read(None, named_figures, given.get("figures"))
    checks = own.read(checks, audited_amounts, given.get("check") or [])
    count = own.read(1, workers, given.get("workers"), table)
    if given.get("rejects") and output != "-" and Path(given["rejects"]).resolve() == Path(output).resolve():
        own.add(Problem("same_file_twice", field="rejects", given=output))
    nothing: Written = {}
    defaults = own.read(nothing, merged, {name: value for name, value in given.items() if name not in OWN})
    today = datetime.date.today().isoformat()  # one day for all rows, however long they take
    day = begun(output) if given.get("resume") and "as_of" not in defaults else None
    defaults.setdefault("as_of", day or today)
    helping = count - 1 if not own.found and promising(table, output, bool(given.get("force"))) else 0
    with others(helping, LOADED) as helpers:
        tables = store.tables()
        called = asking(tables, words)
        judge_stated(defaults, tables, own)
        batch = Batch(called, defaults, mapping, figures)
        findings = TableFindings(called, batch, words, checks)
        with open_people(table) as source:
            columns = {} if source.live else _columns(source, table, mapping)
            run = _Run(tables, source, batch, {**given, "table": table}, output, words, findings, checks, progress)
            done = run.answered(helpers)
    return done._replace(resumed=day if day != today else None, columns=columns)


def _columns(source: Source, table: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """The column of each option; a heading twice or unknown stops before anything is written."""
    if mapping:
        has_mapped(source.every_column(), mapping)
    columns = recognised(source.header, mapping)
    if not mapping and not columns:
        raise Problem("no_heading_known", field="table", given=table, allowed=["sex", "born", "income"])
    return columns


class _Run:
    """The table written chunk by chunk."""

    def __init__(
        self,
        tables: Tables,
        source: Source,
        batch: Batch,
        given: Mapping[str, Any],
        output: str,
        words: Words,
        findings: TableFindings,
        checks: Mapping[str, str],
        progress: Progress | None,
    ) -> None:
        self.tables, self.source, self.batch, self.given, self.output = tables, source, batch, given, output
        self.words, self.findings, self.checks, self.progress = words, findings, checks, progress

    def answered(self, helpers: Sequence[Other]) -> TableAnswered:
        """Answer all rows and let the tables appear."""
        source, output = self.source, self.output
        jsonl = output == "-" and (source.live or source.name.endswith((".jsonl", ".ndjson")))
        fingerprint = self._fingerprint() if self.given.get("resume") else None
        header = source.header if source.live or jsonl else source.every_column()
        old = answers_in(header)
        named = {*self.batch.mapping, *self.checks.values()}
        if old & named:  # what is to be read cannot be replaced
            raise Problem("column_taken", field="output", given=min(old & named))
        header = tuple(column for column in header if column not in old)
        known = None if source.live or jsonl else header
        added = {"status": str, "error": str, **self.findings.begin(known, source), **self.batch.added}
        shared: dict[str, Any] = {
            "force": bool(self.given.get("force")),
            "source": source.name,
            "delimiter": source.delimiter,
            "rows": source.rows,
        }
        day = self.batch.defaults["as_of"]
        with ExitStack() as opened:
            kind = "jsonl" if jsonl else None
            sink = open_sink(output, header, added, resume=fingerprint, day=day, kind=kind, **shared)
            opened.enter_context(sink)
            refused = None
            if self.given.get("rejects"):
                refused = opened.enter_context(open_sink(self.given["rejects"], header, added, **shared))
            rows, rejected, replayed, singly = self._written(sink, refused, known, helpers)
            source.unchanged()
            sink.commit()
            if refused is not None:
                refused.commit()
        return TableAnswered(
            rows=rows,
            rejected=rejected,
            replayed=replayed,
            output=output,
            singly=dict(sorted(singly.items())),
            replaced=sorted(old),
            live=source.live,
            findings=list(self.findings.summary()),
            noted=self.findings.json(),
        )

    def _written(
        self, sink: Sink, refused: Sink | None, known: Sequence[str] | None, helpers: Sequence[Other]
    ) -> tuple[int, int, int, Counter[str]]:
        """Write the rows; how many, how many were rejected and replayed, and which answered singly."""
        source, batch, findings = self.source, self.batch, self.findings
        everything = refused is not None or findings.auditor is not None  # what they tell is of all rows
        before = rows = sink.done
        rejected, replayed = 0 if everything else sink.rejected, 0
        singly: Counter[str] = Counter()
        findings.partial = bool(before) and not everything
        read = findings.seen(chunk.without(answers_in) for chunk in source.chunks(ROWS))
        chunks = (chunk for chunk in read if everything or chunk.end > sink.done)
        if known is None:
            chunks = (part for chunk in chunks for part in apart(chunk, batch.mapping))
        forms = (sink.form, refused.form if refused is not None else None)
        spec = (batch.defaults, batch.mapping, list(batch.figures))
        work = (self.tables, self.words.lang, spec, self.checks, known, *forms)
        for part in in_order(chunks, prepared, work, helpers, source.live):
            rows, rejected, replayed = part.end, rejected + part.rejected, replayed + part.replayed
            singly.update(part.singly)
            findings.join(part.found)
            sink.put(part.end, part.answers, part.rejected)
            if refused is not None:
                refused.put(part.end, part.refused)
            if self.progress is not None:
                self.progress(rows, before, source.expected(rows))
        return rows, rejected, replayed, singly

    def _fingerprint(self) -> str:
        """What a run that was broken off must have in common with the one that goes on: everything that is answered.

        And how the table is read, which decides where its chunks end.
        """
        source, options = self.source, self.batch.defaults
        changed = os.stat(split_sheet(source.name)[0]).st_mtime_ns
        named = [overlay_file(name) for name in options.get("with", [])]
        files = [file.read_bytes() for file in (*named, *(Path(name) for name in [options.get("history")] if name))]
        checks = sorted(self.checks.items())
        asked = (sorted(options.items()), self.batch.mapping, self.batch.figures, checks, self.words.lang)
        read = (self.given["table"], source.size, changed, source.reader, ROWS)
        return repr((read, asked, files, store.fingerprint(store.root()), __version__))
