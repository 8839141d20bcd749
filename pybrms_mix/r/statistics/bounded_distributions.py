"""R's densities, distribution functions and quantiles, also where parameters are at their bounds.

SciPy computes the regular cases. At a bound (a standard deviation of 0, a shape of 0, a probability
of 1) the distribution of R is a point, where SciPy has NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.statistics import distribution_limits as limits
from pybrms_mix.r.values.nan_values import made_nan
from pybrms_mix.r.vectors.recycled_calls import elementwise

__all__ = [
    "dbeta", "dbinom", "dcauchy", "dchisq", "dexp", "df", "dgamma", "dgeom", "dhyper", "dlnorm",
    "dlogis", "dnbinom", "dnorm", "dpois", "dt", "dunif", "dweibull",
    "pbeta", "pbinom", "pcauchy", "pchisq", "pexp", "pf", "pgamma", "pgeom", "phyper", "plnorm",
    "plogis", "pnbinom", "pnorm", "ppois", "pt", "punif", "pweibull",
    "qbeta", "qbinom", "qcauchy", "qchisq", "qexp", "qf", "qgamma", "qgeom", "qhyper", "qlnorm",
    "qlogis", "qnbinom", "qnorm", "qpois", "qt", "qunif", "qweibull",
]  # fmt: skip

Arrays = tuple[np.ndarray, ...]


def _positive(*parameters: np.ndarray) -> np.ndarray:
    return np.asarray(np.logical_and.reduce([p >= 0 for p in parameters]))


def _present(parameters: Arrays) -> np.ndarray:
    return np.asarray(~np.isnan(np.stack(parameters)).any(axis=0))


def _nowhere(*parameters: np.ndarray) -> np.ndarray:
    return np.full(np.shape(parameters[0]), np.nan)


def _at(condition: np.ndarray, point: Any) -> np.ndarray:
    return np.where(condition, point, np.nan)


@dataclass(frozen=True)
class Distribution:
    """A distribution of R.

    Attributes:
        name: SciPy's name of the distribution.
        parameters: the names of the parameters with their defaults; None if there is none.
        adapted: SciPy's parameters, from R's: the shapes, the location and the scale.
        is_valid: where the parameters have values that R accepts.
        point: the place at which all probability lies; NaN where the distribution is regular.
        ends: the ends of the support: the quantiles of 0 and 1 of a point, too.
        always_ends: whether R has these quantiles for invalid parameters as well.
        peak: the density at the place of all probability.
        limits: the values at infinite numbers that are not SciPy's.
    """

    name: str
    parameters: dict[str, float | None]
    adapted: Callable[..., tuple[Arrays, Any, Any]]
    is_valid: Callable[..., np.ndarray] = _positive
    point: Callable[..., np.ndarray] = _nowhere
    ends: tuple[float, float] | None = None
    always_ends: bool = False
    peak: float = np.inf
    limits: limits.Limits = limits.none

    @property
    def scipy(self) -> Any:
        """Return SciPy's distribution. SciPy is imported when it is needed."""
        return getattr(stats, self.name)

    @property
    def counts(self) -> bool:
        """Return whether the values are whole numbers."""
        return isinstance(self.scipy, stats.rv_discrete)

    def values(self, form: str, x: np.ndarray, *parameters: np.ndarray) -> np.ndarray:
        """Return the density ("pdf"), the probability ("cdf", "sf") or the quantile ("ppf")."""
        with np.errstate(all="ignore"):
            is_valid, point = self.is_valid(*parameters), self.point(*parameters)
            regular = self._regular(form, x, is_valid, parameters)
            at_point = getattr(self, f"_{form}_at")(x, point)
            results = np.where(np.isnan(point), regular, at_point)
            results = np.where(is_valid, results, np.nan)
            if form in ("ppf", "isf") and self.ends is not None:
                has_ends = (is_valid | self.always_ends) & _present(parameters)
                ends = self.ends if form == "ppf" else self.ends[::-1]
                results = np.select([has_ends & (x == 0), has_ends & (x == 1)], ends, results)
            present = _present((x, *parameters))
            for condition, value in reversed(self.limits(form, x, *parameters)):
                results = np.where(present & condition, value, results)
        return np.asarray(made_nan(results, x, *parameters))

    def _regular(
        self, form: str, x: np.ndarray, is_valid: np.ndarray, parameters: Arrays
    ) -> np.ndarray:
        if self.counts and form in ("logcdf", "logsf"):  # SciPy's are not exact
            return np.asarray(np.log(self._regular(form[3:], x, is_valid, parameters)))
        shapes, loc, scale = self.adapted(*parameters)
        of_counts = {"pdf": "pmf", "logpdf": "logpmf"} if self.counts else {}
        at = np.floor(x + 1e-7) if self.counts and form in ("cdf", "sf") else x
        options = {"loc": loc} if self.counts else {"loc": loc, "scale": scale}
        results = getattr(self.scipy, of_counts.get(form, form))(at, *shapes, **options)
        if form.endswith("pdf"):  # of infinite numbers
            is_present = is_valid & _present((x, *parameters))
            nothing = 0.0 if form == "pdf" else -np.inf
            return np.where(is_present & np.isnan(results), nothing, results)
        at_least_0 = self.counts and form in ("ppf", "isf")
        return np.asarray(np.maximum(results, 0) if at_least_0 else results)

    def _pdf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        if np.isnan(self.peak):
            return np.full(x.shape, np.nan)
        return np.where(x == point, 1.0 if self.counts else self.peak, 0.0)

    def _logpdf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return np.asarray(np.log(self._pdf_at(x, point)))

    def _cdf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        low, high = (-np.inf, np.inf) if self.counts or self.ends is None else self.ends
        return np.where((x >= point) & (x > low) & (point < high), 1.0, 0.0)

    def _sf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return 1 - self._cdf_at(x, point)

    def _logcdf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return np.asarray(np.log(self._cdf_at(x, point)))

    def _logsf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return np.asarray(np.log(self._sf_at(x, point)))

    def _ppf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return np.where((x >= 0) & (x <= 1), point, np.nan)

    def _isf_at(self, x: np.ndarray, point: np.ndarray) -> np.ndarray:
        return self._ppf_at(1 - x, point)


