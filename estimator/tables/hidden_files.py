"""Hidden files that wait for their name: they go on any end of the process but ``kill -9``."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
from typing import Any

_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_files: set[str] = set()
_handlers: dict[int, Any] = {}  # as they were


def hide(file: str) -> None:
    """Have a file go that is about to be made."""
    _files.add(file)
    with contextlib.suppress(ValueError):  # only the main thread hears signals
        for number in _SIGNALS:
            if signal.getsignal(number) == signal.SIG_DFL:
                _handlers[number] = signal.signal(number, _ended)


def gone(file: str) -> None:
    """Take a file away where it still stands."""
    with contextlib.suppress(OSError):  # it may have its name by now
        os.unlink(file)
    _files.discard(file)
    while _handlers and not _files:
        signal.signal(*_handlers.popitem())


@atexit.register  # polars makes two interrupts of one: the second may come where a file is closed
def _all_gone() -> None:
    for file in list(_files):
        gone(file)


def _ended(number: int, _: object) -> None:
    _all_gone()  # they stay open: one may be in the middle of a write
    signal.signal(number, signal.SIG_DFL)  # also where it came while that was being done
    os.kill(os.getpid(), number)
