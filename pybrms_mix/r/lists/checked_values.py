"""``vapply()``, which checks the values that a function returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.lists.applying import items, sapply
from pybrms_mix.r.values.r_vectors import CHARACTER, LOGICAL, NUMBER, read, to_python

__all__ = ["vapply"]


def vapply(
    x: Any, function: Callable[..., Any], like: Any, *more: Any, use_names: bool = True
) -> Any:
    """Apply a function to each element, whose values all have one type and length (``vapply()``).

    Parameters
    ----------
    x : array_like
        A vector, a list or a data frame.
    function : callable
        The function.
    like : array_like
        A value of the type and the length of all values.
    *more
        Further arguments of the function.
    use_names : bool, default True
        Whether the result has names.

    Returns
    -------
    ndarray or Series
        A vector, or a matrix with one column for each element.

    Raises
    ------
    InvalidData
        If a value has another type or length.

    Examples
    --------
    >>> vapply([[1, 2], [3]], len, 0)
    array([2, 1])
    """
    model = read(like)
    ranks = {LOGICAL: 0, NUMBER: 1, CHARACTER: 2}

    def checked(element: Any) -> Any:
        value = function(element, *more)
        vector = read(value)
        if len(vector) != len(model):
            raise InvalidData(
                f"Values must be length {len(model)}, but a value of FUN has length {len(vector)}."
            )
        # NA_character_ is NaN here, as NA and NA_real_ are.
        kind_agrees = vector.kind == model.kind or bool(vector.missing.all())
        if not kind_agrees and (model.kind != NUMBER or ranks.get(vector.kind, 2) > 0):
            raise InvalidData(
                f"Values must be of type {model.kind}, but a value of FUN is {vector.kind}."
            )
        # The names of single values are dropped, unlike in sapply().
        if len(model) == 1:
            return to_python(replace(vector.plain(), single=True))
        return value if model.names is None else to_python(replace(vector, names=model.names))

    if not len(items(x)):
        return to_python(model.take(np.empty(0)))
    return sapply(x, checked, use_names=use_names)
