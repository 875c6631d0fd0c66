"""The command line as people and scripts meet it: answers, the screen, the law, its check, help."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from command_line import (
    AS_OF,
    MAN,
    NEAR,
    QUOTE,
    README,
    ROOT,
    STATE,
    WITHDRAW,
    WOMAN,
    YOUNG,
    Said,
    answered,
    bhxh,
    unwrapped,
)

import estimator
from estimator.cli.options import BOOK, CHECK, OUTPUT, PERSON
from estimator.cli.options import WITHDRAW as WITHDRAW_OPTIONS
from estimator.cli.run import build
from estimator.words.say import Words

pytestmark = pytest.mark.usefixtures("among_files")


@pytest.mark.parametrize(
    ("written", "income"),
    [
        ("6.5tr", 6_500_000),
        ("6,5 triệu", 6_500_000),
        ("6tr5", 6_500_000),
        ("6 000 000", 6_000_000),
        ("6.000.000đ", 6_000_000),
        ("6_000_000", 6_000_000),
        ("6000000 VND", 6_000_000),
        ("1.500.000", 1_500_000),
        ("50.600.000", 50_600_000),
    ],
)
def test_an_income_is_read(written: str, income: int) -> None:
    answer = answered(*WOMAN, "--income", written)
    assert answer["contribution"]["insured_income"] == answer["given"]["income"] == income


def test_the_lowest_income_of_next_year() -> None:
    answer = answered(*WOMAN, "--start", "01/2027", "--income", "2.200.000")
    assert answer["contribution"]["insured_income"] == 2_200_000


def test_the_keys_scripts_rely_on() -> None:
    answer = answered(*README, "--explain")
    assert list(answer) == [
        "as_of", "given", "contribution", "instalments", "first_year", "support_months_left", "budget", "retirement",
        "pension", "range", "totals", "roads", "benefits", "standings", "warnings", "explanation",
    ]  # fmt: skip
    parts = ["full_contribution", "state_support", "local_support", "payable"]
    assert list(answer["contribution"]) == ["month", "insured_income", "contribution_rate", *parts]
    assert [list(each) for each in answer["instalments"]] == [["from", "to", "months", "due", *parts]] * 2
    assert list(answer["first_year"]) == parts
    assert list(answer["budget"]) == ["asked", "per", "next_step_up"]
    assert list(answer["retirement"]) == ["age", "reached", "pension_from"]
    assert list(answer["pension"]) == [
        "entitled", "conditions", "contribution_months", "benefit_half_years", "pension_rate", "average_income",
        "monthly_pension", "monthly_pension_today", "retirement_allowance", "missing_months",
        "missing_support", "missing_cost", "standing",
    ]  # fmt: skip
    assert answer["range"].keys() == {"low", "base", "high"}
    assert list(answer["totals"]) == ["paid_by_household", "state_support", "local_support", "months_to_recover"]
    assert all(list(warning) == ["code", "says"] for warning in answer["warnings"])


def test_the_readme_quote_to_the_dong() -> None:
    answer = answered(*README)
    assert answer["contribution"]["insured_income"] == 2_550_000
    assert [(each["due"], each["payable"]) for each in answer["instalments"]] == [
        ("2027-02-28", 2_970_000),
        ("2027-08-31", 2_785_200),
    ]
    assert answer["budget"]["next_step_up"] == {"insured_income": 2_600_000, "payable": 6_072_000}


@pytest.mark.parametrize("scenario", ["base", "frozen"])
def test_what_was_given_is_a_person_file_with_the_same_answer(files: Path, scenario: str) -> None:
    history = ("--paid", "2018-01..2020-12:2tr", "--paid", "2021-01..2022-12:5tr:bắt buộc")
    answer = answered(*README, *history, "--group", "hộ nghèo", "--province", "Hà Nội", "--scenario", scenario)
    (files / "given.json").write_text(json.dumps(answer["given"]))
    assert answered("quote", "--person", "given.json") == answer


def test_options_win_over_the_person_file() -> None:
    assert answered("quote", "--person", "person.yaml")["given"]["method"] == "yearly"
    assert answered("quote", "--person", "person.yaml", "--instalments", "2")["given"]["method"] == "half_yearly"
    given = answered("quote", "--person", "person.yaml", "--pay", "6 triệu/năm")["given"]
    assert given["pay"] == "6000000/year" and "income" not in given
    assert answered("quote", "--person", "person.json", *AS_OF)["given"]["sex"] == "female"


def test_a_history_file_is_as_good_as_options() -> None:
    spells = ("--paid", "2018-01..2020-12:2tr", "--paid", "2021-01..2024-12:2tr")
    assert answered(*QUOTE, "--history", "history.yaml") == answered(*QUOTE, *spells)
    assert answered(*QUOTE, "--history", "history.csv") == answered(*QUOTE, *spells[:3], f"{spells[3]}:compulsory")


def test_overlays_change_the_answer_and_stand_in_what_was_given() -> None:
    plain, changed = answered(*README), answered(*README, "--with", "reform.yaml")
    assert changed["given"]["with"] == ["reform.yaml"]
    for form in ("table", "text"):
        assert "có tính theo tệp riêng: reform.yaml\n" in bhxh(*README, "--with", "reform.yaml", "--format", form).out
    assert [each["state_support"] for each in plain["instalments"]] == [396_000, 580_800]
    assert [each["state_support"] for each in changed["instalments"]] == [396_000, 871_200]


def test_nothing_more_paid() -> None:
    nothing = answered(*WOMAN, "--years", "0")
    assert nothing["contribution"] is None and nothing["instalments"] == []
    assert (nothing["pension"]["entitled"], nothing["pension"]["monthly_pension"]) == (False, 0)
    assert nothing["totals"]["paid_by_household"] == 0
    record = answered(*WOMAN, "--years", "0", "--paid", "2008-01..2024-12:5tr:compulsory")
    assert record["pension"]["entitled"] and record["pension"]["contribution_months"] == 204
    screen = bhxh(*WOMAN, "--years", "0").out
    assert "đã đóng 0 tháng\n" in screen and "đóng hằng tháng" not in screen
    for form in ("table", "text"):
        assert "594.000 đ" not in bhxh(*QUOTE, "--years", "0", "--format", form).out


def test_past_retirement_age() -> None:
    answer = answered(*QUOTE, "--born", "1960", "--paid", "2012-01..2021-12:2tr")
    assert answer["retirement"]["pension_from"] == "2031-11"
    assert "past_retirement_age" in [warning["code"] for warning in answer["warnings"]]


def test_missing_months_bought_at_once() -> None:
    answer = answered(*NEAR, "--paid", "2010-01..2022-12:2tr")
    (bought,) = answer["instalments"]
    assert (bought["from"], bought["to"], bought["months"], bought["due"]) == (None, None, 24, "2027-08-22")
    assert answer["pension"]["missing_cost"] == bought["payable"] > 0
    assert "các tháng còn thiếu" in bhxh(*NEAR, "--paid", "2010-01..2022-12:2tr").out


def test_what_was_known_on_a_day() -> None:
    before = answered(*README, "--known-on", "2025-07-01")
    assert [each["state_support"] for each in before["instalments"]] == [396_000, 396_000]


@pytest.mark.parametrize(
    ("day", "code"), [("1950-01-01", 2), ("2007-12-31", 2), ("2012-01-01", 4), ("2099-12-31", 2), ("2200-01-01", 2)]
)
def test_days_far_from_now(day: str, code: int) -> None:
    said = bhxh(*QUOTE, "--as-of", day)
    assert said.code == code and said.err and not said.out


def test_strict() -> None:
    firm = (*WOMAN, "--born", "05/1969", "--years", "0", "--paid", "2008-01..2022-12:5tr:compulsory", "--strict")
    assert bhxh(*firm).code == 0
    assert bhxh(*QUOTE, "--strict").code == 4


# --- the screen

AHEAD = ("quote", "--sex", "nam", "--born", "1975", "--income", "50.600.000", "--years-ahead", "5", "--province",
         "Quảng Ninh", *AS_OF)  # fmt: skip
# The questions that begin with "but in my case".
COUNSELLED = {
    "factory": (*WOMAN, "--income", "2tr", "--paid", "2004-01..2011-12:2tr:compulsory"),
    "since_2009": (*MAN[:3], "--born", "1970", "--income", "2tr", "--paid", "2009-01..2026-10:2tr", *AS_OF),
    "past_sixty": (*WOMAN, "--born", "1964", "--income", "2tr", "--paid", "2015-11..2026-10:2tr"),
    "short": (*WOMAN, "--born", "1964", "--years", "0", "--compulsory-average", "5tr", "--compulsory-months", "96"),
    "state": STATE,
    "stop": (*WOMAN, "--born", "1985", "--income", "2tr", "--years-ahead", "5", "--stop", "2028-05:job"),
}
SCREENS = {
    "readme": README,
    "man": MAN,
    "young": YOUNG,
    "ahead": AHEAD,
    "missing": (*NEAR, "--paid", "2010-01..2022-12:2tr"),
    "late": (*QUOTE, "--born", "1960"),
    "nothing": (*WOMAN, "--years", "0"),
    **COUNSELLED,
    "withdraw": (*WITHDRAW, "--paid", "2010-01..2024-12:2tr"),
    "refused": (*WITHDRAW, "--paid", "2025-08..2026-10:2tr"),
    "withdraw_explained": (*WITHDRAW, "--paid", "2018-01..2024-12:2tr", "--explain"),
    "explained": (*MAN, "--explain"),
    "law": ("law", "--at", "2026-11"),
    "changes": ("law", "--changes", "2025-01..2027-12"),
    "check": ("check", "--reviewed-before", "2100-01-01"),
}
AMOUNT = r"\d[\d.,]*(?= (?:đ|VND)\b)"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("columns", [24, 40, 60, 69, 70, 80, 200])
@pytest.mark.parametrize("name", SCREENS)
def test_every_line_fits_and_no_amount_is_split(name: str, columns: int, lang: str) -> None:
    said = bhxh(*SCREENS[name], "--lang", lang, COLUMNS=str(columns))
    assert said.code == 0
    lines = said.out.splitlines()
    assert not [line for line in lines if line != line.rstrip()]
    assert not re.search(r"\d[ │]*\n[ │]*(đ|VND)\b", said.out)
    if columns >= 60:
        assert max(map(len, lines)) <= min(columns, 80)


@pytest.mark.parametrize("name", ["readme", "man", "young", "ahead", "missing", "late", "withdraw", *COUNSELLED])
def test_a_narrow_screen_has_every_amount_of_a_wide_one(name: str) -> None:
    wide, narrow = (set(re.findall(AMOUNT, bhxh(*SCREENS[name], COLUMNS=columns).out)) for columns in ("80", "60"))
    assert wide == narrow != set()


@pytest.mark.parametrize("name", ["readme", "man", "young", "ahead", "missing", "late"])
def test_both_languages_show_the_same_amounts(name: str) -> None:
    for extra in ((), ("--format", "text")):
        vietnamese, english = (bhxh(*SCREENS[name], *extra, "--lang", lang).out for lang in ("vi", "en"))
        assert [amount.replace(".", "") for amount in re.findall(AMOUNT, vietnamese)] == [
            amount.replace(",", "") for amount in re.findall(AMOUNT, english)
        ]


def test_a_narrow_screen_is_names_and_values() -> None:
    screen = bhxh(*README, COLUMNS="60").out
    assert "\n Nhà nước hỗ trợ: −66.000 đ (20% mức đóng ở chuẩn nghèo)\n" in screen
    second = ("05/2027 – 10/2027", "  Hạn nộp: 31/08/2027", "  Nhà nước: 580.800 đ", "  Gia đình đóng: 2.785.200 đ")
    assert "\n " + "\n ".join(second) + "\n" in screen


def test_what_changes_is_said_where_it_happens() -> None:
    screen = bhxh(*YOUNG).out
    assert re.search(r"01/2027 – 10/2027 .*\n? *mức đóng tăng, hỗ trợ tăng\n", screen)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COUNSELLED)
def test_a_counsellors_question_is_answered_in_one_screen(name: str, lang: str) -> None:
    screen = bhxh(*COUNSELLED[name], "--lang", lang).out
    assert len(screen.splitlines()) <= 58
    assert not re.search(r"(?<![\d.,])0 (đ|VND)\b", screen)


def test_what_stands_beside_the_pension() -> None:
    named = {name: answered(*question) for name, question in COUNSELLED.items()}
    for answer in named.values():
        assert list(answer["benefits"]) == [
            "funeral_allowance", "funeral_required_months", "funeral_by_compulsory", "funeral_earned",
            "survivor_lump_sum", "pensioner_lump_sum",
            "survivor_monthly", "maternity_allowance", "maternity_required_months", "social_pension",
            "social_pension_from", "pensioner_card_cover",
        ]  # fmt: skip
        assert all(list(road) == ["road", "cost", "once", "monthly", "from", "until"] for road in answer["roads"])
    assert [name for name, answer in named.items() if "legacy_age" in answer] == ["since_2009"]
    assert list(named["since_2009"]["legacy_age"]) == [
        "reached", "pension_from", "monthly_pension", "monthly_pension_today",
    ]  # fmt: skip
    assert named["since_2009"]["legacy_age"]["reached"] == "2030-01"
    assert [road["road"] for road in named["short"]["roads"]] == ["monthly_allowance"]
    assert [name for name, answer in named.items() if "refund" in answer] == ["stop"]
    refund = named["stop"]["refund"]
    assert list(refund) == ["reason", "from", "unused_months", "amount"]
    assert (refund["reason"], refund["from"], refund["unused_months"]) == ("job", "2028-05", 42)
    # the State salary gives the relatives a monthly benefit
    assert [name for name, answer in named.items() if answer["benefits"]["survivor_monthly"]] == ["state"]


def test_what_does_not_concern_the_person_is_left_out() -> None:
    for name in ("factory", "since_2009"):  # a woman of an age to have children, a man
        assert "Sinh con" in bhxh(*COUNSELLED[name]).out
    assert "Sinh con" not in bhxh(*COUNSELLED["past_sixty"]).out
    assert "Sinh con" not in bhxh(*COUNSELLED["factory"], "--born", "1971").out
    assert "nếu mới hưởng" not in bhxh(*COUNSELLED["short"]).out
    assert "Tuất một lần" not in bhxh(*WOMAN, "--years", "0").out


def test_the_history_of_a_state_salary_is_given_back(files: Path) -> None:
    for name in ("state", "short", "stop"):
        answer = answered(*COUNSELLED[name])
        (files / "again.json").write_text(json.dumps(answer["given"]))
        assert answered("quote", "--person", "again.json") == answer
    assert answered(*STATE)["given"]["paid"] == ["1993-01..2015-12:3.66:state"]


# --- the withdrawal


def test_the_keys_of_a_withdrawal() -> None:
    answer = answered(*WITHDRAW, "--paid", "2010-01..2024-12:2tr", "--explain")
    assert list(answer) == [
        "as_of", "given", "withdrawal", "keep", "keep_wins_from_age", "warnings", "explanation",
    ]  # fmt: skip
    assert answer["withdrawal"] == {
        "allowed": True, "reason": "waiting", "from": "2026-11", "months": 180, "months_before_2014": 48,
        "months_from_2014": 132, "average_income": 2_640_000, "gross_amount": 73_920_000,
        "state_support_deducted": 1_927_200, "amount": 71_992_800,
    }  # fmt: skip
    quoted = answered("quote", *WITHDRAW[1:], "--paid", "2010-01..2024-12:2tr", "--years", "0")
    assert answer["keep"] == {"retirement": quoted["retirement"], "pension": quoted["pension"]}
    assert answer["keep_wins_from_age"] == "65y2m"
    assert "explanation" not in answered(*WITHDRAW, "--paid", "2010-01..2024-12:2tr")


RECENT = ("--paid", "2025-08..2026-10:2tr")


@pytest.mark.parametrize(
    ("record", "reason", "allowed", "told", "first", "amount"),
    [
        (RECENT, None, False, "joined_after", None, None),
        (RECENT, "waiting", False, "joined_after", None, None),
        (RECENT, "age", False, "not_of_age", None, None),
        (RECENT, "abroad", True, "abroad", "2026-11", 5_010_000),
        (RECENT, "illness", True, "illness", "2026-11", 6_000_000),  # the State's money is not taken back
        (RECENT, "incapacity", True, "incapacity", "2026-11", 6_000_000),
        (("--paid", "2004-01..2024-12:3tr:compulsory"), None, False, "twenty_years", None, None),
        (("--paid", "2020-01..2026-06:2tr"), None, True, "waiting", "2027-07", None),  # twelve months after the last
        ((*RECENT, "--born", "1964"), None, True, "age", "2026-11", 5_010_000),
        (("--born", "1964", "--paid", "2008-01..2024-12:2tr"), None, True, "waiting", "2026-11", None),
    ],
)
def test_who_may_withdraw_and_why(
    record: tuple[str, ...], reason: str | None, allowed: bool, told: str, first: str | None, amount: int | None
) -> None:
    asked = (*WITHDRAW, *record, *(("--reason", reason) if reason else ()))
    found = answered(*asked)["withdrawal"]
    assert (found["allowed"], found["reason"], found["from"]) == (allowed, told, first)
    assert found["amount"] == max(0, found["gross_amount"] - found["state_support_deducted"])
    assert amount is None or found["amount"] == amount
    screen = bhxh(*asked).out
    assert ("Được nhận một lần từ tháng" in screen) == allowed == ("Chưa được nhận một lần" not in screen)
    assert "withdrawal" not in screen and told not in screen
    assert allowed or "thì giữ lại được nhiều hơn" not in screen  # nothing to choose between


def test_a_withdrawal_on_the_screen() -> None:
    screen = bhxh(*WITHDRAW, "--paid", "2018-01..2024-12:2tr").out
    assert "84 tháng từ 2014" in screen and "trước 2014" not in screen
    # no pension from the record: the other ways are told, below
    assert "xem các cách bên dưới" in screen
    assert screen.index("xem các cách bên dưới") < screen.index("CẦN BIẾT") < screen.index("(--until)")
    assert "48 tháng trước 2014, 132 tháng từ 2014" in unwrapped(bhxh(*SCREENS["withdraw"]).out)
    explained = bhxh(*SCREENS["withdraw_explained"]).out
    assert explained.startswith(screen.rstrip("\n")) and "\n VÌ SAO\n" in explained


@pytest.mark.parametrize("option", [("--format", "csv"), ("--strict",)])
def test_a_withdrawal_has_no_format_and_is_not_strict(option: tuple[str, ...]) -> None:
    said = bhxh(*WITHDRAW, "--paid", "2018-01..2024-12:2tr", *option)
    assert said.code == 2 and f"Không có tùy chọn “{option[0]}”" in said.err


# --- the law, and its check


def test_the_law_of_a_month() -> None:
    assert bhxh("law", "support_rates", "--at", "2026-07").out == (
        " LUẬT CỦA THÁNG 07/2026\n"
        "\n"
        " Tỷ lệ Nhà nước hỗ trợ (support_rates)\n"
        "   khác: 20% · dân tộc thiểu số: 30% · hộ cận nghèo: 40% · hộ nghèo: 50%\n"
        "   xã đảo, đặc khu: 50%\n"
        "   từ 07/2025 · 159/2025/NĐ-CP Đ.5 k.1\n"
    )
    assert len(re.findall(r"\(\w+\)\n", bhxh("law", "--at", "2026-11").out)) > 25
    assert bhxh("law", "--at", "1960-01").code == 4


def test_the_law_in_json() -> None:
    answer = json.loads(bhxh("law", "support_rates", "rural_poverty_line", "--at", "2026-11", "--json").out)
    assert list(answer) == ["as_of", "given", "month", "parameters", "warnings"]
    assert answer["given"] == {"names": ["support_rates", "rural_poverty_line"], "at": "2026-11"}
    assert list(answer["parameters"]) == ["support_rates", "rural_poverty_line"]
    for told in answer["parameters"].values():
        assert list(told) == ["value", "unit", "since", "until", "source", "layer", "standing", "reviewed"]
    assert answer["parameters"]["rural_poverty_line"] == {
        "value": 1_500_000, "unit": "dong", "since": "2022-01", "until": "2026-12", "source": "07/2021/ND-CP",
        "layer": "national", "standing": "enacted", "reviewed": answer["parameters"]["rural_poverty_line"]["reviewed"],
    }  # fmt: skip


def test_the_law_of_a_province_and_of_a_reform() -> None:
    told = json.loads(bhxh("law", "support_rates", "--at", "2027-02", "--with", "reform.yaml", "--json").out)
    assert told["parameters"]["support_rates"]["value"]["other"] == "30%"
    assert told["given"] == {"names": ["support_rates"], "with": ["reform.yaml"], "at": "2027-02"}
    screen = bhxh("law", "local_support_rates", "--at", "2026-11", "--province", "Quảng Ninh").out
    assert "lớp: province 22" in screen


def test_what_changes_in_the_law() -> None:
    said = bhxh("law", "--changes", "2026-12..2027-12").out
    assert "\n 01/2027\n" in said and "\n Chuẩn hộ nghèo nông thôn: 2.200.000 đ · 351/2025/NĐ-CP\n" in said
    assert "không có thay đổi nào" in bhxh("law", "--changes", "2027-02..2027-12").out
    answer = json.loads(bhxh("law", "--changes", "2026-12..2027-12", "--json").out)
    assert ("2027-01", "rural_poverty_line", 2_200_000) in [
        (row["month"], row["parameter"], row["value"]) for row in answer["changes"]
    ]
    # the same law in a new act is said in few words
    assert "Tỷ lệ đóng: giá trị như trước" in bhxh("law", "contribution_rate", "--changes", "2025-01..2026-01").out


def test_check_of_the_rules() -> None:
    said = bhxh("check", "--json")
    assert (said.code, said.err) == (0, "")
    answer = json.loads(said.out)
    assert {"files", "problems", "stale", "unverified", "as_of", "given", "warnings"} == set(answer)
    assert "rules/sources.yaml" in answer["files"] and answer["problems"] == []
    assert all(row["confidence"] != "confirmed" for row in answer["unverified"])
    assert json.loads(bhxh("check", "--json", "--reviewed-before", "2100-01-01").out)["stale"]
    assert bhxh("check").out.startswith("✓ ")


@pytest.mark.parametrize("name", ["typo.yaml", "./typo.yaml"])
def test_check_of_a_file_of_ones_own(name: str) -> None:
    said = bhxh("check", name)
    assert said.code == 3 and "1 lỗi trong 1 tệp" in said.err and "4 |   support_ratess:" in said.err
    said = bhxh("check", "--json", name)
    (problem,) = json.loads(said.out)["problems"]
    assert said.code == 3
    assert (problem["line"], problem["column"], problem["path"]) == (4, 3, "provisions.support_ratess")
    assert list(problem) == ["file", "line", "column", "path", "says"]
    assert bhxh("check", "reform.yaml") == Said(0, "✓ 1 tệp, không có lỗi\n", "")


def test_check_of_one_file_of_the_rules_and_of_none() -> None:
    assert bhxh("check", str(ROOT / "rules" / "national" / "support.yaml")).code == 0
    for missing in ("none.yaml", str(ROOT / "rules" / "national" / "none.yaml"), ".", "binary.yaml"):
        said = bhxh("check", missing)
        assert said.code == 3 and missing in said.err


# --- help and version


@pytest.mark.parametrize(
    "arguments", ["--version", "quote --version", "--lang en --version", "--version law", "check --version x"]
)
def test_version(arguments: str) -> None:
    assert bhxh(*arguments.split()) == Said(0, f"bhxh {estimator.__version__}\n", "")


@pytest.mark.parametrize("command", ["", "quote", "withdraw", "law", "check"])
@pytest.mark.parametrize(
    ("lang", "usage", "example", "options", "left"),
    [("vi", "Cách dùng:", "Ví dụ:", "Tùy chọn:", "Usage|Options|Arguments|Commands|Show this"),
     ("en", "Usage:", "Example:", "Options:", "Cách|Tùy chọn|Lệnh")],
)  # fmt: skip
def test_help(command: str, lang: str, usage: str, example: str, options: str, left: str) -> None:
    asked = bhxh(*command.split(), "--help", "--lang", lang)
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.startswith(f"{usage} bhxh")
    assert max(map(len, asked.out.splitlines())) <= 80
    assert not re.search(left, asked.out)
    assert asked.out.index(example) < asked.out.index(f"\n{options}")
    assert bhxh(*command.split(), "-h", "--lang", lang) == asked
    assert bhxh(*command.split(), "--help", BHXH_LANG=lang) == asked


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", ["quote", "withdraw", "law"])
def test_the_example_of_the_help_is_answered(command: str, lang: str) -> None:
    text = bhxh(command, "--help", "--lang", lang).out
    found = re.search(r"(?:Ví dụ|Example): bhxh (.*?)\n\n", text, re.DOTALL)
    assert found
    assert bhxh(*shlex.split(unwrapped(found[1]))).code == 0


def test_bare_without_a_terminal() -> None:
    assert bhxh() == Said(2, bhxh("--help").out, "")


def test_every_option_stands_in_the_help() -> None:
    named = {
        "quote": (*PERSON, *OUTPUT),
        "withdraw": (*PERSON, *WITHDRAW_OPTIONS),
        "law": BOOK,
        "check": CHECK,
    }
    for command, options in named.items():
        text = bhxh(command, "--help").out
        assert all(flag in text for option in options for flag in option.flags)


def test_a_road_beside_the_plan_needs_no_whole_advance() -> None:
    """Past the age, 24 months short after an advance of five years: what is bought instead of paid is no refusal."""
    told = answered("quote", "--sex", "nam", "--born", "1960", *AS_OF, "--income", "2tr", "--years-ahead", "5",
                    "--paid", "2018-01..2024-12:2tr")  # fmt: skip
    assert told["instalments"][0]["months"] == 60
    assert "pay_then_buy" in {road["road"] for road in told["roads"]}


@pytest.mark.parametrize(
    "typed",
    [
        ["quote"],
        ["quote", "--sex", "nữ", "--json", "--paid", "--born", "--paid=2018", "--years=3"],
        ["compare", "--by", "method", "--level", "2tr"],
        ["batch", "-", "-ox.csv", "--map", "a=b"],
        ["law", "support_rates", "--at", "2026-11"],
        ["check"],
    ],
)
def test_options_that_nobody_typed_are_given_as_typer_gives_them(typed: list[str]) -> None:
    words, (name, *rest) = Words("vi"), typed
    whole, few = (build(words, name, known)(rest, standalone_mode=False, prog_name=name) for known in (None, rest))
    assert few == whole
    assert [*map(type, few[1].values())] == [*map(type, whole[1].values())]
