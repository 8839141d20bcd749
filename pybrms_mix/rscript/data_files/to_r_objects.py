"""Values of a ported script as values of R, as ``saveRDS()`` and ``save()`` store them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.matrices.array_margins import names_of_axes
from pybrms_mix.r.regression.factor_contrasts import column_contrasts
from pybrms_mix.r.tables.table_rows import is_table
from pybrms_mix.r.times.clocks import Span, Spans
from pybrms_mix.r.values.code_values import Formula
from pybrms_mix.r.values.grouped import EACH_ROW, Grouped, group_places
from pybrms_mix.r.values.labelled import is_labelled
from pybrms_mix.r.values.named_matrix import is_of_counts
from pybrms_mix.r.values.nan_values import are_nan
from pybrms_mix.r.values.own_attributes import own_of
from pybrms_mix.r.values.own_classes import Classed
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    Vector,
    read,
    seconds,
)
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.row_names import are_kept, row_names
from pybrms_mix.r.values.scaling import SCALED, Scaling
from pybrms_mix.r.values.tibbles import is_tibble
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.hypotheses import Hypotheses
from pybrms_mix.rfile.language import object_of
from pybrms_mix.rfile.robjects import NA_BITS, NA_INTEGER, RList, RNull, RObject, RPairs, RVector
from pybrms_mix.store.save_load import save

Attributes: TypeAlias = "dict[str, RObject]"
# The classes of lists that hold a fit, another result of this package, and the reason why a value
# is missing.
FIT = "pybrms_mix_fit"
RECORD = "pybrms_mix_record"
# The attributes with the names of the parts that only R has, and the order of all parts.
FURTHER, ORDER = "pybrms_mix_further", "pybrms_mix_order"
UNSTORED = "pybrms_mix_unstored"


def r_object(value: Any) -> RObject:
    """Return the value of R that stands for a value of a ported script.

    A fit becomes a list of class ``pybrms_mix_fit``, which holds the bytes of the package's format.

    Raises
    ------
    InvalidData
        If R has no such value.
    """
    if isinstance(value, Fit):
        return _fit(value)
    if isinstance(value, Grouped):
        return _grouped(value)
    if isinstance(value, PriorTable):
        return _frame(value.to_frame(), ("brmsprior", "data.frame"))
    if isinstance(value, Span | Spans):
        attributes: Attributes = {"class": strings("difftime"), "units": strings(value.units)}
        return RVector(
            "double", _doubles(np.atleast_1d(np.asarray(value, dtype=float))), attributes
        )
    if isinstance(value, Formula):
        return _formula(value)
    if isinstance(value, Criterion | Hypotheses):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        return _list(parts.values(), parts, {"class": strings(RECORD, type(value).__name__)})
    if isinstance(value, Classed):
        kinds: Attributes = {"class": strings(*value.classes)} if value.classes else {}
        own_values = {n: r_object(v) for n, v in value.attributes.items()}
        return _list(value.values(), value, {**own_values, **kinds})
    if type(value) is ResultList:
        further = {FURTHER: strings(*value.further), ORDER: strings(*value.order)}
        return _list(value.values(), value, {"class": strings(*value.classes), **further})
    if type(value) is dict:
        return _list(value.values(), value)
    if isinstance(value, pd.DataFrame) and not _is_matrix_or_table(value):
        return _frame(value)
    return _vector(value)


def strings(*values: str) -> RVector:
    """Return a vector of texts."""
    return RVector("character", list(values))


def unstored(reason: str) -> RObject:
    """Return the value that stands in a file for a value that R does not have."""
    return RList([strings(reason)], {"names": strings("reason"), "class": strings(UNSTORED)})


def _is_matrix_or_table(value: pd.DataFrame) -> bool:
    """Return whether a data frame of pandas is a matrix or a table in R."""
    return type(value) is not pd.DataFrame or is_of_counts(value)


def _list(
    values: Iterable[Any], names: Iterable[Any], attributes: Mapping[str, RObject] | None = None
) -> RList:
    labels = {"names": strings(*map(str, names))}
    return RList([r_object(v) for v in values], {**labels, **(attributes or {})})


def _formula(formula: Formula) -> RObject:
    code = object_of(formula.node)
    if isinstance(code, RPairs):
        code.attributes["class"] = strings("formula")
    return code


def _fit(fit: Fit) -> RObject:
    with tempfile.TemporaryDirectory() as folder:
        path = save(fit, Path(folder) / "fit.nc")
        file_bytes = RVector("raw", path.read_bytes())
    return RList([file_bytes], {"names": strings("file"), "class": strings(FIT)})


def _vector(value: Any) -> RObject:
    """Return a vector, a matrix, an array, a table or a list.

    Raises
    ------
    InvalidData
        If the value is none of these.
    """
    if np.iscomplexobj(value) and np.ndim(value) < 2:
        return RVector("complex", np.atleast_1d(value))
    vector = read(value)
    if vector.kind == NULL:
        return RNull()
    if vector.kind == LIST:
        is_list = isinstance(value, list | tuple | pd.Series)
        if not is_list and not (isinstance(value, np.ndarray) and value.dtype == object):
            raise InvalidData(f"R has no type for {type(value).__name__}.")
        attributes: Attributes = {} if vector.names is None else {"names": strings(*vector.names)}
        return RList([r_object(v) for v in vector.data], attributes)
    result = _atomic(vector)
    if is_of_counts(value) or is_labelled(value) or isinstance(value, pd.DataFrame):
        result.attributes |= _dimensions(value)
        result.attributes.pop("names", None)
    elif vector.dim is not None:
        result.attributes["dim"] = RVector("integer", np.array(vector.dim))
    if is_of_counts(value):
        result.attributes["class"] = strings("table")
    return result


def _dimensions(value: Any) -> dict[str, RObject]:
    """Return the dimensions of an array or a table, and the names along its axes."""
    axes = [list(value.index)] if isinstance(value, pd.Series) else names_of_axes(value)
    dimnames = RList([RNull() if a is None else strings(*map(str, a)) for a in axes])
    variables = [getattr(value, n, None) for n in ("index", "columns")][: len(axes)]
    labels = [getattr(v, "name", None) for v in variables]
    if any(labels):
        dimnames.attributes["names"] = strings(*(str(v or "") for v in labels))
    dim: dict[str, RObject] = {"dim": RVector("integer", np.array(np.shape(value)))}
    return {**dim, "dimnames": dimnames} if any(a is not None for a in axes) else dim


def _atomic(vector: Vector) -> RVector:
    """Return a vector of numbers, logical values, texts, dates or levels of a factor."""
    names = {} if vector.names is None else {"names": strings(*vector.names)}
    attributes: dict[str, RObject] = dict(names)
    data = vector.data
    if vector.kind == CHARACTER:
        return RVector("character", list(data), attributes)
    if vector.kind == FACTOR:
        kinds = ("ordered", "factor") if vector.ordered else ("factor",)
        attributes |= {"levels": strings(*vector.levels), "class": strings(*kinds)}
        return RVector("integer", _integers(data + 1), attributes)
    if vector.clock:
        attributes |= {"class": strings("POSIXct", "POSIXt"), "tzone": strings("UTC")}
        return RVector("double", _doubles(seconds(vector)), attributes)
    if vector.date:
        return RVector("double", _doubles(data), {**attributes, "class": strings("Date")})
    if vector.kind == LOGICAL:
        return RVector("logical", _integers(data), attributes)
    is_small = vector.whole and not (np.abs(data[~np.isnan(data)]) >= -NA_INTEGER).any()
    if is_small:
        return RVector("integer", _integers(data), attributes)
    return RVector("double", _doubles(data), attributes)


def _doubles(data: np.ndarray) -> np.ndarray:
    """Return numbers in which NA and NaN have the bits that they have in R."""
    bits = np.ascontiguousarray(data, dtype=np.float64).view(np.uint64).copy()
    bits[np.isnan(data)] = NA_BITS
    bits[are_nan(data)] = np.float64("nan").view(np.uint64)
    return bits.view(np.float64)


def _integers(data: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(data), NA_INTEGER, data).astype(np.int64)


def _frame(frame: pd.DataFrame, kinds: tuple[str, ...] = ()) -> RList:
    """Return a data frame with its row names, its classes and the contrasts of its factors."""
    columns = [_column(frame.iloc[:, n]) for n in range(frame.shape[1])]
    by_name = dict(zip(map(str, frame.columns), columns, strict=True))
    for name in frame.attrs.get("contrasts", {}).keys() & by_name.keys():
        by_name[name].attributes["contrasts"] = _contrasts(frame, name)  # type: ignore[union-attr]
    for name, scaling in frame.attrs.get(SCALED, {}).items():
        if name in by_name and scaling.has(frame[name]):
            by_name[name].attributes |= _scaled(scaling, len(frame))  # type: ignore[union-attr]
    marks = own_of(frame)
    attributes: dict[str, RObject] = {
        "names": strings(*map(str, frame.columns)),
        "class": strings(*(kinds or (marks and marks.classes) or _classes(frame))),
        "row.names": _row_names(frame),
    }
    own_values = {} if marks is None else {n: r_object(v) for n, v in marks.values.items()}
    return RList(columns, {**attributes, **own_values})


def _column(series: pd.Series) -> RObject:
    """Return a column, without names; a column of lists is a list."""
    is_plain = isinstance(series.dtype, np.dtype)
    return _vector(series.to_numpy() if is_plain else series.array)


def _classes(frame: pd.DataFrame) -> tuple[str, ...]:
    if is_tibble(frame):
        return ("tbl_df", "tbl", "data.frame")
    return ("data.table", "data.frame") if is_table(frame) else ("data.frame",)


def _row_names(frame: pd.DataFrame) -> RVector:
    """Return the names of rows; the numbers of selected rows are integers, as in R."""
    if not are_kept(frame):
        return RVector("integer", np.array([NA_INTEGER, -len(frame)]))
    names = row_names(frame)
    is_numbered = pd.api.types.is_integer_dtype(frame.index) and all(map(str.isdecimal, names))
    return RVector("integer", np.array(names, dtype=np.int64)) if is_numbered else strings(*names)


def _contrasts(frame: pd.DataFrame, name: str) -> RObject:
    contrasts = frame.attrs["contrasts"][name]
    return strings(contrasts) if isinstance(contrasts, str) else r_object(
        column_contrasts(frame, name))  # fmt: skip


def _scaled(scaling: Scaling, rows: int) -> dict[str, RObject]:
    """Return the attributes of a column that ``scale()`` returned: a matrix of one column."""
    numbers = {"scaled:center": scaling.centre, "scaled:scale": scaling.width}
    sizes = {n: r_object(np.ravel(v)) for n, v in numbers.items() if v is not None}
    return {"dim": RVector("integer", np.array([rows, 1])), **sizes}


def _grouped(rows: Grouped) -> RList:
    """Return a data frame with the levels of its groups, and the rows of each group."""
    result = _frame(rows.frame)
    if EACH_ROW in rows.groups:
        result.attributes["class"] = strings("rowwise_df", "tbl_df", "tbl", "data.frame")
        return result
    places = [at.astype(np.int64) for at in group_places(rows.frame, rows.groups)]
    firsts = np.array([at[0] for at in places], dtype=np.int64)
    levels = _frame(rows.frame[list(rows.groups)].iloc[firsts].reset_index(drop=True))
    levels.items.append(RList([RVector("integer", at + 1) for at in places]))
    levels.attributes |= {
        "names": strings(*rows.groups, ".rows"),
        "class": strings("tbl_df", "tbl", "data.frame"),
    }
    result.attributes["class"] = strings("grouped_df", "tbl_df", "tbl", "data.frame")
    result.attributes["groups"] = levels
    return result
