"""Conversion of the columns of a table to the types of R."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import narwhals as nw
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.wording import article
from pybrms_mix.design.collate import collated
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.syntax.nodes import Name

PANDAS = "pandas"
_LIBRARIES = (PANDAS, "polars", "pyarrow")
_DAY = np.timedelta64(1, "D")
_SECOND = np.timedelta64(1, "s")


def table(data: Any, argument: str = "data") -> pd.DataFrame:
    """Convert ``data`` to a pandas table without checking its columns.

    Args:
        data: a pandas table, a table that narwhals supports (polars, pyarrow), or a mapping from
            names to columns.
        argument: the argument that holds the table, for messages.

    Raises:
        InvalidData: if ``data`` is not a table or has no rows, with the message of brms.
    """
    if data is None:
        raise InvalidData(f"Argument '{argument}' does not contain observations.")
    frame = data if isinstance(data, pd.DataFrame) else _converted(data, argument)
    if not len(frame):
        raise InvalidData(f"Argument '{argument}' does not contain observations.")
    return frame


def library_of(data: Any) -> str:
    """Return the library of a table: "pandas", "polars" or "pyarrow"; "pandas" for all others."""
    # The import of narwhals takes 0.3 s, which most calls need not pay.
    if isinstance(data, (pd.DataFrame, Mapping)):
        return PANDAS
    native = nw.from_native(data, pass_through=True)
    if not isinstance(native, (nw.DataFrame, nw.LazyFrame)):
        return PANDAS
    name = native.implementation.name.lower()
    return name if name in _LIBRARIES else PANDAS


def completed(
    given: pd.DataFrame, beside: Mapping[str, Any], names: Iterable[Name]
) -> pd.DataFrame:
    """Return the table with those columns among ``names`` that occur in ``beside`` only.

    A single value is repeated for all rows.

    Raises:
        InvalidData: if the length of such a column differs from the number of rows.
    """
    columns = {}
    for name in names:
        if name.text in given.columns or name.text not in beside:
            continue
        values = np.asarray(beside[name.text])
        if values.ndim and values.shape != (len(given),):
            raise InvalidData(
                f"'{name.text}' of 'data2' has the shape {values.shape}, but the data have "
                f"{len(given)} rows.",
                span=name.span,
            )
        columns[name.text] = values if values.ndim else values.item()
    return given.assign(**columns) if columns else given


def _converted(data: Any, argument: str) -> pd.DataFrame:
    try:
        if isinstance(data, Mapping):
            return pd.DataFrame(dict(data))
        native = nw.from_native(data, pass_through=True)
        if isinstance(native, nw.LazyFrame):
            native = native.collect()
        if isinstance(native, nw.DataFrame):
            return pd.DataFrame({name: _column(native[name]) for name in native.columns})
        if isinstance(data, pd.api.typing.DataFrameGroupBy):
            raise TypeError  # pandas makes a table of the groups, one in each row
        convert = getattr(data, "to_pandas", None)
        return pd.DataFrame(convert() if callable(convert) else data)
    except (TypeError, ValueError) as error:
        raise InvalidData(
            f"Argument '{argument}' must be coercible to a data.frame.",
            hint=_no_table(data) or f"pandas says: {error}",
        ) from None


def _no_table(data: Any) -> str:
    """Return why ``data`` is no table, and a remedy; nothing if the reason is unknown."""
    if isinstance(data, (str, PathLike)):
        return f"It is text. Read the file first: pandas.read_csv({str(data)!r})."
    if isinstance(data, Mapping):
        sizes = {name: np.size(column) for name, column in data.items() if np.ndim(column)}
        if not sizes:
            return "It holds single values. Write lists: {'x': [1.5]} is one row."
        if len({*sizes.values()}) > 1:
            lengths = ", ".join(f"'{name}' {size}" for name, size in sizes.items())
            return f"The columns have different numbers of values: {lengths}."
        return ""
    return (
        f"It is {article(type(data).__name__)}. Give a table of pandas, polars or pyarrow, or a "
        "dict from names to columns."
    )


def _column(column: nw.Series[Any]) -> Any:
    if column.dtype in (nw.Categorical, nw.Enum):
        levels = column.cat.get_categories().to_list()
        return pd.Categorical(column.to_list(), categories=levels)
    if column.dtype == nw.Date:
        return _since(pd.Series(column.to_numpy().astype("datetime64[s]")), _DAY)
    return column.to_list() if column.dtype == nw.String else column.to_numpy()


def typed(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    """Convert a column without missing values to the type that R would use.

    Numbers become int64 or float64, and logicals bool. Text and categories become categoricals of
    strings; the levels of text have the order of R. Dates become days, and times seconds, since
    1970.

    Raises:
        InvalidData: if the column has another type or mixes types.
    """
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        labels = [_label(c) for c in kind.categories]
        _check_text(labels, name)
        if len(set(labels)) < len(labels):
            alike = next(label for at, label in enumerate(labels) if label in labels[:at])
            raise InvalidData(
                f"Two categories of the column '{name}' have the same label '{alike}'.",
                hint="Levels are compared as text, as in R: the number 1 and the text '1' are "
                "the same level.",
            )
        return column.cat.rename_categories(labels)
    if pd.api.types.is_bool_dtype(kind):
        return column.astype(bool)
    if pd.api.types.is_integer_dtype(kind):
        return _integers(column, name)
    if pd.api.types.is_float_dtype(kind):
        return column.astype(np.float64)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return _since(column, _SECOND)
    return _inferred(column, name)


def typed_with_gaps(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    """Convert a column that may have missing values to the type that R would use.

    Integers with missing values become float64, and logicals pandas' "boolean". A column without
    any value is numeric.

    Raises:
        InvalidData: as ``typed()`` does, for the values that are known.
    """
    present = np.flatnonzero(column.notna().to_numpy(dtype=bool))
    if present.size == len(column):
        return typed(column, name)
    if not present.size and pd.api.types.is_object_dtype(column.dtype):
        return pd.Series(np.nan, index=column.index, dtype=np.float64)
    present_values = typed(column.iloc[present], name).set_axis(present)
    values_ = present_values.reindex(pd.RangeIndex(len(column))).set_axis(column.index)
    return values_.astype("boolean") if present_values.dtype == bool else values_


def _integers(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    """Convert integers to int64, or to float64 if a value exceeds the range of int64.

    Raises:
        InvalidData: if an integer exceeds the range of float64.
    """
    fits = column.empty or (column.max() < 2**63 and column.min() >= -(2**63))
    return column.astype(np.int64) if fits else _doubles(column, name)


def _doubles(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    try:
        return column.astype(np.float64)
    except OverflowError:
        raise InvalidData(
            f"Column '{name}' holds an integer beyond 1.8e308, the largest double-precision number."
        ) from None


def _check_text(texts: Iterable[str], name: str) -> None:
    """Refuse text with a surrogate that stands alone, which no file and no engine can store."""
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidData(
                f"Column '{name}' holds the text {text!r}, which is not valid Unicode.",
                hint="A file that was read with the wrong encoding is often the cause.",
            ) from None


def _inferred(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    values = column.astype(object)
    match pd.api.types.infer_dtype(values, skipna=False):
        case "string":
            texts = values.unique().tolist()
            _check_text(texts, name)
            levels = collated(texts)
            return values.astype(pd.CategoricalDtype(list(levels)))
        case "boolean":
            return values.astype(bool)
        case "integer":
            return _integers(values, name)
        case "floating" | "mixed-integer-float" | "decimal":
            return _doubles(values, name)
        case "date":
            return _since(_times(values, name), _DAY)
        case "datetime" | "datetime64":
            return _since(_times(values, name), _SECOND)
        case inferred_kind:
            raise InvalidData(
                f"Column '{name}' holds values of a type that no model can use ({inferred_kind}).",
                hint="Convert the column to numbers, logicals, text or categories.",
            )


def _times(values: pd.Series[Any], name: str) -> pd.Series[Any]:
    try:
        return pd.to_datetime(values)
    except ValueError:
        raise InvalidData(
            f"Column '{name}' mixes times of several time zones, or times with and without one.",
            hint=f"Convert the column first: pandas.to_datetime(d['{name}'], utc=True).",
        ) from None


def _since(times: pd.Series[Any], unit: np.timedelta64) -> pd.Series[Any]:
    universal = pd.to_datetime(times, utc=True)
    return (universal - pd.Timestamp(0, tz="UTC")) / unit


def _label(category: object) -> str:
    is_number = isinstance(category, (bool, int, float, np.number, np.bool_))
    return number_text(category) if is_number else str(category)  # type: ignore[arg-type]


_TIMES = frozenset({"date", "datetime", "datetime64"})


def holds_times(data: Any, name: str) -> bool:
    """Return whether a column of the user's table exists and holds dates or times."""
    if library_of(data) == PANDAS:
        columns = data if isinstance(data, Mapping) else table(data)
        return name in columns and pd.api.types.infer_dtype(columns[name], skipna=True) in _TIMES
    kind = nw.from_native(data).collect_schema().get(name)
    return kind in (nw.Date, nw.Datetime)


def is_text(column: pd.Series[Any]) -> bool:
    """Return whether the column of the user is a character vector in the sense of R."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return False
    return bool(pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column))
