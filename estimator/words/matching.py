"""What is written, with or without diacritics, as something to go by; and what looks like it."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.engine.problem import Problem

LONGEST = 4_000  # characters of a value that is read; dozens of past spells are fewer
CLOSE = 0.84  # how much alike two headings are that may be the same misspelt
_STROKES = str.maketrans("đðɖ", "ddd")  # old keyboards write Ð or Ɖ for Đ


def bounded(text: str, field: str, length: int | None = None) -> str:
    """The text, if it is no longer than any value is. Raises Problem value_too_long."""
    length = len(text) if length is None else length
    if length > LONGEST:
        raise Problem("value_too_long", field=field, given=text[:200] + "…", length=length, most=LONGEST)
    return text


def fold(text: str) -> str:
    """The text without diacritics, case, or more than single spaces; ``đ`` becomes ``d``."""
    if not text.isascii():
        import unicodedata

        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().translate(_STROKES).split())


def fold_number(text: str) -> str:
    """``fold``, but nothing at all for a text with digits of other scripts, which folding would make ASCII."""
    return "" if any(c.isnumeric() and not c.isascii() for c in text) else fold(text)


def nearest(text: str, choices: Iterable[str], n: int = 3, alike: float = 0.6) -> list[str]:
    """Up to ``n`` of the choices that look like the text, as the choices write them, best first."""
    import difflib

    originals: dict[str, str] = {}
    for choice in choices:
        originals.setdefault(fold(choice), choice)
    return [originals[found] for found in difflib.get_close_matches(fold(text[:80]), originals, n, alike)]


def key(text: str) -> str:
    """What readers go by: the folded text, hyphens and underscores as spaces."""
    return fold(text.replace("_", " ").replace("-", " "))
