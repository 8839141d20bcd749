"""Counts of combinations of values: R's table() and prop.table()."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.array_margins import names_of_axes
from pybrms_mix.r.factors import as_factor
from pybrms_mix.r.labelled import labelled_array
from pybrms_mix.r.named_matrix import axes_of, is_frame, matrix_of, of_counts
from pybrms_mix.r.r_vectors import Vector, read

__all__ = ["proportions", "table"]


def table(*vectors: Any, use_na: str = "no") -> Any:
    """Count the levels of one vector, or the combinations of levels of several.

    NA is counted, as a level with the name ``<NA>``, if ``use_na`` is "always", or "ifany" and an
    element is missing.

    Examples:
        >>> table(["b", "a", "b"])
        a    1
        b    2
        dtype: int64
    """
    if len(vectors) == 1 and is_frame(vectors[0]):
        vectors = tuple(vectors[0][c] for c in vectors[0].columns)
    factors = [_with_missing_level(read(as_factor(v)), use_na) for v in vectors]
    counts = np.zeros([len(v.levels) for v in factors], dtype=int)
    complete_rows = ~np.logical_or.reduce([v.missing for v in factors])
    np.add.at(counts, tuple(v.data[complete_rows].astype(int) for v in factors), 1)
    if len(factors) == 1:
        return of_counts(pd.Series(counts, index=pd.Index(factors[0].levels, dtype=object)))
    if len(factors) > 2:
        return labelled_array(counts, [f.levels for f in factors])
    return of_counts(matrix_of(counts, factors[0].levels, factors[1].levels))


def _with_missing_level(factor: Vector, use_na: str) -> Vector:
    if use_na == "no" or (use_na == "ifany" and not factor.missing.any()):
        return factor
    codes = np.where(factor.missing, len(factor.levels), factor.data)
    return replace(factor, data=codes, levels=(*factor.levels, "<NA>"))


def proportions(x: Any, margin: int | None = None) -> Any:
    """Return proportions of a table: ``prop.table(x, margin)``."""
    if margin is None or isinstance(x, pd.Series):
        return x / np.asarray(x).sum()
    array = np.asarray(x, dtype=float)
    if array.ndim > 2:
        given_axes = [int(m) - 1 for m in np.ravel(margin)]
        summed = tuple(n for n in range(array.ndim) if n not in given_axes)
        return labelled_array(array / array.sum(axis=summed, keepdims=True), names_of_axes(x))
    shares = array / array.sum(axis=2 - margin, keepdims=True)
    return of_counts(matrix_of(shares, *axes_of(x))) if axes_of(x) != (None, None) else shares
