"""Provision, parameter, rulebook, and the law of one month."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from estimator.engine.citation import document_of
from estimator.engine.months import iso
from estimator.engine.problem import CoverageProblem
from estimator.engine.series import END
from estimator.rulebook.codes import FIRM, METHODS, SEXES, by_birthday, by_group, by_position, softest

OPEN = END  # a month after every month
Tables: TypeAlias = dict[str, Any]  # the plain tables a rulebook is made of


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
        if self.layer.startswith(("scenario", "reform")):
            return "assumed"
        return "enacted" if self.confidence == "confirmed" else self.confidence


class Segment(NamedTuple):
    """From a month on, the provision that counts (its ``since`` may be earlier), or None where no value is known."""

    start: int
    provision: Provision | None


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
            raise CoverageProblem(
                "before_first_provision", field=self.name, given=iso(month), month=month, first=self.first
            )
        provision = self.segments[index].provision
        if provision is None:
            following = self.segments[index + 1].start
            raise CoverageProblem("value_not_known", field=self.name, given=iso(month), month=month, next=following)
        carried = provision.until is not None and month > provision.until
        return provision, "assumed" if carried else provision.standing

    @property
    def first(self) -> int:
        """The first month with a value; CoverageProblem where the day asked for knows none."""
        if not self.segments:
            raise CoverageProblem("nothing_known", field=self.name)
        return self.segments[0].start

    @property
    def known_from(self) -> int:
        """The first month from which there is a value for good; ``OPEN`` where there never is."""
        known = OPEN
        for start, provision in reversed(self.segments):
            if provision is None:
                break
            known = start
        return known

    def spans(self, carried: bool = False) -> Iterator[tuple[int, int, Provision | None]]:
        """First month, last month and provision of every segment: as far as stated, or with the last one carried on."""
        for index, (start, provision) in enumerate(self.segments):
            last = self.segments[index + 1].start - 1 if index + 1 < len(self.segments) else OPEN
            if not carried and provision is not None and provision.until is not None:
                last = min(last, provision.until)
            if start <= last:
                yield start, last, provision

    def overlaid(self, provisions: Iterable[Provision]) -> "Parameter":
        """This parameter with an overlay's provisions in front: where the overlay speaks, the layer below is silent."""
        over = self._replace(segments=tuple(Segment(p.since, p) for p in provisions))
        spoken = list(over.spans())
        found = [Segment(start, provision) for start, _, provision in spoken]
        for first, final in _silences(spoken):
            if spoken and self.segments and spoken[0][0] < first < self.segments[0].start:
                found.append(Segment(first, None))
            for start, last, provision in self.spans(carried=True):
                if max(start, first) <= min(last, final):
                    found.append(Segment(max(start, first), provision))
        return self._replace(segments=tuple(sorted(found, key=lambda segment: segment.start)))


def _silences(spoken: list[tuple[int, int, Provision | None]]) -> list[tuple[int, int]]:
    """The stretches in which an overlay says nothing."""
    found, start = [], 0
    for first, last, _ in spoken:
        if start < first:
            found.append((start, first - 1))
        start = last + 1
    return [*found, (start, OPEN)] if start <= OPEN else found


def segments(provisions: Iterable[Provision]) -> tuple[Segment, ...]:
    """Provisions, oldest first, as segments; what lies between an end and the next start is unknown."""
    return _with_gaps((provision.since, provision) for provision in provisions)


