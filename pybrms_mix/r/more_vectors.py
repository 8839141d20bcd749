"""Further functions of vectors: runs, ranks in groups, distribution functions, parallel maps."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.applying import items, simplified
from pybrms_mix.r.binding import rbind, row_bound
from pybrms_mix.r.clocks import spans_between
from pybrms_mix.r.grouped import Grouped
from pybrms_mix.r.logic import negated
from pybrms_mix.r.named_matrix import NamedMatrix, axes_of, is_frame, is_matrix, matrix_of
from pybrms_mix.r.r_vectors import FACTOR, numbers, numeric, read, text, to_python
from pybrms_mix.r.result_lists import result_list
from pybrms_mix.r.single_values import takes_single_numbers
from pybrms_mix.r.sorting import order
from pybrms_mix.r.sums import mean_of, sums_along
from pybrms_mix.r.tibbles import of_rows
from pybrms_mix.r.vectors import named

__all__ = [
    "col_means", "col_sums", "differences", "ecdf", "first", "gl", "iqr", "last", "mad",
    "negation", "nth", "ntile", "pmap", "rbind_all", "rle", "row_means", "row_sums",
    "trimmed_mean", "without_names",
]  # fmt: skip


def nth(x: Any, n: int, order_by: Any = None, default: Any = None) -> Any:
    """Return the n-th element; a negative position counts from the end.

    ``order_by`` sorts the elements first. Without an n-th element, ``default`` is returned, which
    is NA if it is not given.

    Examples
    --------
    >>> nth([5, 6, 7], 1), nth([5, 6, 7], -1)
    (5, 7)
    """
    vector = read(x).plain()
    if order_by is not None:
        vector = vector.take(order(order_by) - 1.0)
    at = n - 1 if n > 0 else len(vector) + n
    if default is not None and not 0 <= at < len(vector):
        return default
    return to_python(replace(vector.take(np.array([float(at)])), single=True))


def first(x: Any, order_by: Any = None, default: Any = None) -> Any:
    """Return the first element, as dplyr's ``first(x)``."""
    return nth(x, 1, order_by, default)


def last(x: Any, order_by: Any = None, default: Any = None) -> Any:
    """Return the last element, as dplyr's ``last(x)``."""
    return nth(x, -1, order_by, default)


def _known(x: Any, *, na_rm: bool) -> np.ndarray:
    data = np.asarray(numeric(read(x)).data, dtype=float)
    return data[~np.isnan(data)] if na_rm else data


def iqr(x: Any, *, na_rm: bool = False) -> float:
    """Return ``IQR(x)``, the difference of the quartiles."""
    low, high = np.quantile(_known(x, na_rm=na_rm), [0.25, 0.75])
    return float(high - low)


def mad(x: Any, constant: float = 1.4826, *, na_rm: bool = False) -> float:
    """Return ``mad(x)``, the scaled median of the distances from the median."""
    data = _known(x, na_rm=na_rm)
    return float(constant * np.median(np.abs(data - np.median(data))))


@takes_single_numbers
def ntile(x: Any, n: int) -> np.ndarray:
    """Return dplyr's ``ntile(x, n)``: the number of each element's group among n equal groups.

    Examples
    --------
    >>> ntile([30, 10, 20], 2).tolist()
    [2.0, 1.0, 1.0]
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    present = np.flatnonzero(~np.isnan(data))
    size, larger = divmod(len(present), int(n))
    counts = [size + (k < larger) for k in range(int(n))]
    groups = np.full(len(data), np.nan)
    order = present[np.argsort(data[present], kind="stable")]
    groups[order] = np.repeat(np.arange(1, int(n) + 1), counts)
    return groups


def gl(n: int, k: int, length: int | None = None, labels: Any = None) -> Any:
    """Return ``gl(n, k)``, a factor of n levels, each repeated k times.

    Examples
    --------
    >>> list(gl(2, 2, labels=["a", "b"]))
    ['a', 'a', 'b', 'b']
    """
    size = int(n) * int(k) if length is None else int(length)
    level_names = range(1, int(n) + 1) if labels is None else text(read(labels)).data
    names = [str(v) for v in level_names]
    cells = [names[place // int(k) % int(n)] for place in range(size)]
    return pd.Categorical(cells, categories=names)


def rle(x: Any) -> dict[str, Any]:
    """Return ``rle(x)``: the lengths and the values of runs of equal elements.

    Examples
    --------
    >>> rle([1, 1, 2])["lengths"].tolist()
    [2, 1]
    """
    vector = read(x)
    if vector.kind == FACTOR:
        raise InvalidData("'x' must be a vector of an atomic type")
    cells = list(vector.data)
    starts = [n for n, v in enumerate(cells) if n == 0 or v != cells[n - 1]]
    lengths = np.diff([*starts, len(cells)])
    values = to_python(vector.take(np.array(starts, dtype=float)))
    return result_list({"lengths": lengths, "values": values}, "rle")


def ecdf(x: Any) -> Callable[[Any], Any]:
    """Return ``ecdf(x)``, the empirical distribution function.

    Examples
    --------
    >>> ecdf([1, 2, 3, 4])(2)
    0.5
    """
    ordered = np.sort(_known(x, na_rm=True))

    def share(q: Any) -> Any:
        shares = np.searchsorted(ordered, np.asarray(q, dtype=float), side="right") / len(ordered)
        return float(shares) if np.ndim(q) == 0 else shares

    return share


def negation(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``Negate(f)``, a function that returns the logical negation of ``f``."""
    return lambda *arguments: negated(function(*arguments))


