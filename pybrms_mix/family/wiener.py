"""The Wiener diffusion family: when a drifting path reaches a boundary, and which boundary."""

from __future__ import annotations

from functools import cache

import numpy as np

from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.dpars import ABOVE_ZERO, ALWAYS, BIAS, BS, NDT, mu

# Both series have converged to rounding at this time, in units of the squared separation.
_SWITCH = 0.5
_TERMS = 7
# The largest drift times half-width for one step of the sampler. Two of three proposals are
# accepted at this value.
_STEEPEST = 1.0


def _log_early(t: Array, w: Array) -> Array:
    """Return the log density of reaching the lower boundary at time t from w in (0, 1).

    This series converges for small t.
    """
    total = np.zeros(np.broadcast_shapes(np.shape(t), np.shape(w)))
    for k in range(-_TERMS, _TERMS + 1):
        # Factor out the leading exponent w^2 / 2t, because the exponential underflows for small t.
        total += (w + 2 * k) * np.exp(-2 * k * (k + w) / t)
    return np.log(total) - np.square(w) / (2 * t) - 0.5 * np.log(2 * np.pi * t**3)


def _log_late(t: Array, w: Array) -> Array:
    """Return the same log density from the series that converges for large t."""
    total = np.zeros(np.broadcast_shapes(np.shape(t), np.shape(w)))
    for k in range(1, _TERMS + 1):
        total += k * np.sin(k * np.pi * w) * np.exp(-(k * k - 1) * np.pi**2 * t / 2)
    return np.log(np.pi * total) - np.pi**2 * t / 2


def _log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the joint log density of time and boundary.

    ``extra["dec"]`` is 1 for the upper boundary.
    """
    upper, width = np.asarray(extra["dec"]) == 1, d["bs"]
    drift = np.where(upper, -d["mu"], d["mu"])
    start = np.where(upper, 1 - d["bias"], d["bias"])
    time = y - d["ndt"]
    t = np.where(time > 0, time, 1.0) / np.square(width)
    early = _log_early(np.minimum(t, _SWITCH), start)
    late = _log_late(np.maximum(t, _SWITCH), start)
    log = np.where(t < _SWITCH, early, late) - 2 * np.log(width)
    log = log - drift * width * start - 0.5 * np.square(drift) * time
    return np.where(time > 0, log, -np.inf)


def _mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean time over both boundaries.

    By Wald's identity the mean is (expected place of exit - start) / drift. The ``posterior_epred``
    of brms 2.18 uses the bias as the start; the start is bias times separation.
    """
    width, start, drift = d["bs"], d["bias"] * d["bs"], d["mu"]
    still = np.abs(drift) * width < 1e-7
    v = np.where(still, 1.0, drift)
    # Mirror the process for a negative drift, where the exponentials would overflow.
    from_bottom = np.where(v > 0, start, width - start)
    speed = np.abs(v)
    top = np.expm1(-2 * speed * from_bottom) / np.expm1(-2 * speed * width)
    moving = (width * top - from_bottom) / speed
    return d["ndt"] + np.where(still, start * (width - start), moving)


@cache
def _exit_times() -> tuple[Array, Array]:
    """Return a table of the exit time of a driftless path from (-1, 1): log times and their cdf."""
    log_t = np.linspace(np.log(5e-3), np.log(40.0), 20_001)
    t = np.exp(log_t) / 4
    middle = np.full_like(t, 0.5)
    log_density = np.where(
        t < _SWITCH,
        _log_early(np.minimum(t, _SWITCH), middle),
        _log_late(np.maximum(t, _SWITCH), middle),
    )
    # A path may leave at either end. dt = t d(log t), with t in units of the squared width 2.
    mass = 2 * np.exp(log_density) * t
    steps = 0.5 * (mass[1:] + mass[:-1]) * (log_t[1] - log_t[0])
    cdf = np.concatenate([[0.0], np.cumsum(steps)])
    return log_t, cdf / cdf[-1]


def _leaving(rng: np.random.Generator, steepness: Array) -> Array:
    """Return times at which paths with this drift leave (-1, 1), at either end.

    Times of driftless paths are accepted with probability exp(-drift^2 t / 2) (Girsanov).
    """
    log_t, cdf = _exit_times()
    times = np.empty(steepness.shape)
    open_ = np.arange(steepness.size)
    while open_.size:
        proposed = np.exp(np.interp(rng.random(open_.size), cdf, log_t))
        accepted = rng.random(open_.size) < np.exp(-0.5 * np.square(steepness[open_]) * proposed)
        times[open_[accepted]] = proposed[accepted]
        open_ = open_[~accepted]
    return times


def _sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws of the time over both boundaries.

    The path moves between places: from each place it leaves the largest interval around it that
    fits between the boundaries, until it reaches a boundary.
    """
    shape = d["mu"].shape
    drift, width = np.ravel(d["mu"]), np.ravel(d["bs"])
    place, time = np.ravel(d["bias"] * d["bs"]).copy(), np.zeros(drift.shape)
    inside = np.arange(drift.size)
    while inside.size:
        v, x, a = drift[inside], place[inside], width[inside]
        with np.errstate(divide="ignore"):
            half = np.minimum(np.minimum(x, a - x), _STEEPEST / np.abs(v))
        time[inside] += np.square(half) * _leaving(rng, v * half)
        up = rng.random(inside.size) < 1 / (1 + np.exp(-2 * v * half))
        proposals = np.where(up, x + half, x - half)
        place[inside] = proposals
        tolerance = 1e-12 * a
        inside = inside[(proposals > tolerance) & (proposals < a - tolerance)]
    return time.reshape(shape) + d["ndt"]


WIENER = Family(
    name="wiener",
    dpars=(mu(("identity", "log", "softplus", "squareplus")), BS, NDT, BIAS),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "wiener_decided",
        ("dec", "bs", "ndt", "bias", "mu"),
        functions=("wiener_decided",),
        vanishes=True,
        floored=True,
        costed=True,
        shared="wiener_shared",
        shared_derived=("is_upper", "side"),
    ),
    log_density=_log_density,
    costly=True,
    mean=_mean,
    sample=_sample,
    additions=ALWAYS | {"dec"},
    requires=frozenset({"dec"}),
    facts=("min_Y",),
)
