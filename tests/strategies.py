"""Questions anybody might ask, drawn at random: by hypothesis, and crowds of people invented from a seed."""

from __future__ import annotations

import datetime
import os

import numpy as np
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from worlds import BOOK, FIRST, LAST, SCENARIOS, START, outlook

from estimator.columns.outlook import columns_outlook
from estimator.engine.months import YEAR, month
from estimator.law import wiring
from estimator.plan.income import band
from estimator.plan.question import PERIODS, Budget, Question, Spell
from estimator.rulebook.codes import GROUPS, METHODS, SEXES

TIMES = int(os.environ.get("BHXH_EXAMPLES", "1"))


def examples(count: int) -> settings:
    """So many examples, however long one takes."""
    slow = (HealthCheck.too_slow, HealthCheck.filter_too_much)
    return settings(max_examples=count * TIMES, deadline=None, suppress_health_check=slow)


calendar_months = st.integers(START, LAST)
groups = st.sets(st.sampled_from(GROUPS), min_size=1).map(lambda some: tuple(g for g in GROUPS if g in some))


@st.composite
def histories(draw: st.DrawFn, first: int, last: int, kinds: tuple[str, ...] = ("voluntary",)) -> tuple[Spell, ...]:
    """Up to four spells between two months, with or without gaps."""
    if last < first:
        return ()
    cuts = sorted(draw(st.sets(st.integers(first, last + 1), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    incomes = st.integers(10, 1000).map(lambda step: step * 50_000)
    return tuple(Spell(a, b - a, draw(incomes), draw(st.sampled_from(kinds))) for a, b in pairs)


@st.composite
def questions(
    draw: st.DrawFn,
    methods: tuple[str, ...] = (*METHODS, "years_ahead"),
    scenarios: tuple[str, ...] = SCENARIOS,
    starts: st.SearchStrategy[int] = calendar_months,
) -> Question:
    """A question that the law of joining, the band and the step allow."""
    scenario, start = draw(st.sampled_from(scenarios)), draw(starts)
    born = start - draw(st.integers(15 * YEAR, 68 * YEAR))
    limits = band(outlook(scenario).book.at(start))
    steps = st.integers(0, (limits.cap - limits.floor) // limits.step)
    known = draw(st.sampled_from(("day", "month", "year")))
    day = datetime.date(born // YEAR, 1 if known == "year" else born % YEAR + 1, 1)
    method = draw(st.sampled_from(methods))
    length = draw(st.none() | st.integers(0, 45 * YEAR))
    return Question(
        as_of=datetime.date(start // YEAR, start % YEAR + 1, draw(st.integers(1, 28))),
        sex=draw(st.sampled_from(SEXES)),
        born=day.replace(day=draw(st.integers(1, 28))) if known == "day" else day,
        born_known=known,
        groups=draw(groups),
        income=limits.floor + limits.step * draw(steps),
        method=method,
        years_ahead=draw(st.integers(2, 5)) if method == "years_ahead" else 0,
        start=start,
        until=None if length is None else min(start + length, month(2100, 12)),
        history=draw(histories(max(FIRST, born + 15 * YEAR), start - 1)),
        scenario=scenario,
    )


@st.composite
def buyers(draw: st.DrawFn) -> Question:
    """Somebody at the retirement age who buys the missing months at once."""
    sex, born = draw(st.sampled_from(SEXES)), draw(st.integers(month(1969, 1), month(1998, 12)))
    facts = {"birth_month": born, "birth_year_only": False, "sex": SEXES.index(sex)}
    reached = int(wiring.RETIREMENT.fill(facts, BOOK.at(month(2026, 1)))["retirement_month"])
    assume(reached >= month(2025, 7))
    recorded = 180 - draw(st.integers(1, 60))
    start, scenario = reached + draw(st.integers(-1, 24)), draw(st.sampled_from(SCENARIOS))
    limits = band(outlook(scenario).book.at(start))
    earliest = max(FIRST, born + 15 * YEAR)
    assume(earliest <= start - recorded)
    first = draw(st.integers(earliest, start - recorded))
    return Question(
        as_of=datetime.date(start // YEAR, start % YEAR + 1, 15),
        sex=sex,
        born=datetime.date(born // YEAR, born % YEAR + 1, 15),
        groups=draw(groups),
        income=limits.floor + limits.step * draw(st.integers(0, 100)),
        method="missing",
        start=start,
        history=(Spell(first, recorded, draw(st.integers(10, 400)) * 50_000),),
        scenario=scenario,
    )


anybody = questions() | buyers()


LATER = month(2060, 12)


ASSUMPTIONS = (  # of prices and incomes to come
    (),
    (("prices", 700),),
    (("prices", -49),),
    (("prices", 2000),),
    (("incomes", 350),),
    (("incomes", "prices"), ("reference_level", 100)),
    (("rural_poverty_line", "prices"), ("fund_interest", 4000)),
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Question]:
    """People who share a day, a scenario and a way of paying, many of them with a long record."""
    scenario, assumed = draw(st.sampled_from(SCENARIOS)), draw(st.sampled_from(ASSUMPTIONS))
    method, ahead = draw(st.sampled_from((*METHODS, "years_ahead"))), draw(st.integers(2, 5))
    asked = draw(st.just(month(2026, 11)) | st.integers(START, LATER))
    starts = st.just(asked) | st.integers(max(asked - 24, START), asked + 240)
    own = questions(methods=(method,), scenarios=(scenario,), starts=starts)
    crowd = draw(st.lists(own, min_size=1, max_size=8)) + draw(st.lists(buyers(), max_size=2))
    day = datetime.date(asked // YEAR, asked % YEAR + 1, draw(st.integers(1, 28)))
    years = draw(st.integers(0, 40))
    return [
        question._replace(
            as_of=day,
            scenario=scenario,
            assumed=assumed,
            method=method,
            years_ahead=ahead if method == "years_ahead" else 0,
            years=years if question.until is None and index % 3 == 0 else None,
        )
        for index, question in enumerate(crowd)
    ]


def invented(size: int, seed: int, method: str = "monthly", scenario: str = "base") -> list[Question]:
    """People of every age on one day, many with a record since 2008."""
    random, start = np.random.default_rng(seed), month(2026, 11)
    limits = band(columns_outlook(BOOK, scenario, ()).book.at(start))
    crowd = []
    for _ in range(size):
        born = start - int(random.integers(16 * YEAR, 62 * YEAR))
        first = max(month(2008, 1), born + 15 * YEAR)
        cuts = sorted(int(cut) for cut in random.integers(first, start + 1, 2 * int(random.integers(0, 4))))
        pairs = zip(cuts[::2], cuts[1::2], strict=True)
        crowd.append(
            Question(
                as_of=datetime.date(2026, 11, 22),
                sex=("female", "male")[int(random.integers(2))],
                born=datetime.date(born // YEAR, born % YEAR + 1, 1),
                groups=(GROUPS[int(random.integers(len(GROUPS)))],),
                income=limits.floor + limits.step * int(random.integers(200)),
                method=method,
                years_ahead=3 if method == "years_ahead" else 0,
                start=start,
                history=tuple(Spell(a, b - a, int(random.integers(10, 200)) * 50_000) for a, b in pairs if a < b),
                scenario=scenario,
            )
        )
    return crowd


def budgeted(crowd: list[Question]) -> st.SearchStrategy[list[Question]]:
    """The same people, who say what they can pay, not on which income."""
    amounts = st.integers(0, 60_000_000) | st.sampled_from([363_000, 10**15])
    budgets = st.lists(
        st.builds(Budget, amounts, st.sampled_from([*PERIODS])), min_size=len(crowd), max_size=len(crowd)
    )
    return budgets.map(lambda all_: [q._replace(income=None, budget=b) for q, b in zip(crowd, all_, strict=True)])
