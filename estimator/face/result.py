"""A result with typed parts; every name and value is that of the command line's JSON."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

Json = dict[str, Any]
A = TypeVar("A", bound="Result")


class Warning(NamedTuple):
    """Something the reader must know."""

    code: str
    says: str


class Result:
    """A result: its parts as attributes, the JSON of the command line as ``to_dict()``.

    ``reckoned`` is the result as the plan gives it, for those who go on reckoning with it; it is not kept by pickle.
    """

    def __init__(self, told: Json | Callable[[], Json], reckoned: Any = None) -> None:
        self._told, self.reckoned = told, reckoned

    def to_dict(self) -> Json:
        """The contract's JSON."""
        return deepcopy(self._json())

    def _json(self) -> Json:
        if not isinstance(self._told, dict):
            self._told = self._told()
        return self._told

    if not TYPE_CHECKING:  # a name that is not declared stays an error

        def __getattr__(self, name: str) -> Any:
            hints = get_type_hints(type(self)) if not name.startswith("_") else {}
            if name not in hints:
                raise AttributeError(f"{type(self).__name__!r} has no part {name!r}", name=name, obj=self)
            part = typed(hints[name], self._json().get(name))
            self.__dict__[name] = part
            return part

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *get_type_hints(type(self))})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Result) and self._json() == other._json()

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self: A) -> tuple[type[A], tuple[Json]]:
        return type(self), (self._json(),)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._json()!r})"


class Answer(Result):
    """An answer to a question, which is ``given`` as it was understood."""

    as_of: str
    given: Json
    warnings: tuple[Warning, ...]


def typed(kind: Any, value: Any) -> Any:
    """A part of the JSON as its type says."""
    if value is None:
        return None
    if isinstance(kind, UnionType):
        return typed(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(typed(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is dict:
        return {key: typed(get_args(kind)[1], item) for key, item in value.items()}
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return kind(**{name: typed(hint, value.get(name.rstrip("_"))) for name, hint in hints.items()})
    return deepcopy(value)
