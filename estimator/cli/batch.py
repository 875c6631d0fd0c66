"""``bhxh batch``: a table of people in, the same table with their quotes out."""

from __future__ import annotations

import datetime
import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from pickle import PickleBuffer
from typing import Any, NamedTuple, TypeAlias

from estimator.asking.person_file import overlay_file
from estimator.asking.question import merged
from estimator.cli.progress import Progress
from estimator.engine.problem import Problem
from estimator.roster.answer_rows import Batch
from estimator.roster.figure_columns import named_figures
from estimator.roster.findings import Beside, Found
from estimator.roster.header_rows import open_people
from estimator.roster.headings import has_mapped, listing, mappings, recognised
from estimator.roster.one_line import Alone
from estimator.roster.previous_answers import answers_in
from estimator.roster.row_options import Written
from estimator.roster.row_questions import asking, judge_stated
from estimator.roster.worker_count import promising, workers
from estimator.rulebook import store
from estimator.rulebook.model import Tables
from estimator.tables.chunk import Chunk, LineChunk
from estimator.tables.output_table import open_sink
from estimator.tables.resume import begun
from estimator.tables.row_formats import Form, JsonlForm, listed
from estimator.tables.source import Source, split_sheet
from estimator.tables.workers import Other, Work, in_order, others
from estimator.version import __version__
from estimator.words.amounts import decimal_text
from estimator.words.say import Words

OWN = ("table", "output", "map", "columns", "force", "rejects", "resume", "figures", "check", "workers")
ROWS = 16_384  # a chunk: one block of columns
LOADED = (  # by those who help
    "estimator.roster.read_columns",
    "estimator.columns.answer",
    "estimator.tables.write_csv",
)
Spec: TypeAlias = tuple[Written, dict[str, str], Sequence[str]]  # defaults, mapping, figures
REJECTED = 5  # exit code


def run(given: dict[str, Any], words: Words) -> int:
    """Answer every row; the exit code says whether some were rejected."""
    for name in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # a worker is one core; more threads cost more
    collect_seldom()
    if given["columns"]:
        for option, names in listing():
            print(f"{option}: {'; '.join(names)}")
        return 0
    table, output = (given["table"] or [None])[0], given["output"] or "-"
    if table is None or len(given["table"]) > 1:
        raise Problem("table_missing", field="table", given=" ".join(given["table"] or []))
    mapping = mappings(given["map"] or [])
    if table == "-" and given["resume"]:
        raise Problem("resume_from_stream", field="resume", given="-")
    defaults = merged({name: value for name, value in given.items() if name not in OWN})
    today = datetime.date.today().isoformat()  # one day for all rows, however long they take
    day = begun(output) if given["resume"] and "as_of" not in defaults else None
    defaults.setdefault("as_of", day or today)
    count = workers(given, table)
    with others(count - 1 if promising(table, output, given) else 0, LOADED) as helpers:
        tables = store.tables()
        called = asking(tables, words)
        judge_stated(defaults, tables)
        batch = Batch(called, defaults, mapping, named_figures(given["figures"]))
        beside = Beside(called, batch, words, given["check"] or [])
        with open_people(table) as source:
            if not source.live:
                if mapping:
                    has_mapped(source.every_column(), mapping)
                recognised(source.header, mapping)  # a heading twice or unknown stops before anything is written
                if not mapping and not recognised(source.header):
                    raise Problem("no_heading_known", field="table", given=table, allowed=["sex", "born", "income"])
            code = answered(tables, source, batch, given, output, words, beside, helpers)
    if day not in (None, today):
        print(words.text("resumed_as_of", day=day), file=sys.stderr)
    return code


