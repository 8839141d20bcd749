"""Tests of normality and adjusted p-values: ``shapiro.test()`` and ``p.adjust()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.classical_tests import ClassicalTest
from pybrms_mix.r.r_vectors import numeric, read

__all__ = ["p_adjust", "shapiro_test"]


def shapiro_test(x: Any, name: str = "x") -> ClassicalTest:
    """Return ``shapiro.test(x)``, the test of normality of Shapiro and Wilk.

    Parameters
    ----------
    x : array_like
        Between 3 and 5000 numbers; missing ones are dropped.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``p.value``, ``method`` and ``data.name``.

    Raises
    ------
    InvalidData
        If there are too few or too many numbers, or if all are equal.

    Examples
    --------
    >>> round(float(shapiro_test([2.1, 3.4, 1.9, 5.6, 4.4])["p.value"]), 3)
    0.691
    """
    numbers = numeric(read(x)).data
    numbers = np.sort(numbers[~np.isnan(numbers)])
    if not 3 <= len(numbers) <= 5000:
        raise InvalidData("sample size must be between 3 and 5000")
    if numbers[0] == numbers[-1]:
        raise InvalidData("all 'x' values are identical")
    result = stats.shapiro(numbers)
    return ClassicalTest({
        "statistic": pd.Series({"W": float(result.statistic)}), "p.value": float(result.pvalue),
        "method": "Shapiro-Wilk normality test", "data.name": name,
    })  # fmt: skip


def p_adjust(p: Any, method: str = "holm", n: int | None = None) -> np.ndarray:
    """Return p-values adjusted for multiple comparisons, as ``p.adjust(p, method)``.

    Parameters
    ----------
    p : array_like
        The p-values; missing ones stay missing.
    method : {"holm", "hochberg", "bonferroni", "BH", "fdr", "BY", "none"}
        The method of adjustment.
    n : int, optional
        The number of comparisons. The default is the number of p-values.

    Returns
    -------
    ndarray
        The adjusted p-values.

    Raises
    ------
    InvalidArgument
        If the method is another one.

    Examples
    --------
    >>> p_adjust([0.01, 0.04, 0.03], "BH").round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    values = numeric(read(p)).data.astype(float)
    present = np.flatnonzero(~np.isnan(values))
    adjusted = values.copy()
    count = len(present) if n is None else int(n)
    size = len(present)
    order = present[np.argsort(values[present], kind="stable")]
    ranks = np.arange(1, size + 1)
    ordered = values[order]
    if method == "bonferroni":
        result = ordered * count
    elif method == "holm":
        result = np.maximum.accumulate(ordered * (count - ranks + 1))
    elif method in ("hochberg", "BH", "fdr", "BY"):
        factor = count - ranks + 1 if method == "hochberg" else count / ranks
        if method == "BY":
            factor = factor * np.sum(1 / np.arange(1, count + 1))
        result = np.minimum.accumulate((ordered * factor)[::-1])[::-1]
    elif method == "none":
        result = ordered
    else:
        raise InvalidArgument(f"p.adjust() has no method '{method}' here.")
    adjusted[order] = np.minimum(result, 1.0)
    return adjusted
