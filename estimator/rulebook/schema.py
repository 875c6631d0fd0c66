"""What a rule file may say. Pydantic types the text of the files; nothing here runs at the kitchen table."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError, field_validator, model_validator

from estimator.engine import months
from estimator.rulebook.read_yaml import Document
from estimator.rulebook.units import (
    STRICT,
    UNITS,
    Age,
    Day,
    End,
    Growth,
    Share,
    Start,
    Whole,
    flag,
    monthly_rate,
    wrong,
)


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
    whole: Annotated[bool, BeforeValidator(flag)] = False
    note: str | None = None
    values: dict[str, Any]

    @field_validator("values")
    @classmethod
    def _some(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values:
            raise wrong("no_values")
        return values


class SourceText(BaseModel):
    """A legal document of the register."""

    model_config = STRICT
    kind: Literal["law", "decree", "decision", "resolution", "circular", "letter", "statistics"]
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
    """One assumption of a scenario: a yearly growth (``prices``: as prices grow), or a value that stays."""

    model_config = STRICT
    growth: Growth | None = None
    value: Annotated[int, BeforeValidator(monthly_rate)] | None = None
    every: Age = 12
    first: Start | None = None
    round_to: Whole = 1
    reason: str

    @model_validator(mode="after")
    def _one(self) -> AssumptionText:
        if (self.growth is None) == (self.value is None):
            raise wrong("growth_or_value")
        return self


class YearlyText(BaseModel):
    """An assumption that is a yearly rate and nothing else."""

    model_config = STRICT
    growth: Growth
    reason: str


class PricesText(BaseModel):
    """How consumer prices are assumed to grow."""

    model_config = STRICT
    growth: Share
    reason: str


class ScenarioText(BaseModel):
    """A scenario: what is assumed where nothing is enacted."""

    model_config = STRICT
    title: dict[Literal["vi", "en"], str]
    prices: PricesText
    incomes: YearlyText
    pensions: YearlyText
    deposit: YearlyText
    parameters: dict[str, AssumptionText] = {}


class OverlayText(BaseModel):
    """A province's or a reform's own provisions, and the documents it cites that the register lacks."""

    model_config = STRICT
    province: str | None = None
    reform: str | None = None
    reason: str | None = None
    reviewed: Day | None = None
    note: str | None = None
    sources: dict[str, SourceText] = {}
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
