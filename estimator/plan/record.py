"""A record of every kind of time, as the facts of the pension sheet; and the support it has used up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimator.engine.exact import greatest, least, where
from estimator.engine.many import anybody
from estimator.engine.series import Schedule
from estimator.plan.payments import Walk
from estimator.plan.question import Asked, Spell
from estimator.plan.timeline import Timeline
from estimator.rulebook.model import OPEN, Rulebook

UNMIXED = {"state_income": 0, "state_salaries": 0, "employer_income": 0, "compulsory_months": 0, "compulsory_income": 0}


def noughts(asked: Asked, law: Any) -> dict[str, int]:
    """The figures of records that are nought: what is compulsory where none is, top-up and floor without law for them.

    A floor may be due to a purely voluntary record where the law asks for no compulsory month.
    """
    if asked.mixed:
        return {}
    topup, floor = anybody(law["women_topup_share"] > 0), anybody(law["floor_compulsory_months"] == 0)
    return {**UNMIXED, **({} if topup else {"pension_topup": 0}), **({} if floor else {"pension_floor": 0})}


def overlap(first: Any, months: Any, since: Any, until: Any) -> Any:
    """How many of the months from ``first`` on lie at or after ``since`` and before ``until`` (ints or columns)."""
    return greatest(least(first + months, until) - greatest(first, since), 0)


def months_within(spells: Iterable[Spell], since: Any, until: Any) -> Any:
    """Months of spells at or after ``since`` and before ``until`` (ints or columns)."""
    return sum([overlap(spell.first, spell.months, since, until) for spell in spells])


def joined(spells: Iterable[Spell]) -> Any:
    """The first month of a record; a month after every month where there is none."""
    first: Any = OPEN
    for spell in spells:
        first = least(first, where(spell.months > 0, spell.first, OPEN))
    return first


def _joined_by(asked: Asked) -> Any:
    """The latest month in which a record with months stated as a number can have begun; none without such months."""
    return where(asked.compulsory_months > 0, asked.start - recorded(asked), OPEN)


def last_of(spells: Iterable[Spell]) -> Any:
    """The last month of a record; nought where there is none."""
    last: Any = 0
    for spell in spells:
        last = greatest(last, where(spell.months > 0, spell.first + spell.months - 1, 0))
    return last


def recorded(asked: Asked) -> Any:
    """Months of the past record, those only stated as a number included."""
    return sum([spell.months for spell in asked.history], asked.compulsory_months)


def compulsory(asked: Asked) -> Any:
    """Compulsory months of the past record, those only stated as a number included."""
    return sum([spell.months for spell in (*asked.employer, *asked.state)], asked.compulsory_months)


def planned(asked: Asked, end: Any) -> Spell:
    """The months to be paid until an end as one spell; what a stop leaves unused is no part of the record."""
    return Spell(asked.start, greatest(least(end, asked.stop - 1) - asked.start + 1, 0), 0)


def facts(timeline: Timeline, asked: Asked, walk: Walk, end: Any) -> dict[str, Any]:
    """What the pension sheet needs to know of a record with the payments until an end."""
    spells, plan, history = tuple([payment.spell for payment in walk.payments]), planned(asked, end), asked.history
    if anybody(asked.stop < OPEN):
        spells = tuple([s._replace(months=greatest(least(s.months, asked.stop - s.first), 0)) for s in spells])
    income_sum = sum([spell.income * spell.months for spell in (*history, *spells)], plan.months * 0)
    if walk.tail is not None:
        before = walk.tail.before.spell
        income_sum = income_sum + walk.tail.total(before.income * before.months)
    return {
        "spells": (*asked.voluntary, *spells),
        "employer_spells": asked.employer,
        "state_spells": asked.state,
        "all_spells": timeline.told(history, spells, plan),
        "stated_compulsory_months": asked.compulsory_months,
        "stated_compulsory_average": greatest(asked.compulsory_average, 0),
        "joined_month": least(joined((*history, plan)), _joined_by(asked)),
        "sex": asked.sex,
        "birth_month": asked.birth_month,
        "income_sum": income_sum,
        "base_salaries": base_salaries(timeline.book) if asked.state else (),
    }


def base_salaries(book: Rulebook) -> Schedule:
    """The base salaries (VND a month) through time, on which State salaries were paid."""
    return tuple([(start, p.value) for start, p in book.parameters["reference_level"].segments if p is not None])


def supported_before(timeline: Timeline, asked: Asked) -> Any:
    """Voluntary months paid for since support began, the limit at most."""
    return least(*used_months(timeline, asked))


def used_months(timeline: Timeline, asked: Asked) -> tuple[Any, Any]:
    """Voluntary months paid for since support began, however many, and how many may be supported."""
    begun = support_begins(timeline.book)
    begun = asked.start if begun is None else begun
    used = months_within(asked.voluntary, begun, asked.start) + asked.start * 0
    return used, timeline.at(greatest(asked.start, begun))["support_months_limit"]


def support_begins(book: Rulebook) -> int | None:
    """The first month that is supported at all, by law; None where none is."""
    limits = [(start, p.value) for start, p in book.parameters["support_months_limit"].segments if p is not None]
    return next((start for start, limit in limits if limit > 0), None)
