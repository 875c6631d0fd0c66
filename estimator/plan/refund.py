"""What comes back of a payment when nothing more is due: a job, a withdrawal, a death, a pension (D159 art. 8)."""

from __future__ import annotations

from estimator.plan.person import Question
from estimator.plan.projection import Payments
from estimator.plan.results import Refund


def refund(question: Question, payments: Payments, end: int) -> Refund | None:
    """The refund of the payment under way in the month a question stops; None where it does not stop."""
    stop = question.stop
    if stop is None:
        return None
    for payment in payments.walk(end, single=True):
        unused = payment.first + payment.months - stop.month
        if unused > 0:
            supported = int(payment.sheet["supported_months"])
            facts = {
                **payment.sheet.facts,
                "unused_months": unused,
                "unused_supported_months": max(supported - (payment.months - unused), 0),
            }
            figure = "advance_refund" if payment.kind == "ahead" else "instalment_refund"
            amount = payment.sheet.sheet.fill(facts, payment.sheet.law)[figure]
            return Refund(stop.reason, stop.month, unused, int(amount))
    return Refund(stop.reason, stop.month, 0, 0)
