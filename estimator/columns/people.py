"""People as columns: questions that share a day, a scenario and a way of paying, laid out for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from estimator.columns.law_by_month import Column
from estimator.engine.months import YEAR, month
from estimator.plan.question import Asked, Question, Spell, asked, way_of

LARGEST = 2**62  # of an amount that is larger, no column says more than that it is too large
LATEST_YEARS = month(2200, 1) // YEAR
EACH = Asked._fields[Asked._fields.index("sex") :]
EVERYBODYS = ("start", "sex", "birth_month", "income", "groups")  # columns even where all say alike
SPELLS = {"voluntary": "voluntary", "employer": "compulsory", "state": "state"}  # a column's kind of spells
COMMON = tuple(name for name in EACH if name not in {*EVERYBODYS, *SPELLS})


def shared(question: Question) -> tuple[Any, ...]:
    """What a question may have in common with others; questions that share it may be laid out together."""
    return (question.as_of, way_of(question), question.years_ahead, question.scenario, question.assumed)


def column(values: Sequence[int]) -> Column:
    """An int64 column; of what everybody says alike the one number."""
    return np.array([min(value, LARGEST) for value in values], np.int64)


def people(questions: Sequence[Question]) -> Asked:
    """The columns of questions (one or more) that share what ``shared`` tells."""
    each = [asked(question) for question in questions]
    found: dict[str, Any] = {}
    for name in EACH:
        values = [getattr(one, name) for one in each]
        if name in SPELLS:
            found[name] = spells(values, SPELLS[name])
        elif name in EVERYBODYS or len(set(values)) > 1:
            found[name] = column(values)
        else:
            found[name] = values[0]
    found["years"] = (
        np.minimum(found["years"], LATEST_YEARS) if np.ndim(found["years"]) else min(found["years"], LATEST_YEARS)
    )
    return each[0]._replace(**found)


def spells(histories: Sequence[tuple[Spell, ...]], kind: str) -> tuple[Spell, ...]:
    """Everybody's spells of a kind, oldest first; 0 months where somebody has fewer."""
    most = max((len(history) for history in histories), default=0)
    nothing = Spell(0, 0, 0, kind)

    def place(k: int) -> Spell:
        own = [history[k] if k < len(history) else nothing for history in histories]
        first, months, income, _, coefficient = (list(part) for part in zip(*own, strict=True))
        return Spell(column(first), column(months), column(income), kind, column(coefficient))

    return tuple(place(k) for k in range(most))


def padded(one: Asked) -> Asked:
    """The same people, with spells of no months where their first month lies: there the law can be looked up.

    What everybody says alike is one number.
    """
    found: dict[str, Any] = {
        name: tuple(s._replace(first=np.where(s.months > 0, s.first, one.start)) for s in getattr(one, name))
        for name in SPELLS
    }
    for name in COMMON:
        column = getattr(one, name)
        if np.ndim(column) and column.size and (column == column[0]).all():
            found[name] = column[0].item()
    return one._replace(**found)
