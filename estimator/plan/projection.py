"""A plan of payments, walked by stretches in which the law does not change, and told instalment by instalment."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import greatest, least, of_limbs
from estimator.engine.filled import Filled
from estimator.law.wiring import AHEAD, MISSING, REGULAR
from estimator.plan.assumptions import HORIZON, Outlook, grown
from estimator.plan.person import Question, Spell
from estimator.plan.standing import standing
from estimator.rulebook.codes import METHODS, softest
from estimator.rulebook.model import OPEN, Law

PRICED_BY = (
    "contribution_rate",
    "rural_poverty_line",
    "minimum_wage_floor",
    "support_rates",
    "support_months_limit",
    "local_support_rates",
)
CAPPED_BY = ("income_step", "income_cap_multiple", "reference_level")
SHEETS = {"regular": REGULAR, "ahead": AHEAD, "missing": MISSING}
UNHELPED = {"local_support": 0, "instalment_local_support": 0}
UNSUPPORTED = {**UNHELPED, "state_support": 0, "supported_months": 0, "instalment_state_support": 0}


def price_changes(outlook: Outlook, month: int, end: int) -> list[int]:
    """Where the price of a month may change: with the law, and where the income is raised each January and capped."""
    changes = _changes(outlook)
    return changes[bisect_right(changes, month) : bisect_right(changes, end)]


@lru_cache(maxsize=256)
def _changes(outlook: Outlook) -> list[int]:
    """Every such month."""
    if not outlook.income_growth:
        return outlook.book.changes(-1, OPEN - 1, PRICED_BY)
    years = range(HORIZON + 1)
    return sorted({*outlook.book.changes(-1, OPEN - 1, PRICED_BY + CAPPED_BY), *map(months.january, years)})


class Income(NamedTuple):
    """A monthly income to insure (VND), and how firm it is."""

    amount: int
    standing: str


class Insured(NamedTuple):
    """Months paid for without a break, and the income (VND a month) they are insured on."""

    first: int
    months: int
    insured: Income

    @property
    def spell(self) -> Spell:
        """The same as a spell of the record."""
        return Spell(self.first, self.months, self.insured.amount)


class Payment(NamedTuple):
    """One payment, or a stretch of equal ones: the months covered, and the sheet that prices them (VND)."""

    paid: int
    first: int
    months: int
    sheet: Filled
    kind: str

    @property
    def full_contribution(self) -> int:
        """Whole contribution of the payment (VND)."""
        return int(self.sheet["instalment_full_contribution"])

    @property
    def state_support(self) -> int:
        """The State's part (VND)."""
        return int(self.sheet["instalment_state_support"])

    @property
    def local_support(self) -> int:
        """The province's part (VND)."""
        return int(self.sheet["instalment_local_support"])

    @property
    def payable(self) -> int:
        """The household's part (VND)."""
        return int(self.sheet["instalment_payable"])

    def by_year(self) -> Iterator[tuple[int, int]]:
        """The household's part (VND) of the months covered in a year, and the year."""
        if self.kind != "regular":
            return iter(((self.payable, months.year_of(self.paid)),))
        years = range(months.year_of(self.first), months.year_of(self.first + self.months - 1) + 1)
        return by_year(self.sheet, self.first, self.months, years)

    @property
    def spell(self) -> Spell:
        """The months paid for, as a spell of the record."""
        return Spell(self.first, self.months, int(self.sheet["insured_income"]))

    @property
    def insured(self) -> Income:
        """The income insured."""
        return Income(int(self.sheet["insured_income"]), standing(self.sheet, "insured_income"))

    def due(self, question: Question, deadline: int) -> datetime.date:
        """Last day on which the payment may be made; years ahead and missing months: the day of registration."""
        if self.kind != "regular":
            return max(question.as_of, first_day(self.paid))
        return last_day(self.first + min(deadline, self.months) - 1)


def by_year(
    sheet: Mapping[str, Any] | Filled, first: Any, count: Any, years: Iterable[Any]
) -> Iterator[tuple[Any, Any]]:
    """The household's part of so many months (VND), year by year, with the year; all ints or columns."""
    full, support = sheet["full_contribution"], sheet["state_support"] + sheet["local_support"]
    supported = sheet["supported_months"]
    alone = type(supported) is int and supported == 0
    paid = helped = 0
    for year in years:
        begun = greatest(months.january(year + 1) - first, 0)  # months from the first to the end of the year
        before, paid = paid, least(begun, count)
        part = full * (paid - before)
        if not alone:
            before, helped = helped, least(begun, supported)
            part = part - support * (helped - before)
        yield part, year


def worth(outlook: Outlook, payments: Iterable[Payment], to_year: int) -> int:
    """The household's part of payments (VND), each covered month's deflated from its year; rounded once."""
    high = low = 0
    for payment in payments:
        for part, year in payment.by_year():
            factor = outlook.deflator(year, to_year)
            high, low = high + part * factor.high, low + part * factor.low
    return int(of_limbs(high, low))


def first_day(month: int) -> datetime.date:
    """The first day of a month."""
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> datetime.date:
    """The last day of a month."""
    return first_day(month + 1) - datetime.timedelta(days=1)


