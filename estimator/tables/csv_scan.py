"""What the bytes of a CSV tell before anything reads them: where it may be cut, and whether it is plain."""

from __future__ import annotations

import numpy as np

from estimator.tables.cells import RUN


def count(block: bytes, sign: str) -> int:
    """How often a sign of one byte stands there; ten times as fast as the method of bytes."""
    return int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord(sign)))


def cut(block: bytes) -> tuple[bytes, bytes]:
    """The block up to the last line that ends outside quotes, and the rest."""
    end = block.rfind(b"\n") + 1
    if b'"' not in block or count(block[:end], '"') % 2 == 0:
        return block[:end], block[end:]
    letters = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    even = np.flatnonzero(np.searchsorted(np.flatnonzero(letters == ord('"')), ends) % 2 == 0)
    if not len(even):
        return b"", block
    end = int(ends[even[-1]]) + 1
    return block[:end], block[end:]


def plain_lines(whole: bytes) -> bool:
    r"""Whether no line is blank and every one ends in ``\n`` or ``\r\n``."""
    letters = np.frombuffer(b"\n" + whole, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    after_carriage = letters[ends[1:] - 1] == ord("\r")
    if count(whole, "\r") != np.count_nonzero(after_carriage):
        return False
    return not bool((np.diff(ends) == 1 + after_carriage).any())


def quoted_well(whole: bytes, delimiter: str) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled inside one."""
    letters = np.frombuffer(b"\n" + whole + b"\n", np.uint8)
    quotes = np.flatnonzero(letters == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    doubled = closing[:-1] + 1 == opening[1:]
    edge = np.zeros(256, bool)
    edge[[ord(delimiter), ord("\n")]] = True
    opens = edge[letters[opening - 1]]
    opens[1:] |= doubled
    edge[ord("\r")] = True
    closes = edge[letters[closing + 1]]
    closes[:-1] |= doubled
    return bool(opens.all() and closes.all())


def tame(whole: bytes, delimiter: str) -> bool:
    """Whether surely no cell begins with what a spreadsheet would run."""
    quoted, sign_of_delimiter = b'"' in whole, delimiter.encode()
    edges = [sign_of_delimiter, b"\n", *([b'"'] if quoted else [])]
    if b"\xef" in whole and b"\xef\xbc" in whole:  # wide letters, perhaps wide signs
        return False
    for sign in (letter.encode() for letter in RUN if letter.isascii()):
        if sign in (sign_of_delimiter, b"\n", b"\r"):
            if quoted and b'"' + sign in whole:
                return False
        elif sign in whole and (sign != b"-" or _after(whole, sign, b"".join(edges))):
            return False
    return True


def _after(whole: bytes, sign: bytes, edges: bytes) -> bool:
    """Whether a sign stands at the beginning, or somewhere after one of the edges."""
    letters, edge = np.frombuffer(b"\n" + whole, np.uint8), np.zeros(256, bool)
    edge[list(edges)] = True
    return bool(edge[letters[np.flatnonzero(letters == ord(sign)) - 1]].any())
