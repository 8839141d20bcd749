"""Kinds of values that arguments accept. Each kind has a description and a check.

A kind accepts a value, or converts a related value to the plain Python type (a NumPy integer, R's
whole number ``2e2``, a generator). For all other values it raises ``Wrong``.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsError
from pybrms_mix.base.wording import article, either

_WORDS: Mapping[type, tuple[str, str]] = {
    str: ("a string", "strings"),
    bool: ("True or False", "True or False"),
    Path: ("a path", "paths"),
    np.ndarray: ("an array", "arrays"),
    slice: ("a slice", "slices"),
}


@dataclass(frozen=True)
class Between:
    """The closed interval in which a number must lie."""

    least: float = -math.inf
    most: float = math.inf


@dataclass(frozen=True)
class Takes:
    """The description of the values that an argument accepts, and the error for all other values.

    For values that have a special error message, ``instead`` returns this message and its hint. For
    all other values it returns None.
    """

    words: str
    error: type[PybrmsError] = InvalidArgument
    hint: str = ""
    instead: Callable[[Any], tuple[str, str] | None] | None = None

    def mistake(self, value: Any) -> PybrmsError | None:
        """Return the error of a value that has a message of its own; None for other values."""
        message = self.instead(value) if self.instead is not None else None
        return None if message is None else self.error(message[0], hint=message[1])


class Wrong(Exception):
    """A value that its kind does not accept.

    ``place`` names the part of the value at fault, such as "item 2". It is empty for the whole
    value.
    """

    def __init__(self, value: object, place: str = "") -> None:
        super().__init__(place)
        self.value = value
        self.place = place


class Kind(Protocol):
    """A kind of values: the description of one value, that of several values, and a check."""

    @property
    def words(self) -> str:
        """Return the description of one value, such as "a string"."""

    @property
    def many(self) -> str:
        """Return the description of several values, such as "strings"."""

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives.

        Raises:
            Wrong: if the value is not of this kind.
        """


@dataclass(frozen=True)
class Anything:
    """Any object."""

    words: str = "anything"
    many: str = "anything"

    def take(self, value: Any) -> Any:
        """Return the value unchanged."""
        return value


@dataclass(frozen=True)
class Instance:
    """An object of a class."""

    cls: type

    @property
    def words(self) -> str:
        """Return the description of one value."""
        return _WORDS[self.cls][0] if self.cls in _WORDS else article(self.cls.__name__)

    @property
    def many(self) -> str:
        """Return the description of several values."""
        return _WORDS[self.cls][1] if self.cls in _WORDS else f"{self.cls.__name__}s"

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives."""
        if self.cls is Path and isinstance(value, os.PathLike) and not isinstance(value, Path):
            return Path(os.fsdecode(value))
        if self.cls is bool and isinstance(value, np.bool_):
            return bool(value)
        if not isinstance(value, self.cls):
            raise Wrong(value)
        if isinstance(value, str) and not _encodes(value):
            raise Wrong(value)
        return str(value) if type(value) is np.str_ else value


def _encodes(text: str) -> bool:
    """Return whether R and file systems accept all characters of a text.

    They accept neither the character NUL nor a surrogate that stands alone.
    """
    if "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


@dataclass(frozen=True)
class Number:
    """A number in an interval; ``whole`` numbers may be written as floats, such as ``2e2``."""

    whole: bool
    limits: Between = Between()

    @property
    def words(self) -> str:
        """Return the description of one value."""
        return f"a {self._noun}{self._range}"

    @property
    def many(self) -> str:
        """Return the description of several values."""
        return f"{self._noun}s{self._range}"

    @property
    def _noun(self) -> str:
        return "whole number" if self.whole else "number"

    @property
    def _range(self) -> str:
        match self.limits:
            case Between(least, most) if most < math.inf and least > -math.inf:
                return f" from {least:g} to {_plain(most)}"
            case Between(least) if least > -math.inf:
                return f" of at least {least:g}"
        return ""

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives."""
        if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
            value = value.item()
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Wrong(value)
        if self.whole and isinstance(value, float):
            if not value.is_integer():
                raise Wrong(value)
            value = int(value)
        if isinstance(value, int) and abs(value) >= _LARGE:
            raise Wrong(value)
        if self.limits != Between() and not self.limits.least <= value <= self.limits.most:
            raise Wrong(value)
        return value


_LARGE = 2**63
"""The exclusive upper limit of whole numbers: engines written in C have integers of 64 bits."""


