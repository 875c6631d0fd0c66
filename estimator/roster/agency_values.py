"""What agencies' sheets say in their own way, and what sheets make of days and amounts, as the options' values."""

from __future__ import annotations

import contextlib
import datetime
import decimal
import re
from collections.abc import Mapping
from functools import lru_cache

from estimator.engine.months import YEAR
from estimator.engine.problem import Problem
from estimator.words.matching import fold
from estimator.words.names import read_group

UNIT = 10_000  # a share is in ten-thousandths
_REGULAR = {"1": "monthly", "3": "quarterly", "6": "half_yearly", "12": "yearly"}
DAYS, MONTHS, AMOUNTS = ("born", "as_of", "known_on"), ("start", "until"), ("income", "pay")
SHOWN = decimal.Context(prec=15)  # the digits that sheets show
_EPOCH = datetime.date(1899, 12, 30)  # day 0 of the serial numbers that sheets write for days
_LAST_SERIAL = 73_415  # 31 December 2100
_YES, _NO = ("co", "x", "1", "true", "yes", "c"), ("khong", "", "0", "false", "no", "k")
_TICKS, _DASHES = ("v", "✓", "✔", "☑", "☒", "+"), ("-", "–", "☐")


def said(option: str, text: str) -> str:
    """What a sheet or a program made of a value, as a person writes it; other text as it is.

    ``29221`` and ``1980-01-01 00:00:00`` are days, and months where a month is asked for and the day is the first;
    ``1980.0`` is a whole number, and so is an amount of which sheets show no fraction (``4679999.999999999``).
    """
    if text.endswith(".0"):
        text = re.sub(r"^([0-9]+)\.0$", r"\1", text)
    if option in AMOUNTS and "." in text and re.fullmatch(r"[0-9]{4,15}\.[0-9]{5,}", text):
        shown = SHOWN.create_decimal(text)
        return f"{shown:.0f}" if shown == shown.to_integral_value() else text
    if option not in DAYS + MONTHS:
        return text
    if len(text) == 5 and re.fullmatch(r"[1-7][0-9]{4}", text) and int(text) <= _LAST_SERIAL:
        text = (_EPOCH + datetime.timedelta(days=int(text))).isoformat()
    day = re.fullmatch(r"([0-9]{4}-[0-9]{2})(-[0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", text)
    if day is None:
        return text
    return day[1] if option in MONTHS and day[2] == "-01" else day[1] + day[2]


@lru_cache(maxsize=1024)
def method_of(text: str, months: str = "") -> str:
    """``--method`` from ``3 tháng``, ``Về sau`` with its months (24, 36, 48, 60), ``Còn thiếu``; other text as it is.

    Raises Problem months_ahead_unknown.
    """
    folded = re.sub(r"^dong (?:mot lan )?(?:cho )?", "", re.sub(r"[ _\-()]+", " ", fold(text)).strip())
    regular = re.fullmatch(r"0?([0-9]{1,2})(?: ?thang(?: ?/? ?(?:mot|1)? ?lan)?)?", folded)
    if regular:
        return _REGULAR.get(regular[1], text)
    ahead = re.fullmatch(r"(?:nhieu |nhung )?(?:nam )?ve sau ?(?:([0-9]{1,3}) ?thang)?", folded)
    if ahead:
        written = ahead[1] or months
        count = re.fullmatch(r"([0-9]{1,3})(?: ?thang)?", fold(written))
        if count is None or int(count[1]) % YEAR or int(count[1]) < 2 * YEAR:
            raise Problem("months_ahead_unknown", field="months", given=written, method=text)
        return f"years_ahead:{int(count[1]) // YEAR}"
    return "missing" if re.fullmatch(r"(?:nhung )?(?:nam |thang )?con thieu", folded) else text


def month_of(text: str) -> str:
    """``--start`` from a month that a spreadsheet turned into its first day; other text as it is."""
    day = re.fullmatch(r"([0-9]{4})-([0-9]{2})-01|0?1([-/.])([0-9]{1,2})\3([0-9]{4})", text.strip())
    return text if day is None else f"{day[1] or day[5]}-{day[2] or day[4].zfill(2)}"


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


def ticked(text: str, group: str) -> bool | None:
    """Whether a cell under a group's name says that a person is of it: a tick, yes, or the name once more.

    None where it is empty or has a dash. Raises Problem tick_unreadable.
    """
    said = fold(text)
    if not said or said in _DASHES:
        return None
    if said in _YES + _TICKS or said in _NO:
        return said not in _NO
    with contextlib.suppress(Problem):
        if read_group(text, "group") == group:
            return True
    raise Problem("tick_unreadable", field="group", given=text, group=group)


def share_of(text: str) -> int | None:
    """Ten-thousandths from ``40``, ``40%``, ``40,0`` or ``0.4`` as a cell of percentages holds it; None otherwise."""
    read = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))? ?(%?)", text.strip())
    if read is None:
        return None
    whole, parts = int(read[1]), int((read[2] or "").ljust(4, "0"))
    if not whole and not read[3]:
        return parts
    return None if parts % 100 else whole * (UNIT // 100) + parts // 100


def group_of(text: str, rates: Mapping[str, int], *others: Mapping[str, int]) -> str:
    """The group whose share of support (ten-thousandths, by group, in force in the month paid) is the percentage.

    Of groups with the same share the one a household's paper names comes first: poor before island. A percentage that
    only ``others`` have, the shares of other times, names the group there. Raises Problem state_percent_unknown.
    """
    order = ("poor", "near_poor", "ethnic_minority", "other", "island")
    share = share_of(text)
    for table in (rates, *others):
        for group in sorted(table, key=lambda name: order.index(name) if name in order else len(order)):
            if table[group] == share:
                return group
    allowed = sorted({f"{rate // 100}" for rate in rates.values()}, key=int, reverse=True)
    raise Problem("state_percent_unknown", field="state_percent", given=text, allowed=allowed)
