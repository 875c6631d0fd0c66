"""Faults of rule files: file, line and column, the line shown, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.words.say import Words


def says(fault: Any, words: Words) -> str:
    """What is wrong, in words."""
    table = words.tables.FAULTS
    template = table.get(fault.code, table["other"])
    facts = {"code": fault.code, "given": "", **fault.facts}
    return str(template.format(**facts))


def lines(faults: Iterable[Any], words: Words) -> Iterable[str]:
    """The faults as people read them."""
    for fault in faults:
        where = f"{fault.file}:{fault.line}:{fault.column}: "
        yield where + (f"{fault.path}: " if fault.path else "") + says(fault, words)
        if fault.shown.strip():
            yield f"    {fault.line:>4} | {fault.shown}"
            yield f"         | {' ' * (fault.column - 1)}^"
