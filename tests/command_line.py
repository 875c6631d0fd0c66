"""``bhxh`` as the tests call it: in this process, with its environment set and its output caught."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from estimator.cli import main
from estimator.rulebook import store

ROOT = Path(__file__).parents[1]
AS_OF = ("--as-of", "2026-11-22")
README = ("quote", "--sex", "nữ", "--born", "1980", "--pay", "6 triệu/năm", "--instalments", "2", *AS_OF)
WOMAN = ("quote", "--sex", "nữ", "--born", "1980", *AS_OF)
QUOTE = (*WOMAN, "--income", "3.000.000")
NEAR = ("quote", "--sex", "nữ", "--born", "05/1970", "--as-of", "2027-08-22", "--income", "3tr", "--method", "missing")
MAN = ("quote", "--sex", "nam", "--born", "12/05/1975", "--group", "hộ nghèo", "--province", "Hà Nội",
       "--income", "5tr", "--paid", "2008-01..2017-12:3tr:compulsory", "--paid", "2018-01..2024-12:2tr",
       "--instalments", "4", *AS_OF)  # fmt: skip
YOUNG = ("quote", "--sex", "nữ", "--born", "08/1998", "--group", "dân tộc thiểu số", "--income", "1.500.000",
         "--scenario", "frozen", *AS_OF)  # fmt: skip

WITHDRAW = ("withdraw", "--sex", "nữ", "--born", "1980", *AS_OF)
STATE = ("quote", "--sex", "nam", "--born", "1966", "--paid", "1993-01..2015-12:3.66:state", "--income", "2tr", *AS_OF)

BINARY = bytes(range(256)) * 40
FILES: dict[str, str | bytes] = {
    "person.yaml": "sex: nữ\nborn: 1980\nincome: 3.000.000\nmethod: yearly\nas_of: 2026-11-22\n",
    "person.json": '{\n\t"sex": "n\\u1eef", "born": "1980", "income": 3000000, "any_income": false, "years": null}',
    "list.yaml": "- born: 1980\n",
    "empty.yaml": "",
    "key.yaml": "bron: 1980\n",
    "value.yaml": "born: {year: 1980}\n",
    "switch.yaml": "any_income: maybe\n",
    "twice.yaml": "born: 1980\nborn: 1981\n",
    "deep.json": '{"a":' * 400 + "1" + "}" * 400,
    "huge.yaml": "born: " + "1" * 2_000_001,
    "binary.yaml": BINARY,
    "nul.yaml": 'history: "a\\0b"\n',
    "escape.yaml": '"\\e[2J\\e]0;x\\a": 1\n',
    "history.yaml": "- {from: 2018-01, to: 2020-12, income: 2.000.000}\n- 2021-01..2024-12:2tr\n",
    "history.csv": "Từ tháng;Đến tháng;Mức thu nhập;Loại\n01/2018;12/2020;2.000.000;\n01/2021;12/2024;2tr;bắt buộc\n",
    "mapping.yaml": "from: 2018-01\n",
    "row.yaml": "- {from: 2018-01}\n",
    "month.csv": "from,to,income\n2018-01,2018-12,2000000\n2019-13,2019-12,2000000\n",
    "unquoted.csv": "from,to,income\n2018-01,2018-12,2,000,000\n",
    "header.csv": "a,b\n",
    "empty.csv": "",
    "huge.csv": "from,to,income\n" + "x" * 2_000_000,
    "wide.csv": 'from,to,income\n2018-01,2018-12,"' + "9" * 200_000 + '"\n',
    "binary.csv": BINARY,
    "exists.svg": "mine",
    "unknown.csv": "a,b\n1,2\n",
    "people.csv": "born,sex,income\n1980,nữ,2tr5\n",
    "reform.yaml": "reform: Thử nghiệm\nreason: xem tác động\nprovisions:\n  support_rates:\n    2027-01-01:\n"
    "      value: {other: 30%, ethnic_minority: 30%, near_poor: 40%, poor: 50%, island: 50%}\n      source: dự thảo\n",
    "typo.yaml": "reform: Thử nghiệm\nreason: xem tác động\nprovisions:\n  support_ratess:\n    2027-01-01:\n"
    "      value: {other: 30%}\n      source: dự thảo\n",
    "repealed.yaml": "reform: Thử nghiệm\nreason: xem tác động\nprovisions:\n  minimum_wage_floor:\n    2027-01-01:\n"
    "      value: 2,000,000\n      source: dự thảo\n",
}


class Said(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def environment(**changed: str) -> dict[str, str]:
    """The environment without what changes how the command speaks."""
    left_out = ("BHXH_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHON", "TTY_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "COLUMNS": "80", **changed}


_tables = cache(store.tables)


def bhxh(*arguments: str, **changed: str) -> Said:
    """Run the command in this process; the rules are read once for all."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment(**changed), clear=True),
        mock.patch.object(store, "tables", _tables),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(list(arguments))
    return Said(code, out.getvalue(), err.getvalue())


def answered(*arguments: str) -> Any:
    """The JSON of a question that is answered."""
    said = bhxh(*arguments, "--json")
    assert (said.code, said.err) == (0, ""), said.err
    return json.loads(said.out)


def unwrapped(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def spawned(*arguments: str, stdin: int | None = None, **changed: str) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    env = environment(PYTHONPATH=str(ROOT), **changed)
    command = [sys.executable, "-m", "estimator", *arguments]

    def interruptible() -> None:  # a shell's background job is started deaf to SIGINT
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=stdin, stdout=pipe, stderr=pipe, env=env, preexec_fn=interruptible)


def ended(*arguments: str, **changed: str) -> Said:
    """The same, waited for; its output as UTF-8."""
    process = spawned(*arguments, **changed)
    out, err = process.communicate(timeout=60)
    return Said(process.returncode, out.decode(), err.decode())


def stands(pid: int | str) -> tuple[str, int]:
    """The state of a process and the one above it; Z for one that is gone."""
    try:
        state, above, *_ = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return "Z", 0
    return state, int(above)


def workers_of(parent: int, mark: bytes = b"estimator.tables.workers") -> set[int]:
    """The processes below one that answer chunks, or do what else their command says."""

    def answers(each: Path) -> bool:
        try:
            return stands(each.name)[1] == parent and mark in (each / "cmdline").read_bytes()
        except OSError:
            return False

    return {int(each.name) for each in Path("/proc").glob("[0-9]*") if answers(each)}
