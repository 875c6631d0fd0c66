"""Quotes for an Arrow record batch: what an engine that spreads tables over machines runs unchanged on every part."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from estimator.engine.problem import Problem

ROWS = 16_384  # that are answered at once

if TYPE_CHECKING:
    from estimator.roster.answer_rows import Batch


def quotes(batch: Any, *, figures: Sequence[str] | None = None, lang: str = "vi", **options: Any) -> Any:
    """People with their columns untouched, then status, error and the figures.

    A ``pyarrow.RecordBatch`` gives one; a Table, and whatever gives an Arrow stream (polars, pandas, DuckDB), a Table.

    The columns that ``bhxh batch`` writes: amounts int64, months, days and shares as text, null where a quote has none.
    ``figures`` names some of them as ``--figures`` does; ``options`` are the command line's, ``group=["poor"]``, for
    rows that do not say themselves. State ``as_of``, or machines may differ by a day. Rows keep their order; one that
    cannot be answered says why in ``error``. Raises Problem as ``schema`` does.
    """
    import pyarrow

    from estimator.face.telling import in_words

    with in_words({"lang": lang}):
        if isinstance(batch, pyarrow.RecordBatch):
            return _answered(batch, schema(batch.schema, figures=figures, lang=lang, **options), figures, lang, options)
        people = batch if isinstance(batch, pyarrow.Table) else pyarrow.table(batch)
        out = schema(people.schema, figures=figures, lang=lang, **options)
        parts = [_answered(part, out, figures, lang, options) for part in people.to_batches()]
        return pyarrow.Table.from_batches(parts, schema=out)


def _answered(batch: Any, out: Any, figures: Sequence[str] | None, lang: str, options: dict[str, Any]) -> Any:
    import pyarrow

    from estimator.tables.parquet import column, sliced

    answering = _answering(figures, lang, options)
    told: dict[str, list[Any]] = {name: [] for name in answering.added}
    for chunk in sliced(batch, 0, ROWS):
        answered = answering.answer(chunk).columns
        for name, kind in answering.added.items():
            told[name].append(column(answered[name], kind))
    columns = [*batch.columns, *(pyarrow.concat_arrays(parts) for parts in told.values())]
    return pyarrow.RecordBatch.from_arrays(columns, schema=out)


def schema(given: Any, *, figures: Sequence[str] | None = None, lang: str = "vi", **options: Any) -> Any:
    """The ``pyarrow.Schema`` of ``quotes`` for batches of a schema: for every one the same, whatever stands in it.

    For engines that want it beforehand. Raises Problem: no_heading_known, two_columns, heading_twice, column_taken,
    figure_unknown, option_unknown, lang_unknown, and whatever is wrong with an option.
    """
    import pyarrow

    from estimator.roster.headings import has_mapped, recognised
    from estimator.tables.output_table import untaken
    from estimator.tables.parquet import fields
    from estimator.tables.source import once

    answering = _answering(figures, lang, options)
    names = once(given.names, "Arrow")
    has_mapped(names, answering.mapping)
    if not recognised(names, answering.mapping):
        raise Problem(
            "no_heading_known", field="table", given=", ".join(given.names), allowed=["sex", "born", "income"]
        )
    untaken(given.names, answering.added)
    return pyarrow.schema([*given, *fields(answering.added)], metadata=given.metadata)


def _answering(figures: Sequence[str] | None, lang: str, options: dict[str, Any]) -> Batch:
    wanted = figures if figures is None else _several(figures)
    asked = tuple(sorted((name.rstrip("_"), _written(value)) for name, value in options.items()))
    return _batch(wanted, lang, asked, datetime.date.today().isoformat())


def _several(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _written(value: Any) -> Any:
    """An option as the command line has it: a switch, several texts or one."""
    return value if isinstance(value, bool) else _several(value) if isinstance(value, list | tuple) else str(value)


@lru_cache(maxsize=8)
def _batch(figures: tuple[str, ...] | None, lang: str, options: tuple[tuple[str, Any], ...], today: str) -> Batch:
    """What answers batches asked for alike on a day; it keeps what it has read and answered."""
    from estimator.asking.person_file import MANY
    from estimator.asking.question import KEYS, merged
    from estimator.roster.answer_rows import Batch
    from estimator.roster.figure_columns import named_figures
    from estimator.roster.headings import mappings
    from estimator.roster.row_questions import asking, judge_stated
    from estimator.rulebook import store
    from estimator.words.matching import nearest
    from estimator.words.say import LANGUAGES, Words

    if lang not in LANGUAGES:
        raise Problem("lang_unknown", field="lang", given=lang, allowed=LANGUAGES)
    allowed = (*KEYS, "person", "map")
    for name, _ in options:
        if name not in allowed:
            raise Problem("option_unknown", given=name, suggestions=nearest(name, allowed, 1))
    given = {name: list(_several(value)) if name in (*MANY, "map") else value for name, value in options}
    mapping = mappings(given.pop("map", []))
    written, tables = merged(given), store.tables()
    written.setdefault("as_of", today)
    judge_stated(written, tables)
    called = asking(tables, Words(lang))
    return Batch(called, written, mapping, named_figures(list(figures)) if figures is not None else None)
