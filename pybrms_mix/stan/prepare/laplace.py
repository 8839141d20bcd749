"""The normal approximation of a posterior at its mode, and a check of the approximation."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.stan.prepare.optimum import Density, Optimum, curvature

_CONDITION = 1e10  # the condition number of the curvature above which too many digits are lost
_TRIED = 24  # points at which the approximation is compared with the density
_SPREAD = 1.0  # the largest standard deviation of the log ratio of an accepted approximation
_CLOSE = 0.5  # the same for a posterior that is normal for all practical purposes
_GIVEN = 1.5  # the same for a covariance from another fit
# the largest mean squared distance of the scores from those of the approximation, which is the
# Fisher divergence; near a bend of a ridge the density is close, and its curvature much larger
_FISHER = 1.0
_BIAS = 0.75  # the largest mean of the log ratio: a heavy tail in many dimensions raises it
_AWAY = 2.5  # distance from the mode, in standard deviations, at which each axis is examined
# limits of the fall on one side of an axis, and of the mean over both sides, relative to that of a
# normal density; a Student's distribution with 3 degrees of freedom has a mean of 0.6
_FALL = (0.5, 2.5)
_LEAST = 0.78
# the largest distance from the mode at which the search may stop, in standard deviations
_STEEP = 0.1
# parts of the distance from the mode at which a chain is started, from the largest
_SHARES = (1.0, 0.5, 0.2, 0.0)


@dataclass(frozen=True, eq=False)
class Laplace:
    """A normal distribution with the mode and the curvature of a posterior.

    Attributes:
        mode: the mode, shape (dimension,).
        covariance: the inverse of the curvature, shape (dimension, dimension).
        factor: a square root of the covariance: covariance = factor @ factor.T.
        evaluations: the number of gradients that the approximation required.
        deviation: the standard deviation of the log ratio of the density and the approximation, at
            draws of the approximation; infinite if the density is not finite there.
    """

    mode: np.ndarray
    covariance: np.ndarray
    factor: np.ndarray
    evaluations: int
    deviation: float = 0.0

    @property
    def follows(self) -> bool:
        """Return whether the log density falls from the mode roughly like the approximation."""
        return self.deviation < _GIVEN

    @property
    def close(self) -> bool:
        """Return whether the density hardly differs from the approximation."""
        return self.deviation < _CLOSE

    def draws(self, rng: np.random.Generator, count: int, spread: float = 1.0) -> np.ndarray:
        """Return draws of the approximation.

        ``spread`` multiplies their distances from the mode.
        """
        normal = rng.normal(size=(count, self.mode.size))
        return np.asarray(self.mode + spread * normal @ self.factor.T)

    def starts(self, density: Density, rng: np.random.Generator, count: int) -> np.ndarray:
        """Return draws of the approximation at which a chain can start, from ``count`` gradients.

        The density or its gradient may not be finite at a draw in the tail. The draw is then moved
        towards the mode.
        """
        points = self.draws(rng, count)
        for number, draw in enumerate(points):
            for share in _SHARES:
                points[number] = self.mode + share * (draw - self.mode)
                value, gradient = density(points[number])
                if np.isfinite(value) and np.isfinite(gradient).all():
                    break
        return points

    def expected(self, point: np.ndarray, height: float) -> float:
        """Return the log density at ``point`` of a normal density with ``height`` at its mode."""
        distance = np.linalg.solve(self.factor, point - self.mode)
        return float(height - 0.5 * distance @ distance)


def approximation(
    density: Density,
    optimum: Optimum,
    rng: np.random.Generator,
    sharp: np.ndarray | None = None,
) -> Laplace | None:
    """Approximate a posterior at ``optimum``; return None if the posterior is not nearly normal.

    The curvature has to be positive definite and well conditioned. The search for the mode must
    have ended within a small part of a standard deviation of the mode. The log density must follow
    the approximation on both sides of the mode along each principal axis and each coordinate, and
    at points drawn from the approximation. Near a boundary of a parameter, along a ridge, in a
    funnel and with heavy tails it does not.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point.
    optimum : Optimum
        The end of the search for the mode.
    rng : numpy.random.Generator
        The generator of the draws.
    sharp : numpy.ndarray, optional
        The curvature at the optimum, shape (dimension, dimension). By default it is computed from
        2 x dimension gradients.
    """
    mode = optimum.point
    matrix = curvature(density, mode) if sharp is None else sharp
    evaluations = optimum.evaluations + (2 * mode.size if sharp is None else 0)
    if not np.isfinite(matrix).all():
        return None
    values, vectors = np.linalg.eigh(matrix)
    if values[0] <= 0 or values[-1] > _CONDITION * values[0]:
        return None
    factor = vectors / np.sqrt(values)
    gradient = density(mode)[1]
    if np.linalg.norm(factor.T @ gradient) > _STEEP:
        return None
    evaluations += 1 + 4 * mode.size + _TRIED
    laplace = Laplace(mode, factor @ factor.T, factor, evaluations)
    axes = np.concatenate([factor.T, np.diag(np.diag(matrix) ** -0.5)])
    ratios, scores = _compared(density, laplace, optimum.value, rng)
    laplace = replace(laplace, deviation=_deviation(ratios))
    like = laplace.deviation < _SPREAD and abs(ratios.mean()) < _BIAS and scores < _FISHER
    return laplace if like and _falls(density, mode, axes, optimum.value) else None


def centred(
    density: Density, optimum: Optimum, covariance: np.ndarray, rng: np.random.Generator
) -> Laplace:
    """Return the normal distribution with a known covariance at ``optimum``."""
    factor = np.linalg.cholesky(covariance)
    laplace = Laplace(optimum.point, covariance, factor, optimum.evaluations + _TRIED)
    ratios, _ = _compared(density, laplace, optimum.value, rng)
    return replace(laplace, deviation=_deviation(ratios))


def _deviation(ratios: np.ndarray) -> float:
    """Return the standard deviation of log ratios; infinity if one of them is not finite."""
    return float(ratios.std()) if np.isfinite(ratios).all() else np.inf


def _falls(density: Density, mode: np.ndarray, axes: np.ndarray, height: float) -> bool:
    """Return whether the log density falls like a normal density on both sides of each axis.

    Each row of ``axes`` is a vector of one standard deviation.
    """
    sides = np.array([
        [height - density(mode + side * _AWAY * axis)[0] for axis in axes] for side in (1.0, -1.0)
    ]) / (0.5 * _AWAY**2)  # fmt: skip
    low, high = _FALL
    return bool(((sides > low) & (sides < high)).all() and (sides.mean(axis=0) > _LEAST).all())


def _compared(
    density: Density, laplace: Laplace, height: float, rng: np.random.Generator
) -> tuple[np.ndarray, float]:
    """Compare the density with the approximation at draws of the approximation.

    Returns
    -------
    numpy.ndarray
        The log ratios; all are 0 at best. An infinite ratio gives NaN, which no limit accepts.
    float
        The mean squared difference of the scores, in standard deviations of the approximation.
    """
    normal = rng.normal(size=(_TRIED, laplace.mode.size))
    pairs = [density(u) for u in laplace.mode + normal @ laplace.factor.T]
    log_ratios = np.array([value for value, _ in pairs]) - height
    differences = np.array([score for _, score in pairs]) @ laplace.factor + normal
    ratios = np.where(np.isfinite(log_ratios), log_ratios, np.nan) + 0.5 * (normal**2).sum(axis=1)
    return np.asarray(ratios), float((differences**2).sum(axis=1).mean())
