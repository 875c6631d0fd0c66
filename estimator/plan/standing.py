"""How firm a figure is: enacted, reported, unverified or assumed, as a position in STANDINGS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from estimator.engine.exact import greatest
from estimator.engine.filled import Filled
from estimator.engine.many import anybody, taken
from estimator.rulebook.codes import ASSUMED, STANDINGS

if TYPE_CHECKING:
    from estimator.plan.pension import Projection
    from estimator.plan.results import Quote


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


def resting(projection: Projection) -> Iterable[tuple[Filled, str]]:
    """The sheets and figures on which a quote rests."""
    for payment in projection.payments[:1]:
        yield payment.sheet, "instalment_payable"
    if projection.missing is not None:
        yield projection.missing.sheet, "instalment_payable"
    yield projection.sheet, "monthly_pension"


def soft_figures(quote: Quote) -> dict[str, str]:
    """The figures of a quote that are not enacted, with how firm they are."""
    firm = {figure: standing(sheet, figure) for sheet, figure in resting(quote.projection)}
    return {figure: named(how) for figure, how in firm.items() if how}
