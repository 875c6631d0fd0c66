"""Several processes answer in order, pass on what goes wrong, and do not outlive the one that asks."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from command_line import ROOT, environment, stands, workers_of

from estimator.engine.problem import CoverageProblem, raised_at
from estimator.roster.answer_rows import Disagreement
from estimator.show.problems import report_fault
from estimator.tables.workers import Work, in_order, others
from estimator.words.say import Words


def answered(chunks: Iterable[int], start: int, workers: int, live: bool = False) -> Iterator[Any]:
    """What a crew of so many processes, this one among them, makes of chunks."""
    with others(workers - 1, ["no.such.module"]) as more:
        yield from in_order(chunks, doubling, (start,), more, live)


def doubling(start: int) -> Work:
    """Work that tells its process."""

    def work(number: int) -> tuple[int, int]:
        if number == 13:
            raise CoverageProblem("value_not_known", field="fund_interest", given="2018-01", month=1)
        return start + 2 * number, os.getpid()

    return work


@pytest.mark.parametrize(("workers", "live"), [(1, False), (1, True), (2, False), (3, False)])
def test_answers_come_in_order(workers: int, live: bool) -> None:
    told = list(answered(range(12), 5, workers, live))
    assert [number for number, _ in told] == [5 + 2 * number for number in range(12)]
    assert len({process for _, process in told}) == workers
    assert os.getpid() in {process for _, process in told}


def slow(asker: int) -> Work:
    """Work that takes ten times as long in every process but the one that asks."""

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.2 if os.getpid() == asker else 2)
        return number, os.getpid()

    return work


def test_what_no_other_process_has_begun_is_taken_back_at_the_end() -> None:
    with others(1) as more:
        told = list(in_order(range(4), slow, (os.getpid(),), more))
    assert [number for number, _ in told] == [0, 1, 2, 3]
    assert [process for _, process in told[1:]] == [os.getpid()] * 3
    assert told[0][1] != os.getpid()


@pytest.mark.parametrize(
    ("start", "error"),
    [
        ("subprocess.Popen", BlockingIOError),
        ("threading.Thread.start", RuntimeError),
    ],
)
def test_where_nothing_can_be_started_this_process_answers(
    start: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error("Resource temporarily unavailable")

    monkeypatch.setattr(start, refuse)
    assert list(answered(range(3), 1, 3)) == [(1, os.getpid()), (3, os.getpid()), (5, os.getpid())]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("before", range(5))
def test_a_problem_is_passed_on_whole(workers: int, before: int) -> None:
    """After what was answered before it, wherever it was met, and nothing that comes behind it."""
    told: list[int] = []
    with pytest.raises(CoverageProblem) as refusal:
        told.extend(number for number, _ in answered([*range(before), 13, *range(10, 13)], 0, workers))
    assert told == [2 * number for number in range(before)]
    assert (refusal.value.code, refusal.value.field, refusal.value.facts) == (
        "value_not_known",
        "fund_interest",
        {"month": 1},
    )
    assert raised_at(refusal.value).startswith("test_crew.py:")


def test_a_fault_of_ours_in_a_worker_tells_where_and_nothing_of_a_household(capsys: pytest.CaptureFixture[str]) -> None:
    faults = [Disagreement("row 3, pension.monthly_pension"), ValueError("Nguyễn Văn A, 2.500.000 đ")]
    for fault in faults:
        fault.add_note("run.py:7")
        report_fault(pickle.loads(pickle.dumps(fault)), Words("en"))
    said = capsys.readouterr().err
    assert "Disagreement: row 3, pension.monthly_pension at run.py:7" in said
    assert "ValueError at run.py:7" in said
    assert "Nguyễn" not in said and "2.500.000" not in said


def deadly(asker: int) -> Work:
    """Work that ends every process but the one that asks."""

    def work(number: int) -> tuple[int, int]:
        if os.getpid() != asker and number > 0:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.2 if number == 2 else 0)
        return number, os.getpid()

    return work


@pytest.mark.parametrize("workers", [2, 3])
def test_what_a_process_that_dies_had_to_answer_is_answered_here(workers: int) -> None:
    with others(workers - 1) as more:
        told = list(in_order(range(12), deadly, (os.getpid(),), more))
    assert [number for number, _ in told] == list(range(12))
    assert {process for _, process in told[1:]} == {os.getpid()}


def test_workers_do_not_outlive_a_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("born,sex,income\n" + "1980,nữ,2tr5\n" * 400_000, "utf-8")
    command = [sys.executable, "-m", "estimator", "batch", "in.csv", "-o", "-", "--workers", "3"]
    run = subprocess.Popen(
        command, cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert run.stdout is not None and run.stdout.read(1 << 20), "chunks come out"
    workers = workers_of(run.pid)
    assert (len(workers), run.poll()) == (2, None), "at work when it is killed"
    run.kill()
    run.wait()
    run.stdout.close()
    for _ in range(3000):
        if all(stands(pid)[0] == "Z" for pid in workers):
            break
        time.sleep(0.01)
    assert {stands(pid)[0] for pid in workers} == {"Z"}
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


STANDARD = ("struct", "multiprocessing", "pickle", "signal", "re", "json", "zipfile", "subprocess", "concurrent",
            "threading", "numpy", "polars", "python_calamine", "sitecustomize", "usercustomize")  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_that_lies_beside_a_table_is_run(tmp_path: Path, kind: str) -> None:
    for name in STANDARD:
        (tmp_path / f"{name}.py").write_text(f"open('RUN', 'a').write('{name} ')\nraise ImportError\n", "utf-8")
    people = [["sex", "born", "income"], *[["f", "1980", "2500000"]] * 40_000]
    if kind == "csv":
        (tmp_path / "in.csv").write_text("".join(",".join(row) + "\n" for row in people), "utf-8")
    else:
        with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
            page = book.add_worksheet()
            for place, row in enumerate(people[:3]):
                page.write_row(place, 0, row)
    script = f"import sys; sys.path = [p for p in sys.path if p] + ['{ROOT}', '']; from estimator.cli import main; "
    asked = ["batch", f"in.{kind}", "-o", "out.csv", "--workers", "2", "--figures", "contribution"]
    command = [sys.executable, "-c", f"{script}raise SystemExit(main())", *asked]
    done = subprocess.run(command, cwd=tmp_path, env=environment(PYTHONSAFEPATH="1"), capture_output=True, timeout=60)
    assert (done.returncode, (tmp_path / "RUN").exists()) == (0, False), done.stderr.decode()


def test_workers_hear_no_interrupt_from_their_first_moment(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("born,sex,income\n" + "1980,nữ,2tr5\n" * 400_000, "utf-8")
    command = [sys.executable, "-m", "estimator", "batch", "in.csv", "-o", "out.csv", "--workers", "3"]
    env = environment(PYTHONPATH=str(ROOT))
    run = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True)
    while not workers_of(run.pid) and run.poll() is None:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate()
    assert (run.returncode, said, os.listdir(tmp_path)) == (130, b"", ["in.csv"])
