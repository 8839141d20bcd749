"""Tests by ranks: Wilcoxon's tests, and the correlations of Kendall and Spearman."""

from __future__ import annotations

from itertools import permutations
from math import factorial
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.choices import ALTERNATIVES, completes
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = ["rank_correlation_test", "wilcox_test", "wilcox_test_of"]

# The number of observations from which R uses a normal approximation by default.
_EXACT = 50


def _data(x: Any) -> np.ndarray:
    data = np.asarray(numeric(read(x)).data, dtype=float)
    return np.asarray(data[~np.isnan(data)])


def _tied(values: np.ndarray) -> bool:
    return len(np.unique(values)) < len(values)


def _ties(values: np.ndarray) -> np.ndarray:
    """Return the sizes of the groups of equal values."""
    return np.asarray(np.unique(values, return_counts=True)[1], dtype=float)


@completes(alternative=ALTERNATIVES)
def wilcox_test(
    x: Any, y: Any = None, *, alternative: str = "two.sided", mu: float = 0.0,
    paired: bool = False, exact: bool | None = None, correct: bool = True, name: str = "x",
) -> ClassicalTest:  # fmt: skip
    """Return ``wilcox.test(x, y)``: a test of the location of one sample, or of two.

    Parameters
    ----------
    x, y : array_like
        One sample, or two; missing values are dropped.
    alternative : {"two.sided", "less", "greater"}
        The alternative.
    mu : float, default 0.0
        The location, or its shift, under the null hypothesis.
    paired : bool, default False
        Whether the samples are pairs.
    exact : bool, optional
        Whether the p-value is exact. By default it is, for fewer than 50 values without ties.
    correct : bool, default True
        Whether the normal approximation has a correction for continuity.
    name : str, default "x"
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``p.value``, ``null.value``, ``alternative`` and ``method``.

    Raises
    ------
    InvalidData
        If a sample is empty.

    Examples
    --------
    >>> round(wilcox_test([1.1, 2.2, 3.3, 4.4], [2.5, 3.5, 4.5, 5.5])["p.value"], 4)
    0.2
    """
    if y is not None and paired:
        pair = [np.asarray(numeric(read(v)).data, dtype=float) for v in (x, y)]
        return wilcox_test(pair[0] - pair[1], alternative=alternative, mu=mu, exact=exact,
                           correct=correct, name=name)  # fmt: skip
    first = _data(x)
    second = None if y is None else _data(y)
    if not len(first) or (second is not None and not len(second)):
        raise InvalidData("not enough observations")
    if second is None:
        result = _signed(first - mu, alternative, exact, correct=correct)
    else:
        result = _two(first - mu, second, alternative, exact, correct=correct)
    null = "location" if second is None else "location shift"
    statistic, p, method = result
    return ClassicalTest({
        "statistic": statistic, "parameter": None, "p.value": min(1.0, p),
        "null.value": pd.Series({null: mu}), "alternative": alternative, "method": method,
        "data.name": name,
    })  # fmt: skip


def wilcox_test_of(y: Any, group: Any, **settings: Any) -> ClassicalTest:
    """Return ``wilcox.test(y ~ group)``: a test of the locations of two groups.

    Parameters
    ----------
    y : array_like
        The observations; missing values are dropped.
    group : array_like
        The group of each observation.
    **settings
        Arguments of ``wilcox_test()``.

    Returns
    -------
    ClassicalTest
        The results of ``wilcox_test()`` for the two groups, in the order of their levels.

    Raises
    ------
    InvalidData
        If there are not two groups.

    Examples
    --------
    >>> float(wilcox_test_of([1, 2, 3, 5], ["a", "a", "b", "b"])["statistic"]["W"])
    0.0
    """
    _, places = grouped_by(group)
    group_places = [at for at in places if len(at)]
    if len(group_places) != 2:
        raise InvalidData("grouping factor must have exactly 2 levels")
    data = np.asarray(numeric(read(y)).data, dtype=float)
    return wilcox_test(*(data[at] for at in group_places), **settings)


def _approximate(z: float, spread: float, alternative: str, *, correct: bool) -> float:
    """Return the p-value of a centred statistic by the normal distribution."""
    shift = {"two.sided": np.sign(z) * 0.5, "greater": 0.5, "less": -0.5}[alternative]
    z = (z - shift * correct) / spread
    if alternative == "less":
        return float(stats.norm.cdf(z))
    if alternative == "greater":
        return float(stats.norm.sf(z))
    return float(2 * min(stats.norm.cdf(z), stats.norm.sf(z)))


def _exact(counts: np.ndarray, statistic: float, alternative: str) -> float:
    """Return the p-value of a statistic, from the number of orders that give each value."""
    shares = counts / counts.sum()
    at = round(statistic)
    below, above = float(shares[: at + 1].sum()), float(shares[at:].sum())
    if alternative == "two.sided":
        return min(2 * min(below, above), 1.0)
    return below if alternative == "less" else above