@dataclass(frozen=True)
class OneOf:
    """One of some values."""

    values: tuple[object, ...]

    @property
    def words(self) -> str:
        """Return the description of one value."""
        return either([repr(v) for v in self.values])

    many = words

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives."""
        plain = value.item() if isinstance(value, np.generic) else value
        for allowed in self.values:
            if type(allowed) is type(plain) and allowed == plain:
                return allowed
        raise Wrong(value)


@dataclass(frozen=True)
class Each:
    """A collection of values, each of the kind ``item``. A string is not a collection."""

    item: Kind
    ordered: bool = True
    as_tuple: bool = False
    filled: bool = False
    size: int | None = None

    @property
    def words(self) -> str:
        """Return the description of one value."""
        items_text = "values" if self.item == Anything() else self.item.many
        count = "one or more " if self.filled else f"{self.size} " if self.size else ""
        return f"a sequence of {count}{items_text}"

    @property
    def many(self) -> str:
        """Return the description of several values."""
        return self.words.replace("a sequence", "sequences", 1)

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives.

        One number is accepted as a sequence of one number, as in R.
        """
        is_number = isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
        if isinstance(self.item, Number) and self.size is None and is_number:
            value = [value]
        is_single = isinstance(value, (str, bytes, bytearray, Mapping, type))
        if (
            is_single
            or not isinstance(value, Iterable)
            or (self.ordered and isinstance(value, Set))
        ):
            raise Wrong(value)
        if isinstance(value, np.ndarray) and value.ndim == 0:
            raise Wrong(value)
        if self.item == Anything() and not isinstance(value, Iterator):
            return value
        items = [_within(self.item, item, f"item {at}") for at, item in enumerate(value)]
        if (self.filled and not items) or self.size not in (None, len(items)):
            raise Wrong(value)
        return tuple(items) if self.as_tuple else items


@dataclass(frozen=True)
class Pairs:
    """A mapping."""

    key: Kind
    value: Kind

    @property
    def words(self) -> str:
        """Return the description of one value."""
        if self.value == Anything():
            return "a mapping" if self.key == Anything() else f"a mapping from {self.key.many}"
        return f"a mapping from {self.key.many} to {self.value.many}"

    @property
    def many(self) -> str:
        """Return the description of several values."""
        return self.words.replace("a mapping", "mappings", 1)

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives."""
        value = _labelled(value)
        if not isinstance(value, Mapping):
            raise Wrong(value)
        for key in value:
            _within(self.key, key, "a key")
        converted = {k: _within(self.value, v, f"{k!r}") for k, v in value.items()}
        return value if all(converted[k] is value[k] for k in converted) else converted


def _labelled(value: Any) -> Any:
    """Return a pandas Series whose labels are text as a mapping; other values unchanged."""
    labels = getattr(value, "index", None)
    if isinstance(value, Mapping) or not hasattr(value, "items") or labels is None:
        return value
    return dict(value.items()) if all(isinstance(v, str) for v in labels) else value


@dataclass(frozen=True)
class Options:
    """Named arguments, and the kind of values that each of them accepts."""

    options: Mapping[str, Kind]
    words: str = "arguments by name"
    many: str = "arguments by name"

    def take(self, value: Any) -> Any:
        """Return the value unchanged, since each option is checked as an argument of its own."""
        return value


@dataclass(frozen=True)
class Function:
    """An object that can be called."""

    words: str = "a function"
    many: str = "functions"

    def take(self, value: Any) -> Any:
        """Return the value unchanged."""
        if not callable(value):
            raise Wrong(value)
        return value


@dataclass(frozen=True)
class AnyOf:
    """A value of one of several kinds. The first kind that accepts the value converts it."""

    kinds: tuple[Kind, ...]

    @property
    def words(self) -> str:
        """Return the description of one value."""
        words: list[str] = []
        for kind in self.kinds:
            words += [repr(v) for v in kind.values] if isinstance(kind, OneOf) else [kind.words]
        return either(words)

    @property
    def many(self) -> str:
        """Return the description of several values."""
        return either([k.many for k in self.kinds])

    def take(self, value: Any) -> Any:
        """Return the value, converted to the type that the function receives."""
        deepest = Wrong(value)
        for kind in self.kinds:
            try:
                return kind.take(value)
            except Wrong as wrong:
                deepest = wrong if wrong.place else deepest
        raise deepest


@dataclass(frozen=True)
class Described:
    """A kind with the description and the error that its annotation sets."""

    kind: Kind
    takes: Takes

    @property
    def words(self) -> str:
        """Return the description that the annotation sets."""
        return self.takes.words

    many = words

    def take(self, value: Any) -> Any:
        """Return the value after the check of the kind."""
        return self.kind.take(value)


def description_of(kind: Kind) -> Takes | None:
    """Return the description and the error that the annotation sets, or None."""
    if isinstance(kind, AnyOf):
        return next(
            (
                description
                for description in map(description_of, kind.kinds)
                if description is not None
            ),
            None,
        )
    return kind.takes if isinstance(kind, Described) else None


def _within(kind: Kind, value: Any, place: str) -> Any:
    """Check one part of a value by ``kind``. An error names the part ``place``."""
    try:
        return kind.take(value)
    except Wrong as wrong:
        inner = f"{wrong.place} of {place}" if wrong.place else place
        raise Wrong(wrong.value, inner) from None


def _plain(number: float) -> str:
    """Return the digits of a limit: 2147483647, not 2.14748e+09."""
    return str(int(number)) if float(number).is_integer() else f"{number:g}"
