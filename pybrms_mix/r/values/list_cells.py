"""Cells of matrices that are lists in R: a vector in each cell."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of
from pybrms_mix.r.values.places import positions

__all__: list[str] = []


def holds_lists(x: Any) -> bool:
    """Return whether the cells of a matrix are values of any kind: R's list with dimensions."""
    if not isinstance(x, NamedMatrix) or not all(map(pd.api.types.is_object_dtype, x.dtypes)):
        return False
    return any(np.ndim(cell) or isinstance(cell, dict) for cell in x.to_numpy().ravel())


def cell_of_lists(x: NamedMatrix, index: tuple[Any, ...]) -> Any:
    """Return ``x[[i, j]]``, the value in one cell.

    Raises
    ------
    InvalidData
        If there is no such cell.
    """
    names = axes_of(x)
    at = [positions(place, x.shape[n], names[n]) for n, place in enumerate(index)]
    if any(len(p) != 1 or np.isnan(p[0]) or p[0] >= x.shape[n] for n, p in enumerate(at)):
        raise InvalidData("subscript out of bounds")
    return x.to_numpy()[tuple(int(p[0]) for p in at)]
