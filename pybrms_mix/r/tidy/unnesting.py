"""List columns as rows or as columns: tidyr's ``unnest_longer()`` and ``unnest_wider()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.grouped import Rows, again, parts
from pybrms_mix.r.values.r_vectors import LIST, Vector, read
from pybrms_mix.r.values.tibbles import gives_tibbles

__all__ = ["unnest_longer", "unnest_wider"]


def _is_row(x: Any) -> bool:
    return isinstance(x, pd.DataFrame) and len(x) == 1


def _cells(frame: pd.DataFrame, col: str, *, one_row: bool = False) -> list[Vector]:
    """Return the cells of a list column as vectors; a data frame of one row is a list.

    Raises:
        InvalidData: if the column does not exist, or if a cell is a data frame of several rows.
    """
    if col not in frame.columns:
        raise InvalidData(f"There is no column '{col}'.")
    elements = list(frame[col])
    elements = [
        {str(n): v[n].array[0] for n in v.columns} if one_row and _is_row(v) else v
        for v in elements
    ]
    if any(isinstance(v, pd.DataFrame) for v in elements):
        raise InvalidData("A column of data frames is expanded by unnest() here.")
    return [read(v) for v in elements]


def _joined(cells: list[Any]) -> Any:
    """Return single values as a column; None is a missing value."""
    return column_of(read(cells if cells else np.empty(0)))


def _replaced(frame: pd.DataFrame, col: str, new: dict[str, Any]) -> pd.DataFrame:
    """Return the frame with new columns in the place of another one."""
    new_columns: dict[str, Any] = {}
    for name in map(str, frame.columns):
        new_columns |= new if name == col else {name: frame[name].array}
    return pd.DataFrame(new_columns, index=range(len(frame)))


@gives_tibbles
def unnest_longer(
    data: Rows, col: str, values_to: str | None = None, indices_to: str | None = None
) -> Rows:
    """Return a row for each element of a list column.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. A row whose list is empty is left out.
    col : str
        The list column.
    values_to : str, optional
        The name of the column of elements. The default is ``col``.
    indices_to : str, optional
        The name of the column of names, or of positions if the elements have no names. By default
        only names get a column, ``col_id``.

    Returns
    -------
    DataFrame or Grouped
        The rows with their elements.

    Examples
    --------
    >>> from pybrms_mix.r import tibble
    >>> unnest_longer(tibble(g=["a", "b"], x=[[1, 2], [3]]), "x")["x"].tolist()
    [1.0, 2.0, 3.0]
    """
    frame, groups = parts(data)
    cells = _cells(frame, col)
    at = np.repeat(np.arange(len(cells)), [len(v) for v in cells]) + 0.0
    values = [v for cell in cells for v in (cell.data if cell.kind == LIST else _plain(cell))]
    new = {values_to or col: _joined(values)}
    if any(cell.names for cell in cells):
        element_names = [n or None for cell in cells for n in (cell.names or ("",) * len(cell))]
        new[indices_to or f"{values_to or col}_id"] = _joined(element_names)
    elif indices_to is not None:
        new[indices_to] = _joined([n + 1 for cell in cells for n in range(len(cell))])
    return again(_replaced(rows(frame, at), col, new), groups)


def _plain(cell: Vector) -> list[Any]:
    """Return the elements of a vector; None for a missing one."""
    return [
        None if is_missing else v
        for v, is_missing in zip(cell.data.tolist(), cell.missing, strict=True)
    ]


@gives_tibbles
def unnest_wider(data: Rows, col: str, names_sep: str | None = None) -> Rows:
    """Return a column for each name in a list column.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    col : str
        The list column. Its cells are vectors or lists with names, or data frames of one row.
    names_sep : str, optional
        What stands between ``col`` and a name in the names of the new columns, which are the plain
        names by default. Elements without names then have their positions as names.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns in the place of ``col``.

    Raises
    ------
    InvalidData
        If elements have no names, or if one is not a single value.

    Examples
    --------
    >>> from pybrms_mix.r import quantile, tibble
    >>> found = unnest_wider(tibble(q=[quantile([1, 2, 3], [0, 1])]), "q")
    >>> list(found.columns), found.iloc[0].tolist()
    (['0%', '100%'], [1.0, 3.0])
    """
    frame, groups = parts(data)
    lines: list[dict[str, Any]] = []
    for cell in _cells(frame, col, one_row=True):
        names = cell.names or (("",) * len(cell))
        if not all(names) and names_sep is None:
            raise InvalidData("The elements need names.", hint="Or give names_sep = '_'.")
        labels = [n or str(k + 1) for k, n in enumerate(names)]
        values = list(cell.data) if cell.kind == LIST else _plain(cell)
        if any(np.ndim(v) or isinstance(v, dict) for v in values):
            raise InvalidData("Each element must be a single value here.")
        start = "" if names_sep is None else f"{col}{names_sep}"
        lines.append({f"{start}{n}": v for n, v in zip(labels, values, strict=True)})
    columns = dict.fromkeys(n for line in lines for n in line)
    clashes = [n for n in columns if n in frame.columns and n != col]
    if clashes:
        raise InvalidData(f"There is a column '{clashes[0]}' already.")
    new = {
        n: as_column(_joined([line.get(n, np.nan) for line in lines]), len(frame)) for n in columns
    }
    return again(_replaced(frame, col, new), groups)
