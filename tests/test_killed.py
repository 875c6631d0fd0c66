"""A table broken off: by kill -9, Ctrl-C, a full disk, a reader who leaves. Nothing half stays, nothing is doubled."""

from __future__ import annotations

import datetime
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from command_line import AS_OF, ROOT, environment

from estimator.cli import main
from estimator.tables import output_file as places
from estimator.tables.output_place import place
from estimator.tables.output_table import Sink

COMMAND = [sys.executable, "-m", "estimator"]
WITHOUT_UNNAMED = [sys.executable, "-c", "from estimator.tables import output_file; output_file._UNNAMED = 0; "
                   "from estimator.cli import main; raise SystemExit(main())"]  # fmt: skip
ROWS = 180_000  # more than five chunks
REJECTED = ROWS // 1000
CHUNK = 4_000_000  # bytes of some chunks


def people(rows: int) -> str:
    """A table in which every thousandth income is below the floor."""
    lines = (f"n{n},{'fm'[n % 2]},{1970 + n % 30},{1 if n % 1000 == 0 else 2 + n % 40 / 20:.2f}tr" for n in range(rows))
    return "\n".join(["name,sex,born,income", *lines]) + "\n"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a long table, a short one, and what the long one gives undisturbed."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "in.csv").write_text(people(ROWS), "utf-8")
    (folder / "short.csv").write_text(people(5000), "utf-8")
    code, said = finished(started(folder / "in.csv", folder / "whole.csv"))
    assert (code, f"{REJECTED} dòng không tính được" in said) == (5, True)
    return folder


def started(
    table: Path, out: Path | str, *more: str, command: Sequence[str] = COMMAND, most: int | None = None
) -> subprocess.Popen[bytes]:
    """The command on its way; ``most`` bytes is all that fits into a file."""

    def prepared() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    asked = [*command, "batch", str(table), "-o", str(out), *AS_OF, "--figures", "contribution", *more]
    env = environment(PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, preexec_fn=prepared)


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """How it ended and what it said; its pipes are at an end only when its workers are gone too."""
    out, err = process.communicate(timeout=60)
    return process.returncode, (out + err).decode()


def written(process: subprocess.Popen[bytes], folder: Path) -> int:
    """Bytes of the files in the folder that the process has open for writing, named or not; -1 before there are any."""
    most = -1
    try:
        for handle in os.listdir(f"/proc/{process.pid}/fd"):
            own = f"/proc/{process.pid}/fd/{handle}"
            if os.readlink(own).startswith(f"{folder}/"):
                most = max(most, os.stat(own).st_size)
    except OSError:
        pass  # closed while we looked
    return most


def stopped(process: subprocess.Popen[bytes], folder: Path, size: int, how: signal.Signals) -> tuple[int, str]:
    """Stop it as soon as so many bytes stand in the folder."""
    while written(process, folder) < size and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(how)
    return finished(process)


def test_kill_without_resume_leaves_nothing(inputs: Path, tmp_path: Path) -> None:
    for size in (0, CHUNK, 2 * CHUNK):
        process = started(inputs / "in.csv", tmp_path / "out.csv")
        assert stopped(process, tmp_path, size, signal.SIGKILL) == (-signal.SIGKILL, "")
        assert os.listdir(tmp_path) == []


def test_kill_with_resume_loses_and_doubles_nothing(inputs: Path, tmp_path: Path) -> None:
    for size in (0, CHUNK, 2 * CHUNK):
        process = started(inputs / "in.csv", tmp_path / "out.csv", "--resume")
        assert stopped(process, tmp_path, size, signal.SIGKILL) == (-signal.SIGKILL, "")
        assert os.listdir(tmp_path) == ["out.csv.part"]
    with (tmp_path / "out.csv.part").open("ab") as part:
        part.write(b"half a row")  # written, but not yet said to be whole
    code, said = finished(started(inputs / "in.csv", tmp_path / "out.csv", "--resume"))
    assert (code, f"{REJECTED} dòng không tính được" in said, "180.000 dòng" in said) == (5, True, True)
    assert (tmp_path / "out.csv").read_bytes() == (inputs / "whole.csv").read_bytes()
    assert os.listdir(tmp_path) == ["out.csv"]


