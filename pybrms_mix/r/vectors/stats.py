"""R's summaries of vectors, and the values that are missing in vectors and frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.indexing.subsetting import rows_where
from pybrms_mix.r.values.complex_numbers import is_complex
from pybrms_mix.r.values.labelled import is_random, over_draws
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, is_matrix, matrix_of
from pybrms_mix.r.values.nan_values import NAN, are_nan
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    logicals,
    numbers,
    numeric,
    read,
    shaped,
    text,
    to_python,
)
from pybrms_mix.r.values.sorting import level_ends, sort, text_ends
from pybrms_mix.r.values.sums import mean_of, product_of, running_sums, sum_of, variance_of
from pybrms_mix.r.values.tibbles import keeps_groups

__all__ = [
    "between", "complete_cases", "cumulated", "largest", "mean", "median", "na_omit",
    "parallel", "prod", "sd", "smallest", "total", "var", "which_max", "which_min",
]  # fmt: skip


def numbers_in(x: Any, *, na_rm: bool) -> np.ndarray:
    """Return the numbers of a vector or of the columns of a data frame.

    Raises:
        InvalidData: for strings, factors and lists.
    """
    vector = read(x)
    if isinstance(x, pd.DataFrame):
        _refuse_texts(x)
        cells = [numeric(read(x[n])).data for n in x.columns]
        vector = numbers(np.concatenate(cells) if cells else [])
    if vector.kind in (CHARACTER, FACTOR, LIST):
        raise InvalidData(f"The summary needs numbers, but the vector holds {vector.kind}.")
    data = numeric(vector).data
    return data[~np.isnan(data)] if na_rm else data


def _refuse_texts(x: Any) -> None:
    """Refuse the summary of a data frame with text, in R's words."""
    if not is_frame(x):
        return
    columns = [read(x.iloc[:, n]) for n in range(x.shape[1])]
    if any(v.kind not in (NUMBER, LOGICAL) or v.date for v in columns):
        raise InvalidData("only defined on a data frame with all numeric-alike variables")


def _summary(x: Any, function: Callable[[np.ndarray], Any], *, na_rm: bool, least: int = 1,
             of_none: float = np.nan, keeps_nan: bool = False) -> Any:  # fmt: skip
    if is_random(x):
        return over_draws(x, lambda v: _summary(v, function, na_rm=na_rm, least=least,
                                                of_none=of_none, keeps_nan=keeps_nan))  # fmt: skip
    if is_frame(x):
        raise InvalidData("A data frame cannot be converted to a vector of numbers.")
    data = numbers_in(x, na_rm=na_rm)
    if len(data) < least or np.isnan(data).any():
        return _missing(data, of_none) if keeps_nan or not len(data) else np.nan
    return float(function(data))


def _missing(data: np.ndarray, of_none: float) -> float:
    """Return the summary of numbers of which some are missing, or of too few numbers."""
    missing = data[np.isnan(data)]
    return NAN if len(missing) and are_nan(missing).all() else np.nan if len(missing) else of_none


def mean(x: Any, *, na_rm: bool = False) -> Any:
    """Return the mean; NA if an element is missing, unless ``na_rm``.

    Values that are no numbers have the mean NA, with R's warning. The mean of a random variable is
    the mean of its draws.
    """
    if is_complex(x):
        return np.mean(x)
    if is_random(x):
        return _summary(x, mean_of, na_rm=na_rm, of_none=NAN, keeps_nan=True)
    if is_frame(x) or read(x).kind in (CHARACTER, FACTOR, LIST, NULL):
        warn("argument is not numeric or logical: returning NA", UserWarning)
        return np.nan
    return _dated(x, _summary(x, mean_of, na_rm=na_rm, of_none=NAN, keeps_nan=True))


def _dated(x: Any, result: Any) -> Any:
    """Return a summary of dates as a date; other summaries are unchanged."""
    if is_random(x) or not (vector := read(x)).date:
        return result
    return _date(result, clock=vector.clock)


def median(x: Any, *, na_rm: bool = False) -> Any:
    """Return the median; NA if an element is missing, unless ``na_rm``."""
    middle = _dated(x, _summary(x, np.median, na_rm=na_rm))
    # The median of an odd number of logical values is one of them.
    odd = not is_random(x) and read(x).kind == LOGICAL and middle in (0.0, 1.0)
    present_count = np.count_nonzero(~read(x).missing) if odd else 0
    return bool(middle) if present_count % 2 else middle


def sd(x: Any, *, na_rm: bool = False) -> Any:
    """Return the sample standard deviation (denominator n - 1)."""
    return _summary(x, lambda v: np.sqrt(variance_of(v)), na_rm=na_rm, least=2)


