"""The same figures on OpenFisca-core and on our columns, for the same people, by turns in one run.

    python tests/benchmarks/openfisca.py [--people 100000] [--rounds 9] [--python VENV/bin/python]

It installs OpenFisca-core into an environment of its own (``--python`` names one that has it). Everybody has a record
since 2018 and pays on for ten to twenty years an income raised by 5% a year: contribution, support by group for 120
months, what the household pays in all, the average of the revalued incomes, the rate and the pension. Our side runs
every formula of ``estimator/law`` that these rest on, also those that come to nought for all (where the estimator would
spare itself the work); OpenFisca's are written in ``openfisca_country.py`` from the same rulebook. Both are processes
of their own; timed is the answering alone, once on each side what stays from run to run is there, and memory is that of
the whole process. Last come the differences in dong. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from processes import ROOT, Cost, clean, cost, in_turn, middle, ratio

HERE = Path(__file__).parent
RECORD, START = 2018, 2026  # first years of the record and of the plan
YEARS = (10, 20)  # still to be paid
GROWTH = 500  # ten-thousandths a year
BLOCK = 16_384  # people
AT_START = ("full_contribution", "state_support", "payable")
AT_THE_END = ("paid_by_household", "contribution_months", "average_income", "pension_rate", "monthly_pension")
TOLD = ("wall", "cpu", "peak")


def invented(file: Path, size: int) -> None:
    """People as columns, for both sides."""
    import numpy as np

    random = np.random.default_rng(20261122)
    np.savez(
        file,
        sex=random.integers(0, 2, size),
        group=random.integers(0, 5, size),
        chosen_income=1_500_000 + 50_000 * random.integers(0, 100, size),
        years_to_pay=random.integers(YEARS[0], YEARS[1] + 1, size),
        past_income=1_500_000 + 50_000 * random.integers(0, 60, size),
        past_months=random.integers(60, 96, size),
    )


def law(file: Path) -> None:
    """The rulebook's provisions as parameters of OpenFisca."""
    from estimator.engine.months import YEAR, iso, january
    from estimator.rulebook.codes import GROUPS, SEXES

    outlook = _outlook().outlook
    book = outlook.book

    def dated(name: str, value: Callable[[Any], Any]) -> dict[str, Any]:
        segments = book.parameters[name].segments
        return {"values": {f"{iso(start)}-01": {"value": value(p.value)} for start, p in segments if p is not None}}

    def share(amount: int) -> float:
        return amount / 10_000

    since = f"{RECORD}-01-01"
    at = book.at(january(START))
    series, _ = outlook.revaluation(january(START + YEARS[1]))
    rungs = {sex: at[f"pension_rate_{one}"] for sex, one in zip(SEXES, ("women", "men"), strict=True)}
    parameters = {
        "contribution_rate": dated("contribution_rate", share),
        "rural_poverty_line": dated("rural_poverty_line", int),
        "support_months_limit": dated("support_months_limit", int),
        "support_rates": {
            group: dated("support_rates", lambda shares, group=group: share(shares.get(group, shares["other"])))
            for group in GROUPS
        },
        "half_year_months": dated("half_year_months", int),
        "pension_required_months": dated("pension_required_months", int),
        "pension_rate_cap": dated("pension_rate_cap", share),
        "pension_rate": {
            sex: {
                f"rung_{place}": {
                    "start": {"values": {since: {"value": start}}},
                    "base": {"values": {since: {"value": share(base)}}},
                    "each": {"values": {since: {"value": share(each)}}},
                }
                for place, (start, base, each) in enumerate(ladder)
            }
            for sex, ladder in rungs.items()
        },
        "income_growth": {"values": {since: {"value": share(GROWTH)}}},
        "income_step": {"values": {since: {"value": at["income_step"]}}},
        "revaluation_factor": {
            "values": {
                f"{year}-01-01": {"value": series.between(january(year), YEAR) / YEAR / 100}
                for year in range(RECORD, START + YEARS[1])
            }
        },
    }
    told = {
        "record": RECORD,
        "start": START,
        "last": START + YEARS[1],
        "at_start": AT_START,
        "at_the_end": AT_THE_END,
        "rungs": {sex: [f"rung_{place}" for place in range(len(ladder))] for sex, ladder in rungs.items()},
        "parameters": parameters,
    }
    file.write_text(json.dumps(told), "utf-8")


@cache
def _outlook() -> Any:
    """The law as it stands, with incomes raised."""
    from estimator.columns.outlook import columns_outlook
    from estimator.rulebook import store

    return columns_outlook(store.load(), "frozen", (("incomes", GROWTH),))


