"""A withdrawal beside the pension kept: JSON and screen."""

from __future__ import annotations

from typing import Any

from estimator.engine.months import YEAR, age_text, iso
from estimator.plan.explanation import explain as tree
from estimator.plan.withdraw import Withdrawing
from estimator.show.as_json import figures_json, given_json, node_json
from estimator.show.explain import grow
from estimator.show.layout import Page
from estimator.show.terminal import footer, pension_lines, to_know, who
from estimator.words.amounts import money
from estimator.words.dates import age_words, duration
from estimator.words.say import Words


def withdraw_json(answer: Withdrawing, words: Words, overlays: list[str], explain: bool) -> dict[str, Any]:
    """The contract's answer of ``withdraw``."""
    found = answer.withdrawal
    told: dict[str, Any] = {
        "as_of": answer.question.as_of.isoformat(),
        "given": given_json(answer.question, overlays),
        "withdrawal": {
            "allowed": found.allowed,
            "reason": found.reason,
            "from": iso(found.first) if found.first is not None else None,
            "months": found.months,
            "months_before_2014": found.months_before_2014,
            "months_from_2014": found.months_from_2014,
            "average_income": found.average_income,
            "gross_amount": found.gross_amount,
            "state_support_deducted": found.state_support_deducted,
            "amount": found.amount,
        },
        "keep": figures_json(answer.keep, "retirement", "pension"),
        "keep_wins_from_age": age_text(answer.keep_wins_from_age) if answer.keep_wins_from_age is not None else None,
        "warnings": [{"code": w.code, "says": words.warning(w.code, w.facts)} for w in answer.keep.warnings],
    }
    if explain:
        told["explanation"] = [node_json(tree(answer.sheet, "withdrawal", set(), answer.question), words)]
    return told


def show_withdrawal(answer: Withdrawing, words: Words, overlays: list[str], explain: bool) -> None:
    """Print the withdrawal, then what keeping the record leads to."""
    page, found, lang = Page(), answer.withdrawal, words.lang
    page.title(words.text("withdraw_title"), words.text("made_on", day=answer.question.as_of))
    page.parts(who(answer.keep, words))
    if overlays:
        page.say(words.text("overlays", files=overlays))
    page.blank()
    years = f" ({duration(found.months, lang)})" if found.months >= YEAR else ""
    page.say(words.text("withdraw_record", months=found.months) + years)
    reason = words.one_of("withdrawal", found.reason)
    if found.first is None:
        page.say(words.text("withdraw_refused", reason=reason), rest="   ")
    else:
        page.say(words.text("withdraw_allowed", reason=reason, month=found.first), rest="   ")
        key = "withdraw_months" if found.months_before_2014 else "withdraw_months_later"
        facts = {"before": found.months_before_2014, "later": found.months_from_2014}
        split = words.text(key, **facts)
        rows: list[tuple[str, ...]] = [
            (words.figure("average_income"), money(found.average_income, lang), ""),
            (words.figure("withdrawal_gross"), money(found.gross_amount, lang), split),
            (words.figure("support_deducted"), money(-found.state_support_deducted, lang), ""),
            (words.figure("withdrawal"), money(found.amount, lang), ""),
        ]
        page.grid(rows, (1,))
    page.blank()
    page.title(words.text("withdraw_keep"))
    for text in pension_lines(answer.keep, words):
        page.say(text, rest="   ")
    if found.allowed and answer.keep_wins_from_age is not None:
        page.say(words.text("withdraw_wins", age=age_words(answer.keep_wins_from_age, lang)), rest="   ")
    to_know(answer.keep, words, page)
    page.blank()
    page.parts(footer(answer.keep, words))
    if explain:
        page.blank()
        page.title(words.text("explanation_title").strip())
        grow(page, tree(answer.sheet, "withdrawal", set(), answer.question), words, set())
    page.show()