def var(x: Any, *, na_rm: bool = False) -> Any:
    """Return the sample variance (denominator n - 1), or the covariances of columns."""
    if is_frame(x) or is_matrix(x):
        return _covariances(x, na_rm=na_rm)
    return _summary(x, variance_of, na_rm=na_rm, least=2)


def _covariances(x: Any, *, na_rm: bool) -> Any:
    cells = np.asarray(x, dtype=float)
    if na_rm:
        cells = cells[~np.isnan(cells).any(axis=1)]
    columns = axes_of(x)[1]
    return matrix_of(np.atleast_2d(np.cov(cells, rowvar=False)), columns, columns)


def _whole(values: tuple[Any, ...], result: Any) -> Any:
    columns = (c for v in values for c in (v.items() if isinstance(v, pd.DataFrame) else [("", v)]))
    all_whole = all(v.whole or v.kind == LOGICAL for v in (read(c) for _, c in columns))
    return int(result) if all_whole and np.isfinite(result) else float(result)


def total(*values: Any, na_rm: bool = False) -> Any:
    """Return the sum of all elements: ``sum(...)``."""
    if any(map(is_random, values)):
        return _over_draws(values, lambda v: total(v, na_rm=na_rm))
    if any(map(is_complex, values)):
        return sum(np.sum(v) for v in values)
    data = np.concatenate([numbers_in(v, na_rm=na_rm) for v in values])
    return _missing(data, 0.0) if np.isnan(data).any() else _whole(values, sum_of(data))


def _over_draws(values: tuple[Any, ...], function: Callable[[np.ndarray], float]) -> Any:
    if len(values) != 1:
        raise InvalidData("A summary of random variables needs exactly one argument.")
    return over_draws(values[0], function)


def prod(*values: Any, na_rm: bool = False) -> Any:
    """Return the product of all elements."""
    if any(map(is_random, values)):
        return _over_draws(values, lambda v: prod(v, na_rm=na_rm))
    data = np.concatenate([numbers_in(v, na_rm=na_rm) for v in values])
    return _missing(data, 1.0) if np.isnan(data).any() else product_of(data)


def smallest(*values: Any, na_rm: bool = False) -> Any:
    """Return the minimum of numbers, or the first string in R's order: ``min(...)``."""
    return _extreme(values, na_rm=na_rm, last=False)


def largest(*values: Any, na_rm: bool = False) -> Any:
    """Return the maximum of numbers, or the last string in R's order: ``max(...)``."""
    return _extreme(values, na_rm=na_rm, last=True)


def _extreme(values: tuple[Any, ...], *, na_rm: bool, last: bool) -> Any:
    if any(map(is_random, values)):
        return _over_draws(values, lambda v: _extreme((v,), na_rm=na_rm, last=last))
    for frame in values:
        _refuse_texts(frame)
    vectors = [read(v) for v in values]
    if any(v.kind == CHARACTER for v in vectors):
        texts = [t for v in vectors for t in text(v).data]
        if None in texts and not na_rm:
            return pd.NA
        if not texts:
            return _endless(last=last)
        return sort(np.array(texts, dtype=object))[-1 if last else 0]
    if any(v.kind == FACTOR for v in vectors):
        (vector,) = vectors
        if not vector.ordered:
            raise InvalidData("'min' and 'max' are not meaningful for factors")
        present = np.flatnonzero(~vector.missing)
        if not len(present) or (len(present) < len(vector) and not na_rm):
            return to_python(vector.plain().take(np.array([np.nan])))
        at = present[np.argmax(vector.data[present]) if last else np.argmin(vector.data[present])]
        return to_python(vector.plain().take(np.array([float(at)])))
    data = np.concatenate([numbers_in(v, na_rm=na_rm) for v in values])
    if not len(data):
        nothing = _endless(last=last)
        # R holds an infinite date, which it prints as NA; a date of NumPy can be missing alone.
        return _date(np.nan) if all(v.date for v in vectors) else nothing
    if all(v.date for v in vectors):
        clock = any(v.clock for v in vectors)
        return _date(np.max(data) if last else np.min(data), clock=clock)
    if np.isnan(data).any():
        return _missing(data, np.nan)
    return _whole(values, np.max(data) if last else np.min(data))


def _endless(*, last: bool) -> float:
    """Return the largest or smallest of no elements, with R's warning."""
    function_name = "max" if last else "min"
    warn(f"no non-missing arguments to {function_name}; an infinite value is returned", UserWarning)
    return -np.inf if last else np.inf