def _signed(
    x: np.ndarray, alternative: str, exact: bool | None, *, correct: bool
) -> tuple[Any, float, str]:
    zeros = bool(np.any(x == 0))
    x = x[x != 0]
    n = len(x)
    ranks = stats.rankdata(np.abs(x))
    v = float(ranks[x > 0].sum())
    ties = _tied(np.abs(x))
    use_exact = n < _EXACT if exact is None else exact
    statistic = pd.Series({"V": v})
    if use_exact and not ties and not zeros:
        counts = np.ones(1)
        for rank in range(1, n + 1):  # each rank belongs to a positive value or does not
            longer = np.concatenate([counts, np.zeros(rank)])
            longer[rank:] += counts
            counts = longer
        return statistic, _exact(counts, v, alternative), "Wilcoxon signed rank exact test"
    _told(use_exact and exact is not False, ties=ties, zeros=zeros)
    sizes = _ties(np.abs(x))
    spread = np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - (sizes**3 - sizes).sum() / 48)
    p = _approximate(v - n * (n + 1) / 4, spread, alternative, correct=correct)
    method = "Wilcoxon signed rank test" + (" with continuity correction" if correct else "")
    return statistic, p, method


def _two(
    x: np.ndarray, y: np.ndarray, alternative: str, exact: bool | None, *, correct: bool
) -> tuple[Any, float, str]:
    m, n = len(x), len(y)
    both_samples = np.concatenate([x, y])
    w = float(stats.rankdata(both_samples)[:m].sum() - m * (m + 1) / 2)
    use_exact = (m < _EXACT and n < _EXACT) if exact is None else exact
    statistic = pd.Series({"W": w})
    if use_exact and not _tied(both_samples):
        return statistic, _exact(_rank_sums(m, n), w, alternative), "Wilcoxon rank sum exact test"
    _told(use_exact and exact is not False, ties=True, zeros=False)
    sizes = _ties(both_samples)
    total = m + n
    inner = total + 1 - (sizes**3 - sizes).sum() / (total * (total - 1))
    spread = np.sqrt(m * n / 12 * inner)
    p = _approximate(w - m * n / 2, spread, alternative, correct=correct)
    method = "Wilcoxon rank sum test" + (" with continuity correction" if correct else "")
    return statistic, p, method


def _told(use_exact: bool, *, ties: bool, zeros: bool) -> None:
    if use_exact and ties:
        warn("cannot compute exact p-value with ties", UserWarning)
    if use_exact and zeros:
        warn("cannot compute exact p-value with zeroes", UserWarning)


def _rank_sums(m: int, n: int) -> np.ndarray:
    """Return the number of orders of m and n values for each value of the statistic W."""
    table = [np.zeros(m * n + 1) for _ in range(m + 1)]
    table[0][0] = 1.0
    for rank in range(m + n):  # W is the sum of the m ranks, less its smallest value
        for count in range(min(m, rank + 1), 0, -1):
            step = rank - (count - 1)
            if step <= m * n:
                shifted_counts = np.zeros(m * n + 1)
                shifted_counts[step:] = table[count - 1][: m * n + 1 - step]
                table[count] = table[count] + shifted_counts
    return table[m]


@completes(alternative=ALTERNATIVES)
def rank_correlation_test(
    x: Any, y: Any, method: str, *, alternative: str = "two.sided", exact: bool | None = None,
    name: str = "x and y",
) -> ClassicalTest:  # fmt: skip
    """Return ``cor.test(x, y, method = "kendall")``, or of the method "spearman".

    Parameters
    ----------
    x, y : array_like
        The paired observations; pairs with a missing value are dropped.
    method : {"kendall", "spearman"}
        The correlation.
    alternative : {"two.sided", "less", "greater"}
        The alternative.
    exact : bool, optional
        Whether the p-value is exact. By default it is, for few pairs without ties.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``p.value``, ``estimate``, ``null.value``, ``alternative`` and ``method``.

    Raises
    ------
    InvalidArgument
        If the method is another one.
    InvalidData
        If there are fewer than two pairs.

    Examples
    --------
    >>> found = rank_correlation_test([1, 2, 3, 4], [1, 3, 2, 4], "kendall")
    >>> float(found["estimate"]["tau"].round(4))
    0.6667
    """
    if method not in ("kendall", "spearman"):
        raise InvalidArgument(f"cor.test() has no method '{method}'.")
    pair = np.array([np.asarray(numeric(read(v)).data, dtype=float) for v in (x, y)])
    first, second = pair[:, ~np.isnan(pair).any(axis=0)]
    if len(first) < 2:
        raise InvalidData("not enough finite observations")
    make = _kendall if method == "kendall" else _spearman
    label = {"kendall": "tau", "spearman": "rho"}[method]
    title = f"{method.capitalize()}'s rank correlation {label}"
    statistic, estimate, p = make(first, second, alternative, exact)
    return ClassicalTest({
        "statistic": statistic, "parameter": None, "p.value": min(1.0, p),
        "estimate": pd.Series({label: estimate}), "null.value": pd.Series({label: 0.0}),
        "alternative": alternative, "method": title, "data.name": name,
    })  # fmt: skip


