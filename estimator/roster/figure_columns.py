"""What each figure of a quote is written as in a table."""

from __future__ import annotations

from estimator.asking.faults import Faults
from estimator.engine.problem import Problem
from estimator.plan.figures import FLAG, KINDS, SHARE
from estimator.plan.figures import WRITTEN as WRITERS
from estimator.tables.added_columns import NUMBER, Kind
from estimator.words.amounts import share_text
from estimator.words.matching import nearest

STATUS = ("ok", "rejected")


WRITTEN = {
    kind: Kind(bool if kind == FLAG else str, write)
    for kind, write in {**WRITERS, SHARE: share_text, "status": STATUS.__getitem__}.items()
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
