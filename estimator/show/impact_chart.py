"""The chart of a roster's cost: what State and province pay, month by month or by a column, law beside reform."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.plan.cost_report import DIFFERENCE, Line, Report, lines_by
from estimator.show.bars import Bar, BarChart, bar_lines, bars_svg
from estimator.show.impact import column_text, in_unit, reform_note, unit_of, value_text
from estimator.show.layout import Page
from estimator.words.dates import month_text
from estimator.words.say import Words

PAID = (3, 4)  # places of the State's and the province's part among a sum's figures
MOST = 36  # months or values that are drawn


def chart(report: Report, words: Words) -> BarChart:
    """By the first column asked for besides the groups, else by month of payment; of many values the largest."""
    named = [name for name in lines_by(report) if name != "group"]
    name = named[0] if named else "month"
    if name == "month":
        lines = _months(report, words)
        drawn = lines[:MOST]
    else:
        lines = [Line(value_text(name, line.value, words), line.sums) for line in lines_by(report)[name]]
        drawn = sorted(lines, key=lambda line: -_budget(line, report.laws[-2:][0]))[:MOST]
    bars = [bar for line in drawn for bar in _bars(line, words)]
    said = [words.text("impact_chart_laws")] if len(report.totals) > 1 else []
    if len(lines) > MOST:
        said.append(words.text("impact_chart_more", more=len(lines) - MOST))
    _, unit = unit_of(report)
    first, last = (month_text(month, words.lang) for month in report.period)
    return BarChart(
        words.text("impact_chart", column=column_text(name, words).upper(), first=first, last=last),
        words.text(unit),
        (words.text("impact_state_support"), words.text("impact_local_support")),
        tuple(bars),
        " ".join(filter(None, [*said, reform_note(report, words)])),
    )


def _months(report: Report, words: Words) -> list[Line]:
    sums = [total.months for total in report.totals]
    laws = report.laws[: len(sums)]
    return [
        Line(month_text(month, words.lang), {law: each[month] for law, each in zip(laws, sums, strict=True)})
        for month in sums[0]
    ]


def _budget(line: Line, law: str) -> int:
    return sum(line.sums[law][place] for place in PAID)


def _bars(line: Line, words: Words) -> list[Bar]:
    laws = [law for law in line.sums if law != DIFFERENCE]
    return [
        Bar(
            f"  {words.text(f'impact_{law}').lower()}" if place else line.value,
            tuple(line.sums[law][part] for part in PAID),
            not place,
        )
        for place, law in enumerate(laws)
    ]


def printed(report: Report, words: Words, columns: int) -> Sequence[str]:
    """The chart as lines for a terminal."""
    unit, _ = unit_of(report)
    return bar_lines(chart(report, words), columns, lambda amount: in_unit(amount, unit, words))


def show_chart(report: Report, words: Words) -> None:
    """Print the chart alone."""
    page = Page()
    page.add(printed(report, words, page.columns))
    page.show()


def drawing(report: Report, words: Words) -> str:
    """The chart as SVG."""
    unit, _ = unit_of(report)
    return bars_svg(chart(report, words), lambda amount: in_unit(amount, unit, words))
