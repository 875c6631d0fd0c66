"""``bhxh solve``."""

from __future__ import annotations

from typing import Any

from estimator.asking.question import merged, question, rulebook
from estimator.engine.problem import Problem
from estimator.plan.solve import left_open, solve
from estimator.rulebook import store
from estimator.words.amounts import read_amount
from estimator.words.say import Words

OWN = ("pension", "until_entitled")


def run(given: dict[str, Any], words: Words) -> int:
    """Answer what must be paid for a pension, or how long."""
    until = bool(given["until_entitled"])
    if given["pension"] is None and not until:
        raise Problem("pension_missing", field="pension")
    written = merged({name: value for name, value in given.items() if name not in OWN})
    book = rulebook(written, store.tables())
    wanted = read_amount(given["pension"], "pension") if given["pension"] is not None else None
    asked = question({"sex": "female", **written}, book)
    answer = solve(book, asked, wanted, until)
    other = left_open(book, asked, set(written), wanted, until, answer)
    from estimator.show.solve import show_solved, solve_json

    if given["json"]:
        from estimator.show.as_json import dumped

        print(dumped(solve_json(answer, other, words, written.get("with", []), "sex" in written)))
    else:
        show_solved(answer, other, words, written.get("with", []))
    return 0
