"""Every Python from 3.11 on reads the same frozen rules; what only rule files need may be absent."""

from __future__ import annotations

import errno
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from unittest.mock import Mock

import pytest
from command_line import ROOT, environment

from estimator.engine.problem import LIBRARIES, libraries_missing
from estimator.rulebook import build, store
from estimator.tables.output_place import place

PERSON = ("--sex", "nữ", "--born", "1980", "--as-of", "2026-11-22")
WHOLE = """
import sys
from estimator.cli import main
raise SystemExit(main(sys.argv[1:]))
"""
BLOCKED = 'import sys\nfor name in ("yaml", "pydantic", "pydantic_core"):\n    sys.modules[name] = None' + WHOLE
THAWED = """
import sys
from pathlib import Path
from estimator.rulebook import store
directory = Path(sys.argv[1])
tables = store.thaw(directory)
sys.stdout.buffer.write(store.freeze(tables, directory) if tables else b"")
"""
OLD = """
import sys
sys.version_info = (3, 10, 13, "final", 0)
sys.argv = ["bhxh", "quote"]
import estimator
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel lays it out: the rules inside, with their frozen tables."""
    package = tmp_path_factory.mktemp("site") / "estimator"
    shutil.copytree(ROOT / "estimator", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", package / "_rules")
    tables, faults, _ = build.build(ROOT / "rules")
    assert not faults
    (package / "_rules" / store.FROZEN).write_bytes(store.freeze(tables, package / "_rules"))
    return package.parent


def run(site: Path, program: str, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[bytes]:
    env = environment(PYTHONPATH=str(site))
    command = [python, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, cwd=site.parent, env=env, timeout=60, check=False)


def pythons() -> list[str]:
    """This Python, and every other from 3.11 on under pyenv."""
    found = [sys.executable]
    for python in glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3")):
        version = re.search(r"/versions/3\.(\d+)", python)
        if version and int(version[1]) >= 11 and int(version[1]) != sys.version_info[1]:
            found.append(python)
    return found


@pytest.mark.parametrize("python", pythons())
def test_frozen_rules_are_the_same_bytes_for_every_python(site: Path, python: str) -> None:
    rules = site / "estimator" / "_rules"
    done = run(site, THAWED, str(rules), python=python)
    assert done.stdout == (rules / store.FROZEN).read_bytes(), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", *PERSON, "--income", "2tr5", "--json"),
        ("quote", *PERSON, "--income", "2tr5", "--explain"),
        ("compare", *PERSON, "--income", "2tr5"),
        ("solve", *PERSON, "--pension", "2tr"),
        ("withdraw", *PERSON, "--paid", "2018-01..2024-12:2000000"),
        ("law", "--at", "2026-11"),
        ("impact", "--example", "20", "--as-of", "2026-11-22"),
        ("batch", "{table}", "-o", "-", "--as-of", "2026-11-22"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_reads_no_rule_file_needs_neither_yaml_nor_pydantic(
    site: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("sex,born,income,group\nnữ,1980,2500000,khác\n", "utf-8")
    done = run(site, BLOCKED, *(argument.format(table=table) for argument in arguments))
    whole = run(site, WHOLE, *(argument.format(table=table) for argument in arguments))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == whole.stdout != b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "any.yaml"),
        ("law", "--overlays"),
        ("quote", *PERSON, "--income", "2tr5", "--with", "dak-lak-them-10"),
        ("quote", "--person", "any.yaml"),
        ("quote", *PERSON, "--income", "2tr5", "--history", "any.yaml"),
    ],
    ids=" ".join,
)
def test_what_reads_rule_files_says_how_to_install_their_readers(site: Path, arguments: tuple[str, ...]) -> None:
    done = run(site, BLOCKED, *arguments)
    assert done.returncode == 2
    assert f"{sys.executable} -m pip install PyYAML pydantic" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode() and not done.stdout


def test_every_library_named_is_one_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {"rules": project["dependencies"], **project["optional-dependencies"]}
    for part, packages in LIBRARIES.items():
        named = {re.split(r"[><=;\[ ]", requirement)[0] for requirement in asked[part]}
        assert set(packages) <= named, part


def test_an_older_python_is_told_in_one_sentence_a_language(site: Path) -> None:
    done = run(site, OLD)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "bhxh cần Python 3.11 trở lên; đây là Python 3.10.",
        "bhxh needs Python 3.11 or later; this is Python 3.10.",
    ]


def test_a_system_that_gives_files_no_second_name_writes_tables(site: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("sex,born,income\nf,1980,2500000\n", "utf-8")
    program = f"import os\ndel os.link\n{BLOCKED}"
    done = run(site, program, "batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("reason", [errno.ENOENT, errno.EPERM, errno.EXDEV])
def test_a_file_that_gets_no_name_is_copied_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, there: bool
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    out = tmp_path / "out.csv"
    if there:
        out.write_bytes(b"older")
        out.chmod(0o640)
    monkeypatch.setattr(os, "link", refused)
    made = place(str(out), force=there, fingerprint=None)
    made.file.write(b"whole")
    made.commit()
    made.close()
    assert (os.listdir(tmp_path), out.read_bytes()) == (["out.csv"], b"whole")
    assert not there or out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("executable", ["/opt/my python/$x/(1)/python", "/opt/it's/python", "/usr/bin/python3", None])
def test_the_line_that_installs_is_one_for_the_shell(executable: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    line = libraries_missing("xlsx", "table").facts["install"]
    assert shlex.split(line) == [executable or "python3", "-m", "pip", "install", "python-calamine"]


def test_a_library_that_is_too_old_is_upgraded(site: Path, tmp_path: Path) -> None:
    (tmp_path / "pydantic.py").write_text("class BaseModel: ...\n", "utf-8")
    done = run(site, f"import sys\nsys.path.insert(0, {str(tmp_path)!r})" + WHOLE, "check")
    assert done.returncode == 2
    assert "-m pip install PyYAML pydantic --upgrade\n" in done.stderr.decode()


def test_what_a_library_lacks_itself_is_installed_with_it(site: Path) -> None:
    done = run(site, "import sys\nsys.modules['typing_extensions'] = None" + WHOLE, "check")
    assert done.returncode == 2
    assert "-m pip install PyYAML pydantic\n" in done.stderr.decode()


def test_frozen_rules_that_a_python_can_no_longer_read_are_read_from_the_yaml(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = site / "estimator" / "_rules"
    whole = store.thaw(rules)
    with monkeypatch.context() as patched:
        patched.setattr(store, "marshal", Mock(loads=Mock(side_effect=ValueError("bad marshal data"))))
        assert store.thaw(rules) is None
        assert store.tables(rules) == whole
