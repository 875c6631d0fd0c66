"""The contract's JSON: keys in English, amounts whole, months ``YYYY-MM``, shares as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from estimator.engine.exact import Factor
from estimator.engine.months import iso
from estimator.engine.series import MonthlySeries
from estimator.plan.figures import KINDS, PARTS, SHARE, WRITTEN, read
from estimator.plan.question import NONE, Question, Spell
from estimator.plan.quote import Quote
from estimator.plan.results import Instalment
from estimator.show.entitlements import refund_json, road_json
from estimator.words.amounts import share_text
from estimator.words.names import assumption_text
from estimator.words.say import Words

WRITE = {**WRITTEN, SHARE: share_text}


def dumped(answer: dict[str, Any]) -> str:
    """JSON as it is printed."""
    return json.dumps(answer, ensure_ascii=False, indent=2)


def given_json(question: Question, overlays: list[str]) -> dict[str, Any]:
    """The normalised question; read back as a person file it is the same question."""
    born = question.born.isoformat()
    method = f"years_ahead:{question.years_ahead}" if question.years_ahead else question.method
    written: dict[str, Any] = {
        "sex": question.sex,
        "born": born[:4] if question.born_known == "year" else born[:7] if question.born_known == "month" else born,
        "group": list(question.groups),
        "province": question.province,
        "income": question.income,
        "pay": f"{question.budget.asked}/{question.budget.per}" if question.budget else None,
        "any_income": question.any_income or None,
        "method": method,
        "start": iso(question.start),
        "years": question.years,
        "until": iso(question.until) if question.until is not None else None,
        "paid": [spell_text(spell) for spell in question.history] or None,
        "compulsory_average": question.compulsory_average,
        "compulsory_months": question.compulsory_months or None,
        "legacy_age": question.legacy_age or None,
        "stop": f"{iso(question.stop.month)}:{question.stop.reason}" if question.stop else None,
        "as_of": question.as_of.isoformat(),
        "known_on": question.known_on.isoformat() if question.known_on else None,
        "scenario": question.scenario,
        "assume": [assumption_text(*each) for each in question.assumed] or None,
        "with": overlays or None,
    }
    return {key: value for key, value in written.items() if value is not None}


def figures_json(quote: Quote, *groups: str) -> dict[str, Any]:
    """The register's figures of some groups (what stands before the first dot), nested as their names are.

    An inner group of which nothing is known is null, as a contribution where nothing is paid.
    """
    told: dict[str, Any] = {}
    names = [name for name in KINDS if name.partition(".")[0] in groups]
    for name, value in read(quote.reckoning, names).items():
        *outer, last = name.split(".")
        inner = told
        for key in outer:
            inner = inner.setdefault(key, {})
        inner[last] = WRITE.get(KINDS[name], int)(int(value)) if value != NONE else None
    return {group: _or_null(told[group]) for group in groups}


def _or_null(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    if all(value is None for value in part.values()):
        return None
    return {name: _or_null(value) for name, value in part.items()}


def instalment_json(instalment: Instalment) -> dict[str, Any]:
    """One payment of the timetable."""
    return {
        "from": iso(instalment.first) if instalment.first is not None else None,
        "to": iso(instalment.last) if instalment.last is not None else None,
        "months": instalment.months,
        "due": instalment.due.isoformat(),
        **{name: getattr(instalment, name) for name in PARTS},
    }


def spell_text(spell: Spell) -> str:
    """A spell as ``--paid`` writes it."""
    written = hundredths(spell.coefficient) if spell.kind == "state" else str(spell.income)
    return f"{iso(spell.first)}..{iso(spell.last)}:{written}:{spell.kind}"


def standings_json(quote: Quote) -> dict[str, Any]:
    """How firm each part of the answer is: enacted, reported, unverified or assumed."""
    told: dict[str, Any] = {}
    for name, firm in figures_json(quote, "standings")["standings"].items():
        told[name] = firm
        if name == "contribution":
            told["instalments"] = [instalment.standing for instalment in quote.instalments]
        if name == "totals":
            told["roads"] = [quote.projection.pension.standing for _ in quote.roads]
    return told


def quote_json(quote: Quote, words: Words, overlays: list[str], explain: bool = False) -> dict[str, Any]:
    """The whole answer to a question."""
    question = quote.question
    answer: dict[str, Any] = {
        "as_of": question.as_of.isoformat(),
        "given": given_json(question, overlays),
        **figures_json(quote, "contribution"),
        "instalments": [instalment_json(instalment) for instalment in quote.instalments],
        **figures_json(quote, "first_year", "support_months_left"),
    }
    if question.budget is not None and quote.choice is not None:
        up = figures_json(quote, "budget")["budget"]
        answer["budget"] = {"asked": question.budget.asked, "per": question.budget.per, **up}
    answer |= figures_json(quote, "retirement", "pension", "range", "totals")
    if quote.legacy is not None:
        answer |= figures_json(quote, "legacy_age")
    answer["roads"] = [road_json(road) for road in quote.roads]
    answer |= figures_json(quote, "benefits")
    if quote.refund is not None:
        answer["refund"] = refund_json(quote.refund)
    answer["standings"] = standings_json(quote)
    answer["warnings"] = [{"code": w.code, "says": words.warning(w.code, w.facts)} for w in quote.warnings]
    if explain:
        from estimator.plan.explanation import explanation

        answer["explanation"] = [node_json(node, words) for node in explanation(quote)]
    return answer


def hundredths(value: int) -> str:
    """A factor in hundredths as ``1.28``."""
    return f"{value // 100}.{value % 100:02d}"


def plain(value: Any) -> Any:
    """A value of the sheet as JSON has it."""
    if isinstance(value, Factor):
        digits = f"{value.units:015d}"
        return f"{digits[:-14]}.{digits[-14:]}".rstrip("0").rstrip(".")
    if isinstance(value, Spell):
        return {"from": iso(value.first), "to": iso(value.last), "income": value.income, "kind": value.kind}
    if isinstance(value, MonthlySeries):
        return {
            str(year): hundredths(value.between(year * 12, 1))
            for year in range(value.origin // 12, value.origin // 12 + len(value.sums) // 12)
        }
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def node_json(node: Any, words: Words) -> dict[str, Any]:
    """A node of the explanation."""
    from estimator.show.explain import arithmetic

    said: dict[str, Any] = {
        "figure": node.figure,
        "label": words.figure(node.figure),
        "kind": node.kind,
        "value": plain(node.value),
        "unit": node.unit,
        "standing": node.standing,
        "cites": list(map(str, node.cites)),
    }
    if node.origin is not None:
        said["origin"], said["from"] = node.origin.kind, list(node.origin.sources)
    if node.arithmetic is not None:
        said["arithmetic"] = arithmetic(node.arithmetic, words)
    if node.provision is not None:
        said["since"] = iso(node.provision.since)
        said["layer"] = node.provision.layer
    if node.operands:
        said["operands"] = [node_json(operand, words) for operand in node.operands]
    return said


def flattened(tree: Any, prefix: str = "") -> dict[str, Any]:
    """Nested keys joined by dots, the names batch columns have; lists are left out."""
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat |= flattened(value, f"{prefix}{key}.")
        elif not isinstance(value, list):
            flat[prefix + key] = value
    return flat


def flat_csv(answers: Sequence[dict[str, Any]], overlays: Sequence[str] = ()) -> str:
    """One header line and a line of figures for each answer; what one does not say is empty.

    Files of the reader's own that the figures rest on stand in a last column, ``given.with``.
    """
    import csv
    import io

    rows = [
        {
            name: str(value).lower() if isinstance(value, bool) else value
            for name, value in flattened({key: value for key, value in answer.items() if key != "given"}).items()
        }
        for answer in answers
    ]
    if overlays:
        for row in rows:
            row["given.with"] = "; ".join(overlays)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
