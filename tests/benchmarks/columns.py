"""How many people a second the columns answer, against the single quote, side by side in one run.

    python tests/benchmarks/columns.py [--people 65536] [--rounds 9]

Invented people of every working age, many with a record, on one day. Printed are people per second of processor time,
the median of the rounds, and the ratio to the single quote in the same round. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import datetime
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from estimator.columns.answer import FIRST_MONTH, answer
from estimator.engine.months import YEAR, month
from estimator.plan.payment import day_number
from estimator.plan.question import NONE, Asked, Assumed, Question, Spell
from estimator.plan.quote import quote
from estimator.rulebook import store
from estimator.rulebook.codes import GROUPS, METHODS, SEXES

DAY = datetime.date(2026, 11, 22)
START = month(2026, 11)
RAISED: Assumed = (("incomes", 500),)
WAYS = {
    "every figure": ((), None, "monthly"),
    "the contribution alone": ((), FIRST_MONTH, "monthly"),
    "every figure, paid half-yearly": ((), None, "half_yearly"),
    "every figure, incomes raised by 5% a year": (RAISED, None, "monthly"),
}


def invented(size: int, seed: int = 20261122) -> Asked:
    """People from 16 to 58 years old, with up to two spells since 2012."""
    random = np.random.default_rng(seed)
    start, born = np.full(size, START), START - random.integers(16 * YEAR, 58 * YEAR, size)
    first = np.maximum(month(2012, 1), born + 15 * YEAR)
    lengths = [np.clip(random.integers(0, 60, size), 0, np.maximum(START - first - 60 * k, 0)) for k in range(2)]
    lengths[1] *= lengths[0] > 0
    spells = tuple(Spell(first + 60 * k, lengths[k], random.integers(20, 200, size) * 50_000) for k in range(2))
    return Asked(
        as_of=START,
        as_of_day=DAY.toordinal(),
        way="regular",
        years_ahead=0,
        scenario="base",
        assumed=(),
        sex=random.integers(0, 2, size),
        born=day_number(born),
        birth_month=born,
        birth_year_only=random.random(size) < 0.05,
        groups=1 | 1 << random.integers(0, len(GROUPS), size),
        income=1_500_000 + 50_000 * random.integers(0, 300, size),
        start=start,
        until=np.full(size, NONE),
        years=np.full(size, NONE),
        voluntary=spells,
    )


def question(people: Asked, row: int) -> Question:
    """One person of the columns, as the single quote is asked."""
    born = int(people.birth_month[row])
    return Question(
        DAY,
        SEXES[int(people.sex[row])],
        datetime.date(born // YEAR, 1 if people.birth_year_only[row] else born % YEAR + 1, 1),
        "year" if people.birth_year_only[row] else "month",
        tuple(group for place, group in enumerate(GROUPS) if int(people.groups[row]) >> place & 1),
        income=int(people.income[row]),
        method=METHODS[people.method],
        start=START,
        history=tuple(
            Spell(int(s.first[row]), int(s.months[row]), int(s.income[row])) for s in people.voluntary if s.months[row]
        ),
        assumed=people.assumed,
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=65_536)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    book, everybody = store.load(), invented(asked.people)
    for name, (assumed, wanted, method) in WAYS.items():
        crowd = everybody._replace(method=METHODS.index(method), assumed=assumed)
        alone = [question(crowd, row) for row in range(40)]
        warm = seconds(lambda: answer(book, crowd, wanted))  # noqa: B023
        rounds = []
        for _ in range(asked.rounds):
            together = seconds(lambda: answer(book, crowd, wanted)) / asked.people  # noqa: B023
            single = seconds(lambda: [quote(book, one) for one in alone]) / len(alone)  # noqa: B023
            rounds.append((1 / together, single / together))
        speed, ratio = (median(each) for each in zip(*rounds, strict=True))
        covered = answer(book, crowd, wanted).covered.mean()
        print(f"{name}: {speed / 1e6:.2f} million people a second, {ratio:,.0f} × the single quote; "
              f"the first chunk {warm:.2f} s; {covered:.1%} covered")  # fmt: skip


if __name__ == "__main__":
    main()
