"""Lines that fit the terminal: amounts never split, columns aligned, no spaces at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from estimator.words.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 80  # columns; longer lines are hard to read
NARROW = 70  # columns under which tables become lines of a name and a value
LEAST = 24
BETWEEN = " · "  # parts of one line


def wrapped(text: str, columns: int, first: str = " ", rest: str = " ") -> list[str]:
    """A text in lines below a width; a number stays with the word after it, so no amount is split."""
    kept = re.sub(r"(?<=\d) (?=[^\W\d])", "\u00a0", text)
    wrapper = TextWrapper(
        max(columns, LEAST) - 1,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in wrapper.wrap(kept)]


def packed(text: str, columns: int, first: str = " ", rest: str = " ") -> list[str]:
    """The same for parts with dots between: broken at a dot, within a part only where that is too long."""
    lines: list[str] = []
    for part in text.split(BETWEEN):
        if lines and max(len(first), len(rest)) + len(lines[-1]) + len(BETWEEN) + len(part) < columns:
            lines[-1] += BETWEEN + part
        else:
            lines.append(part)
    return [out for number, line in enumerate(lines) for out in wrapped(line, columns, rest if number else first, rest)]


def printable(text: str) -> str:
    """On one line, with the control characters a file may hold, which a terminal would obey, written out."""
    return visible(re.sub(r"[\r\n]+", " ", text))


def console() -> Console:
    """The console of stdout: no highlighting, no markup, bold only where it is a terminal that wants it."""
    import sys
    from os import environ

    from rich.console import Console

    class Terminal(Console):
        """One whose reader may leave early: that is no fault, and ``main`` ends quietly."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    # NO_COLOR is asked for by people and programs that want no escape codes, so bold goes too
    system = None if environ.get("NO_COLOR") else "auto"
    bare = getattr(sys.stdout, "bare", None)  # bold is a sign of ours; what is shown is cleaned before
    return Terminal(file=bare, highlight=False, markup=False, emoji=False, color_system=system)  # type: ignore[arg-type]


def widths(rows: list[tuple[str, ...]]) -> list[int]:
    """The room each column of a table takes, remarks aside."""
    return [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]


class Page:
    """Lines for the terminal, collected and printed at once."""

    def __init__(self) -> None:
        self.out = console()
        self.out.width = self.out.width or WIDEST
        self.columns = min(self.out.width, WIDEST)
        self.lines: list[tuple[str, bool]] = []

    def fits(self, rows: list[tuple[str, ...]]) -> bool:
        """Whether there is room for a table, remarks aside."""
        return self.columns >= NARROW and sum(widths(rows)) + 2 * len(rows[0]) - 3 < self.columns

    def add(self, lines: Iterable[str], bold: bool = False) -> None:
        """Lines that fit already."""
        self.lines += [(line.rstrip(), bold) for line in lines]

    def blank(self) -> None:
        """An empty line."""
        self.add([""])

    def title(self, text: str, right: str = "") -> None:
        """A heading, with something at the far end of its line where there is room."""
        gap = self.columns - len(text) - len(right) - 2
        if right and gap >= 2:
            self.add([f" {text}{' ' * gap}{right}"], bold=True)
        else:
            self.add([line for part in (text, right) if part for line in wrapped(part, self.columns)], bold=True)

    def say(self, text: str, first: str = " ", rest: str = " ") -> None:
        """A sentence."""
        self.add(wrapped(text, self.columns, first, rest))

    def parts(self, text: str, first: str = " ", rest: str = " ") -> None:
        """A line of parts with dots between them."""
        self.add(packed(text, self.columns, first, rest))

    def grid(self, rows: list[tuple[str, ...]], right: Iterable[int]) -> None:
        """Columns two spaces apart; the last cell is a remark, on a line of its own where it does not fit."""
        room = widths(rows)
        for *cells, remark in rows:
            padded = [
                cell.rjust(room[column]) if column in right else cell.ljust(room[column])
                for column, cell in enumerate(cells)
            ]
            line = " " + "  ".join(padded)
            if len(line) + 2 + len(remark) < self.columns:
                self.add([f"{line}  {remark}"])
            else:
                self.add([line])
                self.say(remark, "   ", "   ")

    def show(self) -> None:
        """Print the lines."""
        from rich.text import Text

        page = Text("\n").join(Text(printable(line), "bold" if bold and line else "") for line, bold in self.lines)
        self.out.print(page, soft_wrap=True)
