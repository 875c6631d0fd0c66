"""``bhxh check``."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from estimator.asking.person_file import named
from estimator.engine.problem import Needing, Problem, RuleProblem
from estimator.rulebook import store
from estimator.words import dates
from estimator.words.matching import nearest
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Judge the rules, or only the files named: overlays, or files of the rules; exit 3 when one is wrong."""
    if given["copy"] is not None:
        return copied(given["copy"], given["force"], words)
    with Needing("rules", "files"):
        from estimator.rulebook import build
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


def copied(name: str, force: bool, words: Words) -> int:
    """Write an overlay that comes with the program to the current folder, to be edited.

    Raises Problem: overlay_unknown, copy_exists, file_not_written.
    """
    shipped = store.shipped()
    if name not in shipped:
        near = nearest(name, shipped) or list(shipped)
        raise RuleProblem("overlay_unknown", field="copy", given=name, suggestions=near)
    target = Path(f"{name}.yaml")
    try:
        with target.open("wb" if force else "xb") as stream:
            stream.write(shipped[name].read_bytes())
    except FileExistsError:
        raise Problem("copy_exists", field="copy", given=str(target)) from None
    except OSError as error:
        raise Problem("file_not_written", field="copy", given=str(target), reason=error.strerror) from None
    print(words.text("overlay_copied", file=target))
    return 0
