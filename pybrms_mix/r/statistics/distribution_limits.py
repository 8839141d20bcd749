"""Values of R's densities, distribution functions and quantiles at infinite numbers.

R computes each from a formula of its own, some of whose values at the limits are NaN, and others
the values of a limit; SciPy's are different ones. A distribution is described by a function that
takes the form ("pdf", "cdf" or "ppf"), the place and the parameters, and returns conditions with
the values that hold there. The first condition that is true counts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import stats

Cases = list[tuple[np.ndarray, Any]]
Limits = Callable[..., Cases]

_BASES = {"logpdf": "pdf", "sf": "cdf", "logcdf": "cdf", "logsf": "cdf", "isf": "ppf"}


def none(*_: Any) -> Cases:
    """Return the limits of a distribution whose values are SciPy's."""
    return []


def _any_infinite(*numbers: np.ndarray) -> np.ndarray:
    return np.asarray(np.logical_or.reduce([np.isinf(n) for n in numbers]))


def _of_three_forms(cases: Limits) -> Limits:
    """Return the limits of all forms for those of the density, probability and quantile."""

    @wraps(cases)
    def of_all_forms(form: str, x: np.ndarray, *parameters: np.ndarray) -> Cases:
        place = 1 - x if form == "isf" else x
        results = cases(_BASES.get(form, form), place, *parameters)
        if form.endswith("sf") and form != "isf":
            results = [(condition, 1 - value) for condition, value in results]
        log = form.startswith("log")
        return [(condition, np.log(value) if log else value) for condition, value in results]

    return of_all_forms


def _is_inside(p: np.ndarray) -> np.ndarray:
    return np.asarray((p > 0) & (p < 1))


def _is_probability(p: np.ndarray) -> np.ndarray:
    return np.asarray((p >= 0) & (p <= 1))


