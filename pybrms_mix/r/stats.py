"""R's summaries of vectors, groups and tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.complex_numbers import is_complex
from pybrms_mix.r.factors import as_factor
from pybrms_mix.r.labelled import is_random, over_draws
from pybrms_mix.r.named_matrix import axes_of, is_frame, is_matrix, matrix_of, of_counts
from pybrms_mix.r.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    Vector,
    logicals,
    numbers,
    numeric,
    read,
    shaped,
    text,
    to_python,
)
from pybrms_mix.r.sorting import sort
from pybrms_mix.r.subsetting import rows_where

__all__ = [
    "between", "complete_cases", "cor", "cumulated", "largest", "mean", "median", "na_omit",
    "parallel", "prod", "proportions", "rounded", "sd", "signif", "smallest", "table", "total",
    "var", "which_max", "which_min",
]  # fmt: skip


def numbers_in(x: Any, *, na_rm: bool) -> np.ndarray:
    """Return the numbers of a vector or of the columns of a data frame.

    Raises:
        InvalidData: for strings, factors and lists.
    """
    vector = read(x)
    if isinstance(x, pd.DataFrame):
        cells = [numeric(read(x[n])).data for n in x.columns]
        vector = numbers(np.concatenate(cells) if cells else [])
    if vector.kind in (CHARACTER, FACTOR, LIST):
        raise InvalidData(f"The summary needs numbers, but the vector holds {vector.kind}.")
    data = numeric(vector).data
    return data[~np.isnan(data)] if na_rm else data


def _summary(x: Any, function: Callable[[np.ndarray], Any], *, na_rm: bool, least: int = 1) -> Any:
    if is_random(x):
        return over_draws(x, lambda v: _summary(v, function, na_rm=na_rm, least=least))
    if is_frame(x):
        raise InvalidData("A data frame cannot be converted to a vector of numbers.")
    data = numbers_in(x, na_rm=na_rm)
    if len(data) < least or np.isnan(data).any():
        return np.nan
    return float(function(data))


def mean(x: Any, *, na_rm: bool = False) -> Any:
    """Return the mean; NA if an element is missing, unless ``na_rm``.

    Values that are no numbers have the mean NA, with R's warning. The mean of a random variable is
    the mean of its draws.
    """
    if is_complex(x):
        return np.mean(x)
    if is_frame(x) or read(x).kind in (CHARACTER, FACTOR, LIST, NULL):
        warn("argument is not numeric or logical: returning NA", UserWarning)
        return np.nan
    return _dated(x, _summary(x, np.mean, na_rm=na_rm))


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
    return _summary(x, lambda v: np.std(v, ddof=1), na_rm=na_rm, least=2)


def var(x: Any, *, na_rm: bool = False) -> Any:
    """Return the sample variance (denominator n - 1), or the covariances of columns."""
    if is_frame(x) or is_matrix(x):
        return _covariances(x, na_rm=na_rm)
    return _summary(x, lambda v: np.var(v, ddof=1), na_rm=na_rm, least=2)


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
    return _whole(values, np.sum(data))


def _over_draws(values: tuple[Any, ...], function: Callable[[np.ndarray], float]) -> Any:
    if len(values) != 1:
        raise InvalidData("A summary of random variables needs exactly one argument.")
    return over_draws(values[0], function)


def prod(*values: Any, na_rm: bool = False) -> Any:
    """Return the product of all elements."""
    if any(map(is_random, values)):
        return _over_draws(values, lambda v: prod(v, na_rm=na_rm))
    return float(np.prod(np.concatenate([numbers_in(v, na_rm=na_rm) for v in values])))


def smallest(*values: Any, na_rm: bool = False) -> Any:
    """Return the minimum of numbers, or the first string in R's order: ``min(...)``."""
    return _extreme(values, na_rm=na_rm, last=False)


def largest(*values: Any, na_rm: bool = False) -> Any:
    """Return the maximum of numbers, or the last string in R's order: ``max(...)``."""
    return _extreme(values, na_rm=na_rm, last=True)


def _extreme(values: tuple[Any, ...], *, na_rm: bool, last: bool) -> Any:
    if any(map(is_random, values)):
        return _over_draws(values, lambda v: _extreme((v,), na_rm=na_rm, last=last))
    vectors = [read(v) for v in values]
    if any(v.kind == CHARACTER for v in vectors):
        texts = [t for v in vectors for t in text(v).data]
        if None in texts and not na_rm:
            return pd.NA
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
        function_name = "max" if last else "min"
        warn(
            f"no non-missing arguments to {function_name}; an infinite value is returned",
            UserWarning,
        )
        # R holds an infinite date, which it prints as NA; a date of NumPy can be missing alone.
        return _date(np.nan) if all(v.date for v in vectors) else -np.inf if last else np.inf
    if all(v.date for v in vectors):
        clock = any(v.clock for v in vectors)
        return _date(np.max(data) if last else np.min(data), clock=clock)
    return _whole(values, np.max(data) if last else np.min(data))


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
        "sum": np.cumsum,
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
    """Return the elementwise minimum ``pmin(...)`` or maximum ``pmax(...)``."""
    functions = {("min", False): np.minimum, ("max", False): np.maximum,
                 ("min", True): np.fmin, ("max", True): np.fmax}  # fmt: skip
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


