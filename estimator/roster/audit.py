"""A collector's own amounts beside ours, row by row, and the nearest explanation where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from estimator.asking.faults import Faults
from estimator.engine.problem import Problem
from estimator.plan.audit.case import Reason
from estimator.plan.audit.nearest import Reasons
from estimator.roster.answer_rows import Answered, Asking, Batch
from estimator.roster.explain_amounts import Explainer
from estimator.roster.headings import audited, key, recognised
from estimator.roster.row_options import Rows
from estimator.roster.stated_amounts import UNREADABLE, amount_of, evidence, months_of, read
from estimator.tables.chunk import Chunk
from estimator.words.matching import fold, nearest

OURS = {
    "amount": "instalments.0.payable",
    "full": "instalments.0.full_contribution",
    "state": "instalments.0.state_support",
    "local": "instalments.0.local_support",
}
MONTHS = "instalments.0.months"
OF_A_ROW = ("coefficient", "income", "amount")  # facts of a reason that are a row's own numbers
SHEET = "sheet"
NAMES = {
    "amount": "amount", "household": "amount", "gia dinh": "amount", "nguoi dong": "amount",
    "full": "full", "tong": "full", "state": "state", "nha nuoc": "state", "nsnn": "state",
    "local": "local", "dia phuong": "local", "nsdp": "local", "sheet": SHEET, "bang": SHEET,
}  # fmt: skip


class Saying(NamedTuple):
    """How an audit speaks: of reasons, none where nothing explains; of as many months as the row states, with ours."""

    reasons: Callable[[Reasons], str]
    months: Callable[[int, int], str]
    unreadable: str


class Tally:
    """What an audit of one amount found: rows compared, rows that differ and their sum (VND), the same by reason.

    ``unreadable`` amounts of rows that have a quote are none of them.
    """

    def __init__(self) -> None:
        self.compared = self.unreadable = 0
        self.rows: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.codes: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}  # alike for reasons that differ in nothing but a row's own numbers

    def add(self, difference: int, reason: str, because: Reasons) -> None:
        """Count a row."""
        self.compared += 1
        if difference:
            self.rows[reason] += 1
            self.sums[reason] += difference
            if reason not in self.codes:
                self.codes[reason] = [each.code for each in because]
                self.kinds[reason] = _kind(because)

    def join(self, other: Tally) -> None:
        """Count what another tally has counted."""
        self.compared += other.compared
        self.unreadable += other.unreadable
        self.rows.update(other.rows)
        self.sums.update(other.sums)
        self.codes |= other.codes
        self.kinds |= other.kinds


def _kind(because: Reasons) -> str:
    """What reasons are, a row's own numbers left out."""
    facts = [{name: fact for name, fact in each.facts.items() if name not in OF_A_ROW} for each in because]
    return repr([(each.code, left, each.sources) for each, left in zip(because, facts, strict=True)])


def asked(texts: Iterable[str]) -> dict[str, str]:
    """The column of each amount to be compared, from ``full=Cột``; ``sheet`` with none. Raises check_unreadable."""
    found: dict[str, str] = {}
    faults = Faults()
    for text in texts:
        figure, _, column = text.partition("=")
        name = NAMES.get(fold(figure))
        if name is None or (name == SHEET) == bool(column.strip()) or name in found:
            faults.add(Problem("check_unreadable", field="check", given=text))
        else:
            found[name] = column.strip()
    faults.raise_all()
    return found


