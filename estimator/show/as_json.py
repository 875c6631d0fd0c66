"""The contract's JSON: keys in English, amounts whole, months ``YYYY-MM``, shares as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from estimator.engine.exact import Factor
from estimator.engine.filled import Filled
from estimator.engine.months import age_text, iso
from estimator.engine.series import MonthlySeries
from estimator.plan.question import Question, Spell
from estimator.plan.quote import Quote
from estimator.plan.results import Instalment
from estimator.plan.standing import named, standing
from estimator.show.entitlements import entitlements_json
from estimator.words.amounts import share_text
from estimator.words.names import assumption_text
from estimator.words.say import Words

CONTRIBUTION = ("full_contribution", "state_support", "local_support", "payable")


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


def contribution_json(question: Question, sheet: Filled | None) -> dict[str, Any] | None:
    """One month's contribution."""
    if sheet is None:
        return None
    return {
        "month": iso(question.start),
        "insured_income": sheet["insured_income"],
        "contribution_rate": share_text(sheet["contribution_rate"]),
        **{name: sheet.figure(name) for name in CONTRIBUTION},
    }


def instalment_json(instalment: Instalment) -> dict[str, Any]:
    """One payment of the timetable."""
    return {
        "from": iso(instalment.first) if instalment.first is not None else None,
        "to": iso(instalment.last) if instalment.last is not None else None,
        "months": instalment.months,
        "due": instalment.due.isoformat(),
        **{name: getattr(instalment, name) for name in CONTRIBUTION},
    }


def retirement_json(quote: Quote) -> dict[str, Any]:
    """When the age is reached, and when the pension begins."""
    starts = quote.projection.pension.pension_from
    return {
        "age": age_text(quote.retirement_age),
        "reached": iso(quote.reached),
        "pension_from": iso(starts) if starts is not None else None,
    }


def pension_json(quote: Quote) -> dict[str, Any]:
    """The pension as it would be granted."""
    pension = quote.projection.pension
    return {
        "entitled": pension.entitled,
        "conditions": "compulsory" if quote.projection.sheet["compulsory_conditions"] else "voluntary",
        "contribution_months": pension.contribution_months,
        "benefit_half_years": pension.benefit_half_years,
        "pension_rate": share_text(pension.pension_rate),
        "average_income": pension.average_income,
        "monthly_pension": pension.monthly_pension,
        "monthly_pension_today": pension.monthly_pension_today,
        "retirement_allowance": pension.retirement_allowance,
        "missing_months": pension.missing_months,
        "missing_support": pension.missing_support,
        "missing_cost": pension.missing_cost,
        "standing": pension.standing,
    }


def spell_text(spell: Spell) -> str:
    """A spell as ``--paid`` writes it."""
    written = hundredths(spell.coefficient) if spell.kind == "state" else str(spell.income)
    return f"{iso(spell.first)}..{iso(spell.last)}:{written}:{spell.kind}"


def standings_json(quote: Quote) -> dict[str, Any]:
    """How firm each part of the answer is: enacted, reported, unverified or assumed."""
    sheet, found = quote.contribution, quote.benefits
    return {
        "contribution": named(standing(sheet, "payable")) if sheet is not None else None,
        "instalments": [instalment.standing for instalment in quote.instalments],
        "retirement": named(standing(quote.retirement, "retirement_month")),
        "pension": quote.projection.pension.standing,
        "range": {name: pension.standing for name, pension in quote.range.items()},
        "totals": quote.totals.standing,
        "roads": [quote.projection.pension.standing for _ in quote.roads],
        "benefits": {
            "now": named(standing(found.now, "funeral_allowance")) if found.funeral_allowance else None,
            "ahead": named(standing(found.sheet, "survivor_lump_sum")),
        },
    }


def quote_json(quote: Quote, words: Words, overlays: list[str], explain: bool = False) -> dict[str, Any]:
    """The whole answer to a question."""
    question = quote.question
    answer: dict[str, Any] = {
        "as_of": question.as_of.isoformat(),
        "given": given_json(question, overlays),
        "contribution": contribution_json(question, quote.contribution),
        "instalments": [instalment_json(instalment) for instalment in quote.instalments],
        "first_year": {name: getattr(quote.first_year, name) for name in CONTRIBUTION},
        "support_months_left": quote.support_months_left,
    }
    if question.budget is not None and quote.choice is not None:
        up = quote.choice.next_step_up
        answer["budget"] = {
            "asked": question.budget.asked,
            "per": question.budget.per,
            "next_step_up": {"insured_income": up.insured_income, "payable": up.payable} if up else None,
        }
    answer["retirement"] = retirement_json(quote)
    answer["pension"] = pension_json(quote)
    answer["range"] = {
        name: {"monthly_pension_today": pension.monthly_pension_today} for name, pension in quote.range.items()
    }
    answer["totals"] = {name: value for name, value in quote.totals._asdict().items() if name != "standing"}
    answer |= entitlements_json(quote)
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
