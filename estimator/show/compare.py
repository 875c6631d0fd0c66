"""Ways side by side: JSON, a table, the best by each measure, and what a bank has and lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from estimator.engine.months import age_text, iso
from estimator.plan.compare import Comparison, Row
from estimator.plan.deposit import Deposit, ProductWorth
from estimator.plan.expected import Expected
from estimator.plan.quote import plan_end
from estimator.show.as_json import figures_json, given_json, standings_json
from estimator.show.layout import Page
from estimator.show.terminal import footer, pension_sentences, who
from estimator.words.amounts import money, number, rounded, share_text, significant
from estimator.words.dates import age_words, duration, month_text
from estimator.words.say import Words

SHARES = ("discount_rate", "state_share", "most_state_share")
KEPT = ("assumed", "own_assumptions", "not_confirmed")


def compare_json(answer: Comparison, words: Words, overlays: list[str]) -> dict[str, Any]:
    """The contract's answer of ``compare``."""
    first = answer.rows[0].quote
    told: dict[str, Any] = {
        "as_of": answer.question.as_of.isoformat(),
        "given": given_json(answer.question, overlays),
        "by": answer.by,
        "rows": [_row_json(row, words) for row in answer.rows],
        "refused": [{"label": label(r.kind, r.at, words), "says": words.error(r.problem)[0]} for r in answer.refused],
        "winners": [
            {"measure": w.measure, "rows": list(w.rows), "value": _written(w.measure, w.value)} for w in answer.winners
        ],
    }
    if answer.by == "deposit":
        told["deposit"] = deposit_json(answer.deposit)
        told["product"] = product_json(answer.product)
    told["warnings"] = [
        {"code": w.code, "says": words.warning(w.code, w.facts)} for w in first.warnings if w.code in KEPT
    ]
    return told


def _written(name: str, value: int | None) -> Any:
    return share_text(value) if value is not None and name in SHARES else value


def _row_json(row: Row, words: Words) -> dict[str, Any]:
    quote = row.quote
    at = iso(row.at) if row.kind == "start" else row.at
    return {
        "label": label(row.kind, row.at, words),
        row.kind: at if at is not None else iso(plan_end(quote)),
        **figures_json(quote, "contribution", "totals", "retirement", "pension"),
        "expected": expected_json(row.expected),
        **{name: _written(name, value) for name, value in row.own.items()},
        "standings": standings_json(quote),
    }


def expected_json(found: Expected | None) -> dict[str, Any] | None:
    """Chances as shares, months, and VND of today; always assumed."""
    if found is None:
        return None
    chance = found.chance_to_recover
    return {
        "chance_of_pension": share_text(found.chance_of_pension),
        "months_drawn": found.months_drawn,
        "pension_value_today": found.pension_value,
        "chance_to_recover": share_text(chance) if chance is not None else None,
        "standing": "assumed",
    }


def deposit_json(found: Deposit | None) -> dict[str, Any] | None:
    """The deposit beside the pension; always assumed."""
    if found is None:
        return None
    return {
        "rate": _rate(found.rate),
        "paid_in": found.paid_in,
        "balance": found.balance,
        "balance_today": found.balance_today,
        "lasts_months": found.lasts_months,
        "break_even_age": age_text(found.break_even_age) if found.break_even_age is not None else None,
        "rate_to_last_until": {str(each.age): _rate(each.rate) for each in found.rates},
        "standing": "assumed",
    }


def product_json(found: ProductWorth | None) -> dict[str, Any] | None:
    """A product of the reader's own telling."""
    if found is None:
        return None
    return {"paid_in": found.paid_in, "paid_out": found.paid_out, "rate": _rate(found.rate)}


