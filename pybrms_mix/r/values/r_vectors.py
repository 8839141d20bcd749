"""R vectors as records, read from Python values and converted back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.r.values.code_values import RCode
from pybrms_mix.r.values.labelled import is_labelled, plain_cells
from pybrms_mix.r.values.named_matrix import (
    NamedMatrix,
    axes_of,
    has_one_axis,
    matrix_of,
    of_one_axis,
)  # fmt: skip
from pybrms_mix.r.values.nan_values import are_nan
from pybrms_mix.r.values.number_options import current_options
from pybrms_mix.r.values.row_names import is_column
from pybrms_mix.r.values.scalars import is_missing, is_r_list
from pybrms_mix.r.values.spelt_numbers import parsed, spelt_missing
from pybrms_mix.r.values.vector_records import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    NamedList,
    Vector,
    characters,
    listed,
    logicals,
    numbers,
    objects,
    seconds,
    undated,
)

__all__ = [
    "CHARACTER", "CLOCK", "FACTOR", "LIST", "LOGICAL", "NULL", "NUMBER", "NamedList", "Vector",
    "as_kind", "characters", "clock_texts", "common", "listed", "logicals", "numbers", "numeric",
    "read", "recycled", "seconds", "shaped", "text", "to_python", "together", "truths", "undated",
    "vector_of",
]  # fmt: skip

_ORDER = (NULL, LOGICAL, NUMBER, CHARACTER, LIST)


def read(value: Any) -> Vector:
    """Convert a Python value into an R vector.

    Raises:
        InvalidData: if no R vector corresponds to the value.
    """
    if isinstance(value, Vector):
        return value
    if value is None:
        return Vector(NULL, np.empty(0))
    if value is pd.NA or isinstance(value, (bool, np.bool_)):
        return replace(logicals([np.nan if value is pd.NA else value]), single=True)
    if isinstance(value, (int, float, np.integer, np.floating)):
        is_integer = isinstance(value, (int, np.integer))
        return replace(numbers([value], whole=is_integer), single=True)
    if isinstance(value, str):
        words = value.words if isinstance(value, RCode) else [value]
        return replace(characters(words), single=len(words) == 1)
    if isinstance(value, (datetime.date, np.datetime64)):
        return _moment(value)
    if isinstance(value, pd.DataFrame):
        return _table(value)
    if isinstance(value, Mapping):
        return listed(value.values(), map(str, value))
    if isinstance(value, pd.Series):
        has_names = not (is_column(value) or pd.api.types.is_integer_dtype(value.index))
        names = tuple(map(str, value.index)) if has_names else None
        return replace(read(value.array), names=names, one_axis=has_one_axis(value))
    if is_labelled(value):
        return read(plain_cells(value))
    if isinstance(value, (range, pd.Index)):
        return read(value.to_numpy() if isinstance(value, pd.Index) else np.asarray(value))
    return _sequence(value)


def _table(value: pd.DataFrame) -> Vector:
    if isinstance(value, NamedMatrix):
        return replace(read(value.to_numpy()), axes=axes_of(value))
    return listed((value.iloc[:, n] for n in range(value.shape[1])), map(str, value.columns))


def _sequence(value: Any) -> Vector:
    if isinstance(value, pd.Categorical):
        codes = np.where(value.codes < 0, np.nan, value.codes.astype(float))
        levels = tuple(_label(c) for c in value.categories)
        return Vector(FACTOR, codes, levels=levels, ordered=bool(value.ordered))
    if isinstance(value, pd.api.extensions.ExtensionArray):
        if isinstance(value.dtype, pd.BooleanDtype):
            return logicals(value.to_numpy(dtype=float, na_value=np.nan))
        return read(value.to_numpy())
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return read(value.item())
        flat = _array(value.ravel(order="F"))
        return replace(flat, dim=value.shape) if value.ndim > 1 else flat
    if isinstance(value, NamedList):
        return listed(value, value.names)
    if isinstance(value, (list, tuple)):
        return listed(value) if is_r_list(value) else vector_of(list(value))
    # Rows with groups are a data frame for all functions but the verbs.
    return read(value.to_pandas()) if hasattr(value, "to_pandas") else listed([value])


def _array(value: np.ndarray) -> Vector:
    if value.dtype.kind == "b":
        return logicals(value)
    if value.dtype.kind in "iuf":
        return numbers(value, whole=value.dtype.kind != "f")
    if value.dtype.kind in "Mm":
        return _moments(value)
    if value.dtype.kind == "U" or not value.size:
        return characters(value.tolist())  # an empty list is a list, and no array
    return vector_of(value.tolist())


# The unit of NumPy in which points in time are stored; dates have other units.
CLOCK = "datetime64[us]"


def _moment(value: Any) -> Vector:
    """Return one date or point in time; a mean of dates may lie within a day."""
    if getattr(value, "tzinfo", None) is not None:
        return listed([value])
    if _is_clock(value):
        return replace(_moments(np.array([value], dtype=CLOCK)), single=True)
    if isinstance(value, pd.Timestamp):
        days = (value - pd.Timestamp(0)) / pd.Timedelta(days=1)
        return replace(numbers([days]), date=True, single=True)
    moment = np.array([None if value is pd.NaT else value], dtype="M8[s]")
    return replace(_moments(moment), single=True)


def _moments(value: np.ndarray) -> Vector:
    """Return dates, points in time, or spans of time in days."""
    missing = np.isnat(value)
    days = value.astype(f"{value.dtype.kind}8[D]")
    within = value.dtype.kind == "M" and bool(np.any(days[~missing] != value[~missing]))
    if within or value.dtype == CLOCK:
        exact = value.astype(CLOCK).astype(np.int64) / _MICROSECONDS
        return replace(numbers(np.where(missing, np.nan, exact)), date=True, clock=True)
    units = days if value.dtype.kind == "M" else value / np.timedelta64(1, "D")
    data = np.where(missing, np.nan, units.astype(float))
    return replace(numbers(data), date=value.dtype.kind == "M")


_MICROSECONDS = 86400 * 10**6


def _is_clock(value: Any) -> bool:
    """Return whether one value is a point in time rather than a date."""
    if isinstance(value, pd.Timestamp):
        return value.unit == "us"
    if isinstance(value, np.datetime64):
        return value.dtype == CLOCK and not np.isnat(value)
    return isinstance(value, datetime.datetime) and value is not pd.NaT


def vector_of(values: list[Any]) -> Vector:
    """Return scalars as a vector of their common type, and other values as a list."""
    present = [v for v in values if not is_missing(v)]
    if present and all(isinstance(v, (datetime.date, np.datetime64)) for v in present):
        unit = CLOCK if any(map(_is_clock, present)) else "M8[s]"
        return _moments(np.array([None if is_missing(v) else v for v in values], unit))
    if not values or not all(isinstance(v, (bool, str, int, float, np.generic)) for v in present):
        return listed(values)
    if any(isinstance(v, str) for v in present):
        return characters(_label(v) if not is_missing(v) else None for v in values)
    data = [v if isinstance(v, float) else np.nan if is_missing(v) else float(v) for v in values]
    if all(isinstance(v, (bool, np.bool_)) for v in present):
        return characters(values) if not present and None in values else logicals(data)
    return numbers(data, whole=all(isinstance(v, (int, np.integer)) for v in present))


def _label(value: Any) -> str:
    if isinstance(value, (bool, np.bool_)):
        return number_text(bool(value))
    return number_text(float(value)) if isinstance(value, (int, float, np.number)) else str(value)


def to_python(vector: Vector) -> Any:
    """Convert an R vector into a Python value.

    Numbers and logical values become NumPy arrays (nullable ones of pandas for logical values with
    NA), strings an array of objects, factors Categoricals, and vectors with names Series.
    """
    if vector.kind == NULL:
        return None
    if vector.kind == LIST:
        return _given_list(vector)
    values = _values_of(vector)
    if vector.names is not None:
        index = pd.Index(vector.names, dtype=object)
        series = pd.Series(values, index, dtype=object if vector.kind == CHARACTER else None)
        return of_one_axis(series, "array") if vector.one_axis else series
    if vector.dim is not None:
        return matrix_of(np.reshape(values, vector.dim, order="F"), *(vector.axes or ()))
    if vector.single and len(vector) == 1 and vector.kind != FACTOR:
        return pd.NA if vector.kind == CHARACTER and values[0] is None else _scalar(values[0])
    return values


def _scalar(value: Any) -> Any:
    if isinstance(value, np.datetime64) or not isinstance(value, np.generic):
        return np.nan if value is pd.NA else value
    return value.item()


def _values_of(vector: Vector) -> Any:
    data = vector.data
    if vector.kind == LOGICAL:
        missing = np.isnan(data)
        if missing.any():
            truths = np.where(missing, 0, data).astype(bool)
            return pd.arrays.BooleanArray(truths, missing)
        return data.astype(bool)
    if vector.kind == FACTOR:
        codes = np.where(np.isnan(data), -1, data).astype(int).tolist()
        kind = pd.CategoricalDtype(list(vector.levels), ordered=vector.ordered)
        return pd.Categorical.from_codes(codes, dtype=kind)
    if vector.clock:
        exact = np.round(np.where(np.isnan(data), 0, data) * _MICROSECONDS, -1).astype(np.int64)
        return np.where(np.isnan(data), np.datetime64("NaT", "us"), exact.astype(CLOCK))
    if vector.date:
        days = np.floor(np.where(np.isnan(data), 0, data)).astype("datetime64[D]")
        return np.where(np.isnan(data), np.datetime64("NaT"), days)
    if vector.kind == NUMBER and vector.whole and not np.isnan(data).any():
        return data.astype(np.int64)
    return data.copy()


def _given_list(vector: Vector) -> Any:
    names = vector.names
    if names is None or not any(names):
        return list(vector.data)
    if all(names) and len(set(names)) == len(names):
        return dict(zip(names, vector.data, strict=True))
    return NamedList(vector.data, names)


def text(vector: Vector) -> Vector:
    """Return ``as.character()``: numbers with up to 15 digits, factors as labels."""
    if vector.kind == CHARACTER:
        return vector
    facts = {"names": vector.names, "single": vector.single, "dim": vector.dim, "axes": vector.axes}
    if vector.kind == FACTOR:
        table = objects([*vector.levels, None])
        at = np.where(np.isnan(vector.data), len(vector.levels), vector.data).astype(int)
        return Vector(CHARACTER, table[at], **facts)  # type: ignore[arg-type]
    if vector.kind == LIST:
        times = (str(v)[:19] if isinstance(v, datetime.datetime) else v for v in vector.data)
        elements = [read(v) for v in times]
        if not all(len(v) == 1 and v.kind != LIST for v in elements):
            raise InvalidData("Only lists of single values can be converted to text.")
        texts = (text(v).data[0] for v in elements)
        return Vector(CHARACTER, objects("NA" if v is None else v for v in texts), **facts)  # type: ignore[arg-type]
    if vector.clock:
        return Vector(CHARACTER, objects(clock_texts(vector)), **facts)  # type: ignore[arg-type]
    if vector.date:
        texts = (None if np.isnat(v) else str(v) for v in _values_of(vector))
        return Vector(CHARACTER, objects(texts), **facts)  # type: ignore[arg-type]
    logical = vector.kind == LOGICAL
    labels = objects(
        None if np.isnan(v) else _spelt(bool(v) if logical else float(v)) for v in vector.data
    )
    labels[are_nan(vector.data)] = "NaN"
    return Vector(CHARACTER, labels, **facts)  # type: ignore[arg-type]


def _spelt(value: bool | float) -> str:
    spelt = number_text(value)
    if "e" in spelt and np.isfinite(value) and (extra := current_options().scipen):
        decimals = max(0, len(spelt.split("e")[0].lstrip("-").replace(".", "")) - 1
                       - int(spelt.split("e")[1]))  # fmt: skip
        fixed = f"{value:.{decimals}f}"
        return fixed if len(fixed) <= len(spelt) + extra else spelt
    return spelt


def clock_texts(vector: Vector) -> list[str | None]:
    """Return points in time as R writes them: as dates if all of them are at midnight."""
    strings = [None if np.isnat(v) else str(v)[:19].replace("T", " ") for v in _values_of(vector)]
    size = 10 if {v[11:] for v in strings if v is not None} <= {"00:00:00"} else 19
    return [None if v is None else v[:size] for v in strings]


def numeric(vector: Vector) -> Vector:
    """Return ``as.numeric()``; the codes of a factor start at 1."""
    if vector.kind == NUMBER:
        return vector
    result = replace(vector, kind=NUMBER, levels=(), ordered=False, whole=True)
    if vector.kind == FACTOR:
        return replace(result, data=vector.data + 1)
    if vector.kind == LIST:
        single = [numeric(_single(v)).data.item() for v in vector.data]
        return replace(result, data=np.array(single, dtype=float), whole=False)
    if vector.kind == CHARACTER:
        data = np.array([parsed(v) for v in vector.data], dtype=float)
        if np.any(np.isnan(data) & ~spelt_missing(vector.data)):
            warn("NAs introduced by coercion", UserWarning)
        return replace(result, data=data, whole=False)
    return result


def _single(element: Any) -> Vector:
    """Return an element of a list as a vector of one value, which is NA for an empty vector.

    Raises:
        InvalidData: if the element is a list, another object, or no single value.
    """
    value = read(element)
    if not len(value) and value.kind != NULL:
        return numbers(np.array([np.nan]))  # an empty vector becomes NA
    if value.kind == LIST or len(value) != 1:
        kind = type(element).__name__ if value.kind == LIST else f"vector of length {len(value)}"
        raise InvalidData(f"A list that holds a {kind} cannot be converted to a vector of numbers.")
    return value


def truths(vector: Vector) -> Vector:
    """Return ``as.logical()``."""
    if vector.kind == CHARACTER:
        words = {"TRUE": 1.0, "true": 1.0, "T": 1.0, "True": 1.0}
        words |= {"FALSE": 0.0, "false": 0.0, "F": 0.0, "False": 0.0}
        data = np.array([words.get(v, np.nan) for v in vector.data], dtype=float)
        return replace(vector, kind=LOGICAL, data=data)
    if vector.kind == FACTOR:
        return truths(text(vector))
    data = numeric(vector).data
    truth_values = np.where(np.isnan(data), np.nan, (data != 0).astype(float))
    return replace(vector, kind=LOGICAL, data=truth_values, whole=False)


def common(vectors: Sequence[Vector]) -> str:
    """Return the common type to which R coerces several vectors.

    NA is logical in R, and a missing number here. Beside logical values it is taken as logical.
    """
    kinds = [CHARACTER if v.kind == FACTOR else v.kind for v in vectors]
    if {LOGICAL, NUMBER} == set(kinds) - {NULL} and all(v.may_be_logical for v in vectors):
        return LOGICAL
    return max(kinds, key=_ORDER.index, default=NULL)


def as_kind(vector: Vector, kind: str) -> Vector:
    """Coerce a vector to another type."""
    if vector.kind == kind:
        return vector
    if kind == LIST:
        return listed((to_python(replace(vector.plain().take(np.array([float(n)])), single=True))
                       for n in range(len(vector))), vector.names)  # fmt: skip
    converted = {CHARACTER: text, NUMBER: numeric, LOGICAL: truths}.get(kind)
    return vector if converted is None else converted(vector)


def recycled(vector: Vector, length: int) -> Vector:
    """Recycle a vector to a length, with R's warning if the length is not a multiple."""
    if len(vector) == length:
        return vector
    if not len(vector):
        return vector.take(np.full(length, np.nan))
    if length % len(vector):
        warn("longer object length is not a multiple of shorter object length", UserWarning)
    return replace(vector.take(np.arange(length) % len(vector) + 0.0), names=None)


def together(*vectors: Vector) -> tuple[Vector, ...]:
    """Recycle vectors to the length of the longest one, or to 0 if one vector is empty."""
    length = 0 if any(not len(v) for v in vectors) else max(map(len, vectors))
    return tuple(recycled(v, length) if length else v.take(np.empty(0)) for v in vectors)


def shaped(result: Vector, *given: Vector) -> Vector:
    """Return a result with the names and the shape that R takes from the operands."""
    size = len(result)
    names = next((g.names for g in given if g.names is not None and len(g) == size), None)
    if len({g.dim for g in given if g.dim is not None}) > 1:
        raise InvalidData("non-conformable arrays")
    dim = next((g.dim for g in given if g.dim is not None and len(g) == size), None)
    axes = next((g.axes for g in given if g.axes is not None and g.dim == dim), None)
    one_axis = any(g.one_axis and len(g) == size for g in given)
    return replace(result, names=None if dim else names, dim=dim, axes=axes, one_axis=one_axis,
                   single=all(g.single for g in given))  # fmt: skip
