"""What a table costs, CSV to CSV with every figure, against reading, parsing and writing the same columns.

    python tests/benchmarks/batch.py [--rows 200000] [--rounds 9] [--larger] [--keep FOLDER]

In one run, by turns: ``bhxh batch`` by one worker and as it is called without a count of workers (then two answer a
large table where there are two cores), and a program that only reads the table with the same reader (polars), parses
its columns and writes as many columns as long, each a process of its own. Rows grow tenfold up to ``--rows`` (with
``--larger`` once more, three times each), and the exponent between sizes is told after what a table of a hundred rows
costs is taken off. Then two workers against one, the way without the extra ``batch``, and some rows asked again as
single quotes. A million rows (``--rows 1000000``) are the measure the product is held to. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import io
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

from processes import ROOT, Cost, clean, cost, in_turn, middle, ratio

HERE = Path(__file__).parent
REFUSED = 5  # rejected rows that are asked again besides
DAY = ("--as-of", "2026-11-22")
DONE = (0, 5)  # some rows are rejected
START = 100  # rows, enough to be answered as columns
SAMPLE = 4096  # rows whose answers the floor writes over and over
FEW = 200  # rows for the way without the extra
LEAST = 10_000  # rows of the smallest table whose growth is told
OPTIONS = {"Ngày sinh": "--born", "Giới tính": "--sex", "Mức thu nhập": "--income", "Đối tượng": "--group"}


def tables(*arguments: object) -> list[str]:
    """A command of ``tables.py``."""
    return [sys.executable, str(HERE / "tables.py"), *map(str, arguments)]


def batch(table: Path, out: Path, *more: str) -> list[str]:
    """The command that is measured."""
    return [sys.executable, "-m", "estimator", "batch", str(table), "-o", str(out), "--force", *DAY, *more]


def pair(where: Path, rows: int) -> dict[str, Callable[[], Cost]]:
    """The batch of a table of so many rows, by one worker and with no count of workers named, and its floor."""
    table, answers = where / f"{rows}.csv", where / "answers.csv"
    if not table.exists():
        cost(tables("invent", rows, table))
    if not answers.exists():
        cost(tables("invent", SAMPLE, where / "sample.csv"))
        cost(batch(where / "sample.csv", answers), codes=DONE)
    floor = tables("floor", table, answers, where / "floor.csv")
    return {
        "one worker": lambda: cost(batch(table, where / f"{rows}-out.csv", "--workers", "1"), codes=DONE),
        "as called": lambda: cost(batch(table, where / f"{rows}-out.csv"), codes=DONE),
        "floor": lambda: cost(floor),
    }


def line(name: str, each: Cost, form: str = "9.2f") -> str:
    """Wall, processor, memory."""
    return f"{name:26}{each.wall:{form}}{each.cpu:{form}}{each.peak:9.0f}"


def grown(where: Path, sizes: list[int], rounds: int, largest: int | None) -> None:
    """The costs as rows grow, and their exponents."""
    base = middle(in_turn({"start": pair(where, START)["one worker"]}, rounds)["start"])
    print(f"{'':26}{'wall s':>9}{'cpu s':>9}{'peak MiB':>9}")
    print(line(f"{START:,} rows", base))
    before: tuple[int, Cost] | None = None
    for rows in [*sizes, *([largest] if largest else [])]:
        costs = in_turn(pair(where, rows), 3 if rows == largest else rounds)
        own = middle(costs["one worker"])
        print(line(f"{rows:,} rows, one worker", own), f"  {rows / own.cpu:,.0f} people a second of processor")
        for name in ("as called", "floor"):
            print(line(f"  {name}", middle(costs[name])))
        for name in ("one worker", "as called"):
            times = ratio(costs[name], costs["floor"])
            print(f"{f'  {name}, × floor':26}{times.wall:9.2f}{times.cpu:9.2f}{times.peak:9.2f}")
        if before is not None:
            wall, cpu = (
                _exponent(rows / before[0], *(each[kind] - base[kind] for each in (before[1], own))) for kind in (0, 1)
            )
            print(f"{'  exponent':26}{wall:>9}{cpu:>9}")
        before = rows, own


def _exponent(growth: float, less: float, more: float) -> str:
    return f"{math.log(more / less) / math.log(growth):.3f}" if 0 < less < more else "-"


def workers(where: Path, rows: int, rounds: int) -> None:
    """Two workers against one."""
    said = subprocess.run(batch(where, where, "--help"), cwd=ROOT, env=clean(), capture_output=True, check=False)
    if b"--workers" not in said.stdout:
        print("\n--workers: this checkout has no such option")
        return
    table = where / f"{rows}.csv"
    runs: dict[str, partial[Cost]] = {
        count: partial(cost, batch(table, where / f"workers-{count}.csv", "--workers", count), codes=DONE)
        for count in ("1", "2")
    }
    costs = in_turn(runs, rounds)
    times = ratio(costs["2"], costs["1"])
    same = filecmp.cmp(where / "workers-1.csv", where / "workers-2.csv", shallow=False)
    print(f"\n{rows:,} rows, two workers against one, {os.cpu_count()} cores")
    for count in runs:
        print(line(f"  --workers {count}", middle(costs[count])))
    print(f"{'  ratio':26}{times.wall:9.2f}{times.cpu:9.2f}{times.peak:9.2f}   {_alike(same)}")
    both = runs["2"](family=True)  # to look at them takes time, so this run is not timed
    print(f"  the two together hold {both.peak:.0f} MiB")


def without_the_extra(where: Path, rows: int, rounds: int) -> None:
    """The standard library's way against that of the extra."""
    runs = pair(where, rows)
    out = where / "plain.csv"
    plain = tables("plain", *batch(where / f"{rows}.csv", out)[3:])
    runs["plain"] = lambda: cost(plain, codes=DONE)
    costs = in_turn(runs, rounds)
    times = ratio(costs["plain"], costs["one worker"])
    same = filecmp.cmp(out, where / f"{rows}-out.csv", shallow=False)
    print(f"\n{rows:,} rows without the extra")
    print(line("  standard library", middle(costs["plain"])))
    print(f"{'  × with the extra':26}{times.wall:9.2f}{times.cpu:9.2f}{times.peak:9.2f}   {_alike(same)}")


