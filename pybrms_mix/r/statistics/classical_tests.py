"""Classical hypothesis tests: t tests, tests of correlation, and chi-squared tests."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.text.c_formats import sprintf
from pybrms_mix.r.values.choices import ALTERNATIVES, CORRELATIONS, completes
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.sums import mean_of, variance_of
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = ["binom_test", "chisq_test", "cor_test", "t_test", "t_test_of"]


class ClassicalTest(ResultList):
    """The result of a test: a list with R's names, which prints as R prints it."""

    classes: tuple[str, ...] = ("htest",)
    level = 0.95

    def __str__(self) -> str:
        def number_text(v: Any, digits: int = 5) -> str:
            return str(sprintf(f"%.{digits}g", float(v)))

        statistics = [f"{n} = {number_text(v)}" for n, v in self["statistic"].items()]
        freedom = self.get("parameter")
        statistics += (
            [] if freedom is None else [f"{n} = {number_text(v)}" for n, v in freedom.items()]
        )
        p = self["p.value"]
        statistics.append("p-value < 2.2e-16" if p < 2.2e-16 else f"p-value = {number_text(p, 4)}")
        lines = [
            "",
            f"\t{self['method']}",
            "",
            f"data:  {self['data.name']}",
            ", ".join(statistics),
        ]
        if "conf.int" in self:
            lines.append(f"{100 * self.level:.15g} percent confidence interval:")
            lines.append(" " + " ".join(number_text(v, 7) for v in self["conf.int"]))
        if "estimate" in self:
            lines.append("sample estimates:")
            lines += [f"{n}: {number_text(v, 7)}" for n, v in self["estimate"].items()]
        return "\n".join([*lines, ""])

    __repr__ = __str__


def _data(x: Any) -> np.ndarray:
    return np.asarray(numeric(read(x)).data, dtype=float)


def _named(**values: float) -> pd.Series:
    return pd.Series({n.replace("_", " "): v for n, v in values.items()})


def _p_value(t: float, df: float, alternative: str) -> float:
    if alternative == "less":
        return float(stats.t.cdf(t, df))
    if alternative == "greater":
        return float(stats.t.sf(t, df))
    return float(2 * stats.t.sf(abs(t), df))


def _interval(t: float, df: float, alternative: str, level: float) -> np.ndarray:
    """Return the ends of the interval on the scale of the statistic."""
    if alternative == "less":
        return np.array([-np.inf, t + stats.t.ppf(level, df)])
    if alternative == "greater":
        return np.array([t - stats.t.ppf(level, df), np.inf])
    half = stats.t.ppf((1 + level) / 2, df)
    return np.array([t - half, t + half])


@completes(alternative=ALTERNATIVES)
def t_test(
    x: Any, y: Any = None, *, alternative: str = "two.sided", mu: float = 0.0,
    paired: bool = False, var_equal: bool = False, conf_level: float = 0.95, name: str = "x",
    labels: Any = None,
) -> ClassicalTest:  # fmt: skip
    """Return ``t.test(x, y)``: Student's or Welch's test of means.

    Parameters
    ----------
    x, y : array_like
        One sample, or two; missing values are dropped.
    alternative : {"two.sided", "less", "greater"}
        The alternative.
    mu : float, default 0.0
        The mean, or the difference of means, under the null hypothesis.
    paired, var_equal : bool, default False
        Whether the samples are pairs, or have the same variance.
    conf_level : float, default 0.95
        The level of the confidence interval.
    name : str
        The name of the data.
    labels : list of str, optional
        The names of the groups.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value``, ``conf.int``, ``estimate``, ``null.value``,
        ``stderr``, ``alternative``, ``method`` and ``data.name``.

    Raises
    ------
    InvalidData
        If there are too few observations.

    Examples
    --------
    >>> round(t_test([1, 2, 3, 4], mu=1)["p.value"], 4)
    0.1027
    """
    first, second = _data(x), None if y is None else _data(y)
    if paired and second is not None:
        complete_pairs = ~np.isnan(first) & ~np.isnan(second)
        first, second = (first - second)[complete_pairs], None
    first = first[~np.isnan(first)]
    sizes = [len(first)] if second is None else [len(first), int((~np.isnan(second)).sum())]
    # The pooled spread of two samples needs two values in one of them.
    least = 1 if var_equal and second is not None else 2
    if min(sizes) < least or max(sizes) < 2:
        raise InvalidData("not enough observations")
    if second is None:
        center, df = mean_of(first), len(first) - 1.0
        spread = np.sqrt(variance_of(first) / len(first))
        method = "Paired t-test" if paired else "One Sample t-test"
        estimates = {"mean of x" if not paired else "mean difference": center}
    else:
        second = second[~np.isnan(second)]
        center = mean_of(first) - mean_of(second)
        spread, df = _two_samples(first, second, equal=var_equal)
        method = " Two Sample t-test" if var_equal else "Welch Two Sample t-test"
        groups = labels or ["x", "y"]
        kind = "mean of" if labels is None else "mean in group"
        estimates = {f"{kind} {groups[0]}": mean_of(first), f"{kind} {groups[1]}": mean_of(second)}
    t = (center - mu) / spread
    ends = mu + _interval(t, df, alternative, conf_level) * spread
    between = "" if labels is None else f" between group {' and group '.join(labels)}"
    null = "mean" if second is None else f"difference in means{between}"
    null = "mean difference" if paired else null
    result = ClassicalTest({
        "statistic": _named(t=t), "parameter": _named(df=df),
        "p.value": _p_value(t, df, alternative), "conf.int": ends, "estimate": pd.Series(estimates),
        "null.value": pd.Series({null: mu}), "stderr": spread, "alternative": alternative,
        "method": method, "data.name": name,
    })  # fmt: skip
    result.level = conf_level
    return result


