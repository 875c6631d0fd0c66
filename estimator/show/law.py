"""What is in force, as a table for people and as JSON for scripts."""

from __future__ import annotations

import datetime
from typing import Any

from estimator.engine.months import age_text, iso
from estimator.engine.problem import CoverageProblem
from estimator.rulebook.model import OPEN, Provision, Rulebook
from estimator.show.as_json import dumped, hundredths
from estimator.show.explain import rate_text
from estimator.show.terminal import console
from estimator.words.amounts import money, number, share_text
from estimator.words.dates import month_text
from estimator.words.say import Words, citation

WRITTEN: dict[str, Any] = {
    "share": share_text,
    "share_by_group": share_text,
    "monthly_rate": lambda value: rate_text(value, "en"),
    "months": age_text,
    "months_by_method": age_text,
    "months_by_sex": age_text,
    "age_by_sex": age_text,
    "factor_by_year": hundredths,
}


def written(value: Any, unit: str) -> Any:
    """A value as the rule files write it; plain numbers stay numbers."""
    one = WRITTEN.get(unit, lambda item: item)
    if unit == "ladder":
        return [
            {"from": age_text(start * 6), "rate": share_text(rate), "per_year": share_text(each * 2)}
            for start, rate, each in value
        ]
    if isinstance(value, dict):
        return {str(key): one(item) for key, item in value.items()}
    return one(value)


def said(value: Any, unit: str, words: Words) -> str:
    """A value for people."""
    if unit == "dong":
        return money(value, words.lang)
    if unit == "flag":
        return words.text("yes" if value else "no")
    if unit == "share_by_group":
        return ", ".join(f"{words.one_of('group', g)} {share_text(v, words.lang)}" for g, v in value.items())
    if unit == "factor_by_year":
        return " ".join(f"{year}: {hundredths(v)}" for year, v in value.items())
    if unit == "count":
        return number(value, words.lang)
    plain = written(value, unit)
    if isinstance(plain, list):
        return "; ".join(f"{r['from']} {r['rate']} +{r['per_year']}" for r in plain)
    if isinstance(plain, dict):
        return ", ".join(f"{key} {item}" for key, item in plain.items())
    return str(plain)


def row(book: Rulebook, name: str, month: int) -> dict[str, Any]:
    """A parameter in a month as JSON."""
    parameter = book.parameters[name]
    provision, standing = parameter.at(month)
    starts = [segment.start for segment in parameter.segments if segment.start > month]
    until = min(provision.until if provision.until is not None else OPEN, *[s - 1 for s in starts], OPEN)
    return {
        "value": written(provision.value, parameter.unit),
        "unit": parameter.unit,
        "since": iso(provision.since),
        "until": iso(until) if until < OPEN else None,
        "source": provision.source,
        "layer": provision.layer,
        "standing": standing,
        "reviewed": parameter.reviewed,
    }


def month(book: Rulebook, names: list[str], at: int, words: Words, as_json: bool, asked: bool) -> None:
    """Print the law of a month; a parameter asked for by name that has no value then is an error."""
    rows: dict[str, dict[str, Any]] = {}
    for name in names:
        try:
            rows[name] = row(book, name, at)
        except CoverageProblem:
            if asked:
                raise
    if as_json:
        today = datetime.date.today().isoformat()
        given = {"names": names if asked else [], "at": iso(at)}
        print(dumped({"as_of": today, "given": given, "month": iso(at), "parameters": rows, "warnings": []}))
        return
    out = console()
    out.print(words.text("law_title", month=at), style="bold")
    for name in rows:
        _line(book, name, book.parameters[name].at(at)[0], rows[name], words)


def _line(book: Rulebook, name: str, provision: Provision, told: dict[str, Any], words: Words) -> None:
    out, unit = console(), book.parameters[name].unit
    out.print()
    out.print(f"{words.figure(name)} ({name})", style="bold")
    out.print(f"  {said(provision.value, unit, words)}")
    notes = [words.text("since", month=provision.since), citation(provision.source, words.lang)]
    if told["until"] is not None:
        notes.insert(1, words.text("law_until", month=_month(told["until"])))
    if told["layer"] != "national":
        notes.append(words.text("layer", layer=told["layer"]))
    if told["standing"] != "enacted":
        notes.append(words.one_of("standing", told["standing"]))
    out.print("  " + " · ".join(notes))


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1


def changes(book: Rulebook, found: list[tuple[int, str]], first: int, last: int, words: Words, as_json: bool) -> None:
    """Print what changes in a stretch of months, oldest first."""
    if as_json:
        rows = [{"month": iso(at), "parameter": name, **row(book, name, at)} for at, name in found]
        given = {"changes": f"{iso(first)}..{iso(last)}"}
        print(dumped({"as_of": datetime.date.today().isoformat(), "given": given, "changes": rows, "warnings": []}))
        return
    out = console()
    out.print(words.text("law_changes", first=first, last=last), style="bold")
    if not found:
        out.print(words.text("law_none"))
    for at, name in found:
        provision = book.parameters[name].at(at)[0]
        value = said(provision.value, book.parameters[name].unit, words)
        out.print(f"{month_text(at, words.lang)}  {words.figure(name)}: {value}")
        out.print(f"         {citation(provision.source, words.lang)}")
