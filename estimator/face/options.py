"""The options as keywords: what may be written, and how Python's own values are written as people do."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from operator import index
from typing import Any, TypeAlias, TypedDict

from estimator.asking.faults import Faults
from estimator.asking.person_file import MANY
from estimator.asking.question import KEYS
from estimator.engine.problem import Problem
from estimator.words.matching import bounded, nearest

Amount: TypeAlias = str | int  # "2tr5" or VND
Day: TypeAlias = str | datetime.date
Month: TypeAlias = str | datetime.date  # of days only the first of a month
Path: TypeAlias = str | os.PathLike[str]
Several: TypeAlias = str | Sequence[str]

MONTHS = ("start", "until", "at", "benefit_from", "from", "to")
SWITCHES = (
    "any_income", "legacy_age", "explain", "by_year", "strict", "until_entitled", "force", "resume"
)  # fmt: skip
LISTS = (*MANY, "level", "map", "figures", "check")


class Person(TypedDict, total=False):
    """Whom a question is about, and what is asked; each as its option on the command line."""

    sex: str
    born: str | int | datetime.date
    group: Several
    province: str
    income: Amount
    pay: str
    any_income: bool
    method: str
    instalments: str | int
    years_ahead: str | int
    start: Month
    years: str | int
    until: Month
    paid: Several
    history: Path
    compulsory_average: Amount
    compulsory_months: str | int
    legacy_age: bool
    stop: str
    as_of: Day
    known_on: Day
    scenario: str
    assume: Several
    with_: Path | Sequence[Path]
    person: Path


class QuoteOptions(Person, total=False):
    """Of ``quote``."""

    explain: bool
    by_year: bool
    strict: bool
    lang: str


class CompareOptions(Person, total=False):
    """Of ``compare``."""

    by: str
    level: Amount | Sequence[Amount]
    job_after: str | int
    premium: str
    premium_years: str | int
    benefit: Amount
    benefit_from: Month
    benefit_years: str | int
    lang: str


class SolveOptions(Person, total=False):
    """Of ``solve``."""

    pension: Amount
    until_entitled: bool
    lang: str


class WithdrawOptions(Person, total=False):
    """Of ``withdraw``."""

    reason: str
    explain: bool
    lang: str


class ArrowOptions(Person, total=False):
    """Of ``quotes``, and of the ``schema`` of what it gives."""

    map: Several
    figures: Several
    lang: str


class BatchOptions(ArrowOptions, total=False):
    """Of ``batch``."""

    check: Several
    rejects: Path
    force: bool
    resume: bool
    workers: str | int


class ImpactOptions(Person, total=False):
    """Of ``impact``."""

    from_: Month
    to: Month
    by: Several
    weight: str
    example: str | int
    example_file: Path
    output: Path
    chart_file: Path
    map: Several
    force: bool
    lang: str


class LawOptions(TypedDict, total=False):
    """Of ``law``."""

    at: Month
    changes: str
    province: str
    scenario: str
    assume: Several
    known_on: Day
    with_: Path | Sequence[Path]
    lang: str


PERSON = (*KEYS, "person")
ARROW = (*PERSON, "map", "figures", "lang")
LAW = ("at", "changes", "province", "scenario", "assume", "known_on", "with", "lang")


def as_written(options: Mapping[str, Any], allowed: Sequence[str], lists: Sequence[str] = LISTS) -> dict[str, Any]:
    """Keywords as the command line has them: switches, several texts (those of ``lists``) or one.

    None, False and an empty list say nothing.

    Raises Problem: option_unknown with the nearest, value_of_wrong_kind; all at once.
    """
    faults, written = Faults(), dict[str, Any]()
    for keyword, value in options.items():
        name = keyword.rstrip("_")
        if name not in allowed:
            near = nearest(name, allowed, 1) or list(allowed[:1])
            faults.add(Problem("option_unknown", field=name, given=keyword, suggestions=near))
        elif value is not None:
            written[name] = faults.read("", _written, value, name, name in lists)
    faults.raise_all()
    return {name: value for name, value in written.items() if value is not False and value != []}


def _written(value: Any, name: str, several: bool) -> Any:
    if name in SWITCHES:
        if not isinstance(value, bool):
            raise Problem("value_of_wrong_kind", field=name, given=type(value).__name__)
        return value
    if several:
        items = value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else [value]
        return [_text(item, name) for item in items]
    return _text(value, name)


def _text(value: Any, name: str) -> str:
    if isinstance(value, str):
        return bounded(value, name)
    if isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return day.isoformat()[: 7 if name in MONTHS and day.day == 1 else 10]
    if isinstance(value, os.PathLike):
        return str(os.fspath(value))
    try:
        if not isinstance(value, bool):
            return str(index(value))
    except TypeError:
        pass
    raise Problem("value_of_wrong_kind", field=name, given=type(value).__name__)
