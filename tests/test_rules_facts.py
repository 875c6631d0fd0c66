"""The rules against what they can be recomputed from: prices, annex rows, printed amounts, and each other."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from rule_facts import BOOK, PRICES, RULES, SHARE, TABLES, at, dated, half_up

from estimator.engine.months import from_iso, iso, year_of
from estimator.engine.problem import CoverageProblem
from estimator.rulebook import store
from estimator.rulebook.build import build, overlay
from estimator.rulebook.read_yaml import Document
from estimator.rulebook.schema import value_of

GOLDEN = Path(__file__).parent / "golden"
RATE = 1_000_000  # a monthly rate of 100%


# Born, first month of pension: the rows read in Annex I of 135/2020/ND-CP.
ANNEX = {
    "male": """1963-01 2023-11  1963-03 2024-01  1963-04 2024-05  1963-09 2024-10  1963-12 2025-01  1964-01 2025-05
        1964-05 2025-09  1964-09 2026-01  1964-10 2026-05  1964-12 2026-07  1965-01 2026-08  1965-06 2027-01
        1965-07 2027-05  1965-12 2027-10  1966-03 2028-01""",
    "female": """1968-01 2024-06  1968-08 2025-01  1968-09 2025-06  1969-01 2025-10  1969-04 2026-01  1969-05 2026-06
        1969-07 2026-08  1969-12 2027-01  1970-01 2027-06  1970-08 2028-01  1970-09 2028-06  1971-04 2029-01
        1971-05 2029-06  1971-12 2030-01  1972-01 2030-06  1972-08 2031-01  1973-05 2032-06  1975-04 2035-01""",
}


def exact(numerator: int, denominator: int) -> int:
    """A quotient that must come out whole."""
    assert numerator % denominator == 0
    return numerator // denominator


def provisions():
    """Every provision of the country and its provinces, with its parameter's name."""
    for name, parameter in BOOK.parameters.items():
        for segment in filter(lambda s: s.provision, parameter.segments):
            yield name, segment.provision
    for _, _, rows in BOOK.province_rules.values():
        for name, over in store.provisions(rows).items():
            for provision in over:
                yield name, provision


# The files


def test_every_file_loads_without_fault():
    _, faults, files = build(RULES)
    assert faults == []
    read = {Path(file).stem for file in files}
    assert {"sources", "index", "support", "dak-lak", "base", "dak-lak-them-10"} <= read


def test_every_source_is_in_the_register():
    for name, provision in provisions():
        assert BOOK.document(provision.source)["title"], (name, provision)


DOCUMENT = re.compile(r"\b[0-9]+/[0-9]{4}/[A-ZĐ0-9-]+|\b[0-9]+/VBHN-[A-Z]+|[\w/-]+(?= art\. )")


def test_every_document_the_program_names_is_in_the_register():
    """In citations, in sentences, in docstrings and comments: no number mistyped, no abbreviation of our own."""
    files = sorted((RULES.parent / "estimator").rglob("*.py"))
    named = {document: file for file in files for document in DOCUMENT.findall(file.read_text("utf-8"))}
    assert len(named) >= 10
    # Vietnamese writes NĐ-CP what the register has as ND-CP
    assert {name: file for name, file in named.items() if name.replace("Đ", "D") not in BOOK.sources} == {}


def test_every_document_is_entitled_in_both_languages_and_dated():
    for number, document in BOOK.sources.items():
        assert set(document["title"]) == {"vi", "en"}, number
        assert document["in_force"] <= document.get("until", "9999"), number


# Values that rest on a text older or younger than themselves, and why.
NOT_IN_FORCE = {
    ("support_rates", "2008-01"),  # the decree of 2015 says that nothing earlier is supported
    ("support_months_limit", "2008-01"),
    ("local_support_rates", "2008-01"),
    ("local_support_for_missing_months", "2008-01"),
    ("income_step", "2016-01"),  # read in the consolidation of a procedure of 2017
    ("income_step_binding", "2016-01"),
    ("rural_poverty_line", "2006-01"),
    ("year_only_birth_delay", "2008-01"),  # read in the circular of 2015
    ("state_average_months", "1961-01"),  # the steps are of those who joined then
    ("state_average_months", "1995-01"),
    ("state_average_months", "2001-01"),
    ("state_average_months", "2007-01"),
    ("state_average_months", "2025-01"),
    ("local_support_rates", "2028-01"),  # Quảng Ninh: what holds once its resolution has ended
}


