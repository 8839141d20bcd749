"""Counts of combinations of values: R's table() and prop.table()."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.matrices.array_margins import names_of_axes
from pybrms_mix.r.values.kept_counts import like_counts, with_variables
from pybrms_mix.r.values.labelled import labelled_array
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, is_of_counts, matrix_of, of_counts
from pybrms_mix.r.values.r_vectors import Vector, read
from pybrms_mix.r.values.sums import sum_of
from pybrms_mix.r.vectors.factors import as_factor

__all__ = ["flat_table", "proportions", "table"]


def table(*vectors: Any, use_na: str = "no", dnn: str | Sequence[str] | None = None) -> Any:
    """Count the levels of one vector, or the combinations of levels of several.

    NA is counted, as a level with the name ``<NA>``, if ``use_na`` is "always", or "ifany" and an
    element is missing. ``dnn`` has the names of the variables, by which ``as.data.frame()`` names
    its columns.

    Examples:
        >>> table(["b", "a", "b"])
        a    1
        b    2
        dtype: int64
    """
    if len(vectors) == 1 and is_frame(vectors[0]):
        dnn = [str(c) for c in vectors[0].columns]
        vectors = tuple(vectors[0][c] for c in vectors[0].columns)
    names = [dnn] if isinstance(dnn, str) else dnn
    factors = [_with_missing_level(read(as_factor(v)), use_na) for v in vectors]
    counts = np.zeros([len(v.levels) for v in factors], dtype=int)
    complete_rows = ~np.logical_or.reduce([v.missing for v in factors])
    np.add.at(counts, tuple(v.data[complete_rows].astype(int) for v in factors), 1)
    if len(factors) == 1:
        cells = pd.Series(counts, index=pd.Index(factors[0].levels, dtype=object))
    elif len(factors) > 2:
        return of_counts(labelled_array(counts, [f.levels for f in factors]))
    else:
        cells = matrix_of(counts, factors[0].levels, factors[1].levels)
    return of_counts(with_variables(cells, names))


def _with_missing_level(factor: Vector, use_na: str) -> Vector:
    if use_na == "no" or (use_na == "ifany" and not factor.missing.any()):
        return factor
    codes = np.where(factor.missing, len(factor.levels), factor.data)
    return replace(factor, data=codes, levels=(*factor.levels, "<NA>"))


def flat_table(x: Any) -> Any:
    """Return ``ftable(x)`` of the counts of two factors, which are flat already.

    Raises
    ------
    NotSupported
        If the value is not a table of two factors.

    Examples
    --------
    >>> flat_table(table(["a", "b"], ["u", "u"])).shape
    (2, 1)
    """
    if np.ndim(x) != 2 or is_frame(x) or not is_of_counts(x):
        raise NotSupported("ftable() takes the table of two factors here.")
    return x


def proportions(x: Any, margin: int | None = None) -> Any:
    """Return proportions of a table: ``prop.table(x, margin)``."""
    if margin is None or isinstance(x, pd.Series):
        return (np.asarray(x) if isinstance(x, list) else x) / sum_of(np.asarray(x))
    array = np.asarray(x, dtype=float)
    if array.ndim > 2:
        given_axes = [int(m) - 1 for m in np.ravel(margin)]
        summed = tuple(n for n in range(array.ndim) if n not in given_axes)
        shares = array / array.sum(axis=summed, keepdims=True)
        return of_counts(labelled_array(shares, names_of_axes(x)))
    shares = array / array.sum(axis=2 - margin, keepdims=True)
    if axes_of(x) == (None, None):
        return shares
    return like_counts(of_counts(matrix_of(shares, *axes_of(x))), x)
