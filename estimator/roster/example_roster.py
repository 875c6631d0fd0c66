"""An invented roster, so that sums can be tried without anyone's data; the same for the same number and month."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from estimator.engine.months import YEAR, iso, month
from estimator.tables.chunk import Chunk, RowChunk
from estimator.tables.source import Source

HEADER = ("Mã", "Xã", "Giới tính", "Ngày sinh", "Đối tượng", "Mức thu nhập", "Phương thức đóng", "Từ tháng", "Đã đóng")
SEED = 20261122
BEGUN = month(2016, 1)  # nobody joined before
STEP = 50_000  # VND between incomes
LANDS = ("Suối", "Đồi", "Gò", "Bến", "Rẫy", "Đầm")
PLANTS = ("Mây", "Sương", "Nắng", "Gió", "Trăng", "Sao", "Cỏ", "Thông", "Ngô", "Lúa", "Sen", "Cọ", "Tre", "Mận", "Quế",
          "Nhãn", "Chè")  # fmt: skip
COMMUNES = tuple(f"Xã {land} {plant}" for plant in PLANTS for land in LANDS)
GROUPS = ("khác", "hộ cận nghèo", "hộ nghèo", "dân tộc thiểu số", "dân tộc thiểu số; hộ nghèo")
LOWLAND, HIGHLAND = (78, 10, 6, 5, 1), (38, 14, 8, 28, 12)  # of a hundred people, in the order of GROUPS
METHODS = {"1 tháng": 1, "3 tháng": 3, "6 tháng": 6, "12 tháng": 12, "về sau 24 tháng": 24, "về sau 60 tháng": 60}
USUAL, OFTEN = tuple(METHODS), (26, 16, 20, 33, 3, 2)
STEPS, CHOSEN = (0, 1, 2, 6, 10, 16, 26, 56), (46, 10, 12, 12, 9, 6, 4, 1)  # above the floor
AGES = ((18, 29), (30, 39), (40, 49), (50, 57))
OLD_ENOUGH, AHEAD_UNTIL = 18 * YEAR, 54 * YEAR  # months: youngest who join, latest end of an advance


class Invented(Source):
    """So many people, each about to pay the next instalment in or after a month; nobody is meant.

    Whoever pays for several months at once has paid for those that have begun; an income is kept until the floor
    overtakes it, and ``floor`` is the least income of a month (VND). Every row is a valid question.
    """

    header = HEADER

    def __init__(self, people: int, asked: int, floor: Callable[[int], int]) -> None:
        super().__init__("", None, None)
        self.rows, self._asked, self._floor, self._read = people, asked, cache(floor), 0

    @property
    def read(self) -> int:
        return self._read

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """The people, so many at a time."""
        draw = random.Random(SEED)
        for start in range(0, self.rows or 0, rows):
            numbers = range(start, min(start + rows, self.rows or 0))
            people = [[f"VD{number + 1:07d}", *_person(draw, self._asked, self._floor)] for number in numbers]
            self._read = start + len(people)
            yield RowChunk(HEADER, people, start)


def _person(draw: random.Random, asked: int, floor: Callable[[int], int]) -> list[Any]:
    place = draw.randrange(len(COMMUNES))
    group = draw.choices(GROUPS, HIGHLAND if place % len(LANDS) < 2 else LOWLAND)[0]
    least, most = draw.choices(AGES, (12, 28, 36, 24))[0]
    age = draw.randint(least * YEAR, most * YEAR + 11)
    born = asked - age
    method = draw.choices(USUAL, OFTEN)[0]
    each = METHODS[method]
    known = min(140, age - OLD_ENOUGH, asked - BEGUN)  # months since the first one, at most
    joined = asked - (draw.randint(0, max(known, 0)) if draw.randrange(16) else 0)
    begins = joined + -(-(asked - joined) // each) * each
    if each > YEAR and begins + each - born > AHEAD_UNTIL:
        method, each = "12 tháng", YEAR
        begins = joined + -(-(asked - joined) // each) * each
    above = draw.choices(STEPS, CHOSEN)[0] * STEP
    paid = f"{iso(joined)}..{iso(begins - 1)}:{floor(joined) + above}" if begins > joined else ""
    return [
        COMMUNES[place],
        draw.choices(("nữ", "nam"), (62, 38))[0],
        f"{draw.randint(1, 28):02d}/{born % YEAR + 1:02d}/{born // YEAR}",
        group,
        floor(begins) + above if paid == "" else max(floor(begins), floor(joined) + above),
        method,
        f"{begins % YEAR + 1:02d}/{begins // YEAR}",
        paid,
    ]
