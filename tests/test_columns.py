"""Many people at once: every figure of the columns is that of the single quote, and nobody comes in who is refused."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from golden_cases import QUOTED, asked
from hypothesis import given
from hypothesis import strategies as st
from strategies import ASSUMPTIONS, anybody, budgeted, buyers, crowds, examples, invented
from worlds import BOOK, BOOKS, REFORMS, SCENARIOS, Guarded

from estimator.columns import answer as columns
from estimator.columns.bounds import HIGHEST, LATEST, STEEPEST
from estimator.columns.outlook import MOST, columns_outlook
from estimator.columns.people import people
from estimator.engine.exact import share
from estimator.engine.many import taken
from estimator.engine.months import YEAR, age_text, iso, month
from estimator.engine.problem import Problem
from estimator.plan.assumptions import HORIZON, deflator, grown
from estimator.plan.figures import CONDITIONS, KINDS
from estimator.plan.income import band
from estimator.plan.question import NONE, Asked, Budget, Question, Spell, Stop
from estimator.plan.quote import figures as one_by_one
from estimator.plan.quote import quote
from estimator.rulebook.codes import GROUPS, METHODS, STANDINGS
from estimator.rulebook.model import Rulebook
from estimator.show.as_json import flattened, quote_json
from estimator.words.amounts import share_text
from estimator.words.say import Words

WORDS = Words("vi")


# What the row itself says, or that a quote has none of it, or what no column holds
SAID = {"budget.asked", "budget.per", "budget.next_step_up", "contribution"} | {
    f"refund.{name}" for name in ("reason", "from", "unused_months", "amount")
}


def told(name: str, value: int) -> Any:
    """A figure as the flattened JSON has it."""
    ways = {
        "month": iso,
        "age": age_text,
        "share": share_text,
        "flag": bool,
        "standing": lambda place: STANDINGS[place],
        "conditions": lambda place: CONDITIONS[place],
        "day": lambda ordinal: datetime.date.fromordinal(ordinal).isoformat(),
    }
    return None if value == NONE else ways.get(KINDS[name], int)(value)


def single(book: Rulebook, question: Question) -> dict[str, Any]:
    """The figures of the single quote, by the names the columns have."""
    tree = quote_json(quote(book, question), WORDS, [])
    first = tree["instalments"][0] if tree["instalments"] else {}
    figures = flattened({key: value for key, value in tree.items() if key not in ("given", "as_of")})
    figures |= {f"instalments.0.{name}": value for name, value in first.items()}
    lean = one_by_one(book, question)
    assert {name: told(name, lean.get(name, NONE)) for name in KINDS} == {n: figures.get(n) for n in KINDS}
    return figures


EACH = 4  # of so many people the JSON of one is read too; test_a_table_of_one_is_its_quote reads everybody's


def compared(book: Rulebook, crowd: Sequence[Question]) -> tuple[int, int]:
    """Hold every person's columns against the single quote; how many have a quote, and how many were covered."""
    quoted = 0
    answer = columns.answer(book, people(crowd))
    assert answer.figures.keys() == KINDS.keys()
    for row, question in enumerate(crowd):
        try:
            if row % EACH == 0:
                assert single(book, question).keys() - SAID <= KINDS.keys()
            figures = one_by_one(book, question)
        except Problem as problem:
            assert not answer.covered[row], (problem, question)
            continue
        quoted += 1
        for name, column in answer.figures.items():
            assert column[row] == (figures.get(name, NONE) if answer.covered[row] else NONE), (name, question)
    return quoted, int(answer.covered.sum())


@examples(40)
@given(crowds(), st.sampled_from(sorted(BOOKS)))
def test_a_crowd_is_its_people(crowd: list[Question], book: str) -> None:
    compared(BOOKS[book], crowd)


def test_a_floor_for_all_lifts_voluntary_pensions_too() -> None:
    crowd = invented(40, 20261126)
    assert compared(BOOKS["a floor for all"], crowd)[1] >= 35
    lifted, enacted = (
        columns.answer(BOOKS[name], people(crowd)).figures["pension.monthly_pension"]
        for name in ("a floor for all", "the country")
    )
    assert (lifted > enacted).any() and (lifted >= enacted).all()


@examples(40)
@given(st.lists(buyers(), min_size=1, max_size=6), st.sampled_from(SCENARIOS), st.sampled_from(ASSUMPTIONS))
def test_buyers_of_missing_months_are_their_people(crowd: list[Question], scenario: str, assumed: Any) -> None:
    day = min(question.as_of for question in crowd)
    compared(BOOK, [question._replace(as_of=day, scenario=scenario, assumed=assumed) for question in crowd])


