"""Problems on stderr: a sentence what is wrong, one what is allowed, one what to do; JSON for scripts."""

from __future__ import annotations

import shlex
import sys

from estimator.engine.problem import Problem
from estimator.words.say import Words


def report(problem: Problem, words: Words, as_json: bool, arguments: list[str]) -> int:
    """Say a problem on stderr and return its exit code."""
    says, allowed, hint, pasted = words.error(problem)
    if pasted:
        hint = repaired(hint, problem, arguments)
    if "faults" in problem.facts:
        from estimator.show.faults import lines

        allowed = "\n".join(lines(problem.facts["faults"], words))
    if as_json:
        import json

        error = {
            "code": problem.code,
            "field": problem.field,
            "given": problem.given if isinstance(problem.given, int | None) else str(problem.given),
            "says": " ".join(part for part in (says, allowed) if part),
            "hint": hint,
        }
        print(json.dumps({"error": error}, ensure_ascii=False), file=sys.stderr)
    else:
        print(says, file=sys.stderr)
        for line in allowed.splitlines():
            print(f"  {line}", file=sys.stderr)
        if hint:
            print(f"  {words.text('try', hint=hint)}", file=sys.stderr)
    return problem.exit_code


def repaired(hint: str, problem: Problem, arguments: list[str]) -> str:
    """The command as it was typed with the option of the hint mended, ready to paste."""
    option, _, value = hint.partition(" ")
    value, wrong = value.strip('"'), str(problem.given)
    mended = list(arguments)
    for position, argument in enumerate(arguments):
        name, equals, written = argument.partition("=")
        if name != option:
            continue
        if equals:
            mended[position] = f"{option}={_replaced(written, wrong, value)}"
            return f"bhxh {shlex.join(mended)}"
        if position + 1 < len(arguments) and (
            wrong in arguments[position + 1] or option not in arguments[position + 1 :]
        ):
            mended[position + 1] = _replaced(arguments[position + 1], wrong, value)
            return f"bhxh {shlex.join(mended)}"
    return f"bhxh {shlex.join([*mended, option, value])}"


def _replaced(written: str, wrong: str, value: str) -> str:
    return written.replace(wrong, value, 1) if wrong and wrong in written else value


def report_fault(fault: Exception, words: Words) -> int:
    """Say that the program itself is at fault, and how to report it; nothing about the household is shown."""
    import traceback

    from estimator import __version__

    frame = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}"
    print(words.text("fault", kind=type(fault).__name__, place=place, version=__version__), file=sys.stderr)
    return 1
