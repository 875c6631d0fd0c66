"""One change at a time to the formulas of the law: which of them no golden case and no property notices.

    nice python tests/mutate.py                       # every room of the law, some twenty minutes
    nice python tests/mutate.py pension survivors     # some rooms
    nice python tests/mutate.py mixed --cases-only    # without the properties, which take longest

Each operator, comparison, number, verb and pair of arguments of each formula is changed in turn, in a process of its
own; the golden cases that reach the formula are asked until one differs, then the properties that reach it. A change
nobody notices is printed; those the README of the tests gives a reason for are told apart.
"""

from __future__ import annotations
import __future__

import argparse
import ast
import copy
import functools
import gc
import inspect
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import test_properties
from golden_cases import CASES, Case, answered, flat, found
from worlds import TABLES

from estimator.rulebook.model import Law

LAW = Path(__file__).parents[1] / "estimator" / "law"
EXPLAINED = (Path(__file__).parent / "README.md").read_text("utf-8")
LONGEST = 120  # seconds for all that reaches a formula
OPERATORS = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.FloorDiv,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,), ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,), ast.Pow: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
}  # fmt: skip
VERBS = {"least": "greatest", "greatest": "least", "divide": "divide_up", "divide_up": "divide"}
EITHER_WAY = {"least", "greatest", "share"}  # the order of their arguments means nothing


class Mutant(NamedTuple):
    """A formula with one change: the function's name, what was changed, and its code."""

    room: str
    name: str
    change: str
    code: Any

    def __str__(self) -> str:
        return f"{self.room}.{self.name}: {self.change}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What a node of a formula could be instead."""
    if isinstance(node, ast.BinOp):
        for kind in OPERATORS[type(node.op)]:
            yield ast.BinOp(node.left, kind(), node.right)
        if isinstance(node.op, ast.Sub | ast.FloorDiv | ast.Mod):
            yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.Compare):
        for kind in OPERATORS[type(node.ops[0])]:
            yield ast.Compare(node.left, [kind()], node.comparators)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Name) and node.id.isupper():
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        name, given = node.func.id, node.args
        if name in VERBS:
            yield ast.Call(ast.Name(VERBS[name], ast.Load()), given, [])
        if name == "where":
            yield from given[1:]
        elif name in EITHER_WAY:
            yield from given
        for place in range(len(given) - 1 if name not in EITHER_WAY else 0):
            swapped = [*given[:place], given[place + 1], given[place], *given[place + 2 :]]
            yield ast.Call(node.func, swapped, [])


def mutants(room: str) -> Iterator[Mutant]:
    """Every change to the formulas of a room, and to the numbers it names."""
    tree = ast.parse((LAW / f"{room}.py").read_text("utf-8"))
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            plain = bare(function)
            nodes = [node for statement in plain.body for node in ast.walk(statement)]
            for place, node in enumerate(nodes):
                for other in changes(node):
                    whole = copy.deepcopy(plain)
                    same = [each for statement in whole.body for each in ast.walk(statement)][place]
                    became = replaced(whole, same, copy.deepcopy(other))
                    change = f"{ast.unparse(node)} → {ast.unparse(other)}"
                    yield Mutant(room, function.name, change, compiled(room, became))


def bare(function: ast.FunctionDef) -> ast.FunctionDef:
    """A function without its decorators and what it is documented with."""
    plain = copy.deepcopy(function)
    plain.decorator_list, plain.body = [], [each for each in plain.body if not is_text(each)]
    return plain


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def replaced(tree: ast.FunctionDef, old: ast.AST, new: ast.AST) -> ast.FunctionDef:
    """The tree with one node replaced."""

    class Replacing(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return new if node is old else super().visit(node)

    return ast.fix_missing_locations(Replacing().visit(tree))


def compiled(room: str, function: ast.FunctionDef) -> Any:
    """The code of a function of a room."""
    module, flags = ast.Module([function], []), __future__.annotations.compiler_flag
    names = dict(vars(import_module(f"estimator.law.{room}")))
    exact = import_module("estimator.engine.exact")
    for verb in VERBS:  # a room that uses one of a pair may not import the other
        vars(import_module(f"estimator.law.{room}")).setdefault(verb, getattr(exact, verb))
    exec(compile(module, f"{room}.py", "exec", flags), names)
    return names[function.name].__code__


def holds(case: Case) -> bool:
    """Whether a golden case is answered as it expects."""
    answer = answered(case, TABLES)
    return found(case, answer) == flat(case.expect) and set(case.applies) <= answer.cites


def is_property(test: Any) -> bool:
    return getattr(test, "is_hypothesis_test", False) and not inspect.signature(test).parameters


def apart(work: Callable[[], str], seconds: int = LONGEST) -> str:
    """What some work says, done in a process of its own; ``timeout`` where it takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        signal.alarm(seconds)
        os.write(writer, work().encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said or "timeout"


def forget() -> None:
    """Leave nothing behind of what was computed while the tests were read."""
    for each in gc.get_objects():
        if isinstance(each, Law):
            each.kept.clear()
        elif isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(("estimator.", "worlds")):
            each.cache_clear()


def reached(work: Callable[[], Any]) -> frozenset[str]:
    """The formulas that some work calls."""

    def said() -> str:
        seen: set[str] = set()
        for room in ROOMS:
            module = import_module(f"estimator.law.{room}")
            vars(module)["_seen"] = seen
            for function in ast.parse((LAW / f"{room}.py").read_text("utf-8")).body:
                if isinstance(function, ast.FunctionDef):
                    noting = bare(function)
                    noting.body.insert(0, ast.parse(f"_seen.add('{room}.{function.name}')").body[0])
                    getattr(module, function.name).__code__ = compiled(room, ast.fix_missing_locations(noting))
        work()
        return " ".join(seen) or "-"

    return frozenset(apart(said, 600).split())


def noticed(mutant: Mutant, tests: list[tuple[str, Callable[[], Any]]]) -> str:
    """The first test that notices a change, nothing where none does."""

    def said() -> str:
        function = getattr(import_module(f"estimator.law.{mutant.room}"), mutant.name)
        function.__code__ = mutant.code
        for name, test in tests:
            try:
                if test() is False:
                    return name
            except BaseException:
                return name
        return "-"

    return apart(said).removeprefix("-")


ROOMS = sorted(file.stem for file in LAW.glob("*.py") if file.stem not in ("__init__", "wiring"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--cases-only", action="store_true")
    options = parser.parse_args()
    forget()
    began = time.monotonic()
    tests: list[tuple[str, Callable[[], Any]]] = [(case.id, functools.partial(holds, case)) for case in CASES]
    if not options.cases_only:
        tests += [(name, test) for name, test in vars(test_properties).items() if is_property(test)]
    reach = {name: reached(test) for name, test in tests}
    print(f"{len(tests)} tests, {time.monotonic() - began:.0f} s", flush=True)
    counted = survived = explained = 0
    for room in options.rooms:
        for mutant in mutants(room):
            own = [(name, test) for name, test in tests if f"{room}.{mutant.name}" in reach[name]]
            counted += 1
            if noticed(mutant, own):
                continue
            survived += 1
            known = str(mutant) in EXPLAINED
            explained += known
            print(f"{'explained' if known else 'SURVIVES '} {mutant}   ({len(own)} tests)", flush=True)
    print(f"{counted} changes, {survived} unnoticed, {explained} of them explained; {time.monotonic() - began:.0f} s")
    return int(survived > explained)


if __name__ == "__main__":
    sys.exit(main())
