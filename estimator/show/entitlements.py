"""What stands beside the pension: roads for who is short of years, the family's benefits, refunds; JSON and lines."""

from __future__ import annotations

from typing import Any

from estimator.engine.months import iso
from estimator.plan.quote import Quote
from estimator.plan.results import Refund, Road
from estimator.show.layout import BETWEEN
from estimator.words.dates import month_text
from estimator.words.say import Words


def _iso(month: int | None) -> str | None:
    return iso(month) if month is not None else None


def road_json(road: Road) -> dict[str, Any]:
    """A way on for who is short of years."""
    return {
        "road": road.name,
        "cost": road.cost,
        "once": road.once,
        "monthly": road.monthly,
        "from": _iso(road.first),
        "until": _iso(road.last),
    }


def refund_json(refund: Refund) -> dict[str, Any]:
    """What comes back where payments stop."""
    return {
        "reason": refund.reason,
        "from": iso(refund.month),
        "unused_months": refund.unused_months,
        "amount": refund.amount,
    }


def road_lines(quote: Quote, words: Words) -> list[str]:
    """The roads, one a line."""
    lines = []
    for road in quote.roads:
        facts = {
            "cost": road.cost,
            "once": road.once,
            "monthly": road.monthly,
            "first": month_text(road.first, words.lang) if road.first is not None else "",
            "last": month_text(road.last, words.lang) if road.last is not None else "",
        }
        lines.append(words.text(f"road_{road.name}", **facts))
    return lines


def benefit_lines(quote: Quote, words: Words) -> list[str]:
    """The other benefits, one a line, where the record gives them."""
    found, pension = quote.benefits, quote.projection.pension
    lines = []
    if quote.legacy is not None:
        lines.append(words.text("legacy", month=quote.legacy.reached, amount=quote.legacy.monthly_pension_today))
    if quote.refund is not None:
        reason = words.one_of("stop", quote.refund.reason)
        lines.append(
            words.text(
                "refund",
                reason=reason,
                month=quote.refund.month,
                months=quote.refund.unused_months,
                amount=quote.refund.amount,
            )
        )
    short = []
    if pension.entitled and found.pensioner_card_cover:
        short.append(words.text("card", cover=found.pensioner_card_cover))
    if found.funeral_allowance:
        met = "funeral_met_compulsory" if found.funeral_by_compulsory else "funeral_met"
        key = met if found.funeral_earned else "funeral"
        short.append(words.text(key, amount=found.funeral_allowance, months=found.funeral_required_months))
    if found.maternity_allowance and quote.question.as_of_month < quote.reached:
        short.append(words.text("maternity", amount=found.maternity_allowance, months=found.maternity_required_months))
    lines += [BETWEEN.join(short)] if short else []
    if found.pensioner_lump_sum:
        lines.append(words.text("survivors", before=found.survivor_lump_sum, after=found.pensioner_lump_sum))
    elif found.survivor_lump_sum:
        lines.append(words.text("survivors_before", before=found.survivor_lump_sum))
    if found.survivor_monthly:
        lines.append(words.text("survivor_monthly", amount=found.survivor_monthly))
    if found.social_pension and found.social_pension_from:
        lines.append(words.text("social_pension", amount=found.social_pension, month=found.social_pension_from))
    return lines