def _alike(same: bool) -> str:
    return "the same bytes" if same else "OTHER BYTES"


def asked_again(file: Path, rows: int, count: int) -> None:
    """Some rows of the answers, each asked as a single quote."""
    sys.path.insert(0, str(ROOT))
    from estimator.cli import main
    from estimator.plan.figures import KINDS
    from estimator.show.as_json import flattened

    chosen, asked, refused, differing, dong = set(random.Random(1).sample(range(rows), count)), 0, 0, 0, 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for place, row in enumerate(csv.DictReader(stream)):
            if place not in chosen and (row["status"] == "ok" or refused >= REFUSED):
                continue
            asked += 1
            options = [part for column, option in OPTIONS.items() for part in (option, row[column])]
            way = row["Phương thức đóng"]
            options += ["--method", f"years_ahead:{way[-1]}" if ":" in way else way]
            options += [part for spell in filter(None, row["Đã đóng"].split("; ")) for part in ("--paid", spell)]
            out = io.StringIO()
            with redirect_stdout(out), redirect_stderr(io.StringIO()):
                code = main(["quote", *options, *DAY, "--json"])
            if code or row["status"] != "ok":
                refused += 1
                differing += (code == 0) != (row["status"] == "ok")
                continue
            tree = json.loads(out.getvalue())
            first = tree["instalments"][0] if tree["instalments"] else {}
            told = flattened({name: part for name, part in tree.items() if name not in ("given", "as_of")})
            told |= {f"instalments.0.{name}": value for name, value in first.items()}
            for name, kind in KINDS.items():
                one = "" if (value := told.get(name)) is None else str(value)
                one = one.lower() if kind == "flag" else one
                differing += one != row[name]
                if kind == "dong":
                    dong += abs(int(one or 0) - int(row[name] or 0))
    print(f"\n{asked} rows asked again one by one ({refused} refused both ways): "
          f"{differing} figures differ, {dong} dong between them")  # fmt: skip


def main() -> None:
    """Invent, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000, help="of the largest table (default 200000)")
    parser.add_argument("--rounds", type=int, default=9, help="at least 9 (default 9)")
    parser.add_argument("--larger", action="store_true", help="ten times the rows besides, three times")
    parser.add_argument("--keep", type=Path, help="a folder for the tables, which stay there")
    asked = parser.parse_args()
    rounds = max(asked.rounds, 9)
    with tempfile.TemporaryDirectory(prefix="bhxh-batch-", dir=asked.keep) as folder:
        where = asked.keep or Path(folder)
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, medians of {rounds} rounds\n")
        sizes = [asked.rows]
        while sizes[0] >= 10 * LEAST:
            sizes.insert(0, sizes[0] // 10)
        grown(where, sizes, rounds, asked.rows * 10 if asked.larger else None)
        workers(where, asked.rows, rounds)
        without_the_extra(where, FEW, rounds)
        asked_again(where / f"{asked.rows}-out.csv", asked.rows, min(100, asked.rows))


if __name__ == "__main__":
    main()
