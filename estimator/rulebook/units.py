"""The units of a rule file's values, typed from text by Pydantic; nothing here runs at the kitchen table."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import Annotated, Any, Literal, LiteralString

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from estimator.engine import months
from estimator.rulebook.codes import GROUPS, METHODS, SEXES


def wrong(code: LiteralString, **facts: Any) -> PydanticCustomError:
    """A fault of a value, by its code."""
    return PydanticCustomError(code, code, facts)


def _scaled(text: Any, pattern: str, decimals: int, code: LiteralString) -> int:
    """A decimal written in text as a whole number of 10⁻ᵈᵉᶜⁱᵐᵃˡˢ; exact, or refused."""
    match = re.fullmatch(pattern, text) if isinstance(text, str) else None
    if match is None or len(match["fraction"] or "") > decimals:
        raise wrong(code, given=str(text))
    return int(match["whole"] + (match["fraction"] or "").ljust(decimals, "0"))


PERCENT = r"(?P<whole>\d{1,3})(?:\.(?P<fraction>\d+))?%"


def _share(text: Any) -> int:
    return _scaled(text, PERCENT, 2, "not_a_share")


def monthly_rate(text: Any) -> int:
    """Millionths a month from ``0.31%``."""
    return _scaled(text, PERCENT, 4, "not_a_rate")


def growth(text: Any) -> int | str:
    """A yearly share (ten-thousandths), or ``prices``: as prices grow."""
    return "prices" if text == "prices" else _share(text)


def _death_rate(text: Any) -> int:
    return _scaled(text, r"(?P<whole>0)\.(?P<fraction>\d+)", 8, "not_a_death_rate")


def _hundredths(text: Any) -> int:
    return _scaled(text, r"(?P<whole>\d{1,3})(?:\.(?P<fraction>\d+))?", 2, "not_a_factor")


def _whole(text: Any) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"\d{1,3}(,\d{3})*|\d{1,15}", text):
        raise wrong("not_a_whole_number", given=str(text))
    return int(text.replace(",", ""))


def _age(text: Any) -> int:
    match = re.fullmatch(r"(?:(\d{1,3})y)?(?:(\d{1,2})m)?", text) if isinstance(text, str) and text else None
    if match is None or int(match[2] or 0) >= months.YEAR:
        raise wrong("not_a_length", given=str(text))
    return int(match[1] or 0) * months.YEAR + int(match[2] or 0)


def flag(text: Any) -> bool:
    """A truth from ``yes`` or ``no``."""
    if text not in ("yes", "no"):
        raise wrong("not_a_flag", given=str(text))
    return bool(text == "yes")


def _day(text: Any) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        raise wrong("not_a_day", given=str(text)) from None


def _first_of_month(text: Any) -> int:
    if not _day(text).endswith("-01"):
        raise wrong("not_first_of_month", given=str(text))
    return months.from_iso(text)


def _last_of_month(text: Any) -> int:
    day = datetime.date.fromisoformat(_day(text))
    if day.day != monthrange(day.year, day.month)[1]:
        raise wrong("not_last_of_month", given=str(text))
    return months.from_iso(text)


def _month(text: Any) -> int:
    if not isinstance(text, str) or len(text) != len("2025-07"):
        raise wrong("not_a_month", given=str(text))
    return _first_of_month(f"{text}-01")


def _part(text: Any) -> int:
    share = _share(text)
    if share > 100_00:
        raise wrong("more_than_all", given=str(text))
    return share


Share = Annotated[int, BeforeValidator(_share)]
Growth = Annotated[int | str, BeforeValidator(growth)]
Part = Annotated[int, BeforeValidator(_part)]  # of a whole: nobody is supported beyond what there is to pay
Whole = Annotated[int, BeforeValidator(_whole)]
Age = Annotated[int, BeforeValidator(_age)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=1990, le=2100)]
YearOfAge = Annotated[int, BeforeValidator(_whole), Field(ge=15, le=120)]
Start = Annotated[int, BeforeValidator(_first_of_month)]
End = Annotated[int, BeforeValidator(_last_of_month)]
Day = Annotated[str, BeforeValidator(_day)]

STRICT = ConfigDict(extra="forbid", frozen=True)


class Rung(BaseModel):
    """One rung of a ladder of rates: from so many years a rate, and so much more for each further year."""

    model_config = STRICT
    from_: Age = Field(alias="from")
    rate: Share
    per_year: Share


def ladder(rungs: list[Rung]) -> tuple[tuple[int, int, int], ...]:
    """Rungs as the engine climbs them: half years, rate, rate of each further half year."""
    return tuple((r.from_ // 6, r.rate, r.per_year // 2) for r in rungs)


class Increase(BaseModel):
    """A rise of pensions in payment: the share for those begun before a month; the first that fits counts."""

    model_config = STRICT
    started_before: Start
    share: Share


def increases(bands: list[Increase]) -> tuple[tuple[int, int], ...]:
    """Rises as the engine reads them: month, share."""
    return tuple((band.started_before, band.share) for band in bands)


UNITS: dict[str, Any] = {
    "dong": Whole,
    "count": Whole,
    "months": Age,
    "share": Share,
    "monthly_rate": Annotated[int, BeforeValidator(monthly_rate)],
    "flag": Annotated[bool, BeforeValidator(flag)],
    "share_by_group": dict[Literal[GROUPS], Part],  # type: ignore[valid-type]
    "months_by_method": dict[Literal[METHODS], Age],  # type: ignore[valid-type]
    "age_by_sex": dict[Literal[SEXES], Age],  # type: ignore[valid-type]
    "months_by_sex": dict[Literal[SEXES], Age],  # type: ignore[valid-type]
    "factor_by_year": dict[Year, Annotated[int, BeforeValidator(_hundredths)]],
    "death_rates": dict[Literal[SEXES], dict[YearOfAge, Annotated[int, BeforeValidator(_death_rate)]]],  # type: ignore[valid-type]
    "ladder": list[Rung],
    "month": Annotated[int, BeforeValidator(_month)],
    "increases": list[Increase],
}
# How the engine reads values that are lists of rows in a file.
ROWS: dict[str, Any] = {"ladder": ladder, "increases": increases}
COMPLETE: dict[str, frozenset[str]] = {
    "share_by_group": frozenset({"other"}),
    "months_by_method": frozenset(METHODS),
    "age_by_sex": frozenset(SEXES),
    "death_rates": frozenset(SEXES),
    "months_by_sex": frozenset(SEXES),
}
