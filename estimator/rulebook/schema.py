"""What a rule file may say. Pydantic types the text of the files; nothing here runs at the kitchen table."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, LiteralString

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from estimator.engine import months
from estimator.rulebook.codes import GROUPS, METHODS, SEXES
from estimator.rulebook.reading import Document


def _wrong(code: LiteralString, **facts: Any) -> PydanticCustomError:
    return PydanticCustomError(code, code, facts)


def _scaled(text: Any, pattern: str, decimals: int, code: LiteralString) -> int:
    """A decimal written in text as a whole number of 10⁻ᵈᵉᶜⁱᵐᵃˡˢ; exact, or refused."""
    match = re.fullmatch(pattern, text) if isinstance(text, str) else None
    if match is None or len(match["fraction"] or "") > decimals:
        raise _wrong(code, given=str(text))
    return int(match["whole"] + (match["fraction"] or "").ljust(decimals, "0"))


PERCENT = r"(?P<whole>\d{1,3})(?:\.(?P<fraction>\d+))?%"


def _share(text: Any) -> int:
    return _scaled(text, PERCENT, 2, "not_a_share")


def _monthly_rate(text: Any) -> int:
    return _scaled(text, PERCENT, 4, "not_a_rate")


def _hundredths(text: Any) -> int:
    return _scaled(text, r"(?P<whole>\d{1,3})(?:\.(?P<fraction>\d+))?", 2, "not_a_factor")


def _whole(text: Any) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"\d{1,3}(,\d{3})*|\d{1,15}", text):
        raise _wrong("not_a_whole_number", given=str(text))
    return int(text.replace(",", ""))


def _age(text: Any) -> int:
    match = re.fullmatch(r"(?:(\d{1,3})y)?(?:(\d{1,2})m)?", text) if isinstance(text, str) and text else None
    if match is None or int(match[2] or 0) >= months.YEAR:
        raise _wrong("not_a_length", given=str(text))
    return int(match[1] or 0) * months.YEAR + int(match[2] or 0)


def _flag(text: Any) -> bool:
    if text not in ("yes", "no"):
        raise _wrong("not_a_flag", given=str(text))
    return bool(text == "yes")


def _day(text: Any) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        raise _wrong("not_a_day", given=str(text)) from None


def _first_of_month(text: Any) -> int:
    if not _day(text).endswith("-01"):
        raise _wrong("not_first_of_month", given=str(text))
    return months.from_iso(text)


def _last_of_month(text: Any) -> int:
    day = datetime.date.fromisoformat(_day(text))
    if day.day != monthrange(day.year, day.month)[1]:
        raise _wrong("not_last_of_month", given=str(text))
    return months.from_iso(text)


def _month(text: Any) -> int:
    if not isinstance(text, str) or len(text) != len("2025-07"):
        raise _wrong("not_a_month", given=str(text))
    return _first_of_month(f"{text}-01")


def _part(text: Any) -> int:
    share = _share(text)
    if share > 100_00:
        raise _wrong("more_than_all", given=str(text))
    return share


Share = Annotated[int, BeforeValidator(_share)]
Part = Annotated[int, BeforeValidator(_part)]  # of a whole: nobody is supported beyond what there is to pay
Whole = Annotated[int, BeforeValidator(_whole)]
Age = Annotated[int, BeforeValidator(_age)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=1990, le=2100)]
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
    "monthly_rate": Annotated[int, BeforeValidator(_monthly_rate)],
    "flag": Annotated[bool, BeforeValidator(_flag)],
    "share_by_group": dict[Literal[GROUPS], Part],  # type: ignore[valid-type]
    "months_by_method": dict[Literal[METHODS], Age],  # type: ignore[valid-type]
    "age_by_sex": dict[Literal[SEXES], Age],  # type: ignore[valid-type]
    "months_by_sex": dict[Literal[SEXES], Age],  # type: ignore[valid-type]
    "factor_by_year": dict[Year, Annotated[int, BeforeValidator(_hundredths)]],
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
    "months_by_sex": frozenset(SEXES),
}


class ProvisionText(BaseModel):
    """A dated value as a file states it; the value is typed by the parameter's unit."""

    model_config = STRICT
    value: Any
    source: str
    confidence: Literal["confirmed", "reported", "unverified"] = "confirmed"
    until: End | None = None
    note: str | None = None


