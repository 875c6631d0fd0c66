"""How firm a figure is: enacted, reported, unverified or assumed, as a position in STANDINGS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.engine.exact import greatest
from estimator.engine.filled import Filled
from estimator.engine.many import anybody, taken
from estimator.rulebook.codes import ASSUMED, STANDINGS


def standing(sheet: Filled, figure: str, law: Any = None, rows: Any = None) -> Any:
    """As firm as the softest fact or provision the figure rests on, by the sheet's law or another; a code.

    Of columns for those at some positions.
    """
    facts, provisions = sheet.shape.leaves(figure)
    found = (sheet.law if law is None else law).firm(provisions)
    if not sheet.standings:
        return found
    return softest([found, *(_of(own, rows) for fact, own in sheet.standings.items() if fact in facts)])


def _of(code: Any, rows: Any) -> Any:
    return code if callable(code) else taken(code, rows)


def softest(codes: Iterable[Any]) -> Any:
    """The softest of everybody's standings (ints, columns, or what works one out); none is asked for in vain."""
    found: Any = 0
    for code in codes:
        found = greatest(found, code() if callable(code) else code)
        if not anybody(found < ASSUMED):
            break
    return found


def named(code: int) -> str:
    """A standing by its name."""
    return STANDINGS[code]
