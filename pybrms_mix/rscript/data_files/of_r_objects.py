"""Values of R, as its files hold them, as values of a ported script."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.table import table
from pybrms_mix.r.matrices.array_margins import with_axes
from pybrms_mix.r.tables.table_rows import tagged
from pybrms_mix.r.times.clocks import SECONDS, span_of
from pybrms_mix.r.values.grouped import EACH_ROW, Grouped
from pybrms_mix.r.values.kept_counts import with_variables
from pybrms_mix.r.values.named_matrix import of_counts
from pybrms_mix.r.values.nan_values import NAN
from pybrms_mix.r.values.own_attributes import classed, with_attribute
from pybrms_mix.r.values.own_classes import Classed
from pybrms_mix.r.values.r_vectors import characters, logicals, numbers, to_python
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.row_names import NAMED_ROWS, with_numbers
from pybrms_mix.r.values.scaling import SCALED, Scaling
from pybrms_mix.r.values.tibbles import tibble_of
from pybrms_mix.r.values.vector_records import NamedList, Vector
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.hypotheses import Hypotheses
from pybrms_mix.rfile import robjects
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.python_values import (
    DEEPEST,
    dimnames_of,
    factor,
    frame,
    python_of,
    shape_of,
)
from pybrms_mix.rfile.robjects import (
    RS4,
    REnvironment,
    RList,
    RObject,
    ROpaque,
    RPairs,
    RVector,
    are_na,
    attributes,
    classes,
    texts,
)
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.rscript.data_files.to_r_objects import FIT, FURTHER, ORDER, RECORD, UNSTORED
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of
from pybrms_mix.store.save_load import load
from pybrms_mix.syntax.deparse import write

# Attributes that are part of a value here, or that only R uses.
_PARTS = frozenset({"names", "class", "row.names", "dim", "dimnames", "levels", "groups", "spec",
                    "problems", ".internal.selfref", "terms", "prior"})  # fmt: skip
_FRAMES = frozenset({"data.frame", "tbl", "tbl_df", "grouped_df", "rowwise_df", "data.table",
                     "spec_tbl_df", "brmsprior"})  # fmt: skip


_ONLY_OF_R = (ROpaque, REnvironment, RS4)


def value_of(value: RObject, depth: int = 0) -> Any:
    """Return the value of a ported script for a value in a file of R.

    Parts of lists that only R can use, such as functions, are refused when a script asks for them.

    Raises
    ------
    Damaged
        If the attributes of a value contradict the value.
    InvalidFile
        If the value was not stored, since R has no such value, or if only R can use it.
    """
    if depth == 0 and isinstance(value, _ONLY_OF_R):
        raise InvalidFile("The file holds a function or another value that only R can use.")
    if depth > DEEPEST:
        raise Damaged("its lists are nested too deeply")
    kinds = classes(value)
    match value:
        case RList() if "brmsfit" in kinds:
            return fit_of(value, "a list")
        case RList(items) if FIT in kinds:
            return _fit(items)
        case RList(items) if UNSTORED in kinds:
            raise InvalidFile(f"The value was not stored: {' '.join(texts(items[0]))}")
        case RList() if "data.frame" in kinds:
            return _frame(value, kinds, depth)
        case RList(items) if RECORD in kinds:
            parts = (value_of(item, depth + 1) for item in items)
            return _record_of(kinds[-1], dict(zip(texts(value.attributes.get("names")), parts,
                                                  strict=False)))  # fmt: skip
        case RList(items):
            return _list(value, [value_of(item, depth + 1) for item in items], depth)
        case RPairs(pairs, False):
            names = RVector("character", [name or "" for name, _ in pairs])
            items = [item for _, item in pairs]
            return value_of(RList(items, {"names": names}), depth)
        case RPairs():
            return write(node_of(value))
        case RVector():
            return _vector(value)
    return python_of(value)


def _fit(items: list[RObject]) -> Any:
    """Return a fit from the bytes of its file."""
    file_bytes = items[0] if items else None
    if not isinstance(file_bytes, RVector) or file_bytes.kind != "raw":
        raise InvalidFile("The file holds a fit of pybrms_mix, but it is damaged.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fit.nc"
        path.write_bytes(bytes(file_bytes.values))
        return load(path)


# The parts of results that files hold, and their types.
_RECORDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Criterion": (Criterion, {
        "kind": str, "pointwise": pd.DataFrame, "dims": np.ndarray, "response": np.ndarray,
        "model_name": str, "folds": int, "fits": dict, "group": str | None,
        "log_weights": np.ndarray | None,
    }),
    "Hypotheses": (Hypotheses, {
        "hypothesis": pd.DataFrame, "samples": pd.DataFrame, "prior_samples": pd.DataFrame,
        "class_": str, "alpha": float | int,
    }),
}  # fmt: skip


def _record_of(name: str, parts: dict[str, Any]) -> Any:
    """Return a result of this package from its parts.

    Raises
    ------
    Damaged
        If a part is missing, or has another type.
    """
    kind, types = _RECORDS.get(name, (None, {}))
    if parts.get("fits") == []:  # an empty list of R has no names
        parts["fits"] = {}
    if kind is None or parts.keys() != types.keys() or not all(
        isinstance(parts[n], t) for n, t in types.items()
    ):  # fmt: skip
        raise Damaged("a result of pybrms_mix in it is damaged")
    if "dims" in parts:
        parts["dims"] = tuple(int(n) for n in parts["dims"])
    return kind(**parts)


def _list(value: RList, items: list[Any], depth: int) -> Any:
    """Return a list, with the classes and attributes of a list with names."""
    names = texts(value.attributes.get("names"))
    if len(names) != len(items) or not any(names):
        return items
    if not all(names) or len(set(names)) < len(names):
        return NamedList(items, names)
    record = dict(zip(names, items, strict=True))
    kinds = classes(value)
    if FURTHER in value.attributes:
        result = ResultList(record)
        result.classes, result.further = kinds, texts(value.attributes[FURTHER])
        result.order = texts(value.attributes.get(ORDER))
        return result
    own_values = _own(value, depth)
    further = [n for n, item in zip(names, value.items, strict=True)
               if isinstance(item, _ONLY_OF_R)]  # fmt: skip
    if further and not own_values:
        result = ResultList({n: v for n, v in record.items() if n not in further})
        result.classes, result.further, result.order = kinds or ("list",), tuple(further), names
        return result
    return Classed(record, kinds, own_values) if kinds or own_values else record


def _own(value: RObject, depth: int) -> dict[str, Any]:
    """Return the attributes that a script or a package of R gave to a value."""
    own_values = {
        n: value_of(v, depth + 1) for n, v in attributes(value).items() if n not in _PARTS
    }
    return {n: v for n, v in own_values.items() if v is not None}


def _frame(value: RList, kinds: tuple[str, ...], depth: int) -> Any:
    """Return a data frame with its row names and numbers, its class, and its groups."""
    scalings = _scalings(value)
    names = texts(value.attributes.get("names"))
    items = [
        replace(item, attributes={}) if name in scalings and isinstance(item, RVector) else item
        for name, item in zip(names, value.items, strict=False)
    ]
    result: Any = frame(replace(value, items=items) if scalings else value)
    if "brmsprior" in kinds:
        return table(result)
    for name, item in zip(names, items, strict=True):
        if isinstance(item, RVector) and name in result and "dim" not in item.attributes:
            bare = replace(item, attributes={n: v for n, v in item.attributes.items()
                                             if n != "names"})  # fmt: skip
            result[name] = pd.Series(_vector(bare, single=False), index=result.index)
        elif name in result and isinstance(item, RList) and "data.frame" not in classes(item):
            cells = [value_of(inner, depth + 1) for inner in item.items]
            result[name] = pd.Series(cells, index=result.index, dtype=object)
    if scalings:
        result.attrs[SCALED] = scalings
    result = _with_rows(result, value)
    if "tbl_df" in kinds:
        result = tibble_of(result)
    if "data.table" in kinds:
        result = tagged(result)
    for name, own_value in _own(value, depth).items():
        result = with_attribute(result, name, own_value)
    if not set(kinds) <= _FRAMES:
        result = classed(result, list(kinds))
    if "rowwise_df" in kinds:
        return Grouped(result, (EACH_ROW,))
    groups = attributes(value).get("groups")
    if "grouped_df" in kinds and isinstance(groups, RList):
        return Grouped(result, texts(groups.attributes.get("names"))[:-1])
    return result


def _with_rows(frame: pd.DataFrame, value: RList) -> pd.DataFrame:
    """Return a data frame with the numbers of its rows, and a mark where rows have names."""
    row_names = value.attributes.get("row.names")
    at = robjects.numbers(row_names)
    if at.size == len(frame) and not np.isnan(at).any():
        return with_numbers(frame, [str(int(n)) for n in at])
    if not pd.api.types.is_integer_dtype(frame.index):
        frame.attrs[NAMED_ROWS] = True
    return frame


def _scalings(value: RList) -> dict[str, Scaling]:
    """Return the centre and scale of each column that R's ``scale()`` made, a one-column matrix."""
    scalings: dict[str, Scaling] = {}
    for name, item in zip(texts(value.attributes.get("names")), value.items, strict=False):
        ends = {"scaled:center", "scaled:scale"} & attributes(item).keys()
        dim = robjects.numbers(attributes(item).get("dim"))
        if not ends or not isinstance(item, RVector) or dim.size != 2 or dim[1] != 1:
            continue
        sizes = [robjects.numbers(attributes(item).get(f"scaled:{n}")) for n in ("center", "scale")]
        centre, width = (float(n[0]) if n.size else None for n in sizes)
        scalings[name] = Scaling(centre, width, robjects.numbers(item))
    return scalings


