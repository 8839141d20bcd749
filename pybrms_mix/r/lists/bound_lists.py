"""The elements of a list as rows: ``do.call(rbind, l)``."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import rbind, row_bound
from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.values.grouped import Grouped
from pybrms_mix.r.values.named_matrix import is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import read

__all__ = ["rbind_all"]


def rbind_all(parts: Any) -> Any:
    """Return ``do.call(rbind, parts)``: the elements of a list as rows, labelled by their names.

    Examples
    --------
    >>> rbind_all({"a": [1, 2], "b": [3, 4]}).index.tolist()
    ['a', 'b']
    """
    labels = [str(n) for n in parts] if isinstance(parts, dict) else None
    elements = items(parts)
    bound_rows = rbind(*elements)
    if any(isinstance(p, Grouped) for p in elements):
        return bound_rows  # R drops the names of rows with groups
    if isinstance(bound_rows, pd.DataFrame):
        if not is_frame(bound_rows):
            return (
                bound_rows
                if labels is None or len(labels) != len(bound_rows)
                else bound_rows.set_axis(labels)
            )
        if labels is None:
            return bound_rows
        return row_bound(list(zip(labels, elements, strict=True)), named_at=range(len(labels)))
    columns = next((read(p).names for p in elements if read(p).names is not None), None)
    if (
        bound_rows is None
        or len(bound_rows) != len(elements)
        or (labels is None and columns is None)
    ):
        return bound_rows
    return matrix_of(bound_rows, labels, columns)
