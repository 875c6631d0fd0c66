"""Where a fact of a sheet comes from: stated by the household, found by the plan (and from what), or supposed."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine.filled import Filled
from estimator.plan.question import Question
from estimator.rulebook.codes import ASSUMED, GROUPS


class Origin(NamedTuple):
    """``stated``, ``found`` or ``supposed``, and the things (``born``, ``record``, ``plan`` …) it comes from."""

    kind: str
    sources: tuple[str, ...] = ()


# What the household says itself, by the option that says it.
SAID = {
    "birth_month": "born",
    "birth_year_only": "born",
    "chosen_income": "income",
    "groups": "group",
    "sex": "sex",
    "stated_compulsory_average": "compulsory_average",
    "stated_compulsory_months": "compulsory_months",
}
# What the plan makes of what was said and of the law.
FOUND = {
    "all_spells": ("record", "plan"),
    "base_salaries": ("law",),
    "bought_income": ("plan",),
    "bought_months": ("record", "plan"),
    "compulsory_months": ("record",),
    "employer_spells": ("record",),
    "income_sum": ("record", "plan"),
    "half_years_before_split": ("record", "plan"),
    "half_years_from_split": ("record", "plan"),
    "instalment_months": ("plan",),
    "joined_month": ("record", "plan"),
    "lump_sum_average": ("record", "plan", "prices"),
    "months_after_age": ("born", "plan"),
    "months_in_window": ("record", "plan"),
    "months_supported": ("record", "plan"),
    "paid_in": ("record", "plan"),
    "payment_months": ("plan",),
    "pension_in_payment": ("pension",),
    "pension_start": ("born", "plan"),
    "planned_voluntary_months": ("record", "plan"),
    "poor": ("group",),
    "recorded_months": ("record", "plan"),
    "request_month": ("born", "plan"),
    "revaluation": ("prices",),
    "spells": ("record", "plan"),
    "state_spells": ("record",),
    "stated_months_before_split": ("record",),
    "support_kept": ("reason",),
    "support_received": ("record", "plan"),
    "told_month": ("as_of",),
    "voluntary_joined_month": ("record", "plan"),
}
# What would be so at a death or a birth, whenever that comes.
SUPPOSED = frozenset({"maternity_due", "months_drawn", "pensioner"})


def origin(filled: Filled, fact: str, question: Question | None) -> Origin:
    """The origin of a fact of a question's; with no question, whoever asks has stated every fact himself.

    KeyError for a fact of whose origin nothing is known here.
    """
    if question is None:
        return Origin("stated")
    if fact in SUPPOSED:
        return Origin("supposed")
    if fact in FOUND:
        return Origin("found", FOUND[fact])
    option = SAID[fact]
    paid_of = option == "income" and question.budget is not None
    if not paid_of and not _says(question, option):
        return Origin("supposed")
    sources = ("pay" if paid_of else option,)
    if filled.standings.get(fact) == ASSUMED:
        return Origin("found", (*sources, "growth"))
    return Origin("found" if paid_of else "stated", sources)


def _says(question: Question, option: str) -> bool:
    """Whether the household said something by an option."""
    if option == "group":
        return question.groups != GROUPS[:1]
    return option in ("born", "sex") or bool(getattr(question, option))
