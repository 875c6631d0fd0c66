"""``bhxh law``."""

from __future__ import annotations

from typing import Any

from estimator.asking.law import law_question
from estimator.rulebook import store
from estimator.words.say import Words


def run(given: dict[str, Any], words: Words) -> int:
    """Show what is in force in a month, or what changes in a stretch of months."""
    from estimator.show import law as show

    if given["overlays"]:
        show.overlays(words, given["json"])
        return 0
    asked = law_question(given, store.tables())
    if given["json"]:
        from estimator.show.as_json import dumped

        print(dumped(show.law_json(asked)))
    elif asked.stretch is not None:
        show.changes(asked, words)
    else:
        show.month(asked, words)
    return 0
