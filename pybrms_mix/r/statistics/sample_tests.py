"""Tests of samples: normality, variances and proportions; p-values of several tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.choices import ALTERNATIVES, completes
from pybrms_mix.r.values.r_vectors import numbers, numeric, read, to_python
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = ["adjusted_p", "bartlett_test", "box_statistics", "prop_test", "shapiro_test",
           "var_test", "var_test_of"]  # fmt: skip


def _present(x: Any) -> np.ndarray:
    data = np.asarray(numeric(read(x)).data, dtype=float)
    return np.asarray(data[~np.isnan(data)])


def shapiro_test(x: Any, *, name: str = "x") -> ClassicalTest:
    """Return ``shapiro.test(x)``: the test of normality by Shapiro and Wilk.

    Examples
    --------
    >>> round(shapiro_test([2.1, 3.4, 1.9, 5.2, 4.4, 9.1])["p.value"], 3)
    0.296
    """
    sample = _present(x)
    if not 3 <= len(sample) <= 5000:
        raise InvalidData("sample size must be between 3 and 5000")
    if np.ptp(sample) == 0:
        raise InvalidData("all 'x' values are identical")
    w = _shapiro_w(np.sort(sample))
    p = _shapiro_p(w, len(sample))
    return ClassicalTest({"statistic": pd.Series({"W": float(w)}), "p.value": float(p),
                          "method": "Shapiro-Wilk normality test", "data.name": name})  # fmt: skip


# Royston (1995), algorithm AS R94: the last weights as polynomials of 1 / sqrt(n), and the mean
# and the log standard deviation of the transformed statistic as polynomials of n and of log(n).
_LAST = (0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056)
_NEXT = (0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633)
_OF_FEW = ((0.544, -0.39978, 0.025054, -6.714e-4), (1.3822, -0.77857, 0.062767, -0.0020322))
_OF_MANY = ((-1.5861, -0.31082, -0.083751, 0.0038915), (-0.4803, -0.082676, 0.0030302))
_FEW = 11


def _polynomial(coefficients: tuple[float, ...], x: float) -> float:
    return float(np.polynomial.polynomial.polyval(x, coefficients))


def _shapiro_w(ordered: np.ndarray) -> float:
    n = len(ordered)
    scores = stats.norm.ppf((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    weights = scores.copy()
    if n == 3:
        weights = np.array([-np.sqrt(0.5), 0.0, np.sqrt(0.5)])
    else:
        size, inverse = float(np.sqrt((scores**2).sum())), float(1 / np.sqrt(n))
        ends = [_polynomial(_LAST, inverse) + scores[-1] / size]
        if n > 5:
            ends.append(_polynomial(_NEXT, inverse) + scores[-2] / size)
        k = len(ends)
        rest = (scores**2).sum() - 2 * (scores[-k:] ** 2).sum()
        weights = scores / np.sqrt(rest / (1 - 2 * (np.array(ends) ** 2).sum()))
        weights[-k:], weights[:k] = ends[::-1], -np.array(ends)
    centred = ordered - ordered.mean()
    return float((weights * centred).sum() ** 2 / (centred**2).sum())


def _shapiro_p(w: float, n: int) -> float:
    if n == 3:
        return max(0.0, float(6 / np.pi * (np.arcsin(np.sqrt(w)) - np.arcsin(np.sqrt(0.75)))))
    y = np.log(1 - w)
    if n > _FEW:
        m, s = (_polynomial(c, float(np.log(n))) for c in _OF_MANY)
    else:
        bound = -2.273 + 0.459 * n
        if y >= bound:
            return 1e-99
        y = -np.log(bound - y)
        m, s = (_polynomial(c, n) for c in _OF_FEW)
    return float(stats.norm.sf((y - m) / np.exp(s)))


@completes(alternative=ALTERNATIVES)
def var_test(
    x: Any, y: Any, *, ratio: float = 1.0, alternative: str = "two.sided",
    conf_level: float = 0.95, name: str = "x and y",
) -> ClassicalTest:  # fmt: skip
    """Return ``var.test(x, y)``: the F test of two variances.

    Examples
    --------
    >>> round(var_test([1, 2, 3, 5], [2, 4, 9, 1])["p.value"], 4)
    0.2589
    """
    first, second = _present(x), _present(y)
    down, across = len(first) - 1, len(second) - 1
    estimate = float(first.var(ddof=1) / second.var(ddof=1))
    below = float(stats.f.cdf(estimate / ratio, down, across))

    def bound(probability: float) -> float:
        return float(estimate / stats.f.ppf(probability, down, across))

    outside = 1 - conf_level
    if alternative == "two.sided":
        p, ends = 2 * min(below, 1 - below), (bound(1 - outside / 2), bound(outside / 2))
    elif alternative == "greater":
        p, ends = 1 - below, (bound(conf_level), np.inf)
    else:
        p, ends = below, (0.0, bound(outside))
    result = ClassicalTest({
        "statistic": pd.Series({"F": estimate / ratio}),
        "parameter": pd.Series({"num df": down, "denom df": across}), "p.value": float(p),
        "conf.int": np.array(ends), "estimate": pd.Series({"ratio of variances": estimate}),
        "null.value": pd.Series({"ratio of variances": ratio}), "alternative": alternative,
        "method": "F test to compare two variances", "data.name": name,
    })  # fmt: skip
    result.level = conf_level
    return result


def var_test_of(y: Any, group: Any, **options: Any) -> ClassicalTest:
    """Return ``var.test(y ~ g)``, which compares the variances of two groups.

    Examples
    --------
    >>> round(var_test_of([1, 2, 3, 5, 2, 4, 9, 1], ["a"] * 4 + ["b"] * 4)["p.value"], 4)
    0.2589
    """
    samples = _samples(y, group)
    if len(samples) != 2:
        raise InvalidData("grouping factor must have exactly 2 levels")
    return var_test(*samples, **options)


def _samples(y: Any, group: Any) -> list[np.ndarray]:
    data = np.asarray(numeric(read(y)).data, dtype=float)
    samples = [data[at] for at in grouped_by(group)[1]]
    return [s[~np.isnan(s)] for s in samples if len(s)]


def bartlett_test(y: Any, group: Any, *, name: str = "y by g") -> ClassicalTest:
    """Return ``bartlett.test(y ~ g)``: the test of equal variances of several groups.

    Examples
    --------
    >>> round(bartlett_test([1, 2, 3, 5, 2, 4, 9, 1], ["a"] * 4 + ["b"] * 4)["p.value"], 4)
    0.2584
    """
    samples = _samples(y, group)
    if len(samples) < 2 or min(map(len, samples)) < 2:
        raise InvalidData("there must be at least 2 observations in each group")
    statistic, p = stats.bartlett(*samples)
    return ClassicalTest({
        "statistic": pd.Series({"Bartlett's K-squared": float(statistic)}),
        "parameter": pd.Series({"df": len(samples) - 1}), "p.value": float(p),
        "data.name": name, "method": "Bartlett test of homogeneity of variances",
    })  # fmt: skip


@completes(alternative=ALTERNATIVES)
def prop_test(
    x: Any, n: Any = None, p: Any = None, alternative: str = "two.sided",
    conf_level: float = 0.95, *, correct: bool = True, name: str = "x",
) -> ClassicalTest:  # fmt: skip
    """Return ``prop.test(x, n)``: a chi-squared test of proportions.

    Parameters
    ----------
    x : array_like
        The numbers of successes; or a table with the columns of successes and of failures.
    n : array_like, optional
        The numbers of trials.
    p : array_like, optional
        The proportions under the null hypothesis: 0.5 for one sample, and equal ones for several.
    alternative : {"two.sided", "less", "greater"}
        The alternative, for one or two samples.
    conf_level : float, default 0.95
        The level of the interval of one proportion or of the difference of two.
    correct : bool, default True
        Whether one or two samples get Yates's correction.
    name : str
        The name of the data.

    Examples
    --------
    >>> prop_test(15, 40)["conf.int"].round(3).tolist()
    [0.232, 0.542]
    """
    counts, trials = _counts(x, n)
    k, shares = len(counts), counts / trials
    if p is None and k == 1:
        p = 0.5
    null = None if p is None else np.asarray(numeric(read(p)).data, dtype=float)
    if k > 2 or (k == 2 and null is not None):
        alternative = "two.sided"
    two_sided = alternative == "two.sided"
    z = float(stats.norm.ppf((1 + conf_level) / 2 if two_sided else conf_level))
    shift = 0.5 if correct and k <= 2 else 0.0
    gap, shift, interval = _difference(shares, trials, null, shift, z)
    expected_shares = np.full(k, counts.sum() / trials.sum()) if null is None else null
    observed = np.column_stack([counts, trials - counts])
    expected = np.column_stack([trials * expected_shares, trials * (1 - expected_shares)])
    statistic = float(((np.abs(observed - expected) - shift) ** 2 / expected).sum())
    df = k - 1 if null is None else k
    if np.any(expected < 5):
        warn("Chi-squared approximation may be incorrect", UserWarning)
    root = np.sign(gap) * np.sqrt(statistic)
    p_value = stats.chi2.sf(statistic, df) if two_sided else (
        stats.norm.cdf(root) if alternative == "less" else stats.norm.sf(root))  # fmt: skip
    labels = ["p"] if k == 1 else [f"prop {at + 1}" for at in range(k)]
    parts: dict[str, Any] = {
        "statistic": pd.Series({"X-squared": statistic}), "parameter": pd.Series({"df": df}),
        "p.value": float(p_value), "estimate": pd.Series(shares, index=labels),
    }  # fmt: skip
    parts["null.value"] = None if null is None else pd.Series(null, index=labels)
    if interval is not None:
        low, high, least, most = interval
        ends = [low if alternative != "less" else least, high if alternative != "greater" else most]
        parts["conf.int"] = np.array(ends)
    title = _title(k, equal=null is None, corrected=bool(shift))
    parts |= {"alternative": alternative, "method": title, "data.name": name}
    result = ClassicalTest(parts)
    result.level = conf_level
    return result


def _title(k: int, *, equal: bool, corrected: bool) -> str:
    title = f"{k}-sample test for {'equality of' if equal else 'given'} proportions"
    title = "1-sample proportions test" if k == 1 else title
    return f"{title} {'with' if corrected else 'without'} continuity correction"


def _difference(
    shares: np.ndarray, trials: np.ndarray, null: np.ndarray | None, shift: float, z: float
) -> tuple[float, float, tuple[float, float, float, float] | None]:
    """Return a difference of proportions, its correction, and its interval with the outer ends."""
    if len(shares) == 1 and null is not None:
        shift = min(shift, float(trials[0] * abs(shares[0] - null[0])))
        ends = _score_interval(float(shares[0]), float(trials[0]), shift, z)
        return float(shares[0] - null[0]), shift, (*ends, 0.0, 1.0)
    if len(shares) == 2 and null is None:
        gap, inverse = float(shares[0] - shares[1]), float((1 / trials).sum())
        shift = min(shift, abs(gap) / inverse)
        width = z * float(np.sqrt((shares * (1 - shares) / trials).sum())) + shift * inverse
        return gap, shift, (max(gap - width, -1.0), min(gap + width, 1.0), -1.0, 1.0)
    return 0.0, shift, None


def _counts(x: Any, n: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of successes and of trials."""
    if n is None:
        table = np.asarray(x, dtype=float)
        if table.ndim != 2 or table.shape[1] != 2:
            raise InvalidArgument("prop.test() needs the numbers of trials, or two columns.")
        return table[:, 0], table.sum(axis=1)
    counts, trials = (np.asarray(numeric(read(v)).data, dtype=float) for v in (x, n))
    if len(counts) != len(trials):
        raise InvalidData("'x' and 'n' must have the same length in prop.test()")
    return counts, trials


