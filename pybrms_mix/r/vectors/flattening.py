"""Lists made flat, as R's ``unlist()``; vectors without names; vectors and lists joined."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import FACTOR, LIST, as_kind, read, text, to_python, undated
from pybrms_mix.r.vectors.vectors import c, c_lists, joined, named

__all__ = ["append", "as_vector", "unlist"]


def unlist(x: Any, *, recursive: bool = True, use_names: bool = True) -> Any:
    """Flatten a list and its nested lists into one vector.

    Parameters
    ----------
    x : list, dict or Series
        The list. A vector is returned as it is.
    recursive : bool, default True
        Whether lists inside the list are made flat as well.
    use_names : bool, default True
        Whether the elements get names, which consist of the names of the lists around them.

    Returns
    -------
    array, Series, list or None
        The elements as one vector; a Series if they have names.

    Examples
    --------
    >>> unlist({"a": [1, 2], "b": 3}).to_dict()
    {'a1': 1, 'a2': 2, 'b': 3}
    >>> unlist({"a": [1, 2], "b": 3}, use_names=False)
    array([1, 2, 3])
    """
    vector = read(x)
    if vector.kind == LIST:
        names = vector.names or ("",) * len(vector)
        inner = [unlist(v) if recursive else v for v in vector.data]
        vector = read(joined([(n or None, v) for n, v in zip(names, inner, strict=True)]))
    if vector.date and isinstance(x, list | dict):  # R drops the class of dates
        vector = undated(vector)
    return to_python(vector if use_names else vector.plain())


def as_vector(x: Any) -> Any:
    """Return ``as.vector(x)``: a vector without names; a factor as text, a list as it is.

    Examples
    --------
    >>> as_vector(named([1, 2], ["a", "b"])).tolist()
    [1, 2]
    >>> as_vector({"a": 1})
    {'a': 1}
    """
    vector = read(x)
    if vector.kind == LIST:
        return {str(n): c.to_numpy() for n, c in x.items()} if is_frame(x) else x
    if vector.date:
        return to_python(undated(vector).plain())
    return to_python(text(vector).plain()) if vector.kind == FACTOR else named(x, None)


def append(x: Any, values: Any, after: int | None = None, *, lists: bool = False) -> Any:
    """Insert ``values`` at the end of ``x``, or after a position.

    With ``lists``, the result is a list. It is a list as well if ``x`` or ``values`` is a list that
    no vector of Python equals.
    """
    joined_ = c_lists if lists else c
    if after is None:
        return joined_(x, values)
    vector = as_kind(read(x), LIST) if lists else read(x)
    if after < 0:
        raise InvalidArgument("append() needs a position that is not negative.")
    after = min(int(after), len(vector))
    front, back = np.arange(after) + 0.0, np.arange(after, len(vector)) + 0.0
    return joined_(to_python(vector.take(front)), values, to_python(vector.take(back)))
