"""``bhxh batch --check``: a collector's amounts beside ours; what differs is explained to the dong or not at all.

The people are invented. What each row should cost is worked out here from the law's numbers, not by the program:
22% of the income, less a share of 22% of the rural poverty line (1,500,000 until 2026-12, 2,200,000 from 2027-01).
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from agency_headings import EBH, VNPT
from command_line import AS_OF, bhxh
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.engine.months import month
from estimator.plan.audit.case import Case, payer
from estimator.plan.audit.nearest import Search
from estimator.plan.audit.otherwise import Stated, turns
from estimator.plan.question import Question, Spell
from estimator.plan.quote import quote
from estimator.rulebook import store

MEANT = {  # the columns that matter, by the words of this test
    "born": ("Ngày sinh", "Ngày sinh"),
    "sex": ("Giới tính\n(Nam/Nữ)", "Giới tính"),
    "people": ("Dân tộc", "Dân tộc"),
    "income": ("Mức tiền làm căn cứ đóng (*)", "Mức tiền đóng"),
    "method": ("Phương thức đóng (*)", "Phương thức đóng"),
    "months": ("Số tháng đóng (*)", "Số tháng"),
    "start": ("Từ tháng năm (*)", "Từ tháng"),
    "percent": ("Tỷ lệ NSNN hỗ trợ (%)", "Tỷ lệ NSNN hỗ trợ (%)"),
    "full": ("Tổng số tiền đóng\n(= mức × số tháng × tỷ lệ)", "Tổng tiền đóng"),
    "amount": ("Tổng số tiền NTG đóng", "Tiền tự nguyện đóng"),
    "state": ("Số tiền NSNN hỗ trợ", "Tiền NSNN hỗ trợ"),
    "local": ("Số tiền NSĐP hỗ trợ", "Tiền NSDP"),
    "local_percent": ("Tỷ lệ NSĐP hỗ trợ (%)", "Tỷ lệ NSDP (%)"),
    "other": ("Tiền hỗ trợ khác", "Tiền hỗ trợ khác"),
    "rate": ("Tỷ lệ đóng (*)\n(22% nếu trống)", "Tỷ lệ đóng (%)"),
    "steps": ("Hệ số (= (mức − chuẩn nghèo nông thôn) / 50.000)", "Hệ số (%)"),
    "interest": ("Lãi suất đầu tư quỹ BHXH bình quân trên năm (%)", None),
}
R26, R24 = Fraction(31, 10_000), Fraction(363, 100_000)  # 0.31% and 0.363% a month


def dong(exact: Fraction) -> int:
    """Half up to the dong."""
    return int(exact + Fraction(1, 2))


def ahead(monthly: int, months: int, rate: Fraction, first: int = 0) -> int:
    """Each month discounted from the first: Σ monthly / (1+r)^i."""
    return dong(sum((monthly / (1 + rate) ** i for i in range(first, months + first)), Fraction()))


def later(monthly: int, months: int, rate: Fraction = R26) -> int:
    """Missing months with interest: Σ monthly × (1+r)^i, i from 1."""
    return dong(sum((monthly * (1 + rate) ** i for i in range(1, months + 1)), Fraction()))


# Of 2,500,000: 550,000 a month. Support of 330,000: other 66,000, ethnic minority 99,000, near-poor 132,000,
# poor 165,000.
PERSON: dict[str, Any] = {"born": "12/05/1980", "sex": "Nữ", "people": "Kinh", "income": 2_500_000, "percent": 20,
                          "start": "11/2026", "rate": 22}  # fmt: skip
SIX = {"method": "6 tháng", "months": 6}  # 6 × 550,000 = 3,300,000, less 6 × 66,000 = 396,000
TWO_YEARS = {"method": "Về sau", "months": 24, "steps": 20}
FULL_2Y, STATE_2Y = ahead(550_000, 24, R26), 24 * 66_000
ROWS: list[tuple[dict[str, Any], dict[str, int], str]] = [
    # what the row says besides PERSON; what differs from the law, theirs less ours; why
    ({**SIX, "full": 3_300_000, "state": 396_000, "amount": 2_904_000}, {}, ""),
    ({**SIX, "full": "3.300.000", "state": "396.000 đ", "amount": "2.904.000"}, {}, ""),
    # the poor: 165,000 a month
    ({**SIX, "percent": "0,5", "full": 3_300_000, "state": 990_000, "amount": 2_310_000}, {}, ""),
    # a near-poor household charged as a poor one: 3,300,000 − 6 × 165,000, not − 6 × 132,000
    (
        {**SIX, "percent": 40, "full": 3_300_000, "state": 990_000, "amount": 2_310_000},
        {"amount": -198_000, "state": 198_000},
        "tính cho đối tượng hộ nghèo (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    # from 2027-01 support is 20% of 22% of 2,200,000 = 96,800; 66,000 is of the old line
    (
        {"method": "3 tháng", "months": 3, "start": "01/2027", "full": 1_650_000, "state": 198_000,
         "amount": 1_452_000},
        {"amount": 92_400, "state": -92_400},
        "theo chuẩn hộ nghèo nông thôn trước 01/2027 (351/2025/NĐ-CP)",
    ),
    # the same, and the coefficient (2,500,000 − 1,500,000) / 50,000 = 20 says so
    (
        {"method": "1 tháng", "months": 1, "start": "01/2027", "steps": 20, "full": 550_000, "state": 66_000,
         "amount": 484_000},
        {"amount": 30_800, "state": -30_800},
        "dùng chuẩn nghèo 1.500.000 đ, không phải 2.200.000 đ, theo hệ số 20 (351/2025/NĐ-CP)",
    ),
    # 10% instead of 20%: the rates until 2025-06
    (
        {"method": "12 tháng", "months": 12, "full": 6_600_000, "state": 396_000, "amount": 6_204_000},
        {"amount": 396_000, "state": -396_000},
        "theo tỷ lệ Nhà nước hỗ trợ trước 07/2025 (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    # 25%: a near-poor household's share until 2025-06, charged to another: two things at once
    (
        {"method": "1 tháng", "months": 1, "full": 550_000, "state": 82_500, "amount": 467_500},
        {"amount": -16_500, "state": 16_500},
        "theo tỷ lệ Nhà nước hỗ trợ trước 07/2025, và tính cho đối tượng hộ cận nghèo (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    # no support: the 120 months used up, or the support stated and not taken off, or taken off twice
    (
        {**SIX, "full": 3_300_000, "state": 0, "amount": 3_300_000},
        {"amount": 396_000, "state": -396_000},
        "tính như đã hết 120 tháng hỗ trợ (159/2025/NĐ-CP Đ.5 k.2)",
    ),
    (
        {**SIX, "full": 3_300_000, "state": 396_000, "amount": 3_300_000},
        {"amount": 396_000},
        "chưa trừ phần Nhà nước hỗ trợ (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    (
        {**SIX, "full": 3_300_000, "state": 396_000, "amount": 2_508_000},
        {"amount": -396_000},
        "trừ phần hỗ trợ hai lần (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    # two months of the six are left
    (
        {**SIX, "full": 3_300_000, "state": 132_000, "amount": 3_168_000},
        {"amount": 264_000, "state": -264_000},
        "tính như chỉ còn 2 tháng được hỗ trợ (159/2025/NĐ-CP Đ.5 k.2)",
    ),
    # 20% of 550,000, not of 330,000
    (
        {**SIX, "full": 3_300_000, "state": 660_000, "amount": 2_640_000},
        {"amount": -264_000, "state": 264_000},
        "tính hỗ trợ trên mức thu nhập chọn, không trên chuẩn nghèo (159/2025/NĐ-CP Đ.5 k.1)",
    ),
    # three months' money for six; five months of twelve, right and charged whole
    (
        {**SIX, "full": 1_650_000, "state": 198_000, "amount": 1_452_000},
        {"amount": -1_452_000, "full": -1_650_000, "state": -198_000},
        "vừa tiền của 3 tháng (41/2024/QH15 Đ.36 k.2)",
    ),
    ({"method": "12 tháng", "months": 5, "full": 2_750_000, "state": 330_000, "amount": 2_420_000}, {}, ""),
    (
        {"method": "12 tháng", "months": 5, "amount": 5_808_000},
        {"amount": 3_388_000},
        "đóng 5 tháng như bảng ghi là 2.420.000 đ; vừa tiền của 12 tháng (41/2024/QH15 Đ.36 k.2)",
    ),
    # three months paid at once by one who pays by the month; from 12/2026 on: 66,000 + 2 × 96,800 = 259,600
    ({"method": "1 tháng", "months": 3, "full": 1_650_000, "state": 198_000, "amount": 1_452_000, "start": "09/2026"},
     {}, ""),
    ({"method": "1 tháng", "months": 3, "full": 1_650_000, "state": 259_600, "amount": 1_390_400, "start": "12/2026"},
     {}, ""),
    (
        {"method": "1 tháng", "months": 3, "full": 1_650_000, "state": 198_000, "amount": 1_452_000,
         "start": "12/2026"},
        {"amount": 61_600, "state": -61_600},
        "đóng 3 tháng như bảng ghi là 1.390.400 đ; theo chuẩn hộ nghèo nông thôn trước 01/2027 (351/2025/NĐ-CP)",
    ),
    # years ahead: right, as a spreadsheet's fraction, and in every wrong way
    ({**TWO_YEARS, "full": FULL_2Y, "state": STATE_2Y, "amount": FULL_2Y - STATE_2Y, "interest": "3,72"}, {}, ""),
    ({**TWO_YEARS, "full": f"{FULL_2Y - 1}.7", "state": STATE_2Y, "amount": f"{FULL_2Y - STATE_2Y}.3"}, {}, ""),
    (
        {**TWO_YEARS, "full": 13_200_000, "state": STATE_2Y, "amount": 13_200_000 - STATE_2Y},
        {"amount": 13_200_000 - FULL_2Y, "full": 13_200_000 - FULL_2Y},
        "chưa giảm cho phần đóng trước (41/2024/QH15 Đ.36 k.2; 159/2025/NĐ-CP Đ.6)",
    ),
    (
        {**TWO_YEARS, "amount": later(550_000, 24) - STATE_2Y},
        {"amount": later(550_000, 24) - FULL_2Y},
        "cộng lãi thay vì giảm theo lãi (41/2024/QH15 Đ.36 k.2; 159/2025/NĐ-CP Đ.6)",
    ),
    (
        {**TWO_YEARS, "amount": ahead(550_000, 24, R24) - STATE_2Y},
        {"amount": ahead(550_000, 24, R24) - FULL_2Y},
        "dùng lãi suất quỹ 0,363% một tháng của năm 2024, 2025 (151/BHXH-ĐTQ)",
    ),
    (
        {**TWO_YEARS, "amount": ahead(550_000, 24, Fraction(4, 1000)) - STATE_2Y, "interest": "4,8"},
        {"amount": ahead(550_000, 24, Fraction(4, 1000)) - FULL_2Y},
        "dùng lãi suất 0,4% một tháng ghi trong bảng (151/BHXH-ĐTQ)",
    ),
    (
        {**TWO_YEARS, "amount": ahead(550_000, 24, R26, first=1) - STATE_2Y},
        {"amount": ahead(550_000, 24, R26, first=1) - FULL_2Y},
        "giảm cả cho tháng đầu (41/2024/QH15 Đ.36 k.2; 159/2025/NĐ-CP Đ.6)",
    ),
    (
        {**TWO_YEARS, "amount": FULL_2Y - ahead(66_000, 24, R26)},
        {"amount": STATE_2Y - ahead(66_000, 24, R26)},
        "giảm theo lãi cả phần hỗ trợ (41/2024/QH15 Đ.36 k.2; 159/2025/NĐ-CP Đ.6)",
    ),
    (
        {**TWO_YEARS, "amount": ahead(550_000, 36, R26) - 36 * 66_000},
        {"amount": ahead(550_000, 36, R26) - 36 * 66_000 - FULL_2Y + STATE_2Y},
        "tính như đóng một lần cho 3 năm về sau (41/2024/QH15 Đ.36 k.2)",
    ),
    # as a poor household, and without the discount
    (
        {**TWO_YEARS, "amount": 13_200_000 - 24 * 165_000},
        {"amount": 13_200_000 - 24 * 165_000 - FULL_2Y + STATE_2Y},
        "tính cho đối tượng hộ nghèo, và chưa giảm cho phần đóng trước (159/2025/NĐ-CP Đ.5 k.1; 41/2024/QH15 Đ.36 "
        "k.2; 159/2025/NĐ-CP Đ.6)",
    ),
    # missing months of a stated number: 12 × 330,000 with interest is 4,040,708, less support 3,232,566
    ({"born": "11/1969", "start": "12/2026", "income": 1_500_000, "method": "Còn thiếu", "months": 12,
      "full": 4_040_708, "state": 808_142, "amount": 3_232_566}, {}, ""),
    (
        {"born": "11/1969", "start": "12/2026", "income": 1_500_000, "method": "Còn thiếu", "months": 12,
         "full": 3_960_000, "state": 792_000, "amount": 3_168_000},
        {"amount": -64_566, "full": -80_708, "state": -16_142},
        "đóng 12 tháng như bảng ghi là 3.232.566 đ; chưa cộng lãi (41/2024/QH15 Đ.36 k.2; 159/2025/NĐ-CP Đ.7)",
    ),
    # rounded: 2,904,000 is whole; of 2,510,000 it is 552,200 − 66,000 = 486,200 a month
    ({"income": 2_510_000, "method": "1 tháng", "months": 1, "amount": 486_000}, {"amount": -200},
     "làm tròn đến 1.000 đ"),
    ({"income": 2_510_000, "method": "1 tháng", "months": 1, "amount": 487_000}, {"amount": 800},
     "làm tròn lên 1.000 đ"),
    # what the row says besides: coefficient 16 is 2,300,000; the rate 20%; the province's 10%; another's 100,000
    (
        {"method": "1 tháng", "months": 1, "steps": 16, "full": 506_000, "state": 66_000, "amount": 440_000},
        {"amount": -44_000, "full": -44_000},
        "tính trên mức 2.300.000 đ theo hệ số 16 ghi trong bảng (07/2021/NĐ-CP)",
    ),
    (
        {"method": "1 tháng", "months": 1, "rate": 20, "full": 500_000, "state": 60_000, "amount": 440_000},
        {"amount": -44_000, "full": -50_000, "state": -6_000},
        "dùng tỷ lệ đóng 20% ghi trong bảng (41/2024/QH15 Đ.36 k.1)",
    ),
    (
        {**SIX, "full": 3_300_000, "state": 396_000, "local_percent": "10%", "local": 198_000, "amount": 2_706_000},
        {"amount": -198_000, "local": 198_000},
        "trừ 10% của địa phương ghi trong bảng",
    ),
    (
        {**SIX, "full": 3_300_000, "state": 396_000, "local": 0, "other": 100_000, "amount": 2_804_000},
        {"amount": -100_000},
        "trừ 100.000 đ hỗ trợ khác ghi trong bảng",
    ),
    # paid two months late, while there was interest for it: (550,000 − 33,000) × 1.00363²
    (
        {"method": "1 tháng", "months": 1, "start": "02/2025", "percent": 10,
         "amount": dong(517_000 * (1 + R24) ** 2)},
        {"amount": dong(517_000 * (1 + R24) ** 2) - 517_000},
        "cộng lãi của 2 tháng chậm đóng (134/2015/NĐ-CP Đ.12 k.3; 2089/VBHN-BHXH Đ.11 k.3)",
    ),
    # not filled in, and what nothing gives: said, not guessed
    ({**SIX, "full": 0, "state": 0, "amount": 0}, {"amount": -2_904_000, "full": -3_300_000, "state": -396_000},
     "chưa rõ vì sao"),
    ({**SIX, "amount": 2_876_543}, {"amount": -27_457}, "chưa rõ vì sao"),
]  # fmt: skip


def cells(program: list[str], rows: list[dict[str, Any]]) -> list[list[Any]]:
    """Rows of a program's sheet; ``PERSON`` where a row says nothing."""
    column = 0 if program is EBH else 1
    table = []
    for number, row in enumerate(rows, 1):
        said = {MEANT[name][column]: value for name, value in {**PERSON, **row}.items()}
        said |= {"STT": number, "Họ và tên (*)": f"Người Thứ {number}", "Họ tên": f"Người Thứ {number}"}
        table.append([said.get(heading, "") for heading in program])
    return table


