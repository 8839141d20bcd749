"""Lossless compression of columns that are sent to another process.

Numbers with few decimals are written as whole numbers, and whole numbers in the smallest type that
holds them. The first bytes of all values are written together, then all second bytes, and so on.
Signs, exponents and leading zeros are then adjacent, so that zlib compresses them well. Bytes that
look random are not compressed. If the receiver has a similar column, the base, only the values that
differ from it are sent.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd

# the number of bytes of a plane that are compressed to decide whether compression pays off
_SAMPLE = 8192
_WORTH = 0.95  # the largest compressed share that is kept
_DECIMALS = 6  # the largest number of decimals that are written as whole numbers
_EXACT = 2.0**53  # beyond this number, not every whole number is a floating point number
_FEW = 0.5  # the largest share of changed values that are sent with a bit for each row
_WHOLE_NUMBERS = (np.int8, np.int16, np.int32, np.int64)


@dataclass(frozen=True)
class _Plane:
    """Bytes, compressed if that makes them shorter."""

    content: bytes
    compressed: bool

    @classmethod
    def of(cls, given: bytes) -> _Plane:
        sample = given[:_SAMPLE]
        if len(zlib.compress(sample, 1)) > _WORTH * len(sample):
            return cls(given, compressed=False)
        return cls(zlib.compress(given, 1), compressed=True)

    def bytes(self) -> bytes:
        return zlib.decompress(self.content) if self.compressed else self.content


@dataclass(frozen=True)
class PackedValues:
    """A packed array of numbers.

    Attributes:
        type: the type of the array.
        shape: the shape of the array.
        decimals: the number of decimals of values that are written as whole numbers, otherwise 0.
        short: the type in which the values are written.
        planes: the first bytes of all values, all second bytes, and so on.
        changed: a bit for each element, which tells whether its value is packed here or taken from
            the base; None if all values are packed here.
    """

    type: str
    shape: tuple[int, ...]
    decimals: int
    short: str
    planes: tuple[_Plane, ...]
    changed: _Plane | None

    @classmethod
    def of(cls, values: np.ndarray, base: np.ndarray | None = None) -> PackedValues:
        """Pack an array; ``base`` is an array of one axis that the receiver has."""
        changed = None
        kind, shape = str(values.dtype), values.shape
        if base is not None and values.size and base.shape == values.shape:
            differs = _bits(values) != _bits(base)
            if differs.mean() < _FEW:
                changed, values = _Plane.of(np.packbits(differs).tobytes()), values[differs]
        values, decimals = _whole(values.ravel())
        short = _shortest(values)
        table = values.astype(short).view(np.uint8).reshape(len(values), short.itemsize)
        planes = tuple(_Plane.of(table[:, at].tobytes()) for at in range(short.itemsize))
        return cls(kind, shape, decimals, str(short), planes, changed)

    def values(self, base: np.ndarray | None = None) -> np.ndarray:
        """Return the unpacked array."""
        parts = [np.frombuffer(plane.bytes(), np.uint8) for plane in self.planes]
        array = np.ascontiguousarray(np.stack(parts, axis=1)).view(self.short)[:, 0]
        array = array.astype(self.type)
        if self.decimals:
            array /= 10.0**self.decimals
        if self.changed is None:
            return array.reshape(self.shape)
        assert base is not None
        differs = np.unpackbits(np.frombuffer(self.changed.bytes(), np.uint8), count=len(base))
        changed = base.copy()
        changed[differs.astype(bool)] = array
        return changed


@dataclass(frozen=True)
class _Other:
    """A column whose type cannot be packed. It is sent unchanged."""

    column: Any


Packed = Mapping[str, tuple[Any, PackedValues] | _Other]
"""The columns of a table by name, each with the dtype of pandas."""


def packed(data: pd.DataFrame, base: pd.DataFrame | None = None) -> Packed:
    """Return the columns of a table, as far as they differ from those of ``base``.

    Args:
        data: the table; its index is not packed.
        base: columns of the same length, which the receiver has.
    """
    columns: dict[str, tuple[Any, PackedValues] | _Other] = {}
    for name, column in data.items():
        values = _numbers(column)
        if values is None:
            columns[str(name)] = _Other(column.array)
        else:
            columns[str(name)] = (
                column.dtype, PackedValues.of(values, _beneath(str(name), column, base)),
            )  # fmt: skip
    return columns


def unpacked(columns: Packed, rows: int, base: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the table of ``rows`` rows; see ``packed``."""
    index = pd.RangeIndex(rows)
    arrays: dict[str, Any] = {}
    for name, packed_column in columns.items():
        if isinstance(packed_column, _Other):
            arrays[name] = pd.Series(packed_column.column, index=index)
            continue
        dtype, values = packed_column
        below = None if base is None or name not in base else _numbers(base[name])
        array = values.values(below)
        factor = isinstance(dtype, pd.CategoricalDtype)
        column = pd.Categorical.from_codes(array, dtype=dtype) if factor else array
        arrays[name] = pd.Series(column, index=index)
    return pd.DataFrame(arrays, index=index)