def collect_seldom() -> None:
    """Look for garbage, since unlike a quote a table is long, but not after every few hundred of its cells."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000)


class Part(NamedTuple):
    """A chunk answered: where it ends, its rows rejected, replayed and answered singly, and what else it showed.

    Last both tables' rows as they are written.
    """

    end: int
    rejected: int
    replayed: int
    singly: Mapping[str, int]
    found: Found
    answers: Any
    refused: Any


def prepared(
    tables: Tables,
    lang: str,
    batch: Spec,
    checks: list[str],
    header: Sequence[str] | None,
    form: Form,
    refused: Form | None,
) -> Work:
    """What answers the chunks of a run, in this process or another."""
    collect_seldom()
    words = Words(lang)
    called = asking(tables, words)
    answering = Batch(called, *batch)
    beside = Beside(called, answering, words, checks)
    beside.begin(header)

    alone = None
    if header is None and not checks and not beside.overlays and refused is None and isinstance(form, JsonlForm):
        alone = Alone(answering, form)

    def answer(chunk: Chunk) -> Part:
        if alone is not None and chunk.rows == 1 and isinstance(chunk, LineChunk):
            line = alone.line(chunk)
            if line is not None:
                return Part(chunk.end, int(line[1]), 0, {}, beside.found(), line[0], None)
        told = answering.answer(chunk)
        told.columns.update(beside.columns(chunk, told))
        rejects = None
        if refused is not None:
            part = {name: _only(column, told.rejected) for name, column in told.columns.items()}
            rejects = refused.rows(chunk.only(told.rejected), part)
        rows = form.rows(chunk, told.columns)
        rows = PickleBuffer(rows) if isinstance(rows, bytes) else rows  # from a worker it comes uncopied
        return Part(chunk.end, len(told.rejected), told.replayed, told.singly, beside.found(), rows, rejects)

    return answer


def answered(
    tables: Tables,
    source: Source,
    batch: Batch,
    given: dict[str, Any],
    output: str,
    words: Words,
    beside: Beside,
    helpers: Sequence[Other],
) -> int:
    """Write the table chunk by chunk."""
    kind = "jsonl" if output == "-" and (source.live or source.name.endswith((".jsonl", ".ndjson"))) else None
    fingerprint = run_of(source, batch, given, words) if given["resume"] else None
    header = source.header if source.live or kind == "jsonl" else source.every_column()
    old = answers_in(header)
    named = {*batch.mapping, *(check.partition("=")[2] for check in given["check"] or [])}
    if old & named:  # what is to be read cannot be replaced
        raise Problem("column_taken", field="output", given=min(old & named))
    header = tuple(column for column in header if column not in old)
    shared: dict[str, Any] = {
        "force": given["force"],
        "source": source.name,
        "delimiter": source.delimiter,
        "rows": source.rows,
    }
    known = None if source.live or kind == "jsonl" else header
    if given["rejects"] and output != "-" and Path(given["rejects"]).resolve() == Path(output).resolve():
        raise Problem("same_file_twice", field="rejects", given=output)
    spec = (batch.defaults, batch.mapping, list(batch.figures))
    more = beside.begin(known, source)
    added = {"status": str, "error": str, **more, **batch.added}
    sink = open_sink(output, header, added, resume=fingerprint, day=batch.defaults["as_of"], kind=kind, **shared)
    refused = None
    try:
        if given["rejects"]:
            refused = open_sink(given["rejects"], header, added, **shared)
        again = refused is not None or beside.auditor is not None  # what they tell is of all rows
        rows, rejected, replayed = sink.done, 0 if again else sink.rejected, 0
        singly: Counter[str] = Counter()
        beside.partial = bool(rows) and not again
        progress = Progress(source, words, rows)
        read = beside.seen(chunk.without(answers_in) for chunk in source.chunks(ROWS))
        chunks = (chunk for chunk in read if again or chunk.end > sink.done)
        if known is None:
            chunks = (part for chunk in chunks for part in apart(chunk, batch.mapping))
        forms = (sink.form, refused.form if refused is not None else None)
        work = (tables, words.lang, spec, given["check"] or [], known, *forms)
        for part in in_order(chunks, prepared, work, helpers, source.live):
            rows, rejected, replayed = part.end, rejected + part.rejected, replayed + part.replayed
            singly.update(part.singly)
            beside.join(part.found)
            sink.put(part.end, part.answers, part.rejected)
            if refused is not None:
                refused.put(part.end, part.refused)
            progress.show(rows)
        progress.end()
        source.unchanged()
        sink.commit()
        if refused is not None:
            refused.commit()
    finally:
        sink.close()
        if refused is not None:
            refused.close()
    if old and not given["json"]:
        print(words.text("answers_replaced"), file=sys.stderr)
    if output != "-" and given["json"]:
        told = {"rows": rows, "rejected": rejected, "replayed": replayed, "output": output, **beside.json()}
        told |= {"answered_singly": dict(sorted(singly.items()))} if singly else {}
        told |= {"answers_replaced": sorted(old)} if old else {}
        print(json.dumps(told, ensure_ascii=False))
    elif output != "-":
        say_done(rows, rejected, output, progress.seconds, words)
        if replayed:
            print(words.text("batch_replayed", rows=replayed), file=sys.stderr)
        for why, count in sorted(singly.items()):
            print(words.text(f"batch_singly_{why}", rows=count), file=sys.stderr)
    elif rejected and not source.live:
        print(words.text("batch_rejected", rows=rejected), file=sys.stderr)
    if not given["json"]:
        beside.summary()
    return REJECTED if rejected else 0


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


def say_done(rows: int, rejected: int, output: str, seconds: float, words: Words) -> None:
    """In one line that the work is done."""
    said = decimal_text(f"{seconds:.1f}", words.lang)
    print(words.text("batch_done", rows=rows, rejected=rejected, file=output, seconds=said), file=sys.stderr)


def run_of(source: Source, batch: Batch, given: dict[str, Any], words: Words) -> str:
    """What a run that was broken off must have in common with the one that goes on: everything that is answered."""
    options = batch.defaults
    changed = os.stat(split_sheet(source.name)[0]).st_mtime_ns
    named = [overlay_file(name) for name in options.get("with", [])]
    files = [file.read_bytes() for file in (*named, *(Path(name) for name in [options.get("history")] if name))]
    asked = (sorted(options.items()), batch.mapping, batch.figures, given["check"], words.lang)
    return repr(
        (given["table"], source.size, changed, ROWS, asked, files, store.fingerprint(store.root()), __version__)
    )


def _only(column: Any, positions: list[int]) -> list[Any]:
    values = listed(column)
    return [values[position] for position in positions]
