"""Reading and printing days, months, ages and spells. A month is an int, see ``engine/months.py``."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from estimator.engine.months import YEAR, iso, month
from estimator.engine.problem import Problem
from estimator.words.amounts import read_amount
from estimator.words.closed_lists import SPELL_KIND, is_military, read_member
from estimator.words.matching import fold_number

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_YEARS = 80
_YEAR_FIRST = r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?"
_YEAR_LAST = r"(?:([0-9]{1,2})([-/.])(?=[0-9]+\2))?([0-9]{1,2})[-/.]([0-9]{4})"
_SHORT_YEAR = r"(?:[0-9]{1,2}[-/.]){1,2}[0-9]{2}|[0-9]{2}"
# ngày 1 tháng 11 năm 2026, T11/2026
_SPOKEN = r"(?:ngay ([0-9]{1,2}) )?(?:thang ?|t\.?)([0-9]{1,2})(?: nam | ?[/.\-] ?)([0-9]{4})"
_YEARS = r"([0-9]{1,9})(?: ?(?:nam|years?))?"


@lru_cache(maxsize=1024)
def read_day(text: str, field: str) -> date:
    """A day: ``2026-11-22`` or ``22/11/2026``. Raises Problem: day_unreadable, and those of ``read_birth``."""
    day, precision = _read(text, field, "day_unreadable")
    if precision != "day":
        raise Problem("day_unreadable", field=field, given=text)
    return day


def read_month(text: str, field: str) -> int:
    """A month (int): ``2026-11`` or ``11/2026``; a full day is refused.

    Raises Problem: month_unreadable, month_with_day, and those of ``read_birth``.
    """
    day, precision = _read(text, field, "month_unreadable")
    read = month(day.year, day.month)
    if precision == "day":
        raise Problem("month_with_day", field=field, given=text, suggestions=[iso(read)])
    if precision == "year":
        raise Problem("month_unreadable", field=field, given=text)
    return read


def read_birth(text: str, field: str) -> tuple[date, str]:
    """A birthday and its precision, ``day``, ``month`` or ``year``; what is not known counts as 1.

    Raises Problem: birth_unreadable, two_digit_year, day_impossible, month_impossible, year_out_of_range.
    """
    return _read(text, field, "birth_unreadable")


def _read(text: str, field: str, unreadable: str) -> tuple[date, str]:
    def refuse(code: str, **facts: Any) -> NoReturn:
        raise Problem(code, field=field, given=text, **facts)

    written = text.strip()
    if written[:1].isalpha() and (spoken := re.fullmatch(_SPOKEN, fold_number(written))):
        written = "/".join(filter(None, spoken.groups()))
    if found := re.fullmatch(_YEAR_FIRST, written):
        year, sign, number, day = found.groups()
        if sign == "." and day is None and len(number) == 1:
            refuse(unreadable)  # 1980.1 is what a sheet makes of 1980.10
    elif found := re.fullmatch(_YEAR_LAST, written):
        day, _, number, year = found.groups()
    else:
        refuse("two_digit_year" if re.fullmatch(_SHORT_YEAR, written) else unreadable)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        refuse("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        read = date(int(year), int(number or 1), int(day or 1))
    except ValueError:
        refuse("day_impossible" if day else "month_impossible")
    return read, "day" if day else "month" if number else "year"


def read_spell(text: str, field: str) -> tuple[int, int, int, str]:
    """First month, last month, income (VND) and kind, ``voluntary`` or ``compulsory``.

    ``2018-01..2024-12:2000000`` or ``…:3500000:compulsory``; months and income in any form their readers accept.
    Raises Problem: spell_unreadable, spell_backwards, spell_kind_unknown, military_time, those of ``read_month`` and
    ``read_amount`` for the part that is wrong.
    """
    begun, _, rest = text.strip().partition("..")
    ended, *said = rest.split(":")
    if not begun or not ended or len(said) not in (1, 2) or not all(said):
        raise Problem("spell_unreadable", field=field, given=text)
    first, last = read_month(begun.strip(), field), read_month(ended.strip(), field)
    if last < first:
        raise Problem("spell_backwards", field=field, given=text, first=first, last=last)
    if said[1:] and is_military(said[1]):
        raise Problem("military_time", field=field, given=text)
    kind = read_member(said[1] if said[1:] else "voluntary", field, SPELL_KIND)
    if kind == "state":
        return first, last, _coefficient(said[0].strip(), field), kind
    return first, last, read_amount(said[0].strip(), field), kind


def _coefficient(text: str, field: str) -> int:
    """A State salary's coefficient in hundredths: ``3.66`` or ``3,66``."""
    found = re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?", text)
    if found is None:
        raise Problem("coefficient_unreadable", field=field, given=text)
    return int(found[1] + (found[2] or "").ljust(2, "0"))


def read_count(text: str, field: str) -> int:
    """A whole number of months, 1 to 960. Raises Problem months_unreadable."""
    found = re.fullmatch(r"([0-9]{1,3})(?: ?(?:thang|months?))?", fold_number(text))
    if found is None or not 0 < int(found[1]) <= MOST_YEARS * YEAR:
        raise Problem("months_unreadable", field=field, given=text, most=MOST_YEARS * YEAR)
    return int(found[1])


def read_years(text: str, field: str) -> int:
    """A whole number of years, 0 to 80, as months: ``15`` or ``15 năm``.

    Raises Problem: years_unreadable, years_out_of_range.
    """
    found = re.fullmatch(_YEARS, fold_number(text))
    if found is None:
        raise Problem("years_unreadable", field=field, given=text)
    if int(found[1]) > MOST_YEARS:
        raise Problem("years_out_of_range", field=field, given=text, least=0, most=MOST_YEARS)
    return int(found[1]) * YEAR


def month_text(month: int, lang: str) -> str:
    """A month as ``05/2027`` (vi) or ``2027-05`` (en)."""
    return f"{month % YEAR + 1:02d}/{month // YEAR:04d}" if lang == "vi" else iso(month)


def day_text(day: date, lang: str) -> str:
    """A day as ``28/02/2027`` (vi) or ``2027-02-28`` (en)."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if lang == "vi" else day.isoformat()


def age_words(months: int, lang: str) -> str:
    """An age in months as ``57 tuổi 8 tháng``, ``60 tuổi`` (vi) or ``57 years 8 months`` (en)."""
    return _span(months, "tuổi") if lang == "vi" else duration(months, lang)


def duration(months: int, lang: str) -> str:
    """A length in months as ``13 năm 3 tháng`` (vi) or ``13 years 3 months`` (en)."""
    return _span(months, "năm") if lang == "vi" else _span(months, "year", "month", plural="s")


def _span(months: int, year: str, odd: str = "tháng", plural: str = "") -> str:
    parts = [(months // YEAR, year), (months % YEAR, odd)]
    said = [f"{n} {unit}{plural if n != 1 else ''}" for n, unit in parts if n]
    return " ".join(said) or f"0 {odd}{plural}"
