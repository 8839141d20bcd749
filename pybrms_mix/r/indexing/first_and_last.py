"""The first, the last and the n-th elements or rows, and R's ``head()`` and ``tail()``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.sorting import order
from pybrms_mix.r.values.tibbles import keeps_groups

__all__ = ["first", "head", "last", "nth", "tail"]


@takes_single_numbers
@keeps_groups
@keeps_counts
def head(x: Any, n: int = 6) -> Any:
    """Return the first ``n`` elements or rows; a negative ``n`` drops the last ``-n``."""
    if isinstance(x, pd.DataFrame):
        return x.head(n)
    if isinstance(x, np.ndarray) and x.ndim > 1:
        return x[:n]
    vector = read(x)
    size = len(vector)
    return to_python(vector.take(np.arange(min(n, size) if n >= 0 else max(size + n, 0)) + 0.0))


@takes_single_numbers
@keeps_groups
@keeps_counts
def tail(x: Any, n: int = 6) -> Any:
    """Return the last ``n`` elements or rows; a negative ``n`` drops the first ``-n``."""
    if is_frame(x):
        return x.tail(n)
    if isinstance(x, pd.DataFrame) or (isinstance(x, np.ndarray) and x.ndim > 1):
        first = max(len(x) - n, 0) if n >= 0 else -n
        labels, columns = axes_of(x)
        part = np.asarray(x)[first:]
        if part.ndim > 2:
            return part
        numbers = [f"[{k + 1},]" for k in range(first, len(x))]
        return matrix_of(part, numbers if labels is None else labels[first:], columns)
    vector = read(x)
    first = max(len(vector) - n, 0) if n >= 0 else -n
    return to_python(vector.take(np.arange(first, len(vector)) + 0.0))


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
