"""The command line: parse, call, show. No arithmetic and no sentences here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from estimator.cli.streams import Remarks, Visible, held_open


def typed() -> list[str]:
    """What was typed, as UTF-8 also where the locale says otherwise."""
    arguments = sys.argv[1:]
    try:
        return [argument if argument.isascii() else os.fsencode(argument).decode() for argument in arguments]
    except UnicodeError:
        return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``bhxh`` with arguments; the exit code of contract: 0, 1, 2, 3, 4, 5, or 130 when interrupted."""
    if argv is None:
        gc.disable()  # a quote is over before there is garbage worth collecting; this saves a tenth of its time
        held_open()
    arguments = typed() if argv is None else list(argv)
    streams = sys.stdout, sys.stderr
    if sys.stderr is None:  # closed from the start; what is said there must not be said among the answers
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdout is not None:  # closed from the start
        sys.stdout = Visible(sys.stdout)
    sys.stderr = Remarks(sys.stderr)
    try:
        if "--version" in arguments:
            from estimator.version import __version__

            print(f"bhxh {__version__}", flush=True)
            return 0
        from estimator.cli.run import run

        return run(arguments)
    except BrokenPipeError:  # the reader has seen enough; what is still buffered goes nowhere
        for descriptor in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        sys.stderr.flush()
        sys.stdout, sys.stderr = streams
        if argv is None:
            gc.freeze()  # nor is there any at the end: this saves another tenth
