"""The units of unconstrained coordinates, for responses that are not of the order of 1."""

from __future__ import annotations

import numpy as np

from pybrms_mix.stan.prepare.optimum import Density

_STEP = 1e-3  # the first step of the differences of gradients
_SMALLER = 10.0  # the factor by which a step decreases while the density changes much
_MUCH = 0.1  # a change of the log density after which curvature has no meaning
_TIMES = 12  # the largest number of decreases
_USUAL = 100.0  # a unit between the inverse of this number and this number is taken as 1


def units(density: Density, point: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the standard deviation of each coordinate, given the others, where it is far from 1.

    If a response has a standard deviation of 1e6, so have its intercepts, while logs of standard
    deviations and of proportions remain of the order of 1. A search by gradients needs all
    coordinates in comparable units.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point.
    point : numpy.ndarray
        A point at which the density is finite, shape (dimension,).

    Returns
    -------
    numpy.ndarray, int
        The units, shape (dimension,), and the number of gradients. A unit is 1 where the density
        does not fall on both sides.

    Examples
    --------
    >>> import numpy as np
    >>> sharp = np.array([1e-12, 1.0])
    >>> found, _ = units(lambda u: (-0.5 * float(u @ (sharp * u)), -sharp * u), np.zeros(2))
    >>> found.round().tolist()
    [1000000.0, 1.0]
    """
    height = density(point)[0]
    scales, evaluations = np.ones(point.size), 1
    for at in range(point.size):
        step = _STEP
        for _ in range(_TIMES):
            move = np.zeros(point.size)
            move[at] = step
            above, up = density(point + move)
            below, down = density(point - move)
            evaluations += 2
            if max(abs(above - height), abs(below - height)) < _MUCH:
                sharp = (down - up)[at] / (2 * step)
                unit = sharp**-0.5 if sharp > 0 else 1.0
                scales[at] = unit if not 1 / _USUAL < unit < _USUAL else 1.0
                break
            step /= _SMALLER
    return scales, evaluations
