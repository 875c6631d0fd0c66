"""Where the headings of a table stand: in the row that says most, in several where cells are merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from estimator.roster.headings import TICKS, audits, key, known, lacking, meaning
from estimator.tables.open_table import open_table
from estimator.tables.source import SEARCHED, HeaderRows, Source

# Groups of headings under which a heading means what it means alone.
NEUTRAL = frozenset({
    "thong tin", "thong tin ca nhan", "thong tin nguoi tham gia", "thong tin ve nguoi tham gia", "nguoi tham gia",
    "nhan than", "dong bhxh", "dong bhxh tu nguyen", "bhxh tu nguyen", "tham gia bhxh tu nguyen", "thoi gian dong",
    "thoi gian tham gia", "thoi gian", "so tien dong", "muc dong", "de nghi", "dang ky", "dang ky dong",
    "dang ky tham gia", "thong tin dong", "thong tin dong bhxh", "dong bhxh tn", "dong",
})  # fmt: skip
# And what it does not mean there: months of support are not those of paying, what a province gives is not its name.
_NO_AMOUNTS = ("born", "sex", "province", "start", "until", "months", "years", *TICKS)
EXCEPT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NEUTRAL, ()), "so tien": _NO_AMOUNTS, "trong do": _NO_AMOUNTS,
    "ho tro": (*_NO_AMOUNTS, "income", "method"),
}  # fmt: skip


def told_by(row: Iterable[object], tells: Callable[[str], bool]) -> int:
    """How many different things the cells of a row that are known headings mean."""
    cells = [cell for cell in row if isinstance(cell, str) and tells(cell)]
    return len({meaning(cell) or audits(cell) or key(cell) for cell in cells})


def headings(rows: Sequence[Sequence[str]], tells: Callable[[str], bool] = known) -> HeaderRows:
    """The headings: of the rows the one with most that are known, two at least, the first of equals.

    Else the first row that is not empty. Rows next to each other are the headings where they tell more together.
    """
    written = [position for position, row in enumerate(rows) if any(cell.strip() for cell in row)]
    counts = {position: told_by(rows[position], tells) for position in written[:SEARCHED]}
    best = max(counts, key=lambda position: counts[position], default=0)
    if not counts or counts[best] < 2:
        first = written[0] if written else 0
        return HeaderRows(first, first, rows[first] if rows else ())
    found = HeaderRows(best, best, rows[best])
    while True:
        first, last, cells = found
        told = told_by(cells, tells)
        wider = []
        if first > 0:
            least = 0 if _supplies(rows[first - 1], cells) else told
            wider.append((least, HeaderRows(first - 1, last, _together(rows[first - 1], cells, tells))))
        if last + 1 < len(rows):
            wider.append((told + 1, HeaderRows(first, last + 1, _together(cells, rows[last + 1], tells))))
        better = [one for least, one in wider if one.cells and told_by(one.cells, tells) >= least]
        if not better:
            return found
        found = max(better, key=lambda one: told_by(one.cells, tells))


def _together(upper: Sequence[str], lower: Sequence[str], tells: Callable[[str], bool]) -> Sequence[str]:
    """Headings that stand over groups of others as one row; none where the rows are no such.

    A group has two headings or more under it, its own cell and the empty ones to the right; under any other heading
    the cell is empty, as of merged cells. A heading means something together with its group, alone where that is
    one of ``EXCEPT``. A row above the headings is no part of them for one word in it, unless that is what they lack.
    """
    over = [cell.strip() for cell in upper]
    under = [cell.strip() if key(cell) else "" for cell in lower]  # not what is in brackets alone, as a unit is
    wide = max(len(over), len(under))
    over, under = (cells + [""] * (wide - len(cells)) for cells in (over, under))
    starts = [place for place in range(wide) if over[place]]
    if not starts or any(under[: starts[0]]) or any(cell.isdecimal() for cell in under):
        return ()
    cells, joins = [*over], told_by(over, tells) > 1 or _supplies(over, under)
    for start, end in zip(starts, [*starts[1:], wide], strict=True):
        below = [place for place in range(start, end) if under[place]]
        if len(below) == 1:
            return ()
        group = key(over[start])
        joins = joins or (group in EXCEPT and bool(below))
        for place in below:
            pair = (under[place], over[start])
            joined = [" ".join(" ".join(both).split()) for both in (pair, pair[::-1])]  # a remark no longer on a line
            told = next(filter(tells, joined), None)
            means = meaning(under[place])
            ticked = means in TICKS and meaning(over[start]) == "group"
            alone = group in EXCEPT and means not in EXCEPT[group]
            if (alone or ticked) and (told is None or tells(under[place])):
                told = under[place]
            joins = joins or told in joined
            cells[place] = told or joined[1]
    return cells if joins else ()


def _supplies(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row tells over empty cells what every person needs and the row below does not."""
    needed = lacking({meaning(cell) or "" for cell in lower})
    starts = [place for place, cell in enumerate(upper) if cell.strip()]
    alone = [
        upper[start]
        for start, end in zip(starts, [*starts[1:], len(lower)], strict=False)
        if not any(map(key, lower[start:end]))
    ]
    return any(meaning(cell) in needed for cell in alone)


class PeopleHeadings:
    """What the readers of tables ask of headings: those of people."""

    known = staticmethod(known)
    find = staticmethod(headings)

    @staticmethod
    def told_by(row: Iterable[object]) -> int:
        """How many different things the cells of a row that are known headings mean."""
        return told_by(row, known)


def open_people(name: str, fast: bool = True) -> Source:
    """A table of people by its name, as ``open_table``."""
    return open_table(name, PeopleHeadings(), fast)
