"""Write R's data files, ``.rds`` and ``.RData``, in version 2 of R's format."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.file_errors import writing
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.rfile.robjects import NA_INTEGER, RList, RNull, RObject, RVector

# Converts Python values without an R type; returns None for values that it does not know.
Other = Callable[[Any], "RObject | None"]

_VERSION = struct.pack(">iii", 2, 0x00040200, 0x00020300)
_TYPES = {"logical": 10, "integer": 13, "double": 14, "character": 16, "raw": 24}
_LIST, _PAIRS, _SYMBOL, _TEXT, _END = 19, 2, 1, 9, 254
_ATTRIBUTED, _TAGGED, _OBJECT = 1 << 9, 1 << 10, 1 << 8
_ASCII, _UTF8 = 64 << 12, 8 << 12
# The bits of R's NA among doubles.
_NA = struct.pack(">Q", 0x7FF00000000007A2)


def write_rds(value: Any, file: str | Path, other: Other | None = None) -> None:
    """Store a value in a file as R's ``saveRDS()``.

    Parameters
    ----------
    value
        A vector, a factor, a data frame, an array, or a list or dict of such values.
    file
        The file.
    other
        A function that converts values of further types to R values.

    Raises
    ------
    InvalidData
        If no R value corresponds to the value.
    """
    body = bytearray()
    _item(robject(value, other), body)
    _stored(b"X\n" + _VERSION + bytes(body), Path(file))


def write_rdata(values: Mapping[str, Any], file: str | Path, other: Other | None = None) -> None:
    """Store variables in a file as R's ``save()``.

    Parameters
    ----------
    values
        The variables by name.
    file
        The file.
    other
        As in ``write_rds()``.

    Raises
    ------
    InvalidData
        If no R value corresponds to a variable.
    """
    body = bytearray()
    _pairs({name: robject(v, other) for name, v in values.items()}, body)
    _stored(b"RDX2\nX\n" + _VERSION + bytes(body), Path(file))


def _stored(data: bytes, path: Path) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(gzip.compress(data, mtime=0))
        part.replace(path)


def robject(value: Any, other: Other | None = None) -> RObject:
    """Convert a Python value to an R value.

    Raises
    ------
    InvalidData
        If no R value corresponds to the value.
    """
    if value is None:
        return RNull()
    converted = None if other is None else other(value)
    if converted is not None:
        return converted
    if isinstance(value, pd.DataFrame):
        return _frame(value, other)
    if isinstance(value, pd.Series):
        names = [] if pd.api.types.is_integer_dtype(value.index) else list(map(str, value.index))
        return _named(robject(value.array, other), names)
    if isinstance(value, pd.Categorical):
        kinds = ["ordered", "factor"] if value.ordered else ["factor"]
        codes = np.where(value.codes < 0, NA_INTEGER, value.codes.astype(np.int64) + 1)
        levels = _texts(map(str, value.categories))
        return RVector("integer", codes, {"levels": levels, "class": _texts(kinds)})
    if isinstance(value, Mapping):
        inner = [robject(v, other) for v in value.values()]
        return RList(inner, {"names": _texts(map(str, value))})
    if hasattr(value, "dims") and hasattr(value, "to_numpy"):
        return _array(value.to_numpy(), [_axis(value, d) for d in value.dims])
    return _vector(value, other)


def _axis(value: Any, dim: str) -> list[str]:
    return list(map(str, value.coords[dim].to_numpy())) if dim in value.coords else []


def _vector(value: Any, convert: Other | None) -> RObject:
    if isinstance(value, range | pd.Index):
        value = np.asarray(value)
    if isinstance(value, pd.api.extensions.ExtensionArray):
        value = np.array([None if v is pd.NA else v for v in value], dtype=object)
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return _array(value, [])
    if isinstance(value, bool | int | float | str | np.generic):
        value = np.array([value])
    if not isinstance(value, np.ndarray | list | tuple):
        raise InvalidData(f"R has no type for {type(value).__name__}.")
    cells = list(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return _numbers(value)
    is_missing = [v is None or v is pd.NA or (isinstance(v, float) and np.isnan(v)) for v in cells]
    present = [v for v, g in zip(cells, is_missing, strict=True) if not g]
    if cells and all(isinstance(v, str) for v in present):
        return _texts(None if g else str(v) for v, g in zip(cells, is_missing, strict=True))
    if present and all(isinstance(v, bool | np.bool_) for v in present):
        codes = [NA_INTEGER if g else int(v) for v, g in zip(cells, is_missing, strict=True)]
        return RVector("logical", np.array(codes))
    if present and all(isinstance(v, int | float | np.number) for v in present):
        return _numbers(
            np.array([np.nan if g else v for v, g in zip(cells, is_missing, strict=True)])
        )
    return RList([robject(v, convert) for v in cells])


def _numbers(value: np.ndarray) -> RVector:
    if value.dtype.kind == "b":
        return RVector("logical", value.astype(np.int64))
    small = value.dtype.kind in "iu" and (not value.size or np.abs(value).max() < -NA_INTEGER)
    return RVector("integer" if small else "double", value)


def _array(value: np.ndarray, names: list[list[str]]) -> RObject:
    vector = _vector(value.ravel(order="F"), None)
    assert isinstance(vector, RVector)
    vector.attributes["dim"] = RVector("integer", np.array(value.shape))
    if any(names):
        vector.attributes["dimnames"] = RList([_texts(n) if n else RNull() for n in names])
    return vector


def _frame(value: pd.DataFrame, convert: Other | None) -> RObject:
    columns: list[RObject] = [robject(value[c].array, convert) for c in value.columns]
    automatic = pd.api.types.is_integer_dtype(value.index)
    rows = (RVector("integer", np.array([NA_INTEGER, -len(value)])) if automatic
            else _texts(map(str, value.index)))  # fmt: skip
    names = _texts(map(str, value.columns))
    attributes: dict[str, RObject] = {
        "names": names,
        "class": _texts(["data.frame"]),
        "row.names": rows,
    }
    return RList(columns, attributes)


def _named(vector: RObject, names: list[str]) -> RObject:
    if names and isinstance(vector, RVector | RList):
        vector.attributes["names"] = _texts(names)
    return vector


def _texts(values: Any) -> RVector:
    return RVector("character", list(values))


def _integer(value: int, body: bytearray) -> None:
    body += struct.pack(">i", value)


def _item(value: RObject, body: bytearray) -> None:
    """Write a value with its attributes."""
    if isinstance(value, RNull):
        _integer(_END, body)
        return
    assert isinstance(value, RVector | RList)
    code = _LIST if isinstance(value, RList) else _TYPES[value.kind]
    flags = code | (_ATTRIBUTED if value.attributes else 0)
    _integer(flags | (_OBJECT if "class" in value.attributes else 0), body)
    if isinstance(value, RList):
        _integer(len(value.items), body)
        for item in value.items:
            _item(item, body)
    else:
        _integer(len(value.values), body)
        _cells(value, body)
    if value.attributes:
        _pairs(value.attributes, body)


def _cells(value: RVector, body: bytearray) -> None:
    if value.kind == "character":
        for string in value.values:
            _text(string, body)
    elif value.kind == "raw":
        body += bytes(value.values)
    elif value.kind == "double":
        cells = np.asarray(value.values, dtype=">f8")
        holes = np.isnan(cells)
        raw = cells.view(">u8").copy()
        raw[holes] = struct.unpack(">Q", _NA)[0]
        body += raw.tobytes()
    else:
        body += np.asarray(value.values).astype(">i4").tobytes()


def _text(value: str | None, body: bytearray) -> None:
    if value is None:
        _integer(_TEXT, body)
        _integer(-1, body)
        return
    _integer(_TEXT | (_ASCII if value.isascii() else _UTF8), body)
    encoded = value.encode("utf-8")
    _integer(len(encoded), body)
    body += encoded


def _pairs(values: Mapping[str, RObject], body: bytearray) -> None:
    """Write named values, as attributes and variables are stored."""
    for name, value in values.items():
        _integer(_PAIRS | _TAGGED, body)
        _integer(_SYMBOL, body)
        _text(name, body)
        _item(value, body)
    _integer(_END, body)
