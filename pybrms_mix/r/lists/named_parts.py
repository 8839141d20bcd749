"""The elements of lists and vectors as arguments: ``recode(x, !!!new_values)``."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.vectors.vectors import names

__all__ = ["named_parts"]


def named_parts(x: Any) -> dict[str, Any]:
    """Return the elements of a list or vector by their names, as ``!!!x`` gives them to a function.

    Parameters
    ----------
    x : dict or Series
        A list or a vector with names.

    Returns
    -------
    dict
        The elements by their names.

    Raises
    ------
    InvalidData
        If an element has no name, or two have the same.

    Examples
    --------
    >>> import pandas as pd
    >>> named_parts(pd.Series({"a": "low", "b": "high"}))
    {'a': 'low', 'b': 'high'}
    """
    labels, parts = names(x), items(x)
    if labels is None or not all(labels) or len(set(labels)) < len(labels):
        raise InvalidData("Each element needs a name of its own here.")
    return dict(zip(map(str, labels), parts, strict=True))
