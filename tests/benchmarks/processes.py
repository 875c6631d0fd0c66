"""What commands cost as processes of their own: run in turn, round after round, and compared within a round.

Keep the caller small: a child's peak of memory is never told lower than its parent's size when it was started.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor, and the most memory held at once (MiB)."""

    wall: float
    cpu: float
    peak: float


def clean(**changed: str) -> dict[str, str]:
    """An environment in which bytecode is written and nothing of Python is changed."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BHXH_", "VIRTUAL_ENV"))
    }
    return {**kept, **changed}


def cost(command: Sequence[str], folder: Path = ROOT, codes: Iterable[int] = (0,), family: bool = False) -> Cost:
    """One run. ``family`` looks at the memory of a command and its children together, fifty times a second."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=clean(), stdout=subprocess.DEVNULL, stderr=said)
        watched = _Watched(process.pid) if family else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = used.ru_maxrss / 1024
        if watched is not None:
            peak = max(peak, watched.ended())
        if process.returncode not in codes:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


class _Watched:
    """The memory of a process and its descendants while they run; a page that several share is counted once."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        seen = 0.0
        while not self._over.wait(0.02):
            held = self._held(self._pid, "status", "VmRSS")
            if held > seen:  # to part what is shared takes long, so it is done only where there is more than before
                seen, self._most = held, max(self._most, self._held(self._pid, "smaps_rollup", "Pss"))

    def _held(self, pid: int, file: str, name: str) -> float:
        """MiB that one file of ``/proc`` tells of a process and its descendants."""
        try:
            told = Path(f"/proc/{pid}/{file}").read_text()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:  # it has ended
            return 0
        own = next((int(line.split()[1]) for line in told.splitlines() if line.startswith(f"{name}:")), 0)
        return own / 1024 + sum(self._held(int(child), file, name) for child in children)

    def ended(self) -> float:
        """The most that was seen."""
        self._over.set()
        self._thread.join()
        return self._most


def in_turn(commands: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """The costs of every command, round by round; each round begins with another one, and one goes before unseen."""
    names = list(commands)
    for name in names:  # bytecode and the disk's cache
        commands[name]()
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            costs[name].append(commands[name]())
    return costs


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each cost."""
    return Cost(*(median(each) for each in zip(*costs, strict=True)))


def ratio(mine: Sequence[Cost], theirs: Sequence[Cost]) -> Cost:
    """How many times theirs mine is: medians of the ratios within a round."""
    pairs = list(zip(mine, theirs, strict=True))
    return middle([Cost(*(one / other for one, other in zip(*pair, strict=True))) for pair in pairs])
