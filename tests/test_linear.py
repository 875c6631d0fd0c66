"""Every regular expression of the package is matched in time that grows as the text does.

A backtracking matcher is slower than that where a text can be told apart by a pattern in more and more ways: where a
loop can go over into another on the same characters, or a search begin anywhere inside one.
"""

from __future__ import annotations

import ast
import importlib
import re
import re._constants as sre  # type: ignore[import-untyped]
import re._parser as parser  # type: ignore[import-untyped]
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1] / "estimator"
ANYWHERE = ("search", "split", "sub", "subn", "findall", "finditer")
SIGNS = sorted({*map(chr, range(32, 127)), "\n", "\t", "é", "đ", "−", "‐", "–", "—", "₫", "ừ", "̀", "à", "À", "\x00"})
KINDS = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
         sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip


def signs(op: Any, value: Any, flags: int) -> frozenset[str]:
    """The characters that one place of a pattern matches."""
    if op is sre.ANY:
        return frozenset(SIGNS) if flags & re.DOTALL else frozenset(SIGNS) - {"\n"}
    if op in (sre.LITERAL, sre.NOT_LITERAL):
        found = {chr(value), chr(value).lower(), chr(value).upper()} if flags & re.IGNORECASE else {chr(value)}
        return frozenset(found) if op is sre.LITERAL else frozenset(SIGNS) - found
    found = set()
    for kind, inner in value:
        if kind is sre.LITERAL:
            found |= signs(kind, inner, flags)
        elif kind is sre.RANGE:
            found |= {sign for sign in SIGNS if inner[0] <= ord(sign) <= inner[1]}
        elif kind is sre.CATEGORY:
            found |= {sign for sign in SIGNS if re.match(KINDS[inner], sign)}
    return frozenset(SIGNS) - found if value[0][0] is sre.NEGATE else frozenset(found)


class Graph:
    """A pattern as places joined by characters; looking round and anchors are passed over."""

    def __init__(self, pattern: str, flags: int, anywhere: bool) -> None:
        tree = parser.parse(pattern, flags)
        self.flags = tree.state.flags
        self.steps: list[dict[int, frozenset[str]]] = []
        self.free: list[set[int]] = []
        start = self.place()
        first = tree[0] if len(tree) else (None, None)
        if anywhere and first != (sre.AT, sre.AT_BEGINNING):
            self.step(start, start, frozenset(SIGNS))
        self.end = self.all(tree, start)
        self.start = start

    def place(self) -> int:
        self.steps.append({})
        self.free.append(set())
        return len(self.steps) - 1

    def step(self, a: int, b: int, on: frozenset[str]) -> None:
        self.steps[a][b] = self.steps[a].get(b, frozenset()) | on

    def all(self, nodes: Any, at: int) -> int:
        for op, value in nodes:
            at = self.one(op, value, at)
        return at

    def one(self, op: Any, value: Any, at: int) -> int:
        if op in (sre.ANY, sre.LITERAL, sre.NOT_LITERAL, sre.IN):
            end = self.place()
            self.step(at, end, signs(op, value, self.flags))
            return end
        if op is sre.SUBPATTERN:
            return self.all(value[3], at)
        if op is sre.BRANCH or op is sre.GROUPREF_EXISTS:
            ways = value[1] if op is sre.BRANCH else [value[1], value[2] or []]
            end = self.place()
            for way in ways:
                self.free[self.all(way, at)].add(end)
            return end
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, inner = value
            for _ in range(least):
                at = self.all(inner, at)
            if most is sre.MAXREPEAT:
                loop = self.place()
                self.free[at].add(loop)
                self.free[self.all(inner, loop)].add(loop)
                end = self.place()
                self.free[loop].add(end)
                return end
            end = self.place()
            for _ in range(most - least):
                self.free[at].add(end)
                at = self.all(inner, at)
            self.free[at].add(end)
            return end
        if op is sre.GROUPREF:
            end = self.place()
            self.step(at, end, frozenset(SIGNS))
            return end
        assert op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT), op
        return at

    def reached(self, at: int) -> set[int]:
        """The places reached from one without a character."""
        found, todo = {at}, [at]
        while todo:
            for then in self.free[todo.pop()] - found:
                found.add(then)
                todo.append(then)
        return found

    def moves(self) -> list[list[tuple[int, frozenset[str]]]]:
        """The steps with a character from each place, what is free before it included."""
        return [
            [step for place in self.reached(at) for step in self.steps[place].items()] for at in range(len(self.steps))
        ]


