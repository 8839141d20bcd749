"""Tables in long and wide form by ``melt()`` and ``dcast()`` of reshape2 and data.table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.matrices.melted_matrices import melted_matrix
from pybrms_mix.r.tables.table_columns import column_joined
from pybrms_mix.r.tables.table_rows import is_table, ranked, tagged
from pybrms_mix.r.values.named_matrix import is_frame, is_matrix
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LOGICAL,
    Vector,
    characters,
    read,
    text,
    to_python,
)
from pybrms_mix.r.values.sorting import order_of

__all__ = ["dcast", "melt"]


def _names(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in text(read(value)).data]


def melt(
    data: pd.DataFrame, id_vars: Any = None, measure_vars: Any = None, *,
    variable_name: str = "variable", value_name: str = "value", na_rm: bool = False,
    variable_factor: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Return ``melt(d)``: one row for each measured value, one column after another.

    Parameters
    ----------
    data : DataFrame
        The rows, or a matrix, of which each cell becomes a row.
    id_vars, measure_vars : list of str or list of int, optional
        The columns that are repeated, and those that are stacked. By default factors and texts
        are repeated, and all other columns are stacked.
    variable_name, value_name : str
        The columns for the names of the stacked columns and for their values.
    na_rm : bool, default False
        Whether rows with a missing value are left out.
    variable_factor : bool, default True
        Whether the names are a factor.

    Returns
    -------
    DataFrame
        The rows in long form.

    Examples
    --------
    >>> d = pd.DataFrame({"id": ["a", "b"], "x": [1, 2], "y": [3, 4]})
    >>> melt(d)["value"].tolist()
    [1, 2, 3, 4]
    """
    if is_matrix(data) and not is_frame(data):
        return melted_matrix(data, value_name=value_name, na_rm=na_rm)
    columns = list(map(str, data.columns))
    ids, measured = _at(id_vars, columns), _at(measure_vars, columns)
    if id_vars is None and measure_vars is None:
        kinds = {n: read(data[n]).kind for n in columns}
        logical = () if is_table(data) else (LOGICAL,)
        ids = [n for n in columns if kinds[n] in (FACTOR, CHARACTER, *logical)]
    if measure_vars is None:
        measured = [n for n in columns if n not in ids]
    elif id_vars is None:
        ids = [n for n in columns if n not in measured]
    if not measured:
        raise InvalidData("melt() needs at least one column to stack.")
    size = len(data)
    places = np.tile(np.arange(size), len(measured)) + 0.0
    long_columns = {n: column_of(read(data[n]).plain().take(places)) for n in ids}
    labels = np.repeat(measured, size).astype(object)
    long_columns[variable_name] = pd.Categorical(labels, measured) if variable_factor else labels
    values = [read(data[n]).plain() for n in measured]
    if {v.kind for v in values} == {FACTOR} and len({v.levels for v in values}) > 1:
        raise InvalidData("melt() stacks factors with the same levels only.")
    long_columns[value_name] = column_of(column_joined(values, value_name))
    long = pd.DataFrame(long_columns)
    if na_rm:
        long = rows(long, np.flatnonzero(~read(long[value_name]).missing) + 0.0)
    return tagged(long) if is_table(data) else long


def _at(selection: Any, columns: list[str]) -> list[str]:
    """Return the names of columns that are given by their names or numbers."""
    if selection is None:
        return []
    vector = read(selection)
    if vector.kind == CHARACTER:
        unknown = [v for v in vector.data if v not in columns]
        if unknown:
            raise InvalidData(f"The data have no column '{unknown[0]}'.")
        return list(vector.data)
    return [columns[int(n) - 1] for n in vector.data]