@dataclass(frozen=True)
class Probabilities:
    """A function such as ``dnorm()``, ``pnorm()`` or ``qnorm()``.

    Attributes:
        form: "d", "p" or "q".
        distribution: the distribution.
        synonyms: parameters under other names, with the function that gives R's main parameter
            (the rate of a gamma distribution is the inverse of its scale), or with the distribution
            whose parameter it is.
    """

    form: str
    distribution: Distribution
    synonyms: dict[str, tuple[str, Callable[..., Any]] | Distribution]

    def __call__(self, x: Any, *parameters: Any, log: Any = False, lower_tail: Any = True,
                 log_p: Any = False, **by_name: Any) -> Any:  # fmt: skip
        """Return the values at `x`, for parameters in R's order or by R's names."""
        distribution, values = self._parameters(parameters, by_name)
        function = {
            "d": "logpdf" if log else "pdf",
            "p": ("log" if log_p else "") + ("cdf" if lower_tail else "sf"),
            "q": "ppf" if lower_tail else "isf",
        }[self.form]
        x = elementwise(np.exp, x) if self.form == "q" and log_p else x
        return elementwise(partial(distribution.values, function), x, *values)

    def _parameters(
        self, parameters: tuple[Any, ...], by_name: dict[str, Any]
    ) -> tuple[Distribution, list[Any]]:
        distribution = self.distribution
        values = {**dict(zip(distribution.parameters, parameters, strict=False)), **by_name}
        for name, synonym in self.synonyms.items():
            if name not in values:
                continue
            if isinstance(synonym, Distribution):
                distribution = synonym
            else:
                main, function = synonym
                values[main] = elementwise(function, values.pop(name))
        defaults = distribution.parameters
        missing = [n for n, v in defaults.items() if v is None and n not in values]
        if missing:
            raise InvalidData(f'argument "{missing[0]}" is missing, with no default')
        return distribution, [values.get(n, v) for n, v in defaults.items()]


def _three(
    distribution: Distribution, **synonyms: tuple[str, Callable[..., Any]] | Distribution
) -> tuple[Probabilities, Probabilities, Probabilities]:
    d, p, q = (Probabilities(form, distribution, synonyms) for form in "dpq")
    return d, p, q


