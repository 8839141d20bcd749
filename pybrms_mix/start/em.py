"""A short EM for mixtures of linear regressions: many starts at once, in NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.start.units import Units

_RESTARTS = 16
_ROUNDS = 25
_LONG = 100
# Each component gets the squared residuals of this many additional rows with the expected spread.
# Without them a component could collapse onto a few rows.
_PRIOR_ROWS = 2.0
_RIDGE = 1e-6


@dataclass(frozen=True, eq=False)
class Solution:
    """A solution at which one run of the EM algorithm has converged.

    Attributes:
        shares: the probability that row n comes from cluster k: (K, N).
        score: the log likelihood plus the log density of a weak prior on the spreads.
    """

    shares: np.ndarray
    score: float


def cluster(
    z: np.ndarray,
    designs: Sequence[np.ndarray],
    rng: np.random.Generator,
    best: int = 3,
    units: Units | None = None,
) -> list[Solution]:
    """Return at most ``best`` different solutions, the one with the highest score first.

    Args:
        z: the response to cluster: (N,).
        designs: the columns of the regression of each cluster, each (N, columns).
        rng: the generator of the random starts.
        best: the largest number of solutions.
        units: the rows that belong to one cluster together; by default each row is a unit.

    Source: Dempster, Laird and Rubin (1977). The spreads have a conjugate prior (Fraley and
    Raftery, 2007). The starts are chosen as in k-means++ (Arthur and Vassilvitskii, 2007).

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> z = np.r_[rng.normal(0, 1, 40), rng.normal(9, 1, 60)]
    >>> found = cluster(z, [np.ones((100, 1))] * 2, rng)[0]
    >>> sorted(found.shares.sum(axis=1).round().tolist())
    [40.0, 60.0]
    """
    if not designs[1:]:
        return [Solution(np.ones((1, len(z))), 0.0)]
    em = _EM.of(z, designs, units or Units.rows(len(z)))
    shares = em.seeds(rng)
    for _ in range(_ROUNDS):
        shares, scores = em.step(shares)
    kept = np.argsort(-scores)[: 2 * best]
    shares = shares[kept]
    for _ in range(_LONG):
        shares, scores = em.step(shares)
    found: list[Solution] = []
    for at in np.argsort(-scores):
        if all(abs(scores[at] - other.score) > 0.1 for other in found):
            found.append(Solution(shares[at], float(scores[at])))
    return found[:best]


@dataclass(frozen=True, eq=False)
class _EM:
    """The rows with products of columns, which are the same in every iteration."""

    units: Units

    z: np.ndarray
    designs: list[np.ndarray]  # columns scaled
    squares: list[np.ndarray]  # each (N, columns^2)
    products: list[np.ndarray]  # columns times z, (N, columns)
    residuals: np.ndarray  # residuals of one regression for all rows
    spread: float

    @classmethod
    def of(cls, z: np.ndarray, designs: Sequence[np.ndarray], units: Units) -> _EM:
        scaled = [x / np.maximum(np.sqrt((x**2).mean(axis=0)), 1e-300) for x in designs]
        squares = [(x[:, :, None] * x[:, None, :]).reshape(len(z), x.shape[1] ** 2) for x in scaled]
        fitted = scaled[0] @ np.linalg.lstsq(scaled[0], z, rcond=None)[0]
        residuals = z - fitted
        spread = max(float(residuals.std()), 1e-9 * (1 + float(np.abs(z).max())))
        products = [x * z[:, None] for x in scaled]
        return cls(units, z, scaled, squares, products, residuals, spread / len(designs))

    def seeds(self, rng: np.random.Generator) -> np.ndarray:
        """Return the memberships at which the runs begin: (restarts, K, N)."""
        count = len(self.designs)
        found = [_by_quantiles(self.residuals, count)]
        for at in range(_RESTARTS - 1):
            lines = at % 2 == 1 and self.designs[0].shape[1] > 1
            found.append(self._lines(rng) if lines else _spread_out(self.residuals, count, rng))
        return 0.9 * self.units.together(np.stack(found)) + 0.1 / count

    def _lines(self, rng: np.random.Generator) -> np.ndarray:
        """Assign each row to the nearest of K lines through a few rows or a unit: (K, N)."""
        distances = []
        for x in self.designs:
            rows = self.units.some(x.shape[1] + 1, rng)
            b = np.linalg.lstsq(x[rows], self.z[rows], rcond=None)[0]
            distances.append((self.z - x @ b) ** 2)
        return _nearest(self.units.summed(np.stack(distances)))

    def step(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return updated memberships, (restarts, K, N), and the scores before the update."""
        count = len(self.designs)
        rows = shares.sum(axis=2)
        logs = np.empty_like(shares)
        prior = np.zeros(len(shares))
        units = shares @ self.units.counts
        theta = (units + 1) / (units.sum(axis=1, keepdims=True) + count)
        for k in range(count):
            error = (self.z - self._fitted(shares[:, k], k)) ** 2
            total = (shares[:, k] * error).sum(axis=1) + _PRIOR_ROWS * self.spread**2
            variance = total / (rows[:, k] + _PRIOR_ROWS)
            scale = -0.5 * np.log(2 * np.pi * variance)
            density = self.units.summed(scale[:, None] - 0.5 * error / variance[:, None])
            logs[:, k] = np.log(theta[:, k])[:, None] + density
            prior -= 0.5 * _PRIOR_ROWS * (np.log(variance) + self.spread**2 / variance)
            prior += np.log(theta[:, k])
        total = np.logaddexp.reduce(logs, axis=1)
        return np.exp(logs - total[:, None]), total @ self.units.counts + prior

    def _fitted(self, weights: np.ndarray, k: int) -> np.ndarray:
        """Return the fitted values of cluster k for weights (restarts, N): (restarts, N)."""
        x = self.designs[k]
        columns = x.shape[1]
        gram = (weights @ self.squares[k]).reshape(-1, columns, columns)
        ridge = _RIDGE * (1 + weights.sum(axis=1))
        gram = gram + ridge[:, None, None] * np.eye(columns)
        b = np.linalg.solve(gram, (weights @ self.products[k])[:, :, None])[:, :, 0]
        return np.asarray(b @ x.T)


def _by_quantiles(residuals: np.ndarray, count: int) -> np.ndarray:
    ranks = np.argsort(np.argsort(residuals))
    return _marked(ranks * count // len(residuals), count)


def _spread_out(residuals: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Assign each row to the nearest of K rows that are far from each other: (K, N)."""
    centres = [rng.choice(residuals)]
    while len(centres) < count:
        far = np.min([(residuals - c) ** 2 for c in centres], axis=0)
        total = far.sum()
        centres.append(rng.choice(residuals, p=far / total if total > 0 else None))
    return _nearest(np.abs(residuals - np.array(centres)[:, None]))


def _nearest(distances: np.ndarray) -> np.ndarray:
    return _marked(distances.argmin(axis=0), len(distances))


def _marked(which: np.ndarray, count: int) -> np.ndarray:
    return np.asarray(which == np.arange(count)[:, None], dtype=float)
