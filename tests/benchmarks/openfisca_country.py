"""The formulas of ``openfisca.py`` as a country package of OpenFisca-core, as its packages are written.

    python tests/benchmarks/openfisca_country.py LAW.json PEOPLE.npz OUT.npz TIMES.json BLOCK

Run by ``openfisca.py`` in an environment that has OpenFisca-core and nothing of the estimator. The law comes from the
estimator's rulebook by way of ``LAW.json``; ``BLOCK`` people are answered together. Amounts are floats, as there.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="A person", is_person=True)
LAW = json.loads(Path(sys.argv[1]).read_text("utf-8"))
RECORD, START, LAST = LAW["record"], LAW["start"], LAW["last"]  # years


class Group(Enum):
    other = "other"
    ethnic_minority = "ethnic minority"
    near_poor = "near poor"
    poor = "poor"
    island = "island"


def half_up(amount: Any) -> Any:
    return numpy.floor(amount + 0.5)


class Fact:
    """Something stated about a person."""

    value_type: Any = int
    entity = Person
    definition_period = ETERNITY


class Figure:
    """Something worked out for a year."""

    value_type: Any = float
    entity = Person
    definition_period = YEAR


class sex(Fact):
    label = "0 female, 1 male"


class group(Fact):
    value_type = Enum
    possible_values = Group
    default_value = Group.other
    label = "The group of the household"


class chosen_income(Fact):
    value_type = float
    label = "Income chosen in the first year (VND a month)"


class years_to_pay(Fact):
    label = "Years that will be paid for"


class past_income(Fact):
    value_type = float
    label = "Income of the record (VND a month)"


class past_months(Fact):
    label = "Months of the record, from its first year on"


class insured_income(Figure):
    label = "Income a month of the year is insured on, raised each year"

    def formula(persons, period, parameters):
        year = period.start.year
        if year < START:
            return persons("past_income", period)
        law = parameters(period)
        raised = persons("chosen_income", period) * (1 + law.income_growth) ** (year - START)
        return numpy.maximum(half_up(raised / law.income_step) * law.income_step, law.rural_poverty_line)


class months_paid(Figure):
    value_type = int
    label = "Months of the year that are paid for"

    def formula(persons, period):
        year = period.start.year
        if year < START:
            return numpy.clip(persons("past_months", period) - 12 * (year - RECORD), 0, 12)
        return numpy.where(persons("years_to_pay", period) > year - START, 12, 0)


class months_supported_before(Figure):
    value_type = int
    label = "Supported months before the year"

    def formula(persons, period):
        if period.start.year == RECORD:
            return numpy.zeros(persons.count)
        before = period.last_year
        return persons("months_supported_before", before) + persons("months_supported", before)


class months_supported(Figure):
    value_type = int
    label = "Months of the year that are supported"

    def formula(persons, period, parameters):
        left = parameters(period).support_months_limit - persons("months_supported_before", period)
        return numpy.minimum(persons("months_paid", period), numpy.maximum(left, 0))


class full_contribution(Figure):
    label = "The whole contribution of a month (VND)"

    def formula(persons, period, parameters):
        return half_up(persons("insured_income", period) * parameters(period).contribution_rate)


class state_support(Figure):
    label = "What the State gives for a month (VND)"

    def formula(persons, period, parameters):
        law = parameters(period)
        base = half_up(law.rural_poverty_line * law.contribution_rate)
        left = law.support_months_limit > persons("months_supported_before", period)
        return numpy.where(left, half_up(base * law.support_rates[persons("group", period)]), 0)


class payable(Figure):
    label = "What the household hands over for a month (VND)"

    def formula(persons, period):
        return persons("full_contribution", period) - persons("state_support", period)


class paid_by_household(Figure):
    label = "What the household has paid until the end of the year (VND)"

    def formula(persons, period):
        if period.start.year < START:
            return numpy.zeros(persons.count)
        paid = persons("months_paid", period) * persons("full_contribution", period)
        helped = persons("months_supported", period) * persons("state_support", period)
        return persons("paid_by_household", period.last_year) + paid - helped


class contribution_months(Figure):
    value_type = int
    label = "Months paid for until the end of the year"

    def formula(persons, period):
        own = persons("months_paid", period)
        return own if period.start.year == RECORD else own + persons("contribution_months", period.last_year)


class revalued_income(Figure):
    label = "Sum of the incomes until the end of the year, revalued (VND)"

    def formula(persons, period, parameters):
        months, income = persons("months_paid", period), persons("insured_income", period)
        own = income * months * parameters(period).revaluation_factor
        return own if period.start.year == RECORD else own + persons("revalued_income", period.last_year)


class average_income(Figure):
    label = "Average monthly income (VND)"

    def formula(persons, period):
        return persons("revalued_income", period) / persons("contribution_months", period)


class pension_rate(Figure):
    label = "Share of the average paid as pension"

    def formula(persons, period, parameters):
        law, months = parameters(period), persons("contribution_months", period)
        odd = months % 12
        half_years = months // 12 * 2 + (odd > 0) + (odd > law.half_year_months)
        climbed = []
        for name in ("female", "male"):
            rate = numpy.zeros(persons.count)
            for rung in LAW["rungs"][name]:
                own = law.pension_rate[name][rung]
                rate = numpy.where(half_years >= own.start, own.base + (half_years - own.start) * own.each, rate)
            climbed.append(rate)
        return numpy.minimum(numpy.where(persons("sex", period) == 0, *climbed), law.pension_rate_cap)


class monthly_pension(Figure):
    label = "The pension of its first month (VND)"

    def formula(persons, period, parameters):
        due = persons("contribution_months", period) >= parameters(period).pension_required_months
        return numpy.where(due, half_up(persons("average_income", period) * persons("pension_rate", period)), 0)


def system() -> Any:
    """The country."""
    country = TaxBenefitSystem([Person])
    country.parameters = ParameterNode("", data=LAW["parameters"])
    for kind in (Fact, Figure):
        for one in kind.__subclasses__():  # a variable inherits nothing, so it is told everything
            said = {name: value for name, value in {**vars(kind), **vars(one)}.items() if not name.startswith("__")}
            country.add_variable(type(one.__name__, (Variable,), said))
    return country


def answers(country: Any, people: dict[str, Any]) -> dict[str, Any]:
    """The figures asked for; a year after the other, since a figure of one year asks for that of the year before."""
    simulation = SimulationBuilder().build_default_simulation(country, count=len(people["sex"]))
    for name, column in people.items():
        simulation.set_input(name, "ETERNITY", column)
    for year in range(RECORD, LAST + 1):
        for name in ("months_supported_before", "paid_by_household", "revalued_income", "contribution_months"):
            simulation.calculate(name, year)
    found = {name: simulation.calculate(name, START) for name in LAW["at_start"]}
    return found | {name: simulation.calculate(name, LAST) for name in LAW["at_the_end"]}


def main() -> None:
    """Answer everybody, and tell what that took once the country is there."""
    _, _, people_file, out, times, block = sys.argv
    people = dict(numpy.load(people_file))
    country, size = system(), int(block)

    def part(start: int, most: int) -> dict[str, Any]:
        return answers(country, {name: column[start : start + most] for name, column in people.items()})

    part(0, 100)  # parameters of each year
    wall, cpu = time.perf_counter(), time.process_time()
    parts = [part(start, size) for start in range(0, len(people["sex"]), size)]
    told = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    numpy.savez(out, **{name: numpy.concatenate([each[name] for each in parts]) for name in parts[0]})
    with open(times, "w", encoding="utf-8") as file:
        json.dump(told, file)


if __name__ == "__main__":
    main()
