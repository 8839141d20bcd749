"""The rows that ``bind_rows()`` takes from data frames, lists and vectors with names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.values.tibbles import ungrouped


def bound_parts(parts: Iterable[Any]) -> list[tuple[str, Any]]:
    """Return the parts of ``bind_rows()``, each a data frame or the columns of one, with its label.

    Parameters
    ----------
    parts : iterable
        Data frames, vectors with names, and lists or dicts of them. None is left out. A dict with
        an element that has no names is a list of columns.

    Returns
    -------
    list of (str, DataFrame or mapping)
        The data frames and mappings of columns by the label that ``.id`` shows; the label is empty
        for a part without one.
    """
    named_parts: list[tuple[str, Any]] = []
    for part in map(ungrouped, parts):
        if isinstance(part, dict):
            elements = {str(n): ungrouped(v) for n, v in part.items() if v is not None}
            if elements and all(map(_has_names, elements.values())):
                named_parts += [(n, columns_of_row(v)) for n, v in elements.items()]
            else:
                named_parts.append(("", elements))
        elif isinstance(part, list | tuple):
            named_parts += [("", columns_of_row(ungrouped(v))) for v in part if v is not None]
        elif part is not None:
            named_parts.append(("", columns_of_row(part)))
    return named_parts


def _has_names(element: Any) -> bool:
    is_table = isinstance(element, pd.DataFrame | Mapping)
    return is_table or read(element).names is not None


def columns_of_row(element: Any) -> Any:
    """Return the columns of a row: those of a table, or the elements of a vector by their names.

    Raises
    ------
    InvalidData
        If the vector has no names, or has a name twice.

    Examples
    --------
    >>> columns_of_row(pd.Series([1.0, 2.0], index=["lo", "hi"]))
    {'lo': array([1.]), 'hi': array([2.])}
    """
    if isinstance(element, pd.DataFrame | Mapping):
        return element
    vector = read(element)
    if vector.names is None:
        message = "Rows are bound from data frames and from vectors with names."
        raise InvalidData(message, hint="This vector has no names.")
    names = list(map(str, vector.names))
    if len(set(names)) < len(names) or "" in names:
        raise InvalidData("Each element of a vector that becomes a row needs a name of its own.")
    cells = vector.plain()
    return {n: to_python(cells.take(np.array([k]))) for k, n in enumerate(names)}