def written(where: Path, kind: str, program: list[str], table: list[list[Any]], *above: list[Any]) -> Path:
    """A sheet as the program exports it: a title, the headings, their numbers, the people, the sum."""
    lines = [*above, program, *table]
    file = where / f"sheet.{kind}"
    if kind == "csv":
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(lines)
        file.write_text(text.getvalue(), "utf-8-sig")
    else:
        book = xlsxwriter.Workbook(str(file))
        sheet = book.add_worksheet("D05-TS")
        for place, line in enumerate(lines):
            sheet.write_row(place, 0, line)
        book.close()
    return file


def audited(file: Path, *more: str, where: Path) -> list[dict[str, str]]:
    said = bhxh("batch", str(file), "-o", str(where / "out.csv"), "--force", *AS_OF, *more)
    assert said.code in (0, 5), said.err
    with (where / "out.csv").open(encoding="utf-8-sig", newline="") as out:
        delimiter = ";" if ";" in out.readline() else ","
        out.seek(0)
        return list(csv.DictReader(out, delimiter=delimiter))


def differences(row: dict[str, str]) -> dict[str, int]:
    names = {"amount": "check.difference", **{n: f"check.{n}.difference" for n in ("full", "state", "local")}}
    return {name: int(row[column]) for name, column in names.items() if row.get(column) not in (None, "", "0")}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("program", [EBH, VNPT], ids=["EBH", "VNPT"])
