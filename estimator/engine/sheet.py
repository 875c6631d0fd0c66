"""The sheet: formulas wired by their argument names, filled on demand, every figure kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from types import ModuleType
from typing import Any, cast

from estimator.engine.citation import Citation, parsed
from estimator.engine.filled import Filled, Formula, Provisions, Shape
from estimator.engine.months import from_iso
from estimator.engine.series import END


def cites(
    *articles: str, until: str | None = None, states: str | None = None
) -> Callable[[Callable[..., Any]], Formula]:
    """Mark a function as a formula of the law, with the articles it encodes; ValueError for what is no citation.

    A structure that changed is two formulas: the earlier one says ``until`` which month (``2015-12``) it was law and,
    since the later one bears the figure's name, which figure it ``states``.
    """

    def mark(function: Callable[..., Any]) -> Formula:
        formula = cast("Formula", function)
        formula.cites = tuple(map(parsed, articles))
        formula.until = END if until is None else from_iso(until)
        formula.states = states or formula.__name__
        return formula

    return mark


class WiringError(Exception):
    """The formulas do not fit together: two of one name, a circle, or one name in two units."""


class Sheet:
    """Formulas by the figure each states, as they stand up to a month: by default today's and all later ones.

    Each edition, and what is wrong with the wiring, is worked out when it is asked for; WiringError at once where two
    formulas state one figure.
    """

    def __init__(self, rooms: Iterable[ModuleType | Formula], until: int = END, present: Sheet | None = None) -> None:
        self._every = _formulas(rooms)
        self.until, self.present = until, present or self
        self.formulas = {formula.states: formula for formula in self._every if formula.until >= until}
        self.operands = {name: _arguments(formula) for name, formula in self.formulas.items()}
        self._turns = sorted({each.until for each in self._every if each.until < until}) if present is None else []
        self._shapes: dict[tuple[str, ...] | frozenset[str], Shape] = {}

    @cached_property
    def earlier(self) -> tuple[Sheet, ...]:
        """The sheets before each change of the law's structure, oldest first, with this one as their ``present``."""
        return tuple(Sheet(self._every, turn, self) for turn in self._turns)

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each figure and operand; WiringError for one name in two units."""
        units: dict[str, str] = {}
        for formula in self._every:
            for operand, unit in formula.__annotations__.items():
                figure = formula.states if operand == "return" else operand
                if units.setdefault(figure, unit) != unit:
                    raise WiringError(f"{figure} is {units[figure]} elsewhere and {unit} in {formula.__name__}")
        return units

    def check(self) -> None:
        """Raise WiringError for one name in two units, or a circle in this edition or an earlier one."""
        from graphlib import CycleError, TopologicalSorter

        _ = self.units
        for sheet in (*self.earlier, self):
            try:
                TopologicalSorter(sheet.operands).prepare()
            except CycleError as circle:
                raise WiringError("a circle: " + " → ".join(circle.args[1])) from None

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
        return Filled(self.edition(law.month).shape(facts), facts, law, standings or {}, known)

    def edition(self, month: int) -> Sheet:
        """The sheet as its formulas stood in a month."""
        present = self.present
        place = bisect_left(present._turns, month)
        return present if place == len(present._turns) else present.earlier[place]

    def shape(self, stated: Iterable[str]) -> Shape:
        """The sheet when these facts are stated; kept, so that what each figure needs is worked out once."""
        key = tuple(stated)
        if key not in self._shapes:  # whatever their order, the same facts make one shape
            facts = frozenset(key)
            self._shapes[key] = self._shapes.setdefault(facts, Shape(self, facts))
        return self._shapes[key]

    def unregistered(self, documents: Container[str]) -> dict[str, list[Citation]]:
        """The citations, by figure, of documents that a register does not hold."""
        found: dict[str, list[Citation]] = {}
        for sheet in (*self.earlier, self):
            for figure, formula in sheet.formulas.items():
                unknown = [cite for cite in formula.cites if cite.document not in documents]
                if unknown:
                    found[figure] = unknown
        return found


def _formulas(rooms: Iterable[ModuleType | Formula]) -> list[Formula]:
    """The formulas of the rooms, those that stand longest first."""
    found: dict[tuple[str, int], Formula] = {}
    for room in rooms:
        for formula in vars(room).values() if isinstance(room, ModuleType) else (room,):
            if hasattr(formula, "cites") and found.setdefault((formula.states, formula.until), formula) is not formula:
                raise WiringError(f"two formulas state {formula.states}")
    return sorted(found.values(), key=lambda formula: formula.until, reverse=True)


def _arguments(formula: Formula) -> tuple[str, ...]:
    code = formula.__code__
    return code.co_varnames[: code.co_argcount]
