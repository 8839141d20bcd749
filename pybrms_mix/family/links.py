"""The link functions: the name of each inverse in Stan, and both directions in NumPy."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.extensible import Catalogue
from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array
from pybrms_mix.family.link import Link


def _identity(x: Array) -> Array:
    return np.asarray(x, dtype=float)


def _log1p_exp(x: Array) -> Array:
    return np.logaddexp(0.0, x)


def _log_expm1(x: Array) -> Array:
    # exp(x) overflows above 709, so use log(exp(x) - 1) = x + log(1 - exp(-x)).
    return x + np.log(-np.expm1(-np.asarray(x, dtype=float)))


def _logit(p: Array) -> Array:
    return special.logit(p)


def _expit(x: Array) -> Array:
    return special.expit(x)


def _ndtri(p: Array) -> Array:
    return special.ndtri(p)


def _ndtr(x: Array) -> Array:
    return special.ndtr(x)


def _phi_approx(x: Array) -> Array:
    return special.expit(0.07056 * np.power(x, 3) + 1.5976 * x)


def _phi_approx_forward(p: Array) -> Array:
    # The only real root of 0.07056 x^3 + 1.5976 x = logit(p), in closed form.
    linear, constant = 1.5976 / 0.07056, special.logit(p) / 0.07056
    root = np.sqrt(linear / 3)
    return 2 * root * np.sinh(np.arcsinh(constant / (2 * root**3)) / 3)


def _inv_cauchit(x: Array) -> Array:
    # atan(x) / pi + 1/2, without its cancellation for very negative x.
    return np.arctan2(1.0, -np.asarray(x, dtype=float)) / np.pi


def _inv_softit(x: Array) -> Array:
    soft = _log1p_exp(x)
    return soft / (1 + soft)


def _inv_squareplus(x: Array) -> Array:
    # (x + sqrt(x^2 + 4)) / 2, or its conjugate form where the sum would cancel.
    root = np.hypot(x, 2.0)
    return np.where(np.asarray(x) < 0, 2 / (root - x), (root + x) / 2)


_ALL = (
    Link("identity", "", _identity, _identity),
    Link("log", "exp", np.log, np.exp),
    Link("logm1", "expp1", lambda x: np.log(x - 1), lambda x: np.exp(x) + 1, needs="expp1"),
    Link("log1p", "expm1", np.log1p, np.expm1),
    Link("inverse", "inv", np.reciprocal, np.reciprocal),
    Link("sqrt", "square", np.sqrt, np.square),
    Link("1/mu^2", "inv_sqrt", lambda x: np.power(x, -2.0), lambda x: 1 / np.sqrt(x)),
    Link("logit", "inv_logit", _logit, _expit),
    Link("probit", "Phi", _ndtri, _ndtr),
    Link("probit_approx", "Phi_approx", _phi_approx_forward, _phi_approx),
    Link(
        "cloglog", "inv_cloglog", lambda p: np.log(-np.log1p(-p)), lambda x: -np.expm1(-np.exp(x))
    ),
    Link(
        "cauchit",
        "inv_cauchit",
        lambda p: np.tan(np.pi * (p - 0.5)),
        _inv_cauchit,
        needs="inv_cauchit",
    ),
    Link("softplus", "log1p_exp", _log_expm1, _log1p_exp),
    Link(
        "squareplus",
        "inv_squareplus",
        lambda x: x - 1 / x,
        _inv_squareplus,
        needs="inv_squareplus",
    ),
    Link(
        "softit", "inv_softit", lambda p: _log_expm1(p / (1 - p)), _inv_softit, needs="inv_softit"
    ),
    Link(
        "tan_half",
        "inv_tan_half",
        lambda x: np.tan(x / 2),
        lambda x: 2 * np.arctan(x),
        needs="inv_tan_half",
    ),
)

LINKS = Catalogue({link.name: link for link in _ALL})
