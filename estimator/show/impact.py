"""The cost of a roster: what is reported, as JSON, as rows of a table, and on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import TextWrapper
from typing import Any, TypeAlias

from estimator.engine.months import from_iso, iso
from estimator.plan.cost_report import BASELINE, COST, REFORM, Report, lines_by, whole
from estimator.show.layout import BETWEEN, NARROW, Page, printable
from estimator.words.amounts import number
from estimator.words.dates import month_text
from estimator.words.say import Words

UNITS = ((10**10, 10**6, "impact_millions"), (10**7, 10**3, "impact_thousands"), (0, 1, "impact_dong"))
NAME = 14  # letters of a name that a table must have room for
MOST_SHOWN = 200  # values of a column on the screen
ERRORS_SHOWN = 5  # of the rows that are not counted
Drawn: TypeAlias = "Callable[[Report, Words, int], Sequence[str]]"  # a chart as lines of so many columns


def _named(total: Sequence[int]) -> dict[str, int]:
    return dict(zip(COST, total, strict=True))


def impact_json(report: Report) -> dict[str, Any]:
    """The contract's answer of ``impact``; without a reform, baseline alone."""
    base = report.totals[0]
    laws = {law: _named(sums) for law, sums in whole(report).sums.items()}
    told: dict[str, Any] = {
        "as_of": report.as_of.isoformat(),
        "given": {**report.written, **({"with": list(report.overlays)} if report.overlays else {})},
        "period": {"from": iso(report.period[0]), "to": iso(report.period[1]), "chosen": list(report.chosen)},
        **_named(base.whole),
        "rows": report.rows,
        "rejected": report.rejected,
        "errors": [{"row": row, "says": says} for row, says in report.errors],
        "by": [
            {
                "column": name,
                "value": line.value,
                **_named(line.sums[BASELINE]),
                **({law: _named(sums) for law, sums in line.sums.items()} if len(line.sums) > 1 else {}),
            }
            for name, lines in lines_by(report).items()
            for line in lines
        ],
        **laws,
    }
    told["watch"] = dict(base.watched)
    if len(report.totals) > 1:
        told["by_reform"] = [
            {"column": name, "value": line.value, **_named(line.sums[REFORM])}
            for name, lines in lines_by(report).items()
            for line in lines
        ]
        told["watch_reform"] = dict(report.totals[-1].watched)
    warnings = [{"code": code, "says": says} for code, says in report.warnings]
    return {**told, "standings": dict(report.standings), "warnings": warnings}


def table_rows(report: Report) -> Iterator[Sequence[Any]]:
    """A row for every law and sum, for programs; the first has the headings."""
    yield ("law", "by", "value", *COST)
    for law in report.laws:
        yield (law, "", "", *whole(report).sums[law])
        for name, lines in lines_by(report).items():
            for line in lines:
                yield (law, name, line.value, *line.sums[law])


def title(report: Report, words: Words) -> str:
    """What is added up, and of which months."""
    first, last = (month_text(month, words.lang) for month in report.period)
    return words.text("impact_title", first=first, last=last)


def period_note(report: Report, words: Words) -> str:
    """How the period was chosen where it was not stated; nothing where it was."""
    return words.text("impact_whole_year" if "from" in report.chosen else "impact_to_december") * bool(report.chosen)


def reform_note(report: Report, words: Words) -> str:
    """Where the reform stands, and that it is none of the law; nothing where there is none."""
    files = ", ".join(printable(Path(file).name) for file in report.overlays)
    return words.text("impact_not_law", files=files) * bool(files)


def column_text(name: str, words: Words) -> str:
    """A column as people call it."""
    own: Mapping[str, str] = words.tables.NAMES["by"]
    return own.get(name, printable(name))


def value_text(name: str, value: str, words: Words) -> str:
    """A value in the reader's language: groups and months; others as they stand."""
    if name == "group":
        return " + ".join(words.one_of("group", group) for group in value.split("; "))
    if name == "month":
        return month_text(from_iso(value), words.lang)
    return printable(value) or "–"


def watch_texts(name: str, report: Report, words: Words, people: int) -> list[str]:
    """What happens to people on the watch list, under each law; once where the laws say the same."""
    return list(dict.fromkeys(words.text(f"watch_{name}", people=people, **limits) for limits in report.limits))


def watch_lines(report: Report, words: Words) -> list[str]:
    """How many people to watch and why, under each law."""
    found = []
    for name, people in report.totals[0].watched.items():
        what, *others = watch_texts(name, report, words, people)
        said = words.text("watch_people", people=people, what=what)
        if len(report.totals) > 1:
            under = report.totals[-1].watched[name]
            said += words.text("watch_under_reform", people=under) if not others else ""
            said += "".join(words.text("watch_otherwise", people=under, what=other) for other in others)
        found.append(said)
    return found


