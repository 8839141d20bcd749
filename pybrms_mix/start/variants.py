"""Variants of the memberships from EM, near which other modes of a mixture may lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd

_LEVELS = 8  # A factor with more levels is not used, because its cells are too small.
_CELLS = 16  # The largest number of cells of two factors.
# The share of each row that is spread evenly over all components. A larger share would give
# components that are far apart such spreads that a search leaves the proposed mode.
_ODD = 1e-3
_LEAST = -700.0  # the logarithm of the smallest membership
_FEWEST = 3  # the smallest number of rows that are transferred to another component
# the least gap, relative to the range of the log odds in a component, between two clusters
_GAP = 0.1
_OVERLAP = 0.1  # the largest share of rows in which two differences may overlap
_MOVED = 0.5  # A row whose membership changes by more than this has moved to another component.


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
    with np.errstate(divide="ignore"):
        log_shares = np.maximum(np.log(shares), _LEAST)
    for z in responses:
        yield from split(log_shares, z)
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


def split(log_shares: np.ndarray, z: np.ndarray) -> Iterator[np.ndarray]:
    """Yield memberships in which one component is empty and another one is split in two.

    The rows of the empty component go to the component that is next likely. Their memberships of it
    may be too small for a number, so that the logarithms of the memberships are needed.

    Args:
        log_shares: the logarithms of the memberships: (K, N).
        z: the response on the link scale: (N,).
    """
    count = len(log_shares)
    if count < 2:
        return
    for emptied in range(count):
        rest = np.delete(log_shares, emptied, axis=0)
        rest = np.exp(rest - np.logaddexp.reduce(rest, axis=0))
        for split in range(count - 1):
            centre = np.average(z, weights=rest[split] + 1e-12)
            for part in (z > centre, np.abs(z - centre) > np.median(np.abs(z - centre))):
                new = rest.copy()
                new_shares = rest[split] * part
                new[split] -= new_shares
                yield _soft(np.insert(new, emptied, new_shares, axis=0))


def transferred(log_shares: np.ndarray) -> Iterator[np.ndarray]:
    """Yield memberships, (K, N), in which a part of a component belongs to another component.

    The part are the rows beyond the largest gap in the log odds of the two components. A cluster
    that one component has swallowed is beyond such a gap, and another one may swallow it as well.

    Args:
        log_shares: the logarithms of the memberships: (K, N).
    """
    shares = np.exp(log_shares)
    likeliest = shares.argmax(axis=0)
    for i, j in permutations(range(len(shares)), 2):
        rows = np.flatnonzero(likeliest == i)
        if len(rows) < 2 * _FEWEST:
            continue
        odds = log_shares[j, rows] - log_shares[i, rows]
        order = np.argsort(odds)
        gaps = np.diff(odds[order])[_FEWEST - 1 : len(rows) - _FEWEST]
        if gaps.max() < _GAP * np.ptp(odds):
            continue
        part = rows[order[_FEWEST + int(gaps.argmax()) :]]
        new = shares.copy()
        new[:, part] = np.eye(len(shares))[:, [j]]
        yield _soft(new)


def combined(base: np.ndarray, optima: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
    """Yield memberships, (K, N), that differ from ``base`` as two others do at once.

    If two clusters may each be assigned in two ways, and a search has reached three of the four
    modes, these are the memberships of the fourth. Two others whose differences from ``base`` are
    in the same rows are not combined.

    Args:
        base: the memberships of one optimum: (K, N).
        optima: the memberships of other optima, with the labels of ``base``: each (K, N).
    """
    moved_rows = [np.abs(shares - base).max(axis=0) > _MOVED for shares in optima]
    for i, j in combinations(range(len(optima)), 2):
        fewer = min(moved_rows[i].sum(), moved_rows[j].sum())
        if not fewer or (moved_rows[i] & moved_rows[j]).sum() > _OVERLAP * fewer:
            continue
        new = base.copy()
        for at in (i, j):
            new[:, moved_rows[at]] = optima[at][:, moved_rows[at]]
        yield new


def _soft(shares: np.ndarray) -> np.ndarray:
    return np.asarray((1 - _ODD) * shares + _ODD / len(shares))


def interleaved(*kinds: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
    """Yield the elements of the sequences in turn, as long as each lasts."""
    for at in range(max((len(k) for k in kinds), default=0)):
        yield from (k[at] for k in kinds if at < len(k))
