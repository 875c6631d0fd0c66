"""Every command asked random questions: each gets an answer or a sentence, never a fault of the program.

``BHXH_EXAMPLES=20`` in the environment asks twenty times as many.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import AS_OF, bhxh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estimator.plan.withdraw import REASONS
from estimator.rulebook.codes import GROUPS

EXAMPLES = 300 * int(os.environ.get("BHXH_EXAMPLES", "1"))
SAID = (0, 2, 3, 4, 5)  # the exit codes of an answer and of a sentence

Arguments = st.SearchStrategy[tuple[str, ...]]


def months_between(first: int, last: int) -> st.SearchStrategy[str]:
    return st.builds("{}-{:02d}".format, st.integers(first, last), st.integers(1, 12))


def perhaps(*option: str | st.SearchStrategy[str], often: bool = False) -> Arguments:
    """An option with its value, or nothing."""
    said = st.tuples(*(st.just(part) if isinstance(part, str) else part for part in option))
    return said if often else st.one_of(st.just(()), said)


def line(*parts: Arguments) -> Arguments:
    return st.tuples(*parts).map(lambda told: sum(told, ()))


FEW = st.integers(0, 12).map(str)
AMOUNTS = st.sampled_from(["0", "1.500.000", "2tr", "2tr5", "3tr", "7tr", "20tr", "46.800.000", "99tr", "1 tỷ"])
BUDGETS = st.builds("{}/{}".format, AMOUNTS, st.sampled_from(["tháng", "quý", "6 tháng", "năm"]))
AHEAD = [f"years_ahead:{years}" for years in range(1, 7)]
KINDS = st.sampled_from(["2tr", "5tr", "700.000", "3tr", "3tr:compulsory", "9tr:compulsory", "3.66:state"])


@st.composite
def spells(draw: st.DrawFn) -> tuple[str, ...]:
    """Past spells one after the other; the last may reach beyond the day of the question."""
    month, found = 12 * draw(st.integers(2008, 2016)) + draw(st.integers(0, 11)), ()
    for _ in range(draw(st.integers(0, 3))):
        last = month + draw(st.sampled_from([0, 5, 11, 47, 100, 179, 191, 215]))
        if last >= 12 * 2026 + 10 and draw(st.integers(0, 9)):
            break
        found += ("--paid", f"{month // 12}-{month % 12 + 1:02d}..{last // 12}-{last % 12 + 1:02d}:{draw(KINDS)}")
        month = last + 1 + draw(st.sampled_from([0, 0, 3, 30]))
    return found


@st.composite
def assumptions(draw: st.DrawFn) -> tuple[str, ...]:
    names = ("prices", "incomes", "pensions", "deposit", "reference_level", "rural_poverty_line")
    values = ("0%", "4%", "-1%", "15%", "prices", "50%")
    return ("--assume", f"{draw(st.sampled_from(names))}={draw(st.sampled_from(values))}")


DAYS = st.sampled_from(["2026-11-22", "2026-12-31", "2025-06-30", "2018-01-15", "2027-02-01", "2040-05-05"])


def rarely(*options: Arguments) -> Arguments:
    """Nothing, and now and then one of the options."""
    return st.integers(0, 7 * len(options)).flatmap(lambda at: options[at] if at < len(options) else st.just(()))


BIRTHS = st.one_of(
    st.integers(1964, 2005).map(str), months_between(1962, 2000), months_between(1960, 2000).map("{}-15".format)
)
INCOMES = st.sampled_from(["2tr5", "3tr", "5tr", "7tr", "20tr", "46tr"])
SPARED = st.sampled_from(["6tr/năm", "500k/tháng", "3tr/quý", "20tr/6 tháng"])
PERSON = line(
    perhaps("--sex", st.sampled_from(["nam", "nữ", "f"]), often=True),
    perhaps("--born", BIRTHS, often=True),
    rarely(perhaps("--born", st.integers(1930, 2015).map(str), often=True)),
    perhaps("--group", st.sampled_from(GROUPS)),
    rarely(perhaps("--province", st.sampled_from(["Hà Nội", "Đắk Lắk", "01"]))),
    st.one_of(
        st.just(()),
        perhaps("--income", INCOMES, often=True),
        perhaps("--income", INCOMES, often=True),
        perhaps("--pay", SPARED, often=True),
    ),
    rarely(perhaps("--income", AMOUNTS), perhaps("--pay", BUDGETS)),
    rarely(
        perhaps("--method", st.sampled_from(["monthly", "quarterly", "yearly"]), often=True),
        perhaps("--method", st.sampled_from(["missing", *AHEAD]), often=True),
        perhaps("--instalments", st.sampled_from(["12", "4", "2", "1"]), often=True),
    ),
    rarely(perhaps("--start", months_between(2024, 2060)), perhaps("--start", months_between(2027, 2028))),
    rarely(
        perhaps("--years", st.sampled_from(["0", "1", "3", "15", "20", "40"]), often=True),
        perhaps("--years", st.just("0"), often=True),
        perhaps("--until", months_between(2026, 2060), often=True),
    ),
    spells(),
    rarely(st.just(("--compulsory-average", "5tr", "--compulsory-months", "96"))),
    rarely(st.just(("--legacy-age",)), st.just(("--any-income",))),
    perhaps("--scenario", st.sampled_from(["low", "base", "high", "frozen"])),
    rarely(assumptions()),
    st.just(AS_OF),
    rarely(perhaps("--as-of", DAYS, often=True)),
    rarely(perhaps("--known-on", DAYS, often=True)),
    rarely(st.just(("--with", "reform.yaml"))),
)
STOP = rarely(
    perhaps(
        "--stop",
        st.builds("{}:{}".format, months_between(2026, 2050), st.sampled_from(["job", "withdraw", "death", "pension"])),
        often=True,
    ),
)
SHOWN = st.sampled_from(
    [
        (),
        ("--json",),
        ("--explain",),
        ("--explain", "--json"),
        ("--by-year",),
        ("--by-year", "--format", "csv"),
        ("--by-year", "--json"),
        ("--chart",),
        ("--spoken",),
        ("--format", "text"),
        ("--format", "csv"),
        ("--strict",),
        ("--explain", "--by-year"),
    ]
)
LANG = st.sampled_from([(), ("--lang", "en")])
BY = st.one_of(
    st.just(("--by", "method")),
    line(st.just(("--by", "method")), perhaps("--job-after", FEW)),
    line(st.just(("--by", "income")), perhaps("--level", AMOUNTS)),
    line(st.just(("--by", "start")), perhaps("--level", months_between(2024, 2050))),
    line(st.just(("--by", "stop")), perhaps("--level", FEW)),
    st.just(("--by", "deposit")),
    line(
        st.just(("--by", "deposit")),
        perhaps("--premium", BUDGETS, often=True),
        perhaps("--premium-years", FEW, often=True),
        perhaps("--benefit", st.one_of(BUDGETS, AMOUNTS), often=True),
        perhaps("--benefit-years", FEW),
        perhaps("--benefit-from", months_between(2026, 2060), often=True),
    ),
)
QUESTIONS = st.one_of(
    line(st.just(("quote",)), PERSON, STOP, SHOWN, LANG),
    line(st.just(("compare",)), PERSON, BY, st.sampled_from([(), ("--json",), ("--format", "csv")]), LANG),
    line(
        st.just(("solve",)),
        PERSON,
        st.one_of(perhaps("--pension", AMOUNTS, often=True), st.just(("--until-entitled",))),
        st.sampled_from([(), ("--until-entitled",)]),
        st.sampled_from([(), ("--json",)]),
        LANG,
    ),
    line(
        st.just(("withdraw",)),
        PERSON,
        perhaps("--reason", st.sampled_from(REASONS)),
        st.sampled_from([(), ("--json",), ("--explain",), ("--explain", "--json")]),
        LANG,
    ),
    line(st.just(("batch", "one.csv", "-o", "out.csv", "--force")), PERSON, STOP, LANG),
    line(
        st.just(("impact", "one.csv")),
        PERSON,
        perhaps("--from", months_between(2018, 2040)),
        perhaps("--to", months_between(2018, 2040)),
        st.sampled_from([(), ("--by", "month")]),
        st.sampled_from([(), ("--json",), ("--format", "md"), ("--format", "csv"), ("--chart",)]),
        LANG,
    ),
    line(
        st.just(("law",)),
        st.sampled_from([(), ("support_rates",), ("income_floor",), ("fund_interest", "life_table")]),
        st.one_of(
            perhaps("--at", months_between(1990, 2105)),
            perhaps("--changes", st.builds("{}..{}".format, months_between(1990, 2040), months_between(1990, 2100))),
        ),
        perhaps("--scenario", st.sampled_from(["low", "frozen", "best"])),
        st.one_of(st.just(()), assumptions()),
        perhaps("--known-on", DAYS),
        st.sampled_from([(), ("--with", "reform.yaml"), ("--province", "Hà Nội")]),
        st.sampled_from([(), ("--json",)]),
        LANG,
    ),
)


@pytest.fixture(autouse=True)
def _one_row(among_files: None) -> None:
    Path("one.csv").write_text("sex,born\nnữ,1980\n", "utf-8")


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(QUESTIONS)
def test_whatever_is_asked_is_answered_or_refused_in_a_sentence(arguments: tuple[str, ...]) -> None:
    said = bhxh(*arguments)
    assert said.code in SAID, said.err
    assert said.out or said.err
    assert "Traceback" not in said.err


NOTHING_LEFT = (
    ("--sex", "nam", "--born", "1965", "--paid", "2008-01..2023-12:2000000", *AS_OF),
    ("--sex", "nữ", "--born", "1980", "--income", "2tr5", "--years", "0", *AS_OF),
    ("--sex", "nữ", "--born", "1980", "--years", "0", *AS_OF),
)


@pytest.mark.parametrize("person", NOTHING_LEFT)
@pytest.mark.parametrize("by", ["method", "income", "start", "stop"])
def test_who_has_nothing_left_to_pay_is_told_that_nothing_can_be_compared(person: tuple[str, ...], by: str) -> None:
    said = bhxh("compare", *person, "--by", by, "--json")
    assert said.code == 2 and '"compare_nothing_paid"' in said.err and f"“{by}”" in said.err


@pytest.mark.parametrize("person", NOTHING_LEFT)
def test_what_is_not_paid_is_not_put_in_a_bank(person: tuple[str, ...]) -> None:
    assert bhxh("compare", *person, "--by", "deposit").code == 0
    said = bhxh("compare", *person, "--by", "deposit", "--json")
    assert said.code == 0 and '"deposit": null' in said.out


def test_a_record_that_reaches_beyond_the_day_of_the_answer_is_not_withdrawn() -> None:
    paid = ("--paid", "2018-01..2027-12:2tr", "--start", "2028-01", "--json")
    said = bhxh("withdraw", "--sex", "nữ", "--born", "1980", *paid, *AS_OF)
    assert said.code == 2 and '"record_ahead"' in said.err and "12/2027" in said.err and "22/11/2026" in said.err
