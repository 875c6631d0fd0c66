"""``bhxh compare``."""

from __future__ import annotations

from typing import Any

from estimator.asking.comparison import OWN, read
from estimator.asking.question import merged
from estimator.engine.problem import Problem
from estimator.plan.compare import Comparison, compare
from estimator.rulebook import store
from estimator.words.say import Words

FORMATS = ("table", "csv", "json")


def run(given: dict[str, Any], words: Words) -> int:
    """Answer one question several ways."""
    shape = given["format"] or ("json" if given["json"] else "table")
    if shape not in FORMATS:
        raise Problem("format_unknown", field="format", given=shape, allowed=FORMATS)
    written = merged({name: value for name, value in given.items() if name not in OWN})
    show(compare(*read(given, written, store.tables())), words, shape, written.get("with", []))
    return 0


def show(answer: Comparison, words: Words, shape: str, overlays: list[str]) -> None:
    """Print a comparison in one of the formats."""
    from estimator.show.as_json import dumped, flat_csv
    from estimator.show.compare import compare_json, show_comparison

    if shape == "json":
        print(dumped(compare_json(answer, words, overlays)))
    elif shape == "csv":
        print(flat_csv(compare_json(answer, words, overlays)["rows"], overlays), end="")
    else:
        show_comparison(answer, words, overlays)
