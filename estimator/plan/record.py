"""A record of every kind of time, as the facts of the pension sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from estimator.engine.exact import greatest, least
from estimator.plan.person import Question, Spell
from estimator.rulebook.model import OPEN, Law

UNMIXED = {"state_income": 0, "employer_income": 0, "compulsory_months": 0, "compulsory_income": 0}


def noughts(topup: bool, floor: bool) -> dict[str, int]:
    """The figures that are nought for every purely voluntary record, where the law may give it a top-up or a floor."""
    lifted = {**({} if topup else {"pension_topup": 0}), **({} if floor else {"pension_floor": 0})}
    return {**UNMIXED, **lifted}


def known(facts: Mapping[str, Any], law: Law) -> dict[str, int] | None:
    """The figures of a record that are nought, where it is purely voluntary and all law is known."""
    mixed = facts["employer_spells"] or facts["state_spells"] or facts["stated_compulsory_months"]
    if mixed or law.month < law.book.known_from:
        return None
    return noughts(law["women_topup_share"] > 0, law["floor_compulsory_months"] == 0)


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
    mixed = any(spell.kind != "voluntary" for spell in ordered)
    return {
        "spells": of_kind(ordered, "voluntary") if mixed else ordered,
        "employer_spells": of_kind(ordered, "compulsory") if mixed else (),
        "state_spells": of_kind(ordered, "state") if mixed else (),
        "all_spells": ordered,
        "stated_compulsory_months": question.compulsory_months,
        "stated_compulsory_average": question.compulsory_average or 0,
        "joined_month": joined(ordered[:1]),
        "sex": question.sex_code,
        "birth_month": question.birth_month,
        "income_sum": sum([spell.income * spell.months for spell in spells]),
    }
