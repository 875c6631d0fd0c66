"""Imports run one way, each foreign library has one room, core files are small."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "estimator"
MAY_IMPORT = {
    "engine": {"engine"},
    "rulebook": {"engine", "rulebook"},
    "law": {"engine", "law"},
    "plan": {"engine", "rulebook", "law", "plan"},
    "columns": {"engine", "rulebook", "law", "plan", "columns"},
    "tables": {"engine", "words", "tables"},  # words: what a text reads as, and what a terminal may be shown of it
    "words": {"engine", "words"},
    "asking": {"engine", "rulebook", "law", "plan", "words", "asking"},
    "roster": {"engine", "rulebook", "law", "plan", "columns", "words", "tables", "asking", "roster"},
    "show": {"engine", "rulebook", "law", "plan", "words", "asking", "show"},
    "face": {"engine", "rulebook", "law", "plan", "words", "tables", "asking", "roster", "show", "face"},
    "cli": {"engine", "rulebook", "law", "plan", "words", "tables", "asking", "roster", "show", "face", "cli"},
    # what lies in the package itself
    "arrow.py": {"engine", "rulebook", "words", "tables", "asking", "roster", "face"},
    "__init__.py": {"engine", "face", "arrow"},
    "__main__.py": {"cli"},
    "version.py": set(),
}
FOREIGN = {
    "typer": {"cli"},
    "rich": {"show"},
    "yaml": {"rulebook/read_yaml.py"},
    "pydantic": {"rulebook/schema.py", "rulebook/units.py"},
    "pydantic_core": {"rulebook/units.py"},
    "hatchling": {"rulebook/wheel.py"},
    "dateutil": {"cli/check.py"},
    "numpy": {"columns", "roster", "tables"},
    "typst": {"show/png.py"},
    "fontpkg_be_vietnam_pro": {"show/png.py"},
    "polars": {"tables"},
    "pyarrow": {"arrow.py", "tables/parquet.py", "tables/chunk.py", "tables/added_columns.py"},
    "python_calamine": {"tables/workbook_process.py"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_no_files_import_each_other_in_a_circle() -> None:
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in FILES}
    graph: dict[str, set[str]] = {}
    for name, file in modules.items():
        found = graph.setdefault(name, set())
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names} & modules.keys()
            elif isinstance(node, ast.ImportFrom) and node.module:
                files = {f"{node.module}.{alias.name}" for alias in node.names} & modules.keys()
                found |= files or {node.module} & modules.keys()
        found.discard(name)
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the files


def test_no_test_imports_another() -> None:
    tests = {file.stem: file for file in Path(__file__).parent.glob("test_*.py")}
    for name, file in tests.items():
        assert imported(file) & tests.keys() == set(), f"{name}: what tests share stands in a file of its own"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(file: Path) -> None:
    place = file.relative_to(PACKAGE).as_posix()
    room = place.partition("/")[0]
    for name in imported(file):
        parts = name.split(".")
        if parts[0] == "estimator" and len(parts) > 1:
            assert parts[1] in MAY_IMPORT[room] | {"version"}, f"{place} imports {name}"
        for library, rooms in FOREIGN.items():
            if parts[0] == library:
                assert room in rooms or place in rooms, f"{place} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_core_files_are_small(file: Path) -> None:
    place = file.relative_to(PACKAGE).as_posix()
    lines = len(file.read_text("utf-8").splitlines())
    assert lines <= (150 if place == "engine/sheet.py" else 300) or place.startswith("words/")


@pytest.mark.parametrize("room", ["engine", "law", "plan", "columns", "tables", "roster"])
def test_no_float_touches_money(room: str) -> None:
    for file in (PACKAGE / room).rglob("*.py"):
        if file.name == "write_xlsx.py":  # a spreadsheet counts days and their parts in one number
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), file
            assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), file


def test_formulas_have_no_branch_and_cite_their_articles() -> None:
    for file in (PACKAGE / "law").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not isinstance(node, ast.If | ast.IfExp), f"{file.name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.FunctionDef):
                assert ast.get_docstring(node), f"{file.name}: {node.name}"


def test_the_top_level_is_the_agreed_one() -> None:
    import subprocess

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    allowed = {"estimator", "rules", "tests", "pyproject.toml", "README.md", ".ci", ".gitignore", "LICENSE",
               "CHANGELOG.md", "requirements-lock.txt"}  # fmt: skip
    assert {line.split("/")[0] for line in tracked.splitlines()} <= allowed


def test_only_the_words_room_tells_languages_apart() -> None:
    for file in FILES:
        if file.parent.name == "words":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                compared = [each.value for each in (node.left, *node.comparators) if isinstance(each, ast.Constant)]
                assert not {"vi", "en"} & {each for each in compared if isinstance(each, str)}, f"{file}:{node.lineno}"
