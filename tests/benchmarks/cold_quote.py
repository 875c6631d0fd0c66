"""How long a cold quote takes, against an empty Typer app and the bare interpreter, side by side in one run.

    python tests/benchmarks/cold_quote.py [--rounds 15]

It installs the checkout's wheel into an environment of its own, with bytecode compiled, and runs the commands in turn,
round after round. Machines drift, so what counts are the ratios within a round; their medians are printed with the
budgets beside them. Nothing is asserted here: what is imported on which path is (tests/test_imports.py).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from processes import ROOT, Cost, clean, cost, in_turn, middle, ratio

QUOTE = [
    "quote",
    "--sex",
    "nữ",
    "--born",
    "1980",
    "--pay",
    "6 triệu/năm",
    "--instalments",
    "2",
    "--as-of",
    "2026-11-22",
]
EMPTY = """
import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main() -> None:
    pass


app()
"""


class Runner(NamedTuple):
    """A command, and what it may cost: so many times another."""

    name: str
    command: list[str]
    folder: Path
    against: str = "pass"
    budget: float | None = None


def installed(work: Path) -> tuple[Path, list[Runner]]:
    """An environment with the wheel in it, a checkout beside it, and the commands to be run."""
    home = work / "venv"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", str(ROOT)], check=True, env=clean())
    subprocess.run([str(python), "-m", "compileall", "-q", str(home)], check=False, env=clean())
    checkout = work / "checkout"
    for name in ("estimator", "rules"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "*.bin"))
    shutil.copy(ROOT / "pyproject.toml", checkout)
    (work / "empty.py").write_text(EMPTY, "utf-8")
    module = [str(python), "-m", "estimator"]
    return python, [
        Runner("python -c pass", [str(python), "-c", "pass"], work),
        Runner("empty typer app", [str(python), "empty.py"], work, "pass"),
        Runner("--version", [*module, "--version"], work, "pass", 2.0),
        Runner("quote --json", [*module, *QUOTE, "--json"], work, "empty", 1.25),
        Runner("quote --format text", [*module, *QUOTE, "--format", "text"], work, "empty", 1.25),
        Runner("quote, the table", [*module, *QUOTE], work, "empty", 1.9),
        Runner("checkout, quote --json", [*module, *QUOTE, "--json"], checkout, "empty", 3.5),
        Runner("bhxh quote --json", [str(python.with_name("bhxh")), *QUOTE, "--json"], work, "empty"),
    ]


def told(runners: list[Runner], costs: dict[str, list[Cost]]) -> list[str]:
    """The table: medians of the costs, and of their ratios within a round."""
    bases = {"pass": costs[runners[0].name], "empty": costs[runners[1].name]}
    against = {
        runner.name: {name: ratio(costs[runner.name], base) for name, base in bases.items()} for runner in runners
    }
    lines = [f"{'':24}{'wall ms':>9}{'× pass':>8}{'× empty':>9}{'cpu ms':>10}{'× pass':>8}{'× empty':>9}   budget"]
    for runner in runners:
        line, said = f"{runner.name:24}", ""
        for kind in ("wall", "cpu"):
            own = getattr(middle(costs[runner.name]), kind)
            ratios = {name: getattr(found, kind) for name, found in against[runner.name].items()}
            line += f"{own * 1000:{9 if kind == 'wall' else 10}.1f}{ratios['pass']:8.2f}{ratios['empty']:9.2f}"
            if runner.budget is not None:
                said += f" {'kept' if ratios[runner.against] <= runner.budget else 'MISSED'} ({kind})"
        lines.append(line + (f"   ≤ {runner.budget} × {runner.against}:{said}" if runner.budget else ""))
    return lines


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="at least 9 (default 15)")
    rounds = max(parser.parse_args().rounds, 9)
    with tempfile.TemporaryDirectory(prefix="bhxh-cold-quote-") as folder:
        python, runners = installed(Path(folder))
        typer = "import importlib.metadata as m; print(m.version('typer'))"
        version = subprocess.run([str(python), "-c", typer], capture_output=True, text=True, check=True).stdout.strip()
        runs = {each.name: lambda each=each: cost(each.command, each.folder) for each in runners}
        costs = in_turn(runs, rounds)
    print(f"Python {sys.version.split()[0]}, typer {version}, {os.cpu_count()} cores, medians of {rounds} rounds\n")
    print("\n".join(told(runners, costs)))


if __name__ == "__main__":
    main()
