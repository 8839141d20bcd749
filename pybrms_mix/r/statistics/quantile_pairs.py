"""Quantiles against normal quantiles, and autocorrelations: the numbers of R's plots of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import special
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.result_lists import result_list
from pybrms_mix.r.vectors.sequences import ppoints

__all__ = ["acf", "qqnorm"]


def qqnorm(y: Any) -> dict[str, np.ndarray]:
    """Return ``qqnorm(y, plot.it = FALSE)``: normal quantiles, and the numbers themselves.

    Parameters
    ----------
    y : array_like
        Numbers; a missing value has no quantile.

    Returns
    -------
    dict
        The normal quantiles ``x`` and the numbers ``y``, in the order of the numbers.

    Examples
    --------
    >>> qqnorm([3, 1, 2])["x"].round(3)
    array([ 0.869, -0.869,  0.   ])
    """
    values = np.asarray(numeric(read(y)).data, dtype=float)
    present = ~np.isnan(values)
    at = np.full(len(values), np.nan)
    ranks = np.argsort(np.argsort(values[present], kind="stable"), kind="stable")
    at[present] = special.ndtri(np.asarray(ppoints(int(present.sum())), dtype=float))[ranks]
    return {"x": at, "y": values}


def acf(x: Any, lag_max: int | None = None, name: str = "x") -> dict[str, Any]:
    """Return ``acf(x, plot = FALSE)``: the autocorrelations of a series.

    Parameters
    ----------
    x : array_like
        A series without missing values.
    lag_max : int, optional
        The largest lag. The default is ``10 * log10(n)``.
    name : str, default "x"
        The name of the series.

    Returns
    -------
    dict
        R's list: the autocorrelations ``acf`` at the lags ``lag``, which start at 0.

    Raises
    ------
    InvalidData
        If the series has missing values.

    Examples
    --------
    >>> acf([1, 2, 3, 2, 1, 2, 3, 5])["acf"][:3].round(3)
    array([ 1.   ,  0.209, -0.276])
    """
    values = np.asarray(numeric(read(x)).data, dtype=float)
    if np.isnan(values).any():
        raise InvalidData("missing values in object")
    n = len(values)
    most = min(int(10 * np.log10(n)) if lag_max is None else int(lag_max), n - 1)
    centred = values - values.mean()
    shared = np.array([(centred[: n - k] * centred[k:]).sum() for k in range(most + 1)])
    lags = np.arange(most + 1)
    parts = {"acf": shared / shared[0], "type": "correlation", "n.used": n, "lag": lags,
             "series": name, "snames": None}  # fmt: skip
    return result_list(parts, "acf")
