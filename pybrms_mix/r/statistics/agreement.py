"""Agreement of two classifications whose labels have no meaning."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.matrices.contingency import table
from pybrms_mix.r.values.r_vectors import read

__all__ = ["adjusted_rand_index"]


def adjusted_rand_index(x: Any, y: Any) -> float:
    """Return the adjusted Rand index of two classifications, as mclust's ``adjustedRandIndex()``.

    Parameters
    ----------
    x, y : array_like, shape (N,)
        The classes of each element.

    Returns
    -------
    float
        1 if the classes are the same up to their labels; 0 is expected of independent classes.

    Raises
    ------
    InvalidData
        If there are other numbers of elements.

    Notes
    -----
    Source: Hubert and Arabie (1985), Comparing partitions.

    Examples
    --------
    >>> adjusted_rand_index([1, 1, 2, 2], ["b", "b", "a", "a"])
    1.0
    """
    if len(read(x)) != len(read(y)):
        raise InvalidData("x and y must have the same length")
    counts = np.asarray(table(x, y), dtype=float)
    if counts.shape == (1, 1):
        return 1.0
    pairs = [float((c * (c - 1) / 2).sum())
             for c in (counts, counts.sum(axis=1), counts.sum(axis=0), counts.sum())]  # fmt: skip
    within, first, second, total = pairs
    expected = first * second / total
    return (within - expected) / ((first + second) / 2 - expected)
