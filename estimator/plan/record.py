"""A record of every kind of time, as the facts of the pension sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.engine.exact import greatest, least
from estimator.plan.person import Question, Spell
from estimator.rulebook.model import OPEN


def of_kind(spells: Iterable[Spell], kind: str) -> tuple[Spell, ...]:
    """The spells of one kind, oldest first."""
    return tuple(sorted([spell for spell in spells if spell.kind == kind]))


def overlap(first: Any, months: Any, since: Any, until: Any) -> Any:
    """How many of the months from ``first`` on lie at or after ``since`` and before ``until`` (ints or columns)."""
    return greatest(least(first + months, until) - greatest(first, since), 0)


def months_within(spells: Iterable[Spell], since: Any, until: Any) -> Any:
    """Months of spells at or after ``since`` and before ``until`` (ints or columns)."""
    return sum([overlap(spell.first, spell.months, since, until) for spell in spells])


def joined(spells: Iterable[Spell]) -> int:
    """The first month of a record; a month after every month where there is none."""
    return min([spell.first for spell in spells], default=OPEN)


def recorded(question: Question, spells: Iterable[Spell]) -> int:
    """Months of a record, those only stated as a number included."""
    return sum([spell.months for spell in spells]) + question.compulsory_months


def facts(question: Question, spells: tuple[Spell, ...]) -> dict[str, Any]:
    """What the pension sheet needs to know of a person's record."""
    ordered = tuple(sorted(spells))
    return {
        "spells": of_kind(ordered, "voluntary"),
        "employer_spells": of_kind(ordered, "compulsory"),
        "state_spells": of_kind(ordered, "state"),
        "all_spells": ordered,
        "stated_compulsory_months": question.compulsory_months,
        "stated_compulsory_average": question.compulsory_average or 0,
        "joined_month": joined(ordered[:1]),
        "sex": question.sex_code,
        "birth_month": question.birth_month,
        "income_sum": sum([spell.income * spell.months for spell in spells]),
    }
