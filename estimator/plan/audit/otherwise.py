"""The ways in which somebody's amounts come to differ from ours: one thing taken otherwise, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from estimator.engine.exact import RATE_UNIT, Factor, factor, share, times
from estimator.engine.months import YEAR, year_of
from estimator.law.payment import compounded, discounted
from estimator.law.payment_after import late_factor, late_payable
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.assumptions import PRICED_BY
from estimator.plan.audit.case import Case, Charge, Reason, Turn, known
from estimator.plan.explanation import in_force
from estimator.rulebook.codes import GROUPS, METHODS, group_code

EARLIER, LATER = 4, 2  # changes of law looked back and ahead
WAYS = (1, 3, 6, 12)
MOST_MONTHS = 60
MOST_LATE = 12


class Stated(NamedTuple):
    """What a row says besides its amounts.

    Shares in ten-thousandths, the fund's interest in millionths a month (every reading of it), the coefficient in
    steps above the poverty line, other support in VND.
    """

    contribution_rate: int | None = None
    fund_interest: tuple[int, ...] = ()
    coefficient: int | None = None
    local_share: int | None = None
    other_support: int = 0


def said(case: Case, stated: Stated) -> Iterator[Turn]:
    """What the row itself says otherwise."""
    law, sheet = case.law, case.first.sheet
    if stated.coefficient is not None:
        step, line, income = int(law["income_step"]), int(sheet["rural_poverty_line"]), int(sheet["insured_income"])
        used = income - stated.coefficient * step
        lines = {p.value for _, p in case.enacted.parameters["rural_poverty_line"].segments if p is not None}
        sources = case.source("rural_poverty_line")
        if used in lines - {line}:
            told = {"line": used, "own": line, "coefficient": stated.coefficient}
            reason = Reason("coefficient_line", told, sources)
            yield Turn("line", reason, {"rural_poverty_line": used})
        other = line + stated.coefficient * step
        if other != income:
            reason = Reason("coefficient_income", {"income": other, "coefficient": stated.coefficient}, sources)
            yield Turn("income", reason, {"chosen_income": other})
    rate = stated.contribution_rate
    if rate and rate != sheet["contribution_rate"]:
        reason = Reason("stated_rate", {"rate": rate}, case.source("contribution_rate"))
        yield Turn("rate", reason, {"contribution_rate": rate})
    for interest in stated.fund_interest if case.first.kind != "regular" else ():
        if interest != sheet["fund_interest"]:
            reason = Reason("stated_interest", {"rate": interest}, case.source("fund_interest"))
            yield Turn("interest", reason, _at_rate(case, interest))
    if stated.local_share:
        table = (stated.local_share,) * len(law["local_support_rates"])
        facts = {"local_support_rates": table, "local_support_applies": True}
        yield Turn("local", Reason("stated_local", {"share": stated.local_share}), facts)


def turns(case: Case) -> Iterator[Turn]:
    """Everything that may be taken otherwise, the nearest first.

    Who states no record may well have used up the supported months; who does has hardly.
    """
    first, second = (kept, supports) if case.question.history else (supports, kept)
    return chain(laws(case), first(case), groups(case), second(case), interests(case), lengths(case), late(case))


def laws(case: Case) -> Iterator[Turn]:
    """The law before the last changes, then that after the next ones; of all months alike."""
    paid, laws = case.first.paid, [part.sheet.law for part in case.parts]
    before = case.enacted.changes(0, case.parts[-1].paid, PRICED_BY)[-EARLIER:]
    after = case.enacted.changes(paid, paid + MOST_MONTHS, PRICED_BY)[:LATER]
    for code, change in (*(("older_law", at) for at in reversed(before)), *(("later_law", at) for at in after)):
        month = change - 1 if code == "older_law" else change
        there = {name: known(case.enacted, name, month) for name in PRICED_BY}
        names = tuple(name for name, value in there.items() if any(law[name] != value for law in laws))
        if names and None not in there.values() and there["support_months_limit"]:
            sources = case.source(*names, month=case.parts[-1].paid if code == "older_law" else month)
            yield Turn("law", Reason(code, {"names": names, "month": change}, sources), month=month)


def supports(case: Case) -> Iterator[Turn]:
    """More or fewer months supported."""
    limit, sources = int(case.law["support_months_limit"]), case.source("support_months_limit")
    yield Turn("support", Reason("month_121", {"limit": limit}, sources), {"months_supported": limit})
    yield Turn("support", Reason("limit_forgotten", {"limit": limit}, sources), {"months_supported": 0})
    for left in range(1, case.months) if len(case.parts) == 1 else ():
        yield Turn("support", Reason("months_left", {"left": left}, sources), {"months_supported": limit - left})


def groups(case: Case) -> Iterator[Turn]:
    """Another group, and support as a share of the income chosen."""
    sources = case.source("support_rates")
    for group in GROUPS:
        yield Turn("group", Reason("group", {"group": group}, sources), {"groups": group_code((group,))})
    own = {"support_base": case.first.sheet["full_contribution"]}
    yield Turn("base", Reason("share_of_income", {}, sources), own)


def kept(case: Case) -> Iterator[Turn]:
    """Support not taken off the household's part, or taken off twice."""
    state, local = case.source("support_rates"), case.source("local_support_rates")
    helps = any(any(part.sheet.law["local_support_rates"]) for part in case.parts)
    both = tuple(dict.fromkeys((*state, *local))) if helps else state

    def less_local(charge: Charge) -> Charge:
        return charge._replace(amount=charge.full - charge.state)

    def whole(charge: Charge) -> Charge:
        return charge._replace(amount=charge.full)

    def less_state(charge: Charge) -> Charge:
        return charge._replace(amount=charge.full - charge.local)

    def twice(charge: Charge) -> Charge:
        return charge._replace(amount=charge.amount - charge.state - charge.local)

    if helps:
        yield Turn("kept", Reason("local_left_out", {}, local), after=less_local)
        yield Turn("kept", Reason("support_left_out", {}, both), after=whole)
    yield Turn("kept", Reason("state_left_out", {}, state), after=less_state)
    yield Turn("kept", Reason("subtracted_twice", {}, both), after=twice)


