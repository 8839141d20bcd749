"""Draw binomial, Poisson and negative binomial numbers by R's algorithms, one at a time."""

from __future__ import annotations

import math

from pybrms_mix.rscript.random.deviates import gamma
from pybrms_mix.rscript.random.stream import Stream

_ROOT = 0.398942280401432677939946059934  # 1 / sqrt(2 pi)
_FAR = 110  # the inversion restarts with a new uniform number above this number of successes
_LAST = 35  # the same limit for Poisson counts with a small mean


def geometric(stream: Stream, prob: float) -> float:
    """Return a geometric count: a Poisson count with an exponentially distributed mean."""
    if not 0 < prob <= 1:
        return float("nan")
    return poisson(stream, stream.exponential() * ((1 - prob) / prob))


def negative_binomial(stream: Stream, size: float, odds: float) -> float:
    """Return a negative binomial count: a Poisson count with a gamma-distributed mean."""
    return 0.0 if odds == 0 else poisson(stream, gamma(stream, size, odds))


def binomial(stream: Stream, trials: float, prob: float) -> float:
    """Return the number of successes among ``trials``.

    Source: inversion for fewer than 30 expected successes (or failures); otherwise algorithm BTPE
    of Kachitvichyanukul and Schmeiser (1988).
    """
    n, p = round(trials), min(prob, 1 - prob)
    if not (n >= 0 and 0 <= prob <= 1):
        return math.nan
    if n == 0 or prob == 0:
        return 0.0
    if prob == 1:
        return float(n)
    rare = _few if n * p < 30 else _many
    successes = rare(stream, n, p)
    return float(n - successes if prob > 0.5 else successes)


def _few(stream: Stream, n: int, p: float) -> int:
    odds = p / (1 - p)
    g, first = odds * (n + 1), (1 - p) ** n
    while True:
        count, f, u = 0, first, stream.uniform()
        while count <= _FAR + 1:
            if u < f:
                return count
            if count > _FAR:
                break
            u -= f
            count += 1
            f *= g / count - odds


def _many(stream: Stream, n: int, p: float) -> int:
    q = 1 - p
    npq, top = n * p * q, n * p + p
    m = int(top)
    p1 = int(2.195 * math.sqrt(npq) - 4.6 * q) + 0.5
    middle = m + 0.5
    left, right = middle - p1, middle + p1
    c = 0.134 + 20.5 / (15.3 + m)
    slope = (top - left) / (top - left * p)
    falls_left = slope * (1 + 0.5 * slope)
    slope = (right - top) / (right * q)
    falls_right = slope * (1 + 0.5 * slope)
    p2 = p1 * (1 + c + c)
    p3 = p2 + c / falls_left
    p4 = p3 + c / falls_right
    while True:
        u, v = stream.uniform() * p4, stream.uniform()
        if u <= p1:
            return int(middle - p1 * v + u)
        if u <= p2:
            x = left + (u - p1) / c
            v = v * c + 1 - abs(middle - x) / p1
            if v > 1 or v <= 0:
                continue
            count = int(x)
        elif u > p3:
            count = int(right - math.log(v) / falls_right)
            if count > n:
                continue
            v *= (u - p3) * falls_right
        else:
            count = int(left + math.log(v) / falls_left)
            if count < 0:
                continue
            v *= (u - p2) * falls_left
        if _accepted(count, v, n, p, m):
            return count


def _accepted(count: int, v: float, n: int, p: float, m: int) -> bool:
    q = 1 - p
    npq, odds = n * p * q, p / q
    g, k = odds * (n + 1), abs(count - m)
    if k <= 20 or k >= npq / 2 - 1:
        f = 1.0
        for i in range(m + 1, count + 1):
            f *= g / i - odds
        for i in range(count + 1, m + 1):
            f /= g / i - odds
        return v <= f
    about = (k / npq) * ((k * (k / 3 + 0.625) + 0.1666666666666) / npq + 0.5)
    normal, log_v = -k * k / (2 * npq), math.log(v)
    if log_v < normal - about:
        return True
    if log_v > normal + about:
        return False
    top = n * p + p
    x1, f1, z, w = count + 1.0, top + 1, n + 1 - top, n - count + 1.0
    exact = (m + 0.5) * math.log(f1 / x1) + (n - m + 0.5) * math.log(z / w)
    exact += (count - m) * math.log(w * p / (x1 * q))
    return log_v <= exact + sum(map(_stirling, (f1, z, x1, w)))


def _stirling(x: float) -> float:
    square = x * x
    terms = (99 - 140 / square) / square
    return (13860 - (462 - (132 - terms) / square) / square) / x / 166320


def poisson(stream: Stream, mean: float) -> float:
    """Return a Poisson count.

    Source: Ahrens and Dieter (1982), algorithm PD.
    """
    if not (mean >= 0 and math.isfinite(mean)):
        return math.nan
    if mean == 0:
        return 0.0
    return _small_poisson(stream, mean) if mean < 10 else _large_poisson(stream, mean)


def _small_poisson(stream: Stream, mean: float) -> float:
    while True:
        u = stream.uniform()
        part = total = math.exp(-mean)
        for count in range(_LAST + 1):
            if u <= total:
                return float(count)
            part *= mean / (count + 1)
            total += part


def _large_poisson(stream: Stream, mean: float) -> float:
    s = math.sqrt(mean)
    g = mean + s * stream.normal()
    if g >= 0:
        count = math.floor(g)
        if count >= math.floor(mean - 1.1484):
            return float(count)
        off, u = mean - count, stream.uniform()
        if 6 * mean * mean * u >= off**3:
            return float(count)
        px, py, fx, fy = _poisson_heights(count, mean)
        if fy - u * fy <= py * math.exp(px - fx):
            return float(count)
    while True:
        e = stream.exponential()
        u = 2 * stream.uniform() - 1
        t = 1.8 + math.copysign(e, u)
        if t <= -0.6744:
            continue
        count = math.floor(mean + s * t)
        px, py, fx, fy = _poisson_heights(count, mean)
        if 0.1069 / mean * abs(u) <= py * math.exp(px + e) - fy * math.exp(fx + e):
            return float(count)


_POISSON_A = (
    -0.5, 0.3333333, -0.2500068, 0.2000118, -0.1661269, 0.1421878, -0.1384794, 0.1250060,
)  # fmt: skip


def _poisson_heights(count: int, mean: float) -> tuple[float, float, float, float]:
    """Return log and factor of the Poisson probability, and of the discrete normal probability."""
    s, off = math.sqrt(mean), mean - count
    if count < 10:
        px, py = -mean, mean**count / math.factorial(count)
    else:
        delta = 1 / 12 / count
        delta -= 4.8 * delta**3
        v = off / count
        if abs(v) <= 0.25:
            series = 0.0
            for a in reversed(_POISSON_A):
                series = series * v + a
            px = count * v * v * series - delta
        else:
            px = count * math.log(1 + v) - off - delta
        py = _ROOT / math.sqrt(count)
    x = ((0.5 - off) / s) ** 2
    b1 = 1 / (24 * mean)
    b2 = 0.3 * b1 * b1
    c3 = 1 / 7 * b1 * b2
    c2 = b2 - 15 * c3
    c1 = b1 - 6 * b2 + 45 * c3
    c0 = 1 - b1 + 3 * b2 - 15 * c3
    return px, py, -0.5 * x, _ROOT / s * (((c3 * x + c2) * x + c1) * x + c0)
