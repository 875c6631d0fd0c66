"""``bhxh impact``: what a roster costs household, State and province in a period, with what-ifs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.batch.chunk import Chunk
from estimator.batch.headings import mapped
from estimator.batch.roster import Roster, Totals, example
from estimator.batch.run import Batch
from estimator.batch.source import open_source
from estimator.cli.batch import ROWS, asking, stated
from estimator.cli.question import merged
from estimator.engine.problem import Problem
from estimator.rulebook import store
from estimator.words import dates
from estimator.words.say import Words

OWN = ("table", "from_", "to", "by", "weight", "example", "map", "format")
FORMATS = ("table", "md", "csv", "json")
MOST_EXAMPLES = 10_000_000


def run(given: dict[str, Any], words: Words) -> int:
    """Add up a roster under the law, and under the law with the reforms named."""
    shape = given["format"] or ("json" if given["json"] else "table")
    if shape not in FORMATS:
        raise Problem("format_unknown", field="format", given=shape, allowed=FORMATS)
    for needed in ("from_", "to"):
        if given[needed] is None:
            raise Problem("period_bound_missing", field=needed)
    first, last = dates.read_month(given["from_"], "from_"), dates.read_month(given["to"], "to")
    if last < first:
        raise Problem("period_reversed", field="to", given=last, first=first)
    tables = given["table"] or []
    if (given["example"] is None) == (len(tables) != 1):
        raise Problem("roster_missing", field="table", given=" ".join(tables))
    mapping = dict(mapped(text) for text in given["map"] or [])
    written = merged({name: value for name, value in given.items() if name not in OWN})
    by = list(dict.fromkeys(["group", *(given["by"] or [])]))
    overlays = written.pop("with", [])
    called = asking(store.tables(), words)
    stated(called, written)
    laws = [written, {**written, "with": overlays}] if overlays else [written]
    rosters = [Roster(called, law, first, last, by, given["weight"]) for law in laws]
    known = Batch(called, written, mapping)
    for chunk in chunks(given, tables, first):
        columns = {column: option for column, option in mapping.items() if column in chunk.header}
        for roster in rosters:
            for name in (*(name for name in by if name not in ("group", "month")), *filter(None, [given["weight"]])):
                if name not in chunk.header:
                    raise Problem("by_column_unknown", field="by", given=name, allowed=list(chunk.header))
            roster.add(chunk, columns, known.rates)
    show(words, shape, (first, last), [roster.totals for roster in rosters], written, overlays)
    return 5 if rosters[0].totals.rejected else 0


def chunks(given: dict[str, Any], tables: list[str], first: int) -> Iterable[Chunk]:
    """The roster named, or an invented one."""
    if given["example"] is not None:
        text = given["example"]
        if not text.isdecimal() or not 0 < int(text) <= MOST_EXAMPLES:
            raise Problem("example_count", field="example", given=text, most=MOST_EXAMPLES)
        yield from example(int(text), first)
        return
    with open_source(tables[0]) as source:
        yield from source.chunks(ROWS)


def show(
    words: Words,
    shape: str,
    period: tuple[int, int],
    totals: list[Totals],
    written: dict[str, Any],
    overlays: list[str],
) -> None:
    """Print the sums in one of the formats."""
    from estimator.show.as_json import dumped
    from estimator.show.impact import impact_json, show_impact, table_csv, table_markdown

    if shape == "json":
        print(dumped(impact_json(period, totals, written, overlays)))
    elif shape == "csv":
        print(table_csv(totals), end="")
    elif shape == "md":
        print(table_markdown(period, totals, words))
    else:
        show_impact(period, totals, words, overlays)
