"""The quote reckoned: a question settled, and each part of its answer worked out when it is first asked for."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from estimator.engine import months
from estimator.engine.exact import greatest, least, of_limbs, where
from estimator.engine.many import anybody, within
from estimator.engine.months import year_of
from estimator.engine.problem import CoverageProblem
from estimator.plan import record
from estimator.plan.assumptions import HORIZON
from estimator.plan.benefits import benefits
from estimator.plan.income import Choice, income_refusals, settle
from estimator.plan.legacy import legacy, legacy_refusal
from estimator.plan.payment import Payment, day_number
from estimator.plan.payments import Payments, Walk, chosen
from estimator.plan.pension import Projection, project
from estimator.plan.question import NONE, REGULAR_WAY, Asked
from estimator.plan.refund import NOTHING, refund
from estimator.plan.refusals import Refusal, refuse, statements
from estimator.plan.results import RANGE, Benefits, Legacy, age_reached
from estimator.plan.standing import softest
from estimator.plan.timeline import EnactedLaw, Timeline, law_of
from estimator.rulebook.model import OPEN

REQUIRED = "pension_required_months"


class Settled(NamedTuple):
    """What is settled before anything is paid: the income, months supported, when the age is reached and payments end.

    Of one person or columns; ``refused`` tells of columns who is. ``asked.income`` is nought where nothing is paid and
    no income named.
    """

    asked: Asked
    choice: Choice
    supported: Any
    retirement: Any
    reached: Any
    end: Any
    refused: Any
    incomes: Any  # by month of payment


def settled(enacted: EnactedLaw, timeline: Timeline, asked: Asked) -> Settled:
    """Settle a question under an outlook; Problem where the law as enacted refuses one person's."""
    found: list[Any] = []

    def refusals() -> Iterator[Refusal]:
        for refusal in statements(enacted, asked):
            yield refusal
            if refusal.code == "start_before_law" and refusal.holds is True:
                return
        supported, retirement = record.supported_before(timeline, asked), timeline.retired(asked)
        reached = retirement["retirement_month"]
        end = last_month(timeline, asked, reached)
        facts = {"given": end, "latest": months.month(HORIZON - 1, 12)}
        yield Refusal("horizon", "until", end >= months.january(HORIZON), lambda: facts)
        choice = settle(enacted, timeline, asked, supported)
        unpaid = False if asked.buys_missing else end < asked.start
        yield from income_refusals(enacted, timeline, asked, choice, unpaid)
        found.extend((choice, supported, retirement, reached, end))

    refused = refuse(refusals(), asked)
    choice, supported, retirement, reached, end = found
    payer = asked._replace(income=greatest(choice.income, 0))
    incomes = timeline.incomes(payer, chosen)
    return Settled(payer, choice, supported, retirement, reached, end, refused, incomes)


def last_month(timeline: Timeline, asked: Asked, reached: Any) -> Any:
    """The last month paid: as asked, else the month of retirement age, or past it until the years are complete."""
    start = asked.start
    if asked.buys_missing:
        return start - 1
    default = reached
    if anybody((reached < start) & (asked.until == NONE) & (asked.years == NONE)):
        default = where(reached >= start, reached, completed(timeline, start, record.recorded(asked)))
    counted = where(asked.years != NONE, start + asked.years * months.YEAR - 1, default)
    return where(asked.until != NONE, asked.until, counted)


def completed(timeline: Timeline, start: Any, recorded: Any) -> Any:
    """The last month to be paid from a start on until there are as many as the law of the following one asks."""
    first, _ = within(start, start)
    found: Any = OPEN
    for since, until in pairwise((first, *timeline.changes(first, OPEN - 1, (REQUIRED,)), OPEN)):
        following = greatest(start + greatest(law_of(timeline, since)[REQUIRED] - recorded, 0), since)
        found = least(found, where(following < until, following - 1, OPEN))
    return found


def refused_stop(asked: Asked, reached: Any) -> Refusal:
    """A pension does not begin before the age is reached."""
    early = (asked.stop_for_pension != 0) & (asked.stop <= reached)
    facts = {"given": asked.stop, "reached": reached, "first": reached + 1}
    return Refusal("pension_before_age", "stop", early, lambda: facts)


def refused_advance(payer: Payments, end: Any) -> Refusal:
    """Not even one advance fits before the end."""
    asked = payer.asked
    left = end - asked.start + 1
    none = False if not asked.years_ahead else (left > 0) & (payer.whole_advances(end) == 0)
    facts = {"given": f"years_ahead:{asked.years_ahead}", "months": left, "until": end}
    return Refusal("advance_too_long", "method", none, lambda: facts)


