"""``bhxh check``."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from estimator.engine.problem import RuleProblem
from estimator.rulebook import build, store
from estimator.words import dates
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Judge the rules, or the overlay files named; exit 3 when one is wrong."""
    from estimator.show import check as show

    today = datetime.date.today()
    before = (
        dates.read_day(given["reviewed_before"], "reviewed_before")
        if given["reviewed_before"]
        else today - relativedelta(years=1)
    )
    tables, faults, files = build.build(store.root())
    for file in given["files"] or []:
        files.append(file)
        faults += build.overlay(Path(file), tables)[1]
    if given["files"]:
        files, faults = files[-len(given["files"]) :], [fault for fault in faults if fault.file in given["files"]]
    stale = sorted(build.stale(tables, before.isoformat()))
    show.report(tables, files, faults, stale, before, words, given["json"])
    return RuleProblem.exit_code if faults else 0
