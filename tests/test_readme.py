"""What the four READMEs say to type is typed, and says what they say.

In a ``console`` block every line that begins with ``$ bhxh`` is a command, and the lines under it are its output; in a
``sh`` block, and in code within a line or a table, every ``bhxh …`` is a command that must be answered. ``$ cat FILE``
shows a file that later commands read. Lines that install something are left to ``.ci/run``, code for engines to
``test_engines``. The numbered steps of ``rules/README.md`` (*Add a …*) are followed on a copy of the checkout.
"""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import AS_OF, ROOT, answered, bhxh, environment

READMES = ("README.md", "estimator/README.md", "rules/README.md", "tests/README.md")
ALL = {name: (ROOT / name).read_text("utf-8") for name in READMES}
PROCEDURE = re.compile(r"^## (Add [^\n]+)\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
PROCEDURES: dict[str, str] = dict(PROCEDURE.findall(ALL["rules/README.md"]))
TEXT = "\n".join(PROCEDURE.sub("", text) for text in ALL.values())
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
    """Every command of the READMEs, each once."""
    found: list[Example] = []
    for language, block in BLOCK.findall(TEXT):
        if language == "console":
            found += shown(block)
        elif language in ("sh", "bash"):
            found += [Example(line.removeprefix("$ ")) for line in block.replace("\\\n", " ").splitlines()]
    found += [Example(code) for code in re.findall(r"`([^`\n]+)`", BLOCK.sub("", TEXT))]
    found = [example for example in found if re.match(r"(\w+=\S+ )*bhxh |cat ", example.line)]
    return list(dict.fromkeys(found))


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


PYTHON = {call: block for call in ("quote", "batch") for language, block in BLOCK.findall(TEXT)
          if language == "python" and f"estimator.{call}(" in block}  # fmt: skip


def test_the_python_of_the_readme_prints_the_quote_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(PYTHON["quote"], "README.md", "exec"), {})
    said = answered("quote", "--sex", "nữ", "--born", "1980", "--pay", "6 triệu/năm", "--instalments", "2", *AS_OF)
    first, *problems = capsys.readouterr().out.splitlines()
    assert first == f"{said['first_year']['payable']} {said['pension']['monthly_pension_today']}"
    assert [line.partition(":")[0] for line in problems] == ["sex", "born", "income"]


@pytest.mark.usefixtures("at_the_readme")
def test_the_python_of_the_readme_answers_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(PYTHON["batch"], "README.md", "exec"), {})
    done, *findings, cost = capsys.readouterr().out.splitlines()
    assert done == "2 0 Mức thu nhập"
    table = ("batch", "d05.csv", "-o", "doi-chieu.csv", "--check", "sheet", "--force", *AS_OF)
    printed = [line for line in bhxh(*table).err.splitlines()[1:] if not line.startswith("  ")]
    assert findings == printed and findings
    said = answered("impact", "danh-sach.csv", "--weight", "Số người", "--with", "ho-tro-them-10-20", *AS_OF)
    assert cost == f"{said['difference']['household']} {said['difference']['local_support']}"


def test_the_readme_shows_a_quote() -> None:
    assert any(example.output and example.line.startswith("bhxh quote") for example in COMMANDS)


def test_the_first_readme_is_short() -> None:
    assert len(ALL["README.md"].splitlines()) <= 180


