"""What Python itself does to read a text grows as the text does: lines run are counted, no seconds are measured."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow.parquet
import pytest

from estimator.cli import main
from estimator.engine.problem import Problem
from estimator.rulebook.read_yaml import Document
from estimator.words import amounts, dates, names

LENGTH = 600  # twice as long is still no longer than any value is
FEW = 200  # lines that a reader runs whatever the text
READERS: dict[str, Callable[[str], Any]] = {
    "amount": lambda text: amounts.read_amount(text, "income"),
    "budget": lambda text: amounts.read_budget(text, "pay"),
    "read out": amounts.read_out,
    "day": lambda text: dates.read_day(text, "as_of"),
    "month": lambda text: dates.read_month(text, "start"),
    "birth": lambda text: dates.read_birth(text, "born"),
    "spell": lambda text: dates.read_spell(text, "paid"),
    "years": lambda text: dates.read_years(text, "years"),
    "count": lambda text: dates.read_count(text, "compulsory_months"),
    "sex": lambda text: names.read_sex(text, "sex"),
    "groups": lambda text: names.read_groups([text], "group"),
    "items": names.items,
    "method": lambda text: names.read_method(text, "method"),
    "stop": lambda text: names.read_stop(text, "stop"),
    "assumption": lambda text: names.read_assumption(text, "assume"),
}
TEXTS = ("1", "1.", "a", " ", "-", ";", "1 ", "tr", "2018-01..", "/", ",", "(", "́", ":", "đồng ", "{", "[", "- ", "a: ")


def lines_run(work: Callable[[], Any]) -> int:
    """How many lines of Python some work runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    except Problem:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_takes_steps_as_its_text_is_long(reader: str) -> None:
    read = READERS[reader]
    for part in TEXTS:
        text = part * (LENGTH // len(part))
        lines_run(lambda text=text: read(text))  # what is worked out once
        once, twice = (lines_run(lambda text=text, n=n: read(text * n)) for n in (1, 2))
        assert twice <= 2 * once + FEW, (part, once, twice)


@pytest.mark.parametrize("part", ["- a\n", "a", "{", "[", "- ", "a: ", "? ", "&a "])
def test_a_yaml_file_takes_steps_as_it_is_long(tmp_path: Any, part: str) -> None:
    def read(times: int) -> Callable[[], Any]:
        file = tmp_path / f"{times}.yaml"
        file.write_text(part * (times * LENGTH), "utf-8")
        return lambda: Document(file)

    lines_run(read(1))
    once, twice = (lines_run(read(times)) for times in (1, 2))
    assert twice <= 2 * once + FEW


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_cell_of_a_megabyte_is_refused_as_such(tmp_path: Path, kind: str) -> None:
    rows = [{"sex": "f", "born": "1980", "pay": pay} for pay in ("6 triệu/năm", "6" * 1_000_000, "6 triệu/năm")]
    table, out = tmp_path / f"in.{kind}", tmp_path / "out.jsonl"
    if kind == "csv":
        table.write_text("\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]), "utf-8")
    elif kind == "jsonl":
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), table)
    assert main(["batch", str(table), "-o", str(out), "--figures", "contribution.payable"]) == 5
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [answer["status"] for answer in answers] == ["ok", "rejected", "ok"]
    assert "4.000" in answers[1]["error"] and len(answers[1]["error"]) < 1000