def test_a_sheet_of_a_filing_program_is_audited_as_it_is(tmp_path: Path, program: list[str], kind: str) -> None:
    known = [row for row in ROWS if program is EBH or "interest" not in row[0]]
    rows = audited(
        written(tmp_path, kind, program, cells(program, [row for row, _, _ in known])), "--check", "sheet",
        "--figures", "contribution", where=tmp_path)  # fmt: skip
    for row, (said, expected, why) in zip(rows, known, strict=True):
        assert differences(row) == expected, said
        assert row["check.reason"] == why, said
        if expected and "tháng như bảng ghi" not in why:
            others = {row[f"check.{name}.reason"] for name in expected if name != "amount"}
            assert others <= {why}
    assert [row["status"] for row in rows if "Còn thiếu" in row.values()] == ["rejected", "rejected"]


TITLE = ["", "", "DANH SÁCH NGƯỜI THAM GIA BHXH TỰ NGUYỆN (Mẫu D05-TS)"]


def framed(program: list[str], rows: list[dict[str, Any]]) -> list[list[Any]]:
    """People between the numbers under the headings and the sum at the bottom, as a sheet is printed."""
    numbers = [f"({place})" for place in range(1, len(program) + 1)]
    total = ["", "", "Tổng cộng", *[""] * (len(program) - 3)]
    return [numbers, *cells(program, rows), total]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_that_are_no_person_stay_and_say_so(tmp_path: Path, kind: str) -> None:
    file = written(tmp_path, kind, EBH, framed(EBH, [ROWS[0][0], {**ROWS[0][0], "people": "Ê Đê"}]), TITLE)
    said = bhxh("batch", str(file), "-o", str(tmp_path / "out.csv"), "--figures", "contribution", *AS_OF)
    assert said.code == 5
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as out:
        rows = list(csv.DictReader(out, delimiter=";" if kind == "csv" else ","))
    assert [row["status"] for row in rows] == ["rejected", "ok", "ok", "rejected"]
    assert rows[0]["STT"] == "(1)" and rows[3]["Họ và tên (*)"] == "Tổng cộng"
    assert [bool(row["error"]) for row in rows] == [True, False, False, True]
    assert rows[1]["note"] == ""
    assert rows[2]["note"].startswith("Dân tộc Ê Đê, ở đây tính 20% cho đối tượng khác: nếu là người dân tộc thiểu số")
    assert [row["contribution.state_support"] for row in rows[1:3]] == ["66000", "66000"], "suggested, never assumed"
    assert "2 dòng không phải người tham gia" in said.err
    assert "1 dòng cần xem lại" in said.err


