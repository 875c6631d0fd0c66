"""The place that a name stands for: a stream, a device, a file, or one that a broken-off run goes on with."""

from __future__ import annotations

import errno
import os

from estimator.tables.output_file import Place, Stream, Whole, writing
from estimator.tables.resume import Resumed


def place(name: str, force: bool, fingerprint: str | None, day: str = "") -> Place:
    """The place a name stands for: ``-``, a device, or a file.

    Raises Problem: output_exists, output_no_folder, output_unwritable, resume_differs.
    """
    with writing(name):
        try:
            if b"\0" in os.fsencode(name):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        except UnicodeError:  # half a character
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from None
        device = name != "-" and os.path.exists(name) and not os.path.isfile(name) and not os.path.isdir(name)
    if name == "-" or device:
        return Stream(name)
    if fingerprint is None:
        return Whole(name, force)
    return Resumed(name, force, fingerprint, day)
