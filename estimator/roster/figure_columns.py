"""What each figure of a quote is written as in a table."""

from __future__ import annotations

import datetime

from estimator.asking.faults import Faults
from estimator.engine.months import age_text, iso
from estimator.engine.problem import Problem
from estimator.plan.figures import CONDITIONS, KINDS
from estimator.rulebook.codes import STANDINGS
from estimator.tables.added_columns import NUMBER, Kind
from estimator.words.amounts import share_text
from estimator.words.matching import nearest

STATUS = ("ok", "rejected")


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


WRITTEN = {
    "month": Kind(str, iso),
    "age": Kind(str, age_text),
    "share": Kind(str, share_text),
    "flag": Kind(bool, bool),
    "standing": Kind(str, STANDINGS.__getitem__),
    "conditions": Kind(str, CONDITIONS.__getitem__),
    "status": Kind(str, STATUS.__getitem__),
    "day": Kind(str, _day),
}
"""By the kinds of the register of figures; the others are written as the whole numbers they are."""


def kind_of(figure: str) -> Kind:
    """What a figure of the register is written as."""
    return WRITTEN.get(KINDS[figure], NUMBER)


def named_figures(names: list[str] | None) -> list[str] | None:
    """The figures asked for: whole names, or the beginnings of several (``contribution``).

    Raises Problem figure_unknown for all that are none.
    """
    if not names:
        return None
    found = [kind for kind in KINDS if any(kind == name or kind.startswith(f"{name}.") for name in names)]
    faults = Faults()
    for name in names:
        if not any(kind == name or kind.startswith(f"{name}.") for kind in KINDS):
            near = nearest(name, {*KINDS, *(kind.partition(".")[0] for kind in KINDS)}) or ["contribution"]
            faults.add(Problem("figure_unknown", field="figures", given=name, suggestions=near))
    faults.raise_all()
    return found
