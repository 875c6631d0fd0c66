"""What the rows of a chunk write as options, distinct rows once; what an agency writes in its own way turned round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from estimator.engine.problem import Problem
from estimator.roster.agency_values import born_of, group_of, method_of, month_of, said, sex_of, ticked
from estimator.roster.headings import MANY, TICKS
from estimator.tables.cells import length
from estimator.tables.chunk import Chunk
from estimator.words.matching import bounded
from estimator.words.names import items, read_groups

AGENCY = ("born_year_only", "state_percent", "months", "ethnicity", *TICKS)
Written: TypeAlias = dict[str, Any]
SOMEBODY: Written = {"sex": "female", "born": "1980"}  # where a question needs a person and means none


class Rows:
    """The options that a chunk's rows write, distinct rows once.

    ``distinct`` has the options of each kind of row, or the problem that makes it unreadable; ``codes`` which kind
    each row is.
    """

    def __init__(
        self, chunk: Chunk, columns: Mapping[str, str], defaults: Written, rates: Callable[[str], Any]
    ) -> None:
        self.distinct: list[Written | Problem] = []
        self.codes: list[int] = []
        names = list(columns)
        cells = [chunk.text(columns[name]) for name in names]
        seen: dict[tuple[str, ...], int] = {}
        for row in zip(*cells, strict=True) if cells else [()] * chunk.rows:
            code = seen.get(row)
            if code is None:
                code = seen[row] = len(seen)
                self.distinct.append(options(dict(zip(names, row, strict=True)), defaults, rates))
            self.codes.append(code)


def options(row: dict[str, str], defaults: Written, rates: Callable[[str], Any]) -> Written | Problem:
    """A row's cells as options; what an agency writes in its own way turned round."""
    try:
        own = {name: said(name, bounded(text, name, length(text))) for name, text in row.items() if text}
        return _translated(own, defaults, rates)
    except Problem as problem:
        return problem


def _translated(own: dict[str, str], defaults: Written, rates: Callable[[str], Any]) -> Written:
    if "sex" in own:
        own["sex"] = sex_of(own["sex"])
    if "born" in own:
        own["born"] = born_of(own["born"], own.get("born_year_only", ""))
    for name in ("start", "until"):
        if name in own:
            own[name] = month_of(own[name])
    if "method" in own:
        own["method"] = method_of(own["method"], own.get("months", ""))
    written: Written = {**defaults, **{name: text for name, text in own.items() if name not in AGENCY}}
    for one, others in (("income", ("pay",)), ("pay", ("income",)), ("years", ("until",)), ("until", ("years",))):
        if one in own:
            written = {name: value for name, value in written.items() if name not in others or name in own}
    ways = ("method", "instalments", "years_ahead")
    if any(way in own for way in ways):
        written = {name: value for name, value in written.items() if name not in ways or name in own}
    for many in MANY:
        texts = [written.pop(name) for name in sorted(written) if name == many or name.startswith(f"{many}_")]
        listed = [item for text in texts for item in (text if isinstance(text, list) else items(text))]
        if listed:
            written[many] = listed
    denied = _with_ticks(own, written)
    if "group" not in written and "state_percent" in own:
        shares = [
            {group: share for group, share in table.items() if group not in denied}
            for table in rates(written.get("start", ""))
        ]
        written["group"] = [group_of(own["state_percent"], *shares)]
    if str(written.get("legacy_age", "")).casefold() in ("", "0", "no", "false", "không", "khong"):
        written.pop("legacy_age", None)
    if str(written.get("any_income", "")).casefold() in ("", "0", "no", "false", "không", "khong"):
        written.pop("any_income", None)
    return written


def _with_ticks(own: dict[str, str], written: Written) -> set[str]:
    """Add the groups that are ticked to a row's own, or put them for the command line's; those that are denied.

    Raises Problem: tick_unreadable, group_denied.
    """
    ticks = {group: ticked(own.get(name, ""), group) for name, group in TICKS.items()}
    groups = [group for group, told in ticks.items() if told]
    denied = {group for group, told in ticks.items() if told is False}
    if not groups and not denied:
        return denied
    before = read_groups(written.get("group", []), "group")
    if any(name == "group" or name.startswith("group_") for name in own):
        for group in sorted(before & denied):
            raise Problem("group_denied", field="group", given="; ".join(written["group"]), group=group)
        written["group"] = [*written["group"], *groups]
    elif groups or before:
        written["group"] = groups or sorted(before - denied) or ["other"]
    return denied
