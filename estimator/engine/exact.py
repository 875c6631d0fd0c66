"""Verbs on whole dong.

Operands are Python ints or int64 columns; ``where``, ``least``, ``greatest`` and ``lookup`` ask a column for its own
array namespace, so the same formula reads one person or a province and this module imports no array library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

# Units. They are all whole numbers; the names are checked when a sheet is wired.
Dong: TypeAlias = Any  # VND
Share: TypeAlias = Any  # ten-thousandths: 22% is 2200
MonthlyRate: TypeAlias = Any  # millionths a month: 0.31% is 3100
Month: TypeAlias = Any  # a calendar month, see months.py
Months: TypeAlias = Any  # a number of months
Age: TypeAlias = Any  # an age in months
HalfYears: TypeAlias = Any  # a number of half years
Count: TypeAlias = Any  # a bare number
Flag: TypeAlias = Any  # a truth
Code: TypeAlias = Any  # a position in a Steps table
Steps: TypeAlias = Any  # a table read with ``lookup``
Hundredths: TypeAlias = Any  # hundredths of a dong

SHARE_UNIT = 10_000
RATE_UNIT = 1_000_000


class Factor(NamedTuple):
    """A present-value factor to 10⁻¹⁴ in two limbs of 10⁻⁷, so that a product with dong stays inside int64.

    With no ``low`` limb it is whole: ``high`` times.
    """

    high: Any
    low: Any = None

    @property
    def units(self) -> int:
        """The factor as a whole number of 10⁻¹⁴."""
        return int(self.high * LIMB * LIMB if self.low is None else self.high * LIMB + self.low)


LIMB = 10**7


def _chosen(condition: Any, then: Factor, otherwise: Factor) -> Factor:
    """``where`` of factors, limb by limb."""
    pairs = [(one.high * LIMB, 0) if one.low is None else one for one in (then, otherwise)]
    return Factor(*(where(condition, a, b) for a, b in zip(*pairs, strict=True)))


def factor(numerator: int, denominator: int) -> Factor:
    """The exact ratio, rounded once to the factor's unit."""
    whole = (numerator * LIMB * LIMB + denominator // 2) // denominator
    return Factor(*divmod(whole, LIMB))


def times(count: Any) -> Factor:
    """So many times, as a factor (int or int64 column)."""
    return Factor(count)


def of_limbs(high: Any, low: Any) -> Any:
    """What products with the limbs of factors, or sums of such, come to, half up to the dong."""
    return (high + (low + LIMB * LIMB // 2) // LIMB) // LIMB


def share(amount: Any, rate: Any) -> Any:
    """A share (ten-thousandths, or a ``Factor``) of an amount, half up to the dong."""
    own = None if type(amount) is int and type(rate) in (int, Factor) else _verb("exact_share", amount, rate)
    if own is not None:
        return own(amount, rate)
    if isinstance(rate, Factor):
        if rate.low is None:
            return amount * rate.high
        return of_limbs(amount * rate.high, amount * rate.low)
    return (amount * rate + SHARE_UNIT // 2) // SHARE_UNIT


def share_times(amount: Any, rate: Any, times: Any) -> Any:
    """A share (ten-thousandths) of an amount, so many times (a ``Factor``): half up to the dong, rounded once.

    The share goes into the factor, to the factor's own unit, so that the product stays inside int64.
    """
    own = None if type(amount) is type(rate) is int else _verb("exact_share_times", amount, rate, times)
    if own is not None:
        return own(amount, rate, times)
    if times.low is None:
        return share(amount * times.high, rate)
    high = times.high * rate
    low = (high % SHARE_UNIT * LIMB + times.low * rate + SHARE_UNIT // 2) // SHARE_UNIT
    return of_limbs(amount * (high // SHARE_UNIT), amount * low)


def divide(amount: Any, by: Any, times: Any = 1) -> Any:
    """``amount × times ÷ by``, half up to the whole unit; all nought or more, ``by`` above nought.

    The remainder is multiplied apart from the quotient, so that a large sum times a rate stays inside int64.
    """
    own = None if type(amount) is type(by) is type(times) is int else _verb("exact_divide", amount, by, times)
    if own is not None:
        return own(amount, by, times)
    whole = amount // by
    return whole * times + ((amount - whole * by) * times + by // 2) // by


def divide_up(amount: Any, by: Any, times: Any = 1) -> Any:
    """``amount × times ÷ by``, up to the next whole unit, where the law rounds so."""
    return amount // by * times - (-(amount % by * times) // by)


_spaces: dict[type, Any] = {}  # the array namespace of each type met; None for numbers


def namespace(*operands: Any) -> Any:
    """The array namespace of the first operand that is a column; None where all are numbers."""
    for operand in operands:
        kind = type(operand)
        if kind not in _spaces:
            _spaces[kind] = operand.__array_namespace__() if hasattr(kind, "__array_namespace__") else None
        if _spaces[kind] is not None:
            return _spaces[kind]
    return None


@cache
def _own(space: Any, name: str) -> Any:
    return getattr(space, name, None)


def _verb(name: str, *operands: Any) -> Any:
    """An array namespace's own verb, if it has one."""
    return _own(namespace(*operands), name)


def where(condition: Any, then: Any, otherwise: Any) -> Any:
    """``then`` where the condition holds, else ``otherwise``; both are computed."""
    if type(condition) is bool and type(then) is type(otherwise) is int:
        return then if condition else otherwise
    space = namespace(condition, then, otherwise)
    if space is None:
        return then if condition else otherwise
    if isinstance(then, Factor) and namespace(condition) is not None:
        return _chosen(condition, then, otherwise)
    return space.where(condition, then, otherwise)


def least(a: Any, b: Any) -> Any:
    """The smaller of two."""
    if type(a) is type(b) is int:
        return a if a < b else b
    space = namespace(a, b)
    if space is None:
        return a if a < b else b
    return space.minimum(a, b)


def greatest(a: Any, b: Any) -> Any:
    """The larger of two."""
    if type(a) is type(b) is int:
        return a if a > b else b
    space = namespace(a, b)
    if space is None:
        return a if a > b else b
    return space.maximum(a, b)


def lookup(key: Any, table: Sequence[Any] | Mapping[Any, Any]) -> Any:
    """The entry of a table at a position (a code or number counted from nought)."""
    space = None if type(key) is int else namespace(key)
    if space is None:
        return table[key]
    return space.take(space.asarray(table), key)
