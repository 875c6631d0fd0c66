"""Faults of rule files: file, line and column, the line shown, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.show.layout import printable
from estimator.words.say import Words

AROUND = 50  # characters of a long line shown on either side of the fault


def says(fault: Any, words: Words) -> str:
    """What is wrong, in words."""
    table = words.tables.FAULTS
    template = table.get(fault.code, table["other"])
    facts = {"code": fault.code, "given": "", **fault.facts}
    if "reason" in facts:
        facts["reason"] = words.of_the_system(str(facts["reason"]))
    return str(template.format(**facts))


def lines(faults: Iterable[Any], words: Words) -> Iterable[str]:
    """The faults as people read them."""
    for fault in faults:
        where = f"{fault.file}:{fault.line}:{fault.column}: "
        yield printable(where + (f"{fault.path}: " if fault.path else "") + says(fault, words))
        if fault.shown.strip():
            start = max(fault.column - 1 - AROUND, 0)
            shown = fault.shown[start : fault.column - 1 + AROUND]
            yield f"    {fault.line:>4} | {printable(shown)}"
            yield f"         | {' ' * (fault.column - 1 - start)}^"
