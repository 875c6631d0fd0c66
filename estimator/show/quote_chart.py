"""The chart of a quote: what household and State pay, and the pension with its range, a month in today's money."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.expected import real_pension
from estimator.plan.quote import Quote
from estimator.plan.years import years
from estimator.show.charts import Bars, Chart, Line, lines
from estimator.words.amounts import money, significant
from estimator.words.dates import month_text
from estimator.words.say import Words

DRAWN = 20  # years of pension shown
MARKS = {"floor_rises": "mark_floor", "support_ends": "mark_support"}


def chart(quote: Quote, words: Words, overlays: Sequence[str] = ()) -> Chart:
    """The plan from its first year to twenty years of pension, by calendar year; a note names what it rests on."""
    question, outlook, pension = quote.question, quote.projection.outlook, quote.projection.pension
    rows = {row.year: row for row in years(quote)}
    first = min(rows, default=question.as_of.year)
    starts = months.year_of(pension.pension_from) if pension.pension_from is not None else None
    last = max(max(rows, default=first), starts + DRAWN if starts is not None else first)
    span = tuple(range(min(first, starts if starts is not None else first), last + 1))

    def paid(*parts: str) -> tuple[int | None, ...]:
        each = {year: sum(getattr(row, part) for part in parts) // row.months for year, row in rows.items()}
        return tuple(outlook.deflated(each[year], year, question.as_of.year) if year in each else None for year in span)

    def drawn(amount: int) -> tuple[int | None, ...]:
        return tuple(
            real_pension(outlook, amount, year - starts) if starts is not None and year >= starts else None
            for year in span
        )

    spread = [found.monthly_pension_today for found in quote.range.values()]
    ranged = pension.standing == "assumed" and not outlook.frozen
    line = Line(
        words.text("chart_pension"),
        drawn(pension.monthly_pension_today),
        drawn(min(spread)) if ranged else None,
        drawn(max(spread)) if ranged else None,
        words.text("chart_range"),
    )
    marks = [
        (months.year_of(w.facts["month"]), words.text(MARKS[w.code], month=month_text(w.facts["month"], words.lang)))
        for w in quote.warnings
        if w.code in MARKS
    ]
    if pension.pension_from is not None and starts is not None:
        marks.append((starts, words.text("mark_pension", month=month_text(pension.pension_from, words.lang))))
    note = words.text("chart_note", scenario=outlook.title[words.lang], growth=outlook.price_growth)
    if overlays:
        said = words.text("overlays", files=overlays)
        note = f"{note} {said[0].upper()}{said[1:]}."
    return Chart(
        words.text("chart_title"),
        words.text("chart_unit"),
        span,
        (
            Bars(words.text("household"), paid("payable")),
            Bars(words.text("chart_support"), paid("state_support", "local_support")),
        ),
        line if pension.entitled else None,
        tuple(sorted(marks)),
        note,
    )


def printed(quote: Quote, words: Words, columns: int, overlays: Sequence[str] = ()) -> list[str]:
    """The chart as lines for a terminal."""
    return lines(chart(quote, words, overlays), columns, lambda amount: money(significant(amount), words.lang))


def write_chart(quote: Quote, words: Words, name: str, overlays: Sequence[str] = ()) -> None:
    """The chart as a file, .svg or .png by its name; an existing file is left alone. Problem where it cannot be."""
    from estimator.show.png import picture, picture_kind
    from estimator.show.svg import svg

    file, kind = Path(name), picture_kind(name, "chart_file")
    content = picture(svg(chart(quote, words, overlays), lambda amount: money(significant(amount), words.lang)), kind)
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise Problem("file_exists", field="chart_file", given=name) from None
    except OSError as error:
        raise Problem("file_not_written", field="chart_file", given=name, reason=error.strerror) from None
