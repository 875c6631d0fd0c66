"""How many processes answer a table."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

from estimator.engine.problem import Problem
from estimator.tables.source import split_sheet
from estimator.tables.workers import MOST

LARGE = 4 << 20  # bytes of a table which a second process answers soon enough


def workers(text: str | None, table: str) -> int:
    """How many processes answer: as many as asked for, else two where a table is large and two cores are there.

    Unasked no process is started where a program of somebody else calls: it might be run again in there.
    """
    if text is None:
        file = split_sheet(table)[0]
        large = os.path.isfile(file) and os.path.getsize(file) >= LARGE
        return min(2, cores()) if large and itself() else 1
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise Problem("workers_count", field="workers", given=text, most=MOST)
    return int(text)


def itself() -> bool:
    """Whether this process is the command ``bhxh``."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    module = spec.name.partition(".")[0] if spec is not None else ""
    name = module.replace("__main__", "") or Path(sys.argv[0]).stem  # bhxh.exe is an archive with a __main__
    return name in ("estimator", "bhxh") and multiprocessing.parent_process() is None


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def promising(table: str, output: str, force: bool) -> bool:
    """Whether it is not plain at once that a run will be refused, for which no process need be started."""
    there = table == "-" or os.path.isfile(split_sheet(table)[0])
    return there and (force or not os.path.isfile(output))
