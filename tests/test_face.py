"""``import estimator``: the command line's answers from Python, with the same words and typed results."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from command_line import AS_OF, ROOT, answered, bhxh, environment

import estimator
from estimator.cli import options as table
from estimator.face import answers, options
from estimator.plan.figures import KINDS
from estimator.plan.question import Question

DAY = AS_OF[1]
HER = {"sex": "f", "born": 1980, "income": "3tr"}
ASKED: dict[str, tuple[Any, dict[str, Any], tuple[str, ...]]] = {
    "quote": (
        lambda **asked: estimator.quote(**asked),
        {"sex": "nữ", "born": 1980, "pay": "6 triệu/năm", "instalments": 2, "as_of": datetime.date(2026, 11, 22)},
        ("quote", "--sex", "nữ", "--born", "1980", "--pay", "6 triệu/năm", "--instalments", "2", *AS_OF),
    ),
    "quote explained": (
        lambda **asked: estimator.quote(**asked),
        {"sex": "f", "born": "05/1980", "income": 2_550_000, "group": ["poor", "island"],
         "paid": "2018-01..2024-12:2tr",
         "start": datetime.date(2027, 1, 1), "explain": True, "by_year": True, "years": 0, "as_of": DAY, "lang": "en"},
        ("quote", "--sex", "f", "--born", "05/1980", "--income", "2550000", "--group", "poor", "--group", "island",
         "--paid", "2018-01..2024-12:2tr", "--start", "2027-01", "--explain", "--by-year", "--years", "0", *AS_OF,
         "--lang", "en"),
    ),
    "compare": (
        lambda **asked: estimator.compare(**asked),
        {"sex": "nữ", "born": "1980", "income": "2tr5", "by": "income", "level": ["2tr", 3_000_000], "as_of": DAY},
        ("compare", "--sex", "nữ", "--born", "1980", "--income", "2tr5", "--by", "income", "--level", "2tr", "--level",
         "3000000", *AS_OF),
    ),
    "solve": (
        lambda **asked: estimator.solve(**asked),
        {"born": "1990", "pension": "3tr", "as_of": DAY},
        ("solve", "--born", "1990", "--pension", "3tr", *AS_OF),
    ),
    "withdraw": (
        lambda **asked: estimator.withdraw(**asked),
        {"sex": "nữ", "born": "1980", "paid": "2018-01..2024-12:2000000", "as_of": DAY, "explain": True},
        ("withdraw", "--sex", "nữ", "--born", "1980", "--paid", "2018-01..2024-12:2000000", "--explain", *AS_OF),
    ),
    "law": (
        lambda **asked: estimator.law("support_rates", **asked),
        {"at": datetime.date(2026, 11, 1), "lang": "en"},
        ("law", "support_rates", "--at", "2026-11"),
    ),
    "law's changes": (
        lambda **asked: estimator.law(**asked),
        {"changes": "2025-01..2027-12", "province": "Hà Nội"},
        ("law", "--changes", "2025-01..2027-12", "--province", "Hà Nội"),
    ),
}  # fmt: skip


def alike_when_sent(answer: Any) -> None:
    """An answer and all its parts are the same after they were sent to another process."""
    sent = pickle.loads(pickle.dumps(answer))
    assert sent == answer and sent.to_dict() == answer.to_dict() and repr(sent) == repr(answer)
    for name in get_type_hints(type(answer)):
        assert getattr(sent, name) == getattr(answer, name)
        assert pickle.loads(pickle.dumps(getattr(answer, name))) == getattr(answer, name)


@pytest.mark.parametrize("case", ASKED)
def test_an_answer_is_that_of_the_command_and_can_be_sent(case: str) -> None:
    ask, asked, arguments = ASKED[case]
    answer = ask(**asked)
    assert answer.to_dict() == answered(*arguments)
    alike_when_sent(answer)


def test_parts_are_typed_and_what_is_given_can_be_asked_again() -> None:
    answer = estimator.quote(sex="nữ", born="1980", pay="6 triệu/năm", instalments=2, as_of=DAY)
    told = answer.to_dict()
    assert answer.first_year.payable == told["first_year"]["payable"] == 5_755_200
    assert answer.instalments[0].from_ == told["instalments"][0]["from"]
    assert answer.budget is not None and answer.budget.next_step_up is not None
    assert answer.budget.next_step_up.payable == told["budget"]["next_step_up"]["payable"]
    assert answer.explanation is None and "explanation" in dir(answer)
    with pytest.raises(AttributeError, match="first_yaer"):
        answer.first_yaer  # type: ignore[attr-defined]  # noqa: B018
    again: dict[str, Any] = told["given"]
    assert estimator.quote(**again) == answer
    told["first_year"]["payable"] = 0
    assert answer.to_dict()["first_year"]["payable"] == 5_755_200


def refused(**asked: Any) -> estimator.Problem:
    with pytest.raises(estimator.Problem) as raised:
        estimator.quote(**asked)
    return raised.value


def test_all_that_is_wrong_is_one_problem_in_words() -> None:
    found = refused(sex="x", born="80", income="abc", lang="en")
    assert [(one.code, one.field, one.given) for one in found.every] == [
        ("sex_unknown", "sex", "x"), ("two_digit_year", "born", "80"), ("amount_unreadable", "income", "abc")
    ]  # fmt: skip
    assert (found.code, found.says, found.hint) == tuple(
        getattr(found.every[0], name) for name in ("code", "says", "hint")
    )
    assert all(one.says and one.hint for one in found.every) and "“80”" in found.every[1].says
    sent = pickle.loads(pickle.dumps(found))
    assert [one.says for one in sent.every] == [one.says for one in found.every]
    assert found.says in bhxh("quote", "--sex", "x", "--json", "--lang", "en").err


@pytest.mark.parametrize(
    ("asked", "code", "field", "near"),
    [
        ({"incom": "3tr"}, "option_unknown", "incom", "income"),
        (
            {"method": "half-yearli", "sex": "f", "born": 1980, "income": "3tr"},
            "method_unknown",
            "method",
            "half_yearly",
        ),
        ({"income": 2.5}, "value_of_wrong_kind", "income", ""),
        ({"income": True}, "value_of_wrong_kind", "income", ""),
        ({"any_income": "no"}, "value_of_wrong_kind", "any_income", ""),
        (
            {"start": datetime.date(2026, 11, 5), "sex": "f", "born": 1980, "income": "3tr"},
            "month_with_day",
            "start",
            "2026-11",
        ),
        ({"lang": "fr"}, "lang_unknown", "lang", ""),
    ],
)
def test_what_is_no_option_or_value_is_named_with_the_nearest(
    asked: dict[str, Any], code: str, field: str, near: str
) -> None:
    found = refused(**asked)
    assert (found.code, found.field) == (code, field)
    assert near in found.hint and found.says


def test_the_keywords_are_the_options_of_the_command_line() -> None:
    def named(*several: tuple[table.Option, ...]) -> set[str]:
        # how to show an answer, which to_dict() is, and a list of what there is
        shown = {"json", "format", "chart", "spoken", "overlays", "budget_chart", "columns"}
        return {option.name for options in several for option in options} - shown

    assert set(get_type_hints(options.QuoteOptions)) == named(table.PERSON, table.OUTPUT) - {"chart_file"}
    assert set(get_type_hints(options.CompareOptions)) == named(table.PERSON, table.COMPARE)
    assert set(get_type_hints(options.SolveOptions)) == named(table.PERSON, table.SOLVE)
    assert set(get_type_hints(options.WithdrawOptions)) == named(table.PERSON, table.WITHDRAW)
    assert set(get_type_hints(options.LawOptions)) == named(table.BOOK)
    assert set(get_type_hints(options.BatchOptions)) == named(table.PERSON, table.BATCH) - {"output"}
    called = {"by_column": "by", "budget_chart_file": "chart_file"}  # as their flags are
    impact = {called.get(name, name) for name in named(table.PERSON, table.IMPACT)}
    assert set(get_type_hints(options.ImpactOptions)) == impact
    assert set(get_type_hints(options.ArrowOptions)) == named(table.PERSON) | {"map", "figures", "lang"}
    switches = {o.name for o in (*table.PERSON, *table.OUTPUT, *table.SOLVE, *table.BATCH) if o.kind is bool} & {
        name
        for kind in (options.QuoteOptions, options.SolveOptions, options.BatchOptions)
        for name in get_type_hints(kind)
    }
    assert switches == set(options.SWITCHES)


def test_to_import_it_costs_next_to_nothing() -> None:
    probe = "import sys; before = set(sys.modules); import estimator; print(*sorted({*sys.modules} - before))"
    env = environment(PYTHONPATH=str(ROOT))
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, env=env, check=True)
    assert set(done.stdout.split()) <= {"estimator", "estimator.version", "types"}


def test_a_room_does_not_hide_the_function_of_its_name() -> None:
    import estimator.law.pension

    assert callable(estimator.law) and sys.modules["estimator.law.pension"].__name__ == "estimator.law.pension"


def test_the_low_level_refuses_what_is_no_code_and_reads_months() -> None:
    stated: dict[str, Any] = {"as_of": datetime.date(2026, 11, 22), "sex": "female", "born": datetime.date(1980, 1, 1)}
    assert Question(**stated, start="2026-11").start == 2026 * 12 + 10
    for name, wrong, near in (("method", "half-yearly", "half_yearly"), ("sex", "femal", "female")):
        with pytest.raises(estimator.Problem) as raised:
            Question(**{**stated, name: wrong})
        assert (raised.value.code, raised.value.facts["suggestions"]) == (f"{name}_unknown", [near])
    with pytest.raises(estimator.Problem, match="group_unknown"):
        Question(**stated, groups=("poor", "por"))
    question = Question(**stated, start="2026-11")
    assert pickle.loads(pickle.dumps(question)) == question


def test_whatever_gives_an_arrow_stream_is_answered() -> None:
    import polars
    import pyarrow

    people = pyarrow.table({"sex": ["nữ", "x", "nam"], "born": ["1980", "1980", "1985"], "income": ["2tr5"] * 3})
    batches = pyarrow.Table.from_batches([*people.slice(0, 1).to_batches(), *people.slice(1).to_batches()])
    answer = estimator.quotes(batches, figures=["contribution"], as_of=DAY)
    assert isinstance(answer, pyarrow.Table) and answer.column("status").to_pylist() == ["ok", "rejected", "ok"]
    one = estimator.quotes(people.to_batches()[0], figures=["contribution"], as_of=DAY)
    assert isinstance(one, pyarrow.RecordBatch) and pyarrow.Table.from_batches([one]) == answer.combine_chunks()
    frame = estimator.quotes(polars.DataFrame(people), figures=["contribution"], as_of=DAY)
    assert frame.column("contribution.payable") == answer.column("contribution.payable")
    assert estimator.quotes(people.schema.empty_table(), as_of=DAY).num_rows == 0
    with pytest.raises(estimator.Problem) as raised:
        estimator.quotes(people, as_off=DAY)
    assert raised.value.code == "option_unknown" and "as_of" in raised.value.hint


PEOPLE = (
    "Họ tên,Ngày sinh,Giới tính,Mức thu nhập,Phương thức đóng,Đối tượng,Xã,Số người,NTG đóng\n"
    "Nguyễn Thị Hoa,12/05/1980,Nữ,2tr5,6 tháng,hộ cận nghèo,Suối Mây,1,2.904.000\n"
    "Trần Văn Tư,1985,?,2.550.000,12 tháng,khác,Đồi Gió,3,\n"
    "Lê Văn Năm,1985,Nam,2.550.000,12 tháng,khác,Đồi Gió,3,6.217.200\n"
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster of three, one of whom cannot be answered."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    return file


def test_a_table_is_answered_as_by_the_command(roster: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    seen: list[tuple[int, int, int | None]] = []

    def progress(rows: int, before: int, whole: int | None) -> None:
        seen.append((rows, before, whole))

    answer = estimator.batch(
        roster, ours, check="sheet", figures=["contribution"], as_of=DAY, workers=2, progress=progress
    )
    asked = ("--check", "sheet", "--figures", "contribution", *AS_OF)
    said = bhxh("batch", str(roster), "-o", str(theirs), *asked, "--json")
    assert ours.read_bytes() == theirs.read_bytes()
    assert {**json.loads(said.out), "output": str(ours)} == answer.to_dict()
    assert (answer.rows, answer.answered, answer.rejected, answer.output) == (3, 2, 1, str(ours))
    assert answer.columns["born"] == "Ngày sinh" and "Xã" not in answer.columns.values()
    assert answer.check is not None
    audit = answer.check["amount"]
    assert (audit.compared, audit.differing) == (2, sum(reason.rows for reason in audit.reasons))
    printed = bhxh("batch", str(roster), "-o", str(theirs), "--force", *asked).err.splitlines()
    found = [line for finding in answer.findings for line in (finding.says, *(f"  {more}" for more in finding.details))]
    assert found and printed[-len(found) :] == found
    assert seen[-1] == (3, 0, 3)
    alike_when_sent(answer)


def test_what_a_roster_costs_is_told_as_by_the_command(roster: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sums.csv"
    answer = estimator.impact(
        roster, by=["Xã"], weight="Số người", with_="ho-tro-them-10-20", as_of=datetime.date(2026, 11, 22),
        from_=datetime.date(2027, 1, 1), to="12/2027", output=sheet,
    )  # fmt: skip
    asked = (
        "--by",
        "Xã",
        "--weight",
        "Số người",
        "--with",
        "ho-tro-them-10-20",
        "--from",
        "2027-01",
        "--to",
        "2027-12",
    )
    said = bhxh("impact", str(roster), *asked, *AS_OF, "--json")
    assert answer.to_dict() == json.loads(said.out)
    assert answer.reform is not None and answer.difference is not None
    assert answer.reform.household - answer.baseline.household == answer.difference.household < 0
    assert (answer.people, answer.rejected, answer.errors[0].row) == (4, 1, 2)
    assert [one.value for one in answer.by if one.column == "Xã"] == ["Đồi Gió", "Suối Mây"]
    assert sheet.read_text("utf-8-sig").startswith("law,by,value,people")
    alike_when_sent(answer)


def test_a_roster_is_invented_where_none_is_named() -> None:
    answer = estimator.impact(example=50, as_of=DAY)
    assert answer.people == answer.rows == 50 and answer.reform is None and answer.by[0].baseline is None


def told_of(ask: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(estimator.Problem) as raised:
        ask()
    assert all(one.says for one in raised.value.every)
    return [(one.code, one.field) for one in raised.value.every]


def test_all_that_is_wrong_with_a_table_s_options_is_told_at_once(roster: Path, tmp_path: Path) -> None:
    wrong: dict[str, Any] = {"figures": ["pensoin", "x"], "map": ["a", "Xã=inc"], "check": "y", "workers": 0,
                             "province": "zz", "with_": ["nope", "neither"], "known_on": "x", "sex": "q"}  # fmt: skip
    expected = [
        ("map_unreadable", "map"), ("map_option_unknown", "map"), ("figure_unknown", "figures"),
        ("figure_unknown", "figures"), ("check_unreadable", "check"), ("workers_count", "workers"),
        ("sex_unknown", "sex"), ("province_unknown", "province"), ("day_unreadable", "known_on"),
        ("overlay_unknown", "with"), ("overlay_unknown", "with"),
    ]  # fmt: skip
    out = tmp_path / "out.csv"
    assert told_of(lambda: estimator.batch(roster, out, **wrong)) == expected
    assert not out.exists()
    said = json.loads(
        bhxh("batch", str(roster), "-o", str(out), "--map", "a", "--figures", "x", "--sex", "q", "--json").err
    )
    assert [one["code"] for one in said["errors"]] == ["map_unreadable", "figure_unknown", "sex_unknown"]
    kept = {name: wrong[name] for name in ("map", "province", "with_", "known_on", "sex")}
    assert told_of(
        lambda: estimator.impact(roster, **kept, from_="x", example="no", output="sums.doc", chart_file="a.gif")
    ) == [
        ("report_kind_unknown", "output"), ("chart_kind_unknown", "chart_file"), ("roster_missing", "table"),
        ("map_unreadable", "map"), ("map_option_unknown", "map"), ("month_unreadable", "from"), *expected[6:]
    ]  # fmt: skip
    assert told_of(lambda: estimator.impact(roster, by=["Xa lạ", "Huyện"], weight="Số")) == [
        ("by_column_unknown", "by"), ("by_column_unknown", "by"), ("by_column_unknown", "weight")
    ]  # fmt: skip
    assert (
        told_of(lambda: estimator.batch(roster, out, map=["tiền=income", "tuổi=born"]))
        == [("map_column_unknown", "map")] * 2
    )
    assert told_of(lambda: estimator.batch(roster, out, figurs="pension")) == [("option_unknown", "figurs")]  # type: ignore[call-arg]


def test_all_that_is_wrong_with_a_file_or_a_product_is_told_at_once(tmp_path: Path) -> None:
    person = tmp_path / "person.yaml"
    person.write_text("sxe: nữ\nborn: [1980]\nany_income: maybe\nincome: 3tr\n", "utf-8")
    assert told_of(lambda: estimator.quote(person=person, province="zz")) == [
        ("person_key_unknown", "person"), ("person_value_wrong", "person"), ("person_value_wrong", "person")
    ]  # fmt: skip
    history = tmp_path / "history.csv"
    history.write_text(
        "from,to,income\n2018-01,2018-12,2tr\n2019-13,2019-12,2tr\n2020-01,,2tr,1\n\n2021-02,2021-01,2tr\n"
    )
    with pytest.raises(estimator.Problem) as raised:
        estimator.quote(**HER, history=history)
    assert [(one.facts.get("row"), one.facts.get("place")) for one in raised.value.every] == [
        (None, f"{history}:3"), (3, None), (None, f"{history}:6")
    ]  # fmt: skip
    assert raised.value.says.startswith(f"{history}:3: ") and not raised.value.hint.startswith("--")
    history.write_text("from,to,income\n" + "x,x,x\n" * 1000)
    assert len(told_of(lambda: estimator.quote(**HER, history=history))) == 20
    assert told_of(
        lambda: estimator.compare(**HER, by="deposit", premium="1tr", premium_years="x", benefit="5tr/năm")
    ) == [
        ("period_missing", "premium"), ("years_unreadable", "premium_years"), ("product_incomplete", "benefit_from"),
        ("product_incomplete", "benefit_years"),
    ]  # fmt: skip
    assert told_of(lambda: estimator.compare(**HER, premium="1tr", by="methd")) == [
        ("by_unknown", "by"), ("product_not_here", "premium")
    ]  # fmt: skip
    assert told_of(lambda: estimator.law("a", "b", at="x", province="zz", scenario="xxx")) == [
        ("province_unknown", "province"), ("scenario_unknown", "scenario"), ("parameter_name_unknown", "names"),
        ("parameter_name_unknown", "names"), ("month_unreadable", "at"),
    ]  # fmt: skip
    reform = tmp_path / "reform.yaml"
    reform.write_text("reform: Thử\nreason: thử\nnothing: 1\n", "utf-8")
    with pytest.raises(estimator.Problem) as raised:
        estimator.quote(**HER, with_=reform, province="zz")
    assert [one.code for one in raised.value.every] == ["province_unknown", "rules_wrong"]
    assert f"{reform}:3:1" in raised.value.every[1].says


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        (answers.Contribution, "contribution"),
        (answers.Instalment, "instalments.0"),
        (answers.Sums, "first_year"),
        (answers.Level, "budget.next_step_up"),
        (answers.Retirement, "retirement"),
        (answers.Pension, "pension"),
        (answers.Totals, "totals"),
    ],
)
def test_a_typed_part_has_the_fields_of_the_register_of_figures(kind: type, group: str) -> None:
    there = {name.removeprefix(f"{group}."): KINDS[name] for name in KINDS if name.startswith(f"{group}.")}
    fields = {name.rstrip("_"): hint for name, hint in get_type_hints(kind).items()}
    assert list(fields) == [name for name in there if name in fields]
    for name, hint in fields.items():
        written = {"flag": bool, "dong": int, "count": int}.get(there[name], str)
        assert hint in (written, written | None), name


def test_an_instalment_has_the_figures_that_the_register_has_of_the_first() -> None:
    (first, *_) = estimator.quote(**HER, as_of=DAY).to_dict()["instalments"]
    assert [f"instalments.0.{name}" for name in first] == [name for name in KINDS if name.startswith("instalments.0.")]
