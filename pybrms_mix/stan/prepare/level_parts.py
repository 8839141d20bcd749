"""The coordinates of the levels of groups, which are independent given the other coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.optimum import Density

# the largest number of mutually dependent coordinates of levels for which a search is cheap
MOST = 24
_STEP = 1e-3  # step of the differences of gradients
# the largest relative error of a Hessian-vector product that omits elements between parts
_AGREE = 1e-2


@dataclass(frozen=True, eq=False)
class Levels:
    """The coordinates of levels in parts that are independent given all other coordinates.

    A difference of two gradients yields one column of the Hessian for each part, because the parts
    can be moved together.

    Attributes:
        at: the positions of the coordinates of each part, shape (parts, width), filled with 0.
        real: which elements of ``at`` are coordinates.
        others: the positions of all other coordinates: the population.
        dimension: the number of all coordinates.
        factors: the same for the levels of each grouping factor alone. Levels of crossed factors
            depend on each other, but those of one factor are independent given the others.
    """

    at: np.ndarray
    real: np.ndarray
    others: np.ndarray
    dimension: int
    factors: tuple[Levels, ...] = ()

    @classmethod
    def of(
        cls, parts: Sequence[np.ndarray], dimension: int, factors: Sequence[Levels] = ()
    ) -> Levels:
        """Return the levels with the positions of the coordinates of each part.

        Without ``factors``, there is one grouping factor.
        """
        width = max(len(p) for p in parts)
        at = np.zeros((len(parts), width), dtype=int)
        real = np.zeros(at.shape, dtype=bool)
        for row, part in enumerate(parts):
            at[row, : len(part)] = part
            real[row, : len(part)] = True
        population = np.setdiff1d(np.arange(dimension), np.concatenate(parts))
        levels = cls(at, real, population, dimension, tuple(factors))
        return levels if factors else replace(levels, factors=(levels,))

    @property
    def width(self) -> int:
        """Return the largest number of coordinates of a part."""
        return int(self.at.shape[1])

    @property
    def count(self) -> int:
        """Return the number of coordinates of levels."""
        return int(self.real.sum())

    def gathered(self, vector: np.ndarray) -> np.ndarray:
        """Return the elements of the parts, 0 where there is no coordinate: (parts, width)."""
        return np.where(self.real, vector[self.at], 0.0)

    def scattered(self, values: np.ndarray) -> np.ndarray:
        """Return a vector with the elements of the parts, 0 elsewhere: (dimension,)."""
        vector = np.zeros(self.dimension)
        vector[self.at[self.real]] = values[self.real]
        return vector

    def curvature(self, density: Density, point: np.ndarray) -> np.ndarray:
        """Compute the negative Hessian of each part: (parts, width, width).

        Rows and columns without a coordinate are filled from the identity matrix. The computation
        takes 2 x width gradients.
        """
        blocks = np.empty((*self.at.shape, self.width))
        for k in range(self.width):
            direction = np.zeros(self.at.shape)
            direction[:, k] = _STEP
            step = self.scattered(direction)
            ahead, behind = density(point + step)[1], density(point - step)[1]
            blocks[:, :, k] = self.gathered((behind - ahead) / (2 * _STEP))
        blocks = (blocks + np.swapaxes(blocks, 1, 2)) / 2
        both = self.real[:, :, None] & self.real[:, None, :]
        return np.where(both, blocks, np.eye(self.width))

    def whole(self, density: Density, point: np.ndarray) -> np.ndarray:
        """Compute the negative Hessian of all coordinates: (dimension, dimension).

        Elements between parts are 0. The computation takes 2 x (width + population) gradients.
        """
        hessian = np.zeros((self.dimension, self.dimension))
        for at in self.others:
            move = np.zeros(self.dimension)
            move[at] = _STEP
            ahead, behind = density(point + move)[1], density(point - move)[1]
            hessian[at] = (behind - ahead) / (2 * _STEP)
        hessian[:, self.others] = hessian[self.others].T
        square = hessian[np.ix_(self.others, self.others)]
        hessian[np.ix_(self.others, self.others)] = (square + square.T) / 2
        blocks = self.curvature(density, point)
        for at, real, block in zip(self.at, self.real, blocks, strict=True):
            hessian[np.ix_(at[real], at[real])] = block[np.ix_(real, real)]
        return hessian

    def whole_cost(self) -> int:
        """Return the number of gradients that ``whole()`` computes."""
        return 2 * (self.width + len(self.others))

    def separate(self, density: Density, point: np.ndarray) -> bool:
        """Check that the parts are independent given the other coordinates.

        The product of the Hessian and a random vector is compared with the product of its diagonal
        blocks and this vector.
        """
        rng = np.random.default_rng(1)
        away = np.where(self.real, rng.normal(size=self.at.shape), 0.0)
        step = _STEP * self.scattered(away)
        ahead, behind = density(point + step)[1], density(point - step)[1]
        differences = self.gathered((behind - ahead) / (2 * _STEP))
        blocks = np.einsum("pij,pj->pi", self.curvature(density, point), away)
        return bool(np.linalg.norm(differences - blocks) <= _AGREE * np.linalg.norm(differences))


def positions(prepared: Prepared, names: Sequence[str]) -> list[np.ndarray]:
    """Return arrays, shaped as the unbounded matrices ``names``, with positions of coordinates."""
    # The coordinate of an unbounded number is the number itself.
    point = np.random.default_rng(1).normal(size=prepared.dimension)
    at = {float(value): position for position, value in enumerate(point)}
    cells = prepared.constrain(point)
    return [np.vectorize(lambda v: at[float(v)], otypes=[int])(cells[name]) for name in names]


def linked(links: Sequence[Sequence[np.ndarray]], sizes: Sequence[int]) -> np.ndarray:
    """Return the number of the part of each level; linked levels are in the same part.

    Args:
        links: for each set of levels, arrays with the position of the level in each row: each
            (rows,).
        sizes: the number of levels in each set. The result has the levels of all sets in turn.
    """
    starts = np.concatenate([[0], np.cumsum(sizes)])
    columns = [start + index for start, link in zip(starts, links, strict=False) for index in link]
    part = np.arange(starts[-1])
    table = np.stack(columns, axis=1)
    while True:
        least = part[table].min(axis=1)
        new = part.copy()
        for column in table.T:
            np.minimum.at(new, column, least)
        if (new == part).all():
            return part
        part = new
