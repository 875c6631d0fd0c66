"""The first questions of the oracle are answered as they were before the plan was rebuilt, to the dong."""

from __future__ import annotations

import json

import oracle
import pytest

HELD = json.loads(oracle.GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize("number", range(len(HELD)))
def test_a_block_is_answered_as_before(number: int) -> None:
    assert oracle.differing(oracle.hashed(number), HELD[number]) == []


def test_the_questions_are_of_every_kind_and_mostly_answered() -> None:
    books: dict[str, oracle.Rulebook] = {}
    asked = [written for number in range(3) for written in oracle.block(number)]
    found = [oracle.answers(written, place, books) for place, written in enumerate(asked)]
    answered = [answer for answer in found if "refused" not in answer and "unread" not in answer]
    assert len(answered) > len(found) // 2
    assert len({answer["refused"].split()[0] for answer in found if "refused" in answer}) >= 8
