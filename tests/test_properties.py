"""What holds for every household: random questions over the whole domain, random overlays, columns and extremes.

``BHXH_EXAMPLES=20`` in the environment asks twenty times as many examples.
"""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from strategies import anybody, calendar_months, examples, groups, histories, questions
from worlds import BOOK, EN, FIRST, LAST, OVERLAYS, SCENARIOS, SUPPORT, TABLES, VI, Guarded, outlook

from estimator.asking import person_file
from estimator.asking import question as asking
from estimator.engine import months
from estimator.engine.exact import LIMB, Factor
from estimator.engine.filled import Filled
from estimator.engine.months import YEAR, iso, month
from estimator.engine.problem import CoverageProblem, Problem
from estimator.engine.series import MonthlySeries
from estimator.engine.sheet import Sheet
from estimator.engine.trace import Expression, trace
from estimator.law import payment_after, payment_ahead, payment_missing, wiring
from estimator.plan.assumptions import Outlook
from estimator.plan.explanation import Node, explanation
from estimator.plan.figures import KINDS
from estimator.plan.income import band
from estimator.plan.payment import Payment
from estimator.plan.payments import Payments
from estimator.plan.question import Assumed, Question, Spell
from estimator.plan.question import asked as as_asked
from estimator.plan.quote import Quote, figures, quote
from estimator.plan.record import base_salaries, supported_before
from estimator.plan.standing import standing
from estimator.rulebook.codes import ASSUMED, GROUPS, METHODS, SEXES, STANDINGS, group_code
from estimator.rulebook.model import Law, Parameter, Provision, Rulebook, Segment
from estimator.show.as_json import dumped, plain, quote_json
from estimator.show.chat import message
from estimator.words.say import Words

# Questions


def answer(question: Question, book: Rulebook = BOOK) -> Quote:
    """The quote; a question outside the encoded law, or one the law refuses, is not what is being tested."""
    try:
        return quote(book, question)
    except CoverageProblem:
        reject()
    except Problem as problem:
        assert problem.code in ("advance_too_long", "missing_too_many", "missing_too_early"), problem
        reject()


def sheets(told: Quote) -> Iterator[Filled]:
    """Every sheet of a quote."""
    if told.contribution is not None:
        yield told.contribution
    for payment in payments(told):
        yield payment.sheet
    yield told.retirement
    yield told.projection.sheet


def payments(told: Quote) -> Iterator[Payment]:
    """Everything still to be paid, the missing months last."""
    yield from told.projection.payments
    if told.projection.missing is not None:
        yield told.projection.missing


def shown(told: Quote, words: Words = VI) -> dict[str, Any]:
    """The quote as JSON."""
    return quote_json(told, words, [])


# Who pays


@examples(80)
@given(anybody)
def test_shares_add_up_and_the_household_pays_between_nothing_and_everything(question: Question) -> None:
    told = answer(question)
    rows = [*payments(told), *told.instalments]
    if told.contribution is not None:
        names = ("full_contribution", "state_support", "local_support", "payable")
        full, state, local, payable = (told.contribution[name] for name in names)
        assert full == state + local + payable
        assert 0 <= payable <= full
    for row in rows:
        assert row.full_contribution == row.state_support + row.local_support + row.payable
        assert 0 <= row.payable <= row.full_contribution
        assert row.state_support >= 0 <= row.local_support


@examples(40)
@given(anybody)
def test_totals_are_the_sum_of_the_payments(question: Question) -> None:
    told = answer(question)
    totals, first_year = shown(told)["totals"], shown(told)["first_year"]
    assert totals["paid_by_household"] == sum(payment.payable for payment in payments(told))
    assert totals["state_support"] == sum(payment.state_support for payment in payments(told))
    assert totals["local_support"] == sum(payment.local_support for payment in payments(told))
    assert first_year["payable"] == sum(instalment.payable for instalment in told.instalments)
    if question.method != "missing" and not question.years_ahead:
        assert sum(instalment.months for instalment in told.instalments) <= YEAR


@examples(40)
@given(anybody)
def test_never_more_supported_months_than_the_limit(question: Question) -> None:
    told = answer(question)
    limit = 10 * YEAR
    before = supported_before(told.projection.outlook, as_asked(question))
    given_already = sum(
        max(spell.last - max(spell.first, SUPPORT) + 1, 0) for spell in question.history if spell.kind == "voluntary"
    )
    used = sum(int(payment.sheet["supported_months"]) for payment in payments(told))
    assert before == min(given_already, limit)
    assert used == 0 or before + used <= limit
    for payment in payments(told):
        assert 0 <= payment.sheet["supported_months"] <= payment.months
        if payment.paid < SUPPORT:
            assert payment.state_support == payment.local_support == 0