def notes(report: Report, words: Words) -> list[str]:
    """What has to be known of the sums."""
    found = [words.text("impact_note")]
    base = report.standings[BASELINE]
    if base != "enacted":
        found.append(words.text("impact_standing", standing=words.one_of("standing", base)))
    return found


def unit_of(report: Report) -> tuple[int, str]:
    """In how many dong the amounts are best shown, and the key of that unit's name."""
    most = max(abs(amount) for sums in whole(report).sums.values() for amount in sums[2:])
    return next((unit, said) for least, unit, said in UNITS if most >= least)


def in_unit(amount: int, unit: int, words: Words) -> str:
    """An amount in a unit of so many dong, half up."""
    return number((2 * amount + unit) // (2 * unit), words.lang)


def show_impact(report: Report, words: Words, chart: Drawn | None = None) -> None:
    """Print the sums under each law, what to watch, and the lines of a chart where one is given."""
    page, (unit, said) = Page(), unit_of(report)
    page.title(title(report, words), words.text(said))
    if report.overlays:
        page.say(reform_note(report, words), rest="   ")
    if report.chosen:
        page.say(period_note(report, words), rest="   ")
    page.blank()
    _table(report, words, page, unit)
    page.blank()
    for line in watch_lines(report, words):
        page.say("• " + line, rest="   ")
    if report.rejected:
        page.say("• " + words.text("impact_rejected", rows=report.rejected), rest="   ")
        for row, why in report.errors[:ERRORS_SHOWN]:
            page.say(words.text("impact_row", row=row, why=printable(why)), "   ", "     ")
        if report.rejected > ERRORS_SHOWN:
            page.say(words.text("impact_rows_more"), "   ", "     ")
    for _, says in report.warnings:
        page.say("• " + printable(says), rest="   ")
    page.blank()
    if chart is not None:
        page.add(chart(report, words, page.columns))
        page.blank()
    for note in notes(report, words):
        page.say(note)
    page.show()


def _table(report: Report, words: Words, page: Page, unit: int) -> None:
    """The sums as a table, or as names and values where it does not fit."""
    rows, left = _rows(report, words, unit)
    numbers = sum(max(len(row[place]) for row in rows) + 2 for place in range(1, len(COST) + 1))
    room = page.columns - numbers - 2
    if page.columns >= NARROW and room >= NAME:
        page.grid([row for long in rows for row in _fitted(long, room)], range(1, len(COST) + 1))
    else:
        for what, *cells, _ in rows[1:]:
            page.say(what.strip(), " " * (1 + len(what) - len(what.lstrip())), "     ")
            told = [f"{head}: {cell}" for head, cell in zip(rows[0][1:-1], cells, strict=True) if cell]
            page.parts(BETWEEN.join(told), "     ", "     ")
    for more in left:
        page.say(more, rest="   ")


def _rows(report: Report, words: Words, unit: int) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the table, and what is said of values left out."""
    rows: list[tuple[str, ...]] = [("", *(words.text(f"impact_{name}") for name in COST), "")]
    columns, left = lines_by(report), []
    for law in report.laws:
        rows.append((words.text(f"impact_{law}"), *_cells(whole(report).sums[law], unit, words), ""))
        for name, lines in columns.items():
            if len(columns) > 1:
                rows.append((f" {column_text(name, words)}", *[""] * len(COST), ""))
            for line in lines[:MOST_SHOWN]:
                rows.append((f"  {value_text(name, line.value, words)}", *_cells(line.sums[law], unit, words), ""))
    for name, lines in columns.items():
        if len(lines) > MOST_SHOWN:
            more = len(lines) - MOST_SHOWN
            left.append(words.text("impact_more", more=more, column=column_text(name, words)))
    return rows, left


def _fitted(row: tuple[str, ...], room: int) -> list[tuple[str, ...]]:
    """A row whose name is broken into lines that fit, its figures beside the last of them."""
    indent = " " * (len(row[0]) - len(row[0].lstrip()))
    broken = TextWrapper(room, initial_indent=indent, subsequent_indent=indent + "  ").wrap(row[0].strip()) or [""]
    return [*((part, *[""] * (len(row) - 1)) for part in broken[:-1]), (broken[-1], *row[1:])]


def _cells(sums: Sequence[int], unit: int, words: Words) -> list[str]:
    return [number(part, words.lang) for part in sums[:2]] + [in_unit(part, unit, words) for part in sums[2:]]
