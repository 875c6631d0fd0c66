"""Invented questions of every kind, and what is answered to them, hashed by figure and by block of a hundred.

    python tests/oracle.py answers.jsonl --blocks 1000     # 10⁵ questions, a line for each block
    python tests/oracle.py answers.jsonl --against old.jsonl  # which figures of which blocks differ
    python tests/oracle.py --block 57                      # that block's questions and answers in full
    python tests/oracle.py --new-figures                   # hold what is held of no block yet; what is held stays

Run by hand before the plan is rebuilt and after; ``golden/oracle.json`` holds the first blocks, which a test compares.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
from pathlib import Path
from typing import Any

from estimator.asking import question as asking
from estimator.engine.months import YEAR, iso
from estimator.engine.problem import Problem
from estimator.plan.cost import impact
from estimator.plan.figures import KINDS
from estimator.plan.question import Question
from estimator.plan.quote import figures, quote
from estimator.rulebook import store
from estimator.rulebook.codes import METHODS
from estimator.rulebook.model import Rulebook

SIZE = 100
GOLDEN = Path(__file__).parent / "golden" / "oracle.json"
# A group that is added later must not change what is drawn.
GROUPS = ("other", "ethnic_minority", "near_poor", "poor", "island")
TABLES = store.tables()
PROVINCES = (None, None, None, "Hà Nội", "Đắk Lắk", "Quảng Ninh")
KNOWN = (*[None] * 8, "2024-06-30", "2025-07-15", "2020-01-01")
ASSUMED = ((), (), (), ("prices=7%",), ("prices=-0.4%",), ("incomes=5%",), ("incomes=7%", "prices=2%"),
           ("reference_level=1%", "incomes=prices"), ("rural_poverty_line=prices", "fund_interest=0.4%"))  # fmt: skip
SCENARIOS = ("base", "base", "base", "frozen", "low", "high")
Written = dict[str, Any]


def block(number: int) -> list[Written]:
    """The questions of a block, as the command line writes them; the same on every machine."""
    chance = random.Random(f"oracle {number}")
    shared: Written = {}
    for name, values in (("province", PROVINCES), ("known_on", KNOWN)):
        if (value := chance.choice(values)) is not None:
            shared[name] = value
    laws = [{**shared, "scenario": chance.choice(SCENARIOS), "assume": list(chance.choice(ASSUMED))} for _ in range(3)]
    return [{**chance.choice(laws), **_question(chance)} for _ in range(SIZE)]


def _question(chance: random.Random) -> Written:
    some, number = chance.random, chance.randrange
    day = datetime.date(2026, 11, 22)
    if some() < 0.4:
        day = datetime.date(number(2018, 2042), number(1, 13), number(1, 29))
    now = day.year * YEAR + day.month - 1
    start = now if some() < 0.65 else now + chance.choice((1, 2, number(-30, 30), number(0, 200)))
    born = now - chance.choice((number(15 * YEAR, 60 * YEAR), number(40 * YEAR, 75 * YEAR), 30 * YEAR))
    if some() < 0.03:
        born = now - number(-YEAR, 130 * YEAR)
    written: Written = {"as_of": day.isoformat(), "sex": chance.choice(("nữ", "nam"))}
    if some() < 0.6:
        written["group"] = sorted({chance.choice(GROUPS) for _ in range(2)})
    if start != now:
        written["start"] = iso(start)
    written |= _paying(chance, start)
    if written.get("method") == "missing" and some() < 0.8:
        written.pop("pay", None)
        born = start - number(54 * YEAR, 63 * YEAR)
    written["born"] = chance.choice((str(born // YEAR), iso(born), f"{iso(born)}-{number(1, 29):02d}"))
    written |= _record(chance, start, born, written.get("method") == "missing")
    if some() < 0.08:
        reason = chance.choice(("job", "withdraw", "death", "pension"))
        written["stop"] = f"{iso(start + chance.choice((number(1, 60), number(-1, 300))))}:{reason}"
    if some() < 0.07:
        written["legacy_age"] = True
    return written


def _paying(chance: random.Random, start: int) -> Written:
    """How much is paid, how and how long."""
    some, number, found = chance.random, chance.randrange, Written()
    way = some()
    if way < 0.6 or way > 0.98:
        found["income"] = str(chance.choice((50_000 * number(14, 400), 1_500_000 + 50_000 * number(60))))
    if 0.6 <= way < 0.96 or way > 0.99:
        period = chance.choice(("tháng", "quý", "năm", "6 tháng"))
        found["pay"] = f"{chance.choice((10_000 * number(1, 1000), number(1000, 30_000_000)))}/{period}"
    if some() < 0.06:
        found["any_income"] = True
    way = some()
    if way < 0.5:
        found["method"] = chance.choice(METHODS)
    elif way < 0.66:
        found["method"] = f"years_ahead:{chance.choice((2, 3, 4, 5, 5, 6))}"
    elif way < 0.76:
        found["method"] = "missing"
    length = some()
    if length < 0.12:
        found["years"] = str(number(40))
    elif length < 0.27:
        found["until"] = iso(start + number(-2, 300))
    if length > 0.99:
        found |= {"years": "5", "until": iso(start + 60)}
    return found


def _record(chance: random.Random, start: int, born: int, short: bool) -> Written:
    """The past, mixed or not; of who buys missing months mostly a little too ``short``."""
    some, number = chance.random, chance.randrange
    if short and some() < 0.8:
        first = max(2008 * YEAR, start - number(120, 190))
        kind = chance.choice(("", "", ":compulsory"))
        return {"paid": [f"{iso(first)}..{iso(start - 1)}:{50_000 * number(30, 300)}{kind}"]} if first < start else {}
    paid, mixed = [], some() < 0.55
    at = max(2008 * YEAR if some() < 0.7 else 1988 * YEAR, born + 15 * YEAR - (3 if some() < 0.02 else 0)) + number(60)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
        last = at + chance.choice((number(1, 24), number(1, 120), YEAR * number(1, 12))) - 1
        if last >= start and some() < 0.97:
            break
        kind = chance.choice(("voluntary", "compulsory", "state")) if mixed else "voluntary"
        if at < 2008 * YEAR and kind == "voluntary" and some() < 0.97:
            kind = "compulsory"
        amount = {
            "state": f"{number(1, 8)}.{number(10, 100)}",
            "compulsory": str(number(3, 300 if at >= 2012 * YEAR else 60) * 100_000),
            "voluntary": str(50_000 * number(8, 400)),
        }[kind]
        paid.append(f"{iso(at)}..{iso(last)}:{amount}:{kind}")
        at = last + 1 + chance.choice((0, 0, number(40), -1 if some() < 0.05 else 0))
    found: Written = {"paid": paid} if paid else {}
    if some() < 0.06:
        found = {"paid": [spell for spell in paid if "voluntary" in spell]} if some() < 0.9 else found
        found |= {"compulsory_average": str(number(10, 200) * 100_000), "compulsory_months": str(number(1, 300))}
    return found


def answers(written: Written, place: int, books: dict[str, Rulebook]) -> dict[str, Any]:
    """Every figure of a question by name, or why it is refused; and what its payments cost in a period."""
    law = repr([written.get(name) for name in ("province", "known_on")])
    try:
        book = books.setdefault(law, asking.rulebook(written, TABLES))
        question = asking.question(written, book)
    except Problem as problem:
        return {"unread": f"{problem.code} {problem.field}"}
    found: dict[str, Any] = {}
    try:
        found |= figures(book, question)
    except Problem as problem:
        found["refused"] = f"{problem.code} {problem.field} {problem.given} {sorted(problem.facts)}"
    found |= _beside(book, question)
    first = question.start + place % 30
    try:
        costs = impact(book, question, first, first + 13)
        found["impact"] = [[tuple(paid) for paid in costs.paid], sorted(costs.watched)]
    except Problem as problem:
        found["impact"] = f"{problem.code} {problem.field}"
    return found


def _beside(book: Rulebook, question: Question) -> dict[str, Any]:
    """What a quote says besides its figures."""
    try:
        told = quote(book, question)
    except Problem as problem:
        return {"quote": f"{problem.code} {problem.field}"}
    return {
        "instalments": [tuple(map(str, instalment)) for instalment in told.instalments],
        "roads": [tuple(road) for road in told.roads],
        "refund": tuple(told.refund) if told.refund is not None else None,
        "warnings": [warning.code for warning in told.warnings],
    }


def hashed(number: int) -> dict[str, str]:
    """The answers of a block, a hash for each figure."""
    hashes, books = {name: hashlib.sha256() for name in KINDS}, dict[str, Rulebook]()
    for place, written in enumerate(block(number)):
        for name, value in answers(written, place, books).items():
            hashes.setdefault(name, hashlib.sha256()).update(f"{place} {value}\n".encode())
    return {name: found.hexdigest()[:10] for name, found in sorted(hashes.items())}


def differing(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """The figures of a block that differ."""
    return sorted(name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name))


def hold_new_figures() -> None:
    """Add to the golden file the hashes of figures that none of its blocks has."""
    held = json.loads(GOLDEN.read_text("utf-8"))
    known = set().union(*held)
    for number, block_held in enumerate(held):
        new = {name: found for name, found in hashed(number).items() if name not in known}
        held[number] = dict(sorted({**block_held, **new}.items()))
    GOLDEN.write_text(json.dumps(held, indent=0) + "\n", "utf-8")


def main() -> None:
    """Write the hashes, compare two files of them, or show a block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--blocks", type=int, default=1000, help="of a hundred questions each (default 1000)")
    parser.add_argument("--against", type=Path)
    parser.add_argument("--block", type=int)
    parser.add_argument("--new-figures", action="store_true")
    asked = parser.parse_args()
    if asked.new_figures:
        hold_new_figures()
    elif asked.block is not None:
        books: dict[str, Rulebook] = {}
        for place, written in enumerate(block(asked.block)):
            print(json.dumps([place, written, answers(written, place, books)], ensure_ascii=False, default=str))
    elif asked.against is not None:
        for number, pair in enumerate(
            zip(*(p.read_text().splitlines() for p in (asked.file, asked.against)), strict=False)
        ):
            if names := differing(*map(json.loads, pair)):
                print(number, *names)
    else:
        with asked.file.open("w") as out:
            for number in range(asked.blocks):
                out.write(json.dumps(hashed(number)) + "\n")


if __name__ == "__main__":
    main()
