"""The pension that a record and the payments to come lead to, with missing months bought where that is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from estimator.engine.exact import greatest, where
from estimator.engine.filled import Filled
from estimator.engine.many import among, anybody, taken
from estimator.engine.months import year_of
from estimator.engine.problem import CoverageProblem
from estimator.law.wiring import PENSION
from estimator.plan import record
from estimator.plan.payment import Income, Payment, limbs
from estimator.plan.payments import PRICED, Payments, Walk
from estimator.plan.question import NONE, Asked
from estimator.plan.refusals import Refusal, refuse
from estimator.plan.results import Foreseen, Pension
from estimator.plan.standing import named, softest, standing
from estimator.plan.timeline import Timeline
from estimator.rulebook.model import OPEN

AMOUNT = ("entitled", "monthly_pension")
FIGURES = ("entitled", "contribution_months", "benefit_half_years", "pension_rate", "average_income",
           "monthly_pension", "retirement_allowance", "missing_months", "voluntary_income", "employer_income",
           "state_income", "compulsory_conditions")  # fmt: skip
BOUGHT = ("insured_income", "supported_months", *PRICED[5:], "firm", "insured_firm", "high", "low")
NOTHING_BOUGHT = dict.fromkeys((*BOUGHT, "unpriced"), 0)


class Projection:
    """What payments to an end lead to when the retirement age is reached in a month; of one person, or of columns.

    ``bought`` has the figures of the missing months bought in ``bought_in``, nought for who buys none; ``starts`` is
    the first month of a pension.
    """

    def __init__(
        self,
        *,
        payer: Payments,
        walk: Walk,
        reached: Any,
        end: Any,
        count: Any,
        bought_in: Any,
        bought: Mapping[str, Any],
        starts: Any,
        sheet: Filled,
        refused: Any,
    ) -> None:
        self.payer, self.walk, self.reached, self.end, self.refused = payer, walk, reached, end, refused
        self.count, self.bought_in, self.bought, self.starts, self.sheet = count, bought_in, bought, starts, sheet

    @property
    def outlook(self) -> Any:
        """The law and the scenario."""
        return self.payer.timeline

    @property
    def payments(self) -> list[Payment]:
        """The payments to the end, but for missing months."""
        return self.walk.payments

    @cached_property
    def missing(self) -> Payment | None:
        """One person's missing months, if they are bought and it is known what they cost."""
        priced = self.count and not self.bought["unpriced"]
        return buy(self.payer, self.walk, self.bought_in, self.count, None) if priced else None

    @cached_property
    def monthly_pension_today(self) -> Any:
        """The pension (VND) in the prices of the day of the quote, or as it stands by now."""
        as_of, amount = self.payer.asked.as_of, self.sheet["monthly_pension"]
        today = self.payer.timeline.deflated(amount, year_of(self.starts), year_of(as_of))
        drawn = self.starts <= as_of
        return where(drawn, self.sheet["pension_in_payment"], today) if anybody(drawn) else today

    @property
    def missing_cost(self) -> Any:
        """What the household pays for missing months (VND); -1 where it is not known."""
        return where(self.bought["unpriced"] > 0, NONE, self.bought["instalment_payable"])

    @property
    def missing_support(self) -> Any:
        """What State and province pay of it (VND); -1 where it is not known."""
        support = self.bought["instalment_state_support"] + self.bought["instalment_local_support"]
        return where(self.bought["unpriced"] > 0, NONE, support)

    @property
    def pension_from(self) -> Any:
        """The first month of the pension; -1 where none is due."""
        return where(self.sheet["entitled"], self.starts, -1)

    @cached_property
    def standing(self) -> Any:
        """How firm the pension is."""
        return standing(self.sheet, "monthly_pension")

    @property
    def resting(self) -> list[tuple[Filled, str]]:
        """One person's sheets and figures on which the quote rests."""
        paid = [*self.payments[:1], *([self.missing] if self.missing is not None else [])]
        return [*((payment.sheet, "instalment_payable") for payment in paid), (self.sheet, "monthly_pension")]

    @cached_property
    def foreseen(self) -> Foreseen:
        """One person's pension alone."""
        return Foreseen(
            pension_from=self.starts if self.sheet["entitled"] else None,
            monthly_pension=self.sheet["monthly_pension"],
            monthly_pension_today=self.monthly_pension_today,
            standing=named(self.standing),
        )

    @cached_property
    def pension(self) -> Pension:
        """One person's pension as it would be granted."""
        sheet = self.sheet
        return Pension(
            **self.foreseen._asdict(),
            entitled=bool(sheet["entitled"]),
            contribution_months=sheet["contribution_months"],
            benefit_half_years=sheet["benefit_half_years"],
            pension_rate=sheet["pension_rate"],
            average_income=sheet["average_income"],
            retirement_allowance=sheet["retirement_allowance"],
            missing_months=sheet["missing_months"],
            missing_support=None if self.missing_support == NONE else self.missing_support,
            missing_cost=None if self.missing_cost == NONE else self.missing_cost,
        )


