"""The screen at the kitchen table: the answer first, money aligned, nothing cut, no boxes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from estimator.plan.quote import Quote
from estimator.plan.results import Instalment
from estimator.show.entitlements import benefit_lines, road_lines
from estimator.show.layout import BETWEEN, Page
from estimator.version import __version__
from estimator.words.amounts import about, money, rounded, share_text, span
from estimator.words.dates import day_text, duration, month_text
from estimator.words.say import Words


def show_quote(
    quote: Quote,
    words: Words,
    overlays: Sequence[str] = (),
    first: str = "",
    by_year: bool = False,
    chart: bool = False,
) -> None:
    """Print a quote, which may rest on files of the reader's own, under a first sentence if there is one."""
    page = Page()
    page.title(words.text("title"), words.text("made_on", day=quote.question.as_of))
    page.parts(who(quote, words))
    if overlays:
        page.say(words.text("overlays", files=overlays))
    if first:
        page.blank()
        for sentence in first.split("\n"):
            page.say(sentence, rest="   ")
    if quote.contribution is not None:
        page.blank()
        _month(quote, words, page)
    if quote.instalments:
        page.blank()
        _timetable(quote, words, page)
    page.blank()
    page.title(words.text("pension_title"))
    for text in pension_lines(quote, words):
        page.say(text, rest="   ")
    if chart:
        from estimator.show.quote_chart import printed

        page.blank()
        page.add(printed(quote, words, page.columns, overlays))
    if by_year:
        from estimator.show.years import add_years

        add_years(quote, words, page)
    for title, lines in (("roads_title", road_lines(quote, words)), ("benefits_title", benefit_lines(quote, words))):
        if lines:
            page.blank()
            page.title(words.text(title))
            for text in lines:
                page.say("• " + text, rest="   ")
    to_know(quote, words, page)
    page.blank()
    page.parts(words.text("next_steps"))
    page.parts(footer(quote, words))
    page.show()


def to_know(quote: Quote, words: Words, page: Page) -> None:
    """The warnings, one a bullet."""
    if quote.warnings:
        page.blank()
        page.title(words.text("to_know"))
        for warning in quote.warnings:
            page.say("• " + words.warning(warning.code, warning.facts), rest="   ")


def footer(quote: Quote, words: Words) -> str:
    """Version, and the day to which the rules were reviewed."""
    reviewed = min(parameter.reviewed for parameter in quote.projection.outlook.book.parameters.values())
    return words.text("footer", version=__version__, reviewed=datetime.date.fromisoformat(reviewed))


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
    parts = [words.text("person", sex=sex, born=born), words.text("groups", groups=groups)]
    if question.province is not None:
        names = {code: name for code, name, _ in quote.projection.outlook.book.provinces}
        parts.append(names[question.province])
    if quote.instalments:
        parts.append(method)
    return BETWEEN.join(parts)


def _month(quote: Quote, words: Words, page: Page) -> None:
    sheet, lang, question = quote.contribution, words.lang, quote.question
    assert sheet is not None
    income = sheet["insured_income"]
    # "/month" hangs to the right of the amounts, which stand under each other
    hanging = len(words.text("a_month", amount=income)) - len(money(income, lang))

    def alone(amount: int) -> str:
        return money(amount, lang) + " " * hanging

    remark = ""
    if question.budget is not None:
        per = words.one_of("period", question.budget.per)
        remark = words.text("within", amount=question.budget.asked, per=per)
    rows: list[tuple[str, ...]] = [(words.figure("insured_income"), words.text("a_month", amount=income), remark)]
    if quote.instalments and question.method != "missing":
        rate = words.text("contribution_of", rate=sheet["contribution_rate"])
        rows.append((rate, alone(sheet["full_contribution"]), ""))
        for part, base in (("state_support", "support_rates"), ("local_support", "local_support_rates")):
            if sheet.figure(part) or part == "state_support":
                share = sheet.figure(base)[question.group_code] if sheet.figure(part) else 0
                note = words.text("of_poverty_line", share=share) if share else words.text("no_support")
                rows.append((words.figure(part), alone(-sheet.figure(part)), note))
        rows.append((words.figure("payable"), words.text("a_month", amount=sheet["payable"]), ""))
    if page.fits(rows):
        page.grid(rows, (1,))
    else:
        for name, value, note in rows:
            page.say(f"{name}: {value.strip()}" + (f" ({note})" if note else ""), rest="   ")