def share_alike(one: pd.DataFrame, other: pd.DataFrame) -> float:
    """Return the largest share of rows in which a column of both tables is equal, from 0 to 1."""
    if len(one) != len(other):
        return 0.0
    shares = [0.0]
    for name, column in one.items():
        mine, theirs = _numbers(column), _beneath(str(name), column, other)
        if mine is not None and theirs is not None:
            shares.append(float((_bits(mine) == _bits(theirs)).mean()))
    return max(shares)


def _beneath(name: str, column: pd.Series[Any], base: pd.DataFrame | None) -> np.ndarray | None:
    """Return the values of the base's column of the same name and type, or None."""
    if base is None or name not in base or base[name].dtype != column.dtype:
        return None
    return _numbers(base[name])


def _numbers(column: pd.Series[Any]) -> np.ndarray | None:
    """Return the numbers of a column, the codes of a categorical one; None for other types."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy()
    plain = isinstance(column.dtype, np.dtype) and column.dtype.kind in "bif"
    return column.to_numpy() if plain else None


def _bits(values: np.ndarray) -> np.ndarray:
    """Return floating point numbers as their bits: NaN equals NaN, and 0 is not -0."""
    return values.view(np.int64) if values.dtype == np.float64 else values


def _whole(values: np.ndarray) -> tuple[np.ndarray, int]:
    """Return floating point numbers as whole numbers, with the number of their decimals.

    Arrays that this conversion would change are returned unchanged.
    """
    if values.dtype != np.float64 or not values.size:
        return values, 0
    for decimals in range(_DECIMALS + 1):
        # Most columns that are not whole show it in their first rows.
        if all(_is_whole(part, decimals) for part in (values[:_SAMPLE], values)):
            return np.rint(values * 10.0**decimals).astype(np.int64), decimals
    return values, 0


def _is_whole(values: np.ndarray, decimals: int) -> bool:
    """Return whether a conversion to whole numbers and back keeps every bit of the values."""
    with np.errstate(invalid="ignore", over="ignore"):
        rounded = np.rint(values * 10.0**decimals)
    if not (np.abs(rounded) < _EXACT).all():
        return False
    back = rounded.astype(np.int64).astype(np.float64) / 10.0**decimals
    return bool((_bits(back) == _bits(values)).all())


def _shortest(values: np.ndarray) -> np.dtype[Any]:
    """Return the smallest type that holds all values of an array."""
    if values.dtype.kind != "i" or not values.size:
        return values.dtype
    least, most = values.min(), values.max()
    fitting = (t for t in _WHOLE_NUMBERS if np.iinfo(t).min <= least and most <= np.iinfo(t).max)
    return np.dtype(next(fitting))
