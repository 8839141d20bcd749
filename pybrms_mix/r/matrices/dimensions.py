"""R's ``dim()``, ``nrow()`` and ``ncol()`` of values of any kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.named_matrix import has_one_axis, is_frame
from pybrms_mix.r.values.partial_frames import refuse_partial
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.scaling import column_matrix, scaling_of
from pybrms_mix.r.values.tibbles import ungrouped
from pybrms_mix.results.compare.criterion import Criterion

__all__ = ["column_count", "dim", "is_array", "ncol", "nrow", "row_count"]


def dim(x: Any) -> Any:
    """Return ``dim(x)``: the numbers of rows and columns, and None for a vector or a list.

    Parameters
    ----------
    x
        Any value. A table of counts has a dimension, and scaled numbers are a matrix.

    Examples
    --------
    >>> dim([1, 2]) is None, dim(np.zeros((2, 3))).tolist()
    (True, [2, 3])
    """
    if isinstance(x, Criterion) and x.kind in ("loo", "waic"):
        return np.array(x.dims)
    refuse_partial(x)
    rows = ungrouped(x)
    if is_random(rows):
        return np.array(rows.shape[2:] or (1,))
    if isinstance(rows, np.ndarray | pd.Series) and rows.ndim == 1:
        if has_one_axis(rows):
            return np.array(rows.shape)
        is_scaled = scaling_of(rows) is not None or np.ndim(column_matrix(rows)) > 1
        return np.array([len(rows), 1]) if is_scaled else None
    if isinstance(rows, list | tuple | dict | str) or not hasattr(rows, "shape"):
        return None
    shape = tuple(rows.shape)
    return np.array(shape) if len(shape) > 1 else None


def _size(x: Any, axis: int) -> int | None:
    if axis == 0 and is_frame(x):
        return len(x)
    sizes = dim(x)
    if sizes is None:
        return None
    return int(sizes[axis]) if len(sizes) > axis else None


def nrow(x: Any) -> int | None:
    """Return ``nrow(x)``, which is None for a vector.

    Examples
    --------
    >>> nrow([1, 2]) is None, nrow(pd.DataFrame({"x": [1, 2]}))
    (True, 2)
    """
    return _size(x, 0)


def ncol(x: Any) -> int | None:
    """Return ``ncol(x)``, which is None for a vector.

    Examples
    --------
    >>> ncol([1, 2]) is None, ncol(pd.DataFrame({"x": [1, 2]}))
    (True, 1)
    """
    return _size(x, 1)


def row_count(x: Any) -> int:
    """Return ``NROW(x)``, in which a vector is a matrix of one column.

    Examples
    --------
    >>> row_count([1, 2])
    2
    """
    rows = nrow(x)
    return len(read(x)) if rows is None else rows


def column_count(x: Any) -> int:
    """Return ``NCOL(x)``, in which a vector is a matrix of one column.

    Examples
    --------
    >>> column_count([1, 2])
    1
    """
    columns = ncol(x)
    return 1 if columns is None else columns


def is_array(x: Any) -> bool:
    """Return whether a value has dimensions and is no data frame: ``is.array(x)``.

    Examples
    --------
    >>> is_array(np.zeros((2, 3))), is_array([1, 2])
    (True, False)
    """
    return not is_frame(ungrouped(x)) and dim(x) is not None
