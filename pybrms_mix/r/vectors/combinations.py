"""All combinations of values: ``expand.grid()``, ``expand_grid()`` and ``crossing()``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, Vector, read, to_python
from pybrms_mix.r.values.sorting import order_of
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.vectors import first_places

__all__ = ["crossing", "crossing_of", "expand_grid", "expand_strings"]


def expand_grid(**columns: Any) -> pd.DataFrame:
    """Return ``expand.grid(...)``: all combinations, with the first column varying fastest.

    Strings become factors, with levels in the order in which the values are given.

    Examples:
        >>> expand_grid(x=[1, 2], cond=["pre", "post"])["cond"].cat.categories.tolist()
        ['pre', 'post']
    """
    return _grid(columns, first_fastest=True)


def expand_strings(**columns: Any) -> pd.DataFrame:
    """Return ``expand.grid(..., stringsAsFactors = FALSE)``: strings stay strings."""
    grid = _grid({n: _coded(v) for n, v in columns.items()}, first_fastest=True)
    for name, value in columns.items():
        vector = read(value).plain()
        if vector.kind == CHARACTER:
            grid[name] = column_of(vector.take(grid[name].to_numpy(dtype=float)))
    return grid


def _coded(value: Any) -> Any:
    """Return the positions of strings; other values are returned unchanged."""
    vector = read(value).plain()
    return np.arange(len(vector)) + 0.0 if vector.kind == CHARACTER else value


@gives_tibbles
def crossing_of(*frames: Any, unnamed: Sequence[str] = (), **columns: Any) -> pd.DataFrame:
    """Return tidyr's ``expand_grid(...)``: all combinations, with the last column fastest.

    The rows of a data frame are combined as they are.

    Parameters
    ----------
    *frames : DataFrame
        Data frames, which come before the columns.
    unnamed : sequence of str, default ()
        Columns whose names are those of variables: a data frame there keeps its own names.
    **columns : array_like or DataFrame
        The columns by name.

    Returns
    -------
    DataFrame
        One row for each combination.

    Raises
    ------
    InvalidData
        If a vector has no name.
    """
    wide = next((n for n in unnamed if isinstance(columns.get(n), pd.DataFrame)), None)
    if wide is not None:
        names = list(columns)
        at_wide = names.index(wide)
        before = {n: columns[n] for n in names[:at_wide]}
        after = {n: columns[n] for n in names[at_wide + 1 :]}
        grids = [*frames, *([crossing_of(**before)] if before else []), columns[wide]]
        later_grids = [crossing_of(unnamed=unnamed, **after)] if after else []
        return crossing_of(*grids, *later_grids)
    wide = next((n for n, v in columns.items() if _is_wide(v)), None)
    if wide is not None:
        raise InvalidData(f"The column '{wide}' cannot be a data frame or a matrix here.",
                          hint="A data frame without a name keeps its columns.")  # fmt: skip
    grid = _grid(columns, first_fastest=False)
    for frame in reversed(frames):
        if not isinstance(frame, pd.DataFrame):
            raise InvalidData("A vector needs the name of its column here.")
        at = np.repeat(np.arange(len(frame)), len(grid)) + 0.0
        size = len(frame)
        back = rows(grid, np.tile(np.arange(len(grid)), size) + 0.0)
        grid = pd.concat([rows(frame, at), back], axis=1) if grid.shape[1] else frame
    return grid


def _is_wide(value: Any) -> bool:
    """Return whether a value would be a column that has columns itself."""
    return isinstance(value, pd.DataFrame) or (
        isinstance(value, np.ndarray) and value.ndim > 1 and value.shape[1] > 1
    )


@gives_tibbles
def crossing(*frames: Any, unnamed: Sequence[str] = (), **columns: Any) -> pd.DataFrame:
    """Return tidyr's ``crossing(...)``: all combinations of the sorted unique values.

    Data frames contribute their sorted unique rows.

    Parameters
    ----------
    *frames : DataFrame
        Data frames, which come before the columns.
    unnamed : sequence of str, default ()
        Columns whose names are those of variables: a data frame there keeps its own names.
    **columns : array_like or DataFrame
        The columns by name.

    Returns
    -------
    DataFrame
        One row for each combination.

    Examples
    --------
    >>> crossing(pd.DataFrame({"g": ["b", "a", "b"]}), x=[2, 1])["g"].tolist()
    ['a', 'a', 'b', 'b']
    """
    parts = [_distinct_rows(f) if isinstance(f, pd.DataFrame) else f for f in frames]
    distinct_columns = {
        n: _distinct_rows(v) if isinstance(v, pd.DataFrame) else _distinct(v)
        for n, v in columns.items()
    }
    return crossing_of(*parts, unnamed=unnamed, **distinct_columns)


def _distinct_rows(frame: pd.DataFrame) -> pd.DataFrame:
    distinct_rows = frame.drop_duplicates()
    order = order_of(
        [read(distinct_rows[name]).plain() for name in distinct_rows],
        [False] * distinct_rows.shape[1],
    )
    return rows(distinct_rows, np.asarray(order, dtype=float)).reset_index(drop=True)


def _distinct(value: Any) -> Any:
    vector = read(value).plain()
    vector = vector.take(first_places(vector))
    return to_python(vector.take(order_of([vector], [False])))


def _grid(columns: dict[str, Any], *, first_fastest: bool) -> pd.DataFrame:
    vectors = {n: read(v).plain() for n, v in columns.items()}
    sizes = [len(v) for v in vectors.values()]
    total = int(np.prod(sizes))
    grid_columns = {}
    for n, (name, vector) in enumerate(vectors.items()):
        faster = sizes[:n] if first_fastest else sizes[n + 1 :]
        at = (np.arange(total) // int(np.prod(faster, initial=1))) % max(sizes[n], 1)
        if first_fastest and vector.kind == CHARACTER:
            levels = tuple(dict.fromkeys(v for v in vector.data if v is not None))
            codes = [np.nan if v is None else float(levels.index(v)) for v in vector.data]
            vector = Vector(FACTOR, np.array(codes), levels=levels)  # noqa: PLW2901
        grid_columns[name] = column_of(vector.take(at + 0.0))
    return pd.DataFrame(grid_columns)
