"""``bhxh impact``: what a roster costs household, State and province in a period, with what-ifs."""

from __future__ import annotations

import datetime
import re
import sys
from contextlib import ExitStack
from typing import Any

from estimator.asking.question import merged
from estimator.cli.batch import REJECTED, ROWS, say_done
from estimator.cli.impact_files import Files, text
from estimator.cli.progress import Progress
from estimator.engine.problem import Problem
from estimator.plan.assumptions import laid_over
from estimator.plan.cost import limits, period_of, standing
from estimator.plan.income import band
from estimator.plan.question import Question
from estimator.roster.answer_rows import Asking
from estimator.roster.cost import Roster
from estimator.roster.example_roster import Invented
from estimator.roster.group_by import by_columns, weight_column
from estimator.roster.header_rows import open_people
from estimator.roster.headings import has_mapped, mappings, recognised
from estimator.roster.provinces import Provinces
from estimator.roster.row_options import SOMEBODY, Written
from estimator.roster.row_questions import asking, judge_stated
from estimator.roster.unread import Unread
from estimator.rulebook import store
from estimator.show.impact import LAWS, Report, reform_note
from estimator.tables.source import Source
from estimator.words import dates
from estimator.words.say import Words

OWN = ("table", "from_", "to", "by_column", "weight", "example", "example_file", "output", "budget_chart",
       "budget_chart_file", "map", "force", "format")  # fmt: skip
FORMATS = ("table", "md", "csv", "json")
MOST_EXAMPLES = 10_000_000


def run(given: dict[str, Any], words: Words) -> int:
    """Add up a roster under the law, and under the law with the reforms named."""
    shape = given["format"] or ("json" if given["json"] else None)
    if shape not in (None, *FORMATS):
        raise Problem("format_unknown", field="format", given=shape, allowed=FORMATS)
    written = merged({name: value for name, value in given.items() if name not in OWN})
    written.setdefault("as_of", datetime.date.today().isoformat())  # one day for all rows
    overlays = written.pop("with", [])
    tables = store.tables()
    called = asking(tables, words)
    judge_stated({**written, **({"with": overlays} if overlays else {})}, tables)
    asked = called.question({**SOMEBODY, **written}, called.rulebook(written))
    first, last = (
        None if given[name] is None else dates.read_month(given[name], name.rstrip("_")) for name in ("from_", "to")
    )
    period = period_of(asked.as_of_month, first, last)
    with ExitStack() as opened:
        source = opened.enter_context(opened_source(given, called, written, asked))
        progress = Progress(source, words)
        roster = opened_roster(given, called, written, overlays, period, source)
        standings, figures = resting(roster, asked)
        files = opened.enter_context(Files(given, source))
        unread = unread_of(roster, source)
        provinces = Provinces(roster.mapping, roster.written)
        for chunk in files.copied(provinces.seen(unread.seen(source.chunks(ROWS)))):
            roster.add(chunk)
            progress.show(roster.rows)
        progress.end()
        source.unchanged()
        report = Report(
            as_of=asked.as_of,
            period=period,
            chosen=tuple(name for name, month in (("from", first), ("to", last)) if month is None),
            totals=roster.totals,
            rows=roster.rows,
            rejected=roster.rejected,
            errors=roster.errors,
            standings=standings,
            limits=figures,
            written=written,
            overlays=overlays,
            warnings=[
                *past(asked, period, words),
                *idle(roster, words),
                *unread.said(words),
                *noted(roster, source, words),
                *provinces.said(called, words),
            ],
        )
        files.write(report, words)
    show(report, shape, given, words)
    if shape == "csv" or files.report_name is not None:  # neither has room for all of it
        for _, says in report.warnings:
            print(says, file=sys.stderr)
        if shape == "csv" and report.rejected:
            print(words.text("impact_rejected_count", rows=report.rejected), file=sys.stderr)
    if files.report_name is not None:
        say_done(roster.rows, roster.rejected, files.report_name, progress.seconds, words)
    if overlays and (shape == "csv" or (files.report_name or "").lower().endswith(".csv")):
        print(reform_note(report, words), file=sys.stderr)
    return REJECTED if roster.rejected else 0