def _score_interval(share: float, n: float, shift: float, z: float) -> tuple[float, float]:
    """Return Wilson's interval of a proportion with a correction of continuity."""
    half = z**2 / (2 * n)

    def end(centre: float, sign: int) -> float:
        root = z * np.sqrt(centre * (1 - centre) / n + half / (2 * n))
        return float((centre + half + sign * root) / (1 + 2 * half))

    above, below = share + shift / n, share - shift / n
    return (0.0 if below <= 0 else max(end(below, -1), 0.0),
            1.0 if above >= 1 else min(end(above, 1), 1.0))  # fmt: skip


_ADJUSTMENTS = ("holm", "hochberg", "hommel", "bonferroni", "BH", "BY", "fdr", "none")


@completes(method=_ADJUSTMENTS)
def adjusted_p(p: Any, method: str = "holm", n: int | None = None) -> Any:
    """Return ``p.adjust(p, method)``: p-values of several tests, with the names of ``p``.

    Parameters
    ----------
    p : array_like
        The p-values; missing ones stay missing and do not count.
    method : {"holm", "hochberg", "bonferroni", "BH", "BY", "fdr", "none"}
        The method; "fdr" is another name of "BH".
    n : int, optional
        The number of tests, by default that of the p-values that are present.

    Examples
    --------
    >>> adjusted_p([0.01, 0.02, 0.03], "bonferroni")
    array([0.03, 0.06, 0.09])
    """
    vector = numeric(read(p))
    data = vector.data.copy()
    present = ~np.isnan(data)
    values = data[present]
    size, count = len(values), len(values) if n is None else int(n)
    order = np.argsort(-values, kind="stable")
    ranks = np.arange(size, 0, -1)
    decreasing = values[order]
    if method == "bonferroni":
        adjusted = values * count
    elif method == "holm":
        increasing = np.argsort(values, kind="stable")
        steps = np.maximum.accumulate((count - np.arange(size)) * values[increasing])
        adjusted = np.empty(size)
        adjusted[increasing] = steps
    elif method in ("hochberg", "BH", "fdr", "BY"):
        factor = {"hochberg": count - ranks + 1.0}.get(method, count / ranks)
        if method == "BY":
            factor = factor * (1 / np.arange(1, count + 1)).sum()
        adjusted = np.empty(size)
        adjusted[order] = np.minimum.accumulate(factor * decreasing)
    elif method == "none":
        adjusted = values
    else:
        raise InvalidArgument(f"p.adjust() does not have the method '{method}' here.")
    data[present] = np.minimum(adjusted, 1.0)
    return to_python(replace(numbers(data), names=vector.names, single=vector.single))


def box_statistics(x: Any, coef: float = 1.5) -> dict[str, Any]:
    """Return ``boxplot.stats(x)``: the five numbers of a box plot, and the values beyond it.

    Examples
    --------
    >>> box_statistics([1.0, 2.0, 3.0, 4.0, 20.0])["out"]
    array([20.])
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    present = np.sort(data[~np.isnan(data)])
    n = len(present)
    depth = (n + 3) // 2 / 2
    places = np.array([1, depth, (n + 1) / 2, n + 1 - depth, n])
    low, high = np.floor(places).astype(int) - 1, np.ceil(places).astype(int) - 1
    five = (present[low] + present[high]) / 2
    reach = coef * (five[3] - five[1])
    is_out = (data < five[1] - reach) | (data > five[3] + reach) if coef else np.isnan(data) & False
    inside = data[~is_out & ~np.isnan(data)]
    five[[0, 4]] = inside.min(), inside.max()
    notch = 1.58 * (five[3] - five[1]) / np.sqrt(n)
    return {"stats": five, "n": n, "conf": np.array([five[2] - notch, five[2] + notch]),
            "out": data[is_out]}  # fmt: skip
