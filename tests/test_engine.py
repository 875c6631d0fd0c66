"""The engine: verbs on whole dong, months as ints, the sheet."""

from __future__ import annotations

import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine import months
from estimator.engine.citation import Citation, parsed
from estimator.engine.exact import (
    SHARE_UNIT,
    Dong,
    Months,
    divide,
    factor,
    greatest,
    least,
    lookup,
    share,
    times,
    where,
)
from estimator.engine.filled import MissingGiven
from estimator.engine.many import fitting
from estimator.engine.problem import CoverageProblem, Problem, Problems, raise_all
from estimator.engine.series import MonthlySeries, spans, stands_at
from estimator.engine.sheet import Sheet, WiringError, cites
from estimator.law.payment import compounded, discounted

amounts = st.integers(0, 10**12)
shares = st.integers(0, 3 * SHARE_UNIT)


def half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


@given(amounts, shares)
def test_a_share_is_rounded_half_up(amount: int, rate: int) -> None:
    assert share(amount, rate) == half_up(Fraction(amount * rate, SHARE_UNIT))


@given(st.integers(0, 10**15), st.integers(1, 10**10), st.integers(0, 10**6))
def test_divide_is_exact_and_rounded_half_up_once(amount: int, by: int, scale: int) -> None:
    assert divide(amount, by, scale) == half_up(Fraction(amount * scale, by))


@given(st.integers(0, 2 * 10**8), st.integers(1, 10_000), st.integers(1, 60))
def test_present_values_are_those_of_exact_fractions(monthly: int, rate: int, length: int) -> None:
    growth = 1 + Fraction(rate, 10**6)
    ahead = sum(monthly / growth ** (i - 1) for i in range(1, length + 1))
    missing = sum(monthly * growth**i for i in range(1, length + 1))
    assert share(monthly, discounted(rate, 1, length)) == half_up(ahead)
    assert share(monthly, compounded(rate, length)) == half_up(missing)


@given(amounts, st.integers(0, 500))
def test_a_factor_of_so_many_times_multiplies(amount: int, count: int) -> None:
    assert share(amount, times(count)) == amount * count


def test_a_factor_product_of_the_largest_contribution_stays_inside_int64() -> None:
    high = 2 * 10**8 * factor(60, 1).high
    assert high < 2**63


@given(st.lists(st.tuples(amounts, shares), min_size=1, max_size=20))
def test_verbs_read_columns_as_they_read_people(rows: list[tuple[int, int]]) -> None:
    a, r = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    assert share(a, r).tolist() == [share(x, y) for x, y in rows]
    assert divide(a, r + 1, 7).tolist() == [divide(x, y + 1, 7) for x, y in rows]
    assert least(a, r).tolist() == [min(x, y) for x, y in rows]
    assert greatest(a, r).tolist() == [max(x, y) for x, y in rows]
    assert where(a > r, a, 0).tolist() == [x if x > y else 0 for x, y in rows]
    table = (3, 1, 4)
    assert lookup(a % 3, table).tolist() == [table[x % 3] for x, _ in rows]
    assert share(a, times(r)).dtype == np.int64


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(-1, 320)), min_size=1, max_size=20))
def test_what_fits_is_found_by_halving_for_one_and_for_columns(rows: list[tuple[int, int]]) -> None:
    expected = [sum(1 for number in range(count) if number <= last) for count, last in rows]
    asked: list[int] = []
    for (count, last), found in zip(rows, expected, strict=True):
        asked.clear()
        assert fitting(lambda number, last=last: asked.append(number) is None and number <= last, count) == found
        assert len(asked) <= count.bit_length() and all(0 <= number < count for number in asked)
    counts, lasts = (np.array(column) for column in zip(*rows, strict=True))
    assert fitting(lambda numbers: numbers <= lasts, counts).tolist() == expected


def test_months_are_ints() -> None:
    assert months.from_iso("2026-11") - months.from_iso("2025-12") == 11
    assert months.iso(months.month(2026, 1)) == "2026-01"
    assert months.year_of(months.from_iso("2026-12")) == 2026
    assert [months.age_text(m) for m in (720, 692)] == ["60y", "57y8m"]


@pytest.mark.parametrize("text", ["2026", "2026-13", "26-01", "2026-1a", "2026-01-01-01", ""])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        months.from_iso(text)


def test_a_schedule_stands_from_its_dates() -> None:
    schedule = ((10, "a"), (20, "b"))
    assert [(first, value) for first, _, value in spans(schedule)] == [(10, "a"), (20, "b")]
    assert [stands_at(month, schedule) for month in (10, 19, 20, 999)] == ["a", "a", "b", "b"]


@given(st.lists(st.integers(100, 300), min_size=1, max_size=60), st.data())
def test_a_series_sums_stretches(values: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(values) - 1))
    length = data.draw(st.integers(0, len(values) - first))
    assert MonthlySeries(500, values).between(500 + first, length) == sum(values[first : first + length])


class Law(dict):
    def __init__(self, **values: int) -> None:
        super().__init__(values)
        self.kept: dict = {}
        self.month = 0

    def standing(self, name: str) -> str:
        return "enacted"


@cites("x art. 1")
def price(units: Months, each: Dong) -> Dong:
    return units * each


