"""``bhxh batch --check``: how an audit of a collector's own amounts speaks."""

from __future__ import annotations

import sys
from typing import Any

from estimator.batch.audit import Auditor, Saying
from estimator.plan.nearest import Reasons
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


def summary(words: Words, auditor: Auditor) -> None:
    """Say on stderr how many rows differ, by how much in all, and why."""
    for name, tally in auditor.tallies.items():
        facts = {
            "column": " ".join((auditor.named.get(name) or auditor.checks.get(name) or name).split()),
            "compared": tally.compared,
        }
        key = "audit_differs" if tally.rows else "audit_agrees" if tally.compared else "audit_nothing"
        print(words.text(key, rows=tally.rows.total(), sum=tally.sums.total(), **facts), file=sys.stderr)
        for reason, rows in tally.rows.most_common(SHOWN):
            line = words.text("audit_line", rows=rows, sum=tally.sums[reason], reason=reason)
            print(f"  {line}", file=sys.stderr)
        if len(tally.rows) > SHOWN:
            print("  " + words.text("audit_more", reasons=len(tally.rows) - SHOWN), file=sys.stderr)


def summary_json(auditor: Auditor) -> dict[str, Any]:
    """The same for scripts: by amount, rows compared and differing, their sum (VND), and each reason's."""
    return {
        name: {
            "compared": tally.compared,
            "differing": tally.rows.total(),
            "difference": tally.sums.total(),
            "reasons": [
                {"reason": reason, "codes": tally.codes[reason], "rows": rows, "difference": tally.sums[reason]}
                for reason, rows in tally.rows.most_common()
            ],
        }
        for name, tally in auditor.tallies.items()
    }
