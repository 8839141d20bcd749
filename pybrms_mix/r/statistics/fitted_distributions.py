"""Distributions fitted to data: ``fitdistr()`` and ``kde2d()`` of R's MASS."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["FittedDistribution", "fit_distribution", "plane_density"]


class FittedDistribution(dict[str, Any]):
    """Estimates of the parameters of a distribution: a list with R's names, printed as in R."""

    def __str__(self) -> str:
        estimates, errors = (formatted(self[n].to_numpy()) for n in ("estimate", "sd"))
        lines = [list(map(str, self["estimate"].index)), list(map(str, np.atleast_1d(estimates))),
                 [f"({text})" for text in np.atleast_1d(errors)]]  # fmt: skip
        width = max(len(cell) for line in lines for cell in line)
        cells = [[f"{cell:^{width}}" if at == 0 else f"{cell:>{width}}" for cell in line]
                 for at, line in enumerate(lines)]  # fmt: skip
        return "\n".join(" ".join(line) for line in cells)


def fit_distribution(x: Any, distribution: str) -> FittedDistribution:
    """Return ``fitdistr(x, "normal")``: the estimates of greatest likelihood.

    Parameters
    ----------
    x : array_like
        Numbers without missing values.
    distribution : {"normal", "lognormal", "exponential", "Poisson", "geometric"}
        The distribution; upper and lower case are alike.

    Returns
    -------
    FittedDistribution
        A dict with ``estimate``, ``sd``, ``vcov``, ``n`` and ``loglik``.

    Raises
    ------
    InvalidData
        If ``x`` has missing values, or values that the distribution excludes.
    NotSupported
        If R searches for the estimates by numerical optimisation.

    Examples
    --------
    >>> fit_distribution([1, 2, 4, 7, 3.5], "normal")["estimate"].round(3).tolist()
    [3.5, 2.049]
    """
    values = np.asarray(numeric(read(x)).data, dtype=float)
    if np.isnan(values).any():
        raise InvalidData("'x' contains missing or infinite values")
    n, name = len(values), distribution.lower()
    if name in ("normal", "lognormal", "log-normal"):
        is_log = name != "normal"
        if is_log and (values <= 0).any():
            raise InvalidData("need positive values to fit a log-Normal")
        data = np.log(values) if is_log else values
        mean, sd = data.mean(), data.std()
        names = ["meanlog", "sdlog"] if is_log else ["mean", "sd"]
        height = stats.norm.logpdf(data, mean, sd).sum() - (data.sum() if is_log else 0.0)
        return _result(names, [mean, sd], [sd / np.sqrt(n), sd / np.sqrt(2 * n)], n, height)
    mean = values.mean()
    if name == "exponential":
        rate = 1 / mean
        return _result(["rate"], [rate], [rate / np.sqrt(n)], n,
                       stats.expon.logpdf(values, scale=mean).sum())  # fmt: skip
    if name == "poisson":
        return _result(["lambda"], [mean], [np.sqrt(mean / n)], n,
                       stats.poisson.logpmf(values, mean).sum())  # fmt: skip
    if name == "geometric":
        p = 1 / (1 + mean)
        return _result(["prob"], [p], [p * np.sqrt((1 - p) / n)], n,
                       stats.geom.logpmf(values + 1, p).sum())  # fmt: skip
    raise NotSupported(f"fitdistr() has no distribution '{distribution}' here.",
                       hint="normal, lognormal, exponential, Poisson or geometric")  # fmt: skip


def _result(
    names: list[str], estimates: list[float], errors: list[float], n: int, height: float
) -> FittedDistribution:
    return FittedDistribution({
        "estimate": pd.Series(estimates, index=names), "sd": pd.Series(errors, index=names),
        "vcov": matrix_of(np.diag(np.square(errors)), names, names), "n": n,
        "loglik": float(height),
    })  # fmt: skip


def plane_density(x: Any, y: Any, h: Any = None, n: int = 25, lims: Any = None) -> dict[str, Any]:
    """Return ``kde2d(x, y)``: a Gaussian kernel density of pairs of numbers.

    Parameters
    ----------
    x, y : array_like
        The pairs, without missing values.
    h : float or pair of float, optional
        Four times the standard deviations of the kernel; by default R's ``bandwidth.nrd``.
    n : int or pair of int, default 25
        The numbers of points of the grid.
    lims : sequence of four floats, optional
        The limits of the grid; by default the ranges of ``x`` and ``y``.

    Returns
    -------
    dict
        ``x`` and ``y``, the points of the grid, and ``z``, the densities with a row for each ``x``.

    Raises
    ------
    InvalidData
        If the numbers of values differ, or if a value is missing.

    Examples
    --------
    >>> plane_density([1, 2, 4], [2, 1, 5], n=3)["z"].shape
    (3, 3)
    """
    sides = [np.asarray(numeric(read(v)).data, dtype=float) for v in (x, y)]
    if len(sides[0]) != len(sides[1]):
        raise InvalidData("data vectors must be the same length")
    if not all(np.isfinite(side).all() for side in sides):
        raise InvalidData("missing or infinite values in the data are not allowed")
    sizes = np.resize(np.asarray(n, dtype=int), 2)
    limits = [f(side) for side in sides for f in (np.min, np.max)] if lims is None else lims
    ends = np.reshape(np.asarray(limits, dtype=float), (2, 2))
    widths = [_bandwidth(s) for s in sides] if h is None else np.resize(np.asarray(h, float), 2)
    grids, kernels = [], []
    for side, (low, high), size, width in zip(sides, ends, sizes, widths, strict=True):
        grid = np.linspace(low, high, int(size))
        grids.append(grid)
        kernels.append(stats.norm.pdf((grid[:, None] - side) / (width / 4)) / (width / 4))
    return {"x": grids[0], "y": grids[1], "z": kernels[0] @ kernels[1].T / len(sides[0])}


def _bandwidth(values: np.ndarray) -> float:
    """Return MASS's ``bandwidth.nrd(x)``, four times the normal rule of thumb."""
    low, high = np.quantile(values, [0.25, 0.75])
    spread = min(float(values.std(ddof=1)), float(high - low) / 1.34)
    return float(4 * 1.06 * spread * len(values) ** -0.2)
