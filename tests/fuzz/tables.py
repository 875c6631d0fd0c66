"""Tables that were good, with bytes changed, each read in a process of its own that is limited; counts by kind.

By hand, for as long as one likes, workbooks of all kinds that were given included (.xls and .xlsb cannot be made here):

    python tests/fuzz/tables.py COUNT [SEED [TABLE ...]]

What is counted: answered, refused in a sentence, traceback, hang (20 seconds), abort. The last three are faults; the
table that made one is kept in the folder that is named.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_table_fuzz import HEAD, ROW, carried, ods  # noqa: E402

READ = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from estimator.batch.source import open_source
from estimator.engine.problem import Problem
try:
    with open_source(sys.argv[1]) as table:
        for chunk in table.chunks(1000):
            for place in range(len(chunk.header)):
                chunk.cells(place)
except Problem:
    raise SystemExit(2)
"""
PATIENCE = 20  # seconds


def good(folder: Path) -> dict[str, bytes]:
    """A good table of each kind that can be made."""
    made = {".csv": HEAD + (",".join(ROW) + "\n").encode() * 9, ".ods": ods()}
    (folder / "in.csv").write_bytes(made[".csv"])
    for kind in (".jsonl", ".xlsx", ".parquet"):
        carried(folder / "in.csv", folder / f"in{kind}")
        made[kind] = (folder / f"in{kind}").read_bytes()
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
        content = content[:at] if way < 0.1 else content[:at] + new + content[at + over :]
    return content


def outcome(table: Path) -> str:
    """What reading it comes to."""
    try:
        done = subprocess.run([sys.executable, "-c", READ, str(table)], capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return "hang"
    return {0: "answered", 2: "refused", 1: "traceback"}.get(done.returncode, "abort")


def main(count: int, seed: int, more: list[str]) -> int:
    """So many tables of each kind; the exit code says whether there was a fault."""
    folder, dice, faults = Path(tempfile.mkdtemp(prefix="fuzz-")), random.Random(seed), 0
    tables = good(folder) | {Path(name).suffix: Path(name).read_bytes() for name in more}
    for kind, content in tables.items():
        counts: Counter[str] = Counter()
        for number in range(count):
            table = folder / f"{number}{kind}"
            table.write_bytes(changed(content, dice))
            found = outcome(table)
            counts[found] += 1
            if found in ("answered", "refused"):
                os.unlink(table)
            else:
                faults += 1
                print(found, table, flush=True)
        print(kind, dict(counts), flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0]), sys.argv[3:]))
