"""Tables that were good, with bytes changed, each read in a process of its own that is limited; counts by kind.

By hand, on a system that forks, for as long as one likes; a good .xls is made where xlwt is installed:

    python tests/fuzz/tables.py COUNT [SEED [TABLE ...]]

What is counted: answered, refused in a sentence, traceback, hang (20 seconds), abort. The last three are faults; the
table that made one is kept, and named. Interrupted, it tells what it has counted.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_table_fuzz import HEAD, ROW, carried, ods  # noqa: E402

from estimator.engine.problem import Problem  # noqa: E402
from estimator.roster.header_rows import open_people  # noqa: E402

PATIENCE = 20  # seconds


def xlsb(rows: list[list[str]]) -> bytes:
    """The smallest XLSB with these rows of texts."""

    def record(kind: int, body: bytes = b"") -> bytes:
        ends = [bytes([part]) if part < 0x80 else bytes([part & 0x7F | 0x80, part >> 7]) for part in (kind, len(body))]
        return b"".join(ends) + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHHBIII", number, 0, 300, 0, 0, 1, 0, len(row) - 1))
        for place, text in enumerate(row):
            sheet += record(6, struct.pack("<II", place, 0) + wide(text))
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("people"))
    office = "http://schemas.openxmlformats.org"
    rels = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" Target='
        f'"worksheets/sheet1.bin" Type="{office}/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/_rels/workbook.bin.rels", rels)
        out.writestr("xl/workbook.bin", record(131) + record(143) + bundle + record(144) + record(132))
        out.writestr("xl/worksheets/sheet1.bin", sheet + record(146) + record(130))
    return made.getvalue()


def good(folder: Path) -> dict[str, bytes]:
    """A good table of each kind that can be made."""
    made = {".csv": HEAD + (",".join(ROW) + "\n").encode() * 9, ".ods": ods()}
    (folder / "in.csv").write_bytes(made[".csv"])
    for kind in (".jsonl", ".xlsx", ".parquet"):
        carried(folder / "in.csv", folder / f"in{kind}")
        made[kind] = (folder / f"in{kind}").read_bytes()
    rows = [HEAD.decode().strip().split(","), *[list(ROW)] * 9]
    made[".xlsb"] = xlsb(rows)
    with contextlib.suppress(ImportError):
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("people")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
        book.save(str(folder / "in.xls"))
        made[".xls"] = (folder / "in.xls").read_bytes()
    return made


def changed(content: bytes, dice: random.Random) -> bytes:
    """The table with a few bytes changed, cut off or doubled; of an archive one part before it is packed, as a rule."""
    if content.startswith(b"PK") and dice.random() < 0.8:
        made = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            chosen = dice.choice(names)
            for name in names:
                new.writestr(name, _mutated(old.read(name), dice) if name == chosen else old.read(name))
        return made.getvalue()
    return _mutated(content, dice)


def _mutated(content: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(content) + 1)
        over, way = dice.randint(0, 12), dice.random()
        new = dice.choice([dice.randbytes(over), b"\xff" * over, b"\0" * over, content[at : at + 40] * 3, b"99999999"])
        if way < 0.5:  # no longer and no shorter: where it counts bytes, it still does
            content = content[:at] + new[:over] + content[at + len(new[:over]) :]
        else:
            content = content[:at] if way < 0.55 else content[:at] + new + content[at + over :]
    return content


def outcome(table: Path) -> str:
    """What reading it comes to, in a process of its own."""
    child = os.fork()
    if not child:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.alarm(PATIENCE)
            try:
                read(table)
                code = 0
            except Problem:
                code = 2
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "hang" if os.WTERMSIG(status) == signal.SIGALRM else "abort"
    return {0: "answered", 2: "refused"}.get(os.WEXITSTATUS(status), "traceback")


def read(table: Path) -> None:
    """Read every cell."""
    with open_people(str(table), fast=False) as source:  # polars has threads, which do not outlive a fork
        for chunk in source.chunks(1000):
            for place in range(len(chunk.header)):
                chunk.cells(place)


def main(count: int, seed: int, more: list[str]) -> int:
    """So many tables of each kind; the exit code says whether there was a fault."""
    folder, dice = Path(tempfile.mkdtemp(prefix="fuzz-")), random.Random(seed)
    tables = good(folder) | {Path(name).suffix: Path(name).read_bytes() for name in more}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in tables}
    enough: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: enough.append(number))
    for number in range(count):
        if enough:
            break
        for kind, content in tables.items():
            table = folder / f"{number}{kind}"
            table.write_bytes(changed(content, dice))
            found = outcome(table)
            counts[kind][found] += 1
            if found in ("answered", "refused"):
                os.unlink(table)
            else:
                print(found, table, flush=True)
    for kind, told in counts.items():
        print(kind, sum(told.values()), dict(told), flush=True)
    return 1 if any(set(told) - {"answered", "refused"} for told in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0]), sys.argv[3:]))