@examples(200)
@given(histories(FIRST, month(2040, 12), ("voluntary", "compulsory")), st.integers(month(2041, 1), LAST))
def test_voluntary_months_since_2018_use_up_support(history: tuple[Spell, ...], start: int) -> None:
    paid = {m for s in history if s.kind == "voluntary" for m in range(s.first, s.first + s.months) if m >= SUPPORT}
    asked = Question(datetime.date(2026, 11, 22), "male", datetime.date(1980, 1, 1), start=start, history=history)
    assert supported_before(Outlook(BOOK, "frozen"), as_asked(asked)) == min(len(paid), 10 * YEAR)


@examples(80)
@given(questions())
def test_support_ends_when_the_warning_says_and_what_is_missing_is_measured_by_the_law_of_then(
    question: Question,
) -> None:
    told = answer(question)
    facts = {warning.code: warning.facts for warning in told.warnings}
    if "support_ends" in facts:
        assert facts["support_ends"]["month"] == question.start + told.reckoning.support_months_left
    if question.start >= SUPPORT:
        unsupported = [p for p in told.projection.payments if p.sheet["supported_months"] < p.months]
        assert bool(unsupported) == ("support_ends" in facts)
    if "not_entitled" in facts:
        begins = told.projection.sheet["pension_start"]
        limit = (5 if begins >= month(2025, 7) else 10) * YEAR
        assert facts["not_entitled"] == {"missing": told.projection.pension.missing_months, "limit": limit}


@examples(200)
@given(st.sampled_from(SCENARIOS), calendar_months, groups, st.integers(0, 130), st.data())
def test_more_income_never_lowers_what_is_paid(
    scenario: str, paid: int, some: tuple[str, ...], supported: int, data: st.DataObject
) -> None:
    law = outlook(scenario).book.at(paid)
    limits = band(law)
    less, more = sorted(data.draw(st.tuples(*[st.integers(limits.floor, limits.cap)] * 2)))
    count = data.draw(st.integers(1, 60))
    facts = {"groups": group_code(some), "months_supported": supported, "instalment_months": count}
    for sheet in (wiring.REGULAR, wiring.AHEAD, wiring.MISSING):
        low, high = (sheet.fill({**facts, "chosen_income": income}, law) for income in (less, more))
        try:
            assert low["instalment_payable"] <= high["instalment_payable"]
        except CoverageProblem:
            continue
        assert low["payable"] <= high["payable"]
        assert low["state_support"] == high["state_support"], "support does not depend on income"
        assert low["instalment_state_support"] == high["instalment_state_support"]


@examples(150)
@given(st.sampled_from(SCENARIOS), st.integers(month(2014, 1), LAST), groups, st.data())
def test_a_hundred_dong_more_income_costs_twenty_two_dong(
    scenario: str, paid: int, some: tuple[str, ...], data: st.DataObject
) -> None:
    law = outlook(scenario).book.at(paid)
    limits = wiring.REGULAR.fill({}, law)
    income = data.draw(st.integers(limits["income_floor"], limits["income_cap"] - 100))
    facts = {"groups": group_code(some), "months_supported": data.draw(st.integers(0, 130))}
    less, more = (wiring.REGULAR.fill({**facts, "chosen_income": amount}, law) for amount in (income, income + 100))
    assert more["payable"] - less["payable"] == 22


@examples(100)
@given(st.sampled_from(SCENARIOS), st.integers(SUPPORT, LAST), st.integers(0, 119))
def test_the_poorer_the_group_the_more_support(scenario: str, paid: int, supported: int) -> None:
    law = outlook(scenario).book.at(paid)
    facts = {"chosen_income": 0, "months_supported": supported}
    order = ("poor", "near_poor", "ethnic_minority", "other")
    support = [wiring.REGULAR.fill({**facts, "groups": group_code([g])}, law)["state_support"] for g in order]
    assert support == sorted(support, reverse=True)
    assert support[-1] > 0
    everybody = wiring.REGULAR.fill({**facts, "groups": group_code(GROUPS)}, law)["state_support"]
    assert everybody == support[0], "the best of a person's groups counts"


# Stretches and single payments


@examples(40)
@given(questions(), st.sampled_from(((), (("incomes", 500),))))
def test_a_stretch_is_the_sum_of_its_instalments(question: Question, assumed: Assumed) -> None:
    ahead = Outlook(BOOK, question.scenario, assumed)
    asked = as_asked(question)
    walker = Payments(ahead, asked, supported_before(ahead, asked))
    end = question.until if question.until is not None else question.start + 20 * YEAR
    try:
        walk = walker.walk(end)
        stretches, singles = walk.payments, walker.one_by_one(end)
        totals = [
            [sum(getattr(payment, name) for payment in plan) for name in AMOUNTS] for plan in (stretches, singles)
        ]
    except CoverageProblem:
        reject()
    assert totals[0] == totals[1]
    assert walk.supported == walker.supported_before + sum(p.sheet["supported_months"] for p in singles)
    assert by_month(stretches) == by_month(singles)
    covered = [m for payment in singles for m in range(payment.first, payment.first + payment.months)]
    assert covered == list(range(question.start, end + 1)), "every month is paid once"


