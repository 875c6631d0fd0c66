"""How rows of a table become quotes, and how what is wrong with one is said in a cell."""

from __future__ import annotations

from typing import Any

from estimator.asking.faults import Faults
from estimator.asking.question import question, question_and_law, rulebook
from estimator.engine.problem import Problem
from estimator.plan.assumptions import laid_over
from estimator.plan.question import Question
from estimator.roster.answer_rows import Asking
from estimator.roster.row_options import SOMEBODY, Written
from estimator.rulebook import store
from estimator.rulebook.model import Rulebook, Tables
from estimator.words.say import Words
from estimator.words.visible import visible

MOST_SAID = 4096  # sentences kept
MOST_BOOKS = 256  # of rows that each choose their law
ROW_LAW = ("province", "known_on")  # options that choose the law a row is judged by


def asking(tables: Tables, words: Words) -> Asking:
    """How rows become quotes; the law of each choice of overlays is built once."""
    books: dict[tuple[Any, ...], Rulebook] = {}
    said: dict[tuple[Any, ...], str] = {}

    def book(written: Written) -> Rulebook:
        key = (*(written.get(name) for name in ROW_LAW), *written.get("with", []))
        found = books.get(key)
        if found is None:
            if len(books) >= MOST_BOOKS:
                books.clear()
            found = books.setdefault(key, rulebook_of(written))
        return found

    def rulebook_of(written: Written) -> Rulebook:
        try:
            return rulebook(written, tables)
        except Problem as problem:
            faults = Faults()
            faults.add(problem)
            question(written, store.rulebook(tables), True, faults)  # which tells the rest too
            raise

    def of_a_row(written: Written, book: Rulebook) -> Question:
        return question(written, book, income_needed=True)

    def say(problem: Problem) -> str:
        key = tuple((type(one), str(one)) for one in problem.every)
        found = said.get(key)
        if found is None:
            if len(said) >= MOST_SAID:
                said.clear()
            told = [(*words.error(one)[:2], words.near(one)) for one in problem.every]
            lines = [line.strip() for parts in told for part in parts for line in part.splitlines()]
            found = " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines if line)
            said[key] = found = visible(found)
        return found

    return Asking(book, of_a_row, say)


def judge_stated(written: Written, tables: Tables, own: Faults | None = None) -> None:
    """Refuse at once what is said of all rows wrongly, not row by row; with it what else was found wrong."""
    asked, book = question_and_law(SOMEBODY | written, tables, income_needed=False, own=own)
    laid_over(book, asked.scenario, asked.assumed)
