"""Cells: what a value of any table reads as in text, and which texts a spreadsheet would run."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from estimator.words.matching import LONGEST

# A spreadsheet runs a cell that begins so; wide signs count too where the keyboard is East Asian.
RUN = "=+-@\t\r\n＝＋－＠"
RUN_PATTERN = f"^[{re.escape(RUN)}]"
_HARMLESS = re.compile(r"[+-]?[0-9][0-9 .,_]*%?|-+")
_MARKED = 12  # characters that may stand behind a text cut off
_LARGEST_WHOLE_FLOAT = 2**53  # beyond it a float no longer says which whole number was meant


def text_of(value: object) -> str:
    """A cell as text: whole numbers without a point, days and times as ISO, nothing as ``""``.

    Items of a list are joined with ``"; "``; anything nested deeper is its JSON.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _LARGEST_WHOLE_FLOAT else repr(value)
    if isinstance(value, Decimal):
        whole = value.is_finite() and value.adjusted() < 20 and value == value.to_integral_value()
        return str(int(value)) if whole else str(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | tuple):
        return "; ".join(text_of(item) for item in value)
    if isinstance(value, dict):
        import json

        return json.dumps(value, ensure_ascii=False, default=text_of)
    return str(value)


def cut(text: str) -> str:
    """The text; of one longer than any value that is read, its beginning, an ellipsis and its length."""
    return text if len(text) <= LONGEST + _MARKED else f"{text[:LONGEST]}…{len(text)}"


def length(text: str) -> int:
    """How many characters a text had before ``cut``."""
    if len(text) <= LONGEST:
        return len(text)
    _, mark, count = text[LONGEST:].partition("…")
    return int(count) if mark and count.isascii() and count.isdecimal() else len(text)


def plain(text: str) -> str:
    """The text in NFC without white space at either end."""
    text = cut(text.strip())
    return text if text.isascii() else unicodedata.normalize("NFC", text).strip()


def neutral(text: str) -> str:
    """The text with a leading apostrophe if a spreadsheet would run it.

    Plain numbers (``-5``, ``+84 901 234 567``, ``-1.500.000``) and lone dashes are left as they are.
    """
    return f"'{text}" if runs(text) else text


def runs(text: str) -> bool:
    """Whether a spreadsheet that opens this text in a CSV would run it."""
    return text[:1] in RUN and text != "" and _HARMLESS.fullmatch(text) is None


def coded(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Distinct texts in order of appearance, and for each text its position among them."""
    index: dict[str, int] = {}
    codes = [index.setdefault(text, len(index)) for text in texts]
    return list(index), codes


def int64(codes: Any) -> Any:
    """The codes as an int64 array, or as they are where numpy is not installed."""
    try:
        import numpy
    except ImportError:
        return codes
    return numpy.asarray(codes, dtype=numpy.int64)


def merged(texts: Sequence[str], codes: Any) -> tuple[list[str], Any]:
    """``texts`` as ``plain`` and each once, with the codes moved along.

    Rows keep their text: ``merged(t, c)[0][merged(t, c)[1][row]] == plain(t[c[row]])``.
    """
    stripped = [cut(text.strip()) for text in texts]
    distinct, moves = coded(stripped if "".join(stripped).isascii() else [plain(text) for text in stripped])
    if len(distinct) == len(texts):
        return distinct, int64(codes)
    if isinstance(codes, list):
        return distinct, int64([moves[code] for code in codes])
    return distinct, int64(moves)[codes]
