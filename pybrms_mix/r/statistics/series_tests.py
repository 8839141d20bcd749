"""Tests of series, matched samples and groups: ``Box.test()``, ``mcnemar.test()`` and others."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = ["box_test", "fligner_test", "friedman_test", "mcnemar_test", "oneway_test"]


def _data(x: Any) -> np.ndarray:
    return np.asarray(numeric(read(x)).data, dtype=float)


def _result(label: str, statistic: float, freedom: dict[str, float], p: float, method: str,
            name: str) -> ClassicalTest:  # fmt: skip
    return ClassicalTest({
        "statistic": pd.Series({label: float(statistic)}), "parameter": pd.Series(freedom),
        "p.value": float(p), "method": method, "data.name": name,
    })  # fmt: skip


def box_test(
    x: Any, lag: int = 1, type: str = "Box-Pierce", fitdf: int = 0, *, name: str = "x"
) -> ClassicalTest:
    """Return ``Box.test(x, lag, type)``: whether the values of a series are independent.

    Parameters
    ----------
    x : array_like
        The series.
    lag : int, default 1
        The number of autocorrelations.
    type : {"Box-Pierce", "Ljung-Box"}
        The statistic, which a prefix of its name also selects.
    fitdf : int, default 0
        The number of degrees of freedom that are subtracted.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Raises
    ------
    InvalidData
        If a value is missing.

    Examples
    --------
    >>> round(box_test([1, 2, 1, 3, 2, 4, 3])["p.value"], 3)
    0.902
    """
    values = _data(x)
    if np.isnan(values).any():
        raise InvalidData("Box.test() needs a series without missing values here.")
    centred = values - values.mean()
    count, lag = len(values), int(lag)
    squares = np.array([(centred[k:] @ centred[: count - k]) for k in range(1, lag + 1)])
    squares = (squares / (centred @ centred)) ** 2
    is_ljung = str(type).startswith("L")
    statistic = (
        count * (count + 2) * np.sum(squares / (count - np.arange(1, lag + 1)))
        if is_ljung else count * squares.sum()
    )  # fmt: skip
    freedom = lag - int(fitdf)
    return _result("X-squared", statistic, {"df": freedom}, stats.chi2.sf(statistic, freedom),
                   "Box-Ljung test" if is_ljung else "Box-Pierce test", name)  # fmt: skip


def mcnemar_test(x: Any, y: Any = None, *, correct: bool = True, name: str = "x") -> ClassicalTest:
    """Return ``mcnemar.test(x)``: whether the table of two matched factors is symmetric.

    Parameters
    ----------
    x : array_like
        A square table of counts, or a factor.
    y : array_like, optional
        The second factor.
    correct : bool, default True
        Whether a table of two rows gets the continuity correction.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Raises
    ------
    InvalidData
        If the table is not square.

    Examples
    --------
    >>> round(mcnemar_test([[30, 12], [5, 40]])["p.value"], 4)
    0.1456
    """
    counts = np.asarray(x if y is None else pd.crosstab(x, y), dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or len(counts) < 2:
        raise InvalidData("'x' must be square with at least two rows and columns")
    above = np.triu_indices(len(counts), 1)
    upper, lower = counts[above], counts.T[above]
    corrected = correct and len(counts) == 2 and bool(np.any(upper != lower))
    gaps = np.abs(upper - lower) - (1 if corrected else 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = float(np.nansum(gaps**2 / (upper + lower)))
    freedom = len(counts) * (len(counts) - 1) // 2
    method = "McNemar's Chi-squared test" + (" with continuity correction" if corrected else "")
    return _result("McNemar's chi-squared", statistic, {"df": freedom},
                   stats.chi2.sf(statistic, freedom), method, name)  # fmt: skip


def friedman_test(y: Any, groups: Any = None, blocks: Any = None, *, name: str = "y"
                  ) -> ClassicalTest:  # fmt: skip
    """Return ``friedman.test(y, groups, blocks)``: whether groups differ within blocks.

    Parameters
    ----------
    y : array_like
        A matrix with a row for each block, or the values.
    groups, blocks : array_like, optional
        The groups and the blocks of the values.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Raises
    ------
    InvalidData
        If a block does not have one value of each group.

    Examples
    --------
    >>> round(friedman_test([[1, 2, 3], [2, 1, 3], [1, 3, 4]])["p.value"], 4)
    0.097
    """
    if groups is None:
        rows = np.asarray(y, dtype=float)
        rows = rows[~np.isnan(rows).any(axis=1)]
    else:
        frame = pd.DataFrame({"y": _data(y), "g": list(read(groups).data),
                              "b": list(read(blocks).data)})  # fmt: skip
        table = frame.pivot_table(index="b", columns="g", values="y", aggfunc=["mean", "size"])
        if not np.all(table["size"].to_numpy() == 1):
            raise InvalidData("not an unreplicated complete block design")
        rows = table["mean"].to_numpy(dtype=float)
    blocks_count, count = len(rows), int(np.size(rows, 1))
    ranks = stats.rankdata(rows, axis=1)
    ties = sum(float(np.sum(k**3 - k)) for k in (np.unique(r, return_counts=True)[1] for r in rows))
    apart = 12 * np.sum((ranks.sum(axis=0) - blocks_count * (count + 1) / 2) ** 2)
    statistic = float(apart / (blocks_count * count * (count + 1) - ties / (count - 1)))
    p = float(stats.chi2.sf(statistic, count - 1))
    return _result("Friedman chi-squared", statistic, {"df": count - 1}, p,
                   "Friedman rank sum test", name)  # fmt: skip


def fligner_test(y: Any, group: Any, *, name: str = "y by g") -> ClassicalTest:
    """Return ``fligner.test(y ~ g)``: whether the variances of groups are equal.

    Parameters
    ----------
    y, group : array_like
        The values and their groups.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Examples
    --------
    >>> result = fligner_test([1, 2, 3, 1, 5, 9], ["a"] * 3 + ["b"] * 3)
    >>> result["parameter"].to_dict()
    {'df': 1}
    """
    values = _data(y)
    at = [places[~np.isnan(values[places])] for places in grouped_by(group)[1]]
    centred = np.concatenate([values[k] - np.median(values[k]) for k in at])
    ranks = stats.rankdata(np.abs(centred))
    count = len(centred)
    scores = stats.norm.ppf((1 + ranks / (count + 1)) / 2)
    sizes = [len(k) for k in at]
    ends = np.cumsum([0, *sizes])
    means = np.array([part.mean() for part in np.split(scores, ends[1:-1])])
    statistic = float(np.sum(sizes * (means - scores.mean()) ** 2) / scores.var(ddof=1))
    freedom = len(sizes) - 1
    return _result("Fligner-Killeen:med chi-squared", statistic, {"df": freedom},
                   stats.chi2.sf(statistic, freedom),
                   "Fligner-Killeen test of homogeneity of variances", name)  # fmt: skip


def oneway_test(
    y: Any, group: Any, *, var_equal: bool = False, name: str = "y and g"
) -> ClassicalTest:
    """Return ``oneway.test(y ~ g)``: whether the means of groups are equal.

    Parameters
    ----------
    y, group : array_like
        The values and their groups.
    var_equal : bool, default False
        Whether the groups have one variance; Welch's test has a variance for each group.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Examples
    --------
    >>> result = oneway_test([1, 2, 3, 4, 5, 7], ["a"] * 3 + ["b"] * 3, var_equal=True)
    >>> round(result["p.value"], 4)
    0.0341
    """
    values = _data(y)
    samples = [v[~np.isnan(v)] for v in (values[k] for k in grouped_by(group)[1])]
    sizes = np.array([len(s) for s in samples], dtype=float)
    means = np.array([s.mean() for s in samples])
    spreads = np.array([s.var(ddof=1) for s in samples])
    size = len(samples)
    method = "One-way analysis of means"
    if var_equal:
        total = np.concatenate(samples)
        between = float(np.sum(sizes * (means - total.mean()) ** 2)) / (size - 1)
        rest = float(len(total) - size)
        statistic = between / (float(np.sum((sizes - 1) * spreads)) / rest)
    else:
        weights = sizes / spreads
        centre = float(weights @ means / weights.sum())
        gap = float(np.sum((1 - weights / weights.sum()) ** 2 / (sizes - 1))) / (size**2 - 1)
        rest = 1 / (3 * gap)
        between = float(np.sum(weights * (means - centre) ** 2))
        statistic = between / ((size - 1) * (1 + 2 * (size - 2) * gap))
        method += " (not assuming equal variances)"
    return _result("F", statistic, {"num df": size - 1, "denom df": rest},
                   stats.f.sf(statistic, size - 1, rest), method, name)  # fmt: skip
