"""The whole quote of many people at once: the figures of the single quote as int64 columns, exactly equal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from estimator.batch.almanac import FIRST, Column, almanac
from estimator.batch.benefits import benefits
from estimator.batch.budget import afforded
from estimator.batch.door import Admitted, admit
from estimator.batch.figures import CONTRIBUTION, KINDS, PAID
from estimator.batch.legacy import legacy
from estimator.batch.payments import PRICED, facts_of, walk, worth
from estimator.batch.people import NONE, REGULARLY, People, Shared
from estimator.batch.project import MOST, PENSION_FIGURES, Projected, project, scattered
from estimator.batch.prospect import Prospect, prospect
from estimator.batch.standings import standings
from estimator.batch.walks import each
from estimator.engine.exact import greatest, least, of_limbs, where
from estimator.engine.months import YEAR
from estimator.law.wiring import REGULAR
from estimator.plan.results import RANGE
from estimator.rulebook.model import Rulebook

BLOCK = 16384  # people worked on together; their columns stay in the processor's cache
np.empty(15 << 17)  # taken and let go once: from then on glibc keeps freed columns, ready for the next ones

ALL = frozenset(KINDS)
COVERED = "covered"
FIRST_MONTH = frozenset(name for name in KINDS if name.startswith("contribution."))


class Answer(NamedTuple):
    """Whose quote the columns give, and the figures by name; rows not covered hold -1 and want the single quote."""

    covered: Column
    figures: dict[str, Column]


def answer(book: Rulebook, shared: Shared, people: People, wanted: frozenset[str] | None = None) -> Answer:
    """The figures of everybody's quote, each equal to the single quote's.

    ``wanted`` names figures of ``KINDS``; with none named, all are given. Who a quote would refuse, or who lies outside
    what columns can hold, is not covered. Give about 64 thousand people at a time. KeyError for an unknown figure.
    """
    names = ALL if wanted is None else wanted
    if not names <= ALL:
        raise KeyError(sorted(names - ALL))
    size = people.start.size
    figures = {name: np.full(size, NONE, np.int64) for name in KINDS if name in names}
    return Answer(fill_in(book, shared, people, figures, np.arange(size)), figures)


def fill_in(book: Rulebook, shared: Shared, people: People, told: dict[str, Column], places: Column) -> Column:
    """Write everybody's figures (names of ``KINDS``) into their places of larger columns; who of them is covered.

    As ``answer``; nothing is written of who is not covered.
    """
    names, covered = frozenset(told), np.zeros(people.start.size, bool)
    known = all(parameter.segments for parameter in book.parameters.values())
    if {shared.scenario, *RANGE} - set(book.scenarios) or not known or not covered.size:
        return covered
    prospects = {name: prospect(book, name, shared.assumed) for name in (shared.scenario, *RANGE)}
    people = afforded(prospects[shared.scenario], shared, people)
    admitted = admit(almanac(book), prospects[shared.scenario], list(prospects.values()), shared, people)
    for block in _blocks(admitted, by_end=not names <= FIRST_MONTH):
        figures = _figures(prospects, shared, block, names)
        rows, fits = block.rows, figures[COVERED]
        some = not np.all(fits)
        if some:
            rows = rows[fits]
        covered[rows] = True
        rows = places[rows]
        for name, column in told.items():
            figure = figures[name]
            column[rows] = figure[fits] if some and np.ndim(figure) else figure
    return covered


def _blocks(admitted: Admitted, by_end: bool) -> Iterator[Admitted]:
    """Everybody by blocks; ``by_end`` those together who stop paying about when, since a walk ends with its last."""
    count = admitted.rows.size
    if not by_end or count <= BLOCK:
        yield from (admitted.part(slice(place, place + BLOCK)) for place in range(0, count, BLOCK))
        return
    order = np.argsort((admitted.end - FIRST).astype(np.uint16), kind="stable")  # sixteen bits are sorted by counting
    size = -(-count // -(-count // BLOCK))
    yield from (admitted.part(np.sort(order[place : place + size])) for place in range(0, count, size))


def _figures(prospects: dict[str, Prospect], shared: Shared, block: Admitted, names: frozenset[str]) -> dict[str, Any]:
    """The figures of a block, and who is covered after all."""
    own, people = prospects[shared.scenario], block.people
    found: dict[str, Any] = {"contribution.month": people.start, COVERED: True}
    if names & FIRST_MONTH:
        facts = facts_of(people, people.income, block.supported, people.start * 0 + 1)
        month = own.fill(REGULAR, facts, people.start, CONTRIBUTION)
        found |= {f"contribution.{name}": value for name, value in month.items()}
    if names <= FIRST_MONTH:
        return found
    for name, up in (("insured_income", people.next_income), ("payable", people.next_payable)):
        found[f"budget.next_step_up.{name}"] = NONE if up is None else up
    limit = own.at(people.start)["support_months_limit"]
    found["support_months_left"] = greatest(limit - block.supported, 0)
    found["retirement.age"], found["retirement.reached"] = block.retirement_age, block.reached
    projected = project(own, shared, block, block.reached, block.end, PENSION_FIGURES)
    fits = projected.fits & (projected.pension["average_income"] < MOST // 200)  # a lump sum is 100 years of two
    found |= _pension(projected)
    found |= _totals(own, shared, projected)
    fits &= found["totals.paid_by_household"] < MOST
    found |= _first_year(own, shared, block, projected)
    for name in RANGE:
        today = projected
        if name != shared.scenario:
            today = project(prospects[name], shared, block, block.reached, block.end, ("entitled", "monthly_pension"))
            fits &= today.fits
        found[f"range.{name}.monthly_pension_today"] = today.today
        found[f"standings.range.{name}"] = today.standing
    if any(name.startswith("standings.") for name in names):
        found |= standings(own, shared, block, projected)
    if any(name.startswith("legacy_age.") for name in names):
        found |= legacy(own, shared, block, projected)
    if any(name.startswith("benefits.") for name in names):
        found |= benefits(own, shared, block, projected)
    return found | {COVERED: fits}


def _pension(projected: Projected) -> dict[str, Any]:
    """The pension as it would be granted."""
    pension, size = projected.pension, projected.starts.size
    bought, buyers = projected.bought.sheet, projected.buyers
    helped = bought["instalment_state_support"] + bought["instalment_local_support"]
    return {
        **{f"pension.{name}": value for name, value in pension.items()},
        "retirement.pension_from": where(pension["entitled"], projected.starts, NONE),
        "pension.conditions": 0,
        "pension.monthly_pension_today": projected.today,
        "pension.missing_support": scattered(buyers, helped, size),
        "pension.missing_cost": scattered(buyers, bought["instalment_payable"], size),
        "pension.standing": projected.standing,
    }


def _totals(own: Prospect, shared: Shared, projected: Projected) -> dict[str, Any]:
    """Everything still to be paid, and the months of pension that give the household's part back."""
    size, today = projected.starts.size, projected.today
    found: dict[str, Any] = {}
    for name, figure in (("paid_by_household", "payable"), ("state_support",) * 2, ("local_support",) * 2):
        bought = scattered(projected.buyers, projected.bought.sheet[f"instalment_{figure}"], size)
        found[f"totals.{name}"] = sum((s.sheet[f"instalment_{figure}"] for s in projected.stretches), bought)
    high, low = worth(own, shared, projected.stretches)
    if projected.whole is not None:
        whole = projected.whole
        payable = whole.total(whole.spans.sheet["instalment_payable"])
        found["totals.paid_by_household"] = found["totals.paid_by_household"] + payable
        spans = worth(own, shared, [whole.spans])
        high, low = high + whole.total(spans[0]), low + whole.total(spans[1])
    more = [scattered(projected.buyers, limb, size) for limb in worth(own, shared, [projected.bought])]
    paid = of_limbs(high + more[0], low + more[1])
    found["totals.months_to_recover"] = where(today > 0, -(-paid // greatest(today, 1)), NONE)
    return found


def _first_year(own: Prospect, shared: Shared, block: Admitted, projected: Projected) -> dict[str, Any]:
    """The first instalment, and the sum of those of twelve months, or the whole advance, or the months bought."""
    people, end = block.people, block.end
    start, size = people.start, people.start.size
    if shared.method == "missing":
        stretches = [projected.bought]
        sums = [scattered(projected.buyers, projected.bought.sheet[f"instalment_{n}"], size) for n in PAID]
        first, count, last = NONE, scattered(projected.buyers, projected.bought.months, size), NONE
        instalment = sums
    elif shared.years_ahead:
        stretches = projected.stretches[:1]
        sums = instalment = [stretches[0].sheet[f"instalment_{name}"] for name in PAID]
        first, count, last = start, stretches[0].months, start + stretches[0].months - 1
    else:
        year = least(end, start + YEAR - 1)
        stretches = walk(own, shared, block.chosen(own), year, block.supported, PRICED).stretches
        nothing = start * 0
        sums = [sum((s.sheet[f"instalment_{name}"] for s in stretches), nothing) for name in PAID]
        count = greatest(least(end - start + 1, each(own, people)), 0)
        facts = facts_of(people, people.income, block.supported, count)
        sheet = own.fill(REGULAR, facts, start, tuple(f"instalment_{name}" for name in PAID))
        instalment = [sheet[f"instalment_{name}"] for name in PAID]
        first, last = start, start + count - 1
    paid = count > 0
    due = _due(own, shared, people, count)
    return {
        **{f"first_year.{name}": amount for name, amount in zip(PAID, sums, strict=True)},
        **{f"instalments.0.{name}": where(paid, x, NONE) for name, x in zip(PAID, instalment, strict=True)},
        "instalments.0.from": where(paid, first, NONE),
        "instalments.0.to": where(paid, last, NONE),
        "instalments.0.months": where(paid, count, NONE),
        "instalments.0.due": where(paid, due, NONE),
    }


def _due(own: Prospect, shared: Shared, people: People, count: Column) -> Column:
    """Last day (ordinal) of the first instalment's last month allowed; else the day of registration."""
    start = people.start
    if shared.method != REGULARLY:
        return greatest(_first_day(start), shared.as_of_day)
    deadline = own.by_method("deadline_months", start, people.method)
    return _first_day(start + least(deadline, count)) - 1


def _first_day(month: Column) -> Column:
    """The proleptic ordinal of the first day of a month."""
    days = (month - 1970 * YEAR).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days + datetime.date(1970, 1, 1).toordinal()
