"""``bhxh solve``."""

from __future__ import annotations

from typing import Any

from estimator.cli.question import merged, question, rulebook
from estimator.engine.problem import Problem
from estimator.plan.solve import solve
from estimator.rulebook import store
from estimator.words.amounts import read_amount
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Answer what must be paid for a pension."""
    if given["pension"] is None:
        raise Problem("pension_missing", field="pension")
    written = merged({name: value for name, value in given.items() if name != "pension"})
    book = rulebook(written, store.tables())
    answer = solve(book, question(written, book), read_amount(given["pension"], "pension"))
    if given["json"]:
        from estimator.show.as_json import dumped
        from estimator.show.solve import solve_json

        print(dumped(solve_json(answer, words, written.get("with", []))))
    else:
        from estimator.show.solve import show_solved

        show_solved(answer, words, written.get("with", []))
    return 0