def granted(timeline: Timeline, ready: Any, recorded: Any, asked: int) -> Any:
    """First month of a pension without buying anything: once ready, or once a later law asks for fewer months.

    ``OPEN`` where no month up to the one asked in will do.
    """
    required = timeline.at(ready + 1)["pension_required_months"]
    starts: Any = OPEN
    for month in reversed(timeline.changes(0, asked + 1, ("pension_required_months",))):
        eased = (month > ready + 1) & (recorded >= timeline.at(month)["pension_required_months"])
        starts = where(eased, month, starts)
    return where(recorded >= required, ready + 1, starts)


def project(payer: Payments, reached: Any, end: Any, priced: bool = True) -> Projection:
    """What payments to an end month lead to when the retirement age is reached in a month.

    Not ``priced``, only the pension's own amount is worked out, and of the payments nothing but incomes.
    """
    timeline, asked = payer.timeline, payer.asked
    start, paying = asked.start, end >= asked.start
    walk = payer.walk(end, priced)
    plan = record.planned(asked, end)
    ready = greatest(reached, greatest(record.last_of(asked.history), where(paying, plan.last, 0)))
    recorded = record.recorded(asked) + plan.months
    starts = granted(timeline, ready, recorded, asked.as_of)
    ungranted, bought_in = starts == OPEN, greatest(ready, where(paying, 0, asked.as_of))
    if asked.buys_missing:
        ungranted, bought_in = starts > 0, start
    starts = where(ungranted, greatest(bought_in, ready) + 1, starts)
    law = timeline.at(starts)
    short = greatest(law["pension_required_months"] - recorded, 0)
    refused = (
        refuse(missing_refusals(timeline, asked, reached, short, recorded), asked) if asked.buys_missing else False
    )
    count = where(ungranted & (short <= law["missing_months_limit"]), short, 0)
    if anybody(count > 0):
        refused = refused | refuse(_without_income(asked, count > 0), asked)

    revaluation = timeline.revaluation(starts, record.joined(asked.employer))

    def bought_by(rows: Any) -> dict[str, Any]:
        try:
            return priced_by(rows, priced)
        except CoverageProblem as unknown:  # the fund's rate of a year: what hangs on it is told to be unknown
            if unknown.field != "fund_interest" or asked.buys_missing:
                raise
            return {**priced_by(rows, False), "unpriced": 1}

    def priced_by(rows: Any, priced: bool) -> dict[str, Any]:
        some = payer if rows is None else payer.some(rows)
        payment = buy(some, walk, bought_in, count, rows, priced)
        high, low = limbs([payment], year_of(asked.as_of)) if priced else (0, 0)
        figures = {name: payment.sheet[name] if priced else 0 for name in BOUGHT[1:-4]}
        return figures | {
            "insured_income": payment.sheet["insured_income"], "insured_firm": payment.firm("insured_income"),
            "firm": payment.firm("instalment_payable") if priced else 0, "high": high, "low": low, "unpriced": 0,
        }  # fmt: skip

    bought = among(count > 0, bought_by, NOTHING_BOUGHT)
    sheet = _sheet(payer, walk, reached, end, starts, recorded, bought, revaluation, priced)
    return Projection(
        payer=payer, walk=walk, reached=reached, end=end, count=count, bought_in=bought_in, bought=bought,
        starts=starts, sheet=sheet, refused=refused,
    )  # fmt: skip


