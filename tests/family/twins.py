"""Each family's distribution by SciPy: the twin with which the record is compared.

``TWINS[name](point)`` returns a frozen SciPy distribution, or a pair: the probability of each
special value (zero, one), and the distribution of the rest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

Point = dict[str, Any]


class Truncated:
    """The distribution of a count, conditional on it not being zero."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def logpmf(self, y: Any) -> Any:
        return self.inner.logpmf(y) - np.log(self.inner.sf(0))


def skew_normal(p: Point) -> Any:
    delta = p["alpha"] / np.hypot(1, p["alpha"])
    scale = p["sigma"] / np.sqrt(1 - 2 * delta**2 / np.pi)
    return stats.skewnorm(p["alpha"], p["mu"] - scale * delta * np.sqrt(2 / np.pi), scale)


def asym_laplace(p: Point) -> Any:
    kappa = np.sqrt(p["quantile"] / (1 - p["quantile"]))
    scale = p["sigma"] / np.sqrt(p["quantile"] * (1 - p["quantile"]))
    return stats.laplace_asymmetric(kappa, p["mu"], scale)


def weibull(p: Point) -> Any:
    unit = stats.weibull_min(p["shape"])
    return stats.weibull_min(p["shape"], scale=p["mu"] / unit.mean())


class Frechet:
    """The Fréchet distribution by the Gumbel distribution of its log, which does not underflow."""

    def __init__(self, p: Point) -> None:
        scale = p["mu"] / stats.invweibull(p["nu"]).mean()
        self.log = stats.gumbel_r(np.log(scale), 1 / p["nu"])

    def logpdf(self, y: float) -> Any:
        return self.log.logpdf(np.log(y)) - np.log(y)


def gamma(p: Point) -> Any:
    return stats.gamma(p["shape"], scale=p["mu"] / p["shape"])


class WideBeta:
    """The beta distribution on (-kappa, 1 + kappa): its mass outside [0, 1] lies at the bounds."""

    def __init__(self, p: Point) -> None:
        a, b = p["mu"] * p["phi"], (1 - p["mu"]) * p["phi"]
        self.wide = stats.beta(a, b, -p["kappa"], 1 + 2 * p["kappa"])

    def logpdf(self, y: float) -> Any:
        if y in (0, 1):
            return self.wide.logcdf(0) if y == 0 else self.wide.logsf(1)
        return self.wide.logpdf(y)


def lognormal(p: Point) -> Any:
    return stats.lognorm(p["sigma"], p.get("ndt", 0), np.exp(p["mu"]))


def beta(p: Point) -> Any:
    return stats.beta(p["mu"] * p["phi"], (1 - p["mu"]) * p["phi"])


def binomial(p: Point) -> Any:
    return stats.binom(p["trials"], p["mu"])


def beta_binomial(p: Point) -> Any:
    return stats.betabinom(p["trials"], p["mu"] * p["phi"], (1 - p["mu"]) * p["phi"])


def poisson(p: Point) -> Any:
    return stats.poisson(p["mu"] * p.get("denom", 1))


def negbinomial(p: Point) -> Any:
    shape = p.get("shape", 1 / p.get("sigma", 1))
    return stats.nbinom(shape * p.get("denom", 1), shape / (shape + p["mu"]))


class Series:
    """A count whose probabilities are proportional to exp(log_weight(y))."""

    def __init__(self, log_weight: Any) -> None:
        self.log_weight = log_weight
        self.log_total = np.logaddexp.reduce(log_weight(np.arange(400.0)))

    def logpmf(self, y: Any) -> Any:
        return self.log_weight(np.asarray(y, dtype=float)) - self.log_total


def com_poisson(p: Point) -> Any:
    unit = stats.poisson(p["mu"])
    return Series(lambda y: p["shape"] * (unit.logpmf(y) + p["mu"]))


def discrete_weibull(p: Point) -> Any:
    survival = stats.weibull_min(p["shape"], scale=(-np.log(p["mu"])) ** (-1 / p["shape"]))
    return Series(lambda y: np.log(np.maximum(survival.sf(y) - survival.sf(y + 1), 1e-300)))


class Wiener:
    """First passage by the method of images: enough mirror images for these times."""

    def __init__(self, p: Point) -> None:
        self.p = p

    def logpdf(self, y: float) -> float:
        p, t = self.p, y - self.p["ndt"]
        way = p["bs"] * (1 - p["bias"]) if p["dec"] else p["bs"] * p["bias"]
        drift = p["mu"] if p["dec"] else -p["mu"]
        images = way + 2 * p["bs"] * np.arange(-200, 201)
        density = np.sum(images * stats.norm.pdf(images, scale=np.sqrt(t))) / t
        return float(np.log(density) + drift * way - 0.5 * drift**2 * t)


def softit(x: Any) -> Any:
    return np.logaddexp(0, x) / (1 + np.logaddexp(0, x))


def bent(x: Any) -> Any:
    return 0.07056 * x**3 + 1.5976 * x