def _vector(value: RVector, *, single: bool = True) -> Any:
    """Return a vector; one of a single element is that element if ``single`` holds."""
    if value.kind in ("raw", "complex"):
        array = python_of(value)
        is_number = single and value.kind == "complex" and np.shape(array) == (1,)
        return array[0].item() if is_number else array
    kinds = classes(value)
    if "factor" in kinds:
        return factor(value)
    vector = _record(value)
    dim = robjects.numbers(value.attributes.get("dim"))
    if "difftime" in kinds:
        unit = (texts(value.attributes.get("units")) or ("secs",))[0]
        if unit not in SECONDS:
            raise Damaged("the units of a difference of times are not known")
        return span_of(vector.data * SECONDS[unit], unit, single=single)
    if dim.size:
        return _array(value, vector, dim, is_table="table" in kinds)
    names = texts(value.attributes.get("names"))
    if len(names) == len(vector):
        vector = replace(vector, names=names if names else None)
    return to_python(replace(vector, single=single and len(vector) == 1 and not vector.names))


def _record(value: RVector) -> Vector:
    """Return the elements of a vector; dates are numbers of days."""
    if value.kind == "character":
        return characters(value.values)
    data = robjects.numbers(value)
    if value.kind == "logical":
        return logicals(data)
    if value.kind == "double":
        data = np.where(np.isnan(data) & ~are_na(data), NAN, data)
    kinds = classes(value)
    if "POSIXct" in kinds:
        return replace(numbers(data / 86400), date=True, clock=True)
    is_date = "Date" in kinds
    return replace(numbers(data, whole=value.kind == "integer" and not is_date), date=is_date)


def _array(value: RVector, vector: Vector, dim: np.ndarray, *, is_table: bool) -> Any:
    """Return a matrix, an array or a table with the names along its axes."""
    shape = shape_of(dim, len(vector))
    names = dimnames_of(value)
    if names and any(len(n) not in (0, s) for n, s in zip(names, shape, strict=False)):
        raise Damaged("the dimnames of a matrix do not match its dimensions")
    axes = [n or None for n in names] if len(names) == len(shape) else [None] * len(shape)
    cells = np.asarray(to_python(vector)).reshape(shape, order="F")
    array = with_axes(cells, axes)
    if not is_table or not any(axes):
        return array
    dimnames = attributes(value).get("dimnames")
    variables = texts(attributes(dimnames).get("names")) if isinstance(dimnames, RList) else ()
    return of_counts(with_variables(array, variables))
