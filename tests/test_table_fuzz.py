"""Tables of anything at all: answered with every row, or refused in a sentence; and cells come back as they were."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from command_line import AS_OF, bhxh
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.roster.header_rows import open_people
from estimator.tables.cells import runs
from estimator.tables.output_table import open_sink

KINDS = (".csv", ".jsonl", ".xlsx", ".parquet", ".ods")
HEAD = b"sex,born,income\n"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
ROW = ("f", "1980", "2500000")
BYTES = st.binary(max_size=200) | st.text('ab",;\t\n\r=[{}]:0123é', max_size=200).map(str.encode)
PIECES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=4)


def ods() -> bytes:
    """Nine people in a workbook of a kind that is only read."""
    rows = ("".join(map(_cell, row)) for row in (("sex", "born", "income"), *[ROW] * 9))
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        lines = (f"<table:table-row>{row}</table:table-row>" for row in rows)
        archive.writestr("content.xml", ODS.format(rows="".join(lines)))
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def carried(source: Path, target: Path, rows: int = 4) -> None:
    """The same table in another kind."""
    with open_people(str(source)) as table, open_sink(str(target), table.header, {}) as sink:
        for chunk in table.chunks(rows):
            sink.write(chunk, {})
        sink.commit()


def read(path: Path) -> list[tuple[str, ...]]:
    """The headings and the cells of a table as text."""
    with open_people(str(path)) as table:
        found = [table.every_column()]
        for chunk in table.chunks(4):
            found += zip(*(chunk.cells(place) for place in range(len(chunk.header))), strict=True)
    return found


def answered(path: Path) -> int:
    """Ask for a table, which may be anything; the exit code. Where it is answered no row is lost."""
    out = path.parent / "out.csv"
    said = bhxh("batch", str(path), "-o", str(out), "--force", *AS_OF, "--figures", "contribution.payable", "--json")
    if said.code == 2:
        error = json.loads(said.err)["error"]
        assert error["says"] and said.out == ""
        return 2
    assert said.code in (0, 5), said.err
    told = json.loads(said.out)
    with open_people(str(path)) as table:
        count = sum(chunk.rows for chunk in table.chunks(1000))
    with open_people(str(out)) as table:
        states = [state for chunk in table.chunks(1000) for state in chunk.text("status")]
    assert (told["rows"], len(states), told["rejected"]) == (count, count, states.count("rejected"))
    return said.code


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(BYTES, st.booleans())
def test_any_bytes(tmp_path_factory: Any, kind: str, content: bytes, headed: bool) -> None:
    path = tmp_path_factory.mktemp("t") / f"t{kind}"
    path.write_bytes((HEAD if kind == ".csv" else b"PK\x03\x04") * headed + content)
    assert answered(path) in (0, 2, 5)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good table of each kind."""
    folder = tmp_path_factory.mktemp("people")
    made = {".csv": HEAD + (",".join(ROW) + "\n").encode() * 9, ".ods": ods()}
    (folder / "in.csv").write_bytes(made[".csv"])
    for kind in (".jsonl", ".xlsx", ".parquet"):
        carried(folder / "in.csv", folder / f"in{kind}")
        made[kind] = (folder / f"in{kind}").read_bytes()
    for kind, content in made.items():
        (folder / f"again{kind}").write_bytes(content)
        assert answered(folder / f"again{kind}") == 0
        assert len(read(folder / f"again{kind}")) == 10
    return made


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(PIECES)
def test_files_that_were_good(tmp_path_factory: Any, people: dict[str, bytes], kind: str, pieces: list[Any]) -> None:
    content = people[kind]
    for where, over, new in pieces:
        at = int(where * len(content))
        content = content[:at] + new + content[at + over :]
    path = tmp_path_factory.mktemp("t") / f"t{kind}"
    path.write_bytes(content)
    assert answered(path) in (0, 2, 5)


@pytest.mark.parametrize("kind", [".xlsx", ".ods"])
@settings(max_examples=60)
@given(PIECES)
def test_parts_of_books_that_were_good(
    tmp_path_factory: Any, people: dict[str, bytes], kind: str, pieces: list[Any]
) -> None:
    path = tmp_path_factory.mktemp("t") / f"t{kind}"
    with zipfile.ZipFile(BytesIO(people[kind])) as old, zipfile.ZipFile(path, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for number, (where, over, put) in enumerate(pieces):
            name = sorted(parts, key=lambda name: "sheet1" not in name and "content" not in name)[number % 2]
            at = int(where * len(parts[name]))
            parts[name] = parts[name][:at] + put + parts[name][at + over :]
        for name, content in parts.items():
            new.writestr(name, content)
    assert answered(path) in (0, 2, 5)


# Of what is no letter at all (U+FFFE, U+FFFF) a workbook keeps the number alone, since XML has it not.
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\ufffe\uffff")
ODD = ["", " ", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "a\nb", "007", "1e5", "1,5", "=1+1", "-5", "+A", "@x",
       "'", "'=1", "＝1", "true", "null", "NaN", "2026-01-01", "_x000D_", "_x0041_", "\x1aend", "\ufeff", "\x01",
       "\x1f", "\x85", "\u2028", "&amp;", "<v>", "]]>"]  # fmt: skip
TEXT = st.text(LETTERS, max_size=8) | st.sampled_from(ODD)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[TEXT] * n), min_size=1, max_size=9))


@pytest.mark.parametrize("kind", [".csv", ".tsv", ".jsonl", ".xlsx", ".parquet"])
@settings(max_examples=80)
@given(ROWS)
def test_cells_of_any_text_come_back(tmp_path_factory: Any, kind: str, rows: list[tuple[str, ...]]) -> None:
    folder = tmp_path_factory.mktemp("t")
    header = ("sex", *(f"h{place}" for place in range(len(rows[0]))))
    rows = [("f", *row) for row in rows]  # a row of empty cells is none in a sheet or a CSV
    lines = [json.dumps(dict(zip(header, row, strict=True))) for row in rows]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    carried(folder / "in.jsonl", folder / f"out{kind}")
    safe = [tuple(f"'{text}" if runs(text) and kind in (".csv", ".tsv") else text for text in row) for row in rows]
    assert read(folder / f"out{kind}") == [header, *safe]
