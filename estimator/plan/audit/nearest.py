"""Which thing taken otherwise, or which likely two, give somebody's amounts to the dong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Generic, TypeVar

from estimator.plan.audit.case import Case, Charge, Payer, Reason, Turn
from estimator.plan.audit.otherwise import WAYS, Stated, said, turns

T = TypeVar("T")
Reasons = tuple[Reason, ...]
Amounts = Mapping[str, int]  # VND, by the parts of a Charge
UNITS = (100, 1000)  # VND to which people round
# Kinds of things that people take otherwise together
TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        *(("law", other) for other in ("group", "base", "interest", "months", "rate", "income", "local")),
        *(("group", other) for other in ("base", "interest", "months", "rate", "income", "local", "line")),
        *(("support", other) for other in ("interest", "months", "rate", "income", "local")),
        *(("interest", other) for other in ("rate", "income", "local", "line")),
        *(("months", other) for other in ("rate", "income", "local", "line")),
    )
)
SELDOM = ("months_left",)  # explains alone or not at all


class Kept(Generic[T]):
    """What an iterator gives, again and again; each item is worked out when it is first wanted."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items, self._done = items, list[T]()

    def __iter__(self) -> Iterator[T]:
        place = 0
        while place < len(self._done) or self._more():
            yield self._done[place]
            place += 1

    def _more(self) -> bool:
        for item in self._items:
            self._done.append(item)
            return True
        return False


class Search:
    """The explanations of a case of one payer or many; what is worked out for one row serves the others."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.charge = self._listed(case.taken())
        self.single = Kept((turn, self._listed(case.taken(turn))) for turn in turns(case))
        self.double = Kept(
            ((one, two), self._listed(case.taken(one, two)))
            for (one, _), (two, _) in combinations(self.single, 2)
            if _together(one, two)
        )

    def _listed(self, charge: Charge) -> Charge:
        """A charge with a list for each part, an amount for each payer."""
        size = len(self.case.payer.income) if hasattr(self.case.payer.income, "__len__") else 1
        parts = [part.tolist() if hasattr(part, "tolist") else part for part in charge]
        return Charge(*(part if isinstance(part, list) else [part] * size for part in parts))

    def explain(self, place: int, theirs: Amounts, stated: Stated) -> dict[str, Reasons]:
        """For each amount that differs from ours the nearest reasons that give it exactly; none where nothing does.

        ``place`` is that of the payer. What gives all amounts of the row is nearer than what gives one of them.
        """
        row, other = Row(self, place, stated), stated.other_support
        if other and "amount" in theirs:
            found = row.explain({**theirs, "amount": theirs["amount"] + other})
            if found.get("amount") or theirs["amount"] + other == row.ours["amount"]:
                return {**found, "amount": (*found.get("amount", ()), Reason("other_support", {"amount": other}))}
        return row.explain(theirs)


class Row:
    """The explanations of one row: those of its case, and what the row itself says otherwise."""

    def __init__(self, search: Search, place: int, stated: Stated) -> None:
        self.search, self.place = search, place
        self.ours = self._at(search.charge)
        self.own: list[tuple[Turn, dict[str, int]]] = []
        if stated != Stated(other_support=stated.other_support):
            many = search.case
            alone = Payer(*(int(each[place]) if hasattr(each, "__len__") else each for each in many.payer))
            self.case = Case(many.enacted, many.question, many.months, alone)
            self.own = [(turn, self.case.taken(turn)._asdict()) for turn in said(self.case, stated)]

    def explain(self, theirs: Amounts) -> dict[str, Reasons]:
        """As ``Search.explain``, support from elsewhere apart."""
        found: dict[str, Reasons] = {}
        if not theirs.get("full", True) and self.ours["full"]:  # a row not filled in
            return dict.fromkeys(theirs, ())
        for name, amount in theirs.items():
            if rounded := rounding(self.ours[name], amount):
                found[name] = rounded
        goal = {name: amount for name, amount in theirs.items() if name not in found}
        left = {name: amount for name, amount in goal.items() if amount != self.ours[name]}
        whole = next(self._giving(goal), ()) if left else ()
        for name, amount in left.items():
            found[name] = whole or self._part(name, amount, theirs)
        return found

    def _at(self, charge: Charge) -> dict[str, int]:
        return {name: amounts[self.place] for name, amounts in charge._asdict().items()}

    def _singles(self) -> Iterator[tuple[Turn, dict[str, int]]]:
        yield from self.own
        for turn, charge in self.search.single:
            yield turn, self._at(charge)

    def _giving(self, goal: Amounts) -> Iterator[Reasons]:
        """One thing taken otherwise, then two, that give all amounts of a goal."""
        wanted, place = list(goal.items()), self.place
        for turn, amounts in self.own:
            if goal.items() <= amounts.items():
                yield (turn.reason,)
        for turn, charge in self.search.single:
            if all(getattr(charge, name)[place] == amount for name, amount in wanted):
                yield (turn.reason,)
        others = [turn for turn, _ in self.own]
        for one, two in chain(combinations(others, 2), ((own, turn) for own in others for turn in turns(self.case))):
            if _together(one, two) and goal.items() <= self.case.taken(one, two)._asdict().items():
                yield one.reason, two.reason
        for pair, charge in self.search.double:
            if all(getattr(charge, name)[place] == amount for name, amount in wanted):
                yield pair[0].reason, pair[1].reason

    def _part(self, name: str, amount: int, theirs: Amounts) -> Reasons:
        """What gives one amount of a row whatever it does to the others; only single things, two are soon found."""
        if len(theirs) > 1:
            for turn, amounts in self._singles():
                if amounts[name] == amount:
                    return (turn.reason,)
            own = theirs.get("full", -1) - theirs.get("state", 0) - theirs.get("local", 0)
            if name == "amount" and {"full", "state"} <= theirs.keys() and amount == own:
                return (Reason("own_columns", {}),)
        for turn, amounts in self._singles():
            if _likely(turn) and (rounded := rounding(amounts[name], amount)):
                return (turn.reason, *rounded)
        return ()


def _together(one: Turn, two: Turn) -> bool:
    """Whether two things are likely taken otherwise at once."""
    return frozenset((one.axis, two.axis)) in TOGETHER and _likely(one) and _likely(two)


def _likely(turn: Turn) -> bool:
    """Whether a thing is likely taken otherwise besides another."""
    return turn.reason.code not in SELDOM and (turn.reason.code != "months" or turn.months in WAYS)


def rounding(ours: int, theirs: int) -> Reasons:
    """How theirs is ours rounded: half up, else up or down, to the smallest unit (VND) that does."""
    if not theirs or not 0 < abs(ours - theirs) < UNITS[-1]:
        return ()
    for unit in UNITS:
        down, up = ours // unit * unit, -(-ours // unit) * unit
        nearest = (ours + unit // 2) // unit * unit
        for code, amount in (("rounded", nearest), ("rounded_down", down), ("rounded_up", up)):
            if theirs == amount:
                return (Reason(code, {"unit": unit}),)
    return ()
