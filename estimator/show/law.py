"""What is in force, as a table for people and as JSON for scripts."""

from __future__ import annotations

import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from estimator.asking.law import LawQuestion
from estimator.engine.months import age_text, iso
from estimator.engine.problem import CoverageProblem, Needing
from estimator.rulebook import store
from estimator.rulebook.model import OPEN, Provision, Rulebook
from estimator.show.as_json import dumped, hundredths
from estimator.show.layout import BETWEEN, Page
from estimator.words.amounts import decimal_text, money, number, rate_text, share_text
from estimator.words.dates import age_words, duration, month_text
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
    "month": iso,
}

NAMED: dict[str, Any] = {
    "share_by_group": ("group", share_text),
    "months_by_method": ("method", duration),
    "months_by_sex": ("sex", duration),
    "age_by_sex": ("sex", age_words),
}
SAID: dict[str, Any] = {
    "dong": money,
    "share": share_text,
    "monthly_rate": rate_text,
    "months": duration,
    "month": month_text,
}


def death_rate(value: int) -> str:
    """A rate in hundred-millionths as the rule files write it."""
    return f"0.{value:08d}"


def written(value: Any, unit: str) -> Any:
    """A value as the rule files write it; plain numbers stay numbers."""
    one = WRITTEN.get(unit, lambda item: item)
    if unit == "ladder":
        return [
            {"from": age_text(start * 6), "rate": share_text(rate), "per_year": share_text(each * 2)}
            for start, rate, each in value
        ]
    if unit == "increases":
        return [{"started_before": iso(month), "share": share_text(share)} for month, share in value]
    if unit == "death_rates":
        return {sex: {str(age): death_rate(rate) for age, rate in rates.items()} for sex, rates in value.items()}
    if isinstance(value, dict):
        return {str(key): one(item) for key, item in value.items()}
    return one(value)


def said(value: Any, unit: str, words: Words) -> str:
    """A value for people; parts of a table with dots between them."""
    if unit in NAMED:
        kind, one = NAMED[unit]
        return BETWEEN.join(f"{words.one_of(kind, key)}: {one(item, words.lang)}" for key, item in value.items())
    if unit == "factor_by_year":
        return BETWEEN.join(f"{year}: {decimal_text(hundredths(item), words.lang)}" for year, item in value.items())
    if unit == "ladder":
        year = words.one_of("period", "year")
        return BETWEEN.join(
            f"{duration(start * 6, words.lang)}: {share_text(rate, words.lang)}, "
            f"+{share_text(each * 2, words.lang)}/{year}"
            for start, rate, each in value
        )
    if unit == "increases":
        return BETWEEN.join(words.text("increase", month=month, share=share) for month, share in value)
    if unit == "death_rates":
        return BETWEEN.join(
            f"{words.one_of('sex', sex)} {age}: {decimal_text(death_rate(rate), words.lang)}"
            for sex, rates in value.items()
            for age, rate in rates.items()
        )
    if unit == "flag":
        return words.text("yes" if value else "no")
    return str(SAID.get(unit, number)(value, words.lang))


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


def law_json(asked: LawQuestion) -> dict[str, Any]:
    """The contract's answer of ``law``."""
    told: dict[str, Any] = {"as_of": datetime.date.today().isoformat(), "given": asked.given}
    if asked.stretch is not None:
        rows = [{"month": iso(at), "parameter": name, **row(asked.book, name, at)} for at, name in asked.changes]
        return {**told, "changes": rows, "warnings": []}
    return {**told, "month": iso(asked.month), "parameters": in_force(asked), "warnings": []}


def in_force(asked: LawQuestion) -> dict[str, dict[str, Any]]:
    """The parameters of a month; no value then of one asked for by name, or of any, is an error."""
    rows: dict[str, dict[str, Any]] = {}
    for name in asked.names:
        try:
            rows[name] = row(asked.book, name, asked.month)
        except CoverageProblem:
            if asked.named or (name == asked.names[-1] and not rows):
                raise
    return rows


def month(asked: LawQuestion, words: Words) -> None:
    """Print the law of a month."""
    book, at, page = asked.book, asked.month, Page()
    rows = in_force(asked)
    page.title(words.text("law_title", month=at))
    _overlaid(page, asked.given, words)
    for name in rows:
        _told(page, book, name, book.parameters[name].at(at)[0], rows[name], words)
    page.show()


def _told(page: Page, book: Rulebook, name: str, provision: Provision, told: dict[str, Any], words: Words) -> None:
    page.blank()
    page.title(f"{words.figure(name)} ({name})")
    page.parts(said(provision.value, book.parameters[name].unit, words), "   ", "   ")
    notes = [words.text("since", month=provision.since), citation(provision.source, words.lang)]
    if told["until"] is not None:
        notes.insert(1, words.text("law_until", month=_month(told["until"])))
    if told["layer"] != "national":
        notes.append(words.text("layer", layer=told["layer"]))
    if told["standing"] != "enacted":
        notes.append(words.one_of("standing", told["standing"]))
    page.parts(BETWEEN.join(notes), "   ", "   ")


def overlays(words: Words, as_json: bool) -> None:
    """Print the overlays that come with the program: name, kind, title and reason."""
    with Needing("rules", "overlays"):
        from estimator.rulebook.build import described

    found = {name: described(file) for name, file in store.shipped().items()}
    provinces = {code: name for code, name, _ in store.load().provinces}
    rows = [
        {"name": name, "kind": kind, "title": provinces.get(title, title), "reason": reason}
        for name, (kind, title, reason) in found.items()
    ]
    if as_json:
        today = datetime.date.today().isoformat()
        print(dumped({"as_of": today, "given": {"overlays": True}, "overlays": rows, "warnings": []}))
        return
    page = Page()
    page.title(words.text("overlays_title"))
    for row in rows:
        page.blank()
        page.title(row["name"])
        page.parts(f"{words.text('overlay_' + row['kind'])}: {row['title']}", "   ", "   ")
        if row["reason"]:
            page.say(row["reason"], "   ", "   ")
    page.blank()
    page.say(words.text("overlays_use", name=rows[0]["name"]))
    page.show()


def _overlaid(page: Page, given: dict[str, Any], words: Words) -> None:
    """Name the files of the reader's own that lie over the law."""
    if "with" in given:
        page.say(words.text("overlays", files=given["with"]))


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1


def changes(asked: LawQuestion, words: Words) -> None:
    """Print what changes in a stretch of months, oldest first."""
    book, found = asked.book, asked.changes
    first, last = asked.stretch or (asked.month, asked.month)
    page = Page()
    page.title(words.text("law_changes", first=first, last=last))
    _overlaid(page, asked.given, words)
    if not found:
        page.say(words.text("law_none"))
    for month, rows_of_month in groupby(found, key=itemgetter(0)):
        page.blank()
        page.title(month_text(month, words.lang))
        for _, name in rows_of_month:
            _changed(page, book, name, month, words)
    page.show()


def _changed(page: Page, book: Rulebook, name: str, month: int, words: Words) -> None:
    """The new value of a parameter, or that only its source is new."""
    parameter = book.parameters[name]
    provision, before = parameter.at(month)[0], [s.provision for s in parameter.segments if s.start < month]
    last = before[-1] if before else None
    same = last is not None and last.value == provision.value
    value = words.text("law_unchanged") if same else said(provision.value, parameter.unit, words)
    page.parts(f"{words.figure(name)}: {value}{BETWEEN}{citation(provision.source, words.lang)}", " ", "   ")