def _variance(x: np.ndarray) -> float:
    return variance_of(x) if len(x) > 1 else 0.0


def _two_samples(x: np.ndarray, y: np.ndarray, *, equal: bool) -> tuple[float, float]:
    """Return the standard error of a difference of means, and its degrees of freedom."""
    size, spread = np.array([len(x), len(y)]), np.array([_variance(v) for v in (x, y)])
    if equal:
        df = size.sum() - 2.0
        pooled = ((size - 1) * spread).sum() / df
        return float(np.sqrt(pooled * (1 / size).sum())), float(df)
    errors = spread / size
    return float(np.sqrt(errors.sum())), float(errors.sum() ** 2 / (errors**2 / (size - 1)).sum())


def t_test_of(y: Any, group: Any, **settings: Any) -> ClassicalTest:
    """Return ``t.test(y ~ group)``: a test of the means of two groups.

    Raises
    ------
    InvalidData
        If there are not two groups.

    Examples
    --------
    >>> float(t_test_of([1, 2, 3, 5, 6, 7], ["a"] * 3 + ["b"] * 3)["statistic"]["t"].round(4))
    -4.899
    """
    factor, places = grouped_by(group)
    level_places = [(n, at) for n, at in zip(factor.levels, places, strict=True) if len(at)]
    if len(level_places) != 2:
        raise InvalidData("grouping factor must have exactly 2 levels")
    data = _data(y)
    return t_test(
        *(data[at] for _, at in level_places), labels=[n for n, _ in level_places], **settings
    )


@completes(alternative=ALTERNATIVES, method=CORRELATIONS)
def cor_test(
    x: Any, y: Any, *, alternative: str = "two.sided", method: str = "pearson",
    conf_level: float = 0.95, name: str = "x and y",
) -> ClassicalTest:  # fmt: skip
    """Return ``cor.test(x, y)``: a test of Pearson's correlation.

    Parameters
    ----------
    x, y : array_like
        The paired observations; pairs with a missing value are dropped.
    alternative : {"two.sided", "less", "greater"}
        The alternative.
    method : {"pearson"}
        The correlation.
    conf_level : float, default 0.95
        The level of the confidence interval, which uses Fisher's z transformation.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value``, ``estimate``, ``conf.int`` and others.

    Raises
    ------
    InvalidArgument
        If ``method`` is another correlation.

    Examples
    --------
    >>> round(float(cor_test([1, 2, 3, 4], [1, 3, 2, 4])["estimate"]["cor"]), 3)
    0.8
    """
    if method != "pearson":
        raise InvalidArgument(f"The method '{method}' of cor.test() exists in R only.")
    pair = np.array([_data(x), _data(y)])
    pair = pair[:, ~np.isnan(pair).any(axis=0)]
    count = pair.shape[1]
    if count < 3:
        raise InvalidData("not enough finite observations")
    r = float(np.corrcoef(pair)[0, 1])
    df = count - 2
    t = np.sqrt(df) * r / np.sqrt(1 - r**2)
    parts: dict[str, Any] = {
        "statistic": _named(t=t), "parameter": _named(df=df),
        "p.value": _p_value(t, df, alternative), "estimate": _named(cor=r),
        "null.value": _named(correlation=0.0), "alternative": alternative,
        "method": "Pearson's product-moment correlation", "data.name": name,
    }  # fmt: skip
    if count > 3:
        z, width = np.arctanh(r), 1 / np.sqrt(count - 3)
        half = width * stats.norm.ppf((1 + conf_level) / 2)
        one_sided_half = width * stats.norm.ppf(conf_level)
        ends = {
            "less": [-1.0, np.tanh(z + one_sided_half)],
            "greater": [np.tanh(z - one_sided_half), 1.0],
        }
        parts["conf.int"] = np.array(ends.get(alternative, [np.tanh(z - half), np.tanh(z + half)]))
    result = ClassicalTest(parts)
    result.level = conf_level
    return result