def out_of_order(dates: list[tuple[int, int | None]]) -> tuple[int, str, dict[str, str]] | None:
    """What is wrong with the order of dated values (start, end): the place of the offending one, a code and facts."""
    for place, ((earlier, until), (later, _)) in enumerate(pairwise(dates), 1):
        if later <= earlier:
            return place, "dates_out_of_order", {"earlier": months.iso(earlier), "later": months.iso(later)}
        if until is not None and until >= later:
            return place, "two_values_at_once", {"until": months.iso(until), "later": months.iso(later)}
    return None


class ParameterHead(BaseModel):
    """What every parameter states besides its values."""

    model_config = STRICT
    unit: Literal[tuple(UNITS)]  # type: ignore[valid-type]
    reviewed: Day
    may_vary_by: Literal["province"] | None = None
    whole: Annotated[bool, BeforeValidator(_flag)] = False
    note: str | None = None
    values: dict[str, Any]

    @field_validator("values")
    @classmethod
    def _some(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values:
            raise _wrong("no_values")
        return values


class SourceText(BaseModel):
    """A legal document of the register."""

    model_config = STRICT
    kind: Literal["law", "decree", "decision", "resolution", "circular", "letter"]
    title: dict[Literal["vi", "en"], str]
    issued: Day
    in_force: Day
    until: Day | None = None
    note: str | None = None


class ProvinceText(BaseModel):
    """A row of the list of provinces."""

    model_config = STRICT
    name: str
    formerly: list[str] = []


class AssumptionText(BaseModel):
    """One assumption of a scenario."""

    model_config = STRICT
    growth: Share
    every: Age = 12
    first: Start | None = None
    round_to: Whole = 1
    reason: str


class ScenarioText(BaseModel):
    """A scenario: what is assumed where nothing is enacted."""

    model_config = STRICT
    title: dict[Literal["vi", "en"], str]
    prices: AssumptionText
    parameters: dict[str, AssumptionText] = {}


class OverlayText(BaseModel):
    """A province's or a reform's own provisions."""

    model_config = STRICT
    province: str | None = None
    reform: str | None = None
    reason: str | None = None
    reviewed: Day | None = None
    note: str | None = None
    provisions: dict[str, dict[str, Any]]


START = TypeAdapter(Start)
PROVISION = TypeAdapter(ProvisionText)
PARAMETER = TypeAdapter(ParameterHead)
SOURCES = TypeAdapter(dict[str, SourceText])
PROVINCES = TypeAdapter(dict[str, ProvinceText])
SCENARIO = TypeAdapter(ScenarioText)
OVERLAY = TypeAdapter(OverlayText)


@cache
def value_of(unit: str) -> TypeAdapter[Any]:
    """The reader of a unit's values."""
    return TypeAdapter(UNITS[unit])


def typed(document: Document, adapter: TypeAdapter[Any], tree: Any, below: tuple[str | int, ...] = ()) -> Any:
    """The tree as typed models, or None with the faults noted at their places in the document."""
    try:
        return adapter.validate_python(tree)
    except ValidationError as error:
        for item in error.errors():
            path = tuple(part for part in item["loc"] if part != "[key]")
            whole = (*below, *path)
            if any(whole[: len(lost)] == lost or lost[: len(whole)] == whole for lost in document.unread):
                continue
            facts = {"given": str(item["input"])[:60], **item.get("ctx", {})}
            facts = {name: str(value) for name, value in facts.items()}
            document.fault((*below, *path), item["type"], **facts)
        return None