def anchors(text: str) -> set[str]:
    """The places in a page that a link can lead to, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", BLOCK.sub("", ALL[name])):
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text("utf-8")), target


def test_the_house_names_every_room_and_file_it_speaks_of() -> None:
    text = ALL["estimator/README.md"]
    rooms = set(re.findall(r"^\| `([^`]+)` \|", text.partition("## Rooms")[2].partition("\n## ")[0], re.MULTILINE))
    package = ROOT / "estimator"
    assert {f"{init.parent.name}/" for init in package.glob("*/__init__.py")} == {r for r in rooms if r.endswith("/")}
    for name in re.findall(r"`([\w/]+(?:/|\.py|\.yaml))`", text):
        assert (package / name).exists() or (ROOT / name).exists() or (ROOT / "tests/benchmarks" / name).exists(), name


def test_the_tests_readme_speaks_of_what_is_there() -> None:
    for name in re.findall(r"`([\w/]+(?:/|\.py|\.json))[ `]", ALL["tests/README.md"]):
        assert (ROOT / "tests" / name).exists() or (ROOT / name).exists(), name


BY_HAND = [line for language, block in BLOCK.findall(ALL["tests/README.md"]) if language == "sh"
           for line in block.splitlines()]  # fmt: skip


def test_what_is_run_by_hand_runs(tmp_path: Path) -> None:
    for name in ("estimator", "rules", "tests", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert BY_HAND
    for line in BY_HAND:
        words = shlex.split(line)
        start = words.index("python")
        # tests are only looked up here: they run anyway, or would write into the checkout
        command = [sys.executable, *words[start + 1 :], *(["--collect-only", "-q"] if "pytest" in words else [])]
        env = environment(PYTHONPATH=str(ROOT), **dict(word.split("=", 1) for word in words[:start]))
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


# The numbered steps, followed on a copy


class Copy:
    """A copy of the checkout in which steps are followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("estimator", "rules"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("pyproject.toml", "tests/conftest.py", "tests/command_line.py", "tests/test_words.py"):
            (root / name).parent.mkdir(exist_ok=True)
            shutil.copy2(ROOT / name, root / name)

    def change(self, step: str) -> str:
        """Do what a ``diff`` says to a file, whose name it gives back; a file that is not there is made."""
        head, *lines = step.splitlines()
        name = head.removeprefix("+++ ")
        file = self.root / name
        stand = [line[1:] for line in lines if line[:1] != "+"]
        after = [line[1:] for line in lines if line[:1] != "-"]
        text = file.read_text("utf-8").splitlines() if stand else []
        assert stand or not file.exists(), f"{name} is there already"
        found = [at for at in range(len(text)) if text[at : at + len(stand)] == stand] if stand else [0]
        assert len(found) == 1, f"{name} has {len(found)} places like {stand}"
        text[found[0] : found[0] + len(stand)] = after
        file.write_text("\n".join(text) + "\n", "utf-8")
        return name

    def run(self, line: str) -> str:
        """What a command says here; it must be answered."""
        words = shlex.split(line)
        command = [sys.executable, *(("-m", "estimator") if words[0] == "bhxh" else ()), *words[1:]]
        env = environment(PYTHONPATH=str(self.root))
        done = subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        return done.stdout

    def touched(self) -> set[str]:
        """The files of the program and its rules that are no longer as they were, or are new."""
        files = {
            file.relative_to(self.root)
            for name in ("estimator", "rules")
            for file in (self.root / name).rglob("*")
            if file.suffix in (".py", ".yaml")
        }
        return {
            file.as_posix()
            for file in files
            if not (ROOT / file).exists() or (ROOT / file).read_bytes() != (self.root / file).read_bytes()
        }


def followed(name: str, root: Path) -> tuple[Copy, dict[str, str]]:
    """The steps of a procedure done one after the other: where, and what each command said."""
    copy, said, changed = Copy(root), {}, []
    for language, block in re.findall(r"^ *```(\w+)\n(.*?)^ *```$", PROCEDURES[name], re.MULTILINE | re.DOTALL):
        if language == "diff":
            changed.append(copy.change(textwrap.dedent(block)))
        else:
            said.update({line: copy.run(line) for line in textwrap.dedent(block).splitlines()})
    assert sorted(copy.touched()) == sorted(changed), "a step that changes nothing, or a file twice"
    return copy, said


def saying(said: dict[str, str], *words: str) -> str:
    """What the one command with all these words said."""
    (one,) = [text for line, text in said.items() if all(word in line for word in words)]
    return one


def test_a_decree_is_added_as_told(tmp_path: Path) -> None:
    copy, said = followed("Add a decree", tmp_path)
    assert "2.700.000" in saying(said, "rural_poverty_line") and "901/2030/NĐ-CP" in saying(said, "--changes")
    assert copy.touched() == {"rules/sources.yaml", "rules/national/rural_poverty_line.yaml"}


def test_a_group_is_added_in_four_files(tmp_path: Path) -> None:
    copy, said = followed("Add a group", tmp_path)
    told = json.loads(saying(said, "--group veteran", "--json"))
    assert told["given"]["group"] == ["veteran"]
    assert told["contribution"]["state_support"] == 1_500_000 * 22 * 45 // 10_000
    (tmp_path / "in.csv").write_text("Ngày sinh,Giới tính,Mức thu nhập,CCB\n1980,Nam,2tr5,x\n1980,Nam,2tr5,\n", "utf-8")
    copy.run("bhxh batch in.csv -o out.csv --as-of 2026-11-22")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as stream:
        support = [row["contribution.state_support"] for row in csv.DictReader(stream)]
    assert support == [str(1_500_000 * 22 * share // 10_000) for share in (45, 20)]
    assert len(copy.touched()) <= 4


def test_a_province_is_added_as_told(tmp_path: Path) -> None:
    copy, said = followed("Add a province", tmp_path)
    assert "10%" in saying(said, "local_support_rates") and "33.000" in saying(said, "quote")
    assert copy.touched() == {"rules/sources.yaml", "rules/provinces/lam-dong.yaml"}


def test_a_figure_is_added_in_two_files_of_code_and_its_labels(tmp_path: Path) -> None:
    copy, said = followed("Add a figure", tmp_path)
    (row,) = csv.DictReader(saying(said, "csv").splitlines())
    assert row["contribution.support"] == saying(said, "python -c").strip() == "66000"
    (tmp_path / "in.csv").write_text("Ngày sinh,Giới tính,Mức thu nhập\n1980,Nam,2tr5\n", "utf-8")
    copy.run("bhxh batch in.csv -o out.csv --as-of 2026-11-22 --figures contribution.support")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as stream:
        assert [row["contribution.support"] for row in csv.DictReader(stream)] == ["66000"]
    labels = {name for name in copy.touched() if name.startswith("estimator/words/")}
    assert len(labels) == 2
    assert len(copy.touched() - labels) <= 2
