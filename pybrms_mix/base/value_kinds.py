"""Kinds of values that arguments take: in words, and as checks.

A kind accepts a value, converts it to the plain Python type where it is a relative of it (a NumPy
integer, R's whole number ``2e2``, a generator), or says what is wrong.
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
    """The values that an argument takes, in words, and the error for other values.

    ``instead`` returns another message and hint for values with a message of their own, or None.
    """

    words: str
    error: type[PybrmsError] = InvalidArgument
    hint: str = ""
    instead: Callable[[Any], tuple[str, str] | None] | None = None

    def mistake(self, value: Any) -> PybrmsError | None:
        """Return the error of a value that has a message of its own; None for other values."""
        found = self.instead(value) if self.instead is not None else None
        return None if found is None else self.error(found[0], hint=found[1])


class Wrong(Exception):
    """A value is not of a kind: ``place`` says where in it, such as "item 2", or is empty."""

    def __init__(self, value: object, place: str = "") -> None:
        super().__init__(place)
        self.value = value
        self.place = place


class Kind(Protocol):
    """A kind of values: in words, in words for many of them, and as a check."""

    @property
    def words(self) -> str:
        """Return the description of one value, such as "a string"."""

    @property
    def many(self) -> str:
        """Return the description of several values, such as "strings"."""

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it.

        Raises:
            Wrong: if it is not of this kind.
        """


@dataclass(frozen=True)
class Anything:
    """Any object."""

    words: str = "anything"
    many: str = "anything"

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
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
        """Return what several values must be."""
        return _WORDS[self.cls][1] if self.cls in _WORDS else f"{self.cls.__name__}s"

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
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
    """Return whether all of a text are characters that R and file systems take, too.

    Half of a surrogate pair is none, nor is NUL.
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
        """Return what several values must be."""
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
        """Return the value as the function gets it."""
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
"""No argument is as large as this: programs in C keep 64 bits."""


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
        """Return the value as the function gets it."""
        plain = value.item() if isinstance(value, np.generic) else value
        for one in self.values:
            if type(one) is type(plain) and one == plain:
                return one
        raise Wrong(value)


@dataclass(frozen=True)
class Each:
    """Several values in a container, whichever it is; a string is none."""

    item: Kind
    ordered: bool = True
    as_tuple: bool = False
    filled: bool = False
    size: int | None = None

    @property
    def words(self) -> str:
        """Return the description of one value."""
        many = "values" if self.item == Anything() else self.item.many
        count = "one or more " if self.filled else f"{self.size} " if self.size else ""
        return f"a sequence of {count}{many}"

    @property
    def many(self) -> str:
        """Return what several values must be."""
        return self.words.replace("a sequence", "sequences", 1)

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
        alone = isinstance(value, (str, bytes, bytearray, Mapping, type))
        if alone or not isinstance(value, Iterable) or (self.ordered and isinstance(value, Set)):
            raise Wrong(value)
        if isinstance(value, np.ndarray) and value.ndim == 0:
            raise Wrong(value)
        if self.item == Anything() and not isinstance(value, Iterator):
            return value
        found = [_within(self.item, one, f"item {at}") for at, one in enumerate(value)]
        if (self.filled and not found) or self.size not in (None, len(found)):
            raise Wrong(value)
        return tuple(found) if self.as_tuple else found


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
        """Return what several values must be."""
        return self.words.replace("a mapping", "mappings", 1)

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
        if not isinstance(value, Mapping):
            raise Wrong(value)
        for key in value:
            _within(self.key, key, "a key")
        found = {k: _within(self.value, v, f"{k!r}") for k, v in value.items()}
        return value if all(found[k] is value[k] for k in found) else found


@dataclass(frozen=True)
class Options:
    """Arguments that are given by name, and what each of them takes."""

    options: Mapping[str, Kind]
    words: str = "arguments by name"
    many: str = "arguments by name"

    def take(self, value: Any) -> Any:
        """Return the value: each option is taken alone."""
        return value


@dataclass(frozen=True)
class Function:
    """An object that can be called."""

    words: str = "a function"
    many: str = "functions"

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
        if not callable(value):
            raise Wrong(value)
        return value


@dataclass(frozen=True)
class AnyOf:
    """A value of one of several kinds: the first that takes it."""

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
        """Return what several values must be."""
        return either([k.many for k in self.kinds])

    def take(self, value: Any) -> Any:
        """Return the value as the function gets it."""
        deepest = Wrong(value)
        for kind in self.kinds:
            try:
                return kind.take(value)
            except Wrong as wrong:
                deepest = wrong if wrong.place else deepest
        raise deepest


@dataclass(frozen=True)
class Described:
    """A kind in other words, with another error."""

    kind: Kind
    said: Takes

    @property
    def words(self) -> str:
        """Return the words of the annotation."""
        return self.said.words

    many = words

    def take(self, value: Any) -> Any:
        """Return the value as the kind takes it."""
        return self.kind.take(value)


def told(kind: Kind) -> Takes | None:
    """Return the words and the error of an annotation, if the annotation has them."""
    if isinstance(kind, AnyOf):
        return next((said for said in map(told, kind.kinds) if said is not None), None)
    return kind.said if isinstance(kind, Described) else None


def _within(kind: Kind, value: Any, place: str) -> Any:
    """Return what ``kind`` makes of a part of a value."""
    try:
        return kind.take(value)
    except Wrong as wrong:
        inner = f"{wrong.place} of {place}" if wrong.place else place
        raise Wrong(wrong.value, inner) from None


def _plain(number: float) -> str:
    """Return the digits of a limit: 2147483647, not 2.14748e+09."""
    return str(int(number)) if float(number).is_integer() else f"{number:g}"