def test_a_run_goes_on_after_midnight_as_of_the_day_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_text("sex,born,income\n" + "f,1980,2500000\n" * 100, "utf-8")
    asked = ["batch", f"{tmp_path}/in.csv", "-o", f"{tmp_path}/out.csv", "--figures", "contribution"]
    monkeypatch.setattr("estimator.roster.answer_table.ROWS", 40)
    days = {"today": datetime.date(2026, 11, 22)}

    class Day(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:  # type: ignore[override]
            return days["today"]

    monkeypatch.setattr("estimator.roster.answer_table.datetime", SimpleNamespace(date=Day))
    assert main(asked) == 0
    whole = (tmp_path / "out.csv").read_bytes()
    (tmp_path / "out.csv").unlink()
    with monkeypatch.context() as broken:
        broken.setattr("estimator.tables.output_table.Sink.commit", lambda sink: 1 // 0)
        assert main([*asked, "--resume"]) == 1
    days["today"] = datetime.date(2027, 1, 1)
    assert main([*asked, "--resume"]) == 0
    assert ((tmp_path / "out.csv").read_bytes(), "2026-11-22" in capsys.readouterr().err) == (whole, True)


def test_an_existing_file_keeps_its_mode_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("sex,born,income\n" + "f,1980,2500000\n" * 3, "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine").write_text("mine", "utf-8")
    out = tmp_path / "out.csv"
    for mode in (0o600, 0o640, 0o444):
        out.write_text("old", "utf-8")
        out.chmod(mode)
        assert main(["batch", f"{tmp_path}/in.csv", "-o", str(out), "--force"]) == 0
        assert (out.stat().st_mode & 0o777, "ok" in out.read_text("utf-8")) == (mode, True)
        out.unlink()
    (tmp_path / "link.csv").symlink_to(other / "mine")
    (tmp_path / "nowhere.csv").symlink_to(other / "new.csv")
    for name in ("link.csv", "nowhere.csv"):
        assert main(["batch", f"{tmp_path}/in.csv", "-o", f"{tmp_path}/{name}"]) == 2
    for lead in (Path.symlink_to, Path.hardlink_to):
        lead(tmp_path / "out.csv.part", other / "mine")
        assert main(["batch", f"{tmp_path}/in.csv", "-o", str(out), "--resume", "--force"]) == 2
        (tmp_path / "out.csv.part").unlink()
    assert (os.listdir(other), (other / "mine").read_text("utf-8"), out.exists()) == (["mine"], "mine", False)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_table_that_changes_while_it_is_read_is_told(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {"csv": "sex,born,income\n" + "f,1980,2500000\n" * 9, "jsonl": '{"sex": "f", "born": "1980"}\n' * 9}
    table = tmp_path / f"in.{kind}"
    table.write_text(rows[kind], "utf-8")
    put = Sink.put

    def changed(sink: Sink, *told: Any) -> None:
        table.write_text(rows[kind] + "\n", "utf-8")
        put(sink, *told)

    monkeypatch.setattr("estimator.tables.output_table.Sink.put", changed)
    assert main(["batch", str(table), "-o", f"{tmp_path}/out.csv", "--json"]) == 2
    assert ("table_changed" in capsys.readouterr().err, os.listdir(tmp_path)) == (True, [f"in.{kind}"])


def test_killed_with_workers_and_resumed_without(inputs: Path, tmp_path: Path) -> None:
    process = started(inputs / "in.csv", tmp_path / "out.csv", "--resume", "--workers", "2")
    code, said = stopped(process, tmp_path, CHUNK, signal.SIGKILL)
    assert (code, said, os.listdir(tmp_path)) == (-signal.SIGKILL, "", ["out.csv.part"])
    code, said = finished(started(inputs / "in.csv", tmp_path / "out.csv", "--resume"))
    assert (code, (tmp_path / "out.csv").read_bytes()) == (5, (inputs / "whole.csv").read_bytes())


@pytest.mark.parametrize("more", [(), ("--resume",), ("--workers", "2"), ("--rejects", "{}/rejects.csv")], ids=str)
def test_interrupted(inputs: Path, tmp_path: Path, more: Sequence[str]) -> None:
    process = started(inputs / "in.csv", tmp_path / "out.csv", *(text.format(tmp_path) for text in more))
    assert stopped(process, tmp_path, CHUNK, signal.SIGINT) == (130, "")
    assert os.listdir(tmp_path) == (["out.csv.part"] if "--resume" in more else [])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_hidden_file_goes_on_any_end_but_kill(inputs: Path, tmp_path: Path, how: signal.Signals) -> None:
    rejects = ("--rejects", str(tmp_path / "rejects.csv"))
    process = started(inputs / "in.csv", tmp_path / "out.csv", *rejects, command=WITHOUT_UNNAMED)
    code, said = stopped(process, tmp_path, CHUNK, how)
    assert (code, said) == (130 if how == signal.SIGINT else -how, "")
    assert os.listdir(tmp_path) == []


def test_a_hidden_file_goes_where_closing_is_interrupted_too(tmp_path: Path) -> None:
    """One Ctrl-C may interrupt twice where polars is at work, the second time on the way to ``close``."""
    opened = "output_file._UNNAMED = 0; where = place('out.csv', False, None); import os; print(os.listdir('.'))"
    imported = "from estimator.tables import output_file; from estimator.tables.output_place import place"
    script = f"{imported}; {opened}; raise KeyboardInterrupt"
    env = environment(PYTHONPATH=str(ROOT))
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, timeout=60)
    assert (done.returncode, ".out.csv." in done.stdout.decode()) == (-signal.SIGINT, True)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("unnamed", [True, False])
def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unnamed: bool) -> None:
    if not unnamed:
        monkeypatch.setattr(places, "_UNNAMED", 0)
    before = signal.getsignal(signal.SIGTERM)

    def write(text: bytes, force: bool, fault: Callable[[], None] = lambda: None) -> None:
        where = place(str(tmp_path / "a.csv"), force, None)
        try:
            where.file.write(text)
            fault()
            where.commit()
        finally:
            where.close()

    with pytest.raises(ZeroDivisionError):
        write(b"half", False, lambda: 1 // 0)  # type: ignore[arg-type,return-value]
    assert os.listdir(tmp_path) == []
    with pytest.raises(places.Problem, match="output_exists"):
        write(b"late", False, lambda: (tmp_path / "a.csv").write_bytes(b"first"))  # type: ignore[arg-type,return-value]
    assert (tmp_path / "a.csv").read_bytes() == b"first"
    write(b"forced", True)
    assert (tmp_path / "a.csv").read_bytes() == b"forced"
    assert os.listdir(tmp_path) == ["a.csv"]
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx", "parquet"])
def test_no_room_on_the_disk(inputs: Path, tmp_path: Path, kind: str) -> None:
    code, said = finished(started(inputs / "short.csv", tmp_path / f"out.{kind}", most=6_000))
    assert code == 2
    assert said.startswith("Không ghi được") and "xem lại quyền ghi và chỗ trống của đĩa" in said
    assert os.listdir(tmp_path) == []


def test_no_room_for_a_run_that_can_be_resumed(inputs: Path, tmp_path: Path) -> None:
    for most in (100, 6_000):
        code, said = finished(started(inputs / "short.csv", tmp_path / "out.csv", "--resume", most=most))
        assert (code, said.startswith("Không ghi được"), os.listdir(tmp_path)) == (2, True, ["out.csv.part"])
    assert finished(started(inputs / "short.csv", tmp_path / "out.csv", "--resume"))[0] == 5
    assert finished(started(inputs / "short.csv", tmp_path / "again.csv"))[0] == 5
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()


def test_a_run_goes_on_with_its_own_sheet_alone(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
        for name in ("A", "B"):
            sheet = book.add_worksheet(name)
            for place in range(2000):
                sheet.write_row(place, 0, ["f", 1980, 2500000] if place else ["sex", "born", "income"])
    one, other = (tmp_path / f"in.xlsx#{name}" for name in ("A", "B"))
    assert finished(started(one, tmp_path / "out.csv", "--resume", most=6_000))[0] == 2
    assert "out.csv.part" in finished(started(other, tmp_path / "out.csv", "--resume"))[1]
    assert finished(started(one, tmp_path / "out.csv", "--resume"))[0] == 0
    assert sorted(os.listdir(tmp_path)) == ["in.xlsx", "out.csv"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_full_device(inputs: Path, stream: bool) -> None:
    with open("/dev/full", "wb") as full:
        asked = [*COMMAND, "batch", "short.csv", "-o", "-" if stream else "/dev/full", *AS_OF]
        env = environment(PYTHONPATH=str(ROOT))
        done = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, env=env, cwd=inputs, timeout=60)
    said = done.stderr.decode()
    assert (done.returncode, said.startswith("Không ghi được"), "Exception" in said) == (2, True, False)


@pytest.mark.parametrize("more", [(), ("--workers", "2")], ids=str)
def test_a_reader_who_has_seen_enough(inputs: Path, more: Sequence[str]) -> None:
    process = started(inputs / "in.csv", "-", *more)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.read(3) == b"\xef\xbb\xbf"
    process.stdout.close()
    assert (process.stderr.read(), process.wait(60)) == (b"", 0)
    process.stderr.close()
