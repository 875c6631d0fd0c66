"""The rulebook: faulty files are refused with their places, dates outside the law are refused, every value is pinned.

Each file of tests/golden/broken says in its first lines where it would lie and which faults it must raise.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from golden_cases import CASES, Case, answered, flat, found

from estimator.engine.months import from_iso, iso
from estimator.engine.problem import CoverageProblem, RuleProblem
from estimator.law import wiring
from estimator.plan.assumptions import Outlook
from estimator.rulebook import build, store
from estimator.rulebook.model import Law, Parameter, Provision, Rulebook, segments
from estimator.rulebook.read_yaml import DEEPEST, LARGEST, Document
from estimator.show.rule_faults import says
from estimator.words.say import Words

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"
BROKEN = sorted((Path(__file__).parent / "golden" / "broken").glob("*.yaml"))
TABLES = store.tables(RULES)
BOOK = store.rulebook(TABLES)

# A small country: one law, two parameters, one province.
COUNTRY = {
    "sources.yaml": """
1/2020/QH14:
  kind: law
  title: {vi: Luật, en: Law}
  issued: 2020-01-01
  in_force: 2020-01-01
""",
    "national/base.yaml": """
fee:
  unit: dong
  reviewed: 2026-11-22
  may_vary_by: province
  values:
    2020-01-01: {value: 1, source: 1/2020/QH14}
tax:
  unit: share
  reviewed: 2026-11-22
  values:
    2020-01-01: {value: 1%, source: 1/2020/QH14}
