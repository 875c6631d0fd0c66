"""``bhxh batch``: every figure of every row is the single quote's, and no row is lost."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from command_line import AS_OF, ROOT, bhxh, environment
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.cli import options
from estimator.plan.figures import KINDS
from estimator.roster import answer_rows as batch_run
from estimator.show.as_json import flattened
from estimator.words.say import Words

PEOPLE = """Họ và tên,Ngày sinh,Giới tính,Mức thu nhập,Phương thức đóng,Đối tượng,Đã đóng
Hoa,12/05/1980,Nữ,2tr5,3 tháng,khác,
Nam,1985,Nam,2.550.000,hằng tháng,hộ nghèo,2020-01..2023-12:2tr; 2024-01..2024-12:2tr5
Lan,1990-03,nữ,1tr,12 tháng,khác,
Tư,,nam,3tr,1 tháng,khác,
"=1+1",03/1979,nữ,5 triệu,Về sau:3,hộ cận nghèo,
"""


def table(text: str, *more: str, out: str = "out.csv", where: Path) -> tuple[int, list[dict[str, str]]]:
    (where / "in.csv").write_text(text, "utf-8")
    said = bhxh("batch", str(where / "in.csv"), "-o", str(where / out), *AS_OF, *more)
    return said.code, read(where / out) if (where / out).exists() else []


def read(file: Path) -> list[dict[str, str]]:
    text = file.read_text("utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def quoted(*options: str) -> dict[str, str]:
    """The figures of one quote as cells."""
    tree = json.loads(bhxh("quote", *options, *AS_OF, "--json").out)
    first = tree["instalments"][0] if tree["instalments"] else {}
    told = flattened({key: value for key, value in tree.items() if key not in ("given", "as_of")})
    told |= {f"instalments.0.{name}": value for name, value in first.items()}
    return {name: cell(told.get(name)) for name in KINDS}


def cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_every_row_is_kept_and_answered_as_one_would_be(tmp_path: Path) -> None:
    code, rows = table(PEOPLE, where=tmp_path)
    assert code == 5
    assert [row["Họ và tên"] for row in rows] == ["Hoa", "Nam", "Lan", "Tư", "'=1+1"]
    assert [row["status"] for row in rows] == ["ok", "ok", "rejected", "rejected", "ok"]
    assert "Mức thu nhập 1.000.000 đ thấp hơn mức thấp nhất 1.500.000 đ" in rows[2]["error"]
    assert rows[3]["error"].startswith("Thiếu ngày sinh.")
    assert all(rows[2][name] == "" for name in KINDS)
    hoa = quoted("--born", "12/05/1980", "--sex", "nữ", "--income", "2tr5", "--method", "quarterly")
    assert {name: rows[0][name] for name in KINDS} == hoa
    nam = quoted("--born", "1985", "--sex", "nam", "--income", "2550000", "--group", "poor",
                 "--paid", "2020-01..2023-12:2tr", "--paid", "2024-01..2024-12:2tr5")  # fmt: skip
    assert {name: rows[1][name] for name in KINDS} == nam
    ahead = quoted("--born", "03/1979", "--sex", "nữ", "--income", "5tr", "--method", "years_ahead:3",
                   "--group", "near_poor")  # fmt: skip
    assert {name: rows[4][name] for name in KINDS} == ahead


rows_of_people = st.lists(
    st.tuples(
        st.integers(1962, 2008).map(str) | st.dates(datetime.date(1963, 1, 1), datetime.date(2009, 12, 31)).map(str),
        st.sampled_from(["nữ", "nam"]),
        st.integers(28, 200).map(lambda steps: str(steps * 50_000)) | st.just("x"),
        st.sampled_from(["1 tháng", "3 tháng", "6 tháng", "12 tháng", "years_ahead:2"]),
        st.sampled_from(["khác", "hộ nghèo", "hộ cận nghèo", ""]),
        st.sampled_from(["", "2018-01..2020-12:2tr", "2021-05..2024-04:3tr"]),
        st.sampled_from(["", "", "5tr/năm", "6 triệu một năm", "300k/tháng", "1tr5/quý", "6tr"]),
    ),
    min_size=1,
    max_size=90,
)


@settings(max_examples=12, deadline=None)
@given(rows_of_people, st.sampled_from(["frozen", "base"]))
def test_a_batch_is_its_people(tmp_path_factory: pytest.TempPathFactory, people: list[Any], scenario: str) -> None:
    where = tmp_path_factory.mktemp("batch")
    text = io.StringIO()
    csv.writer(text).writerows([("born", "sex", "income", "method", "group", "paid", "pay"), *people])
    answers = {}
    for way in ("columns", "single"):
        few = batch_run.FEW
        batch_run.FEW = 1 if way == "columns" else 10**9
        try:
            code, answers[way] = table(text.getvalue(), "--scenario", scenario, "--force", where=where)
        finally:
            batch_run.FEW = few
        assert code in (0, 5)
    assert answers["columns"] == answers["single"]
    assert len(answers["single"]) == len(people)
    born, sex, income, method, group, paid, pay = people[0]
    options = ["--born", born, "--sex", sex, "--method", method, "--scenario", scenario]
    options += ["--income", income] if not pay else []
    options += ["--pay", pay] if pay else []
    options += [part for option, text in (("--group", group), ("--paid", paid)) if text for part in (option, text)]
    first = answers["single"][0]
    if first["status"] == "ok" and not (pay and income):
        assert {name: first[name] for name in KINDS} == quoted(*options)


def test_without_numpy_the_answers_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, rows = table(PEOPLE, where=tmp_path)
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    _, same = table(PEOPLE, out="plain.csv", where=tmp_path)
    assert same == rows


def test_an_agency_sheet_is_read_as_it_is(tmp_path: Path) -> None:
    text = (
        "STT;Họ và tên (*);Ngày sinh;Chỉ có năm sinh (Có/Không);Giới tính (Nam/Nữ);Dân tộc;"
        "Mức tiền làm căn cứ đóng (*);Phương thức đóng (*);Số tháng đóng (*);Từ tháng năm (*);Tỷ lệ NSNN hỗ trợ (%)\n"
        "1;Nguyễn Thị A;01/01/1980;Có;Nữ;Kinh;2500000;6 tháng;6;11/2026;40\n"
        "2;Trần Văn B;12/05/1985;Không;1;Ê Đê;2.000.000;Về sau;36;12/2026;20\n"
    )
    code, rows = table(text, where=tmp_path)
    assert (code, [row["error"] for row in rows]) == (0, ["", ""])
    first = quoted("--born", "1980", "--sex", "nữ", "--income", "2500000", "--method", "half_yearly",
                   "--start", "11/2026", "--group", "near_poor")  # fmt: skip
    assert {name: rows[0][name] for name in KINDS} == first
    second = quoted("--born", "12/05/1985", "--sex", "nam", "--income", "2tr", "--method", "years_ahead:3",
                    "--start", "12/2026")  # fmt: skip
    assert {name: rows[1][name] for name in KINDS} == second


def test_rejects_do_not_take_the_place_of_the_table(tmp_path: Path) -> None:
    code, rows = table(PEOPLE, "--rejects", str(tmp_path / "out.csv"), where=tmp_path)
    assert (code, rows) == (2, [])
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


def test_a_line_that_says_one_thing_twice_does_not_end_a_stream() -> None:
    good = {"sex": "nữ", "born": 1980, "income": 2_500_000}
    others = [good, {"giới tính": "nữ", "Ngày sinh": "1980", "thu nhập": 2_500_000},
              good | {"giới tính": "nam"}, good | {"income ": 3_000_000}, good | {"status": 1}, good]  # fmt: skip
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in others)
    command = [sys.executable, "-m", "estimator", "batch", "-", *AS_OF, "--figures", "contribution"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, env=environment(), cwd=ROOT, check=False)
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [one["status"] for one in told] == ["ok", "ok", "rejected", "rejected", "ok", "ok"], run.stderr
    assert run.returncode == 5 and len({one["contribution.payable"] for one in told if one["status"] == "ok"}) == 1


def test_a_line_that_cannot_be_read_is_not_said_to_be_nobody(tmp_path: Path) -> None:
    good = json.dumps({"sex": "nữ", "born": 1980, "income": 2_500_000})
    (tmp_path / "in.jsonl").write_text(f"{good}\nnonsense\n{good}\n", "utf-8")
    said = bhxh("batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.csv"), *AS_OF, "--json")
    told = json.loads(said.out)
    assert (said.code, told["rejected"], told["rows"]) == (5, 1, 3) and "nobody" not in told


def test_files_that_exist_stay_and_rejects_have_their_own(tmp_path: Path) -> None:
    assert table(PEOPLE, "--rejects", str(tmp_path / "bad.csv"), where=tmp_path)[0] == 5
    assert [row["Họ và tên"] for row in read(tmp_path / "bad.csv")] == ["Lan", "Tư"]
    before = (tmp_path / "out.csv").read_bytes()
    assert table(PEOPLE, where=tmp_path)[0] == 2
    assert (tmp_path / "out.csv").read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.csv", "in.csv", "out.csv"]


def test_some_figures_only_and_columns_of_ones_own(tmp_path: Path) -> None:
    text = "ns,gt,tiền\n1980,nữ,2tr5\n"
    mapping = ("--map", "ns=born", "--map", "gt=sex", "--map", "tiền=income")
    code, rows = table(text, *mapping, "--figures", "contribution", where=tmp_path)
    assert code == 0
    assert list(rows[0]) == ["ns", "gt", "tiền", "status", "error",
                             *(name for name in KINDS if name.startswith("contribution."))]  # fmt: skip
    assert rows[0]["contribution.payable"] == "484000"


def test_a_line_in_a_line_out() -> None:
    command = [sys.executable, "-m", "estimator", "batch", "-", *AS_OF, "--figures", "contribution"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(ROOT)), text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    for income, status in ((2_500_000, "ok"), (1, "rejected"), (3_000_000, "ok")):
        process.stdin.write(json.dumps({"born": "1980", "sex": "nữ", "income": income}) + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        assert (told["income"], told["status"]) == (income, status)
    process.stdin.close()
    assert process.wait(30) == 5


def test_a_run_broken_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from estimator.roster import answer_table

    people = "born,sex,income\n" + "".join(f"{1970 + n % 30},nữ,{1_000_000 + n * 50_000}\n" for n in range(100))
    _, whole = table(people, where=tmp_path)
    monkeypatch.setattr(answer_table, "ROWS", 10)
    calls = []
    answer = batch_run.Batch.answer

    def broken(self: Any, chunk: Any) -> Any:
        calls.append(chunk.start)
        if len(calls) == 6:
            raise KeyboardInterrupt
        return answer(self, chunk)

    monkeypatch.setattr(batch_run.Batch, "answer", broken)
    table(people, "--resume", out="resumed.csv", where=tmp_path)
    assert not (tmp_path / "resumed.csv").exists()
    said = bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "resumed.csv"), "--resume", "--json", *AS_OF)
    assert (said.code, json.loads(said.out)["rejected"]) == (5, 10), "those of the run broken off are counted"
    resumed = read(tmp_path / "resumed.csv")
    assert resumed == whole
    assert calls[6] in (40, 50), "what was written is not done again; one chunk may be on its way"
    assert not (tmp_path / "resumed.csv.part").exists()


def test_a_run_is_not_gone_on_with_by_another_reader_of_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text("born,sex,income\n" + "1980,nữ,2tr5\n" * 20, "utf-8")
    asked = ("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--resume", "--json", *AS_OF)
    with monkeypatch.context() as broken:
        broken.setattr("estimator.tables.output_table.Sink.commit", lambda sink: 1 // 0)
        assert bhxh(*asked).code == 1
    with monkeypatch.context() as bare:
        bare.setattr("estimator.tables.read_csv._polars", lambda: None)
        said = bhxh(*asked)
        assert (said.code, json.loads(said.err)["error"]["code"]) == (2, "resume_differs")
    assert bhxh(*asked).code == 0


MANY = "born,sex,income\n" + "".join(f"{1970 + n % 30},nữ,{(n % 9) * 500_000 + 1_000_000}\n" for n in range(150))


def test_a_run_of_an_oddly_named_table_may_be_resumed(tmp_path: Path) -> None:
    (tmp_path / "xã #1.csv").write_text(PEOPLE, "utf-8")
    said = bhxh("batch", str(tmp_path / "xã #1.csv"), "-o", str(tmp_path / "out.csv"), "--resume", *AS_OF)
    assert said.code == 5, said.err
    assert len(read(tmp_path / "out.csv")) == 5


@pytest.mark.parametrize("people", [5, 90])
def test_a_row_of_totals_is_nobody_whatever_the_command_line_says_of_all(tmp_path: Path, people: int) -> None:
    text = "Họ và tên,Giới tính,Ngày sinh,Mức thu nhập\n"
    text += "".join(f"Người {n},,,2500000\n" if n % 2 else f"Người {n},nữ,1980,2500000\n" for n in range(people))
    text += "Tổng cộng,,,225000000\n"
    code, rows = table(text, "--sex", "nữ", "--born", "1985", where=tmp_path)
    assert code == 5
    assert [row["status"] for row in rows] == ["ok"] * people + ["rejected"]
    said = bhxh("impact", str(tmp_path / "in.csv"), "--sex", "nữ", "--born", "1985", "--json", *AS_OF)
    assert (json.loads(said.out)["people"], json.loads(said.out)["rejected"]) == (people, 1)


def test_a_table_that_outlasts_the_day_is_answered_for_the_day_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from estimator.asking import question as asking
    from estimator.roster import answer_table

    days = iter([datetime.date(2026, 11, 30), *[datetime.date(2026, 12, 1)] * 10_000])

    class Clock(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return next(days)

    monkeypatch.setattr(answer_table.datetime, "date", Clock)
    monkeypatch.setattr(asking.datetime, "date", Clock)
    (tmp_path / "in.csv").write_text(MANY, "utf-8")
    bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--figures", "contribution")
    assert {row["contribution.month"] for row in read(tmp_path / "out.csv")} == {"", "2026-11"}


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_what_was_written_is_answered_anew_in_its_place(tmp_path: Path, suffix: str) -> None:
    """Rejected rows are set right and handed in again as they are."""
    (tmp_path / "in.csv").write_text(
        "born,sex,income,Dân tộc,amount\n1980,nữ,2tr5,Ê Đê,1\n1980,x,2tr5,Kinh,2\n", "utf-8"
    )
    check, rejects = ("--check", "amount=amount"), ("--rejects", str(tmp_path / "bad.csv"))
    assert bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF, *check, *rejects).code == 5
    bad = (tmp_path / "bad.csv").read_text("utf-8-sig")
    (tmp_path / "bad.csv").write_text(bad.replace("1980,x", "1980,nam"), "utf-8")
    good = str(tmp_path / f"good.{suffix}")
    said = bhxh("batch", str(tmp_path / "bad.csv"), "-o", good, *AS_OF, *check)
    assert (said.code, "kết quả của lần chạy trước" in said.err) == (0, True)
    again = bhxh("batch", good, "-o", str(tmp_path / "again.csv"), *AS_OF, *check)
    assert (again.code, "kết quả của lần chạy trước" in again.err) == (0, True)
    first, last = read(tmp_path / "out.csv")[0], read(tmp_path / "again.csv")[0]
    assert list(first) == list(last)
    assert (last["status"], last["error"], last["amount"]) == ("ok", "", "2")
    assert int(last["contribution.payable"]) > 0


def test_lines_with_answers_are_answered_anew_each_by_itself(tmp_path: Path) -> None:
    person, names = (
        {"born": "1980", "sex": "nữ", "income": "2tr5", "note": "mine", "score": 0.5},
        ("--figures", "contribution.payable"),
    )
    (tmp_path / "in.jsonl").write_text(json.dumps(person) + "\n", "utf-8")
    run = ("batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "one.jsonl"), *AS_OF, *names)
    assert bhxh(*run).code == 0
    once = (tmp_path / "one.jsonl").read_text("utf-8")
    (tmp_path / "two.jsonl").write_text(
        once + json.dumps(person | {"sex": "nam", "status": "x"}) + "\n" + once, "utf-8"
    )
    assert bhxh("batch", str(tmp_path / "two.jsonl"), "-o", str(tmp_path / "three.jsonl"), *AS_OF, *names).code == 0
    first, between, last = map(json.loads, (tmp_path / "three.jsonl").read_text("utf-8").splitlines())
    assert first == last == json.loads(once)
    assert (tmp_path / "three.jsonl").read_text("utf-8").startswith(once)
    assert json.loads(between["line"])["status"] == "x"
    own, more = '"born":"1980","sex":"nữ","income":2500000', '"score": 0.50,"ratio":1e-9,"lists":[{"a":", "}]'
    compact = f'{{{own},"status":"ok","error":"","contribution.payable":1,{more}}}\n'
    (tmp_path / "four.jsonl").write_text(compact, "utf-8")
    assert bhxh("batch", str(tmp_path / "four.jsonl"), "-o", str(tmp_path / "five.jsonl"), *AS_OF, *names).code == 0
    assert (tmp_path / "five.jsonl").read_text("utf-8").startswith(f'{{{own}, {more}, "status": "ok"')
    assert bhxh("batch", str(tmp_path / "one.jsonl"), "-o", str(tmp_path / "flat.csv"), *AS_OF, *names).code == 0
    assert read(tmp_path / "flat.csv") == [
        {**person, "score": "0.5", "status": "ok", "error": "", "contribution.payable": "484000"}
    ]


@pytest.mark.parametrize("at_once", [1, 10])
def test_what_a_column_is_mapped_to_no_other_says_on_any_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    from estimator.roster import answer_table

    monkeypatch.setattr(answer_table, "ROWS", at_once)
    lines = [{"born": "1980", "sex": "nữ", name: "2tr5"} for name in ("Thu nhập", "Lương", "Thu nhập")]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    run = ("batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), *AS_OF, "--map", "Lương=income")
    assert bhxh(*run).code == 5
    told = [json.loads(line)["status"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert told == ["rejected", "ok", "rejected"]


def test_nothing_but_answers_makes_room_for_answers(tmp_path: Path) -> None:
    first = "note,contribution.payable,born,sex,income,hamlet\nphone,7,1980,x,2tr5,A\n"
    (tmp_path / "in.csv").write_text(first, "utf-8")
    narrow = ("--figures", "contribution.full_contribution", *AS_OF, "--force")
    bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *narrow)
    long = (tmp_path / "out.csv").read_text("utf-8-sig").replace("x,2tr5", "nữ,2,500,000")
    (tmp_path / "long.csv").write_text(long, "utf-8")
    bhxh("batch", str(tmp_path / "long.csv"), "-o", str(tmp_path / "again.csv"), *narrow)
    more = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    (tmp_path / "more.csv").write_text("\n".join([more[0] + ",check.mine", more[1] + ",own"]), "utf-8")
    run = bhxh("batch", str(tmp_path / "more.csv"), "-o", str(tmp_path / "kept.csv"), *narrow, "--json")
    assert json.loads(run.out)["answers_replaced"] == ["contribution.full_contribution", "error", "status"]
    apart = "born;sex;income;status;error;contribution.month;hamlet;totals.paid_by_household\n"
    (tmp_path / "apart.csv").write_text(
        apart + "1980;nữ;2tr5;ok;;2026-11;A;99\n1980;nữ;2tr5;x,;ok;;2026;B;9;8\n", "utf-8"
    )
    bhxh("batch", str(tmp_path / "apart.csv"), "-o", str(tmp_path / "joined.csv"), *narrow)
    assert [(list(row)[3], row["hamlet"]) for row in read(tmp_path / "joined.csv")] == [
        ("hamlet", "A"), ("hamlet", "x,;ok;;2026;B;9;8"),
    ]  # fmt: skip
    assert read(tmp_path / "kept.csv")[0]["check.mine"] == "own"
    row = read(tmp_path / "again.csv")[0]
    assert (row["note"], row["contribution.payable"], row["status"]) == ("phone", "7", "rejected")
    assert row["hamlet"].startswith("500,000,A,rejected"), "what is over is not lost"
    for more in (("--check", "amount=contribution.full_contribution"), ("--map", "contribution.full_contribution=pay")):
        told = bhxh("batch", str(tmp_path / "out.csv"), "-o", str(tmp_path / "x.csv"), *more, *AS_OF)
        assert (told.code, "Bảng đã có cột “contribution.full_contribution”" in told.err) == (2, True)


def test_columns_that_only_look_like_answers_stay(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("born,sex,income,status,error\n1980,nữ,2tr5,a,b\n", "utf-8")
    said = bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF)
    assert (said.code, "“status”" in said.err) == (2, True)


def test_two_processes_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from estimator.roster import answer_table

    monkeypatch.setattr(answer_table, "ROWS", 70)
    told = []
    for number in ("1", "2"):
        more = ("--workers", number, "--rejects", str(tmp_path / f"bad{number}.csv"), "--check", "amount=income")
        code, rows = table(MANY, *more, "--force", out=f"out{number}.csv", where=tmp_path)
        assert (code, len(rows)) == (5, 150)
        told.append([(tmp_path / f"{name}{number}.csv").read_bytes() for name in ("out", "bad")])
    assert told[0] == told[1]
    (tmp_path / "bad.csv").write_text("born,sex,income\n1980,nữ,2tr5\n1981,nữ,2tr5,x\n", "utf-8")
    wrong = bhxh("batch", str(tmp_path / "bad.csv"), "-o", str(tmp_path / "x.xlsx"), "--workers", "2", *AS_OF)
    assert wrong.code == 5


def test_two_processes_answer_a_large_table_where_there_are_two_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from estimator.roster import answer_table
    from estimator.roster import worker_count as workers

    monkeypatch.setattr(workers, "LARGE", 1000)
    monkeypatch.setattr(sys, "argv", ["/usr/local/bin/bhxh"])
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    large, small, counts = tmp_path / "large.csv", tmp_path / "small.csv", []
    large.write_text(MANY, "utf-8")
    small.write_text("born,sex,income\n1980,nữ,2tr5\n", "utf-8")
    others = answer_table.others
    monkeypatch.setattr(answer_table, "others", lambda count, modules: counts.append(count) or others(count, modules))
    for cores in (1, 2, 64):
        monkeypatch.setattr(workers, "cores", lambda cores=cores: cores)
        for name in (large, small):
            assert bhxh("batch", str(name), "-o", str(tmp_path / "out.csv"), *AS_OF, "--force").code in (0, 5)
    for program, spec in (("a_program.py", None), ("a_program.py", "__main__"), ("bhxh.exe", "__main__")):
        monkeypatch.setattr(sys, "argv", [program])
        monkeypatch.setattr(sys.modules["__main__"], "__spec__", spec and ModuleSpec(spec, None))
        bhxh("batch", str(large), "-o", str(tmp_path / "out.csv"), *AS_OF, "--force")
    assert counts == [0, 0, 1, 0, 1, 0, 0, 0, 1]


def test_a_sample_of_the_rows_is_replayed_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text(MANY, "utf-8")
    command = ("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF, "--force", "--json")
    assert json.loads(bhxh(*command).out)["replayed"] == batch_run.REPLAYED
    figures = batch_run.figures

    def wrong(book: Any, question: Any) -> dict[str, int]:
        told = figures(book, question)
        return told | {"totals.state_support": told["totals.state_support"] + 1}

    before = (tmp_path / "out.csv").read_bytes()
    monkeypatch.setattr(batch_run, "figures", wrong)
    said = bhxh(*command)
    assert (said.code, said.out) == (1, "")
    assert (tmp_path / "out.csv").read_bytes() == before


def test_a_terminal_is_told_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from estimator.cli import batch as command
    from estimator.cli.progress import Progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("estimator.roster.answer_table.ROWS", 40)
    monkeypatch.setattr(Progress, "seconds", 10.0)
    (tmp_path / "in.csv").write_text(MANY, "utf-8")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert (
        command.run(
            dict.fromkeys([option.name for option in (*options.BATCH, *options.PERSON)])
            | {"table": [str(tmp_path / "in.csv")], "output": str(tmp_path / "o.csv"), "as_of": "2026-11-22"},
            Words("vi"),
        )
        == 5
    )
    told = sys.stderr.getvalue().split("\r")
    assert [line.strip() for line in told[1:5]] == [
        "40 dòng, 4 dòng/giây, còn 28 giây",
        "80 dòng, 8 dòng/giây, còn 9 giây",
        "120 dòng, 12 dòng/giây, còn 2 giây",
        "150 dòng, 15 dòng/giây, còn 0 giây",
    ]
    assert told[5].isspace()
    assert told[6].startswith("✓ 150 dòng, ")


def test_the_headings_are_listed() -> None:
    said = bhxh("batch", "--columns")
    assert said.code == 0
    assert "born: Ngày sinh;" in said.out


def test_a_collectors_amounts_are_explained(tmp_path: Path) -> None:
    people = "born,sex,income,method,group,paid,start,đã thu\n"
    people += "1980,nữ,2tr5,1 tháng,khác,,11/2026,484.000\n"  # as ours
    people += "1980,nữ,2tr5,1 tháng,khác,,11/2026,385000\n"  # a poor household's
    people += "1980,nữ,2tr5,1 tháng,khác,,01/2027,484000\n"  # the poverty line of 2026
    people += "1980,nữ,2tr5,1 tháng,khác,,11/2026,550000\n"  # nothing off
    people += "1980,nữ,2tr5,1 tháng,khác,2018-01..2027-12:2tr,01/2028,453200\n"  # support all the same
    people += "1980,nữ,2tr5,years_ahead:3,khác,,11/2026,17424000\n"  # 36 months, no discount
    people += "1980,nữ,2tr5,1 tháng,khác,,11/2026,123456\n1980,nữ,2tr5,1 tháng,khác,,11/2026,nhiều\n"
    people += "1980,nữ,2tr5,1 tháng,khác,,11/2026,\n"
    code, rows = table(people, "--check", "amount=đã thu", "--figures", "contribution", where=tmp_path)
    assert code == 0
    assert [(row["check.difference"], row["check.reason"].partition(" (")[0]) for row in rows] == [
        ("0", ""),
        ("-99000", "tính cho đối tượng hộ nghèo"),
        ("30800", "theo chuẩn hộ nghèo nông thôn trước 01/2027"),
        ("66000", "tính như đã hết 120 tháng hỗ trợ"),
        ("-96800", "quên giới hạn 120 tháng hỗ trợ"),
        (rows[5]["check.difference"], "chưa giảm cho phần đóng trước"),
        ("-360544", "chưa rõ vì sao"),
        ("", "không đọc được số tiền"),
        ("", ""),
    ]
    assert int(rows[5]["check.difference"]) > 0


def test_what_the_command_line_says_wrongly_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(PEOPLE, "utf-8")
    for command in (("batch", "-o", str(tmp_path / "o.csv")), ("impact", "--from", "2027-01", "--to", "2027-12")):
        said = bhxh(command[0], str(tmp_path / "in.csv"), *command[1:], "--as-of", "hôm qua")
        assert (said.code, said.out) == (2, "")
        assert "“hôm qua”" in said.err
    assert not (tmp_path / "o.csv").exists()
