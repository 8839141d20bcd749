"""Arithmetic sequences, which include both ends in R."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.times.date_steps import date_seq
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import NUMBER, numbers, numeric, read, to_python
from pybrms_mix.r.values.single_values import single_number

__all__ = ["embed", "full_seq", "ppoints", "seq", "span"]


def seq(
    start: Any = None,
    to: Any = None,
    by: Any = None,
    length_out: Any = None,
    along_with: Any = None,
) -> Any:
    """Return an arithmetic sequence that includes both ends, as R's ``seq()``.

    Examples:
        >>> seq(0, 1, by=0.25)
        array([0.  , 0.25, 0.5 , 0.75, 1.  ])
        >>> seq(5)
        array([1, 2, 3, 4, 5])
    """
    if start is not None and read(start).date:
        return date_seq(start, to, by, length_out)
    start, to, by, length_out = map(single_number, (start, to, by, length_out))
    if along_with is not None:
        length_out = len(read(along_with))
        if to is None and by is None and start is None:
            return np.arange(1, length_out + 1)
    if to is None and by is None and length_out is None:
        vector = read(start)
        is_number = len(vector) == 1 and vector.kind == NUMBER
        return span(1, vector.data[0]) if is_number else np.arange(1, len(vector) + 1)
    if length_out is not None:
        return _of_length(start, to, by, int(np.ceil(length_out)))
    first, last = 1.0 if start is None else float(start), 1.0 if to is None else float(to)
    step = float(by) if by is not None else (1.0 if last >= first else -1.0)
    if by is not None and first != last and (last - first) / step < 0:
        raise InvalidData("wrong sign in 'by' argument")
    count = int(np.floor((last - first) / step + 1e-10)) if step else 0
    values = first + np.arange(count + 1) * step
    values = np.minimum(values, last) if step > 0 else np.maximum(values, last)
    return to_python(numbers(values, whole=all(float(v).is_integer() for v in (first, step))))


def _of_length(start: Any, to: Any, by: Any, count: int) -> np.ndarray:
    if by is not None:
        first = float(to) - (count - 1) * float(by) if start is None else float(start)
        return np.asarray(first + np.arange(count) * float(by))
    if to is None:
        return np.asarray((1.0 if start is None else float(start)) + np.arange(count))
    first = float(to) - count + 1 if start is None else float(start)
    return np.asarray(np.linspace(first, float(to), count))


def span(first: Any, last: Any) -> Any:
    """Return ``first:last``, in steps of 1 or -1.

    Examples:
        >>> span(3, 1)
        array([3, 2, 1])
    """
    a, b = (numeric(read(v)).data for v in (first, last))
    if not len(a) or not len(b):
        raise InvalidData("argument of length 0")
    size = int(np.floor(abs(b[0] - a[0]) + 1e-10)) + 1
    values = a[0] + np.arange(size) * (1 if b[0] >= a[0] else -1)
    return to_python(numbers(values, whole=float(a[0]).is_integer()))


def ppoints(n: Any, a: float | None = None) -> np.ndarray:
    """Return ``ppoints(n)``: shares between 0 and 1 at which quantiles are plotted.

    Parameters
    ----------
    n : int or array_like
        The number of shares, or a vector of this length.
    a : float, optional
        The offset. The default is 3/8 for at most ten shares, and 1/2 for more.

    Returns
    -------
    ndarray
        The shares, in increasing order.

    Examples
    --------
    >>> ppoints(4).round(3)
    array([0.147, 0.382, 0.618, 0.853])
    """
    size = int(n) if np.ndim(n) == 0 else len(n)
    size = int(np.ravel(n)[0]) if np.ndim(n) and size == 1 else size
    offset = (3 / 8 if size <= 10 else 1 / 2) if a is None else a
    return np.asarray((np.arange(1, size + 1) - offset) / (size + 1 - 2 * offset))


def embed(x: Any, dimension: int = 1) -> Any:
    """Return ``embed(x, dimension)``: a series beside its values one and more steps before.

    Raises
    ------
    InvalidData
        If ``x`` is a matrix, or shorter than ``dimension``.

    Examples
    --------
    >>> np.asarray(embed([1, 2, 3], 2)).tolist()
    [[2.0, 1.0], [3.0, 2.0]]
    """
    vector = numeric(read(x))
    if vector.dim is not None or not 1 <= dimension <= len(vector):
        raise InvalidData("embed() needs a vector that is not shorter than 'dimension' here.")
    rows = len(vector) - int(dimension) + 1
    return matrix_of(
        np.column_stack([vector.data[k : k + rows] for k in range(int(dimension))][::-1])
    )


def full_seq(x: Any, period: float) -> Any:
    """Return tidyr's ``full_seq()``: all values from the least to the largest, by ``period``.

    Raises
    ------
    InvalidData
        If a value is not a whole number of periods after the least one.

    Examples
    --------
    >>> full_seq([1, 2, 4], 1).tolist()
    [1.0, 2.0, 3.0, 4.0]
    """
    vector = numeric(read(x).plain())
    present = vector.data[~vector.missing]
    if not len(present) or len(present) < len(vector):
        raise InvalidData("full_seq() needs values without NA.")
    least, largest = float(present.min()), float(present.max())
    offsets = (present - least) % float(period)
    if np.any((offsets > 1e-6) & (float(period) - offsets > 1e-6)):
        raise InvalidData("'x' is not a regular sequence.")
    steps = int(np.floor((largest - least) / float(period) + 1e-6))
    values = least + np.arange(steps + 1) * float(period)
    if read(x).date:
        return to_python(replace(read(x).plain(), data=values))
    return values
