"""What strangers write into tables and files runs nowhere, and does not fill the memory."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import AS_OF, QUOTE, WOMAN, bhxh

from estimator.roster.header_rows import open_people
from estimator.tables.cells import runs
from estimator.tables.output_table import open_sink

EVIL = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1+1", "＠A1",
        '=HYPERLINK("http://x";"y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '"=1', "=", "@")  # fmt: skip
HARMLESS = ("-5", "+84 901 234 567", "-1.500.000", "-", "a=1", "")
HEADS = tuple(f"{text[0]}h{number}" for number, text in enumerate(EVIL))
OPTIONS = ("name", "sex", "born", "income", "group", "province", "method", "paid", "start")


def cells(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def evil_table(path: Path, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> int:
    """A table with every evil text in every column, and in headings of its own; how many rows."""
    good = ["Hoa", "f", "1980", "2500000", "", "", "", "", ""]
    rows = [[text if place == at else cell for place, cell in enumerate([*good, *EVIL])]
            for at in range(len(good)) for text in (*EVIL, *HARMLESS)]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows([[*OPTIONS, *HEADS], *rows])  # type: ignore[arg-type]
    return len(rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_no_cell_of_a_csv_runs(tmp_path: Path, delimiter: str, quoting: int) -> None:
    count = evil_table(tmp_path / "in.csv", delimiter, quoting)
    said = bhxh("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *AS_OF,
                "--rejects", str(tmp_path / "bad.csv"), "--figures", "contribution")  # fmt: skip
    assert said.code == 5
    before = cells((tmp_path / "in.csv").read_bytes(), delimiter)
    after = cells((tmp_path / "out.csv").read_bytes(), delimiter)
    assert len(after) == count + 1
    for old, new in zip(before, after, strict=True):
        assert new[: len(old)] == [f"'{text}" if runs(text) else text for text in old]
    for file in ("out.csv", "bad.csv"):
        table = cells((tmp_path / file).read_bytes(), delimiter)
        assert not [cell for row in table for cell in row if runs(cell)]
        assert len(table) > len(EVIL)


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "xlsx"])
def test_no_cell_runs_that_came_by_another_way(tmp_path: Path, kind: str) -> None:
    evil_table(tmp_path / "in.csv")
    table = str(tmp_path / f"in.{kind}")
    with (
        open_people(str(tmp_path / "in.csv")) as source,
        open_sink(table, source.header, {}) as carried,
    ):
        for chunk in source.chunks(1000):
            carried.write(chunk, {})
        carried.commit()
    for out in ("out.csv", "out.xlsx"):
        said = bhxh("batch", table, "-o", str(tmp_path / out), *AS_OF, "--figures", "contribution")
        assert said.code == 5
    before = cells((tmp_path / "in.csv").read_bytes(), ",")
    after = cells((tmp_path / "out.csv").read_bytes(), ",")
    for old, new in zip(before, after, strict=True):
        assert new[: len(old)] == [f"'{text}" if runs(text) else text for text in old]
        assert not any(map(runs, new))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert sheet.findall(".//x:f", space) == []
    texts = [cell for cell in sheet.findall(".//x:c", space) if cell.get("t") == "inlineStr"]
    evil = [cell for cell in texts if runs(cell.findtext("x:is/x:t", "", space))]
    assert len(evil) > len(EVIL) * len(OPTIONS)
    assert {cell.get("s") for cell in evil} == {"3", "4"}  # both say that it is a text


def test_no_cell_of_lines_of_json_runs_in_a_csv(tmp_path: Path) -> None:
    lines = [{"sex": "f", "born": "1980", "income": 2500000, "name": text, text: text} for text in EVIL]
    lines += [{"sex": text, "born": [text, text], "income": {text: text}} for text in EVIL]
    text = "\n".join([*(json.dumps(line) for line in lines), *EVIL]) + "\n"
    (tmp_path / "in.jsonl").write_bytes(text.replace("\r=1\n", "").encode())
    assert bhxh("batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.csv"), *AS_OF).code == 5
    table = cells((tmp_path / "out.csv").read_bytes(), ",")
    assert len(table) > 3 * len(EVIL) - 5
    assert not [cell for row in table for cell in row if runs(cell)]


def test_no_cell_of_an_impact_runs(tmp_path: Path) -> None:
    evil_table(tmp_path / "in.csv")
    said = bhxh("impact", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--from", "2027-01",
                "--to", "2027-03", "--by", "name", "--by", HEADS[0], *AS_OF)  # fmt: skip
    assert said.code in (0, 5), said.err
    table = cells((tmp_path / "out.csv").read_bytes(), ",")
    assert any("=1+1" in cell for row in table for cell in row)
    assert not [cell for row in table for cell in row if runs(cell)]


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
)
BOMBS = {
    "aliases.yaml": LAUGHS,
    "itself.yaml": "born: &a [*a]\n",
    "merged.yaml": "a: &a {born: 1980}\n<<: [*a, *a]\n",
    "flow.yaml": "born: " + "[" * 100_000,
    "closed.yaml": "born: " + "[" * 5000 + "]" * 5000,
    "braces.json": '{"a":' * 5000 + "1" + "}" * 5000,
    "brackets.json": "[" * 100_000,
    "indented.yaml": "".join(" " * n + "a:\n" for n in range(1500)),
    "dashes.yaml": "- " * 5000 + "a",
    "questions.yaml": "? " * 5000 + "a",
    "huge.yaml": "born: " + "1" * 2_000_001,
    "tagged.yaml": "!!python/object/apply:os.system [touch ran]\n",
    "object.yaml": 'born: !!python/object/apply:os.system ["touch ran"]\n',
    "keys.yaml": "".join(f"k{n}: 1\n" for n in range(20_000)),
    "scalar.json": '"' + "x" * 1_900_000 + '"',
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("option", ["--person", "--history", "--with"])
def test_files_that_would_swell_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(BOMBS[name], "utf-8")
    said = bhxh(*(WOMAN if option == "--person" else QUOTE), option, name)
    assert (said.code, said.out) == (3 if option == "--with" else 2, "")
    assert name in said.err and "Thử: " in said.err
    assert max(map(len, said.err.splitlines())) < 400
    assert not Path("ran").exists()


@pytest.mark.parametrize("option", ["--person", "--history", "--with"])
@pytest.mark.parametrize("kind", ["yaml", "json", "csv"])
def test_ten_gigabytes_of_a_file_are_refused_by_its_size(tmp_path: Path, option: str, kind: str) -> None:
    with (tmp_path / f"a.{kind}").open("wb") as file:
        file.truncate(10 << 30)
    said = bhxh(*QUOTE, option, str(tmp_path / f"a.{kind}"))
    assert (said.code, said.out) == (3 if option == "--with" else 2, "")
    assert "quá lớn" in said.err
