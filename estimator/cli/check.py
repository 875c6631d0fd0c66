"""``bhxh check``."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from estimator.cli.files import named
from estimator.engine.problem import RuleProblem
from estimator.rulebook import build, store
from estimator.words import dates
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Judge the rules, or only the files named: overlays, or files of the rules; exit 3 when one is wrong."""
    from estimator.show import check as show

    today = datetime.date.today()
    before = (
        dates.read_day(given["reviewed_before"], "reviewed_before")
        if given["reviewed_before"]
        else today - relativedelta(years=1)
    )
    root = store.root()
    tables, faults, files = build.build(root)
    stale, soft = sorted(build.stale(tables, before.isoformat())), show.unverified(tables)
    if given["files"]:
        own = {(root.parent / file).resolve() for file in files}
        found, faults, files, stale, soft = faults, [], given["files"], [], []
        for file in files:
            path = named(file, "files")
            if path.resolve() in own:
                faults += [fault for fault in found if (root.parent / fault.file).resolve() == path.resolve()]
                continue
            rows, wrong = build.overlay(Path(file), tables)
            faults += wrong
            soft += show.soft(rows)
    show.report(files, faults, stale, soft, before, words, given["json"])
    return RuleProblem.exit_code if faults else 0
