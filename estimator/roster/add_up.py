"""What a roster costs household, State and province in a period: its people added up, and what was found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from estimator.asking.faults import Faults
from estimator.asking.question import merged
from estimator.engine.problem import Problem
from estimator.plan.assumptions import laid_over
from estimator.plan.cost import limits, period_of, standing
from estimator.plan.cost_report import LAWS, Report
from estimator.plan.income import band
from estimator.plan.question import Question
from estimator.roster.answer_rows import Asking
from estimator.roster.answer_table import ROWS, Progress
from estimator.roster.cost import Roster
from estimator.roster.example_roster import Invented
from estimator.roster.finding import Finding
from estimator.roster.group_by import By, by_columns, weight_column
from estimator.roster.header_rows import open_people
from estimator.roster.headings import has_mapped, mappings, recognised
from estimator.roster.provinces import Provinces
from estimator.roster.row_options import SOMEBODY, Written
from estimator.roster.row_questions import asking, judge_stated
from estimator.roster.unread import Unread
from estimator.rulebook import store
from estimator.tables.chunk import Chunk
from estimator.tables.source import Source
from estimator.words import dates
from estimator.words.say import Words

OWN = ("from", "to", "by", "weight", "example", "map")
MOST_EXAMPLES = 10_000_000
Copied: TypeAlias = Callable[[Iterable[Chunk]], Iterator[Chunk]]


class AddingUp:
    """A roster that is open, with the law and the period by which it is added up."""

    def __init__(self, called: Asking, words: Words, asked: Question, source: Source, roster: Roster) -> None:
        self.called, self.words, self.asked, self.source, self.roster = called, words, asked, source, roster
        self._unread = _unread(roster, source)
        self._provinces = Provinces(roster.mapping, roster.written)

    def report(self, chosen: tuple[str, ...], copied: Copied, progress: Progress | None) -> Report:
        """Add up everybody. ``copied`` lets the chunks through, ``progress`` is told as in ``answer_table``."""
        source, roster = self.source, self.roster
        standings, figures = _resting(roster, self.asked)
        for chunk in copied(self._provinces.seen(self._unread.seen(source.chunks(ROWS)))):
            roster.add(chunk)
            if progress is not None:
                progress(roster.rows, 0, source.expected(roster.rows))
        source.unchanged()
        return Report(
            as_of=self.asked.as_of,
            period=roster.period,
            chosen=chosen,
            totals=roster.totals,
            rows=roster.rows,
            rejected=roster.rejected,
            errors=roster.errors,
            standings=standings,
            limits=figures,
            written=roster.written,
            overlays=roster.reform,
            warnings=[(found.code, found.says) for found in self._findings()],
        )

    def _findings(self) -> Iterator[Finding]:
        """What has to be known of the sums besides."""
        words, roster, now = self.words, self.roster, self.asked.as_of_month
        if roster.period[0] < now:  # only what rows state of that is added up
            code = "period_past" if roster.period[1] < now else "period_begun"
            yield Finding(code, words.text(f"impact_{code}", month=now))
        if roster.totals[0].idle:
            yield Finding("pay_nothing", words.text("impact_pay_nothing", people=roster.totals[0].idle))
        yield from self._unread.findings(words)
        if roster.notes.count:
            said = words.text("impact_notes", rows=roster.notes.count, file=self.source.name)
            yield Finding("notes_count", said)
        yield from self._provinces.findings(self.called, words)


@contextmanager
def opened(
    named: Sequence[str], given: Mapping[str, Any], words: Words, own: Faults
) -> Iterator[tuple[AddingUp, tuple[str, ...]]]:
    """The one roster ``named``, or an invented one, ready to be added up; and the bounds of the period not stated.

    ``given`` has the options of a question and ``OWN``, as they are written; ``own`` what is wrong with others. Raises
    Problem with all that is wrong with the options, or with the table.
    """
    nothing: Written = {}
    people = own.read(None, _invented, named, given)
    mapping = own.read(dict[str, str](), mappings, given.get("map") or [])
    bounds: dict[str, int | None] = {
        name: own.read(None, dates.read_month, given[name], name) if given.get(name) is not None else None
        for name in ("from", "to")
    }
    written = own.read(nothing, merged, {name: value for name, value in given.items() if name not in OWN})
    written.setdefault("as_of", datetime.date.today().isoformat())  # one day for all rows
    overlays = written.pop("with", [])
    tables = store.tables()
    called = asking(tables, words)
    judge_stated({**written, **({"with": overlays} if overlays else {})}, tables, own)
    law = called.rulebook(written)
    asked = called.question({**SOMEBODY, **written}, law)
    period = period_of(asked.as_of_month, bounds["from"], bounds["to"])
    invented = people and Invented(people, asked.as_of_month, lambda month: band(law.at(month)).floor)
    with invented or open_people(named[0]) as source:
        header = source.header if source.live else source.every_column()
        has_mapped(header, mapping)
        options = recognised(header, mapping)
        if not options:
            raise Problem("no_heading_known", field="table", given=source.name, allowed=["sex", "born", "income"])
        faults = Faults()
        by = faults.read(tuple[By, ...](), by_columns, given.get("by") or [], header, options)
        weight = given.get("weight")
        weight = None if weight is None else faults.read(None, weight_column, weight, header, options)
        faults.raise_all()
        roster = Roster(called, written, overlays, period, by, weight, mapping)
        chosen = tuple(name for name, month in bounds.items() if month is None)
        yield AddingUp(called, words, asked, source, roster), chosen


def _invented(named: Sequence[str], given: Mapping[str, Any]) -> int | None:
    """How many people are to be invented, if any. Raises Problem: roster_missing, example_count."""
    people = given.get("example")
    if (people is None) == (len(named) != 1):
        raise Problem("roster_missing", field="table", given=" ".join(named))
    if people is None:
        return None
    count = people.replace(".", "") if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", people) else people
    if not (count.isascii() and count.isdecimal() and len(count) < 10 and 0 < int(count) <= MOST_EXAMPLES):
        raise Problem("example_count", field="example", given=people, most=MOST_EXAMPLES)
    return int(count)


def _unread(roster: Roster, source: Source) -> Unread:
    """What of the table goes unread; of an invented one, or of lines that each name their cells, nothing is said."""
    if source.live or isinstance(source, Invented):
        return Unread(None, {}, {}, set())
    used = {
        *roster.mapping,
        *(one.column for one in roster.by if one.column is not None),
        *filter(None, [roster.weight]),
    }
    return Unread(source.every_column(), roster.mapping, roster.written, used, source.others, source.unworked)


def _resting(roster: Roster, asked: Question) -> tuple[dict[str, str], list[dict[str, int]]]:
    """How firm each law is in the period, and the figures of each that the watch list speaks of."""
    outlooks = [laid_over(book, asked.scenario, asked.assumed) for book in roster.books(roster.written)]
    firm = {law: standing(outlook, *roster.period) for law, outlook in zip(LAWS, outlooks, strict=False)}
    return firm, [limits(outlook, roster.period[1]) for outlook in outlooks]
