"""What cannot be read of a question, gathered so that everything is told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from estimator.engine.problem import Problem, raise_all

T = TypeVar("T")


def _what(problem: Problem) -> tuple[Any, ...]:
    """What is wrong, and where."""
    return problem.code, problem.field, problem.given, problem.facts.get("row"), problem.facts.get("place")


class Faults:
    """The problems met so far, each once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Keep what was found; what is known already is not told twice."""
        for one in problem.every:
            if all(_what(one) != _what(old) for old in self.found):
                self.found.append(one)

    def read(self, instead: T, reader: Callable[..., T], *arguments: Any) -> T:
        """What a reader gives; where it raises Problem that is kept, and something else stands instead."""
        try:
            return reader(*arguments)
        except Problem as problem:
            self.add(problem)
            return instead

    def raise_all(self, order: Sequence[str] = ()) -> None:
        """Raise what was found, in the order of the options; those of no option come first."""
        places = {name: place for place, name in enumerate(order)}
        raise_all(sorted(self.found, key=lambda problem: places.get((problem.field or "").rstrip("_"), -1)))