def test_a_value_begins_while_the_text_it_rests_on_is_in_force():
    for name, provision in provisions():
        document, since = BOOK.document(provision.source), iso(provision.since)
        in_force = document["in_force"][:7] <= since <= document.get("until", "9999")[:7]
        assert in_force or (name, since) in NOT_IN_FORCE, (name, provision)


# The interest of four years, and the rows before 2008 of the tables of eight, were not found.
GAPS = {("fund_interest", year) for year in (2018, 2019, 2021, 2022)}
GAPS |= {("earlier_revaluation_factors", year) for year in (2021, 2022, 2023, 2024)}


def test_only_interest_and_early_rows_of_years_not_found_are_gaps():
    for name, parameter in BOOK.parameters.items():
        first = parameter.segments[0].start
        for month in range(first, from_iso("2031-01")):
            try:
                parameter.at(month)
            except CoverageProblem:
                assert (name, year_of(month)) in GAPS


# Revaluation


def factor(income_year: int, pension_year: int) -> int:
    """Prices of the year before the pension over those of the income's year, in hundredths, never below one."""
    chain = Fraction(1)
    for year in range(income_year + 1, pension_year):
        chain *= 1 + Fraction(PRICES[year], SHARE)
    return max(half_up(chain * 100), 100)


def test_prices_reproduce_every_factor():
    cells = 0
    for segment in BOOK.parameters["revaluation_factors"].segments:
        pension_year = year_of(segment.start)
        table = segment.provision.value
        assert list(table) == list(range(2008, pension_year + 1))
        for income_year, stated in table.items():
            assert stated == factor(income_year, pension_year), (pension_year, income_year)
            cells += 1
    assert cells == 162


def test_a_table_counts_for_pensions_of_its_year_only():
    for segment in BOOK.parameters["revaluation_factors"].segments:
        assert segment.provision.until == segment.start + 11
    assert [year_of(s.start) for s in BOOK.parameters["revaluation_factors"].segments] == list(range(2015, 2027))
    assert BOOK.parameters["revaluation_factors"].at(from_iso("2027-01"))[1] == "assumed"


# Contribution and support


@pytest.mark.parametrize(
    ("month", "group", "amount"),
    [
        ("2018-01", "poor", 46_200), ("2018-01", "near_poor", 38_500), ("2018-01", "other", 15_400),
        ("2021-12", "poor", 46_200), ("2021-12", "ethnic_minority", 15_400), ("2021-12", "island", 15_400),
        ("2022-01", "poor", 99_000), ("2022-01", "near_poor", 82_500), ("2025-06", "other", 33_000),
        ("2025-07", "poor", 165_000), ("2025-07", "island", 165_000), ("2025-07", "near_poor", 132_000),
        ("2025-07", "ethnic_minority", 99_000), ("2026-12", "other", 66_000),
        ("2027-01", "poor", 242_000), ("2027-01", "island", 242_000), ("2027-01", "near_poor", 193_600),
        ("2027-01", "ethnic_minority", 145_200), ("2027-01", "other", 96_800),
        ("2017-12", "poor", 0), ("2010-01", "other", 0),
    ],
)  # fmt: skip
def test_support_in_dong(month, group, amount):
    rates = at("support_rates", month)
    base = exact(at("rural_poverty_line", month) * at("contribution_rate", month), SHARE)
    assert exact(base * rates.get(group, rates["other"]), SHARE) == amount


@pytest.mark.parametrize(
    ("month", "floor", "cap", "lowest", "highest"),
    [
        ("2008-01", 540_000, 10_800_000, 86_400, 1_728_000),
        ("2015-12", 1_150_000, 23_000_000, 253_000, 5_060_000),
        ("2016-01", 700_000, 23_000_000, 154_000, 5_060_000),
        ("2019-01", 700_000, 27_800_000, 154_000, 6_116_000),
        ("2019-07", 700_000, 29_800_000, 154_000, 6_556_000),
        ("2022-01", 1_500_000, 29_800_000, 330_000, 6_556_000),
        ("2025-07", 1_500_000, 46_800_000, 330_000, 10_296_000),
        ("2026-07", 1_500_000, 50_600_000, 330_000, 11_132_000),
        ("2027-01", 2_200_000, 50_600_000, 484_000, 11_132_000),
    ],
)
def test_the_band_and_what_it_costs(month, floor, cap, lowest, highest):
    line, level, rate = (at(name, month) for name in ("rural_poverty_line", "reference_level", "contribution_rate"))
    assert (at("minimum_wage_floor", month) or line) == floor
    assert level * at("income_cap_multiple", month) == cap
    assert exact(floor * rate, SHARE) == lowest
    assert exact(cap * rate, SHARE) == highest


