"""``bhxh impact``: sums that are those of the people, and what a reform changes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import AS_OF, ROOT, bhxh

PERIOD = ("--from", "2027-01", "--to", "2027-12", *AS_OF)
REFORM = str(ROOT / "rules" / "reforms" / "dak-lak-them-10.yaml")
ROSTER = """Ngày sinh,Giới tính,Mức thu nhập,Phương thức đóng,Đối tượng,Từ tháng,Đã đóng,Xã,Số người
1980,Nữ,2.550.000,6 tháng,khác,11/2026,,Ea Kar,1
1985,Nam,2.200.000,1 tháng,hộ nghèo,01/2027,,Ea Kar,3
1990,Nữ,1.500.000,12 tháng,hộ cận nghèo,11/2026,,Krông Pắc,1
1965-08,Nam,2.200.000,1 tháng,khác,01/2027,2014-01..2026-12:2tr,Krông Pắc,1
1985,Nữ,3.000.000,1 tháng,khác,01/2027,2018-01..2026-06:2tr,Krông Pắc,1
1985,Nữ,1,1 tháng,khác,01/2027,,Krông Pắc,1
"""


def summed(where: Path, *more: str, code: int = 5) -> Any:
    (where / "roster.csv").write_text(ROSTER, "utf-8")
    said = bhxh("impact", str(where / "roster.csv"), *PERIOD, *more, "--json")
    assert said.code == code, said.err
    return json.loads(said.out)


def instalments(*options: str) -> list[Any]:
    return list(json.loads(bhxh("quote", *options, *AS_OF, "--json").out)["instalments"])


def test_the_sums_are_those_of_the_people(tmp_path: Path) -> None:
    told = summed(tmp_path)
    first = [i for i in instalments("--sex", "nữ", "--born", "1980", "--income", "2550000", "--method", "half_yearly")
             if i["from"] >= "2027"]  # fmt: skip
    first += [{**first[0], "from": "2027-11"}]  # the instalment of 2027-11, under the same law as that of 2027-05
    groups = {row["value"]: row for row in told["by"] if row["column"] == "group"}
    assert told["people"] == 5 and told["rejected"] == 1
    # 96,800 is 20% of 22% of 2,200,000; 242,000 half of it
    assert groups["hộ nghèo"] == {
        "column": "group", "value": "hộ nghèo", "people": 1, "months": 12, "household": 12 * 242_000,
        "state_support": 12 * 242_000, "local_support": 0,
    }  # fmt: skip
    # a year paid in 2026-11 is no payment of the period; the next one is, on the floor raised
    assert groups["hộ cận nghèo"]["state_support"] == 12 * 193_600
    assert groups["hộ cận nghèo"]["household"] == 12 * (484_000 - 193_600)
    assert sum(row["household"] for row in groups.values()) == told["household"]
    months = {row["value"]: row for row in told["by"] if row["column"] == "month"}
    assert months == {}
    assert told["watch"] == {
        "support_ends": 0, "age_reached": 1, "floor_overtakes": 1, "short_of_years": 2,
    }  # fmt: skip
    assert [each["state_support"] for each in first] == [580_800, 580_800]


def test_columns_months_and_weights(tmp_path: Path) -> None:
    told = summed(tmp_path, "--by", "Xã", "--by", "month", "--weight", "Số người")
    rows = {(row["column"], row["value"]): row for row in told["by"]}
    assert told["people"] == 7
    assert rows["Xã", "Ea Kar"]["people"] == 4
    assert rows["group", "hộ nghèo"]["household"] == 3 * 12 * 242_000
    for name in ("household", "state_support", "months"):
        assert sum(row[name] for (column, _), row in rows.items() if column == "month") == told[name]
        assert sum(row[name] for (column, _), row in rows.items() if column == "Xã") == told[name]


def test_a_reform_is_set_beside_the_law(tmp_path: Path) -> None:
    told = summed(tmp_path, "--with", REFORM)
    assert told["reform"]["local_support"] == told["difference"]["local_support"] > 0
    assert told["difference"]["household"] == -told["difference"]["local_support"]
    assert told["difference"]["state_support"] == told["difference"]["people"] == 0
    assert told["baseline"] == {name: told[name] for name in told["baseline"]}


def test_month_121_lies_in_the_period(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(
        "born,sex,income,start,paid\n1985,nữ,3000000,2027-01,2018-01..2027-12:2tr\n"
        "1985,nữ,3000000,2027-01,2018-01..2026-12:2tr\n1985,nữ,3000000,2027-01,2017-01..2026-12:2tr\n"
        "1985,nữ,3000000,2027-07,2018-01..2027-06:2tr\n",
        "utf-8",
    )
    said = bhxh("impact", str(tmp_path / "one.csv"), *PERIOD, "--json")
    told = json.loads(said.out)
    assert told["rejected"] == 1  # a record that reaches beyond its start
    assert told["watch"]["support_ends"] == 0  # the 120th month is 2027-12
    said = bhxh("impact", str(tmp_path / "one.csv"), "--from", "2027-01", "--to", "2028-01", *AS_OF, "--json")
    assert json.loads(said.out)["watch"]["support_ends"] == 3


@pytest.mark.parametrize("shape", ["table", "md", "csv"])
def test_an_invented_roster_is_always_the_same(shape: str) -> None:
    one, same = (bhxh("impact", "--example", "40", *PERIOD, "--format", shape, "--with", REFORM) for _ in range(2))
    assert (one.code, one.err) == (0, "")
    assert one == same
    if shape == "csv":
        rows = list(csv.DictReader(io.StringIO(one.out)))
        assert [row["people"] for row in rows if not row["by"]] == ["40", "40", "0"]
    if shape == "table":
        assert all(len(line) < 80 for line in one.out.splitlines())
