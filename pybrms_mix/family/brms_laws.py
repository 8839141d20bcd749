"""The distributions of brms's functions such as ``dvon_mises()``, by their parameters in brms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import special, stats

Parts = Mapping[str, np.ndarray]
# Parameters that are positive, between 0 and 1, or not negative.
POSITIVE = frozenset({"sigma", "shape", "scale", "phi", "omega", "sdlog", "beta", "df", "size"})
SHARES = frozenset({"zi", "hu", "quantile", "prob"})
NOT_NEGATIVE = frozenset({"kappa", "lambda_"})


@dataclass(frozen=True)
class Law:
    """A distribution of brms: its family, and the family's parameters from those of brms.

    ``signature`` holds the names of brms's parameters in brms's order; those after the bar have
    defaults. The functions take the parameters by these names, ``lambda`` as ``lambda_``.
    """

    signature: str
    family: str
    parameters: Callable[[Parts], dict[str, Any]]
    defaults: Mapping[str, float] = field(default_factory=dict)
    extra: Callable[[Parts], dict[str, Any]] = lambda _: {}
    log_density: Callable[[np.ndarray, Parts], Any] | None = None
    cdf: Callable[[np.ndarray, Parts], Any] | None = None
    quantile: Callable[[np.ndarray, Parts], Any] | None = None


def _same(*names: str, **renamed: str) -> Callable[[Parts], dict[str, Any]]:
    """Return a rule that keeps parameters, some of them under the family's names."""
    return lambda p: {**{n: p[n] for n in names}, **{new: p[old] for new, old in renamed.items()}}


def _beta(p: Parts) -> dict[str, Any]:
    total = p["shape1"] + p["shape2"]
    return {"mu": p["shape1"] / total, "phi": total, "zi": p["zi"]}


def _von_mises(x: np.ndarray, p: Parts) -> Any:
    kappa = p["kappa"]
    return kappa * (np.cos(x - p["mu"]) - 1) - np.log(2 * np.pi * special.i0e(kappa))


def _von_mises_cdf(x: np.ndarray, p: Parts) -> Any:
    """Return the probability between -pi and x."""
    mu = (p["mu"] + np.pi) % (2 * np.pi) - np.pi
    law = stats.vonmises(np.maximum(p["kappa"], 1e-300), loc=mu)
    return np.clip(law.cdf(np.clip(x, -np.pi, np.pi)) - law.cdf(-np.pi), 0, 1)


def _frechet(p: Parts) -> Any:
    return stats.invweibull(p["shape"], loc=p["loc"], scale=p["scale"])


def asym_laplace_quantile(q: np.ndarray, p: Parts) -> Any:
    """Return quantiles of the asymmetric Laplace distribution."""
    share, mu, sigma = p["quantile"], p["mu"], p["sigma"]
    lower_tail = mu + sigma / (1 - share) * np.log(q / share)
    return np.where(q < share, lower_tail, mu - sigma / share * np.log((1 - q) / (1 - share)))


def _skew(p: Parts) -> dict[str, Any]:
    if "xi" not in p and "omega" not in p:
        return {n: p[n] for n in ("mu", "sigma", "alpha")}
    missing = [n for n in ("xi", "omega") if n not in p]
    if missing:
        raise InvalidArgument("Give both 'xi' and 'omega' of a skew normal distribution.")
    delta = p["alpha"] / np.sqrt(1 + p["alpha"] ** 2)
    mean = p["xi"] + p["omega"] * delta * np.sqrt(2 / np.pi)
    return {"mu": mean, "sigma": p["omega"] * np.sqrt(1 - 2 * delta**2 / np.pi),
            "alpha": p["alpha"]}  # fmt: skip


def _size(p: Parts) -> dict[str, Any]:
    return {"trials": p["size"]}


_CENTRED = {"mu": 0.0, "sigma": 1.0}
LAWS = {
    "von_mises": Law(
        "mu, kappa", "von_mises", _same("mu", "kappa"), log_density=_von_mises, cdf=_von_mises_cdf
    ),
    "student_t": Law(
        "df | mu, sigma",
        "student",
        _same("mu", "sigma", nu="df"),
        _CENTRED,
        quantile=lambda q, p: stats.t.ppf(q, p["df"], p["mu"], p["sigma"]),
    ),
    "exgaussian": Law("mu, sigma, beta", "exgaussian", _same("mu", "sigma", "beta")),
    "asym_laplace": Law(
        "| mu, sigma, quantile",
        "asym_laplace",
        _same("mu", "sigma", "quantile"),
        {**_CENTRED, "quantile": 0.5},
        quantile=asym_laplace_quantile,
    ),
    "beta_binomial": Law("size, mu, phi", "beta_binomial", _same("mu", "phi"), extra=_size),
    "frechet": Law(
        "| loc, scale, shape",
        "frechet",
        _same(),
        {"loc": 0.0, "scale": 1.0, "shape": 1.0},
        log_density=lambda x, p: _frechet(p).logpdf(x),
        cdf=lambda x, p: _frechet(p).cdf(x),
        quantile=lambda q, p: _frechet(p).ppf(q),
    ),
    "gen_extreme_value": Law(
        "| mu, sigma, xi", "gen_extreme_value", _same("mu", "sigma", "xi"), {**_CENTRED, "xi": 0.0}
    ),
    "inv_gaussian": Law(
        "| mu, shape", "inverse.gaussian", _same("mu", "shape"), {"mu": 1.0, "shape": 1.0}
    ),
    "shifted_lnorm": Law(
        "| meanlog, sdlog, shift",
        "shifted_lognormal",
        _same(mu="meanlog", sigma="sdlog", ndt="shift"),
        {"meanlog": 0.0, "sdlog": 1.0, "shift": 0.0},
        quantile=lambda q, p: p["shift"] + np.exp(p["meanlog"] + p["sdlog"] * special.ndtri(q)),
    ),
    "skew_normal": Law(
        "| mu, sigma, alpha, xi, omega", "skew_normal", _skew, {**_CENTRED, "alpha": 0.0}
    ),
    "hurdle_poisson": Law("lambda, hu", "hurdle_poisson", _same("hu", mu="lambda_")),
    "hurdle_negbinomial": Law("mu, shape, hu", "hurdle_negbinomial", _same("mu", "shape", "hu")),
    "hurdle_gamma": Law(
        "shape, scale, hu",
        "hurdle_gamma",
        lambda p: {"mu": p["shape"] * p["scale"], "shape": p["shape"], "hu": p["hu"]},
    ),
    "hurdle_lognormal": Law("mu, sigma, hu", "hurdle_lognormal", _same("mu", "sigma", "hu")),
    "zero_inflated_poisson": Law("lambda, zi", "zero_inflated_poisson", _same("zi", mu="lambda_")),
    "zero_inflated_negbinomial": Law(
        "mu, shape, zi", "zero_inflated_negbinomial", _same("mu", "shape", "zi")
    ),
    "zero_inflated_binomial": Law(
        "size, prob, zi", "zero_inflated_binomial", _same("zi", mu="prob"), extra=_size
    ),
    "zero_inflated_beta": Law("shape1, shape2, zi", "zero_inflated_beta", _beta),
    "zero_inflated_beta_binomial": Law(
        "size, mu, phi, zi", "zero_inflated_beta_binomial", _same("mu", "phi", "zi"), extra=_size
    ),
}
