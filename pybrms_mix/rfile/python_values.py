"""Convert R values to Python: vectors to arrays, factors to categoricals, data frames."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.rfile.robjects import (
    NA_INTEGER,
    RList,
    RNull,
    RObject,
    RPairs,
    RSymbol,
    RVector,
    attributes,
    classes,
    numbers,
    texts,
)
from pybrms_mix.rfile.streams import Damaged

DEEPEST = 500
UNITS = {"secs": 1, "mins": 60, "hours": 3600, "days": 86400, "weeks": 604800}


def python_of(value: RObject, depth: int = 0) -> Any:
    """Convert an R value to Python; return None for values that only R can use.

    Vectors become arrays (a Series if they have names, an array of the same shape if they have
    dimensions), factors categoricals, data frames DataFrames, and lists dicts or lists. Row numbers
    start at 0. Integers with missing values become floats, and logicals with missing values become
    objects.

    Raises:
        Damaged: if the attributes of a value contradict the value.
    """
    if depth > DEEPEST:
        raise Damaged("its lists are nested too deeply")
    match value:
        case RVector():
            return _vector(value)
        case RList() if "data.frame" in classes(value):
            return frame(value)
        case RList(items):
            return _list(items, texts(value.attributes.get("names")), depth)
        case RPairs(pairs, False):
            names = [name or "" for name, _ in pairs]
            return _list([item for _, item in pairs], tuple(names), depth)
        case RSymbol(name):
            return name
    return None


def _list(items: list[RObject], names: tuple[str, ...], depth: int) -> Any:
    values = [python_of(item, depth + 1) for item in items]
    if len(names) == len(values) and all(names) and len(set(names)) == len(names):
        return dict(zip(names, values, strict=True))
    return values


def frame(value: RObject) -> pd.DataFrame:
    """Convert a data frame; a matrix in one column becomes several columns.

    ``attrs["contrasts"]`` of the result holds the contrasts that were set for factors.

    Raises:
        Damaged: if the value is not a data frame, or if its columns differ in length.
    """
    if not isinstance(value, RList) or "data.frame" not in classes(value):
        raise Damaged("an object of class data.frame is not a list of columns")
    names = texts(value.attributes.get("names"))
    if len(names) != len(value.items):
        raise Damaged("the columns of a data frame have no names")
    rows = _rows(value)
    columns: dict[str, Any] = {}
    contrasts: dict[str, Any] = {}
    for name, item in zip(names, value.items, strict=True):
        columns |= _columns(name, item, len(rows))
        if "contrasts" in attributes(item):
            contrasts[name] = python_of_contrasts(attributes(item)["contrasts"])
    table = pd.DataFrame(columns, index=rows)
    if contrasts:
        table.attrs["contrasts"] = contrasts
    return table


def _columns(name: str, item: RObject, rows: int) -> dict[str, Any]:
    if isinstance(item, RList) and "data.frame" in classes(item):
        inner = frame(item)
        return {f"{name}.{c}": inner[c].array for c in inner} if len(inner) == rows else _unlike()
    array = _vector(item, bare=True) if isinstance(item, RVector) else _objects(item)
    if len(array) != rows:
        _unlike()
    if isinstance(array, np.ndarray) and array.ndim > 1:
        flat = array.reshape(rows, -1, order="F")
        labels = dimnames_of(item)[1:2]
        ends = labels[0] if labels and labels[0] else [str(k + 1) for k in range(flat.shape[1])]
        if len(ends) != flat.shape[1]:
            _unlike()
        return {f"{name}.{end}": flat[:, k] for k, end in enumerate(ends)}
    return {name: array}


def _unlike() -> Any:
    raise Damaged("the columns of a data frame differ in length")


def _objects(item: RObject) -> np.ndarray:
    if not isinstance(item, RList):
        raise Damaged("a column of a data frame is not a vector")
    array = np.empty(len(item.items), dtype=object)
    for at, inner in enumerate(item.items):
        array[at] = python_of(inner, 1)
    return array


def _rows(value: RList) -> pd.Index[Any]:
    """Return the row names; automatic row numbers start at 0."""
    row_names = value.attributes.get("row.names")
    if texts(row_names):
        names = texts(row_names)
        are_names = names != tuple(str(k + 1) for k in range(len(names)))
        return pd.Index(names) if are_names else pd.RangeIndex(len(names))
    numbers_ = numbers(row_names)
    if numbers_.size == 2 and np.isnan(numbers_[0]) and np.isfinite(numbers_[1]):
        size = int(abs(numbers_[1]))
        longest = max((_size(item) for item in value.items), default=0)
        if value.items and size != longest:
            _unlike()
        return pd.RangeIndex(size if value.items else 0)
    return pd.RangeIndex(numbers_.size)


def _size(item: RObject) -> int:
    dim = numbers(attributes(item).get("dim"))
    if dim.size and np.isfinite(dim[0]):
        return int(dim[0])
    if isinstance(item, RVector):
        return len(item.values)
    if isinstance(item, RList):
        return _size(item.items[0]) if classes(item) and item.items else len(item.items)
    return 0


def _vector(value: RVector, *, bare: bool = False) -> Any:
    """Convert a vector; ``bare`` ignores its names."""
    kinds = classes(value)
    if "factor" in kinds:
        return factor(value)
    array = _dated(_values(value), kinds, value)
    dim = numbers(value.attributes.get("dim"))
    if dim.size:
        return _array(array, dim, value, bare=bare)
    names = texts(value.attributes.get("names"))
    if names and not bare and len(names) == len(array):
        return pd.Series(array, index=list(names))
    return array


def _values(value: RVector) -> np.ndarray:
    match value.kind:
        case "character":
            return np.array(value.values, dtype=object)
        case "raw":
            return np.frombuffer(value.values, dtype=np.uint8)
        case "logical":
            holes: np.ndarray = np.asarray(value.values) == NA_INTEGER
            truth: np.ndarray = np.asarray(value.values) != 0
            if not holes.any():
                return truth
            values: np.ndarray = truth.astype(object)
            values[holes] = None
            return values
        case "integer":
            holes = np.asarray(value.values) == NA_INTEGER
            return numbers(value) if holes.any() else np.asarray(value.values).astype(np.int64)
    return np.asarray(value.values)


def _dated(array: np.ndarray, kinds: tuple[str, ...], value: RVector) -> Any:
    if value.kind not in ("integer", "double"):
        return array
    try:
        if "Date" in kinds:
            return pd.to_datetime(array, unit="D").floor("D").to_numpy()
        if "POSIXct" in kinds:
            return pd.to_datetime(array, unit="s").to_numpy()
        if "difftime" in kinds:
            unit = (texts(value.attributes.get("units")) or ("secs",))[0]
            return pd.to_timedelta(array * UNITS.get(unit, 1), unit="s").to_numpy()
    except (ValueError, OverflowError) as error:
        raise Damaged("a value of class Date or POSIXct is not a number") from error
    return array


def factor(value: RVector) -> pd.Categorical:
    """Convert a factor.

    Raises:
        Damaged: if there are codes without levels, or equal levels.
    """
    levels = texts(value.attributes.get("levels"))
    codes = numbers(value)
    codes = np.where(np.isnan(codes), 0, codes).astype(np.int64) - 1
    ends = codes.size and (codes.min() < -1 or codes.max() >= len(levels))
    if value.kind != "integer" or ends or len(set(levels)) < len(levels):
        raise Damaged("a factor has codes without levels")
    kind = pd.CategoricalDtype(list(levels), ordered="ordered" in classes(value))
    return pd.Categorical.from_codes(codes, dtype=kind)


def _array(array_: np.ndarray, dim: np.ndarray, value: RVector, *, bare: bool) -> Any:
    shape = shape_of(dim, len(array_))
    array = np.asarray(array_).reshape(shape, order="F")
    names = dimnames_of(value)
    if bare or array.ndim != 2 or len(names) != 2 or not any(names):
        return array
    axes = [pd.Index(n) if n else pd.RangeIndex(s) for n, s in zip(names, shape, strict=True)]
    if any(len(a) != s for a, s in zip(axes, shape, strict=True)):
        raise Damaged("the dimnames of a matrix do not match its dimensions")
    return pd.DataFrame(array, index=axes[0], columns=axes[1])


def shape_of(dim: np.ndarray, size: int) -> tuple[int, ...]:
    """Return the dimensions of an array.

    Raises:
        Damaged: if they do not match the number of elements.
    """
    shape = tuple(int(d) for d in dim if np.isfinite(d) and d >= 0)
    if len(shape) != dim.size or int(np.prod(shape, dtype=object)) != size:
        raise Damaged("the dimensions of a matrix do not match its number of elements")
    return shape


def dimnames_of(value: RObject) -> list[tuple[str, ...]]:
    """Return the names along each axis of an array; an axis without names has none."""
    dimnames = attributes(value).get("dimnames")
    return [texts(item) for item in dimnames.items] if isinstance(dimnames, RList) else []


def python_of_contrasts(value: RObject) -> Any:
    """Return the contrasts of a factor: the name of an R function, or a matrix.

    Raises:
        Damaged: if they are neither.
    """
    if isinstance(value, RNull):
        return None
    strings = texts(value)
    if len(strings) == 1:
        return strings[0]
    if not isinstance(value, RVector):
        raise Damaged("the contrasts of a factor are no matrix")
    matrix = python_of(value, 1)
    has_names = isinstance(matrix, pd.DataFrame) and not isinstance(matrix.columns, pd.RangeIndex)
    return matrix if has_names else np.asarray(matrix)
