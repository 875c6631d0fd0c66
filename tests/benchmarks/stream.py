"""How long a program waits for each answer of ``bhxh batch -`` once it runs, against one that only echoes the line.

    python tests/benchmarks/stream.py [--lines 1000] [--rounds 9]

Each way of asking has an echo of its own beside it. Both are kept running and are handed the same JSON lines by turns,
a different person on each, so that nothing is answered from memory; a program has one such partner, so the ways of
asking come one after the other, in parts of the lines. Told are the median and the 99th percentile of the wait for a
line, what the estimator adds to the echo of the same line, and the time from starting the process to its first answer.
Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from processes import ROOT, clean

BATCH = [sys.executable, "-m", "estimator", "batch", "-", "--as-of", "2026-11-22"]
PART = 100  # lines
COMMANDS = {
    "echo": [sys.executable, "-c", "import sys\nfor line in sys.stdin: sys.stdout.write(line); sys.stdout.flush()"],
    "every figure": BATCH,
    "the contribution alone": [*BATCH, "--figures", "contribution"],
    "the pension alone": [*BATCH, "--figures", "pension"],
}


def people(count: int) -> list[bytes]:
    """Lines of JSON, every one another person; half have a record."""
    draw = random.Random(20261122)
    lines = []
    for _ in range(count):
        year = draw.randint(1974, 2007)
        person: dict[str, str | int] = {
            "born": f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{year}",
            "sex": draw.choice(("nữ", "nam")),
            "income": 1_500_000 + 50_000 * draw.randint(0, 200),
            "method": draw.choice(("monthly", "quarterly", "half_yearly", "yearly")),
            "group": draw.choice(("khác", "hộ nghèo", "hộ cận nghèo")),
        }
        if year < 1996 and draw.random() < 0.6:
            begun = draw.randint(2018, 2024)
            level = 1_500_000 + 100_000 * draw.randint(0, 20)
            person["paid"] = f"{begun}-{draw.randint(1, 12):02}..2025-{draw.randint(1, 12):02}:{level}"
        lines.append(json.dumps(person).encode() + b"\n")
    return lines


class Partner:
    """A process that answers line by line."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=clean(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def wait(self, line: bytes) -> float:
        """Seconds from handing over a line to having its answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        start = time.perf_counter()
        self._process.stdin.write(line)
        answer = b""
        while not answer.endswith(b"\n"):
            part = self._process.stdout.read(1 << 16)
            if not part:
                raise SystemExit("a process ended too early")
            answer += part
        return time.perf_counter() - start

    def end(self) -> None:
        """Close its input, and wait for it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def started(command: Sequence[str], line: bytes) -> float:
    """Seconds from starting a process to its first answer."""
    start = time.perf_counter()
    partner = Partner(command)
    partner.wait(line)
    passed = time.perf_counter() - start
    partner.end()
    return passed


def told(name: str, waits: Sequence[float], echo: Sequence[float], starts: Sequence[float]) -> str:
    """A row of the table, in milliseconds."""
    added = [mine - theirs for mine, theirs in zip(waits, echo, strict=True)]
    cells = [median(waits), sorted(waits)[len(waits) * 99 // 100], median(added), median(starts)]
    return f"{name:26}" + "".join(f"{cell * 1000:11.2f}" for cell in cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9, help="starts of each process, at least 9 (default 9)")
    asked = parser.parse_args()
    lines = people(asked.lines)
    starts: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():  # bytecode
        started(command, lines[0])
    for _ in range(max(asked.rounds, 9)):
        for name, command in COMMANDS.items():
            starts[name].append(started(command, lines[0]))
    waits: dict[str, list[float]] = {name: [] for name in COMMANDS}
    echoes: dict[str, list[float]] = {name: [] for name in COMMANDS}
    partners = {name: (Partner(command), Partner(COMMANDS["echo"])) for name, command in COMMANDS.items()}
    for pair in partners.values():
        for partner in pair:
            partner.wait(lines[0])
    for first in range(0, len(lines), PART):
        for name, (mine, echo) in partners.items():
            for line in lines[first : first + PART]:
                waits[name].append(mine.wait(line))
                echoes[name].append(echo.wait(line))
    for pair in partners.values():
        for partner in pair:
            partner.end()
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {len(lines)} lines, {len(starts['echo'])} starts\n"
    )
    print(f"{'milliseconds':26}{'median':>11}{'p99':>11}{'over echo':>11}{'start':>11}")
    for name in COMMANDS:
        print(told(name, waits[name], echoes[name], starts[name]))


if __name__ == "__main__":
    main()
