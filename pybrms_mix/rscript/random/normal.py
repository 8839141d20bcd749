"""Quantiles of the normal distribution by R's algorithm."""

from __future__ import annotations

import math
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T", float, np.ndarray)

_CENTRAL = (
    (
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
        1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
        3.3430575583588128105e4, 2.5090809287301226727e3,
    ),
    (
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
        5.2264952788528545610e3,
    ),
)  # fmt: skip
_NEAR = (
    (
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ),
    (
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ),
)  # fmt: skip
_FAR = (
    (
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ),
    (
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)  # fmt: skip


def quantile(p: Any) -> Any:
    """Return the standard normal quantiles of ``p``, elementwise, accurate to 1e-16.

    Source: Wichura (1988), algorithm AS 241, routine PPND16, which R uses as well.

    >>> print(quantile(0.975).round(4))
    1.96
    """
    p = np.asarray(p, dtype=float)
    q = p - 0.5
    with np.errstate(all="ignore"):
        tail = np.sqrt(-np.log(np.where(q < 0, p, 1 - p)))
        outer = np.where(tail <= 5, _ratio(_NEAR, tail - 1.6), _ratio(_FAR, tail - 5))
        quantiles = np.where(
            np.abs(q) <= 0.425,
            q * _ratio(_CENTRAL, 0.180625 - q * q),
            np.where(q < 0, -outer, outer),
        )
    return np.where(p == 0, -np.inf, np.where(p == 1, np.inf, quantiles))


def quantile_of(p: float) -> float:
    """Return the quantile of one probability strictly between 0 and 1, faster than ``quantile``."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(_CENTRAL, 0.180625 - q * q)
    tail = math.sqrt(-math.log(p if q < 0 else 1 - p))
    outer = _ratio(_NEAR, tail - 1.6) if tail <= 5 else _ratio(_FAR, tail - 5)
    return -outer if q < 0 else outer


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: T) -> T:
    above, below = coefficients
    ratio: T = _horner(above, x) / _horner(below, x)
    return ratio


def _horner(coefficients: tuple[float, ...], x: T) -> T:
    value: T = 0.0 * x
    for coefficient in reversed(coefficients):
        value = value * x + coefficient
    return value
