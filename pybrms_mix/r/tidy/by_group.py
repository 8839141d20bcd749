"""Functions that are applied to each group: ``group_map()``, ``ave()``, ``by()`` and others."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.nesting import nest
from pybrms_mix.r.values.grouped import EACH_ROW, Grouped, Rows, again, group_places, parts
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, matrix_of, of_one_axis
from pybrms_mix.r.values.r_vectors import LIST, as_kind, common, numeric, read, recycled, to_python
from pybrms_mix.r.values.tibbles import tibble_of, ungrouped
from pybrms_mix.r.vectors.over_factors import tapply
from pybrms_mix.r.vectors.stats import mean
from pybrms_mix.r.vectors.vectors import grouped_by, joined

__all__ = [
    "ave", "by", "do", "group_map", "group_modify", "group_split", "nest_by", "rowsum", "stack",
    "unsplit",
]  # fmt: skip


def _split(data: Rows, *, keep: bool = False) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Return for each group its key, as a data frame of one row, and its rows."""
    frame, groups = parts(data)
    keyed_parts = []
    for at in group_places(frame, groups):
        part = rows(frame, at)
        key = rows(frame[list(groups)], at[:1])
        keyed_parts.append((key, part if keep else part.drop(columns=list(groups))))
    return keyed_parts


def group_map(data: Rows, function: Callable[..., Any], *, keep: bool = False) -> list[Any]:
    """Return dplyr's ``group_map()``: the values of a function of the rows and key of each group.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    function : callable
        A function of the rows of a group and of its key, a data frame of one row.
    keep : bool, default False
        Whether the rows hold the columns of the groups.

    Returns
    -------
    list
        One value for each group.

    Examples
    --------
    >>> d = Grouped(pd.DataFrame({"g": ["a", "b", "b"], "x": [1, 2, 3]}), ("g",))
    >>> group_map(d, lambda rows, key: int(rows["x"].sum()))
    [1, 5]
    """
    return [function(part, key) for key, part in _split(data, keep=keep)]


def group_modify(data: Rows, function: Callable[..., Any]) -> Rows:
    """Return dplyr's ``group_modify()``: the data frame that a function makes of each group.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    function : callable
        A function of the rows of a group and of its key; its value is a data frame.

    Returns
    -------
    DataFrame or Grouped
        The rows of all groups. Keys that the function leaves out are the first columns.

    Raises
    ------
    InvalidData
        If the function does not return a data frame.

    Examples
    --------
    >>> d = Grouped(pd.DataFrame({"g": ["a", "b", "b"], "x": [1, 2, 3]}), ("g",))
    >>> group_modify(d, lambda rows, key: pd.DataFrame({"n": [len(rows)]})).frame
       g  n
    0  a  1
    1  b  2
    """
    frames = []
    for key, part in _split(data):
        result = function(part, key)
        if not isinstance(result, pd.DataFrame):
            raise InvalidData("The function of group_modify() must return a data frame.")
        frames.append(_beside(key, result))
    return again(bind_rows(*frames), parts(data)[1])


