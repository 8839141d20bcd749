"""Check an engine's log density and gradient against this package's own, in NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.protocol import Cells, Prepared

LogLik = Callable[[Cells], float]
"""The log likelihood of one draw, of all rows together: normalised, no priors."""

# Stan's and SciPy's densities agree to 1e-8 or better of the terms summed; a wrong term of one
# row in a hundred thousand is still seen.
_VALUE = 1e-7
# Differences with this step lose 2e-12 of the value to rounding; what they lose to truncation
# shows in the difference between two steps.
_STEP = 1e-4
_ROUNDING = 1e-11
_SLOPE = 1e-5
_TRIES = 50


def verify(
    full: Prepared,
    prior_only: Prepared,
    log_lik: LogLik,
    rng: np.random.Generator,
    points: int = 2,
) -> None:
    """Return if the engine's likelihood and its gradient are those of ``log_lik``.

    The engine's likelihood is the difference between the log densities of ``full`` and of
    ``prior_only`` (the same program with the likelihood switched off) at the same point: priors
    and Jacobians cancel. Its gradient is compared along a random direction.

    Raises:
        EngineError: if they disagree, or if no point with a finite likelihood was found.
    """
    for u, expected in _points(full, log_lik, rng, points):
        with_rows, gradient = full.log_density(u)
        without, prior_gradient = prior_only.log_density(u)
        scale = 1 + abs(with_rows) + abs(without)
        found = with_rows - without
        if not abs(found - expected) <= _VALUE * scale:
            raise EngineError(
                f"{full.engine} computes a log likelihood of {found:.10g} where it should be "
                f"{expected:.10g}."
            )
        direction = rng.normal(size=u.size)
        direction /= np.linalg.norm(direction)
        slope, doubt = _slope(full, log_lik, u, direction)
        found = float((gradient - prior_gradient) @ direction)
        tolerance = _SLOPE * (1 + abs(slope)) + doubt + _ROUNDING * scale
        if np.isfinite(slope) and not abs(found - slope) <= tolerance:
            raise EngineError(
                f"{full.engine} computes a slope of the log likelihood of {found:.8g} where it "
                f"should be {slope:.8g}."
            )


def _points(
    full: Prepared, log_lik: LogLik, rng: np.random.Generator, points: int
) -> Iterator[tuple[np.ndarray, float]]:
    """Yield random unconstrained points where the log likelihood is finite, and its value."""
    found = 0
    for _ in range(_TRIES):
        u = rng.uniform(-1, 1, full.dimension)
        value = float(log_lik(full.constrain(u)))
        if np.isfinite(value):
            found += 1
            yield u, value
        if found == points:
            return
    raise EngineError(
        f"{full.engine} could not be checked: the log likelihood is not finite at any of "
        f"{_TRIES} random points."
    )


def _slope(
    full: Prepared, log_lik: LogLik, u: np.ndarray, direction: np.ndarray
) -> tuple[float, float]:
    """Return the slope of ``log_lik`` along ``direction``, and how uncertain it is."""

    def central(step: float) -> float:
        ahead, behind = (
            float(log_lik(full.constrain(u + way * step * direction))) for way in (1, -1)
        )
        return (ahead - behind) / (2 * step)

    wide, narrow = central(_STEP), central(_STEP / 2)
    return (4 * narrow - wide) / 3, abs(narrow - wide)