def test_an_income_raised_to_the_cap_rises_with_it_in_a_stretch_too() -> None:
    ahead = Outlook(BOOK, "base", (("incomes", 500),))
    question = Question(datetime.date(2026, 11, 22), "female", datetime.date(1979, 6, 1), start=month(2026, 11))
    walker = Payments(ahead, as_asked(question)._replace(income=50_600_000), 0)
    assert by_month(walker.walk(month(2028, 12)).payments) == by_month(walker.one_by_one(month(2028, 12)))


def test_a_record_that_reaches_beyond_the_day_of_the_quote_is_answered() -> None:
    told = answer(
        Question(
            datetime.date(2026, 11, 3),
            "female",
            datetime.date(1965, 4, 1),
            income=10_100_000,
            method="missing",
            start=month(2027, 10),
            history=(Spell(month(2013, 11), 167, 1_650_000),),
            scenario="frozen",
        )
    )
    assert {road.first for road in told.roads if road.name == "withdrawal"} == {month(2027, 10)}


AMOUNTS = ("full_contribution", "state_support", "local_support", "payable")


def by_month(plan: list[Payment]) -> dict[int, int]:
    """The income insured in each month."""
    return {m: p.spell.income for p in plan for m in range(p.first, p.first + p.months)}


# The record and the pension


@examples(25)
@given(anybody, st.data())
def test_splitting_a_past_spell_changes_nothing(question: Question, data: st.DataObject) -> None:
    assume(any(spell.months > 1 for spell in question.history))
    spell = data.draw(st.sampled_from([spell for spell in question.history if spell.months > 1]))
    cut = data.draw(st.integers(1, spell.months - 1))
    halves = (spell._replace(months=cut), spell._replace(first=spell.first + cut, months=spell.months - cut))
    split = tuple(sorted({*question.history, *halves} - {spell}))
    told = [shown(answer(q)) for q in (question, question._replace(history=split))]
    for tree in told:
        del tree["given"], tree["warnings"]  # each spell is judged by the law of its own first month
    assert told[0] == told[1]


@examples(20)
@given(anybody, st.integers(1, 10))
def test_retiring_later_never_lowers_the_rate(question: Question, years: int) -> None:
    assume(question.method in METHODS and question.stop is None and not question.legacy_age)
    until = max(question.until or question.start, question.start + YEAR)
    assume(until + years * YEAR < month(2100, 12))
    sooner = answer(question._replace(until=until, years=None))
    later = answer(question._replace(until=until + years * YEAR, years=None))
    assume(sooner.projection.pension.entitled and later.projection.pension.entitled)
    starts = [told.projection.sheet.law.month for told in (sooner, later)]
    assume(min(starts) >= month(2025, 7))  # the law of men's rates fell year by year from 2018 to 2022
    assert sooner.projection.pension.pension_rate <= later.projection.pension.pension_rate


@examples(40)
@given(anybody)
def test_the_average_lies_between_the_lowest_and_the_highest_revalued_income(question: Question) -> None:
    told = answer(question)
    pension = told.projection.sheet
    assume(pension["contribution_months"] > 0)
    series = pension["revaluation"]
    revalued = [
        spell.income * series.between(m, 1)
        for spell in pension["spells"]
        for m in range(spell.first, spell.first + spell.months)
    ]
    if pension["bought_months"]:
        revalued.append(pension["bought_income"] * 100)
    exact = pension["revalued_income"]
    assert min(revalued) * pension["contribution_months"] <= exact <= max(revalued) * pension["contribution_months"]
    assert (min(revalued) + 50) // 100 <= pension["average_income"] <= (max(revalued) + 50) // 100


@examples(150)
@given(st.integers(0, 719), st.sampled_from(SEXES), st.integers(month(2025, 7), LAST))
def test_the_pension_rate_grows_with_the_months_within_its_bounds(paid: int, sex: str, starts: int) -> None:
    def rate(count: int) -> int:
        facts = {"contribution_months": count, "sex": SEXES.index(sex)}
        return int(wiring.PENSION.fill(facts, BOOK.at(starts))["pension_rate"])

    assert rate(paid) <= rate(paid + 1) <= 7500
    fifteen_years = paid >= 175  # 14 years 7 months count as 15 for the rate, though not for the right to a pension
    assert rate(paid) >= (4500 if sex == "female" else 4000) if fifteen_years else rate(paid) == 0


