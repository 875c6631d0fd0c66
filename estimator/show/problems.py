"""Problems on stderr: a sentence what is wrong, one what is allowed, one what to do; JSON for scripts."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from estimator.engine.months import iso
from estimator.engine.problem import Problem, raised_at
from estimator.show.layout import WIDEST, printable, wrapped
from estimator.words.say import Words

LONGEST = 200  # characters of a value that are said back
MONTHS = ("start", "until", "paid", "from", "to")  # fields whose value is a month


def report(problem: Problem, words: Words, as_json: bool, arguments: list[str]) -> int:
    """Say all that is wrong on stderr and return the exit code, which is that of the first."""
    told = []
    for one in problem.every:
        told.append(_told(one, words, arguments))
        arguments = told[-1].mended  # what mends the next mends this too
    if as_json:
        import json

        errors = [
            {
                "code": one.code,
                "field": one.field,
                "given": given_text(one),
                "says": " ".join(part for part in (said.says, said.allowed) if part),
                "hint": said.hint,
            }
            for one, said in zip(problem.every, told, strict=True)
        ]
        print(json.dumps({"error": errors[0], "errors": errors}, ensure_ascii=False), file=sys.stderr)
        return problem.exit_code
    for place, (one, said) in enumerate(zip(problem.every, told, strict=True)):
        if place:
            print(file=sys.stderr)
        print(*fitted(said.says, "", "  "), sep="\n", file=sys.stderr)
        for part in said.allowed.splitlines():
            drawn = ["  " + part] if "faults" in one.facts else fitted(part, "  ", "    ")
            print(*drawn, sep="\n", file=sys.stderr)
        if said.hint:
            print("  " + words.text("try", hint=printable(said.hint)), file=sys.stderr)
    return problem.exit_code


class Told(NamedTuple):
    """A problem in words: what is wrong, what is allowed, what to try, and the command line with that done."""

    says: str
    allowed: str
    hint: str
    mended: list[str]


def _told(problem: Problem, words: Words, arguments: list[str]) -> Told:
    given, mended = problem.given, arguments
    if isinstance(given, str) and len(given) > LONGEST:
        problem.given = given[:LONGEST] + "…"
    says, allowed, hint, pasted = words.error(problem)
    if pasted and " --" not in hint:
        mended = repaired(hint, str(given), arguments)
        hint = pasteable(mended)
    if "faults" in problem.facts:
        from estimator.show.rule_faults import lines

        allowed = "\n".join(lines(problem.facts["faults"], words))
    return Told(says, allowed, hint, mended)


def given_text(problem: Problem) -> str | int | None:
    """The value given, as scripts read it: months and days in ISO, amounts whole."""
    given = problem.given
    if isinstance(given, int):
        return iso(given) if problem.field in MONTHS else given
    return None if given is None else str(given)


def fitted(text: str, first: str, rest: str) -> list[str]:
    """A sentence in lines that fit the terminal."""
    from shutil import get_terminal_size

    return wrapped(printable(text), min(get_terminal_size().columns, WIDEST) + 1, first, rest)


def repaired(hint: str, wrong: str, arguments: list[str]) -> list[str]:
    """The command as it was typed with the option of the hint mended."""
    option, _, value = hint.partition(" ")
    value = value.strip('"')
    mended = list(arguments)
    for position, argument in enumerate(arguments):
        name, equals, written = argument.partition("=")
        if name != option:
            continue
        if equals:
            mended[position] = f"{option}={_replaced(written, wrong, value)}"
            return mended
        if position + 1 < len(arguments) and (
            wrong in arguments[position + 1] or option not in arguments[position + 1 :]
        ):
            mended[position + 1] = _replaced(arguments[position + 1], wrong, value)
            return mended
    return [*mended, option, value]


def pasteable(arguments: list[str]) -> str:
    """A command line, ready to paste; quoted only where a shell needs it, in the way all shells understand."""
    import shlex

    def quoted(argument: str) -> str:
        if re.fullmatch(r"[\w@%+=:,./-]+", argument):
            return argument
        return shlex.quote(argument) if re.search(r'["$`\\!]', argument) else f'"{argument}"'

    return " ".join(["bhxh", *map(quoted, arguments)])


def _replaced(written: str, wrong: str, value: str) -> str:
    return written.replace(wrong, value, 1) if wrong and wrong in written else value


def report_fault(fault: Exception, words: Words) -> int:
    """Say that the program itself is at fault, and how to report it.

    Nothing about the household is shown: of messages only what a fault of ours has as ``told``.
    """
    from estimator.version import __version__

    kind = ": ".join(filter(None, (type(fault).__name__, getattr(fault, "told", None))))
    print(words.text("fault", kind=kind, place=raised_at(fault), version=__version__), file=sys.stderr)
    return 1
