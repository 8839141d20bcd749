"""Normal approximations of a posterior: Stan's algorithms ``meanfield`` and ``fullrank``.

The approximation is the normal distribution on the unconstrained scale that maximises the evidence
lower bound (ELBO). The expectation in the bound is a mean over fixed standard normal draws, so the
bound is a smooth function of the mean and the factor of the covariance, which L-BFGS maximises.

Source: Kucukelbir et al. (2017), automatic differentiation variational inference; Giordano, Ingram
and Broderick (2024), black box variational inference with a deterministic objective.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InitializationFailed, InvalidArgument
from pybrms_mix.base.lazy import optimize
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.starts import Inits, starts

ALGORITHMS = ("meanfield", "fullrank")
DRAWS = 1000
"""The number of draws of an approximation, as in rstan."""

_FIXED = 100  # fixed draws of a bound without covariances
_PER_DIMENSION = 10  # fixed draws for each dimension of a bound with covariances
_MOST_FIXED = 600
_MOST_DIMENSIONS = 200  # of an approximation with covariances
_START = 0.1  # the standard deviations from which the search starts
_WALL = 1e300  # the negative bound where the density is not finite
_WIDEST = 1e3  # standard deviation, on the unconstrained scale, of a direction without information
_TRIES = 20  # random starts


@dataclass(frozen=True, eq=False)
class Approximation:
    """Draws of a normal approximation.

    Attributes:
        sample: the draws as an engine returns them: one chain.
        log_ratios: the log density of the posterior minus that of the approximation: (draws,).
        converged: whether the search for the best approximation ended at a maximum.
        widest: the largest standard deviation of the approximation on the unconstrained scale.
    """

    sample: Sample
    log_ratios: np.ndarray
    converged: bool
    widest: float

    @property
    def flat(self) -> bool:
        """Return whether the posterior does not fall in some direction."""
        return self.widest > _WIDEST


def approximate(
    prepared: Prepared, algorithm: str, inits: Inits, settings: Settings
) -> Approximation:
    """Return draws of the normal distribution that is closest to a posterior.

    Args:
        prepared: the program bound to data.
        algorithm: "meanfield" for independent parameters, or "fullrank".
        inits: starting values, as in ``starts()``; the search starts at those of the first chain.
        settings: ``iter`` limits the steps of the search; the seed is that of the draws.

    Raises:
        InvalidArgument: if the model has too many parameters for "fullrank".
        InitializationFailed: if no start has a finite density.
    """
    size = prepared.dimension
    if algorithm == "fullrank" and size > _MOST_DIMENSIONS:
        raise InvalidArgument(
            f"With {size} parameters algorithm = 'fullrank' has too many covariances.",
            hint="'meanfield' approximates each parameter by itself, and 'sampling' samples.",
        )
    started = time.monotonic()
    bound = _Bound(prepared, algorithm == "fullrank", settings)
    point = np.concatenate([_start(prepared, inits, settings), bound.narrow])
    optimum = optimize.minimize(
        bound, point, jac=True, method="L-BFGS-B",
        options={"maxcor": 20, "maxiter": settings.iter, "maxfun": 2 * settings.iter},
    )  # fmt: skip
    searched = time.monotonic()
    mean, factor = bound.parts(optimum.x)
    rng = np.random.default_rng([settings.seed or 0, 3])
    normal = rng.normal(size=(DRAWS, size))
    points = mean + normal @ factor.T
    heights = np.array([prepared.log_density(u)[0] for u in points])
    log_q = -0.5 * (normal**2).sum(axis=1) - np.log(np.diag(factor)).sum()
    cells = [prepared.constrain(u) for u in points]
    sample = Sample(
        cells={name: np.stack([c[name] for c in cells])[None] for name in cells[0]},
        stats={"lp__": heights[None]},
        engine=prepared.engine,
        seconds=np.array([[searched - started, time.monotonic() - searched]]),
        warmup=0,
        gradients=bound.gradients + DRAWS,
        algorithm=algorithm,
    )
    widest = float(np.sqrt((factor**2).sum(axis=1)).max(initial=0.0))
    return Approximation(sample, heights - log_q, bool(optimum.success), widest)


class _Bound:
    """The negative ELBO over fixed draws, as a function of the mean and of the factor's cells.

    The diagonal of the factor is on the log scale, so that it is positive.
    """

    def __init__(self, prepared: Prepared, full: bool, settings: Settings) -> None:
        size = prepared.dimension
        self._density, self._size, self._full = prepared.log_density, size, full
        self._below = np.tril_indices(size, -1)
        count = min(_MOST_FIXED, max(_FIXED, _PER_DIMENSION * size)) if full else _FIXED
        half = np.random.default_rng([settings.seed or 0, 4]).normal(size=(count // 2, size))
        half = _standardised(half)
        self._normal = np.concatenate([half, -half])
        self.gradients = 0

    @property
    def narrow(self) -> np.ndarray:
        """Return the cells of a factor with small standard deviations."""
        diagonal = np.full(self._size, np.log(_START))
        return np.concatenate([diagonal, np.zeros(len(self._below[0]) if self._full else 0)])

    def parts(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the mean and the factor of the covariance."""
        n = self._size
        factor = np.diag(np.exp(cells[n : 2 * n]))
        if self._full:
            factor[self._below] = cells[2 * n :]
        return cells[:n], factor

    def __call__(self, cells: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the negative bound and its gradient."""
        n = self._size
        with np.errstate(over="ignore"):
            mean, factor = self.parts(cells)
        evaluations = [self._density(u) for u in mean + self._normal @ factor.T]
        self.gradients += len(evaluations)
        values = np.array([f[0] for f in evaluations])
        slopes = np.array([f[1] for f in evaluations])
        if not (np.isfinite(values).all() and np.isfinite(slopes).all()):
            return _WALL, np.zeros(cells.size)
        crossed = slopes.T @ self._normal / len(evaluations)
        log_scale = np.diag(crossed) * np.diag(factor) + 1.0
        below = crossed[self._below] if self._full else np.empty(0)
        bound = float(values.mean() + cells[n : 2 * n].sum())
        return -bound, -np.concatenate([slopes.mean(axis=0), log_scale, below])


def _standardised(draws: np.ndarray) -> np.ndarray:
    """Return draws with variances of 1, and uncorrelated if there are enough of them.

    With their negatives, the bound of a normal posterior is then exact.
    """
    if len(draws) <= draws.shape[1]:
        return np.asarray(draws / np.sqrt((draws**2).mean(axis=0)))
    factor = np.linalg.cholesky(draws.T @ draws / len(draws))
    return np.asarray(np.linalg.solve(factor, draws.T).T)


def _start(prepared: Prepared, inits: Inits, settings: Settings) -> np.ndarray:
    """Return a point with a finite density."""
    points = starts(prepared, inits, settings)
    if isinstance(points, np.ndarray):
        return np.asarray(points[0])
    rng = np.random.default_rng([settings.seed or 0, 5])
    for _ in range(_TRIES):
        point = rng.uniform(-points, points, size=prepared.dimension)
        if np.isfinite(prepared.log_density(point)[0]):
            return np.asarray(point)
    raise InitializationFailed(f"No finite density at {_TRIES} random points.")