class Reckoning:
    """The parts of a quote, of one person or of columns; each is worked out when it is first asked for.

    Raises Problem with the part that is refused of one person; ``refused`` tells of columns who is, as far as they are
    worked out.
    """

    def __init__(self, timeline: Timeline, found: Settled) -> None:
        self.timeline, self.asked, self.choice = timeline, found.asked, found.choice
        self.supported, self.retirement = found.supported, found.retirement
        self.reached, self.end, self.refused = found.reached, found.end, found.refused
        self._refuse(refused_stop(self.asked, self.reached))
        self.payer = Payments(timeline, self.asked, self.supported, found.incomes)
        if anybody(self.asked.legacy_age != 0):
            self._refuse(legacy_refusal(self.payer, self.legacy))
            chooses = (self.asked.legacy_age != 0) & self.legacy.open
            self.reached = where(chooses, self.legacy.reached, self.reached)
            self.end = where(chooses, least(self.end, self.reached), self.end)

    def _refuse(self, *found: Refusal) -> None:
        self.refused = self.refused | refuse(found, self.asked)

    @cached_property
    def legacy(self) -> Legacy:
        """The age that may still be chosen."""
        return legacy(self.payer, self.reached, self.end)

    @cached_property
    def projection(self) -> Projection:
        """The payments and the pension under the question's own scenario."""
        self._refuse(refused_advance(self.payer, self.end))
        try:
            found = project(self.payer, self.reached, self.end)
        except CoverageProblem as unknown:
            raise self._of_the_past(unknown) from unknown
        self.refused = self.refused | found.refused
        return found

    def _of_the_past(self, unknown: CoverageProblem) -> CoverageProblem:
        """The same law not known, told as what it means for who reached the age, and had the months, long ago."""
        month, named = unknown.facts.get("month"), unknown.field
        required = self.timeline.at(self.asked.as_of)[REQUIRED]
        if (
            month is None
            or record.recorded(self.asked) < required
            or named == "fund_interest"
            or not self.reached < month < self.asked.as_of
        ):
            return unknown
        facts = {"reached": self.reached, "month": month, "parameter": named, "recorded": record.recorded(self.asked)}
        return CoverageProblem("pension_of_the_past", field="born", **facts)

    @cached_property
    def insures(self) -> Any:
        """Whether an income is insured; plainly True where everybody's is."""
        insured = self.asked.income > 0
        return insured if anybody(insured == False) else True  # noqa: E712

    @cached_property
    def contribution(self) -> Payment:
        """The first month's payment, had it alone to be paid."""
        return self.payer.price("regular", self.asked.start, self.asked.start * 0 + 1, self.supported)

    @cached_property
    def range(self) -> dict[str, Projection]:
        """The pension under each scenario of the range."""
        return {name: self.projection if name == self.asked.scenario else self._under(name) for name in RANGE}

    def _under(self, scenario: str) -> Projection:
        return project(self.payer.under(self.timeline.under(scenario)), self.reached, self.end, priced=False)

    @cached_property
    def refund(self) -> dict[str, Any]:
        """What comes back where payments stop."""
        return refund(self.payer, self.end) if anybody(self.asked.stop < OPEN) else NOTHING

    @cached_property
    def first_year(self) -> Walk:
        """The payments of the first twelve months, or the whole advance; without missing months."""
        if self.asked.years_ahead or self.asked.buys_missing:
            return self.projection.walk._replace(payments=self.projection.payments[:1], tail=None)
        return self.payer.walk(least(self.end, self.asked.start + months.YEAR - 1))

    @cached_property
    def first_months(self) -> Any:
        """Months of the first payment; nought where nothing is paid."""
        asked = self.asked
        if asked.buys_missing:
            return self.projection.count
        if asked.years_ahead:
            return self.projection.payments[0].months if self.projection.payments else 0
        return greatest(least(self.end - asked.start + 1, self.payer.each), 0)

    def first(self, part: str) -> Any:
        """A part of the first payment (VND), nought where nothing is paid."""
        figure: Any = f"instalment_{part}"
        if self.asked.buys_missing:
            return self.projection.bought[figure]
        if self.asked.years_ahead:
            return self.projection.payments[0].sheet[figure] if self.projection.payments else 0
        return self._first.sheet[figure]

    @cached_property
    def _first(self) -> Payment:
        return self.payer.price("regular", self.asked.start, self.first_months, self.supported)

    @cached_property
    def first_due(self) -> Any:
        """The last day (ordinal) on which the first payment may be made; else the day of registration."""
        asked = self.asked
        if asked.way != REGULAR_WAY:
            return greatest(day_number(asked.start), asked.as_of_day)
        allowed = least(self.payer.deadline(asked.start), self.first_months)
        return day_number(asked.start + allowed) - 1

    def in_first_year(self, part: str) -> Any:
        """A part of all payments of the first year (VND), or of the whole advance, or of the missing months."""
        figure = f"instalment_{part}"
        if self.asked.buys_missing:
            return self.projection.bought[figure]
        return self.first_year.total(figure, self.asked.start * 0)

    @cached_property
    def support_months_left(self) -> Any:
        """Months that may still be supported before the first is paid."""
        return greatest(self.timeline.at(self.asked.start)["support_months_limit"] - self.supported, 0)

    def total(self, part: str) -> Any:
        """A part of everything still to be paid (VND); of the household's what a stop gives back is taken off."""
        figure = f"instalment_{part}"
        total = self.projection.walk.total(figure, self.projection.bought[figure])
        return total - self.refund["amount"] if part == "payable" else total

    @cached_property
    def months_to_recover(self) -> Any:
        """The months of pension that give the household's part back, all in today's prices; -1 without a pension."""
        projection, today = self.projection, self.projection.monthly_pension_today
        high, low = projection.walk.limbs(year_of(self.asked.as_of))
        paid = of_limbs(high + projection.bought["high"], low + projection.bought["low"]) - self.refund["amount"]
        return where(today > 0, -(-paid // greatest(today, 1)), NONE)

    @cached_property
    def totals_standing(self) -> Any:
        """As firm as the pension and every payment."""
        projection = self.projection
        paid = lambda: projection.walk.firm("instalment_payable")  # noqa: E731
        return softest((projection.standing, projection.bought["firm"], paid))

    @cached_property
    def benefits(self) -> Benefits:
        """What else the record gives."""
        return benefits(self.projection)

    @property
    def retirement_age(self) -> Any:
        """The age (months) of the law, or the one chosen instead."""
        return age_reached(self.retirement, self.reached, self.asked.birth_month)
