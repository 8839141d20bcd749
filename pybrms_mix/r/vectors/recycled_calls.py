"""Functions of NumPy and SciPy of several arguments, with R's recycling and shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pybrms_mix.r.values.r_vectors import numeric, read, shaped, to_python, together

__all__ = ["elementwise"]


def elementwise(function: Callable[..., Any], *values: Any, **named: Any) -> Any:
    """Compute a function of numbers for each element, after R's recycling of the arguments.

    NumPy combines a matrix of one column and a vector to a table of all pairs. R takes both as
    vectors, element by element. The result has the shape of the first argument of full length.

    Parameters
    ----------
    function : callable
        A function of arrays of one length.
    *values, **named : array_like
        The arguments: numbers, vectors and matrices.

    Returns
    -------
    array_like
        The values.

    Examples
    --------
    >>> import numpy as np
    >>> elementwise(np.maximum, np.array([[1.0], [4.0]]), [2, 3]).ravel().tolist()
    [2.0, 4.0]
    """
    vectors = [numeric(read(v)) for v in (*values, *named.values())]
    parts = together(*vectors)
    data = [p.data for p in parts]
    keywords = dict(zip(named, data[len(values) :], strict=True))
    computed = function(*data[: len(values)], **keywords)
    first = next((v for v in vectors if len(v) == len(parts[0])), vectors[0])
    return to_python(shaped(read(computed), first))
