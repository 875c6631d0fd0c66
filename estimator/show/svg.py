"""A chart through the years as one self-contained SVG, in pixels; told apart without colour."""

from __future__ import annotations

from html import escape
from itertools import groupby
from textwrap import TextWrapper
from typing import NamedTuple

from estimator.show.charts import Amount, Chart, Drawn, band_key, drawn, key, plain, scale, written_years

FONT = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
WIDTH, SIDE, PLOT = 800, 16, 240
LONGEST_NAME = 200  # pixels an amount of the scale may take
BETWEEN_YEARS = 48  # pixels from one year written under the axis to the next
INK, FAINT, GRID = "#1a1a1a", "#4a4a4a", "#d4d4d4"
SOLID, OUTLINE = "#1f4e79", "#12304d"
# Dark, light with stripes, middle grey, light with dots: four layers that a black-and-white printer keeps apart.
PARTS = (SOLID, "url(#stripes)", "#9aa0a6", "url(#dots)")
LINE, BAND = "#0b6b3a", "#2e9e62"
PATTERNS = (
    '<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffe3b3"/>'
    '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="#b45309" stroke-width="1.5"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffffff"/><circle cx="3" cy="3" r="1.2" fill="#333333"/></pattern></defs>'
)


class _Place(NamedTuple):
    """Where the picture stands, and what its scale reaches."""

    left: int
    right: int
    top: int
    years: int
    most: int

    @property
    def bottom(self) -> int:
        """The axis."""
        return self.top + PLOT

    def x(self, half_years: int) -> int:
        """Across: the middle of a year is half a year after its start."""
        return self.left + half_years * (self.right - self.left) // (2 * max(self.years, 1))

    def y(self, value: int) -> int:
        """Down."""
        return self.bottom - (2 * value * PLOT + self.most) // (2 * self.most)


