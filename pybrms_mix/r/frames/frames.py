"""Construct, bind and transform data frames by R's rules of recycling and evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.row_labels import labelled_rows
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.indexing.subsetting import cells_of, column_of, rows
from pybrms_mix.r.values.kept_counts import frame_of_counts
from pybrms_mix.r.values.labelled import axes_names, is_labelled, spread, syntactic
from pybrms_mix.r.values.name_repair import Repair, names_before_repair, repaired
from pybrms_mix.r.values.named_matrix import (
    NamedMatrix,
    axes_of,
    is_frame,
    is_of_counts,
    matrix_of,
)  # fmt: skip
from pybrms_mix.r.values.r_vectors import CHARACTER, NULL, read, to_python
from pybrms_mix.r.values.row_names import NAMED_ROWS
from pybrms_mix.r.values.stan_fits import StanFit
from pybrms_mix.r.values.tibbles import gives_tibbles, of_rows, tibble_of, ungrouped, untibbled
from pybrms_mix.r.vectors.base_strings import make_unique
from pybrms_mix.r.vectors.factors import as_factor
from pybrms_mix.results.fit import Fit

__all__ = [
    "as_frame", "as_tibble", "as_tibble_row", "data_frame", "is_data_frame", "ordered_rows",
    "tibble", "tibble_of_counts", "transform",
]  # fmt: skip


def is_data_frame(x: Any) -> bool:
    """Return ``is.data.frame(x)``, which is true of rows with groups.

    Examples
    --------
    >>> is_data_frame({"x": [1, 2]})
    False
    """
    return is_frame(ungrouped(x))


@of_rows
def data_frame(
    *parts: Any, strings_as_factors: bool = False, unnamed: Sequence[str] = (), **columns: Any
) -> pd.DataFrame:
    """Return a data frame from columns; shorter columns are recycled to the longest length.

    Parameters
    ----------
    *parts
        Data frames and matrices, whose columns come first.
    strings_as_factors : bool, default False
        Whether columns of strings become factors.
    unnamed : sequence of str, default ()
        Keywords that name a vector, but not the columns of a data frame or matrix, which keep
        their own names.
    **columns
        Vectors. The columns of a data frame or matrix get the keyword as a prefix.

    Examples
    --------
        >>> data_frame(x=[1, 2], g="a")
           x  g
        0  1  a
        1  2  a
    """
    pairs = [pair for part in parts for pair in _own_columns(part)]
    for name, value in columns.items():
        keeps_names = name in unnamed and _is_wide(value)
        pairs += _own_columns(value) if keeps_names else _spread(name, value).items()
    pairs = [(n, v) for n, v in pairs if read(v).kind != NULL]
    labels = make_unique([n for n, _ in pairs]) if pairs else ()
    labelled_columns = {label: v for label, (_, v) in zip(labels, pairs, strict=True)}
    sizes = [len(read(v)) for v in labelled_columns.values()]
    size = 0 if 0 in sizes else max(sizes, default=0)
    bound_frame = pd.DataFrame(
        {n: _cells(v, size, strings_as_factors) for n, v in labelled_columns.items()}
    )
    every_part = (*parts, *columns.values())
    named_parts = [p for p in every_part if not (isinstance(p, dict) or is_of_counts(p))]
    return labelled_rows(bound_frame, named_parts)


def _own_columns(part: Any) -> list[tuple[str, Any]]:
    """Return the columns of a data frame or matrix by their own names."""
    frame = part if isinstance(part, pd.DataFrame) else as_frame(part)
    frame = _numbered_columns(part, frame)
    names = syntactic(map(str, frame.columns))
    return [p for at, n in enumerate(names) for p in _spread(n, frame.iloc[:, at]).items()]


def _is_wide(value: Any) -> bool:
    """Return whether a value has columns with names of their own, as ``data.frame()`` sees it."""
    if is_frame(value) or isinstance(value, dict) or is_of_counts(value):
        return True
    return np.asarray(value).ndim == 2 and (axes_of(value)[1] is not None or np.shape(value)[1] > 1)


def _numbered_columns(part: Any, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a matrix without names as X1, X2, ..., as ``data.frame()`` does."""
    is_matrix = not is_frame(part) and not is_of_counts(part) and np.asarray(part).ndim == 2
    if not is_matrix or axes_of(part)[1] is not None:
        return frame
    if frame.shape[1] == 1:
        message = "A matrix of one column without a name gets a name from its expression in R."
        raise InvalidData(message, hint="Give its column a name, such as data.frame(x = m).")
    return frame.set_axis([f"X{n + 1}" for n in range(frame.shape[1])], axis=1)


