"""Functions of the elements of several vectors, and of elements and their names (purrr)."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.lists.applying import items, simplified
from pybrms_mix.r.values.r_vectors import characters, read, to_python

__all__ = ["named_map", "named_walk", "pmap"]


def named_map(function: Callable[..., Any], x: Any) -> Any:
    """Apply a function to each element and its name or position, as purrr's ``imap()``."""
    vector = read(x)
    keys: Any = vector.names or range(1, len(vector) + 1)
    plain = (to_python(characters([v])) if isinstance(v, str) else v for v in vector.data)
    values = vector.data if vector.kind == "list" else list(plain)
    results = [function(v, k) for v, k in zip(values, keys, strict=True)]
    return dict(zip(keys, results, strict=True)) if vector.names else results


def named_walk(function: Callable[..., Any], x: Any) -> Any:
    """Apply a function to each element and its name or position; return ``x``, as ``iwalk()``.

    Examples
    --------
    >>> named_walk(lambda v, name: print(name, v), {"a": 1})
    a 1
    {'a': 1}
    """
    named_map(function, x)
    return x


def _by_name(function: Callable[..., Any], names: list[str]) -> list[str] | None:
    """Return the parameters of a function that take arguments of these names in R."""
    parameters = inspect.signature(function).parameters
    spelt = [n.replace(".", "_") for n in names]
    matches = [next((p for p in (s, f"{s}_") if p in parameters), None) for s in spelt]
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return [f or s for f, s in zip(matches, spelt, strict=True)]
    if None in matches:
        raise InvalidArgument(f"unused argument ({names[matches.index(None)]})")
    return [f for f in matches if f is not None]


def pmap(
    x: Any, function: Callable[..., Any], *, simplify: bool = False, by_place: bool = False
) -> Any:
    """Return ``pmap(l, f)``: the function ``f`` of parallel elements of several vectors.

    The names of the list, or of the columns, name the arguments of the function.

    Parameters
    ----------
    x : DataFrame, dict or list
        The vectors. Vectors with one element are repeated.
    function : callable
        The function.
    simplify : bool, default False
        Whether to return a vector, as ``pmap_dbl()`` does.
    by_place : bool, default False
        Whether names are ignored, as for a formula.

    Returns
    -------
    list or ndarray
        One value for each row.

    Examples
    --------
    >>> [int(each) for each in pmap({"a": [1, 2], "b": [10, 20]}, lambda a, b: a + b)]
    [11, 22]
    """
    names = [str(n) for n in x] if isinstance(x, dict | pd.DataFrame) else []
    vectors = [items(v) for v in items(x)]
    size = max((len(v) for v in vectors), default=0)
    if any(len(v) not in (1, size) for v in vectors):
        raise InvalidData("The vectors of pmap() have different lengths.")
    spelt = _by_name(function, names) if names and not by_place else None
    # A formula leaves out the elements after those that it reads.
    count = len(inspect.signature(function).parameters) if by_place else len(vectors)
    cells = [[v[n % len(v)] for v in vectors[:count]] for n in range(size)]
    values = [
        function(*row) if spelt is None else function(**dict(zip(spelt, row, strict=True)))
        for row in cells
    ]
    return simplified(values) if simplify else values
