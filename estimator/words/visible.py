"""Characters that a terminal would obey, or that nobody sees, written out as what they are."""

from __future__ import annotations

KEPT = "\n\t\u00a0\u2007\u2009\u202f\u3000"  # line ends and spaces, which do what they look like


def visible(text: str) -> str:
    """The text with every control character, mark of direction and mark without width as ``\\u001b``.

    That is how JSON writes them too, so JSON stays the same JSON; all else stays as it is.
    """
    if text.isprintable():
        return text
    return "\n".join(line if line.isprintable() else _shown(line) for line in text.split("\n"))


def _shown(line: str) -> str:
    end = "\r" if line.endswith("\r") else ""  # of a line of CSV
    body = line.removesuffix("\r")
    return "".join(c if c.isprintable() or c in KEPT else _escaped(c) for c in body) + end


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