class Payments:
    """Everything a question's payments need: the law through time, the income chosen, the support used before."""

    def __init__(self, outlook: Outlook, question: Question, income: int, supported_before: int) -> None:
        self.outlook, self.book, self.question = outlook, outlook.book, question
        self.income, self.supported_before = Income(income, "enacted"), supported_before
        self.groups = question.group_code
        self._priced: dict[tuple[Any, ...], Filled] = {}

    def chosen(self, paid: int) -> Income:
        """The income chosen for a payment: raised each January as the scenario assumes, up to the cap."""
        if not self.outlook.income_growth or months.year_of(paid) <= months.year_of(self.question.start):
            return self.income
        law, amount = self.book.at(paid), self.income.amount
        years = months.year_of(paid) - months.year_of(self.question.start)
        raised = grown(amount, self.outlook.income_growth, years, law["income_step"])
        return Income(max(min(raised, int(REGULAR.fill({}, law)["income_cap"])), amount), "assumed")

    def price(self, kind: str, paid: int, first: int, count: int, supported: int, on: Income | None = None) -> Payment:
        """One payment under the law of the month it is paid in, on the income chosen or another."""
        key = (kind, paid, count, supported, on)
        if key not in self._priced:
            chosen, firm = on or self.chosen(paid)
            facts = {
                "chosen_income": chosen,
                "groups": self.groups,
                "months_supported": supported,
                "instalment_months": count,
            }
            soft = {"chosen_income": firm} if firm != "enacted" else None
            law = self.book.at(paid)
            self._priced[key] = SHEETS[kind].fill(facts, law, soft, self._noughts(law, supported))
        return Payment(paid, first, count, self._priced[key], kind)

    def _noughts(self, law: Law, supported: int) -> Mapping[str, int] | None:
        """The figures of a payment that are nought, where all law is known."""
        if law.month < self.book.known_from:
            return None
        return noughts(law, helped=supported < law["support_months_limit"])

    def regular_months(self) -> int:
        """Months an instalment of the question's method covers; after years ahead the rest is paid by the year."""
        method = self.question.method if self.question.method in METHODS else "yearly"
        return int(self.book.at(self.question.start)["months_per_instalment"][METHODS.index(method)])

    def deadline(self, paid: int) -> int:
        """The month of an instalment, counted from one, by whose end it must be paid."""
        method = self.question.method if self.question.method in METHODS else "yearly"
        return int(self.book.at(paid)["deadline_months"][METHODS.index(method)])

    def blocks(self, end: int) -> int:
        """How many whole advances fit before the end; none for the regular methods."""
        whole = self.question.years_ahead * months.YEAR
        return max(end - self.question.start + 1, 0) // whole if whole else 0

    def walk(self, end: int, single: bool = False) -> list[Payment]:
        """The payments to the end month: by stretches of equal law, or ``single`` ones for a timetable.

        A question that stops pays nothing from that month on; the payment under way then was made whole.
        """
        payments: list[Payment] = []
        used = self.supported_before
        for kind, month, count in self._spans(end, single):
            payments.append(self.price(kind, month, month, count, used))
            used += int(payments[-1].sheet["supported_months"])
        return payments

    def insured(self, end: int) -> list[Insured]:
        """What ``walk`` pays for, months on one income joined: all that a record needs to know."""
        found: list[Insured] = []
        for _, month, count in self._spans(end):
            floor, firm = floor_of(self.book.at(month))
            chosen, own = self.chosen(month)
            income = REGULAR.formulas["insured_income"](chosen, floor)
            firm = firm if own == firm else softest((own, firm))
            if found and found[-1].insured.amount == income:
                before = found.pop()
                firm = firm if before.insured.standing == firm else softest((before.insured.standing, firm))
                month, count = before.first, before.months + count
            found.append(Insured(month, count, Income(income, firm)))
        return found

    def _spans(self, end: int, single: bool = False) -> Iterator[tuple[str, int, int]]:
        """The kind, the first month and the months of what ``walk`` pays."""
        stop = self.question.stop.month if self.question.stop is not None else end + 1
        month, whole = self.question.start, self.question.years_ahead * months.YEAR
        for _ in range(self.blocks(end)):
            if month >= stop:
                break
            yield "ahead", month, whole
            month += whole
        each = self.regular_months()
        bounds = iter(() if single else price_changes(self.outlook, month, end))
        bound = month
        while month <= end and month < stop:
            while bound <= month:
                bound = next(bounds, end + 1)
            last = min(bound, stop) - 1 if not single else month
            covered = -(-(last - month + 1) // each) * each
            count = min(covered, end - month + 1)
            yield "regular", month, count
            month += count

    def supported_after(self, payments: list[Payment]) -> int:
        """Supported months used up when the payments are made."""
        return self.supported_before + sum(int(p.sheet["supported_months"]) for p in payments)

    def missing(self, paid: int, first: int, count: int, supported: int, on: Income) -> Payment:
        """Missing months bought at once in a month, on an income."""
        return self.price("missing", paid, first, count, supported, on)


def noughts(law: Any, helped: bool) -> Mapping[str, int]:
    """The figures of a payment that are nought by a month's law; not ``helped`` where none of its months is supported.

    The local share is, where the law names none and the floor is what support is reckoned on: then the State's support
    is never more than the contribution.
    """
    if not helped:
        return UNSUPPORTED
    return {} if any(law["local_support_rates"]) or law["minimum_wage_floor"] else UNHELPED


@lru_cache(maxsize=4096)
def floor_of(law: Law) -> Income:
    """The lowest income (VND a month) insured by the law of a month."""
    sheet = REGULAR.fill({"chosen_income": 0}, law)
    return Income(int(sheet["insured_income"]), standing(sheet, "insured_income"))
