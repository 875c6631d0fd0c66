"""``bhxh solve``."""

from __future__ import annotations

from typing import Any

from estimator.asking.faults import Faults
from estimator.asking.question import merged, question_and_law
from estimator.engine.problem import Problem
from estimator.plan.solve import left_open, solve
from estimator.rulebook import store
from estimator.words.amounts import read_amount
from estimator.words.say import Words

OWN = ("pension", "until_entitled")


def run(given: dict[str, Any], words: Words) -> int:
    """Answer what must be paid for a pension, or how long."""
    until, own, wanted = bool(given["until_entitled"]), Faults(), None
    if given["pension"] is not None:
        wanted = own.read(0, read_amount, given["pension"], "pension")
    elif not until:
        own.add(Problem("pension_missing", field="pension"))
    written = merged({name: value for name, value in given.items() if name not in OWN})
    asked, book = question_and_law({"sex": "female", **written}, store.tables(), income_needed=False, own=own)
    answer = solve(book, asked, wanted, until)
    other = left_open(book, asked, set(written), wanted, until, answer)
    from estimator.show.solve import show_solved, solve_json

    if given["json"]:
        from estimator.show.as_json import dumped

        print(dumped(solve_json(answer, other, words, written.get("with", []), "sex" in written)))
    else:
        show_solved(answer, other, words, written.get("with", []))
    return 0