@pytest.mark.parametrize("method", [*METHODS, "years_ahead"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_columns_hold_almost_everybody(method: str, scenario: str) -> None:
    quoted, covered = compared(BOOK, invented(60, 20261122, method, scenario))
    assert covered >= (quoted * 3 // 4 if method == "years_ahead" else quoted - 3)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_people_whose_incomes_rise_are_those_people_whoever_pays_alike(scenario: str) -> None:
    random = np.random.default_rng(20261126)
    rise, crowd = (("incomes", 700),), []
    for question in invented(90, 20261126, scenario=scenario):
        level = band(columns_outlook(BOOK, scenario, ()).book.at(question.start)).floor + 50_000 * int(
            random.integers(4)
        )
        own = question._replace(assumed=rise, income=level if random.random() < 0.8 else 40_000_000)
        until = own.start + int(random.integers(500)) if random.random() < 0.3 else None
        crowd.append(own._replace(until=until, method=METHODS[int(random.integers(len(METHODS)))]))
    quoted, covered = compared(BOOK, crowd)
    assert covered >= quoted - 3
    ahead = [question._replace(method="years_ahead", years_ahead=2) for question in crowd]
    assert compared(BOOK, ahead)[1] >= 20


@given(st.integers(1, 2000), st.sampled_from((1, 7, 1000, 50_000)), st.data())
def test_raised_incomes_are_the_exact_ones_also_at_the_middle_between_two_steps(
    growth: int, step: int, data: st.DataObject
) -> None:
    incomes = st.integers(0, 400).map(lambda count: count * 50_000) | st.integers(0, HIGHEST)
    own = data.draw(st.lists(st.tuples(incomes, st.integers(0, 80)), min_size=1, max_size=20))
    income, years = (np.array(column) for column in zip(*own, strict=True))
    outlook = columns_outlook(BOOK, "frozen", (("incomes", growth),))
    alike = outlook.raised(income, years[:1], step)
    for row, (amount, count) in enumerate(own):
        assert outlook.raised(income, years, step)[row] == min(grown(amount, growth, count, step), 2**62)
        assert alike[row] == min(grown(amount, growth, own[0][1], step), 2**62)


@pytest.mark.parametrize(("growth", "years", "income"), [(162, 58, 46_786_999), (988, 16, 46_781_853)])
def test_a_raised_income_so_near_the_middle_that_a_factor_misses_it_is_still_exact(
    growth: int, years: int, income: int
) -> None:
    raised = columns_outlook(BOOK, "frozen", (("incomes", growth),)).raised(np.array([income]), np.array([years]), 2)
    assert raised.tolist() == [grown(income, growth, years, 2)]


def test_the_months_that_give_back_what_was_paid_are_the_same_in_any_company() -> None:
    """Nobody here is held back by the cap, whose rise parts the payments of the one beside them in two."""
    own = Question(datetime.date(2026, 11, 22), "male", datetime.date(1990, 5, 1), groups=("other", "near_poor"),
                   income=8_400_000, method="half_yearly", start=month(2026, 12), until=month(2043, 2),
                   assumed=(("incomes", 700),))  # fmt: skip
    rich = own._replace(income=50_000_000, method="monthly")
    for crowd in ([own], [own, rich], [rich, own]):
        assert compared(BOOK, crowd) == (len(crowd),) * 2
    modest = [q._replace(assumed=own.assumed, income=min(q.income or 0, 9_000_000)) for q in invented(60, 1)]
    assert compared(BOOK, modest)[1] >= 55


@pytest.mark.parametrize("reform", sorted(REFORMS))
def test_reforms_are_the_same_in_columns(reform: str) -> None:
    random = np.random.default_rng(3)
    crowd = [
        question._replace(assumed=(("incomes", 700),), method=METHODS[int(random.integers(len(METHODS)))],
                          income=random.choice([1_500_000, 2_200_000, 5_000_000]).item())
        for question in invented(60, 3)
    ]  # fmt: skip
    assert compared(BOOKS[reform], crowd)[1] >= 55


def test_months_before_and_after_a_change_of_the_law_are_answered_together() -> None:
    base = invented(1, 3)[0]._replace(
        income=None, history=(), assumed=(("incomes", 350),), method="monthly", years_ahead=0
    )
    crowd = [
        base._replace(
            born=datetime.date(year, 11, 1), start=month(start, 11), years=years, budget=Budget(asked, "month")
        )
        for year, start, years, asked in ((2011, 2026, 0, 0), (2011, 2026, None, 0), (2009, 2024, None, 400_000))
    ]
    assert compared(BOOK, crowd)[0] >= 1


def mixed(size: int, seed: int) -> list[Question]:
    """People of one day with what few have: compulsory and State spells, stated months, a stop, a chosen age."""
    random, found = np.random.default_rng(seed), []
    for place, question in enumerate(invented(size, seed)):
        kinds = ("voluntary", "compulsory", "state")
        history = tuple(
            spell._replace(
                kind=kind, income=0 if kind == "state" else spell.income, coefficient=366 * (kind == "state")
            )
            for spell in question.history
            for kind in (kinds[int(random.integers(3))],)
        )
        own = question._replace(history=history)
        if place % 4 == 1:
            own = own._replace(stop=Stop(own.start + int(random.integers(1, 300)), ("job", "pension")[place % 2]))
        if place % 5 == 2 and all(spell.kind == "voluntary" for spell in history):
            own = own._replace(compulsory_average=7_000_000, compulsory_months=int(random.integers(1, 200)))
        if place % 7 == 3:
            own = own._replace(
                income=None, budget=Budget(int(random.integers(1, 60)) * 100_000, "quarter"), any_income=True
            )
        found.append(own._replace(legacy_age=place % 6 == 5))
    return found


@pytest.mark.parametrize("method", ["monthly", "half_yearly", "years_ahead"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_compulsory_time_a_stop_and_a_chosen_age_are_covered_too(method: str, scenario: str) -> None:
    crowd = [
        question._replace(method=method, scenario=scenario, years_ahead=2 if method == "years_ahead" else 0)
        for question in mixed(120, 20261130)
    ]
    quoted, covered = compared(BOOK, crowd)
    assert quoted >= 60 and covered >= quoted - 4
    raised = [question._replace(assumed=(("incomes", 500),)) for question in crowd]
    assert compared(BOOK, raised)[1] >= covered - 4


@pytest.mark.parametrize("known_on", ["2024-06-30", "2025-07-15"])
def test_the_law_as_known_on_a_day_is_covered_too(known_on: str) -> None:
    book, crowd, quoted = BOOK.known_on(known_on), mixed(80, 5), 0
    told = columns.answer(book, people(crowd))
    for row, question in enumerate(crowd):
        try:
            figures = one_by_one(book, question)
        except Problem:
            assert not told.covered[row]
            continue
        quoted += 1
        if told.covered[row]:
            assert {name: int(column[row]) for name, column in told.figures.items()} == figures
    assert quoted >= 40 and told.covered.sum() >= quoted - 4


def test_the_legacy_age_is_told_where_it_is_open() -> None:
    crowd = invented(400, 7)
    answer = columns.answer(BOOK, people(crowd), frozenset({"legacy_age.reached"}))
    chosen = [question for question, reached in zip(crowd, answer.figures["legacy_age.reached"], strict=True)
              if reached >= 0]  # fmt: skip
    assert len(chosen) >= 5
    assert compared(BOOK, chosen) == (len(chosen),) * 2


@pytest.mark.parametrize("case", QUOTED, ids=[case.id for case in QUOTED])
def test_golden_quotes_in_columns(case: Any) -> None:
    found = asked(case)
    assert found is not None
    book, question = found
    compared(book, [question])


@examples(40)
@given(crowds(), st.sampled_from(sorted(BOOKS)), st.data())
def test_budgets_in_columns_carry_what_they_carry_alone(crowd: list[Question], book: str, data: st.DataObject) -> None:
    asked = data.draw(budgeted(crowd))
    compared(BOOKS[book], [*asked[1:], crowd[0]])
    compared(BOOKS[book], asked)


@examples(60)
@given(anybody, st.none() | st.tuples(st.integers(1, 90), st.sampled_from(["job", "withdraw", "death", "pension"])))
def test_a_table_of_one_is_its_quote(question: Question, stop: tuple[int, str] | None) -> None:
    if stop is not None:
        question = question._replace(stop=Stop(question.start + stop[0], stop[1]))
    try:
        figures = single(BOOK, question)
    except Problem as problem:
        for wanted in (KINDS, ("contribution.payable",)):
            with pytest.raises(type(problem)):
                one_by_one(BOOK, question, wanted)
    else:
        assert figures["retirement.age"]
        every = one_by_one(BOOK, question)
        for part in {name.partition(".")[0] for name in KINDS}:
            wanted = [name for name in KINDS if name.startswith(part)]
            assert one_by_one(BOOK, question, wanted) == {name: every[name] for name in wanted}


def test_what_is_wanted_alone_is_what_it_is_among_all() -> None:
    crowd = people(invented(300, 3))
    everything = columns.answer(BOOK, crowd)
    for wanted in (columns.FIRST_MONTH, frozenset({"totals.months_to_recover", "pension.standing"})):
        some = columns.answer(BOOK, crowd, wanted)
        assert some.figures.keys() == wanted
        assert all((some.figures[name] == everything.figures[name]).all() for name in wanted)
        assert (some.covered == everything.covered).all()


def test_the_order_and_the_company_change_nothing() -> None:
    crowd = people(invented(500, 5))
    together = columns.answer(BOOK, crowd)
    order = np.random.default_rng(5).permutation(500)
    mixed = columns.answer(BOOK, taken(crowd, order))
    alone = columns.answer(BOOK, taken(crowd, np.arange(1)))
    for name, column in together.figures.items():
        assert (column[order] == mixed.figures[name]).all()
        assert column[0] == alone.figures[name][0]


def test_an_unknown_figure_is_refused() -> None:
    crowd = invented(1, 1)
    with pytest.raises(KeyError, match=r"contribution\.paid"):
        columns.answer(BOOK, people(crowd), frozenset({"contribution.paid"}))


def test_nobody_at_all_is_answered() -> None:
    crowd = taken(people(invented(1, 1)), np.arange(0))
    answer = columns.answer(BOOK, crowd)
    assert answer.covered.size == 0
    assert all(column.size == 0 for column in answer.figures.values())


@examples(40)
@given(st.data())
def test_nonsense_is_left_out_and_harms_nobody(data: st.DataObject) -> None:
    good = people(invented(4, 9))
    numbers = st.lists(st.sampled_from([-(2**62), -1, 0, 1, 30, 10**6, 2**62, month(2026, 11)]), min_size=4, max_size=4)
    wild: dict[str, Any] = {}
    for name, value in zip(Asked._fields, good, strict=True):
        if name in ("voluntary", "employer", "state"):
            more = tuple(Spell(*(np.array(data.draw(numbers)) for _ in range(3))) for _ in value or (None,))
            nought = Spell(*(np.zeros(4, np.int64) for _ in range(3)))
            wild[name] = tuple(
                Spell(*(np.concatenate(pair) for pair in zip(own[:3], other[:3], strict=True)))
                for own, other in zip(value or (nought,), more, strict=True)
            )
        elif isinstance(value, int | np.ndarray) and name not in ("as_of", "as_of_day", "years_ahead"):
            wild[name] = np.concatenate((value + np.zeros(4, np.int64), np.array(data.draw(numbers))))
    alone, together = columns.answer(BOOK, good), columns.answer(BOOK, good._replace(**wild))
    assert all((column == together.figures[name][:4]).all() for name, column in alone.figures.items())


# Extremes


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("method", ["monthly", "yearly", "years_ahead"])
def test_the_largest_amounts_and_the_longest_records_stay_exact(scenario: str, method: str) -> None:
    crowd = []
    for start in (month(2016, 1), month(2026, 11), month(2050, 1)):
        cap = band(BOOK.at(start)).cap
        for age in (15, 40, 70):
            born = start - age * YEAR
            first = max(month(2008, 1), born + 15 * YEAR)
            history = (Spell(first, start - first, HIGHEST),) if first < start else ()
            for years in (None, 5, 20, 58):
                question = Question(
                    datetime.date(2016, 1, 1), "male", datetime.date(born // YEAR, 1, 1), "year", GROUPS,
                    income=cap, method=method, years_ahead=5 if method == "years_ahead" else 0, start=start,
                    years=years, history=history, scenario=scenario,
                )  # fmt: skip
                crowd.append(question)
    compared(BOOK, [question for question in crowd if question.born < question.as_of])
    late = [question._replace(as_of=datetime.date(2050, 1, 15)) for question in crowd]
    assert compared(BOOK, late)[1] > 0


def test_the_bounds_of_columns_keep_64_bits() -> None:
    steep = columns_outlook(BOOK, "high", (("prices", STEEPEST),))
    series, _ = steep.outlook.revaluation(LATEST)
    first = series.origin
    longest = LATEST - first
    revalued = Guarded(HIGHEST) * Guarded(series.between(first, longest))
    assert revalued * 2 > 0
    assert Guarded(HIGHEST) * longest * 10_000 > 0
    for growth in (0, STEEPEST):
        for years in (0, 1, 50, HORIZON - 2016):
            one = deflator(growth, years)
            amount = share(Guarded(MOST), one._replace(high=Guarded(one.high), low=Guarded(one.low)))
            assert 0 <= amount <= MOST
