"""Lists made flat, as R's ``unlist()``."""

from __future__ import annotations

from typing import Any

from pybrms_mix.r.r_vectors import LIST, read, to_python
from pybrms_mix.r.vectors import joined

__all__ = ["unlist"]


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
    return to_python(vector if use_names else vector.plain())