def test_an_audit_is_summed_up_alike_by_one_process_and_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from estimator.roster import answer_table

    monkeypatch.setattr(answer_table, "ROWS", 10)
    people = [row for row, _, _ in ROWS]
    file = written(tmp_path, "csv", EBH, framed(EBH, people))
    told = []
    for workers in ("1", "2"):
        said = bhxh("batch", str(file), "-o", str(tmp_path / f"{workers}.csv"), "--check", "sheet", "--json", *AS_OF,
                    "--workers", workers)  # fmt: skip
        told.append({name: value for name, value in json.loads(said.out).items() if name != "output"})
    assert told[0] == told[1]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    amount = told[0]["check"]["amount"]
    expected = [difference["amount"] for _, difference, _ in ROWS if difference.get("amount")]
    assert (amount["differing"], amount["difference"]) == (len(expected), sum(expected))
    assert sum(reason["rows"] for reason in amount["reasons"]) == len(expected)
    assert told[0]["nobody"] == 2


def test_a_summary_tells_what_could_not_be_read_and_groups_what_only_a_rows_number_tells_apart(tmp_path: Path) -> None:
    """Everybody pays by the poverty line before 2027, as the coefficients of the sheet have it."""
    head = "Ngày sinh,Giới tính,Mức tiền làm căn cứ đóng,Phương thức đóng,Từ tháng năm,Tổng số tiền NTG đóng,Hệ số\n"
    incomes = [2_500_000 + 50_000 * place for place in range(20)]
    rows = [f"1985,Nam,{each},3 tháng,01/2027,{(each * 22 // 100 - 66_000) * 3},{(each - 1_500_000) // 50_000}\n"
            for each in incomes]  # fmt: skip
    (tmp_path / "in.csv").write_text("".join([head, *rows, "1985,Nam,2500000,3 tháng,01/2027,nhiều,20\n"]), "utf-8")
    asked = ("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--check", "sheet", "--force", *AS_OF)
    said = f"{20 * 3 * (2_200_000 - 1_500_000) * 22 // 100 * 20 // 100:,} đ".replace(",", ".")
    asked = (*asked, "--group", "khác")
    lines = bhxh(*asked).err.splitlines()
    assert lines[1].endswith(f"20 trên 20 dòng lệch, cộng lại {said}")
    assert lines[2].startswith("  1 dòng không đọc được số tiền")
    assert lines[3].startswith(f"  20 dòng, {said}: dùng chuẩn nghèo 1.500.000 đ, không phải 2.200.000 đ")
    assert lines[3].endswith("; 19 cách nữa cùng loại") and len(lines) == 4
    dearer = [f"1985,Nam,{each},3 tháng,06/2026,{(each * 22 // 100 - 96_800) * 3},{(each - 2_200_000) // 50_000}\n"
              for each in incomes]  # fmt: skip
    (tmp_path / "in.csv").write_text("".join([head, *rows, *dearer]), "utf-8")
    lines = bhxh(*asked, "--as-of", "2026-06-22").err.splitlines()
    assert [line.partition(":")[0] for line in lines[2:]] == ["  20 dòng, 1.848.000 đ", "  20 dòng, −1.848.000 đ"]
    assert "chuẩn nghèo 2.200.000 đ, không phải 1.500.000 đ" in lines[3]
    (tmp_path / "in.csv").write_text("".join([head, *rows, "1985,Nam,2500000,3 tháng,01/2027,nhiều,20\n"]), "utf-8")
    amount = json.loads(bhxh(*asked, "--json").out)["check"]["amount"]
    assert (amount["compared"], amount["unreadable"], len(amount["reasons"])) == (20, 1, 20)


