"""From what was typed, or stands in a person file, to a normalised question and the rulebook it is asked of."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, TypeAlias

from estimator.asking import person_file
from estimator.asking.faults import Faults
from estimator.engine import months
from estimator.engine.problem import Needing, Problem, RuleProblem
from estimator.law.wiring import repealed
from estimator.plan.assumptions import laid_over
from estimator.plan.question import Assumed, Budget, Question, Spell, Stop
from estimator.rulebook import store
from estimator.rulebook.codes import GROUPS
from estimator.rulebook.model import Rulebook, Tables
from estimator.words import amounts, dates, names

KEYS = [
    "sex",
    "born",
    "group",
    "province",
    "income",
    "pay",
    "any_income",
    "method",
    "instalments",
    "years_ahead",
    "start",
    "years",
    "until",
    "paid",
    "history",
    "compulsory_average",
    "compulsory_months",
    "legacy_age",
    "stop",
    "as_of",
    "known_on",
    "scenario",
    "assume",
    "with",
]
SHOWN = (
    "by_year",
    "chart",
    "chart_file",
    "spoken",
    "json",
    "format",
    "explain",
    "strict",
    "lang",
    "reason",
)  # how to answer, not what is asked
# Ways to say the same: one on the command line puts aside the others of the person file.
SAME = (("income", "pay"), ("method", "instalments", "years_ahead"), ("years", "until"), ("paid", "history"))
# With any of these an income may not be needed
INCOME_LEFT_OUT = ("income", "pay", "years", "until", "paid", "history", "compulsory_months")
Provisions: TypeAlias = dict[str, tuple[tuple[Any, ...], ...]]  # of each parameter
INSTALMENTS = {"12": "monthly", "4": "quarterly", "2": "half_yearly", "1": "yearly"}


def merged(given: dict[str, Any]) -> dict[str, Any]:
    """The question's options as written, over those of the person file."""
    kept = {name: value for name, value in given.items() if name not in SHOWN and value not in (None, [], False)}
    written = {name.rstrip("_"): value for name, value in kept.items()}
    if "person" not in written:
        return written
    filed = person_file.person(person_file.named(written["person"], "person"), KEYS)
    aside = {name for names in SAME if not written.keys().isdisjoint(names) for name in names}
    return {**{name: value for name, value in filed.items() if name not in aside}, **written}


def rulebook(written: dict[str, Any], tables: Tables) -> Rulebook:
    """The law with the province's and the named overlays laid over it in that order, as known on a day."""
    book, faults, nothing = store.rulebook(tables), Faults(), Provisions()
    if "province" in written:
        code = faults.read("", names.read_province, written["province"], book.provinces, "province")
        _, _, rows = book.province_rules.get(code, (None, None, {}))
        book = book.overlaid(store.provisions(rows))
    for file in written.get("with", []):
        sources: dict[str, Any] = {}
        rows = faults.read(nothing, _overlay, file, tables, sources)
        book = book.with_sources(sources).overlaid(store.provisions(rows))
    if "known_on" in written:
        day = faults.read(datetime.date.max, dates.read_day, written["known_on"], "known_on")
        book = book if faults.found else book.known_on(day.isoformat())
    faults.raise_all()
    return book


def _overlay(file: str, tables: Tables, sources: dict[str, Any]) -> Provisions:
    """The rows of an overlay's file, its own documents put into ``sources``. RuleProblem where something is wrong."""
    with Needing("rules", "with"):
        from estimator.rulebook.build import overlay

    rows, faults = overlay(person_file.overlay_file(file), tables, file, sources)
    if faults:
        raise RuleProblem("rules_wrong", field="with", given=file, faults=faults, file=file)
    _read_by_law(file, rows)
    return rows


def _read_by_law(file: str, rows: Provisions) -> None:
    """Refuse an overlay on what no formula reads in its time: nothing would come of it, without a word."""
    for name in repealed().keys() & rows.keys():
        last = repealed()[name]
        for provision in store.provisions(rows)[name]:
            if provision.until is None or provision.until > last:
                raise RuleProblem("parameter_repealed", field="with", given=file, file=file, parameter=name, last=last)


def question_and_law(
    written: dict[str, Any], tables: Tables, income_needed: bool = True, own: Faults | None = None
) -> tuple[Question, Rulebook]:
    """The typed question and the law it is asked of; one Problem with all that is wrong.

    ``own`` has what a command found wrong with options of its own.
    """
    faults = own or Faults()
    book = faults.read(None, rulebook, written, tables)
    asked = question(written, book or store.rulebook(tables), income_needed, faults)
    assert book is not None  # else it was refused
    return asked, book


