"""What comes back of a payment when nothing more is due: a job, a withdrawal, a death, a pension.

159/2025/ND-CP art. 8.
"""

from __future__ import annotations

from typing import Any

from estimator.engine.exact import greatest
from estimator.engine.filled import FigureName
from estimator.engine.many import among, taken
from estimator.plan.payments import SHEETS, Payments
from estimator.rulebook.model import OPEN

NOTHING = {"unused_months": 0, "amount": 0}


def refund(payer: Payments, end: Any) -> dict[str, Any]:
    """The months left of the payment under way in the month of a stop, and what comes back (VND) for them."""
    asked = payer.asked
    paid_until = asked.start + payer.months_paid(end)
    unused = greatest(paid_until - asked.stop, 0)

    def given_back(rows: Any) -> dict[str, Any]:
        some = payer if rows is None else payer.some(rows)
        return _given_back(some, taken(end, rows), taken(paid_until, rows), taken(unused, rows))

    return dict(among((unused > 0) & (asked.stop < OPEN), given_back, NOTHING))


def _given_back(payer: Payments, end: Any, paid_until: Any, unused: Any) -> dict[str, Any]:
    """As the law of the month in which the payment under way was made has it."""
    asked, timeline = payer.asked, payer.timeline
    ahead = payer.advances(end) * asked.ahead_months
    regular = paid_until - asked.start - ahead
    kinds = {"ahead": (asked.ahead_months, regular == 0), "regular": ((regular - 1) % payer.each + 1, regular > 0)}
    nothing = unused * 0
    amount = nothing
    for kind, (count, holds) in kinds.items():

        def amount_of(rows: Any, kind: str = kind, count: Any = count) -> dict[str, Any]:
            some = payer if rows is None else payer.some(rows)
            months, left = taken(count + nothing, rows), taken(unused, rows)
            first = taken(paid_until, rows) - months
            supported = some.walk(first - 1).supported
            payment = some.price(kind, first, months, supported)
            covered = payment.sheet["supported_months"]
            facts = {
                **payment.sheet.facts,
                "unused_months": left,
                "unused_supported_months": greatest(covered - (months - left), 0),
            }
            figure: FigureName = "advance_refund" if kind == "ahead" else "instalment_refund"
            sheet = SHEETS[kind]
            known = timeline.factors(sheet, facts, first)
            return {"amount": timeline.fill(sheet, facts, first, (figure,), known=known)[figure]}

        amount = amount + among(holds, amount_of, {"amount": 0})["amount"]
    return {"unused_months": unused, "amount": amount}
