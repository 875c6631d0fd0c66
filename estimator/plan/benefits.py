"""What else a record gives: to the family, at childbirth, in old age, a health card."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from estimator.engine import months
from estimator.engine.exact import greatest, where
from estimator.engine.filled import FigureName, Filled
from estimator.engine.many import anybody, within
from estimator.engine.months import year_of
from estimator.law.wiring import PENSION, REGULAR
from estimator.plan import record
from estimator.plan.assumptions import PRICED_BY
from estimator.plan.payments import Payments, Walk
from estimator.plan.pension import Projection
from estimator.plan.question import POOR
from estimator.plan.results import Benefits
from estimator.plan.standing import standing
from estimator.plan.timeline import Timeline

NOW = ("funeral_allowance", "funeral_required_months", "funeral_compulsory_months", "funeral_earned",
       "funeral_by_compulsory", "pensioner_lump_sum", "maternity_benefit", "maternity_required_months",
       "social_pension", "pensioner_card_cover")  # fmt: skip
CLOSED: tuple[FigureName, ...] = (
    "lump_sum_average", "half_years_before_split", "half_years_from_split", "paid_in", "recorded_months",
    "compulsory_months",
)  # fmt: skip
LATER = ("survivor_lump_sum", "survivor_monthly", "social_pension_month", *CLOSED)
LEFT = ("survivor_paid_in_months", "survivor_share_before", "survivor_share_from", "survivor_mixed_least")


def support_received(payer: Payments, walk: Walk) -> int:
    """The State's support (VND) of one record: of past voluntary months by their law, and of planned payments."""
    received, used, book = 0, 0, payer.timeline.book
    for spell in payer.asked.voluntary:
        bounds = [spell.first, *book.changes(spell.first, spell.last, PRICED_BY), spell.last + 1]
        for first, following in pairwise(bounds):
            facts = {
                "chosen_income": spell.income,
                "groups": payer.asked.groups,
                "months_supported": used,
                "instalment_months": following - first,
            }
            sheet = REGULAR.fill(facts, book.at(first))
            received += int(sheet["instalment_state_support"])
            used += int(sheet["supported_months"])
    return received + sum(int(payment.state_support) for payment in walk.payments)


def closed(
    timeline: Timeline,
    facts: Mapping[str, Any],
    asked: Any,
    month: Any,
    known: Mapping[str, Any] | None = None,
    support: tuple[int, bool] | None = None,
) -> Filled:
    """The sheet of a record closed in a month, nothing bought: what a death, or a withdrawal, would pay then.

    ``support`` is what the State gave (VND) and whether it is kept; without it nothing is asked of a withdrawal.
    """  # fmt: skip
    series, published = timeline.revaluation(month, record.joined(asked.employer))
    facts = {
        **facts,
        "revaluation": series,
        "bought_months": 0,
        "bought_income": 0,
        "months_after_age": 0,
        "pensioner": False,
        "months_drawn": 0,
        "pension_start": month,
        "told_month": month,
        "request_month": month,
        "poor": (asked.groups & POOR) > 0,
        "stated_months_before_split": 0,
        "months_in_window": record.months_within(facts["all_spells"], month - months.YEAR, month),
    }
    if support is not None:
        facts |= dict(zip(("support_received", "support_kept"), support, strict=True))
    if timeline.is_known(month):
        known = {**(known or {}), **record.noughts(asked, timeline.at(month))}
    return timeline.fill(PENSION, facts, month, LATER, {"revaluation": published}, known)


def record_sheet(payer: Payments, walk: Walk, end: int, month: int, support_kept: bool = False) -> Filled:
    """One person's record with some payments, closed in a month, as it would be withdrawn then."""
    facts = record.facts(payer.timeline, payer.asked, walk, end)
    return closed(payer.timeline, facts, payer.asked, month, support=(support_received(payer, walk), support_kept))


def benefits(projection: Projection, to_withdraw: bool = False) -> Benefits:
    """The other benefits of the record as planned, in today's prices; nought where the law does not know them yet.

    Only ``to_withdraw``, which is for one person, its sheet is asked what a withdrawal would pay.
    """
    payer, starts = projection.payer, projection.starts
    timeline, asked = payer.timeline, payer.asked
    today = greatest(asked.as_of, asked.start)
    facts = {
        "pensioner": True,
        "recorded_months": record.recorded(asked),
        "compulsory_months": record.compulsory(asked),
        "sex": asked.sex,
        "birth_month": asked.birth_month,
        "told_month": today,
        "months_drawn": 0,
        "pension_in_payment": projection.monthly_pension_today,
        "maternity_due": True,
    }
    now = timeline.fill(PENSION, facts, today, NOW)
    names: tuple[FigureName, ...] = ("voluntary_income", "employer_income", "state_income", "voluntary_months")
    known: dict[str, Any] = {name: projection.sheet[name] for name in names[: 3 if asked.mixed else 1]}
    if projection.walk.tail is not None:
        known["voluntary_months"] = projection.sheet["voluntary_months"]
    support = (support_received(payer, projection.walk), False) if to_withdraw else None
    sheet = closed(
        timeline, record.facts(timeline, asked, projection.walk, projection.end), asked, starts, known, support
    )

    left = _by_law_of_today(timeline, sheet, today, starts)

    def today_of(figure: FigureName) -> Any:
        return timeline.or_nought(now, figure, today)

    def later(figure: FigureName) -> Any:
        return timeline.deflated(timeline.or_nought(sheet, figure, starts), year_of(starts), year_of(asked.as_of))

    # when the compulsory months were is not known where only their number is stated
    unknown = asked.compulsory_months > 0
    lump_sum: Any = 0
    if anybody(asked.compulsory_months == 0):
        lump_sum = timeline.or_nought(left, "survivor_lump_sum", starts if left is sheet else today)
        lump_sum = where(unknown, 0, timeline.deflated(lump_sum, year_of(starts), year_of(asked.as_of)))
    return Benefits(
        funeral_allowance=today_of("funeral_allowance"),
        funeral_required_months=where(
            today_of("funeral_by_compulsory") > 0,
            today_of("funeral_compulsory_months"),
            today_of("funeral_required_months"),
        ),
        funeral_by_compulsory=today_of("funeral_by_compulsory") > 0,
        funeral_earned=today_of("funeral_earned") > 0,
        survivor_lump_sum=lump_sum,
        pensioner_lump_sum=today_of("pensioner_lump_sum"),
        survivor_monthly=later("survivor_monthly"),
        maternity_allowance=today_of("maternity_benefit"),
        maternity_required_months=today_of("maternity_required_months"),
        social_pension=today_of("social_pension"),
        social_pension_from=timeline.or_nought(sheet, "social_pension_month", starts),
        pensioner_card_cover=today_of("pensioner_card_cover"),
        now=now,
        left=left,
        sheet=sheet,
    )


def _by_law_of_today(timeline: Timeline, sheet: Filled, today: Any, starts: Any) -> Filled:
    """The sheet by which a death before the pension is told: by the law of the quote's day where another follows."""
    if not timeline.changes(*within(today, starts), LEFT):
        return sheet
    facts: dict[str, Any] = {name: sheet[name] for name in CLOSED}
    soft: dict[str, Any] = {name: partial(standing, sheet, name) for name in CLOSED}
    return timeline.fill(PENSION, facts, today, ("survivor_lump_sum",), soft)
