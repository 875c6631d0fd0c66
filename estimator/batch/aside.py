"""Rows of an agency's sheet that are no person: numbers under the headings, section titles, totals, signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from estimator.batch.cells import plain
from estimator.batch.chunk import Chunk
from estimator.engine.problem import Problem
from estimator.words.names import fold

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
    who = _cells(chunk, columns, WHO)
    if not who:
        return {}
    numbers = [position for position, texts in enumerate(who) if all(map(_is_number, texts))]
    how = _cells(chunk, columns, HOW) or [()] * chunk.rows
    empty = [position for position, texts in enumerate(who) if not any(texts) and not any(how[position])]
    money = _cells(chunk, columns, MONEY) or [()] * chunk.rows
    found = {
        position: Problem("row_of_numbers", field="table", given=" ".join(row[:3]))
        for position, row in _rows(chunk, numbers)
        if len(row) > 2 and all(map(_is_number, row))
    }
    for position, row in _rows(chunk, empty):
        said = next((text for text in row if re.fullmatch(_TOTALS, fold(text))), None)
        if said is not None:
            found[position] = Problem("row_of_totals", field="table", given=said)
        elif not any(money[position]):
            found[position] = Problem("row_of_nobody", field="table", given=" ".join(row[:2]))
    return found


def _cells(chunk: Chunk, columns: Mapping[str, str], names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Row by row the texts of those of the named columns that the table has."""
    return list(zip(*(chunk.text(columns[name]) for name in names if name in columns), strict=True))


def _rows(chunk: Chunk, positions: list[int]) -> list[tuple[int, list[str]]]:
    """Some rows with all their texts that are not empty."""
    part = chunk.only(positions)
    rows = zip(*(part.cells(place) for place in range(len(part.header))), strict=True) if positions else ()
    return [(at, [plain(text) for text in row if plain(text)]) for at, row in zip(positions, rows, strict=True)]


def _is_number(text: str) -> bool:
    return re.fullmatch(_NUMBERED, fold(text)) is not None