# The probabilities below and above.
SHARES = {
    "logit": (stats.logistic.cdf, stats.logistic.sf),
    "probit": (stats.norm.cdf, stats.norm.sf),
    "probit_approx": (lambda x: stats.logistic.cdf(bent(x)), lambda x: stats.logistic.sf(bent(x))),
    "cloglog": (stats.gumbel_l.cdf, stats.gumbel_l.sf),
    "cauchit": (stats.cauchy.cdf, stats.cauchy.sf),
    "softit": (softit, lambda x: 1 - softit(x)),
}


class Categories:
    """The categories, numbered from 1, with their probabilities."""

    def __init__(self, p: Any) -> None:
        self.p = np.asarray(p)

    def logpmf(self, y: Any) -> Any:
        return np.log(self.p[np.asarray(y, dtype=int) - 1])


def shares(p: Point, sign: int) -> Any:
    """Return F and 1 - F at the distances from mu to each threshold, or from there to mu."""
    below, above = SHARES[p["link"]]
    x = sign * p["disc"] * (np.array([p["thres1"], p["thres2"], p["thres3"]]) - p["mu"])
    return below(x), above(x)


def cumulative(p: Point) -> Any:
    return Categories(np.diff([0, *shares(p, 1)[0], 1]))


def sequential(stop: Any, go: Any) -> Any:
    return Categories(np.cumprod([1, *go]) * [*stop, 1])


def acat(p: Point) -> Any:
    up, down = shares(p, -1)
    free = [np.prod(up[:k]) * np.prod(down[k:]) for k in range(4)]
    return Categories(np.array(free) / np.sum(free))


TWINS = {
    "gaussian": lambda p: stats.norm(p["mu"], p["sigma"]),
    "student": lambda p: stats.t(p["nu"], p["mu"], p["sigma"]),
    "skew_normal": skew_normal,
    "exgaussian": lambda p: stats.exponnorm(
        p["beta"] / p["sigma"], p["mu"] - p["beta"], p["sigma"]
    ),
    "asym_laplace": asym_laplace,
    "gen_extreme_value": lambda p: stats.genextreme(-p["xi"], p["mu"], p["sigma"]),
    "lognormal": lognormal,
    "shifted_lognormal": lognormal,
    "gamma": gamma,
    "weibull": weibull,
    "exponential": lambda p: stats.expon(scale=p["mu"]),
    "frechet": Frechet,
    "inverse.gaussian": lambda p: stats.invgauss(p["mu"] / p["shape"], scale=p["shape"]),
    "wiener": Wiener,
    "von_mises": lambda p: stats.vonmises(p["kappa"], p["mu"]),
    "beta": beta,
    "xbeta": WideBeta,
    "bernoulli": lambda p: stats.bernoulli(p["mu"]),
    "binomial": binomial,
    "beta_binomial": beta_binomial,
    "poisson": poisson,
    "negbinomial": negbinomial,
    "negbinomial2": negbinomial,
    "geometric": negbinomial,
    "com_poisson": com_poisson,
    "discrete_weibull": discrete_weibull,
    "zero_inflated_poisson": lambda p: ({0: p["zi"]}, poisson(p)),
    "zero_inflated_negbinomial": lambda p: ({0: p["zi"]}, negbinomial(p)),
    "zero_inflated_binomial": lambda p: ({0: p["zi"]}, binomial(p)),
    "zero_inflated_beta_binomial": lambda p: ({0: p["zi"]}, beta_binomial(p)),
    "hurdle_poisson": lambda p: ({0: p["hu"]}, Truncated(poisson(p))),
    "hurdle_negbinomial": lambda p: ({0: p["hu"]}, Truncated(negbinomial(p))),
    "hurdle_gamma": lambda p: ({0: p["hu"]}, gamma(p)),
    "hurdle_lognormal": lambda p: ({0: p["hu"]}, lognormal(p)),
    "zero_inflated_beta": lambda p: ({0: p["zi"]}, beta(p)),
    "zero_one_inflated_beta": lambda p: (
        {0: p["zoi"] * (1 - p["coi"]), 1: p["zoi"] * p["coi"]},
        beta(p),
    ),
    "zero_inflated_asym_laplace": lambda p: ({0: p["zi"]}, asym_laplace(p)),
    "cumulative": cumulative,
    "sratio": lambda p: sequential(*shares(p, 1)),
    "cratio": lambda p: sequential(*shares(p, -1)[::-1]),
    "acat": acat,
}


def log_density(name: str, point: Point) -> float:
    """Return the log density of the point's response by its twin."""
    twin, y = TWINS[name](point), point["y"]
    if not isinstance(twin, tuple):
        return float(_log(twin, y))
    special, rest = twin
    left = np.log(1 - sum(special.values()))
    if y not in special:
        return float(left + _log(rest, y))
    # A count of zero may also come from the rest; a density's share of one point is nothing.
    own = left + rest.logpmf(y) if hasattr(rest, "logpmf") and _has(rest, y) else -np.inf
    return float(np.logaddexp(np.log(special[y]), own))


def _has(rest: Any, y: float) -> bool:
    return not isinstance(rest, Truncated) and not hasattr(getattr(rest, "dist", None), "pdf")


def _log(twin: Any, y: float) -> Any:
    discrete = hasattr(getattr(twin, "dist", None), "pmf") or not hasattr(twin, "logpdf")
    return twin.logpmf(y) if discrete else twin.logpdf(y)
