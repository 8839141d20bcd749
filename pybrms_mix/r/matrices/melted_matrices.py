"""Matrices as tables with one row for each cell, by ``melt()`` of reshape2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, is_matrix
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.vectors.factors import factor

__all__ = ["melted_matrix"]


def melted_matrix(
    x: Any, varnames: Any = None, *, value_name: str = "value", na_rm: bool = False,
    as_is: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Return ``melt(m)``: one row for each cell of a matrix, one column after another.

    Parameters
    ----------
    x : array_like
        A matrix. Its names become factors, or numbers if all of them are numbers.
    varnames : list of str, optional
        The columns for the names of rows and columns. The default is the names of the variables, or
        else "Var1" and "Var2".
    value_name : str, default "value"
        The column for the cells.
    na_rm : bool, default False
        Whether missing cells are left out.
    as_is : bool, default False
        Whether names stay text.

    Returns
    -------
    DataFrame
        The cells in long form.

    Raises
    ------
    InvalidData
        If ``x`` is no matrix.

    Examples
    --------
    >>> melted_matrix(np.array([[1, 2], [3, 4]]), ["i", "j"])["j"].tolist()
    [1, 1, 2, 2]
    """
    if not is_matrix(x):
        raise InvalidData("melt() with varnames needs a matrix here.")
    counts = np.shape(x)
    variables = [x.index.name, x.columns.name] if isinstance(x, NamedMatrix) else [None, None]
    labels = [str(name or f"Var{n}") for n, name in enumerate(variables, start=1)]
    labels = labels if varnames is None else list(varnames)
    rows_at = np.tile(np.arange(counts[0]), counts[1])
    columns_at = np.repeat(np.arange(counts[1]), counts[0])
    names = axes_of(x)
    columns = {
        label: _labelled(names[n], at, as_is=as_is)
        for n, (label, at) in enumerate(zip(labels, (rows_at, columns_at), strict=True))
    }
    cells = read(x).plain()
    long = pd.DataFrame({**columns, value_name: column_of(cells)})
    return rows(long, np.flatnonzero(~cells.missing) + 0.0) if na_rm else long


def _labelled(names: Sequence[str] | None, at: np.ndarray, *, as_is: bool) -> Any:
    """Return the names at some places: numbers, truths, or a factor; places without names."""
    if names is None:
        return at + 1
    if as_is:
        return [names[n] for n in at]
    if set(names) <= {"TRUE", "FALSE", "T", "F"}:
        return np.array([names[n].startswith("T") for n in at])
    try:
        numbers = [float(n) for n in names]
    except ValueError:
        return factor([names[n] for n in at])
    are_whole = all(n.is_integer() for n in numbers)
    return np.array(numbers)[at].astype(int if are_whole else float)
