"""The chunks of a table answered in order: here, and by other processes where there are any."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from estimator.engine.problem import raised_at

Work: TypeAlias = Callable[[Any], Any]  # a chunk in, what is to be written out
MOST = 64
GIVEN = 3  # chunks another process has at once, at most


def in_order(
    chunks: Iterable[Any],
    prepare: Callable[..., Work],
    spec: tuple[Any, ...],
    others: Sequence[Other] = (),
    live: bool = False,
) -> Iterator[Any]:
    """The answers to chunks in their order, by this process and the others.

    ``prepare(*spec)`` makes a process's work once; both are pickled, as are chunks and what is written. A chunk is
    answered by another process that has too few, else here; where somebody waits for each (``live``), all here. What
    a process has not answered when it ends is answered here. Raises what the work raises, after the answers before it.
    """
    for other in others:
        if live:
            other.dismiss()
        else:
            other.prepare(prepare, spec)
    own, others = _Own(prepare(*spec)), () if live else others
    before: deque[tuple[Future[Any], Any]] = deque()
    fault: Exception | None = None
    rest = iter(chunks)
    while True:
        try:
            chunk = next(rest)
        except StopIteration:
            break
        except Exception as error:
            fault = error
            break
        taker = next((other for other in others if other.free()), own)
        before.append((taker.take(chunk), chunk))
        if taker is own and before[-1][0].exception() is not None:
            break  # what comes behind is not wanted
        while before and (before[0][0].done() or len(before) > sum(other.most + 1 for other in others) + 1):
            yield own.told(*before.popleft())
    for place in reversed(range(len(before))):
        answer, chunk = before[place]
        if answer.cancel():  # no other has begun with it, and here nothing is left to do
            before[place] = own.take(chunk), None
    while before:
        yield own.told(*before.popleft())
    if fault is not None:
        raise fault


class _Own:
    """This process, which answers at once."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def take(self, chunk: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        try:
            answer.set_result(self._work(chunk))
        except Exception as error:
            answer.set_exception(error)
        return answer

    def told(self, answer: Future[Any], chunk: Any) -> Any:
        """An answer, which is worked out here where the process that had the chunk has ended."""
        try:
            return answer.result()
        except _Lost:
            return self._work(chunk)


class _Lost(Exception):
    """The process has ended."""


class Other:
    """Another process, and the thread that speaks with it."""

    def __init__(self, end: Connection, thread: ThreadPoolExecutor) -> None:
        self._end, self._thread = end, thread
        self._given: list[Future[Any]] = []
        self._prepared: Future[None] | None = None
        self._lost = False
        self.most = 2  # the chunk it answers, and one that waits

    def prepare(self, *work: Any) -> None:
        """Say what its work will be."""
        self._prepared = self._thread.submit(_send, self._end, work)

    def dismiss(self) -> None:
        """There is nothing for it to do: it ends."""
        self._end.close()

    def free(self) -> bool:
        """Whether it should have another chunk; one found with nothing to do is given more from then on."""
        before, self._given = self._given, [one for one in self._given if not one.done()]
        if before and not self._given:
            self.most = min(self.most + 1, GIVEN)
        return not self._lost and len(self._given) < self.most

    def take(self, chunk: Any) -> Future[Any]:
        """Have it answer a chunk."""
        self._given.append(self._thread.submit(self._ask, chunk))
        return self._given[-1]

    def _ask(self, chunk: Any) -> Any:
        try:
            if self._prepared is not None:
                self._prepared.result()
            _send(self._end, chunk)
            good, answer = _received(self._end)
        except (EOFError, OSError):
            self._lost = True
            raise _Lost from None
        if not good:
            raise answer
        return answer


@contextmanager
def others(count: int, modules: Sequence[str] = ()) -> Iterator[list[Other]]:
    """So many other processes, which import the modules while they wait for work, as this one does.

    They end with the context, whatever they do then, or when nobody listens any more.
    """
    with ExitStack() as stack:
        found: list[Other] = []
        with suppress(OSError), _deaf() if count else nullcontext():  # from their first moment
            with suppress(OSError):  # the system starts no more; those that are there answer
                for _ in range(count):
                    found.append(_other(stack, modules))
            if found:
                _load(modules)  # deaf too: an interrupt may be lost in the middle of an import
        yield found


def _other(stack: ExitStack, modules: Sequence[str]) -> Other:
    """Start one; it ends with the stack."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    stack.callback(here.close)
    with there:
        thread = ThreadPoolExecutor(1)
        stack.callback(thread.shutdown, wait=True, cancel_futures=True)
        try:
            thread.submit(int).result()
        except RuntimeError as error:
            raise OSError from error
        process = context.Process(target=_worker, args=(there, modules), daemon=True)
        process.start()
    stack.callback(process.kill)  # the thread may wait for an answer that nobody wants any more
    return Other(here, thread)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C means nothing to what is started here; this process hears it afterwards, where it came meanwhile."""
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


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        with suppress(ImportError):
            import_module(module)


def _worker(end: Connection, modules: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not every system can start it deaf
    _load(modules)
    try:
        prepare, spec = _received(end)
        work = prepare(*spec)
        while True:
            chunk = _received(end)
            try:
                answer = (True, work(chunk))
            except Exception as error:
                error.add_note(raised_at(error))  # what is sent has no traceback
                answer = (False, error)
            _send(end, answer)
    except (EOFError, OSError):  # perhaps in the middle of a chunk
        return  # nobody listens any more
