"""Every single payment of a quote's plan, one by one."""

from __future__ import annotations

from estimator.plan.projection import Payment, Payments
from estimator.plan.results import Quote
from estimator.plan.supported import supported_months_before


def payments(quote: Quote) -> Payments:
    """What prices a quote's payments."""
    question, outlook = quote.question, quote.projection.outlook
    supported = supported_months_before(outlook.book, question.history, question.start)
    return Payments(outlook, question, quote.choice.income if quote.choice else 0, supported)


def plan_end(quote: Quote) -> int:
    """The last month a quote's plan pays for; the month before its start where nothing is paid."""
    return max((p.first + p.months - 1 for p in quote.projection.payments), default=quote.question.start - 1)


def singles(quote: Quote) -> list[Payment]:
    """The payments from first to last; missing months bought at the end are not among them."""
    return payments(quote).walk(plan_end(quote), single=True)
