"""The metric and the step size of the sampler, known before a chain starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidArgument

# The length of a trajectory, in standard deviations, after which it need not be doubled. A
# trajectory of a normal density turns back after half a period, which has the length pi.
HALF_PERIOD = 2.4


@dataclass(frozen=True, eq=False)
class Tuning:
    """A metric and a step size that are known before a chain starts.

    Attributes:
        metric: the inverse metric: the variances of the unconstrained parameters, shape
            (dimension,), or their covariance matrix, shape (dimension, dimension).
        step: the step size of the leapfrog integrator.
        normal: whether the posterior near its mode is close to a normal one with this covariance.
        located: whether the coordinates of the levels of groups are located (see
            ``pieces.group.location``). Otherwise they are the standardised coefficients.

    Raises:
        InvalidArgument: if the metric is not positive definite or the step is not positive.
    """

    metric: np.ndarray
    step: float
    normal: bool = False
    located: bool = False

    def __post_init__(self) -> None:
        metric = np.asarray(self.metric, dtype=float)
        if metric.ndim not in (1, 2) or metric.shape[0] != metric.shape[-1]:
            raise InvalidArgument(
                f"A metric must be a vector or a square matrix, but its shape is {metric.shape}."
            )
        if not (np.isfinite(metric).all() and _positive(metric)):
            raise InvalidArgument("A metric must be positive definite.")
        if not 0 < self.step < np.inf:
            raise InvalidArgument(f"A step size must be positive, but it is {self.step}.")


def depth_of_half_period(step: float) -> int:
    """Return the smallest depth of a tree whose trajectory is about half a period long.

    Parameters
    ----------
    step : float
        The step size, for a metric with which the standard deviations are about 1.

    Returns
    -------
    int
        The depth. A tree of depth d has up to 2^d - 1 steps.

    Examples
    --------
    >>> [depth_of_half_period(step) for step in (3.0, 0.9, 0.5, 0.2)]
    [1, 2, 3, 4]
    """
    return max(1, int(np.ceil(np.log2(HALF_PERIOD / step + 1) - 1e-9)))


def _positive(metric: np.ndarray) -> bool:
    if metric.ndim == 1:
        return bool((metric > 0).all())
    try:
        np.linalg.cholesky(metric)
    except np.linalg.LinAlgError:
        return False
    return True
