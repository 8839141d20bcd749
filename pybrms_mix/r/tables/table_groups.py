"""R's data.table: rows, groups, and columns that are changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.tables.table_columns import column_joined, column_updated
from pybrms_mix.r.tables.table_rows import chosen_rows, ranked, table_rows, tagged
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.r_vectors import LIST, Vector, read, to_python

__all__ = ["table_of", "table_set"]


class TableGroup:
    """The rows of one group, with data.table's ``.SD``, ``.I``, ``.GRP`` and ``.BY``.

    The columns that form the groups have one value, as in data.table.
    """

    def __init__(
        self, frame: pd.DataFrame, at: np.ndarray, *, shown: Sequence[str],
        by: Mapping[str, Any] | None = None, number: int = 1,
    ) -> None:  # fmt: skip
        self._frame, self._at, self._shown = frame, at, list(shown)
        self._by, self._number = dict(by or {}), number

    def __getitem__(self, name: str) -> Any:
        """Return a column, the value of a group column, or one of data.table's symbols."""
        if name in self._by:
            return self._by[name]
        special = {".I": lambda: self._at + 1.0, ".GRP": lambda: self._number,
                   ".BY": lambda: self._by, ".SD": self._rows}  # fmt: skip
        return special[name]() if name in special else self._frame[name]

    def _rows(self) -> pd.DataFrame:
        return tagged(self._frame[self._shown].reset_index(drop=True))

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return a column, or another value if there is no column of this name."""
        has_column = name in self
        return self[name] if has_column else otherwise

    def __contains__(self, name: Any) -> bool:
        """Return whether a column has this name."""
        return name in self._by or name in self._frame.columns

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._at)


By = Sequence[str] | Mapping[str, Any] | None


def _by_columns(frame: pd.DataFrame, by: By) -> dict[str, Any]:
    """Return the columns that form groups."""
    if by is None:
        return {}
    if not isinstance(by, Mapping):
        return {str(n): frame[str(n)] for n in read(list(by)).data}
    size = len(frame)
    return {n: as_column(v(frame) if callable(v) else frame[v], size) for n, v in by.items()}


def _groups(columns: Mapping[str, Any], size: int, *, order: bool) -> list[np.ndarray]:
    """Return the positions of the rows of each group, in order of occurrence or of their values."""
    if not columns:
        return [np.arange(size)]
    vectors = [read(v).plain() for v in columns.values()]
    cells = [[None if m else v for v, m in zip(w.data.tolist(), w.missing, strict=True)]
             for w in vectors]  # fmt: skip
    places: dict[Any, list[int]] = {}
    for n, key in enumerate(zip(*cells, strict=True)):
        places.setdefault(key, []).append(n)
    group_places = [np.array(at) for at in places.values()]
    if order and group_places:
        firsts = np.array([at[0] for at in group_places]) + 0.0
        ordered = ranked([v.take(firsts) for v in vectors], [False] * len(vectors), last=False)
        group_places = [group_places[int(n)] for n in ordered]
    return group_places


def _each(
    frame: pd.DataFrame, by: By, columns: Any, *, order: bool
) -> Iterator[tuple[np.ndarray, dict[str, Vector], TableGroup]]:
    """Return for each group the places of its rows, its group columns, and its rows."""
    group_columns = _by_columns(frame, by)
    shown_names = [n for n in map(str, frame.columns) if n not in group_columns]
    if columns is not None:
        picked = list(columns) if isinstance(columns, (list, tuple, np.ndarray)) else [columns]
        shown_names = selected(frame, picked)
    for number, at in enumerate(_groups(group_columns, len(frame), order=order), start=1):
        first = at[:1] + 0.0
        key_vectors = {n: read(v).plain().take(first) for n, v in group_columns.items()}
        single = {n: to_python(replace(v, single=True)) for n, v in key_vectors.items()}
        part = frame if by is None else frame.iloc[at].reset_index(drop=True)
        yield at, key_vectors, TableGroup(part, at, shown=shown_names, by=single, number=number)


def _cells(result: Any) -> dict[str, Any]:
    """Return the result of one group as columns; a vector is the column V1."""
    if isinstance(result, pd.DataFrame):
        return {str(n): result[n] for n in result.columns}
    if isinstance(result, Mapping):
        return {str(n): v for n, v in result.items() if v is not None}
    vector = read(result)
    if vector.kind == LIST:
        return {f"V{n + 1}": v for n, v in enumerate(vector.data) if v is not None}
    return {"V1": result}


def table_of(
    table: pd.DataFrame, j: Callable[[Any], Any], *, rows: Any = None, by: By = None,
    order: bool = False, columns: Any = None,
) -> Any:  # fmt: skip
    """Return ``dt[i, j, by]``: columns, or a summary of each group.

    Parameters
    ----------
    table : DataFrame
        The table.
    j : callable
        A function of the rows of a group, which returns a vector, a dict of columns or a table.
    rows : array_like or callable, optional
        The rows to use, as in ``table_rows()``.
    by : sequence of str or dict, optional
        The columns that form groups, or functions of the rows by the names of new group columns.
    order : bool, default False
        Whether groups are sorted (``keyby``); by default they are in order of occurrence.
    columns : optional
        The columns of ``.SD`` (``.SDcols``).

    Returns
    -------
    DataFrame or object
        A table. Without groups, a vector that ``j`` returns is returned itself.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["b", "a", "b"], "x": [1, 2, 3]})
    >>> table_of(d, lambda rows: {"m": rows["x"].mean()}, by=["g"])["m"].tolist()
    [2.0, 2.0]
    """
    frame = table.reset_index(drop=True) if rows is None else table_rows(table, rows)
    if by is None:
        group = next(_each(frame, None, columns, order=False))[2]
        result = j(group)
        listed = isinstance(result, (dict, pd.DataFrame)) or (
            isinstance(result, list) and read(result).kind == LIST
        )
        return tagged(_recycled(_cells(result))) if listed else result
    vectors_by_name: dict[str, list[Vector]] = {}
    for _, key_vectors, group in _each(frame, by, columns, order=order):
        if (result := j(group)) is None:
            continue
        part = _recycled(_cells(result))
        new_vectors = {n: read(part.iloc[:, k]).plain() for k, n in enumerate(part.columns)}
        vectors = {n: v.take(np.zeros(len(part))) for n, v in key_vectors.items()} | new_vectors
        if vectors_by_name and list(vectors_by_name) != list(vectors):
            raise InvalidData("j gives other columns in one group than in the groups before it.")
        for name, vector in vectors.items():
            vectors_by_name.setdefault(name, []).append(vector)
    if not vectors_by_name:
        return tagged(_no_groups(frame, j, by))
    return tagged(
        pd.DataFrame({n: column_of(column_joined(v, n)) for n, v in vectors_by_name.items()})
    )


def _no_groups(frame: pd.DataFrame, j: Callable[[Any], Any], by: By) -> pd.DataFrame:
    """Return a table without rows, with the columns that a group would have."""
    none = np.empty(0)
    key_vectors = {n: read(v).plain().take(none) for n, v in _by_columns(frame, by).items()}
    result = j(
        TableGroup(frame.iloc[:0], none, shown=list(map(str, frame.columns)), by=key_vectors)
    )
    cells = {} if result is None else _cells(result)
    vectors = key_vectors | {n: read(v).plain().take(none) for n, v in cells.items()}
    return pd.DataFrame({n: column_of(v) for n, v in vectors.items()})


def _recycled(cells: Mapping[str, Any]) -> pd.DataFrame:
    """Return columns of one length; only single values are recycled."""
    vectors = {n: read(v).plain() for n, v in cells.items()}
    size = max((len(v) for v in vectors.values()), default=0)
    for name, vector in vectors.items():
        if len(vector) not in (1, size):
            raise InvalidData(f"'{name}' has {len(vector)} values where others have {size}.")
    columns = {n: column_of(v if len(v) == size else v.take(np.zeros(size)))
               for n, v in vectors.items()}  # fmt: skip
    return pd.DataFrame(columns)


def table_set(
    table: pd.DataFrame, names: Any, value: Any, *, rows: Any = None, by: By = None,
    columns: Any = None,
) -> pd.DataFrame:  # fmt: skip
    """Change or add columns in place: ``dt[i, name := value, by]``.

    Parameters
    ----------
    table : DataFrame
        The table, which is changed.
    names : str or list of str
        The columns.
    value : callable or None
        A function of the rows of a group, which returns a vector, or one vector for each column in
        a list or dict. None removes the columns.
    rows, by, columns
        The rows to change, the groups, and the columns of ``.SD``, as in ``table_of()``.

    Returns
    -------
    DataFrame
        The same table.

    Raises
    ------
    InvalidData
        If the values do not have the length or the type that data.table accepts.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2]})
    >>> table_set(d, "y", lambda rows: rows["x"] * 2)["y"].tolist()
    [2, 4]
    """
    column_names = [names] if isinstance(names, str) else [str(n) for n in read(names).data]
    if value is None:
        table.drop(columns=column_names, errors="ignore", inplace=True)
        return tagged(table)
    places = np.arange(len(table)) + 0.0 if rows is None else chosen_rows(table, rows)
    frame = table if rows is None else table_rows(table, places + 1)
    changes: dict[str, list[tuple[np.ndarray, Vector]]] = {n: [] for n in column_names}
    for at, _, group in _each(frame, by, columns, order=False):
        for name, vector in zip(
            column_names, _values(value(group), len(column_names)), strict=True
        ):
            if len(vector) not in (1, len(at)):
                raise InvalidData(f"'{name}' needs {len(at)} values, or 1, not {len(vector)}.")
            full = vector if len(vector) == len(at) else vector.take(np.zeros(len(at)))
            changes[name].append((places[at].astype(int), full))
    replaces_column = rows is None and by is None
    for name, parts in changes.items():
        before = None if replaces_column or name not in table.columns else read(table[name]).plain()
        table[name] = column_of(column_updated(before, parts, len(table), name))
    return tagged(table)


def _values(value: Any, count: int) -> list[Vector]:
    """Return one vector for each column that is assigned."""
    if isinstance(value, pd.DataFrame):
        values = [value.iloc[:, n] for n in range(value.shape[1])]
    elif isinstance(value, Mapping):
        values = list(value.values())
    elif read(value).kind == LIST:
        values = list(read(value).data)
    else:
        values = [value] * count
    if len(values) == 1:
        values = values * count
    if len(values) != count:
        raise InvalidData(f"{count} columns are assigned, but there are {len(values)} values.")
    return [read(v).plain() for v in values]
