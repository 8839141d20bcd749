"""Joins of data frames: dplyr's joins and R's ``merge()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import with_subset
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.grouped import Rows, again, parts, ungroup
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    Vector,
    as_kind,
    characters,
    common,
    read,
    text,
    to_python,
)
from pybrms_mix.r.values.sorting import order_of
from pybrms_mix.r.values.tibbles import keeps_tibbles
from pybrms_mix.r.vectors.factors import factor

__all__ = ["join", "merge"]


def _pairs(x: pd.DataFrame, y: pd.DataFrame, by: Any) -> list[tuple[str, str]]:
    if by is None:
        names = [n for n in map(str, x.columns) if n in y.columns]
        if not names:
            raise InvalidData(
                "The data frames have no column in common.", hint="Name the columns in 'by'."
            )
        return [(n, n) for n in names]
    if isinstance(by, dict):
        return [(str(a), str(b)) for a, b in by.items()]
    vector = read(by)
    new = vector.names or ("",) * len(vector)
    return [(n or v, v) for n, v in zip(new, vector.data, strict=True)]


def row_keys(frame: pd.DataFrame, names: list[str], like: list[str]) -> list[Any]:
    """Return the key of each row: the values of some columns, read as values of given kinds."""
    if not names:  # without keys each row matches all rows
        return [()] * len(frame)
    columns = []
    for name, kind in zip(names, like, strict=True):
        vector = read(frame[name])
        vector = text(vector) if vector.kind == FACTOR else as_kind(vector, kind)
        columns.append([None if m else v for v, m in zip(vector.data, vector.missing, strict=True)])
    return list(zip(*columns, strict=True))


def _matched(
    x: pd.DataFrame, y: pd.DataFrame, pairs: list[tuple[str, str]]
) -> list[tuple[int, list[int]]]:
    like = [common([read(x[a]), read(y[b])]) for a, b in pairs]
    places: dict[Any, list[int]] = {}
    for n, key in enumerate(row_keys(y, [b for _, b in pairs], like)):
        places.setdefault(key, []).append(n)
    return [(n, places.get(key, []))
            for n, key in enumerate(row_keys(x, [a for a, _ in pairs], like))]  # fmt: skip


@keeps_tibbles
def join(x: Rows, y: Rows, by: Any = None, how: str = "left", suffix: Any = (".x", ".y")) -> Rows:
    """Join two data frames as dplyr does, with the rows in the order of ``x``.

    Parameters
    ----------
    x, y : DataFrame or Grouped
        The data frames. NA matches NA.
    by : str, list or dict, optional
        The names of the key columns. A dict or a named vector maps names in ``x`` to names in
        ``y``. The default is all common columns.
    how : {"left", "inner", "right", "full", "semi", "anti"}
        The type of join.
    suffix : tuple of str
        The suffixes for columns that occur in both data frames and are not keys.

    Returns
    -------
    DataFrame or Grouped
        The joined rows.
    """
    frame, groups = parts(x)
    other_frame = ungroup(y)
    pairs = _pairs(frame, other_frame, by)
    matches = _matched(frame, other_frame, pairs)
    if how in ("semi", "anti"):
        at = np.array([n for n, m in matches if bool(m) == (how == "semi")], dtype=float)
        return again(rows(frame, at), groups)
    left, right = [], []
    for n, places in matches:
        left += [float(n)] * max(len(places), how in ("left", "full"))
        right += list(map(float, places)) or ([np.nan] if how in ("left", "full") else [])
    if how in ("right", "full"):
        unmatched = sorted(set(range(len(other_frame))) - {k for _, m in matches for k in m})
        left += [np.nan] * len(unmatched)
        right += map(float, unmatched)
    mine, theirs = (str(v) for v in suffix)
    joined_rows = _glued(frame, other_frame, np.array(left), np.array(right), pairs, (mine, theirs))
    return again(joined_rows, groups)


def _glued(
    x: pd.DataFrame, y: pd.DataFrame, left: np.ndarray, right: np.ndarray,
    pairs: list[tuple[str, str]], suffix: tuple[str, str],
) -> pd.DataFrame:  # fmt: skip
    keys = dict(pairs)
    other_names = [str(n) for n in y.columns if n not in keys.values()]
    columns: dict[str, Any] = {}
    for name in map(str, x.columns):
        vector = read(x[name]).plain()
        if name in keys:
            columns[name] = column_of(_key(vector, read(y[keys[name]]).plain(), left, right))
        else:
            new = f"{name}{suffix[0]}" if name in other_names else name
            columns[new] = column_of(vector.take(left))
    for name in other_names:
        new = f"{name}{suffix[1]}" if name in x.columns and name not in keys else name
        columns[new] = column_of(read(y[name]).plain().take(right))
    return pd.DataFrame(columns)


def _key(first: Vector, second: Vector, left: np.ndarray, right: np.ndarray) -> Vector:
    values = first.take(left)
    unmatched = np.isnan(left)
    if FACTOR in (first.kind, second.kind):
        if first.kind != second.kind:
            values = text(values)
        else:
            levels = tuple(dict.fromkeys((*first.levels, *second.levels)))
            codes = [np.nan if v is None else float(levels.index(v)) for v in text(values).data]
            values = Vector(FACTOR, np.array(codes, dtype=float), levels=levels)
    if not unmatched.any():
        return values
    return read(
        with_subset(to_python(values), unmatched, to=to_python(second.take(right[unmatched])))
    ).plain()


def merge(
    x: pd.DataFrame, y: pd.DataFrame, by: Any = None, *, all: bool = False,
    all_x: bool = False, all_y: bool = False, sort: bool = True,
    suffixes: Any = (".x", ".y"), by_y: Any = None,
) -> pd.DataFrame:  # fmt: skip
    """Join two data frames as R's ``merge()``: key columns first, rows sorted by the keys.

    Parameters
    ----------
    x, y : DataFrame
        The data frames.
    by : str or list, optional
        The names of the key columns. The default is all common columns; without any, each row of
        ``x`` is joined with each row of ``y``.
    all, all_x, all_y : bool, default False
        Whether to keep rows without a match: rows of both data frames, of ``x`` or of ``y``.
    sort : bool, default True
        Whether to sort the rows by the keys.
    suffixes : list of str, default (".x", ".y")
        The endings of the names of columns that both data frames have.
    by_y : str or list, optional
        The names of the key columns in ``y``, if they differ.

    Returns
    -------
    DataFrame
        The joined rows.
    """
    if by is None and not set(map(str, x.columns)) & set(map(str, y.columns)):
        first, second = np.arange(len(x)), np.arange(len(y))
        x_rows = rows(x, np.tile(first, len(y)))
        return x_rows.assign(**{
            str(n): c.array for n, c in rows(y, np.repeat(second, len(x))).items()
        })  # fmt: skip
    if by_y is not None:
        by = dict(zip(text(read(by)).data, text(read(by_y)).data, strict=True))
    pairs = _pairs(x, y, by)
    left, right = _merged(x, y, pairs, lone_x=all or all_x, lone_y=all or all_y)
    mine, theirs = (str(v) for v in suffixes)
    table = _glued(x, y, left, right, pairs, (mine, theirs))
    names = [a for a, _ in pairs]
    table = table[[*names, *(n for n in table.columns if n not in names)]]
    for a, b in pairs:
        if read(x[a]).kind == FACTOR and read(y[b]).kind != FACTOR:
            labels = [v for v in text(read(table[a])).data if v is not None]
            levels = list(dict.fromkeys([*read(x[a]).levels, *labels]))
            table = table.assign(**{a: factor(table[a], levels)})
    has_lone_rows = bool(np.isnan(left).any() or np.isnan(right).any())
    return rows(table, _key_order(table, names, has_lone_rows)) if sort else table


def _key_order(table: pd.DataFrame, names: list[str], has_lone_rows: bool) -> np.ndarray:
    """Return the order of the rows of ``merge()``.

    R sorts by the keys if some rows have no match. Otherwise it sorts by one key, whose levels
    are text, or by the text of several keys together.
    """
    keys = [read(table[n]).plain() for n in names]
    if not has_lone_rows:
        keys = [text(k) if k.kind == FACTOR or len(keys) > 1 else k for k in keys]
    if len(keys) > 1 and not has_lone_rows:
        cells = ["\r".join("NA" if v is None else v for v in row)
                 for row in zip(*(k.data for k in keys), strict=True)]  # fmt: skip
        keys = [characters(cells)]
    return order_of(keys, [False] * len(keys))


def _merged(
    x: pd.DataFrame, y: pd.DataFrame, pairs: list[tuple[str, str]], *, lone_x: bool, lone_y: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return the row positions of matching pairs, in the order in which R finds the pairs."""
    like = [common([read(x[a]), read(y[b])]) for a, b in pairs]
    first = row_keys(x, [a for a, _ in pairs], like)
    second = row_keys(y, [b for _, b in pairs], like)
    shared = [key for key in first if key in set(second)]
    codes: dict[Any, int] = {}
    for n, key in enumerate(shared):
        codes.setdefault(key, n + 1)
    x_codes, y_codes = ([codes.get(key, 0) for key in keys] for keys in (first, second))
    at, to = _shell_sorted(x_codes), _shell_sorted(y_codes)
    matches = [(i, j) for i in at if x_codes[i] for j in to if y_codes[j] == x_codes[i]]
    matches = sorted(matches, key=lambda pair: x_codes[pair[0]])
    left = [float(i) for i, _ in matches] + [float(i) for i in at if lone_x and not x_codes[i]]
    right = [float(j) for _, j in matches] + [np.nan] * (len(left) - len(matches))
    lone_rows = [float(j) for j in to if lone_y and not y_codes[j]]
    return np.array(left + [np.nan] * len(lone_rows)), np.array(right + lone_rows)


def _shell_sorted(codes: list[int]) -> list[int]:
    """Return the positions that sort codes by R's Shell sort, which is not stable."""
    at = list(range(len(codes)))
    step = 1
    while step <= len(codes) // 9:
        step = 3 * step + 1
    while step:
        for n in range(step, len(at)):
            position, place = at[n], n
            while place >= step and codes[at[place - step]] > codes[position]:
                at[place] = at[place - step]
                place -= step
            at[place] = position
        step //= 3
    return at