def _spread(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        pairs = (_spread(f"{name}.{n}", v) for n, v in value.items())
        return {n: v for pair in pairs for n, v in pair.items()}
    value = frame_of_counts(value) if is_of_counts(value) else cells_of(value)
    if isinstance(value, NamedMatrix) and axes_of(value)[1] is None:
        value = value.to_numpy()
    if isinstance(value, pd.DataFrame):
        if value.shape[1] == 1:  # its only column keeps its name
            return {str(n): value[n] for n in value.columns}
        return {f"{name}.{n}": value[n] for n in value.columns}
    if isinstance(value, np.ndarray) and value.ndim == 2:
        if value.shape[1] == 1:
            return {name: value[:, 0]}
        return {f"{name}.{n + 1}": value[:, n] for n in range(value.shape[1])}
    return {name: value}


def _cells(value: Any, size: int, factors: bool) -> Any:
    vector = read(value)
    if len(vector) and size % len(vector):
        raise InvalidData(f"arguments imply differing number of rows: {size}, {len(vector)}")
    cells = as_column(value, size) if size else column_of(vector)
    return as_factor(cells) if factors and vector.kind == CHARACTER else cells


@gives_tibbles
@of_rows
def tibble(*parts: Any, **columns: Any) -> pd.DataFrame:
    """Return a data frame whose columns may be functions of the columns before them.

    Only single values are recycled.

    Examples:
        >>> tibble(x=[1, 2], y=lambda d: d["x"] * 2)
           x  y
        0  1  2
        1  2  4
    """
    cells: dict[str, Any] = {}
    for part in parts:
        cells |= {str(n): part[n] for n in as_frame(part).columns}
    for name, value in columns.items():
        cells[name] = value(data_frame(**cells)) if callable(value) else value
        if is_frame(cells[name]) and not is_of_counts(cells[name]):
            raise InvalidData(f"The column '{name}' cannot be a data frame here.",
                              hint="Give its columns to tibble() without a name.")  # fmt: skip
    sizes = {len(read(v)) for v in cells.values() if read(v).kind != NULL} - {1}
    if len(sizes) > 1:
        raise InvalidData(f"The columns of a tibble must have one length, not {sorted(sizes)}.")
    return data_frame(**cells)


def as_tibble(
    x: Any, *, keeps_names: bool = False, name_repair: Repair | None = None
) -> pd.DataFrame:
    """Return ``as_tibble(x)``: a tibble with the columns of a data frame, a matrix or a list.

    The rows lose names and groups. A vector becomes the column "value". If ``keeps_names``, as with
    ``rownames = NA`` in R, ``x`` may have no names of rows. ``name_repair`` changes the names.

    Raises
    ------
    InvalidData
        If the names of the rows should be kept.

    Examples
    --------
    >>> as_tibble([1, 2])
       value
    0      1
    1      2
    """
    x = ungrouped(x)
    if is_of_counts(x):
        return tibble_of_counts(x)
    table = isinstance(x, pd.DataFrame | dict | Fit) or np.ndim(x) > 1 or hasattr(x, "to_frame")
    if not table or isinstance(x, pd.Series):
        return tibble_of(pd.DataFrame({"value": column_of(read(x).plain())}))
    frame = as_frame(x)
    numbers = [str(n + 1) for n in range(len(frame))]
    is_plain = pd.api.types.is_integer_dtype(frame.index) or list(frame.index) == numbers
    if keeps_names and (frame.attrs.get(NAMED_ROWS) or not is_plain):
        hint = "Write rownames = 'name' for a column that holds them."
        raise InvalidData("A tibble has no names of rows here.", hint=hint)
    if name_repair is not None:
        frame = frame.set_axis(repaired(names_before_repair(x, frame), name_repair), axis=1)
    return tibble_of(frame)


def tibble_of_counts(counts: Any, response_name: str = "n") -> pd.DataFrame:
    """Return ``as_tibble(table(g))``: a tibble with a row for each combination of levels.

    Parameters
    ----------
    counts : Series, DataFrame or DataArray
        The table of counts, whose variables have names.
    response_name : str, default "n"
        The name of the column of the counts.

    Returns
    -------
    DataFrame
        A column of strings for each variable, and the counts.

    Raises
    ------
    InvalidData
        If a variable has no name.

    Examples
    --------
    >>> from pybrms_mix.r import table
    >>> tibble_of_counts(table(["b", "a", "b"], dnn="g"))["n"].tolist()
    [1, 2]
    """
    axes = getattr(counts, "axes", [None])
    if any(getattr(axis, "name", None) is None for axis in axes):
        raise InvalidData("The columns of a tibble of counts need the names of the variables.")
    return tibble_of(frame_of_counts(counts, response_name, strings_as_factors=False))


def as_tibble_row(x: Any) -> pd.DataFrame:
    """Return ``as_tibble_row(x)``: a tibble of one row, whose columns have the names of ``x``.

    Raises
    ------
    InvalidData
        If elements have no names.

    Examples
    --------
    >>> as_tibble_row({"a": 1, "b": "x"})
       a  b
    0  1  x
    """
    vector = read(x)
    if not len(vector) or vector.names is None or "" in vector.names:
        raise InvalidData("A tibble of one row needs a vector or list with names.")
    places = {str(name): np.array([float(at)]) for at, name in enumerate(vector.names)}
    cells = {name: to_python(vector.take(at).plain()) for name, at in places.items()}
    return tibble_of(data_frame(**{n: v[0] for n, v in cells.items()}))


def as_frame(
    x: Any, name: str | None = None, *, response_name: str = "Freq", strings_as_factors: bool = True
) -> pd.DataFrame:
    """Return ``as.data.frame(x)``: columns V1, V2, ... for a matrix, the draws of a fit.

    A vector is a column with the name ``name``, which is the text of the argument in R ("x" if it
    is not given); the names of its elements are those of the rows. A table of
    counts has a row for each combination of levels, with the counts in ``response_name``; its
    levels are strings without ``strings_as_factors``.

    Raises:
        InvalidData: for a vector with names, if the name of its column is not given.
    """
    x = x.fit if isinstance(x, StanFit) else ungrouped(x)
    if is_of_counts(x):
        return frame_of_counts(x, response_name, strings_as_factors=strings_as_factors)
    if isinstance(x, pd.Series) and read(x).names is not None and name is None:
        hint = "Write data.frame(x = x)."
        raise InvalidData("The column of a vector with names needs a name here.", hint=hint)
    if isinstance(x, pd.Series):
        return _as_column(x, name or "x")
    if isinstance(x, Fit):
        return x.as_draws_matrix().reset_index(drop=True)
    if is_frame(x):
        frame = untibbled(x)
        if not pd.api.types.is_integer_dtype(frame.index):
            frame = frame.copy(deep=False)  # the columns of a data frame have no names of rows
            frame.attrs[NAMED_ROWS] = True
        return frame
    if isinstance(x, NamedMatrix):
        column_names = axes_of(x)[1] or ("",) * x.shape[1]
        names = [name or f"V{n + 1}" for n, name in enumerate(column_names)]
        frame = pd.DataFrame(x.to_numpy(), index=x.index, columns=names)
        if axes_of(x)[0] is not None:
            frame.attrs[NAMED_ROWS] = True
        return frame
    if isinstance(x, np.ndarray) and x.ndim > 1:
        x = x.reshape(x.shape[0], -1, order="F")  # further dimensions stand side by side in R
        return pd.DataFrame(x, columns=[f"V{n + 1}" for n in range(x.shape[1])])
    if isinstance(x, dict):
        return data_frame(**x) if all(np.ndim(v) < 2 for v in x.values()) else _beside(x)
    if hasattr(x, "to_frame"):
        return pd.DataFrame(x.to_frame())
    if is_labelled(x):
        return spread(x) if x.ndim > 2 else as_frame(matrix_of(x.to_numpy(), *axes_names(x)))
    return _as_column(x, name or "x")


def _as_column(x: Any, name: str) -> pd.DataFrame:
    """Return a vector as the column of a data frame, whose rows have the names of its elements."""
    vector = read(x)
    frame = pd.DataFrame({name: column_of(replace(vector, names=None))})
    if vector.names is not None and len(set(vector.names)) == len(vector):
        frame.index = pd.Index(vector.names, dtype=object)
        frame.attrs[NAMED_ROWS] = True
    return frame


def _beside(tables: dict[str, Any]) -> pd.DataFrame:
    """Return the columns of a list of tables side by side: "id.Estimate" is one of the table id."""
    frames = [as_frame(v, name) for name, v in tables.items()]
    are_tables = [np.ndim(v) > 1 for v in tables.values()]
    for frame, name, is_table in zip(frames, tables, are_tables, strict=True):
        frame.columns = pd.Index([f"{name}.{c}" if is_table else name for c in frame.columns])
    labels = frames[are_tables.index(True)]
    result = pd.concat([f.set_axis(labels.index) for f in frames], axis=1)
    result.attrs |= labels.attrs
    return result


def transform(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Return a data frame with columns that are all computed from the original columns.

    Examples:
        >>> transform(data_frame(x=1.0), x=lambda d: d["x"] * 2, y=lambda d: d["x"] + 1)
             x    y
        0  2.0  2.0
    """
    frame = untibbled(ungrouped(frame))
    values = {n: v(frame) if callable(v) else v for n, v in columns.items()}
    dropped_names = [n for n, v in values.items() if v is None]
    new_columns = {n: as_column(v, len(frame)) for n, v in values.items() if v is not None}
    return frame.drop(columns=dropped_names, errors="ignore").assign(**new_columns)


def ordered_rows(frame: pd.DataFrame, at: Any) -> pd.DataFrame:
    """Return the rows at positions counted from 1, as ``d[order(d$x), ]``."""
    return rows(frame, read(at).data - 1)
