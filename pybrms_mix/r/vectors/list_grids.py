"""``expand.grid()`` of lists and of vectors without names."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.r_vectors import LIST, read
from pybrms_mix.r.vectors.combinations import expand_grid, expand_strings

__all__ = ["expand_items"]


def expand_items(values: Any, *, strings: bool = False) -> pd.DataFrame:
    """Return ``expand.grid(x)`` of a list ``x``: each element is a column.

    Columns without names are ``Var1``, ``Var2``, .... A vector is a single column. With ``strings``
    strings stay strings.

    Examples:
        >>> expand_items([[1, 2], [3, 4]]).columns.tolist()
        ['Var1', 'Var2']
    """
    vector = read(values)
    if vector.kind != LIST:
        items, names = [values], None
    else:
        items, names = list(vector.data), vector.names
    labels = [(names[n] if names is not None else "") or f"Var{n + 1}" for n in range(len(items))]
    return (expand_strings if strings else expand_grid)(**dict(zip(labels, items, strict=True)))
