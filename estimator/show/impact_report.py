"""The cost of a roster for a report: Markdown, and the sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from estimator.plan.cost_report import BASELINE, COST, DIFFERENCE, LAWS, Line, Report, lines_by, whole
from estimator.show.impact import (
    ERRORS_SHOWN,
    column_text,
    notes,
    period_note,
    reform_note,
    title,
    value_text,
    watch_lines,
    watch_texts,
)
from estimator.version import __version__
from estimator.words.amounts import number
from estimator.words.dates import day_text, month_text
from estimator.words.say import Words

COUNTS = COST[:2]  # figures that are no money
LONGEST_NAME = 31  # characters of a sheet's name
WIDEST = 48  # of a column
LEAST = 9


class Table(NamedTuple):
    """A sheet: its name, its headings, its rows of texts and whole numbers, and how wide each column is (letters)."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[int]


def markdown(report: Report, words: Words) -> str:
    """The sums as tables for a report."""
    parts = [f"## {title(report, words)}", *map(_bare, _before(report, words))]
    parts.append(_markdown([words.text("impact_what"), *_costs(words)], _by_law(report, words)))
    for name, lines in lines_by(report).items():
        parts.append(f"### {column_text(name, words)}")
        heads = [column_text(name, words), *([words.text("impact_law")] if len(report.totals) > 1 else [])]
        rows: list[list[Any]] = []
        for line in lines:
            value = value_text(name, line.value, words)
            for law, sums in line.sums.items():
                said = [words.text(f"impact_{law}")] if len(report.totals) > 1 else []
                rows.append([value, *said, *sums])
        parts.append(_markdown([*heads, *_costs(words)], [[_said(cell, words) for cell in row] for row in rows]))
    parts.append(f"### {words.text('impact_watch')}")
    parts.append("\n".join(f"- {_bare(line)}" for line in watch_lines(report, words)))
    if report.rejected:
        lines_ = [words.text("impact_rejected", rows=report.rejected)]
        shown = report.errors[:ERRORS_SHOWN]
        lines_ += [f"- {_bare(words.text('impact_row', row=row, why=why))}" for row, why in shown]
        if report.rejected > len(shown):
            lines_.append(f"- {words.text('impact_rows_more')}")
        parts.append("\n".join(lines_))
    if report.warnings:
        parts.append("\n".join(f"- {_bare(says)}" for _, says in report.warnings))
    parts += [_bare(note) for note in notes(report, words)]
    return "\n\n".join(parts) + "\n"


def _before(report: Report, words: Words) -> list[str]:
    """What has to be known before the sums are read."""
    return [said for said in (reform_note(report, words), period_note(report, words)) if said]


def _costs(words: Words) -> list[str]:
    return [words.text(f"impact_{name}") for name in COST]


def _by_law(report: Report, words: Words) -> list[list[str]]:
    return [
        [words.text(f"impact_{law}"), *(_said(part, words) for part in sums)]
        for law, sums in whole(report).sums.items()
    ]


def _said(cell: Any, words: Words) -> str:
    return number(cell, words.lang) if isinstance(cell, int) else str(cell)


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    texts = len(heads) - len(COST)
    lines = [f"| {' | '.join(map(_bare, heads))} |", "|" + "---|" * texts + "---:|" * len(COST)]
    return "\n".join([*lines, *(f"| {' | '.join(map(_bare, row))} |" for row in rows)])


def _bare(text: str) -> str:
    """A text that stays in its cell and is read as it stands."""
    return re.sub(r"([\\|`*_<>\[\]#])", r"\\\1", " ".join(text.split()))


def tables(report: Report, words: Words) -> list[Table]:
    """The sheets of a workbook: in all, by each column, what to watch, and rows that are not counted."""
    heads = [words.text("impact_what"), *(_headed(name, words) for name in COST)]
    rows: list[list[Any]] = [[words.text(f"impact_{law}"), *sums] for law, sums in whole(report).sums.items()]
    rows += [[]] + [[said] for said in _about(report, words)]
    found = [(words.text("impact_sheet"), heads, rows)]
    for name, lines in lines_by(report).items():
        column = column_text(name, words)
        measures = _measures(report, lines)
        heads = [column, *(_heading(*measure, words) for measure in measures)]
        found.append((column, heads, [_row(name, line, measures, words) for line in lines]))
    watched = [
        [
            *(total.watched[name] for total in report.totals),
            " / ".join(watch_texts(name, report, words, people)),
        ]
        for name, people in report.totals[0].watched.items()
    ]
    laws = report.laws[: len(report.totals)] if len(report.totals) > 1 else ("",)
    heads = [*(_heading("people", law, words) for law in laws), words.text("impact_what")]
    found.append((words.text("impact_watch"), heads, watched))
    if report.rejected:
        refused: list[list[Any]] = [[row, why] for row, why in report.errors]
        if report.rejected > len(refused):
            refused.append(["…", words.text("impact_rejected", rows=report.rejected)])
        found.append((words.text("impact_refused"), words.text("impact_refused_heads").split("|"), refused))
    return [Table(_sheet_name(place, name, found), head, rows, _widths(head, rows)) for place, (name, head, rows)
            in enumerate(found)]  # fmt: skip


def _about(report: Report, words: Words) -> list[str]:
    """What the sums are, and what they rest on."""
    first, last = (month_text(month, words.lang) for month in report.period)
    found = [words.text("impact_period", first=first, last=last), *_before(report, words)]
    found += [words.text("impact_row_count", rows=report.rows, rejected=report.rejected), *notes(report, words)]
    return [*found, words.text("impact_made", day=day_text(report.as_of, words.lang), version=__version__)]


def _headed(name: str, words: Words) -> str:
    said = words.text(f"impact_{name}")
    return said if name in COUNTS else words.text("impact_in_dong", what=said)


def _measures(report: Report, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """The figures of a sheet, each by name and law; people and months once where a reform changes none of them."""
    found = []
    for place, name in enumerate(COST):
        changed = any(line.sums[DIFFERENCE][place] for line in lines) if len(report.totals) > 1 else False
        once = len(report.totals) == 1 or (place < len(COUNTS) and not changed)
        found += [(name, "")] if once else [(name, law) for law in LAWS]
    return found


def _heading(name: str, law: str, words: Words) -> str:
    return f"{_headed(name, words)}: {words.text(f'impact_{law}').lower()}" if law else _headed(name, words)


def _row(name: str, line: Line, measures: Sequence[tuple[str, str]], words: Words) -> list[Any]:
    return [
        value_text(name, line.value, words),
        *(line.sums[law or BASELINE][COST.index(figure)] for figure, law in measures),
    ]


def _sheet_name(place: int, name: str, found: Sequence[tuple[str, Any, Any]]) -> str:
    """A name that spreadsheets allow, and no two of them alike."""
    bare = [re.sub(r"[\[\]:*?/\\]|^'|'$", " ", each[0])[:LONGEST_NAME].strip() or "?" for each in found]
    alike = [each.casefold() for each in bare[:place]].count(bare[place].casefold())
    return bare[place] if not alike else f"{bare[place][: LONGEST_NAME - 4]} ({alike + 1})"


def _widths(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """As wide as the widest number, and as the longest word of the heading, which is broken between words."""
    found = []
    for column, heading in enumerate(head):
        cells = [row[column] for row in rows if len(row) == len(head)]
        said = [f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells]
        found.append(
            max(LEAST, *(len(word) for word in heading.split()), *(min(len(cell), WIDEST) for cell in said)) + 3
        )
    return found
