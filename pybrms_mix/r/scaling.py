"""R's ``scale()``: numbers that are centred and divided by their standard deviation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.named_matrix import NamedMatrix, axes_of, matrix_of
from pybrms_mix.r.r_vectors import numeric, read


class Scaled(np.ndarray):
    """The vector that ``scale()`` returns, with the centre and the scale of its numbers.

    Arithmetic keeps both, as in R; a part of the vector has neither.
    """

    attributes: Mapping[str, Any]

    def __array_finalize__(self, source: Any) -> None:
        """Take over the attributes of a vector of the same length."""
        alike = isinstance(source, Scaled) and source.shape == self.shape
        self.attributes = getattr(source, "attributes", {}) if alike else {}

    def __repr__(self) -> str:
        return repr(np.asarray(self))


def with_attributes(x: np.ndarray, attributes: Mapping[str, Any]) -> Scaled:
    """Return an array with attributes of R."""
    array = np.asarray(x).view(Scaled)
    array.attributes = dict(attributes)
    return array


def scale(x: Any, center: Any = True, scale: Any = True) -> Any:
    """Centre numbers and divide them by their standard deviation, both computed without NA.

    Examples:
        >>> scale([1, 2, 3])
        array([-1.,  0.,  1.])
    """
    if isinstance(x, pd.DataFrame) or (isinstance(x, np.ndarray) and x.ndim == 2):
        columns = [_scaled(v, center, scale) for v in np.asarray(x, dtype=float).T]
        return _scaled_matrix(columns, *axes_of(x))
    return _scaled(numeric(read(x)).data, center, scale)


def _scaled(data: np.ndarray, center: Any, scale: Any) -> Scaled:
    middle = float(center) if not isinstance(center, bool) else np.nanmean(data) if center else 0.0
    deviations = data - middle
    if isinstance(scale, bool):
        present = deviations[~np.isnan(deviations)]
        width = np.sqrt(np.sum(present**2) / max(1, len(present) - 1)) if scale else 1.0
    else:
        width = float(scale)
    attributes = {"scaled:center": float(middle)} if center is not False else {}
    attributes |= {"scaled:scale": float(width)} if scale is not False else {}
    with np.errstate(all="ignore"):
        return with_attributes(deviations / width, attributes)


def _scaled_matrix(columns: Sequence[Scaled], rows: Any, names: Any) -> Any:
    """Return scaled columns as a matrix that holds their centres and scales."""
    matrix = matrix_of(np.column_stack(columns), rows, names)
    attributes: dict[str, Any] = {}
    for which in columns[0].attributes:
        column_values = [c.attributes[which] for c in columns]
        # plain lists, because pandas compares the attributes of tables
        attributes[which] = (
            column_values if names is None else dict(zip(names, column_values, strict=True))
        )
    if isinstance(matrix, NamedMatrix):
        matrix.attrs.update(attributes)
    else:
        matrix.attributes = attributes
    return matrix
