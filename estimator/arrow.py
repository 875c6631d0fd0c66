"""Quotes for an Arrow record batch: what an engine that spreads tables over machines runs unchanged on every part."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

TYPES = {int: "int64", str: "string", bool: "bool_"}


@lru_cache(maxsize=8)
def _batch(lang: str, figures: tuple[str, ...] | None, options: tuple[tuple[str, str], ...]) -> Any:
    from estimator.batch.run import Batch
    from estimator.cli.batch import asking
    from estimator.cli.batch import figures as named
    from estimator.rulebook import store
    from estimator.words.say import Words

    wanted = named(list(figures)) if figures is not None else None
    return Batch(asking(store.tables(), Words(lang)), dict(options), None, wanted)


def quotes(batch: Any, *, lang: str = "vi", figures: tuple[str, ...] | None = None, **options: str) -> Any:
    """A ``pyarrow.RecordBatch`` of people with its columns untouched, then status, error and the figures.

    The same columns as ``bhxh batch`` writes; ``figures`` names some of them (``contribution``), ``options`` are those
    of the command line for rows that do not say themselves (``as_of="2026-11-22"``). Rows keep their order. Raises
    Problem for two columns of one meaning, or an option that cannot be read.
    """
    import pyarrow

    from estimator.batch.chunk import ArrowChunk

    answering = _batch(lang, figures, tuple(sorted(options.items())))
    answer = answering.answer(ArrowChunk(batch, 0))
    names, columns = list(batch.schema.names), list(batch.columns)
    for name, kind in answering.added.items():
        names.append(name)
        columns.append(pyarrow.array(answer.columns[name].tolist(), getattr(pyarrow, TYPES[kind])()))
    return pyarrow.RecordBatch.from_arrays(columns, names=names)
