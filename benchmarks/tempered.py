"""The posterior of a mixture of three Gaussians by a sampler that does not stop at valleys.

A sequential Monte Carlo sampler moves particles from the prior to the posterior, in steps that
raise the power of the likelihood (Del Moral, Doucet and Jasra, 2006). It shares no code with the
package. Particles pass between modes while the power is small.

python -m benchmarks.tempered      the masses of the case with two equal components, by seed
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

_KEPT = 0.7  # the effective share of the particles after a step
_MOVES = 40  # moves of each particle after a step
_COMPONENTS = 3
_MEAN = (3.0, 4.0)  # mean and standard deviation of the prior of the means
_SPREAD = (4.0, 4.0)  # shape and rate of the gamma prior of the standard deviations


def shares_of_rows(y: np.ndarray, particles: int, seed: int) -> np.ndarray:
    """Return draws of the memberships of all rows: (particles, rows, 3).

    The prior of the proportions is uniform. The labels have no order.
    """
    rng = np.random.default_rng(seed)
    gammas = rng.gamma(1.0, 1.0, (particles, _COMPONENTS))
    points = np.c_[
        rng.normal(*_MEAN, (particles, _COMPONENTS)),
        np.log(rng.gamma(_SPREAD[0], 1 / _SPREAD[1], (particles, _COMPONENTS))),
        np.log(gammas[:, :2] / gammas[:, 2:]),
    ]

    def log_likelihood(p: np.ndarray) -> np.ndarray:
        return np.asarray(np.logaddexp.reduce(_joint(y, p), axis=2).sum(axis=1))

    likelihood, power = log_likelihood(points), 0.0
    while power < 1:
        step = _step(likelihood, 1 - power)
        weights = np.exp(step * (likelihood - likelihood.max()))
        ends = np.cumsum(weights / weights.sum())
        places = np.searchsorted(ends, (np.arange(particles) + rng.random()) / particles)
        places = np.minimum(places, particles - 1)
        points, likelihood, power = points[places], likelihood[places], power + step
        for _ in range(_MOVES):
            points, likelihood = _moved(points, likelihood, power, log_likelihood, rng)
    joint = _joint(y, points)
    return np.asarray(np.exp(joint - np.logaddexp.reduce(joint, axis=2)[:, :, None]))


def _joint(y: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return the logs of proportions times densities: (particles, rows, 3)."""
    means, log_spreads = points[:, None, :3], points[:, None, 3:6]
    z = (y[None, :, None] - means) * np.exp(-log_spreads)
    return np.asarray(_log_proportions(points)[:, None] - log_spreads - 0.5 * z * z)


def _log_proportions(points: np.ndarray) -> np.ndarray:
    odds = np.c_[points[:, 6:8], np.zeros(len(points))]
    return np.asarray(odds - np.logaddexp.reduce(odds, axis=1)[:, None])


def _log_prior(points: np.ndarray) -> np.ndarray:
    """Return the log density of the prior on the unconstrained scale, up to a constant."""
    z, log_spreads = (points[:, :3] - _MEAN[0]) / _MEAN[1], points[:, 3:6]
    spreads = _SPREAD[0] * log_spreads - _SPREAD[1] * np.exp(log_spreads)
    return np.asarray((spreads - 0.5 * z * z + _log_proportions(points)).sum(axis=1))


def _step(likelihood: np.ndarray, most: float) -> float:
    """Return the step of the power after which enough particles remain effective."""

    def kept(step: float) -> float:
        weights = np.exp(step * (likelihood - likelihood.max()))
        return float(weights.sum() ** 2 / (weights**2).sum() / len(weights))

    low, high = 0.0, most
    if kept(high) > _KEPT:
        return high
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if kept(middle) > _KEPT else (low, middle)
    return low


def _moved(
    points: np.ndarray, likelihood: np.ndarray, power: float,
    log_likelihood: Callable[[np.ndarray], np.ndarray], rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Return the particles after a Metropolis step of one component, the proportions, or all."""
    count = len(points)
    scale = 10 ** rng.uniform(-2.2, 0.3, (count, 1))
    proposed = points.copy()
    kind = rng.integers(3)
    if kind == 0:
        component, rows = rng.integers(0, _COMPONENTS, count), np.arange(count)
        away = scale * rng.normal(size=(count, 2))
        proposed[rows, component] += 2 * away[:, 0]
        proposed[rows, 3 + component] += away[:, 1]
    elif kind == 1:
        proposed[:, 6:8] += 3 * scale * rng.normal(size=(count, 2))
    else:
        proposed += 0.5 * scale * rng.normal(size=points.shape)
    after = log_likelihood(proposed)
    odds = power * (after - likelihood) + _log_prior(proposed) - _log_prior(points)
    accepted = np.log(rng.random(count)) < odds
    return (
        np.where(accepted[:, None], proposed, points),
        np.where(accepted, after, likelihood),
    )


def share_with_two(y: np.ndarray, first: int, particles: int = 2000, seed: int = 1) -> float:
    """Return the probability that most rows of two components are among the ``first`` rows."""
    shares = shares_of_rows(y, particles, seed)
    inside, total = shares[:, :first].sum(axis=1), shares.sum(axis=1)
    return float(np.mean((inside / total > 0.5).sum(axis=1) == 2))


def main() -> None:
    from benchmarks.fresh_modes import two_clusters

    y = two_clusters()
    for seed in (1, 2, 3):
        print(seed, share_with_two(y, 80, seed=seed))


if __name__ == "__main__":
    main()
