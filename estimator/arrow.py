"""Quotes for an Arrow record batch: what an engine that spreads tables over machines runs unchanged on every part."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from estimator.engine.problem import Problem
from estimator.face.options import ARROW, as_written
from estimator.face.telling import in_words

ROWS = 16_384  # that are answered at once

if TYPE_CHECKING:
    from typing import Unpack

    from estimator.face.options import ArrowOptions
    from estimator.roster.answer_rows import Batch


def quotes(batch: Any, **options: Unpack[ArrowOptions]) -> Any:
    """People with their columns untouched, then status, error and the figures.

    A ``pyarrow.RecordBatch`` gives one; a Table, and whatever gives an Arrow stream (polars, pandas, DuckDB), a Table.

    The columns that ``bhxh batch`` writes: amounts int64, months, days and shares as text, null where a quote has none.
    ``figures`` names some of them as ``--figures`` does; the other keywords are the command line's options,
    ``group=["poor"]``, for rows that do not say themselves. State ``as_of``, or machines may differ by a day. Rows
    keep their order; one that cannot be answered says why in ``error``. Raises Problem as ``schema`` does.
    """
    import pyarrow

    with in_words(options):
        answering = _answering(options)
        if isinstance(batch, pyarrow.RecordBatch):
            return _answered(batch, _schema(batch.schema, answering), answering)
        people = batch if isinstance(batch, pyarrow.Table) else pyarrow.table(batch)
        out = _schema(people.schema, answering)
        return pyarrow.Table.from_batches([_answered(part, out, answering) for part in people.to_batches()], schema=out)


def _answered(batch: Any, out: Any, answering: Batch) -> Any:
    import pyarrow

    from estimator.tables.parquet import column, sliced

    told: dict[str, list[Any]] = {name: [] for name in answering.added}
    for chunk in sliced(batch, 0, ROWS):
        answered = answering.answer(chunk).columns
        for name, kind in answering.added.items():
            told[name].append(column(answered[name], kind))
    columns = [*batch.columns, *(pyarrow.concat_arrays(parts) for parts in told.values())]
    return pyarrow.RecordBatch.from_arrays(columns, schema=out)


def schema(given: Any, **options: Unpack[ArrowOptions]) -> Any:
    """The ``pyarrow.Schema`` of ``quotes`` for batches of a schema: for every one the same, whatever stands in it.

    For engines that want it beforehand. Raises Problem: no_heading_known, two_columns, heading_twice, column_taken,
    figure_unknown, option_unknown, lang_unknown, and whatever is wrong with an option.
    """
    with in_words(options):
        return _schema(given, _answering(options))


def _schema(given: Any, answering: Batch) -> Any:
    import pyarrow

    from estimator.roster.headings import has_mapped, recognised
    from estimator.tables.output_table import untaken
    from estimator.tables.parquet import fields
    from estimator.tables.source import once

    names = once(given.names, "Arrow")
    has_mapped(names, answering.mapping)
    if not recognised(names, answering.mapping):
        raise Problem(
            "no_heading_known", field="table", given=", ".join(given.names), allowed=["sex", "born", "income"]
        )
    untaken(given.names, answering.added)
    return pyarrow.schema([*given, *fields(answering.added)], metadata=given.metadata)


def _answering(options: Mapping[str, Any]) -> Batch:
    given = as_written(options, ARROW)
    lang = given.pop("lang", "vi")
    asked = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(given.items()))
    return _batch(lang, asked, datetime.date.today().isoformat())


@lru_cache(maxsize=8)
def _batch(lang: str, options: tuple[tuple[str, Any], ...], today: str) -> Batch:
    """What answers batches asked for alike on a day; it keeps what it has read and answered."""
    from estimator.asking.faults import Faults
    from estimator.asking.question import merged
    from estimator.roster.answer_rows import Batch
    from estimator.roster.figure_columns import named_figures
    from estimator.roster.headings import mappings
    from estimator.roster.row_questions import asking, judge_stated
    from estimator.rulebook import store
    from estimator.words.say import Words

    own, mapping, nothing = Faults(), dict[str, str](), dict[str, Any]()
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in options}
    mapping = own.read(mapping, mappings, given.pop("map", []))
    figures = own.read(None, named_figures, given.pop("figures", None))
    written, tables = own.read(nothing, merged, given), store.tables()
    written.setdefault("as_of", today)
    judge_stated(written, tables, own)
    return Batch(asking(tables, Words(lang)), written, mapping, figures)
