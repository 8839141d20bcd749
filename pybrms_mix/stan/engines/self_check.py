"""Comparison of an engine's log density and gradient with the log likelihood in NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidData
from pybrms_mix.stan.engines.protocol import Cells, Prepared
from pybrms_mix.stan.prepare.coordinate_units import units

LogLik = Callable[[Cells], "float | np.ndarray"]
"""The log likelihood of one draw, by row or in total, with all constants and without priors."""

# The densities of Stan and SciPy agree to 1e-8 or better of the summed terms. A wrong term of one
# row in a hundred thousand is still detected.
_VALUE = 1e-7
# Differences with this step lose 2e-12 of the value to rounding. The loss to truncation is
# estimated by the difference between two steps.
_STEP = 1e-4
_ROUNDING = 1e-11
_SLOPE = 1e-5
_TRIES = 50
_POINTS = 2  # the number of points to compare
_NEAR = 0.05  # distance of the points from a start of a chain, on the unconstrained scale
# Steps over which the log likelihood is a straight line apart from rounding. Their sizes differ,
# because a value that is rounded to a coarse grid does not change over finer steps.
_TINY = (1e-11, 1e-9, 1e-7)
_STEPS = 3
# ratio of the largest loss over all points to the largest loss over the few points that are tried
_FEW = 4.0


def verify(
    full: Prepared,
    prior_only: Prepared,
    log_lik: LogLik,
    rng: np.random.Generator,
    near: np.ndarray | None = None,
) -> None:
    """Compare the engine's likelihood and its gradient with ``log_lik``.

    The engine's likelihood is the difference between the log densities of ``full`` and
    ``prior_only`` (the same program without its likelihood) at the same point: priors and Jacobians
    cancel. The gradient is compared along a random direction. The tolerance allows for the rounding
    error of the comparison itself.

    Parameters
    ----------
    full, prior_only : Prepared
        The program with and without its likelihood.
    log_lik : callable
        The log likelihood in NumPy.
    rng : numpy.random.Generator
        The source of random points and directions.
    near : numpy.ndarray, optional
        Starts of the chains, shape (chains, dimension). Points near them are tried first, because
        the density may be zero at random points.

    Raises
    ------
    EngineError
        If the likelihoods disagree, or if the engine's density is not finite at any point.
    InvalidData
        If the log likelihood in NumPy is not finite at any point. Then the data or the model are at
        fault.

    Notes
    -----
    If the likelihoods disagree, they are compared again with distances and steps in the units of
    the coordinates. If a response has a standard deviation of 1e-6, points at a distance of 0.05
    are far outside of the posterior, and differences with a step of 0.0001 are no derivatives.
    """
    try:
        _compare(full, prior_only, log_lik, rng, near, np.ones(full.dimension))
    except EngineError:
        if near is None or not np.isfinite(full.log_density(near[0])[0]):
            raise
        scales, _ = units(full.log_density, near[0])
        if (scales == 1).all():
            raise
        _compare(full, prior_only, log_lik, rng, near, scales)


def _compare(
    full: Prepared,
    prior_only: Prepared,
    log_lik: LogLik,
    rng: np.random.Generator,
    near: np.ndarray | None,
    scales: np.ndarray,
) -> None:
    """Compare likelihoods and slopes, with distances in the units ``scales``: (dimension,)."""
    for u, expected in _points(full, log_lik, rng, near, scales):
        with_rows, gradient = full.log_density(u)
        without, prior_gradient = prior_only.log_density(u)
        scale = 1 + abs(with_rows) + abs(without)
        change = scales * (gradient - prior_gradient)
        rounding = _lost(full, log_lik, u, expected, change, rng, scales)
        computed = with_rows - without
        if not abs(computed - expected) <= _VALUE * scale + rounding:
            raise EngineError(
                f"{full.engine} computes a log likelihood of {computed:.10g}, but it should be "
                f"{expected:.10g}."
            )
        direction = rng.normal(size=u.size)
        direction /= np.linalg.norm(direction)
        slope, doubt = _slope(full, log_lik, u, scales * direction)
        computed = float(change @ direction)
        tolerance = _SLOPE * (1 + abs(slope)) + doubt + _ROUNDING * scale
        if np.isfinite(slope) and not abs(computed - slope) <= tolerance + rounding / _STEP:
            raise EngineError(
                f"{full.engine} computes a derivative of the log likelihood of {computed:.8g}, but "
                f"it should be {slope:.8g}."
            )


def _lost(
    full: Prepared,
    log_lik: LogLik,
    u: np.ndarray,
    value: float,
    gradient: np.ndarray,
    rng: np.random.Generator,
    scales: np.ndarray,
) -> float:
    """Return the rounding error of the log likelihood: its deviation from a straight line.

    ``gradient`` is the gradient in the units ``scales``: both (dimension,).
    """
    steps = np.repeat(_TINY, _STEPS)[:, None] * rng.uniform(-1, 1, (_STEPS * len(_TINY), u.size))
    deviations = [
        _total(log_lik, full.constrain(u + scales * step)) - value - step @ gradient
        for step in steps
    ]
    return _FEW * float(np.nanmax(np.abs(deviations)))


def _total(log_lik: LogLik, cells: Cells) -> float:
    with np.errstate(all="ignore"):
        return float(np.sum(log_lik(cells)))


def _points(
    full: Prepared,
    log_lik: LogLik,
    rng: np.random.Generator,
    near: np.ndarray | None,
    scales: np.ndarray,
) -> Iterator[tuple[np.ndarray, float]]:
    """Yield points with a finite density, each with the log likelihood in NumPy."""
    finite_points, ours = 0, False
    for u in _tried(rng, near, scales):
        value = _total(log_lik, full.constrain(u))
        if not np.isfinite(value):
            continue
        ours = True
        density, gradient = full.log_density(u)
        if np.isfinite(density) and np.isfinite(gradient).all():
            finite_points += 1
            yield u, value
        if finite_points == _POINTS:
            return
    if finite_points:
        return
    if ours:
        raise EngineError(
            f"{full.engine} could not be checked: its log density is not finite at any of the "
            "points tried."
        )
    raise _impossible(full, log_lik, rng, near)


def _tried(
    rng: np.random.Generator, near: np.ndarray | None, scales: np.ndarray
) -> Iterator[np.ndarray]:
    """Yield points near the starts of the chains, then random points."""
    for start in () if near is None else near:
        for radius in (_NEAR, _NEAR / 10, 0.0):
            yield start + scales * rng.uniform(-radius, radius, scales.size)
    for _ in range(_TRIES):
        yield scales * rng.uniform(-1, 1, scales.size)


def _impossible(
    full: Prepared, log_lik: LogLik, rng: np.random.Generator, near: np.ndarray | None
) -> InvalidData:
    """Return the error for rows whose likelihood is zero, infinite or undefined at all points."""
    last = np.zeros(full.dimension) if near is None else near[0]
    with np.errstate(all="ignore"):
        log_lik_of_rows = np.atleast_1d(log_lik(full.constrain(last)))
    bad = np.flatnonzero(~np.isfinite(log_lik_of_rows))
    rows = ", ".join(str(at + 1) for at in bad[:5]) + (", ..." if bad.size > 5 else "")
    where = f": look at row {rows}" if 0 < bad.size < log_lik_of_rows.size else ""
    return InvalidData(
        "The likelihood of the data is zero or not finite at all points where it was "
        f"computed{where}.",
        hint="Possible causes are an extreme response or predictor, a standard error of 0 in "
        "se(), and a parameter that is fixed at the end of its range (sigma = 0).",
    )


def _slope(
    full: Prepared, log_lik: LogLik, u: np.ndarray, direction: np.ndarray
) -> tuple[float, float]:
    """Return the slope of ``log_lik`` along ``direction``, with its uncertainty."""

    def central(step: float) -> float:
        ahead, behind = (
            _total(log_lik, full.constrain(u + way * step * direction)) for way in (1, -1)
        )
        return (ahead - behind) / (2 * step)

    wide, narrow = central(_STEP), central(_STEP / 2)
    return (4 * narrow - wide) / 3, abs(narrow - wide)
