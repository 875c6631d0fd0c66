"""``bhxh law``."""

from __future__ import annotations

import datetime
from typing import Any

from estimator.asking.question import assumed, rulebook
from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.assumptions import Outlook
from estimator.rulebook import store
from estimator.rulebook.model import Rulebook
from estimator.words import dates
from estimator.words.names import nearest
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Show what is in force in a month, or what changes in a stretch of months."""
    from estimator.show import law as show

    if given["overlays"]:
        show.overlays(words, given["json"])
        return 0
    written = {name.rstrip("_"): value for name, value in given.items() if value not in (None, [], False)}
    book = rulebook(written, store.tables())
    if "scenario" in written or "assume" in written:
        book = Outlook(book, written.get("scenario", "base"), assumed(written)).book
    names = chosen(written.get("names", []), book)
    stated: dict[str, Any] = {"names": written.get("names", [])}
    stated |= {
        name: written[name] for name in ("province", "scenario", "assume", "known_on", "with") if name in written
    }
    if "changes" in written:
        first, last = stretch(written["changes"])
        changes = [
            (start, name)
            for name in names
            for start, provision in book.parameters[name].segments
            if first <= start <= last and provision is not None
        ]
        stated["changes"] = f"{months.iso(first)}..{months.iso(last)}"
        show.changes(book, sorted(changes), first, last, words, given["json"], stated)
        return 0
    today = datetime.date.today()
    month = dates.read_month(written["at"], "at") if "at" in written else months.month(today.year, today.month)
    stated["at"] = months.iso(month)
    show.month(book, names, month, words, given["json"], stated, asked=bool(written.get("names")))
    return 0


def chosen(asked: list[str], book: Rulebook) -> list[str]:
    """The parameters named, or all; a misspelt one gets a suggestion."""
    for name in asked:
        if name not in book.parameters:
            near = nearest(name, book.parameters)
            raise Problem("parameter_name_unknown", field="names", given=name, suggestions=near)
    return asked or sorted(book.parameters)


def stretch(text: str) -> tuple[int, int]:
    """First and last month of ``2025-01..2027-12``."""
    first, dots, last = text.partition("..")
    if not dots:
        raise Problem("changes_unreadable", field="changes", given=text)
    months_read = dates.read_month(first, "changes"), dates.read_month(last, "changes")
    if months_read[1] < months_read[0]:
        raise Problem("changes_unreadable", field="changes", given=text)
    return months_read
