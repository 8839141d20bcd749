"""K-means clustering by the algorithm of Hartigan and Wong, as in R."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["kmeans"]


class _Search:
    """The transfer stages of Hartigan and Wong (1979), algorithm AS 136.

    ``first`` and ``second`` hold the closest and the second closest centre of each point.
    ``updated`` is the step, from 1, at which a cluster was last changed: 0 if it was not changed
    since the last quick transfers, and -1 before the first step. ``live`` is the step up to which
    a cluster takes part in optimal transfers.
    """

    def __init__(self, x: np.ndarray, centers: np.ndarray) -> None:
        self.x = x
        m, k = len(x), len(centers)
        order = np.argsort(self._distances(centers), axis=1, kind="stable")
        self.first, self.second = order[:, 0].copy(), order[:, 1].copy()
        self.size = np.bincount(self.first, minlength=k).astype(float)
        if not self.size.all():
            raise InvalidArgument("empty cluster: try a better set of initial centers")
        self.centers = np.array([x[self.first == c].mean(axis=0) for c in range(k)])
        self.changed = np.ones(k, dtype=bool)
        self.updated = np.full(k, -1)
        self.live = np.zeros(k, dtype=int)
        self.still = 0
        self.loss = np.zeros(m)

    def _distances(self, centers: np.ndarray) -> np.ndarray:
        return np.asarray(((self.x[:, None, :] - centers[None]) ** 2).sum(axis=2))

    def _to(self, point: int, cluster: int) -> float:
        return float(((self.x[point] - self.centers[cluster]) ** 2).sum())

    def _weight(self, cluster: int, *, leaves: bool) -> float:
        n = self.size[cluster]
        if leaves:
            return float(n / (n - 1)) if n > 1 else np.inf
        return float(n / (n + 1))

    def _move(self, point: int, old: int, new: int) -> None:
        for cluster, step in ((old, -1), (new, 1)):
            n = self.size[cluster]
            point_sum = self.centers[cluster] * n + step * self.x[point]
            self.centers[cluster] = point_sum / (n + step)
            self.size[cluster] = n + step
        self.first[point], self.second[point] = new, old

    def optimal(self) -> None:
        """Transfer each point to the cluster that reduces the sum of squares the most."""
        m = len(self.x)
        self.live[self.changed] = m
        for point in range(m):
            self.still += 1
            old = int(self.first[point])
            if self.size[old] != 1:
                if self.updated[old] != 0:
                    self.loss[point] = self._to(point, old) * self._weight(old, leaves=True)
                self._best(point, old)
            if self.still == m:
                return
        self.changed[:] = False
        self.live -= m

    def _best(self, point: int, old: int) -> None:
        start = best = int(self.second[point])
        least = self._to(point, best) * self._weight(best, leaves=False)
        for c in range(len(self.centers)):
            asleep = point >= self.live[c] and point >= self.live[old]
            if asleep or c in (old, start):
                continue
            gain = self._to(point, c) * self._weight(c, leaves=False)
            if gain < least:
                least, best = gain, c
        if least >= self.loss[point]:
            self.second[point] = best
            return
        self.still = 0
        for c in (old, best):
            self.live[c] = len(self.x) + point
            self.updated[c] = point + 1
        self._move(point, old, best)

    def quick(self) -> None:
        """Exchange the closest and second closest cluster of points until nothing changes."""
        m, unchanged, step = len(self.x), 0, 0
        while True:
            for point in range(m):
                unchanged += 1
                step += 1
                old, new = int(self.first[point]), int(self.second[point])
                if self.size[old] != 1:
                    if step <= self.updated[old]:
                        self.loss[point] = self._to(point, old) * self._weight(old, leaves=True)
                    fresh = step < self.updated[old] or step < self.updated[new]
                    bound = self.loss[point] / self._weight(new, leaves=False)
                    if fresh and self._to(point, new) < bound:
                        unchanged = self.still = 0
                        for c in (old, new):
                            self.changed[c] = True
                            self.updated[c] = step + m
                        self._move(point, old, new)
                if unchanged == m:
                    return


def _clustered(x: np.ndarray, centers: np.ndarray, most: int) -> tuple[_Search, int]:
    search = _Search(x, centers)
    for turn in range(1, most + 1):
        search.optimal()
        if search.still == len(x):
            return search, turn
        search.quick()
        if len(centers) == 2:
            return search, turn
        search.updated[:] = 0
    warn(f"did not converge in {most} iterations")
    return search, most + 1


def kmeans(
    x: Any, centers: Any, iter_max: int = 10, nstart: int = 1, *, rng: Any = None
) -> dict[str, Any]:
    """Return ``kmeans(x, centers)``: clusters with the smallest sum of squares within them.

    Parameters
    ----------
    x : array_like
        A vector, or a matrix or data frame with one row for each point.
    centers : int or array_like
        The number of clusters, or the first centres. With a number, the first centres are points
        drawn at random.
    iter_max : int, default 10
        The largest number of iterations.
    nstart : int, default 1
        The number of random starts, of which the best result is returned.
    rng : RRandom, optional
        The generator of R's random numbers; needed if ``centers`` is a number.

    Returns
    -------
    dict
        R's list: ``cluster`` (numbers from 1), ``centers``, ``totss``, ``withinss``,
        ``tot.withinss``, ``betweenss``, ``size``, ``iter`` and ``ifault``.

    Raises
    ------
    InvalidArgument
        If a centre has no point, or if there are more centres than distinct points.

    Notes
    -----
    Source: Hartigan and Wong (1979), algorithm AS 136, which is R's default.

    Examples
    --------
    >>> found = kmeans([1.0, 1.2, 5.0, 5.4], [1.0, 5.0])
    >>> found["cluster"].tolist(), round(found["tot.withinss"], 2)
    ([1, 1, 2, 2], 0.1)
    """
    rows, columns = axes_of(x) if isinstance(x, pd.DataFrame) else (None, None)
    points = np.asarray(x, dtype=float)
    points = points[:, None] if points.ndim == 1 else points
    center_points = np.asarray(centers, dtype=float)
    if center_points.ndim == 0:
        starts = _drawn(points, int(center_points), nstart, rng)
    else:
        starts = [center_points[:, None] if center_points.ndim == 1 else center_points]
    if len(starts[0]) == 1:
        return _told(points, np.zeros(len(points), dtype=int), 1, rows, columns)
    partitions = [_clustered(points, start, iter_max) for start in starts]
    results = [_told(points, s.first, turn, rows, columns) for s, turn in partitions]
    return min(results, key=lambda t: float(t["tot.withinss"]))


def _drawn(points: np.ndarray, k: int, nstart: int, rng: Any) -> list[np.ndarray]:
    """Return starting centres, drawn as R draws them."""
    distinct = np.array(list(dict.fromkeys(map(tuple, points))))

    def draw(among: np.ndarray) -> np.ndarray:
        return np.asarray(among[np.asarray(rng.sample(len(among), k)) - 1])

    if nstart == 1:
        start = draw(points)
        if len({tuple(row) for row in start}) == k:
            return [start]
    if len(distinct) < k:
        raise InvalidArgument("more cluster centers than distinct data points.")
    return [draw(distinct) for _ in range(nstart)]


def _told(
    points: np.ndarray, cluster: np.ndarray, turns: int, rows: Sequence[str] | None,
    columns: Sequence[str] | None,
) -> dict[str, Any]:  # fmt: skip
    k = int(cluster.max()) + 1
    means = np.array([points[cluster == c].mean(axis=0) for c in range(k)])
    within = np.array([((points[cluster == c] - means[c]) ** 2).sum() for c in range(k)])
    total = float(((points - points.mean(axis=0)) ** 2).sum())
    parts = {
        "cluster": cluster + 1 if rows is None else pd.Series(cluster + 1, index=list(rows)),
        "centers": matrix_of(means, [str(c + 1) for c in range(k)], columns),
        "totss": total, "withinss": within, "tot.withinss": float(within.sum()),
        "betweenss": total - float(within.sum()), "size": np.bincount(cluster, minlength=k),
        "iter": turns, "ifault": 0,
    }  # fmt: skip
    return result_list(parts, "kmeans")
