"""The golden cases: worked examples with their sources, asked of the program as a household or a colleague would ask.

The format is told in tests/golden/README.md.
"""

from __future__ import annotations

import pytest
from golden_cases import CASES, DOCUMENTS, Case, answered, flat, found
from worlds import TABLES

from estimator.asking import question as asking

KEYS = {"id", "title", "source", "rank", "working", "given", "expect", "applies", "table", "note"}
RANKS = {"gold", "silver", "derived"}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_golden(case: Case) -> None:
    answer = answered(case, TABLES)
    assert found(case, answer) == flat(case.expect), f"{case.title} ({case.rank}: {case.source}) {case.working}"
    assert set(case.applies) <= answer.cites, "articles the explanation does not cite"


def test_every_case_is_well_formed() -> None:
    for document in DOCUMENTS:
        assert document.faults == []
        for entry in document.tree:
            assert set(entry) <= KEYS, f"{document.name}: {entry['id']}"
    for case in CASES:
        assert case.rank in RANKS, case.id
        assert case.source and case.title and case.expect, case.id
        assert case.working or case.rank != "derived", f"{case.id} shows no working"
        assert ("quote" in case.given) != ("figure" in case.given), case.id
        assert case.applies or any(path.startswith("error") for path in flat(case.expect)), f"{case.id} applies nothing"
        if "quote" in case.given:
            assert {
                name for name in case.given["quote"] if name not in (*asking.KEYS, "withdraw", "reason")
            } == set(), case.id
            assert "as_of" in case.given["quote"], f"{case.id} would be answered for today"


def test_ids_are_unique() -> None:
    ids = [case.id for case in CASES]
    assert sorted(set(ids)) == sorted(ids)
