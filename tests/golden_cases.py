"""The golden cases read from their files; ``answered`` turns one into its answer under any tables of the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from worlds import TABLES

from estimator.asking import question as asking
from estimator.engine import months
from estimator.engine.filled import Filled
from estimator.engine.problem import Problem
from estimator.engine.sheet import Sheet
from estimator.law import wiring
from estimator.plan.assumptions import Outlook
from estimator.plan.explanation import Node, explain
from estimator.plan.question import Question, Spell
from estimator.plan.quote import quote
from estimator.plan.record import base_salaries
from estimator.plan.withdraw import withdraw
from estimator.rulebook import store, units
from estimator.rulebook.codes import SEXES, STANDINGS, group_code
from estimator.rulebook.model import OPEN, Provision, Rulebook
from estimator.rulebook.read_yaml import Document
from estimator.show.as_json import plain, quote_json
from estimator.show.explain import rate_text
from estimator.show.withdraw import withdraw_json
from estimator.words import dates
from estimator.words.amounts import share_text
from estimator.words.say import Words

GOLDEN = Path(__file__).parent / "golden"

SHEETS = {
    "regular": wiring.REGULAR,
    "ahead": wiring.AHEAD,
    "missing": wiring.MISSING,
    "retirement": wiring.RETIREMENT,
    "pension": wiring.PENSION,
    "life": wiring.LIFE,
}
WORDS = Words("vi")


class Case(NamedTuple):
    """One worked example; ``given`` and ``expect`` are text, as the file has them."""

    id: str
    title: str
    source: str
    rank: str
    given: dict[str, Any]
    expect: dict[str, Any]
    applies: tuple[str, ...] = ()
    working: str = ""


def documents() -> list[Document]:
    """The files of cases."""
    return [Document(file, file.name) for file in sorted(GOLDEN.glob("*.yaml"))]


def cases(document: Document) -> Iterator[Case]:
    """The cases of a file, one for each row of a table."""
    for entry in document.tree:
        said = {key: value for key, value in entry.items() if key not in ("table", "note")}
        header, *rows = entry.get("table") or [[]]
        if not rows:
            yield _case(said)
        for row in rows:
            filled = {**said, "id": f"{said['id']}[{' '.join(_cell(cell) for cell in row)}]"}
            for path, cell in zip(header, row, strict=True):
                filled = _with(filled, path.split("."), cell)
            yield _case(filled)


def _case(said: dict[str, Any]) -> Case:
    said = {"given": {}, "expect": {}, **said, "applies": tuple(said.get("applies", ()))}
    return Case(**{name: value for name, value in said.items() if name in Case._fields})


def _cell(cell: Any) -> str:
    return "+".join(cell) if isinstance(cell, list) else str(cell)


def _with(tree: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    """The tree with a value at a path; below ``expect`` a dotted path is one key."""
    first, *rest = path
    if not rest:
        return {**tree, first: value}
    if first == "expect":
        return {**tree, first: {**tree.get(first, {}), ".".join(rest): value}}
    return {**tree, first: _with(tree.get(first, {}), rest, value)}


DOCUMENTS = documents()
CASES = [case for document in DOCUMENTS for case in cases(document)]


class Answer(NamedTuple):
    """What the program answered, as a tree to be read by dotted paths, and the documents it cites."""

    tree: Any
    cites: frozenset[str]


def answered(case: Case, tables: store.Tables) -> Answer:
    """The answer to a case under the tables; a refusal is an answer too, at ``error`` and its facts."""
    try:
        return (
            _quoted(case.given["quote"], tables) if "quote" in case.given else _figured(case.given, case.expect, tables)
        )
    except Problem as problem:
        facts = {name: _fact(name, fact) for name, fact in problem.facts.items()}
        told = {"code": problem.code, "field": problem.field, "exit": problem.exit_code, **facts}
        return Answer({"error": told}, frozenset(problem.facts.get("sources", ())))


def _fact(name: str, fact: Any) -> Any:
    is_month = isinstance(fact, int) and name in ("from_", "first", "next", "earliest", "until", "month")
    return months.iso(fact) if is_month and 2000 * 12 < fact < 2200 * 12 else fact


def _quoted(options: Mapping[str, Any], tables: store.Tables) -> Answer:
    written = dict(options)
    for name in ("group", "paid", "with"):
        if name in written and not isinstance(written[name], list):
            written[name] = [written[name]]
    written["with"] = [str(GOLDEN / "overlays" / name) for name in written.get("with", [])]
    book = asking.rulebook(written, tables)
    if "reason" in written or "withdraw" in written:
        asked = {name: value for name, value in written.items() if name not in ("reason", "withdraw")}
        answer = withdraw(book, asking.question(asked, book), written.get("reason"))
        tree = withdraw_json(answer, WORDS, [], explain=True)
    else:
        tree = quote_json(quote(book, asking.question(written, book)), WORDS, [], explain=True)
    return Answer(tree, frozenset(_cited(tree["explanation"])))


def _cited(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield from node["cites"]
        yield from _cited(node.get("operands", []))


# A record with nothing but what the case states.
RECORD = {
    "spells": (),
    "employer_spells": (),
    "state_spells": (),
    "stated_compulsory_months": 0,
    "stated_compulsory_average": 0,
    "bought_income": 0,
    "months_after_age": 0,
    "stated_months_before_split": 0,
    "income_sum": 0,
    "support_received": 0,
    "support_kept": False,
    "pensioner": False,
    "poor": False,
}


def _figured(given: Mapping[str, Any], expected: Iterable[str], tables: store.Tables) -> Answer:
    book, month = store.rulebook(tables), months.from_iso(given["month"])
    overrides = {name: (_override(book, name, text),) for name, text in given.get("override", {}).items()}
    book = book.overlaid(overrides)
    if given["figure"] == "revaluation":
        earliest = months.from_iso(given["earliest"]) if "earliest" in given else OPEN
        series, standing = Outlook(book, given.get("scenario", "frozen")).revaluation(month, earliest)
        provision = book.parameters["revaluation_factors"].at(month)[0]
        return Answer({"revaluation": plain(series), "standing": STANDINGS[standing]}, frozenset({provision.source}))
    sheet = _sheet(given, month)
    facts = {name: _read(sheet.units.get(name, ""), name, text) for name, text in given.get("facts", {}).items()}
    if sheet.present is SHEETS["pension"]:
        kinds = ("spells", "employer_spells", "state_spells")
        record = sorted(spell for kind in kinds for spell in facts.get(kind, ()))
        joined = min((spell.first for spell in record), default=0)
        facts = {**RECORD, "joined_month": joined, "all_spells": tuple(record), **facts}
        facts.setdefault("revaluation", Outlook(book, "frozen").revaluation(month)[0])
        facts.setdefault("base_salaries", base_salaries(book))
    filled = sheet.fill(facts, book.at(month))
    shown = [given["figure"], *(name for name in expected if name in sheet.formulas)]
    nodes = [below for name in shown for below in _nodes(explain(filled, name, set()))]
    return Answer(Figures(filled), frozenset(str(cite) for node in nodes for cite in node.cites))


class Figures:
    """The figures of a sheet as the cases write them, each computed when it is asked for."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled

    def __getitem__(self, name: str) -> str:
        return _written(self.filled.sheet.units[name], self.filled[name])


