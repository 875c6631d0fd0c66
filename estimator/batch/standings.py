"""How firm each part of everybody's answer is, as positions in STANDINGS."""

from __future__ import annotations

from typing import Any

from estimator.batch.almanac import FIRST, Column
from estimator.batch.benefits import known_now, or_nought, record_facts
from estimator.batch.door import Admitted
from estimator.batch.people import NONE, Shared
from estimator.batch.project import PAYMENT_FACTS, SOFTEST, Projected
from estimator.batch.prospect import Prospect
from estimator.engine.exact import greatest, where
from estimator.law.wiring import PENSION, REGULAR, RETIREMENT
from estimator.plan.projection import SHEETS

PAYABLE = ("instalment_payable",)
FUNERAL = ("funeral_allowance",)


def standings(prospect: Prospect, shared: Shared, block: Admitted, projected: Projected) -> dict[str, Any]:
    """As firm as the softest provision or income each part rests on; -1 for benefits that are none."""
    start = block.people.start
    priced = prospect.firm(prospect.leaves(REGULAR, PAYMENT_FACTS, ("payable",)))
    born = prospect.firm(prospect.leaves(RETIREMENT, ("birth_month", "birth_year_only", "sex"), ("retirement_month",)))
    today, known = greatest(start, shared.as_of), known_now(projected)
    now = prospect.firm(prospect.leaves(PENSION, known, FUNERAL))
    funeral = or_nought(prospect, PENSION, known, today, FUNERAL)["funeral_allowance"]
    ahead = prospect.firm(prospect.leaves(PENSION, record_facts(block.people, projected), ("survivor_lump_sum",)))
    return {
        "standings.contribution": priced[start - FIRST],
        "standings.retirement": born[start - FIRST],
        "standings.pension": projected.standing,
        "standings.totals": _totals(prospect, projected),
        "standings.benefits.now": where(funeral > 0, now[today - FIRST], NONE),
        "standings.benefits.ahead": greatest(projected.published, ahead[projected.starts - FIRST]),
    }


def _totals(prospect: Prospect, projected: Projected) -> Column:
    """As firm as the pension and every payment."""
    firm = {kind: prospect.firm(prospect.leaves(sheet, PAYMENT_FACTS, PAYABLE)) for kind, sheet in SHEETS.items()}
    softest = projected.standing
    for stretch in projected.stretches:
        if (softest == SOFTEST).all():
            return softest
        softest = greatest(softest, where(stretch.months > 0, firm[stretch.kind][stretch.paid - FIRST], 0))
    if projected.whole is not None:
        whole = projected.whole
        softest = greatest(softest, whole.softest(firm["regular"][whole.spans.paid - FIRST]))
    softest = softest + 0
    buyers = projected.buyers
    softest[buyers] = greatest(softest[buyers], firm["missing"][projected.bought.paid - FIRST])
    return softest
