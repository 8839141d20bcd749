"""Attributes and classes that a script gives to its data frames and lists.

R keeps them in some functions and drops them in others. Here they belong to one object: a value
that was computed from it has none, and asking such a value for them is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.own_classes import Classed, ClassedVector, like
from pybrms_mix.r.values.r_vectors import LIST, read, to_python

__all__ = ["classed", "with_attribute"]

_Setter = TypeVar("_Setter", bound=Callable[..., Any])
# Attributes with a meaning in R.
_OF_R = frozenset({"names", "class", "levels", "row.names", "dimnames", "dim", "contrasts", "tsp"})
# The key in DataFrame.attrs.
_OWN = "own_attributes"


@dataclass(frozen=True, eq=False)
class Own:
    """The attributes and classes of a data frame.

    Attributes
    ----------
    owner
        The ``id()`` of the data frame; pandas passes its attributes on to other data frames.
    values
        The attributes by their names.
    classes
        The classes; empty if the script gave none.
    """

    owner: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    classes: tuple[str, ...] = ()


class OwnArray(np.ndarray):
    """A vector with attributes of the script's own.

    An array that is computed from it has them as well, as a data frame has, and its owner is
    another object.
    """

    own: Own | None

    def __array_finalize__(self, source: Any) -> None:
        """Remember the attributes of the array from which this one is made."""
        self.own = getattr(source, "own", None)


def _marks_of(x: Any) -> Own | None:
    if isinstance(x, OwnArray):
        return x.own
    return x.attrs.get(_OWN) if isinstance(x, pd.DataFrame | pd.Series) else None


def own_of(frame: Any) -> Own | None:
    """Return the attributes that a script gave to a value; None if it gave none.

    Raises
    ------
    NotSupported
        If the value was computed from one that has attributes or a class of its own.
    """
    marks = _marks_of(frame)
    if marks is not None and marks.owner != id(frame):
        mark = marks.classes[0] if marks.classes else next(iter(marks.values))
        raise NotSupported(
            f"It is not known here whether R keeps '{mark}' of the {_kind(frame)} from which this "
            "one was computed.",
            hint=f"Set the class or the attribute again, on the last {_kind(frame)}.",
        )
    return marks


def _kind(x: Any) -> str:
    return "data frame" if isinstance(x, pd.DataFrame) else "vector"


def classes_given(x: Any) -> list[str] | None:
    """Return the classes that a script gave to a value; None if it gave none."""
    if isinstance(x, Classed):
        return list(x.classes or ("list",))
    if isinstance(x, ClassedVector):
        return list(x.classes)
    marks = own_of(x)
    return list(marks.classes) if marks is not None and marks.classes else None


def _kept_by(frame: Any, marks: Own) -> Any:
    """Return a copy of a value that has these attributes."""
    if isinstance(frame, np.ndarray):
        array = frame.view(OwnArray)
        array.own = replace(marks, owner=id(array))
        return array
    copied = frame.copy(deep=False)
    copied.attrs = {**frame.attrs, _OWN: replace(marks, owner=id(copied))}
    return copied


def classed(x: Any, classes: Any) -> Any:
    """Return a value with other classes, as ``structure(x, class = "k")`` and ``class(x) <- "k"``.

    Parameters
    ----------
    x : dict, DataFrame or array_like
        A list with names, a data frame or a vector.
    classes : str, list of str or None
        The names of the classes. None, or "list", leaves a list without a class.

    Returns
    -------
    dict, DataFrame or ClassedVector
        The value with its classes.

    Raises
    ------
    InvalidData
        If ``x`` is a list without names, or another value.

    Examples
    --------
    >>> classed({"a": 1}, "square").classes
    ('square',)
    """
    names = () if classes is None else (classes,) if isinstance(classes, str) else tuple(classes)
    if isinstance(x, pd.DataFrame) and "data.frame" in names:
        return _kept_by(x, replace(own_of(x) or Own(), classes=tuple(map(str, names))))
    if isinstance(x, ClassedVector):
        x = x.vector
    if isinstance(x, list) and not x:
        x = {}
    is_vector = isinstance(x, bool | int | float | str | np.ndarray | np.generic | pd.Series) or (
        isinstance(x, list) and read(x).kind != LIST)  # fmt: skip
    if is_vector and np.ndim(x) < 2:
        return ClassedVector(x, tuple(map(str, names))) if names else x
    if not isinstance(x, dict):
        raise InvalidData("Only lists with names and data frames can have a class of their own.")
    class_names = () if names == ("list",) else tuple(map(str, names))
    attributes = x.attributes if isinstance(x, Classed) else {}
    return Classed(x, class_names, attributes) if class_names or attributes else dict(x)


def carrying(function: _Setter) -> _Setter:
    """Keep the attributes and classes of a value in a function that assigns a part of it."""

    @wraps(function)
    def carried(x: Any, *places: Any, **to: Any) -> Any:
        result = like(x, function(x, *places, **to))
        marks = _marks_of(x)
        if marks is None or marks.owner != id(x) or not _holds(result):
            return result
        return _kept_by(result, marks)

    return cast("_Setter", carried)


def _holds(x: Any) -> bool:
    is_vector = isinstance(x, np.ndarray) and x.ndim == 1
    return is_vector or isinstance(x, pd.DataFrame | pd.Series)


def vector_with_attributes(x: Any) -> Any:
    """Return a number, a string or a list of them as an array, and other values as they are."""
    are_scalars = isinstance(x, list) and x and all(
        isinstance(v, bool | int | float | str) for v in x)  # fmt: skip
    if are_scalars or isinstance(x, bool | int | float | str):
        return np.asarray(to_python(replace(read(x), single=False)))
    return x


def with_attribute(x: Any, which: str, to: Any) -> Any:
    """Return a value after ``attr(x, which) <- to``.

    Parameters
    ----------
    x : DataFrame, dict or array_like
        A data frame, a list with names, or a vector.
    which : str
        The name of an attribute without a meaning in R.
    to
        The attribute; None removes it.

    Returns
    -------
    DataFrame, dict, Series or ndarray
        A copy with the attribute.

    Raises
    ------
    NotSupported
        If a value of this type holds no attributes here.

    Examples
    --------
    >>> from pybrms_mix.r import attribute, data_frame
    >>> attribute(with_attribute(data_frame(x=[1, 2]), "source", "survey"), "source")
    'survey'
    """
    if which in _OF_R:
        raise NotSupported(f"The attribute '{which}' is set by a function of its own here.")
    x = vector_with_attributes(x)
    if _holds(x):
        marks = own_of(x) or Own()
        return _kept_by(x, replace(marks, values=_changed(marks.values, which, to)))
    if isinstance(x, dict):
        before = x if isinstance(x, Classed) else Classed(x, ())
        return Classed(x, before.classes, _changed(before.attributes, which, to))
    if x is None:
        raise InvalidData("attempt to set an attribute on NULL")
    raise NotSupported(
        f"A value of this type holds no attribute '{which}' here.",
        hint="Keep it in a variable of its own.",
    )


def _changed(values: Mapping[str, Any], which: str, to: Any) -> dict[str, Any]:
    remaining = {n: v for n, v in values.items() if n != which}
    return remaining if to is None else {**remaining, which: to}