def _beside(key: pd.DataFrame, result: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a group after the columns of its key, which are repeated."""
    keys = rows(key, np.zeros(len(result))).reset_index(drop=True)
    return pd.concat([keys, result.reset_index(drop=True)], axis=1)


def do(data: Rows, function: Callable[[pd.DataFrame], Any] | None = None, **named: Any) -> Rows:
    """Return dplyr's ``do()``: the data frame that a function makes of the rows of each group.

    Functions with names make cells of one row for each group, as in ``do(d, fit = lm(y ~ x, .))``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    function : callable
        A function of all columns of the rows of a group; its value is a data frame.
    **named : callable
        Functions of any value, by the names of new columns.

    Returns
    -------
    DataFrame or Grouped
        The rows of all groups, with their keys as the first columns.

    Raises
    ------
    InvalidData
        If the function does not return a data frame.

    Examples
    --------
    >>> d = Grouped(pd.DataFrame({"g": ["a", "b", "b"], "x": [1, 2, 3]}), ("g",))
    >>> do(d, lambda rows: rows.head(1)).frame
       g  x
    0  a  1
    1  b  2
    """
    groups = parts(data)[1]
    frames = []
    if EACH_ROW in groups:
        raise InvalidData("do() needs rows without rowwise() here.",
                          hint="Write group_modify(), or mutate() with list().")  # fmt: skip
    if named:
        return _cells_of_groups(data, named)
    for key, part in _split(data, keep=True):
        result = ungrouped(cast("Callable[[pd.DataFrame], Any]", function)(tibble_of(part)))
        if not isinstance(result, pd.DataFrame):
            raise InvalidData("The expression in do() must give a data frame.",
                              hint="group_map() gives a list of other values.")  # fmt: skip
        frames.append(_beside(key[[n for n in groups if n not in result]], result))
    return again(tibble_of(bind_rows(*frames)), groups)


def _cells_of_groups(data: Rows, functions: Mapping[str, Callable[..., Any]]) -> Rows:
    """Return one row for each group, with the values of functions as cells."""
    keys, cells = [], []
    for key, part in _split(data, keep=True):
        keys.append(key)
        cells.append([function(tibble_of(part)) for function in functions.values()])
    table = bind_rows(*keys) if parts(data)[1] else pd.DataFrame(index=range(len(cells)))
    for n, name in enumerate(functions):
        column = pd.Series([None] * len(cells), dtype=object)
        for at, row in enumerate(cells):
            column.iat[at] = row[n]
        table = table.assign(**{name: column.to_numpy()})
    return Grouped(tibble_of(table), (EACH_ROW,))


def group_split(data: Rows, *columns: str, keep: bool = True) -> list[pd.DataFrame]:
    """Return dplyr's ``group_split()``: the rows of each group as a list of data frames.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["a", "b", "b"]})
    >>> [len(part) for part in group_split(d, "g")]
    [1, 2]
    """
    grouped_rows = Grouped(parts(data)[0], tuple(columns)) if columns else data
    return [tibble_of(part) for _, part in _split(grouped_rows, keep=keep)]


def nest_by(data: pd.DataFrame, *columns: str) -> Rows:
    """Return dplyr's ``nest_by()``: one row for each group, with the rows of the group in a cell.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["b", "a", "b"], "x": [1, 2, 3]})
    >>> nest_by(d, "g").frame["g"].tolist()
    ['a', 'b']
    """
    frame = parts(data)[0]
    nested_rows = parts(nest(Grouped(frame, columns)))[0]
    order = np.array([at[0] for at in group_places(nested_rows, columns)])
    return Grouped(rows(nested_rows, order), (*columns, EACH_ROW))


def ave(x: Any, *by: Any, function: Callable[[Any], Any] | None = None) -> Any:
    """Return ``ave(x, g)``: the mean, or another summary, of the group of each element.

    Parameters
    ----------
    x : array_like
        The elements.
    *by : array_like
        Factors whose combinations are the groups; without any, all elements are one group.
    function : callable, optional
        The summary of a group. The default is the mean.

    Returns
    -------
    ndarray
        One value for each element.

    Examples
    --------
    >>> ave([1, 3, 10], ["a", "a", "b"])
    array([ 2.,  2., 10.])
    """
    vector = read(x)
    summary = mean if function is None else function
    places = [np.arange(len(vector))] if not by else _combined(by)
    summaries = [(at, read(summary(to_python(vector.take(at + 0.0))))) for at in places if len(at)]
    kind = common([vector, *(f for _, f in summaries)])
    values = as_kind(vector.plain(), kind)
    data = values.data.copy()
    for at, part in summaries:
        data[at] = as_kind(recycled(part.plain(), len(at)), kind).data
    all_whole = values.whole and all(f.whole for _, f in summaries)
    return to_python(replace(values, data=data, whole=all_whole, single=False))


def _combined(by: tuple[Any, ...]) -> list[np.ndarray]:
    factors = [grouped_by(b)[0] for b in by]
    keys = list(zip(*(f.data for f in factors), strict=True))
    cells: dict[Any, list[int]] = {}
    for n, key in enumerate(keys):
        cells.setdefault(key, []).append(n)
    return [np.array(v) for k, v in cells.items() if not any(np.isnan(k))]


def rowsum(x: Any, group: Any, *, reorder: bool = True, na_rm: bool = False) -> Any:
    """Return ``rowsum(x, group)``: sums of the rows of each group, a matrix with a row for each.

    Examples
    --------
    >>> rowsum([1, 2, 3], ["b", "a", "b"])
       0
    a  2
    b  4
    """
    factor, places = grouped_by(group)
    if factor.missing.any():
        raise InvalidData("rowsum() needs groups without missing values here.")
    table = x if isinstance(x, pd.DataFrame) or np.ndim(x) == 1 else as_frame(np.asarray(x))
    if not isinstance(x, pd.DataFrame) and np.ndim(x) == 1:
        table = pd.DataFrame({"V1": numeric(read(x)).data})
        table = table.astype(int) if read(x).whole else table
    level_places = list(zip(factor.levels, places, strict=True))
    if not reorder:
        level_places.sort(key=lambda pair: int(pair[1][0]))
    total = np.nansum if na_rm else np.sum
    cells = {n: [total(np.asarray(table[n])[at]) for _, at in level_places] for n in table.columns}
    sums = pd.DataFrame(cells, index=[level for level, _ in level_places])
    if isinstance(x, pd.DataFrame):
        return (
            sums if is_frame(x) else matrix_of(sums.to_numpy(), sums.index.tolist(), axes_of(x)[1])
        )
    return matrix_of(sums.to_numpy(), sums.index.tolist())


def by(data: Any, index: Any, function: Callable[[Any], Any]) -> Any:
    """Return ``by(data, g, f)``: a function of the rows, or of the elements, of each group.

    Examples
    --------
    >>> by(pd.DataFrame({"x": [1, 2, 3]}), ["a", "b", "b"], len)
    a    1
    b    2
    dtype: int64
    """
    data = ungrouped(data)
    if not isinstance(data, pd.DataFrame):
        return of_one_axis(tapply(data, index, function), "by")
    factor, places = grouped_by(index)
    values = {level: function(rows(data, at + 0.0))
              for level, at in zip(factor.levels, places, strict=True)}  # fmt: skip
    single = all(len(read(v)) == 1 and read(v).kind != "list" for v in values.values())
    if not single:
        return values
    return of_one_axis(pd.Series(list(values.values()), index=list(values)), "by")


def unsplit(parts: Any, by: Any) -> Any:
    """Return ``unsplit(x, g)``: the elements of a list of groups, in their original order.

    Examples
    --------
    >>> unsplit({"a": [1, 3], "b": [2]}, ["a", "b", "a"])
    array([1, 2, 3])
    """
    factor, places = grouped_by(by)
    elements = list(read(parts).data)
    order = np.full(len(factor), np.nan)
    order[np.concatenate(places)] = np.arange(sum(map(len, places)))
    if all(isinstance(v, pd.DataFrame) for v in elements):
        return rows(bind_rows(*elements), order)
    columns = [read(v).plain() for v in elements]
    if any(not len(v) and len(at) for v, at in zip(columns, places, strict=True)):
        raise InvalidData("replacement has length zero")
    columns = [v.take(np.arange(len(at)) % max(len(v), 1) + 0.0)
               for v, at in zip(columns, places, strict=True)]  # fmt: skip
    stacked = bind_rows(*(pd.DataFrame({"value": column_of(v)}) for v in columns))
    return to_python(read(stacked["value"]).plain().take(order))


def stack(x: Any) -> pd.DataFrame:
    """Return ``stack(x)``: the elements of a list as one column, with the factor of their names.

    Examples
    --------
    >>> stack({"a": [1, 2], "b": [3]})["ind"].tolist()
    ['a', 'a', 'b']
    """
    vector = read(x)
    names = [n for n in vector.names or () if n]
    if not names or len(names) < len(vector):
        raise InvalidData("stack() needs a list with named elements.")
    absent = None if vector.kind == LIST else np.nan  # None is NULL in a list, and else NA
    pairs = zip(names, vector.data, strict=True)
    elements = [(n, read(absent if v is None else v)) for n, v in pairs]
    names, cells = [n for n, v in elements if len(v)], [v for _, v in elements if len(v)]
    labels = list(
        itertools.chain.from_iterable([n] * len(v) for n, v in zip(names, cells, strict=True))
    )
    values = read(joined([(None, to_python(v.plain())) for v in cells])).plain()
    return pd.DataFrame(
        {"values": column_of(values), "ind": pd.Categorical(labels, categories=names)}
    )