def _by_name(function: Callable[..., Any], names: list[str]) -> list[str] | None:
    """Return the parameters of a function that take arguments of these names in R."""
    parameters = inspect.signature(function).parameters
    spelt = [n.replace(".", "_") for n in names]
    matches = [next((p for p in (s, f"{s}_") if p in parameters), None) for s in spelt]
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return [f or s for f, s in zip(matches, spelt, strict=True)]
    if None in matches:
        raise InvalidArgument(f"unused argument ({names[matches.index(None)]})")
    return [f for f in matches if f is not None]


def pmap(
    x: Any, function: Callable[..., Any], *, simplify: bool = False, by_place: bool = False
) -> Any:
    """Return ``pmap(l, f)``: the function ``f`` of parallel elements of several vectors.

    The names of the list, or of the columns, name the arguments of the function.

    Parameters
    ----------
    x : DataFrame, dict or list
        The vectors. Vectors with one element are repeated.
    function : callable
        The function.
    simplify : bool, default False
        Whether to return a vector, as ``pmap_dbl()`` does.
    by_place : bool, default False
        Whether names are ignored, as for a formula.

    Returns
    -------
    list or ndarray
        One value for each row.

    Examples
    --------
    >>> [int(each) for each in pmap({"a": [1, 2], "b": [10, 20]}, lambda a, b: a + b)]
    [11, 22]
    """
    names = [str(n) for n in x] if isinstance(x, dict | pd.DataFrame) else []
    vectors = [items(v) for v in items(x)]
    size = max((len(v) for v in vectors), default=0)
    if any(len(v) not in (1, size) for v in vectors):
        raise InvalidData("The vectors of pmap() have different lengths.")
    spelt = _by_name(function, names) if names and not by_place else None
    # A formula leaves out the elements after those that it reads.
    count = len(inspect.signature(function).parameters) if by_place else len(vectors)
    cells = [[v[n % len(v)] for v in vectors[:count]] for n in range(size)]
    values = [
        function(*row) if spelt is None else function(**dict(zip(spelt, row, strict=True)))
        for row in cells
    ]
    return simplified(values) if simplify else values


def without_names(x: Any) -> Any:
    """Return ``unname(x)``: a vector without names, or a matrix without names of rows and columns.

    Raises
    ------
    InvalidData
        If ``x`` is a data frame, whose columns have names here.

    Examples
    --------
    >>> without_names(named([3, 4], ["a", "b"])).tolist()
    [3, 4]
    """
    if isinstance(x, NamedMatrix):
        return np.asarray(x)
    if isinstance(x, pd.DataFrame):
        if pd.api.types.is_integer_dtype(x.index):
            raise InvalidData("The result of unname() of a data frame has columns without names.")
        return x.to_numpy()
    return x if isinstance(x, np.ndarray) and x.ndim > 1 else named(x, None)


