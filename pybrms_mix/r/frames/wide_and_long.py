"""Base R's ``reshape()`` and ``aggregate()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.matrix_rows import of_rows_of_matrix
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import LIST, read, text, to_python
from pybrms_mix.r.values.row_names import NAMED_ROWS
from pybrms_mix.r.values.tibbles import of_rows
from pybrms_mix.r.vectors.factors import as_factor
from pybrms_mix.r.vectors.stats import na_omit
from pybrms_mix.r.vectors.vectors import first_places, joined

__all__ = ["aggregate", "reshaped"]


def _names(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in text(read(value)).data]


def reshaped(
    data: pd.DataFrame, *, direction: str, varying: Any = None, v_names: Any = None,
    timevar: str = "time", idvar: Any = "id", times: Any = None, sep: str = ".",
) -> pd.DataFrame:  # fmt: skip
    """Return base R's ``reshape(d)``: one column for each time (wide), or one row (long).

    Parameters
    ----------
    data : DataFrame
        The rows.
    direction : {"wide", "long"}
        The form of the result.
    varying : list, optional
        For the long form, the columns to stack, or one list of columns for each new column.
    v_names : str or list of str, optional
        The columns that vary; for the long form, the new columns.
    timevar : str, default "time"
        The column of the times.
    idvar : str or list of str, default "id"
        The columns that identify a row of the wide form.
    times : array_like, optional
        The times of the columns of ``varying``.
    sep : str, default "."
        The text between the name of a column and its time.

    Returns
    -------
    DataFrame
        The rows in the other form.

    Raises
    ------
    InvalidArgument
        If the columns of the long form are not given.

    Examples
    --------
    >>> d = pd.DataFrame({"id": [1, 1, 2], "t": [1, 2, 1], "y": [5, 6, 7]})
    >>> list(reshaped(d, direction="wide", idvar="id", timevar="t").columns)
    ['id', 'y.1', 'y.2']
    """
    if direction == "wide":
        return _wide(data, _names(v_names), timevar, _names(idvar), sep)
    if direction != "long":
        raise InvalidArgument(f"reshape() has no direction '{direction}'.")
    return _long(data, varying, _names(v_names), timevar, _names(idvar), times, sep)


def _keys(frame: pd.DataFrame, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(text(read(frame[n])).data for n in names), strict=True))


def _wide(
    frame: pd.DataFrame, varying: list[str], timevar: str, ids: list[str], sep: str
) -> pd.DataFrame:
    moving = varying or [str(n) for n in frame.columns if n != timevar and n not in ids]
    fixed = [str(n) for n in frame.columns if n != timevar and n not in moving]
    keys = _keys(frame, ids)
    firsts = {k: n for n, k in reversed(list(enumerate(keys)))}
    order = sorted(firsts.values())
    wide = rows(frame[fixed], np.array(order) + 0.0)
    time = read(frame[timevar]).plain()
    for at in first_places(time).astype(int):
        places = [n for n in range(len(frame)) if time.data[n] == time.data[at]]
        place = {k: n for n, k in reversed([(n, keys[n]) for n in places])}
        where = np.array([place.get(keys[n], np.nan) for n in order], dtype=float)
        label = text(time).data[at]
        for name in moving:
            wide[f"{name}{sep}{label}"] = column_of(read(frame[name]).plain().take(where))
    return wide


def _long(
    frame: pd.DataFrame, varying: Any, new: list[str], timevar: str, ids: list[str], times: Any,
    sep: str,
) -> pd.DataFrame:  # fmt: skip
    if varying is None:
        raise InvalidArgument("reshape() into the long form needs 'varying'.")
    blocks, moments = _blocks(varying, new, sep, [str(n) for n in frame.columns])
    names_of_times = moments if times is None else to_python(read(times))
    stacked = [n for block in blocks.values() for n in block]
    fixed = frame.drop(columns=stacked).reset_index(drop=True)
    if not all(n in fixed for n in ids):
        fixed[ids[0]] = np.arange(1, len(frame) + 1)
        fixed = fixed[[*(n for n in fixed.columns if n != ids[0]), ids[0]]]
    long_parts = []
    for k in range(len(next(iter(blocks.values())))):
        part = fixed.drop(columns=[n for n in ids if n not in frame.columns])
        moment = read(names_of_times).plain().take(np.full(len(frame), float(k)))
        cells = {timevar: column_of(moment)}
        cells |= {n: column_of(read(frame[block[k]]).plain()) for n, block in blocks.items()}
        new_ids = {n: fixed[n] for n in ids if n not in frame.columns}
        long_parts.append(part.assign(**cells, **new_ids))
    result = bind_rows(*long_parts)
    parts = [text(read(result[n])).data for n in (*ids, timevar)]
    labels = [".".join("NA" if v is None else v for v in row) for row in zip(*parts, strict=True)]
    result.index = pd.Index(labels, dtype=object)
    result.attrs[NAMED_ROWS] = True
    return result


def _blocks(
    varying: Any, new: list[str], sep: str, column_names: list[str]
) -> tuple[dict[str, list[str]], Any]:
    """Return the columns that are stacked in each new column, and the times."""
    varying_vector = read(varying)
    if varying_vector.kind == LIST:
        lists = [_places(v, column_names) for v in varying_vector.data]
        heads = new or [block[0] for block in lists]
        return dict(zip(heads, lists, strict=True)), np.arange(1, len(lists[0]) + 1)
    names = _places(varying, column_names)
    if len(new) == 1:
        return {new[0]: names}, np.arange(1, len(names) + 1)
    apart = [n.rpartition(sep) for n in names]
    if new or not all(head and tail for head, _, tail in apart):
        raise InvalidArgument("reshape() cannot guess the times from the names of 'varying'.")
    blocks: dict[str, list[str]] = {}
    for (head, _, _), name in zip(apart, names, strict=True):
        blocks.setdefault(head, []).append(name)
    time_texts = [tail for head, _, tail in apart if head == apart[0][0]]
    if all(t.lstrip("-").isdigit() for t in time_texts):
        return blocks, np.array([int(t) for t in time_texts])
    return blocks, np.array(time_texts, dtype=object)


def _places(selection: Any, column_names: list[str]) -> list[str]:
    vector = read(selection)
    if vector.kind == "numeric":
        return [column_names[int(n) - 1] for n in vector.data]
    return _names(selection)


@of_rows
def aggregate(
    data: Any, by: Any, function: Callable[[Any], Any], *, values: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return one row for each group with summaries, as ``aggregate()``.

    Parameters
    ----------
    data : DataFrame or array_like
        The rows, or a vector.
    by : list of str or dict
        The names of the columns that make the groups, as in a formula, or vectors with their
        names. The first one varies fastest.
    function : callable
        The summary of a column. A summary of several values is a column of vectors, which
        ``data_frame()`` spreads over columns.
    values : list of str, optional
        The columns to summarise; the default are all others. If they come from a formula, rows
        with missing values are left out first.

    Returns
    -------
    DataFrame
        The groups and their summaries.

    Raises
    ------
    InvalidData
        If a column does not exist.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["a", "b", "b"], "y": [1.0, 2.0, 4.0]})
    >>> aggregate(d, ["g"], np.mean)
       g    y
    0  a  1.0
    1  b  3.0
    """
    if (
        isinstance(by, list)
        and all(isinstance(n, str) for n in by)
        and isinstance(data, pd.DataFrame)
    ):
        value_names = (
            [str(n) for n in data.columns if n not in by] if values is None else list(values)
        )
        unknown = [n for n in (*value_names, *by) if n not in data.columns]
        if unknown:
            raise InvalidData(f"object '{unknown[0]}' not found")
        complete_rows = na_omit(data[[*value_names, *by]])
        return _summarised(complete_rows[value_names], {n: complete_rows[n] for n in by}, function)
    frame = data
    if not isinstance(data, pd.DataFrame):
        is_vector = np.ndim(data) < 2
        column = pd.DataFrame({"x": column_of(read(data).plain())}) if is_vector else None
        frame = as_frame(data) if column is None else column
    return _summarised(frame, _groups(by), function)


