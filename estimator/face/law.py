"""What is in force, for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estimator.asking.law import law_question
from estimator.face.answers import LawAnswer
from estimator.face.options import LAW, as_written
from estimator.face.telling import in_words
from estimator.rulebook import store
from estimator.show.law import law_json

if TYPE_CHECKING:
    from typing import Unpack

    from estimator.face.options import LawOptions


def law(*names: str, **options: Unpack[LawOptions]) -> LawAnswer:
    """The parameters named, or all, in the month ``at`` (now); or their ``changes="2025-01..2027-12"``.

    Raises Problem where an option cannot be read, a name is no parameter, or there is no law of the month.
    """
    with in_words(options):
        given = as_written(options, LAW)
        return LawAnswer(law_json(law_question({**given, "names": list(names)}, store.tables())))
