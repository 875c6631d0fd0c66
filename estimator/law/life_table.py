"""How many live to their next birthday, from published death rates; no law, but what expected values rest on."""

from __future__ import annotations

from estimator.engine.exact import Code, Count, Steps, divide, lookup
from estimator.engine.sheet import cites

TWICE = 2 * 10**8  # two, in the unit of the rates
SEXES = 2


@cites("UN-WPP-2024")
def survivors(alive: Count, birthday: Count, sex: Code, death_rates: Steps) -> Count:
    """Of the persons alive at a birthday (years), those alive at the next; deaths fall evenly in a year."""
    rate = lookup(birthday * SEXES + sex, death_rates)
    return divide(alive, TWICE + rate, TWICE - rate)
