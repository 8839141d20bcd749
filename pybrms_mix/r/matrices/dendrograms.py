"""Hierarchical clusters: ``hclust()`` and ``cutree()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.matrices.agglomeration import UPDATES, agglomerated
from pybrms_mix.r.matrices.distances import Distances
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.named_matrix import axes_of
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["cutree", "hclust"]


@completes(method=tuple(UPDATES))
def hclust(d: Any, method: str = "complete") -> dict[str, Any]:
    """Return the hierarchical clusters of points, as ``hclust(dist(x))``.

    Parameters
    ----------
    d : array_like
        The distances that ``dist()`` returns, or a square matrix of them.
    method : str, default "complete"
        The distance between two clusters.

    Returns
    -------
    dict
        ``merge`` (negative numbers are points, positive ones earlier clusters), ``height``,
        ``order``, ``labels`` and ``method``.

    Raises
    ------
    InvalidArgument
        If the method is another one.

    Examples
    --------
    >>> from pybrms_mix.r import dist
    >>> hclust(dist([[0], [1], [5]]))["height"].tolist()
    [1.0, 5.0]
    """
    if method not in UPDATES:
        raise InvalidArgument(f"The method '{method}' of hclust() exists in R only.")
    table = d.square() if isinstance(d, Distances) else d
    cells = np.asarray(table, dtype=float)
    count = len(cells)
    pairs, heights = agglomerated(cells, method)
    merge = np.array([_sorted(pair, count) for pair in pairs])
    names = axes_of(table)[0]
    plain = names is None or list(names) == [str(n + 1) for n in range(count)]
    parts = {
        "merge": merge, "height": heights, "order": np.array(_leaves(merge, count - 1)),
        "labels": None if plain else list(names or ()), "method": method,
    }  # fmt: skip
    return result_list(parts, "hclust", ["call", "dist.method"])


def _sorted(pair: np.ndarray, count: int) -> list[int]:
    """Return two merged clusters as R writes them: points first, and then earlier clusters."""
    numbers = [-int(n) - 1 if n < count else int(n) - count + 1 for n in pair]
    points = sorted((n for n in numbers if n < 0), reverse=True)
    return [*points, *sorted(n for n in numbers if n > 0)]


def _leaves(merge: np.ndarray, step: int) -> list[int]:
    """Return the points of the cluster that a step makes, in the order of a dendrogram."""
    leaves: list[int] = []
    stack = [step]
    while stack:
        number = stack.pop()
        if number < 0:
            leaves.append(-number)
        else:
            stack += [int(n) for n in merge[number - 1][::-1]]
    return leaves


def cutree(tree: dict[str, Any], k: Any = None, h: float | None = None) -> Any:
    """Return the cluster of each point, by the number of clusters or by a height.

    Parameters
    ----------
    tree : dict
        The value of ``hclust()``.
    k : int, optional
        The number of clusters.
    h : float, optional
        The height at which the tree is cut.

    Returns
    -------
    ndarray or Series
        The number of the cluster of each point. Clusters are numbered in the order of their first
        points.

    Raises
    ------
    InvalidData
        If neither ``k`` nor ``h`` is given, or if ``k`` is no single number of clusters.

    Examples
    --------
    >>> from pybrms_mix.r import dist
    >>> cutree(hclust(dist([[0], [5], [1]])), k=2).tolist()
    [1, 2, 1]
    """
    merge, height = np.asarray(tree["merge"]), np.asarray(tree["height"])
    count = len(merge) + 1
    if k is None and h is None:
        raise InvalidData("either 'k' or 'h' must be specified")
    if k is not None and (np.size(k) != 1 or not 1 <= int(np.ravel(k)[0]) <= count):
        raise InvalidData(f"'k' must be one number between 1 and {count} here")
    steps = count - int(np.ravel(k)[0]) if k is not None else int(np.sum(height <= float(h or 0)))
    groups = np.arange(count)
    for step in range(1, steps + 1):
        points = np.array(_leaves(merge, step)) - 1
        groups[points] = points.min()
    numbers = {first: n for n, first in enumerate(dict.fromkeys(groups.tolist()), start=1)}
    clusters = np.array([numbers[g] for g in groups.tolist()])
    labels = tree.get("labels")
    return clusters if labels is None else pd.Series(clusters, index=list(labels))
