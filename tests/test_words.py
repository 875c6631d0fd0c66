"""Both languages say the same things, every figure has a label, and every sentence can be said."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import shlex
import unicodedata
from datetime import date
from functools import cache
from operator import itemgetter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import estimator
from estimator.engine.problem import Problem
from estimator.law.wiring import editions
from estimator.plan.question import Question
from estimator.plan.quote import quote
from estimator.plan.withdraw import REASONS
from estimator.roster.headings import TICKS, meaning
from estimator.rulebook import codes, store
from estimator.words import en, names, vi
from estimator.words.closed_lists import LISTS, read_member
from estimator.words.matching import fold
from estimator.words.names import read_groups, read_method, read_scenario, read_stop
from estimator.words.say import LANGUAGES, SPECS, Words

TABLES = ("TEXTS", "NAMES", "FIGURES", "WARNINGS", "ERRORS", "HELP", "FAULTS", "HEADINGS", "METAVARS")
# Callables of the source whose plain words are keys of a table.
SPOKEN = {
    "ERRORS": {"Problem", "RuleProblem", "CoverageProblem", "refuse", "refused", "_read"},
    "WARNINGS": {"Warning"},
    "TEXTS": {"text"},
    "FAULTS": {"fault", "_wrong", "_scaled"},
}
EXAMPLES: dict[str, Any] = {
    "money": 2_550_000,
    "about": 2_550_000,
    "rounded": 2_550_000,
    "share": 4050,
    "rate": 3100,
    "month": 2026 * 12 + 10,
    "percent": 2000,
    "flag": "premium_years",
    "count": 1240,
    "iso": 2026 * 12 + 10,
    "day": date(2026, 11, 22),
    "age": 692,
    "duration": 159,
    "cite": "41/2024/QH15 art. 36.1",
    "cites": ["41/2024/QH15 art. 31.2", "161/2026/ND-CP"],
    "list": ["one", "two"],
}


def table(lang: str, name: str) -> dict[str, Any]:
    """A table of a language."""
    found: dict[str, Any] = getattr({"vi": vi, "en": en}[lang], name)
    return found


def shape(entry: Any) -> Any:
    """The keys of a table all the way down; of an error, which of its parts are empty."""
    if isinstance(entry, dict):
        return {key: shape(value) for key, value in entry.items()}
    return tuple(map(bool, entry)) if isinstance(entry, tuple) else type(entry)


def fields(entry: Any) -> set[tuple[str, str]]:
    """The fields of a template, or of all its parts, with their specs; one or many is English alone and left out."""
    if isinstance(entry, dict):
        return {field for part in entry.values() for field in fields(part)}
    parts = entry if isinstance(entry, tuple) else (entry,)
    parsed = [piece for part in parts for piece in Formatter().parse(part)]
    assert not [piece for piece in parsed if piece[3]], entry
    every = {(field, spec or "") for _, field, spec, _ in parsed if field is not None}
    return {(field, spec) for field, spec in every if not spec.startswith("|")}


def facts(entry: Any) -> dict[str, Any]:
    """An example of every fact that a template needs: of its spec, or its own name where it has none."""
    parts = entry if isinstance(entry, tuple) else (entry,)
    counted = {field: 2 for part in parts for _, field, spec, _ in Formatter().parse(part) if (spec or "")[:1] == "|"}
    known = sorted(fields(entry), key=itemgetter(1))
    return counted | {field: EXAMPLES[spec] if spec else f"<{field}>" for field, spec in known}


@cache
def spoken() -> dict[str, set[str]]:
    """The keys that the source says in plain words, by table."""
    found: dict[str, set[str]] = {name: set() for name in SPOKEN}
    for file in Path(estimator.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                said = getattr(call.func, "id", getattr(call.func, "attr", ""))
                parts = [part for arg in call.args for part in _branches(arg)]
                words = {p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)}
                for name, callables in SPOKEN.items():
                    if said in callables:
                        found[name] |= {word for word in words if re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", word)}
    return found


def _branches(arg: ast.expr) -> list[ast.expr]:
    return [*_branches(arg.body), *_branches(arg.orelse)] if isinstance(arg, ast.IfExp) else [arg]


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_have_the_same_keys(name: str) -> None:
    assert shape(table("en", name)) == shape(table("vi", name))


def test_no_table_is_forgotten() -> None:
    for words in (vi, en):
        subjects = [
            importlib.import_module(f"{words.__name__}.{file.name}") for file in pkgutil.iter_modules(words.__path__)
        ]
        found = {name: subject for subject in subjects for name in vars(subject) if name.isupper()}
        assert found.keys() == {*TABLES, "SYSTEM"}
        assert all(getattr(words, name) is getattr(subject, name) for name, subject in found.items())


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_name_the_same_facts(name: str) -> None:
    for key, entry in table("vi", name).items():
        assert fields(table("en", name)[key]) == fields(entry), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_known_specs(lang: str) -> None:
    for name in TABLES:
        for key, entry in table(lang, name).items():
            assert {spec for _, spec in fields(entry)} <= {"", *SPECS}, (name, key)
    # labels and help are shown as they stand; faults are filled in without specs
    assert not fields(table(lang, "NAMES")) | fields(table(lang, "FIGURES"))
    assert fields(table(lang, "HELP")) <= {("all", "")}, "the members of the option's closed list"
    assert {spec for _, spec in fields(table(lang, "FAULTS"))} == {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_unsaid(lang: str) -> None:
    for code, parts in table(lang, "ERRORS").items():
        assert len(parts) == 3, code
        assert parts[0].strip(), code
    for name in set(TABLES) - {"ERRORS", "NAMES"}:
        assert all(entry.strip() for entry in table(lang, name).values()), name
    assert all(word.strip() for words in table(lang, "NAMES").values() for word in words.values())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sheet", editions())
def test_every_figure_and_operand_has_a_label(lang: str, sheet: Any) -> None:
    names = set(sheet.formulas) | {operand for operands in sheet.operands.values() for operand in operands}
    assert names <= set(table(lang, "FIGURES"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_parameter_has_a_label(lang: str) -> None:
    parameters = store.load().parameters
    assert parameters
    assert set(parameters) <= set(table(lang, "FIGURES"))


CODES: dict[str, set[str]] = {
    "sex": set(codes.SEXES),
    "group": set(codes.GROUPS),
    "method": {*codes.METHODS, "years_ahead", "missing"},
    "stop": {"job", "withdraw", "death", "pension"},
    "spell_kind": {"voluntary", "compulsory", "state"},
    "withdrawal": set(REASONS),
    "scenario": set(store.load().scenarios),
}


def read(name: str, text: str) -> str:
    """The code that the list's own reader makes of a text."""
    if name == "method":
        return read_method(text, "method")[0]
    if name == "group":
        (code,) = read_groups([text], "group")
        return code
    if name == "stop":
        return read_stop(f"2028-05:{text}", "stop")[1]
    return read_scenario(text) if name == "scenario" else read_member(text, name, LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_every_code_can_be_read_named_and_offered(name: str) -> None:
    among = LISTS[name]
    assert set(among.codes) == CODES[name]
    for member in among:
        text = "years_ahead:2" if member.code == "years_ahead" else member.code
        assert read(name, text) == member.code
        assert member.written, "nothing to write in Vietnamese"
        for written in member.written:
            for form in (written, written.upper(), fold(written), unicodedata.normalize("NFD", written)):
                assert read(name, form) == member.code, form
        assert set(member.written[: member.offered]) <= set(among.words)
        for lang in LANGUAGES:
            assert Words(lang).one_of(name, member.code) == member.label(lang) != ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_help_offers_every_code_and_nothing_else(name: str, lang: str) -> None:
    said = Words(lang).option({"spell_kind": "paid", "withdrawal": "reason"}.get(name, name))
    if name == "spell_kind":
        offered = ["voluntary", *re.findall(r":(\w+)", said)]  # a spell of which nothing is said is voluntary
    else:
        listed = re.split("[;.]", said.partition(": ")[2] or said)[0]
        offered = re.split(", | hoặc | or ", listed.replace("years_ahead:N (2–5)", "years_ahead:2"))
    assert {read(name, text) for text in offered} == CODES[name]
    assert len(offered) == len(set(offered)) >= len(CODES[name])


@pytest.mark.parametrize("name", LISTS)
def test_a_refusal_offers_every_code_and_nothing_else(name: str) -> None:
    try:
        read(name, "zzz")
    except Problem as problem:
        facts = problem.facts
    else:  # a scenario is known to the rules alone
        asked = Question(date(2026, 11, 22), "female", date(1980, 1, 1), scenario="zzz")
        with pytest.raises(Problem) as refused:
            quote(store.load(), asked)
        facts = refused.value.facts
    assert {read(name, text) for text in facts["allowed"]} == CODES[name]
    assert len(facts["allowed"]) == len(CODES[name])
    for text in (*facts.get("words", ()), *facts.get("suggestions", ())):
        assert read(name, text.removeprefix("2028-05:")) in CODES[name]


def test_every_province_is_read_by_its_code_and_its_names_of_today_and_before() -> None:
    provinces = store.load().provinces
    assert len({code for code, _, _ in provinces}) == len({name for _, name, _ in provinces}) == 34
    today = {name: code for code, name, _ in provinces}
    for code, name, old_names in provinces:
        for text in (code, name, *old_names):
            for form in (text, text.upper(), fold(text), unicodedata.normalize("NFD", text)):
                assert names.read_province(form, provinces, "province") == today.get(text, code), form
    for near in ("zzz", "Hà Nộj", "Ho Chi Min"):
        with pytest.raises(Problem) as refused:
            names.read_province(near, provinces, "province")
        known = {*today, *(old for *_, old_names in provinces for old in old_names)}
        assert set(refused.value.facts["suggestions"]) <= known


def test_no_word_means_two_members() -> None:
    for among in LISTS.values():
        keys = [(names.key(word), member.code) for member in among for word in {member.code, *member.written}]
        assert len({word for word, _ in keys}) == len(set(keys)), among.name


def test_every_group_but_the_others_can_be_ticked() -> None:
    for member in LISTS["group"]:
        assert [meaning(heading) for heading in member.ticks] == [f"is_{member.code}"] * len(member.ticks)
        assert bool(member.ticks) != (member.code == "other")
    assert set(TICKS.values()) == set(codes.GROUPS) - {"other"}


def test_every_standing_is_named() -> None:
    assert all(set(table(lang, "NAMES")["standing"]) == set(codes.STANDINGS) for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SPOKEN)
def test_every_code_has_its_sentence(name: str, lang: str) -> None:
    assert spoken()[name]
    assert spoken()[name] - set(table(lang, name)) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", vi.ERRORS)
def test_every_error_can_be_said(code: str, lang: str) -> None:
    entry = table(lang, "ERRORS")[code]
    known = facts(entry)
    named = {fact for fact in known.values() if isinstance(fact, str) and fact.startswith("<")}
    for name, one in (("per", "half_year"), ("group", "near_poor")):
        if name in known:
            known[name] = one
            named.discard(f"<{name}>")
    if ("suggestion", "") in fields(entry[2]):  # the hint names the first suggestion
        known["suggestions"] = [known.pop("suggestion")]
    for base in {"floor_base", "cap_base", "parameter"} & set(known):
        known[base] = "reference_level"
        named.discard(f"<{base}>")
    given, field = known.pop("given", None), known.pop("field", "as_of")
    said = Words(lang).error(Problem(code, field=field, given=given, **known))[:3]
    assert [bool(part) for part in said] == [bool(part) for part in entry]
    for fact in named - {"<per>", "<option>"}:
        assert fact in " ".join(said)
    assert ("--as-of" in " ".join(said)) == ("option" in known)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", vi.WARNINGS)
def test_every_warning_can_be_said(code: str, lang: str) -> None:
    words, known = Words(lang), facts(table(lang, "WARNINGS")[code])
    if "scenario" in known:
        known["scenario"] = {"vi": "mức giữa", "en": "middle"}
    if "standing" in known:
        known["standing"] = "assumed"
    if "assumed" in known:
        known["assumed"] = (("prices", 400), ("incomes", "prices"))
    if "per" in known:
        known["per"] = "year"
    if "parameters" in known:
        known["parameters"] = ["fund_interest", "reference_level"]
    said = words.warning(code, known)
    assert said.endswith(".")
    if "parameters" in known:
        assert words.figure("fund_interest") in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", vi.TEXTS)
def test_every_text_can_be_said(key: str, lang: str) -> None:
    assert Words(lang).text(key, **facts(table(lang, "TEXTS")[key])).strip()


def test_english_tells_one_from_many() -> None:
    said = [Words("en").text("watch_people", people=people, what="wait") for people in (0, 1, 2)]
    assert said == ["0 people wait", "1 person wait", "2 people wait"]


def test_citations() -> None:
    known = {"month": 2027 * 12, "floor": 2_200_000, "source": "351/2025/ND-CP art. 3.2"}
    assert Words("en").warning("floor_rises", known) == (
        "From 2027-01 the lowest income is 2,200,000 VND (351/2025/ND-CP art. 3.2)."
    )
    assert "351/2025/NĐ-CP Đ.3 k.2" in Words("vi").warning("floor_rises", known)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hints_that_are_pasted_hold_one_value(lang: str) -> None:
    """``show.problems`` puts a hint that starts with an option into the command line as it stands."""
    for code, (_, _, hint) in table(lang, "ERRORS").items():
        if hint.startswith(("--", "{option}")) and " --" not in hint:
            assert len(shlex.split(hint)) <= 2, code
