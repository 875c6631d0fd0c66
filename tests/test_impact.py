"""``bhxh impact``: sums that are those of the people, and what a reform changes."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import AS_OF, ROOT, bhxh, unwrapped
from hypothesis import given
from hypothesis import strategies as st
from impact_roster import COST, LAWS, PROPOSAL, ROSTER, YEAR, asked, by, costs, summed
from strategies import examples

from estimator.roster import cost as rosters
from estimator.roster.example_roster import COMMUNES
from estimator.words.matching import fold

REFORM = str(ROOT / "rules" / "reforms" / "dak-lak-them-10.yaml")


def instalments(*options: str) -> list[Any]:
    return list(json.loads(bhxh("quote", *options, *AS_OF, "--json").out)["instalments"])


# The sums


def test_three_people_by_hand(tmp_path: Path) -> None:
    """Three people pay every month of 2027; the working stands beside the figures.

    The line of 2027 is 2,200,000, so support is a share of 22% of it: 2,200,000 × 22% = 484,000 a month.

    ==========  =========  ==================  =================  ==================  ============================
    who         income     22% of it           the State          household           the proposal adds
    ==========  =========  ==================  =================  ==================  ============================
    other       2,550,000  561,000             20%: 96,800        464,200             10%: 48,400
    near-poor   2,200,000  484,000             40%: 193,600       290,400             20%: 96,800
    poor        3,000,000  660,000             50%: 242,000       418,000             10%, as other: 48,400
    together               1,705,000           532,400            1,172,600           193,600
    a year, ×12            20,460,000          6,388,800          14,071,200          2,323,200
    ==========  =========  ==================  =================  ==================  ============================
    """
    text = "born,sex,income,method,group,start\n1980,nữ,2550000,monthly,other,2027-01\n"
    text += "1990,nam,2200000,monthly,near_poor,2027-01\n1985,nữ,3000000,monthly,poor,2027-01\n"
    told = summed(tmp_path, "--with", PROPOSAL, "--by", "month", text=text, code=0)
    assert costs(told["baseline"]) == costs(told) == [3, 36, 14_071_200, 6_388_800, 0]
    assert costs(told["reform"]) == [3, 36, 14_071_200 - 2_323_200, 6_388_800, 2_323_200]
    assert costs(told["difference"]) == [0, 0, -2_323_200, 0, 2_323_200]
    groups = by(told, "group")
    assert {name: costs(row["baseline"]) for name, row in groups.items()} == {
        "poor": [1, 12, 12 * 418_000, 12 * 242_000, 0],
        "near_poor": [1, 12, 12 * 290_400, 12 * 193_600, 0],
        "other": [1, 12, 12 * 464_200, 12 * 96_800, 0],
    }
    assert {name: row["reform"]["local_support"] for name, row in groups.items()} == {
        "poor": 12 * 48_400, "near_poor": 12 * 96_800, "other": 12 * 48_400,
    }  # fmt: skip
    for row in by(told, "month").values():
        assert costs(row["reform"]) == [3, 3, 1_172_600 - 193_600, 532_400, 193_600]
        assert sum(costs(row["reform"])[2:]) == 1_705_000


def test_the_sums_are_those_of_the_people(tmp_path: Path) -> None:
    told = summed(tmp_path)
    first = [i for i in instalments("--sex", "nữ", "--born", "1980", "--income", "2550000", "--method", "half_yearly")
             if i["from"] >= "2027"]  # fmt: skip
    first += [{**first[0], "from": "2027-11"}]  # the instalment of 2027-11, under the same law as that of 2027-05
    groups = by(told, "group")
    assert (told["people"], told["rows"], told["rejected"]) == (5, 6, 1)
    # 96,800 is 20% of 22% of 2,200,000; 242,000 half of it
    assert groups["poor"] == {
        "column": "group", "value": "poor", "people": 1, "months": 12, "household": 12 * 242_000,
        "state_support": 12 * 242_000, "local_support": 0,
    }  # fmt: skip
    # a year paid in 2026-11 is no payment of the period; the next one is, on the floor raised
    assert groups["near_poor"]["state_support"] == 12 * 193_600
    assert groups["near_poor"]["household"] == 12 * (484_000 - 193_600)
    assert sum(row["household"] for row in groups.values()) == told["household"]
    assert by(told, "month") == {}
    assert told["watch"] == {
        "support_ends": 0, "age_reached": 1, "floor_overtakes": 1, "short_of_years": 2,
    }  # fmt: skip
    assert [each["state_support"] for each in first] == [580_800, 580_800]
    assert set(told) >= {"as_of", "given", "period", *COST, "by", "baseline", "watch", "warnings"}
    assert told["standings"] == {"baseline": "enacted"}


def test_columns_months_and_weights(tmp_path: Path) -> None:
    told = summed(tmp_path, "--by", "Xã", "--by", "month", "--weight", "Số người")
    rows = {(row["column"], row["value"]): row for row in told["by"]}
    assert told["people"] == 7
    assert rows["Xã", "Ea Kar"]["people"] == 4
    assert rows["group", "poor"]["household"] == 3 * 12 * 242_000
    for name in ("household", "state_support", "months"):
        assert sum(row[name] for row in by(told, "month").values()) == told[name]
        assert sum(row[name] for row in by(told, "Xã").values()) == told[name]


def test_every_month_of_the_period_has_a_row(tmp_path: Path) -> None:
    text = "born,sex,income,method,start\n1980,nữ,2550000,yearly,2027-05\n"
    rows = by(summed(tmp_path, "--by", "tháng", text=text, code=0), "month")
    assert list(rows) == [f"2027-{number:02d}" for number in range(1, 13)]
    assert {value: costs(row) for value, row in rows.items() if row["people"]} == {
        "2027-05": [1, 12, 12 * 464_200, 12 * 96_800, 0]
    }


def test_a_reform_is_set_beside_the_law(tmp_path: Path) -> None:
    told = summed(tmp_path, "--with", REFORM, "--by", "Xã", "--by", "month")
    assert told["reform"]["local_support"] == told["difference"]["local_support"] > 0
    assert told["difference"]["household"] == -told["difference"]["local_support"]
    assert told["difference"]["state_support"] == told["difference"]["people"] == 0
    assert told["baseline"] == {name: told[name] for name in told["baseline"]}
    assert told["standings"] == {"baseline": "enacted", "reform": "assumed"}
    assert told["watch_reform"] == told["watch"]
    assert [costs(row) for row in told["by_reform"]] == [costs(row["reform"]) for row in told["by"]]
    for row in [told, *told["by"]]:
        assert costs(row) == costs(row["baseline"])
        before, after, difference = (costs(row[law]) for law in LAWS)
        assert difference == [b - a for a, b in zip(before, after, strict=True)]
    for column in ("group", "Xã"):
        for law in LAWS:
            sums = [sum(column) for column in zip(*(costs(row[law]) for row in by(told, column).values()), strict=True)]
            assert sums == costs(told[law])


def test_a_floor_that_is_only_proposed_raises_incomes_and_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / "floor.yaml").write_text(
        "reform: mức thấp nhất 3 triệu\nreason: what a higher line would cost\nprovisions:\n  rural_poverty_line:\n"
        "    2027-01-01: {value: 3000000, source: proposal}\n",
        "utf-8",
    )
    text = "born,sex,income,start\n1980,nữ,2200000,2027-01\n1980,nữ,5000000,2027-01\n"
    told = summed(tmp_path, "--with", str(tmp_path / "floor.yaml"), text=text, code=0)
    # 22% of 3,000,000 is 660,000, the State's fifth of it 132,000
    assert costs(told["reform"]) == [2, 24, 12 * (660_000 - 132_000 + 1_100_000 - 132_000), 24 * 132_000, 0]
    assert (told["watch"]["floor_overtakes"], told["watch_reform"]["floor_overtakes"]) == (0, 1)


def test_groups_are_one_however_they_are_written(tmp_path: Path) -> None:
    text = "born,sex,income,Đối tượng,start\n1980,nữ,3tr,Hộ Nghèo,2027-01\n1980,nữ,3tr,poor,2027-01\n"
    text += "1980,nữ,3tr,,2027-01\n1980,nữ,3tr,dân tộc thiểu số; hộ nghèo,2027-01\n"
    for asked_by in ("group", "Đối tượng", "doi tuong"):
        told = summed(tmp_path, "--by", asked_by, text=text, code=0)
        people = {row["value"]: row["people"] for row in told["by"]}
        assert people == {"poor; ethnic_minority": 1, "poor": 2, "other": 1}
        assert len(told["by"]) == 3


# What to watch


def test_month_121_lies_in_the_period(tmp_path: Path) -> None:
    text = (
        "born,sex,income,start,paid\n1985,nữ,3000000,2027-01,2018-01..2027-12:2tr\n"
        "1985,nữ,3000000,2027-01,2018-01..2026-12:2tr\n1985,nữ,3000000,2027-01,2017-01..2026-12:2tr\n"
        "1985,nữ,3000000,2027-07,2018-01..2027-06:2tr\n"
    )
    told = summed(tmp_path, text=text)
    assert told["rejected"] == 1  # a record that reaches beyond its start
    assert told["watch"]["support_ends"] == 0  # the 120th month is 2027-12
    told = summed(tmp_path, text=text, period=("--from", "2027-01", "--to", "2028-01", *AS_OF))
    assert told["watch"]["support_ends"] == 3


def test_support_that_ended_in_the_record_does_not_end_again(tmp_path: Path) -> None:
    text = "born,sex,income,start,paid\n1985,nữ,3000000,2028-03,2018-01..2027-12:2tr\n"
    text += "1985,nữ,3000000,2028-03,2018-01..2028-01:2tr\n"
    told = summed(tmp_path, text=text, code=0, period=("--from", "2028-01", "--to", "2028-12", *AS_OF))
    assert (told["watch"]["support_ends"], told["state_support"]) == (1, 0)


def test_a_yearly_payer_whose_support_ends_in_a_payment_made_before(tmp_path: Path) -> None:
    # 114 months before 2027-07; of the twelve paid then six are supported: month 121 is 2028-01
    text = "born,sex,income,start,paid,method\n1985,nữ,3000000,2027-07,2018-01..2027-06:2tr,yearly\n"
    for first, count in (("2028-01", 1), ("2028-02", 0)):
        told = summed(tmp_path, text=text, code=0, period=("--from", first, "--to", "2028-12", *AS_OF))
        assert told["watch"]["support_ends"] == count
        assert costs(told) == [1, 12, 12 * 660_000, 0, 0]


def test_who_has_stopped_paying_is_not_overtaken_by_the_floor(tmp_path: Path) -> None:
    text = "born,sex,income,start,until\n1985,nữ,1500000,2026-11,2026-12\n1985,nữ,1500000,2026-11,2027-02\n"
    told = summed(tmp_path, text=text, code=0)
    assert (told["watch"]["floor_overtakes"], told["months"]) == (1, 2)


def test_bought_months_are_a_payment_and_no_longer_missing(tmp_path: Path) -> None:
    options = ("--sex", "nam", "--born", "1965-05", "--income", "2200000", "--start", "2027-01",
               "--paid", "2014-01..2026-12:2tr")  # fmt: skip
    text = "sex,born,income,start,paid,method\nnam,1965-05,2200000,2027-01,2014-01..2026-12:2tr,missing\n"
    told = summed(tmp_path, text=text, code=0, period=("--from", "2027-01", "--to", "2027-01", *AS_OF))
    bought = instalments(*options, "--method", "missing")[0]
    assert costs(told) == [1, 24, bought["payable"], bought["state_support"], 0]
    assert told["watch"]["short_of_years"] == 0
    text = text.replace("missing", "monthly")
    told = summed(tmp_path, text=text, code=0, period=("--from", "2027-01", "--to", "2027-01", *AS_OF))
    assert told["watch"]["short_of_years"] == 1


# Ways to the same sums

PEOPLE = st.lists(
    st.tuples(
        st.integers(1962, 2008).map(str),
        st.sampled_from(["nữ", "nam"]),
        st.integers(28, 200).map(lambda steps: str(steps * 50_000)) | st.sampled_from(["x", ""]),
        st.sampled_from(["1 tháng", "3 tháng", "6 tháng", "12 tháng", "về sau 24 tháng", "còn thiếu"]),
        st.sampled_from(["khác", "hộ nghèo", "hộ cận nghèo; dân tộc thiểu số", ""]),
        st.sampled_from(["11/2026", "01/2027", "06/2027", "2025-08"]),
        st.sampled_from(["", "2018-01..2020-12:2tr", "2014-05..2024-04:3tr", "2016-01..2025-07:2tr"]),
        st.sampled_from(["", "", "", "5tr/năm", "300k/tháng"]),
        st.sampled_from(["", "", "Hà Nội", "Quảng Ninh"]),
        st.sampled_from(["", "", "", "2028-01:job"]),
        st.sampled_from(["1", "0", "7", "999999999", "-1", "1.5"]),
        st.sampled_from(["A", "B", "b "]),
    ),
    min_size=1,
    max_size=40,
)
HEADS = ("born", "sex", "income", "method", "group", "start", "paid", "pay", "province", "stop", "weight", "xã")


@examples(30)
@given(PEOPLE, st.sampled_from([("--with", REFORM), ()]), st.sampled_from(["base", "high"]), st.data())
def test_columns_and_single_rows_give_the_same_sums(
    tmp_path_factory: pytest.TempPathFactory, people: list[Any], reform: tuple[str, ...], scenario: str, data: Any
) -> None:
    where = tmp_path_factory.mktemp("impact")
    left = data.draw(st.sets(st.sampled_from(("pay", "province", "stop"))))
    kept = [place for place, name in enumerate(HEADS) if name not in left]
    text = io.StringIO()
    csv.writer(text).writerows([[row[place] for place in kept] for row in (HEADS, *people)])
    more = (*reform, "--scenario", scenario, "--by", "xa", "--by", "month", "--weight", "weight")
    found, few = [], rosters.FEW
    for size in (1, 10**9):
        rosters.FEW = size
        try:
            said = asked(where, text.getvalue(), *more, "--json")
        finally:
            rosters.FEW = few
        assert said.code in (0, 5)
        found.append(json.loads(said.out))
    assert found[0] == found[1]
    assert found[0]["rejected"] + len([1 for row in people if row[10] in ("1", "0", "7", "999999999")]) >= len(people)


def test_without_numpy_the_sums_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("impact", "--example", "400", *AS_OF, "--with", PROPOSAL, "--by", "xã", "--by", "month", "--json")
    fast = bhxh(*options)
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    assert bhxh(*options) == fast
    assert fast.code == 0


@pytest.mark.parametrize("few", [1, 10**9])
def test_sums_beyond_64_bits_are_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(rosters, "FEW", few)
    # 50,600,000 is the cap of 2026-11; five years ahead of it at once, 999,999,999 times, 300 rows
    row = "1990,nữ,50600000,years_ahead:5,2027-01,999999999\n"
    text = "born,sex,income,method,start,weight\n" + row * 300
    told = summed(tmp_path, "--weight", "weight", "--by", "born", "--by", "month", text=text, code=0)
    one = summed(tmp_path, text="born,sex,income,method,start\n" + row.rpartition(",")[0] + "\n", code=0)
    assert costs(told) == [figure * 300 * 999_999_999 for figure in costs(one)]
    assert told["household"] > 2**63
    for column, value in (("born", "1990"), ("month", "2027-01"), ("group", "other")):
        assert costs(by(told, column)[value]) == costs(told)


# Rows that are not counted


def test_rows_not_counted_say_where_and_why(tmp_path: Path) -> None:
    told = summed(tmp_path)
    assert [error["row"] for error in told["errors"]] == [6]
    assert told["errors"][0]["says"].startswith("Mức thu nhập 1 đ thấp hơn mức thấp nhất 2.200.000 đ")
    many = summed(tmp_path, text=ROSTER.partition("\n")[0] + "\n" + ROSTER.splitlines()[-1].join(["", "\n"]) * 200)
    assert (many["rejected"], [error["row"] for error in many["errors"]]) == (200, list(range(1, 201)))
    rows = ROSTER.partition("\n")[0] + "\n" + ROSTER.splitlines()[-1].join(["", "\n"]) * 6
    for form in ("table", "md"):
        said = unwrapped(asked(tmp_path, rows, "--format", form).out)
        assert ("dòng 5:" in said, "dòng 6:" in said, "thấy thêm bằng --json" in said) == (True, False, True)
    head, person, *_, wrong = ROSTER.splitlines()
    mixed = [head, "(1),(2),(3)", ",,,,,,,Tổng cộng,", person, wrong]
    assert [error["row"] for error in summed(tmp_path, text="\n".join(mixed))["errors"]] == [4, 1, 2], "mistakes first"
    said = unwrapped(asked(tmp_path, ROSTER).out)
    assert "• 1 dòng không tính được, không cộng vào" in said
    assert "dòng 6: Mức thu nhập 1 đ thấp hơn mức thấp nhất" in said


@pytest.mark.parametrize("weight", ["", "-1", "1.5", "1.000", "nhiều", "1234567890", "٣"])
def test_a_bad_weight_says_its_row_and_what_is_allowed(tmp_path: Path, weight: str) -> None:
    text = f"born,sex,income,start,n\n1980,nữ,3tr,2027-01,2\n1980,nữ,3tr,2027-01,{weight}\n"
    told = summed(tmp_path, "--weight", "N", text=text)
    assert (told["people"], told["rejected"], told["errors"][0]["row"]) == (2, 1, 2)
    assert f"“{weight}”" in told["errors"][0]["says"]
    assert "số nguyên từ 0 đến 999.999.999" in told["errors"][0]["says"]


def test_a_stop_is_refused_row_by_row(tmp_path: Path) -> None:
    told = summed(tmp_path, text="born,sex,income,start,stop\n1980,nữ,3tr,2027-01,2027-06:job\n")
    assert "--stop “2027-06”" in told["errors"][0]["says"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--by", "Xa2"), "Gần giống: Xã"),
        (("--by", "phuong thuc"), ""),
        (("--by", "method"), ""),
        (("--by", "so nguoi"), ""),
        (("--by", "tháng nộp"), ""),
        (("--by", "zzz"), "Các cột: Ngày sinh, Giới tính"),
        (("--weight", "Số ngưòii"), "Gần giống: Số người"),
        (("--weight", "month"), "Danh sách không có cột “month”"),
        (("--to", "2026-12"), "Tháng cuối 12/2026 trước tháng đầu 01/2027"),
        (("--format", "xml"), "xml"),
        (("--example", "10"), "Cần đúng một danh sách"),
        (("--example-file", "x.csv"), "--example-file đi cùng --example N"),
        (("--map", "Ngày sinnh=born"), "Ngày sinh"),
        (("-o", "x.docx"), ".xlsx, .csv, .md, .json"),
        (("--chart-file", "x.gif"), ".svg hoặc .png"),
    ],
    ids=str,
)
def test_what_the_command_line_says_is_understood_or_refused(tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    answer = asked(tmp_path, ROSTER, *more)
    assert answer.code == (2 if said else 5)
    assert said in unwrapped(answer.err)
    assert bool(answer.out) == (not said)


# The period


def test_the_period_is_chosen_where_it_is_not_stated(tmp_path: Path) -> None:
    def period(*options: str) -> Any:
        return summed(tmp_path, period=(*options, *AS_OF))["period"]

    assert period() == {"from": "2027-01", "to": "2027-12", "chosen": ["from", "to"]}
    assert period("--from", "2028-04") == {"from": "2028-04", "to": "2028-12", "chosen": ["to"]}
    assert period(*YEAR) == {"from": "2027-01", "to": "2027-12", "chosen": []}
    assert "cả năm sau ngày tính" in unwrapped(asked(tmp_path, ROSTER, period=AS_OF).out)
    assert "đến tháng 12 của năm đầu" in unwrapped(asked(tmp_path, ROSTER, period=("--from", "2027-02", *AS_OF)).out)
    said = asked(tmp_path, ROSTER, period=("--to", "2027-12", *AS_OF))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Có --to mà không có tháng đầu của kỳ.")


def test_months_before_the_day_asked_are_no_whole_account(tmp_path: Path) -> None:
    def codes(*period: str) -> list[str]:
        told = summed(tmp_path, period=(*period, *AS_OF))["warnings"]
        return [warning["code"] for warning in told if warning["code"].startswith("period")]

    assert codes("--from", "2026-01", "--to", "2026-12") == ["period_begun"]
    assert codes("--from", "2026-01", "--to", "2026-10") == ["period_past"]
    assert codes("--from", "2026-11", "--to", "2026-12") == []


def test_who_pays_nothing_in_the_period_is_counted_and_told(tmp_path: Path) -> None:
    """A woman who reaches the age before the period with nine years paid, beside one who goes on."""
    rows = [f"{born},f,2tr5,2018-01..2026-10:2tr,{weight}" for born, weight in (("11/1969", 3), ("01/1980", 2))]
    told = summed(tmp_path, "--weight", "n", text="\n".join(["born,sex,income,paid,n", *rows]), code=0)
    assert (told["people"], told["months"]) == (5, 2 * 12)
    assert [line["says"].partition(" ")[0] for line in told["warnings"] if line["code"] == "pay_nothing"] == ["3"]


def test_a_province_whose_support_is_not_known_is_named_as_a_quote_does(tmp_path: Path) -> None:
    rows = [f"1980,f,2tr5,khác,{name}" for name in ("daklak", "Quảng Ninh", "Đắk Lắk")]
    (tmp_path / "in.csv").write_text("\n".join(["born,sex,income,group,province", *rows]), "utf-8")
    says = "Chưa xác minh được nghị quyết nào của Đắk Lắk hỗ trợ thêm"
    batch = ("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF, "--force")
    assert bhxh(*batch).err.count(says) == 1
    assert json.loads(bhxh(*batch, "--json").out)["local_support_unknown"] == ["Đắk Lắk"]
    assert says in unwrapped(bhxh("impact", str(tmp_path / "in.csv"), *YEAR, *AS_OF).out)
    assert says in unwrapped(bhxh("impact", "--example", "1.000", "--province", "Đắk Lắk", *YEAR, *AS_OF).out)
    assert "nghị quyết" not in bhxh("impact", "--example", "1000", *YEAR, *AS_OF).out


def test_a_period_for_which_there_is_no_law_is_refused_and_an_assumed_one_says_so(tmp_path: Path) -> None:
    assert asked(tmp_path, ROSTER, period=("--from", "2007-01", *AS_OF)).code == 4
    told = summed(tmp_path, period=("--from", "2031-01", *AS_OF))
    assert told["standings"] == {"baseline": "assumed"}
    assert "trong kỳ có phần giả định" in unwrapped(asked(tmp_path, ROSTER, period=("--from", "2031-01", *AS_OF)).out)


# The invented roster


@pytest.mark.parametrize("shape", ["table", "md", "csv"])
def test_an_invented_roster_is_always_the_same(shape: str) -> None:
    one, same = (bhxh("impact", "--example", "40", *AS_OF, "--format", shape, "--with", REFORM) for _ in range(2))
    assert one.code == 0 and bool(one.err) == (shape == "csv"), "a CSV has no room to name the reform"
    assert one == same
    if shape == "csv":
        rows = list(csv.DictReader(io.StringIO(one.out)))
        assert [row["people"] for row in rows if not row["by"]] == ["40", "40", "0"]
    if shape == "table":
        assert all(len(line) < 80 for line in one.out.splitlines())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_the_invented_roster_can_be_looked_at_and_asked_again(tmp_path: Path, kind: str) -> None:
    file = str(tmp_path / f"danh-sach.{kind}")
    more = (*AS_OF, "--with", PROPOSAL, "--by", "Xã", "--by", "month", "--json")
    told = json.loads(bhxh("impact", "--example", "300", "--example-file", file, *more).out)
    again = json.loads(bhxh("impact", file, *more).out)
    assert told == again
    assert told["people"] == 300 and told["rejected"] == 0
    said = bhxh("batch", file, "-o", str(tmp_path / "ket-qua.csv"), *AS_OF)
    assert said.code == 0, "every row is a valid question"
    assert bhxh("impact", "--example", "3", "--example-file", file, *AS_OF).code == 2, "it exists"
    assert json.loads(bhxh("impact", file, *more).out) == told


@pytest.mark.parametrize("day", ["2026-11-22", "2019-03-10", "2029-02-01"])
def test_invented_people_are_plausible(tmp_path: Path, day: str) -> None:
    file = tmp_path / "people.csv"
    told = bhxh("impact", "--example", "2000", "--example-file", str(file), "--as-of", day, "--json")
    assert (told.code, json.loads(told.out)["people"]) == (0, 2000)
    people = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert len({person["Mã"] for person in people}) == 2000
    assert {person["Xã"] for person in people} == set(COMMUNES)
    ages = [int(day[:4]) - int(person["Ngày sinh"][-4:]) for person in people]
    assert min(ages) >= 17 and max(ages) <= 58
    assert 1000 < sum(person["Giới tính"] == "nữ" for person in people) < 1500
    assert 1500 < sum(person["Đã đóng"] != "" for person in people) < 2000
    assert {fold(person["Phương thức đóng"]) for person in people} >= {"1 thang", "3 thang", "6 thang", "12 thang"}
    assert 100 < sum("dân tộc thiểu số" in person["Đối tượng"] for person in people) < 600


def test_some_invented_people_are_worth_watching() -> None:
    watched = [
        json.loads(bhxh("impact", "--example", "2000", *AS_OF, "--from", f"{year}-01", "--json").out)["watch"]
        for year in (2027, 2028)
    ]
    assert all(watched[0][name] > 0 for name in ("age_reached", "floor_overtakes", "short_of_years"))
    assert watched[0]["support_ends"] == 0, "the first month 121 of all is 2028-01"
    assert watched[1]["support_ends"] > 0


@pytest.mark.parametrize("count", ["0", "-1", "1e3", "", "10000001", "٣"])
def test_a_number_of_people_that_cannot_be_invented(count: str) -> None:
    said = bhxh("impact", f"--example={count}", *AS_OF)
    assert (said.code, said.out) == (2, "")


def test_the_watch_list_tells_each_law_s_own_floor(tmp_path: Path) -> None:
    reform = (
        "reform: t\nreason: t\nprovisions:\n  rural_poverty_line:\n    2027-07-01: {value: 2500000, source: proposal}\n"
    )
    (tmp_path / "r.yaml").write_text(reform, "utf-8")
    rows = "born,sex,income\n1990,f,2200000\n1990,f,2600000\n"
    said = unwrapped(asked(tmp_path, rows, "--with", str(tmp_path / "r.yaml")).out)
    assert "0 người còn đóng mà chọn mức dưới mức thấp nhất cuối kỳ (2.200.000 đ)" in said
    assert "; theo đề xuất: 1 người còn đóng mà chọn mức dưới mức thấp nhất cuối kỳ (2.500.000 đ)" in said
