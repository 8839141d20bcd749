"""Nested tables, matrices with names, contrasts, and text split into parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.binding import bind_rows
from pybrms_mix.r.grouped import Rows, again, group_places, parts
from pybrms_mix.r.matrix_values import as_matrix
from pybrms_mix.r.named_matrix import matrix_of
from pybrms_mix.r.patterns import compiled
from pybrms_mix.r.r_vectors import characters, numbers, numeric, read, text, to_python
from pybrms_mix.r.selecting import selected
from pybrms_mix.r.single_values import single_number
from pybrms_mix.r.subsetting import column_of, rows
from pybrms_mix.r.tibbles import gives_tibbles, of_rows, tibble_of

__all__ = [
    "contr_sdif", "contrast_matrix", "diagonal", "match_groups", "matrix", "named_map",
    "named_walk", "nest", "parse_number", "transposed", "unnest",
]  # fmt: skip

_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*(?:[eE][-+]?\d+)?|-?\.\d+")


@gives_tibbles
def nest(data: Rows, *columns: Any, name: str = "data") -> Rows:
    """Put the rows of each group into a nested table, as tidyr's ``nest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        Grouped rows, or rows without groups if ``columns`` is given.
    *columns : str
        The columns of the nested tables. The default is all columns except the groups.
    name : str, default "data"
        The name of the column that holds the tables.

    Returns
    -------
    DataFrame or Grouped
        One row for each group: the group columns and the column of tables. The groups remain.
    """
    frame, groups = parts(data)
    inner = selected(frame, list(columns)) if columns else [
        str(c) for c in frame.columns if c not in groups]  # fmt: skip
    keys = tuple(str(c) for c in frame.columns if c not in inner)
    places = sorted(group_places(frame, keys), key=lambda at: float(at[0]))
    firsts = np.array([at[0] for at in places])
    key_columns = {k: column_of(read(frame[k]).plain().take(firsts)) for k in keys}
    tables = np.empty(len(places), dtype=object)
    for n, at in enumerate(places):
        tables[n] = tibble_of(rows(frame, at)[inner])
    return again(pd.DataFrame({**key_columns, name: tables}), tuple(g for g in groups if g in keys))


@gives_tibbles
def unnest(data: Rows, *columns: str) -> Rows:
    """Expand a column of tables or vectors into rows, as tidyr's ``unnest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns : str
        The columns of tables or vectors. The default is all list columns.

    Returns
    -------
    DataFrame or Grouped
        One row for each row of a table or element of a vector, with the other columns repeated.
        The columns of a table stand in the place of the column of tables.
    """
    frame, groups = parts(data)
    nested_names = list(columns) or [str(c) for c in frame.columns if frame[c].dtype == object
                                     and any(_is_nested(v) for v in frame[c])]  # fmt: skip
    blocks = [_unnested(frame, at, nested_names) for at in range(len(frame))]
    return again(bind_rows(*blocks), groups)


def _unnested(frame: pd.DataFrame, at: int, nested_names: list[str]) -> pd.DataFrame:
    """Return the rows that one row of a data frame gives."""
    cells: dict[str, dict[str, Any]] = {}
    for name in nested_names:
        cell = frame[name].iloc[at]
        if isinstance(cell, pd.DataFrame):
            cells[name] = {str(c): cell[c].array for c in cell.columns}
        else:
            cells[name] = {name: to_python(read(cell).plain())}
    sizes = (len(v) if np.ndim(v) else 1 for columns in cells.values() for v in columns.values())
    size = max(sizes, default=0)
    rows_of_cells: dict[str, Any] = {}
    for name in map(str, frame.columns):
        repeated = np.full(size, float(at))
        rows_of_cells |= cells.get(name) or {
            name: column_of(read(frame[name]).plain().take(repeated))
        }
    return pd.DataFrame(rows_of_cells, index=range(size))


def _is_nested(value: Any) -> bool:
    return isinstance(value, pd.DataFrame | np.ndarray | pd.Series | list)


def matrix(
    data: Any, nrow: int | None = None, ncol: int | None = None, *, byrow: bool = False,
    dimnames: Any = None,
) -> Any:  # fmt: skip
    """Return ``matrix()``: an array, with names of its rows or columns if they are given."""
    values = np.asarray(to_python(read(data).plain()))
    size = values.size
    if nrow is None and ncol is None:
        nrow, ncol = size, 1
    nrow, ncol = single_number(nrow), single_number(ncol)
    high = int(nrow) if nrow is not None else -(-size // int(ncol or 1))
    wide = int(ncol) if ncol is not None else -(-size // high)
    cells = np.resize(values, high * wide).reshape((high, wide), order="C" if byrow else "F")
    if dimnames is None:
        return matrix_of(cells)
    axis_names = list(dimnames.values()) if hasattr(dimnames, "values") else list(dimnames)
    labels = [None if n is None else list(text(read(n)).data) for n in axis_names]
    return matrix_of(cells, *labels)


def diagonal(x: Any, nrow: Any = None, ncol: Any = None) -> Any:
    """Return ``diag(x)``: the diagonal of a matrix, or a matrix with ``x`` on its diagonal.

    Parameters
    ----------
    x
        A matrix or a table; a vector, which becomes a diagonal; or the size of an identity matrix.
    nrow, ncol : int, optional
        The numbers of rows and columns of the matrix.

    Returns
    -------
    ndarray or Series
        The diagonal, or the matrix. The diagonal of a table with equal row and column names has
        these names.

    Examples
    --------
    >>> diagonal(2).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    >>> diagonal(np.array([[1, 2], [3, 4]])).tolist()
    [1, 4]
    """
    if np.ndim(x) == 2:
        cells = np.diag(np.asarray(x))
        if isinstance(x, pd.DataFrame):
            names = list(map(str, x.index[: len(cells)]))
            if names == list(map(str, x.columns[: len(cells)])):
                return pd.Series(cells, index=names)
        return cells
    values = numeric(read(x)).data
    if len(values) == 1 and nrow is None and ncol is None:
        return matrix_of(np.eye(int(values[0])))
    rows = len(values) if nrow is None else int(nrow)
    square = np.zeros((rows, rows if ncol is None else int(ncol)))
    np.fill_diagonal(square, np.resize(values, min(square.shape)))
    return matrix_of(square)


@of_rows
def transposed(x: Any) -> Any:
    """Return ``t(x)``; a vector becomes a matrix with one row."""
    if isinstance(x, pd.DataFrame):
        return as_matrix(x).T
    vector = read(x)
    array = np.asarray(to_python(replace(vector, names=None)))
    if array.ndim > 1:
        return matrix_of(array.T)
    return matrix_of(array.reshape(1, -1), None, vector.names)


def _levels(n: Any) -> tuple[int, list[str]]:
    vector = read(n)
    if vector.kind == "numeric" and len(vector) == 1:
        return int(vector.data[0]), [str(k + 1) for k in range(int(vector.data[0]))]
    return len(vector), [str(v) for v in text(vector).data]


def contrast_matrix(kind: str, n: Any) -> Any:
    """Return a contrast matrix, such as ``contr.sum(3)``.

    Parameters
    ----------
    kind : {"sum", "treatment", "helmert"}
        Contrasts that sum to zero, against the first level, or against the mean of the levels
        before.
    n : int or sequence
        The number of levels, or the levels.

    Returns
    -------
    NamedMatrix
        Shape (levels, levels - 1), with the levels as the names of the rows.

    Raises
    ------
    InvalidData
        If there are fewer than two levels.
    """
    count, names = _levels(n)
    if count < 2:
        raise InvalidData("Contrasts need at least two levels.")
    if kind == "sum":
        return matrix_of(np.vstack([np.eye(count - 1), -np.ones(count - 1)]), names)
    if kind == "treatment":
        return matrix_of(np.eye(count)[:, 1:], names, names[1:])
    contrasts = np.zeros((count, count - 1))
    for k in range(1, count):
        contrasts[:k, k - 1] = -1
        contrasts[k, k - 1] = k
    return matrix_of(contrasts, names)


def contr_sdif(n: Any) -> Any:
    """Return the contrasts between each level and the one before it, as MASS's ``contr.sdif()``.

    Parameters
    ----------
    n : int or sequence
        The number of levels, or the levels.

    Returns
    -------
    NamedMatrix
        Shape (levels, levels - 1), with the names of the levels and of the differences.

    Raises
    ------
    InvalidData
        If there are fewer than two levels.

    Examples
    --------
    >>> contr_sdif(["low", "high"]).columns.tolist()
    ['high-low']
    """
    count, names = _levels(n)
    if count < 2:
        raise InvalidData("Contrasts need at least two levels.")
    steps = np.arange(1, count) / count
    cells = np.where(np.arange(count)[:, None] < np.arange(1, count), steps - 1, steps)
    pairs = [f"{later}-{earlier}" for earlier, later in itertools.pairwise(names)]
    return matrix_of(cells, names, pairs)


def parse_number(x: Any) -> Any:
    """Return the first number in each string, as readr does: "r = 1,234.5 m" gives 1234.5."""
    vector = text(read(x))
    matches = [None if v is None else _NUMBER.search(v) for v in vector.data]
    parsed_numbers = numbers(
        [np.nan if m is None else float(m[0].replace(",", "")) for m in matches]
    )
    return parsed_numbers.data[0] if vector.single else to_python(parsed_numbers)


def match_groups(x: Any, pattern: str) -> np.ndarray:
    """Return the first match and its groups for each string, as ``str_match()``.

    Parameters
    ----------
    x : array_like
        The strings.
    pattern : str
        A regular expression.

    Returns
    -------
    ndarray
        Shape (strings, 1 + groups), with None where a string or a group has no match.
    """
    expression = compiled(pattern)
    vector = text(read(x))
    groups = np.full((len(vector), expression.groups + 1), None, dtype=object)
    for at, value in enumerate(vector.data):
        hit = None if value is None else expression.search(value)
        if hit is not None:
            groups[at] = [hit[0], *hit.groups()]
    return groups


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
