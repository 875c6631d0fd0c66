"""Histories read as columns say what their reader of one says."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples

from estimator.engine.problem import Problem
from estimator.plan.question import Spell
from estimator.roster.read_spells import SpellReader
from estimator.words.dates import read_spell
from estimator.words.names import items

years = st.integers(1895, 2105)
numbers = st.integers(0, 13)
amounts = st.one_of(
    st.integers(0, 10**13).map(str), st.sampled_from(["02", "2tr5", "", "1.5", "2.500.000", "٢000000", "9" * 16])
)
common = st.builds("{:04d}-{:02d}..{:04d}-{:02d}:{}".format, years, numbers, years, numbers, amounts)
written = st.one_of(
    common,
    common.map(lambda text: text + ":compulsory"),
    common.map(lambda text: text + ":bắt buộc"),
    st.builds("{}:{}.{}:state".format, common.map(lambda text: text.partition(":")[0]), numbers, st.integers(0, 120)),
    st.sampled_from(["", "01/2020..12/2021:2tr", "2020-01..2020-12", "2020-01…2020-12:2000000"]),
    st.text("0123456789-.:; ", max_size=24),
)


def one_by_one(text: str) -> tuple[Spell, ...] | None:
    """The spells of a cell, oldest first; None where it says anything else."""
    spells = []
    for item in items(text) if text else ():
        try:
            first, last, amount, kind = read_spell(item, "paid")
        except Problem:
            return None
        spells.append(Spell(first, last - first + 1, *((0, kind, amount) if kind == "state" else (amount, kind))))
    return tuple(sorted(spells))


@examples(200)
@given(st.lists(st.lists(written, max_size=4).map("; ".join), min_size=1, max_size=12))
@example(["2020-01..2020-12:2000000", "2020-01..2020-12:2000000\x00"])
@example(["2022-01..2022-12:2000000; 2020-01..2020-12:3000000\n2021-01..2021-06:0"])
def test_spells_in_columns_are_those_of_their_reader(texts: list[str]) -> None:
    spells, good = SpellReader().read(texts)
    for row, text in enumerate(texts):
        found = one_by_one(text)
        assert bool(good[row]) == (found is not None), text
        if found is not None:
            told = [
                Spell(
                    int(s.first[row]),
                    int(s.months[row]),
                    int(s.income[row]),
                    s.kind,
                    int((s.coefficient + s.first * 0)[row]),
                )
                for own in spells.values()
                for s in own
            ]
            assert sorted(spell for spell in told if spell.months) == sorted(found)