@cites("x art. 2")
def paid(price: Dong, discount: Dong) -> Dong:
    return price - discount


def test_a_sheet_fills_what_is_asked_and_keeps_every_figure() -> None:
    filled = Sheet((price, paid)).fill({"units": 3}, Law(each=5, discount=1))
    assert filled["paid"] == 14
    assert filled == {"units": 3, "each": 5, "price": 15, "discount": 1, "paid": 14}
    assert filled.leaves("paid") == ({"units"}, {"each", "discount"})


def test_a_stated_fact_stands_before_its_formula() -> None:
    assert Sheet((price, paid)).fill({"price": 100}, Law(discount=1))["paid"] == 99


def test_a_missing_given_is_named_with_what_needs_it() -> None:
    with pytest.raises(MissingGiven) as refusal:
        Sheet((price, paid)).fill({}, Law(each=5, discount=1))["paid"]
    assert refusal.value.field == "units"
    assert refusal.value.facts["needed_by"] == "price"


def test_a_circle_is_named() -> None:
    @cites("x")
    def egg(hen: Dong) -> Dong:
        return hen

    @cites("x")
    def hen(egg: Dong) -> Dong:
        return egg

    with pytest.raises(WiringError, match="egg → hen → egg"):
        Sheet((egg, hen)).check()


def test_one_name_in_two_units_is_refused() -> None:
    @cites("x")
    def fee(price: Months) -> Dong:
        return price

    with pytest.raises(WiringError, match="price is Dong elsewhere and Months in fee"):
        Sheet((price, fee)).check()


@cites("x art. 1", until="2015-12", states="fee")
def fee_of_wages(wage: Dong) -> Dong:
    return wage


@cites("y art. 2")
def fee(line: Dong) -> Dong:
    return line * 2


def test_a_structure_that_changed_is_told_by_the_formula_of_the_month() -> None:
    sheet, law = Sheet((fee, fee_of_wages)), Law(wage=7, line=5)
    found = {}
    for text in ("2015-12", "2016-01"):
        law.month = months.from_iso(text)
        filled = sheet.fill({}, law)
        found[text] = (filled["fee"], filled.leaves("fee").provisions, filled.sheet.formulas["fee"].cites[0].document)
    assert found == {"2015-12": (7, {"wage"}, "x"), "2016-01": (10, {"line"}, "y")}
    law.month = months.from_iso("2020-01")
    assert sheet.earlier[0].fill({}, law)["fee"] == 10, "an earlier sheet fills by the law it is given"


def test_a_figure_that_is_no_longer_law_is_missing() -> None:
    law = Law(wage=7)
    law.month = months.from_iso("2016-01")
    with pytest.raises(MissingGiven):
        Sheet((fee_of_wages,)).fill({}, law)["fee"]


def test_two_formulas_of_one_time_are_refused() -> None:
    @cites("x", until="2015-12", states="fee")
    def fee_again(line: Dong) -> Dong:
        return line

    with pytest.raises(WiringError, match="two formulas state fee"):
        Sheet((fee_of_wages, fee, fee_again))


def test_citations_of_documents_that_are_not_registered_are_named() -> None:
    assert Sheet((fee, fee_of_wages)).unregistered({"y"}) == {"fee": [Citation("x", "1")]}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("41/2024/QH15 art. 36.1", Citation("41/2024/QH15", "36", "1")),
        ("41/2024/QH15 art. 36.1.a", Citation("41/2024/QH15", "36", "1", "a")),
        ("41/2024/QH15 art. 36", Citation("41/2024/QH15", "36")),
        ("176/2025/ND-CP", Citation("176/2025/ND-CP")),
    ],
)
def test_a_citation_is_read_as_it_is_written(text: str, cited: Citation) -> None:
    assert parsed(text) == cited
    assert str(cited) == text


@pytest.mark.parametrize(
    "text", ["", " art. 3", "x art. ", "x art. a", "x art. 3.b", "x art. 3..a", "x art. 3.1.2", "x art. 3.1.a.b", "x y"]
)
def test_what_is_no_citation_is_refused_where_it_is_written(text: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        cites(text)(lambda: 0)


def test_two_formulas_of_one_name_are_refused() -> None:
    def make() -> object:
        @cites("x")
        def fee(units: Months) -> Dong:
            return units

        return fee

    with pytest.raises(WiringError, match="two formulas state fee"):
        Sheet((make(), make()))


def test_several_problems_are_raised_as_one_that_is_like_its_first() -> None:
    late, sex = CoverageProblem("value_missing", field="start", given=1), Problem("sex_unknown", field="sex", given="x")
    raise_all(())
    with pytest.raises(Problem) as alone:
        raise_all([sex])
    assert alone.value is sex and sex.every == (sex,)
    with pytest.raises(Problems) as both:
        raise_all([Problems([late, sex]), sex])
    found = both.value
    assert found.every == (late, sex, sex)
    assert (found.code, found.field, found.given, found.exit_code) == ("value_missing", "start", 1, 4)
    sent = pickle.loads(pickle.dumps(found))
    assert [(one.code, one.field, one.given, one.exit_code) for one in sent.every] == [
        ("value_missing", "start", 1, 4), ("sex_unknown", "sex", "x", 2), ("sex_unknown", "sex", "x", 2)
    ]  # fmt: skip
    assert sent.exit_code == 4
