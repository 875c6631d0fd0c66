"""Every name that can be asked of a sheet of the law, as a type checker reads it.

python tests/figure_names.py     # writes estimator/engine/figure_names.pyi anew
"""

from __future__ import annotations

from pathlib import Path

from estimator.law import wiring
from estimator.rulebook import store

FILE = Path(__file__).parents[1] / "estimator" / "engine" / "figure_names.pyi"


def stub() -> str:
    """The figures of every edition of every sheet, the facts stated and the provisions read."""
    names = set(store.rulebook(store.tables()).parameters)
    for sheet in wiring.editions():
        names |= {*sheet.formulas, *(operand for operands in sheet.operands.values() for operand in operands)}
    listed = "\n".join(f'    "{name}",' for name in sorted(names))
    return (
        '"""Written by tests/figure_names.py: a typo in a figure\'s name is a type error; nothing here runs."""\n\n'
        f"from typing import Literal, TypeAlias\n\nFigureName: TypeAlias = Literal[\n{listed}\n]\n"
    )


if __name__ == "__main__":
    if not FILE.exists() or FILE.read_text("utf-8") != stub():
        FILE.write_text(stub(), "utf-8")
