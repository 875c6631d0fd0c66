"""``bhxh withdraw``."""

from __future__ import annotations

from typing import Any

from estimator.asking.faults import Faults
from estimator.asking.question import merged, question_and_law
from estimator.plan.withdraw import withdraw
from estimator.rulebook import store
from estimator.words.closed_lists import WITHDRAWAL, read_member
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Answer what a record pays out at once, beside keeping it."""
    from estimator.show import withdraw as show

    own = Faults()
    reason = None if given["reason"] is None else own.read(None, read_member, given["reason"], "reason", WITHDRAWAL)
    written = merged(given)
    asked, book = question_and_law(written, store.tables(), income_needed=False, own=own)
    answer = withdraw(book, asked, reason)
    if given["json"]:
        from estimator.show.as_json import dumped

        print(dumped(show.withdraw_json(answer, words, written.get("with", []), given["explain"])))
    else:
        show.show_withdrawal(answer, words, written.get("with", []), given["explain"])
    return 0
