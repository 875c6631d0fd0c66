"""What a question may not say; every refusal names the field, the value and what is allowed."""

from __future__ import annotations

from itertools import pairwise

from estimator.engine import months
from estimator.engine.problem import Problem
from estimator.plan.person import Question, Spell
from estimator.rulebook.codes import OLDEST
from estimator.rulebook.model import Rulebook


def check(book: Rulebook, question: Question) -> None:
    """Refuse a question that contradicts itself or the law of joining."""
    born, start = question.birth_month, question.start
    if question.born > question.as_of:
        raise Problem("born_in_future", field="born", given=question.born, as_of=question.as_of)
    if question.as_of.year - question.born.year > OLDEST:
        raise Problem("born_too_long_ago", field="born", given=question.born, oldest=OLDEST)
    if question.income is not None and question.budget is not None:
        raise Problem("income_and_pay", field="income")
    if question.years_ahead:
        law = book.at(start)
        least, most = law["years_ahead_least"], law["years_ahead_most"]
        if not least <= question.years_ahead <= most:
            given = f"years_ahead:{question.years_ahead}"
            raise Problem("years_ahead_out_of_range", field="method", given=given, least=least, most=most)
    if question.years is not None and question.until is not None:
        raise Problem("years_and_until", field="until")
    first = book.parameters["contribution_rate"].first
    if start < first:
        raise Problem("start_before_law", field="start", given=start, first=first)
    joining = book.parameters["joining_age"].at(start)[0].value
    if start < born + joining:
        raise Problem(
            "too_young",
            field="start",
            given=start,
            born=question.born,
            from_=born + joining,
            years=joining // months.YEAR,
        )
    if question.until is not None and question.until < start - 1:
        raise Problem("until_before_start", field="until", given=question.until, start=start)
    last = question.until or start + (question.years or 0) * months.YEAR
    if last >= months.january(2101):
        raise Problem("horizon", field="until", given=last, latest=months.month(2100, 12))
    if (question.compulsory_average is None) != (not question.compulsory_months):
        wrong = "compulsory_months" if question.compulsory_average is None else "compulsory_average"
        raise Problem("compulsory_half_stated", field=wrong, given=getattr(question, wrong))
    if question.compulsory_months and any(spell.kind != "voluntary" for spell in question.history):
        raise Problem("compulsory_twice", field="compulsory_months", given=question.compulsory_months)
    record(question.history, start, first, born + joining)
    for spell in question.history:
        _salary(book, spell)
    if question.stop is not None and question.stop.month <= start:
        raise Problem("stop_before_start", field="stop", given=question.stop.month, start=start)


def _salary(book: Rulebook, spell: Spell) -> None:
    """Refuse a compulsory salary above its ceiling, twenty times the base salary of the month."""
    if spell.kind != "compulsory":
        return
    multiple = book.parameters["compulsory_cap_multiple"]
    for month in (spell.first, *book.changes(spell.first, spell.last, ("reference_level",))):
        if month < max(multiple.first, book.parameters["reference_level"].first):
            continue
        cap = book.at(month)["reference_level"] * book.at(month)["compulsory_cap_multiple"]
        if spell.income > cap:
            raise Problem("salary_above_cap", field="paid", given=spell.income, cap=cap, month=month)


def record(history: tuple[Spell, ...], start: int, first: int, joined: int) -> None:
    """Refuse spells that overlap each other or the months to be paid, or lie before the law or before joining age."""
    ordered = sorted(history)
    for spell in ordered:
        if spell.kind == "voluntary" and spell.first < first:
            raise Problem("spell_before_law", field="paid", given=spell.first, first=first)
        if spell.first < joined:
            raise Problem("spell_too_young", field="paid", given=spell.first, from_=joined)
    for earlier, later in pairwise(ordered):
        if later.first <= earlier.last:
            code = "spells_overlap" if later.kind == earlier.kind else "two_kinds_in_a_month"
            raise Problem(code, field="paid", given=later.first, earlier=earlier.last)
    if ordered and ordered[-1].last >= start:
        raise Problem("spell_after_start", field="paid", given=ordered[-1].last, start=start)
