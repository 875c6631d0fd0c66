"""What must be paid for a pension: JSON and screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from estimator.plan.solve import Solved
from estimator.show.as_json import quote_json
from estimator.show.terminal import show_quote
from estimator.words.say import Words


def solve_json(answer: Solved, words: Words, overlays: list[str]) -> dict[str, Any]:
    """The contract's answer of ``solve``; what was not found is told as the most there is."""
    told = quote_json(answer.quote, words, overlays)
    told["given"].pop("income")
    told["given"]["pension"] = answer.wanted
    months = sum(payment.months for payment in answer.quote.projection.payments)
    kept = ("contribution", "totals", "pension", "retirement", "roads")
    level = {"insured_income": told["contribution"]["insured_income"], "months": months}
    figures = {**level, **{name: told[name] for name in kept}}
    head = {"as_of": told["as_of"], "given": told["given"], "found": answer.found}
    return {**head, **(figures if answer.found else {"most": figures}), "warnings": told["warnings"]}


def show_solved(answer: Solved, words: Words, overlays: Sequence[str]) -> None:
    """Print the level found, or that there is none, over its quote."""
    sheet, pension = answer.quote.contribution, answer.quote.projection.pension
    assert sheet is not None
    key = "solve_found" if answer.found else "solve_most"
    facts = {"wanted": answer.wanted, "income": sheet["insured_income"], "most": pension.monthly_pension_today}
    show_quote(answer.quote, words, overlays, words.text(key, **facts))
