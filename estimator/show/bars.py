"""Stacked bars side by side, a line each, for amounts that are compared: for a terminal and as SVG.

It knows no law and no words: labels come as ready text, amounts are printed by the caller's function.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from estimator.show.charts import PARTS as GLYPHS
from estimator.show.charts import Amount, plain
from estimator.show.layout import LEAST, wrapped
from estimator.show.svg import (
    FAINT,
    FONT,
    INK,
    OUTLINE,
    PARTS,
    PATTERNS,
    SIDE,
    WIDTH,
    broken,
    fitting,
    wide,
    written,
)

LONGEST = 28  # letters of a label
ROOM = 13  # pixels: digits are wider than most letters, so that labels are given the room of a larger size
SIZE, BAR, BETWEEN = 12, 14, 8  # pixels: of letters, of a bar, and from one group of bars to the next


class Bar(NamedTuple):
    """One bar: its label, and the amount (VND, nought or more) of each layer; the first of a group stands apart."""

    label: str
    values: tuple[int, ...]
    apart: bool


class BarChart(NamedTuple):
    """What is drawn; every bar has as many amounts as there are layers."""

    title: str
    unit: str
    layers: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str


def _parts(values: tuple[int, ...], most: int, room: int) -> list[tuple[int, int, int]]:
    """Layer, start and end of what a bar is made of, half up; what is paid at all takes one unit at least."""
    found, end, below = [], 0, 0
    for layer, value in enumerate(values):
        below += value
        start, end = end, max((2 * below * room + most) // (2 * most), end + 1) if value else end
        if value:
            found.append((layer, start, end))
    return found


def _most(chart: BarChart) -> int:
    return max((sum(bar.values) for bar in chart.bars), default=0) or 1


def bar_lines(chart: BarChart, columns: int, amount: Amount) -> list[str]:
    """The chart as lines of a terminal of 40 columns or more; ``amount`` prints whole VND."""
    columns = max(columns, LEAST)
    labels = [_cut(bar.label.rstrip(), min(LONGEST, columns // 2 - 4)) for bar in chart.bars]
    told = [plain(amount(sum(bar.values))) for bar in chart.bars]
    left, right = max(map(len, labels), default=0), max(map(len, told), default=0)
    room, most = max(columns - left - right - 6 - len(chart.layers), 4), _most(chart)
    out = _said(chart.title, columns) + _said(chart.unit, columns)
    for bar, label, said in zip(chart.bars, labels, told, strict=True):
        drawn = "".join(
            GLYPHS[layer % len(GLYPHS)] * (end - start) for layer, start, end in _parts(bar.values, most, room)
        )
        out.append(f" {label:<{left}}  {drawn}{'  ' if drawn else ''}{said}")
    for number, layer in enumerate(chart.layers):
        out += _said(layer, columns, GLYPHS[number % len(GLYPHS)] * 2)
    return out + _said(chart.note, columns)


def _cut(text: str, room: int) -> str:
    """A label without its line breaks, or its beginning and a sign that there is more."""
    indent = len(text) - len(text.lstrip())
    said = " " * indent + plain(text)
    return said if len(said) <= room else said[: room - 1] + "…"


def _said(text: str, columns: int, glyph: str = "") -> list[str]:
    first = f" {glyph} " if glyph else " "
    return wrapped(plain(text), columns, first, " " * len(first))


def bars_svg(chart: BarChart, amount: Amount) -> str:
    """The chart as an SVG 800 pixels wide, as high as there are bars; the same chart gives the same bytes."""
    labels = [fitting(plain(bar.label), SIZE, wide("x" * LONGEST, SIZE)) for bar in chart.bars]
    told = [plain(amount(sum(bar.values))) for bar in chart.bars]
    left = SIDE + max((wide(label, ROOM) for label in labels), default=0) + 8
    room = WIDTH - SIDE - left - max((wide(said, ROOM) for said in told), default=0) - 8
    most, down, body = _most(chart), SIDE, list[str]()
    for text, size, weight, ink in ((chart.title, 18, 600, INK), (chart.unit, 13, 400, FAINT)):
        for line in broken(plain(text), size, WIDTH - 2 * SIDE):
            down += size + 6
            body.append(written(line, SIDE, down - 4, size, ink, weight=weight))
    for bar, label, said in zip(chart.bars, labels, told, strict=True):
        down += BETWEEN if bar.apart else 2
        middle = down + BAR - 3
        body.append(written(label, left - 8, middle, SIZE, INK if bar.apart else FAINT, "end"))
        end = 0
        for layer, start, end in _parts(bar.values, most, room):
            body.append(
                f'<rect x="{left + start}" y="{down}" width="{end - start}" height="{BAR}" '
                f'fill="{PARTS[layer % len(PARTS)]}" stroke="{OUTLINE}" stroke-width="0.5"/>'
            )
        body.append(written(said, left + end + 6, middle, SIZE, INK))
        down += BAR
    down += 14
    for number, name in enumerate(chart.layers):
        for place, part in enumerate(broken(plain(name), 13, WIDTH - 2 * SIDE - 30)):
            down += 20
            if not place:
                fill = PARTS[number % len(PARTS)]
                body.append(
                    f'<rect x="{SIDE}" y="{down - 10}" width="22" height="12" fill="{fill}" stroke="{OUTLINE}"/>'
                )
            body.append(written(part, SIDE + 30, down, 13, INK))
    down += 6
    for line in broken(plain(chart.note), SIZE, WIDTH - 2 * SIDE):
        down += 17
        body.append(written(line, SIDE, down, SIZE, FAINT))
    down += SIDE
    told_all = ". ".join(f"{plain(bar.label)}: {said}" for bar, said in zip(chart.bars, told, strict=True))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {down}" width="{WIDTH}" height="{down}" '
            f'role="img" font-family="{FONT}">',
            f"<title>{escape(plain(chart.title), quote=False)}</title>",
            f"<desc>{escape(told_all, quote=False)}</desc>",
            PATTERNS,
            f'<rect width="{WIDTH}" height="{down}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )
