"""What payments of a period cost, as columns: for everybody and every month exactly what is told of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from golden_cases import QUOTED, asked
from hypothesis import given
from hypothesis import strategies as st
from strategies import ASSUMPTIONS, budgeted, buyers, crowds, examples, invented
from worlds import BOOK, BOOKS, SCENARIOS

from estimator.columns.answer import costs
from estimator.columns.people import people
from estimator.engine.months import YEAR, january, month
from estimator.engine.problem import Problem
from estimator.plan.cost import WATCHED, Cost, Impact, Paid, impact
from estimator.plan.question import Question
from estimator.rulebook.codes import GROUPS, METHODS
from estimator.rulebook.model import Provision, Rulebook


def of(answer: Cost, row: int) -> Impact:
    """What columns tell of one person."""
    paid = []
    for rows, made in answer.made:
        for place in np.flatnonzero(rows == row):
            paid.append(Paid(made.month, *(int(column[place]) for column in made[1:])))
    return Impact(tuple(paid), frozenset(name for name in WATCHED if answer.watched[name][row]))


def compared(enacted: Rulebook, book: Rulebook, crowd: Sequence[Question], first: int, last: int) -> tuple[int, int]:
    """Hold everybody's columns against the single answer; how many have one, and how many were covered."""
    covered, answer = costs(enacted, book, people(crowd), first, last)
    answered = 0
    for row, question in enumerate(crowd):
        try:
            single = impact(book, question, first, last, enacted)
        except Problem as problem:
            assert not covered[row], (problem, question)
            continue
        answered += 1
        if covered[row]:
            assert of(answer, row) == single, question
        else:
            assert of(answer, row) == Impact((), frozenset())
    return answered, int(covered.sum())


@st.composite
def reforms(draw: st.DrawFn, around: int) -> dict[str, list[Provision]]:
    """What a proposal may change, from months near another."""
    share = st.integers(0, 100).map(lambda percent: percent * 100)
    values = {
        "local_support_rates": st.fixed_dictionaries(
            {"other": share}, optional={group: share for group in GROUPS if group != "other"}
        ),
        "support_rates": st.fixed_dictionaries({"other": share}, optional={"poor": share}),
        "support_months_limit": st.sampled_from([0, 60, 120, 180]),
        "rural_poverty_line": st.integers(14, 60).map(lambda step: step * 50_000),
        "contribution_rate": st.integers(10, 30).map(lambda percent: percent * 100),
        "local_support_for_missing_months": st.booleans(),
    }
    found = {}
    for name in draw(st.sets(st.sampled_from(sorted(values)), max_size=3)):
        starts = sorted(draw(st.sets(st.integers(around - 30, around + 30), min_size=1, max_size=2)))
        found[name] = [Provision(start, draw(values[name]), "proposal", layer="reform test") for start in starts]
    return found


def periods(crowd: Sequence[Question]) -> st.SearchStrategy[tuple[int, int]]:
    """Periods before, in and after the time in which people pay."""
    starts = [question.start for question in crowd]
    firsts = st.integers(min(starts) - 6, max(starts) + 14 * YEAR)
    return st.tuples(firsts, st.integers(0, 40)).map(lambda pair: (pair[0], sum(pair)))


@examples(120)
@given(crowds() | crowds().flatmap(budgeted), st.sampled_from(sorted(BOOKS)), st.data())
def test_a_crowd_costs_what_its_people_cost(crowd: list[Question], book: str, data: st.DataObject) -> None:
    first, last = data.draw(periods(crowd))
    reform = BOOKS[book].overlaid(data.draw(reforms(first)))
    compared(BOOKS[book], BOOKS[book], crowd, first, last)
    compared(BOOKS[book], reform, crowd, first, last)


@examples(60)
@given(st.lists(buyers(), min_size=1, max_size=6), st.sampled_from(SCENARIOS), st.sampled_from(ASSUMPTIONS), st.data())
def test_buyers_of_missing_months_cost_what_each_costs(
    crowd: list[Question], scenario: str, assumed: Any, data: st.DataObject
) -> None:
    day = min(question.as_of for question in crowd)
    crowd = [question._replace(as_of=day, scenario=scenario, assumed=assumed) for question in crowd]
    first, last = data.draw(st.integers(min(q.start for q in crowd) - 3, max(q.start for q in crowd)).map(
        lambda month: (month, month + 11)))  # fmt: skip
    compared(BOOK, BOOK.overlaid(data.draw(reforms(first))), crowd, first, last)


@pytest.mark.parametrize("method", [*METHODS, "years_ahead"])
def test_columns_hold_almost_everybody(method: str) -> None:
    crowd = invented(150, 20261124, method)
    answered, covered = compared(BOOK, BOOK, crowd, january(2027), january(2029) - 1)
    assert covered >= (answered * (7 if method == "years_ahead" else 9) // 10)
    assert answered >= 100


PEOPLE = {case.id: asked(case) for case in QUOTED}


@pytest.mark.parametrize("person", PEOPLE)
def test_golden_people_in_columns(person: str) -> None:
    found = PEOPLE[person]
    assert found is not None
    book, question = found
    for first in (question.start, january(2027), question.start + 10 * YEAR):
        compared(book, book, [question], first, first + 2 * YEAR)


def test_a_reform_of_the_floor_raises_incomes_and_refuses_nobody() -> None:
    line = [Provision(month(2026, 11), 3_000_000, "proposal", layer="reform test")]
    reform = BOOK.overlaid({"rural_poverty_line": line})
    crowd = [question._replace(income=1_500_000) for question in invented(40, 3)]
    answered, covered = compared(BOOK, reform, crowd, month(2026, 11), month(2026, 12))
    assert answered == covered > 30
    everybody, answer = costs(BOOK, reform, people(crowd), month(2026, 11), month(2026, 12))
    assert answer.watched["floor_overtakes"][everybody].all()
    paid = [int(one) for _, made in answer.made for one in made.household + made.state_support + made.local_support]
    assert set(paid) == {660_000}
