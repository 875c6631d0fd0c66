"""Overlays: named wherever their figures stand, found by name, and nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import AS_OF, QUOTE, ROOT, WITHDRAW, bhxh, environment

from estimator.rulebook import store
from estimator.words.visible import visible

HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NAME = "dak-lak-them-10"
EVIL = (
    'reform: "evil \\e]0;pwn\\a\\e[31mRED \\u202e"\nreason: "\\e[2J\\u202e"\nprovisions:\n  local_support_rates:\n'
    "    2026-01-01:\n      value: {other: 50%, near_poor: 50%, poor: 50%, ethnic_minority: 50%, island: 50%}\n"
    '      source: "\\e[31msrc\\u202e\\u009b\\u200b"\n'
)
PAID = ("--paid", "2018-01..2024-12:2000000")
SHOWN: dict[str, tuple[str, ...]] = {
    "quote": QUOTE,
    "explained": (*QUOTE, "--explain"),
    "text": (*QUOTE, "--format", "text"),
    "csv": (*QUOTE, "--format", "csv"),
    "by year": (*QUOTE, "--format", "csv", "--by-year"),
    "json": (*QUOTE, "--json"),
    "chart": (*QUOTE, "--chart"),
    "compare": ("compare", *QUOTE[1:]),
    "compare csv": ("compare", *QUOTE[1:], "--format", "csv"),
    "solve": ("solve", "--sex", "nữ", "--born", "1980", "--pension", "2tr", *AS_OF),
    "withdraw": (*WITHDRAW, *PAID),
    "withdraw json": (*WITHDRAW, *PAID, "--json"),
    "law": ("law", "local_support_rates", "--at", "2027-02"),
    "changes": ("law", "local_support_rates", "--changes", "2025-01..2027-12"),
    "impact": ("impact", "--example", "20", *AS_OF),
    "impact csv": ("impact", "--example", "20", "--format", "csv", *AS_OF),
    "impact md": ("impact", "--example", "20", "--format", "md", *AS_OF),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("shape", SHOWN)
def test_an_overlay_is_named_and_obeyed_by_no_terminal(here: Path, shape: str) -> None:
    (here / "\u202e\x1b[31mevil.yaml").write_text(EVIL, "utf-8")
    named = bhxh(*SHOWN[shape], "--with", NAME)
    assert named.code == 0 and NAME in named.out + named.err
    evil = bhxh(*SHOWN[shape], "--with", "\u202e\x1b[31mevil.yaml")
    assert evil.code == 0 and "evil.yaml" in evil.out + evil.err
    assert not HIDDEN.search((evil.out + evil.err).replace("\r\n", "\n"))


def test_json_holds_what_was_written(here: Path) -> None:
    (here / "evil\u202e\x9b.yaml").write_text(EVIL, "utf-8")
    told = json.loads(
        bhxh("law", "local_support_rates", "--at", "2027-02", "--json", "--with", "evil\u202e\x9b.yaml").out
    )
    assert told["given"]["with"] == ["evil\u202e\x9b.yaml"]
    assert told["parameters"]["local_support_rates"]["source"] == "\x1b[31msrc\u202e\x9b\u200b"


@pytest.mark.parametrize("text", ["a\x1bb", "\u202e", "\x85", "\u200b\ufeff", "\U000e0041", "\ud800", "x\rbefore"])
def test_what_is_hidden_is_written_as_json_does(text: str) -> None:
    assert visible(text).isprintable()
    assert json.loads(f'"{visible(text)}"') == text


def test_what_is_plain_stays_as_it_is() -> None:
    for text in ("Nguyễn\tThị\n", "1\u00a0000", "a,b\r\n", ""):
        assert visible(text) == text


def test_a_picture_names_the_overlay(here: Path) -> None:
    assert bhxh(*QUOTE, "--with", NAME, "--chart-file", "a.svg").code == 0
    assert NAME in (here / "a.svg").read_text("utf-8")


def test_a_table_names_the_overlay(here: Path) -> None:
    (here / "a.csv").write_text("sex,born,income\nnữ,1980,3tr\nnữ,1980,\x1b[31mx\n", "utf-8")
    said = bhxh("batch", "a.csv", "-o", "out.csv", "--with", NAME, "--json", "--figures", "contribution.payable")
    assert said.code == 5 and json.loads(said.out)["with"] == [NAME]
    rows = (here / "out.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "sex,born,income,status,error,given.with,contribution.payable"
    assert rows[1].endswith(f",ok,,{NAME},594000") and "\\u001b[31mx" in rows[2]
    told = bhxh("batch", "a.csv", "-o", "other.csv", "--with", NAME, "--resume")
    assert NAME in told.err
    (here / "a.jsonl").write_text('{"sex": "nữ", "born": "1980", "income": "3tr"}\n', "utf-8")
    assert bhxh("batch", "a.jsonl", "-o", "a.out.jsonl", "--with", NAME).code == 0
    assert json.loads((here / "a.out.jsonl").read_text("utf-8"))["given.with"] == NAME


# --- names


def test_overlays_are_listed(here: Path) -> None:
    rows = json.loads(bhxh("law", "--overlays", "--json").out)["overlays"]
    assert [row["name"] for row in rows] == list(store.shipped())
    assert {row["kind"] for row in rows} == {"reform", "province"}
    said = bhxh("law", "--overlays")
    assert said.code == 0 and all(row["name"] in said.out for row in rows)


def test_a_copy_to_edit(here: Path) -> None:
    said = bhxh("check", "--copy", NAME)
    assert said.code == 0 and len(said.out.splitlines()) == 1
    assert (here / f"{NAME}.yaml").read_bytes() == store.shipped()[NAME].read_bytes()
    (here / f"{NAME}.yaml").write_text("mine", "utf-8")
    assert bhxh("check", "--copy", NAME).code == 2
    assert (here / f"{NAME}.yaml").read_text("utf-8") == "mine"
    assert bhxh("check", "--copy", NAME, "--force").code == 0
    assert bhxh("check", f"{NAME}.yaml").code == 0
    assert (
        bhxh(*QUOTE, "--json", "--with", f"{NAME}.yaml").out.replace(".yaml", "")
        == bhxh(*QUOTE, "--json", "--with", NAME).out
    )
    unknown = bhxh("check", "--copy", "../etc")
    assert unknown.code == 3 and NAME in unknown.err


def test_a_name_that_is_both_a_file_and_ours_is_not_guessed(here: Path) -> None:
    (here / NAME).write_bytes(store.shipped()[NAME].read_bytes())
    said = bhxh(*QUOTE, "--with", NAME)
    assert said.code == 3 and f"./{NAME}" in said.err
    assert bhxh(*QUOTE, "--with", f"./{NAME}").code == 0
    (here / "mine").write_bytes(store.shipped()[NAME].read_bytes())
    assert bhxh(*QUOTE, "--with", "mine").code == 0


def test_an_unknown_name_is_told_the_nearest() -> None:
    said = bhxh(*QUOTE, "--with", "dak-lak-them-11")
    assert said.code == 3 and f"--with {NAME}" in said.err


# --- streams

CODES: dict[str, tuple[tuple[str, ...], int]] = {
    "quote": (QUOTE, 0),
    "wrong": ((*QUOTE, "--group", "x"), 2),
    "rule": ((*QUOTE, "--with", "none.yaml"), 3),
    "before": (("law", "--at", "1950-01"), 4),
    "rejected": (("batch", "a.csv", "-o", "o.csv"), 5),
    "check": (("check", "bad.yaml"), 3),
    "impact": (("impact", "a.csv"), 5),
    "impact json": (("impact", "a.csv", "--json"), 5),
    "compare": (("compare", *QUOTE[1:]), 0),
}


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", ">&-", ">&- 2>&-", "<&-"])
@pytest.mark.parametrize("case", CODES)
def test_exit_codes_survive_streams_nobody_reads(here: Path, case: str, closed: str) -> None:
    arguments, code = CODES[case]
    (here / "a.csv").write_text("sex,born,income\nnữ,1980,3tr\nnữ,1980,x\n", "utf-8")
    (here / "bad.yaml").write_text("reform: x\n", "utf-8")
    command = ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "estimator", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment(PYTHONPATH=str(ROOT)), timeout=60, check=False)
    assert done.returncode == code, done.stderr


def test_exit_codes_survive_a_reader_of_remarks_who_left(here: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "estimator", *QUOTE, "--group", "x"]
    env = environment(PYTHONPATH=str(ROOT))
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=write, env=env, timeout=60, check=False)
    os.close(write)
    assert done.returncode == 2
