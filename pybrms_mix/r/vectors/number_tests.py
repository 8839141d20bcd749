"""Questions about numbers: finite, infinite, near, sorted."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.text.strings import is_list
from pybrms_mix.r.values.named_matrix import has_one_axis, is_frame
from pybrms_mix.r.values.nan_values import SEES_COMPUTED, are_nan
from pybrms_mix.r.values.own_classes import Classed
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    NULL,
    NUMBER,
    logicals,
    read,
    shaped,
    to_python,
)
from pybrms_mix.r.values.sorting import sort_keys
from pybrms_mix.r.vectors.logic import compare, compute

__all__ = [
    "is_atomic", "is_finite", "is_infinite", "is_nan", "is_unsorted", "is_vector", "near",
]  # fmt: skip


def is_atomic(x: Any) -> bool:
    """Return whether a value is a vector, a factor or a matrix, and no list: ``is.atomic(x)``.

    Examples
    --------
    >>> is_atomic("a"), is_atomic({"a": 1})
    (True, False)
    """
    if callable(x) or isinstance(x, Mapping) or is_frame(x):
        return False
    return not is_list(x)


def is_vector(x: Any) -> bool:
    """Return whether a value is a vector or a list without attributes: ``is.vector(x)``.

    Names are no attribute here. A factor, a date, a matrix and a data frame are no vectors.

    Examples
    --------
    >>> is_vector([1, 2]), is_vector([[1, 2], [3, 4]])
    (True, False)
    """
    if x is None or callable(x) or is_frame(x) or has_one_axis(x) or np.ndim(x) > 1:
        return False
    if isinstance(x, Mapping):
        return not isinstance(x, Classed)
    vector = read(x)
    return vector.kind not in (FACTOR, NULL) and not vector.date and vector.dim is None


def is_finite(x: Any) -> Any:
    """Return whether each element is a finite number; strings are not.

    Examples
    --------
    >>> is_finite([1.0, float("inf"), float("nan")])
    array([ True, False, False])
    """
    return _of_numbers(x, np.isfinite, otherwise=False)


def near(x: Any, y: Any, tol: float = 1.4901161193847656e-08) -> Any:
    """Return dplyr's ``near(x, y)``: whether numbers are equal but for rounding errors.

    Examples
    --------
    >>> near(0.1 + 0.2, 0.3)
    True
    """
    return compare(np.abs(compute(x, "-", y)), "<", tol)


def is_nan(x: Any) -> Any:
    """Return whether each number is R's NaN.

    Raises
    ------
    InvalidData
        If a number is ``np.nan``, which may be NaN or NA in R, on a machine that does not
        distinguish a computed NaN.

    Examples
    --------
    >>> is_nan([1.0, 2.0])
    array([False, False])
    """
    vector = read(x)
    may_be_computed = vector.kind == NUMBER and not SEES_COMPUTED
    if may_be_computed and (vector.missing & ~are_nan(vector.data)).any():
        raise InvalidData("NaN and NA are one value on this machine.", hint="Ask is.na(x).")
    return _of_numbers(x, are_nan, otherwise=False)


def is_infinite(x: Any) -> Any:
    """Return whether each element is infinite.

    Examples
    --------
    >>> is_infinite([1.0, float("-inf")])
    array([False,  True])
    """
    return _of_numbers(x, np.isinf, otherwise=False)


def _of_numbers(x: Any, test: Any, *, otherwise: bool) -> Any:
    vector = read(x)
    if vector.kind == LIST:
        raise InvalidData("default method not implemented for type 'list'")
    text = vector.kind == CHARACTER
    results = np.full(len(vector), otherwise) if text else test(vector.data)
    return to_python(shaped(logicals(results), vector))


def is_unsorted(x: Any, strictly: bool = False, na_rm: bool = False) -> Any:
    """Return whether the elements are not in increasing order, as R's ``is.unsorted()``.

    Parameters
    ----------
    x : array_like
        Numbers or strings.
    strictly : bool, default False
        Whether equal neighbours count as unsorted.
    na_rm : bool, default False
        Whether missing values are left out.

    Returns
    -------
    bool
        The answer; missing if an element is missing.

    Examples
    --------
    >>> is_unsorted([1, 2, 2]), is_unsorted([1, 2, 2], strictly=True)
    (False, True)
    """
    keys = sort_keys(read(x))
    if na_rm:
        keys = [k for k in keys if k is not None]
    if any(k is None for k in keys):
        return pd.NA if len(keys) > 1 else False
    return any(b < a or (strictly and a == b) for a, b in itertools.pairwise(keys))