def dcast(
    data: pd.DataFrame, left: Sequence[str] | None, right: Sequence[str], value_var: Any = None,
    function: Callable[[Any], Any] | None = None, *, fill: Any = None, sep: str = "_",
) -> pd.DataFrame:  # fmt: skip
    """Return ``dcast(d, left ~ right)``: one column for each value of ``right``.

    Parameters
    ----------
    data : DataFrame
        The rows in long form.
    left : sequence of str or None
        The columns that identify a row. None stands for all other columns.
    right : sequence of str
        The columns whose values become columns.
    value_var : str or list of str, optional
        The columns of values; by default ``value``, or the last column.
    function : callable, optional
        The function that combines several values of a cell.
    fill : optional
        The value of cells without rows. By default they are missing, or ``function`` of no value.
    sep : str, default "_"
        The text between the parts of the name of a column.

    Returns
    -------
    DataFrame
        The rows in wide form, sorted by ``left``.

    Raises
    ------
    InvalidData
        If a cell has several values and there is no function.

    Examples
    --------
    >>> d = pd.DataFrame({"id": [1, 1, 2], "k": ["b", "a", "a"], "value": [5, 6, 7]})
    >>> dcast(d, ["id"], ["k"]).columns.tolist()
    ['id', 'a', 'b']
    """
    columns = list(map(str, data.columns))
    values = _names(value_var) or (["value"] if "value" in columns else columns[-1:])
    ids = [n for n in columns if n not in (*right, *values)] if left is None else left
    unknown = [n for n in (*ids, *right, *values) if n not in columns]
    if unknown:
        raise InvalidData(f"The data have no column '{unknown[0]}'.")
    lines, line_of = _levels(data, ids)
    heads, head_of = _levels(data, right)
    firsts = np.array([lines[k] for k in range(len(lines))]) + 0.0
    wide_columns = {n: column_of(read(data[n]).plain().take(firsts)) for n in ids}
    labels = [_label(data, right, at, sep) for at in heads]
    if not ids:
        wide_columns["."] = np.full(1, ".", dtype=object)
    places: dict[tuple[int, int], list[int]] = {}
    for n, key in enumerate(zip(line_of, head_of, strict=True)):
        places.setdefault(key, []).append(n)
    for value in values:
        vector = read(data[value]).plain()
        for k, label in enumerate(labels):
            name = label if len(values) == 1 else f"{value}{sep}{label}"
            cells = [places.get((n, k), []) for n in range(len(lines))]
            wide_columns[name] = column_of(_filled(vector, cells, function, fill, value))
    wide = pd.DataFrame(wide_columns)
    return tagged(wide) if is_table(data) else wide


def _levels(data: pd.DataFrame, names: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the first row of each combination of values in order, and the number of each row."""
    if not names:
        return [0], [0] * len(data)
    vectors = [read(data[n]).plain() for n in names]
    down = [False] * len(vectors)
    order = ranked(vectors, down, last=False) if is_table(data) else order_of(vectors, down)
    keys = list(zip(*(_keys(v) for v in vectors), strict=True))
    numbers: dict[Any, int] = {}
    firsts: list[int] = []
    for n in order.astype(int).tolist():
        if keys[n] not in numbers:
            numbers[keys[n]] = len(numbers)
            firsts.append(keys.index(keys[n]))
    return firsts, [numbers[k] for k in keys]


def _keys(vector: Vector) -> list[Any]:
    return [None if m else v for v, m in zip(vector.data.tolist(), vector.missing, strict=True)]


def _label(data: pd.DataFrame, names: Sequence[str], at: int, sep: str) -> str:
    cell_texts = [text(read(data[n]).plain()).data[at] for n in names]
    return sep.join("NA" if v is None else v for v in cell_texts) if cell_texts else "."


def _filled(
    vector: Vector,
    cells: list[list[int]],
    function: Callable[[Any], Any] | None,
    fill: Any,
    name: str,
) -> Vector:
    """Return the cells of one column."""
    if function is None:
        if any(len(at) > 1 for at in cells):
            raise InvalidData(
                f"Some cells have several values of '{name}'.",
                hint="R would count them: give fun.aggregate = length, or another function.",
            )
        values = vector.take(np.array([at[0] if at else np.nan for at in cells], dtype=float))
        if fill is None or all(cells):
            return values
        parts = [values.take(np.array([float(n)])) if at else read([fill]).plain()
                 for n, at in enumerate(cells)]  # fmt: skip
        return column_joined(parts, name)
    parts = []
    for at in cells:
        if not at and fill is not None:
            parts.append(read([fill]).plain())
            continue
        part = vector.take(np.array(at, dtype=float))
        value = read(function(to_python(part))).plain()
        if len(value) != 1:
            raise InvalidData("The function must give one value for each cell.")
        parts.append(value)
    return column_joined(parts, name) if parts else characters([])
