"""R values as records, in the form in which a data file stores them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

NA_INTEGER = -(2**31)
# The bits of NA among doubles, and the lower half of them, which tells NA from NaN in arithmetic.
NA_BITS = 0x7FF00000000007A2
_NA_HALF = 1954


@dataclass(slots=True, eq=False)
class RNull:
    """``NULL``, the empty argument, or a marker that only R's interpreter uses."""

    name: str = "NULL"


@dataclass(slots=True, eq=False)
class RSymbol:
    """A symbol."""

    name: str


@dataclass(slots=True, eq=False)
class RVector:
    """An atomic vector.

    Attributes:
        kind: "logical", "integer", "double", "complex", "raw" or "character".
        values: an array. Logicals and integers have ``NA_INTEGER`` for NA. Raw vectors have a
            memory view, and character vectors a list with None for NA.
        attributes: the attributes by name: "names", "dim", "levels", "class", ....
    """

    kind: str
    values: Any
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class RList:
    """A list or an expression vector."""

    items: list[RObject]
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class RPairs:
    """A pairlist: values with optional names. In a call, the first value is the function."""

    pairs: list[tuple[str | None, RObject]]
    call: bool = False
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class REnvironment:
    """An environment, with its variables in pairlists."""

    frames: list[RObject] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RS4:
    """An S4 object, with its slots as attributes."""

    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class ROpaque:
    """A value without meaning outside of R's interpreter: a closure, byte code or a pointer."""

    name: str
    attributes: dict[str, RObject] = field(default_factory=dict)


RObject: TypeAlias = RNull | RSymbol | RVector | RList | RPairs | REnvironment | RS4 | ROpaque


def attributes(value: RObject) -> dict[str, RObject]:
    """Return the attributes of a value of any type."""
    return getattr(value, "attributes", {})


def classes(value: RObject) -> tuple[str, ...]:
    """Return the class attribute as strings."""
    return texts(attributes(value).get("class"))


def texts(value: RObject | None) -> tuple[str, ...]:
    """Return the strings of a character vector, NA as "NA"; other values give no strings."""
    if not isinstance(value, RVector) or value.kind != "character":
        return ()
    return tuple("NA" if text is None else text for text in value.values)


def numbers(value: RObject | None) -> np.ndarray:
    """Return a logical, integer or double vector as floats, NA as NaN; else an empty array."""
    if not isinstance(value, RVector) or value.kind not in ("logical", "integer", "double"):
        return np.empty(0)
    array = np.asarray(value.values)
    if value.kind == "double":
        return array
    return np.where(array == NA_INTEGER, np.nan, array)


def are_na(values: np.ndarray) -> np.ndarray:
    """Return where doubles are R's NA, which is one of the patterns of NaN."""
    bits = np.ascontiguousarray(values, dtype=np.float64).view(np.uint64)
    return np.asarray(np.isnan(values) & ((bits & np.uint64(0xFFFFFFFF)) == _NA_HALF))


def named(value: RObject | None) -> dict[str, RObject]:
    """Return the named items of a list as a dict; other values give an empty dict.

    If several items have the same name, the first one is returned, as with R's ``$``.
    """
    if not isinstance(value, RList):
        return {}
    by_name: dict[str, RObject] = {}
    for name, item in zip(texts(value.attributes.get("names")), value.items, strict=False):
        if name:
            by_name.setdefault(name, item)
    return by_name
