"""Problems put into words for those who catch them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from estimator.engine.problem import Problem
from estimator.words.say import LANGUAGES, Words


@contextmanager
def in_words(options: Mapping[str, Any]) -> Iterator[Words]:
    """The words of the language asked for; a Problem that comes out ``says`` what is wrong in it."""
    lang = options.get("lang") or "vi"
    words = Words(lang if lang in LANGUAGES else "vi")
    try:
        if lang not in LANGUAGES:
            raise Problem("lang_unknown", field="lang", given=lang, allowed=LANGUAGES)
        yield words
    except Problem as problem:
        for one in {id(each): each for each in (*problem.every, problem)}.values():
            says, allowed, one.hint, _ = words.error(one)
            one.says = " ".join(part for part in (says, allowed) if part)
            if "faults" in one.facts:
                from estimator.show.rule_faults import lines

                one.says = "\n".join([says, *lines(one.facts["faults"], words)])
        raise
