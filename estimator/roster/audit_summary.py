"""``bhxh batch --check``: how an audit of a collector's own amounts speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from estimator.plan.audit.nearest import Reasons
from estimator.roster.audit import Auditor, Saying, Tally
from estimator.roster.finding import Finding
from estimator.words.say import Words

SHOWN = 12  # reasons of a summary


def saying(words: Words) -> Saying:
    """The sentences of an audit."""

    def reasons(found: Reasons) -> str:
        if not found:
            return words.text("audit_unexplained")
        said = words.text("audit_and").join(_reason(words, reason.code, reason.facts) for reason in found)
        sources = list(dict.fromkeys(source for reason in found for source in reason.sources))
        return words.text("audit_cited", said=said, sources=sources) if sources else said

    def months(count: int, amount: int) -> str:
        return words.text("audit_months_stated", months=count, amount=amount)

    return Saying(reasons, months, words.text("audit_unreadable"))


def _reason(words: Words, code: str, facts: dict[str, Any]) -> str:
    known = dict(facts)
    if "group" in known:
        known["group"] = words.one_of("group", known["group"])
    if "names" in known:
        labels = [words.figure(name) for name in known["names"]]
        known["names"] = [label[0].lower() + label[1:] for label in labels]
    return words.text(f"audit_{code}", **known)


def summary(words: Words, auditor: Auditor) -> Iterator[Finding]:
    """How many rows differ in each amount, by how much in all, and why."""
    for name, tally in auditor.tallies.items():
        facts = {
            "column": " ".join((auditor.named.get(name) or auditor.checks.get(name) or name).split()),
            "compared": tally.compared,
        }
        key = "audit_differs" if tally.rows else "audit_agrees" if tally.compared else "audit_nothing"
        said = words.text(key, rows=tally.rows.total(), sum=tally.sums.total(), **facts)
        yield Finding(key, said, tuple(_details(words, tally)))


def _details(words: Words, tally: Tally) -> Iterator[str]:
    if tally.unreadable:
        yield words.text("audit_unread", rows=tally.unreadable)
    kinds = _kinds(tally)
    for reasons in kinds[:SHOWN]:
        rows, total = (sum(count[reason] for reason in reasons) for count in (tally.rows, tally.sums))
        line = words.text("audit_line", rows=rows, sum=total, reason=reasons[0])
        more = words.text("audit_alike", reasons=len(reasons) - 1) if len(reasons) > 1 else ""
        yield f"{line}{more}"
    if len(kinds) > SHOWN:
        yield words.text("audit_more", reasons=len(kinds) - SHOWN)


def _kinds(tally: Tally) -> list[list[str]]:
    """Reasons that differ in nothing but a row's own numbers, together; those of most rows first."""
    found: dict[tuple[str, bool], list[str]] = {}
    for reason, _ in tally.rows.most_common():
        found.setdefault((tally.kinds[reason], tally.sums[reason] > 0), []).append(reason)
    return sorted(found.values(), key=lambda reasons: -sum(tally.rows[reason] for reason in reasons))


def summary_json(auditor: Auditor) -> dict[str, Any]:
    """The same for scripts: by amount, rows compared and differing, their sum (VND), and each reason's.

    ``unreadable`` stands there only where some amounts could not be read.
    """
    return {
        name: {
            "compared": tally.compared,
            **({"unreadable": tally.unreadable} if tally.unreadable else {}),
            "differing": tally.rows.total(),
            "difference": tally.sums.total(),
            "reasons": [
                {"reason": reason, "codes": tally.codes[reason], "rows": rows, "difference": tally.sums[reason]}
                for reason, rows in tally.rows.most_common()
            ],
        }
        for name, tally in auditor.tallies.items()
    }
