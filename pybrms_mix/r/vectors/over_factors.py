"""``tapply()``: a function of the elements that share the levels of factors."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.kept_counts import with_variables
from pybrms_mix.r.values.labelled import labelled_array
from pybrms_mix.r.values.named_matrix import matrix_of, of_one_axis
from pybrms_mix.r.values.r_vectors import Vector, read, to_python, vector_of
from pybrms_mix.r.vectors.factors import as_factor

__all__ = ["tapply"]

_SINGLE = (bool, int, float, str, np.generic)


def tapply(
    x: Any, index: Any, function: Callable[..., Any], *rest: Any, default: Any = np.nan,
    **more: Any,
) -> Any:  # fmt: skip
    """Apply a function to the elements of each level of ``index``.

    Levels without elements get ``default``, or None if the function returns several values.

    Parameters
    ----------
    x : array_like
        The values.
    index : array_like or list of array_like
        A factor, or several factors.
    function : callable
        A function of the values that share their levels.
    *rest, **more
        Further arguments of the function.
    default : object, optional
        The result for levels without values. It is NA by default.

    Returns
    -------
    Series, dict, DataFrame or DataArray
        The results, named by the levels: a dict if the function returns several values, a matrix
        for two factors, and an array for more.

    Raises
    ------
    InvalidData
        If there are more than two factors and the function returns several values.

    Examples
    --------
    >>> tapply([1, 2, 3], ["a", "b", "a"], np.mean)
    a    2.0
    b    2.0
    dtype: float64
    """
    factors = list(index.values()) if isinstance(index, dict) else index
    factors = [factors[n] for n in factors] if isinstance(factors, pd.DataFrame) else factors
    if not (isinstance(factors, list) and factors and all(np.ndim(i) for i in factors)):
        factors = [factors]
    groups = [read(as_factor(i)) for i in factors]
    cells = _cells(read(x).plain(), groups, lambda part: function(part, *rest, **more))
    levels = [g.levels or () for g in groups]
    single = all(isinstance(v, _SINGLE) for v in cells if v is not _EMPTY)
    cells = [(default if single else None) if v is _EMPTY else v for v in cells]
    if len(groups) > 2:
        return _array(cells, levels, single=single)
    if len(groups) == 2:
        named_axes = isinstance(index, dict | pd.DataFrame)
        return with_variables(_matrix(cells, *levels, single=single),
                              [str(n) for n in index] if named_axes else None)  # fmt: skip
    if not single:
        return dict(zip(levels[0], cells, strict=True))
    return of_one_axis(to_python(replace(vector_of(cells), names=levels[0])), "array")


_EMPTY = object()


def _cells(vector: Vector, groups: list[Vector], function: Callable[[Any], Any]) -> list[Any]:
    """Return the results for all combinations of levels; the last factor varies fastest."""
    cells = []
    for codes in itertools.product(*(range(len(g.levels or ())) for g in groups)):
        belongs = np.all([g.data == c for g, c in zip(groups, codes, strict=True)], axis=0)
        at = np.flatnonzero(belongs) + 0.0
        cells.append(_alone(function(to_python(vector.take(at)))) if len(at) else _EMPTY)
    return cells


def _array(cells: list[Any], levels: Sequence[Any], *, single: bool) -> Any:
    """Return the results for more than two factors: an axis for each factor."""
    if not single:
        raise InvalidData("tapply() by more than two factors needs one value a cell here.")
    values = np.asarray(to_python(vector_of(cells)))
    return labelled_array(values.reshape([len(axis) for axis in levels]), levels)


def _matrix(cells: list[Any], down: Any, across: Any, *, single: bool) -> Any:
    """Return the results for two factors: one row for each level of the first."""
    if single:
        values = np.asarray(to_python(vector_of(cells)))
    else:
        values = np.empty(len(cells), dtype=object)
        values[:] = cells
    return matrix_of(values.reshape(len(down), len(across)), down, across)


def _alone(value: Any) -> Any:
    """Return the element of a vector of length one, which R does not tell from the element."""
    if isinstance(value, np.ndarray | pd.Series) and np.shape(value) == (1,):
        return value.iloc[0] if isinstance(value, pd.Series) else value[0]
    return value
