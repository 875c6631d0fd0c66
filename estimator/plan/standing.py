"""How firm a figure is: enacted, reported, unverified or assumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from estimator.engine.filled import Filled
from estimator.rulebook.codes import softest

if TYPE_CHECKING:
    from estimator.plan.results import Projection, Quote


def standing(sheet: Filled, figure: str) -> str:
    """As firm as the softest fact or provision the figure rests on."""
    facts, provisions = sheet.shape.leaves(figure)
    how = sheet.law.softest(provisions)
    for fact, own in sheet.standings.items():
        if own != how and fact in facts:
            how = softest((how, own))
    return how


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
    return {figure: how for figure, how in firm.items() if how != "enacted"}
