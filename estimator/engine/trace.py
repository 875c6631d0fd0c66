"""The arithmetic of a formula, read off by running it on numbers that remember how they came about."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from estimator.engine import exact
from estimator.engine.series import MonthlySeries

# An expression is ("×", left, right) and so on, or a leaf (name, value); a bare number has the name "".
Expression = tuple[Any, ...]


class Table(tuple[Any, ...]):
    """A lookup table that knows the name of its provision; the rungs of a ladder are read as numbers with names."""

    name: str

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            yield tuple(_leaf(f"rung_{place}", value) for place, value in enumerate(row)) if type(row) is tuple else row


class Sums:
    """A monthly series whose sums are named."""

    def __init__(self, series: Any) -> None:
        self.series = series

    def between(self, first: Any, months: Any) -> Traced:
        """The sum over so many months, as a leaf."""
        return _leaf("factor_sum", self.series.between(_plain(first), _plain(months)))


class Traced:
    """A number with the expression it came from; the verbs find their traced meaning through its namespace."""

    __slots__ = ("expression", "value")

    def __init__(self, value: Any, expression: Expression) -> None:
        self.value, self.expression = value, expression

    def __array_namespace__(self) -> type[_Verbs]:
        return _Verbs

    def __bool__(self) -> bool:
        return bool(self.value)

    def __iter__(self) -> Any:
        raise TypeError("a traced number is not a sequence")


def _leaf(name: str, value: Any) -> Traced:
    return Traced(value, (name, value))


def _plain(operand: Any) -> Any:
    return operand.value if isinstance(operand, Traced) else operand


def _expression(operand: Any) -> Expression:
    return operand.expression if isinstance(operand, Traced) else ("", operand)


def _combined(sign: str, work: Callable[[Any, Any], Any], a: Any, b: Any) -> Traced:
    return Traced(work(_plain(a), _plain(b)), (sign, _expression(a), _expression(b)))


def _binary(sign: str, work: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
    def forward(self: Traced, other: Any) -> Traced:
        return _combined(sign, work, self, other)

    def backward(self: Traced, other: Any) -> Traced:
        return _combined(sign, work, other, self)

    return forward, backward


for _name, _sign in {"add": "+", "sub": "−", "mul": "×", "floordiv": "div", "mod": "mod"}.items():
    _forward, _backward = _binary(_sign, getattr(operator, _name))
    setattr(Traced, f"__{_name}__", _forward)
    setattr(Traced, f"__r{_name}__", _backward)
for _name, _sign in {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "=", "ne": "≠"}.items():
    _forward, _ = _binary(_sign, getattr(operator, _name))
    setattr(Traced, f"__{_name}__", _forward)


class _Verbs:
    """The traced meaning of the verbs of ``exact``."""

    @staticmethod
    def where(condition: Any, then: Any, otherwise: Any) -> Any:
        chosen = then if condition else otherwise
        return chosen if isinstance(chosen, Traced) else Traced(chosen, ("", chosen))

    @staticmethod
    def minimum(a: Any, b: Any) -> Traced:
        return _combined("least", min, a, b)

    @staticmethod
    def maximum(a: Any, b: Any) -> Traced:
        return _combined("greatest", max, a, b)

    @staticmethod
    def asarray(table: Sequence[Any]) -> Sequence[Any]:
        return table

    @staticmethod
    def take(table: Sequence[Any], key: Any) -> Traced:
        value = table[_plain(key)]
        return Traced(value, (getattr(table, "name", ""), value))

    @staticmethod
    def exact_share(amount: Any, rate: Any) -> Traced:
        return _combined("×", exact.share, amount, rate)

    @staticmethod
    def exact_share_times(amount: Any, rate: Any, times: Any) -> Traced:
        value = exact.share_times(_plain(amount), _plain(rate), _plain(times))
        return Traced(value, ("×", ("×", _expression(amount), _expression(rate)), _expression(times)))

    @staticmethod
    def exact_divide(amount: Any, by: Any, times: Any) -> Traced:
        scaled = amount if _plain(times) == 1 else Traced(None, ("×", _expression(amount), _expression(times)))
        value = exact.divide(_plain(amount), _plain(by), _plain(times))
        return Traced(value, ("÷", _expression(scaled), _expression(by)))


def _wrapped(name: str, value: Any) -> Any:
    if isinstance(value, int | exact.Factor):
        return _leaf(name, value)
    if isinstance(value, MonthlySeries):
        return Sums(value)
    if type(value) is tuple and value and hasattr(value[0], "_fields"):
        return tuple(_named(spell) for spell in value)
    if type(value) is tuple:
        table = Table(value)
        table.name = name
        return table
    return value


def _named(spell: Any) -> Any:
    numbers = {field: value for field, value in spell._asdict().items() if isinstance(value, int)}
    return spell._replace(**{field: _leaf(f"spell_{field}", value) for field, value in numbers.items()})


def trace(formula: Callable[..., Any], operands: dict[str, Any]) -> Traced | None:
    """The formula's value with its arithmetic; None where that is more than the verbs and the four operations."""
    try:
        result = formula(*(_wrapped(name, value) for name, value in operands.items()))
    except TypeError:
        return None
    return result if isinstance(result, Traced) else None
