"""The plan year by year: what is paid, what is on record, and what the record would be worth if it stopped there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from estimator.engine import months
from estimator.engine.problem import CoverageProblem
from estimator.law.wiring import REGULAR
from estimator.plan import record
from estimator.plan.benefits import record_sheet
from estimator.plan.income import band
from estimator.plan.payment import Payment
from estimator.plan.payments import Walk
from estimator.plan.pension import project
from estimator.plan.quote import Quote, singles
from estimator.plan.results import Pension, Warning
from estimator.plan.standing import named, softest, standing

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
    plan = singles(quote)
    rows: list[Year] = []
    for year in sorted({months.year_of(p.paid) for p in plan}):
        made = [p for p in plan if months.year_of(p.paid) <= year]
        rows.append(_row(quote, made, year))
    missing = quote.projection.missing
    if missing is not None:
        rows = _with_missing(rows, quote, missing)
    return tuple(rows)


def _row(quote: Quote, made: list[Payment], year: int) -> Year:
    question, outlook = quote.question, quote.projection.outlook
    own = [p for p in made if months.year_of(p.paid) == year]
    last = made[-1].first + made[-1].months - 1
    if question.stop is not None:
        last = min(last, question.stop.month - 1)
    pension = project(quote.projection.payer, quote.reached, last).pension
    withdrawal = _withdrawal(quote, made, last + 1)
    covered = sum(p.months for p in made) + record.recorded(quote.projection.payer.asked)
    sheet = own[-1].sheet
    since = made[-len(own) - 1].paid if len(made) > len(own) else own[0].paid
    return Year(
        year=year,
        months=sum(p.months for p in own),
        insured_income=int(sheet["insured_income"]),
        income_raised=bool(sheet["insured_income"] > sheet["chosen_income"]),
        payable=sum(p.payable for p in own),
        state_support=sum(p.state_support for p in own),
        local_support=sum(p.local_support for p in own),
        recorded_months=covered,
        withdrawal=withdrawal,
        withdrawal_today=outlook.deflated(withdrawal, months.year_of(last + 1), question.as_of.year),
        pension=pension,
        standing=named(softest(p.firm("instalment_payable") for p in own)),
        changes=tuple(_changes(quote, own, since)),
    )


def _withdrawal(quote: Quote, made: list[Payment], month: int) -> int:
    """The one-off withdrawal of the record; nought where it cannot be reckoned."""
    if quote.question.compulsory_months:
        return 0
    try:
        payer, walk = quote.projection.payer, Walk(made, 0)
        return int(record_sheet(payer, walk, quote.projection.end, month)["withdrawal"])
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
        if now["state_support"] != before["state_support"] and standing(now, "state_support") == 0:
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
    income, firm = int(bought.sheet["insured_income"]), named(bought.firm("instalment_payable"))
    amounts = (bought.payable, bought.state_support, bought.local_support)
    recorded = pension.contribution_months
    own = Year(
        year=year, months=bought.months, insured_income=income, income_raised=False, payable=amounts[0],
        state_support=amounts[1], local_support=amounts[2], recorded_months=recorded, withdrawal=0, withdrawal_today=0,
        pension=pension, standing=firm, changes=(mark,),
    )  # fmt: skip
    return [*rows, own]