def _inverse(rate: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.asarray(1 / rate)


def _shapes(*shapes: np.ndarray) -> tuple[Arrays, float, float]:
    return shapes, 0.0, 1.0


def _located(loc: np.ndarray, scale: np.ndarray) -> tuple[Arrays, Any, Any]:
    return (), loc, scale


def _beta_point(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    first, last = (a == 0) | np.isinf(b), (b == 0) | np.isinf(a)
    return np.select([first & last & (a > 0), first, last], [0.5, 0.0, 1.0], np.nan)


def _finite(*counts: np.ndarray) -> Arrays:
    """Return counts with 0 for infinite and missing ones, with which SciPy stops."""
    return tuple(np.where(np.isfinite(c), c, 0) for c in counts)


def _sizes(n: np.ndarray, p: np.ndarray) -> np.ndarray:
    return np.asarray((n >= 0) & (n == np.round(n)) & (p >= 0) & (p <= 1))


def _within(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return low <= high


_REAL, _HALF = (-np.inf, np.inf), (0.0, np.inf)

dnorm, pnorm, qnorm = _three(
    Distribution("norm", {"mean": 0, "sd": 1}, _located, lambda m, s: s >= 0,
                 lambda m, s: _at(s == 0, m), _REAL, always_ends=True, limits=limits.normal)
)  # fmt: skip
dlnorm, plnorm, qlnorm = _three(
    Distribution("lognorm", {"meanlog": 0, "sdlog": 1},
                 lambda m, s: ((s,), 0.0, np.exp(m)), lambda m, s: s >= 0,
                 lambda m, s: _at(s == 0, np.exp(m)), _HALF, always_ends=True,
                 limits=limits.lognormal)
)  # fmt: skip
dexp, pexp, qexp = _three(
    Distribution("expon", {"scale": 1}, lambda s: ((), 0.0, s),
                 point=lambda s: _at(s == 0, 0.0), ends=_HALF, peak=np.nan,
                 limits=limits.exponential),
    rate=("scale", _inverse),
)  # fmt: skip
dgamma, pgamma, qgamma = _three(
    Distribution("gamma", {"shape": None, "scale": 1}, lambda a, s: ((a,), 0.0, s),
                 lambda a, s: (a >= 0) & (s > 0), lambda a, s: _at(a == 0, 0.0), _HALF,
                 always_ends=True, limits=limits.gamma),
    rate=("scale", _inverse),
)  # fmt: skip
dbeta, pbeta, qbeta = _three(
    Distribution("beta", {"shape1": None, "shape2": None}, _shapes, point=_beta_point,
                 ends=(0.0, 1.0), limits=limits.beta)
)  # fmt: skip
dt, pt, qt = _three(
    Distribution("t", {"df": None}, _shapes, lambda n: n > 0, ends=_REAL, always_ends=True)
)
dchisq, pchisq, qchisq = _three(
    Distribution("chi2", {"df": None}, _shapes, point=lambda n: _at(n == 0, 0.0), ends=_HALF,
                 always_ends=True, limits=limits.chi_square)
)  # fmt: skip
df, pf, qf = _three(
    Distribution("f", {"df1": None, "df2": None}, _shapes, lambda a, b: (a > 0) & (b > 0),
                 ends=_HALF, limits=limits.f)
)  # fmt: skip
dunif, punif, qunif = _three(
    Distribution("uniform", {"min": 0, "max": 1}, lambda a, b: ((), a, b - a), _within,
                 lambda a, b: _at(a == b, a), peak=np.nan, limits=limits.uniform)
)  # fmt: skip
dweibull, pweibull, qweibull = _three(
    Distribution("weibull_min", {"shape": None, "scale": 1}, lambda a, s: ((a,), 0.0, s),
                 lambda a, s: (a > 0) & (s > 0), ends=_HALF, limits=limits.weibull)
)  # fmt: skip
dcauchy, pcauchy, qcauchy = _three(
    Distribution(
        "cauchy", {"location": 0, "scale": 1}, _located, lambda m, s: s > 0, limits=limits.cauchy
    )
)
dlogis, plogis, qlogis = _three(
    Distribution("logistic", {"location": 0, "scale": 1}, _located, lambda m, s: s > 0,
                 ends=_REAL, always_ends=True, limits=limits.logistic)
)  # fmt: skip
dbinom, pbinom, qbinom = _three(
    Distribution("binom", {"size": None, "prob": None}, _shapes, _sizes, limits=limits.binomial)
)
dpois, ppois, qpois = _three(
    Distribution(
        "poisson",
        {"lambda_": None},
        _shapes,
        point=lambda m: _at(m == 0, 0.0),
        limits=limits.poisson,
    )
)
dgeom, pgeom, qgeom = _three(
    Distribution("geom", {"prob": None}, lambda p: ((p,), -1.0, 1.0),
                 lambda p: (p > 0) & (p <= 1), lambda p: _at(p == 1, 0.0))
)  # fmt: skip
_BY_MEAN = Distribution(
    "nbinom", {"size": None, "mu": None}, lambda n, m: ((n, n / (n + m)), 0.0, 1.0),
    point=lambda n, m: _at((n == 0) | (m == 0), 0.0), limits=limits.negative_binomial_of_mean,
)  # fmt: skip
dnbinom, pnbinom, qnbinom = _three(
    Distribution("nbinom", {"size": None, "prob": None}, _shapes,
                 lambda n, p: (n >= 0) & (p > 0) & (p <= 1),
                 lambda n, p: _at((n == 0) | (p == 1), 0.0), limits=limits.negative_binomial),
    mu=_BY_MEAN,
)  # fmt: skip
dhyper, phyper, qhyper = _three(
    Distribution("hypergeom", {"m": None, "n": None, "k": None},
                 lambda m, n, k: (_finite(m + n, m, k), 0.0, 1.0),
                 lambda m, n, k: (m >= 0) & (n >= 0) & (k >= 0) & (k <= m + n),
                 lambda m, n, k: _at(k == 0, 0.0), limits=limits.hypergeometric)
)  # fmt: skip
