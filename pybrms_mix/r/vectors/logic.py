"""Comparisons, logic, arithmetic and conditional values with R's NA and recycling."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.collate import collation_key
from pybrms_mix.r.times.calendar_intervals import Interval
from pybrms_mix.r.times.clocks import shifted
from pybrms_mix.r.times.dates import as_dates
from pybrms_mix.r.times.moments import as_moments
from pybrms_mix.r.values.complex_numbers import is_complex
from pybrms_mix.r.values.drawings import by_operator
from pybrms_mix.r.values.frame_operands import arithmetic_of_frames, has_frame, logic_of_frames
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, matrix_of
from pybrms_mix.r.values.nan_values import NAN, are_nan
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NUMBER,
    Vector,
    logicals,
    numbers,
    numeric,
    read,
    shaped,
    text,
    to_python,
    together,
    truths,
)  # fmt: skip
from pybrms_mix.r.values.scalars import are_whole
from pybrms_mix.r.values.tibbles import of_rows
from pybrms_mix.r.vectors.random_arithmetic import has_random, on_draws

__all__ = [
    "all_", "any_", "compare", "compute", "is_in", "is_na", "logic", "negated", "negation",
    "negative", "truth", "which", "xor",
]  # fmt: skip

_COMPARES: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_COMPUTES: dict[str, Callable[[Any, Any], Any]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide,
    "^": np.power, "%%": np.mod, "%/%": np.floor_divide,
}  # fmt: skip


def compare(x: Any, op: str, y: Any) -> Any:
    """Compare two vectors elementwise, as ``x == y`` or ``x < y`` in R.

    A comparison with NA is NA. Strings are compared in R's collation order, numbers and strings as
    strings, and factors by their labels.

    Examples:
        >>> compare([1, 2, 3], ">", 2)
        array([False, False,  True])
        >>> compare([1, float("nan")], ">", 0)
        <BooleanArray>
        [True, <NA>]
        Length: 2, dtype: boolean
    """
    if has_frame(x, y):
        return logic_of_frames(x, op, y, compare)
    if has_random(x, y):
        return on_draws(x, op, y)
    first, second = read(x), read(y)
    a, b = together(first, second)
    if a.date != b.date and CHARACTER in (a.kind, b.kind):
        convert = as_moments if a.clock or b.clock else as_dates
        a, b = (v if v.date else convert(v) for v in (a, b))
    if a.date and b.date and a.clock != b.clock:
        raise InvalidData(
            "R compares the seconds of a point in time with the days of a date.",
            hint="Convert the point in time by as.Date(), or the date by as.POSIXct().",
        )
    if FACTOR in (a.kind, b.kind):
        results = _compared_factors(a, op, b)
    elif CHARACTER in (a.kind, b.kind):
        results = _compared_texts(text(a), op, text(b))
    else:
        a, b = numeric(a), numeric(b)
        results = np.where(a.missing | b.missing, np.nan, _COMPARES[op](a.data, b.data))
    return to_python(shaped(logicals(results), first, second))


def _compared_texts(a: Vector, op: str, b: Vector) -> np.ndarray:
    both_present = ~(a.missing | b.missing)
    results = np.full(len(a), np.nan)
    for n in np.flatnonzero(both_present):
        left, right = a.data[n], b.data[n]
        if op not in ("==", "!="):
            left, right = collation_key(left), collation_key(right)
        results[n] = _COMPARES[op](left, right)
    return results


def _compared_factors(a: Vector, op: str, b: Vector) -> np.ndarray:
    if op in ("==", "!="):
        return _compared_texts(text(a), op, text(b))
    factor = a if a.kind == FACTOR else b
    if not factor.ordered:
        warn(f"'{op}' not meaningful for factors", UserWarning)
        return np.full(len(a), np.nan)
    places = {level: float(n) for n, level in enumerate(factor.levels)}
    left, right = (
        np.array([places.get(v, np.nan) for v in text(part).data], dtype=float) for part in (a, b)
    )
    return np.where(np.isnan(left) | np.isnan(right), np.nan, _COMPARES[op](left, right))


def logic(x: Any, op: str, y: Any) -> Any:
    """Combine logical vectors by ``"&"`` or ``"|"``; NA where the other side does not decide.

    Examples:
        >>> logic([True, False], "|", [float("nan"), False])
        array([ True, False])
    """
    if (pictures := by_operator(x, op, y)) is not None:
        return pictures
    if has_frame(x, y):
        return logic_of_frames(x, op, y, logic)
    first, second = truths(read(x)), truths(read(y))
    a, b = together(first, second)
    decides = 0.0 if op == "&" else 1.0
    decided = (a.data == decides) | (b.data == decides)
    undecided = np.where(a.missing | b.missing, np.nan, 1 - decides)
    return to_python(shaped(logicals(np.where(decided, decides, undecided)), first, second))


def negated(x: Any) -> Any:
    """Return ``!x``; NA stays NA."""
    if has_frame(x):
        return logic_of_frames(x, "==", False, compare)
    vector = truths(read(x))
    return to_python(replace(vector, data=1 - vector.data))


def negative(x: Any) -> Any:
    """Return ``-x``, in which NA and NaN stay apart: Python's minus changes the sign of both.

    Examples
    --------
    >>> negative([1.0, 2.5])
    array([-1. , -2.5])
    """
    is_vector = isinstance(x, list | tuple | bool | int | float | np.ndarray | np.generic)
    if is_vector or isinstance(x, pd.Series | pd.DataFrame):
        return compute(-1, "*", x)
    return -x


def xor(x: Any, y: Any) -> Any:
    """Return the elementwise exclusive or; NA where an element is missing."""
    return compare(to_python(truths(read(x))), "!=", to_python(truths(read(y))))


_OF_OBJECTS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


def _is_object(x: Any) -> bool:
    """Return whether a value is no vector of R: priors, formulas, times, and lists of these."""
    if isinstance(x, list | tuple):
        return any(map(_is_object, x))
    if x is None or isinstance(x, Mapping | pd.DataFrame | pd.Series | np.ndarray | str):
        return False
    return isinstance(x, datetime.datetime) or read(x).kind == LIST


def _of_objects(x: Any, op: str, y: Any) -> Any:
    """Return arithmetic with values that are no vectors; numbers beside a time are seconds."""
    if op == "+" and isinstance(y, datetime.datetime):
        x, y = y, x
    if op in ("+", "-") and isinstance(x, datetime.datetime):
        seconds = read(y)
        if seconds.kind == NUMBER and not seconds.date and len(seconds) != 1:
            raise InvalidData("The current time is added to one number of seconds here.")
        if seconds.kind == NUMBER and not seconds.date:
            y = datetime.timedelta(seconds=float(seconds.data[0]))
    return _OF_OBJECTS[op](x, y)


@keeps_counts
def compute(x: Any, op: str, y: Any, *, integers: bool | None = None) -> Any:
    """Compute ``x + y`` and other arithmetic; the shorter vector is recycled.

    Cells of data frames are paired by position.

    ``integers`` tells whether whole numbers are integers of R, whose quotient ``x %/% 0L`` is NA
    instead of infinite, and whose sums beyond the largest integer are NA; None means that this is
    not known.

    Examples:
        >>> compute([1, 2, 3, 4], "+", [10, 20])
        array([11, 22, 13, 24])
    """
    if (pictures := by_operator(x, op, y)) is not None:
        return pictures
    if has_frame(x, y):
        return arithmetic_of_frames(x, op, y, partial(compute, integers=integers))
    if has_random(x, y):
        return on_draws(x, op, y)
    if (shifted_dates := shifted(x, op, y)) is not None:
        return shifted_dates
    if isinstance(x, Interval) and op in ("/", "%/%"):
        return x / y if op == "/" else x // y
    if op in _OF_OBJECTS and (_is_object(x) or _is_object(y)):
        return _of_objects(x, op, y)  # priors, formulas and times have operators of their own
    if is_complex(x) or is_complex(y):
        return _COMPUTES[op](np.asarray(x)[()], np.asarray(y)[()])
    first, second = read(x), read(y)
    if CHARACTER in (first.kind, second.kind) or LIST in (first.kind, second.kind):
        raise InvalidData("non-numeric argument to binary operator")
    if FACTOR in (first.kind, second.kind):
        warn(f"'{op}' not meaningful for factors", UserWarning)
        size = len(together(first, second)[0])
        return to_python(shaped(logicals(np.full(size, np.nan)), first, second))
    if first.single and second.single and not (first.missing[0] or second.missing[0]):
        first, second = (replace(v, whole=v.whole or v.kind == LOGICAL) for v in (first, second))
    a, b = together(numeric(first), numeric(second))
    with np.errstate(all="ignore"):
        results = _COMPUTES[op](a.data, b.data)
    results = np.where(np.isnan(results) & ~np.isnan(a.data + b.data), NAN, results)
    if integers and op in ("+", "-", "*"):
        results = np.where(np.abs(results) > 2**31 - 1, np.nan, results)
    zeros = (b.data == 0) & ~np.isnan(results)
    if op == "%/%" and np.any(zeros) and are_whole(a.data) and are_whole(b.data):
        results = _over_zero(results, b.data, integers)
    whole_result = a.whole and b.whole and op not in ("/", "^") and bool(np.isfinite(results).all())
    # A date and a number of days give a date, two dates their distance in days.
    dated = a.date != b.date and op in ("+", "-")
    return to_python(
        replace(shaped(numbers(results, whole=whole_result), first, second), date=dated)
    )


def _over_zero(quotients: np.ndarray, divisors: np.ndarray, integers: bool | None) -> np.ndarray:
    """Return quotients of whole numbers, in which integers divided by zero are NA."""
    if integers is None:
        raise InvalidData(
            "x %/% 0 is NA for integers of R and infinite for doubles, and whole numbers have one "
            "type here.",
            hint="Write as.numeric(x) %/% y for doubles, or ifelse(y == 0, NA, x %/% y).",
        )
    return np.where(divisors == 0, np.nan, quotients) if integers else quotients


@of_rows
def is_na(x: Any) -> Any:
    """Return a logical vector that is true where elements are NA."""
    if is_frame(x):
        cells = np.column_stack([read(x.iloc[:, n]).missing for n in range(x.shape[1])])
        return matrix_of(cells, *axes_of(x))
    vector = read(x)
    return to_python(shaped(logicals(vector.missing), vector))


def is_in(x: Any, table: Any) -> Any:
    """Return ``x %in% table``, which is never NA."""
    vector, values = read(x), read(table)
    if FACTOR in (vector.kind, values.kind) or CHARACTER in (vector.kind, values.kind):
        results = [v in set(text(values).data) for v in text(vector).data]
    else:
        table_numbers, keys = numeric(values), numeric(vector)
        nan, table_nan = are_nan(keys.data), are_nan(table_numbers.data)
        results = list(
            np.isin(keys.data, table_numbers.data)
            | (keys.missing & ~nan & (table_numbers.missing & ~table_nan).any())
            | (nan & table_nan.any())
        )
    return to_python(replace(logicals(results), single=vector.single))


def any_(*vectors: Any, na_rm: bool = False) -> Any:
    """Return whether any element is true; NA if the result depends on missing values."""
    data = np.concatenate([truths(read(v)).data for v in vectors])
    if np.any(data == 1):
        return True
    return np.nan if np.isnan(data).any() and not na_rm else False


def all_(*vectors: Any, na_rm: bool = False) -> Any:
    """Return whether all elements are true; NA if the result depends on missing values."""
    data = np.concatenate([truths(read(v)).data for v in vectors])
    if np.any(data == 0):
        return False
    return np.nan if np.isnan(data).any() and not na_rm else True


def which(x: Any) -> Any:
    """Return the positions, counted from 1, of true elements."""
    vector = truths(read(x))
    at = np.flatnonzero(vector.data == 1)
    places = numbers(at + 1, whole=True)
    if vector.names is not None:
        places = replace(places, names=tuple(vector.names[n] for n in at))
    return to_python(places)


def truth(x: Any) -> bool:
    """Return the condition of ``if`` or ``while`` as a bool.

    Raises:
        InvalidData: with R's message, if the condition is not a single non-missing value.
    """
    vector = truths(read(x))
    if len(vector) != 1:
        words = "the condition has length > 1" if len(vector) else "argument is of length zero"
        raise InvalidData(words)
    if vector.missing[0]:
        raise InvalidData("missing value where TRUE/FALSE needed")
    return bool(vector.data[0])


def negation(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``Negate(f)``, a function that returns the logical negation of ``f``."""
    return lambda *arguments: negated(function(*arguments))
