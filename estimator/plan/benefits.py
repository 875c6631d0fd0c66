"""What else a record gives: to the family, at childbirth, in old age, a health card."""

from __future__ import annotations

from itertools import pairwise

from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.engine.problem import CoverageProblem
from estimator.law.wiring import PENSION, REGULAR
from estimator.plan import record
from estimator.plan.assumptions import Outlook
from estimator.plan.person import Question
from estimator.plan.project import planned
from estimator.plan.projection import PRICED_BY, Payment
from estimator.plan.results import Benefits, Projection

POOR = ("poor", "near_poor")


def support_received(outlook: Outlook, question: Question, payments: list[Payment]) -> int:
    """The State's support (VND) of a record: of past voluntary months by each month's law, and of planned payments."""
    received, used = 0, 0
    for spell in record.of_kind(question.history, "voluntary"):
        bounds = [spell.first, *outlook.book.changes(spell.first, spell.last, PRICED_BY), spell.last + 1]
        for first, following in pairwise(bounds):
            facts = {
                "chosen_income": spell.income,
                "groups": question.group_code,
                "months_supported": used,
                "instalment_months": following - first,
            }
            sheet = REGULAR.fill(facts, outlook.book.at(first))
            received += int(sheet["instalment_state_support"])
            used += int(sheet["supported_months"])
    return received + sum(payment.state_support for payment in payments)


def record_sheet(
    outlook: Outlook,
    question: Question,
    payments: list[Payment],
    month: int,
    support_kept: bool | None = False,
) -> Filled:
    """The sheet of a record closed in a month, nothing bought: what a withdrawal or a death would pay then.

    With ``support_kept`` None nothing is asked of a withdrawal, and the support received is not added up.
    """
    spells = (*question.history, *planned(question, payments))
    facts = record.facts(question, spells)
    series, published = outlook.revaluation(month, record.joined(facts["employer_spells"]))
    facts |= {
        "revaluation": series,
        "bought_months": 0,
        "bought_income": 0,
        "months_after_age": 0,
        "pensioner": False,
        "months_drawn": 0,
        "pension_start": month,
        "told_month": month,
        "request_month": month,
        "poor": any(group in question.groups for group in POOR),
        "stated_months_before_split": 0,
        "months_in_window": record.months_within(spells, month - months.YEAR, month),
    }
    if support_kept is not None:
        facts |= {
            "support_received": support_received(outlook, question, payments),
            "support_kept": support_kept,
        }
    law = outlook.book.at(month)
    return PENSION.fill(facts, law, {"revaluation": published}, record.known(facts, law))


def benefits(outlook: Outlook, question: Question, projection: Projection, whole: bool = True) -> Benefits:
    """The other benefits of the record as planned, in today's prices; nought where the law does not know them yet.

    Not ``whole``, the record's sheet is not asked what a withdrawal would pay.
    """
    starts = int(projection.sheet["pension_start"])
    today = outlook.book.at(max(question.as_of_month, question.start))
    known = {
        "pensioner": True,
        "recorded_months": 0,
        "compulsory_months": 0,
        "months_drawn": 0,
        "pension_in_payment": projection.pension.monthly_pension_today,
        "maternity_due": True,
    }
    now = PENSION.fill(known, today)
    sheet = record_sheet(outlook, question, projection.payments, starts, False if whole else None)

    def later(figure: str) -> int:
        return outlook.deflated(_or_nought(sheet, figure), months.year_of(starts), question.as_of.year)

    return Benefits(
        _or_nought(now, "funeral_allowance"),
        _or_nought(now, "funeral_required_months"),
        # when the compulsory months were is not known where only their number is stated
        0 if question.compulsory_months else later("survivor_lump_sum"),
        _or_nought(now, "pensioner_lump_sum"),
        later("survivor_monthly"),
        _or_nought(now, "maternity_benefit"),
        _or_nought(now, "maternity_required_months"),
        _or_nought(now, "social_pension"),
        _or_nought(sheet, "social_pension_month"),
        _or_nought(now, "pensioner_card_cover"),
        now,
        sheet,
    )


def _or_nought(sheet: Filled, figure: str) -> int:
    """A figure, or nought where the law of the sheet's month does not know it yet."""
    try:
        return int(sheet[figure])
    except CoverageProblem:
        return 0
