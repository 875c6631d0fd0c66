"""``bhxh quote``."""

from __future__ import annotations

from typing import Any

from estimator.asking.question import merged, question_and_law
from estimator.engine.problem import Problem
from estimator.plan.quote import quote
from estimator.rulebook import store
from estimator.words.amounts import read_out
from estimator.words.say import Words

FORMATS = ("table", "text", "csv", "json")


def form(given: dict[str, Any]) -> str:
    """The output format asked for."""
    asked = given.get("format") or ("json" if given["json"] else "table")
    if asked not in FORMATS:
        raise Problem("format_unknown", field="format", given=asked, allowed=FORMATS)
    return str(asked)


def run(given: dict[str, Any], words: Words) -> int:
    """Answer one question and show it."""
    shape = form(given)
    if given["spoken"]:
        if given["format"] not in (None, "text") or given["json"]:
            raise Problem("spoken_is_text", field="spoken", given=shape)
        shape, words = "text", Words("vi")
    written = merged(given)
    asked, book = question_and_law(written, store.tables())
    answer = quote(book, asked)
    if given["strict"]:
        from estimator.face.person import strictly

        strictly(answer, words)
    if given["chart_file"] is not None:
        from estimator.show.quote_chart import write_chart

        write_chart(answer, words, given["chart_file"], written.get("with", []))
    if shape == "json":
        from estimator.show.as_json import dumped, quote_json

        told = quote_json(answer, words, written.get("with", []), given["explain"])
        if given["by_year"]:
            from estimator.show.years import years_json

            told["years"] = years_json(answer, words)
        print(dumped(told))
    elif shape == "csv":
        from estimator.show.as_json import flat_csv, quote_json

        rows = [quote_json(answer, words, written.get("with", []), False)]
        if given["by_year"]:
            from estimator.show.years import years_json

            rows = years_json(answer, words)
        print(flat_csv(rows, written.get("with", [])), end="")
    elif shape == "text":
        from estimator.show.chat import message

        said = message(answer, words, written.get("with", []))
        print(read_out(said) if given["spoken"] else said)
    else:
        from estimator.show.terminal import show_quote

        show_quote(answer, words, written.get("with", []), by_year=given["by_year"], chart=given["chart"])
        if given["explain"]:
            from estimator.show.explain import show_explanation

            show_explanation(answer, words)
    return 0
