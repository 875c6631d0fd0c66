"""What a question may not say: refusals as data. One person is told all that hold at once; columns get a mask."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import greatest, namespace, where
from estimator.engine.many import anybody, within
from estimator.engine.months import year_of
from estimator.engine.problem import CoverageProblem, Problem, raise_all
from estimator.plan.question import NONE, Asked, Spell
from estimator.plan.timeline import EnactedLaw
from estimator.rulebook.codes import OLDEST


class Refusal(NamedTuple):
    """Something refused: the code of its sentence, the field, of whom it holds, and the facts for who is told."""

    code: str
    field: str
    holds: Any
    facts: Callable[[], dict[str, Any]] = dict


def refuse(found: Iterable[Refusal], asked: Asked) -> Any:
    """Raise everything that holds of one person; of columns tell who is refused.

    Law that is not known on the way counts where nothing else is wrong.
    """
    one, refused = namespace(asked.start) is None, False
    problems: list[Problem] = []
    try:
        for refusal in found:
            if not one:
                refused = refused | refusal.holds
            elif refusal.holds:
                problems.append(Problem(refusal.code, field=refusal.field, **refusal.facts()))
    except CoverageProblem:
        if not problems:
            raise
    raise_all(problems)
    return refused


def statements(enacted: EnactedLaw, asked: Asked) -> Iterator[Refusal]:
    """Whatever in a question contradicts itself or the law of joining."""
    start, born, book = asked.start, asked.birth_month, enacted.book
    unborn = asked.born > asked.as_of_day
    yield Refusal("born_in_future", "born", unborn, lambda: {"given": _day(asked.born), "as_of": _day(asked.as_of_day)})
    old = year_of(asked.as_of) - year_of(born) > OLDEST
    yield Refusal("born_too_long_ago", "born", old, lambda: {"given": _day(asked.born), "oldest": OLDEST})
    yield Refusal("income_and_pay", "income", (asked.income != NONE) & (asked.budget != NONE))
    if asked.years_ahead:
        law = enacted.at(start)
        least_, most_ = law["years_ahead_least"], law["years_ahead_most"]
        outside = (asked.years_ahead < least_) | (asked.years_ahead > most_)
        yield Refusal(
            "years_ahead_out_of_range",
            "method",
            outside,
            lambda: {"given": f"years_ahead:{asked.years_ahead}", "least": least_, "most": most_},
        )
    yield Refusal("years_and_until", "until", (asked.years != NONE) & (asked.until != NONE))
    first = book.parameters["contribution_rate"].first
    early = start < first
    yield Refusal("start_before_law", "start", early, lambda: {"given": start, "first": first})
    if early is True:
        return
    joining = enacted.at(start)["joining_age"]
    yield Refusal(
        "too_young",
        "start",
        (start < born + joining) & (asked.born <= asked.as_of_day),
        lambda: {"given": start, "born": _day(asked.born), "from_": born + joining, "years": joining // months.YEAR},
    )
    ended = (asked.until != NONE) & (asked.until < start - 1)
    yield Refusal("until_before_start", "until", ended, lambda: {"given": asked.until, "start": start})
    last = where(asked.until > 0, asked.until, start + greatest(asked.years, 0) * months.YEAR)
    latest = months.month(2100, 12)
    yield Refusal("horizon", "until", last > latest, lambda: {"given": last, "latest": latest})
    yield from _stated_months(asked)
    yield from _record(asked, first, born + joining)
    for spell in asked.employer:
        yield from _salary(enacted, spell)
    yield Refusal("stop_before_start", "stop", asked.stop <= start, lambda: {"given": asked.stop, "start": start})


def _day(number: int) -> datetime.date:
    return datetime.date.fromordinal(number)


def _stated_months(asked: Asked) -> Iterator[Refusal]:
    """Compulsory months told as a number: with their average, and not also as spells."""
    count, average = asked.compulsory_months, asked.compulsory_average
    no_average, no_count = (average == NONE) & (count > 0), (average != NONE) & (count == 0)
    yield Refusal("compulsory_half_stated", "compulsory_months", no_average, lambda: {"given": count})
    yield Refusal("compulsory_half_stated", "compulsory_average", no_count, lambda: {"given": average})
    twice: Any = False
    for spell in (*asked.employer, *asked.state):
        twice = twice | (spell.months > 0)
    yield Refusal("compulsory_twice", "compulsory_months", (count > 0) & twice, lambda: {"given": count})


def _record(asked: Asked, first: int, joined_at: Any) -> Iterator[Refusal]:
    """Spells that overlap each other or the months to be paid, or lie before the law or before joining age."""
    one = namespace(asked.start) is None
    spells = tuple(sorted(asked.history)) if one else asked.history
    for spell in spells:
        if spell in asked.voluntary if one else any(spell is own for own in asked.voluntary):
            before = (spell.months > 0) & (spell.first < first)
            yield Refusal("spell_before_law", "paid", before, partial(dict, given=spell.first, first=first))
        young = (spell.months > 0) & (spell.first < joined_at)
        yield Refusal("spell_too_young", "paid", young, partial(dict, given=spell.first, from_=joined_at))
    for earlier, later in pairwise(spells) if one else combinations(spells, 2):
        met = (earlier.months > 0) & (later.months > 0)
        met = met & (later.first <= earlier.last) & (earlier.first <= later.last)
        code = "spells_overlap" if later.kind == earlier.kind else "two_kinds_in_a_month"
        yield Refusal(code, "paid", met, partial(dict, given=later.first, earlier=earlier.last))
    if one and spells:
        given = spells[-1].last
        yield Refusal("spell_after_start", "paid", given >= asked.start, lambda: {"given": given, "start": asked.start})
    for spell in () if one else spells:
        yield Refusal("spell_after_start", "paid", (spell.months > 0) & (spell.last >= asked.start))


def _salary(enacted: EnactedLaw, spell: Spell) -> Iterator[Refusal]:
    """A compulsory salary above its ceiling, twenty times the base salary of the month."""
    level, multiple = (enacted.book.parameters[name] for name in ("reference_level", "compulsory_cap_multiple"))
    known = max(multiple.first, level.first)
    changes = enacted.changes(*within(spell.first, spell.last), (level.name,)) if anybody(spell.months > 0) else []
    for month in (spell.first, *changes):
        law = enacted.at(greatest(month, known))
        cap = law[level.name] * law[multiple.name]
        above = (spell.income > cap) & (month >= known) & (month >= spell.first) & (month <= spell.last)
        if anybody(above):
            yield Refusal(
                "salary_above_cap",
                "paid",
                above,
                partial(dict, given=spell.income, cap=cap, month=month),
            )
            return
