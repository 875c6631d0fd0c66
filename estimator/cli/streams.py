"""Standard output and standard error as people see them: nothing hidden, and nothing said there ends a run."""

from __future__ import annotations

import os
from collections.abc import Iterable

TYPE_CHECKING = False  # typing costs time, and the version is told without it
if TYPE_CHECKING:
    from typing import Any


class Visible:
    """A text stream that writes out what a terminal would obey. ``bare`` is the stream itself, for our own signs."""

    def __init__(self, bare: Any) -> None:
        self.bare = bare

    def write(self, text: str) -> int:
        """Write a text as ``visible`` shows it."""
        if not text.isprintable() and text != "\n":
            from estimator.words.visible import visible

            text = visible(text)
        return int(self.bare.write(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Let everything go."""
        self.bare.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.bare, name)


class Remarks(Visible):
    """Standard error: where it is closed, or its disk is full, nobody reads what is said, and the answer stands."""

    def write(self, text: str) -> int:
        """Write a text, if that can be."""
        try:
            return super().write(text)
        except (OSError, ValueError):
            self._give_up()
            return len(text)

    def flush(self) -> None:
        """Let everything go, if that can be."""
        try:
            super().flush()
        except (OSError, ValueError):
            self._give_up()

    def _give_up(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, self.bare.fileno())  # what is held back goes there in the end
        except (OSError, ValueError, AttributeError):
            pass
        finally:
            os.close(nowhere)
        self.bare = open(os.devnull, "w")  # noqa: SIM115


def held_open() -> None:
    """Put nothing in the place of closed standard streams, lest a file opened later take it."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free
