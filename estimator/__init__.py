"""Estimator of voluntary social insurance in Viet Nam (bảo hiểm xã hội tự nguyện).

``quote``, ``compare``, ``solve`` and ``withdraw`` take the command line's options as keywords, as people write them;
``batch`` answers a table of people, ``impact`` adds up what it costs, ``quotes`` answers an Arrow table, ``law`` tells
what is in force. What is wrong is raised as ``Problem``.
"""

import sys
from types import ModuleType

from estimator.version import __version__ as __version__

if sys.version_info < (3, 11):  # noqa: UP036 - so early that older ones can still read it
    sys.stderr.write(
        "bhxh cần Python 3.11 trở lên; đây là Python %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
        + "bhxh needs Python 3.11 or later; this is Python %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
    )
    raise SystemExit(2)

__all__ = ["Problem", "batch", "compare", "impact", "law", "quote", "quotes", "solve", "withdraw"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from estimator.arrow import quotes
    from estimator.engine.problem import Problem
    from estimator.face.law import law
    from estimator.face.people import batch, impact
    from estimator.face.person import compare, quote, solve, withdraw

_ROOMS = {
    "Problem": "estimator.engine.problem",
    "law": "estimator.face.law",
    "quotes": "estimator.arrow",
    **dict.fromkeys(("batch", "impact"), "estimator.face.people"),
    **dict.fromkeys(("quote", "compare", "solve", "withdraw"), "estimator.face.person"),
}


class _Package(ModuleType):
    """This package, in which ``law`` is the function also where the room of that name has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _ROOMS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from importlib import import_module

    found: object = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