def _kendall(
    x: np.ndarray, y: np.ndarray, alternative: str, exact: bool | None
) -> tuple[Any, float, float]:
    n = len(x)
    signs = np.sign(np.subtract.outer(x, x)) * np.sign(np.subtract.outer(y, y))
    score = float(np.triu(signs, 1).sum())
    pairs = n * (n - 1) / 2
    tx, ty = _ties(x), _ties(y)
    tied_pairs = [(t * (t - 1)).sum() / 2 for t in (tx, ty)]
    tau = score / np.sqrt((pairs - tied_pairs[0]) * (pairs - tied_pairs[1]))
    ties = _tied(x) or _tied(y)
    use_exact = n < _EXACT if exact is None else exact
    if use_exact and not ties:
        counts = np.ones(1)
        for size in range(2, n + 1):  # the number of orders with each count of agreeing pairs
            counts = np.convolve(counts, np.ones(size))
        agreeing = (score + pairs) / 2
        return pd.Series({"T": agreeing}), tau, _exact(counts, agreeing, alternative)
    _told(use_exact and exact is not False, ties=ties, zeros=False)
    v = [(t * (t - 1) * (2 * t + 5)).sum() for t in (tx, ty)]
    twos = [(t * (t - 1)).sum() for t in (tx, ty)]
    threes = [(t * (t - 1) * (t - 2)).sum() for t in (tx, ty)]
    spread = (n * (n - 1) * (2 * n + 5) - sum(v)) / 18 + twos[0] * twos[1] / (2 * n * (n - 1))
    if n > 2:
        spread += threes[0] * threes[1] / (9 * n * (n - 1) * (n - 2))
    p = _approximate(score, np.sqrt(spread), alternative, correct=False)
    return pd.Series({"z": score / np.sqrt(spread)}), tau, p


def _spearman(
    x: np.ndarray, y: np.ndarray, alternative: str, exact: bool | None
) -> tuple[Any, float, float]:
    n = len(x)
    ranks = [stats.rankdata(v) for v in (x, y)]
    rho = float(np.corrcoef(ranks[0], ranks[1])[0, 1])
    ties = _tied(x) or _tied(y)
    use_exact = n < 1290 if exact is None else exact
    statistic = pd.Series({"S": (n**3 - n) * (1 - rho) / 6})
    if use_exact and not ties:
        s = round(float(((ranks[0] - ranks[1]) ** 2).sum()))
        s += s % 2
        # a small sum of squared differences of ranks is a large correlation
        above, below = _share_of_orders(s, n, lower=True), _share_of_orders(s, n, lower=False)
        p = {"greater": above, "less": below}.get(alternative, 2 * min(above, below))
        return statistic, rho, p
    _told(use_exact and exact is not False, ties=ties, zeros=False)
    t = rho * np.sqrt((n - 2) / (1 - rho**2)) if abs(rho) < 1 else np.inf * rho
    ends = {"greater": stats.t.sf(t, n - 2), "less": stats.t.cdf(t, n - 2)}
    return statistic, rho, float(ends.get(alternative, 2 * min(ends.values())))


# The coefficients of the Edgeworth series of Best and Roberts (1975), algorithm AS 89.
_AS89 = (0.2274, 0.2531, 0.1745, 0.0758, 0.1033, 0.3932, 0.0879, 0.0151, 0.0072, 0.0831, 0.0131,
         4.6e-4)  # fmt: skip


def _share_of_orders(s: float, n: int, *, lower: bool) -> float:
    """Return the probability that the sum of squared differences is at most, or at least, s."""
    if n <= 9:
        first = np.arange(n)
        sums = np.array([((first - np.array(p)) ** 2).sum() for p in permutations(range(n))])
        return float((sums <= s if lower else sums >= s).sum() / factorial(n))
    at = s + 2 if lower else s
    c = _AS89
    b = 1 / n
    x = (6 * (at - 1) * b / (n**2 - 1) - 1) * np.sqrt(1 / b - 1)
    y = x * x
    inner = c[8] - c[9] * b + y * b * (c[10] - c[11] * y)
    u = x * b * (c[0] + b * (c[1] + c[2] * b) + y * (
        -c[3] + b * (c[4] + c[5] * b) - y * b * (c[6] + c[7] * b - y * inner)))  # fmt: skip
    upper = u / np.exp(y / 2) + stats.norm.sf(x)
    return float(np.clip(1 - upper if lower else upper, 0.0, 1.0))
