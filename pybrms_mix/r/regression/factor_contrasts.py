"""The contrasts of factors in data frames, which models use."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.contrasts import CODINGS, polynomials, usual_codings
from pybrms_mix.r.matrices.contrast_matrices import contrast_matrix
from pybrms_mix.r.values.named_matrix import axes_of, is_matrix, matrix_of
from pybrms_mix.r.values.r_vectors import Vector, read
from pybrms_mix.r.vectors.factors import as_factor

__all__ = ["column_contrasts", "with_column_contrasts", "with_contrasts"]


def _factor(x: Any) -> Vector:
    return read(as_factor(x))


def with_contrasts(x: Any, value: Any) -> Any:
    """Refuse to set the contrasts of a single column, since a pandas column cannot hold them.

    Raises:
        InvalidData: unless the contrasts are the default ones of the factor.
    """
    vector = _factor(x)
    default = "contr.poly" if vector.ordered else "contr.treatment"
    if isinstance(value, str) and value == default:
        return x
    raise InvalidData(
        "Contrasts of a factor outside a data frame would be lost.",
        hint="Set the contrasts of a column of the data, or name them in the formula: C(x, "
        '"contr.sum").',
    )


def with_column_contrasts(frame: pd.DataFrame, name: str, value: Any) -> pd.DataFrame:
    """Return a data frame with contrasts for one factor: ``contrasts(d$x) <- value``.

    Parameters
    ----------
    frame : DataFrame
        The data frame.
    name : str
        The column of the factor.
    value : str or array_like
        The name of an R function such as "contr.sum", or a matrix with one row for each level. As
        in R, columns that the matrix lacks are orthogonal to the others.

    Returns
    -------
    DataFrame
        The data frame; ``attrs["contrasts"]`` holds the contrasts, which models use.

    Raises
    ------
    InvalidData
        If the number of rows of the matrix differs from the number of levels, or if its columns
        depend on each other.

    Examples
    --------
    >>> data = pd.DataFrame({"g": pd.Categorical(["u", "v"])})
    >>> column_contrasts(with_column_contrasts(data, "g", [-0.5, 0.5]), "g").iloc[:, 0].tolist()
    [-0.5, 0.5]
    """
    factor = _factor(frame[name])
    contrasts = value if isinstance(value, str) else _completed(value, name, factor)
    result = frame.copy()
    result.attrs["contrasts"] = {**frame.attrs.get("contrasts", {}), name: contrasts}
    return result


def _completed(value: Any, name: str, factor: Vector) -> Any:
    """Return a matrix of contrasts with one column less than the factor has levels."""
    matrix = np.asarray(value, dtype=float)
    matrix = matrix[:, None] if matrix.ndim == 1 else matrix
    count, column_count = len(factor.levels), matrix.shape[1]
    if len(matrix) != count:
        raise InvalidData(
            f"The contrasts have {len(matrix)} rows, but '{name}' has {count} levels."
        )
    design = np.column_stack([np.ones(count), matrix])
    if np.linalg.matrix_rank(design) < column_count + 1:
        raise InvalidData(f"singular contrast matrix: the contrasts of '{name}' are dependent")
    if column_count == count - 1 and (not is_matrix(value) or isinstance(value, pd.DataFrame)):
        return value if axes_of(value)[1] is not None else matrix
    full, _ = np.linalg.qr(design, mode="complete")
    return np.column_stack([matrix, full[:, column_count + 1 :]])


def column_contrasts(frame: pd.DataFrame, name: str) -> Any:
    """Return ``contrasts(d$x)``: the contrasts of a factor in a data frame.

    Parameters
    ----------
    frame : DataFrame
        The data frame.
    name : str
        The column of the factor.

    Returns
    -------
    DataFrame
        The contrasts, with one row for each level. The default contrasts are differences from the
        first level, or polynomials for an ordered factor.

    Raises
    ------
    InvalidArgument
        If the column is no factor.

    Examples
    --------
    >>> column_contrasts(pd.DataFrame({"g": pd.Categorical(["u", "v"])}), "g")["v"].tolist()
    [0.0, 1.0]
    """
    if not isinstance(frame[name].dtype, pd.CategoricalDtype):
        raise InvalidArgument("contrasts apply only to factors")
    factor = _factor(frame[name])
    levels = [str(v) for v in factor.levels]
    default = f"contr.{usual_codings()[factor.ordered]}"
    contrasts = frame.attrs.get("contrasts", {}).get(name, default)
    if not isinstance(contrasts, str):
        columns = list(contrasts.columns) if isinstance(contrasts, pd.DataFrame) else None
        return matrix_of(np.asarray(contrasts, dtype=float), levels, columns)
    if CODINGS.get(contrasts) == "poly":
        matrix, names = polynomials(len(levels))
        return matrix_of(matrix, None, list(names))
    kind = CODINGS.get(contrasts)
    if kind is None:
        raise InvalidArgument(f"the contrasts '{contrasts}' are not known")
    labels = levels[1:] if kind == "treatment" else None
    return matrix_of(contrast_matrix(kind, len(levels)), levels, labels)
