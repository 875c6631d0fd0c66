"""A sheet being filled: what each figure needs is worked out once for facts of one kind, every figure is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from estimator.engine.problem import Problem

if TYPE_CHECKING:
    from estimator.engine.sheet import Sheet

Formula = Callable[..., Any]
OFTEN = 8  # times, after which making a function of the steps is worth its time


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
        self._known: dict[frozenset[str], Known] = {}
        self.bare = self.known(frozenset())

    def known(self, names: frozenset[str]) -> Known:
        """A sheet of this shape in which some figures are known besides the facts."""
        if names not in self._known:
            self._known[names] = Known(self, names)
        return self._known[names]

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


class Known:
    """Which figures of a sheet are known so far, and the way from there to each other one."""

    __slots__ = ("_ways", "names", "shape")

    def __init__(self, shape: Shape, names: frozenset[str]) -> None:
        self.shape, self.names = shape, names
        self._ways: dict[str, Way] = {}

    def way(self, figure: str) -> Way:
        """The way to a figure that is not known."""
        found = self._ways.get(figure)
        if found is None:
            steps = self.shape.steps(figure)
            left = tuple(step for step in steps.personal if step.name not in self.names)
            after = self.shape.known(self.names | {figure, *(step.name for step in left)})
            found = self._ways[figure] = Way(figure, left, frozenset(step.name for step in steps.lawful), after)
        return found


class Way:
    """The steps from what is known to a figure; taken often, they become one function of straight lines."""

    __slots__ = ("_lawful", "_steps", "after", "figure", "key", "take", "taken")

    def __init__(self, figure: str, steps: tuple[Step, ...], lawful: frozenset[str], after: Known) -> None:
        self.figure, self._steps, self._lawful, self.after = figure, steps, lawful, after
        self.key = (after.shape, figure)
        self.taken = 0
        self.take: Callable[[dict[str, Any], dict[str, Any]], Any] = self._step_by_step

    def _step_by_step(self, figures: dict[str, Any], lawful: dict[str, Any]) -> Any:
        self.taken += 1
        if self.taken > OFTEN:
            self.take = self._in_one()
        for name, formula, operands, _ in self._steps:
            assert formula is not None
            figures[name] = formula(*[lawful[o] if o in lawful else figures[o] for o in operands])
        if self.figure in lawful:
            figures[self.figure] = lawful[self.figure]
        return figures[self.figure]

    def _in_one(self) -> Callable[[dict[str, Any], dict[str, Any]], Any]:
        """The same as a function in which every figure is a variable."""
        made = [step.name for step in self._steps]
        operands = dict.fromkeys(operand for step in self._steps for operand in step.operands)
        lines = [
            f"{name} = {'lawful' if name in self._lawful else 'figures'}[{name!r}]"
            for name in operands
            if name not in made
        ]
        lines += [f"figures[{s.name!r}] = {s.name} = of_{s.name}({', '.join(s.operands)})" for s in self._steps]
        if self.figure in self._lawful:
            lines = [f"figures[{self.figure!r}] = {self.figure} = lawful[{self.figure!r}]"]
        body = "\n    ".join((*lines, f"return {self.figure}"))
        space: dict[str, Any] = {f"of_{step.name}": step.formula for step in self._steps}
        exec(f"def take(figures, lawful):\n    {body}\n", space)
        take: Callable[[dict[str, Any], dict[str, Any]], Any] = space["take"]
        return take


class Filled(dict[str, Any]):
    """A sheet with its facts and its law: figures are computed when first asked for, and kept.

    What rests on the law alone is kept with the law, and is here only once asked for.
    """

    __slots__ = ("facts", "known", "law", "shape", "standings")

    def __init__(self, shape: Shape, facts: Mapping[str, Any], law: Provisions, standings: Mapping[str, str]) -> None:
        super().__init__(facts)
        self.shape, self.facts, self.law, self.standings = shape, facts, law, standings
        self.known = shape.bare

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    @property
    def sheet(self) -> Sheet:
        """The sheet that is filled."""
        return self.shape.sheet

    @property
    def figures(self) -> dict[str, Any]:
        """Every fact, provision and figure on the way to what was asked."""
        found = dict(self)
        for name in self.known.names:
            found.update(self.law.kept.get((self.shape, name), {}))
        return found

    def __missing__(self, name: str) -> Any:
        way = self.known.way(name)
        kept = self.law.kept
        lawful = kept.get(way.key)
        if lawful is None:
            lawful = kept[way.key] = self._lawful(name)
        found = way.take(self, lawful)
        self.known = way.after
        return found

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
