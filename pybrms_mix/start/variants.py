"""Variants of the memberships from EM, near which other modes of a mixture may lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd

_LEVELS = 8  # A factor with more levels is not used, because its cells are too small.
_CELLS = 16  # The largest number of cells of two factors.
_ODD = 0.1  # The share of each row that is spread evenly over all components.


def variants(
    shares: np.ndarray,
    responses: Sequence[np.ndarray],
    columns: pd.DataFrame,
    rng: np.random.Generator,
    random: int,
) -> Iterator[np.ndarray]:
    """Yield memberships, (K, N), that differ from ``shares`` in many rows.

    Labels are exchanged within each level of each factor, within each cell of two factors, and in
    the upper half of each covariate. Then one component is emptied and another is split in two by
    the values of a response. Finally, rows are assigned at random.

    Args:
        shares: the probability that row n comes from component k: (K, N).
        responses: the responses on their link scales: each (N,).
        columns: the predictors of these rows: factors and numbers.
        rng: the generator of the random assignments.
        random: the number of random assignments.
    """
    count = len(shares)
    for rows in _blocks(columns):
        for i, j in combinations(range(count), 2):
            yield _exchanged(shares, rows, i, j)
    for z in responses:
        yield from split(shares, z)
    for _ in range(random):
        which = rng.integers(count, size=shares.shape[1])
        yield _soft(np.asarray(which == np.arange(count)[:, None], dtype=float))


def within_levels(shares: np.ndarray, columns: pd.DataFrame) -> Iterator[np.ndarray]:
    """Yield memberships with two labels exchanged in one level of one column: each (K, N)."""
    for name in columns:
        for rows in _blocks(columns[[name]]):
            for i, j in combinations(range(len(shares)), 2):
                yield _exchanged(shares, rows, i, j)


def _blocks(columns: pd.DataFrame) -> Iterator[np.ndarray]:
    """Yield sets of rows, (N,), in which labels are exchanged; one of each complementary pair."""
    codes = {}
    for name in columns:
        column = columns[name]
        levels = pd.factorize(column)[0]
        size = int(levels.max(initial=-1)) + 1
        if 1 < size <= _LEVELS:
            codes[name] = levels
        elif size > 1 and pd.api.types.is_numeric_dtype(column):
            yield np.asarray(column > column.median())
    for levels in codes.values():
        yield from _cells(levels)
    for left, right in combinations(codes.values(), 2):
        cells = np.unique(left * _LEVELS + right, return_inverse=True)[1]
        if cells.max() < _CELLS:
            yield from _cells(cells)


def _cells(levels: np.ndarray) -> Iterator[np.ndarray]:
    size = int(levels.max()) + 1
    # Exchanges in either of two levels give the same mixture.
    yield from (levels == level for level in range(size if size > 2 else 1))


def _exchanged(shares: np.ndarray, rows: np.ndarray, i: int, j: int) -> np.ndarray:
    new = shares.copy()
    new[i, rows], new[j, rows] = shares[j, rows], shares[i, rows]
    return _soft(new)


def split(shares: np.ndarray, z: np.ndarray) -> Iterator[np.ndarray]:
    """Yield memberships in which one component is empty and another one is split in two."""
    count = len(shares)
    if count < 2:
        return
    for emptied in range(count):
        rest = np.delete(shares, emptied, axis=0)
        rest = (rest + 1e-9) / (rest + 1e-9).sum(axis=0)
        for split in range(count - 1):
            centre = np.average(z, weights=rest[split] + 1e-12)
            for part in (z > centre, np.abs(z - centre) > np.median(np.abs(z - centre))):
                new = rest.copy()
                new_shares = rest[split] * part
                new[split] -= new_shares
                yield _soft(np.insert(new, emptied, new_shares, axis=0))


def _soft(shares: np.ndarray) -> np.ndarray:
    return np.asarray((1 - _ODD) * shares + _ODD / len(shares))


def interleaved(*kinds: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
    """Yield the elements of the sequences in turn, as long as each lasts."""
    for at in range(max((len(k) for k in kinds), default=0)):
        yield from (k[at] for k in kinds if at < len(k))