""",
    "provinces/index.yaml": "'01': {name: Một}\n",
}
PLACES = {
    "national": "national/other.yaml",
    "province": "provinces/one.yaml",
    "reform": "reforms/one.yaml",
    "scenario": "scenarios/other.yaml",
    "sources": "sources.yaml",
    "provinces": "provinces/index.yaml",
}


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """The rules of the small country, without fault."""
    rules = tmp_path / "rules"
    for name, text in COUNTRY.items():
        file = rules / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), "utf-8")
    for folder in ("scenarios", "reforms"):
        (rules / folder).mkdir()
    return rules


def codes(rules: Path) -> list[str]:
    """The codes of every fault of a rules directory."""
    return [fault.code for fault in build.build(rules)[1]]


# Faulty files


class Expected(NamedTuple):
    """A fault that a broken file must raise."""

    code: str
    line: int
    column: int


def expected(file: Path) -> tuple[str, list[Expected]]:
    """Where a broken file would lie, and its faults, as its first lines tell."""
    text = file.read_text("utf-8")
    place = re.findall(r"^# place: (\w+)$", text, re.M)
    faults = re.findall(r"^# fault: (\w+) (\d+):(\d+)$", text, re.M)
    return PLACES[place[0]], [Expected(code, int(line), int(column)) for code, line, column in faults]


def test_the_small_country_is_without_fault(country: Path) -> None:
    assert codes(country) == []


@pytest.mark.parametrize("file", BROKEN, ids=[file.stem for file in BROKEN])
def test_a_broken_file_tells_each_fault_at_its_place(file: Path, country: Path) -> None:
    place, faults = expected(file)
    shutil.copy(file, country / place)
    raised = [fault for fault in build.build(country)[1] if fault.file.endswith(place)]
    assert [Expected(f.code, f.line, f.column) for f in raised] == faults
    lines = file.read_text("utf-8").splitlines()
    for fault in raised:
        assert fault.shown == "".join(lines[fault.line - 1 : fault.line])
        for lang in ("vi", "en"):
            assert says(fault, Words(lang))


def test_a_faulty_file_stops_the_rules_and_names_every_fault(country: Path) -> None:
    shutil.copy(next(file for file in BROKEN if file.stem == "not_a_share"), country / "national/other.yaml")
    shutil.copy(next(file for file in BROKEN if file.stem == "province_may_not"), country / "provinces/one.yaml")
    with pytest.raises(RuleProblem) as refusal:
        store.tables(country)
    assert refusal.value.exit_code == 3
    assert [fault.code for fault in refusal.value.facts["faults"]] == ["not_a_share", "province_may_not"]


def test_a_fault_of_the_register_is_not_drowned_in_its_echoes(country: Path) -> None:
    shutil.copy(next(file for file in BROKEN if file.stem == "source_kind_unknown"), country / "sources.yaml")
    assert codes(country) == ["literal_error"]


def test_a_last_day_after_every_year_is_read_or_refused(country: Path) -> None:
    file = country / "national/base.yaml"
    file.write_text(file.read_text("utf-8").replace("{value: 1,", "{value: 1, until: 9999-12-31,"), "utf-8")
    assert codes(country) in ([], ["not_last_of_month"])


def test_a_file_that_is_not_text_is_refused(country: Path) -> None:
    other = country / "national/other.yaml"
    for raw, code in (
        ("fee: Lương\n".encode("cp1258"), "file_not_utf8"),
        ("fee: 1\n".encode("utf-16"), "file_not_utf8"),
        (b"fee:\n  unit: do\x00ng\n", "yaml_broken"),
        (b"fee: " + b"1" * LARGEST, "file_too_large"),
        (b"\xff\xfe\x00", "file_not_utf8"),
    ):
        other.write_bytes(raw)
        assert codes(country) == [code], raw[:20]


def test_a_byte_order_mark_is_no_fault(country: Path) -> None:
    file = country / "national/base.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert codes(country) == []


def test_a_file_that_is_not_there_or_a_directory_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.yaml", tmp_path):
        provisions, faults = build.overlay(file, TABLES)
        assert (provisions, [fault.code for fault in faults]) == ({}, ["file_unreadable"])


def test_a_bomb_of_aliases_is_refused_at_once(country: Path) -> None:
    lines = ["a: &a [" + ", ".join("x" * 10) + "]"]
    for name, below in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{name}: &{name} [" + ", ".join([f"*{below}"] * 10) + "]")
    (country / "national/other.yaml").write_text("\n".join(lines), "utf-8")
    assert set(codes(country)) >= {"yaml_alias"}
    assert len(codes(country)) < 200  # each alias is met once, never followed


@pytest.mark.parametrize("depth", [DEEPEST + 2, 500, 20_000])
def test_deep_nesting_is_refused(depth: int, country: Path) -> None:
    (country / "national/other.yaml").write_text("fees: " + "[" * depth + "]" * depth, "utf-8")
    assert (
        codes(country) == ["yaml_too_deep"] if depth < 100 else set(codes(country)) <= {"yaml_too_deep", "yaml_broken"}
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]", "fee", "null", "- a\n- b\n", "12"])
def test_a_file_of_the_wrong_shape_is_refused(text: str, country: Path) -> None:
    for place in PLACES.values():
        file = country / place
        before = file.read_bytes() if file.exists() else None
        file.write_text(text, "utf-8")
        assert codes(country), place
        file.unlink() if before is None else file.write_bytes(before)
    assert codes(country) == []


def test_every_code_of_the_rulebook_has_a_broken_file() -> None:
    raised = {code for file in (ROOT / "estimator" / "rulebook").glob("*.py") for code in raised_in(file)}
    elsewhere = {"file_too_large", "file_unreadable", "file_not_utf8"}  # tested above, not files of text
    covered = {fault.code for file in BROKEN for fault in expected(file)[1]}
    assert raised - covered == elsewhere


def raised_in(file: Path) -> Iterator[str]:
    """The codes of faults that a module names."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = {"fault": 1, "_wrong": 0, "_scaled": 3}.get(called)
            if place is not None and len(node.args) > place:
                code = node.args[place]
                if isinstance(code, ast.Constant):
                    yield str(code.value)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            code = node.value.elts[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def test_a_reform_needs_no_registered_source_and_a_province_does(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    row = "provisions:\n  local_support_rates:\n    2027-01-01: {value: {other: 10%}, source: an idea}\n"
    file.write_text("reform: mine\nreason: to see\n" + row, "utf-8")
    provisions, faults = build.overlay(file, TABLES)
    assert faults == []
    assert provisions["local_support_rates"][0][5] == f"reform {file}"
    file.write_text("province: '66'\n" + row, "utf-8")
    assert [fault.code for fault in build.overlay(file, TABLES)[1]] == ["source_unknown"]


def test_a_reform_is_not_enacted_law() -> None:
    mine = Provision(from_iso("2027-01"), {"other": 1000}, "an idea", layer="reform mine.yaml")
    assert (
        BOOK.overlaid({"local_support_rates": (mine,)}).at(from_iso("2027-01")).standing("local_support_rates")
        != "enacted"
    )


# Dates outside the law


def test_before_the_first_value_the_first_date_is_named() -> None:
    for parameter in BOOK.parameters.values():
        first = parameter.segments[0].start
        with pytest.raises(CoverageProblem) as refusal:
            parameter.at(first - 1)
        problem = refusal.value
        assert (problem.code, problem.field, problem.exit_code) == ("before_first_provision", parameter.name, 4)
        assert problem.facts["first"] == first
        assert parameter.at(first)[0].since == first


def test_after_the_last_day_of_the_last_value_it_is_assumed() -> None:
    for name, month in (
        ("rural_poverty_line", "2031-01"),
        ("fund_interest", "2027-01"),
        ("revaluation_factors", "2027-01"),
    ):
        parameter = BOOK.parameters[name]
        last = parameter.segments[-1].provision
        assert parameter.at(from_iso(month) - 1) == (last, last.standing)
        assert parameter.at(from_iso(month)) == (last, "assumed")
        assert parameter.at(from_iso("2090-01")) == (last, "assumed")
    open_ended = BOOK.parameters["support_rates"]
    assert open_ended.at(from_iso("2090-01")) == (open_ended.segments[-1].provision, "enacted")


@pytest.mark.parametrize(
    ("month", "following"), [("2018-01", "2020-01"), ("2019-12", "2020-01"), ("2021-06", "2023-01")]
)
def test_a_gap_is_refused_and_names_the_next_value(month: str, following: str) -> None:
    with pytest.raises(CoverageProblem) as refusal:
        BOOK.at(from_iso(month))["fund_interest"]
    problem = refusal.value
    assert (problem.code, problem.field, problem.given) == ("value_not_known", "fund_interest", month)
    assert problem.facts["next"] == from_iso(following)


def test_what_was_issued_after_a_day_is_not_known_on_it() -> None:
    issued = {name: document["issued"] for name, document in TABLES["sources"].items()}
    for day in ("2016-06-01", "2022-01-01", "2025-06-30", "2025-12-30", "2026-11-22"):
        known = BOOK.known_on(day)
        for name, parameter in BOOK.parameters.items():
            stated = [p for _, p in parameter.segments if p is not None]
            kept = segments(p for p in stated if issued[p.source.partition(" art. ")[0]] <= day)
            assert known.parameters[name].segments == kept
    line = from_iso("2027-01")
    assert BOOK.known_on("2025-12-29").at(line)["rural_poverty_line"] == 1_500_000
    assert BOOK.known_on("2025-12-30").at(line)["rural_poverty_line"] == 2_200_000
    with pytest.raises(CoverageProblem) as refusal:
        BOOK.known_on("2000-01-01").at(line)["contribution_rate"]
    assert refusal.value.field == "contribution_rate"


def test_an_overlay_issued_later_is_not_known_either() -> None:
    over = Provision(from_iso("2026-01"), 1, "351/2025/ND-CP", "confirmed", None, "province 01")
    laid = BOOK.overlaid({"rural_poverty_line": (over,)})
    assert laid.known_on("2025-01-01").at(from_iso("2026-11"))["rural_poverty_line"] == 1_500_000


# The frozen form


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the rules, with their frozen tables beside them."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns(store.FROZEN))
    (rules / store.FROZEN).write_bytes(store.freeze(build.build(rules)[0], rules))
    return rules


def test_frozen_tables_are_the_tables(checkout: Path) -> None:
    built = build.build(RULES)[0]
    assert store.thaw(checkout) == built
    assert store.tables(checkout) == built
    assert same_types(store.thaw(checkout), built)


def same_types(a: Any, b: Any) -> bool:
    """Whether two trees agree in the types of everything in them."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same_types(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(same_types(x, y) for x, y in zip(a, b, strict=True))
    return True


@pytest.mark.parametrize("change", ["a value", "a comment", "a new file", "a file less", "a new name"])
def test_frozen_tables_of_changed_rules_are_not_read(change: str, checkout: Path) -> None:
    line = checkout / "national" / "rural_poverty_line.yaml"
    if change == "a value":
        line.write_text(line.read_text("utf-8").replace("2,200,000", "2,300,000"), "utf-8")
    elif change == "a comment":
        line.write_text(line.read_text("utf-8") + "# read again\n", "utf-8")
    elif change == "a new file":
        (checkout / "reforms" / "mine.yaml").write_text("reform: mine\nreason: none\nprovisions: {}\n", "utf-8")
    elif change == "a file less":
        (checkout / "provinces" / "quang-ninh.yaml").unlink()
    else:
        line.rename(line.with_name("poverty.yaml"))
    assert store.thaw(checkout) is None
    expected_line = 2_300_000 if change == "a value" else 2_200_000
    assert store.load(checkout).at(from_iso("2027-01"))["rural_poverty_line"] == expected_line


def test_a_corrupt_frozen_file_is_not_read(checkout: Path) -> None:
    file = checkout / store.FROZEN
    good, built = file.read_bytes(), build.build(RULES)[0]
    head = len(store.FORMAT + store.fingerprint(checkout))
    cut = [good[:length] for length in (0, 5, head, head + 1, len(good) // 2, len(good) - 1)]
    junk = [good[:head] + b"i\x05\x00\x00\x00", good[:head] + b"\xff" * 100, good[:head] + b"N", b"\x00" * len(good)]
    for raw in (*cut, *junk):
        file.write_bytes(raw)
        assert store.tables(checkout) == built


def test_a_frozen_file_with_a_flipped_bit_never_yields_other_law(checkout: Path) -> None:
    file = checkout / store.FROZEN
    good, built = file.read_bytes(), build.build(RULES)[0]
    head = len(store.FORMAT + store.fingerprint(checkout))
    amount = good.index((2_530_000).to_bytes(4, "little"), head)
    for place in (amount, amount + 1, head + 100, len(good) // 2, len(good) - 3):
        file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        thawed = store.thaw(checkout)
        assert thawed is None or thawed == built, f"byte {place} of {len(good)}"


def test_without_frozen_tables_the_yaml_is_read(checkout: Path) -> None:
    (checkout / store.FROZEN).unlink()
    assert store.thaw(checkout) is None
    assert store.tables(checkout) == TABLES


# Hygiene of the rules


# Read by name in the plan, not by a formula.
READ_BY_THE_PLAN = {
    "income_step", "income_step_binding", "joining_age", "years_ahead_least", "years_ahead_most", "deadline_months",
    "months_per_instalment", "revaluation_factors", "earlier_revaluation_factors", "compulsory_cap_multiple",
    "withdrawal_waiting_months", "pensioner_card_cover",
}  # fmt: skip
UNIT_OF = {
    "dong": "Dong",
    "count": "Count",
    "months": "Months",
    "share": "Share",
    "monthly_rate": "MonthlyRate",
    "flag": "Flag",
    "share_by_group": "Steps",
    "months_by_method": "Steps",
    "death_rates": "Steps",
    "age_by_sex": "Steps",
    "months_by_sex": "Steps",
    "factor_by_year": "Steps",
    "ladder": "Steps",
    "increases": "Steps",
    "month": "Month",
}


def test_every_parameter_is_read_by_a_formula_or_by_the_plan() -> None:
    operands = {operand for sheet in wiring.editions() for names in sheet.operands.values() for operand in names}
    plan = "".join(file.read_text("utf-8") for file in (ROOT / "estimator" / "plan").glob("*.py"))
    for name in BOOK.parameters:
        if name in READ_BY_THE_PLAN:
            assert f'"{name}"' in plan, f"nothing reads {name}"
        else:
            assert name in operands, f"no formula reads {name}"
    assert set(BOOK.parameters) >= READ_BY_THE_PLAN


def test_the_formulas_of_every_sheet_fit_together() -> None:
    for sheet in wiring.ALL:
        sheet.check()


def test_every_document_that_a_formula_cites_is_registered() -> None:
    assert [sheet.unregistered(BOOK.sources) for sheet in wiring.ALL] == [{}] * len(wiring.ALL)


def test_the_unit_of_every_parameter_is_that_of_the_formulas() -> None:
    for sheet in wiring.ALL:
        for name, parameter in BOOK.parameters.items():
            if name in sheet.units:
                unit = "Schedule" if parameter.whole else UNIT_OF[parameter.unit]
                assert sheet.units[name] == unit, f"{name} is {unit} in the rules and {sheet.units[name]} in a formula"


def gap(parameter: Parameter, month: int) -> bool:
    """Whether a month lies where the rules state nothing: interest not found, tables of before 2008 not found."""
    standing = [segment.provision for segment in parameter.segments if segment.start <= month]
    return (bool(standing) and standing[-1] is None) or (parameter.name == "fund_interest" and month // 12 in GAPS)


GAPS = (2018, 2019, 2021, 2022)


def changes(book: Rulebook) -> list[int]:
    """Every month in which something in the rules begins."""
    return sorted({segment.start for parameter in book.parameters.values() for segment in parameter.segments})


def test_every_parameter_resolves_at_every_change_after_its_first() -> None:
    for name, parameter in BOOK.parameters.items():
        for month in changes(BOOK):
            if month < parameter.segments[0].start or gap(parameter, month):
                continue
            assert parameter.at(month)[0].since <= month, (name, iso(month))
            assert BOOK.at(month)[name] is not None


@pytest.mark.parametrize("scenario", sorted(BOOK.scenarios))
def test_every_parameter_resolves_at_every_change_of_a_scenario(scenario: str) -> None:
    book = Outlook(BOOK, scenario).book
    for month in changes(book):
        for name, parameter in book.parameters.items():
            if month >= parameter.segments[0].start and name != "fund_interest" and not gap(parameter, month):
                provision, standing = parameter.at(month)
                assert standing == "assumed" or not provision.layer.startswith("scenario")


# Every number of the rules is pinned: one more breaks a golden case.


class Place(NamedTuple):
    """One number, or flag, inside a dated value of a national parameter."""

    name: str
    row: int
    path: tuple[Any, ...]

    def __str__(self) -> str:
        since = iso(TABLES["parameters"][self.name][4][self.row][0])
        return ".".join([self.name, since, *map(str, self.path)])


def places(name: str) -> Iterator[Place]:
    """Every number of a parameter."""
    for index, row in enumerate(TABLES["parameters"][name][4]):
        for path in ends(row[1]):
            yield Place(name, index, path)


def ends(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to the numbers and flags inside a value."""
    if isinstance(value, int):
        yield path
    else:
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ends(inside, (*path, key))


# An instalment of one or three months is due within its months whatever longer deadline is written.
ONE_LESS = {f"deadline_months.{since}.{way}" for since in ("2016-01", "2025-07") for way in ("monthly", "quarterly")}


def altered(value: Any, path: tuple[Any, ...], by: int) -> Any:
    """The value with something added at a path; a flag turned round."""
    if not path:
        return not value if isinstance(value, bool) else value + by
    key, *rest = path
    if isinstance(value, dict):
        return {**value, key: altered(value[key], tuple(rest), by)}
    return tuple(altered(item, tuple(rest), by) if index == key else item for index, item in enumerate(value))


def mutated(place: Place) -> store.Tables:
    """The tables with one number altered."""
    unit, reviewed, may_vary_by, whole, rows = TABLES["parameters"][place.name]
    row = rows[place.row]
    other = (row[0], altered(row[1], place.path, -1 if str(place) in ONE_LESS else 1), *row[2:])
    rows = (*rows[: place.row], other, *rows[place.row + 1 :])
    parameters = {**TABLES["parameters"], place.name: (unit, reviewed, may_vary_by, whole, rows)}
    return {**TABLES, "parameters": parameters}


@cache
def readers() -> dict[tuple[str, int], list[Case]]:
    """The golden cases that read each dated value and hold, the quick ones first."""
    read: dict[tuple[str, int], list[Case]] = {}
    touched: set[tuple[str, int]] = set()
    at, get = Parameter.at, Law.__getitem__

    def watched_at(self: Parameter, month: int) -> tuple[Provision, str]:
        provision, firm = at(self, month)
        touched.add((self.name, provision.since))
        return provision, firm

    def watched_get(self: Law, name: str) -> Any:
        parameter = self.book.parameters[name]
        if parameter.whole:
            touched.update((name, segment.provision.since) for segment in parameter.segments if segment.provision)
        return get(self, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Parameter, "at", watched_at)
        patch.setattr(Law, "__getitem__", watched_get)
        for case in sorted(CASES, key=lambda case: "quote" in case.given):
            touched.clear()
            if holds(case, TABLES):
                for key in touched:
                    read.setdefault(key, []).append(case)
    return read


def holds(case: Case, tables: store.Tables) -> bool:
    """Whether a case holds under some tables; a crash is told by the golden test itself."""
    try:
        return found(case, answered(case, tables)) == flat(case.expect)
    except Exception:
        return False


# A hundredth of a percent of the difference between two rates is less than half a hundredth of the pension.
NOT_SEEN = {
    "women_topup_share": {"women_topup_share.2016-01", "women_topup_share.2022-01"},
    "minimum_wage_floor": {"minimum_wage_floor.2016-01", "minimum_wage_floor.2025-07"},  # no formula reads it any more
}


BROKEN_BY: dict[str, list[Case]] = {}


@pytest.mark.parametrize("name", sorted(BOOK.parameters))
def test_every_number_of_the_rules_is_pinned(name: str) -> None:
    loose = {str(place) for place in places(name) if not pinned(place)}
    assert loose == NOT_SEEN.get(name, set())


def pinned(place: Place) -> bool:
    """Whether some golden case breaks when a number is altered; those that broke before are tried first."""
    since = TABLES["parameters"][place.name][4][place.row][0]
    tables = mutated(place)
    broken = BROKEN_BY.setdefault(place.name, [])
    cases = sorted(readers().get((place.name, since), ()), key=lambda case: case not in broken)
    breaking = next((case for case in cases if not holds(case, tables)), None)
    if breaking is not None and breaking not in broken:
        broken.append(breaking)
    return breaking is not None


def test_documents_are_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "text.yaml"
    file.write_text("a: no\nb: 010\nc: 1:30\nd: 2025-07-01\ne: 1.50\nf: ~\n", "utf-8")
    assert Document(file).tree == {"a": "no", "b": "010", "c": "1:30", "d": "2025-07-01", "e": "1.50", "f": "~"}


HOSTILE = {
    "an alias as a key": ("a: &a [x]\nb: &b [*a]\n? *b\n: 1\n", "yaml_alias"),
    "a list as a key": ("? [x, y]\n: 1\n", "key_no_text"),
    "brackets closed before": ("# " + "]" * 500 + "\na: " + "[" * 100 + "]" * 100, "yaml_too_deep"),
    "a text beyond measure": ("reason: " + "x" * 1_000_000, "text_too_long"),
    "two documents": ("a: 1\n---\nb: 1\n", "yaml_broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_has_one_fault(name: str, tmp_path: Path) -> None:
    text, code = HOSTILE[name]
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    document = Document(tmp_path / "a.yaml")
    assert ([fault.code for fault in document.faults], document.tree) == ([code], None)
