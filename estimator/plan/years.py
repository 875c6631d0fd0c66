"""The plan year by year: what is paid, what is on record, and what the record would be worth if it stopped there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.problem import CoverageProblem
from estimator.law.wiring import REGULAR
from estimator.plan import record
from estimator.plan.benefits import record_sheet
from estimator.plan.choice import band
from estimator.plan.project import project
from estimator.plan.projection import Payment, Payments
from estimator.plan.results import Pension, Quote, Warning
from estimator.plan.standing import standing
from estimator.plan.timetable import payments, singles
from estimator.rulebook.codes import softest

MARKED = ("floor_rises", "income_raised", "income_capped", "support_ends", "budget_exceeded")


class Year(NamedTuple):
    """The payments made in a calendar year (VND), the record after them, and what stopping there would leave.

    ``withdrawal`` is the one-off payment of the month after the last one covered, in its own money and in that of the
    quote's day; ``pension`` is that of the retirement age on the record so far.
    """

    year: int
    months: int
    insured_income: int
    income_raised: bool
    payable: int
    state_support: int
    local_support: int
    recorded_months: int
    withdrawal: int
    withdrawal_today: int
    pension: Pension
    standing: str
    changes: tuple[Warning, ...]


def years(quote: Quote) -> tuple[Year, ...]:
    """The rows of a quote's plan, one for each year in which something is paid."""
    plan, plans = singles(quote), payments(quote)
    rows: list[Year] = []
    for year in sorted({months.year_of(p.paid) for p in plan}):
        made = [p for p in plan if months.year_of(p.paid) <= year]
        rows.append(_row(quote, plans, made, year))
    missing = quote.projection.missing
    if missing is not None:
        rows = _with_missing(rows, quote, missing)
    return tuple(rows)


def _row(quote: Quote, plans: Payments, made: list[Payment], year: int) -> Year:
    question, outlook = quote.question, quote.projection.outlook
    own = [p for p in made if months.year_of(p.paid) == year]
    last = made[-1].first + made[-1].months - 1
    if question.stop is not None:
        last = min(last, question.stop.month - 1)
    pension = project(plans, quote.reached, last).pension
    withdrawal = _withdrawal(quote, made, last + 1)
    covered = sum(p.months for p in made) + record.recorded(question, question.history)
    sheet = own[-1].sheet
    return Year(
        year,
        sum(p.months for p in own),
        int(sheet["insured_income"]),
        bool(sheet["insured_income"] > sheet["chosen_income"]),
        sum(p.payable for p in own),
        sum(p.state_support for p in own),
        sum(p.local_support for p in own),
        covered,
        withdrawal,
        outlook.deflated(withdrawal, months.year_of(last + 1), question.as_of.year),
        pension,
        softest(standing(p.sheet, "instalment_payable") for p in own),
        tuple(_changes(quote, own, made[-len(own) - 1].paid if len(made) > len(own) else own[0].paid)),
    )


def _withdrawal(quote: Quote, made: list[Payment], month: int) -> int:
    """The one-off withdrawal of the record; nought where it cannot be reckoned."""
    if quote.question.compulsory_months:
        return 0
    try:
        return int(record_sheet(quote.projection.outlook, quote.question, made, month)["withdrawal"])
    except CoverageProblem:
        return 0


def _changes(quote: Quote, own: list[Payment], since: int) -> Iterable[Warning]:
    """What of the law is new in a year's payments: cap and support, and the quote's own warnings."""
    book, last = quote.projection.outlook.book, own[-1].paid
    for month in book.changes(since, last, ("reference_level",)):
        provision, firm = book.at(month).provision("reference_level")
        if firm == "enacted":
            yield Warning("cap_rises", {"month": month, "cap": band(book.at(month)).cap, "source": provision.source})
    for month in book.changes(since, last, ("support_rates", "rural_poverty_line", "contribution_rate")):
        facts = {**own[0].sheet.facts, "months_supported": 0}
        before, now = (REGULAR.fill(facts, book.at(m)) for m in (month - 1, month))
        if now["state_support"] != before["state_support"] and standing(now, "state_support") == "enacted":
            yield Warning("support_changes", {"month": month, "support": int(now["state_support"])})
    year = months.year_of(last)
    yield from (w for w in quote.warnings if w.code in MARKED and months.year_of(w.facts["month"]) == year)


def _with_missing(rows: list[Year], quote: Quote, bought: Payment) -> list[Year]:
    """The rows with the missing months bought at the end, in the year they are paid for."""
    year, pension = months.year_of(bought.paid), quote.projection.pension
    last = rows[-1] if rows else None
    mark = Warning("missing_bought", {"months": bought.months, "payable": bought.payable})
    if last is not None and last.year == year:
        added = last._replace(
            payable=last.payable + bought.payable,
            state_support=last.state_support + bought.state_support,
            local_support=last.local_support + bought.local_support,
        )
        return [*rows[:-1], added._replace(months=last.months + bought.months, changes=(*last.changes, mark))]
    income, firm = int(bought.sheet["insured_income"]), standing(bought.sheet, "instalment_payable")
    amounts = (bought.payable, bought.state_support, bought.local_support)
    recorded = pension.contribution_months
    return [*rows, Year(year, bought.months, income, False, *amounts, recorded, 0, 0, pension, firm, (mark,))]