def _date(days: float, *, clock: bool = False) -> Any:
    return to_python(replace(numbers([days]), date=True, clock=clock, single=True))


def which_max(x: Any) -> Any:
    """Return the position, counted from 1, of the first maximum; empty for an empty vector."""
    vector = read(x)
    data = numeric(vector).data
    if not np.any(~np.isnan(data)):
        return np.empty(0, dtype=int)
    place = int(np.nanargmax(data))
    return place + 1 if vector.names is None else pd.Series([place + 1], [vector.names[place]])


def which_min(x: Any) -> Any:
    """Return the position, counted from 1, of the first minimum; empty for an empty vector."""
    vector = numeric(read(x))
    return which_max(to_python(replace(numbers(-vector.data), names=vector.names)))


_LARGEST = 2**31 - 1  # the largest integer of R


def cumulated(x: Any, how: str) -> Any:
    """Return ``cumsum(x)``, ``cumprod(x)``, ``cummax(x)`` or ``cummin(x)``; NA propagates."""
    functions: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "sum": running_sums,
        "prod": np.cumprod,
        "max": np.maximum.accumulate,
        "min": np.minimum.accumulate,
    }
    vector = numeric(read(x))
    totals = functions[how](vector.data)
    if vector.whole and how == "sum" and (beyond := np.abs(totals) > _LARGEST).any():
        # a whole number is an integer or a double in R, which differ from here on
        raise InvalidData(
            f"cumsum() exceeds R's largest integer at element {int(beyond.argmax()) + 1}.",
            hint="R has NA there for integers: as.numeric(x) gives the sums.",
        )
    return to_python(
        replace(numbers(totals, whole=vector.whole and how != "prod"), names=vector.names)
    )


def parallel(how: str, *vectors: Any, na_rm: bool = False) -> Any:
    """Return the elementwise minimum ``pmin(...)`` or maximum ``pmax(...)``.

    Raises:
        InvalidData: for factors without an order.
    """
    functions = {("min", False): np.minimum, ("max", False): np.maximum,
                 ("min", True): np.fmin, ("max", True): np.fmax}  # fmt: skip
    if read(vectors[0]).kind == FACTOR:
        return level_ends(how, read(vectors[0]), vectors[1:], na_rm=na_rm)
    if any(read(v).kind == FACTOR for v in vectors):
        raise InvalidData(f"A factor must come first in p{how}() here.")
    if any(read(v).kind == CHARACTER for v in vectors):
        return text_ends(how, [text(read(v)) for v in vectors], na_rm=na_rm)
    number_vectors = [numeric(read(v)) for v in vectors]
    size = max(map(len, number_vectors))
    data = np.resize(number_vectors[0].data, size)
    for more in number_vectors[1:]:
        data = functions[how, na_rm](data, np.resize(more.data, size))
    attribute_sources = [
        replace(read(v), names=None) if n else read(v) for n, v in enumerate(vectors)
    ]
    return to_python(
        shaped(numbers(data, whole=all(v.whole for v in number_vectors)), *attribute_sources)
    )


def complete_cases(*tables: Any) -> Any:
    """Return a logical vector that is true for rows without missing values.

    Examples:
        >>> complete_cases([1, np.nan], ["a", "b"])
        array([ True, False])
    """
    columns: list[Any] = []
    for table in tables:
        frame = getattr(table, "frame", table)
        if isinstance(frame, pd.DataFrame):
            columns += [column for _, column in frame.items()]
        elif is_matrix(table):
            columns += list(np.asarray(table).T)
        else:
            columns.append(table)
    missing = [read(column).missing for column in columns]
    if len({len(m) for m in missing}) > 1:
        raise InvalidData("not all arguments have the same length")
    return ~np.logical_or.reduce(missing)


@keeps_groups
def na_omit(x: Any) -> Any:
    """Return the rows or elements without missing values."""
    if isinstance(x, pd.DataFrame):
        return rows_where(x, complete_cases(x))
    if isinstance(x, np.ndarray) and x.ndim == 2:
        return x[~np.array([read(row).missing.any() for row in x], dtype=bool)]
    vector = read(x)
    return to_python(vector.take(np.flatnonzero(~vector.missing) + 0.0))


def between(x: Any, left: Any, right: Any) -> Any:
    """Return whether each number lies in the closed interval from ``left`` to ``right``."""
    vector = numeric(read(x))
    low, high = (numeric(read(v)).data for v in (left, right))  # quantile() names its numbers
    inside = (vector.data >= low) & (vector.data <= high)
    return to_python(logicals(np.where(vector.missing, np.nan, inside)))