def buy(payer: Payments, walk: Walk, month: Any, count: Any, rows: Any, priced: bool = True) -> Any:
    """Missing months bought at once in a month on the latest income; of those at some positions, ``payer`` theirs."""
    income = walk.latest(rows, Income(last_income(payer.asked), 0))
    month, count, supported = (taken(each, rows) for each in (month, count, walk.supported))
    if not priced:
        return payer.insured(month, count, income, month)
    return payer.price("missing", month, count, supported, income)


def missing_refusals(timeline: Timeline, asked: Asked, reached: Any, short: Any, recorded: Any) -> Iterator[Refusal]:
    """Missing months are bought from the month before the retirement age on, by who is short of few enough."""
    limit = timeline.at(asked.start)["missing_months_limit"]
    early = asked.start < reached - 1
    yield Refusal("missing_too_early", "start", early, lambda: {"given": asked.start, "earliest": reached - 1})
    yield Refusal("missing_none", "method", short == 0, lambda: {"given": "missing", "recorded": recorded})
    yield Refusal("missing_too_many", "method", short > limit, lambda: {"given": short, "limit": limit})


def _without_income(asked: Asked, buys: Any) -> Iterator[Refusal]:
    """Missing months are bought on an income: the one named, else that of the last voluntary months."""
    yield Refusal("income_missing", "income", buys & (last_income(asked) < 0))


def _sheet(
    payer: Payments,
    walk: Walk,
    reached: Any,
    end: Any,
    starts: Any,
    recorded: Any,
    bought: Mapping[str, Any],
    revaluation: tuple[Any, Any],
    priced: bool,
) -> Filled:
    timeline, asked = payer.timeline, payer.asked
    facts, known = record.facts(timeline, asked, walk, end), {}
    series, published = revaluation
    law = timeline.at(starts)
    facts |= {
        "revaluation": series,
        "bought_income": bought["insured_income"],
        "months_after_age": record.months_within(facts["all_spells"], reached + 1, OPEN) if priced else 0,
        "pension_start": starts,
        "told_month": asked.as_of,
    }
    if timeline.is_known(starts):
        known = record.noughts(asked, law)
    if walk.tail is not None:
        spells = PENSION.formulas["voluntary_income"](facts["spells"], series)
        known["voluntary_income"] = spells + walk.tail.voluntary_income(series)
        known["voluntary_months"] = recorded - sum(
            [s.months for s in (*asked.employer, *asked.state)], asked.compulsory_months
        )
    ages = law.firm(frozenset(("retirement_ages",)))  # an assumed age makes an assumed record

    paid: list[Any] = []  # worked out once

    def incomes() -> Any:
        if not paid:
            paid.append(softest((ages, lambda: walk.firm("insured_income"))))
        return paid[0]

    soft = {
        "revaluation": published,
        "bought_income": bought["insured_firm"],
        **dict.fromkeys(("spells", "all_spells", "income_sum"), incomes),
    }
    wanted = (*(FIGURES if priced else AMOUNT), *(("pension_in_payment",) if anybody(starts <= asked.as_of) else ()))
    return timeline.fill(PENSION, facts, starts, wanted, soft, known)


def last_income(asked: Asked) -> Any:
    """The income named, else that of the last voluntary months, on which missing ones are bought; -1 where none is."""
    last: Any = -1
    for spell in asked.voluntary:
        last = where(spell.months > 0, spell.income, last)
    return where(asked.income > 0, asked.income, last)