def _with_gaps(starts: Iterable[tuple[int, Provision]]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    ended: int | None = None
    for start, provision in starts:
        if ended is not None and ended + 1 < start:
            found.append(Segment(ended + 1, None))
        found.append(Segment(start, provision))
        ended = provision.until
    return tuple(found)


ENGINE_FORMS: dict[str, Callable[[Any], Any]] = {
    "share_by_group": by_group,
    "death_rates": by_birthday,
    "age_by_sex": lambda value: by_position(SEXES, value),
    "months_by_sex": lambda value: by_position(SEXES, value),
    "months_by_method": lambda value: by_position(METHODS, value),
}


class Law:
    """The whole law of one month: engine values by parameter name, and the provision behind each."""

    __slots__ = ("_softest", "_values", "book", "kept", "month")

    def __init__(self, book: "Rulebook", month: int, alike: "Law | None" = None) -> None:
        self.book, self.month = book, month
        self._values: dict[str, Any] = alike._values if alike else {}
        self._softest: dict[frozenset[str], str] = alike._softest if alike else {}
        self.kept: dict[Any, dict[str, Any]] = alike.kept if alike else {}

    def __contains__(self, name: object) -> bool:
        return name in self.book.parameters

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            parameter = self.book.parameters[name]
            form = ENGINE_FORMS.get(parameter.unit, lambda value: value)
            if parameter.whole:
                self._values[name] = tuple((start, form(p.value)) for start, p in parameter.segments if p is not None)
            else:
                self._values[name] = form(parameter.at(self.month)[0].value)
        return self._values[name]

    def provision(self, name: str) -> tuple[Provision, str]:
        """The provision in force and its standing; of a whole schedule, the last one begun."""
        return self.book.parameters[name].at(self.month)

    def standing(self, name: str) -> str:
        """How firm a value is this month; a schedule stands as enacted unless a reform has touched it."""
        if name in self.book.reformed:
            return "assumed"
        return "enacted" if self.book.parameters[name].whole else self.provision(name)[1]

    def firm(self, names: frozenset[str]) -> int:
        """The least firm standing of some values this month, as a code."""
        return FIRM[self.softest(names)]

    def softest(self, names: frozenset[str]) -> str:
        """The least firm standing of some values this month."""
        if names not in self._softest:
            self._softest[names] = softest(map(self.standing, names))
        return self._softest[names]


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
        self._changes_of: dict[tuple[str, ...], list[int]] = {}
        self._stretches: dict[int, Law] = {}

    def at(self, month: int) -> Law:
        """The law of a month."""
        law = self._months.get(month)
        if law is None:
            stretch = bisect_right(self._changes, month)
            law = self._months[month] = Law(self, month, self._stretches.get(stretch))
            self._stretches.setdefault(stretch, law)
        return law

    @cached_property
    def _changes(self) -> list[int]:
        """The months in which anything changes: a value, or how firm it is; months between two share their law."""
        every = [segment for parameter in self.parameters.values() for segment in parameter.segments]
        ends = {s.provision.until + 1 for s in every if s.provision is not None and s.provision.until is not None}
        return sorted(ends.union([segment.start for segment in every]))

    @cached_property
    def reformed(self) -> frozenset[str]:
        """The whole schedules that a reform has touched."""
        whole = [parameter for parameter in self.parameters.values() if parameter.whole]
        touched = [each for each in whole if any(p is not None and p.layer[:6] == "reform" for _, p in each.segments)]
        return frozenset(each.name for each in touched)

    @cached_property
    def known_from(self) -> int:
        """The first month from which every parameter has a value for good; ``OPEN`` where one never has."""
        return max(parameter.known_from for parameter in self.parameters.values())

    def changes(self, first: int, last: int, names: Iterable[str]) -> list[int]:
        """The months after ``first`` and up to ``last`` in which one of the named parameters changes."""
        names = tuple(names)
        if names not in self._changes_of:
            self._changes_of[names] = sorted({s.start for name in names for s in self.parameters[name].segments})
        every = self._changes_of[names]
        return every[bisect_right(every, first) : bisect_right(every, last)]

    def with_parameters(self, parameters: Mapping[str, Parameter]) -> "Rulebook":
        """The same book with some parameters replaced."""
        return Rulebook(
            {**self.parameters, **parameters}, self.sources, self.provinces, self.scenarios, self.province_rules
        )

    def with_sources(self, sources: Mapping[str, Mapping[str, Any]]) -> "Rulebook":
        """The same book with more documents in its register."""
        register = {**sources, **self.sources}
        return Rulebook(self.parameters, register, self.provinces, self.scenarios, self.province_rules)

    def overlaid(self, provisions: Mapping[str, Iterable[Provision]]) -> "Rulebook":
        """The book with an overlay (a province, a reform, a scenario) laid over it."""
        return self.with_parameters(
            {name: self.parameters[name].overlaid(tuple(over)) for name, over in provisions.items()}
        )

    def known_on(self, day: str) -> "Rulebook":
        """The book without what was issued after a day (``YYYY-MM-DD``)."""
        kept = {}
        for name, parameter in self.parameters.items():
            known = [(start, p) for start, p in parameter.segments if p is not None and self.issued(p) <= day]
            kept[name] = parameter._replace(segments=_with_gaps(known))
        return self.with_parameters(kept)

    def issued(self, provision: Provision) -> str:
        """The day a provision's document was issued; a reform of one's own was always known."""
        return "" if provision.layer.startswith("reform") else str(self.document(provision.source)["issued"])

    def document(self, citation: str) -> Mapping[str, Any]:
        """The register's entry for a citation such as ``41/2024/QH15 art. 36.1``."""
        return self.sources[document_of(citation)]
