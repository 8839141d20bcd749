"""A short EM for mixtures of linear regressions: many starts at once, in NumPy alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.start.units import Units

_RESTARTS = 16
_SPLITS = 16
_SHORT = 10  # iterations with fewer clusters, whose best solution is split
_ROUNDS = 25
_LONG = 100
_SETTLED = 1e-4  # the largest change of a score in the last iteration
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
    Raftery, 2007). Some starts are chosen as in k-means++ (Arthur and Vassilvitskii, 2007). Others
    split one cluster of the solution with one cluster less (Verbeek, Vlassis and Kroese, 2003).

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> z = np.r_[rng.normal(0, 1, 40), rng.normal(9, 1, 60)]
    >>> found = cluster(z, [np.ones((100, 1))] * 2, rng)[0]
    >>> sorted(found.shares.sum(axis=1).round().tolist())
    [40.0, 60.0]
    """
    if not designs[1:]:
        return [Solution(np.ones((1, len(z))), 0.0)]
    return _best(_Joint([_EM.of(z, designs, units or Units.rows(len(z)))]), rng, best)


def cluster_together(
    each: Sequence[tuple[np.ndarray, Sequence[np.ndarray], np.ndarray]],
    units: Units,
    rng: np.random.Generator,
    best: int = 3,
) -> list[Solution]:
    """Return at most ``best`` different solutions for several responses that share clusters.

    Args:
        each: for each response, its values, (N,); the columns of the regression of each cluster,
            each (N, columns); and 1 for rows with this response, 0 for others, (N,).
        units: the rows that belong to one cluster together.
        rng: the generator of the random starts.
        best: the largest number of solutions.

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> which = np.repeat([0, 4], 50)
    >>> ones = [np.ones((100, 1))] * 2
    >>> each = [(which + rng.normal(size=100), ones, np.ones(100)) for _ in range(3)]
    >>> found = cluster_together(each, Units.rows(100), rng)[0]
    >>> sorted(found.shares.sum(axis=1).round().tolist())
    [50.0, 50.0]
    """
    return _best(_Joint([_EM.of(z, x, units, certain) for z, x, certain in each]), rng, best)


def _best(em: _Joint, rng: np.random.Generator, best: int) -> list[Solution]:
    shares = em.seeds(rng)
    for _ in range(_ROUNDS):
        shares, scores = em.step(shares)
    top = np.argsort(-scores)[: 2 * best]
    shares = shares[top]
    before = np.full(len(shares), -np.inf)
    for _ in range(_LONG):
        shares, scores = em.step(shares)
        if np.abs(scores - before).max() < _SETTLED:
            break
        before = scores
    solutions: list[Solution] = []
    for at in np.argsort(-scores):
        if all(abs(scores[at] - solution.score) > 0.1 for solution in solutions):
            solutions.append(Solution(shares[at], float(scores[at])))
    return solutions[:best]


