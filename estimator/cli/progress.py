"""How far a table is, how fast and how long still, on one line where a person is looking."""

from __future__ import annotations

import sys
import time

from estimator.words.say import Words


class Progress:
    """The line of one run."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.began = time.monotonic()
        self._length = 0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    def show(self, rows: int, done: int, whole: int | None) -> None:
        """So many rows are answered now, so many were before this run, and there are so many, about."""
        if not sys.stderr.isatty():
            return
        passed = max(self.seconds, 0.001)
        text = self.words.text("batch_progress", rows=rows, speed=round((rows - done) / passed))
        if whole:
            behind = min(rows / whole, 1)
            begun = behind * done / rows
            if behind > begun:
                left = round(passed * (1 - behind) / (behind - begun))
                text += self.words.text("batch_left", seconds=left)
        _redraw("\r" + text.ljust(self._length))
        self._length = len(text)

    def end(self) -> None:
        """Wipe the line away."""
        if self._length:
            _redraw("\r" + " " * self._length + "\r")


def _redraw(text: str) -> None:
    """Write over the line, with signs of our own that are meant for the terminal."""
    stream = getattr(sys.stderr, "bare", sys.stderr)
    stream.write(text)
    stream.flush()
