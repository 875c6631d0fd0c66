"""The plan year by year: a table, its JSON and its CSV."""

from __future__ import annotations

from typing import Any

from estimator.plan.quote import Quote
from estimator.plan.years import Year, years
from estimator.show.layout import Page
from estimator.words.amounts import number, significant
from estimator.words.say import Words


def years_json(quote: Quote, words: Words) -> list[dict[str, Any]]:
    """One object a year; amounts whole, the pension that of the age on the record so far."""
    return [
        {
            "year": row.year,
            "months": row.months,
            "insured_income": row.insured_income,
            "income_raised": row.income_raised,
            "payable": row.payable,
            "state_support": row.state_support,
            "local_support": row.local_support,
            "recorded_months": row.recorded_months,
            "if_stopped": {
                "withdrawal": row.withdrawal,
                "withdrawal_today": row.withdrawal_today,
                "entitled": row.pension.entitled,
                "missing_months": row.pension.missing_months,
                "missing_cost": row.pension.missing_cost,
                "monthly_pension": row.pension.monthly_pension,
                "monthly_pension_today": row.pension.monthly_pension_today,
                "standing": row.pension.standing,
            },
            "standing": row.standing,
            "changes": [{"code": c.code, "says": words.warning(c.code, c.facts)} for c in row.changes],
        }
        for row in years(quote)
    ]


def add_years(quote: Quote, words: Words, page: Page) -> None:
    """The table, with what of the law changes under the year in which it bites."""
    rows = years(quote)
    if not rows:
        return
    page.blank()
    page.title(words.text("years_title"))
    table: list[tuple[str, ...]] = [(*words.text("year_heads").split("|"), "")]
    table += [(*_cells(row, words), "") for row in rows]
    if not page.fits(table):
        for row in rows:
            page.say(" · ".join(f"{h}: {c}" for h, c in zip(table[0], _cells(row, words), strict=False)), rest="   ")
            _marks(row, words, page)
    else:
        grid = Page()
        grid.columns = page.columns
        grid.grid(table, range(1, len(table[0]) - 1))
        page.add([grid.lines[0][0]])
        for row, (line, _) in zip(rows, grid.lines[1:], strict=True):
            page.add([line])
            _marks(row, words, page)
    page.say(words.text("year_note"))


def _cells(row: Year, words: Words) -> tuple[str, ...]:
    """What a year says; what is not enacted in no more digits than can be known."""

    def printed(amount: int, firm: str = row.standing) -> str:
        return number(significant(amount) if firm == "assumed" else amount, words.lang)

    paid = (row.insured_income, row.payable, row.state_support)
    left = (row.withdrawal_today, row.pension.monthly_pension_today)
    return (
        str(row.year),
        *(printed(amount) for amount in paid),
        str(row.recorded_months),
        *(printed(amount, "assumed") for amount in left),
    )


def _marks(row: Year, words: Words, page: Page) -> None:
    for change in row.changes:
        page.say("↳ " + words.warning(change.code, change.facts), first="      ", rest="        ")
    if row.local_support:
        page.say("↳ " + words.text("year_local", local=row.local_support), first="      ", rest="        ")
