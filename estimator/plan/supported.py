"""The support that a record has used up before a plan begins."""

from __future__ import annotations

from estimator.plan.person import Spell
from estimator.plan.record import months_within, of_kind
from estimator.rulebook.model import Rulebook


def supported_months_before(book: Rulebook, history: tuple[Spell, ...], before: int) -> int:
    """Voluntary months paid for since support began, the limit at most."""
    return min(used_months(book, history, before))


def used_months(book: Rulebook, history: tuple[Spell, ...], before: int) -> tuple[int, int]:
    """Voluntary months paid for since support began, however many, and how many may be supported."""
    begun = support_begins(book, before)
    used = int(months_within(of_kind(history, "voluntary"), begun, before))
    return used, int(book.at(max(before, begun))["support_months_limit"])


def support_begins(book: Rulebook, otherwise: int) -> int:
    """The first month that is supported at all, by law; another month where none is."""
    limits = [(start, p.value) for start, p in book.parameters["support_months_limit"].segments if p is not None]
    return next((start for start, limit in limits if limit > 0), otherwise)
