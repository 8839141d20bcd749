"""Hierarchical agglomeration by nearest neighbours, with the first of several equal distances.

Source: Murtagh (1983), The Computer Journal 26, 354-359; the distances of a new cluster are those
of Lance and Williams (1967).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

_Update = Callable[[np.ndarray, np.ndarray, float, float, float, np.ndarray], np.ndarray]


def _ward(di: np.ndarray, dj: np.ndarray, dij: float, ni: float, nj: float,
          nk: np.ndarray) -> np.ndarray:  # fmt: skip
    return np.asarray(((ni + nk) * di + (nj + nk) * dj - nk * dij) / (ni + nj + nk))


# The distances to a new cluster from those to its two parts, their distance and their sizes.
UPDATES: dict[str, _Update] = {
    "complete": lambda di, dj, dij, ni, nj, nk: np.maximum(di, dj),
    "single": lambda di, dj, dij, ni, nj, nk: np.minimum(di, dj),
    "average": lambda di, dj, dij, ni, nj, nk: (ni * di + nj * dj) / (ni + nj),
    "mcquitty": lambda di, dj, dij, ni, nj, nk: (di + dj) / 2,
    "ward.D": _ward,
    "ward.D2": _ward,
    "median": lambda di, dj, dij, ni, nj, nk: ((di + dj) - dij / 2) / 2,
    "centroid": lambda di, dj, dij, ni, nj, nk: (
        (ni * di + nj * dj - ni * nj * dij / (ni + nj)) / (ni + nj)
    ),
}


def agglomerated(cells: np.ndarray, method: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the merged pairs and their heights.

    Parameters
    ----------
    cells : ndarray
        The square matrix of distances.
    method : str
        One of `UPDATES`.

    Returns
    -------
    tuple of ndarray
        For each step two numbers: points from 0, and n + k for the cluster of step k. The heights.

    Examples
    --------
    >>> pairs, heights = agglomerated(np.array([[0, 1, 5], [1, 0, 4], [5, 4, 0.0]]), "complete")
    >>> pairs.tolist(), heights.tolist()
    ([[0, 1], [2, 3]], [1.0, 5.0])
    """
    count = len(cells)
    distances = cells**2 if method == "ward.D2" else cells.astype(float)
    np.fill_diagonal(distances, np.inf)
    active = np.ones(count, dtype=bool)
    sizes, labels = np.ones(count), np.arange(count)
    near = np.zeros(count, dtype=int)
    apart = np.full(count, np.inf)
    for i in range(count - 1):
        near[i], apart[i] = _neighbour(distances, active, i)
    pairs, heights = [], []
    for step in range(count - 1):
        first = int(np.argmin(np.where(active, apart, np.inf)))
        i, j = sorted((first, int(near[first])))
        height = float(distances[i, j])
        pairs.append(sorted((labels[i], labels[j])))
        heights.append(height)
        active[j] = False
        remaining = active.copy()
        remaining[i] = False
        changed = UPDATES[method](distances[i], distances[j], height, sizes[i], sizes[j], sizes)
        distances[i, remaining] = distances[remaining, i] = changed[remaining]
        sizes[i] += sizes[j]
        labels[i] = count + step
        before = np.flatnonzero(remaining & (np.arange(count) < i))
        nearer = before[distances[before, i] < apart[before]]
        near[nearer], apart[nearer] = i, distances[nearer, i]
        near[i], apart[i] = _neighbour(distances, active, i)
        for k in np.flatnonzero(active[:-1] & ((near[:-1] == i) | (near[:-1] == j))):
            near[k], apart[k] = _neighbour(distances, active, int(k))
    powers = 0.5 if method == "ward.D2" else 1.0
    return np.array(pairs).reshape(-1, 2), np.array(heights) ** powers


def _neighbour(distances: np.ndarray, active: np.ndarray, i: int) -> tuple[int, float]:
    """Return the first of the nearest later clusters, and its distance."""
    row = np.where(active[i + 1 :], distances[i, i + 1 :], np.inf)
    if not len(row):
        return i, np.inf
    at = int(np.argmin(row))
    return i + 1 + at, float(row[at])