@dataclass(frozen=True, eq=False)
class _Joint:
    """The regressions of several responses, for which a row belongs to the same cluster."""

    each: list[_EM]

    @property
    def units(self) -> Units:
        """Return the rows that belong to one cluster together."""
        return self.each[0].units

    def seeds(self, rng: np.random.Generator) -> np.ndarray:
        """Return the shares at which the runs begin, some from each response: (restarts, K, N)."""
        seeds_of_each = [em.seeds(rng, len(self.each)) for em in self.each]
        return np.concatenate([*seeds_of_each, *self._grown(rng)])

    def _grown(self, rng: np.random.Generator) -> list[np.ndarray]:
        """Return shares in which one cluster of the solution with K - 1 clusters is split in two.

        The list is empty if the clusters have different columns: a cluster of K - 1 then need not
        be a cluster of K.
        """
        if not all(em.exchangeable for em in self.each):
            return []
        shares = np.ones((1, 1, len(self.units.index)))
        for count in range(2, len(self.each[0].designs) + 1):
            if count > 2:
                fewer = _Joint([em.with_clusters(count - 1) for em in self.each])
                for _ in range(_SHORT):
                    shares, scores = fewer.step(shares)
                shares = shares[scores.argmax()][None]
            splits = [s for em in self.each for s in em.splits(shares[0])]
            tried = rng.permutation(len(splits))[:_SPLITS]
            shares = _softened(np.stack([splits[at] for at in tried]))
        return [shares]

    def step(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the next shares, (restarts, K, N), and the scores that led to them."""
        units = shares @ self.units.counts
        theta = (units + 1) / (units.sum(axis=1, keepdims=True) + shares.shape[1])
        prior = np.log(theta).sum(axis=1)
        logs = np.zeros_like(shares)
        for em in self.each:
            densities, spreads = em.densities(shares)
            logs += densities
            prior += spreads
        logs = self.units.summed(logs) + np.log(theta)[:, :, None]
        total = np.logaddexp.reduce(logs, axis=1)
        return np.exp(logs - total[:, None]), total @ self.units.counts + prior


@dataclass(frozen=True, eq=False)
class _EM:
    """The rows with products of columns, which are the same in every iteration."""

    units: Units
    informative: np.ndarray  # 1 for rows with a response, 0 for others

    z: np.ndarray
    designs: list[np.ndarray]  # columns scaled
    squares: list[np.ndarray]  # each (N, columns^2)
    products: list[np.ndarray]  # columns times z, (N, columns)
    residuals: np.ndarray  # residuals of one regression for all rows
    spread: float

    @classmethod
    def of(
        cls,
        z: np.ndarray,
        designs: Sequence[np.ndarray],
        units: Units,
        information: np.ndarray | None = None,
    ) -> _EM:
        information = np.ones(len(z)) if information is None else information
        scaled = [x / np.maximum(np.sqrt((x**2).mean(axis=0)), 1e-300) for x in designs]
        squares = [(x[:, :, None] * x[:, None, :]).reshape(len(z), x.shape[1] ** 2) for x in scaled]
        is_informative = information > 0
        fitted = (
            scaled[0] @ np.linalg.lstsq(scaled[0][is_informative], z[is_informative], rcond=None)[0]
        )
        residuals = np.where(is_informative, z - fitted, 0.0)
        spread = max(float(residuals[is_informative].std()), 1e-9 * (1 + float(np.abs(z).max())))
        products = [x * z[:, None] for x in scaled]
        return cls(
            units, information, z, scaled, squares, products, residuals, spread / len(designs)
        )

    def seeds(self, rng: np.random.Generator, among: int = 1) -> np.ndarray:
        """Return the memberships at which the runs begin: (restarts, K, N).

        The number of starts is smaller if the response is one ``among`` several.
        """
        count = len(self.designs)
        seeds_ = [_by_quantiles(self.residuals, count)]
        for at in range(max(_RESTARTS // among, 4) - 1):
            lines = at % 2 == 1 and self.designs[0].shape[1] > 1
            seeds_.append(self._lines(rng) if lines else _spread_out(self.residuals, count, rng))
        return _softened(self.units.together(np.stack(seeds_)))

    @property
    def exchangeable(self) -> bool:
        """Return whether all clusters have the same columns."""
        first = self.designs[0]
        return all(np.array_equal(first, design) for design in self.designs[1:])

    def with_clusters(self, count: int) -> _EM:
        """Return the same regression for the first ``count`` clusters."""
        return replace(
            self, designs=self.designs[:count], squares=self.squares[:count],
            products=self.products[:count], spread=self.spread * len(self.designs) / count,
        )  # fmt: skip

    def splits(self, shares: np.ndarray) -> Iterator[np.ndarray]:
        """Yield shares with one cluster more, (K + 1, N), for shares (K, N).

        The units of a cluster are divided by the direction in which each would move a coefficient,
        and by the size of their residuals.
        """
        for k, of_cluster in enumerate(shares):
            error = np.where(
                self.informative > 0,
                self.z - self._fitted((of_cluster * self.informative)[None], k)[0],
                0,
            )
            covariances = self.units.summed((error[:, None] * self.designs[k]).T)
            sizes = self.units.summed(error**2)
            for upper in (*(covariances > 0), sizes > np.median(sizes)):
                rest = shares.copy()
                rest[k] = of_cluster * ~upper
                yield np.r_[rest, [of_cluster * upper]]

    def _lines(self, rng: np.random.Generator) -> np.ndarray:
        """Assign each row to the nearest of K lines through a few rows or a unit: (K, N)."""
        distances = []
        for x in self.designs:
            rows = self.units.some(x.shape[1] + 1, rng)
            b = np.linalg.lstsq(x[rows], self.z[rows], rcond=None)[0]
            distances.append((self.z - x @ b) ** 2)
        return _nearest(self.units.summed(np.stack(distances)))

    def densities(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return log densities of the rows, (restarts, K, N), and the prior of the spreads."""
        weighted = shares * self.informative
        rows = weighted.sum(axis=2)
        logs = np.empty_like(shares)
        prior = np.zeros(len(shares))
        for k in range(len(self.designs)):
            error = (self.z - self._fitted(weighted[:, k], k)) ** 2
            total = (weighted[:, k] * error).sum(axis=1) + _PRIOR_ROWS * self.spread**2
            variance = total / (rows[:, k] + _PRIOR_ROWS)
            scale = -0.5 * np.log(2 * np.pi * variance)
            logs[:, k] = (scale[:, None] - 0.5 * error / variance[:, None]) * self.informative
            prior -= 0.5 * _PRIOR_ROWS * (np.log(variance) + self.spread**2 / variance)
        return logs, prior

    def _fitted(self, weights: np.ndarray, k: int) -> np.ndarray:
        """Return the fitted values of cluster k for weights (restarts, N): (restarts, N)."""
        x = self.designs[k]
        columns = x.shape[1]
        gram = (weights @ self.squares[k]).reshape(-1, columns, columns)
        ridge = _RIDGE * (1 + weights.sum(axis=1))
        gram = gram + ridge[:, None, None] * np.eye(columns)
        b = np.linalg.solve(gram, (weights @ self.products[k])[:, :, None])[:, :, 0]
        return np.asarray(b @ x.T)


def _softened(shares: np.ndarray) -> np.ndarray:
    """Return shares, (..., K, N), with a tenth of each row spread evenly over all clusters."""
    return np.asarray(0.9 * shares + 0.1 / shares.shape[-2])


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
    away = residuals - np.array(centres)[:, None]
    return _nearest(np.abs(away))


def _nearest(distances: np.ndarray) -> np.ndarray:
    return _marked(distances.argmin(axis=0), len(distances))


def _marked(which: np.ndarray, count: int) -> np.ndarray:
    return np.asarray(which == np.arange(count)[:, None], dtype=float)
