"""The maximum of a log density on the unconstrained scale, and the curvature at the maximum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize

Density = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""The log density and its gradient at an unconstrained point."""

Arrived = Callable[[np.ndarray, float, np.ndarray], bool]
"""A function from a point, its log density and its gradient to whether a search may end there."""

_HISTORY = 20  # pairs of steps and gradients in the memory of L-BFGS
_MOST = 1000  # the largest number of iterations
_SMALL = 1e-5  # a gradient that counts as zero, relative to the number of terms of the density
_WALL = 1e300  # the negative log density at points where it is not finite
_STEP = 1e-3  # step of the differences of gradients


def nowhere(point: np.ndarray, value: float, gradient: np.ndarray) -> bool:
    """Return False: the search goes on to its maximum."""
    return False


@dataclass(frozen=True, eq=False)
class Optimum:
    """The end of a search for a maximum.

    Attributes:
        point: the best point on the unconstrained scale, shape (dimension,).
        value: the log density at the point, with the Jacobian.
        slope: the largest absolute element of the gradient at the point, in units of the search.
        evaluations: the number of gradients that the search required.
    """

    point: np.ndarray
    value: float
    slope: float
    evaluations: int


def maximise(
    density: Density,
    start: np.ndarray,
    *,
    most: int = _MOST,
    units: np.ndarray | float = 1.0,
    arrived: Arrived = nowhere,
) -> Optimum:
    """Search for the nearest maximum of a log density by L-BFGS.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point. The search does not enter points with
        minus infinity.
    start : numpy.ndarray
        The starting point, shape (dimension,).
    most : int
        The largest number of iterations.
    units : numpy.ndarray or float
        The units of the coordinates in which the search moves, shape (dimension,).
    arrived : callable, optional
        Returns whether the search may end at a point, given its log density and gradient.

    Returns
    -------
    Optimum
        The best point of the search. ``slope`` and the curvature show whether it is a maximum. The
        slope is infinite if the search has ended because of ``arrived``.

    References
    ----------
    Liu, D. C. and Nocedal, J. (1989). On the limited memory BFGS method for large scale
    optimization. Mathematical Programming, 45. SciPy's implementation is used.

    Examples
    --------
    >>> import numpy as np
    >>> found = maximise(lambda u: (-0.5 * float(u @ u), -u), np.ones(3))
    >>> bool(np.allclose(found.point, 0, atol=1e-4))
    True
    """
    count = 0
    end = Optimum(start, -np.inf, np.inf, 0)

    def negative(v: np.ndarray) -> tuple[float, np.ndarray]:
        nonlocal count, end
        count += 1
        u = v * units
        value, gradient = density(u)
        if not np.isfinite(value) or not np.isfinite(gradient).all():
            return _WALL, np.zeros(u.size)
        if arrived(u, value, gradient):
            end = Optimum(u, value, np.inf, count)
            raise StopIteration
        return -value, -gradient * units

    try:
        solution = optimize.minimize(
            negative, np.asarray(start, dtype=float) / units, jac=True, method="L-BFGS-B",
            options={"maxcor": _HISTORY, "maxiter": most, "ftol": 1e-12, "gtol": _SMALL},
        )  # fmt: skip
    except StopIteration:
        return end
    slope = float(np.abs(solution.jac).max(initial=0.0))
    return Optimum(np.asarray(solution.x * units), -float(solution.fun), slope, count)


def curvature(
    density: Density, point: np.ndarray, step: float = _STEP, units: np.ndarray | float = 1.0
) -> np.ndarray:
    """Compute the negative Hessian of a log density from differences of its gradient.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at a point.
    point : numpy.ndarray
        The point, shape (dimension,).
    step : float
        Half the distance between the two points of each central difference.
    units : numpy.ndarray or float
        The units of the coordinates, shape (dimension,), by which steps and result are scaled.

    Returns
    -------
    numpy.ndarray
        A symmetric matrix, shape (dimension, dimension), with NaN where a gradient is not finite.
        The computation takes 2 x dimension gradients.

    Examples
    --------
    >>> import numpy as np
    >>> curvature(lambda u: (-0.5 * float(u @ u), -u), np.ones(2)).round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    size = point.size
    hessian = np.empty((size, size))
    scales = np.broadcast_to(units, size)
    for at in range(size):
        direction = np.zeros(size)
        direction[at] = step * scales[at]
        ahead, behind = density(point + direction)[1], density(point - direction)[1]
        hessian[at] = (behind - ahead) * scales / (2 * step)
    return (hessian + hessian.T) / 2
