"""The Python values of constant R expressions."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.sizes import MOST
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
)
from pybrms_mix.syntax.spelling import value

_NAMES: dict[str, object] = {
    "TRUE": True,
    "FALSE": False,
    "NULL": None,
    **dict.fromkeys(("NA", "NA_integer_", "NA_real_", "NA_character_"), math.nan),
    "NaN": math.nan,
    "Inf": math.inf,
    "pi": math.pi,
}
_OPERATORS: dict[str, Callable[[np.float64, np.float64], np.float64]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}
_FUNCTIONS: dict[str, Callable[[np.float64], np.float64]] = {
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": np.log,
}


def literal(node: Node) -> object:
    """Return the Python value of a constant expression.

    Whole numbers without a decimal point or an exponent, and ``5L``, become int; other numbers
    become float. Sums, differences and products of ints are ints. ``NA`` becomes nan and ``NULL``
    None. ``c(...)``, ``1:3`` and ``rep(2, 3)`` become flat lists. Arithmetic (``+ - * / ^``,
    ``sqrt``, ``exp``, ``log``) follows R: ``1 / 0`` is inf and ``sqrt(-1)`` is nan.

    Raises:
        InvalidArgument: if ``node`` contains anything but constants. The error shows the place of
            the first part that is not constant.

    >>> from pybrms_mix.syntax.parse import parse
    >>> literal(parse("c(1, -2.5)"))
    [1, -2.5]
    """
    match node:
        case Name(text) if text in _NAMES:
            return _NAMES[text]
        case Number(text):
            return value(text)
        case String(text):
            return text
        case Parens(body):
            return literal(body)
        case Call(Name("c"), arguments):
            return [item for argument in arguments for item in _items(argument, node)]
        case Call(Name("rep"), (Argument(None, items), Argument(None | "times", times))) if (
            items is not None and times is not None
        ):
            item, count = literal(items), _count(times)
            values = item if isinstance(item, list) else [item]
            if len(values) * count > MOST:
                raise _too_many(node)
            return values * count
        case Infix(left, ":", right):
            first, last = _operand(left), _operand(right)
            if not abs(last - first) < MOST:
                raise _too_many(node)
            step = 1 if last >= first else -1
            return [first + step * i for i in range(int(abs(last - first) + 1e-10) + 1)]
        case _:
            return _number(node)


def _too_many(node: Node) -> InvalidArgument:
    return InvalidArgument(
        f"'{write(node)}' is no sequence of at most {MOST} numbers",
        span=node.span,
        hint="Write the first and the last number, such as 1:3.",
    )


def _count(node: Node) -> int:
    """Return how often ``rep()`` repeats its first argument."""
    times = _operand(node)
    if not 0 <= times < MOST:
        raise InvalidArgument(
            f"'{write(node)}' is not a number of repetitions from 0 to {MOST}",
            span=node.span,
            hint="For example rep(2, 3).",
        )
    return int(times)


def _items(argument: Argument, call: Call) -> list[object]:
    if argument.value is None or argument.name is not None:
        raise _no_constant(call)
    item = literal(argument.value)
    # As in R, c() flattens its arguments, and NULL adds no element.
    return item if isinstance(item, list) else [] if item is None else [item]


def _number(node: Node) -> int | float:
    """Return the value of an arithmetic expression of constants."""
    with np.errstate(all="ignore"):
        match node:
            case Prefix("-", operand):
                return -_operand(operand)
            case Prefix("+", operand):
                return _operand(operand)
            case Infix(left, op, right) if op in _OPERATORS:
                first, second = _operand(left), _operand(right)
                result = float(_OPERATORS[op](np.float64(first), np.float64(second)))
                is_whole = op in "+-*" and isinstance(first, int) and isinstance(second, int)
                return int(result) if is_whole and abs(result) < 2**53 else result
            case Call(Name(function), (Argument(None, inner),)) if (
                function in _FUNCTIONS and inner is not None
            ):
                return float(_FUNCTIONS[function](np.float64(_operand(inner))))
    raise _no_constant(node)


def _operand(node: Node) -> int | float:
    number = literal(node)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise InvalidArgument(
            f"'{write(node)}' is not a number", span=node.span, hint="Arithmetic needs numbers."
        )
    return number


def _no_constant(node: Node) -> InvalidArgument:
    return InvalidArgument(
        f"'{write(node)}' is not a constant",
        span=node.span,
        hint='Write a value, such as 2.5, sqrt(2), c(1, 2), TRUE or "text".',
    )
