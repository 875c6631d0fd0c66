"""The screen at the kitchen table: the answer first, money aligned, nothing cut, no boxes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from estimator import __version__
from estimator.plan.results import Instalment, Quote
from estimator.words.amounts import money, share_text
from estimator.words.dates import day_text, duration, month_text
from estimator.words.say import Words

if TYPE_CHECKING:
    from rich.console import Console

NARROW = 70  # columns under which tables become lines


def console() -> Console:
    """The console of stdout: no highlighting, no markup, colour only where it is a terminal that wants it."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _grid(rows: list[tuple[str, ...]], right: tuple[int, ...], out: Console) -> None:
    from rich.padding import Padding
    from rich.table import Table

    if out.width < NARROW:
        for row in rows:
            out.print(" " + "  ".join(cell for cell in row if cell), soft_wrap=False)
        return
    table = Table.grid(padding=(0, 2), pad_edge=False)
    for column in range(max(map(len, rows))):
        table.add_column(justify="right" if column in right else "left", no_wrap=column in right)
    for row in rows:
        table.add_row(*row)
    out.print(Padding(table, (0, 0, 0, 1)))


def show_quote(quote: Quote, words: Words) -> None:
    """Print a quote."""
    out = console()
    _head(quote, words, out)
    if quote.contribution is not None:
        out.print()
        _grid(_month(quote, words), (1,), out)
    if quote.instalments:
        out.print()
        _timetable(quote, words, out)
    out.print()
    out.print(" " + words.text("pension_title"), style="bold")
    for text in pension_lines(quote, words):
        _wrapped(text, out)
    if quote.warnings:
        out.print()
        out.print(" " + words.text("to_know"), style="bold")
        for warning in quote.warnings:
            _wrapped("• " + words.warning(warning.code, warning.facts), out, hanging=2)
    out.print()
    _wrapped(words.text("next_steps"), out)
    _wrapped(footer(quote, words), out)


def _wrapped(text: str, out: Console, hanging: int = 0) -> None:
    from textwrap import fill

    # an amount and its unit stay on one line
    kept = text.replace(" đ", "\u00a0đ").replace(" VND", "\u00a0VND")
    width, indent = min(out.width, 80) - 1, " " * (hanging + 1)
    filled = fill(kept, width, initial_indent=" ", subsequent_indent=indent, break_on_hyphens=False)
    out.print(filled.replace("\u00a0", " "), soft_wrap=True)


def footer(quote: Quote, words: Words) -> str:
    """Version, and the day to which the rules were reviewed."""
    reviewed = min(parameter.reviewed for parameter in quote.projection.outlook.book.parameters.values())
    return words.text("footer", version=__version__, reviewed=reviewed)


def who(quote: Quote, words: Words) -> str:
    """The person in one line."""
    question = quote.question
    sex = words.one_of("sex", question.sex)
    if question.born_known == "year":
        born = words.text("born_year", year=question.born.year)
    elif question.born_known == "month":
        born = month_text(question.birth_month, words.lang)
    else:
        born = day_text(question.born, words.lang)
    groups = ", ".join(words.one_of("group", group) for group in question.groups)
    method = words.one_of("method", question.method)
    if question.years_ahead:
        method = words.text("years_ahead", years=question.years_ahead)
    parts = [words.text("person", sex=sex, born=born), words.text("groups", groups=groups), method]
    names = {code: name for code, name, _ in quote.projection.outlook.book.provinces}
    if question.province is not None:
        parts.insert(2, names[question.province])
    return " · ".join(parts)


def _head(quote: Quote, words: Words, out: Console) -> None:
    title, day = words.text("title"), words.text("made_on", day=quote.question.as_of)
    gap = max(min(out.width, 80) - len(title) - len(day) - 2, 2)
    out.print(f" {title}{' ' * gap}{day}", style="bold")
    _wrapped(who(quote, words), out)


def _month(quote: Quote, words: Words) -> list[tuple[str, ...]]:
    sheet, lang, question = quote.contribution, words.lang, quote.question
    assert sheet is not None
    remark = ""
    if question.budget is not None:
        per = words.one_of("period", question.budget.per)
        remark = words.text("within", amount=question.budget.asked, per=per)
    rows: list[tuple[str, ...]] = [
        (words.figure("insured_income"), words.text("a_month", amount=sheet["insured_income"]), remark),
        (
            words.text("contribution_of", rate=sheet["contribution_rate"]),
            money(sheet["full_contribution"], lang),
            "",
        ),
    ]
    for part, base in (("state_support", "support_rates"), ("local_support", "local_support_rates")):
        if sheet[part] or part == "state_support":
            share = sheet[base][question.group_code] if sheet[part] else 0
            note = words.text("of_poverty_line", share=share) if share else words.text("no_support")
            rows.append((words.figure(part), money(-sheet[part], lang), note))
    rows.append((words.figure("payable"), words.text("a_month", amount=sheet["payable"]), ""))
    return rows


