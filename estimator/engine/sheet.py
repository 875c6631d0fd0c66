"""The sheet: formulas wired by their argument names, filled on demand, every figure kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from estimator.engine.filled import Filled, Formula, Provisions, Shape


def cites(*articles: str) -> Callable[[Formula], Formula]:
    """Mark a function as a formula of the law, with the articles it encodes."""

    def mark(formula: Formula) -> Formula:
        formula.cites = articles  # type: ignore[attr-defined]
        return formula

    return mark


class WiringError(Exception):
    """The formulas do not fit together: two of one name, a circle, or one name in two units."""


class Sheet:
    """Formulas by the figure each states. Raises WiringError when they do not fit."""

    def __init__(self, rooms: Iterable[ModuleType | Formula]) -> None:
        self.formulas: dict[str, Formula] = {}
        for room in rooms:
            formulas = vars(room).values() if isinstance(room, ModuleType) else (room,)
            for formula in formulas:
                if not hasattr(formula, "cites"):
                    continue
                if self.formulas.setdefault(formula.__name__, formula) is not formula:
                    raise WiringError(f"two formulas state {formula.__name__}")
        self.operands = {name: _arguments(formula) for name, formula in self.formulas.items()}
        self.units = self._units()
        self._no_circle()
        self._shapes: dict[tuple[str, ...] | frozenset[str], Shape] = {}

    def _units(self) -> dict[str, str]:
        units: dict[str, str] = {}
        for name, formula in self.formulas.items():
            for operand, unit in formula.__annotations__.items():
                figure = name if operand == "return" else operand
                if units.setdefault(figure, unit) != unit:
                    raise WiringError(f"{figure} is {units[figure]} elsewhere and {unit} in {name}")
        return units

    def _no_circle(self) -> None:
        done: set[str] = set()

        def visit(name: str, path: tuple[str, ...]) -> None:
            if name in path:
                raise WiringError("a circle: " + " → ".join((*path[path.index(name) :], name)))
            if name in self.formulas and name not in done:
                for operand in self.operands[name]:
                    visit(operand, (*path, name))
                done.add(name)

        for name in self.formulas:
            visit(name, ())

    def fill(
        self,
        facts: Mapping[str, Any],
        law: Provisions,
        standings: Mapping[str, Any] | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> Filled:
        """A sheet under the law of a month; ``standings`` tells how firm stated facts are, where they are not enacted.

        A standing is a code, or what works one out when it is asked for.
        ``known`` are figures the formulas would give as well, told beforehand to spare the work; they stay figures.
        """
        return Filled(self.shape(facts), facts, law, standings or {}, known)

    def shape(self, stated: Iterable[str]) -> Shape:
        """The sheet when these facts are stated; kept, so that what each figure needs is worked out once."""
        key = tuple(stated)
        if key not in self._shapes:  # whatever their order, the same facts make one shape
            facts = frozenset(key)
            self._shapes[key] = self._shapes.setdefault(facts, Shape(self, facts))
        return self._shapes[key]


def _arguments(formula: Formula) -> tuple[str, ...]:
    code = formula.__code__
    return code.co_varnames[: code.co_argcount]