def test_the_base_salary_in_thousands():
    assert {month: exact(value, 1000) for month, value in dated("reference_level").items()} == {
        "2008-01": 540, "2009-05": 650, "2010-05": 730, "2011-05": 830, "2012-05": 1050, "2013-07": 1150,
        "2016-05": 1210, "2017-07": 1300, "2018-07": 1390, "2019-07": 1490, "2023-07": 1800, "2024-07": 2340,
        "2026-07": 2530,
    }  # fmt: skip


def test_the_rural_poverty_line_in_thousands():
    assert {month: exact(value, 1000) for month, value in dated("rural_poverty_line").items()} == {
        "2006-01": 200, "2011-01": 400, "2016-01": 700, "2022-01": 1500, "2027-01": 2200,
    }  # fmt: skip
    assert BOOK.parameters["rural_poverty_line"].at(from_iso("2030-12"))[1] == "enacted"
    assert BOOK.parameters["rural_poverty_line"].at(from_iso("2031-01"))[1] == "assumed"


def test_the_step_binds_until_mid_2025_and_is_practice_since():
    assert dated("income_step") == {"2016-01": 50_000, "2026-05": 50_000}
    assert dated("income_step_binding") == {"2016-01": True, "2025-07": False}
    assert BOOK.parameters["income_step"].at(from_iso("2026-04"))[1] == "enacted"  # the procedure's, to its end
    assert BOOK.parameters["income_step"].at(from_iso("2026-05"))[1] == "reported"


def test_one_joins_at_fifteen():
    assert set(dated("joining_age").values()) == {15 * 12}


def test_the_minimum_wage_is_the_floor_while_it_is_one():
    wages = dated("minimum_wage_floor")
    assert wages.pop("2016-01") == wages.pop("2025-07") == 0
    assert wages == {month: wage for month, wage in dated("reference_level").items() if month < "2016"}


