"""Columns that are added to a table: whole numbers, perhaps written as something else, and few distinct texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from estimator.tables.cells import text_of

NONE = -1  # a number that is written as an empty cell
ARROW = {int: "int64", str: "string", bool: "bool"}


class Kind(NamedTuple):
    """What the numbers of a column are written as: the type, and the function that makes it; none for themselves."""

    type: type = int
    write: Callable[[int], Any] | None = None


NUMBER = Kind()


@lru_cache(maxsize=256)
def _written(kind: Kind, least: int, most: int) -> Any:
    """The texts of every value from the least to the most, as a polars series."""
    import polars

    assert kind.write is not None
    return polars.Series([text_of(kind.write(value)) for value in range(least, most + 1)], dtype=polars.String)


class NumberColumn:
    """A column as it is written: whole numbers, or their texts by kind; -1 is an empty cell."""

    def __init__(self, kind: Kind, values: Sequence[int]) -> None:
        self.kind, self.values = kind, values

    def __len__(self) -> int:
        return len(self.values)

    def tolist(self) -> list[Any]:
        """Python's own values; None for an empty cell."""
        listed: Any = self.values if isinstance(self.values, list) else self.values.tolist()  # type: ignore[attr-defined]
        write = self.kind.write
        if write is None:
            return [None if value == NONE else value for value in listed]
        said = {value: write(value) for value in set(listed) if value != NONE}
        return [said.get(value) for value in listed]

    def part(self, rows: Any) -> NumberColumn:
        """Some of its rows, by a slice; of an array by positions as well."""
        return NumberColumn(self.kind, self.values[rows])

    def series(self, name: str) -> Any:
        """The same as a polars series."""
        import polars

        found = polars.Series(name, self.values, polars.Int64)
        nothing = found == NONE
        if nothing.any():
            found = found.set(nothing, None)
        if self.kind.write is None or found.null_count() == len(found):
            return found
        least, most = (int(end) for end in (found.min(), found.max()))  # type: ignore[arg-type]
        return _written(self.kind, least, most).gather(found - least).alias(name)

    def array(self) -> Any:
        """The same as an Arrow array, of the type ``ARROW`` names for it whatever stands in it."""
        import pyarrow

        kind, values = self.kind.type, self.values
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
        table = NumberColumn(self.kind, list(range(least, most + 1))).array()
        return table.take(pyarrow.array(numbers - least, mask=nothing))


class TextColumn:
    """A column of few distinct texts: the texts, and which one stands in each row."""

    def __init__(self, texts: list[str], codes: Sequence[int]) -> None:
        self.texts, self.codes = texts, codes

    def __len__(self) -> int:
        return len(self.codes)

    def tolist(self) -> list[str]:
        """The texts row by row."""
        return [self.texts[code] for code in self.codes]

    def part(self, rows: Any) -> TextColumn:
        """Some of its rows, by a slice; of an array by positions as well."""
        return TextColumn(self.texts, self.codes[rows])

    def series(self, name: str) -> Any:
        """The same as a polars series."""
        import polars

        codes = polars.Series(self.codes, dtype=polars.Int64)
        return polars.Series(name, self.texts, polars.String).gather(codes)

    def array(self) -> Any:
        """The same as an Arrow array."""
        import pyarrow

        return pyarrow.array(self.texts, ARROW[str]).take(pyarrow.array(self.codes, ARROW[int]))