@examples(40)
@given(anybody)
def test_a_pension_is_a_share_of_the_average_and_comes_with_enough_months(question: Question) -> None:
    told = answer(question)
    pension = told.projection.pension
    assert pension.entitled == (pension.contribution_months >= 180) == (pension.pension_from is not None)
    assert 0 <= pension.monthly_pension <= pension.average_income
    assert pension.monthly_pension_today <= pension.monthly_pension
    if question.scenario == "frozen":
        assert pension.monthly_pension_today == pension.monthly_pension
    if pension.entitled:
        assert pension.pension_from is not None
        assert pension.pension_from > told.retirement["retirement_month"]
        assert all(payment.first + payment.months <= pension.pension_from for payment in told.projection.payments)
    else:
        assert (pension.monthly_pension, pension.retirement_allowance, pension.missing_cost) == (0, 0, 0)


@examples(300)
@given(st.integers(month(1953, 1), month(2030, 12)), st.integers(0, 36), st.sampled_from(SEXES))
def test_born_later_never_retires_earlier(born: int, later: int, sex: str) -> None:
    def reached(birth: int) -> int:
        facts = {"birth_month": birth, "birth_year_only": False, "sex": SEXES.index(sex)}
        return int(wiring.RETIREMENT.fill(facts, BOOK.at(month(2026, 11)))["retirement_month"])

    assert reached(born) <= reached(born + later)
    age = reached(born) - born
    assert (55 * YEAR <= age <= 60 * YEAR) if sex == "female" else (60 * YEAR <= age <= 62 * YEAR)


# Other benefits of a record


@examples(100)
@given(st.integers(month(2016, 1), LAST), st.integers(1, 480), st.integers(0, 480), st.integers(0, 10**8), st.data())
def test_a_withdrawal_is_between_nothing_and_its_gross(
    at: int, recorded: int, before: int, support: int, data: st.DataObject
) -> None:
    average = data.draw(st.integers(10**5, 10**8))
    facts = {
        "lump_sum_average": average * 100,
        "recorded_months": recorded,
        "months_before_split": min(before, recorded),
        "income_sum": average * recorded,
        "state_salaries": 0,
        "support_received": support,
    }
    taken, kept = (wiring.PENSION.fill({**facts, "support_kept": kept}, BOOK.at(at)) for kept in (False, True))
    assert 0 <= taken["withdrawal"] <= taken["withdrawal_gross"] == kept["withdrawal"]
    assert taken["withdrawal"] == max(taken["withdrawal_gross"] - support, 0)
    whole = taken["half_years_before_split"] + taken["half_years_from_split"]
    assert recorded <= 6 * whole < recorded + 12  # rounded up to half years, once or twice


