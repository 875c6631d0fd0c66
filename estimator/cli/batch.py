"""``bhxh batch``: a table of people in, the same table with their quotes out."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from estimator import __version__
from estimator.batch.headings import listing, mapped, recognised
from estimator.batch.run import Asking, Batch, Written
from estimator.batch.sink import open_sink
from estimator.batch.source import Source, open_source
from estimator.cli.beside import Beside
from estimator.cli.question import merged, question, rulebook
from estimator.engine.problem import Problem
from estimator.plan.person import Question
from estimator.plan.quote import quote
from estimator.rulebook import store
from estimator.rulebook.model import Rulebook
from estimator.words.say import Words

OWN = ("table", "output", "map", "columns", "force", "rejects", "resume", "figures", "check")
ROWS = 65_536  # a chunk
REJECTED = 5  # exit code
ROW_LAW = ("province", "known_on")  # options that choose the law a row is judged by


def asking(tables: store.Tables, words: Words) -> Asking:
    """How rows become quotes; the law of each choice of overlays is built once."""
    books: dict[tuple[Any, ...], Rulebook] = {}

    def book(written: Written) -> Rulebook:
        key = (*(written.get(name) for name in ROW_LAW), *written.get("with", []))
        if key not in books:
            books[key] = rulebook(written, tables)
        return books[key]

    def tell(law: Rulebook, asked: Question) -> dict[str, Any]:
        from estimator.show.as_json import flattened, quote_json

        tree = quote_json(quote(law, asked), words, [])
        first = tree["instalments"][0] if tree["instalments"] else {}
        kept = {key: value for key, value in tree.items() if key not in ("given", "as_of")}
        return flattened(kept) | {f"instalments.0.{name}": value for name, value in first.items()}

    def say(problem: Problem) -> str:
        return " ".join(" ".join(words.error(problem)[:2]).split())

    return Asking(book, question, tell, say)


def run(given: dict[str, Any], words: Words) -> int:
    """Answer every row; the exit code says whether some were rejected."""
    if given["columns"]:
        for option, names in listing():
            print(f"{option}: {'; '.join(names)}")
        return 0
    table, output = (given["table"] or [None])[0], given["output"] or "-"
    if table is None or len(given["table"]) > 1:
        raise Problem("table_missing", field="table", given=" ".join(given["table"] or []))
    mapping = dict(mapped(text) for text in given["map"] or [])
    defaults = merged({name: value for name, value in given.items() if name not in OWN})
    called = asking(store.tables(), words)
    stated(called, defaults)
    batch = Batch(called, defaults, mapping, figures(given["figures"]))
    beside = Beside(called, batch, words, given["check"] or [])
    with open_source(table) as source:
        if not source.live:
            recognised(source.header, mapping)  # a heading twice or unknown stops before anything is written
            if not mapping and not recognised(source.header):
                raise Problem("no_heading_known", field="table", given=table, allowed=["sex", "born", "income"])
        return answered(source, batch, given, output, words, beside)


def stated(called: Asking, written: Written) -> None:
    """Refuse at once what the command line itself says wrongly, not row by row."""
    called.question({"sex": "female", "born": "1980", **written}, called.rulebook(written))


def figures(names: list[str] | None) -> list[str] | None:
    """The figures asked for: whole names, or the beginnings of several (``contribution``)."""
    from estimator.batch.figures import KINDS

    if not names:
        return None
    found = [kind for kind in KINDS if any(kind == name or kind.startswith(f"{name}.") for name in names)]
    for name in names:
        if not any(kind == name or kind.startswith(f"{name}.") for kind in KINDS):
            from estimator.words.names import nearest

            near = nearest(name, {*KINDS, *(kind.partition(".")[0] for kind in KINDS)}) or ["contribution"]
            raise Problem("figure_unknown", field="figures", given=name, suggestions=near)
    return found


def answered(source: Source, batch: Batch, given: dict[str, Any], output: str, words: Words, beside: Beside) -> int:
    """Write the table chunk by chunk."""
    kind = "jsonl" if output == "-" and (source.live or source.name.endswith((".jsonl", ".ndjson"))) else None
    header = source.header if source.live or kind == "jsonl" else source.every_column()
    shared: dict[str, Any] = {
        "force": given["force"],
        "source": source.name,
        "delimiter": source.delimiter,
        "rows": source.rows,
    }
    more = beside.begin(source, None if source.live or kind == "jsonl" else header)
    added = {"status": str, "error": str, **more, **batch.added}
    state = (source.name, source.size, ROWS, sorted(batch.defaults.items()), batch.mapping, list(added), __version__)
    fingerprint = repr((*state, given["check"])) if given["resume"] else None
    sink = open_sink(output, header, added, resume=fingerprint, kind=kind, **shared)
    refused = None
    try:
        if given["rejects"]:
            refused = open_sink(given["rejects"], header, added, **shared)
        rows = rejected = 0
        began = time.monotonic()
        for chunk in source.chunks(1 if source.live else ROWS):
            rows += chunk.rows
            if chunk.end <= sink.done and refused is None and beside.auditor is None:
                continue
            answer = batch.answer(chunk)
            rejected += len(answer.rejected)
            answer.columns.update(beside.columns(chunk, answer))
            sink.write(chunk, answer.columns)
            if refused is not None:
                part = {name: _only(column, answer.rejected) for name, column in answer.columns.items()}
                refused.write(chunk.only(answer.rejected), part)
            _progress(rows, source, began, words)
        sink.commit()
        if refused is not None:
            refused.commit()
    finally:
        sink.close()
        if refused is not None:
            refused.close()
    if output != "-" and given["json"]:
        done = {"rows": rows, "rejected": rejected, "output": output, **beside.json()}
        print(json.dumps(done, ensure_ascii=False))
    elif output != "-":
        seconds = f"{time.monotonic() - began:.1f}".replace(".", "," if words.lang == "vi" else ".")
        print(words.text("batch_done", rows=rows, rejected=rejected, file=output, seconds=seconds), file=sys.stderr)
    if not given["json"]:
        beside.summary()
    return REJECTED if rejected else 0


def _only(column: Any, positions: list[int]) -> list[Any]:
    listed = column.tolist()
    return [listed[position] for position in positions]


def _progress(rows: int, source: Source, began: float, words: Words) -> None:
    """How far, how fast and how long still, where a person is looking."""
    if not sys.stderr.isatty():
        return
    passed = max(time.monotonic() - began, 0.001)
    whole = source.size or source.rows
    left = round(passed * (whole - source.read) / source.read) if whole and source.read else None
    text = words.text("batch_progress", rows=rows, speed=round(rows / passed))
    sys.stderr.write("\r" + text + (words.text("batch_left", seconds=left) if left is not None else "") + "  ")
    sys.stderr.flush()
    if whole and source.read >= whole:
        sys.stderr.write("\n")
