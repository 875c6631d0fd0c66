"""The chunks of a table answered in order: here, and by other processes where there are any."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from estimator.engine.problem import Problem, raised_at

# Two stages: a chunk in, its answers out; the answers in, what is to be written out.
Work: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
MOST = 64


@contextmanager
def crew(
    prepare: Callable[..., Work], spec: tuple[Any, ...], others: Sequence[Other] = (), live: bool = False
) -> Iterator[Callable[..., Iterator[Any]]]:
    """A function that answers chunks in their order, by this process and the others.

    ``prepare(*spec)`` makes a process's work once; both are pickled, as are chunks and what is written. A chunk is
    answered by another process that has none waiting, else here, while the one before is made ready to be written
    (unless somebody waits for each: ``live``; then all here). Three chunks for each other process, and one, may wait
    for their turn to be written. Raises what the work raises, and Problem worker_lost.
    """
    if live:
        for other in others:
            other.dismiss()
        first, second = prepare(*spec)
        yield lambda chunks: (second(first(chunk)) for chunk in chunks)
        return
    for other in others:
        other.prepare(prepare, spec)
    first, second = prepare(*spec)
    with ThreadPoolExecutor(1) as thread:
        yield lambda chunks: _in_order(chunks, _Own(first, second, thread), others)


class _Own:
    """This process: it answers at once, and makes the answers ready in a thread."""

    def __init__(self, first: Callable[[Any], Any], second: Callable[[Any], Any], thread: ThreadPoolExecutor) -> None:
        self._first, self._second, self._thread = first, second, thread
        self._before: Future[Any] | None = None

    def take(self, chunk: Any) -> Future[Any]:
        answers = self._first(chunk)
        if self._before is not None:
            wait([self._before])  # never more than one stands ready
        self._before = self._thread.submit(self._second, answers)
        return self._before


class Other:
    """Another process, and the thread that speaks with it."""

    def __init__(self, end: Connection, thread: ThreadPoolExecutor) -> None:
        self._end, self._thread = end, thread
        self._given: list[Future[Any]] = []
        self._prepared: Future[None] | None = None

    def prepare(self, *work: Any) -> None:
        """Say what its work will be."""
        self._prepared = self._thread.submit(self._say, work)

    def dismiss(self) -> None:
        """There is nothing for it to do: it ends."""
        self._end.close()

    def free(self) -> bool:
        """Whether no chunk waits behind the one it answers."""
        self._given = [one for one in self._given if not one.done()]
        return len(self._given) < 2

    def take(self, chunk: Any) -> Future[Any]:
        """Have it answer a chunk."""
        self._given.append(self._thread.submit(self._ask, chunk))
        return self._given[-1]

    def _say(self, thing: Any) -> None:
        try:
            _send(self._end, thing)
        except OSError:
            raise _lost() from None

    def _ask(self, chunk: Any) -> Any:
        if self._prepared is not None:
            self._prepared.result()
        self._say(chunk)
        try:
            good, answer = _received(self._end)
        except (EOFError, OSError):
            raise _lost() from None
        if not good:
            raise answer
        return answer


@contextmanager
def others(count: int, modules: Sequence[str] = ()) -> Iterator[list[Other]]:
    """So many other processes, which import the modules while they wait for work.

    They end with the context, whatever they do then, or when nobody listens any more.
    """
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        found = []
        for _ in range(count):
            here, there = context.Pipe()
            process = context.Process(target=_worker, args=(there, modules), daemon=True)
            with _deaf():  # from its first moment
                process.start()
            there.close()
            thread = ThreadPoolExecutor(1)
            stack.callback(here.close)
            stack.callback(thread.shutdown, wait=True, cancel_futures=True)
            stack.callback(process.kill)  # the thread may wait for an answer that nobody wants any more
            found.append(Other(here, thread))
        yield found


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C means nothing to what is started here; this process hears it afterwards."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # to start it unblocks what is blocked
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _in_order(chunks: Iterable[Any], own: _Own, others: Sequence[Other]) -> Iterator[Any]:
    before: deque[Future[Any]] = deque()
    fault: Exception | None = None
    rest = iter(chunks)
    while fault is None:
        try:
            chunk = next(rest)
            taker = next((other for other in others if other.free()), own)
            before.append(taker.take(chunk))
        except StopIteration:
            break
        except Exception as error:
            fault = error
        while before and (before[0].done() or len(before) > 3 * len(others) + 1):
            yield before.popleft().result()
    while before:  # what was answered before a fault is not lost
        yield before.popleft().result()
    if fault is not None:
        raise fault


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


def _worker(end: Connection, modules: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not every system can start it deaf
    for module in modules:
        with suppress(ImportError):
            import_module(module)
    try:
        prepare, spec = _received(end)
        first, second = prepare(*spec)
        while True:
            chunk = _received(end)
            try:
                answer = (True, second(first(chunk)))
            except Exception as error:
                error.add_note(raised_at(error))  # what is sent has no traceback
                answer = (False, error)
            _send(end, answer)
    except (EOFError, OSError):  # perhaps in the middle of a chunk
        return  # nobody listens any more
