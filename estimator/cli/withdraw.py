"""``bhxh withdraw``."""

from __future__ import annotations

from typing import Any

from estimator.asking.faults import Faults
from estimator.asking.question import merged, question_and_law
from estimator.engine.problem import Problem
from estimator.plan.withdrawal import REASONS, withdraw
from estimator.rulebook import store
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Answer what a record pays out at once, beside keeping it."""
    from estimator.show import withdraw as show

    reason, own = given["reason"], Faults()
    if reason is not None and reason not in REASONS:
        own.add(Problem("reason_unknown", field="reason", given=reason, allowed=REASONS))
    written = merged(given)
    asked, book = question_and_law(written, store.tables(), income_needed=False, own=own)
    answer = withdraw(book, asked, reason)
    if given["json"]:
        from estimator.show.as_json import dumped

        print(dumped(show.withdraw_json(answer, words, written.get("with", []), given["explain"])))
    else:
        show.show_withdrawal(answer, words, written.get("with", []), given["explain"])
    return 0
