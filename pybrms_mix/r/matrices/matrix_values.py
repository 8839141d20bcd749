"""Data frames and vectors as matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.matrices.distances import Distances
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.draw_chains import ChainList, Chains
from pybrms_mix.r.values.fit_matrices import as_in_r
from pybrms_mix.r.values.labelled import axis_names as names_along
from pybrms_mix.r.values.labelled import is_membership
from pybrms_mix.r.values.list_cells import is_plain_list, objects, recycled_list
from pybrms_mix.r.values.named_matrix import (
    NAMES_OF_AXES,
    axes_of,
    is_frame,
    is_matrix,
    is_of_counts,
    matrix_of,
)
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    NUMBER,
    Vector,
    as_kind,
    characters,
    common,
    numeric,
    read,
    text,
    to_python,
    undated,
)
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.r.values.stan_fits import StanFit
from pybrms_mix.r.values.tibbles import of_rows
from pybrms_mix.r.vectors.factors import as_factor
from pybrms_mix.results.fit import Fit

__all__ = ["as_matrix", "axis_names"]


@of_rows
def as_matrix(x: Any, *, codes: bool = False) -> Any:
    """Return ``as.matrix(x)``: the columns of a data frame as a matrix with their names.

    Parameters
    ----------
    x : DataFrame, array_like or Fit
        A data frame, a matrix, a vector, which becomes one column, or a fit, which becomes a table
        of its draws.
    codes : bool, default False
        Whether factors become their codes, as in ``data.matrix(x)``, instead of text.

    Returns
    -------
    ndarray or DataFrame
        Shape (rows, columns). Columns that are not all of numbers become text, as R formats it.

    Examples
    --------
    >>> import pandas as pd
    >>> as_matrix(pd.DataFrame({"x": [1, 2], "y": [3, 4]}))
       x  y
    0  1  3
    1  2  4
    """
    if isinstance(x, Distances):
        return x.square()
    x = x.fit if isinstance(x, StanFit) else x
    if isinstance(x, Fit):
        return as_in_r(x.as_draws_matrix())
    if isinstance(x, ChainList):
        chains = Chains.of(x)
        return matrix_of(np.concatenate(list(chains.draws)), None, chains.names)
    if not is_frame(x):
        vector = read(x)
        column = np.asarray(to_python(vector.plain())).reshape(-1, 1)
        return x if is_matrix(x) else matrix_of(column, vector.names)
    columns = [read(x.iloc[:, n]).plain() for n in range(x.shape[1])]
    if codes:
        columns = [numeric(read(as_factor(to_python(v)))) if v.kind == CHARACTER
                   else numeric(undated(v)) for v in columns]  # fmt: skip
    if any(v.kind == LIST for v in columns):
        raise InvalidData("A data frame with a list column cannot be converted to a matrix here.")
    if any(v.kind in (CHARACTER, FACTOR) or v.date for v in columns):
        columns = [text(v) if v.kind != NUMBER or v.date else _formatted(v) for v in columns]
    elif any(v.kind == NUMBER for v in columns):
        columns = [numeric(v) for v in columns]
    cells = np.concatenate([np.asarray(to_python(v)) for v in columns]) if columns else np.empty(0)
    return matrix_of(cells.reshape(x.shape, order="F"), *axes_of(x))


def _formatted(vector: Vector) -> Vector:
    """Return numbers as text of equal width; missing values stay missing."""
    texts = read(formatted(to_python(replace(vector, single=False)))).data.copy()
    texts[vector.missing] = None  # "NA" takes part in the width
    return characters(texts)


def as_columns(given: Sequence[Any], size: int) -> list[np.ndarray]:
    """Return matrices, and vectors as one column each, with cells of their common type."""
    parts = [v if is_matrix(v) or is_plain_list(v) else as_column(_cut(v, size), size)
             for v in given]  # fmt: skip
    vectors = [recycled_list(v, size) if is_plain_list(v) else read(v) for v in parts]
    # R binds the codes of a factor, also beside text.
    vectors = [numeric(v) if v.kind == FACTOR else undated(v) if v.date else v for v in vectors]
    kind = common(vectors)
    vectors = [as_kind(v, kind).plain() for v in vectors]
    cells = [objects(v.data) if kind == LIST else np.asarray(to_python(v)) for v in vectors]
    shapes = [np.shape(v) if is_matrix(v) else (size, 1) for v in parts]
    return [c.reshape(shape, order="F") for c, shape in zip(cells, shapes, strict=True)]


def _cut(x: Any, size: int) -> Any:
    """Return a vector without the elements for which a matrix beside it has no rows."""
    vector = read(x)
    return x if len(vector) <= size else to_python(vector.take(np.arange(size) + 0.0))


def rows_of_matrices(given: Sequence[Any], labels: Sequence[str | None]) -> Any:
    """Bind matrices and vectors as rows, by position; the first names of columns are kept.

    ``labels`` name the rows that vectors give.

    Raises:
        InvalidData: if two matrices differ in the number of their columns.
    """
    matrices = [p for p in given if is_matrix(p)]
    size = max([np.shape(p)[1] for p in matrices] or [len(read(p)) for p in given])
    if {np.shape(p)[1] for p in matrices} - {size}:
        raise InvalidData("number of columns of matrices must match")
    names = [axes_of(p) if is_matrix(p) else (label and (label,), read(p).names)
             for p, label in zip(given, labels, strict=True)]  # fmt: skip
    rows = None
    if any(row_labels for row_labels, _ in names):
        rows = [r for (row_labels, _), p in zip(names, given, strict=True)
                for r in row_labels or [""] * (len(p) if is_matrix(p) else 1)]  # fmt: skip
    turned = as_columns([p.T if is_matrix(p) else p for p in given], size)
    columns = next(
        (
            column_labels
            for _, column_labels in names
            if column_labels and len(column_labels) == size
        ),
        None,
    )
    return matrix_of(np.hstack(turned).T, rows, columns)


def axis_names(x: Any, *, named: bool = False) -> list[Any] | dict[str, Any] | None:
    """Return ``dimnames(x)``: the names along each axis, or None for an axis without names.

    Parameters
    ----------
    x : DataFrame, DataArray or array_like
        A data frame, a matrix or an array.
    named : bool, default False
        Whether the names of the axes themselves are needed, as in ``names(dimnames(x))``.

    Returns
    -------
    list, dict or None
        One item for each axis, keyed by the axis if ``x`` holds the draws of a fit, or is a table
        of counts that has the names of its variables. None if no axis has names.

    Examples
    --------
    >>> axis_names(matrix_of([[1, 2]], None, ["a", "b"]))
    [None, ['a', 'b']]

    Raises
    ------
    InvalidData
        If the axes of a table of counts should have names.
    """
    if is_of_counts(x):
        variables = [getattr(axis, "name", None) for axis in getattr(x, "axes", ())]
        if any(variables):
            return {str(axis.name or ""): [str(v) for v in axis] for axis in x.axes}
        if named:
            raise InvalidData("The axes of a table of counts have no names here.")
        if isinstance(x, pd.Series):
            return [list(read(x).names or ())]
    if hasattr(x, "coords") and hasattr(x, "dims"):
        labels = {d: [str(v) for v in np.asarray(x.coords[d])] for d in x.dims if d in x.coords}
        if "iteration" in x.dims:  # an array of draws, whose axes R names
            return labels
        names = [labels.get(d) if d in x.coords and x.coords[d].dtype.kind not in "iu" else None
                 for d in x.dims]  # fmt: skip
        rows = names_along(x, 0) if is_membership(x) else None
        return _unless_bare(names if rows is None else [list(rows), *names[1:]])
    if is_frame(x):
        return [row_names(x), list(map(str, x.columns))]
    axes = axes_of(x)
    if own_names := getattr(x, "attrs", {}).get(NAMES_OF_AXES):
        return {n: list(axis or ()) for n, axis in zip(own_names, axes, strict=True)}
    return _unless_bare([None if a is None else list(a) for a in axes])


def _unless_bare(names: list[Any]) -> list[Any] | None:
    """Return the names along axes; None if no axis has names."""
    return names if any(n is not None for n in names) else None
