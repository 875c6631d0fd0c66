"""How rows of a table become quotes, and how what is wrong with one is said in a cell."""

from __future__ import annotations

from typing import Any

from estimator.asking.question import question, rulebook
from estimator.batch.rows import Written
from estimator.batch.run import Asking
from estimator.engine.problem import Problem
from estimator.rulebook import store
from estimator.rulebook.model import Rulebook
from estimator.words.say import Words
from estimator.words.visible import visible

MOST_SAID = 4096  # sentences kept
MOST_BOOKS = 256  # of rows that each choose their law
ROW_LAW = ("province", "known_on")  # options that choose the law a row is judged by


def asking(tables: store.Tables, words: Words) -> Asking:
    """How rows become quotes; the law of each choice of overlays is built once."""
    books: dict[tuple[Any, ...], Rulebook] = {}
    said: dict[tuple[type[Problem], str], str] = {}

    def book(written: Written) -> Rulebook:
        key = (*(written.get(name) for name in ROW_LAW), *written.get("with", []))
        found = books.get(key)
        if found is None:
            if len(books) >= MOST_BOOKS:
                books.clear()
            found = books.setdefault(key, rulebook(written, tables))
        return found

    def say(problem: Problem) -> str:
        key = type(problem), str(problem)
        found = said.get(key)
        if found is None:
            if len(said) >= MOST_SAID:
                said.clear()
            parts = (*words.error(problem)[:2], words.near(problem))
            lines = [line.strip() for part in parts for line in part.splitlines()]
            found = " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines if line)
            said[key] = found = visible(found)
        return found

    return Asking(book, question, say)