def test_the_rate_rises_two_points_every_two_years_to_22():
    rates = [at("contribution_rate", f"{year}-01") for year in range(2008, 2027)]
    assert rates == [min(1600 + 200 * ((year - 2008) // 2), 2200) for year in range(2008, 2027)]


def test_supported_months_end_after_ten_years():
    assert [at("support_months_limit", month) for month in ("2017-12", "2018-01", "2026-11")] == [0, 120, 120]


# Hundredths of a percent; the rises of pensions of the same days repeat these steps of the base salary.
@pytest.mark.parametrize(
    ("month", "rise"), [("2017-07", 744), ("2018-07", 692), ("2019-07", 719), ("2023-07", 2081), ("2024-07", 3000)]
)
def test_steps_of_the_base_salary(month, rise):
    before = BOOK.parameters["reference_level"].at(from_iso(month) - 1)[0].value
    assert half_up((Fraction(at("reference_level", month), before) - 1) * SHARE) == rise


# Payment


@pytest.mark.parametrize(("years", "amount"), [(2, 7_644_801), (3, 11_259_443), (4, 14_742_290), (5, 18_098_148)])
def test_years_ahead_at_the_interest_of_2026(years, amount):
    over = 1 + Fraction(at("fund_interest", "2026-11"), RATE)
    assert half_up(sum(330_000 / over ** (i - 1) for i in range(1, 12 * years + 1))) == amount
    assert at("years_ahead_least", "2026-11") <= years <= at("years_ahead_most", "2026-11")


@pytest.mark.parametrize(
    ("monthly", "missing", "amount"),
    [
        (330_000, 1, 331_023),
        (330_000, 12, 4_040_708),
        (330_000, 24, 8_234_320),
        (330_000, 36, 12_586_622),
        (330_000, 60, 21_791_542),
        (264_000, 12, 3_232_566),
    ],
)
def test_missing_months_at_the_interest_of_2026(monthly, missing, amount):
    over = 1 + Fraction(at("fund_interest", "2026-11"), RATE)
    assert half_up(sum(monthly * over**i for i in range(1, missing + 1))) == amount
    assert missing <= at("missing_months_limit", "2026-11")


def test_interest_of_a_year_not_found_is_refused_and_of_next_year_assumed():
    interest = BOOK.parameters["fund_interest"]
    for year in (2015, 2018, 2019, 2021, 2022):
        with pytest.raises(CoverageProblem):
            interest.at(from_iso(f"{year}-06"))
    stated = {2016: 5325, 2017: 6583, 2020: 4833, 2023: 3492, 2024: 3630, 2025: 3630, 2026: 3100}
    assert {year: at("fund_interest", f"{year}-12") for year in stated} == stated
    assert interest.at(from_iso("2027-01")) == (interest.at(from_iso("2026-12"))[0], "assumed")


def test_two_to_five_years_ahead():
    assert dated("years_ahead_least") == {"2016-01": 2, "2025-07": 2}
    assert dated("years_ahead_most") == {"2016-01": 5, "2025-07": 5}


def test_an_instalment_is_due_within_the_months_it_covers():
    for month in ("2016-01", "2026-11"):
        assert at("months_per_instalment", month) == {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
        assert at("deadline_months", month) == {"monthly": 1, "quarterly": 3, "half_yearly": 4, "yearly": 7}


# Retirement age


def reached(born: int, sex: str) -> int:
    """The first month in which somebody is as old as that month's law requires."""
    ages = BOOK.parameters["retirement_ages"]
    month = from_iso("2008-01")
    while month - born < ages.at(month)[0].value[sex]:
        month += 1
    return month


@pytest.mark.parametrize("sex", ["male", "female"])
def test_annex_rows(sex):
    rows = ANNEX[sex].split()
    for born, pension_from in zip(rows[::2], rows[1::2], strict=True):
        assert iso(reached(from_iso(born), sex) + 1) == pension_from, born


def test_thirty_three_annex_rows_are_checked():
    assert sum(len(rows.split()) // 2 for rows in ANNEX.values()) == 33


def test_the_age_rises_three_and_four_months_a_year_to_62_and_60():
    for year in range(2008, 2041):
        ages = at("retirement_ages", f"{year}-01")
        assert ages["male"] == (720 if year < 2021 else min(723 + 3 * (year - 2021), 62 * 12))
        assert ages["female"] == (660 if year < 2021 else min(664 + 4 * (year - 2021), 60 * 12))


def test_a_birth_year_alone_cost_a_year_until_2020():
    delays = {month: at("year_only_birth_delay", month) for month in ("2008-01", "2020-12", "2021-01", "2026-11")}
    assert delays == {"2008-01": 12, "2020-12": 12, "2021-01": 0, "2026-11": 0}


# Pension


def climb(name: str, half_years: int) -> int:
    """The rate of a ladder, in ten-thousandths, before the cap."""
    rate = 0
    for start, base, each in at(name, "2026-11"):
        if half_years >= start:
            rate = base + (half_years - start) * each
    return rate


def test_rates_of_half_years():
    women = {29: 0, 30: 4500, 31: 4600, 41: 5600}
    men = {29: 0, 30: 4000, 31: 4050, 32: 4100, 39: 4450, 40: 4500, 41: 4600}
    assert {n: climb("pension_rate_women", n) for n in women} == women
    assert {n: climb("pension_rate_men", n) for n in men} == men


def test_the_allowance_begins_where_the_highest_rate_is_reached():
    cap = at("pension_rate_cap", "2026-11")
    for sex, name in (("female", "pension_rate_women"), ("male", "pension_rate_men")):
        threshold = exact(at("allowance_threshold", "2026-11")[sex], 6)
        assert climb(name, threshold) == cap == 7500
        assert climb(name, threshold - 1) < cap
    assert at("allowance_share_after", "2026-11") == 4 * at("allowance_share_before", "2026-11") == 20_000


def test_fifteen_years_and_at_most_five_of_them_bought():
    assert at("pension_required_months", "2025-07") == 180 == 3 * at("missing_months_limit", "2025-07")
    assert at("missing_months_limit", "2025-06") == 120
    assert at("half_year_months", "2025-07") * 2 == 12


# Provinces, reforms, scenarios


def test_the_thirty_four_provinces_carry_the_sixty_three_names():
    names = [name for _, name, _ in BOOK.provinces] + [old for _, _, formerly in BOOK.provinces for old in formerly]
    assert len(BOOK.provinces) == 34
    assert len(set(names)) == len(names) == 63


def local(code: str, month: str) -> object:
    rows = BOOK.province_rules[code][2]
    return BOOK.overlaid(store.provisions(rows)).parameters["local_support_rates"].at(from_iso(month))


def test_local_support():
    assert dated("local_support_rates") == {"2008-01": {"other": 0}, "2025-07": {"other": 0}}
    assert dated("local_support_for_missing_months") == {"2008-01": False, "2025-07": False}
    assert local("01", "2022-07")[0].value == {"other": 0}
    assert local("01", "2022-08")[0].value == {"other": 1000, "near_poor": 2500, "poor": 3000}
    assert local("01", "2022-08")[1] == "enacted"
    assert local("01", "2025-12")[0].value == local("01", "2022-08")[0].value
    assert local("01", "2025-12")[1] == "unverified"
    assert local("01", "2026-11")[0].value == {"other": 1000, "near_poor": 6000, "poor": 5000}
    assert local("01", "2026-11")[1] == "reported"
    assert local("37", "2026-11")[0].value == {"other": 2000, "ethnic_minority": 2000, "near_poor": 2000, "poor": 3000}
    assert local("37", "2026-11")[1] == "unverified"
    assert local("22", "2027-12")[0].value == {"other": 2000, "near_poor": 3000, "poor": 3000}
    assert local("22", "2028-01")[0].value == {"other": 0}
    assert local("66", "2026-11")[0].layer == "national"


def test_support_of_state_and_province_together_never_exceeds_the_contribution_at_the_poverty_line():
    for code in BOOK.province_rules:
        for month in ("2022-08", "2023-01", "2025-07", "2026-01", "2027-01"):
            state, added = at("support_rates", month), local(code, month)[0].value
            for group in {*state, *added}:
                both = state.get(group, state["other"]) + added.get(group, added["other"])
                assert both <= SHARE, (code, month, group)


def test_every_reform_lies_over_the_law_without_fault():
    for file in (RULES / "reforms").glob("*.yaml"):
        rows, faults = overlay(file, TABLES)
        assert faults == [], file.name
        assert rows, file.name


def test_the_base_scenario_takes_the_mean_of_ten_years_prices():
    mean = Fraction(sum(PRICES[year] for year in range(2016, 2026)), 10)
    assert 10 * half_up(mean / 10) == BOOK.scenarios["base"]["yearly"]["prices"][0] == 310


def test_scenarios_are_ordered_in_prices_and_in_what_outgrows_them():
    assert BOOK.scenarios["frozen"]["parameters"] == {}
    assert {growth for growth, _ in BOOK.scenarios["frozen"]["yearly"].values()} == {0}
    low, base, high = (BOOK.scenarios[name] for name in ("low", "base", "high"))
    for rate in ("prices", "deposit"):
        assert low["yearly"][rate][0] < base["yearly"][rate][0] < high["yearly"][rate][0]
    for name in ("reference_level", "rural_poverty_line"):
        real = [scenario["parameters"][name][0] - scenario["yearly"]["prices"][0] for scenario in (low, base, high)]
        assert real == sorted(real)


def test_every_doubt_is_taken_as_it_says_and_both_readings_are_held():
    doubts = Document(RULES / "doubts.yaml").tree
    overridden = [case["override"] for entry in Document(GOLDEN / "doubts.yaml").tree for case in readings(entry)]
    for name, doubt in doubts.items():
        parameter = BOOK.parameters[doubt["parameter"]]
        month, read = from_iso(doubt["month"]), value_of(parameter.unit).validate_python
        stands = local(doubt["province"], doubt["month"])[0] if "province" in doubt else parameter.at(month)[0]
        assert stands.value == read(doubt["taken"]) != read(doubt["other"]), name
        assert {parameter.name: doubt["other"]} in overridden, name
        for key in ("question", "hangs", "settled_by"):
            assert set(doubt[key]) == {"vi", "en"}, name


def readings(entry):
    """The overrides of a golden case's table."""
    header, *rows = entry["table"]
    return [{"override": row[header.index("given.override")]} for row in rows]