amounts = st.integers(0, 20_000_000)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(30, 400).map(lambda steps: steps * 50_000),
    st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly", "years_ahead"]),
    st.integers(2, 5),
    st.sampled_from([("other",), ("near_poor",), ("poor",)]),
    st.sampled_from([(), (Spell(month(2018, 1), 84, 2_000_000),)]),
    st.data(),
)
def test_a_reason_gives_their_amount_to_the_dong(
    income: int, method: str, years: int, groups: tuple[str, ...], history: tuple[Spell, ...], data: st.DataObject
) -> None:
    asked = Question(
        AS_OF_DAY, "female", AS_OF_DAY.replace(year=1985), groups=groups, income=income, method=method,
        years_ahead=years if method == "years_ahead" else 0, start=month(2026, 11), history=history,
    )  # fmt: skip
    first = quote(BOOK, asked).instalments[0]
    case = Case(BOOK, asked, first.months, payer(BOOK, asked))
    ours = case.taken()
    assert ours == (first.payable, first.full_contribution, first.state_support, first.local_support)
    turn = data.draw(st.sampled_from(list(turns(case))))
    theirs = case.taken(turn)._asdict()
    found = Search(case).explain(0, theirs, Stated())
    for name, amount in theirs.items():
        assert bool(found.get(name)) == (amount != getattr(ours, name)), (name, turn)
    wild = data.draw(amounts)
    for reason in Search(case).explain(0, {"amount": wild}, Stated()).get("amount", ()):
        assert reason.code


BOOK, AS_OF_DAY = store.load(), datetime.date(2026, 11, 22)