def question(
    written: dict[str, Any], book: Rulebook, income_needed: bool = False, faults: Faults | None = None
) -> Question:
    """The typed question; Problem naming the options whose values cannot be read, all of them at once.

    Whether an income is missing is for the plan to say, but where ``income_needed`` and others are, it is said too.
    """
    faults = faults or Faults()

    def read(name: str, instead: Any, reader: Callable[..., Any], *more: Any) -> Any:
        return faults.read(instead, reader, written[name], *more, name) if name in written else instead

    for needed in ("sex", "born"):
        if needed not in written:
            faults.add(Problem(f"{needed}_missing", field=needed))
    as_of = read("as_of", None, dates.read_day) or datetime.date.today()
    born, precision = read("born", (as_of, "day"), dates.read_birth)
    method, ahead = faults.read(("monthly", 0), _method, written)
    budget = read("pay", None, amounts.read_budget)
    told = [faults.read(None, names.read_groups, [text], "group") for text in written.get("group", [])]
    groups = set().union(*filter(None, told)) or {"other"}
    years = read("years", None, dates.read_years)
    stop = read("stop", None, names.read_stop)
    asked = Question(
        as_of=as_of,
        sex=read("sex", "female", names.read_sex),
        born=born,
        born_known=precision,
        groups=tuple(group for group in GROUPS if group in groups),
        province=read("province", None, names.read_province, book.provinces),
        income=read("income", None, amounts.read_amount),
        budget=Budget(*budget) if budget is not None else None,
        any_income=bool(written.get("any_income")),
        method=method,
        years_ahead=ahead,
        start=read("start", months.month(as_of.year, as_of.month), dates.read_month),
        until=read("until", None, dates.read_month),
        years=years // months.YEAR if years is not None else None,
        history=tuple(sorted(_history(written, faults))),
        scenario=read("scenario", "base", lambda text, _: names.read_scenario(text)),
        assumed=_assumed(written, faults),
        known_on=read("known_on", None, dates.read_day),
        compulsory_average=read("compulsory_average", None, amounts.read_amount),
        compulsory_months=read("compulsory_months", 0, dates.read_count),
        legacy_age=bool(written.get("legacy_age")),
        stop=Stop(*stop) if stop is not None else None,
    )
    if faults.found:
        faults.read(None, laid_over, book, asked.scenario, asked.assumed)
        if income_needed and written.keys().isdisjoint(INCOME_LEFT_OUT):
            faults.add(Problem("income_missing", field="income"))
        faults.raise_all(KEYS)
    return asked


def assumed(written: dict[str, Any]) -> Assumed:
    """The assumptions of one's own, the last word on each counting."""
    faults = Faults()
    found = _assumed(written, faults)
    faults.raise_all()
    return found


def _assumed(written: dict[str, Any], faults: Faults) -> Assumed:
    pairs = [faults.read(None, names.read_assumption, text, "assume") for text in written.get("assume", [])]
    return tuple(sorted(dict(pair for pair in pairs if pair is not None).items()))


def _method(written: dict[str, Any]) -> tuple[str, int]:
    ways = [name for name in ("method", "instalments", "years_ahead") if name in written]
    if len(ways) > 1:
        raise Problem("two_methods", field=ways[1], given=written[ways[1]], other=ways[0])
    if "instalments" in written:
        if written["instalments"] not in INSTALMENTS:
            allowed = list(INSTALMENTS)
            raise Problem("instalments_unknown", field="instalments", given=written["instalments"], allowed=allowed)
        return INSTALMENTS[written["instalments"]], 0
    if "years_ahead" in written:
        return names.read_method(f"years_ahead:{written['years_ahead']}", "years_ahead")
    return names.read_method(written.get("method", "monthly"), "method")


def _history(written: dict[str, Any], faults: Faults) -> list[Spell]:
    texts = written.get("paid", [])
    spells = [spell for text in texts if (spell := faults.read(None, dates.read_spell, text, "paid")) is not None]
    if "history" in written:
        spells += faults.read([], _filed_history, written["history"])
    return [
        Spell(first, last - first + 1, *((0, kind, income) if kind == "state" else (income, kind)))
        for first, last, income, kind in spells
    ]


def _filed_history(name: str) -> list[tuple[int, int, int, str]]:
    return person_file.history(person_file.named(name, "history"))
