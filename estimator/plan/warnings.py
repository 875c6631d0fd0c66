"""What the reader of a quote must know: law that changes on the way, support that ends, figures that are not firm."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.engine import months
from estimator.law.wiring import REGULAR
from estimator.plan.income import band
from estimator.plan.pension import Projection
from estimator.plan.question import PERIODS, Question
from estimator.plan.reckoning import Reckoning
from estimator.plan.results import Warning
from estimator.plan.standing import named
from estimator.rulebook.model import Rulebook


def local_support(book: Rulebook, question: Question) -> Warning | None:
    """That what a person's province gives in the first month is not known, or rests on nothing verified."""
    if question.province is None:
        return None
    provision, standing_now = book.at(question.start).provision("local_support_rates")
    segments = book.parameters["local_support_rates"].segments
    stated = any(part.provision and part.provision.layer != "national" for part in segments)
    if stated and standing_now != "unverified":
        return None
    known = provision.layer != "national"
    names = {code: name for code, name, _ in book.provinces}
    code = "local_support_doubtful" if known else "local_support_unknown"
    return Warning(code, {"province": names[question.province]})


def warnings(enacted: Rulebook, question: Question, found: Reckoning) -> Iterable[Warning]:
    """The warnings of one person's quote, the most pressing first."""
    projection, end, retirement = found.projection, found.end, found.retirement
    choice = found.choice if found.asked.income else None
    book, start = projection.outlook.book, question.start
    if choice is not None and not choice.on_step:
        limits = band(book.at(start))
        off = (choice.income - limits.floor) % limits.step
        yield Warning("income_off_step", {"below": choice.income - off, "step": limits.step})
    if choice is not None and choice.income > band(enacted.at(start)).cap:
        yield Warning("cap_assumed", {"cap": band(enacted.at(start)).cap})
    if end >= start:
        yield from _floor_warnings(question, projection, end)
        yield from _support_warnings(question, projection, found.supported)
    yield from _past_warnings(question, book)
    if question.born_known == "year":
        delayed = retirement["retirement_month"] - question.birth_month > retirement["retirement_age"]
        yield Warning("birth_year_delayed" if delayed else "birth_year_only", {"year": question.born.year})
    local = local_support(book, question)
    if local is not None:
        yield local
    reached = int(retirement["retirement_month"])
    if reached < start and question.until is None and question.years is None and question.method != "missing":
        code = "past_retirement_age" if end >= start else "nothing_more_to_pay"
        yield Warning(code, {"reached": reached, "until": end})
    pension = projection.pension
    if not pension.entitled:
        limit = int(projection.sheet["missing_months_limit"])
        yield Warning("not_entitled", {"missing": pension.missing_months, "limit": limit})
    elif pension.missing_cost is None:
        facts = {"missing": pension.missing_months, "year": months.year_of(projection.bought_in)}
        yield Warning("missing_cost_unknown", facts)
    elif projection.missing is not None:
        covered = int(projection.missing.sheet["supported_months"])
        if 0 < covered < pension.missing_months:
            yield Warning("missing_partly_supported", {"supported": covered, "missing": pension.missing_months})
    soft = {
        leaf
        for sheet, figure in projection.resting
        if sheet.law.firm(sheet.leaves(figure).provisions)
        for leaf in sheet.leaves(figure).provisions
        if sheet.law.standing(leaf) in ("reported", "unverified")
    }
    if soft:
        yield Warning("not_confirmed", {"parameters": sorted(soft)})
    if pension.standing == "assumed":
        yield Warning("assumed", {"scenario": projection.outlook.title})
    if question.assumed:
        yield Warning("own_assumptions", {"assumed": question.assumed})


def _floor_warnings(question: Question, projection: Projection, end: int) -> Iterable[Warning]:
    book, start = projection.outlook.book, question.start
    now = band(book.at(start)).floor
    for month in book.changes(start, end, ("rural_poverty_line", "minimum_wage_floor")):
        provision, firm = book.at(month).provision("rural_poverty_line")
        floor = band(book.at(month)).floor
        if floor > now and firm == "enacted":
            yield Warning("floor_rises", {"month": month, "floor": floor, "source": provision.source})
            now = floor
    insured = 0
    for payment in projection.payments:
        raised = int(payment.sheet["insured_income"])
        if raised > payment.sheet["chosen_income"] and raised != insured:
            firm = named(payment.firm("income_floor"))
            yield Warning("income_raised", {"month": payment.paid, "income": raised, "standing": firm})
        insured = raised
    if projection.outlook.income_growth:
        yield from _capped(projection)
    yield from _outrun(question, projection)
    yield from _budget_warnings(question, projection)


def _outrun(question: Question, projection: Projection) -> Iterable[Warning]:
    """What the last assumed floor asks of the household a month, in today's prices, beside what it pays first."""
    raised = [p for p in projection.payments if p.sheet["insured_income"] > p.sheet["chosen_income"]]
    if not raised or named(raised[-1].firm("income_floor")) != "assumed" or raised[-1].kind != "regular":
        return
    first, last = projection.payments[0].sheet, raised[-1].sheet
    outlook, year = projection.outlook, months.year_of(raised[-1].paid)
    later = outlook.deflated(int(last["full_contribution"]), year, question.as_of.year)
    if later > first["full_contribution"]:
        facts = {"year": year, "now": int(first["full_contribution"]), "later": later, "growth": outlook.price_growth}
        yield Warning("floor_outruns", facts)


def _capped(projection: Projection) -> Iterable[Warning]:
    """The first payment whose income would rise above the cap."""
    for payment in projection.payments:
        sheet = payment.sheet
        if sheet["chosen_income"] == sheet["income_cap"] and sheet.standings.get("chosen_income"):
            firm = named(payment.firm("income_cap"))
            yield Warning("income_capped", {"month": payment.paid, "income": sheet["income_cap"], "standing": firm})
            return


def _budget_warnings(question: Question, projection: Projection) -> Iterable[Warning]:
    """The first month from which the household pays more than it said it can."""
    if question.budget is None or question.years_ahead:
        return
    for payment in projection.payments:
        sheet = payment.sheet
        supported = sheet["state_support"] + sheet["local_support"] if sheet["supported_months"] else 0
        period, each = PERIODS[question.budget.per], projection.payer.each
        facts = (sheet["insured_income"], sheet["contribution_rate"], period, min(each, period))
        payable = int(REGULAR.formulas["instalment_full_contribution"](*facts)) - int(supported) * period
        if payable > question.budget.asked:
            yield Warning("budget_exceeded", {"month": payment.paid, "payable": payable, "per": question.budget.per})
            return


def _past_warnings(question: Question, book: Rulebook) -> Iterable[Warning]:
    """Past voluntary incomes that the law of their first month did not allow."""
    for spell in question.history:
        if spell.kind != "voluntary":
            continue
        sheet = REGULAR.fill({}, book.at(spell.first))
        floor, cap = int(sheet["income_floor"]), int(sheet["income_cap"])
        if not floor <= spell.income <= cap:
            facts = {"month": spell.first, "income": spell.income, "floor": floor, "cap": cap}
            yield Warning("past_income_outside", facts)


def _support_warnings(question: Question, projection: Projection, supported: int) -> Iterable[Warning]:
    book = projection.outlook.book
    limit = int(book.at(question.start)["support_months_limit"])
    if not limit:
        return
    yield Warning("support_limit", {"limit": limit, "left": max(limit - supported, 0)})
    for payment in projection.payments:
        covered = int(payment.sheet["supported_months"])
        if covered < payment.months:
            yield Warning("support_ends", {"month": payment.first + covered})
            return
