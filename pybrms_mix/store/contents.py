"""The contents of the file of a fit: numeric arrays, and a JSON text with all other facts.

The file is netCDF-4, written and read with h5netcdf. xarray is not used: it would decode attributes
such as ``scale_factor``, and would leave the writing to a connected Dask cluster.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import h5netcdf

FORMAT = "pybrms_mix fit 3"
_ABOUT = "about"
_DIMS = {
    "draws": ("chain", "draw", "variable"),
    "stat": ("chain", "draw"),
    "rows": ("row",),
    "data": ("row",),
    "whole-rows": ("whole-row",),
    "whole-data": ("whole-row",),
}


class Malformed(ValueError):
    """The contents are not those of a fit. The message says what is wrong."""


class Outdated(Malformed):
    """The contents have the format of an earlier version of the package."""


@dataclass(frozen=True, eq=False)
class Contents:
    """Numeric arrays by name, and facts about them.

    Attributes
    ----------
    about : Mapping
        Values that JSON can hold, by name.
    arrays : Mapping
        Numeric arrays by name: ``draws``, ``rows``, and arrays whose names consist of a kind, a
        colon and a name, such as ``stat:lp__``.
    """

    about: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]

    def to_bytes(self) -> bytes:
        """Return the netCDF file. It is made in memory.

        If the disk is full, HDF5 cannot close a file, and crashes the interpreter later.
        """
        buffer = io.BytesIO()
        with h5netcdf.File(buffer, "w") as file:
            file.attrs["format"] = FORMAT
            # Escaped JSON is plain ASCII: HDF5's texts hold no NUL and no lone surrogate.
            text = np.array(json.dumps(dict(self.about)), dtype=object)
            file.create_variable(_ABOUT, (), dtype=h5netcdf.core.h5py.string_dtype(), data=text)
            for name, array in self.arrays.items():
                dims = _dims(name, array)
                for dim, size in zip(dims, array.shape, strict=True):
                    if dim not in file.dimensions:
                        file.dimensions[dim] = size
                file.create_variable(name, dims, dtype=array.dtype, data=array)
        return buffer.getvalue()

    @classmethod
    def of(cls, raw: bytes) -> Contents:
        """Return the contents of a netCDF file.

        Raises
        ------
        Malformed
            If the contents are not those of a stored fit. ``Outdated`` is raised if an earlier
            version of the package wrote them.
        Exception
            An error of h5py if the bytes are not a netCDF file.
        """
        with h5netcdf.File(io.BytesIO(raw), "r") as file:
            _check_format(file.attrs.get("format"))
            if file.groups:
                raise Malformed("it contains groups of variables")
            arrays = {str(n): _array(str(n), v, len(raw)) for n, v in file.variables.items()}
        return cls(_parsed(arrays.pop(_ABOUT, None)), arrays)

    def named(self, kind: str) -> dict[str, np.ndarray]:
        """Return the arrays ``kind:name`` by name."""
        start = f"{kind}:"
        return {n.removeprefix(start): a for n, a in self.arrays.items() if n.startswith(start)}

    def array(self, name: str, dimensions: int, kinds: str = "iuf") -> np.ndarray:
        """Return an array with this number of dimensions, of one of NumPy's kinds of numbers.

        Raises
        ------
        Malformed
            If there is no such array.
        """
        array = self.arrays.get(name)
        if array is None:
            raise Malformed(f"it lacks '{name}'")
        if array.ndim != dimensions:
            raise Malformed(f"'{name}' has {array.ndim} dimensions instead of {dimensions}")
        if array.dtype.kind not in kinds:
            raise Malformed(f"'{name}' holds values of type {array.dtype}")
        return array

    def fact(self, name: str, kind: type | tuple[type, ...]) -> Any:
        """Return the fact ``name``, which must be of type ``kind``.

        Raises
        ------
        Malformed
            If the fact is missing or has another type.
        """
        return typed(self.about, name, kind)


def typed(about: Mapping[str, Any], name: str, kind: type | tuple[type, ...]) -> Any:
    """Return ``about[name]`` if it is a value of type ``kind``; a bool is not a number.

    Raises
    ------
    Malformed
        If it is not such a value.
    """
    if name not in about:
        raise Malformed(f"its entry '{name}' is missing")
    value = about[name]
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise Malformed(f"'{name}' is of type {type(value).__name__}")
    return value


def _check_format(format_: object) -> None:
    """Refuse other formats than the current one; for an older format, the message says so."""
    if format_ == FORMAT:
        return
    kind, _, present = FORMAT.rpartition(" ")
    number = re.fullmatch(rf"{kind} (\d{{1,9}})", str(format_))
    if number and int(number[1]) < int(present):
        raise Outdated("an earlier version of pybrms_mix wrote it, in a format that is not read")
    raise Malformed(f"its format is {format_!r}, not {FORMAT!r}")


def _dims(name: str, array: np.ndarray) -> tuple[str, ...]:
    dims = _DIMS.get(name.partition(":")[0])
    return dims or tuple(f"{name}:{k}" for k in range(array.ndim))


def _array(name: str, variable: Any, limit: int) -> np.ndarray:
    """Return the values of a variable. Variables that need a conversion are refused."""
    if len(variable.attrs):
        raise Malformed(f"'{name}' has attributes: {', '.join(map(str, variable.attrs))}")
    text = name == _ABOUT
    if (variable.dtype.kind in "iuf") == text:
        raise Malformed(f"'{name}' holds values of type {variable.dtype}")
    # Stored arrays are not compressed, so an array larger than the file consists of fill values.
    if not text and math.prod(variable.shape) * variable.dtype.itemsize > limit:
        raise Malformed(f"'{name}' is larger than the file")
    return np.asarray(variable[...])


def _parsed(text: np.ndarray | None) -> Mapping[str, Any]:
    if text is None or text.ndim:
        raise Malformed(f"it lacks '{_ABOUT}'")
    value = text.item()
    try:
        about = json.loads(value)
    except RecursionError as error:
        raise Malformed(f"'{_ABOUT}' is nested too deeply") from error
    if not isinstance(about, dict):
        raise Malformed(f"'{_ABOUT}' is of type {type(about).__name__}")
    return about
