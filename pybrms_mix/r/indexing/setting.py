"""R's replacement functions: each returns the value of ``x`` after ``x[i] <- to``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.indexing.subsetting import column_of, rows, single_of
from pybrms_mix.r.values.joined_priors import as_table, through_frame
from pybrms_mix.r.values.labelled import axis_names, is_labelled, plain_cells
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, is_frame, matrix_of
from pybrms_mix.r.values.own_attributes import carrying
from pybrms_mix.r.values.places import cell_positions, cells_by_name, positions
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    as_kind,
    characters,
    common,
    listed,
    logicals,
    read,
    text,
    to_python,
    undated,
)
from pybrms_mix.r.values.scalars import is_list_of_numbers
from pybrms_mix.r.values.scaling import with_scaling

__all__ = ["with_missing"]


@carrying
def with_subset(x: Any, *index: Any, to: Any) -> Any:
    """Return ``x`` after ``x[i] <- to`` or ``x[i, j] <- to``.

    A vector is extended if needed, and its type is changed to one that can hold the new values. A
    value that is not a level of a factor becomes NA. ``to=None`` removes elements of a list.

    Examples:
        >>> with_subset(np.array([1, 2, 3]), 2, to=1.5)
        array([1. , 1.5, 3. ])
        >>> with_subset(np.array([1]), 3, to="a")
        array(['1', None, 'a'], dtype=object)
    """
    index = index or (...,)  # x[] <- to
    if isinstance(x, NamedMatrix):
        return _set_named(x, index, to)
    if len(index) > 1 and isinstance(x := as_table(x), PriorTable):
        cells = to.to_frame() if isinstance(to := as_table(to), PriorTable) else to
        return through_frame(x, lambda frame: with_subset(frame, *index, to=cells))
    if is_labelled(x):
        return _set_labelled(x, index, to)
    if isinstance(x, pd.DataFrame):
        if len(index) == 1:
            return _set_columns(x, index[0], to)
        return _set_cells(x, index[0], index[1], to)
    if len(index) > 1:
        return _set_matrix(np.asarray(x), index, to)
    vector, new_values = read(x), read(to)
    if is_list_of_numbers(x) and new_values.kind != NULL:
        vector = as_kind(vector, LIST)
    if vector.dim is not None and index[0] is not ... and np.ndim(index[0]) > 1:
        at = cell_positions(index[0], vector)
    else:
        at = positions(index[0], len(vector), vector.names)
    if new_values.kind == NULL:
        return _without(vector, at)
    at = _places_to_set(at, len(new_values))
    if not len(at):
        return to_python(_filled(vector, at.astype(int), new_values)) if len(new_values) else x
    extended = _grown(vector, at, index[0])
    return to_python(_filled(extended, at.astype(int), new_values))


def _places_to_set(at: np.ndarray, values: int) -> np.ndarray:
    """Return positions without those that are NA, which R skips if there is one value to assign."""
    return at[~np.isnan(at)] if values == 1 else at


def _without(vector: Vector, at: np.ndarray) -> Any:
    if vector.kind not in (LIST, NULL):
        raise InvalidData("replacement has length zero")
    keep = np.setdiff1d(np.arange(len(vector)), at) + 0.0
    return to_python(vector.take(keep))


def _grown(vector: Vector, at: np.ndarray, index: Any) -> Vector:
    """Extend a vector to the largest position in ``at``; new names are appended."""
    if np.isnan(at).any():
        raise InvalidData("NAs are not allowed in subscripted assignments")
    size = max(len(vector), int(at.max()) + 1)
    by_name = index is not Ellipsis and read(index).kind == CHARACTER
    if size == len(vector):
        return replace(vector, data=vector.data.copy(), single=False)
    names = None
    if by_name or vector.names is not None:
        name_list = list(vector.names or ("",) * len(vector)) + [""] * (size - len(vector))
        for place, name in zip(at, text(read(index)).data if by_name else (), strict=False):
            name_list[int(place)] = name
        names = tuple(name_list)
    if vector.kind == NULL:
        return replace(logicals(np.full(size, np.nan)), names=names)
    extended = replace(vector, names=None).take(np.arange(size) + 0.0)
    return replace(extended, names=names)


def _filled(vector: Vector, at: np.ndarray, new_values: Vector) -> Vector:
    if not len(new_values):
        raise InvalidData("replacement has length zero")
    if vector.kind == FACTOR:
        places = {level: float(n) for n, level in enumerate(vector.levels)}
        data = vector.data.copy()
        labels = np.resize(text(new_values).data, len(at))
        data[at] = [places.get(v, np.nan) for v in labels]
        return replace(vector, data=data)
    plain = new_values
    if plain.kind == FACTOR:  # only a factor keeps the labels of another one
        plain = Vector(NUMBER, plain.data + 1, whole=True)
    if plain.date and vector.kind == CHARACTER:
        plain = undated(plain)
    kind = common([vector, plain])
    result = as_kind(vector, kind)
    data = result.data.copy()
    data[at] = np.resize(as_kind(plain.plain(), kind).data, len(at))
    blank = vector.kind == LOGICAL and bool(vector.missing.all())
    all_whole = (result.whole or blank or vector.kind == LOGICAL) and (
        plain.whole or plain.kind == LOGICAL
    )
    shape = result.dim or vector.dim
    return replace(result, data=data, whole=all_whole, single=False, dim=shape)


def _set_matrix(array: np.ndarray, index: tuple[Any, ...], to: Any) -> Any:
    values = np.asarray(to)
    at = [_places_to_set(positions(axis_index, array.shape[axis], None), values.size)
          for axis, axis_index in enumerate(index)]  # fmt: skip
    if any(np.any(np.isnan(p) | (p >= array.shape[axis])) for axis, p in enumerate(at)):
        raise InvalidData("subscript out of bounds")
    shape = tuple(len(p) for p in at)
    cells = array.astype(np.result_type(array.dtype, values.dtype))
    full = np.resize(values.ravel(order="F"), int(np.prod(shape))).reshape(shape, order="F")
    cells[np.ix_(*(p.astype(int) for p in at))] = full
    return matrix_of(cells)


def _set_labelled(x: Any, index: tuple[Any, ...], to: Any) -> Any:
    """Return an array with labels after an assignment to some of its cells."""
    places = index
    if len(index) > 1:
        places = tuple(positions(axis_index, x.shape[axis], axis_names(x, axis)) + 1
                       for axis, axis_index in enumerate(index))  # fmt: skip
    cells = with_subset(plain_cells(x), *places, to=to)
    return x.copy(data=np.asarray(cells).reshape(x.shape, order="F"))


def as_column(to: Any, size: int) -> Any:
    """Return values as a column of ``size`` rows; shorter values are recycled.

    Raises:
        InvalidData: with R's message, if ``size`` is not a multiple of the number of values.
    """
    vector = read(to).plain()
    if isinstance(to, np.ndarray) and to.ndim == 2 and to.shape[1] == 1:
        vector = read(to[:, 0])
    if not len(vector) and not size:
        return column_of(vector)
    if len(vector) == 0 or size % len(vector):
        raise InvalidData(f"replacement has {len(vector)} rows, data has {size}")
    return column_of(vector.take(np.arange(size) % len(vector) + 0.0))


@carrying
def with_part(x: Any, name: str, to: Any) -> Any:
    """Return ``x`` after ``x$name <- to``; ``to=None`` removes the column or element.

    Examples:
        >>> with_part({"a": 1}, "b", [1, 2])
        {'a': 1, 'b': [1, 2]}
    """
    if isinstance(x := as_table(x), PriorTable):
        return through_frame(x, lambda frame: with_part(frame, name, to))
    if isinstance(x, pd.DataFrame):
        if to is None:
            return x.drop(columns=[name], errors="ignore")
        if is_frame(to):
            raise InvalidData("A data frame cannot be a column here.",
                              hint="Write d[[\"x\"]] in place of d[, \"x\"].")  # fmt: skip
        if not x.shape[1] and not len(x):
            return pd.DataFrame({name: column_of(read(to))})
        result = with_scaling(x.assign(**{name: as_column(to, len(x))}), {name: to})
        # A replaced column loses the contrasts of the old column.
        if name in x.attrs.get("contrasts", {}):
            contrasts = x.attrs["contrasts"]
            result.attrs["contrasts"] = {n: v for n, v in contrasts.items() if n != name}
        return result
    if isinstance(x, (Mapping, list)) or x is None:
        return _with_item(read(x), name, to)
    raise InvalidData("'$' can only change values whose elements have names.")


def _with_item(vector: Vector, name: str, to: Any) -> Any:
    names = list(vector.names or ("",) * len(vector))
    values = (
        list(vector.data) if vector.kind == LIST else [to_python(vector)] if len(vector) else []
    )
    if to is None:
        remaining_places = [n for n, item_name in enumerate(names) if item_name != name]
        return _list_of([values[n] for n in remaining_places], [names[n] for n in remaining_places])
    if name in names:
        values[names.index(name)] = to
    else:
        names, values = [*names, name], [*values, to]
    return _list_of(values, names)


def _list_of(values: list[Any], names: list[str]) -> Any:
    return to_python(listed(values, names if any(names) else None))


@carrying
def with_element(x: Any, *index: Any, to: Any) -> Any:
    """Return ``x`` after ``x[[i]] <- to``; ``i`` is a position counted from 1 or a name.

    Examples:
        >>> with_element([], 2, to="a")
        [None, 'a']
    """
    if len(index) > 1:
        return with_subset(x, *index, to=to)
    place = single_of(index[0])
    if isinstance(x, pd.DataFrame):
        name = place if isinstance(place, str) else str(x.columns[int(place) - 1])
        return with_part(x, name, to)
    vector = read(x)
    to = _unnamed_single(to) if vector.kind not in (LIST, NULL) else to
    simple = to is not None and read_single(to)
    are_texts = simple and vector.kind == read(to).kind == CHARACTER
    if simple and isinstance(x, list) and not (x and are_texts):
        vector = as_kind(vector, LIST) if x else listed([])  # a list of R, not a vector
    if vector.kind not in (LIST, NULL) and simple:
        return with_subset(x, place, to=to)
    if vector.kind == NULL and simple:
        return with_subset(None, place, to=to)
    elements = as_kind(vector, LIST) if len(vector) else listed([])
    if isinstance(place, str):
        return _with_item(elements, place, to)
    return _with_place(elements, int(place) - 1, to)


def _unnamed_single(to: Any) -> Any:
    """Return the only element of a vector with a name, which R drops; other values as they are."""
    if isinstance(to, pd.Series) and len(to) == 1 and read(to).kind != FACTOR:
        return to_python(replace(read(to).plain(), single=True))
    return to


def read_single(value: Any) -> bool:
    """Return whether a value is a single number, string or logical value."""
    return isinstance(value, (bool, int, float, str, np.generic))


def _with_place(vector: Vector, at: int, to: Any) -> Any:
    values, names = list(vector.data), list(vector.names or ("",) * len(vector))
    if to is None:
        del values[at : at + 1], names[at : at + 1]
        return _list_of(values, names)
    names += [""] * (at + 1 - len(values))
    values += [None] * (at + 1 - len(values))
    values[at] = to
    return _list_of(values, names)


def _set_named(x: Any, index: tuple[Any, ...], to: Any) -> Any:
    """Return a matrix with names after an assignment to some of its cells."""
    names = axes_of(x)
    places = index
    if len(index) > 1:
        places = tuple(
            positions(axis_index, x.shape[axis], names[axis]) + 1
            for axis, axis_index in enumerate(index)
        )
    elif index[0] is not ... and np.ndim(index[0]) > 1:
        places = (cells_by_name(index[0], names),)
    cells = with_subset(plain_cells(x), *places, to=to)
    return matrix_of(cells, *names) if np.shape(cells) == x.shape else cells


def _set_columns(frame: pd.DataFrame, index: Any, to: Any) -> pd.DataFrame:
    if index is not ... and np.ndim(index) > 1:
        if (mask := read(index)).kind != LOGICAL:
            return _set_places(frame, index, to)
        where = mask.data.reshape(np.shape(index), order="F")
        where = where == 1 if len(read(to)) == 1 else where
        result = frame
        for n, name in enumerate(map(str, frame.columns)):
            if where[:, n].any():
                result = _set_cells(result, where[:, n], name, to)
        return result
    return _set_cells(frame, ..., index, to)


def _set_places(frame: pd.DataFrame, index: Any, to: Any) -> pd.DataFrame:
    """Return a data frame after ``d[cbind(i, j)] <- to``: one value for each row and column."""
    labels = (tuple(map(str, frame.index)), tuple(map(str, frame.columns)))
    places = np.asarray(cells_by_name(index, labels), dtype=float)
    if places.shape[1] != 2:
        raise InvalidData("A matrix that selects cells of a data frame needs two columns.")
    values = read(to).plain()
    result = frame
    for n, (i, j) in enumerate(places):
        cell_value = to_python(replace(values.take(np.array([n % len(values)]) + 0.0), single=True))
        result = _set_cells(result, int(i), int(j), cell_value)
    return result


def _set_cells(frame: pd.DataFrame, i: Any, j: Any, to: Any) -> pd.DataFrame:
    names = tuple(map(str, frame.columns))
    at = positions(j, len(names), names).astype(int)
    row = positions(i, len(frame), tuple(map(str, frame.index)))
    if np.isnan(row).any():
        raise InvalidData(
            "missing values are not allowed in subscripted assignments of data frames"
        )
    column_labels = read(j).data if j is not Ellipsis and read(j).kind == CHARACTER else ()
    new = {int(p): str(v) for p, v in zip(at, column_labels, strict=False)}
    size = max(len(frame), int(row.max()) + 1 if len(row) else 0)
    result = frame if size == len(frame) else rows(frame, np.where(
        np.arange(size) < len(frame), np.arange(size), np.nan))  # fmt: skip
    if size > len(frame) and not pd.api.types.is_integer_dtype(frame.index):
        result = result.set_axis(_grown_names(frame, i, size), axis=0)
    for n, (place, values) in enumerate(zip(at, _cells(to, len(at), len(row)), strict=True)):
        name = names[place] if place < len(names) else new.get(int(place), f"V{place + 1}")
        if to is None:
            result = result.drop(columns=[name])
            continue
        column = (
            result[name] if name in result.columns else pd.Series([np.nan] * size, dtype=object)
        )
        result = result.assign(**{name: _column_with(column, row, values, n)})
    return result


def _grown_names(frame: pd.DataFrame, i: Any, size: int) -> list[str]:
    """Return the names of old rows, and of new ones by their names or else their numbers."""
    is_named = i is not ... and read(i).kind == CHARACTER
    old_names = list(map(str, frame.index))
    given_names = [n for n in map(str, read(i).data) if n not in old_names] if is_named else []
    numbered = [str(n + 1) for n in range(len(old_names) + len(given_names), size)]
    return [*old_names, *dict.fromkeys(given_names), *numbered]


def _column_with(column: Any, row: np.ndarray, values: Any, n: int) -> Any:
    if (
        isinstance(row, np.ndarray)
        and len(row) == len(column)
        and np.all(row == np.arange(len(row)))
    ):
        return as_column(values, len(column))
    start = read(column).plain()
    blank = start.kind in (LIST, LOGICAL) and bool(start.missing.all())
    base = logicals(np.full(len(start), np.nan)) if blank else start
    if not len(row):
        return column_of(base)
    new_values = read(values)
    return column_of(_filled(base, row.astype(int), new_values if len(new_values) else listed([n])))


def _cells(to: Any, count: int, size: int) -> list[Any]:
    """Return the values for each of ``count`` columns."""
    if to is None:
        return [None] * count
    if is_frame(to) or isinstance(to, dict) or read(to).kind == LIST:
        columns = list(read(to).data)
        return [columns[n % len(columns)] for n in range(count)]
    vector = read(to).plain()
    if vector.kind == FACTOR or count == 1:
        return [to_python(vector)] * count
    if len(vector) == 1:
        return [to_python(vector)] * count
    full = vector.take(np.arange(count * max(size, 1)) % len(vector) + 0.0)
    parts = np.arange(count * max(size, 1)).reshape(count, -1) + 0.0
    return [to_python(full.take(p)) for p in parts]


def with_missing(x: Any, index: Any) -> Any:
    """Return ``x`` after ``is.na(x) <- index``."""
    return with_subset(x, index, to=to_python(replace(characters([None]), kind=LOGICAL,
                                                 data=np.array([np.nan]))))  # fmt: skip
