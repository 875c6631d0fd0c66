"""All payments: what is paid until an end month, by stretches in which prices do not change, or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from estimator.engine.exact import greatest, least, namespace, where
from estimator.engine.filled import Filled
from estimator.engine.many import anybody, holding, most, spread, taken, within
from estimator.engine.months import year_of
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.payment import Income, Insured, Payment, limbs
from estimator.plan.question import Asked
from estimator.plan.standing import softest
from estimator.plan.timeline import Timeline
from estimator.rulebook.codes import ASSUMED

SHEETS = {"regular": REGULAR, "ahead": AHEAD, "missing": MISSING}
UNHELPED = {"local_support": 0, "instalment_local_support": 0}
UNSUPPORTED = {**UNHELPED, "state_support": 0, "supported_months": 0, "instalment_state_support": 0}
INCOME = ("insured_income",)
PARTS = ("full_contribution", "state_support", "local_support", "payable")
INSTALMENT = tuple(f"instalment_{name}" for name in PARTS)
PRICED = (*INCOME, *PARTS[:3], "supported_months", *INSTALMENT)


class Walk(NamedTuple):
    """The payments to an end month, and the supported months used up then.

    In columns a ``tail`` holds what everybody pays before the last of the payments and is told for all who pay alike.
    """

    payments: list[Any]  # Payment, or Insured where nothing else is asked
    supported: Any
    tail: Any = None

    def total(self, figure: str, beside: Any = 0) -> Any:
        """The sum (VND) of a figure of all payments, and of what is paid beside."""
        total = sum([payment.sheet[figure] for payment in self.payments], beside)
        return total if self.tail is None else total + self.tail.total(self.tail.before.sheet[figure])

    def limbs(self, to_year: int) -> tuple[Any, Any]:
        """The household's part in the prices of a year, each covered month's deflated from its own; see ``worth``."""
        high, low = limbs(self.payments, to_year)
        if self.tail is None:
            return high, low
        more = limbs([self.tail.before], to_year)
        return high + self.tail.total(more[0]), low + self.tail.total(more[1])

    def firm(self, figure: str) -> Any:
        """As firm as a figure of the softest payment, which is mostly the last."""
        payments = (payment.firm(figure) for payment in reversed(self.payments))
        if self.tail is None:
            return softest(payments)
        return softest([*payments, self.tail.softest(self.tail.before.firm(figure))])

    def latest(self, rows: Any, otherwise: Income) -> Income:
        """The income insured last by those at some positions, and how firm; theirs otherwise who makes no payment."""
        latest, firm = otherwise
        for payment in self.payments:
            pays = taken(payment.months, rows) > 0
            latest = where(pays, taken(payment.sheet["insured_income"], rows), latest)
            firm = where(pays, payment.firm("insured_income", rows), firm)
        return Income(latest, firm)


def chosen(timeline: Timeline, income: Any, begun: Any, month: int) -> Income:
    """The income chosen for payments of a month: raised each January as the scenario assumes, up to the cap."""
    if not timeline.income_growth or not anybody(year_of(month) > begun):
        return Income(income, 0)
    years = greatest(year_of(month) - begun, 0)
    law = timeline.at(month)
    raised = timeline.raised(income, years, law["income_step"])
    cap = timeline.fill(REGULAR, {}, month, ("income_cap",))["income_cap"]
    amount = where(years > 0, greatest(least(raised, cap), income), income)
    return Income(amount, where(years > 0, ASSUMED, 0))


def noughts(law: Any, law_month: Any, kind: str, helped: bool) -> Mapping[str, int]:
    """The figures of a payment that are nought by a month's law; not ``helped`` where none of its months is supported.

    The local share is, where the law names none and the floor is what support is reckoned on: then the State's support
    is never more than the contribution.
    """
    if not helped:
        return UNSUPPORTED
    if kind != "regular" or namespace(law_month) is not None:
        return {}
    return {} if any(law["local_support_rates"]) or law["minimum_wage_floor"] else UNHELPED


class Payments:
    """Everything that prices payments: the law through time, who asks, the support used up before.

    ``asked.income`` is the income settled on; nought where none is named and nothing paid.
    """

    def __init__(
        self, timeline: Timeline, asked: Asked, supported_before: Any, incomes: Any = None, spans: Any = None
    ) -> None:
        self.timeline, self.asked, self.supported_before = timeline, asked, supported_before
        self.incomes = timeline.incomes(asked, chosen) if incomes is None else incomes
        # one person's are kept; many who share one question are priced each time
        self.priced: dict[tuple[Any, ...], Filled] | None = {} if namespace(asked.income) is None else None
        self._spans: dict[Any, tuple[Any, list[Any]]] = {} if spans is None else spans

    @cached_property
    def each(self) -> Any:
        """Months an instalment covers, by the law of the first month; after years ahead the rest is paid yearly."""
        return self.timeline.by_method("months_per_instalment", self.asked.start, self.asked.method)

    def deadline(self, paid: Any) -> Any:
        """The month of an instalment, counted from one, by whose end it must be paid."""
        return self.timeline.by_method("deadline_months", paid, self.asked.method)

    def price(
        self,
        kind: str,
        month: Any,
        count: Any,
        supported: Any,
        income: Income | None = None,
        groups: Any = None,
        law_month: Any = None,
        each: Any = None,
    ) -> Payment:
        """One payment under the law of the month it is made in, on the income chosen or another.

        Of a stretch of payments each is so many months long as the method says, or as ``each`` does of other people.
        """
        law_month = month if law_month is None else law_month
        income = self.incomes(law_month) if income is None else income
        if self.priced is None:
            sheet = self._filled(kind, month, count, supported, income, groups, law_month, each)
        else:
            key = (kind, month, count, supported, income)
            found = self.priced.get(key)
            if found is None:
                found = self.priced[key] = self._filled(kind, month, count, supported, income, groups, law_month, None)
            sheet = found
        return Payment(month, count, sheet, kind, self.timeline)

    def _filled(
        self, kind: str, month: Any, count: Any, supported: Any, income: Income, groups: Any, law_month: Any, each: Any
    ) -> Filled:
        timeline, sheet, each = self.timeline, SHEETS[kind], self.each if each is None else each
        facts = {
            "chosen_income": income.amount,
            "groups": self.asked.groups if groups is None else groups,
            "months_supported": supported,
            "instalment_months": count,
        }
        if kind == "regular" and anybody(count > each):
            facts["payment_months"] = each
        known: Mapping[str, Any] | None = None
        soft = None if type(income.standing) is int and not income.standing else {"chosen_income": income.standing}
        if timeline.is_known(law_month):
            law = timeline.at(law_month)
            helped = anybody((supported < law["support_months_limit"]) & (count > 0))
            known = {**noughts(law, law_month, kind, helped), **timeline.factors(sheet, facts, month)}
        return timeline.fill(sheet, facts, law_month, PRICED, soft, known)

    def insured(self, month: Any, count: Any, income: Income, law_month: Any) -> Insured:
        """A payment of which nothing but the income insured is asked."""
        amount = REGULAR.formulas["insured_income"](income.amount, self.timeline.income_floor(law_month))
        return Insured(month, count, Income(amount, income.standing), self.timeline)

    def some(self, rows: Any) -> Payments:
        """The payments of those at some positions."""
        parts = (taken(part, rows) for part in (self.asked, self.supported_before, self.incomes))
        return Payments(self.timeline, *parts)

    def under(self, timeline: Timeline) -> Payments:
        """The same payments under another scenario, of which nothing but incomes will be asked."""
        incomes = timeline.incomes(self.asked, chosen, self.incomes)
        return Payments(timeline, self.asked, self.supported_before * 0, incomes, self._spans)

    def whole_advances(self, end: Any) -> Any:
        """How many whole advances fit before the end; none for the regular methods."""
        whole = self.asked.ahead_months
        return greatest(end - self.asked.start + 1, 0) // whole if whole else 0

    def advances(self, end: Any) -> Any:
        """How many advances are made before the end; none begins in the month of a stop or later."""
        if not self.asked.ahead_months:
            return 0
        until = greatest(least(end + 1, self.asked.stop) - self.asked.start, 0)
        return least(self.whole_advances(end), -(-until // self.asked.ahead_months))

    def months_paid(self, end: Any) -> Any:
        """The months covered by all payments until the end: whole instalments, also that under way at a stop."""
        start, stop = self.asked.start, self.asked.stop
        ahead = self.advances(end) * self.asked.ahead_months
        left = greatest(end - start - ahead + 1, 0)
        due = greatest(least(end + 1, stop) - start - ahead, 0)
        return ahead + least(rounded_up(due, self.each), left)

    def walk(self, end: Any, priced: bool = True) -> Walk:
        """The payments to the end month by stretches of equal price; who ends before starting pays nothing."""
        found: list[Any] = []
        supported = self.supported_before
        for kind, since, month, count in self._stretches(end):
            if since is not None:
                tail = self.timeline.tail(self, since, month, end, supported, priced)
                if tail is not None:
                    return Walk([*found, tail.last], supported, tail)
            law_month = month if since is None else self.timeline.common(since, month)
            if priced:
                found.append(self.price(kind, month, count, supported, law_month=law_month))
                supported = supported + found[-1].sheet["supported_months"]
            else:
                found.append(self.insured(month, count, self.incomes(law_month), law_month))
        return Walk(found, supported)

    def _stretches(self, end: Any) -> Iterator[tuple[str, int | None, Any, Any]]:
        """Kind of payment, the month since which prices are alike (None: each payment's own), first month, months."""
        asked = self.asked
        month, pays, whole = asked.start, least(end, asked.stop - 1), asked.ahead_months
        advances = self.advances(end)
        for advance in range(most(advances)):
            count = where(advance < advances, whole, 0)
            yield "ahead", None, month, count
            month = month + count
        if not anybody(month <= pays):
            return
        first, last = within(month, pays)
        bounds = (first, *self.timeline.price_changes(self.incomes, first, last), last + 1)
        # most scenarios change the law in the same months
        known: list[Any] = [] if type(month) is int else self._spans.setdefault((id(end), bounds), (end, []))[1]
        for place, (since, until) in enumerate(pairwise(bounds)):
            if place == len(known):
                count = greatest(least(pays, until - 1) - month + 1, 0)
                count = least(rounded_up(count, self.each), greatest(end - month + 1, 0))
                known.append((month, count, month + count, anybody(count > 0)))
            first, count, month, paid = known[place]
            if paid:
                yield "regular", since, first, count

    def singles(self, end: Any, last: int | None = None) -> Iterator[tuple[Any, Payment]]:
        """The payments to the end month one by one, made up to a last month; and whose each is (``holding``)."""
        asked = self.asked
        month, pays, supported = asked.start, least(end, asked.stop - 1), self.supported_before
        advances = self.advances(end)
        while anybody(month <= pays):
            now, _ = within(month, pays)
            if last is not None and now > last:
                return
            due, incomes = (month == now) & (month <= pays), self.incomes(now)
            kinds = (("ahead", due & (advances > 0)), ("regular", due & (advances <= 0)))
            for kind, made in kinds if asked.ahead_months else (("regular", due),):
                if not anybody(made):
                    continue
                rows = holding(made)
                count = asked.ahead_months if kind == "ahead" else taken(least(self.each, end - now + 1), rows)
                due_months = count + taken(month, rows) * 0
                income, groups = taken(incomes, rows), taken(asked.groups, rows)
                payment = self.price(kind, now, due_months, taken(supported, rows), income, groups, each=due_months)
                yield rows, payment
                supported = supported + spread(made, rows, payment.sheet["supported_months"])
                month = month + spread(made, rows, due_months)
                advances = advances - where(made & (kind == "ahead"), 1, 0) if asked.ahead_months else advances

    def one_by_one(self, end: int) -> list[Payment]:
        """One person's payments to the end month, one by one: as ``singles``."""
        found: list[Payment] = []
        month, supported = self.asked.start, self.supported_before
        pays, advances = min(end, self.asked.stop - 1), self.advances(end)
        while month <= pays:
            ahead = len(found) < advances
            count = self.asked.ahead_months if ahead else min(self.each, end - month + 1)
            found.append(self.price("ahead" if ahead else "regular", month, count, supported))
            month, supported = month + count, supported + found[-1].sheet["supported_months"]
        return found


def rounded_up(count: Any, size: Any) -> Any:
    """Months rounded up to whole instalments."""
    if type(size) is int and size == 1:
        return count
    return -(-count // size) * size
