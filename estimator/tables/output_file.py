"""Where output goes: a file that appears whole or not at all, or a stream."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from typing import IO, Any

from estimator.engine.problem import Problem
from estimator.tables.hidden_files import gone, hide
from estimator.words.visible import visible

_UNNAMED = getattr(os, "O_TMPFILE", 0)


@contextlib.contextmanager
def writing(name: str) -> Iterator[None]:
    """Turn what the system says against writing into Problem output_unwritable; a closed pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("output_unwritable", field="output", given=name, reason=reason) from None


class Place:
    """A place to write to. ``file`` is open for bytes; nothing is there before ``commit`` where that can be had."""

    done = 0  # rows that stand there from an earlier run
    rejected = 0  # how many of them were
    begun = False  # whether an earlier run wrote the headings

    def __init__(self, name: str) -> None:
        self.name = name
        self.file: IO[bytes]

    def mark(self, rows: int, rejected: int) -> None:
        """All up to here is whole, and answers the first ``rows`` rows; so many of the last of them were rejected."""

    def commit(self) -> None:
        """What was written is complete: let it appear."""
        self.file.flush()

    def close(self) -> None:
        """Leave nothing behind but what was committed."""


class Screen:
    """A terminal that is shown a table: it gets text, in which nothing is obeyed; a pipe gets every byte."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: Any) -> int:
        """Show some bytes."""
        raw = bytes(data)
        sys.stdout.write(visible(self._decoder.decode(raw).removeprefix("\ufeff")))
        return len(raw)

    def flush(self) -> None:
        """Let everything appear."""
        sys.stdout.flush()


class Stream(Place):
    """Standard output, or a device."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        if name == "-":
            stream: Any = getattr(sys.stdout, "buffer", None)
            if stream is None:
                raise Problem("output_unwritable", field="output", given="-", reason=os.strerror(errno.EBADF))
            sys.stdout.flush()
            self.file = Screen() if sys.stdout.isatty() else stream  # type: ignore[assignment]
        else:
            with writing(name):
                self.file = open(name, "wb")  # noqa: SIM115

    def close(self) -> None:
        if self.name != "-":
            with contextlib.suppress(OSError):
                self.file.close()


class Whole(Place):
    """A file without a name until it is whole; where the system has none such, a hidden one beside.

    The hidden one goes on any end but ``kill -9``.
    """

    def __init__(self, name: str, force: bool) -> None:
        super().__init__(name)
        self._target, self._force = real(name, force), force
        self._folder = os.path.dirname(self._target)
        self._hidden: str | None = None
        with writing(name):
            try:
                if not _UNNAMED or not hasattr(os, "link"):  # Android gives no file its name later
                    raise OSError(errno.EOPNOTSUPP, "")
                handle = os.open(self._folder, _UNNAMED | os.O_RDWR, 0o666)
            except OSError as error:
                if error.errno not in (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL):
                    raise
                if not os.path.isdir(self._folder):
                    raise
                handle = self._beside()
        self.file = os.fdopen(handle, "w+b", buffering=1 << 20)

    def _beside(self) -> int:
        self._hidden = os.path.join(self._folder, f".{os.path.basename(self._target)[:50]}.{secrets.token_hex(8)}")
        hide(self._hidden)
        try:
            return os.open(self._hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except BaseException:
            gone(self._hidden)
            raise

    def mark(self, rows: int, rejected: int) -> None:
        """Let the disk begin, so that nobody waits for all of it in the end, nor is other work put out of memory."""
        with writing(self.name):
            self.file.flush()
        with contextlib.suppress(OSError, AttributeError):  # some systems take no advice
            os.posix_fadvise(self.file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def commit(self) -> None:
        with writing(self.name):
            self._finish()
            if self._hidden is None:
                try:
                    self._link()
                except OSError:  # no /proc, or it may not be linked: nothing that was worked out is lost for that
                    self._copy_beside()
            if self._hidden is not None:
                self.file.close()
                if self._force:
                    os.replace(self._hidden, self._target)
                else:
                    _refuse_existing(self._target, self.name)
                    os.rename(self._hidden, self._target)
            _sync(self._folder)

    def _finish(self) -> None:
        self.file.flush()
        self._as_before()
        os.fsync(self.file.fileno())

    def _copy_beside(self) -> None:
        """Go on with a hidden file in place of the unnamed one."""
        with self.file as unnamed:
            self.file = os.fdopen(self._beside(), "w+b", buffering=1 << 20)
            unnamed.seek(0)
            shutil.copyfileobj(unnamed, self.file, 1 << 20)
        self._finish()

    def _as_before(self) -> None:
        """Who may read and write the file that is replaced may do so still, and nobody else."""
        with contextlib.suppress(OSError, AttributeError):  # none stands there, or the system has no such modes
            mode = stat.S_IMODE(os.stat(self._target, follow_symlinks=False).st_mode)
            if self._force:
                os.fchmod(self.file.fileno(), mode & 0o777)

    def _link(self) -> None:
        """Give the unnamed file its name; over an existing one by way of a second name, so that one always stands."""
        source = f"/proc/self/fd/{self.file.fileno()}"
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            try:
                os.link(source, self._target, src_dir_fd=folder, follow_symlinks=True)
            except FileExistsError:
                if not self._force:
                    raise Problem("output_exists", field="output", given=self.name) from None
                second = f"{self._target}.{secrets.token_hex(4)}"
                os.link(source, second, src_dir_fd=folder, follow_symlinks=True)
                try:
                    os.replace(second, self._target)
                except BaseException:
                    os.unlink(second)
                    raise
        finally:
            os.close(folder)

    def close(self) -> None:
        try:
            with contextlib.suppress(OSError, ValueError):
                self.file.close()
        finally:
            if self._hidden is not None:
                gone(self._hidden)


def real(name: str, force: bool) -> str:
    """The real path to write; refused where it cannot be, before any work is done.

    Raises Problem: output_exists, output_no_folder, output_unwritable.
    """
    with writing(name):
        target = os.path.realpath(name)
        if os.path.isdir(target):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.path.isdir(os.path.dirname(target)):
            raise Problem("output_no_folder", field="output", given=os.path.dirname(name) or ".")
        if not force:
            _refuse_existing(name, name)  # a link that leads nowhere, too
            _refuse_existing(target, name)
    return target


def _refuse_existing(target: str, name: str) -> None:
    if os.path.lexists(target):
        raise Problem("output_exists", field="output", given=name)


def _sync(folder: str) -> None:
    with contextlib.suppress(OSError):  # some systems do not open folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
