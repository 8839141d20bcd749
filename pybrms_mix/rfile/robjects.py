"""The values of R as a data file holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

NA_INTEGER = -(2**31)


@dataclass(slots=True, eq=False)
class RNull:
    """``NULL``; also the empty argument and the marks that only R's interpreter uses."""

    name: str = "NULL"


@dataclass(slots=True, eq=False)
class RSymbol:
    """A name."""

    name: str


@dataclass(slots=True, eq=False)
class RVector:
    """An atomic vector.

    Attributes:
        kind: "logical", "integer", "double", "complex", "raw" or "character".
        values: an array; of logicals and integers with ``NA_INTEGER`` where R has NA. Of raw
            bytes a view, of texts a list with None where R has NA.
        attributes: by name: "names", "dim", "levels", "class", ....
    """

    kind: str
    values: Any
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class RList:
    """A list, or a vector of expressions."""

    items: list[RObject]
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class RPairs:
    """A pairlist: names (or None) with values. A call has its function as the first value."""

    pairs: list[tuple[str | None, RObject]]
    call: bool = False
    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class REnvironment:
    """An environment; its variables stand in pairlists."""

    frames: list[RObject] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RS4:
    """An S4 object: its slots are its attributes."""

    attributes: dict[str, RObject] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class ROpaque:
    """What has no meaning outside of R's interpreter: closures, byte code, pointers."""

    name: str
    attributes: dict[str, RObject] = field(default_factory=dict)


RObject: TypeAlias = RNull | RSymbol | RVector | RList | RPairs | REnvironment | RS4 | ROpaque


def attributes(value: RObject) -> dict[str, RObject]:
    """Return the attributes of any value."""
    return getattr(value, "attributes", {})


def classes(value: RObject) -> tuple[str, ...]:
    """Return the class attribute."""
    return texts(attributes(value).get("class"))


def texts(value: RObject | None) -> tuple[str, ...]:
    """Return the texts of a character vector, NA as "NA"; of anything else none."""
    if not isinstance(value, RVector) or value.kind != "character":
        return ()
    return tuple("NA" if text is None else text for text in value.values)


def numbers(value: RObject | None) -> np.ndarray:
    """Return the numbers of a logical, integer or double vector, NA as NaN; else none."""
    if not isinstance(value, RVector) or value.kind not in ("logical", "integer", "double"):
        return np.empty(0)
    found = np.asarray(value.values)
    if value.kind == "double":
        return found
    return np.where(found == NA_INTEGER, np.nan, found)


def named(value: RObject | None) -> dict[str, RObject]:
    """Return the items of a list by name, those without a name left out; of anything else none.

    Of two items of one name the first counts, as with R's ``$``.
    """
    if not isinstance(value, RList):
        return {}
    found: dict[str, RObject] = {}
    for name, item in zip(texts(value.attributes.get("names")), value.items, strict=False):
        if name:
            found.setdefault(name, item)
    return found
