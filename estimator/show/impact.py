"""The cost of a roster: JSON, CSV, Markdown and the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from estimator.engine.months import iso
from estimator.show.layout import Page
from estimator.words.amounts import number
from estimator.words.dates import month_text
from estimator.words.names import fold
from estimator.words.say import Words

COST = ("people", "months", "household", "state_support", "local_support")
MILLION = 10**6


class Sums(Protocol):
    """What a roster adds up to."""

    @property
    def whole(self) -> Sequence[int]: ...
    @property
    def by(self) -> Mapping[str, Mapping[str, Sequence[int]]]: ...
    @property
    def watched(self) -> Mapping[str, int]: ...
    @property
    def rejected(self) -> int: ...
    @property
    def first_error(self) -> str: ...


def _named(total: Sequence[int]) -> dict[str, int]:
    return dict(zip(COST, total, strict=True))


def _less(reform: Sequence[int], baseline: Sequence[int]) -> list[int]:
    return [after - before for after, before in zip(reform, baseline, strict=True)]


def impact_json(
    period: tuple[int, int], totals: Sequence[Sums], written: Mapping[str, Any], overlays: list[str]
) -> dict[str, Any]:
    """The contract's answer of ``impact``; without a reform, baseline alone."""
    base, last = totals[0], totals[-1]
    told: dict[str, Any] = {
        "given": {**written, **({"with": overlays} if overlays else {})},
        "period": {"from": iso(period[0]), "to": iso(period[1])},
        **_named(base.whole),
        "rejected": base.rejected,
        "by": [
            {"column": name, "value": value, **_named(total)}
            for name, values in base.by.items()
            for value, total in sorted(values.items())
        ],
        "baseline": _named(base.whole),
    }
    if len(totals) > 1:
        told["reform"] = _named(last.whole)
        told["difference"] = _named(_less(last.whole, base.whole))
        told["by_reform"] = [
            {"column": name, "value": value, **_named(total)}
            for name, values in last.by.items()
            for value, total in sorted(values.items())
        ]
    told["watch"] = dict(base.watched)
    told["warnings"] = []
    return told


def _rows(totals: Sequence[Sums]) -> Iterator[tuple[str, str, str, Sequence[int]]]:
    """Which law, by which column, its value, and the sums."""
    for law, total in zip(("baseline", "reform"), totals, strict=False):
        yield law, "", "", total.whole
        for name, values in total.by.items():
            for value, sums in sorted(values.items()):
                yield law, name, value, sums
    if len(totals) > 1:
        yield "difference", "", "", _less(totals[-1].whole, totals[0].whole)


def table_csv(totals: Sequence[Sums]) -> str:
    """A line for every sum."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["law", "by", "value", *COST])
    writer.writerows([law, name, value, *sums] for law, name, value, sums in _rows(totals))
    return out.getvalue()


def table_markdown(period: tuple[int, int], totals: Sequence[Sums], words: Words) -> str:
    """The sums as a table for a report."""
    heads = [words.text("impact_what"), *(words.text(f"impact_{name}") for name in COST)]
    lines = [f"## {_title(period, words)}", "", f"| {' | '.join(heads)} |", "|---|" + "---:|" * len(COST)]
    for law, name, value, sums in _rows(totals):
        what = words.text(f"impact_{law}") + (f" · {_value(name, value, words)}" if name else "")
        cells = [number(part, words.lang) for part in sums]
        lines.append(f"| {' | '.join([what.replace('|', '/'), *cells])} |")
    return "\n".join(lines)


def _title(period: tuple[int, int], words: Words) -> str:
    first, last = (month_text(month, words.lang) for month in period)
    return words.text("impact_title", first=first, last=last)


def _value(name: str, value: str, words: Words) -> str:
    """A group by its name in the reader's language; another value as it stands."""
    groups: Mapping[str, str] = words.tables.NAMES["group"]
    if name == "group":
        return groups.get(
            value or "other", next((said for said in groups.values() if fold(said) == fold(value)), value)
        )
    return value or "–"


def show_impact(period: tuple[int, int], totals: Sequence[Sums], words: Words, overlays: Sequence[str]) -> None:
    """Print the sums, the difference a reform makes, and what to watch."""
    page, base = Page(), totals[0]
    page.title(_title(period, words), words.text("impact_millions"))
    if overlays:
        page.say(words.text("overlays", files=overlays))
    page.blank()
    heads = ("", *(words.text(f"impact_{name}") for name in COST), "")
    rows: list[tuple[str, ...]] = [heads]
    for law, name, value, sums in _rows(totals):
        if name not in ("", "group") and len(base.by[name]) > 24:
            continue
        what = f"  {_value(name, value, words)}" if name else words.text(f"impact_{law}")
        counts = [number(part, words.lang) for part in sums[:2]]
        rows.append(
            (what, *counts, *(number((2 * part + MILLION) // (2 * MILLION), words.lang) for part in sums[2:]), "")
        )
    if page.fits(rows):
        page.grid(rows, range(1, len(COST) + 1))
    else:
        for name, *cells, _ in rows[1:]:
            page.say(name.strip())
            for head, cell in zip(heads[1:-1], cells, strict=True):
                page.say(f"{head}: {cell}", "   ", "     ")
    page.blank()
    for name, count in base.watched.items():
        page.say("• " + words.text(f"watch_{name}", people=count), rest="   ")
    if base.rejected:
        page.say("• " + words.text("impact_rejected", people=base.rejected, first=base.first_error), rest="   ")
    page.blank()
    page.say(words.text("impact_note"))
    page.show()
