"""Vectors with one element as numbers of elements, digits and other single numbers.

R does not distinguish a number from a vector with one element. A column of a data frame with one
row, ``conditions[i, ]$n``, is such a vector.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

_NUMBERS = frozenset({"int", "float", "int | None", "float | None"})


def single_number(value: Any) -> Any:
    """Return the only element of a vector of numbers; any other value as it is.

    Examples
    --------
    >>> single_number(np.array([3])), single_number("a")
    (3, 'a')
    """
    if getattr(value, "shape", None) != (1,) or not hasattr(value, "dtype"):
        return value
    element = np.asarray(value).item()
    return element if isinstance(element, (int, float)) else value


def takes_single_numbers(function: F) -> F:
    """Let the parameters of a function that are single numbers take vectors with one element."""
    signature = inspect.signature(function)
    places = [p.annotation in _NUMBERS for p in signature.parameters.values()]
    names = {n for n, p in signature.parameters.items() if p.annotation in _NUMBERS}

    @functools.wraps(function)
    def with_numbers(*values: Any, **named: Any) -> Any:
        numbers = [single_number(v) if n < len(places) and places[n] else v
                   for n, v in enumerate(values)]  # fmt: skip
        return function(*numbers, **{n: single_number(v) if n in names else v
                                     for n, v in named.items()})  # fmt: skip

    return cast("F", with_numbers)


def is_float_value(value: Any) -> bool:
    """Return whether a value holds numbers that may be missing: floats of NumPy, pandas, xarray.

    Examples
    --------
    >>> is_float_value(np.array([1.5])), is_float_value(np.array([1]))
    (True, False)
    """
    types = getattr(value, "dtypes", None)
    if types is not None and np.ndim(value) == 2:
        return all(isinstance(t, np.dtype) and t.kind == "f" for t in types)
    dtype = getattr(value, "dtype", None)
    return isinstance(dtype, np.dtype) and dtype.kind == "f"
