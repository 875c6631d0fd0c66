"""A sheet being filled: what each figure needs is worked out once for facts of one kind, every figure is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from estimator.engine.problem import Problem

if TYPE_CHECKING:
    from estimator.engine.sheet import Sheet

Formula = Callable[..., Any]


class Provisions(Protocol):
    """The law of one month, as a sheet needs it; ``kept`` holds the figures that rest on it alone."""

    kept: dict[tuple[Shape, str], dict[str, Any]]

    def __contains__(self, name: object) -> bool: ...
    def __getitem__(self, name: str) -> Any: ...
    def standing(self, name: str) -> str: ...
    def softest(self, names: frozenset[str]) -> str: ...


class MissingGiven(Problem):
    """A figure needs something that was neither stated nor enacted; ``field`` names it."""

    def __init__(self, name: str, needed_by: str | None = None) -> None:
        super().__init__("given_missing", field=name, needed_by=needed_by)


class Step(NamedTuple):
    """A figure to be worked out by its formula, or (formula None) a provision that another figure needs."""

    name: str
    formula: Formula | None
    operands: tuple[str, ...]
    needed_by: str | None


class Steps(NamedTuple):
    """What must be known for a figure, operands first: what rests on the law alone, and what on the facts too."""

    lawful: tuple[Step, ...]
    personal: tuple[Step, ...]


class Leaves(NamedTuple):
    """What a figure rests on."""

    facts: frozenset[str]
    provisions: frozenset[str]


class Shape:
    """A sheet of which these facts are stated: what each figure then needs."""

    def __init__(self, sheet: Sheet, stated: frozenset[str]) -> None:
        self.sheet, self.stated = sheet, stated
        self._steps: dict[str, Steps] = {}
        self._leaves: dict[str, Leaves] = {}

    def steps(self, figure: str) -> Steps:
        """The steps to a figure; none for a stated one."""
        if figure not in self._steps:
            lawful: dict[str, Step] = {}
            personal: dict[str, Step] = {}

            def visit(name: str, needed_by: str | None) -> None:
                if name in lawful or name in personal or name in self.stated:
                    return
                formula = self.sheet.formulas.get(name)
                operands = self.sheet.operands[name] if formula is not None else ()
                for operand in operands:
                    visit(operand, name)
                found = lawful if lawful.keys() >= set(operands) else personal
                found[name] = Step(name, formula, operands, needed_by)

            visit(figure, None)
            self._steps[figure] = Steps(tuple(lawful.values()), tuple(personal.values()))
        return self._steps[figure]

    def leaves(self, figure: str) -> Leaves:
        """The stated facts and the provisions that a figure rests on."""
        if figure not in self._leaves:
            steps = [*self.steps(figure).lawful, *self.steps(figure).personal]
            facts = {figure, *(operand for step in steps for operand in step.operands)} & self.stated
            self._leaves[figure] = Leaves(frozenset(facts), frozenset(s.name for s in steps if s.formula is None))
        return self._leaves[figure]


class Filled:
    """A sheet with its facts and its law: figures are computed when first asked for, and kept."""

    def __init__(self, shape: Shape, facts: Mapping[str, Any], law: Provisions, standings: Mapping[str, str]) -> None:
        self.shape, self.facts, self.law, self.standings = shape, facts, law, standings
        self.figures: dict[str, Any] = dict(facts)

    @property
    def sheet(self) -> Sheet:
        """The sheet that is filled."""
        return self.shape.sheet

    def __getitem__(self, name: str) -> Any:
        figures = self.figures
        if name not in figures:
            kept = self.law.kept
            key = (self.shape, name)
            if key not in kept:
                kept[key] = self._lawful(name)
            figures.update(kept[key])
            for step, formula, operands, _ in self.shape.steps(name).personal:
                if step not in figures:
                    figures[step] = formula(*[figures[operand] for operand in operands])  # type: ignore[misc]
        return figures[name]

    def _lawful(self, name: str) -> dict[str, Any]:
        """What a figure needs that rests on the law alone."""
        found: dict[str, Any] = {}
        for step, formula, operands, needed_by in self.shape.steps(name).lawful:
            if formula is not None:
                found[step] = formula(*[found[operand] for operand in operands])
            elif step in self.law:
                found[step] = self.law[step]
            else:
                raise MissingGiven(step, needed_by)
        return found

    def is_step(self, name: str) -> bool:
        """Whether a figure was computed here, rather than stated or enacted."""
        return name in self.sheet.formulas and name not in self.facts

    def leaves(self, name: str) -> Leaves:
        """The stated facts and the provisions that a figure rests on."""
        return self.shape.leaves(name)

    def standing_of_leaf(self, name: str) -> str:
        """How firm a stated fact or a provision is."""
        if name in self.facts:
            return self.standings.get(name, "enacted")
        return self.law.standing(name)
