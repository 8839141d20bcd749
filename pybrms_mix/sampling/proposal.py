"""The proposal of bridge sampling: a normal distribution with the moments of half of the draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import factorial, prod

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import linalg
from pybrms_mix.base.psis import relative_efficiency

_MOST = 720  # the largest number of orders of ordered vectors over which densities are summed


@dataclass(frozen=True, eq=False)
class Halves:
    """One half of the draws as a normal distribution, with the other half.

    Where the posterior has ordered vectors, a normal distribution with its moments also has points
    that are not in order. The proposal sorts them, so that its density at a point in order is the
    sum of the normal densities of all orders of these elements.

    Attributes:
        mean: the mean of the first half of each chain.
        root: the lower Cholesky factor of the covariance of the first half.
        others: the second half, (draws, dimension).
        size: the effective sample size of the second half.
        chains: the number of chains, whose draws follow each other in ``others``.
        orders: the orders of the coordinates under which sorting leads to the same point, each
            (dimension,); the first one is the identity.
        vectors: the positions of the vectors that are sorted.
    """

    mean: np.ndarray
    root: np.ndarray
    others: np.ndarray
    size: float
    chains: int
    orders: Sequence[np.ndarray]
    vectors: Sequence[np.ndarray] = ()

    @classmethod
    def both(cls, points: np.ndarray, vectors: Sequence[np.ndarray] = ()) -> tuple[Halves, Halves]:
        """Split the points, (chains, draws, dimension), into halves; each is the first one once.

        Args:
            points: draws in order.
            vectors: the positions of ordered vectors.
        """
        dimension, half = points.shape[2], points.shape[1] // 2
        count = len(points) * half
        if count <= dimension or half < 4:
            raise InvalidArgument(
                f"{2 * count} draws are too few for {dimension} parameters.",
                hint="Sample more draws: iter.",
            )
        first_half, second_half = points[:, :half], points[:, half:]
        return cls._of(first_half, second_half, vectors), cls._of(second_half, first_half, vectors)

    @classmethod
    def _of(cls, first: np.ndarray, second: np.ndarray, vectors: Sequence[np.ndarray]) -> Halves:
        dimension = first.shape[2]
        flat = first.reshape(-1, dimension)
        covariance = np.atleast_2d(np.cov(flat, rowvar=False))
        efficiency = float(np.median(relative_efficiency(second)))
        flat_second = second.reshape(-1, dimension)
        # The estimated effective sample size of a random walk can exceed the number of draws, so it
        # is capped.
        size = len(flat_second) * min(efficiency, 1.0)
        is_small = prod(factorial(len(at)) for at in vectors) <= _MOST
        sorted_ = tuple(vectors) if is_small else ()
        root = np.linalg.cholesky(covariance)
        orders = _orders(dimension, sorted_)
        mean, chains = flat.mean(axis=0), len(second)
        return cls(mean, root, flat_second, size, chains, orders, sorted_)

    def log_density(self, u: np.ndarray) -> np.ndarray:
        """Return the log density of the proposal at points in order, (n, dimension)."""
        of_orders = [self._normal(u[:, order]) for order in self.orders]
        return np.asarray(np.logaddexp.reduce(of_orders, axis=0))

    def _normal(self, u: np.ndarray) -> np.ndarray:
        z = linalg.solve_triangular(self.root, (u - self.mean).T, lower=True)
        constant = len(self.mean) * np.log(2 * np.pi) / 2 + np.log(np.diag(self.root)).sum()
        return np.asarray(-np.square(z).sum(axis=0) / 2 - constant)

    def sample(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Return draws from the proposal: (count, dimension)."""
        sample = self.mean + rng.standard_normal((count, len(self.mean))) @ self.root.T
        for at in self.vectors:
            sample[:, at] = np.sort(sample[:, at], axis=1)
        return np.asarray(sample)


def _orders(dimension: int, vectors: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the orders of coordinates that permute the elements of each vector."""
    orders = []
    for choice in product(*(permutations(at) for at in vectors)):
        order = np.arange(dimension)
        for at, permuted in zip(vectors, choice, strict=True):
            order[at] = permuted
        orders.append(order)
    return orders
