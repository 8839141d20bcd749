"""Parts of arrays with labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.labelled import axis_names, dropped
from pybrms_mix.r.values.places import positions


def labelled_part(x: Any, index: tuple[Any, ...], *, drop: bool) -> Any:
    """Return ``x[i, j]`` of an array with labels.

    Raises:
        InvalidData: if there is no such cell.
    """
    if len(index) != x.ndim:
        raise InvalidData("incorrect number of dimensions")
    for axis, axis_index in enumerate(index):
        at = positions(axis_index, x.shape[axis], axis_names(x, axis))
        if np.any(np.isnan(at) | (at >= x.shape[axis])):
            raise InvalidData("subscript out of bounds")
        x = x.isel({x.dims[axis]: at.astype(int)})
    return dropped(x) if drop else x
