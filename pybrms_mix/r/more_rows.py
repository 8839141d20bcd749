"""Data frames written row by row; rows added, repeated, filled and updated (tibble, tidyr)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.binding import bind_rows
from pybrms_mix.r.frames import tibble
from pybrms_mix.r.grouped import Rows, again, group_places, keeps_contrasts, parts
from pybrms_mix.r.r_vectors import characters, listed, numbers, numeric, read, text, to_python
from pybrms_mix.r.row_labels import repeated
from pybrms_mix.r.selecting import selected
from pybrms_mix.r.single_values import takes_single_numbers
from pybrms_mix.r.subsetting import column_of, rows
from pybrms_mix.r.tibbles import gives_tibbles, keeps_tibbles
from pybrms_mix.r.vectors import joined, match
from pybrms_mix.r.verbs import mutate

__all__ = [
    "add_column", "add_row", "deframe", "enframe", "fill", "rowid_to_column", "rows_update",
    "top_n", "tribble", "uncount",
]  # fmt: skip


@gives_tibbles
def tribble(names: Sequence[str], cells: Sequence[Any]) -> pd.DataFrame:
    """Return a data frame that is written row by row, as tibble's ``tribble()``.

    Parameters
    ----------
    names : sequence of str
        The names of the columns.
    cells : sequence
        The values, one row after the other.

    Returns
    -------
    DataFrame
        One column for each name.

    Raises
    ------
    InvalidData
        If the last row is not complete.

    Examples
    --------
    >>> tribble(["x", "g"], [1, "a", 2, "b"])
       x  g
    0  1  a
    1  2  b
    """
    width = len(names)
    if len(cells) % width:
        raise InvalidData(f"{len(cells)} values do not fill rows of {width} columns.")
    columns = {n: list(cells[k::width]) for k, n in enumerate(names)}
    return pd.DataFrame({n: column_of(_column(v)) for n, v in columns.items()})


def _column(cells: list[Any]) -> Any:
    vectors = [read(v) for v in cells]
    if any(len(v) != 1 for v in vectors):
        return listed(cells)
    return read(joined([(None, v) for v in cells])).plain()


@keeps_contrasts
def uncount(
    data: Rows, weights: Any, *, remove: bool = True, id: str | None = None,
    column: str | None = None,
) -> Rows:  # fmt: skip
    """Repeat rows by a column of counts, as tidyr's ``uncount()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    weights : str, int or callable
        The column of counts, a number, or a function of the rows.
    remove : bool, default True
        Whether a column of counts is dropped.
    id : str, optional
        A new column with the number of each copy of a row.
    column : str, optional
        The column to drop, if the data frame has it and ``weights`` is a function.

    Returns
    -------
    DataFrame or Grouped
        The repeated rows.

    Examples
    --------
    >>> uncount(pd.DataFrame({"x": ["a", "b"], "n": [2, 1]}), "n")["x"].tolist()
    ['a', 'a', 'b']
    """
    frame, groups = parts(data)
    is_name = isinstance(weights, str)
    counts = frame[weights] if is_name else weights(frame) if callable(weights) else weights
    times = np.resize(numeric(read(counts)).data, len(frame)).astype(int)
    result = repeated(rows(frame, np.repeat(np.arange(len(frame)), times) + 0.0))
    count_column = weights if is_name else column
    if remove and count_column is not None:
        result = result.drop(columns=[count_column], errors="ignore")
    if id is not None:
        result = result.assign(**{id: np.concatenate([np.arange(1, t + 1) for t in times])})
    return again(result, groups)


def rowid_to_column(frame: pd.DataFrame, var: str = "rowid") -> pd.DataFrame:
    """Return a data frame with the numbers of its rows as the first column.

    Examples
    --------
    >>> rowid_to_column(pd.DataFrame({"x": [5, 6]}))
       rowid  x
    0      1  5
    1      2  6
    """
    result = frame.reset_index(drop=True)
    result.insert(0, var, np.arange(1, len(frame) + 1))
    return result


@gives_tibbles
def enframe(x: Any, name: str | None = "name", value: str = "value") -> pd.DataFrame:
    """Return a vector or a list with names as a data frame of names and values.

    Examples
    --------
    >>> enframe({"a": 1, "b": 2})
      name  value
    0    a      1
    1    b      2
    """
    vector = read(x)
    cells = vector.plain()
    if cells.kind == "list" and all(len(read(v)) == 1 for v in cells.data):
        cells = read(joined([(None, v) for v in cells.data]))
    labels = numbers(np.arange(1, len(vector) + 1), whole=True)
    if vector.names is not None:
        labels = characters(vector.names)
    name_columns = {} if name is None else {name: column_of(labels)}
    return pd.DataFrame({**name_columns, value: column_of(cells)})


def deframe(frame: pd.DataFrame) -> Any:
    """Return the second column of a data frame, with the first column as its names.

    Examples
    --------
    >>> deframe(pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})).to_dict()
    {'a': 1, 'b': 2}
    """
    if frame.shape[1] == 1:
        return to_python(read(frame.iloc[:, 0]).plain())
    labels = ["<NA>" if v is None else v for v in text(read(frame.iloc[:, 0])).data]
    vector = read(frame.iloc[:, 1]).plain()
    if vector.kind == "list":
        return to_python(listed(vector.data, labels))
    return pd.Series(to_python(vector), index=pd.Index(labels, dtype=object))


@keeps_tibbles
def add_row(
    data: Rows, before: int | None = None, after: int | None = None, **cells: Any
) -> pd.DataFrame:
    """Add rows to a data frame, at its end or at a place; other columns are NA.

    Parameters
    ----------
    data : DataFrame
        The rows.
    before, after : int, optional
        The row, counted from 1, before or after which the new rows come.
    **cells
        The values of the new rows by column.

    Returns
    -------
    DataFrame
        All rows.

    Raises
    ------
    InvalidData
        If the data frame lacks a column of ``cells``.

    Examples
    --------
    >>> add_row(pd.DataFrame({"x": [1, 3]}), x=2, after=1)["x"].tolist()
    [1, 2, 3]
    """
    frame, _ = parts(data)
    unknown = [n for n in cells if n not in frame.columns]
    if unknown:
        raise InvalidData(f"New rows can't add the column '{unknown[0]}'.")
    bound = bind_rows(frame, tibble(**cells))
    place = len(frame) if before is None and after is None else (
        int(after) if after is not None else int(before or 1) - 1)  # fmt: skip
    new = np.arange(len(frame), len(bound))
    order = [*range(place), *new, *range(place, len(frame))]
    return rows(bound, np.array(order, dtype=float))


def add_column(
    frame: pd.DataFrame, before: Any = None, after: Any = None, **columns: Any
) -> pd.DataFrame:
    """Add columns to a data frame, at its end or before or after another column.

    Parameters
    ----------
    frame : DataFrame
        The rows.
    before, after : str or int, optional
        The column before or after which the new columns come.
    **columns
        The new columns.

    Returns
    -------
    DataFrame
        The rows with their new columns.

    Raises
    ------
    InvalidData
        If a column of this name is there already.

    Examples
    --------
    >>> list(add_column(pd.DataFrame({"x": [1], "y": [2]}), z=0, after="x").columns)
    ['x', 'z', 'y']
    """
    present_names = [n for n in columns if n in frame.columns]
    if present_names:
        raise InvalidData(f"The column '{present_names[0]}' already exists.")
    names = list(map(str, frame.columns))
    place = len(names)
    if before is not None:
        place = names.index(selected(frame, [before])[0])
    elif after is not None:
        place = names.index(selected(frame, [after])[0]) + 1
    result = mutate(frame, **columns)
    return parts(result)[0][[*names[:place], *columns, *names[place:]]]


@keeps_contrasts
def fill(data: Rows, *columns: Any, direction: str = "down") -> Rows:
    """Fill missing values with the value before or after them, as tidyr's ``fill()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows; values are filled within groups.
    *columns
        The columns to fill.
    direction : {"down", "up", "downup", "updown"}
        The direction in which a value fills missing values: "down" takes the value above.

    Returns
    -------
    DataFrame or Grouped
        The rows with filled columns.

    Examples
    --------
    >>> fill(pd.DataFrame({"x": [1, None, 3, None]}), "x")["x"].tolist()
    [1.0, 1.0, 3.0, 3.0]
    """
    frame, groups = parts(data)
    steps = {"down": ["d"], "up": ["u"], "downup": ["d", "u"], "updown": ["u", "d"]}[direction]
    for name in selected(frame, list(columns)):
        vector = read(frame[name]).plain()
        source = np.arange(len(frame)) + 0.0
        source[vector.missing] = np.nan
        for places in group_places(frame, groups):
            at = places.astype(int)
            sources = source[at]
            for step in steps:
                sources = _carried(sources) if step == "d" else _carried(sources[::-1])[::-1]
            source[at] = sources
        frame = frame.assign(**{name: column_of(vector.take(source))})
    return again(frame, groups)


def _carried(values: np.ndarray) -> np.ndarray:
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(len(values))))
    return np.where(last < 0, np.nan, values[np.maximum(last, 0)])


@keeps_tibbles
def rows_update(x: pd.DataFrame, y: pd.DataFrame, by: Any = None) -> pd.DataFrame:
    """Return ``x`` with the values of ``y`` in the rows with the same keys.

    Parameters
    ----------
    x, y : DataFrame
        The rows, and the new values.
    by : str or list of str, optional
        The keys; the default is the first column of ``y``.

    Returns
    -------
    DataFrame
        The rows of ``x`` in their order.

    Raises
    ------
    InvalidData
        If ``y`` has a key or a column that ``x`` lacks, or the same key twice.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_update(d, pd.DataFrame({"k": ["b"], "v": [9]}), "k")["v"].tolist()
    [1, 9]
    """
    keys = [str(y.columns[0])] if by is None else list(text(read(by)).data)
    if any(n not in x.columns for n in y.columns):
        raise InvalidData("All columns in 'y' must exist in 'x'.")
    mine, theirs = (list(zip(*(text(read(f[k])).data for k in keys), strict=True)) for f in (x, y))
    if any(k not in mine for k in theirs) or len(set(theirs)) < len(theirs):
        raise InvalidData("The keys of 'y' must be unique, and keys of 'x'.")
    key_texts = ["\0".join(map(str, k)) for k in theirs], ["\0".join(map(str, k)) for k in mine]
    at = np.asarray(match(key_texts[1], key_texts[0]), dtype=float) - 1
    result = x.copy()
    for name in (n for n in y.columns if n not in keys):
        both = bind_rows(x[[name]], y[[name]])[name]
        place = np.where(np.isnan(at), np.arange(len(x)), at + len(x))
        result[name] = column_of(read(both).plain().take(place))
    return result


@takes_single_numbers
@keeps_contrasts
def top_n(data: Rows, n: int, by: Any = None) -> Rows:
    """Return the rows with the ``n`` largest values in each group, ties included, in data order.

    A negative ``n`` asks for the smallest values. The default of ``by`` is the last column.

    Examples
    --------
    >>> top_n(pd.DataFrame({"x": [3, 1, 2]}), 2)["x"].tolist()
    [3, 2]
    """
    frame, groups = parts(data)
    column = str(frame.columns[-1]) if by is None else by
    places = []
    for at in group_places(frame, groups):
        part = rows(frame, at)
        data_ = numeric(read(part[column] if isinstance(column, str) else column(part))).data
        signed = -data_ if n > 0 else data_
        numbers_present = signed[~np.isnan(signed)]
        ranks = np.array([np.count_nonzero(numbers_present < v) for v in signed])
        places.append(at[(ranks < abs(int(n))) & ~np.isnan(signed)])
    row_places = np.sort(np.concatenate(places)) if places else np.empty(0)
    return again(rows(frame, row_places), groups)
