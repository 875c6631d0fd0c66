"""What agencies' sheets say in their own way, and what sheets make of days and amounts, as the options' values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.words.names import fold

UNIT = 10_000  # a share is in ten-thousandths
_REGULAR = {"1": "monthly", "3": "quarterly", "6": "half_yearly", "12": "yearly"}
DAYS, MONTHS, AMOUNTS = ("born", "as_of", "known_on"), ("start", "until"), ("income", "pay")
_EPOCH = datetime.date(1899, 12, 30)  # day 0 of the serial numbers that sheets write for days
_LAST_SERIAL = 73_415  # 31 December 2100
_YES, _NO = ("co", "x", "1", "true", "yes", "c"), ("khong", "", "0", "false", "no", "k")


def said(option: str, text: str) -> str:
    """What a sheet or a program made of a value, as a person writes it; other text as it is.

    ``29221`` and ``1980-01-01 00:00:00`` are days, and months where a month is asked for and the day is the first;
    ``1980.0`` is a whole number, and so is an amount of which sheets show no fraction (``4679999.999999999``).
    """
    text = re.sub(r"^([0-9]+)\.0$", r"\1", text)
    if option in AMOUNTS and re.fullmatch(r"[0-9]{4,15}\.[0-9]{5,}", text):
        shown = f"{float(text):.15g}"  # sheets show fifteen digits
        return shown if shown.isdecimal() else text
    if option not in DAYS + MONTHS:
        return text
    if re.fullmatch(r"[1-7][0-9]{4}", text) and int(text) <= _LAST_SERIAL:
        text = (_EPOCH + datetime.timedelta(days=int(text))).isoformat()
    day = re.fullmatch(r"([0-9]{4}-[0-9]{2})(-[0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", text)
    if day is None:
        return text
    return day[1] if option in MONTHS and day[2] == "-01" else day[1] + day[2]


def method_of(text: str, months: str = "") -> str:
    """``--method`` from ``3 tháng``, ``Về sau`` with its months (24, 36, 48, 60), ``Còn thiếu``; other text as it is.

    Raises Problem months_ahead_unknown.
    """
    folded = re.sub(r"^dong (?:mot lan )?(?:cho )?", "", re.sub(r"[ _\-()]+", " ", fold(text)).strip())
    regular = re.fullmatch(r"0?([0-9]{1,2}) ?thang", folded)
    if regular:
        return _REGULAR.get(regular[1], text)
    ahead = re.fullmatch(r"(?:nhieu )?(?:nam )?ve sau ?(?:([0-9]{1,3}) thang)?", folded)
    if ahead:
        written = ahead[1] or months
        count = re.fullmatch(r"([0-9]{1,3})(?: ?thang)?", fold(written))
        if count is None or int(count[1]) % YEAR or int(count[1]) < 2 * YEAR:
            raise Problem("months_ahead_unknown", field="months", given=written, method=text)
        return f"years_ahead:{int(count[1]) // YEAR}"
    return "missing" if re.fullmatch(r"(?:nhung )?(?:nam |thang )?con thieu", folded) else text


def sex_of(text: str) -> str:
    """``--sex`` from ``1`` (male) or ``0`` (female), as the filing programs code it; other text as it is."""
    return {"1": "male", "0": "female"}.get(text.strip(), text)


def born_of(text: str, year_only: str = "") -> str:
    """``--born`` from a day of birth of which, where ``year_only`` says yes, only the year is known.

    Raises Problem yes_or_no.
    """
    said = fold(year_only)
    if said in _NO:
        return text
    if said not in _YES:
        raise Problem("yes_or_no", field="born_year_only", given=year_only)
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    return str(years[0]) if len(years) == 1 else text


def group_of(text: str, rates: Mapping[str, int]) -> str:
    """The group whose share of support (ten-thousandths, by group, in force in the month paid) is the percentage.

    ``40``, ``40%``, ``40,0`` or ``0.4`` as a cell of percentages holds it. Of groups with the same share the one a
    household's paper names comes first: poor before island. Raises Problem state_percent_unknown.
    """
    order = ("poor", "near_poor", "ethnic_minority", "other", "island")
    read = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))? ?(%?)", text.strip())
    share = None
    if read:
        decimals = (read[2] or "").ljust(4, "0")
        whole, parts = int(read[1]), int(decimals)
        share = whole * (UNIT // 100) + parts // 100 if whole or read[3] else parts
        share = None if whole and parts % 100 else share
    for group in sorted(rates, key=lambda name: order.index(name) if name in order else len(order)):
        if share and rates[group] == share:
            return group
    allowed = sorted({f"{rate // 100}" for rate in rates.values()}, key=int, reverse=True)
    raise Problem("state_percent_unknown", field="state_percent", given=text, allowed=allowed)
