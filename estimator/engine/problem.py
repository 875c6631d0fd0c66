"""What is wrong, as a code and its facts. The words room says it; the command line exits with ``exit_code``."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Any, ClassVar


class Problem(Exception):
    """Something the user can mend.

    ``code`` names the sentence, ``field`` the option or column, ``given`` the value as it was given, and ``facts``
    whatever the sentence needs (amounts as ints, months as ints, days as dates). ``others`` are what else is wrong with
    the same question, in the order in which it is told.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, *, field: str | None = None, given: object = None, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.given, self.facts = code, field, given, facts
        self.others: tuple[Problem, ...] = ()

    @property
    def every(self) -> tuple[Problem, ...]:
        """This problem and the others, the first first."""
        return (self, *self.others)

    def __str__(self) -> str:
        return f"{self.code} (field={self.field!r}, given={self.given!r}, {self.facts})"


class RuleProblem(Problem):
    """A rule file is wrong."""

    exit_code = 3


class CoverageProblem(Problem):
    """The date asked for, or a value needed on it, lies outside the encoded law."""

    exit_code = 4


def joined(problems: Iterable[Problem]) -> Problem:
    """Several problems (one or more) as one to be raised: the first, which carries the others."""
    first, *others = [one for problem in problems for one in problem.every]
    first.others = tuple(others)
    return first


# What each optional part of the program needs, by the names under which an index of packages has them
LIBRARIES = {
    "arrow": ("pyarrow",),
    "batch": ("numpy", "polars"),
    "pdf": ("typst", "fontpkg-be-vietnam-pro"),
    "rules": ("PyYAML", "pydantic"),
    "xlsx": ("python-calamine",),
}


def libraries_missing(part: str, field: str, too_old: bool = False) -> Problem:
    """The problem of a part (a key of ``LIBRARIES``) that is not installed, with the line that installs it."""
    import os
    import shlex
    import sys

    python = sys.executable or "python3"  # None where another program runs Python inside itself
    quoted = shlex.quote(python) if os.name == "posix" else f'"{python}"' if " " in python else python
    install = " ".join([quoted, "-m pip install", *LIBRARIES[part], *(["--upgrade"] if too_old else [])])
    return Problem("extra_missing", field=field, given=part, packages=LIBRARIES[part], install=install)


class Needing:
    """A context manager about an import: what is not installed becomes Problem extra_missing."""

    def __init__(self, part: str, field: str) -> None:
        self.part, self.field = part, field

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ImportError):
            absent = (error.name or "").partition(".")[0]
            if absent != "estimator":  # what they need themselves is absent with them
                there = absent and not isinstance(error, ModuleNotFoundError)
                raise libraries_missing(self.part, self.field, too_old=bool(there)) from None


def raised_at(fault: BaseException) -> str:
    """File and line in which a fault was raised, in this process or (as its last note) in another."""
    import traceback

    notes: list[str] = getattr(fault, "__notes__", [])
    if notes:
        return notes[-1]
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
