"""What the README says to type is typed, and says what the README says.

In a ``console`` block every line that begins with ``$ bhxh`` is a command, and the lines under it are its output; in a
``sh`` block, and in code within a line or a table, every ``bhxh …`` is a command that must be answered. ``$ cat FILE``
shows a file that later commands read. Lines that install something are left to ``.ci/run``, code for engines to
``test_engines``.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import AS_OF, ROOT, answered, bhxh

TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A command, and what it prints where that is shown."""

    line: str
    output: str | None = None


def shown(block: str) -> list[Example]:
    """The commands of a console block with their output; a line ending in a backslash goes on."""
    examples = []
    for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        examples.append(Example(" ".join(line.split(" ")), output.rstrip("\n") or None))
    return examples


def examples() -> list[Example]:
    """Every command of the README."""
    found: list[Example] = []
    for language, block in BLOCK.findall(TEXT):
        if language == "console":
            found += shown(block)
        elif language in ("sh", "bash"):
            found += [Example(line.removeprefix("$ ")) for line in block.replace("\\\n", " ").splitlines()]
    found += [Example(code) for code in re.findall(r"`([^`\n]+)`", BLOCK.sub("", TEXT))]
    return [example for example in found if re.match(r"(\w+=\S+ )*bhxh |cat ", example.line)]


EXAMPLES = examples()
FILES = {example.line.split()[1]: example.output for example in EXAMPLES if example.line.startswith("cat ")}
COMMANDS = [example for example in EXAMPLES if not example.line.startswith("cat ")]


def typed(line: str) -> tuple[list[str], dict[str, str]]:
    """The arguments of a command line, and the environment set before it."""
    words = shlex.split(line, comments=True)
    start = words.index("bhxh")
    return words[start + 1 :], dict(word.split("=", 1) for word in words[:start])


@pytest.fixture
def at_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory with the checkout's rules, and the files the README shows."""
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    for name, content in FILES.items():
        (tmp_path / name).write_text(f"{content}\n", "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("at_the_readme")
@pytest.mark.parametrize("example", COMMANDS, ids=lambda example: example.line[:70])
def test_a_command_of_the_readme(example: Example) -> None:
    arguments, environment = typed(example.line)
    said = bhxh(*arguments, **environment)
    if example.output is None:
        assert said.code == 0
        assert said.err == "" or said.err.startswith("✓ ")  # a table answered is said in one line
    else:
        assert (said.out + said.err).rstrip("\n") == example.output
        assert said.code in (0, 2, 3, 4)


PYTHON = next(block for language, block in BLOCK.findall(TEXT) if language == "python" and "estimator.quote(" in block)


def test_the_python_of_the_readme_prints_the_quote_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(PYTHON, "README.md", "exec"), {})
    said = answered("quote", "--sex", "nữ", "--born", "1980", "--pay", "6 triệu/năm", "--instalments", "2", *AS_OF)
    first, *problems = capsys.readouterr().out.splitlines()
    assert first == f"{said['first_year']['payable']} {said['pension']['monthly_pension_today']}"
    assert [line.partition(":")[0] for line in problems] == ["sex", "born", "income"]


def test_the_python_of_the_readme_is_typed(tmp_path: Path) -> None:
    from mypy import api

    file = tmp_path / "example.py"
    file.write_text(PYTHON, "utf-8")
    said, _, code = api.run(
        ["--strict", "--config-file=", f"--cache-dir={tmp_path}", "--follow-imports=silent", str(file)]
    )
    assert code == 0, said


def test_the_readme_shows_a_quote() -> None:
    assert any(example.output and example.line.startswith("bhxh quote") for example in COMMANDS)
