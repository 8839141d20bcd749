"""Conversion of a type annotation to a check of values.

``kind_of`` returns the ``Kind`` of values that an annotation allows. An annotation can say more
than a type: ``Annotated[int, Between(1, 100)]`` limits a number, and
``Annotated[T, Takes("a formula", InvalidFormula)]`` sets the description of the values and the
class of the error.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from pybrms_mix.base.value_kinds import (
    AnyOf,
    Anything,
    Between,
    Described,
    Each,
    Function,
    Instance,
    Kind,
    Number,
    OneOf,
    Options,
    Pairs,
    Takes,
)

Count: TypeAlias = Annotated[int, Between(1, 2**31 - 1)]
Digits: TypeAlias = Annotated[int, Between(0, 22)]
Seed: TypeAlias = Annotated[int, Between(0, 2**31 - 1)]


@dataclass(frozen=True)
class Filled:
    """The annotation of a container that must not be empty."""


Names: TypeAlias = str | Annotated[Iterable[str], Filled()]
"""One name, or several."""


class _ByName(type):
    """A class of a library that an annotation names and that has not been imported yet."""

    library: str

    def __instancecheck__(cls, value: object) -> bool:
        classes = type(value).__mro__
        return any(
            c.__name__ == cls.__name__ and c.__module__.startswith(cls.library) for c in classes
        )


class Unpack:
    """A substitute for ``typing.Unpack``, which Python 3.10 lacks: ``Unpack[T]`` is ``T``."""

    def __class_getitem__(cls, hints: Any) -> Any:
        return hints


TYPING_ONLY: Mapping[str, Any] = {
    "Unpack": Unpack,
    "Axes": _ByName("Axes", (), {"library": "matplotlib."}),
    "Figure": _ByName("Figure", (), {"library": "matplotlib."}),
}
"""The names in annotations that modules import only for type checkers."""


def kind_of(hint: Any) -> Kind:
    """Return the kind of values that an annotation allows."""
    if hint in (Any, object) or isinstance(hint, TypeVar):
        return Anything()
    if is_typeddict(hint):
        hints = get_type_hints(hint, include_extras=True)
        return Options({name: kind_of(hint_of_item) for name, hint_of_item in hints.items()})
    if hint is int or hint is float:
        return Number(hint is int)
    if hint is None or hint is type(None):
        return OneOf((None,))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(*inner)
    if origin is Literal:
        return OneOf(inner)
    if origin in (Union, types.UnionType):
        return AnyOf(tuple(kind_of(member) for member in inner))
    if origin is Callable or hint is Callable:
        return Function()
    cls = origin or hint
    if issubclass(cls, Mapping):
        key, value = inner or (Any, Any)
        return Pairs(kind_of(key), kind_of(value))
    if cls in (tuple, list, Sequence, Iterable):
        item = kind_of(inner[0]) if inner else Anything()
        size = len(inner) if cls is tuple and ... not in inner else None
        return Each(item, ordered=cls is not Iterable, as_tuple=cls is tuple, size=size)
    return Instance(cls)


def _annotated(hint: Any, *descriptions: object) -> Kind:
    kind = kind_of(hint)
    for description in descriptions:
        if isinstance(description, Between) and isinstance(kind, Number):
            kind = Number(kind.whole, description)
        if isinstance(description, Filled) and isinstance(kind, Each):
            kind = replace(kind, filled=True)
        if isinstance(description, Takes):
            kind = Described(kind, description)
    return kind
