"""Functions of NumPy and SciPy in which R's NA and NaN stay apart.

Most functions of NumPy return the missing number that they take. The absolute value changes its
sign, and some functions compute a new one: then R's NaN would be NA, or NA be NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import special
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.values.nan_values import NAN, are_nan
from pybrms_mix.r.values.single_values import is_float_value

__all__ = [
    "absolute", "arccos", "beta_function", "digamma", "expit", "factorial", "gamma_function",
    "tanh",
]  # fmt: skip


def absolute(x: Any) -> Any:
    """Return ``abs(x)``.

    Examples
    --------
    >>> absolute([-1.5, 2.0])
    array([1.5, 2. ])
    """
    return _apart(np.abs, x)


def arccos(x: Any) -> Any:
    """Return ``acos(x)``.

    Examples
    --------
    >>> arccos(1.0)
    0.0
    """
    return _apart(np.arccos, x)


def tanh(x: Any) -> Any:
    """Return ``tanh(x)``.

    Examples
    --------
    >>> tanh(0.0)
    0.0
    """
    return _apart(np.tanh, x)


def expit(x: Any) -> Any:
    """Return ``plogis(x)``, the inverse of the logit.

    Examples
    --------
    >>> expit(0.0)
    0.5
    """
    return _apart(special.expit, x)


def factorial(x: Any) -> Any:
    """Return ``factorial(x)``.

    Examples
    --------
    >>> factorial(4.0)
    24.0
    """
    return _apart(lambda v: _at_poles(special.gamma, np.add(v, 1)), x)


def gamma_function(x: Any) -> Any:
    """Return ``gamma(x)``, which is NaN at 0 and at negative whole numbers.

    Examples
    --------
    >>> gamma_function(5.0)
    24.0
    """
    return _apart(lambda v: _at_poles(special.gamma, v), x)


def digamma(x: Any) -> Any:
    """Return ``digamma(x)``, which is NaN at 0 and at negative whole numbers.

    Examples
    --------
    >>> round(digamma(1.0), 4)
    -0.5772
    """
    return _apart(lambda v: _at_poles(special.digamma, v), x)


def beta_function(a: Any, b: Any) -> Any:
    """Return ``beta(a, b)``.

    Examples
    --------
    >>> beta_function(1.0, 2.0)
    0.5
    """
    return _apart(special.beta, a, b)


def _at_poles(function: Callable[..., Any], x: Any) -> Any:
    """Return the values of a function that has none at 0 and at negative whole numbers."""
    cells = np.asarray(x, dtype=float)
    results = function(x)
    poles = (cells <= 0) & (cells == np.round(cells)) & np.isfinite(cells)
    if not poles.any():
        return results
    warn("NaNs produced", UserWarning)
    return _with_cells(results, np.where(poles, np.nan, results))


def _apart(function: Callable[..., Any], *operands: Any) -> Any:
    """Return the results of a function, in which a missing operand stays NA or NaN."""
    results = function(*operands)
    if not is_float_value(results):
        return results
    cells = np.asarray(results, dtype=float)
    missing = np.isnan(cells)
    if not missing.any():
        return float(results) if isinstance(results, np.floating) else results
    are_absent = [np.isnan(v) & ~are_nan(v).reshape(v.shape)
                  for v in (np.asarray(o, dtype=float) for o in operands)]  # fmt: skip
    absent = missing & np.logical_or.reduce(np.broadcast_arrays(*are_absent))
    return _with_cells(results, np.select([absent, missing], [np.nan, NAN], cells))


def _with_cells(results: Any, cells: np.ndarray) -> Any:
    """Return cells in the form of the results."""
    if isinstance(results, pd.Series | pd.DataFrame):
        changed = results.copy()
        changed[:] = cells
        return changed
    if isinstance(results, np.ndarray) and results.ndim:
        return cells.view(type(results))
    return results.copy(data=cells) if hasattr(results, "dims") else float(cells)
