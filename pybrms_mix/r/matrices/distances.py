"""Distances between points: ``dist()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import spatial
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.named_matrix import matrix_of, number_matrix

__all__ = ["dist"]


class Distances(np.ndarray):
    """The distances between points, each pair once, as R's class "dist".

    ``labels`` names the points; the result of a computation has no labels.
    """

    labels: list[str] | None

    def __array_finalize__(self, other: Any) -> None:
        """Forget the labels in every new array."""
        self.labels = None

    def square(self) -> Any:
        """Return the matrix of all distances."""
        return matrix_of(spatial.distance.squareform(np.asarray(self)), self.labels, self.labels)


_NAMES = ("euclidean", "maximum", "manhattan", "canberra", "binary", "minkowski")


@completes(method=_NAMES)
def dist(x: Any, method: str = "euclidean") -> Any:
    """Return the distances between the rows, those of each pair once.

    ``as_matrix()`` makes the square matrix of them.

    Examples
    --------
    >>> dist([[0, 0], [3, 4]]).tolist()
    [5.0]
    """
    names: dict[str, Any] = {
        "euclidean": "euclidean",
        "manhattan": "cityblock",
        "maximum": "chebyshev",
    }
    if method not in names:
        raise InvalidArgument(f"The method '{method}' of dist() exists in R only.")
    array = number_matrix(x)
    labelled = isinstance(x, pd.DataFrame | pd.Series) and not pd.api.types.is_integer_dtype(
        x.index
    )
    labels = list(map(str, x.index)) if labelled else [str(n + 1) for n in range(len(array))]
    distances = spatial.distance.pdist(array, names[method]).view(Distances)
    distances.labels = labels
    return distances
