"""Why a figure is what it is: its arithmetic, its operands down to facts and provisions, and the articles in force."""

from __future__ import annotations

from typing import Any, NamedTuple

from estimator.engine.citation import Citation, read
from estimator.engine.filled import Filled
from estimator.engine.months import iso
from estimator.engine.trace import Expression, trace
from estimator.plan.origins import Origin, origin
from estimator.plan.question import Question
from estimator.plan.quote import Quote
from estimator.plan.standing import named, standing
from estimator.rulebook.model import Law, Provision

# Facts that the plan draws from a provision, and so cite it.
DRAWN_FROM = {"revaluation": "revaluation_factors", "base_salaries": "reference_level"}


class Node(NamedTuple):
    """A figure, a fact or a provision, and what it rests on; only a fact has an origin."""

    figure: str
    value: Any
    unit: str
    kind: str  # figure, fact or provision
    standing: str
    cites: tuple[Citation, ...] = ()
    arithmetic: Expression | None = None
    provision: Provision | None = None
    operands: tuple[Node, ...] = ()
    origin: Origin | None = None


def explain(filled: Filled, name: str, shown: set[str], question: Question | None = None) -> Node:
    """The tree under a figure; a figure already shown above is named again without its operands.

    The question tells what of the facts the household has stated.
    """
    unit = filled.sheet.units.get(name, "")
    value, firm = filled.figure(name), named(standing(filled, name))
    if not filled.is_step(name):
        law: Law = filled.law  # type: ignore[assignment]
        if name in DRAWN_FROM:
            provision, _ = law.provision(DRAWN_FROM[name])
            return Node(name, value, unit, "provision", firm, (read(provision.source),), provision=provision)
        if name in filled.facts:
            return Node(name, value, unit, "fact", firm, origin=origin(filled, name, question))
        provision, firm = law.provision(name)
        if law.book.parameters[name].whole:
            firm = law.standing(name)
        return Node(name, value, unit, "provision", firm, (read(provision.source),), provision=provision)
    formula = filled.sheet.formulas[name]
    operands = filled.sheet.operands[name]
    traced = trace(formula, {operand: filled.figure(operand) for operand in operands})
    below: tuple[Node, ...] = ()
    if name not in shown:
        shown.add(name)
        below = tuple(explain(filled, operand, shown, question) for operand in operands)
    cites = in_force(filled.law, formula.cites)
    return Node(name, value, unit, "figure", firm, cites, traced.expression if traced else None, operands=below)


def in_force(law: Any, cites: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Of the articles a formula encodes, those of documents in force in the law's month; all where none is."""
    book, month = law.book, iso(law.month)
    standing_now = tuple(
        cite
        for cite in cites
        if book.sources[cite.document]["in_force"][:7] <= month <= book.sources[cite.document].get("until", "9999")[:7]
    )
    return standing_now or cites


def explanation(quote: Quote) -> list[Node]:
    """The trees of a quote: the month, the first payment, the age, the missing months, the pension."""
    question, nodes = quote.question, []
    if quote.contribution is not None:
        nodes.append(explain(quote.contribution, "payable", set(), question))
        nodes.append(explain(quote.contribution, "income_cap", set(), question))
    if quote.first_payment is not None and quote.first_payment.kind != "missing":
        nodes.append(explain(quote.first_payment.sheet, "instalment_payable", set(), question))
    nodes.append(explain(quote.retirement, "retirement_age", set(), question))
    if quote.projection.missing is not None:
        bought = quote.projection.missing.sheet
        nodes.append(explain(bought, "instalment_payable", set(), question))
        if bought.law.standing("missing_support_compounded") != "enacted" and bought["instalment_state_support"]:
            nodes.append(explain(bought, "support_without_interest", set(), question))
    seen: set[str] = set()
    nodes.append(explain(quote.projection.sheet, "average_income", seen, question))
    nodes.append(explain(quote.projection.sheet, "monthly_pension", seen, question))
    if quote.projection.pension.retirement_allowance:
        nodes.append(explain(quote.projection.sheet, "retirement_allowance", seen, question))
    found = quote.benefits
    now = [name for name in ("funeral_allowance", "pensioner_lump_sum") if getattr(found, name)]
    nodes += [explain(found.now, name, set(), question) for name in now]
    shown: set[str] = set()
    if found.survivor_lump_sum:
        nodes.append(explain(found.left, "survivor_lump_sum", shown, question))
    ahead = ["survivor_monthly"] if found.survivor_monthly else []
    ahead += ["survivor_monthly_alone"] if found.survivor_monthly else []
    ahead += [name for name in ("monthly_allowance", "withdrawal") if any(r.name == name for r in quote.roads)]
    nodes += [explain(found.sheet, name, shown, question) for name in ahead]
    return nodes
