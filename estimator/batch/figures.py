"""The figures of a table of quotes: their names, what each is, and how a column of them is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from estimator.engine.months import age_text, iso
from estimator.plan.figures import CONDITIONS, KINDS
from estimator.plan.question import NONE
from estimator.rulebook.codes import STANDINGS
from estimator.words.amounts import share_text

__all__ = ["ARROW", "KINDS", "NONE", "WRITTEN", "Texts", "Told", "type_of"]

STATUS = ("ok", "rejected")
WRITTEN: dict[str, Callable[[int], Any]] = {
    "month": iso,
    "age": age_text,
    "share": share_text,
    "flag": lambda value: ("false", "true")[value],
    "standing": STANDINGS.__getitem__,
    "conditions": CONDITIONS.__getitem__,
    "status": STATUS.__getitem__,
    "day": lambda ordinal: datetime.date.fromordinal(ordinal).isoformat(),
}
_WRITE: dict[str, Callable[[int], Any]] = {**WRITTEN, "flag": bool}  # as Python's own values
ARROW = {int: "int64", str: "string", bool: "bool"}


def type_of(kind: str) -> type:
    """What a figure is written as: whole numbers, texts, or true and false."""
    return bool if kind == "flag" else str if kind in WRITTEN else int


@lru_cache(maxsize=256)
def _written(kind: str, least: int, most: int) -> Any:
    """The texts of every value from the least to the most, as a polars series."""
    import polars

    return polars.Series([WRITTEN[kind](value) for value in range(least, most + 1)], dtype=polars.String)


class Told:
    """A column as it is written: whole numbers, or their texts by kind; -1 is an empty cell."""

    def __init__(self, kind: str, values: Sequence[int]) -> None:
        self.kind, self.values = kind, values

    def __len__(self) -> int:
        return len(self.values)

    def tolist(self) -> list[Any]:
        """Python's own values; None for an empty cell."""
        listed: Any = self.values if isinstance(self.values, list) else self.values.tolist()  # type: ignore[attr-defined]
        write = _WRITE.get(self.kind)
        if write is None:
            return [None if value == NONE else value for value in listed]
        said = {value: write(value) for value in set(listed) if value != NONE}
        return [said.get(value) for value in listed]

    def part(self, rows: Any) -> Told:
        """Some of its rows, by a slice; of an array by positions as well."""
        return Told(self.kind, self.values[rows])

    def series(self, name: str) -> Any:
        """The same as a polars series."""
        import polars

        found = polars.Series(name, self.values, polars.Int64)
        nothing = found == NONE
        if nothing.any():
            found = found.set(nothing, None)
        if self.kind not in WRITTEN or found.null_count() == len(found):
            return found
        least, most = (int(end) for end in (found.min(), found.max()))  # type: ignore[arg-type]
        return _written(self.kind, least, most).gather(found - least).alias(name)

    def array(self) -> Any:
        """The same as an Arrow array, of the type ``ARROW`` names for it whatever stands in it."""
        import pyarrow

        kind, values = type_of(self.kind), self.values
        if isinstance(values, list):
            return pyarrow.array(self.tolist(), ARROW[kind])
        numbers: Any = values
        nothing = numbers == NONE
        if kind is int:
            return pyarrow.array(numbers, mask=nothing)
        if nothing.all():
            return pyarrow.nulls(len(self), ARROW[kind])
        said = numbers[~nothing]
        least, most = int(said.min()), int(said.max())
        table = Told(self.kind, list(range(least, most + 1))).array()
        return table.take(pyarrow.array(numbers - least, mask=nothing))


class Texts:
    """A column of few distinct texts: the texts, and which one stands in each row."""

    def __init__(self, texts: list[str], codes: Sequence[int]) -> None:
        self.texts, self.codes = texts, codes

    def __len__(self) -> int:
        return len(self.codes)

    def tolist(self) -> list[str]:
        """The texts row by row."""
        return [self.texts[code] for code in self.codes]

    def part(self, rows: Any) -> Texts:
        """Some of its rows, by a slice; of an array by positions as well."""
        return Texts(self.texts, self.codes[rows])

    def series(self, name: str) -> Any:
        """The same as a polars series."""
        import polars

        codes = polars.Series(self.codes, dtype=polars.Int64)
        return polars.Series(name, self.texts, polars.String).gather(codes)

    def array(self) -> Any:
        """The same as an Arrow array."""
        import pyarrow

        return pyarrow.array(self.texts, ARROW[str]).take(pyarrow.array(self.codes, ARROW[int]))