def _sheet(given: Mapping[str, Any], month: int) -> Sheet:
    """The sheet named, else the first that states the figure in the month."""
    if "sheet" in given:
        return SHEETS[given["sheet"]].edition(month)
    editions = (sheet.edition(month) for sheet in SHEETS.values())
    return next(sheet for sheet in editions if given["figure"] in sheet.formulas)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for operand in node.operands:
        yield from _nodes(operand)


def _override(book: Rulebook, name: str, text: Any) -> Provision:
    unit = book.parameters[name].unit
    value = TypeAdapter(units.UNITS[unit]).validate_python(text)
    return Provision(0, value, "the example's own", layer="reform golden")


def _read(unit: str, name: str, text: Any) -> Any:
    """A stated fact, from text."""
    if name == "groups":
        return group_code(text if isinstance(text, list) else [text])
    if name == "sex":
        return SEXES.index(text)
    if unit == "Spells":
        return tuple(sorted(_spell(row) for row in text))
    if unit == "Flag":
        return {"yes": True, "no": False}[text]
    if unit == "Month":
        return months.from_iso(text)
    return int(text)


def _spell(text: str) -> Spell:
    first, last, amount, kind = dates.read_spell(text, "paid")
    income, coefficient = (0, amount) if kind == "state" else (amount, 0)
    return Spell(first, last - first + 1, income, kind, coefficient)


def _written(unit: str, value: Any) -> str:
    """A figure as the cases write it."""
    if unit == "Flag":
        return "yes" if value else "no"
    if unit == "Month":
        return months.iso(value)
    if unit == "Age":
        return months.age_text(value)
    if unit == "Share":
        return share_text(value)
    if unit == "MonthlyRate":
        return rate_text(value, "en")
    return str(plain(value))


def looked_up(tree: Any, path: str) -> Any:
    """What stands at a dotted path; ``*`` gathers over a list, ``#`` counts it."""
    for position, part in enumerate(parts := path.split(".")):
        if part == "*":
            return [looked_up(item, ".".join(parts[position + 1 :])) for item in tree]
        if part == "#":
            return len(tree)
        try:
            tree = tree[int(part) if isinstance(tree, list) else part]
        except (KeyError, IndexError):
            return "(absent)"
    return tree


def text(value: Any) -> Any:
    """A value of the JSON as the cases write it."""
    if isinstance(value, list | tuple):
        return [text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def tidy(expected: Any) -> Any:
    """An expected value without the strokes that group its digits."""
    if isinstance(expected, list):
        return [tidy(item) for item in expected]
    return expected.replace("_", "") if re.fullmatch(r"-?[0-9]+(_[0-9]{3})+", expected) else expected


def flat(expect: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested expectations by dotted path."""
    paths: dict[str, Any] = {}
    for key, value in expect.items():
        paths |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: tidy(value)}
    return paths


def found(case: Case, answer: Answer) -> dict[str, Any]:
    """What the answer has where the case expects something."""
    return {path: text(looked_up(answer.tree, path)) for path in flat(case.expect)}


def asked(case: Any) -> tuple[Rulebook, Question] | None:
    """The question of a golden case and the law it is asked of; None where it is refused before it is one."""
    written = {**case.given["quote"]}
    for name in ("group", "paid"):
        if isinstance(written.get(name), str):
            written[name] = [written[name]]
    try:
        book = asking.rulebook(written, TABLES)
        return book, asking.question(written, book)
    except (Problem, TypeError):
        return None


QUOTED = [case for case in CASES if "quote" in case.given and "with" not in case.given["quote"] and asked(case)]