def chisq_test(
    x: Any, y: Any = None, *, correct: bool = True, p: Any = None, name: str = "x"
) -> ClassicalTest:
    """Return ``chisq.test(x)``: a chi-squared test of independence, or of given probabilities.

    Parameters
    ----------
    x : array_like
        A table of counts, or a vector.
    y : array_like, optional
        A second factor; ``x`` is then the first factor, and their table is tested.
    correct : bool, default True
        Whether a table of two rows and two columns gets Yates's correction.
    p : array_like, optional
        The null probabilities of the cells of a vector; equal by default.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value``, ``observed``, ``expected`` and others.

    Examples
    --------
    >>> round(chisq_test([[12, 5], [7, 14]])["p.value"], 4)
    0.0503
    """
    table = pd.crosstab(x, y) if y is not None else x
    names = axes_of(table) if np.ndim(table) == 2 else (None, None)
    counts = np.asarray(table, dtype=float)
    if counts.ndim == 2 and min(counts.shape) > 1:
        expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
        df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
        yates = correct and counts.shape == (2, 2)
        shift = min(0.5, float(np.abs(counts - expected).min())) if yates else 0.0
        method = "Pearson's Chi-squared test"
        method += " with Yates' continuity correction" if yates else ""
    else:
        counts = counts.ravel()
        shares = np.full(len(counts), 1 / len(counts)) if p is None else _data(p)
        if abs(shares.sum() - 1) > 1e-8:
            raise InvalidData("probabilities must sum to 1.")
        expected, df, shift = counts.sum() * shares, len(counts) - 1, 0.0
        method = "Chi-squared test for given probabilities"
    statistic = float(((np.abs(counts - expected) - shift) ** 2 / expected).sum())
    if np.any(expected < 5):
        warn("Chi-squared approximation may be incorrect", UserWarning)
    cells = {
        "observed": counts, "expected": expected,
        "residuals": (counts - expected) / np.sqrt(expected),
        "stdres": (counts - expected) / np.sqrt(_variances(counts, expected)),
    }  # fmt: skip
    tables = {n: matrix_of(v, *names) if v.ndim == 2 else v for n, v in cells.items()}
    return ClassicalTest({
        "statistic": pd.Series({"X-squared": statistic}), "parameter": _named(df=df),
        "p.value": float(stats.chi2.sf(statistic, df)), "method": method, "data.name": name,
        **tables,
    })  # fmt: skip


@completes(alternative=ALTERNATIVES)
def binom_test(
    x: Any, n: Any = None, p: float = 0.5, alternative: str = "two.sided",
    conf_level: float = 0.95, *, name: str = "x",
) -> ClassicalTest:  # fmt: skip
    """Return ``binom.test(x, n, p)``: an exact test of a proportion.

    Parameters
    ----------
    x : int or array_like of int
        The number of successes, or the numbers of successes and of failures.
    n : int, optional
        The number of trials.
    p : float, default 0.5
        The proportion under the null hypothesis.
    alternative : {"two.sided", "less", "greater"}
        The alternative.
    conf_level : float, default 0.95
        The level of the interval of Clopper and Pearson.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``statistic``, ``parameter``, ``p.value``, ``conf.int``, ``estimate`` and others.

    Raises
    ------
    InvalidData
        If the counts are not those of a number of trials.

    Examples
    --------
    >>> round(binom_test(12, 30)["p.value"], 4)
    0.3616
    """
    counts = np.atleast_1d(_data(x))
    if len(counts) == 2:
        successes, trials = counts[0], counts.sum()
    elif len(counts) == 1 and n is not None:
        successes, trials = counts[0], float(_data(n).ravel()[0])
    else:
        raise InvalidData("'x' has incorrect length")
    if not 0 <= successes <= trials or successes % 1 or trials % 1:
        raise InvalidData("'x' must be nonnegative and integer, and 'n' at least 'x'")
    sides = cast("Any", {"two.sided": "two-sided"}.get(alternative, alternative))
    test = stats.binomtest(int(successes), int(trials), p, alternative=sides)
    interval = test.proportion_ci(conf_level, method="exact")
    parts: dict[str, Any] = {
        "statistic": pd.Series({"number of successes": successes}),
        "parameter": pd.Series({"number of trials": trials}), "p.value": float(test.pvalue),
        "conf.int": np.array([interval.low, interval.high]),
        "estimate": pd.Series({"probability of success": successes / trials}),
        "null.value": pd.Series({"probability of success": float(p)}),
        "alternative": alternative, "method": "Exact binomial test", "data.name": name,
    }  # fmt: skip
    result = ClassicalTest(parts)
    result.level = conf_level
    return result


def _variances(counts: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return the variance of each count; in a table with two axes, given its margins."""
    total = counts.sum()
    if counts.ndim == 1:
        return np.asarray(expected * (1 - expected / total))
    down, across = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    return np.asarray(down * across * (total - down) * (total - across) / total**3)
