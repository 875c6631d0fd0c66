"""The chunks of a table answered by several processes, in order; without them, one after the other here."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from estimator.engine.problem import Problem, raised_at

# Two stages: a chunk in, its answers out; the answers in, what is to be written out.
Work: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
MOST = 64


@contextmanager
def crew(
    prepare: Callable[..., Work], spec: tuple[Any, ...], workers: int, live: bool = False
) -> Iterator[Callable[..., Iterator[Any]]]:
    """A function that answers chunks in their order, by so many processes (1: this one).

    ``prepare(*spec)`` makes a process's work once; both are pickled, as are chunks and what is written. A chunk is read
    while others are answered, and never more than one for each process is under way. This process alone answers a chunk
    while the one before is made ready to be written, unless somebody waits for each (``live``). A worker ends with its
    last chunk, or when nobody listens any more. Raises what the work raises, and Problem worker_lost.
    """
    if workers == 1:
        first, second = prepare(*spec)
        if live:
            yield lambda chunks: (second(first(chunk)) for chunk in chunks)
            return
        with ThreadPoolExecutor(1) as thread:
            yield lambda chunks: _one_behind(chunks, first, second, thread)
        return
    context = multiprocessing.get_context("spawn")
    ends: list[Connection] = []
    for _ in range(workers):
        here, there = context.Pipe()
        context.Process(target=_worker, args=(there, prepare, spec), daemon=True).start()
        there.close()
        ends.append(here)
    try:
        yield lambda chunks: _in_order(chunks, ends)
    finally:
        for end in ends:
            end.close()


def _one_behind(chunks: Iterable[Any], first: Any, second: Any, thread: ThreadPoolExecutor) -> Iterator[Any]:
    before: deque[Future[Any]] = deque()
    try:
        for chunk in chunks:
            answers = first(chunk)
            while before:
                yield before.popleft().result()
            before.append(thread.submit(second, answers))
    except Exception:
        while before:  # what was answered before the fault is not lost
            yield before.popleft().result()
        raise
    while before:
        yield before.popleft().result()


def _in_order(chunks: Iterable[Any], ends: list[Connection]) -> Iterator[Any]:
    waiting: deque[Connection] = deque()
    for chunk in chunks:
        busy = len(waiting) == len(ends)
        end = waiting.popleft() if busy else ends[len(waiting)]
        answers = [_heard(end)] if busy else []
        try:
            _send(end, chunk)
        except OSError:
            raise _lost() from None
        waiting.append(end)
        yield from answers
    while waiting:
        yield _heard(waiting.popleft())


def _heard(end: Connection) -> Any:
    try:
        good, answer = _received(end)
    except (EOFError, OSError):
        raise _lost() from None
    if not good:
        raise answer
    return answer


def _send(end: Connection, thing: Any) -> None:
    """Pickled; large buffers go beside the pickle, so that they are not copied into it."""
    beside: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(thing, 5, buffer_callback=beside.append)
    end.send((pickled, len(beside)))
    for buffer in beside:
        end.send_bytes(buffer.raw())


def _received(end: Connection) -> Any:
    pickled, count = end.recv()
    return pickle.loads(pickled, buffers=[end.recv_bytes() for _ in range(count)])


def _lost() -> Problem:
    return Problem("worker_lost", field="workers")


def _worker(end: Connection, prepare: Callable[..., Work], spec: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads and writes ends the run
    try:
        first, second = prepare(*spec)
        while True:
            chunk = _received(end)
            try:
                answer = (True, second(first(chunk)))
            except Exception as error:
                error.add_note(raised_at(error))  # what is sent has no traceback
                answer = (False, error)
            _send(end, answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody listens any more