@examples(100)
@given(st.integers(month(2025, 7), LAST), st.integers(1, 179), st.integers(10**5, 5 * 10**7), st.integers(1, 240))
def test_the_months_and_the_amount_of_the_allowance_agree(at: int, recorded: int, average: int, left: int) -> None:
    facts = {
        "revalued_income": average * recorded * 100,
        "recorded_months": recorded,
        "benefit_half_years": -(-recorded // 6),
        "social_pension_month": at + left,
        "request_month": at,
    }
    sheet = wiring.PENSION.fill(facts, BOOK.at(at))
    worth, one = sheet["allowance_worth_months"], sheet["social_pension"]
    assert sheet["allowance_open_months"] == left
    assert sheet["allowance_months"] == (min(worth, left) if recorded >= YEAR else 0)
    assert sheet["allowance_top_up"] == max(left - worth, 0) * one
    assert sheet["monthly_allowance"] >= one
    assert (sheet["monthly_allowance"] == one) == (worth <= left)
    assert abs(sheet["monthly_allowance"] * left - max(worth, left) * one) <= left


@examples(60)
@given(histories(month(2016, 1), month(2026, 10)), st.sampled_from(SEXES), st.data())
def test_an_employers_salary_counts_as_a_chosen_income_of_the_same_value(
    history: tuple[Spell, ...], sex: str, data: st.DataObject
) -> None:
    kinds = [data.draw(st.sampled_from(("voluntary", "compulsory"))) for _ in history]
    series, _ = outlook("frozen").revaluation(month(2026, 11))

    def sheet(spells: tuple[Spell, ...]) -> Filled:
        facts = {
            "spells": tuple(s for s in spells if s.kind == "voluntary"),
            "employer_spells": tuple(s for s in spells if s.kind == "compulsory"),
            "state_spells": (),
            "base_salaries": (),
            "stated_compulsory_months": 0,
            "stated_compulsory_average": 0,
            "bought_income": 0,
            "revaluation": series,
            "joined_month": min((s.first for s in spells), default=FIRST),
            "sex": SEXES.index(sex),
        }
        return wiring.PENSION.fill(facts, BOOK.at(month(2026, 11)))

    mixed = sheet(tuple(s._replace(kind=kind) for s, kind in zip(history, kinds, strict=True)))
    plainly = sheet(history)
    for name in ("average_income", "pension_rate", "contribution_months", "earned_pension"):
        assert mixed[name] == plainly[name]


# Later law, and overlays


LATER = ("rural_poverty_line", "reference_level", "support_rates", "contribution_rate", "local_support_rates",
         "fund_interest", "support_months_limit", "pension_required_months", "pension_rate_women")  # fmt: skip


def replaced(book: Rulebook, name: str, since: int, until: int | None = None) -> Rulebook:
    """The book with an earlier value of a parameter put in force again from a month."""
    value = book.parameters[name].segments[0].provision.value
    return book.overlaid({name: (Provision(since, value, "an example", "confirmed", until, "reform later"),)})


def outcome(parameter: Parameter, at: int) -> Any:
    """What a parameter says in a month: value, source and standing, or nothing."""
    try:
        provision, firm = parameter.at(at)
    except CoverageProblem:
        return None
    return provision.value, provision.source, firm


@examples(100)
@given(st.sampled_from(SCENARIOS), st.sampled_from(LATER), st.integers(month(2026, 1), month(2060, 1)))
def test_a_later_provision_changes_no_law_before_it(scenario: str, name: str, since: int) -> None:
    later = Outlook(replaced(BOOK, name, since), scenario)
    earlier = outlook(scenario)
    changes = {s.start for p in earlier.book.parameters.values() for s in p.segments}
    ends = {
        s.provision.until + 1
        for p in earlier.book.parameters.values()
        for s in p.segments
        if s.provision and s.provision.until
    }
    for at in sorted(m for m in {*changes, *ends, since - 1} if m < since):
        for other, parameter in earlier.book.parameters.items():
            assert outcome(later.book.parameters[other], at) == outcome(parameter, at), (other, iso(at))


@examples(25)
@given(anybody, st.sampled_from(LATER), st.integers(1, 240))
def test_a_provision_of_later_than_the_plan_changes_nothing_in_it(question: Question, name: str, gap: int) -> None:
    told = answer(question)
    law = told.projection.sheet.law
    assert isinstance(law, Law)
    after = max([law.month, question.start + YEAR, *(p.first + p.months for p in payments(told))]) + gap
    before = told._replace(warnings=(), roads=())  # roads lead beyond the plan
    assert shown(answer(question, replaced(BOOK, name, after))._replace(warnings=(), roads=())) == shown(before)


@st.composite
def provisions(draw: st.DrawFn, tag: int) -> tuple[Provision, ...]:
    """Dated values, some of which end before the next begins."""
    starts = sorted(draw(st.sets(st.integers(0, 40), max_size=4)))
    rows = []
    for index, since in enumerate(starts):
        last = starts[index + 1] - 1 if index + 1 < len(starts) else 45
        until = draw(st.none() | st.integers(since, last))
        rows.append(Provision(since, tag + index, f"source {tag + index}", "confirmed", until, f"layer {tag}"))
    return tuple(rows)


@st.composite
def parameters(draw: st.DrawFn) -> Parameter:
    """A parameter with at least one value."""
    rows = draw(provisions(100).filter(bool))
    return Parameter("fee", "dong", "2026-11-22", tuple(Segment(p.since, p) for p in rows))


MONTHS = range(-1, 50)


def outcomes(parameter: Parameter) -> list[Any]:
    """What a parameter says in every month."""
    return [outcome(parameter, at) for at in MONTHS]


def as_overlay(parameter: Parameter) -> tuple[Provision, ...]:
    """A parameter's stretches as the provisions of one overlay."""
    return tuple(s.provision._replace(since=s.start) for s in parameter.segments if s.provision)


def speaks(over: tuple[Provision, ...], at: int) -> bool:
    """Whether an overlay has a value of its own in a month."""
    parameter = Parameter("fee", "dong", "", tuple(Segment(p.since, p) for p in over))
    return any(first <= at <= last for first, last, _ in parameter.spans())


@examples(200)
@given(parameters())
def test_an_empty_overlay_and_one_that_repeats_the_law_change_nothing(parameter: Parameter) -> None:
    assert outcomes(parameter.overlaid(())) == outcomes(parameter)
    assert outcomes(parameter.overlaid(as_overlay(parameter))) == outcomes(parameter)


@examples(300)
@given(parameters(), provisions(200))
def test_an_overlay_speaks_for_its_own_months_only(parameter: Parameter, over: tuple[Provision, ...]) -> None:
    laid = parameter.overlaid(over)
    alone = Parameter("fee", "dong", "", tuple(Segment(p.since, p) for p in over))
    for at in MONTHS:
        assert outcome(laid, at) == outcome(alone if speaks(over, at) else parameter, at), at


@examples(300)
@given(parameters(), provisions(200), provisions(300))
def test_overlays_lie_on_each_other_in_any_grouping(
    parameter: Parameter, first: tuple[Provision, ...], second: tuple[Provision, ...]
) -> None:
    together = Parameter("fee", "dong", "", tuple(Segment(p.since, p) for p in first)).overlaid(second)
    assert outcomes(parameter.overlaid(first).overlaid(second)) == outcomes(parameter.overlaid(as_overlay(together)))


@examples(50)
@given(st.sampled_from(LATER), st.integers(month(2016, 1), month(2030, 1)))
def test_an_overlay_leaves_every_other_parameter_alone(name: str, since: int) -> None:
    laid = replaced(BOOK, name, since)
    assert all(laid.parameters[other] is BOOK.parameters[other] for other in BOOK.parameters if other != name)


def told(question: Question, wanted: Iterable[str]) -> dict[str, int] | str:
    """The figures of a batch, or why there is no quote."""
    try:
        return figures(BOOK, question, wanted)
    except Problem as problem:
        return str(problem)


@examples(60)
@given(anybody)
def test_whoever_has_an_answer_has_a_range(question: Question) -> None:
    others = [name for name in KINDS if "range." not in name]
    full, without = told(question, KINDS), told(question, others)
    if isinstance(full, dict):
        full = {name: full[name] for name in others}
    assert full == without


# The calculation is its own explanation


@examples(20)
@given(anybody)
def test_every_step_replays(question: Question) -> None:
    for sheet in sheets(answer(question)):
        for name in list(sheet):
            if sheet.is_step(name):
                operands = [sheet[operand] for operand in sheet.sheet.operands[name]]
                assert sheet.sheet.formulas[name](*operands) == sheet[name], name


@examples(20)
@given(anybody)
def test_every_operand_is_a_figure_a_stated_fact_or_a_provision_with_a_source(question: Question) -> None:
    told = answer(question)
    for node in nodes(told):
        if node.kind == "figure":
            assert node.cites, node.figure
        elif node.kind == "provision":
            assert node.provision is not None
            is_cited = node.cites[0].document in BOOK.sources
            assert is_cited or node.provision.layer.startswith(("scenario", "reform")), node.figure
        else:
            assert node.origin is not None
            assert (node.origin.kind == "supposed") == (not node.origin.sources), node.figure


@examples(20)
@given(anybody)
def test_only_what_the_household_says_is_given(question: Question) -> None:
    told = answer(question)
    given = {"born", "sex"}
    given |= {"group"} if question.groups != ("other",) else set()
    given |= {"income"} if question.income is not None else set()
    given |= {"compulsory_months"} if question.compulsory_months else set()
    given |= {"compulsory_average"} if question.compulsory_average else set()
    said = {node.origin.sources for node in nodes(told) if node.origin is not None and node.origin.kind == "stated"}
    assert {("born",), ("sex",)} <= said <= {(option,) for option in given}


@examples(20)
@given(anybody)
def test_no_figure_of_the_answer_is_left_unexplained(question: Question) -> None:
    told = answer(question)
    explained = {node.figure for node in nodes(told)}
    figures = {"retirement_age", "retirement_month", "contribution_months", "benefit_half_years", "pension_rate",
               "average_income", "monthly_pension", "missing_months"}  # fmt: skip
    if told.contribution is not None:
        figures |= {"insured_income", "contribution_rate", *AMOUNTS}
    if told.projection.pension.retirement_allowance:
        figures.add("retirement_allowance")
    assert figures <= explained


def nodes(told: Quote) -> Iterator[Node]:
    """Every node of a quote's explanation."""
    waiting = list(explanation(told))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.operands


@examples(20)
@given(anybody)
def test_the_arithmetic_shown_comes_to_the_figure(question: Question) -> None:
    for sheet in sheets(answer(question)):
        for name in [name for name in sheet if sheet.is_step(name)]:
            operands = {operand: sheet[operand] for operand in sheet.sheet.operands[name]}
            traced = trace(sheet.sheet.formulas[name], operands)
            if traced is not None:
                assert traced.value == sheet[name], name
                for operand, value in leaves(traced.expression):
                    assert operand not in operands or value == operands[operand] or holds(operands[operand], value)


def leaves(expression: Expression) -> Iterator[tuple[str, Any]]:
    """The names and values at the ends of an expression."""
    if len(expression) == 2:
        yield expression
        return
    for part in expression[1:]:
        yield from leaves(part)


def holds(table: Any, value: Any) -> bool:
    """Whether a value is one of a table's."""
    return isinstance(table, tuple) and value in table


@examples(30)
@given(anybody)
def test_what_is_assumed_stays_assumed(question: Question) -> None:
    told = answer(question)
    for node in nodes(told):
        softest = max((STANDINGS.index(operand.standing) for operand in node.operands), default=0)
        assert STANDINGS.index(node.standing) >= softest, node.figure
    pension = told.projection.sheet
    incomes = [standing(payment.sheet, "insured_income") for payment in told.projection.payments]
    if ASSUMED in incomes:
        assert standing(pension, "revalued_income") == ASSUMED
    if told.projection.missing is not None:
        bought = standing(told.projection.missing.sheet, "insured_income")
        assert pension.standings["bought_income"] >= bought
    assert isinstance(pension.law, Law)
    if pension.law.month >= month(2027, 1):
        assert told.projection.pension.standing == "assumed", "no table of factors is published"


# Ways in and out


@examples(20)
@given(anybody, st.sampled_from([None, *OVERLAYS]), st.sampled_from([None, "Hà Nội", "Đắk Lắk", "Quảng Ninh"]))
def test_json_read_back_as_a_person_is_the_same_json(
    question: Question, overlay: Path | None, province: str | None
) -> None:
    start = {**given_of(question), **({"with": [str(overlay)]} if overlay else {})}
    start |= {"province": province} if province else {}
    once = through_a_file(start)
    assert through_a_file(once["given"]) == once
    assert not any(isinstance(leaf, float) for leaf in leaves_of(once))


def given_of(question: Question) -> dict[str, Any]:
    """The options of a question."""
    return dict(shown(answer(question))["given"])


def through_a_file(options: Mapping[str, Any]) -> dict[str, Any]:
    """The quote of options written to a person file and read from it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "person.json"
        file.write_text(dumped(dict(options)), "utf-8")
        written = person_file.person(file, asking.KEYS)
    book = asking.rulebook(written, TABLES)
    return quote_json(answer(asking.question(written, book), book), VI, written.get("with", []), explain=True)


def leaves_of(tree: Any) -> Iterator[Any]:
    """The values of a JSON tree."""
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves_of(value)
    else:
        yield tree


@examples(20)
@given(anybody)
def test_vietnamese_and_english_show_the_same_numbers(question: Question) -> None:
    told = answer(question)
    vi, en = (message(told, words).splitlines() for words in (VI, EN))
    assert len(vi) == len(en)
    for line, same in zip(vi[2:], en[2:], strict=True):  # "once a year" is a number in Vietnamese
        assert numbers(line) == numbers(same), (line, same)


def numbers(text: str) -> set[str]:
    """The numbers of a text, without their separators and leading noughts."""
    bare = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", text)
    return {found.lstrip("0") or "0" for found in re.findall(r"\d+", bare)}


# Columns and extremes


# Powers are computed once for each rate and length, by exact fractions, and then applied to columns.
PER_LENGTH: set[Callable[..., Any]] = {
    payment_ahead.instalment_factor,
    payment_missing.instalment_factor,
    payment_missing.compounded_support_factor,
    payment_after.late_factor,
    payment_after.unused_factor,
}
ALL = [(sheet, name) for sheet in wiring.editions() for name, each in sheet.formulas.items() if each not in PER_LENGTH]
ROWS = 64


def column(unit: str, name: str, random: np.random.Generator) -> Any:
    """A column of a people's fact or figure."""
    if unit == "Spells":
        first = random.integers(FIRST, month(2009, 1), ROWS)
        counts = random.integers(0, 72, (3, ROWS))
        starts = (first, first + counts[0], first + counts[0] + counts[1])
        incomes, coefficients = random.integers(0, 10**9, (3, ROWS)), random.integers(100, 1000, (3, ROWS))
        return tuple(
            Spell(s, c, i, "voluntary", k) for s, c, i, k in zip(starts, counts, incomes, coefficients, strict=True)
        )
    if unit == "Factor":
        return Factor(random.integers(0, 60 * LIMB, ROWS), random.integers(0, LIMB, ROWS))
    if unit == "Flag":
        return random.integers(0, 2, ROWS).astype(bool)
    most = {
        "Count": 110,
        "Dong": 10**9,
        "Share": 7500,
        "Months": 720,
        "HalfYears": 120,
        "Hundredths": 10**14,
        "Age": 900,
    }
    if unit == "Code":
        return random.integers(0, 2 if name == "sex" else 1 << len(GROUPS), ROWS)
    if unit == "Month":
        return random.integers(month(1940, 1), month(2045, 1), ROWS)
    return random.integers(0, most[unit] + 1, ROWS)


def at_row(operand: Any, row: int) -> Any:
    """One person's operand of a column."""
    if isinstance(operand, Factor):
        return Factor(int(operand.high[row]), None if operand.low is None else int(operand.low[row]))
    if isinstance(operand, np.ndarray):
        return operand[row].item()
    if isinstance(operand, tuple) and operand and isinstance(operand[0], Spell):
        return tuple(
            Spell(int(s.first[row]), int(s.months[row]), int(s.income[row]), s.kind, int(s.coefficient[row]))
            for s in operand
        )
    return operand


def law_scalar(name: str, law: Law) -> bool:
    """Whether an operand is law: the same for everybody."""
    return name in law and name != "instalment_months"


@pytest.mark.parametrize(("sheet", "name"), ALL, ids=[f"{wiring.editions().index(s)}-{n}" for s, n in ALL])
def test_a_column_is_its_people(sheet: Sheet, name: str) -> None:
    formula = sheet.formulas[name]
    random, series = np.random.default_rng(20261122), outlook("frozen").revaluation(month(2026, 11))[0]
    for at in (month(2025, 7), month(2026, 12), month(2027, 1)):
        law, operands = BOOK.at(at), {}
        for operand in sheet.operands[name]:
            if operand == "revaluation":
                operands[operand] = series
            elif operand == "base_salaries":
                operands[operand] = base_salaries(BOOK)
            elif law_scalar(operand, law):
                operands[operand] = law[operand]
            else:
                operands[operand] = column(sheet.units[operand], operand, random)
        together = formula(**operands)
        for row in range(ROWS):
            alone = formula(**{operand: at_row(value, row) for operand, value in operands.items()})
            assert at_row(together, row) == alone, f"row {row} of {name}"


def guarded(value: Any) -> Any:
    """A value with every number inside guarded."""
    if isinstance(value, Factor):
        return Factor(Guarded(value.high), None if value.low is None else Guarded(value.low))
    if isinstance(value, bool) or not isinstance(value, int | tuple):
        return value
    if isinstance(value, int):
        return Guarded(value)
    items = [guarded(item) for item in value]
    return type(value)(*items) if hasattr(value, "_fields") else tuple(items)


def fill_guarded(sheet: Sheet, facts: Mapping[str, Any], law: Law) -> dict[str, Any]:
    """Every figure of a sheet that the facts and the law allow, computed on guarded numbers."""
    sheet = sheet.edition(law.month)
    known: dict[str, Any] = {name: guarded(fact) for name, fact in facts.items()}

    def value(name: str) -> Any:
        if name not in known:
            formula = sheet.formulas.get(name)
            if formula is None:
                known[name] = law[name] if name == "fund_interest" else guarded(law[name])
            else:
                operands = [value(operand) for operand in sheet.operands[name]]
                operands = [int(o) if formula in PER_LENGTH else o for o in operands]
                known[name] = guarded(formula(*operands))
        return known[name]

    for name in sheet.formulas:
        value(name)
    return known


HIGHEST = 10**9
EXTREMES: dict[str, tuple[Sheet, int, dict[str, Any]]] = {
    "a month": (wiring.REGULAR, month(2027, 1), {"instalment_months": 1}),
    "a year": (wiring.REGULAR, month(2027, 1), {"instalment_months": 12}),
    "a stretch of sixty years": (wiring.REGULAR, month(2027, 1), {"instalment_months": 720}),
    "five years ahead": (wiring.AHEAD, month(2026, 1), {"instalment_months": 60}),
    "five years missing": (wiring.MISSING, month(2026, 1), {"instalment_months": 60}),
    "ten years missing": (wiring.MISSING, month(2017, 1), {"instalment_months": 120}),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_payments_stay_inside_64_bits(name: str) -> None:
    sheet, paid, facts = EXTREMES[name]
    after = {"months_late": 60, "unused_months": 12, "unused_supported_months": 12}
    facts |= {"chosen_income": HIGHEST, "groups": group_code(GROUPS), "months_supported": 0}
    figures = fill_guarded(sheet, facts if sheet is wiring.MISSING else {**facts, **after}, BOOK.at(paid))
    assert figures["instalment_payable"] > 0


@pytest.mark.parametrize("sex", SEXES)
def test_a_pension_stays_inside_64_bits(sex: str) -> None:
    first = month(2008, 1)
    series = MonthlySeries(first, [1000] * 720)
    guarded_series = MonthlySeries(first, [Guarded(1000)] * 720)
    assert series.between(first, 720) == guarded_series.between(first, 720)
    spells = tuple(Spell(first + 60 * index, 60, HIGHEST) for index in range(12))
    facts = {
        "spells": spells,
        "base_salaries": (),
        "employer_spells": (),
        "state_spells": (),
        "all_spells": spells,
        "stated_compulsory_months": 0,
        "stated_compulsory_average": 0,
        "stated_months_before_split": 0,
        "joined_month": first,
        "birth_month": first - 20 * YEAR,
        "income_sum": 720 * HIGHEST,
        "pension_start": month(2068, 1),
        "told_month": month(2068, 1),
        "request_month": month(2068, 1),
        "poor": False,
        "pensioner": False,
        "months_drawn": 0,
        "months_in_window": 12,
        "support_received": 0,
        "support_kept": False,
        "revaluation": guarded_series,
        "bought_income": HIGHEST,
        "sex": SEXES.index(sex),
        "months_after_age": 720,
    }
    figures = fill_guarded(wiring.PENSION, facts, BOOK.at(month(2068, 1)))
    assert figures["average_income"] == 10 * HIGHEST
    assert figures["monthly_pension"] == 75 * 10 * HIGHEST // 100
    assert plain(figures["revalued_income"]) == 720 * 1000 * HIGHEST


def test_a_guarded_number_would_notice() -> None:
    with pytest.raises(OverflowError):
        Guarded(2**62) * 2
    assert type(Guarded(7) // 2 + 1) is Guarded
    assert months.year_of(Guarded(24_311)) == 2025
