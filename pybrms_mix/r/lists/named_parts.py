"""The elements of lists and vectors as arguments: ``recode(x, !!!new_values)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.values.vector_records import NamedList
from pybrms_mix.r.vectors.vectors import names

__all__ = ["named_parts", "partly_named"]


def partly_named(values: Sequence[Any], labels: Sequence[str]) -> Any:
    """Return a list of which some elements have names: ``list("a", "b", sep = "-")``.

    Parameters
    ----------
    values : sequence
        The elements.
    labels : sequence of str
        The name of each element; "" for an element without a name.

    Returns
    -------
    list
        The list, with its names in the attribute ``names``.

    Examples
    --------
    >>> partly_named([1, 2], ["", "b"])["b"]
    2
    """
    return NamedList(values, labels)


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
