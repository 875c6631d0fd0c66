"""What a comparison is asked for besides its question: by what, at which levels, beside which product."""

from __future__ import annotations

from typing import Any

from estimator.asking.faults import Faults
from estimator.asking.question import question_and_law
from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.compare import JOB_AFTER
from estimator.plan.deposit import Product
from estimator.plan.question import PERIODS, Question
from estimator.rulebook.model import Rulebook, Tables
from estimator.words import amounts, dates

OWN = ("by", "level", "job_after", "premium", "premium_years", "benefit", "benefit_from", "benefit_years")


def read(
    given: dict[str, Any], written: dict[str, Any], tables: Tables
) -> tuple[Rulebook, Question, str, list[int], int, Product | None]:
    """What ``plan.compare`` takes, of its ``OWN`` options and the question; Problem with all that is wrong."""
    by, after, own = given["by"] or "method", JOB_AFTER, Faults()
    if given["job_after"] is not None:
        after = own.read(JOB_AFTER, dates.read_count, given["job_after"], "job_after")
    levels = [own.read(0, level, by, text) for text in given["level"] or []]
    asked, book = question_and_law(written, tables, own=own)
    return book, asked, by, levels, after, product(given, asked)


def level(by: str, text: str) -> int:
    """A level to compare: an income, a first month, or years on record."""
    if by == "start":
        return dates.read_month(text, "level")
    if by == "stop":
        return dates.read_years(text, "level") // months.YEAR
    return amounts.read_amount(text, "level")


def product(given: dict[str, Any], asked: Question) -> Product | None:
    """A product of the reader's own telling, as flows by month; None where none is told."""
    told = [name for name in OWN[3:] if given[name] is not None]
    if not told:
        return None
    if given["by"] != "deposit":
        raise Problem("product_not_here", field=told[0], given=given[told[0]])
    for needed in ("premium", "premium_years", "benefit", "benefit_from"):
        if given[needed] is None:
            raise Problem("product_incomplete", field=needed, needed=needed)
    premium, per = amounts.read_budget(given["premium"], "premium")
    paying = dates.read_years(given["premium_years"], "premium_years")
    premiums = dict.fromkeys(range(asked.start, asked.start + paying, PERIODS[per]), premium)
    first = dates.read_month(given["benefit_from"], "benefit_from")
    if first <= asked.start:
        raise Problem("benefit_before_premium", field="benefit_from", given=first, start=asked.start)
    try:
        benefit, each = amounts.read_budget(given["benefit"], "benefit")
    except Problem as problem:
        if problem.code != "period_missing" or given["benefit_years"] is not None:
            raise
        return Product(premiums, {first: amounts.read_amount(given["benefit"], "benefit")})  # once
    if given["benefit_years"] is None:
        raise Problem("product_incomplete", field="benefit_years", needed="benefit_years")
    drawing = dates.read_years(given["benefit_years"], "benefit_years")
    return Product(premiums, dict.fromkeys(range(first, first + drawing, PERIODS[each]), benefit))
