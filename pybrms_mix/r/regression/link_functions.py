"""Families of generalised linear models: links, variances and deviances, as in R's ``glm()``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import special, stats
from pybrms_mix.r.values.r_vectors import numeric, read, to_python

__all__ = ["linked"]

Function = Callable[[np.ndarray], np.ndarray]
_TINY = float(np.finfo(float).eps)


@dataclass(frozen=True)
class GlmLink:
    """A link function, its inverse, and the derivative of the inverse."""

    name: str
    forward: Function
    inverse: Function
    slope: Function


# R bounds probabilities and slopes away from 0, so that separated data give finite estimates.
_FARTHEST_LOGIT = 30.0
_FARTHEST_PROBIT = 8.125890664701906  # the normal quantile of 1 - _TINY


def _logistic_slope(eta: np.ndarray) -> np.ndarray:
    odds = np.exp(np.clip(eta, -_FARTHEST_LOGIT, _FARTHEST_LOGIT))
    return np.where(np.abs(eta) > _FARTHEST_LOGIT, _TINY, odds / (1 + odds) ** 2)


def _logit(mu: np.ndarray) -> np.ndarray:
    return np.asarray(special.logit(mu))


def _logistic(eta: np.ndarray) -> np.ndarray:
    odds = np.exp(np.clip(eta, -_FARTHEST_LOGIT, _FARTHEST_LOGIT))
    odds = np.where(eta < -_FARTHEST_LOGIT, _TINY, np.where(eta > _FARTHEST_LOGIT, 1 / _TINY, odds))
    return np.asarray(odds / (1 + odds))


def _quantile(mu: np.ndarray) -> np.ndarray:
    return np.asarray(stats.norm.ppf(mu))


def _distribution(eta: np.ndarray) -> np.ndarray:
    return np.asarray(stats.norm.cdf(np.clip(eta, -_FARTHEST_PROBIT, _FARTHEST_PROBIT)))


def _exponential(eta: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(np.exp(eta), _TINY))


_LINKS = {
    "identity": GlmLink("identity", np.positive, np.positive, np.ones_like),
    "log": GlmLink("log", np.log, _exponential, _exponential),
    "inverse": GlmLink("inverse", np.reciprocal, np.reciprocal, lambda e: -1 / e**2),
    "sqrt": GlmLink("sqrt", np.sqrt, np.square, lambda e: 2 * e),
    "logit": GlmLink("logit", _logit, _logistic, _logistic_slope),
    "probit": GlmLink("probit", _quantile, _distribution,
                      lambda e: np.maximum(stats.norm.pdf(e), _TINY)),
    "cloglog": GlmLink("cloglog", lambda m: np.log(-np.log1p(-m)),
                       lambda e: np.clip(-np.expm1(-np.exp(e)), _TINY, 1 - _TINY),
                       lambda e: np.maximum(np.exp(e) * np.exp(-np.exp(e)), _TINY)),
}  # fmt: skip
_LINKS_OF = {
    "gaussian": ("identity", "log", "inverse"), "binomial": ("logit", "probit", "cloglog", "log"),
    "poisson": ("log", "identity", "sqrt"), "Gamma": ("inverse", "identity", "log"),
}  # fmt: skip
# Families without a likelihood: the variance function of another family, times a dispersion.
_LINKS_OF |= {f"quasi{name}": _LINKS_OF[name] for name in ("binomial", "poisson")}


def _y_log_y(y: np.ndarray, mu: np.ndarray) -> np.ndarray:
    return np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mu), 0.0)


def _unit_deviance(family: str, y: np.ndarray, mu: np.ndarray) -> np.ndarray:
    if family == "gaussian":
        return np.asarray((y - mu) ** 2)
    if family == "binomial":
        return 2 * np.asarray(_y_log_y(y, mu) + _y_log_y(1 - y, 1 - mu))
    if family == "poisson":
        return 2 * np.asarray(_y_log_y(y, mu) - (y - mu))
    return -2 * np.asarray(np.log(np.where(y == 0, 1.0, y / mu)) - (y - mu) / mu)


@dataclass(frozen=True)
class GlmFamily:
    """A family with its link."""

    name: str
    link: GlmLink

    @classmethod
    def of(cls, name: str, link: str | None = None) -> GlmFamily:
        """Return a family by its name in R.

        Raises
        ------
        InvalidArgument
            If the family is not available for ``glm()``, or has no such link.
        """
        if name not in _LINKS_OF:
            raise InvalidArgument(
                f"glm() does not have the family '{name}' here. The families are "
                f"{', '.join(_LINKS_OF)}."
            )
        link_name = link or _LINKS_OF[name][0]
        if link_name not in _LINKS_OF[name]:
            raise InvalidArgument(
                f"The family '{name}' has the links {', '.join(_LINKS_OF[name])}."
            )
        return cls(name, _LINKS[link_name])

    @classmethod
    def of_linear_models(cls) -> GlmFamily:
        """Return the family of the fits of ``lm()``."""
        return cls.of("gaussian")

    @property
    def dispersed(self) -> bool:
        """Return whether the dispersion is estimated."""
        return self.name in ("gaussian", "Gamma") or self.is_quasi

    @property
    def is_quasi(self) -> bool:
        """Return whether the family has a variance function and no likelihood."""
        return self.name.startswith("quasi")

    @property
    def _shape(self) -> str:
        """Return the family with the same variance function and starts."""
        return self.name.removeprefix("quasi")

    def variance(self, mu: np.ndarray) -> np.ndarray:
        """Return the variance function."""
        if self._shape == "gaussian":
            return np.ones_like(mu)
        if self._shape == "binomial":
            return np.asarray(mu * (1 - mu))
        return mu if self._shape == "poisson" else np.asarray(mu**2)

    def deviances(self, y: np.ndarray, mu: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return the contribution of each row to the deviance."""
        return np.asarray(weights * _unit_deviance(self._shape, y, mu))

    def start(self, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return the means with which R starts its iterations."""
        if self._shape == "binomial":
            return np.asarray((weights * y + 0.5) / (weights + 1))
        return y + 0.1 if self._shape == "poisson" else y

    def aic(self, y: np.ndarray, mu: np.ndarray, weights: np.ndarray, deviance: float) -> float:
        """Return minus twice the log-likelihood, plus 2 for an estimated dispersion.

        It is missing for families without a likelihood.
        """
        if self.is_quasi:
            return float("nan")
        if self.name == "gaussian":
            n = len(y)
            deviance_part = n * (np.log(2 * np.pi * deviance / n) + 1) + 2
            return float(deviance_part - np.sum(np.log(weights)))
        if self.name == "binomial":
            sizes = np.ones_like(y) if np.all(weights <= 1) else np.round(weights)
            log_densities = stats.binom.logpmf(np.round(sizes * y), sizes, mu)
            return float(-2 * np.sum(np.where(sizes > 0, weights / sizes, 0) * log_densities))
        if self.name == "poisson":
            return float(-2 * np.sum(weights * stats.poisson.logpmf(y, mu)))
        spread = deviance / np.sum(weights)
        log_densities = stats.gamma.logpdf(y, 1 / spread, scale=mu * spread)
        return float(-2 * np.sum(weights * log_densities) + 2)


def linked(x: Any, family: str, link: str | None = None, *, inverse: bool = False) -> Any:
    """Return the link function of a family of R, or its inverse, as ``binomial()$linkinv(x)``.

    Parameters
    ----------
    x : float or array_like
        Means, or linear predictors for the inverse.
    family : {"binomial", "gaussian", "Gamma", "poisson", "quasibinomial", "quasipoisson"}
        The family.
    link : str, optional
        The link. By default it is the first link of the family.
    inverse : bool, default False
        Whether the inverse of the link is applied.

    Returns
    -------
    float or ndarray
        Linear predictors, or means for the inverse.

    Examples
    --------
    >>> round(linked(0.0, "binomial", inverse=True), 3)
    0.5
    """
    glm_link = GlmFamily.of(family, link).link
    vector = read(x)
    change = glm_link.inverse if inverse else glm_link.forward
    data = change(np.asarray(numeric(vector).data, dtype=float))
    return to_python(replace(vector, kind="numeric", data=np.asarray(data), whole=False))
