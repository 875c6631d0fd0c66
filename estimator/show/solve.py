"""What must be paid for a pension: JSON and screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from estimator.plan.solve import Open, Solved
from estimator.show.as_json import quote_json
from estimator.show.terminal import show_quote
from estimator.words.dates import duration
from estimator.words.say import Words


def solve_json(
    answer: Solved, other: Sequence[Open], words: Words, overlays: list[str], sex_stated: bool = True
) -> dict[str, Any]:
    """The contract's answer of ``solve``; what was not found is told as the most there is.

    ``open`` names the givens left open that would change the answer, each with the answer it leads to. Where the sex
    is one of them there is no one answer, and ``answers`` has one for each.
    """
    told = quote_json(answer.quote, words, overlays)
    told["given"].pop("income", None)
    if answer.wanted is not None:
        told["given"]["pension"] = answer.wanted
    both = not sex_stated and any(each.given == "sex" for each in other)
    if not sex_stated:
        told["given"].pop("sex")
    head: dict[str, Any] = {"as_of": told["as_of"], "given": told["given"]}
    if both:
        answers = [answer, *(each.solved for each in other if each.given == "sex")]
        head["answers"] = [{"sex": each.quote.question.sex, **_level(each, words, overlays)} for each in answers]
    else:
        head |= _level(answer, words, overlays)
    named = [{"given": each.given, "if": each.value, **_brief(each.solved)} for each in other]
    return {**head, "open": named, "warnings": told["warnings"]}


def _level(answer: Solved, words: Words, overlays: list[str]) -> dict[str, Any]:
    """One answer: the level found, or the most there is."""
    told = quote_json(answer.quote, words, overlays)
    kept = ("contribution", "totals", "pension", "retirement", "roads", "standings")
    figures = {**_brief(answer), **{name: told[name] for name in kept}}
    del figures["found"]
    return {"found": answer.found, **(figures if answer.found else {"most": figures})}


def _brief(answer: Solved) -> dict[str, Any]:
    found, income, months = answer.level
    return {"found": found, "insured_income": income, "months": months}


def show_solved(answer: Solved, other: Sequence[Open], words: Words, overlays: Sequence[str]) -> None:
    """Print the level found, or that there is none, and what else would change it, over its quote."""
    lines = [sentence(answer, words)]
    for each in other:
        if each.given == "start":
            when = words.text("from_month", month=each.solved.quote.question.start)
        else:
            when = words.one_of(each.given, each.value)
        found, income, months = each.solved.level
        key = "solve_other" if found else "solve_other_not"
        time = duration(months, words.lang) if months else "0"
        lines.append("• " + words.text(key, when=when[0].lower() + when[1:], income=income, time=time))
    show_quote(answer.quote, words, overlays, "\n".join(lines))


def sentence(answer: Solved, words: Words) -> str:
    """The answer in one sentence: the income, how long, and what it costs in all."""
    found, income, months = answer.level
    facts: dict[str, Any] = {
        "income": income,
        "time": duration(months, words.lang) if months else "0",
        "paid": answer.quote.totals.paid_by_household,
        "most": answer.quote.projection.pension.monthly_pension_today,
    }
    if answer.wanted is None:
        return words.text("solve_entitled" if found else "solve_never", **facts)
    return words.text("solve_found" if found else "solve_most", **facts, wanted=answer.wanted)
