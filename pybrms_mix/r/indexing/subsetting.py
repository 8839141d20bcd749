"""R's subsetting operators ``[``, ``[[`` and ``$``, with positions counted from 1."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.times.dates import FIELDS, date_field
from pybrms_mix.r.values.code_values import RCode
from pybrms_mix.r.values.fit_parts import is_part_known, part_of
from pybrms_mix.r.values.joined_priors import as_table, through_frame
from pybrms_mix.r.values.kept_counts import like_counts
from pybrms_mix.r.values.labelled import axis_names, is_labelled, is_random
from pybrms_mix.r.values.labelled_parts import labelled_part
from pybrms_mix.r.values.list_cells import cell_of
from pybrms_mix.r.values.matrix_rows import whole_matrix
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, is_frame, is_of_counts, matrix_of
from pybrms_mix.r.values.partial_frames import refuse_partial
from pybrms_mix.r.values.places import cell_positions, cells_by_name, completed, positions
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    LIST,
    NULL,
    NamedList,
    Vector,
    listed,
    read,
    to_python,
)
from pybrms_mix.r.values.random_cells import random_element, random_subset
from pybrms_mix.r.values.result_lists import refuse_further
from pybrms_mix.r.values.row_names import kept_numbers, row_names, without_numbers
from pybrms_mix.r.values.scaling import column_matrix
from pybrms_mix.r.values.summary_parts import part_of_summary
from pybrms_mix.r.values.tibbles import is_tibble, regrouped, ungrouped
from pybrms_mix.results.summary import Summary

__all__ = ["column_names", "columns", "labels", "subset"]


def cells_of(x: Any) -> Any:
    """Return the table of a column whose cells are vectors of one length; else the value."""
    if not isinstance(x, pd.Series) or x.dtype != object or not len(x):
        return x
    if not all(isinstance(v, pd.Series | np.ndarray) and np.ndim(v) == 1 for v in x):
        return x
    if len({len(v) for v in x}) > 1:
        return x
    names = x.iloc[0].index if isinstance(x.iloc[0], pd.Series) else None
    array = np.array([np.asarray(v) for v in x])
    return array if names is None else pd.DataFrame(array, columns=list(names))


def tabular(x: Any) -> Any:
    """Return the table in a result that R holds as a matrix or data frame; else the value."""
    plain = isinstance(x, pd.DataFrame | pd.Series | pd.Index | np.ndarray)
    return x if plain or not hasattr(x, "to_frame") else x.to_frame()


def subset(x: Any, *index: Any, drop: bool | None = None) -> Any:
    """Return ``x[i]`` or ``x[i, j]``; ``...`` stands for an empty index.

    Parameters
    ----------
    x
        A vector, list, matrix or data frame.
    *index
        Positions counted from 1, negative positions to exclude, names, or logical conditions. A
        condition that is NA gives an element or a row of NA.
    drop : bool, optional
        Whether a single column, or a single row of a matrix, becomes a vector. By default it does,
        except for a column of a tibble.

    Returns
    -------
    object
        The selected part of ``x``.

    Examples
    --------
        >>> subset([10, 20, 30], -1)
        array([20, 30])
        >>> subset(pd.DataFrame({"x": [1, 2, 3]}), [True, False, True], ..., drop=False)
           x
        0  1
        1  3
    """
    if is_random(x):
        return random_subset(x, index, drop=bool(drop))
    if (frame := ungrouped(x)) is not x:
        return regrouped(subset(frame, *index, drop=drop), x)
    if len(index) > 1 and isinstance(x := as_table(x), PriorTable):
        return through_frame(x, lambda frame: subset(frame, *index, drop=drop))
    x = cells_of(tabular(column_matrix(x))) if len(index) > 1 else tabular(x)
    drop = not is_tibble(x) if drop is None else drop
    if isinstance(x, NamedMatrix) and len(index) == 2:
        return like_counts(_of_named(x, index, drop=drop), x)
    if isinstance(x, NamedMatrix) and index[0] is not ... and np.ndim(index[0]) > 1:
        return subset(x.to_numpy(), cells_by_name(index[0], axes_of(x)))
    if is_frame(x):
        return _of_table(x, index, drop=drop)
    if is_labelled(x) and len(index) > 1:
        return labelled_part(x, index, drop=drop)
    if len(index) > 1:
        return _of_matrix(np.asarray(x), index, drop=drop)
    vector = read(x)
    if vector.dim is not None and np.ndim(index[0]) > 1:
        return to_python(vector.plain().take(cell_positions(index[0], vector)))
    at = positions(index[0], len(vector), vector.names)
    beyond = read(index[0]).kind == CHARACTER if index[0] is not Ellipsis else False
    elements = vector.take(np.where(at >= len(vector), np.nan, at) if beyond else at)
    if vector.kind == NULL:
        return None
    if (vector.single and len(elements) == 1) or _is_place(index[0]):
        return to_python(replace(elements, single=True))
    selected = to_python(elements)
    return like_counts(selected, x) if len(elements) > 1 else selected


def _of_table(x: pd.DataFrame, index: tuple[Any, ...], *, drop: bool) -> Any:
    """Return the subset of a data frame; the whole is a new data frame, as in R."""
    if all(axis_index is ... for axis_index in index):
        x = x.copy(deep=False)
    if len(index) == 1 and index[0] is not ... and np.ndim(index[0]) > 1:
        labels = (tuple(row_names(x)), tuple(map(str, x.columns)))
        return subset(x.to_numpy(), cells_by_name(index[0], labels))
    if len(index) == 1:
        return columns(x, index[0])
    return _of_frame(x, index[0], index[1], drop=drop)


def _is_place(index: Any) -> bool:
    if isinstance(index, (bool, np.bool_)):
        return False
    return isinstance(index, str) or (
        isinstance(index, (int, float, np.number)) and bool(index > 0)
    )


def columns(frame: pd.DataFrame, index: Any) -> pd.DataFrame:
    """Return the columns that ``d[index]`` selects.

    Raises:
        InvalidData: if a column does not exist.
    """
    at = positions(index, frame.shape[1], tuple(map(str, frame.columns)))
    if np.any(np.isnan(at) | (at >= frame.shape[1])):
        raise InvalidData("undefined columns selected")
    return frame.iloc[:, at.astype(int)]


def rows(frame: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Return the rows at positions counted from 0; NaN gives a row of NA.

    Rows without names are renumbered.
    """
    labelled = not pd.api.types.is_integer_dtype(frame.index)
    if not np.isnan(at).any() and (not len(at) or at.max() < len(frame)):
        present_rows = without_numbers(frame.iloc[at.astype(int)])
        return present_rows if labelled else present_rows.reset_index(drop=True)
    filled_rows = pd.DataFrame(
        {n: column_of(read(frame.iloc[:, n]).plain().take(at)) for n in range(frame.shape[1])}
    )
    filled_rows.columns = frame.columns
    filled_rows.attrs = dict(frame.attrs)
    return without_numbers(filled_rows)


