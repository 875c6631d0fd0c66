"""The chunks of a table answered in order: here, and by other processes where there are any."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from importlib import import_module
from typing import IO, Any, TypeAlias

from estimator.engine.problem import raised_at
from estimator.tables.child_process import received, send, start, streams

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

    def __init__(self, told: IO[bytes], answers: IO[bytes], thread: ThreadPoolExecutor) -> None:
        self._told, self._answers, self._thread = told, answers, thread
        self._given: list[Future[Any]] = []
        self._prepared: Future[None] | None = None
        self._lost = False
        self.most = 2  # the chunk it answers, and one that waits

    def prepare(self, *work: Any) -> None:
        """Say what its work will be."""
        self._prepared = self._thread.submit(send, self._told, work)

    def dismiss(self) -> None:
        """There is nothing for it to do: it ends."""
        with suppress(OSError):
            self._told.close()

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
            send(self._told, chunk)
            good, answer = received(self._answers)
        except (EOFError, OSError, ValueError):  # a closed stream is a wrong value
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
    thread = ThreadPoolExecutor(1)
    stack.callback(thread.shutdown, wait=True, cancel_futures=True)
    try:
        thread.submit(int).result()
    except RuntimeError as error:
        raise OSError from error
    process = start(__name__, *modules)
    assert process.stdin is not None and process.stdout is not None
    stack.callback(_end, process)  # the thread may wait for an answer that nobody wants any more
    return Other(process.stdin, process.stdout, thread)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C means nothing to what is started here; this process hears it afterwards, where it came meanwhile."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        with suppress(ImportError):
            import_module(module)


def one_core() -> None:
    """Have libraries take no more than the one core of this process; more threads cost more."""
    for name in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def collect_seldom() -> None:
    """Look for garbage, since unlike a quote a table is long, but not after every few hundred of its cells."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000)


def main(modules: Sequence[str]) -> None:
    """Answer chunks, as another process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not every system can start it deaf
    told, answers = streams()
    one_core()
    _load(modules)
    collect_seldom()
    with suppress(EOFError, OSError):  # nobody listens any more, perhaps in the middle of a chunk
        prepare, spec = received(told)
        work = prepare(*spec)
        while True:
            chunk = received(told)
            try:
                answer = (True, work(chunk))
            except Exception as error:
                error.add_note(raised_at(error))  # what is sent has no traceback
                answer = (False, error)
            send(answers, answer)
