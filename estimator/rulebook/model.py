"""Provision, parameter, rulebook, and the law of one month."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from estimator.engine.months import iso
from estimator.engine.problem import CoverageProblem
from estimator.rulebook.codes import METHODS, SEXES, by_group, by_position

OPEN = 10**6  # a month after every month


class Provision(NamedTuple):
    """One dated value of a parameter, with the document it comes from."""

    since: int
    value: Any
    source: str
    confidence: str = "confirmed"
    until: int | None = None
    layer: str = "national"

    @property
    def standing(self) -> str:
        """``enacted``, ``reported``, ``unverified`` or ``assumed``, while the provision is in force."""
        if self.layer.startswith("scenario"):
            return "assumed"
        return "enacted" if self.confidence == "confirmed" else self.confidence


class Segment(NamedTuple):
    """A provision from the month on which it is the one that counts (later than ``since`` when an overlay ended)."""

    start: int
    provision: Provision


class Parameter(NamedTuple):
    """A named value of the law through time; ``whole`` ones are read as their whole schedule."""

    name: str
    unit: str
    reviewed: str
    segments: tuple[Segment, ...]
    may_vary_by: str | None = None
    whole: bool = False

    def at(self, month: int) -> tuple[Provision, str]:
        """The provision that counts in a month and its standing; CoverageProblem before the first or in a gap."""
        index = bisect_left(self.segments, (month + 1,)) - 1
        if index < 0:
            if not self.segments:
                raise CoverageProblem("nothing_known", field=self.name, given=iso(month), month=month)
            first = self.segments[0].start
            raise CoverageProblem("before_first_provision", field=self.name, given=iso(month), month=month, first=first)
        provision = self.segments[index].provision
        if provision.until is not None and month > provision.until:
            if index + 1 < len(self.segments):
                following = self.segments[index + 1].start
                raise CoverageProblem("value_not_known", field=self.name, given=iso(month), month=month, next=following)
            return provision, "assumed"
        return provision, provision.standing

    def spans(self) -> Iterator[tuple[int, int, Provision]]:
        """First month, last month and provision of every stretch that has a stated value."""
        for index, (start, provision) in enumerate(self.segments):
            last = self.segments[index + 1].start - 1 if index + 1 < len(self.segments) else OPEN
            yield start, min(last, OPEN if provision.until is None else provision.until), provision

    def values(self) -> Iterator[tuple[int, int, Any]]:
        """First month, last month and value of every stretch that has a stated value."""
        return ((first, last, provision.value) for first, last, provision in self.spans())

    def overlaid(self, provisions: Iterable[Provision]) -> "Parameter":
        """This parameter with an overlay's provisions in front: where the overlay speaks, the layer below is silent."""
        over = Parameter(self.name, self.unit, self.reviewed, tuple(Segment(p.since, p) for p in provisions))
        segments = [Segment(start, provision) for start, _, provision in over.spans()]
        free = self._between(list(over.spans()))
        for start, last, provision in self.spans():
            for first, final in free:
                if max(start, first) <= min(last, final):
                    ends = provision.until if provision.until is None or provision.until <= final else final
                    segments.append(Segment(max(start, first), provision._replace(until=ends)))
        return self._replace(segments=tuple(sorted(segments, key=lambda segment: segment.start)))

    @staticmethod
    def _between(spans: list[tuple[int, int, Provision]]) -> list[tuple[int, int]]:
        gaps, start = [], 0
        for first, last, _ in spans:
            if start < first:
                gaps.append((start, first - 1))
            start = last + 1
        return [*gaps, (start, OPEN)] if start <= OPEN else gaps


ENGINE_FORMS: dict[str, Callable[[Any], Any]] = {
    "share_by_group": by_group,
    "age_by_sex": lambda value: by_position(SEXES, value),
    "months_by_sex": lambda value: by_position(SEXES, value),
    "months_by_method": lambda value: by_position(METHODS, value),
}


class Law:
    """The whole law of one month: engine values by parameter name, and the provision behind each."""

    __slots__ = ("_values", "book", "month")

    def __init__(self, book: "Rulebook", month: int) -> None:
        self.book, self.month = book, month
        self._values: dict[str, Any] = {}

    def __contains__(self, name: object) -> bool:
        return name in self.book.parameters

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            parameter = self.book.parameters[name]
            form = ENGINE_FORMS.get(parameter.unit, lambda value: value)
            if parameter.whole:
                self._values[name] = tuple((start, form(p.value)) for start, p in parameter.segments)
            else:
                self._values[name] = form(parameter.at(self.month)[0].value)
        return self._values[name]

    def provision(self, name: str) -> tuple[Provision, str]:
        """The provision in force and its standing; of a whole schedule, the last one begun."""
        return self.book.parameters[name].at(self.month)

    def standing(self, name: str) -> str:
        """How firm a value is this month; a schedule stands as enacted."""
        return "enacted" if self.book.parameters[name].whole else self.provision(name)[1]


class Rulebook:
    """Every parameter, the documents they cite, and the assumptions laid over them."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        sources: Mapping[str, Mapping[str, Any]],
        provinces: tuple[Any, ...] = (),
        scenarios: Mapping[str, Any] | None = None,
        province_rules: Mapping[str, Any] | None = None,
    ) -> None:
        self.parameters, self.sources, self.provinces = parameters, sources, provinces
        self.scenarios, self.province_rules = scenarios or {}, province_rules or {}
        self._months: dict[int, Law] = {}

    def at(self, month: int) -> Law:
        """The law of a month."""
        if month not in self._months:
            self._months[month] = Law(self, month)
        return self._months[month]

    def changes(self, first: int, last: int, names: Iterable[str]) -> list[int]:
        """The months after ``first`` and up to ``last`` in which one of the named parameters changes."""
        return sorted({s.start for name in names for s in self.parameters[name].segments if first < s.start <= last})

    def with_parameters(self, parameters: Mapping[str, Parameter]) -> "Rulebook":
        """The same book with some parameters replaced."""
        return Rulebook(
            {**self.parameters, **parameters}, self.sources, self.provinces, self.scenarios, self.province_rules
        )

    def overlaid(self, provisions: Mapping[str, Iterable[Provision]]) -> "Rulebook":
        """The book with an overlay (a province, a reform, a scenario) laid over it."""
        return self.with_parameters(
            {name: self.parameters[name].overlaid(tuple(over)) for name, over in provisions.items()}
        )

    def known_on(self, day: str) -> "Rulebook":
        """The book without what was issued after a day (``YYYY-MM-DD``)."""
        kept = {}
        for name, parameter in self.parameters.items():
            segments = tuple(s for s in parameter.segments if self.issued(s.provision) <= day)
            kept[name] = parameter._replace(segments=segments)
        return self.with_parameters(kept)

    def issued(self, provision: Provision) -> str:
        """The day a provision's document was issued; a reform of one's own was always known."""
        return "" if provision.layer.startswith("reform") else str(self.document(provision.source)["issued"])

    def document(self, citation: str) -> Mapping[str, Any]:
        """The register's entry for a citation such as ``41/2024/QH15 art. 36.1``."""
        return self.sources[citation.partition(" art. ")[0]]
