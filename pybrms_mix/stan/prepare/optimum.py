"""The maximum of a log density on the unconstrained scale, and the curvature there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize

Density = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""The log density and its gradient at an unconstrained point."""

_HISTORY = 20  # pairs of steps and gradients that L-BFGS remembers
_MOST = 1000  # iterations
_SMALL = 1e-5  # a gradient that counts as zero, relative to the number of terms of the density
_WALL = 1e300  # stands for the negative log density where it is not finite
_STEP = 1e-3  # of the differences of gradients


@dataclass(frozen=True, eq=False)
class Optimum:
    """Where a search for a maximum ended.

    Attributes:
        point: on the unconstrained scale, shape (dimension,).
        value: the log density there, Jacobian included.
        slope: the largest absolute element of the gradient there.
        evaluations: the number of gradients that the search took.
    """

    point: np.ndarray
    value: float
    slope: float
    evaluations: int


def maximise(density: Density, start: np.ndarray, *, most: int = _MOST) -> Optimum:
    """Search for the nearest maximum of a log density by L-BFGS.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point; minus infinity is a wall.
    start : numpy.ndarray
        Where the search begins, shape (dimension,).
    most : int
        The largest number of iterations.

    Returns
    -------
    Optimum
        The best point that was seen. Whether it is a maximum, ``slope`` and the curvature tell.

    Notes
    -----
    Liu and Nocedal (1989), as implemented in SciPy.

    Examples
    --------
    >>> import numpy as np
    >>> found = maximise(lambda u: (-0.5 * float(u @ u), -u), np.ones(3))
    >>> bool(np.allclose(found.point, 0, atol=1e-4))
    True
    """
    count = 0

    def negative(u: np.ndarray) -> tuple[float, np.ndarray]:
        nonlocal count
        count += 1
        value, gradient = density(u)
        if not np.isfinite(value) or not np.isfinite(gradient).all():
            return _WALL, np.zeros(u.size)
        return -value, -gradient

    found = optimize.minimize(
        negative, np.asarray(start, dtype=float), jac=True, method="L-BFGS-B",
        options={"maxcor": _HISTORY, "maxiter": most, "ftol": 1e-12, "gtol": _SMALL},
    )  # fmt: skip
    slope = float(np.abs(found.jac).max(initial=0.0))
    return Optimum(np.asarray(found.x), -float(found.fun), slope, count)


def curvature(density: Density, point: np.ndarray, step: float = _STEP) -> np.ndarray:
    """Compute the negative Hessian of a log density from differences of its gradient.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point.
    point : numpy.ndarray
        Shape (dimension,).
    step : float
        Half the distance between the two points of each central difference.

    Returns
    -------
    numpy.ndarray
        Symmetric, shape (dimension, dimension); NaN where a gradient is not finite. It takes
        2 x dimension gradients.

    Examples
    --------
    >>> import numpy as np
    >>> curvature(lambda u: (-0.5 * float(u @ u), -u), np.ones(2)).round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    size = point.size
    found = np.empty((size, size))
    for at in range(size):
        moved = np.zeros(size)
        moved[at] = step
        ahead, behind = density(point + moved)[1], density(point - moved)[1]
        found[at] = (behind - ahead) / (2 * step)
    return (found + found.T) / 2
