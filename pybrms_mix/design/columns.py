"""The data that a user gives, in whatever table, as columns of the kinds that R knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import narwhals as nw
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collated
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.syntax.nodes import Name

_DAY = np.timedelta64(1, "D")
_SECOND = np.timedelta64(1, "s")


def table(data: Any) -> pd.DataFrame:
    """Return ``data`` as a pandas table, its columns not yet looked at.

    Takes a pandas or any other table that narwhals knows (polars, pyarrow), or a mapping of names
    to columns.

    Raises:
        InvalidData: in brms's words, if it is no table or has no rows.
    """
    if data is None:
        raise InvalidData("Argument 'data' does not contain observations.")
    found = data if isinstance(data, pd.DataFrame) else _converted(data)
    if not len(found):
        raise InvalidData("Argument 'data' does not contain observations.")
    return found


def completed(
    given: pd.DataFrame, beside: Mapping[str, Any], names: Iterable[Name]
) -> pd.DataFrame:
    """Return the table with the columns among ``names`` that only ``beside`` has.

    A single value stands for all rows.

    Raises:
        InvalidData: if such a column has another length.
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


def _converted(data: Any) -> pd.DataFrame:
    try:
        if isinstance(data, Mapping):
            return pd.DataFrame(dict(data))
        given = nw.from_native(data, pass_through=True)
        if isinstance(given, nw.LazyFrame):
            given = given.collect()
        if isinstance(given, nw.DataFrame):
            return pd.DataFrame({name: _column(given[name]) for name in given.columns})
        return pd.DataFrame(data)
    except (TypeError, ValueError) as error:
        raise InvalidData(
            "Argument 'data' must be coercible to a data.frame.", hint=f"pandas says: {error}"
        ) from None


def _column(column: nw.Series[Any]) -> Any:
    if column.dtype in (nw.Categorical, nw.Enum):
        levels = column.cat.get_categories().to_list()
        return pd.Categorical(column.to_list(), categories=levels)
    if column.dtype == nw.Date:
        return _since(pd.Series(column.to_numpy().astype("datetime64[s]")), _DAY)
    return column.to_list() if column.dtype == nw.String else column.to_numpy()


def typed(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    """Return a column without missing values as R would hold it.

    Numbers are int64 or float64, logicals bool; text and categories are categoricals of strings,
    text with its levels in R's order. Days become days, times seconds since 1970, as in R.

    Raises:
        InvalidData: if the column is of another kind, or mixes kinds.
    """
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return column.cat.rename_categories([_label(c) for c in kind.categories])
    if pd.api.types.is_bool_dtype(kind):
        return column.astype(bool)
    if pd.api.types.is_integer_dtype(kind):
        return _integers(column)
    if pd.api.types.is_float_dtype(kind):
        return column.astype(np.float64)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return _since(column, _SECOND)
    return _inferred(column, name)


def _integers(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return integers as int64, and as float64 if 64 bits with a sign do not hold all of them."""
    fits = column.empty or (column.max() < 2**63 and column.min() >= -(2**63))
    return column.astype(np.int64 if fits else np.float64)


def _inferred(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    values = column.astype(object)
    match pd.api.types.infer_dtype(values, skipna=False):
        case "string":
            levels = collated(values.unique().tolist())
            return values.astype(pd.CategoricalDtype(list(levels)))
        case "boolean":
            return values.astype(bool)
        case "integer":
            return _integers(values)
        case "floating" | "mixed-integer-float" | "decimal":
            return values.astype(np.float64)
        case "date":
            return _since(pd.to_datetime(values), _DAY)
        case "datetime" | "datetime64":
            return _since(pd.to_datetime(values), _SECOND)
        case found:
            raise InvalidData(
                f"Column '{name}' holds values of a kind that no model can use ({found}).",
                hint="Make it numbers, logicals, text or categories.",
            )


def _since(times: pd.Series[Any], unit: np.timedelta64) -> pd.Series[Any]:
    universal = pd.to_datetime(times, utc=True)
    return (universal - pd.Timestamp(0, tz="UTC")) / unit


def _label(category: object) -> str:
    is_number = isinstance(category, (bool, int, float, np.number, np.bool_))
    return number_text(category) if is_number else str(category)  # type: ignore[arg-type]


def is_text(column: pd.Series[Any]) -> bool:
    """Return whether the column, as the user gave it, is what R calls a character vector."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return False
    return bool(pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column))
