"""The record of one R vector, and vectors made of Python values of one type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.r.values.named_matrix import Axes
from pybrms_mix.r.values.nan_values import are_nan
from pybrms_mix.r.values.scalars import is_missing

LOGICAL, NUMBER, CHARACTER, FACTOR, LIST, NULL = (
    "logical", "numeric", "character", "factor", "list", "NULL",
)  # fmt: skip


class NamedList(list[Any]):
    """A list in which two elements have the same name, or some elements have no name.

    Attributes:
        names: the names; an element without a name has "".
    """

    names: tuple[str, ...] = ()

    def __init__(self, values: Iterable[Any] = (), names: Iterable[str] = ()) -> None:
        """Store the elements and their names."""
        super().__init__(values)
        self.names = tuple(names)

    def __getitem__(self, place: Any) -> Any:
        """Return the element at a place, or the first element with a name."""
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)


@dataclass(frozen=True, eq=False)
class Vector:
    """One R vector.

    Attributes:
        kind: "logical", "numeric", "character", "factor", "list" or "NULL".
        data: numbers, logical values and factor codes as float64 with NaN for NA; strings as
            objects with None for NA; elements of a list as objects.
        names: the names of the elements.
        levels: the levels of a factor.
        ordered: whether the levels of a factor are ordered.
        whole: whether the numbers are integers.
        single: whether the Python value was a scalar.
        dim: the shape of a matrix, whose elements are stored by column.
        date: whether the numbers are dates, as days since 1970-01-01.
        clock: whether the dates are points in time within days, whose days have fractions.
        axes: the names of the rows and columns of a matrix.
        one_axis: whether the vector is an array of one axis, such as the result of ``tapply()``.
    """

    kind: str
    data: np.ndarray
    names: tuple[str, ...] | None = None
    levels: tuple[str, ...] = ()
    ordered: bool = False
    whole: bool = False
    single: bool = False
    dim: tuple[int, ...] | None = None
    date: bool = False
    clock: bool = False
    axes: Axes | None = None
    one_axis: bool = False

    def __len__(self) -> int:
        """Return the number of elements."""
        return len(self.data)

    @property
    def missing(self) -> np.ndarray:
        """Return a boolean array that is true where elements are NA."""
        if self.kind == LIST:  # None is NULL there, whose length is 0
            return np.array([v is not None and is_missing(v) for v in self.data], dtype=bool)
        if self.kind == CHARACTER:
            return np.array([v is None for v in self.data], dtype=bool)
        return np.asarray(np.isnan(self.data))

    @property
    def may_be_logical(self) -> bool:
        """Return whether no element is a number: NA is logical in R, and a missing number here."""
        is_unknown = self.kind != NUMBER or (not self.date and bool(self.missing.all()))
        return is_unknown and not (self.kind == NUMBER and bool(are_nan(self.data).any()))

    def take(self, at: np.ndarray) -> Vector:
        """Return the elements at positions counted from 0; NaN and other positions give NA."""
        inside = ~np.isnan(at) & (at < len(self)) & (at >= 0)
        data = np.full(len(at), np.nan if self.data.dtype != object else None, self.data.dtype)
        data[inside] = self.data[at[inside].astype(int)]
        names = None if self.names is None else tuple(
            self.names[int(p)] if k else "<NA>"
            for p, k in zip(at, inside, strict=True))  # fmt: skip
        return replace(self, data=data, names=names, single=False, dim=None,
                       one_axis=False)  # fmt: skip

    def plain(self) -> Vector:
        """Return the vector without names and shape."""
        return replace(self, names=None, dim=None, single=False, one_axis=False)


def objects(values: Iterable[Any]) -> np.ndarray:
    """Return an array of objects."""
    elements = list(values)
    array = np.empty(len(elements), dtype=object)
    array[:] = elements
    return array


def numbers(values: Any, *, whole: bool = False) -> Vector:
    """Return a numeric vector."""
    return Vector(NUMBER, np.asarray(values, dtype=float).reshape(-1), whole=whole)


def logicals(values: Any) -> Vector:
    """Return a logical vector; NaN is NA."""
    return Vector(LOGICAL, np.asarray(values, dtype=float).reshape(-1))


def characters(values: Iterable[Any]) -> Vector:
    """Return a character vector; missing values become NA."""
    return Vector(CHARACTER, objects(None if is_missing(v) else v for v in values))


def listed(values: Iterable[Any], names: Iterable[str] | None = None) -> Vector:
    """Return a list."""
    return Vector(LIST, objects(values), None if names is None else tuple(names))


def seconds(vector: Vector) -> np.ndarray:
    """Return points in time as R's numbers of seconds since 1970."""
    return np.round(vector.data * 86400, 5)


def undated(vector: Vector) -> Vector:
    """Return dates as numbers of days, and points in time as numbers of seconds."""
    data = seconds(vector) if vector.clock else vector.data
    return replace(vector, data=data, date=False, clock=False)