def _timetable(quote: Quote, words: Words, page: Page) -> None:
    lang = words.lang
    local = any(instalment.local_support for instalment in quote.instalments)
    header = [words.text("period"), words.text("due"), words.text("state")]
    header += [words.text("local")] if local else []
    rows: list[tuple[str, ...]] = [(*header, words.text("household"), "")]
    before: Instalment | None = None
    for run in runs(quote.instalments):
        first, last = run[0], run[-1]
        amounts = [first.state_support, *([first.local_support] if local else []), first.payable]
        printed = [money(amount, lang) for amount in amounts]
        rows.append((when(first, last, words), _due(run, words), *printed, _change(before, first, words)))
        before = last
    if len(quote.instalments) > 1:
        total = quote.first_year
        sums = [total.state_support, *([total.local_support] if local else []), total.payable]
        label = words.text("whole_year") if total.months == 12 else words.text("whole", months=total.months)
        rows.append((label, "", *(money(amount, lang) for amount in sums), ""))
    if page.fits(rows):
        page.grid(rows, range(2, len(rows[0]) - 1))
    else:
        for name, *cells in rows[1:]:
            page.say(name)
            for title, cell in zip((*rows[0][1:-1], ""), cells, strict=True):
                if cell:
                    page.say(f"{title}: {cell}" if title else f"({cell})", "   ", "     ")
    up = quote.choice.next_step_up if quote.choice else None
    if up is not None and quote.question.budget is not None:
        per = words.one_of("period", quote.question.budget.per)
        page.say(words.text("next_step_up", income=up.insured_income, payable=up.payable, per=per), rest="   ")


def when(first: Instalment, last: Instalment, words: Words) -> str:
    """The months of a payment, or of several in a row."""
    if first.first is None or last.last is None:
        return words.text("missing_bought")
    begins, ends = month_text(first.first, words.lang), month_text(last.last, words.lang)
    return begins if begins == ends else f"{begins} – {ends}"


def _due(run: list[Instalment], words: Words) -> str:
    """The last day; of several payments in a row how many, and that each is due by the end of its months."""
    if len(run) == 1:
        return day_text(run[0].due, words.lang)
    at_end = all(i.last is not None and i.due.year * 12 + i.due.month - 1 == i.last for i in run)
    return words.text("month_end" if at_end else "each", count=len(run), months=run[0].months)


def runs(instalments: tuple[Instalment, ...]) -> list[list[Instalment]]:
    """The timetable in runs of equal payments where it has more lines than one takes in at a glance."""
    if len(instalments) <= 4:
        return [[instalment] for instalment in instalments]

    def same(instalment: Instalment) -> Any:
        return instalment[2:3] + instalment[4:-1]

    return [list(run) for _, run in groupby(instalments, key=same)]


def _change(before: Instalment | None, now: Instalment, words: Words) -> str:
    """What is different from the payment before, in the words that stand beside the amounts."""
    if before is None or before.months == 0:
        return ""
    said = []
    if now.full_contribution * before.months > before.full_contribution * now.months:
        said.append(words.text("contribution_rises"))
    earlier, later = before.state_support * now.months, now.state_support * before.months
    if later == 0 < earlier:
        said.append(words.text("support_ended"))
    elif earlier != later:
        said.append(words.text("support_rises" if later > earlier else "support_falls"))
    return ", ".join(said)


def pension_lines(quote: Quote, words: Words) -> list[str]:
    """The pension in sentences, one idea each: when, on how many months, how much, and on what it rests."""
    pension, projection = quote.projection.pension, quote.projection
    reached = quote.reached
    recorded = int(projection.sheet["recorded_months"])
    said = [words.text("age_reached", age=quote.retirement_age, month=reached)]
    years = f" ({duration(recorded, words.lang)})" if recorded >= 12 else ""
    said.append(words.text("recorded", months=recorded) + years)
    if not pension.entitled:
        said.append(words.text("no_pension", missing=pension.missing_months))
        return said
    assert pension.pension_from is not None

    def printed(amount: int) -> str:
        return (about if pension.standing == "assumed" else money)(amount, words.lang)

    said[0] += words.text("pension_from", month=pension.pension_from)
    if pension.missing_months:
        if pension.missing_cost is None:
            said.append(words.text("bought_unpriced", missing=pension.missing_months))
        else:
            said.append(words.text("bought", missing=pension.missing_months, cost=printed(pension.missing_cost)))
    said += pension_sentences(quote, words)
    if pension.retirement_allowance:
        said.append(words.text("allowance", amount=printed(pension.retirement_allowance)))
    recover = quote.totals.months_to_recover
    if recover and quote.totals.paid_by_household:
        said.append(words.text("still_paid", paid=printed(quote.totals.paid_by_household)))
        said.append(words.text("recover", time=duration(recover, words.lang)))
    return said


def pension_sentences(quote: Quote, words: Words) -> list[str]:
    """How much the pension is, and between which amounts where it rests on assumptions."""
    pension, outlook = quote.projection.pension, quote.projection.outlook
    rate = share_text(pension.pension_rate, words.lang)
    if outlook.frozen or pension.standing != "assumed":
        key = "pension_frozen" if pension.standing == "assumed" else "pension_exact"
        return [words.text(key, amount=pension.monthly_pension_today, rate=rate)]
    own = dict(quote.question.assumed).get("prices")
    growths = [own or outlook.book.scenarios[name]["yearly"]["prices"][0] for name in quote.range]
    amounts = [pension.monthly_pension_today for pension in quote.range.values()]
    least, most = min(amounts), max(amounts)
    said = [words.text("pension_about", amount=pension.monthly_pension_today, rate=rate)]
    if rounded(least, words.lang) != rounded(most, words.lang):
        amounts_said = span(least, most, words.lang)
        facts = {"amounts": amounts_said, "slow": min(growths), "fast": max(growths)}
        said.append(words.text("pension_range", **facts))
    return said
