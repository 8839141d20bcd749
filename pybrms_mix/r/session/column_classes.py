"""The classes of all columns of a data frame, or of all elements of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.r.lists.applying import lapply, simplified
from pybrms_mix.r.session.classes import class_of, type_of

__all__ = ["column_classes"]


def column_classes(
    x: Any, known: Mapping[str, list[str] | str], *, types: bool = False, listed: bool = False
) -> Any:
    """Return the class of each column, as ``sapply(x, class)``.

    Parameters
    ----------
    x : DataFrame or dict
        The data frame or the list.
    known : dict
        The classes of columns that their values do not tell, because whole numbers have one type in
        Python.
    types : bool, default False
        Whether to return the types of the columns, as ``typeof()``.
    listed : bool, default False
        Whether to return a list, as ``lapply()``.

    Returns
    -------
    Series or dict
        The classes with the names of the columns; a dict if ``listed``, or if a column has several
        classes.

    Raises
    ------
    InvalidData
        If the class of a column is neither known nor certain.

    Examples
    --------
    >>> column_classes({"a": [1, 2], "b": "z"}, {"a": "integer"}).to_dict()
    {'a': 'integer', 'b': 'character'}
    """
    ask = type_of if types else class_of
    names = list(map(str, x)) if hasattr(x, "keys") else []
    remaining_names = iter(names or [""] * len(x))
    classes = lapply(
        x, lambda value: known[name] if (name := next(remaining_names)) in known else ask(value)
    )
    if listed:
        return classes
    return simplified(
        list(classes.values()) if isinstance(classes, dict) else classes, tuple(names)
    )
