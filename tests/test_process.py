"""The command line as a process: encodings, terminals, pipes, signals, full disks, and anything typed at all."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import MAN, QUOTE, README, ROOT, WITHDRAW, WOMAN, bhxh, ended, environment, spawned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estimator.cli.options import BOOK, CHECK, OUTPUT, PERSON, Option
from estimator.cli.options import WITHDRAW as WITHDRAW_OPTIONS

pytestmark = pytest.mark.usefixtures("among_files")


@pytest.mark.parametrize(
    "changed",
    [{"PYTHONIOENCODING": "cp1258"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
     {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"PYTHONHASHSEED": "7"}],
    ids=str,
)  # fmt: skip
def test_the_same_bytes_whatever_the_code_page(changed: dict[str, str]) -> None:
    assert ended(*README, **changed) == bhxh(*README)
    assert ended(*WOMAN, "--income", "1tr", **changed) == bhxh(*WOMAN, "--income", "1tr")


def test_the_same_input_gives_the_same_bytes() -> None:
    for extra in (("--json", "--explain"), ("--explain",), ("--format", "csv"), ("--format", "text")):
        first = ended(*MAN, *extra, PYTHONHASHSEED="1")
        assert first == ended(*MAN, *extra, PYTHONHASHSEED="2") == bhxh(*MAN, *extra)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "arguments", [README, (*README, "--json"), ("law",), ("check", "--json"), ("--help",), ("--version",)], ids=str
)
def test_a_reader_who_leaves_early_is_no_fault(arguments: tuple[str, ...], unbuffered: str) -> None:
    process = spawned(*arguments, PYTHONUNBUFFERED=unbuffered)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.stderr.read(), process.wait(60)) == (b"", 0)
    process.stderr.close()


def test_interrupted(files: Path) -> None:
    os.mkfifo(files / "waits.csv")
    process = spawned(*QUOTE, "--history", "waits.csv")
    with open(files / "waits.csv", "wb"):  # returns when the command has begun to read
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_a_full_disk(extra: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "estimator", *README, *extra]
        env = environment(PYTHONPATH=str(ROOT))
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, timeout=60)
    assert done.returncode == 2
    assert "Không ghi được kết quả" in done.stderr.decode()


def test_closed_streams(tmp_path: Path) -> None:
    env = environment(PYTHONPATH=str(ROOT))
    line = f"{shlex.quote(sys.executable)} -m estimator {shlex.join(README)}"
    assert subprocess.run(f"{line} >&-", shell=True, env=env, capture_output=True, timeout=60).returncode == 0
    wrong = f"{line} --income 1tr 2>&-"
    assert subprocess.run(wrong, shell=True, env=env, capture_output=True, timeout=60).returncode == 2
    (tmp_path / "in.csv").write_text("born,sex,income\n1980,nữ,1tr\n", "utf-8")
    table = f"{shlex.quote(sys.executable)} -m estimator batch {tmp_path}/in.csv --figures contribution.payable 2>&-"
    done = subprocess.run(table, shell=True, env=env, capture_output=True, timeout=60)
    assert (done.returncode, len(done.stdout.decode().splitlines())) == (5, 2), "what is said is not among the rows"


def on_a_terminal(*arguments: str, **changed: str) -> str:
    """What a terminal of 80 columns is sent."""
    import pty

    ours, theirs = pty.openpty()
    env = environment(PYTHONPATH=str(ROOT), TERM="xterm-256color")
    del env["COLUMNS"]
    process = subprocess.Popen(
        [sys.executable, "-m", "estimator", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=env | changed
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        sent += read
    os.close(ours)
    process.wait(60)
    return sent.decode().replace("\r\n", "\n")


def test_a_terminal_gets_bold_headings_and_no_colour() -> None:
    sent = on_a_terminal(*README)
    assert set(re.findall(r"\x1b\[[^m]*m", sent)) == {"\x1b[1m", "\x1b[0m"}
    assert re.sub(r"\x1b\[[^m]*m", "", sent) == bhxh(*README).out
    assert on_a_terminal(*README, NO_COLOR="1") == bhxh(*README).out
    assert "\x1b" not in on_a_terminal(*README, TERM="dumb")
    assert "\x1b" not in on_a_terminal(*README, "--format", "text")


def test_a_table_on_a_terminal_is_read_and_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("sex,born,income,x\nnữ,1980,3tr,\x1b]0;pwn\x07\u202e\n", "utf-8")
    sent = on_a_terminal("batch", str(tmp_path / "in.csv"), "--figures", "contribution.payable")
    assert "nữ,1980,3tr,\\u001b]0;pwn\\u0007\\u202e,ok,,594000" in sent
    assert "\x1b]" not in sent and "\u202e" not in sent and "\ufeff" not in sent and "TypeError" not in sent


DEEP = {"flow.json": "[" * 200_000, "block.yaml": "- " * 200_000}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize(("option", "code"), [("--person", 2), ("--history", 2), ("--with", 3)])
def test_a_bottomless_file_is_refused(files: Path, name: str, option: str, code: int) -> None:
    (files / name).write_text(DEEP[name])
    said = ended(*QUOTE, option, name)
    assert said.code == code and "lồng quá sâu" in said.err


# --- anything at all

CHEAP = st.sampled_from(
    ["1980", "3tr", "2.550.000", "6tr/năm", "nữ", "nam", "2026-11", "2030-01", "2026-11-22", "2018-01..2020-12:2tr",
     "0", "1", "2", "5", "12", "80", "-1", "base", "frozen", "low", "monthly", "missing", "years_ahead:3", "text",
     "csv", "json", "poor", "Hà Nội", "dak lak", "person.yaml", "history.csv", "reform.yaml", "typo.yaml", ".", "/", "",
     "-", "--", "--json", "--lang", "en", "1e400", "٣", "¼", "9" * 30, "0001-01-01", "9999-12-31", "2100-12", "1900-01",
     "2008-01..2100-12:9tr", "\ud83d", "%s{given}{0}", "2018-01..2018-02:1.5",
     "1993-01..2015-12:3.66:state", "2004-01..2011-12:2tr:compulsory", "2028-05:job", "2028-05:death", "96", "age",
     "waiting", "illness"]
)  # fmt: skip
VALUES = CHEAP | st.text(max_size=12)


def written(options: tuple[Option, ...]) -> st.SearchStrategy[list[str]]:
    """Command lines with any of the options and anything behind them."""

    def one(option: Option) -> st.SearchStrategy[list[str]]:
        flag = option.flags[0]
        if option.kind is bool:
            return st.just([flag])
        return VALUES.flatmap(lambda value: st.sampled_from([[flag, value], [f"{flag}={value}"]]))

    chosen = st.lists(st.sampled_from(options).flatmap(one), max_size=6)
    return chosen.map(lambda parts: [word for part in parts for word in part])


LINES = st.one_of(
    st.builds(lambda rest: [*QUOTE, *rest], written((*PERSON, *OUTPUT))),
    st.builds(lambda rest: [*WOMAN, *rest], written((*PERSON, *OUTPUT))),
    st.builds(lambda rest: [*WITHDRAW, *rest], written((*PERSON, *WITHDRAW_OPTIONS))),
    st.builds(lambda rest: ["quote", *rest], written((*PERSON, *OUTPUT))),
    st.builds(lambda rest, names: ["law", *rest, *names], written(BOOK), st.lists(VALUES, max_size=2)),
    st.builds(lambda rest, names: ["check", *rest, *names], written(CHECK), st.lists(VALUES, max_size=2)),
    st.lists(VALUES | st.sampled_from(["quote", "withdraw", "law", "check", "--help", "--version"]), max_size=4),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINES)
def test_nothing_written_makes_it_fail(arguments: list[str]) -> None:
    said = bhxh(*arguments)
    assert said.code in (0, 2, 3, 4), said
    assert "Traceback" not in said.err
    if said.code in (2, 3, 4) and said.err and "check" not in arguments:
        assert not said.out
        assert "Thử: " in said.err or "Try: " in said.err or '"hint": ' in said.err


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode), suffix=st.sampled_from(["yaml", "csv"]))
def test_nothing_in_a_file_makes_it_fail(files: Path, content: bytes, suffix: str) -> None:
    file = files / f"anything.{suffix}"
    file.write_bytes(content)
    for option in ("--person", "--history", "--with"):
        said = bhxh(*QUOTE, option, str(file))
        assert said.code in (0, 2, 3, 4), said
