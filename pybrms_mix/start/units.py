"""Units of a mixture: single rows, or groups of rows that belong to one component together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Units:
    """The units that belong to components.

    Attributes:
        index: the unit of each row, from 0: (N,).
        counts: one over the number of rows in the unit of each row: (N,).
        single: whether each row is a unit.
    """

    index: np.ndarray
    counts: np.ndarray
    single: bool

    @classmethod
    def rows(cls, size: int) -> Units:
        """Return units that are single rows."""
        return cls(np.arange(size), np.ones(size), True)

    @classmethod
    def groups(cls, index: np.ndarray) -> Units:
        """Return units that are groups; ``index`` is any code of the group of each row."""
        _, codes = np.unique(index, return_inverse=True)
        return cls(codes, 1.0 / np.bincount(codes)[codes], False)

    def at(self, kept: np.ndarray) -> Units:
        """Return the units of some of the rows."""
        return Units.rows(len(self.index[kept])) if self.single else Units.groups(self.index[kept])

    def summed(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the sum over the rows of its unit: (..., N)."""
        if self.single:
            return values
        order = np.argsort(self.index, kind="stable")
        start = np.flatnonzero(np.diff(self.index[order], prepend=-1))
        return np.asarray(np.add.reduceat(values[..., order], start, axis=-1)[..., self.index])

    def together(self, shares: np.ndarray) -> np.ndarray:
        """Return for each row the mean over the rows of its unit: (..., N)."""
        return shares if self.single else self.summed(shares * self.counts)

    def some(self, size: int, rng: np.random.Generator) -> np.ndarray:
        """Return positions of ``size`` random rows; from one group if rows are grouped."""
        if self.single:
            return rng.choice(len(self.index), min(len(self.index), size), replace=False)
        return np.flatnonzero(self.index == rng.integers(self.index.max() + 1))

    def sample(self, size: int, rng: np.random.Generator) -> np.ndarray:
        """Return positions of about ``size`` rows, ascending; whole groups if rows are grouped.

        If there are few groups with many rows, some rows of each group are taken.
        """
        total = len(self.index)
        if total <= size:
            return np.arange(total)
        if self.single:
            return np.sort(rng.choice(total, size, replace=False))
        groups = int(self.index.max()) + 1
        groups_drawn = min(groups, max(size // 4, groups * size // total))
        mine = np.flatnonzero(np.isin(self.index, rng.choice(groups, groups_drawn, replace=False)))
        if len(mine) > 4 * size:
            mine = rng.choice(mine, 4 * size, replace=False)
        return np.sort(mine)
