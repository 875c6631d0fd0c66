"""Texts as people and saboteurs write them, given to every reader of a value and of YAML; what comes of them, counted.

By hand, for as long as one likes:

    python tests/fuzz/texts.py COUNT [SEED]

What is counted: answered, refused in a sentence, traceback, hang (5 seconds). The last two are faults, and are printed.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_steps import READERS, TEXTS  # noqa: E402

from estimator.engine.problem import Problem  # noqa: E402
from estimator.rulebook.read_yaml import Document  # noqa: E402

SAID = (
    "6 triệu/năm", "2tr5", "500k/tháng", "2.500.000đ", "12/05/1980", "1980", "2026-11", "2018-01..2024-12:2000000",
    "1995-01..2010-12:3.66:state", "2028-05:job", "hộ cận nghèo; dân tộc thiểu số", "years_ahead:5", "prices=4%", "nữ",
    "5 năm", "a: [1, {b: c}]\n", "? &x a\n: *x\n", "- 'it''s'\n", "!!python/object:os.system x",
    "\x00", "\ud800", "\u202e",
)  # fmt: skip


def text(dice: random.Random) -> str:
    """Something one might be given: what people write, cut, doubled, joined and dirtied."""
    found = dice.choice(SAID)
    for _ in range(dice.randint(0, 4)):
        at, way = dice.randrange(len(found) + 1), dice.random()
        more = dice.choice((*TEXTS, *SAID, chr(dice.randrange(0x110000)), str(dice.getrandbits(70))))
        if way < 0.3:
            found = found[:at] + more + found[at:]
        elif way < 0.5:
            found = found[:at] + found[at + dice.randint(1, 4) :]
        elif way < 0.6:
            found = found[at:] + found[:at]
        elif way < 0.7:
            found += more * dice.randint(1, 300)
    return found


def hung(*_: Any) -> None:
    raise TimeoutError


def main(count: int, seed: int) -> int:
    """So many texts to each reader in turn; the exit code says whether there was a fault."""
    dice, file = random.Random(seed), Path(tempfile.mkdtemp(prefix="fuzz-")) / "in.yaml"

    def document(own: str) -> None:
        file.write_text(own, "utf-8", errors="replace")
        if Document(file).faults:
            raise Problem("rules_wrong")

    readers = {**READERS, "yaml": document}
    counts: dict[str, Counter[str]] = {name: Counter() for name in readers}
    signal.signal(signal.SIGALRM, hung)
    for _ in range(count):
        for name, read in readers.items():
            own = text(dice)
            signal.setitimer(signal.ITIMER_REAL, 5)
            try:
                read(own)
                found = "answered"
            except Problem:
                found = "refused"
            except TimeoutError:
                found = "hang"
            except Exception as error:
                found = "traceback"
                print(name, repr(own)[:200], repr(error)[:200], flush=True)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            counts[name][found] += 1
    for name, told in counts.items():
        print(name, sum(told.values()), dict(told))
    return 1 if any(set(told) - {"answered", "refused"} for told in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0])))
