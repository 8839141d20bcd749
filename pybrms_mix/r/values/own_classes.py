"""Lists with a class of the script's own, and the choice of a method by this class (R's S3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.plots.effect_tables import EffectTables
from pybrms_mix.r.values.result_lists import ResultList

__all__: list[str] = []


class Classed(dict[str, Any]):
    """A list with names, and with classes or attributes of the script's own.

    Attributes
    ----------
    classes : tuple of str
        The names of the classes; a method is looked up in this order. A list without a class of
        its own has none.
    attributes : dict
        The attributes by their names.
    """

    def __init__(
        self,
        parts: Mapping[str, Any],
        classes: tuple[str, ...],
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parts)
        self.classes = classes
        self.attributes = dict(attributes or {})

    def copy(self) -> Classed:
        """Return a copy with the same classes and attributes."""
        return Classed(self, self.classes, self.attributes)


class ClassedVector:
    """A vector with a class of the script's own.

    R computes with it by methods, or as with a vector whose class the result keeps or loses. Here
    the script takes the class away first: functions of vectors refuse this value.

    Attributes
    ----------
    vector
        The vector.
    classes : tuple of str
        The names of the classes.
    """

    def __init__(self, vector: Any, classes: tuple[str, ...]) -> None:
        """Store the vector and its classes."""
        self.vector = vector
        self.classes = classes

    def __len__(self) -> int:
        """Return the number of elements."""
        return len(self.vector) if hasattr(self.vector, "__len__") else 1

    def to_pandas(self) -> Any:
        """Refuse the elements, whose class would be lost.

        Raises
        ------
        NotSupported
            Always.
        """
        raise NotSupported(
            f"It is not known here what R does with a vector of class '{self.classes[0]}'.",
            hint="Compute with unclass(x).",
        )

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """Refuse the elements for functions of NumPy."""
        return self.to_pandas()

    def _refused(self, *_: Any) -> Any:
        return self.to_pandas()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _refused
    __rtruediv__ = __pow__ = __rpow__ = __neg__ = __lt__ = __le__ = __gt__ = __ge__ = _refused
    __getitem__ = __iter__ = __str__ = __repr__ = _refused


def like(before: Any, after: Any) -> Any:
    """Return a list with the classes that it had before a part of it was assigned.

    Tables of effects remain tables of effects, without single draws of effects that are new, and
    the result of a function remains one.
    """
    if isinstance(before, ResultList) and isinstance(after, dict):
        result = ResultList(after)
        result.classes, result.further = before.classes, before.further
        added_names = (n for n in after if n not in before.order)
        result.order = before.order and (*before.order, *added_names)
        return result
    if isinstance(before, EffectTables) and isinstance(after, dict):
        spaghetti = {n: v for n, v in before.spaghetti.items() if n in after}
        return replace(before, tables=after, spaghetti=spaghetti)
    if isinstance(before, Classed) and isinstance(after, dict):
        return Classed(after, before.classes, before.attributes)
    return after
