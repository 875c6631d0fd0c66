"""What is wrong, as a code and its facts. The words room says it; the command line exits with ``exit_code``."""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """Something the user can mend.

    ``code`` names the sentence, ``field`` the option or column, ``given`` the value as it was given, and ``facts``
    whatever the sentence needs (amounts as ints, months as ints, days as dates).
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, *, field: str | None = None, given: object = None, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.given, self.facts = code, field, given, facts

    def __str__(self) -> str:
        return f"{self.code} (field={self.field!r}, given={self.given!r}, {self.facts})"


class RuleProblem(Problem):
    """A rule file is wrong."""

    exit_code = 3


class CoverageProblem(Problem):
    """The date asked for, or a value needed on it, lies outside the encoded law."""

    exit_code = 4


def raised_at(fault: BaseException) -> str:
    """File and line in which a fault was raised, in this process or (as its last note) in another."""
    import traceback

    notes: list[str] = getattr(fault, "__notes__", [])
    if notes:
        return notes[-1]
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
