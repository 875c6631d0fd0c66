"""Engines that spread tables run ``estimator.arrow`` on their parts: the answers are those of ``bhxh batch``."""

from __future__ import annotations

import ast
import csv
import datetime
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from command_line import AS_OF, ROOT, bhxh, environment
from pyarrow import parquet

from estimator.arrow import quotes, schema
from estimator.engine.problem import Problem

DAY = "2026-11-22"
README = ROOT / "estimator" / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
# Runs the code of a file, and tells how many rows each part had and what went to the network.
WATCH = """
import json
import os
import sys
import estimator.arrow

quotes, parts, network = estimator.arrow.quotes, [], []

def watched(batch, **options):
    parts.append(batch.num_rows)
    return quotes(batch, **options)

def heard(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        network.append(event)

estimator.arrow.quotes = watched
sys.addaudithook(heard)
exec(compile(open("example.py", encoding="utf-8").read(), "example.py", "exec"), {})
print(json.dumps([parts, network]), flush=True)
os._exit(0)  # the engine's own threads, still awake, may bring Python down while it closes
"""


def example(name: str) -> str:
    """The code of ``estimator/README.md`` for an engine."""
    return next(block for block in BLOCKS if name in block)


def crowd(size: int) -> list[dict[str, str]]:
    """People of many kinds, among them some who are rejected and some whom columns do not cover."""
    born = ("1980", "12/05/1985", "1990-03", "1975-11-30", "2001", "")
    incomes = ("2tr5", "3.000.000", "2550000", "1tr", "5 triệu", "nhiều", "20.000.000")
    methods = ("1 tháng", "3 tháng", "12 tháng", "years_ahead:2")
    groups = ("khác", "hộ nghèo", "", "hộ cận nghèo")
    paid = (
        "",
        "",
        "2018-01..2020-12:2tr",
        "2010-01..2015-12:3tr:compulsory",
        "2019-03..2021-02:2tr; 2022-01..2022-12:3tr",
    )
    return [
        {
            "STT": str(row),
            "Ngày sinh": born[row % 6],
            "Giới tính": ("nữ", "nam", "Nữ")[row % 3],
            "Mức thu nhập": incomes[row % 7],
            "Phương thức đóng": methods[row // 6 % 4],
            "Đối tượng": groups[row // 7 % 4],
            "Đã đóng": paid[row % 5],
        }
        for row in range(size)
    ]


PEOPLE = crowd(420)
FIELDS = pa.schema([(name, pa.string()) for name in PEOPLE[0]])
TABLE = pa.RecordBatch.from_pylist(PEOPLE, schema=FIELDS)


def cells(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows as a CSV has them."""
    return [
        {name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
         for name, value in row.items()}
        for row in rows
    ]  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What ``bhxh batch`` says about the crowd."""
    where = tmp_path_factory.mktemp("answers")
    with (where / "in.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(PEOPLE[0]))
        table.writeheader()
        table.writerows(PEOPLE)
    assert bhxh("batch", str(where / "in.csv"), "-o", str(where / "out.csv"), *AS_OF).code == 5
    rows = list(csv.DictReader(io.StringIO((where / "out.csv").read_text("utf-8-sig"), newline="")))
    assert {row["status"] for row in rows} == {"ok", "rejected"}
    return rows


def test_daft_gives_the_answers_of_batch(tmp_path: Path, answers: list[dict[str, str]]) -> None:
    (tmp_path / "danh-sach").mkdir()
    for part in range(4):
        own = pa.Table.from_batches([TABLE.slice(part * 105, 105)])
        parquet.write_table(own, tmp_path / "danh-sach" / f"{part}.parquet")
    (tmp_path / "example.py").write_text(example("import daft"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCH], cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)), capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    parts, network = json.loads(done.stdout.splitlines()[-1])
    assert len(parts) > 1 and sum(parts) == len(PEOPLE)
    assert network == []
    told = parquet.read_table(tmp_path / "ket-qua").to_pylist()
    assert cells(sorted(told, key=lambda row: int(row["STT"]))) == answers


def test_what_spark_is_given_turns_batches_into_batches(answers: list[dict[str, str]]) -> None:
    tree = ast.parse(example("mapInArrow"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    call = next(node for node in calls if ast.unparse(node.func).endswith(".mapInArrow"))
    foreign = [node for node in tree.body if isinstance(node, ast.ImportFrom) and "pyspark" in str(node.module)]
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    assert isinstance(call.args[0], ast.Name) and call.args[0].id == function.name
    own = [node for node in tree.body[: tree.body.index(function) + 1] if node not in foreign]
    named: dict[str, Any] = {}
    exec(compile(ast.Module(own, []), "README.md", "exec"), named)
    given = pa.Table.from_batches([TABLE]).to_batches(max_chunksize=100)
    told = list(named[function.name](iter([given[0].slice(0, 0), *given])))
    assert [batch.num_rows for batch in told] == [0, 100, 100, 100, 100, 20]
    assert {batch.schema for batch in told} == {schema(FIELDS, as_of=DAY)}
    assert cells(pa.Table.from_batches(told).to_pylist()) == answers


COLUMNS: dict[str, Callable[[pa.Array], pa.Array]] = {
    "large_string": lambda texts: texts.cast(pa.large_string()),
    "string_view": lambda texts: texts.cast(pa.string_view()),
    "dictionary": lambda texts: pa.array([text or None for text in texts.to_pylist()]).dictionary_encode(),
    "part of a dictionary": lambda texts: pa.concat_arrays([pa.array(["x", None]), texts]).dictionary_encode()[2:],
    "dictionary of views": lambda texts: pa.DictionaryArray.from_arrays(
        pa.array(range(len(texts)), "int32"), texts.cast(pa.string_view())
    ),
    "runs": lambda texts: pa.RunEndEncodedArray.from_arrays(pa.array(range(1, len(texts) + 1), "int32"), texts),
    "nulls": lambda texts: pa.array([text or None for text in texts.to_pylist()]),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_texts_of_every_kind_are_read_alike(kind: str, answers: list[dict[str, str]]) -> None:
    own = pa.RecordBatch.from_arrays([COLUMNS[kind](column) for column in TABLE.columns], names=FIELDS.names)
    told = quotes(own, as_of=DAY)
    assert [told.column(place).equals(own.column(place)) for place in range(own.num_columns)] == [True] * 7
    assert cells(told.to_pylist()) == answers


def test_days_and_numbers_are_read_in_their_own_type() -> None:
    days = [datetime.date(1980, 5, 12), datetime.date(1975, 1, 1), None]
    typed = pa.RecordBatch.from_pydict(
        {"born": pa.array(days, pa.date32()), "sex": ["nữ"] * 3, "income": pa.array([2_500_000, 1, 3_000_000], "int64")}
    )
    texts = pa.RecordBatch.from_pydict(
        {"born": ["1980-05-12", "1975-01-01", ""], "sex": ["nữ"] * 3, "income": ["2500000", "1", "3000000"]}
    )
    one, other = (quotes(batch, as_of=DAY).drop_columns(batch.schema.names) for batch in (typed, texts))
    assert one.equals(other)
    assert one["status"].to_pylist() == ["ok", "rejected", "rejected"]


@pytest.mark.parametrize("figures", [None, ["contribution", "pension"]])
def test_every_batch_has_the_schema_told_beforehand(figures: list[str] | None) -> None:
    fields = FIELDS.with_metadata({"from": "the commune"})
    out = schema(fields, figures=figures, as_of=DAY)
    nobody = [{**person, "Ngày sinh": "", "Đã đóng": None} for person in PEOPLE]
    for people in ([], PEOPLE[:1], PEOPLE, nobody[:3], nobody):
        told = quotes(pa.RecordBatch.from_pylist(people, schema=fields), figures=figures, as_of=DAY)
        assert told.schema.equals(out, check_metadata=True)
        assert told.num_rows == len(people)
    assert set(told["status"].to_pylist()) == {"rejected"}
    assert told["contribution.payable"].null_count == len(nobody)
    kinds = {out.field(name).type for name in out.names}
    assert kinds == {pa.string(), pa.int64(), pa.bool_()}


def test_a_column_that_is_missing_is_named_in_every_row() -> None:
    told = quotes(TABLE.drop_columns(["Ngày sinh"]), as_of=DAY, lang="en")
    assert told.num_rows == len(PEOPLE)
    assert {error.partition(".")[0] for error in told["error"].to_pylist()} == {"The date of birth is missing"}


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no_heading_known": ({"a": ["1"], "b": ["2"]}, {}),
    "two_columns": ({"born": ["1980"], "Ngày sinh": ["1980"]}, {}),
    "column_taken": ({"born": ["1980"], "status": ["ok"]}, {}),
    "figure_unknown": ({"born": ["1980"]}, {"figures": ["pensoin"]}),
    "option_unknown": ({"born": ["1980"]}, {"as_off": DAY}),
    "lang_unknown": ({"born": ["1980"]}, {"lang": "fr"}),
    "day_unreadable": ({"born": ["1980"]}, {"as_of": "hôm qua"}),
    "map_column_unknown": ({"born": ["1980"]}, {"map": ["tiền=income"]}),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_wrong_for_every_row_is_refused_before_any(code: str) -> None:
    columns, options = REFUSED[code]
    batch = pa.RecordBatch.from_pydict(columns)
    for asked in (lambda: schema(batch.schema, **options), lambda: quotes(batch, **options)):
        with pytest.raises(Problem) as refused:
            asked()
        assert refused.value.code == code
    with pytest.raises(Problem) as refused:
        schema(pa.schema([("born", "string"), ("born", "string")]))
    assert refused.value.code == "heading_twice"


def test_options_are_those_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("ns,sex\n1980,nữ\n1990,nam\n", "utf-8")
    options = ("--income", "2500000", "--group", "poor", "--years", "20", "--map", "ns=born", "--any-income")
    assert bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF, *options).code == 0
    said = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline=""))
    people = pa.RecordBatch.from_pydict({"ns": ["1980", "1990"], "sex": ["nữ", "nam"]})
    asked: dict[str, Any] = {"income": 2_500_000, "group": ["poor"], "years": 20, "map": "ns=born", "any_income": True}
    assert cells(quotes(people, as_of=datetime.date(2026, 11, 22), **asked).to_pylist()) == list(said)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_parquet_table_has_the_same_columns(kind: str, tmp_path: Path, answers: list[dict[str, str]]) -> None:
    source = tmp_path / f"in.{kind}"
    if kind == "parquet":
        parquet.write_table(pa.Table.from_batches([TABLE]), source)
    else:
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([FIELDS.names, *(row.values() for row in PEOPLE)])
    assert bhxh("batch", str(source), "-o", str(tmp_path / "out.parquet"), *AS_OF).code == 5
    told = parquet.read_table(tmp_path / "out.parquet")
    assert told.schema == schema(FIELDS, as_of=DAY)
    assert cells(told.to_pylist()) == answers
