"""Rows of an agency's sheet that are no person: numbers under the headings, section titles, totals, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import not_

from estimator.engine.problem import Problem
from estimator.tables.cells import plain
from estimator.tables.chunk import Chunk
from estimator.words.matching import fold

WHO = ("sex", "born")  # of these and of the next at least one stands in the row of a person
HOW = ("method", "start")
MONEY = ("income", "pay")
_NUMBERED = r"[(\[]? ?(?:[0-9]{1,3}|[a-z]) ?[)\]]?(?: ?=.*)?"  # (7), 7, [7], A, (15 = 13 x 14), (15) = (13) x (14)
_TOTALS = r"(?:tong|cong)(?: ?:.*| [0-9].*)?|(?:tong cong|tong so|cong tong)\b.*"  # never the surname Tống


def aside(chunk: Chunk, columns: Mapping[str, str]) -> dict[int, Problem]:
    """What each row is that stands for nobody, by position; such rows stay where they are and say so.

    ``row_of_numbers`` numbers the columns. ``row_of_totals`` and ``row_of_nobody`` name neither sex nor birth, neither
    method nor month; the former says that it is a sum, the latter names no income either.
    """
    who, how, money = ([columns[name] for name in names if name in columns] for names in (WHO, HOW, MONEY))
    if not who:
        return {}
    found = {
        position: Problem("row_of_numbers", field="table", given=" ".join(row[:3]))
        for position, row in _rows(chunk, _where(chunk, who, _is_number))
        if len(row) > 2 and all(map(_is_number, row))
    }
    unnamed = _where(chunk, [*who, *how], not_)
    poor = set(_where(chunk, [*who, *how, *money], not_)) if unnamed else set()
    for position, row in _rows(chunk, unnamed):
        said = next((text for text in row if re.fullmatch(_TOTALS, fold(text))), None)
        if said is not None:
            found[position] = Problem("row_of_totals", field="table", given=said)
        elif position in poor:
            found[position] = Problem("row_of_nobody", field="table", given=" ".join(row[:2]))
    return found


def _where(chunk: Chunk, columns: list[str], holds: Callable[[str], bool]) -> list[int]:
    """The rows of which something holds for the texts of all these columns."""
    found: Sequence[int] = range(chunk.rows)
    for column in columns:
        if not found:
            break
        texts, codes = chunk.distinct(column)
        good = [holds(text) for text in texts]
        found = [position for position in found if good[codes[position]]] if any(good) else []
    return list(found)


def _rows(chunk: Chunk, positions: list[int]) -> list[tuple[int, list[str]]]:
    """Some rows with all their texts that are not empty."""
    part = chunk.only(positions)
    rows = zip(*(part.cells(place) for place in range(len(part.header))), strict=True) if positions else ()
    return [(at, [plain(text) for text in row if plain(text)]) for at, row in zip(positions, rows, strict=True)]


@lru_cache(maxsize=1 << 16)
def _is_number(text: str) -> bool:
    return re.fullmatch(_NUMBERED, fold(text)) is not None
