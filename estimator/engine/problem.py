"""What is wrong, as a code and its facts. The words room says it; the command line exits with ``exit_code``."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Any


class Problem(Exception):
    """Something the user can mend.

    ``code`` names the sentence, ``field`` the option or column, ``given`` the value as it was given, and ``facts``
    whatever the sentence needs (amounts as ints, months as ints, days as dates). ``says`` is the sentence and ``hint``
    what to do, once somebody has put them into words.
    """

    exit_code = 2
    says = ""
    hint = ""

    def __init__(self, code: str, *, field: str | None = None, given: object = None, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.given, self.facts = code, field, given, facts

    @property
    def every(self) -> tuple[Problem, ...]:
        """All that is wrong: this alone, unless several were found at once."""
        return (self,)

    def __str__(self) -> str:
        return self.says or f"{self.code} (field={self.field!r}, given={self.given!r}, {self.facts})"


class RuleProblem(Problem):
    """A rule file is wrong."""

    exit_code = 3


class CoverageProblem(Problem):
    """The date asked for, or a value needed on it, lies outside the encoded law."""

    exit_code = 4


class Problems(Problem):
    """Several that were found at once, in the order in which they are told; by itself it is like its first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._every = tuple(one for problem in problems for one in problem.every)
        first = self._every[0]
        super().__init__(first.code, field=first.field, given=first.given, **first.facts)
        self.exit_code = first.exit_code

    @property
    def every(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return self._every

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._every,), self.__dict__


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise what was found: nothing, a problem itself where there is but one, or all as ``Problems``."""
    found = tuple(problems)
    if found:
        raise found[0] if len(found) == 1 else Problems(found)


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
