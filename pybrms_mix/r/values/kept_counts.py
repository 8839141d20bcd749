"""Tables of counts: what remains a table, and its data frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.values.labelled import is_labelled
from pybrms_mix.r.values.named_matrix import (
    CLASSES,
    NamedMatrix,
    axes_of,
    is_frame,
    is_of_counts,
    matrix_of,
    of_counts,
    of_one_axis,
)
from pybrms_mix.r.values.r_vectors import read

__all__ = ["as_counts"]

Function = TypeVar("Function", bound=Callable[..., Any])


def keeps_counts(function: Function) -> Function:
    """Make a function of vectors return a table of counts where its first argument is one."""

    @wraps(function)
    def of_tables(x: Any, *values: Any, **named: Any) -> Any:
        return like_counts(function(x, *values, **named), x)

    return cast("Function", of_tables)


def like_counts(result: Any, x: Any) -> Any:
    """Return a result as a table of counts if ``x`` is one and the result has as many axes.

    The same holds for an array of one axis, the result of ``tapply()``.
    """
    if isinstance(x, pd.Series) and x.attrs.get(CLASSES) == ("array",):
        return of_one_axis(result, "array")
    is_like = isinstance(result, pd.Series | NamedMatrix) and is_of_counts(x)
    if not is_like or result.ndim != x.ndim:
        return result
    if result.ndim == 1:
        return of_counts(result.rename_axis(x.index.name))
    return of_counts(result.rename_axis(index=x.index.name, columns=x.columns.name))


def with_variables(counts: Any, names: Sequence[str] | None) -> Any:
    """Return a table of counts whose axes have the names of variables; "" stands for none."""
    labels = [*(n or None for n in names or ()), None]
    if not any(labels) or is_labelled(counts):
        return counts
    if counts.ndim == 1:
        return counts.rename_axis(labels[0])
    return counts.rename_axis(index=labels[0], columns=labels[1])


def frame_of_counts(
    counts: Any, response_name: str = "Freq", *, strings_as_factors: bool = True
) -> pd.DataFrame:
    """Return a table of counts as a data frame: one row for each combination of levels.

    Parameters
    ----------
    counts : Series, DataFrame or DataArray
        The table.
    response_name : str, default "Freq"
        The name of the last column.
    strings_as_factors : bool, default True
        Whether the levels are factors; otherwise they are strings.

    Returns
    -------
    DataFrame
        A column for each variable, ``Var1``, ``Var2``, ... if it has no name, and the counts. The
        levels of the first variable vary fastest.
    """
    if is_labelled(counts):
        axes = [pd.Index([str(v) for v in counts.coords[d].to_numpy()]) for d in counts.dims]
    else:
        axes = [counts.index] if counts.ndim == 1 else [counts.index, counts.columns]
    grid = np.meshgrid(*(np.arange(len(axis)) for axis in axes), indexing="ij")
    columns: dict[str, Any] = {}
    for number, (axis, at) in enumerate(zip(axes, grid, strict=True), start=1):
        labels = pd.Index([str(v) for v in axis], dtype=object)
        levels = pd.Categorical(labels[at.ravel(order="F")], categories=labels)
        columns[str(axis.name or f"Var{number}")] = (
            levels if strings_as_factors else levels.astype(object)
        )
    return pd.DataFrame({**columns, response_name: np.asarray(counts).ravel(order="F")})


def as_counts(x: Any) -> Any:
    """Return ``as.table(x)``: a vector or a matrix of counts, whose axes have names.

    Parameters
    ----------
    x : array_like
        Numbers. Rows and columns without names become "A", "B", "C", ....

    Returns
    -------
    Series or DataFrame
        The table.

    Raises
    ------
    InvalidData
        If the value is a data frame, or has more than two axes.

    Examples
    --------
    >>> frame_of_counts(as_counts([3, 1]), "n").to_numpy().tolist()
    [['A', 3.0], ['B', 1.0]]
    """
    if is_of_counts(x) or is_labelled(x):
        return x
    if is_frame(x) or np.ndim(x) > 2:
        raise InvalidData("as.table() takes a vector or a matrix here.")
    if np.ndim(x) < 2:
        vector = read(x)
        names = _letters(len(vector)) if vector.names is None else vector.names
        return of_counts(pd.Series(vector.data, index=pd.Index(names, dtype=object)))
    is_named = isinstance(x, NamedMatrix)
    variables = (x.index.name, x.columns.name) if is_named else (None, None)
    rows, columns = (_letters(size) if axis is None else axis
                     for size, axis in zip(np.shape(x), axes_of(x), strict=True))  # fmt: skip
    table = matrix_of(np.asarray(x), rows, columns)
    return of_counts(table.rename_axis(index=variables[0], columns=variables[1]))


def _letters(size: int) -> list[str]:
    """Return names for rows or columns that have none."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rounds = ["", *map(str, range(1, size // len(alphabet) + 1))]
    return [f"{letter}{number}" for number in rounds for letter in alphabet][:size]


def summary_of_counts(counts: Any) -> dict[str, Any]:
    """Return ``summary(table(a, b))``: the test of independence of all variables.

    Parameters
    ----------
    counts : Series, DataFrame or DataArray
        The table.

    Returns
    -------
    dict
        ``n.vars`` and ``n.cases``, and for several variables ``statistic``, ``parameter``,
        ``approx.ok`` and ``p.value``.
    """
    cells = np.asarray(counts, dtype=float)
    total = cells.sum()
    facts: dict[str, Any] = {"n.vars": cells.ndim, "n.cases": int(total)}
    if cells.ndim == 1:
        return facts
    sums = [cells.sum(axis=tuple(set(range(cells.ndim)) - {n})) for n in range(cells.ndim)]
    expected = np.asarray(total)
    for axis_sums in sums:
        expected = np.multiply.outer(expected, axis_sums / total)
    statistic = float(np.nansum((cells - expected) ** 2 / expected))
    freedom = int(np.prod(cells.shape) - 1 - sum(n - 1 for n in cells.shape))
    return {**facts, "statistic": statistic, "parameter": freedom,
            "approx.ok": bool(np.all(expected >= 5)),
            "p.value": float(stats.chi2.sf(statistic, freedom))}  # fmt: skip