def _groups(by: Any) -> dict[str, Any]:
    """Return the factors of ``aggregate()``: columns or elements, which may have no names."""
    if is_frame(by):
        return {str(n): by.iloc[:, k] for k, n in enumerate(by.columns)}
    names, values = (by.keys(), by.values()) if isinstance(by, dict) else (
        (vector := read(by)).names or [""] * len(vector), vector.data)  # fmt: skip
    pairs = enumerate(zip(names, values, strict=True), start=1)
    return {name or f"Group.{n}": v for n, (name, v) in pairs}


def _summarised(
    values: pd.DataFrame, by: dict[str, Any], function: Callable[[Any], Any]
) -> pd.DataFrame:
    groups = {n: read(as_factor(v)) for n, v in by.items()}
    complete = ~np.logical_or.reduce([g.missing for g in groups.values()])
    keys = list(zip(*(g.data for g in groups.values()), strict=True))
    cells: dict[Any, list[int]] = {}
    for n in np.flatnonzero(complete):
        cells.setdefault(keys[n], []).append(int(n))
    ordered = sorted(cells, key=lambda key: tuple(reversed(key)))
    if not ordered:
        raise InvalidData("no rows to aggregate")
    firsts = np.array([cells[key][0] for key in ordered], dtype=float)
    columns = {str(n): column_of(read(by[n]).plain().take(firsts)) for n in by}
    for name in values.columns:
        vector = read(values[name]).plain()
        summaries = [function(to_python(vector.take(np.array(cells[k]) + 0.0))) for k in ordered]
        single = all(len(read(v)) == 1 for v in summaries)
        column = joined([(None, v) for v in summaries]) if single else None
        columns[str(name)] = (
            column_of(read(column).plain()) if single else of_rows_of_matrix(summaries)
        )
    return pd.DataFrame(columns)