@of_rows
def _sum(x: Any, axis: int, *, na_rm: bool, mean: bool) -> Any:
    """Return sums or means of the rows (1) or columns (0) of a matrix or data frame."""
    if is_frame(x):
        array = x.to_numpy(dtype=float, na_value=np.nan)
    elif np.ndim(x) > 1:
        array = numeric(read(x)).data.reshape(np.shape(x), order="F")
    else:
        array = np.asarray(x, dtype=float)
    counts = np.sum(~np.isnan(array), axis=axis) if na_rm else array.shape[axis]
    array = np.nan_to_num(array, nan=0.0, posinf=np.inf, neginf=-np.inf) if na_rm else array
    with np.errstate(all="ignore"):
        totals = sums_along(array, axis)
        totals = (totals / counts if mean else totals).astype(float)
    labels = axes_of(x)[1 - axis]
    return totals if labels is None else pd.Series(totals, index=list(labels))


def row_sums(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``rowSums(x)``; the sum of a row with NA is NA unless ``na_rm``.

    Examples
    --------
    >>> row_sums(np.array([[1, 2], [3, 4]])).tolist()
    [3.0, 7.0]
    """
    return _sum(x, 1, na_rm=na_rm, mean=False)


def col_sums(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``colSums(x)``, with the names of the columns."""
    return _sum(x, 0, na_rm=na_rm, mean=False)


def row_means(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``rowMeans(x)``."""
    return _sum(x, 1, na_rm=na_rm, mean=True)


def col_means(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``colMeans(x)``, with the names of the columns."""
    return _sum(x, 0, na_rm=na_rm, mean=True)


def rbind_all(parts: Any) -> Any:
    """Return ``do.call(rbind, parts)``: the elements of a list as rows, labelled by their names.

    Examples
    --------
    >>> rbind_all({"a": [1, 2], "b": [3, 4]}).index.tolist()
    ['a', 'b']
    """
    labels = [str(n) for n in parts] if isinstance(parts, dict) else None
    elements = items(parts)
    bound_rows = rbind(*elements)
    if any(isinstance(p, Grouped) for p in elements):
        return bound_rows  # R drops the names of rows with groups
    if isinstance(bound_rows, pd.DataFrame):
        if not is_frame(bound_rows):
            return (
                bound_rows
                if labels is None or len(labels) != len(bound_rows)
                else bound_rows.set_axis(labels)
            )
        if labels is None:
            return bound_rows
        return row_bound(list(zip(labels, elements, strict=True)), named_at=range(len(labels)))
    columns = next((read(p).names for p in elements if read(p).names is not None), None)
    if (
        bound_rows is None
        or len(bound_rows) != len(elements)
        or (labels is None and columns is None)
    ):
        return bound_rows
    return matrix_of(bound_rows, labels, columns)


def differences(x: Any, lag: int = 1, differences: int = 1) -> Any:
    """Return ``diff(x, lag, differences)``; each element has the name of its later operand.

    The rows of a matrix are subtracted.
    """
    if is_matrix(x):
        cells = np.asarray(x, dtype=float)
        row_labels, column_labels = axes_of(x)
        for _ in range(int(differences)):
            cells = cells[lag:] - cells[:-lag]
        labels = None if row_labels is None else row_labels[len(row_labels) - len(cells) :]
        return matrix_of(cells, labels, column_labels)
    vector = numeric(read(x))
    if vector.clock:
        return spans_between(x, lag, differences)
    data, names = vector.data, vector.names
    for _ in range(int(differences)):
        data, names = data[lag:] - data[:-lag], None if names is None else names[lag:]
    return to_python(replace(numbers(data, whole=vector.whole), names=names, date=False))


@takes_single_numbers
def trimmed_mean(x: Any, trim: float = 0.0, *, na_rm: bool = False) -> float:
    """Return ``mean(x, trim)``: the mean without a share of the lowest and highest values.

    Parameters
    ----------
    x : array_like
        Numbers.
    trim : float, default 0.0
        The share of values that is left out at each end. From 0.5 the result is the median.
    na_rm : bool, default False
        Whether missing values are dropped. Otherwise they make the mean missing.

    Returns
    -------
    float
        The mean of the remaining values.

    Examples
    --------
    >>> trimmed_mean([1, 2, 3, 100], 0.25)
    2.5
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    data = data[~np.isnan(data)] if na_rm else data
    if np.isnan(data).any() or not len(data):
        return float("nan")
    if trim >= 0.5:
        return float(np.median(data))
    out = int(np.floor(len(data) * max(trim, 0.0)))
    return mean_of(np.sort(data)[out : len(data) - out])
