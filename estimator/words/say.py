"""Codes, figures and facts turned into sentences; one table of words per language, with the same keys."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from estimator.engine.citation import Citation, read
from estimator.engine.months import iso
from estimator.engine.problem import CoverageProblem, Problem
from estimator.words.amounts import about, decimal_text, money, number, rate_text, rounded, share_text
from estimator.words.closed_lists import LISTS
from estimator.words.dates import age_words, day_text, duration, month_text
from estimator.words.matching import CLOSE, nearest
from estimator.words.names import assumption_text

LANGUAGES = ("vi", "en")

VI_NUMBERS = {"ND-CP": "NĐ-CP", "QD-TTg": "QĐ-TTg", "LDTBXH": "LĐTBXH", "NQ-HDND": "NQ-HĐND", "DTQ": "ĐTQ"}


def citation(source: Citation | str, lang: str) -> str:
    """A citation as people write it: ``41/2024/QH15 Đ.36 k.1`` or ``41/2024/QH15 art. 36.1``."""
    cited = source if isinstance(source, Citation) else read(source)
    if cited.document.startswith("scenario "):
        return "giả định" if lang == "vi" else "assumed"
    if lang != "vi":
        return str(cited)
    document = cited.document
    for plain, marked in VI_NUMBERS.items():
        document = document.replace(plain, marked)
    parts = ((" Đ.", cited.article), (" k.", cited.clause), (" đ.", cited.point))
    return document + "".join(mark + part for mark, part in parts if part)


def joined(items: Any, lang: str) -> str:
    """A list in words, without a conjunction."""
    return ", ".join(map(str, items))


SPECS: dict[str, Callable[[Any, str], str]] = {
    "money": money,
    "about": about,
    "rounded": rounded,
    "share": share_text,
    "rate": rate_text,
    "month": month_text,
    "day": day_text,
    "age": age_words,
    "duration": duration,
    "cite": citation,
    "cites": lambda sources, lang: "; ".join(citation(source, lang) for source in sources),
    "list": joined,
    "percent": lambda share, lang: share_text((share + 50) // 100 * 100, lang),
    "flag": lambda name, lang: "--" + str(name).replace("_", "-"),
    "count": number,
    "iso": lambda month, lang: iso(month),
}


class _Fact:
    """A fact that a template prints in its own unit: ``{income:money}``."""

    __slots__ = ("lang", "value")

    def __init__(self, value: Any, lang: str) -> None:
        self.value, self.lang = value, lang

    def __format__(self, spec: str) -> str:
        if spec.startswith("|"):  # one or many, in languages that tell them apart
            _, one, many = spec.split("|")
            return one if str(self.value) == "1" else many
        if spec in SPECS:
            return SPECS[spec](self.value, self.lang)
        if isinstance(self.value, datetime.date):
            return day_text(self.value, self.lang)
        return format(self.value, spec)


class Words:
    """One language: labels of figures, sentences of errors and warnings, help."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.tables = import_module(f"estimator.words.{lang}")

    def _format(self, template: str, **facts: Any) -> str:
        return template.format(**{name: _Fact(value, self.lang) for name, value in facts.items()})

    def text(self, key: str, **facts: Any) -> str:
        """A phrase with its facts filled in."""
        return self._format(self.tables.TEXTS[key], **facts)

    def figure(self, name: str) -> str:
        """The label of a figure, fact or provision."""
        return str(self.tables.FIGURES[name])

    def option(self, name: str) -> str:
        """The help of an option or command."""
        said = str(self.tables.HELP[name])
        if "{all}" not in said:
            return said
        members = LISTS["withdrawal" if name == "reason" else name]
        written = self.lang == "vi" and name in ("sex", "group")
        return said.replace("{all}", ", ".join(members.words if written else members.codes))

    def one_of(self, kind: str, name: str) -> str:
        """The word for a member of a closed list (``group``, ``sex``, ``method``, ``period`` …)."""
        if kind in LISTS and name in LISTS[kind]:
            return LISTS[kind][name].label(self.lang)
        return str(self.tables.NAMES[kind][name])

    def assumption(self, name: str, value: int | str) -> str:
        """An assumption: what grows, and by how much a year."""
        rate = assumption_text(name, value).partition("=")[2]
        if isinstance(value, str):
            rate = self.text("as_prices")
        said = decimal_text(rate, self.lang)
        return f"{self.one_of('assumption', name)}: {said}"

    def warning(self, code: str, facts: Mapping[str, Any]) -> str:
        """The sentence of a warning."""
        named: dict[str, Any] = {
            name: joined([self.figure(item) for item in value], self.lang) if name == "parameters" else value
            for name, value in facts.items()
        }
        if "scenario" in named:
            named["scenario"] = facts["scenario"][self.lang]
        if "per" in named:
            named["per"] = self.one_of("period", named["per"])
        if "assumed" in named:
            named["assumed"] = joined([self.assumption(*each) for each in facts["assumed"]], self.lang)
        if "standing" in named:
            named["standing"] = self.one_of("standing", named["standing"])
        return self._format(self.tables.WARNINGS[code], **named)

    def of_the_system(self, reason: str) -> str:
        """What the system says against a file, in the language where it is one of the frequent things."""
        said = {os.strerror(number): text for number, text in self.tables.SYSTEM.items()}
        return str(said.get(reason, reason))

    def near(self, problem: Problem) -> str:
        """What was perhaps meant, as a sentence; empty where there is nothing near, or it is told anyhow."""
        says, allowed, hint = self.tables.ERRORS[problem.code]
        found = nearest(str(problem.given), problem.facts.get("suggestions") or (), 1, CLOSE)
        if not found or "suggestion" in says + allowed or "{suggestion}" not in hint:
            return ""
        return self.text("near", given=found[0])

    def error(self, problem: Problem) -> tuple[str, str, str, bool]:
        """What is wrong with the value given; what is allowed; what to do; whether that can be pasted.

        Of what stands in a file the place is told, and nothing can be pasted into the command line.
        """
        facts: dict[str, Any] = {"given": problem.given, "field": problem.field, **problem.facts}
        for name, value in facts.items():
            if value is None:
                facts[name] = ""
            elif name in ("per", "group"):
                facts[name] = self.one_of("period" if name == "per" else "group", value)
            elif name == "parameter":
                facts[name] = self.figure(value)
            elif name == "reason":
                facts[name] = self.of_the_system(value)
            elif name in ("floor_base", "cap_base"):
                label = self.figure(value)
                facts[name] = label[0].lower() + label[1:]
        if problem.field == "assume" and "least" in facts:
            for name in ("value", "least", "most"):
                facts[name] = assumption_text(str(problem.given), facts[name]).partition("=")[2]
        if isinstance(problem, CoverageProblem) or problem.code == "given_missing":
            for name in ("field", "needed_by"):
                facts[name] = self.tables.FIGURES.get(facts.get(name) or "", facts.get(name))
        facts["option"] = "--" + (problem.field or "").rstrip("_").replace("_", "-")
        facts["suggestion"] = next(iter(facts.get("suggestions") or ()), "")
        says, allowed, hint = self.tables.ERRORS[problem.code]
        pasted = hint.startswith(("--", "{option}")) and "{" in hint.replace("{option}", "")
        says, allowed, hint = (self._format(part, **facts) for part in (says, allowed, hint))
        place = facts.get("place")
        if place:
            option, space, rest = hint.partition(" ")
            return f"{place}: {says}", allowed, rest if space and option.startswith("--") else hint, False
        return says, allowed, hint, pasted
