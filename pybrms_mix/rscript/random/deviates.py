"""Continuous random numbers by the published algorithms that R uses, one number at a time."""

from __future__ import annotations

import math
import sys

from pybrms_mix.rscript.random.stream import Stream

_LARGEST = sys.float_info.max
_LOG_LARGEST = math.log(2) * sys.float_info.max_exp


def gamma(stream: Stream, shape: float, scale: float) -> float:
    """Return a gamma random number.

    Source: Ahrens and Dieter (1974), algorithm GS; Ahrens and Dieter (1982), algorithm GD.
    """
    if not (shape >= 0 and scale >= 0 and math.isfinite(shape) and math.isfinite(scale)):
        return math.nan
    if shape == 0 or scale == 0:
        return 0.0
    return scale * (_small_gamma if shape < 1 else _large_gamma)(stream, shape)


def _small_gamma(stream: Stream, shape: float) -> float:
    top = 1 + 0.36787944117144233 * shape  # the constant is 1 / e
    while True:
        p = top * stream.uniform()
        if p >= 1:
            x = -math.log((top - p) / shape)
            if stream.exponential() >= (1 - shape) * math.log(x):
                return x
        else:
            x = math.exp(math.log(p) / shape)
            if stream.exponential() >= x:
                return x


_GAMMA_Q = (0.04166669, 0.02083148, 0.00801191, 0.00144121, -7.388e-5, 2.4511e-4, 2.424e-4)
_GAMMA_A = (0.3333333, -0.250003, 0.2000062, -0.1662921, 0.1423657, -0.1367177, 0.1233795)


def _large_gamma(stream: Stream, shape: float) -> float:
    variance = shape - 0.5
    s = math.sqrt(variance)
    t = stream.normal()
    x = s + 0.5 * t
    if t >= 0:
        return x * x
    u = stream.uniform()
    if (5.656854 - s * 12) * u <= t * t * t:
        return x * x
    q0 = _series(_GAMMA_Q, 1 / shape)
    if x > 0 and math.log(1 - u) <= _quotient(t, s, variance, q0):
        return x * x
    b, si, c = _hat(shape, s, variance)
    while True:
        e = stream.exponential()
        u = 2 * stream.uniform() - 1
        t = b - si * e if u < 0 else b + si * e
        if t < -0.71874483771719:
            continue
        q = _quotient(t, s, variance, q0)
        if q > 0 and c * abs(u) <= math.expm1(q) * math.exp(e - 0.5 * t * t):
            return (s + 0.5 * t) ** 2


def _hat(shape: float, s: float, variance: float) -> tuple[float, float, float]:
    """Return location, scale and factor of the double exponential envelope of algorithm GD."""
    if shape <= 3.686:
        return 0.463 + s + 0.178 * variance, 1.235, 0.195 / s - 0.079 + 0.16 * s
    if shape <= 13.022:
        return 1.654 + 0.0076 * variance, 1.68 / s + 0.275, 0.062 / s + 0.024
    return 1.77, 0.75, 0.1515 / s


def _quotient(t: float, s: float, variance: float, q0: float) -> float:
    v = t / (s + s)
    if abs(v) <= 0.25:
        return q0 + 0.5 * t * t * _series(_GAMMA_A, v)
    return q0 - s * t + 0.25 * t * t + (variance + variance) * math.log(1 + v)


def _series(coefficients: tuple[float, ...], x: float) -> float:
    """Evaluate the power series c1 x + c2 x^2 + ... by Horner's rule."""
    value = 0.0
    for coefficient in reversed(coefficients):
        value = (value + coefficient) * x
    return value


def chi_squared(stream: Stream, df: float) -> float:
    """Return a chi-squared random number."""
    return gamma(stream, df / 2, 2.0)


def student(stream: Stream, df: float) -> float:
    """Return a Student t random number: a normal one over the root of a scaled chi-squared one."""
    if not df > 0:
        return math.nan
    normal = stream.normal()
    return normal if math.isinf(df) else normal / math.sqrt(chi_squared(stream, df) / df)


def beta(stream: Stream, shape1: float, shape2: float) -> float:
    """Return a beta random number.

    Source: Cheng (1978), algorithms BB and BC.
    """
    if not (shape1 > 0 and shape2 > 0):
        return math.nan
    low, high = min(shape1, shape2), max(shape1, shape2)
    if low <= 1:
        w = _beta_small(stream, low, high)
        return low / (low + w) if shape1 == low else w / (low + w)
    w = _beta_large(stream, low, high)
    return w / (high + w) if shape1 == low else high / (high + w)


def _beta_small(stream: Stream, low: float, high: float) -> float:
    both, steep = low + high, 1 / low
    delta = 1 + high - low
    k1 = delta * (0.0138889 + 0.0416667 * low) / (high * steep - 0.777778)
    k2 = 0.25 + (0.5 + 0.25 / delta) * low
    while True:
        u1, u2 = stream.uniform(), stream.uniform()
        if u1 < 0.5:
            y = u1 * u2
            z = u1 * y
            if 0.25 * u2 + z - y >= k1:
                continue
        else:
            z = u1 * u1 * u2
            if z <= 0.25:
                return _logistic(u1, steep, high)[1]
            if z >= k2:
                continue
        v, w = _logistic(u1, steep, high)
        if both * (math.log(both / (low + w)) + v) - 1.3862944 >= math.log(z):
            return w


def _beta_large(stream: Stream, low: float, high: float) -> float:
    both = low + high
    steep = math.sqrt((both - 2) / (2 * low * high - both))
    while True:
        u1, u2 = stream.uniform(), stream.uniform()
        v, w = _logistic(u1, steep, low)
        z = u1 * u1 * u2
        r = (low + 1 / steep) * v - 1.3862944
        s = low + r - w
        if s + 2.609438 >= 5 * z:
            return w
        t = math.log(z)
        if s > t or r + both * math.log(both / (high + w)) >= t:
            return w


def _logistic(u: float, steep: float, factor: float) -> tuple[float, float]:
    """Return a logistic number, and ``factor`` times its exponential without overflow."""
    v = steep * math.log(u / (1 - u))
    return v, min(factor * math.exp(v), _LARGEST) if v <= _LOG_LARGEST else _LARGEST
