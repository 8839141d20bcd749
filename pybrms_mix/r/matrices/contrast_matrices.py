"""Contrast matrices of factors, such as ``contr.sum(3)``."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import read, text

__all__ = ["contr_sdif", "contrast_matrix"]


def _levels(n: Any) -> tuple[int, list[str]]:
    vector = read(n)
    if vector.kind == "numeric" and len(vector) == 1:
        return int(vector.data[0]), [str(k + 1) for k in range(int(vector.data[0]))]
    return len(vector), [str(v) for v in text(vector).data]


def contrast_matrix(kind: str, n: Any) -> Any:
    """Return a contrast matrix, such as ``contr.sum(3)``.

    Parameters
    ----------
    kind : {"sum", "treatment", "helmert"}
        Contrasts that sum to zero, against the first level, or against the mean of the levels
        before.
    n : int or sequence
        The number of levels, or the levels.

    Returns
    -------
    NamedMatrix
        Shape (levels, levels - 1), with the levels as the names of the rows.

    Raises
    ------
    InvalidData
        If there are fewer than two levels.
    """
    count, names = _levels(n)
    if count < 2:
        raise InvalidData("Contrasts need at least two levels.")
    if kind == "sum":
        return matrix_of(np.vstack([np.eye(count - 1), -np.ones(count - 1)]), names)
    if kind == "treatment":
        return matrix_of(np.eye(count)[:, 1:], names, names[1:])
    contrasts = np.zeros((count, count - 1))
    for k in range(1, count):
        contrasts[:k, k - 1] = -1
        contrasts[k, k - 1] = k
    return matrix_of(contrasts, names)


def contr_sdif(n: Any) -> Any:
    """Return the contrasts between each level and the one before it, as MASS's ``contr.sdif()``.

    Parameters
    ----------
    n : int or sequence
        The number of levels, or the levels.

    Returns
    -------
    NamedMatrix
        Shape (levels, levels - 1), with the names of the levels and of the differences.

    Raises
    ------
    InvalidData
        If there are fewer than two levels.

    Examples
    --------
    >>> contr_sdif(["low", "high"]).columns.tolist()
    ['high-low']
    """
    count, names = _levels(n)
    if count < 2:
        raise InvalidData("Contrasts need at least two levels.")
    steps = np.arange(1, count) / count
    cells = np.where(np.arange(count)[:, None] < np.arange(1, count), steps - 1, steps)
    pairs = [f"{later}-{earlier}" for earlier, later in itertools.pairwise(names)]
    return matrix_of(cells, names, pairs)