def _timetable(quote: Quote, words: Words, out: Console) -> None:
    lang = words.lang
    local = any(instalment.local_support for instalment in quote.instalments)
    header = [words.text("period"), words.text("due"), words.text("state")]
    header += [words.text("local")] if local else []
    rows: list[tuple[str, ...]] = [(*header, words.text("household"), "")]
    before: Instalment | None = None
    for run in runs(quote.instalments):
        first, last = run[0], run[-1]
        when = (
            words.text("missing_bought")
            if first.first is None or last.last is None
            else (f"{month_text(first.first, lang)} – {month_text(last.last, lang)}")
        )
        due = day_text(first.due, lang) if len(run) == 1 else words.text("each", count=len(run), months=first.months)
        amounts = [first.state_support, *([first.local_support] if local else []), first.payable]
        rows.append((when, due, *(money(a, lang) for a in amounts), _change(before, first, words)))
        before = last
    if len(quote.instalments) > 1:
        sums = [sum(getattr(i, name) for i in quote.instalments) for name in ("state_support", "payable")]
        if local:
            sums.insert(1, sum(i.local_support for i in quote.instalments))
        total = sum(i.months for i in quote.instalments)
        label = words.text("whole_year") if total == 12 else words.text("whole", months=total)
        rows.append((label, "", *(money(a, lang) for a in sums), ""))
    if out.width < NARROW:
        for row in rows[1:]:
            named = zip(rows[0], row, strict=True)
            out.print(" " + " · ".join(f"{name} {cell}".strip() for name, cell in named if cell), soft_wrap=False)
    else:
        _grid(rows, tuple(range(2, len(rows[0]) - 1)), out)
    up = quote.choice.next_step_up if quote.choice else None
    if up is not None and quote.question.budget is not None:
        per = words.one_of("period", quote.question.budget.per)
        _wrapped(words.text("next_step_up", income=up.insured_income, payable=up.payable, per=per), out)


def runs(instalments: tuple[Instalment, ...]) -> list[list[Instalment]]:
    """The timetable in runs of equal payments where it has more lines than one takes in at a glance."""
    if len(instalments) <= 4:
        return [[instalment] for instalment in instalments]

    def same(instalment: Instalment) -> Any:
        return instalment[2:3] + instalment[4:]

    return [list(run) for _, run in groupby(instalments, key=same)]


def _change(before: Instalment | None, now: Instalment, words: Words) -> str:
    if before is None or before.months == 0:
        return ""
    earlier, later = before.state_support * now.months, now.state_support * before.months
    if earlier == later:
        return ""
    if later == 0:
        return words.text("support_ended")
    return words.text("support_rises" if later > earlier else "support_falls")


def pension_lines(quote: Quote, words: Words) -> list[str]:
    """The pension in sentences: when, on how many months, how much, and on what it rests."""
    pension, projection = quote.projection.pension, quote.projection
    reached = int(quote.retirement["retirement_month"])
    recorded = int(projection.sheet["recorded_months"])
    said = [words.text("age_reached", age=quote.retirement["retirement_age"], month=reached)]
    if not pension.entitled:
        said.append(words.text("recorded", record=recorded, months=recorded))
        said.append(words.text("no_pension", missing=pension.missing_months))
        return said
    assert pension.pension_from is not None
    said[0] += words.text("pension_from", month=pension.pension_from)
    if pension.missing_months:
        key = "recorded_and_bought_about" if pension.standing == "assumed" else "recorded_and_bought"
        cost = pension.missing_cost
        said.append(words.text(key, record=recorded, months=recorded, missing=pension.missing_months, cost=cost))
    else:
        said.append(words.text("recorded", record=recorded, months=recorded))
    said.append(pension_sentence(quote, words))
    if pension.retirement_allowance:
        said.append(words.text("allowance", amount=pension.retirement_allowance))
    recover = quote.totals.months_to_recover
    if recover and quote.totals.paid_by_household:
        said.append(words.text("recover", paid=quote.totals.paid_by_household, time=duration(recover, words.lang)))
    return said


def pension_sentence(quote: Quote, words: Words) -> str:
    """How much the pension is, as a range where it rests on assumptions."""
    pension, outlook = quote.projection.pension, quote.projection.outlook
    rate = share_text(pension.pension_rate, words.lang)
    if outlook.name == "frozen" or pension.standing != "assumed":
        key = "pension_frozen" if pension.standing == "assumed" else "pension_exact"
        return words.text(key, amount=pension.monthly_pension_today, rate=rate)
    growths = [outlook.book.scenarios[name]["assumptions"]["prices"][0] for name in quote.range]
    amounts = quote.range.values()
    return words.text(
        "pension_range",
        least=min(amounts),
        most=max(amounts),
        rate=rate,
        slow=min(growths),
        fast=max(growths),
        base=pension.monthly_pension_today,
        scenario=outlook.title[words.lang],
    )