class Auditor:
    """Compares columns of a table with the parts of the first payment, or of as many months as the row states."""

    def __init__(self, asking: Asking, batch: Batch, saying: Saying, checks: Mapping[str, str]) -> None:
        self.batch, self.saying, self.checks = batch, saying, checks
        self.tallies: dict[str, Tally] = {}
        self.named: dict[str, str] = {}  # the columns compared, where the header is known from the start
        self._explainer = Explainer(asking)

    def begin(self, header: Sequence[str] | None) -> dict[str, type]:
        """The columns this adds, theirs less ours (VND) and why; of all amounts where the header is not known yet."""
        named = OURS if header is None and SHEET in self.checks else self.checks
        self.named = {} if header is None else self.columns_of(header)
        names = [name for name in OURS if name in (named if header is None else self.named)]
        self.tallies = {name: Tally() for name in names}
        needed = [MONTHS, *(OURS[name] for name in names)]
        self.batch.figures += [name for name in needed if name not in self.batch.figures]
        return {column: kind for name in names for column, kind in zip(_added(name), (int, str), strict=True)}

    def columns_of(self, header: Sequence[str]) -> dict[str, str]:
        """The column of each amount compared, those of ``sheet`` by their headings.

        Raises Problem: map_column_unknown; check_sheet_unknown where no heading says an amount.
        """
        faults = Faults()
        columns = {name: column for name, column in self.checks.items() if name != SHEET}
        named = {name: faults.read("", _column, column, header) for name, column in columns.items()}
        faults.raise_all()
        if SHEET in self.checks:
            found = audited(header)
            named = {**{name: found[name] for name in OURS if name in found}, **named}
            if not named:
                raise Problem("check_sheet_unknown", field="check", given=SHEET)
        return named

    def columns(self, chunk: Chunk, answer: Answered) -> dict[str, list[Any]]:
        """The audit of a chunk's rows: nothing for an empty cell or a row that we do not price, nought where we agree.

        Missing months of a stated number are priced even where the record does not lead there.
        """
        try:
            columns = self.columns_of(chunk.header)
        except Problem:  # lines of a stream need not all have them
            columns = {}
        found: dict[str, list[Any]] = {}
        for name in self.tallies:
            found |= zip(_added(name), ([None] * chunk.rows, [""] * chunk.rows), strict=True)
        theirs: list[dict[str, int]] = [{} for _ in range(chunk.rows)]
        refused = set(answer.rejected)
        for name, column in columns.items():
            for place, amount in enumerate(read(chunk, column, amount_of, None)):
                if amount == UNREADABLE:
                    if place not in refused:
                        found[_added(name)[1]][place] = self.saying.unreadable
                        self.tallies[name].unreadable += 1
                elif amount is not None:
                    theirs[place][name] = amount
        for row in self._compared(chunk, answer, theirs):
            for name, amount in theirs[row.place].items():
                difference, why = _added(name)
                found[difference][row.place] = amount - row.ours[name]
                found[why][row.place] = self._counted(name, amount - row.ours[name], row)
        return found

    def _counted(self, name: str, difference: int, row: Compared) -> str:
        """Count an amount, and say why it differs."""
        because = row.reasons.get(name, ())
        reason = self.saying.reasons(because) if difference else ""
        self.tallies[name].add(difference, reason, because)
        lead = self.saying.months(row.months, row.ours[name]) if difference and row.months else ""
        return lead + reason

    def _compared(self, chunk: Chunk, answer: Answered, theirs: list[dict[str, int]]) -> Iterator[Compared]:
        """The rows that we price, those that agree first."""
        options = recognised(chunk.header, self.batch.mapping)
        stated = read(chunk, options.get("months"), months_of, None)
        months = answer.columns[MONTHS].tolist()
        parts = {name: answer.columns[OURS[name]].tolist() for name in self.tallies}
        refused, left = set(answer.rejected), []
        for place, given in enumerate(theirs):
            if not given or place in chunk.faults or (place in refused and stated[place] is None):
                continue
            ours = {name: parts[name][place] or 0 for name in given}
            if place not in refused and stated[place] in (None, months[place]) and ours == given:
                yield Compared(place, ours)
            else:
                left.append(place)
        part = chunk.only(left)
        rows = Rows(part, options, self.batch.defaults, self.batch.rates)
        proofs = evidence(part, audited(part.header))
        wanted = [
            self._explainer.want(rows.distinct[code], stated[place] or months[place], theirs[place], proof)
            for place, code, proof in zip(left, rows.codes, proofs, strict=True)
        ]
        for place, found in zip(left, self._explainer.found(wanted), strict=True):
            ours = {name: parts[name][place] or 0 for name in theirs[place]}
            if place in refused and (found is None or not found.missing):
                continue
            if found is None:
                due = stated[place] or months[place]
                reasons = {} if due else dict.fromkeys(ours, (Reason("nothing_due", {}),))
                yield Compared(place, ours, reasons)
            elif stated[place] == found.months != months[place]:
                yield Compared(place, found.ours, found.reasons, found.months)
            else:
                yield Compared(place, ours, found.reasons)


class Compared(NamedTuple):
    """A row priced: our amounts (VND), why theirs differ, and for how many months if the row states others than we."""

    place: int
    ours: Mapping[str, int]
    reasons: Mapping[str, Reasons] = {}
    months: int = 0


def _column(wanted: str, header: Sequence[str]) -> str:
    """A column by its heading, line breaks and remarks left out if need be. Raises Problem map_column_unknown."""
    found = [column for column in header if column == wanted] or [c for c in header if key(c) == key(wanted)]
    if len(found) != 1:
        near = nearest(wanted, header, 3) or list(header[:3])
        raise Problem("map_column_unknown", field="check", given=wanted, suggestions=near)
    return found[0]


def _added(name: str) -> tuple[str, str]:
    """The two columns of an amount; those of the household's part are the plain ones."""
    middle = "" if name == "amount" else f"{name}."
    return f"check.{middle}difference", f"check.{middle}reason"
