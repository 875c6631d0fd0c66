"""The provinces that a table's people live in, and where what they give besides the State is not certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from estimator.engine.problem import Problem
from estimator.plan.warnings import local_support
from estimator.roster.answer_rows import Asking
from estimator.roster.finding import Finding
from estimator.roster.headings import recognised
from estimator.roster.row_options import SOMEBODY, Written
from estimator.tables.chunk import Chunk
from estimator.words.say import Words

MOST = 500  # ways of writing 34 of them


class Provinces:
    """``mapping`` is that of columns to options, ``written`` what the command line says."""

    def __init__(self, mapping: Mapping[str, str], written: Written) -> None:
        self._mapping, self._written = mapping, written
        self._texts = {str(written["province"])} if "province" in written else set()

    def seen(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks, of which the provinces are remembered."""
        for chunk in chunks:
            with suppress(Problem):  # lines that say one thing twice are told of by who answers them
                column = recognised(chunk.header, self._mapping).get("province")
                if column is not None and len(self._texts) < MOST:
                    self._texts.update(filter(None, chunk.distinct(column)[0]))
            yield chunk

    def doubtful(self, called: Asking) -> dict[str, list[str]]:
        """Names of provinces by the code of the warning that a quote gives there."""
        found: dict[str, set[str]] = {}
        for text in self._texts:
            written = {**SOMEBODY, **self._written, "province": text}
            try:
                book = called.rulebook(written)
                warning = local_support(book, called.question(written, book))
            except Problem:
                continue
            if warning is not None:
                found.setdefault(warning.code, set()).add(str(warning.facts["province"]))
        return {code: sorted(names) for code, names in sorted(found.items())}

    def findings(self, called: Asking, words: Words) -> Iterator[Finding]:
        """The same in words."""
        for code, names in self.doubtful(called).items():
            yield Finding(code, words.warning(code, {"province": ", ".join(names)}))
