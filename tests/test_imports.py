"""What each path of the command imports from an installed wheel: start-up time, held by what does not drift."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, environment

from estimator.rulebook import build, store

QUOTE = ("quote", "--sex", "nữ", "--born", "1980", "--pay", "6 triệu/năm", "--as-of", "2026-11-22")
PROBE = """
import sys
from estimator.cli import main
code = main(sys.argv[1:])
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
raise SystemExit(code)
"""

# What judges rule files, and what a quote has no use for; each costs more than the whole calculation.
RULE_FILES = {"pydantic", "pydantic_core", "yaml", "estimator.rulebook.schema", "estimator.rulebook.read_yaml",
              "estimator.rulebook.build", "hatchling"}  # fmt: skip
UNUSED = {"numpy", "dateutil", "logging", "asyncio", "email", "http", "ssl", "importlib.metadata", "tomllib",
          "multiprocessing", "concurrent", "unittest", "xml", "sqlite3"}  # fmt: skip
# What comes with rich.
DRAWING = {"rich", "decimal", "_decimal", "fractions", "dataclasses", "pickle", "random", "numbers", "csv", "pprint"}
SCREEN = {"estimator.show.terminal"}
# What is said of errors; a quote makes none.
UNSAID = {"estimator.words.vi.errors", "estimator.words.en.errors"}
FORBIDDEN = {
    "version": (("--version",), RULE_FILES | UNUSED | DRAWING | {"typer", "re", "json", "typing", "datetime"}),
    "json": ((*QUOTE, "--json"), RULE_FILES | UNUSED | DRAWING | UNSAID | SCREEN | {"estimator.words.en"}),
    "explained": ((*QUOTE, "--json", "--explain"), RULE_FILES | UNUSED | DRAWING),
    "text": ((*QUOTE, "--format", "text"), RULE_FILES | UNUSED | DRAWING | {"json", "estimator.words.en"}),
    "csv": ((*QUOTE, "--format", "csv"), RULE_FILES | UNUSED | DRAWING - {"csv"}),
    "table": (QUOTE, RULE_FILES | UNUSED | {"json", "rich.table", "rich.markdown", "rich.progress", "rich.syntax"}),
    "english": ((*QUOTE, "--lang", "en", "--json"), RULE_FILES | UNUSED | DRAWING | {"estimator.words.vi"}),
    "error": (("quote", "--sex", "nữ"), RULE_FILES | UNUSED | DRAWING | {"json", "estimator.show.terminal"}),
    "help": (("--help",), RULE_FILES | UNUSED | DRAWING | {"json", "estimator.plan", "estimator.rulebook.store"}),
    "law": (("law",), RULE_FILES | UNUSED),
    "law in json": (("law", "--json"), RULE_FILES | UNUSED | DRAWING),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel lays it out: the rules inside, with their frozen tables."""
    folder = tmp_path_factory.mktemp("site")
    package = folder / "estimator"
    shutil.copytree(ROOT / "estimator", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", package / "_rules")
    tables, faults, _ = build.build(ROOT / "rules")
    assert not faults
    (package / "_rules" / store.FROZEN).write_bytes(store.freeze(tables, package / "_rules"))
    return folder


def imported(site: Path, *arguments: str) -> tuple[int, set[str]]:
    """The exit code of a command, and every module there is when it has ended."""
    env = environment(PYTHONPATH=str(site))
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, cwd=site.parent, env=env, timeout=60, check=False)
    return done.returncode, set(done.stderr.decode().splitlines())


@pytest.mark.parametrize("path", FORBIDDEN)
def test_a_path_imports_only_what_it_needs(site: Path, path: str) -> None:
    arguments, forbidden = FORBIDDEN[path]
    code, modules = imported(site, *arguments)
    assert (code == 2) == (path == "error")
    assert "estimator.cli" in modules
    assert modules & forbidden == set()


def test_what_is_drawn_is_drawn_by_rich(site: Path) -> None:
    for arguments in (QUOTE, ("law",)):
        assert "rich.console" in imported(site, *arguments)[1]


def test_an_overlay_is_judged_even_where_the_rules_are_frozen(site: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "reform.yaml"
    overlay.write_text("reform: Thử\nreason: thử\nprovisions: {}\n")
    code, modules = imported(site, *QUOTE, "--with", str(overlay))
    assert code in (0, 3) and "pydantic" in modules


def test_changed_rules_are_read_again(site: Path, tmp_path: Path) -> None:
    changed = tmp_path / "site"
    shutil.copytree(site, changed)
    file = changed / "estimator" / "_rules" / "national" / "rural_poverty_line.yaml"
    file.write_text(file.read_text("utf-8") + "# read again\n", "utf-8")
    code, modules = imported(changed, *QUOTE, "--json")
    assert code == 0 and {"yaml", "pydantic"} <= modules


def test_an_overlay_is_found_by_name_where_there_is_no_checkout(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "estimator"]
    env = environment(PYTHONPATH=str(site))
    for arguments in (
        (*QUOTE, "--with", "dak-lak-them-10"),
        ("law", "--overlays"),
        ("check", "--copy", "dak-lak-them-10"),
        ("check", "dak-lak-them-10.yaml"),
        (*QUOTE, "--with", "dak-lak-them-10.yaml"),
        ("impact", "--example", "20", "--with", "dak-lak-them-10"),
    ):
        done = subprocess.run(
            [*command, *arguments], capture_output=True, cwd=tmp_path, env=env, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "dak-lak-them-10.yaml").is_file()
