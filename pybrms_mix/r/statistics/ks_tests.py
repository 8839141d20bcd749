"""Kolmogorov-Smirnov tests, as R's ``ks.test()``."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.choices import ALTERNATIVES, completes
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["ks_test"]

# R computes exact p-values up to these sizes of one sample, and of the product of two.
_EXACT_ONE, _EXACT_TWO = 100, 10_000
_LIMIT_TOLERANCE = 1e-6
_SIDES = {"two.sided": ("two-sided", "D"), "less": ("less", "D^-"), "greater": ("greater", "D^+")}


@completes(alternative=ALTERNATIVES)
def ks_test(
    x: Any, y: Any, *, alternative: str = "two.sided", exact: bool | None = None, name: str = "x"
) -> ClassicalTest:
    """Return ``ks.test(x, y)``: whether two samples, or a sample and a distribution, agree.

    Parameters
    ----------
    x : array_like
        A sample; missing values are dropped.
    y : array_like or callable
        A second sample, or a distribution function.
    alternative : {"two.sided", "less", "greater"}
        The alternative hypothesis.
    exact : bool, optional
        Whether the p-value is exact. By default it is for small samples, as in R.
    name : str
        The text that describes the data.

    Returns
    -------
    ClassicalTest
        R's list: ``statistic``, ``p.value``, ``alternative`` and ``method``.

    Raises
    ------
    InvalidArgument
        If the alternative is unknown.
    InvalidData
        If a sample is empty.

    Examples
    --------
    >>> float(round(ks_test([0.1, 0.4, 0.7], [0.2, 0.9])["p.value"], 4))
    0.9
    """
    if alternative not in _SIDES:
        raise InvalidArgument(f"'alternative' is one of {', '.join(_SIDES)}.")
    first = _sample(x)
    if callable(y):
        distance, p, how = _one(first, y, alternative, exact)
        data = {"x": _shares(first, y) - np.arange(len(first)) / len(first), "y": y}
    else:
        distance, p, how = _two(first, _sample(y), alternative, exact)
        data = {"x": _data(x), "y": _data(y)}
    side, label = _SIDES[alternative]
    result = ClassicalTest(
        {"statistic": pd.Series({label: distance}), "p.value": p, "alternative": side,
         "method": f"{how} Kolmogorov-Smirnov test", "data.name": name,
         "data": data, "exact": how.startswith("Exact")}
    )  # fmt: skip
    result.classes = ("ks.test", "htest")
    return result


def _data(x: Any) -> np.ndarray:
    values = np.asarray(numeric(read(x)).data, dtype=float)
    return np.asarray(values[~np.isnan(values)])


def _shares(x: np.ndarray, cdf: Callable[[Any], Any]) -> np.ndarray:
    return np.asarray(numeric(read(cdf(x))).data, dtype=float)


def _sample(x: Any) -> np.ndarray:
    values = _data(x)
    if not len(values):
        raise InvalidData("A sample has no values.")
    return np.sort(values)


def _distance(above: np.ndarray, below: np.ndarray, alternative: str) -> float:
    distances = {"greater": above.max(), "less": below.max()}
    return float(distances.get(alternative, max(above.max(), below.max())))


def _limit(x: float) -> float:
    """Return the tail of Kolmogorov's limiting distribution, to R's accuracy.

    Below 1, R takes the first term of the series alone, so that its p-values have 4 digits there.
    """
    if x <= 0:
        return 1.0
    if x < 1:
        return float(1 - np.sqrt(2 * np.pi) / x * np.exp(-(np.pi**2) / (8 * x**2)))
    tail, sign, k = 2 * np.exp(-2 * x**2), -1, 2
    while True:
        term = 2 * sign * np.exp(-2 * x**2 * k**2)
        tail += term
        if abs(term) <= _LIMIT_TOLERANCE:
            return float(tail)
        sign, k = -sign, k + 1


def _one(
    x: np.ndarray, cdf: Callable[[Any], Any], alternative: str, exact: bool | None
) -> tuple[float, float, str]:
    n = len(x)
    ties = len(np.unique(x)) < n
    share = _shares(x, cdf)
    steps = np.arange(n + 1) / n
    distance = _distance(steps[1:] - share, share - steps[:-1], alternative)
    if ties:
        warn("ties should not be present for the Kolmogorov-Smirnov test")
    if exact is None:
        exact = n < _EXACT_ONE and not ties
    if alternative == "two.sided":
        p = stats.kstwo.sf(distance, n) if exact else _limit(np.sqrt(n) * distance)
    else:
        p = stats.ksone.sf(distance, n) if exact else np.exp(-2 * n * distance**2)
    return distance, float(p), f"{'Exact' if exact else 'Asymptotic'} one-sample"


def _two(
    x: np.ndarray, y: np.ndarray, alternative: str, exact: bool | None
) -> tuple[float, float, str]:
    both = np.concatenate([x, y])
    gap = np.searchsorted(x, both, "right") / len(x) - np.searchsorted(y, both, "right") / len(y)
    distance = _distance(gap, -gap, alternative)
    if exact is None:
        exact = len(x) * len(y) < _EXACT_TWO
    size = len(x) * len(y) / (len(x) + len(y))
    if exact:
        p = _exact_tail(distance, x, y, alternative)
    elif alternative == "two.sided":
        p = _limit(np.sqrt(size) * distance)
    else:
        p = np.exp(-2 * size * distance**2)
    return distance, float(p), f"{'Exact' if exact else 'Asymptotic'} two-sample"


def _exact_tail(distance: float, x: np.ndarray, y: np.ndarray, alternative: str) -> float:
    """Return the probability of a distance as large, given the ties of both samples.

    Each order of the samples is a path in a grid. Paths whose distance stays below the observed one
    are counted; within ties a path is not compared.
    """
    m, n = len(x), len(y)
    both = np.sort(np.concatenate([x, y]))
    apart = np.append(np.diff(both) != 0, True)
    least = (0.5 + np.floor(distance * m * n - 1e-7)) / (m * n)
    share = np.arange(m + 1)[:, None] / m - np.arange(n + 1)[None, :] / n
    gap = {"greater": share, "less": -share}.get(alternative, np.abs(share))
    place = np.add.outer(np.arange(m + 1), np.arange(n + 1)) - 1
    far = (gap >= least) & apart[np.maximum(place, 0)] & (place >= 0)
    paths = [0] * (n + 1)
    for i in range(m + 1):
        for j in range(n + 1):
            from_left = paths[j - 1] if j else 0
            above = paths[j] if i else 0
            paths[j] = 0 if far[i, j] else (1 if i == j == 0 else from_left + above)
    path_count = comb(m + n, m)
    return float(Fraction(path_count - paths[n], path_count))
