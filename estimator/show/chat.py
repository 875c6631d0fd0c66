"""A short message to paste into a chat."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.plan.quote import Quote
from estimator.show.entitlements import benefit_lines, road_lines
from estimator.show.terminal import footer, pension_lines, runs, when, who
from estimator.words.dates import day_text
from estimator.words.say import Words


def message(quote: Quote, words: Words, overlays: Sequence[str] = ()) -> str:
    """The quote as a few plain lines; it may rest on files of the reader's own."""
    lang, sheet = words.lang, quote.contribution
    lines = [words.text("title"), who(quote, words)]
    if overlays:
        lines.append(words.text("overlays", files=overlays))
    if sheet is not None and quote.instalments and quote.question.method != "missing":
        lines.append(
            words.text(
                "chat_month",
                income=sheet["insured_income"],
                full=sheet["full_contribution"],
                state=sheet["state_support"],
                payable=sheet["payable"],
            )
        )
        if sheet["local_support"]:
            lines.append(words.text("chat_local", local=sheet["local_support"]))
    for run in runs(quote.instalments):
        first, last = run[0], run[-1]
        if first.first is None or last.last is None:
            lines.append(words.text("chat_missing", months=first.months, payable=first.payable, due=first.due))
            continue
        key = "chat_instalment" if len(run) == 1 else "chat_run"
        lines.append(
            words.text(
                key,
                when=when(first, last, words),
                payable=first.payable,
                state=first.state_support,
                due=day_text(first.due, lang),
                count=len(run),
                months=first.months,
            )
        )
    if len(quote.instalments) > 1:
        total = quote.first_year
        label = words.text("whole_year") if total.months == 12 else words.text("whole", months=total.months)
        lines.append(words.text("chat_total", label=label, payable=total.payable))
    up = quote.choice.next_step_up if quote.choice else None
    if up is not None and quote.question.budget is not None:
        per = words.one_of("period", quote.question.budget.per)
        lines.append(words.text("next_step_up", income=up.insured_income, payable=up.payable, per=per))
    lines += pension_lines(quote, words)
    lines += ["- " + line for line in (*road_lines(quote, words), *benefit_lines(quote, words))]
    lines += ["- " + words.warning(warning.code, warning.facts) for warning in quote.warnings]
    lines.append(footer(quote, words))
    return "\n".join(lines)
