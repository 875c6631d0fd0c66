"""The command line: parse, call, show. No arithmetic and no sentences here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``bhxh`` with arguments; the exit code of contract: 0, 1, 2, 3, 4, 5, or 130 when interrupted."""
    gc.disable()  # a quote is over before there is garbage worth collecting; this saves a tenth of its time
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if arguments == ["--version"]:
        from estimator import __version__

        print(f"bhxh {__version__}")
        return 0
    from estimator.cli.run import run

    try:
        code = run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
