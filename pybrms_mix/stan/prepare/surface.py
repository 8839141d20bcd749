"""The interface of densities whose modes are searched: climbing, and the mass around a maximum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np

from pybrms_mix.stan.prepare.optimum import (
    Arrived,
    Density,
    Optimum,
    curvature,
    maximise,
    nowhere,
)

_MOST = 200  # iterations of one search
# the condition number of the curvature above which the volume of a mode is unknown
_CONDITION = 1e10
_NEWTON = 3  # Newton steps at the end of a search
_STEEP = 0.1  # the distance from the maximum, in standard deviations, at which the search may end


@dataclass(frozen=True, eq=False)
class Mode:
    """A local maximum and the mass around it.

    Attributes:
        point: the maximum on the unconstrained scale, shape (dimension,).
        value: the log density at the maximum, with the Jacobian.
        log_mass: the log integral of the density around the maximum, by Laplace's approximation.
        factor: a square root of the inverse curvature: covariance = factor @ factor.T.
        side: further maxima of the mode, whose masses ``log_mass`` includes.
    """

    point: np.ndarray
    value: float
    log_mass: float
    factor: np.ndarray
    side: tuple[Mode, ...] = ()

    @property
    def maxima(self) -> tuple[Mode, ...]:
        """Return all maxima, each with its own mass; that with the largest mass is the first."""
        if not self.side:
            return (self,)
        side_mass = np.logaddexp.reduce([m.log_mass for m in self.side])
        main_mass = self.log_mass + float(np.log1p(-np.exp(side_mass - self.log_mass)))
        return (replace(self, log_mass=main_mass, side=()), *self.side)


@runtime_checkable
class Surface(Protocol):
    """A density with methods to find a maximum and its mass."""

    def approach(self, start: np.ndarray) -> tuple[np.ndarray, int]:
        """Return a point after a cheap first part of the search, and the number of gradients."""

    def climb(self, start: np.ndarray, arrived: Arrived = nowhere) -> Optimum:
        """Return the end of a search for a maximum that begins at a point.

        The search may end earlier at a point at which ``arrived`` is true.
        """

    def mode(self, optimum: Optimum) -> tuple[Mode | None, int]:
        """Return the mode at an optimum, None if there is none, and the number of gradients."""


@dataclass(frozen=True, eq=False)
class Joint:
    """The joint density of all coordinates as a surface.

    Attributes:
        units: the units of the coordinates, (dimension,).
    """

    density: Density
    units: np.ndarray | float = 1.0

    def approach(self, start: np.ndarray) -> tuple[np.ndarray, int]:
        """Return the start itself."""
        return start, 0

    def climb(self, start: np.ndarray, arrived: Arrived = nowhere) -> Optimum:
        """Return the end of a search by L-BFGS."""
        return maximise(self.density, start, most=_MOST, units=self.units, arrived=arrived)

    def mode(self, optimum: Optimum) -> tuple[Mode | None, int]:
        """Return the mode at an optimum, None if there is none, and the number of gradients."""
        point, evaluations = optimum.point, 0
        for _ in range(_NEWTON):
            matrix = curvature(self.density, point, units=self.units)
            value, gradient = self.density(point)
            evaluations += 2 * point.size + 1
            shape = volume(matrix)
            if shape is None:
                return None, evaluations
            units = np.broadcast_to(self.units, point.size)
            factor, log_volume = units[:, None] * shape[0], shape[1] + float(np.log(units).sum())
            step = factor.T @ gradient
            if np.linalg.norm(step) <= _STEEP:
                return Mode(point, value, value + log_volume, factor), evaluations
            point = point + factor @ step
        return None, evaluations


def volume(matrix: np.ndarray) -> tuple[np.ndarray, float] | None:
    """Return a square root of the inverse of a curvature, and the log of the normal integral.

    None stands for a curvature that is not positive definite, or that is badly conditioned.
    """
    if not np.isfinite(matrix).all():
        return None
    values, vectors = np.linalg.eigh(matrix)
    if values[0] <= 0 or values[-1] > _CONDITION * values[0]:
        return None
    size = len(values)
    return vectors / np.sqrt(values), float(0.5 * (size * np.log(2 * np.pi) - np.log(values).sum()))