def opened_source(given: dict[str, Any], called: Asking, written: Written, asked: Question) -> Source:
    """The roster named, or an invented one."""
    tables, people = given["table"] or [], given["example"]
    if (people is None) == (len(tables) != 1):
        raise Problem("roster_missing", field="table", given=" ".join(tables))
    if people is None:
        if given["example_file"] is not None:
            raise Problem("example_file_alone", field="example_file", given=given["example_file"])
        return open_people(tables[0])
    count = people.replace(".", "") if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", people) else people
    if not (count.isascii() and count.isdecimal() and len(count) < 10 and 0 < int(count) <= MOST_EXAMPLES):
        raise Problem("example_count", field="example", given=people, most=MOST_EXAMPLES)
    law = called.rulebook(written)
    return Invented(int(count), asked.as_of_month, lambda month: band(law.at(month)).floor)


def opened_roster(
    given: dict[str, Any],
    called: Asking,
    written: Written,
    overlays: list[str],
    period: tuple[int, int],
    source: Source,
) -> Roster:
    """What adds up a roster by the columns asked for."""
    mapping = mappings(given["map"] or [])
    header = source.header if source.live else source.every_column()
    has_mapped(header, mapping)
    options = recognised(header, mapping)
    if not options:
        raise Problem("no_heading_known", field="table", given=source.name, allowed=["sex", "born", "income"])
    by = by_columns(given["by_column"] or [], header, options)
    weight = None if given["weight"] is None else weight_column(given["weight"], header, options)
    return Roster(called, written, overlays, period, by, weight, mapping)


def unread_of(roster: Roster, source: Source) -> Unread:
    """What of the table goes unread; of an invented one, or of lines that each name their cells, nothing is said."""
    if source.live or isinstance(source, Invented):
        return Unread(None, {}, {}, set())
    used = {
        *roster.mapping,
        *(one.column for one in roster.by if one.column is not None),
        *filter(None, [roster.weight]),
    }
    return Unread(source.every_column(), roster.mapping, roster.written, used, source.others, source.unworked)


def past(asked: Question, period: tuple[int, int], words: Words) -> list[tuple[str, str]]:
    """That a period lies, or begins, before the day asked on, and only what rows state of that is added up."""
    now = asked.as_of_month
    code = "period_past" if period[1] < now else "period_begun"
    return [(code, words.text(f"impact_{code}", month=now))] if period[0] < now else []


def idle(roster: Roster, words: Words) -> list[tuple[str, str]]:
    """How many people are counted who pay nothing in the period."""
    people = roster.totals[0].idle
    return [("pay_nothing", words.text("impact_pay_nothing", people=people))] if people else []


def noted(roster: Roster, source: Source, words: Words) -> list[tuple[str, str]]:
    """How many rows should be looked at again, and how."""
    rows = roster.notes.count
    return [("notes_count", words.text("impact_notes", rows=rows, file=source.name))] if rows else []


def resting(roster: Roster, asked: Question) -> tuple[dict[str, str], list[dict[str, int]]]:
    """How firm each law is in the period, and the figures of each that the watch list speaks of."""
    outlooks = [laid_over(book, asked.scenario, asked.assumed) for book in roster.books(roster.written)]
    firm = {law: standing(outlook, *roster.period) for law, outlook in zip(LAWS, outlooks, strict=False)}
    return firm, [limits(outlook, roster.period[1]) for outlook in outlooks]


def show(report: Report, shape: str | None, given: dict[str, Any], words: Words) -> None:
    """Print the sums in the form asked for; as a table unless they went to a file."""
    if shape not in (None, "table"):
        print(text(shape, report, words), end="")
    elif shape == "table" or given["output"] is None:
        from estimator.show.impact import show_impact

        if given["budget_chart"]:
            from estimator.show.impact_chart import printed

            show_impact(report, words, printed)
        else:
            show_impact(report, words)
    elif given["budget_chart"]:
        from estimator.show.impact_chart import show_chart

        show_chart(report, words)
