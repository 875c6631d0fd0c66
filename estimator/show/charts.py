"""A chart of a plan through the years, and its drawing from block characters for a terminal.

It knows no law and no words: labels come as ready text, amounts are printed by the caller's function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from estimator.show.layout import LEAST, printable, wrapped

ROWS = 12  # divisible by 2, 3 and 4, so that every amount of the scale stands on a row of its own
WIDEST_YEAR = 6  # columns; a bar for each of three years does not fill the screen
BETWEEN_YEARS = 6  # columns from one year written under the axis to the next
PARTS = "█▒▓▚╳"
EIGHTHS = " ▁▂▃▄▅▆▇"
BAND, LINE, MARK, MARKED = "░", "━", "▲", "┊"

Values = tuple[int | None, ...]
Amount = Callable[[int], str]


class Bars(NamedTuple):
    """One layer of the stacked bars: whole VND, one value a year, None where there is nothing."""

    label: str
    values: Values


class Line(NamedTuple):
    """A line: whole VND, one value a year, None where it is not drawn; ``low`` and ``high`` bound the band round it.

    ``band`` is what the legend calls the band.
    """

    label: str
    values: Values
    low: Values | None = None
    high: Values | None = None
    band: str = ""


class Chart(NamedTuple):
    """What is drawn: every tuple of values is as long as ``years``, marks are years with a few words each.

    Amounts below nought are drawn as nought, and a mark outside the years is left out.
    """

    title: str
    unit: str
    years: tuple[int, ...]
    bars: tuple[Bars, ...]
    line: Line | None
    marks: tuple[tuple[int, str], ...]
    note: str


class Drawn(NamedTuple):
    """A chart made ready for drawing, by any hand: nothing below nought, low below high, one entry a year."""

    bars: list[list[int]]
    line: list[int | None]
    band: list[tuple[int, int] | None]
    marks: list[tuple[int, str]]
    most: int


def drawn(chart: Chart) -> Drawn:
    """What is to be drawn of a chart: bars, line and band year by year, marks by their place among the years."""
    years, line = len(chart.years), chart.line
    layers = [[max(value or 0, 0) for _, value in zip(chart.years, bar.values, strict=True)] for bar in chart.bars]
    bars = [[layer[year] for layer in layers] for year in range(years)]
    middle: list[int | None] = [None] * years
    band: list[tuple[int, int] | None] = [None] * years
    if line:
        middle = [None if value is None else max(value, 0) for _, value in zip(bars, line.values, strict=True)]
        if line.low is not None and line.high is not None:
            band = [
                None if low is None or high is None else (max(min(low, high), 0), max(low, high, 0))
                for _, low, high in zip(bars, line.low, line.high, strict=True)
            ]
    marks = [(chart.years.index(year), f"{year} {plain(text)}") for year, text in chart.marks if year in chart.years]
    heights = [sum(bar) for bar in bars] + [value or 0 for value in middle] + [ends[1] for ends in band if ends]
    return Drawn(bars, middle, band, sorted(marks), max(heights, default=0))


def plain(text: str) -> str:
    """A label on one line, without characters a terminal would obey or a file may not hold."""
    return printable(" ".join(text.split()))


def scale(most: int) -> tuple[int, ...]:
    """Round amounts for the axis: nought and two to four more, evenly apart, up to ``most`` or just over it.

    Nought alone where there is nothing above it.
    """
    if most <= 0:
        return (0,)
    tenth = 10 ** max(len(str(most)) - 2, 0)
    tops = [(step * count * tenth, step * tenth) for step in (1, 2, 5, 10, 20, 25, 50) for count in (2, 3, 4)]
    top, step = min(found for found in tops if found[0] >= most)
    return tuple(range(0, top + 1, step))


def written_years(years: tuple[int, ...], apart: int) -> list[int]:
    """Places of the years written under the axis: round ones, at least ``apart`` years apart; else the first."""
    step = next(size * 10**zeros for zeros in range(9) for size in (1, 2, 5) if size * 10**zeros >= min(apart, 10**8))
    return [place for place, year in enumerate(years) if year % step == 0] or [0] * bool(years)


def key(label: str, values: Values, amount: Amount) -> str:
    """A label of the legend with the least and the most it stands for; years of nothing do not count."""
    real = [value for value in values if value] or [value for value in values if value is not None]
    ends = dict.fromkeys(amount(end) for end in (min(real), max(real))) if real else ()
    return ": ".join(part for part in (plain(label), plain(" – ".join(ends))) if part)


def band_key(line: Line, amount: Amount) -> str:
    """The same for the band of a line; empty where it has none."""
    return key(line.band, line.low + line.high, amount) if line.low is not None and line.high is not None else ""


def lines(chart: Chart, columns: int, amount: Amount) -> list[str]:
    """A chart as lines of a terminal of 40 columns or more, twelve of them the picture; ``amount`` prints whole VND.

    Where there are more years than columns, each column shows the mean of several, rounded half up. What is paid
    at all takes a cell at least, so a thin layer looks thicker than it is: the legend has its amounts. Raises
    ValueError where values and years are not of one length.
    """
    picture, columns = drawn(chart), max(columns, LEAST)
    ticks = scale(picture.most)
    names = [_cut(plain(amount(tick)), columns // 2) for tick in ticks]
    margin = max(map(len, names)) + 1
    room = columns - margin - 2
    together = max(-(-len(chart.years) // room), 1)
    picture = _grouped(picture, together)
    edges = _edges(len(picture.bars), room)
    painted = zip(*(_column(picture, year, ticks[-1] or 1) for year in range(len(picture.bars))), strict=True)
    rows = list(painted) or [()] * ROWS
    named = {tick * ROWS // (ticks[-1] or 1): name for tick, name in zip(ticks, names, strict=True)}

    out = _said(chart.title, columns) + _said(chart.unit, columns)
    for height in range(ROWS, 0, -1):
        axis = "┤" if height in named else "│"
        cells = "".join(map(_widened, rows[height - 1], map(int.__sub__, edges[1:], edges)))
        out.append(f"{named.get(height, ''):>{margin}}{axis}{cells}".rstrip())
    out += _axis(chart.years, together, edges, [place for place, _ in picture.marks], names[0].rjust(margin), columns)
    for number, bar in enumerate(chart.bars):
        out += _said(key(*bar, amount), columns, PARTS[number % len(PARTS)] * 2)
    if chart.line:
        out += _said(key(chart.line.label, chart.line.values, amount), columns, LINE * 2)
        out += _said(band_key(chart.line, amount), columns, BAND * 2)
    for _, text in picture.marks:
        out += _said(text, columns, f"{MARK} ")
    return out + _said(chart.note, columns)


def _cut(text: str, room: int) -> str:
    """A text that fits, or its beginning and a sign that there is more."""
    return text if len(text) <= room else text[: room - 1] + "…"


def _said(text: str, columns: int, glyph: str = "") -> list[str]:
    """A text in lines that fit, after the glyph it explains; a word longer than a line is broken."""
    first = f" {glyph} " if glyph else " "
    whole = wrapped(plain(text), columns, first, " " * len(first))
    return [line[start : start + columns] for line in whole for start in range(0, len(line), columns)]


def _mean(values: list[int]) -> int:
    """Half up."""
    return (2 * sum(values) + len(values)) // (2 * len(values))


def _grouped(picture: Drawn, size: int) -> Drawn:
    """Several years in one: the mean of the bars, and of the line and band in the years which have them."""
    starts = range(0, len(picture.bars), size)
    bars = [[_mean(list(layer)) for layer in zip(*picture.bars[start : start + size], strict=True)] for start in starts]
    middle = [[value for value in picture.line[start : start + size] if value is not None] for start in starts]
    bands = [[ends for ends in picture.band[start : start + size] if ends] for start in starts]
    return Drawn(
        bars,
        [_mean(values) if values else None for values in middle],
        [(_mean([low for low, _ in ends]), _mean([high for _, high in ends])) if ends else None for ends in bands],
        [(place // size, text) for place, text in picture.marks],
        picture.most,
    )


def _cells(value: int, top: int) -> int:
    """How many rows an amount is high, half up."""
    return (2 * value * ROWS + top) // (2 * top)


def _column(picture: Drawn, year: int, top: int) -> list[str]:
    """The glyphs of one year, from the axis up."""
    marked = any(place == year for place, _ in picture.marks)
    column = [MARKED if marked else " "] * ROWS
    ends, value, layers = picture.band[year], picture.line[year], picture.bars[year]
    if ends:
        low, high = (max(_cells(end, top), 1) for end in ends)
        column[low - 1 : high] = BAND * (high - low + 1)
    _stack(column, layers, top)
    if value is not None:
        column[max(_cells(value, top), 1) - 1] = LINE
    return column


def _stack(column: list[str], layers: list[int], top: int) -> None:
    """Paint the bar of one year: its height is right, and every layer shows where there are cells enough."""
    paid = [(PARTS[number % len(PARTS)], value) for number, value in enumerate(layers) if value]
    if len(paid) == 1 and paid[0][0] == PARTS[0]:  # the one glyph which comes in eighths
        eighths = max((2 * paid[0][1] * ROWS * 8 + top) // (2 * top), 1)
        column[: eighths // 8] = PARTS[0] * (eighths // 8)
        if eighths % 8:
            column[eighths // 8] = EIGHTHS[eighths % 8]
        return
    end = min(max(_cells(sum(layers), top), len(paid)), ROWS)
    for number, (glyph, _) in reversed(list(enumerate(paid))):
        start = max(min(_cells(sum(value for _, value in paid[:number]), top), end - 1), 0)
        column[start:end] = glyph * (end - start)
        end = start


def _widened(glyph: str, each: int) -> str:
    """A glyph over the columns of its year: lines go on, bars leave a gap where there is room for one."""
    if glyph in (BAND, LINE):
        return glyph * each
    return glyph.ljust(each) if glyph == MARKED else (glyph * (each - (each > 2))).ljust(each)


def _edges(years: int, room: int) -> list[int]:
    """Where each year starts, and the last ends: as wide as there is room, equally wide from two columns on."""
    each = min(room // max(years, 1), WIDEST_YEAR)
    width = years * each if each > 1 else room
    return [year * width // years for year in range(years + 1)] if years else []


def _axis(
    years: tuple[int, ...], together: int, edges: list[int], marks: list[int], nought: str, columns: int
) -> Iterator[str]:
    """The axis, with its marks, and the years under it."""
    bottom = ["─"] * (edges[-1] if edges else 0)
    under = ""
    for place in written_years(years, -(-BETWEEN_YEARS * len(years) // max(len(bottom), 1))):
        column = (edges[place // together] + edges[place // together + 1] - 1) // 2
        start, year = len(nought) + column, str(years[place])
        if start > len(under) - (not under) and start + len(year) <= columns:
            bottom[column] = "┬"
            under = under.ljust(start) + year
    for place in marks:
        bottom[edges[place]] = MARK
    yield f"{nought}└{''.join(bottom)}"
    yield under
