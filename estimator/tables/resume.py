"""A file that a run which was broken off goes on with."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import shutil
import stat
from typing import Any

from estimator.engine.problem import Problem
from estimator.tables.output_file import Place, Whole, real, writing

_STATE = 256  # bytes of the line of state at the head of a .part
_OWN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # never by a link


def begun(name: str) -> str | None:
    """The day on which a run to a file began that was broken off; None where there is none to go on with."""
    part = os.path.realpath(name) + ".part"
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, LookupError):
        if stat.S_ISREG(os.lstat(part).st_mode):
            with open(part, "rb") as file:
                return datetime.date.fromisoformat(json.loads(file.read(_STATE))["day"]).isoformat()
    return None


class Resumed(Place):
    """A file kept beside as ``OUT.part`` until it is whole, so that a broken run goes on where it stopped.

    Its first line is JSON: ``run`` (a digest of the fingerprint), the ``day`` it began, ``rows`` done, how many of them
    were ``rejected``, and ``bytes`` that are whole.
    """

    def __init__(self, name: str, force: bool, fingerprint: str, day: str) -> None:
        super().__init__(name)
        self._force, self._day = force, day
        self._part = real(name, force) + ".part"
        self._run = hashlib.sha256(fingerprint.encode("utf-8", "surrogatepass")).hexdigest()
        with writing(name):
            if os.path.islink(self._part):
                raise Problem("resume_differs", field="resume", given=self._part, file=self.name)
            handle = os.open(self._part, os.O_RDWR | os.O_CREAT | _OWN, 0o666)
            try:
                found = os.fstat(handle)
                if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:  # not made by us
                    raise Problem("resume_differs", field="resume", given=self._part, file=self.name)
            except BaseException:
                os.close(handle)
                raise
            self.file = os.fdopen(handle, "r+b", buffering=1 << 20)
            try:
                self._locked()
                self._found()
            except BaseException:
                self.file.close()
                raise

    def _locked(self) -> None:
        try:
            import fcntl
        except ImportError:
            return
        fcntl.flock(self.file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _found(self) -> None:
        head = self.file.read(_STATE)
        size = os.fstat(self.file.fileno()).st_size
        state: Any = {}
        if not self._line(0, _STATE).startswith(head):  # not the beginning of a beginning
            with contextlib.suppress(ValueError):
                state = json.loads(head)
            whole = state.get("bytes") if isinstance(state, dict) else None
            if not isinstance(whole, int) or state.get("run") != self._run or not _STATE <= whole <= size:
                raise Problem("resume_differs", field="resume", given=self._part, file=self.name)
            self.done, self.rejected, self.begun = int(state["rows"]), int(state["rejected"]), whole > _STATE
            self.file.truncate(whole)
            self.file.seek(whole)
        else:
            self._state(0, _STATE)
            self.file.truncate(_STATE)

    def _line(self, rows: int, whole: int) -> bytes:
        state = {"run": self._run, "day": self._day, "rows": rows, "rejected": self.rejected, "bytes": whole}
        return (json.dumps(state).ljust(_STATE - 1) + "\n").encode()

    def _state(self, rows: int, whole: int) -> None:
        self.file.seek(0)
        self.file.write(self._line(rows, whole))
        self.file.flush()
        self.file.seek(whole)

    def mark(self, rows: int, rejected: int) -> None:
        self.rejected += rejected
        with writing(self.name):
            self.file.flush()
            whole = self.file.tell()
            os.fsync(self.file.fileno())  # first what is whole, then that it is
            self._state(rows, whole)
            self.done = rows

    def commit(self) -> None:
        with writing(self.name):
            self.file.flush()
            place = Whole(self.name, self._force)
            try:
                self.file.seek(_STATE)
                shutil.copyfileobj(self.file, place.file, 1 << 20)
                place.commit()
            finally:
                place.close()
            os.unlink(self._part)

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.file.close()
