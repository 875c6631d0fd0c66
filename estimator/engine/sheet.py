"""The sheet: formulas wired by their argument names, filled on demand, every figure kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, Protocol

from estimator.engine.problem import Problem

Formula = Callable[..., Any]


def cites(*articles: str) -> Callable[[Formula], Formula]:
    """Mark a function as a formula of the law, with the articles it encodes."""

    def mark(formula: Formula) -> Formula:
        formula.cites = articles  # type: ignore[attr-defined]
        return formula

    return mark


class Provisions(Protocol):
    """The law of one month, as a sheet needs it."""

    def __contains__(self, name: object) -> bool: ...
    def __getitem__(self, name: str) -> Any: ...
    def standing(self, name: str) -> str: ...


class WiringError(Exception):
    """The formulas do not fit together: two of one name, a circle, or one name in two units."""


class MissingGiven(Problem):
    """A figure needs something that was neither stated nor enacted; ``field`` names it."""

    def __init__(self, name: str, needed_by: str | None = None) -> None:
        super().__init__("given_missing", field=name, needed_by=needed_by)


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

    def fill(self, facts: Mapping[str, Any], law: Provisions, standings: Mapping[str, str] | None = None) -> Filled:
        """A sheet under the law of a month; ``standings`` tells which stated facts are themselves assumed."""
        return Filled(self, facts, law, standings or {})


class Filled:
    """A sheet with its facts and its law: figures are computed when first asked for, and kept."""

    def __init__(self, sheet: Sheet, facts: Mapping[str, Any], law: Provisions, standings: Mapping[str, str]) -> None:
        self.sheet, self.facts, self.law, self.standings = sheet, facts, law, standings
        self.figures: dict[str, Any] = dict(facts)

    def __getitem__(self, name: str) -> Any:
        if name not in self.figures:
            formula = self.sheet.formulas.get(name)
            if formula is not None:
                known = self.figures
                self.figures[name] = formula(
                    *[known[o] if o in known else self._operand(o, name) for o in self.sheet.operands[name]]
                )
            elif name in self.law:
                self.figures[name] = self.law[name]
            else:
                raise MissingGiven(name)
        return self.figures[name]

    def _operand(self, name: str, needed_by: str) -> Any:
        try:
            return self[name]
        except MissingGiven as missing:
            missing.facts["needed_by"] = missing.facts["needed_by"] or needed_by
            raise

    def is_step(self, name: str) -> bool:
        """Whether a figure was computed here, rather than stated or enacted."""
        return name in self.sheet.formulas and name not in self.facts

    def leaves(self, name: str) -> Iterable[str]:
        """The stated facts and provisions that a figure rests on."""
        if not self.is_step(name):
            return {name}
        return {leaf for operand in self.sheet.operands[name] for leaf in self.leaves(operand)}

    def standing_of_leaf(self, name: str) -> str:
        """How firm a stated fact or a provision is."""
        if name in self.facts:
            return self.standings.get(name, "enacted")
        return self.law.standing(name)


def _arguments(formula: Formula) -> tuple[str, ...]:
    code = formula.__code__
    return code.co_varnames[: code.co_argcount]
