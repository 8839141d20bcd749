"""R's ``rapply()``: a function of the elements of nested lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.vectors.vectors import joined, named_list

__all__ = ["rapply"]


def rapply(
    x: Any, function: Callable[[Any], Any], *, how: str = "unlist", classes: Any = None
) -> Any:
    """Return ``rapply(x, f)``: a function is applied to each element of nested lists.

    Parameters
    ----------
    x : list or dict
        The nested lists.
    function : callable
        A function of an element.
    how : {"unlist", "list", "replace"}
        Whether the values become a vector, or stay where the elements were.
    classes : {"numeric", "character", "logical"}, optional
        The type of the elements to which the function is applied. Others are left out of a vector,
        and stay as they are where elements are replaced.

    Returns
    -------
    object
        A vector, or nested lists.

    Raises
    ------
    InvalidData
        If elements of another type would be NULL in a list.

    Examples
    --------
    >>> import numpy as np
    >>> rapply({"a": [1, 2], "b": {"c": 3}}, np.sum).to_dict()
    {'a': 3, 'b.c': 3}
    """
    if classes is not None and how == "list":
        raise InvalidData('rapply(how = "list") applies to elements of all classes here.')
    vector = read(x)
    names = vector.names or (None,) * len(vector)
    pairs = []
    for name, element in zip(names, vector.data, strict=True):
        cell = read(element)
        is_meant = classes is None or cell.kind == classes
        if cell.kind == "list":
            result = rapply(element, function, how=how, classes=classes)
        elif is_meant or how == "unlist":
            result = function(to_python(cell)) if is_meant else None
        else:
            result = element
        pairs.append((name, result))
    if how != "unlist":
        return named_list([v for _, v in pairs], vector.names)
    return joined(pairs)
