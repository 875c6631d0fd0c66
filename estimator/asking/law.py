"""What is asked of the law: which parameters, in a month or over a stretch of months."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from estimator.asking.faults import Faults
from estimator.asking.question import assumed, rulebook
from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.assumptions import Outlook
from estimator.plan.question import Assumed
from estimator.rulebook import store
from estimator.rulebook.model import Rulebook, Tables
from estimator.words import dates
from estimator.words.matching import nearest
from estimator.words.names import read_scenario


class LawQuestion(NamedTuple):
    """The law asked of, names of its parameters, and a month, or a stretch of months whose changes are asked for.

    ``given`` is the question as it was written; ``named`` says whether the parameters were.
    """

    book: Rulebook
    names: list[str]
    month: int
    stretch: tuple[int, int] | None
    given: dict[str, Any]
    named: bool

    @property
    def changes(self) -> list[tuple[int, str]]:
        """Months of the stretch and the parameters that change in them, oldest first."""
        first, last = self.stretch or (self.month, self.month)
        return sorted(
            (start, name)
            for name in self.names
            for start, provision in self.book.parameters[name].segments
            if first <= start <= last and provision is not None
        )


def law_question(given: dict[str, Any], tables: Tables) -> LawQuestion:
    """What the options ask; Problem with those that cannot be read or name no parameter."""
    written = {name.rstrip("_"): value for name, value in given.items() if value not in (None, [], False)}
    faults = Faults()
    book = faults.read(None, rulebook, written, tables) or store.rulebook(tables)
    scenario = faults.read("base", read_scenario, written.get("scenario", "base"))
    nothing: Assumed = ()
    own = faults.read(nothing, assumed, written)
    if "scenario" in written or "assume" in written:
        outlook = faults.read(None, Outlook, book, scenario, own)
        book = outlook.book if outlook is not None else book
    names = faults.read(list[str](), chosen, written.get("names", []), book)
    today = datetime.date.today()
    month, between = months.month(today.year, today.month), None
    if "changes" in written:
        between = faults.read(None, stretch, written["changes"])
    elif "at" in written:
        month = faults.read(month, dates.read_month, written["at"], "at")
    faults.raise_all()
    stated: dict[str, Any] = {"names": written.get("names", [])}
    stated |= {
        name: written[name] for name in ("province", "scenario", "assume", "known_on", "with") if name in written
    }
    if between is not None:
        stated["changes"] = "..".join(map(months.iso, between))
    else:
        stated["at"] = months.iso(month)
    return LawQuestion(book, names, month, between, stated, bool(written.get("names")))


def chosen(asked: list[str], book: Rulebook) -> list[str]:
    """The parameters named, or all; a misspelt one gets a suggestion."""
    faults = Faults()
    for name in asked:
        if name not in book.parameters:
            near = nearest(name, book.parameters)
            faults.add(Problem("parameter_name_unknown", field="names", given=name, suggestions=near))
    faults.raise_all()
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
