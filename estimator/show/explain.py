"""The explanation as a tree: figure, value, the arithmetic with numbers in it, the article, since when, how firm."""

from __future__ import annotations

from typing import Any

from estimator.engine.exact import Factor
from estimator.engine.series import MonthlySeries
from estimator.engine.trace import Expression
from estimator.law import wiring
from estimator.plan.explanation import Node, explanation
from estimator.plan.question import Spell
from estimator.plan.quote import Quote
from estimator.rulebook.codes import GROUPS, SEXES
from estimator.show.layout import Page
from estimator.words.amounts import decimal_text, money, number, rate_text, share_text
from estimator.words.dates import age_words, duration, month_text
from estimator.words.say import Words, citation

UNITS = {name: unit for sheet in wiring.ALL for name, unit in sheet.units.items()}
RANK = {"<": 0, "≤": 0, ">": 0, "≥": 0, "=": 0, "≠": 0, "+": 1, "−": 1, "×": 2, "÷": 2}
# What is read out of a table, a ladder, a spell or a series inside a formula.
ENTRIES = {
    "support_rates": "Share",
    "local_support_rates": "Share",
    "allowance_threshold": "Months",
    "rung_0": "HalfYears",
    "rung_1": "Share",
    "rung_2": "Share",
    "spell_income": "Dong",
    "spell_months": "Months",
    "factor_sum": "FactorSum",
}
MOST_CITED = 2  # articles named on a line
SCALES = (100, 10_000)  # units inside the arithmetic; the numbers beside them are shown in theirs


def amount(value: Any, unit: str, words: Words, name: str = "") -> str:
    """A value in its unit."""
    lang = words.lang
    if name == "sex":
        return words.one_of("sex", SEXES[value])
    if name == "groups":
        return ", ".join(words.one_of("group", group) for bit, group in enumerate(GROUPS) if value >> bit & 1)
    if isinstance(value, bool):
        return words.text("yes" if value else "no")
    if isinstance(value, Factor):
        return factor_text(value, lang)
    if isinstance(value, MonthlySeries):
        return words.text("table_of_factors")
    if isinstance(value, tuple):
        if value and isinstance(value[0], Spell):
            return "; ".join(
                f"{month_text(s.first, lang)}–{month_text(s.last, lang)}: {money(s.income, lang)}" for s in value
            )
        return words.text("table")
    if unit == "Dong":
        return money(value, lang)
    if unit == "Share":
        return share_text(value, lang)
    if unit == "MonthlyRate":
        return rate_text(value, lang)
    if unit == "Month":
        return month_text(value, lang)
    if unit == "Months":
        return words.text("months", count=value)
    if unit == "Age":
        return age_words(value, lang)
    if unit == "HalfYears":
        return duration(value * 6, lang)
    if unit == "FactorSum":
        return decimal_text(f"{value // 100}.{value % 100:02d}", lang)
    if unit == "Hundredths":
        return money(exact_dong(value), lang)
    return number(value, lang)


def exact_dong(hundredths: int) -> int:
    """Hundredths of a dong to the nearest dong, for showing."""
    return (hundredths + 50) // 100


def factor_text(value: Factor, lang: str) -> str:
    """A factor to six decimals at most."""
    millionths = value.units // 10**8
    return decimal_text(f"{millionths // 10**6}.{millionths % 10**6:06d}".rstrip("0").rstrip("."), lang)


def simplified(expression: Expression) -> Expression:
    """Without the scales of units, nought added, and one as a lower bound of a divisor."""
    if len(expression) == 2:
        return expression
    sign, left, right = expression[0], simplified(expression[1]), simplified(expression[2])
    if sign == "×" and right[0] == "" and right[1] in SCALES:
        return left
    if sign == "+" and right == ("", 0):
        return left
    if sign == "+" and left == ("", 0):
        return right
    if sign == "greatest" and right == ("", 1):
        return left
    return (sign, left, right)


def arithmetic(expression: Expression, words: Words) -> str:
    """An expression with its numbers, as people write sums."""
    return _written(simplified(expression), words, 0)


def _written(expression: Expression, words: Words, above: int) -> str:
    if len(expression) == 2:
        name, value = expression
        unit = ENTRIES.get(name, UNITS.get(name, ""))
        return words.text("half_years", count=value) if unit == "HalfYears" else amount(value, unit, words, name)
    sign, left, right = expression
    if sign in ("least", "greatest"):
        return f"{words.text(sign)}({_written(left, words, 0)}; {_written(right, words, 0)})"
    rank = RANK.get(sign, 2)
    if sign not in RANK:
        sign = words.text("whole_part" if sign == "div" else "remainder")
    text = f"{_written(left, words, rank)} {sign} {_written(right, words, rank + 1)}"
    return f"({text})" if rank < above else text


def line(node: Node, words: Words) -> tuple[str, str, str]:
    """Label, value and remark of a node."""
    remarks = []
    if node.origin is not None:
        sources = [words.one_of("fact_source", source) for source in node.origin.sources]
        remarks.append(words.text(f"fact_{node.origin.kind}", sources=sources))
    if node.arithmetic is not None and len(simplified(node.arithmetic)) == 3:
        remarks.append(arithmetic(node.arithmetic, words))
    if node.provision is not None and not node.provision.layer.startswith("scenario"):
        remarks.append(words.text("since", month=node.provision.since))
    for cite in node.cites[:MOST_CITED]:
        if cite.document.startswith("scenario"):
            remarks.append(words.text("scenario", name=cite.document.removeprefix("scenario ")))
        else:
            remarks.append(citation(cite, words.lang))
    if len(node.cites) > MOST_CITED:
        remarks.append(words.text("more_cited", count=len(node.cites) - MOST_CITED))
    if node.provision is not None and not node.provision.layer.startswith(("national", "scenario")):
        remarks.append(words.text("layer", layer=node.provision.layer))
    if node.standing != "enacted":
        remarks.append(words.one_of("standing", node.standing))
    return words.figure(node.figure), amount(node.value, node.unit, words, node.figure), " · ".join(remarks)


def show_explanation(quote: Quote, words: Words) -> None:
    """Print the trees of a quote; a figure explained in one tree is only named in the next."""
    page = Page()
    page.blank()
    page.title(words.text("explanation_title").strip())
    explained: set[tuple[str, ...]] = set()
    for node in explanation(quote):
        page.blank()
        grow(page, node, words, explained)
    page.show()


def grow(
    page: Page, node: Node, words: Words, explained: set[tuple[str, ...]], first: str = " ", rest: str = " "
) -> None:
    """A node and what it rests on: ``first`` before its first line, ``rest`` before every other one."""
    label, value, remark = line(node, words)
    said = (label, value, remark)
    operands = () if said in explained else node.operands
    if operands:
        explained.add(said)
    hanging = rest + ("│  " if operands else "   ")
    page.parts(f"{label}  {value}" + (f"  {remark}" if remark else ""), first, hanging)
    for operand in operands:
        last = operand is operands[-1]
        grow(page, operand, words, explained, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))