@_of_three_forms
def normal(form: str, x: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> Cases:
    """Return the limits of the normal distribution."""
    at_mean = np.isinf(x) & (x == mean)
    if form == "pdf":
        return [(np.isinf(sd), 0.0), (at_mean, np.nan)]
    if form == "cdf":
        return [(at_mean, np.nan), (np.isinf(sd) & np.isinf(x - mean), (x >= mean) * 1.0)]
    return []


@_of_three_forms
def lognormal(form: str, x: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> Cases:
    """Return the limits of the lognormal distribution."""
    limits = _any_infinite(mean, sd) | (np.isinf(x) & (np.log(x) == mean))
    inside = limits & (x > 0) & (sd > 0)
    if form == "pdf":
        y = (np.log(x) - mean) / sd
        density = np.exp(-y * y / 2) / (np.sqrt(2 * np.pi) * x * sd)
        at_mean = np.isinf(x) & (np.log(x) == mean)
        return [(at_mean, np.nan), (inside, density), (limits & (sd > 0), 0.0)]
    if form == "cdf":
        logs = np.log(x)
        usual = stats.norm.cdf((logs - mean) / sd)
        limits = limits & (sd >= 0)
        cases = [(limits & (x <= 0), 0.0), (np.isinf(logs) & (logs == mean), np.nan)]
        at_infinity = ~np.isfinite((logs - mean) / sd)
        return [*cases, (limits & at_infinity, (logs >= mean) * 1.0), (inside, usual)]
    return [(_any_infinite(mean, sd) & _is_inside(x) & (sd > 0),
             np.exp(mean + sd * stats.norm.ppf(x)))]  # fmt: skip


@_of_three_forms
def exponential(form: str, x: np.ndarray, scale: np.ndarray) -> Cases:
    """Return the limits of the exponential distribution."""
    if form == "pdf":
        return [(np.isinf(x) & (x > 0) & np.isinf(scale), np.nan)]
    if form == "cdf":
        return [((x <= 0) & np.isinf(scale), 0.0)]
    return [((scale == 0) & (x == 1), np.nan)]


@_of_three_forms
def gamma(form: str, x: np.ndarray, shape: np.ndarray, scale: np.ndarray) -> Cases:
    """Return the limits of the gamma distribution."""
    if form == "pdf":
        return [((x == 0) & (shape > 0) & (shape < 1) & np.isinf(scale), np.inf)]
    if form == "cdf":
        ratio = x / scale
        return [(np.isinf(x) & np.isinf(scale), np.nan),
                (np.isinf(scale) & (shape == 0), 0.0),
                (np.isinf(shape) & (ratio > 0) & (ratio < 1), np.nan)]  # fmt: skip
    return [(np.isinf(shape) & (scale > 0) & _is_inside(x), np.inf)]


@_of_three_forms
def chi_square(form: str, x: np.ndarray, df: np.ndarray) -> Cases:
    """Return the limits of the chi square distribution."""
    if form == "cdf":
        return [(np.isinf(df) & (x > 0) & (x < 2), np.nan)]
    return [(np.isinf(df) & _is_inside(x), np.inf)] if form == "ppf" else []


@_of_three_forms
def beta(form: str, x: np.ndarray, a: np.ndarray, b: np.ndarray) -> Cases:
    """Return the limits of the beta distribution."""
    two_points = (a == 0) & (b == 0)
    if form == "pdf":
        return [(two_points, np.where((x == 0) | (x == 1), np.inf, 0.0))]
    if form == "cdf":
        return [(two_points, np.where(x > 0, 0.5, 0.0))]
    halves = np.select([x < 0.5, x > 0.5], [0.0, 1.0], 0.5)
    return [(two_points & _is_probability(x), halves)]


@_of_three_forms
def uniform(form: str, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> Cases:
    """Return the limits of the uniform distribution."""
    return [] if form == "pdf" else [(_any_infinite(low, high), np.nan)]


def weibull(form: str, x: np.ndarray, shape: np.ndarray, scale: np.ndarray) -> Cases:
    """Return the limits of the weibull distribution."""
    if form.endswith("pdf"):
        limits = _any_infinite(shape, scale) & (shape > 0) & (scale > 0)
        below = (x / scale) ** (shape - 1)
        power = below * (x / scale)
        usual, log = shape * below * np.exp(-power) / scale, -power + np.log(shape * below / scale)
        peak = limits & (x == 0) & (shape < 1)
        inside = limits & (x >= 0) & np.isfinite(x)
        return [(peak, np.inf), (inside, log if form == "logpdf" else usual)]
    return _weibull_tails(form, x, shape, scale)


@_of_three_forms
def _weibull_tails(form: str, x: np.ndarray, shape: np.ndarray, scale: np.ndarray) -> Cases:
    limits = _any_infinite(shape, scale) & (shape > 0) & (scale > 0)
    return [((x <= 0) & limits, 0.0)] if form == "cdf" else []


@_of_three_forms
def binomial(form: str, x: np.ndarray, size: np.ndarray, chance: np.ndarray) -> Cases:
    """Return the limits of the binomial distribution."""
    endless = np.isinf(size)
    if form == "pdf":
        counts = (x > 0) & (x == np.round(x)) & np.isfinite(x)
        return [(endless & (chance == 0) & (x == 0), 1.0),
                (endless & _is_inside(chance) & counts, np.nan)]  # fmt: skip
    return [(endless, np.nan)]


@_of_three_forms
def poisson(form: str, x: np.ndarray, mean: np.ndarray) -> Cases:
    """Return the limits of the poisson distribution."""
    return [(np.isinf(mean), np.nan)] if form == "ppf" else []


@_of_three_forms
def cauchy(form: str, x: np.ndarray, location: np.ndarray, scale: np.ndarray) -> Cases:
    """Return the limits of the cauchy distribution."""
    if form == "pdf":
        y = (x - location) / scale
        density = 1 / (np.pi * scale * (1 + y * y))
        return [(_any_infinite(x, location, scale) & (scale > 0), density)]
    if form == "ppf":
        ends = np.select([x == 0, x == 1], [-np.inf, np.inf], np.nan)
        return [(_is_probability(x) & (scale == 0), location),
                (np.isinf(scale) | (scale < 0), np.nan),
                (np.isinf(location) & ((x == 0) | (x == 1)), location + ends)]  # fmt: skip
    return []


@_of_three_forms
def logistic(form: str, x: np.ndarray, location: np.ndarray, scale: np.ndarray) -> Cases:
    """Return the limits of the logistic distribution."""
    if form == "pdf":
        small = np.exp(-np.abs((x - location) / scale))
        density = small / (scale * (1 + small) ** 2)
        return [(_any_infinite(x, location, scale) & (scale > 0), density)]
    return [(_is_inside(x) & (scale == 0), location)] if form == "ppf" else []


def f(form: str, x: np.ndarray, m: np.ndarray, n: np.ndarray) -> Cases:
    """Return the limits of the F distribution."""
    valid, both = (m > 0) & (n > 0), np.isinf(m) & np.isinf(n)
    first, second = valid & np.isinf(m) & (x > 0), valid & np.isinf(n) & (x > 0)
    of_first, of_second = (getattr(stats.chi2, name) for name in (_MIRRORED.get(form, form), form))
    if form.endswith("pdf"):
        of_both = np.where(x == 1, np.inf, 0.0)
        turned = stats.gamma.pdf(1 / x, n / 2, scale=2 / n) / x**2
        usual = stats.gamma.pdf(x, m / 2, scale=2 / m)
        at_0 = np.select([m > 2, m == 2], [0.0, 1.0], np.inf)
        cases = [(both & (x != 0), of_both), (second, usual), (first, turned),
                 (valid & np.isinf(n) & (x == 0), at_0),
                 (np.isinf(x) & (x > 0) & valid, np.where(m == 2, 0.0, np.nan))]  # fmt: skip
        return [(c, np.log(v)) for c, v in cases] if form == "logpdf" else cases
    if form in ("ppf", "isf"):
        inside = _is_inside(x)
        return [(both & inside, 1.0), (second & inside, of_second(x, m) / m),
                (first & inside, n / of_first(x, n))]  # fmt: skip
    step = np.select([x < 1, x > 1], [0.0, 1.0], 0.5)
    step = 1 - step if form.endswith("sf") else step
    step = np.log(step) if form.startswith("log") else step
    ends = np.isinf(x)
    return [(both & (x > 0), step), (second & ~ends, of_second(x * m, m)),
            (first & ~ends, of_first(n / x, n))]  # fmt: skip


_MIRRORED = {"cdf": "sf", "sf": "cdf", "logcdf": "logsf", "logsf": "logcdf", "ppf": "isf",
             "isf": "ppf"}  # fmt: skip


@_of_three_forms
def hypergeometric(form: str, x: np.ndarray, m: np.ndarray, n: np.ndarray, k: np.ndarray) -> Cases:
    """Return the limits of the hypergeometric distribution."""
    endless = _any_infinite(m, n, k)
    if form != "pdf":
        smallest = (x == 0) & (m >= 0) & (n >= 0) & (k >= 0) & (k <= m + n)
        return [(endless, np.nan), *([(smallest, np.maximum(0, k - n))] if form == "ppf" else [])]
    counts = (x >= 0) & (x == np.round(x)) & (x <= k) & (x <= m) & ~(k - x > n)
    return [(endless & (k > 0) & counts, np.nan)]


@_of_three_forms
def negative_binomial(form: str, x: np.ndarray, size: np.ndarray, chance: np.ndarray) -> Cases:
    """Return the limits of the negative binomial distribution."""
    if form == "ppf":
        no_failure = (chance == 1) & (size > 0)
        return [((size == 0) & (chance >= 0) & (chance <= 1) | no_failure, 0.0)]
    return [(np.isinf(size), np.nan)] if form == "cdf" else []


@_of_three_forms
def negative_binomial_of_mean(
    form: str, x: np.ndarray, size: np.ndarray, mean: np.ndarray
) -> Cases:
    """Return the limits of the negative binomial distribution with a mean."""
    valid, none = (size >= 0) & (mean >= 0), (size == 0) | (mean == 0)
    of_counts, endless = valid & np.isinf(size), np.isinf(mean)
    if form == "pdf":
        below = (x < 0) | np.isinf(x) | (x != np.round(x))
        return [(valid & below, 0.0), (valid & (size == 0) & (x == 0), 1.0),
                (of_counts, np.where(endless, 0.0, stats.poisson.pmf(x, mean))),
                (valid & (size == 0) & (mean == 0), np.nan)]  # fmt: skip
    if form == "cdf":
        counts = np.floor(x + 1e-7)
        return [(endless, np.nan), (valid & (size == 0), (x >= 0) * 1.0),
                (of_counts, stats.poisson.cdf(counts, mean))]  # fmt: skip
    counts = np.maximum(stats.poisson.ppf(x, mean), 0)
    ends = np.select([x == 0, x == 1], [0.0, np.inf], np.nan)
    return [(valid & none & _is_probability(x), 0.0), (of_counts & endless, np.nan),
            (of_counts, counts), (valid & endless & np.isin(x, (0, 1)), ends)]  # fmt: skip