def _rate(rate: int | None, lang: str = "en", unit: int = 1) -> str | None:
    """A yearly rate that may be below nought, to so many ten-thousandths."""
    if rate is None:
        return None
    digits = (abs(rate) + unit // 2) // unit * unit
    return ("-" if rate < 0 else "") + share_text(digits, lang)


def label(kind: str, at: Any, words: Words) -> str:
    """The name of a row."""
    if kind == "method":
        return words.one_of("method", at)
    if kind == "years_ahead":
        return words.text("ahead_short", years=at)
    if kind == "income":
        return money(at, words.lang)
    if kind == "start":
        return words.text("from_month", month=at)
    return words.text(f"row_{kind}", years=at if at is not None else 0)


def show_comparison(answer: Comparison, words: Words, overlays: Sequence[str]) -> None:
    """Print the rows, the winners and what to know, in one screen."""
    first, page = answer.rows[0].quote, Page()
    page.title(words.text(f"compare_{answer.by}"), words.text("made_on", day=answer.question.as_of))
    page.parts(who(first, words))
    if overlays:
        page.say(words.text("overlays", files=overlays))
    page.blank()
    if answer.by == "deposit":
        _beside(answer, words, page)
    else:
        rows = [(*words.text(f"heads_{answer.by}").split("|"), "")]
        rows += [(*_cells(answer.by, row, words), "") for row in answer.rows]
        if page.fits(rows):
            page.grid(rows, range(1, len(rows[0]) - 1))
        else:
            for name, *cells, _ in rows[1:]:
                page.say(name)
                for head, cell in zip(rows[0][1:-1], cells, strict=True):
                    page.say(f"{head}: {cell}", "   ", "     ")
    if answer.winners:
        page.blank()
        for won in answer.winners:
            names = [label(answer.rows[i].kind, answer.rows[i].at, words) for i in won.rows]
            page.say(
                words.text(f"best_{won.measure}", names=names, value=_said(won.measure, won.value, words)), rest="   "
            )
    notes = _notes(answer, words)
    if notes:
        page.blank()
    for note in notes:
        page.say("• " + note, rest="   ")
    page.blank()
    page.parts(footer(first, words))
    page.show()


def _said(measure: str, value: int, words: Words) -> str:
    if measure == "soonest_recovered":
        return duration(value, words.lang)
    if measure == "most_state_share":
        return words.text("percent", share=value)
    exact = measure in ("least_a_month", "least_at_once")
    return (money if exact else rounded)(value, words.lang)


def _cells(by: str, row: Row, words: Words) -> tuple[str, ...]:
    """A row of the table: its name, and the figures of its kind."""
    lang, quote, own = words.lang, row.quote, row.own
    pension, totals = quote.projection.pension, quote.totals

    def shown(amount: int | None, firm: str = totals.standing) -> str:
        if amount is None:
            return "–"
        return number(significant(amount) if firm == "assumed" else amount, lang)

    name = label(row.kind, row.at, words)
    monthly = shown(pension.monthly_pension_today) if pension.entitled else words.text("none_yet")
    back = duration(totals.months_to_recover, lang) if totals.months_to_recover is not None else "–"
    if by == "method":
        at_once = number(own["at_once"] or 0, lang)
        rest = (own["household_over_horizon"], own["state_over_horizon"], own["discount"], own["back_after_job"])
        return (
            name,
            at_once,
            *(shown(amount, "assumed" if index < 2 else "enacted") for index, amount in enumerate(rest)),
        )
    if by == "income":
        sheet = quote.contribution
        assert sheet is not None
        state = words.text("percent", share=own["state_share"]) if own["state_share"] is not None else "–"
        return name, number(sheet["payable"], lang), state, shown(totals.paid_by_household), monthly, back
    months_on_record = str(pension.contribution_months)
    if by == "start":
        return name, months_on_record, shown(totals.paid_by_household), monthly, back
    more = own.get("more_pension")
    return name, shown(totals.paid_by_household), monthly, back, shown(more) if more is not None else ""


def _beside(answer: Comparison, words: Words, page: Page) -> None:
    """The pension and the deposit in sentences, the figures first."""
    row, found = answer.rows[0], answer.deposit
    quote, lang = row.quote, words.lang
    if found is None:
        page.say(words.text("deposit_none"))
        return
    page.title(words.text("pension_title"))
    for text in pension_sentences(quote, words):
        page.say(text, rest="   ")
    page.say(words.text("paid_in_all", paid=found.paid_in), rest="   ")
    if row.expected is not None:
        facts: dict[str, Any] = row.expected._asdict()
        page.say(
            words.text("expected_drawn", **{**facts, "time": duration(row.expected.months_drawn, lang)}), rest="   "
        )
        if row.expected.chance_to_recover is not None and quote.totals.months_to_recover is not None:
            time = duration(quote.totals.months_to_recover, lang)
            page.say(words.text("expected_recover", chance=row.expected.chance_to_recover, time=time), rest="   ")
    page.blank()
    page.title(words.text("deposit_title", rate=found.rate))
    assert quote.projection.pension.pension_from is not None
    page.say(
        words.text(
            "deposit_balance",
            month=month_text(quote.projection.pension.pension_from, lang),
            balance=found.balance,
            today=found.balance_today,
        ),
        rest="   ",
    )
    if found.break_even_age is None or found.lasts_months is None:
        page.say(words.text("deposit_never_ends"), rest="   ")
    else:
        age = age_words(found.break_even_age // 12 * 12, lang)
        page.say(words.text("deposit_lasts", time=duration(found.lasts_months, lang), age=age), rest="   ")
    rates = "; ".join(
        words.text("rate_until", age=each.age, rate=_rate(each.rate, lang, 10) or words.text("rate_none"))
        for each in found.rates
    )
    page.say(words.text("deposit_rates", rates=rates), rest="   ")
    if answer.product is not None:
        page.blank()
        page.title(words.text("product_title"))
        product = answer.product
        rate = _rate(product.rate, lang, 10) or words.text("rate_none")
        page.say(words.text("product_worth", paid=product.paid_in, back=product.paid_out, rate=rate), rest="   ")
    page.blank()
    page.say(words.text("deposit_has"), rest="   ")
    page.say(words.text("pension_has"), rest="   ")


def _notes(answer: Comparison, words: Words) -> list[str]:
    """What a table does not say: what it rests on, what is refused, what is given up."""
    notes = []
    rows, first = answer.rows, answer.rows[0].quote
    if answer.by == "method":
        facts = {"months": rows[0].own["horizon_months"]}
        notes.append(words.text("method_note", **facts))
        ahead = [row for row in rows if row.kind == "years_ahead"]
        if ahead:
            last = ahead[-1]
            name = label(last.kind, last.at, words)
            saved, forgone = last.own["saved_at_older_law"] or 0, last.own["support_forgone"] or 0
            notes.append(words.text("ahead_rate", rate=last.own["discount_rate"] or 0))
            if saved:
                notes.append(words.text("saved_at_older_law", name=name, saved=saved))
            if forgone:
                notes.append(words.text("support_forgone", name=name, forgone=forgone))
    if answer.by in ("start", "stop", "income"):
        notes.append(words.text("today_note"))
    for refused in answer.refused:
        notes.append(f"{label(refused.kind, refused.at, words)}: {words.error(refused.problem)[0]}")
    notes += [words.warning(w.code, w.facts) for w in first.warnings if w.code in KEPT]
    return notes