def interests(case: Case) -> Iterator[Turn]:
    """Years ahead and missing months: another rate of the fund, or interest put on in another way."""
    sheet, kind, count = case.first.sheet, case.first.kind, case.first.months
    if kind == "regular":
        return
    rate, supported = int(sheet["fund_interest"]), int(sheet["supported_months"])
    cited = tuple(map(str, in_force(case.law, sheet.sheet.formulas["instalment_factor"].cites)))

    def turn(code: str, **facts: Any) -> Turn:
        return Turn("interest", Reason(code, {}, cited), facts)

    years: dict[int, list[int]] = {}
    for start, provision in case.enacted.parameters["fund_interest"].segments:
        if provision is not None and provision.value != rate:
            years.setdefault(provision.value, []).append(year_of(start))
    for other, used in years.items():
        reason = Reason("other_rate", {"rate": other, "years": tuple(used)}, case.source("fund_interest"))
        yield Turn("interest", reason, _at_rate(case, other))
    if kind == "ahead":
        yield turn("compounded", instalment_factor=compounded(rate, count))
        yield turn("no_discount", instalment_factor=times(count))
        yield turn("first_month_discounted", instalment_factor=discounted(rate, 2, count + 1))
        if supported:
            yield turn("support_discounted", support_factor=discounted(rate, 1, supported))
    else:
        yield turn("no_interest", instalment_factor=times(count), support_factor=times(supported))
        if supported:
            yield turn("support_not_compounded", support_factor=times(supported))
            factors = discounted(rate, 1, count), discounted(rate, 1, supported)
            yield turn("discounted", instalment_factor=factors[0], support_factor=factors[1])
    own, over = sheet["full_contribution"], RATE_UNIT + rate
    ahead = [factor(RATE_UNIT**month, over**month) for month in range(count)]
    after = [factor(over**month, RATE_UNIT**month) for month in range(1, count + 1)]
    whole = sum(share(own, one) for one in (ahead if kind == "ahead" else after))
    yield turn("terms_rounded", instalment_full_contribution=whole)


def _at_rate(case: Case, rate: int) -> dict[str, Any]:
    """Another rate of the fund; the factor of an advance is worked out once."""
    if case.first.kind != "ahead":
        return {"fund_interest": rate}
    return {"fund_interest": rate, "instalment_factor": discounted(rate, 1, case.first.months)}


def lengths(case: Case) -> Iterator[Turn]:
    """Another number of months, or another way of paying."""
    law, kind = case.law, case.first.kind
    sources = case.source("months_per_instalment")
    each = MISSING if kind == "missing" else REGULAR
    for count in (*WAYS, *(count for count in range(2, MOST_MONTHS + 1) if count not in WAYS)):
        if count != case.months:
            yield Turn("months", Reason("months", {"months": count}, sources), months=count, sheet=each)
    if kind == "missing" or case.interest is None:
        return
    for years in range(int(law["years_ahead_least"]), int(law["years_ahead_most"]) + 1):
        count = years * YEAR
        if kind == "regular" or count != case.months:
            reason = Reason("ahead", {"years": years}, case.source("years_ahead_most"))
            facts = {"instalment_factor": discounted(case.interest, 1, count)}
            yield Turn("months", reason, facts, months=count, sheet=AHEAD)


def late(case: Case) -> Iterator[Turn]:
    """Interest for paying late, as long as the law had any."""
    first, cites = case.first, tuple(map(str, late_factor.cites))
    if first.kind != "regular" or len(case.parts) > 1:
        return
    deadline = int(case.law["deadline_months"][METHODS.index(case.question.method)])
    due = first.first + min(deadline, first.months) - 1
    for months in range(1, MOST_LATE + 1):
        interest = known(case.enacted, "fund_interest", due + months)
        if interest is None or due + months > late_factor.until:
            return
        yield Turn("late", Reason("late", {"months": months}, cites), after=_later(late_factor(interest, months)))


def _later(by: Factor) -> Callable[[Charge], Charge]:
    return lambda charge: charge._replace(amount=late_payable(charge.amount, by))
