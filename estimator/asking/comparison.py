"""What a comparison is asked for besides its question: by what, at which levels, beside which product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from estimator.asking.faults import Faults
from estimator.asking.question import question_and_law
from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.compare import JOB_AFTER, KINDS
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
    if by not in KINDS:
        own.add(Problem("by_unknown", field="by", given=by, allowed=KINDS))
    levels = [own.read(0, level, by, text) for text in given["level"] or [] if by in KINDS]
    told = product(given, own)
    asked, book = question_and_law(written, tables, own=own)
    return book, asked, by, levels, after, told.flows(asked.start) if told is not None else None


def level(by: str, text: str) -> int:
    """A level to compare: an income, a first month, or years on record."""
    if by == "start":
        return dates.read_month(text, "level")
    if by == "stop":
        return dates.read_years(text, "level") // months.YEAR
    return amounts.read_amount(text, "level")


class ToldProduct(NamedTuple):
    """A product as its seller tells it: amounts (VND), months between them, months of paying and of drawing.

    ``drawn_every`` is nought where the benefit is paid once, in the month ``first``.
    """

    premium: int
    paid_every: int
    paying: int
    benefit: int
    drawn_every: int
    first: int
    drawing: int

    def flows(self, start: int) -> Product:
        """The premiums from a month on, and the benefits. Raises Problem benefit_before_premium."""
        if self.first <= start:
            raise Problem("benefit_before_premium", field="benefit_from", given=self.first, start=start)
        premiums = dict.fromkeys(range(start, start + self.paying, self.paid_every), self.premium)
        drawn = range(self.first, self.first + self.drawing, self.drawn_every) if self.drawn_every else [self.first]
        return Product(premiums, dict.fromkeys(drawn, self.benefit))


def product(given: dict[str, Any], own: Faults) -> ToldProduct | None:
    """A product of the reader's own telling; None where none is told. What is wrong with it is kept in ``own``."""
    told = [name for name in OWN[3:] if given[name] is not None]
    if not told:
        return None
    if given["by"] != "deposit":
        own.add(Problem("product_not_here", field=told[0], given=given[told[0]]))
        return None

    def read(name: str, instead: Any, reader: Callable[[str, str], Any]) -> Any:
        if given[name] is None:
            own.add(Problem("product_incomplete", field=name, needed=name))
            return instead
        return own.read(instead, reader, given[name], name)

    premium, per = read("premium", (0, "year"), amounts.read_budget)
    paying = read("premium_years", 0, dates.read_years)
    once = given["benefit_years"] is None
    benefit, each = read("benefit", (0, None), _benefit_at_once if once else amounts.read_budget)
    first = read("benefit_from", 0, dates.read_month)
    drawing = 0
    if not once or each is not None:
        drawing = read("benefit_years", 0, dates.read_years)
    return ToldProduct(premium, PERIODS[per], paying, benefit, PERIODS[each] if each is not None else 0, first, drawing)


def _benefit_at_once(text: str, field: str) -> tuple[int, str | None]:
    """A benefit, and how often it is paid where that is said."""
    try:
        return amounts.read_budget(text, field)
    except Problem as problem:
        if problem.code != "period_missing":
            raise
        return amounts.read_amount(text, field), None
