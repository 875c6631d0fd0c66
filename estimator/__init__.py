"""Estimator of voluntary social insurance in Viet Nam (bảo hiểm xã hội tự nguyện)."""

import sys

__version__ = "0.1.0"

if sys.version_info < (3, 11):  # noqa: UP036 - so early that older ones can still read it
    sys.stderr.write(
        "bhxh cần Python 3.11 trở lên; đây là Python %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
        + "bhxh needs Python 3.11 or later; this is Python %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
    )
    raise SystemExit(2)
