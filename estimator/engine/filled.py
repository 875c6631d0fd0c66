"""A sheet being filled: what each figure needs is worked out once for facts of one kind, every figure is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from estimator.engine.citation import Citation
from estimator.engine.problem import Problem

if TYPE_CHECKING:
    from estimator.engine.figure_names import FigureName as FigureName
else:
    FigureName = str  # which names there are is known to the type checker alone


class Formula(Protocol):
    """A function marked with ``cites``: the figure it states, the articles it encodes, the last month it was law."""

    __name__: str
    __code__: CodeType
    states: str
    cites: tuple[Citation, ...]
    until: int

    def __call__(self, *operands: Any) -> Any: ...


class Provisions(Protocol):
    """The law of one month, as a sheet needs it; ``kept`` holds, by shape, the figures that rest on it alone."""

    kept: dict[Shape, dict[str, Any]]

    @property
    def month(self) -> int: ...

    def __contains__(self, name: object) -> bool: ...
    def __getitem__(self, name: str) -> Any: ...
    def standing(self, name: str) -> str: ...
    def softest(self, names: frozenset[str]) -> str: ...
    def firm(self, names: frozenset[str]) -> Any: ...


class MissingGiven(Problem):
    """A figure needs something that was neither stated nor enacted; ``field`` names it."""

    def __init__(self, name: str, needed_by: str | None = None) -> None:
        super().__init__("given_missing", field=name, needed_by=needed_by)


class Leaves(NamedTuple):
    """What a figure rests on."""

    facts: frozenset[str]
    provisions: frozenset[str]


class Step(NamedTuple):
    """How a figure is worked out: by its formula of its operands, or (formula None) as a provision.

    ``lawful`` where it rests on the law alone.
    """

    formula: Formula | None
    operands: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    lawful: bool


class Wiring(Protocol):
    """A sheet as what is filled needs it: its formulas by figure, their operands, the units."""

    formulas: dict[str, Formula]
    operands: dict[str, tuple[str, ...]]

    @property
    def units(self) -> dict[str, str]:
        """The unit of each figure and of each operand that has one."""

    @property
    def present(self) -> Any:
        """The sheet of which this is an earlier edition, or itself."""

    def fill(
        self,
        facts: Mapping[str, Any],
        law: Any,
        standings: Mapping[str, Any] | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> Filled:
        """The sheet with its facts and its law."""


class Shape:
    """A sheet of which these facts are stated: what each figure then needs."""

    def __init__(self, sheet: Wiring, stated: frozenset[str]) -> None:
        self.sheet, self.stated = sheet, stated
        self._leaves: dict[str, Leaves] = {}
        self.steps = Steps(self)

    def leaves(self, figure: str) -> Leaves:
        """The stated facts and the provisions that a figure rests on."""
        if figure not in self._leaves:
            facts, provisions = set[str](), set[str]()
            if figure in self.stated:
                facts.add(figure)
            elif figure not in self.sheet.formulas:
                provisions.add(figure)
            else:
                for operand in self.sheet.operands[figure]:
                    below = self.leaves(operand)
                    facts |= below.facts
                    provisions |= below.provisions
            self._leaves[figure] = Leaves(frozenset(facts), frozenset(provisions))
        return self._leaves[figure]

    def formulas(self, figure: str) -> frozenset[Formula]:
        """The formulas that lead to a figure."""
        if figure in self.stated or figure not in self.sheet.formulas:
            return frozenset()
        below = [self.formulas(operand) for operand in self.sheet.operands[figure]]
        return frozenset([self.sheet.formulas[figure]]).union(*below)


class Steps(dict[str, Step]):
    """The steps to the figures of a shape that are not stated."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape

    def __missing__(self, figure: str) -> Step:
        sheet = self._shape.sheet
        operands = _operands(sheet.operands.get(figure, ()))
        self[figure] = Step(sheet.formulas.get(figure), operands, not self._shape.leaves(figure).facts)
        return self[figure]


def _operands(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What takes these figures from a sheet."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda sheet: ()
    (only,) = names
    return lambda sheet: (sheet[only],)


class Filled(dict[str, Any]):
    """A sheet with its facts and its law: figures are computed when first asked for, and kept."""

    __slots__ = ("facts", "law", "shape", "standings")

    def __init__(
        self,
        shape: Shape,
        facts: Mapping[str, Any],
        law: Provisions,
        standings: Mapping[str, Any],
        known: Mapping[str, Any] | None = None,
    ) -> None:
        self.shape, self.facts, self.law, self.standings = shape, facts, law, standings
        super().__init__(law.kept.get(shape, ()))  # what rests on the law alone is worked out once
        if known:
            self.update(known)
        self.update(facts)

    if TYPE_CHECKING:

        def __getitem__(self, name: FigureName) -> Any:  # type: ignore[override]
            """A figure; a typo is a type error."""

        def figure(self, name: str) -> Any:
            """The same, by a name that is known at run time only."""
    else:
        figure = dict.__getitem__

    def __missing__(self, name: str) -> Any:
        formula, operands, lawful = self.shape.steps[name]
        if formula is None:
            if name not in self.law:
                raise MissingGiven(name)
            value = self.law[name]
        else:
            try:
                value = formula(*operands(self))
            except MissingGiven as missing:
                if missing.facts["needed_by"] is None:
                    raise MissingGiven(str(missing.field), name) from None
                raise
        self[name] = value
        if lawful:
            self.law.kept.setdefault(self.shape, {})[name] = value
        return value

    @property
    def sheet(self) -> Wiring:
        """The sheet that is filled."""
        return self.shape.sheet

    def is_step(self, name: str) -> bool:
        """Whether a figure was computed here, rather than stated or enacted."""
        return name in self.sheet.formulas and name not in self.facts

    def leaves(self, name: str) -> Leaves:
        """The stated facts and the provisions that a figure rests on."""
        return self.shape.leaves(name)
