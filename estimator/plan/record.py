"""A record of every kind of time, as the facts of the pension sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.plan.person import Question, Spell
from estimator.rulebook.model import OPEN


def of_kind(spells: Iterable[Spell], kind: str) -> tuple[Spell, ...]:
    """The spells of one kind, oldest first."""
    return tuple(sorted(spell for spell in spells if spell.kind == kind))


def joined(spells: Iterable[Spell]) -> int:
    """The first month of a record; a month after every month where there is none."""
    return min((spell.first for spell in spells), default=OPEN)


def recorded(question: Question, spells: Iterable[Spell]) -> int:
    """Months of a record, those only stated as a number included."""
    return sum(spell.months for spell in spells) + question.compulsory_months


def facts(question: Question, spells: tuple[Spell, ...]) -> dict[str, Any]:
    """What the pension sheet needs to know of a person's record."""
    return {
        "spells": of_kind(spells, "voluntary"),
        "employer_spells": of_kind(spells, "compulsory"),
        "state_spells": of_kind(spells, "state"),
        "all_spells": tuple(sorted(spells)),
        "stated_compulsory_months": question.compulsory_months,
        "stated_compulsory_average": question.compulsory_average or 0,
        "joined_month": joined(spells),
        "sex": question.sex_code,
        "birth_month": question.birth_month,
        "income_sum": sum(spell.income * spell.months for spell in spells),
    }
