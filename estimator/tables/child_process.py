"""Starting a process of our own, and what is said between it and this one.

It imports from Python's own folders first, then from those this process imports from, and never from the current
folder: whatever lies beside a table is not run.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, Any

_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import estimator; del sys.path[0]; "
    "sys.path += [path for path in sys.argv[3].split('\\n') if path and path not in sys.path]; "
    "__import__(sys.argv[2], fromlist=['main']).main(sys.argv[4:])"
)
_SIZE = 8  # bytes in which the length of what follows is told


def start(module: str, *arguments: str, handles: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """A process that calls ``main`` of a module with the arguments; its standard streams are pipes to this one.

    It has the ``handles`` too, where the system passes such on. Raises OSError where none can be started.
    """
    if not sys.executable:
        raise OSError(2, os.strerror(2))
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    command = [sys.executable, *flags, "-c", _START, root, module, "\n".join(_paths()), *arguments]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, pass_fds=tuple(handles))


def _paths() -> list[str]:
    """The folders this process imports from but the current one, which holds whatever its user holds."""
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""
    library = ("site-packages", "dist-packages")
    return [
        path for path in sys.path if os.path.isabs(path) and (os.path.realpath(path) != here or path.endswith(library))
    ]


def streams() -> tuple[IO[bytes], IO[bytes]]:
    """In the other process: what it is told, and where it answers; what else is printed goes nowhere."""
    told, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return told, answers


def send(end: IO[bytes], thing: Any) -> None:
    """Pickled; large buffers go beside the pickle, so that they are not copied into it."""
    beside: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(thing, 5, buffer_callback=beside.append)
    end.write(len(beside).to_bytes(_SIZE, "big"))
    for part in (memoryview(pickled), *(buffer.raw() for buffer in beside)):
        end.write(part.nbytes.to_bytes(_SIZE, "big"))
        end.write(part)
    end.flush()


def received(end: IO[bytes]) -> Any:
    """What the other side has sent. Raises EOFError where it has ended."""
    return measured(end)[0]


def measured(end: IO[bytes]) -> tuple[Any, int]:
    """The same, and how many bytes it came in."""
    count = _number(end)
    pickled = _taken(end, _number(end))
    buffers = [_taken(end, _number(end)) for _ in range(count)]
    return pickle.loads(pickled, buffers=buffers), len(pickled) + sum(map(len, buffers))


def _number(end: IO[bytes]) -> int:
    return int.from_bytes(_taken(end, _SIZE), "big")


def _taken(end: IO[bytes], size: int) -> bytes:
    found = end.read(size)
    if len(found) < size:
        raise EOFError
    return found