def ours(people: dict[str, Any]) -> dict[str, Any]:
    """The figures of some people, by the formulas of the law."""
    import numpy as np

    from estimator.engine.exact import where
    from estimator.engine.months import YEAR, january
    from estimator.law.wiring import PENSION, REGULAR
    from estimator.plan.question import Spell

    own, first = _outlook(), january(START)
    nought = np.zeros_like(people["sex"])
    supported, paid, found = people["past_months"], nought, {}
    spells = [Spell(nought + january(RECORD), people["past_months"], people["past_income"])]
    for year in range(int(people["years_to_pay"].max())):
        law = own.book.at(first + year * YEAR)
        count = where(people["years_to_pay"] > year, YEAR, 0)
        income = (
            own.raised(people["chosen_income"], np.full(1, year), law["income_step"])
            if year
            else people["chosen_income"]
        )
        facts = {"chosen_income": income, "groups": 1 << people["group"] | 1, "months_supported": supported,
                 "instalment_months": count}  # fmt: skip
        sheet = REGULAR.fill(facts, law)
        found = found or {name: sheet[name] for name in AT_START}
        paid, supported = paid + sheet["instalment_payable"], supported + sheet["supported_months"]
        spells.append(Spell(nought + first + year * YEAR, count, sheet["insured_income"]))
    starts = first + people["years_to_pay"] * YEAR
    facts = {
        "spells": spells, "employer_spells": (), "state_spells": (), "all_spells": spells, "bought_income": nought,
        "stated_compulsory_months": 0, "stated_compulsory_average": 0, "joined_month": january(RECORD),
        "sex": people["sex"], "revaluation": own.revaluation(starts, 0)[0], "pension_start": starts,
    }  # fmt: skip
    wanted = ("contribution_months", "average_income", "pension_rate", "monthly_pension")
    sheet = own.fill(PENSION, facts, starts, wanted)
    return {
        **found,
        "paid_by_household": paid,
        **{name: sheet[name] for name in wanted},
    }


def answered(people_file: str, out: str, times: str) -> None:
    """Our side: everybody, a block at a time."""
    import numpy as np

    import estimator.columns.answer  # noqa: F401  it makes room for columns

    people = dict(np.load(people_file))

    def part(start: int, most: int) -> dict[str, Any]:
        return ours({name: column[start : start + most] for name, column in people.items()})

    part(0, 100)  # the law of each year
    wall, cpu = time.perf_counter(), time.process_time()
    order = np.argsort(people["years_to_pay"], kind="stable")  # as the estimator does: a block ends with its last
    people = {name: column[order] for name, column in people.items()}
    parts = [part(start, BLOCK) for start in range(0, order.size, BLOCK)]
    found = {name: np.empty(order.size, np.int64) for name in parts[0]}
    for name, column in found.items():
        column[order] = np.concatenate([each[name] for each in parts])
    told = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    np.savez(out, **found)
    Path(times).write_text(json.dumps(told), "utf-8")


def compared(where: Path) -> list[str]:
    """How many figures differ, and by how much at most."""
    import numpy as np

    exact, floats = np.load(where / "ours.npz"), np.load(where / "openfisca.npz")
    lines = []
    for name in (*AT_START, *AT_THE_END):
        theirs = floats[name].astype(np.float64) * (10_000 if name == "pension_rate" else 1)
        off = np.abs(np.floor(theirs + 0.5).astype(np.int64) - exact[name])
        lines.append(f"  {name:22}{np.count_nonzero(off) / off.size:8.1%} differ, by {off.max():,} at most")
    return lines


def installed(folder: Path) -> str:
    """An environment with OpenFisca-core."""
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    subprocess.run([python, "-m", "pip", "-qq", "install", "openfisca-core"], check=True, env=clean())
    subprocess.run([python, "-m", "compileall", "-q", str(folder)], check=False, env=clean())
    return python


def timed(command: list[str], times: Path) -> Cost:
    """What the answering took, and the memory of the process."""
    whole = cost(command)
    told = json.loads(times.read_text("utf-8"))
    return Cost(told["wall"], told["cpu"], whole.peak)


def main() -> None:
    """Install, measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9, help="at least 9 (default 9)")
    parser.add_argument("--python", help="an interpreter that has OpenFisca-core")
    asked = parser.parse_args()
    rounds = max(asked.rounds, 9)
    with tempfile.TemporaryDirectory(prefix="bhxh-openfisca-") as folder:
        where = Path(folder)
        python = asked.python or installed(where / "venv")
        people, times = where / "people.npz", where / "times.json"
        this = [sys.executable, __file__]
        cost([*this, "prepare", str(where), str(asked.people)])

        def theirs(block: int) -> list[str]:
            files = (where / "law.json", people, where / "openfisca.npz", times)
            return [python, str(HERE / "openfisca_country.py"), *map(str, files), str(block)]

        commands = {
            "our columns": [*this, "ours", str(people), str(where / "ours.npz"), str(times)],
            "OpenFisca-core, all at once": theirs(asked.people),
            f"OpenFisca-core, {BLOCK:,} at a time": theirs(BLOCK),
        }
        costs = in_turn({name: partial(timed, command, times) for name, command in commands.items()}, rounds)
        show = "import importlib.metadata as m; print(m.version('openfisca-core'), 'numpy', m.version('numpy'))"
        version = subprocess.run([python, "-c", show], capture_output=True, text=True, check=True).stdout.strip()
        print(f"Python {sys.version.split()[0]}, OpenFisca-core {version}, {os.cpu_count()} cores")
        print(f"{asked.people:,} people, medians of {rounds} rounds\n")
        print(f"{'':34}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}{'ns a person':>13}   × ours: wall, cpu, memory")
        for name, own in costs.items():
            middling, times_ours = middle(own), ratio(own, costs["our columns"])
            print(f"{name:34}{middling.wall:9.3f}{middling.cpu:9.3f}{middling.peak:10.0f}"
                  f"{middling.cpu / asked.people * 1e9:13,.0f}   "
                  + "  ".join(f"{each:.2f}" for each in times_ours))  # fmt: skip
        print("\nOpenFisca's float32 against whole dong")
        print("\n".join(compared(where)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        sys.path.insert(0, str(ROOT))
        invented(Path(sys.argv[2]) / "people.npz", int(sys.argv[3]))
        law(Path(sys.argv[2]) / "law.json")
    elif sys.argv[1:2] == ["ours"]:
        sys.path.insert(0, str(ROOT))
        answered(*sys.argv[2:])
    else:
        main()
