"""From what was typed, or stands in a person file, to a normalised question and the rulebook it is asked of."""

from __future__ import annotations

import datetime
from typing import Any

from estimator.asking import person_file
from estimator.engine import months
from estimator.engine.problem import Needing, Problem, RuleProblem
from estimator.plan.person import Assumed, Budget, Question, Spell, Stop
from estimator.rulebook import store
from estimator.rulebook.codes import GROUPS
from estimator.rulebook.model import Rulebook
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


def rulebook(written: dict[str, Any], tables: store.Tables) -> Rulebook:
    """The law with the province's and the named overlays laid over it in that order, as known on a day."""
    book = store.rulebook(tables)
    if "province" in written:
        code = names.read_province(written["province"], book.provinces, "province")
        _, _, rows = book.province_rules.get(code, (None, None, {}))
        book = book.overlaid(store.provisions(rows))
    for file in written.get("with", []):
        with Needing("rules", "with"):
            from estimator.rulebook.build import overlay

        rows, faults = overlay(person_file.overlay_file(file), tables, file)
        if faults:
            raise RuleProblem("rules_wrong", field="with", given=file, faults=faults, file=file)
        book = book.overlaid(store.provisions(rows))
    if "known_on" in written:
        book = book.known_on(dates.read_day(written["known_on"], "known_on").isoformat())
    return book


def question(written: dict[str, Any], book: Rulebook) -> Question:
    """The typed question; Problem naming the option where a value cannot be read."""
    as_of = dates.read_day(written["as_of"], "as_of") if "as_of" in written else datetime.date.today()
    for needed in ("sex", "born"):
        if needed not in written:
            raise Problem(f"{needed}_missing", field=needed)
    born, precision = dates.read_birth(written["born"], "born")
    method, ahead = _method(written)
    budget = Budget(*amounts.read_budget(written["pay"], "pay")) if "pay" in written else None
    start = months.month(as_of.year, as_of.month)
    groups = names.read_groups(written.get("group", []), "group") or {"other"}
    return Question(
        as_of=as_of,
        sex=names.read_sex(written["sex"], "sex"),
        born=born,
        born_known=precision,
        groups=tuple(group for group in GROUPS if group in groups),
        province=names.read_province(written["province"], book.provinces, "province")
        if "province" in written
        else None,
        income=amounts.read_amount(written["income"], "income") if "income" in written else None,
        budget=budget,
        any_income=bool(written.get("any_income")),
        method=method,
        years_ahead=ahead,
        start=dates.read_month(written["start"], "start") if "start" in written else start,
        until=dates.read_month(written["until"], "until") if "until" in written else None,
        years=dates.read_years(written["years"], "years") // months.YEAR if "years" in written else None,
        history=tuple(sorted(_history(written))),
        scenario=written.get("scenario", "base"),
        assumed=assumed(written),
        known_on=dates.read_day(written["known_on"], "known_on") if "known_on" in written else None,
        compulsory_average=amounts.read_amount(written["compulsory_average"], "compulsory_average")
        if "compulsory_average" in written
        else None,
        compulsory_months=dates.read_count(written["compulsory_months"], "compulsory_months")
        if "compulsory_months" in written
        else 0,
        legacy_age=bool(written.get("legacy_age")),
        stop=Stop(*names.read_stop(written["stop"], "stop")) if "stop" in written else None,
    )


def assumed(written: dict[str, Any]) -> Assumed:
    """The assumptions of one's own, the last word on each counting."""
    return tuple(sorted(dict(names.read_assumption(text, "assume") for text in written.get("assume", [])).items()))


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


def _history(written: dict[str, Any]) -> list[Spell]:
    spells = [dates.read_spell(text, "paid") for text in written.get("paid", [])]
    if "history" in written:
        spells += person_file.history(person_file.named(written["history"], "history"))
    return [
        Spell(first, last - first + 1, *((0, kind, income) if kind == "state" else (income, kind)))
        for first, last, income, kind in spells
    ]