def table(*vectors: Any, use_na: str = "no") -> Any:
    """Count the levels of one vector, or the combinations of levels of two.

    NA is counted, as a level with the name ``<NA>``, if ``use_na`` is "always", or "ifany" and an
    element is missing.

    Examples:
        >>> table(["b", "a", "b"])
        a    1
        b    2
        dtype: int64
    """
    if len(vectors) == 1 and is_frame(vectors[0]):
        vectors = tuple(vectors[0][c] for c in vectors[0].columns)
    factors = [_with_missing_level(read(as_factor(v)), use_na) for v in vectors]
    counts = np.zeros([len(v.levels) for v in factors], dtype=int)
    complete_rows = ~np.logical_or.reduce([v.missing for v in factors])
    np.add.at(counts, tuple(v.data[complete_rows].astype(int) for v in factors), 1)
    if len(factors) == 1:
        return of_counts(pd.Series(counts, index=pd.Index(factors[0].levels, dtype=object)))
    if len(factors) != 2:
        raise InvalidData("table() works with one or two vectors here.")
    return of_counts(matrix_of(counts, factors[0].levels, factors[1].levels))


def _with_missing_level(factor: Vector, use_na: str) -> Vector:
    if use_na == "no" or (use_na == "ifany" and not factor.missing.any()):
        return factor
    codes = np.where(factor.missing, len(factor.levels), factor.data)
    return replace(factor, data=codes, levels=(*factor.levels, "<NA>"))


def proportions(x: Any, margin: int | None = None) -> Any:
    """Return proportions of a table: ``prop.table(x, margin)``."""
    if margin is None or isinstance(x, pd.Series):
        return x / np.asarray(x).sum()
    array = np.asarray(x, dtype=float)
    shares = array / array.sum(axis=2 - margin, keepdims=True)
    return of_counts(matrix_of(shares, *axes_of(x))) if axes_of(x) != (None, None) else shares


def cor(x: Any, y: Any = None, use: str = "everything", method: str = "pearson") -> Any:
    """Return the correlation of two vectors, or the correlation matrix of columns.

    Parameters
    ----------
    x
        A vector, or a data frame or matrix whose columns are correlated.
    y : optional
        A vector.
    use : str, default "everything"
        "everything": missing values make the correlation missing. "complete.obs": rows with
        missing values are dropped. "pairwise.complete.obs": they are dropped for each pair.
    method : {"pearson", "spearman"}
        Whether values or ranks are correlated.

    Returns
    -------
    float or DataFrame
        The correlation, or the matrix with names of columns.
    """
    if method not in ("pearson", "spearman"):
        raise InvalidData(f"cor() has the methods 'pearson' and 'spearman' here, not '{method}'.")
    if y is not None:
        first, second = numeric(read(x)).data, numeric(read(y)).data
        if len(first) != len(second):
            raise InvalidData("incompatible dimensions")
        return _correlation(first, second, use, method)
    frame = x if isinstance(x, pd.DataFrame) else pd.DataFrame(np.asarray(x))
    cells = [numeric(read(frame.iloc[:, n])).data for n in range(frame.shape[1])]
    if use in ("complete.obs", "complete"):
        complete_rows = ~np.any(np.isnan(cells), axis=0)
        cells = [c[complete_rows] for c in cells]
    correlations = [[_correlation(a, b, use, method) for b in cells] for a in cells]
    columns = axes_of(frame)[1]
    return matrix_of(correlations, columns, columns)


def _correlation(a: np.ndarray, b: np.ndarray, use: str, method: str) -> float:
    missing = np.isnan(a) | np.isnan(b)
    if use != "everything":
        a, b = a[~missing], b[~missing]
    elif missing.any():
        return np.nan
    if method == "spearman":
        a, b = stats.rankdata(a), stats.rankdata(b)
    with np.errstate(all="ignore"):
        return float(np.corrcoef(a, b)[0, 1])


def rounded(x: Any, digits: int = 0) -> Any:
    """Return ``round(x, digits)``, with R's rule for ties."""
    if is_frame(x):
        kinds = {c: read(x[c]).kind for c in x}
        return x.assign(**{str(c): rounded(x[c], digits) for c, k in kinds.items() if k not in
                           (CHARACTER, FACTOR)})  # fmt: skip
    vector = numeric(read(x))
    rounded_values = [_round(v, int(digits)) for v in vector.data]
    return to_python(replace(vector, data=np.array(rounded_values, dtype=float)))


def _round(value: float, digits: int) -> float:
    """Return the nearer of the two candidates, as R 4 does; a tie gives the even candidate."""
    if not np.isfinite(value) or digits > 15:
        return value
    power = 10.0**digits
    low, high = np.floor(value * power) / power, np.ceil(value * power) / power
    left, right = value - low, high - value
    even = np.floor(value * power) % 2 == 0
    return float(low if left < right or (left == right and even) else high)


def signif(x: Any, digits: int = 6) -> Any:
    """Return numbers rounded to ``digits`` significant digits."""
    vector = numeric(read(x))
    rounded_values = [
        float(f"{v:.{max(int(digits), 1) - 1}e}") if np.isfinite(v) else v for v in vector.data
    ]
    return to_python(replace(vector, data=np.array(rounded_values, dtype=float)))


def complete_cases(frame: pd.DataFrame) -> Any:
    """Return a logical vector that is true for rows without missing values."""
    if not isinstance(getattr(frame, "frame", frame), pd.DataFrame):
        return ~read(frame).missing
    return ~np.logical_or.reduce([read(c).missing for _, c in frame.items()])


def na_omit(x: Any) -> Any:
    """Return the rows or elements without missing values."""
    if isinstance(x, pd.DataFrame):
        return rows_where(x, complete_cases(x))
    vector = read(x)
    return to_python(vector.take(np.flatnonzero(~vector.missing) + 0.0))


def between(x: Any, left: Any, right: Any) -> Any:
    """Return whether each number lies in the closed interval from ``left`` to ``right``."""
    vector = numeric(read(x))
    low, high = (numeric(read(v)).data for v in (left, right))  # quantile() names its numbers
    inside = (vector.data >= low) & (vector.data <= high)
    return to_python(logicals(np.where(vector.missing, np.nan, inside)))