def superlinear(pattern: str, flags: int = 0, anywhere: bool = False) -> bool:
    """Whether some text can be told apart by the pattern in ways that grow with its length."""
    graph = Graph(pattern, flags, anywhere)
    moves = graph.moves()
    after = [{b for b, _ in moves[a]} for a in range(len(moves))]
    ends: list[set[int]] = []
    for a in range(len(moves)):
        found, todo = set(), [a]
        while todo:
            for b in after[todo.pop()] - found:
                found.add(b)
                todo.append(b)
        ends.append(found)
    looping = [a for a in range(len(moves)) if a in ends[a] and (a == graph.start or a in ends[graph.start])]
    for p in looping:
        for q in looping:
            if p == q or q not in ends[p]:
                continue
            if anywhere and p == graph.start and graph.end in graph.reached(q):
                continue  # what is found so far is a match, behind which the search goes on
            seen, todo3 = {(p, p, q)}, [(p, p, q)]
            while todo3:
                a, b, c = todo3.pop()
                for a2, on in moves[a]:
                    if p not in ends[a2] | {a2}:
                        continue
                    for b2, on2 in moves[b]:
                        both = on & on2
                        if not both or q not in ends[b2] | {b2}:
                            continue
                        for c2, on3 in moves[c]:
                            state = a2, b2, c2
                            if state in seen or not both & on3 or q not in ends[c2] | {c2}:
                                continue
                            if state == (p, q, q):
                                return True
                            seen.add(state)
                            todo3.append(state)
    return False


def used() -> list[Any]:
    """Every pattern that the package gives to ``re``: the pattern, its flags, and whether it may begin anywhere."""
    found = []
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.value
            if not isinstance(call, ast.Name) or call.id != "re" or node.func.attr in ("escape", "purge"):
                continue
            name = ".".join(file.relative_to(ROOT.parent).with_suffix("").parts)
            module = vars(importlib.import_module(name.removesuffix(".__init__")))
            told = [*node.args[1:], *(k.value for k in node.keywords if k.arg == "flags")]
            flags = sum(
                getattr(re, n.attr)
                for t in told
                for n in ast.walk(t)
                if isinstance(n, ast.Attribute) and n.attr in ("VERBOSE", "DOTALL", "IGNORECASE", "MULTILINE")
            )
            names = ("PERCENT",) if getattr(node.args[0], "id", "") == "pattern" else (None,)
            for own in names:
                value = module[own] if own else eval(compile(ast.Expression(node.args[0]), name, "eval"), module)
                text = value.decode("latin-1") if isinstance(value, bytes) else value
                anywhere = node.func.attr in ANYWHERE or node.func.attr == "compile"
                found.append(pytest.param(text, int(flags), anywhere, id=f"{name}:{node.lineno}"))
    return found


@pytest.mark.parametrize(("pattern", "flags", "anywhere"), used())
def test_a_pattern_is_matched_in_time_that_grows_as_the_text(pattern: str, flags: int, anywhere: bool) -> None:
    assert not superlinear(pattern, flags, anywhere)


@pytest.mark.parametrize(
    ("pattern", "anywhere"),
    [(r"\s*/\s*", True), (r"([^:]+?)\.\.([^:]+):x", False), (r"(a+)+b", False), (r"([\w:]+)\s*=", True),
     (r"a*a*b", False), (r"(?:a|ab|b)*c", False)],
)  # fmt: skip
def test_a_pattern_that_is_not_is_found(pattern: str, anywhere: bool) -> None:
    assert superlinear(pattern, 0, anywhere)


@pytest.mark.parametrize(
    ("pattern", "anywhere"), [(r"[0-9]+(?:\.[0-9]{3})*đ", False), (r"[ _]+", True), ("a*b", False)]
)
def test_a_pattern_that_is_linear_passes(pattern: str, anywhere: bool) -> None:
    assert not superlinear(pattern, 0, anywhere)
