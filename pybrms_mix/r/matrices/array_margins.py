"""``apply()`` over axes of arrays with more than two axes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.labelled import axes_names, is_labelled, labelled_array
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.r_vectors import listed, read, to_python

__all__: list[str] = []

Names = Sequence[Any]


def names_of_axes(x: Any) -> list[Any]:
    """Return the names along each axis of an array; None for an axis without names."""
    if is_labelled(x):
        return list(axes_names(x))
    return list(axes_of(x)) if isinstance(x, pd.DataFrame) else [None] * np.ndim(x)


def with_axes(cells: np.ndarray, names: Names) -> Any:
    """Return cells as R holds them: a number, a vector, a matrix or an array, with their names."""
    if cells.ndim == 0:
        return cells.item()
    if cells.ndim == 1:
        return cells if names[0] is None else pd.Series(cells, index=list(names[0]))
    if cells.ndim == 2 or all(n is None for n in names):
        return matrix_of(cells, *(names if cells.ndim == 2 else ()))
    return labelled_array(cells, names)


def over_margins(x: Any, margins: Sequence[int], function: Callable[[Any], Any]) -> Any:
    """Apply a function to the part of an array at each index of some of its axes.

    Examples
    --------
    >>> over_margins(np.arange(8).reshape(2, 2, 2), [0], lambda m: m.shape)
    PlainMatrix([[2, 2],
                 [2, 2]])
    """
    array, names = np.asarray(x), names_of_axes(x)
    inner_axes = [n for n in range(array.ndim) if n not in margins]
    inner = np.moveaxis(array, margins, range(len(margins)))
    shape = inner.shape[: len(margins)]
    # The first axis varies fastest, as in R.
    places = [at[::-1] for at in itertools.product(*(range(k) for k in shape[::-1]))]
    results = [function(with_axes(inner[at], [names[n] for n in inner_axes])) for at in places]
    outer_names = [names[n] for n in margins]
    sizes = {np.size(v) for v in results}
    if len(sizes) > 1 or any(isinstance(v, dict) for v in results):
        return to_python(listed(results, outer_names[0] if len(margins) == 1 else None))
    cells = np.array([np.ravel(v, order="F") for v in results]).T
    if sizes == {1}:
        return with_axes(cells[0].reshape(shape, order="F"), outer_names)
    own_names = read(results[0]).names
    return with_axes(cells.reshape((-1, *shape), order="F"), [own_names, *outer_names])
