"""R's ``apply()``: a function of the rows, the columns or the cells of a matrix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.lists.applying import simplified
from pybrms_mix.r.matrices.array_margins import over_margins
from pybrms_mix.r.matrices.matrix_values import as_matrix
from pybrms_mix.r.values.named_matrix import axes_of, is_frame
from pybrms_mix.r.values.r_vectors import LIST, LOGICAL, NUMBER, Vector, read, to_python
from pybrms_mix.r.values.tibbles import of_rows
from pybrms_mix.r.vectors.vectors import named as with_own_names

__all__ = ["apply"]


@of_rows
def apply(x: Any, margin: int, function: Callable[..., Any], *more: Any, **named: Any) -> Any:
    """Apply a function to each row (1) or column (2) of a matrix or data frame.

    R makes a matrix of a data frame first: if a column holds text, all cells are text.
    """
    if is_frame(x) and _has_text([read(x.iloc[:, n]) for n in range(x.shape[1])]):
        x = as_matrix(x)
    array = np.asarray(x)
    if array.ndim > 2 or np.size(margin) > 1:
        places = [int(m) - 1 for m in np.ravel(margin)]
        return over_margins(x, places, lambda part: function(part, *more, **named))
    if array.ndim != 2:
        raise InvalidData("dim(X) must have a positive length")
    labels = axes_of(x)
    lines = array if margin == 1 else array.T
    inner, outer = (labels[1], labels[0]) if margin == 1 else (labels[0], labels[1])
    values = []
    for line in lines:
        vector = to_python(read(np.asarray(line)))
        vector = with_own_names(vector, list(inner)) if inner is not None else vector
        values.append(function(vector, *more, **named))
    if values and all(np.size(v) == 1 and isinstance(v, pd.Series) for v in values):
        # R keeps the names of the margin alone.
        values = [to_python(replace(read(v), names=None, single=True)) for v in values]
    if len({tuple(v.index) if isinstance(v, pd.Series) else () for v in values}) > 1:
        values = [with_own_names(v, None) if isinstance(v, pd.Series) else v for v in values]
    return simplified(values, outer)


def _has_text(columns: list[Vector]) -> bool:
    """Return whether R makes text of all columns: of text, factors and dates beside others."""
    numeric = all(v.kind in (NUMBER, LOGICAL) and not v.date for v in columns)
    return not numeric and all(v.kind != LIST for v in columns)
