"""Intervals of highest posterior density of columns of draws, as coda computes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["hpd_interval"]

_FEW = 2


def hpd_interval(x: Any, prob: float = 0.95) -> Any:
    """Return the shortest interval that holds a share of the draws, as coda's ``HPDinterval()``.

    Parameters
    ----------
    x : array_like or DataFrame
        The draws of one variable, or a column for each variable.
    prob : float, default 0.95
        The share of the draws in the interval.

    Returns
    -------
    NamedMatrix
        A row for each variable, with the columns "lower" and "upper".

    Raises
    ------
    InvalidData
        If a variable has fewer than two draws.

    Examples
    --------
    >>> hpd_interval([1, 2, 3, 4, 9], 0.8).to_numpy().tolist()
    [[1.0, 9.0]]
    """
    if isinstance(x, pd.DataFrame):
        columns = {str(n): numeric(read(x[n])).data for n in x.columns}
    else:
        columns = {"var1": numeric(read(x)).data}
    rows = [_shortest(np.sort(v), prob) for v in columns.values()]
    return matrix_of(np.array(rows), list(columns), ["lower", "upper"])


def _shortest(ordered: np.ndarray, prob: float) -> tuple[float, float]:
    size = len(ordered)
    if size < _FEW:
        raise InvalidData("An interval needs at least two draws.")
    gap = max(1, min(size - 1, int(np.round(size * prob))))
    first = int(np.argmin(ordered[gap:] - ordered[: size - gap]))
    return float(ordered[first]), float(ordered[first + gap])
