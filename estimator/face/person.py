"""What one person asks: a quote, a comparison, what a pension takes, a withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estimator.asking.faults import Faults
from estimator.asking.question import merged, question_and_law
from estimator.engine.problem import CoverageProblem, Problem
from estimator.face.answers import Comparison, Quote, Solution, WithdrawalAnswer
from estimator.face.options import PERSON, as_written
from estimator.face.telling import in_words
from estimator.rulebook import store
from estimator.words.say import Words

if TYPE_CHECKING:
    from typing import Unpack

    from estimator.face.options import CompareOptions, QuoteOptions, SolveOptions, WithdrawOptions

QUOTE = (*PERSON, "explain", "by_year", "strict", "lang")
WITHDRAW = (*PERSON, "reason", "explain", "lang")
SOLVE = (*PERSON, "pension", "until_entitled", "lang")
OWN = ("explain", "by_year", "strict", "lang", "reason", "pension", "until_entitled")


def quote(**options: Unpack[QuoteOptions]) -> Quote:
    """What one person pays, when, who helps pay, and the pension it leads to.

    Keywords are the command line's options, values as people write them or Python's own: ``sex="nữ"``,
    ``born=1980``, ``pay="6 triệu/năm"``, ``start=datetime.date(2027, 1, 1)``. Raises Problem with all that is wrong.
    """
    from estimator.plan.quote import quote as reckon

    with in_words(options) as words:
        given = as_written(options, QUOTE)
        written = _question(given)
        asked, book = question_and_law(written, store.tables())
        found = reckon(book, asked)
        if given.get("strict"):
            strictly(found, words)

    def told() -> dict[str, Any]:
        from estimator.show.as_json import quote_json

        answer = quote_json(found, words, written.get("with", []), bool(given.get("explain")))
        if given.get("by_year"):
            from estimator.show.years import years_json

            answer["years"] = years_json(found, words)
        return answer

    return Quote(told, found)


def withdraw(**options: Unpack[WithdrawOptions]) -> WithdrawalAnswer:
    """What a record pays out at once, beside keeping it. Keywords and Problem as of ``quote``."""
    from estimator.plan.withdraw import REASONS
    from estimator.plan.withdraw import withdraw as reckon
    from estimator.show.withdraw import withdraw_json

    with in_words(options) as words:
        given, own = as_written(options, WITHDRAW), Faults()
        reason = given.get("reason")
        if reason is not None and reason not in REASONS:
            own.add(Problem("reason_unknown", field="reason", given=reason, allowed=REASONS))
        written = _question(given)
        asked, book = question_and_law(written, store.tables(), income_needed=False, own=own)
        found = reckon(book, asked, reason)
    explain, overlays = bool(given.get("explain")), written.get("with", [])
    return WithdrawalAnswer(lambda: withdraw_json(found, words, overlays, explain), found)


def solve(**options: Unpack[SolveOptions]) -> Solution:
    """What must be paid for a pension, or how long. Keywords and Problem as of ``quote``."""
    from estimator.plan.solve import left_open
    from estimator.plan.solve import solve as reckon
    from estimator.show.solve import solve_json
    from estimator.words.amounts import read_amount

    with in_words(options) as words:
        given, own = as_written(options, SOLVE), Faults()
        until, wanted = bool(given.get("until_entitled")), None
        if "pension" in given:
            wanted = own.read(0, read_amount, given["pension"], "pension")
        elif not until:
            own.add(Problem("pension_missing", field="pension"))
        written = _question(given)
        asked, book = question_and_law({"sex": "female", **written}, store.tables(), income_needed=False, own=own)
        found = reckon(book, asked, wanted, until)
        other = left_open(book, asked, set(written), wanted, until, found)
    overlays, stated = written.get("with", []), "sex" in written
    return Solution(lambda: solve_json(found, other, words, overlays, stated), (found, other))


def compare(**options: Unpack[CompareOptions]) -> Comparison:
    """The same person several ways side by side. Keywords and Problem as of ``quote``."""
    from estimator.asking.comparison import OWN as OPTIONS
    from estimator.asking.comparison import read
    from estimator.plan.compare import compare as reckon
    from estimator.show.compare import compare_json

    with in_words(options) as words:
        given = as_written(options, (*PERSON, *OPTIONS, "lang"))
        written = _question({name: value for name, value in given.items() if name not in OPTIONS})
        found = reckon(*read({**dict.fromkeys(OPTIONS), **given}, written, store.tables()))
    return Comparison(lambda: compare_json(found, words, written.get("with", [])), found)


def _question(given: dict[str, Any]) -> dict[str, Any]:
    return merged({name: value for name, value in given.items() if name not in OWN})


def strictly(answer: Any, words: Words) -> None:
    """Refuse a quote in which any figure is assumed, reported or unverified."""
    from estimator.plan.quote import soft_figures

    soft = sorted(soft_figures(answer).items())
    if soft:
        said = ", ".join(f"{words.figure(figure)} ({words.one_of('standing', how)})" for figure, how in soft)
        raise CoverageProblem("not_strict", field="strict", given=said, figures=soft)