def rows_where(frame: pd.DataFrame, condition: np.ndarray) -> pd.DataFrame:
    """Return the rows where a condition is true, with the numbers that they keep in R."""
    return numbered_rows(frame, np.flatnonzero(condition) + 0.0)


def numbered_rows(frame: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Return the rows at some positions, with the numbers that they keep in R.

    The rows of a tibble are counted from 1 again.
    """
    result = rows(frame, at)
    return result if is_tibble(frame) else kept_numbers(result, frame, at)


def column_of(vector: Vector) -> Any:
    """Return a vector as a column of a data frame.

    Raises:
        InvalidData: if a list of strings holds NULL: a column of strings stores NA in this form.
    """
    if vector.kind == LIST:
        column = pd.Series(list(vector.data), dtype=object)
        if any(v is None for v in vector.data) and read(column).kind != LIST:
            raise InvalidData("A column that is a list of single values cannot hold NULL.",
                              hint="Use NA in place of NULL.")  # fmt: skip
        return column
    return to_python(replace(vector, names=None, single=False))


def _of_frame(frame: pd.DataFrame, i: Any, j: Any, *, drop: bool) -> Any:
    picked = frame if j is Ellipsis else columns(frame, j)
    result = picked
    if i is not Ellipsis:
        labels = tuple(row_names(frame))
        at = positions(i if is_tibble(frame) else completed(i, labels), len(frame), labels)
        result = rows(picked, at)
        result = result if is_tibble(frame) else kept_numbers(result, frame, at)
    # A data frame of one column loses its shape with d[i, ] as well as with d[, j].
    if drop and picked.shape[1] == 1:
        cells = result.iloc[:, 0]
        if (matrix := whole_matrix(cells)) is not cells:
            return matrix
        column = read(cells)
        is_single = i is not Ellipsis and _is_place(i)
        return to_python(replace(column.plain(), single=True) if is_single else column)
    return result


def _of_named(x: Any, index: tuple[Any, ...], *, drop: bool) -> Any:
    names = axes_of(x)
    at = [positions(axis_index, x.shape[n], names[n]) for n, axis_index in enumerate(index)]
    if any(np.any(np.isnan(p) | (p >= x.shape[n])) for n, p in enumerate(at)):
        raise InvalidData("subscript out of bounds")
    array = x.to_numpy()[np.ix_(*(p.astype(int) for p in at))]
    axis_labels = [None if label_list is None else [label_list[int(k)] for k in p]
                   for label_list, p in zip(names, at, strict=True)]  # fmt: skip
    if not drop or min(array.shape) != 1:
        return matrix_of(array, *axis_labels)
    vector = read(array.ravel())
    if len(vector) == 1:
        labelled_axes = [label_list for label_list in axis_labels if label_list is not None]
        if len(labelled_axes) != 1:
            return to_python(replace(vector, single=True))
        return to_python(
            replace(vector, names=tuple(labelled_axes[0]))
        )  # R keeps the name of the only axis with names
    cell_names = axis_labels[1] if array.shape[0] == 1 else axis_labels[0]
    return to_python(replace(vector, names=None if cell_names is None else tuple(cell_names)))


def _of_matrix(array: np.ndarray, index: tuple[Any, ...], *, drop: bool) -> Any:
    if len(index) != array.ndim:
        raise InvalidData("incorrect number of dimensions")
    for axis, axis_index in enumerate(index):
        at = positions(axis_index, array.shape[axis], None)
        if np.any(np.isnan(at) | (at >= array.shape[axis])):
            raise InvalidData("subscript out of bounds")
        array = np.take(array, at.astype(int), axis=axis)
    if not drop:
        return array
    cells = array.reshape([n for n in array.shape if n != 1] or [1])
    return cells[0] if cells.shape == (1,) else cells


def single_of(index: Any) -> Any:
    """Return the only name of a vector: R does not distinguish such a vector from its element."""
    is_single = isinstance(index, np.ndarray | pd.Series | list) and len(index) == 1
    if not is_single and np.ndim(index) == 1 and len(index) > 1:
        raise InvalidData("[[ ]] takes one place here: write x[[i]][[j]] for x[[c(i, j)]].")
    return str(read(index).data[0]) if is_single and read(index).kind == CHARACTER else index


def element(x: Any, *index: Any) -> Any:
    """Return ``x[[i]]``; ``i`` is a position counted from 1 or a name.

    Raises:
        InvalidData: with R's message, if a vector or list has no such element. A missing name in a
            list gives None.
    """
    if is_random(x):
        return random_element(x, index)
    if len(index) > 1:
        of_matrix = isinstance(x, NamedMatrix)
        return cell_of(x, index) if of_matrix else subset(x, *index, drop=True)
    return _element(tabular(x), single_of(index[0]))


def _element(x: Any, place: Any) -> Any:
    if is_part_known(x) and isinstance(place, str):
        return part_of(x, place)
    if isinstance(x, types.SimpleNamespace | Summary):
        return _field(x, str(place))
    if is_frame(x):
        if isinstance(place, str):
            return whole_matrix(x[place]) if place in x.columns else None
        return whole_matrix(x.iloc[:, _one(place, x.shape[1])])
    vector = listed(x.pieces) if isinstance(x, RCode) else read(x)
    if isinstance(place, str):
        at = (vector.names or ()).index(place) if place in (vector.names or ()) else None
        if at is None and vector.kind in (LIST, NULL):
            return refuse_further(x, place)
        if at is None:
            raise InvalidData("subscript out of bounds")
    else:
        if vector.kind == NULL:
            return None
        at = _one(place, len(vector))
    if vector.kind == LIST:
        return vector.data[at]
    if isinstance(x, pd.Series) and vector.missing[at] and vector.kind == CHARACTER:
        return np.nan  # NaN is a missing element, and None would be NULL
    return to_python(replace(vector.plain().take(np.array([float(at)])), single=True))


def _one(place: Any, size: int) -> int:
    data = read(place).data
    if len(data) != 1:
        raise InvalidData("attempt to select more than one element" if len(data) else
                          "attempt to select less than one element")  # fmt: skip
    at = int(data[0])
    if at < 0 and size == 2:
        return 2 + at if at == -1 else 0
    if at < 1 or at > size:
        raise InvalidData("subscript out of bounds")
    return at - 1


def part(x: Any, name: str) -> Any:
    """Return ``x$name``, a column or an element; None if it does not exist.

    As in R, an unambiguous prefix of a name is sufficient, except for the columns of a tibble.
    """
    if is_part_known(x := as_table(x)):
        return part_of(x, name)
    if is_frame(x):
        names = [] if is_tibble(x) else list(map(str, x.columns))
        return whole_matrix(_by_prefix(x, name, names))
    if isinstance(x, Mapping):
        refuse_further(x, name)
        return _by_prefix(x, name, list(x))
    if isinstance(x, NamedList):
        return _by_prefix(dict(zip(reversed(x.names), reversed(x), strict=True)), name, [*x.names])
    if x is None or (isinstance(x, list) and read(x).kind == LIST):
        return None
    if name in FIELDS and isinstance(x, np.ndarray | np.datetime64 | pd.Series) and read(x).date:
        return date_field(x, name)
    if isinstance(x, (str, int, float, np.ndarray, pd.Series, list, NamedMatrix)):
        raise InvalidData("$ operator is invalid for atomic vectors")
    return _field(x, name)


def _by_prefix(x: Any, name: str, names: list[str]) -> Any:
    """Return the element with this name, or with the only name that starts with it."""
    if name in x:
        return x[name]
    starts = [n for n in names if n.startswith(name)]
    return x[starts[0]] if len(starts) == 1 else None


def _field(x: Any, name: str) -> Any:
    """Return a public data attribute of an object; a part that only R may know is refused."""
    attribute = None if name.startswith("_") else getattr(x, name, None)
    if attribute is None and isinstance(table := getattr(x, "estimates", None), pd.DataFrame):
        return _estimate(table, name)
    if isinstance(x, Summary):
        return part_of_summary(x, name)
    if not isinstance(x, types.SimpleNamespace) and not hasattr(x, name):
        raise InvalidData(
            f"The part '{name}' of a {type(x).__name__} in R has no counterpart here."
        )
    return None if callable(attribute) else attribute


def _estimate(table: pd.DataFrame, name: str) -> Any:
    """Return a value from a criterion, such as ``loo(fit)$looic`` or ``loo(fit)$se_looic``."""
    column, row = ("SE", name[3:]) if name.startswith("se_") else ("Estimate", name)
    return float(table[column].loc[row]) if row in table.index else None


def column_names(x: Any) -> Any:
    """Return ``colnames(x)``; None for a vector, or without names."""
    if is_labelled(x):
        column_labels = axis_names(x, 1) if x.ndim > 1 else None
        return None if column_labels is None else np.array(column_labels, dtype=object)
    x = tabular(getattr(x, "frame", x))
    if not isinstance(x, pd.DataFrame):
        return None
    refuse_partial(x)
    names = axes_of(x)[1] if isinstance(x, NamedMatrix) else tuple(map(str, x.columns))
    return None if names is None else np.array(names, dtype=object)


def labels(x: Any) -> Any:
    """Return the row names as strings: ``rownames(x)``."""
    if is_labelled(x):
        row_labels = axis_names(x, 0)
        return None if row_labels is None else np.array(row_labels, dtype=object)
    x = tabular(getattr(x, "frame", x))
    if isinstance(x, NamedMatrix) and axes_of(x)[0] is None:
        return None
    if isinstance(x, pd.Series) and is_of_counts(x):
        return np.array(list(map(str, x.index)), dtype=object)
    if isinstance(x, pd.DataFrame):
        return np.array(row_names(x), dtype=object)
    return None