def svg(chart: Chart, amount: Amount) -> str:
    """A chart as an SVG 800 pixels wide and about 420 high, higher where texts are long; ``amount`` prints whole VND.

    The same chart gives the same bytes. Raises ValueError where values and years are not of one length.
    """
    picture = drawn(chart)
    ticks = scale(picture.most)
    names = [fitting(plain(amount(tick)), 12, LONGEST_NAME) for tick in ticks]
    left = SIDE + max(wide(name, 12) for name in names) + 8
    down, head = SIDE, []
    for text, size, weight, ink in ((chart.title, 18, 600, INK), (chart.unit, 13, 400, FAINT)):
        for line in broken(plain(text), size, WIDTH - 2 * SIDE):
            down += size + 6
            head.append(written(line, SIDE, down - 4, size, ink, weight=weight))
    places = [left + place * (WIDTH - SIDE - left) // len(chart.years) for place, _ in picture.marks]
    said = [fitting(text, 12, WIDTH - 2 * SIDE) for _, text in picture.marks]
    lanes = _lanes(places, said)
    box = _Place(left, WIDTH - SIDE, down + 14 + 16 * max(lanes, default=0), len(chart.years), ticks[-1] or 1)

    body = [_tick(box, tick, name) for tick, name in zip(ticks, names, strict=True)]
    body += _bars(box, picture) + _band(box, picture)
    body += [
        f'<path d="M{x} {box.top - 16 * lane + 10}V{box.bottom}" stroke="{FAINT}" stroke-dasharray="4 3"/>'
        for x, lane in zip(places, lanes, strict=True)
    ]
    body += _line(box, picture)
    body.append(f'<path d="M{box.left} {box.bottom}H{box.right}" stroke="{INK}" stroke-width="1.5"/>')
    for place in written_years(chart.years, -(-BETWEEN_YEARS * box.years // (box.right - box.left))):
        x = box.x(2 * place + 1)
        body.append(f'<path d="M{x} {box.bottom}v5" stroke="{INK}"/>')
        body.append(written(str(chart.years[place]), x, box.bottom + 19, 12, INK, "middle"))
    for x, text, lane in zip(places, said, lanes, strict=True):
        body.append(written(text, _start(x, text), box.top - 16 * lane + 6, 12, INK))
    foot, down = _legend(chart, amount, box.bottom + 44)
    for line in broken(plain(chart.note), 12, WIDTH - 2 * SIDE):
        foot.append(written(line, SIDE, down, 12, FAINT))
        down += 17
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {down}" width="{WIDTH}" height="{down}" '
        f'role="img" font-family="{FONT}">'
    )
    description = [chart.unit, *(text for _, text in _keys(chart, amount)), *(t for _, t in picture.marks), chart.note]
    told = ". ".join(part for text in description if (part := plain(text).removesuffix(".")))
    return "\n".join(
        [
            opening,
            f"<title>{escape(plain(chart.title), quote=False)}</title>",
            f"<desc>{escape(told, quote=False)}</desc>",
            PATTERNS,
        ]
        + [f'<rect width="{WIDTH}" height="{down}" fill="#ffffff"/>', *head, *body, *foot, "</svg>\n"]
    )


def wide(text: str, size: int) -> int:
    """Pixels a text takes at most, by a generous mean width of its letters: fonts are not read here."""
    return len(text) * size * 60 // 100


def fitting(text: str, size: int, room: int) -> str:
    """A text that fits, or its beginning and a sign that there is more."""
    most = room * 100 // (60 * size)
    return text if len(text) <= most else text[: most - 1] + "…"


def broken(text: str, size: int, room: int) -> list[str]:
    """A text in lines that fit."""
    return TextWrapper(room * 100 // (60 * size), break_on_hyphens=False).wrap(text)


def written(text: str, x: int, y: int, size: int, ink: str, anchor: str = "start", weight: int = 400) -> str:
    """A line of text over a white one with an edge, which keeps it readable over lines; few draw edges first."""
    where = f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
    said = escape(text, quote=False)
    return (
        f'{where} fill="#ffffff" stroke="#ffffff" stroke-width="3" aria-hidden="true">{said}</text>'
        f'{where} fill="{ink}">{said}</text>'
    )


def _tick(box: _Place, value: int, name: str) -> str:
    """An amount of the scale and its line across."""
    y = box.y(value)
    across = f'<path d="M{box.left} {y}H{box.right}" stroke="{GRID}"/>'
    return across + written(name, box.left - 8, y + 4, 12, INK, "end")


def _bars(box: _Place, picture: Drawn) -> list[str]:
    """The stacked bars, a gap of a fifth of a year between them; what is paid at all takes a pixel at least."""
    out = []
    for year, layers in enumerate(picture.bars):
        start, end = box.x(2 * year), box.x(2 * year + 2)
        gap = (end - start) // 5
        below = 0
        for number, value in enumerate(layers):
            if value:
                y, height = box.y(below + value), max(box.y(below) - box.y(below + value), 1)
                out.append(
                    f'<rect x="{start + gap // 2}" y="{y}" width="{max(end - start - gap, 1)}" height="{height}" '
                    f'fill="{PARTS[number % len(PARTS)]}" stroke="{OUTLINE}" stroke-width="0.5"/>'
                )
            below += value
    return out


def _runs(there: list[bool]) -> list[list[int]]:
    """Years without a gap between them."""
    return [[year for year, _ in run] for real, run in groupby(enumerate(there), lambda pair: pair[1]) if real]


def _points(box: _Place, years: list[int], values: list[int]) -> list[str]:
    """Through the middle of each year, from the start of the first to the end of the last: one year is seen too."""
    middle = [f"{box.x(2 * year + 1)} {box.y(value)}" for year, value in zip(years, values, strict=True)]
    return [
        f"{box.x(2 * years[0])} {box.y(values[0])}",
        *middle,
        f"{box.x(2 * years[-1] + 2)} {box.y(values[-1])}",
    ]


def _band(box: _Place, picture: Drawn) -> list[str]:
    """The range round the line."""
    out = []
    for run in _runs([ends is not None for ends in picture.band]):
        ends = [found for year in run if (found := picture.band[year])]
        edge = _points(box, run, [high for _, high in ends]) + _points(box, run, [low for low, _ in ends])[::-1]
        out.append(
            f'<polygon points="{" ".join(edge)}" fill="{BAND}" fill-opacity="0.28" '
            f'stroke="{LINE}" stroke-width="0.75" stroke-opacity="0.6"/>'
        )
    return out


def _line(box: _Place, picture: Drawn) -> list[str]:
    """The line, with a white edge over what it crosses."""
    out = []
    for run in _runs([value is not None for value in picture.line]):
        path = "M" + "L".join(_points(box, run, [value for year in run if (value := picture.line[year]) is not None]))
        for ink, width in (("#ffffff", 6), (LINE, 3)):
            out.append(f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round"/>')
    return out


def _start(x: int, text: str) -> int:
    """Where the words of a mark start: right of its line, or so that they end at the edge."""
    return min(x + 4, max(WIDTH - SIDE - wide(text, 12), SIDE))


def _lanes(places: list[int], said: list[str]) -> list[int]:
    """On which line over the picture the words of each mark stand: earlier ones above those they would run into."""
    spans = [(_start(x, text), _start(x, text) + wide(text, 12) + 12) for x, text in zip(places, said, strict=True)]
    lanes = [0] * len(spans)
    for mark in reversed(range(len(spans))):
        start, end = spans[mark]
        later = range(mark + 1, len(spans))
        lanes[mark] = 1 + max((lanes[other] for other in later if spans[other][0] < end and start < spans[other][1]),
                              default=0)  # fmt: skip
    return lanes


def _keys(chart: Chart, amount: Amount) -> list[tuple[str, str]]:
    """The swatches of the legend and what they stand for."""
    found = []
    for number, bar in enumerate(chart.bars):
        swatch = f'<rect width="22" height="12" fill="{PARTS[number % len(PARTS)]}" stroke="{OUTLINE}"/>'
        found.append((swatch, key(*bar, amount)))
    if chart.line:
        found.append((f'<path d="M0 6H22" stroke="{LINE}" stroke-width="3"/>', key(*chart.line[:2], amount)))
        swatch = f'<rect width="22" height="12" fill="{BAND}" fill-opacity="0.28" stroke="{LINE}" stroke-width="0.75"/>'
        found.append((swatch, band_key(chart.line, amount)))
    return [(swatch, text) for swatch, text in found if text]


def _legend(chart: Chart, amount: Amount, down: int) -> tuple[list[str], int]:
    """The legend, two to a line where they fit, and how far down it ends."""
    out, half, across = [], (WIDTH - 2 * SIDE) // 2, 0
    for swatch, text in _keys(chart, amount):
        lines = broken(text, 13, WIDTH - 2 * SIDE - 30)
        long = len(lines) > 1 or wide(text, 13) > half - 40
        if across and long:
            down, across = down + 20, 0
        x = SIDE + across * half
        out.append(f'<g transform="translate({x} {down - 10})">{swatch}</g>')
        out += [written(line, x + 30, down + 18 * number, 13, INK) for number, line in enumerate(lines)]
        down += 18 * (len(lines) - 1)
        across = 0 if long or across else 1
        down += 0 if across else 20
    return out, down + 20 * across + 4
