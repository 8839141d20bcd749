"""Read serialised R objects. The manual "R Internals" of R describes the format.

Objects can nest more deeply than Python's recursion limit. The methods are therefore generators:
each yields the generator of an inner object, and ``_run`` holds the stack of waiting generators.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias

import numpy as np

from pybrms_mix.rfile.altrep import expanded
from pybrms_mix.rfile.robjects import (
    RS4,
    REnvironment,
    RList,
    RNull,
    RObject,
    ROpaque,
    RPairs,
    RSymbol,
    RVector,
)
from pybrms_mix.rfile.streams import Damaged, Stream

Step: TypeAlias = Generator["Step", Any, Any]

# Codes of R's internal types, and codes of constants that every R session has.
_SYMBOL, _PAIRLIST, _CLOSURE, _ENVIRONMENT, _PROMISE, _LANGUAGE = 1, 2, 3, 4, 5, 6
_SPECIAL, _BUILTIN, _CHAR, _LOGICAL, _INTEGER, _DOUBLE, _COMPLEX = 7, 8, 9, 10, 13, 14, 15
_CHARACTER, _DOTS, _LIST, _EXPRESSIONS, _BYTECODE, _POINTER, _WEAK = 16, 17, 19, 20, 21, 22, 23
_RAW, _S4 = 24, 25
_ALTREP, _ATTR_PAIRLIST, _ATTR_LANGUAGE = 238, 239, 240
_BYTECODE_REFERENCE, _BYTECODE_DEFINITION = 243, 244
_PERSISTENT, _PACKAGE, _NAMESPACE, _REFERENCE = 247, 248, 249, 255
_CONSTANTS = {
    0: "NULL", 241: "baseenv", 242: "emptyenv", 250: "base namespace", 251: "missing argument",
    252: "unbound value", 253: "globalenv", 254: "NULL",
}  # fmt: skip
_NUMBERS = {_LOGICAL: "logical", _INTEGER: "integer"}
_LINKED = (_PAIRLIST, _CLOSURE, _PROMISE, _LANGUAGE, _DOTS)
_BYTECODE_LINKED = (
    _LANGUAGE, _PAIRLIST, _BYTECODE_DEFINITION, _ATTR_LANGUAGE, _ATTR_PAIRLIST,
    _BYTECODE_REFERENCE,
)  # fmt: skip
_IS_ATTRIBUTED, _IS_TAGGED, _LATIN1 = 1 << 9, 1 << 10, 1 << 14
_VERSIONS = (2, 3)

# The largest numbers of objects and of levels in a file. Fits have about ten thousand objects.
_MOST_OBJECTS, _MOST_LEVELS = 5_000_000, 20_000


def unserialize(source: Stream) -> RObject:
    """Return the value that ``source`` holds.

    Raises:
        Damaged: if the source does not hold a serialised object.
    """
    version = source.integer()
    source.integers(2)  # the R version that wrote the file, and the oldest that can read it
    if version not in _VERSIONS:
        raise Damaged(f"version {version} of the format is not known")
    if version > _VERSIONS[0]:
        source.text(source.integer())  # the native encoding of the R session that wrote the file
    reader = _Reader(source)
    value: RObject = _run(reader.item())
    return value


def _run(step: Step) -> Any:
    waiting = [step]
    value: Any = None
    while waiting:
        try:
            below = waiting[-1].send(value)
        except StopIteration as stop:
            waiting.pop()
            value = stop.value
            continue
        waiting.append(below)
        value = None
        if len(waiting) > _MOST_LEVELS:
            raise Damaged("its objects are nested too deeply")
    return value


class _Reader:
    def __init__(self, source: Stream) -> None:
        self._source = source
        self._references: list[RObject] = []
        self._count = 0

    def item(self) -> Step:
        """Return the next value."""
        flags = self._source.integer()
        return (yield self._of(flags & 0xFF, flags))

    def _of(self, code: int, flags: int) -> Step:
        self._counted()
        if code in _CONSTANTS:
            return RNull(_CONSTANTS[code])
        if code == _REFERENCE:
            return self._referenced(flags >> 8)
        if code in _LINKED:
            return (yield self._linked(code, flags))
        if code in _SIMPLE:
            return (yield getattr(self, _SIMPLE[code])(code))
        if code not in _ATTRIBUTED:
            raise Damaged(f"it holds an object of the unknown kind {code}")
        value = yield getattr(self, _ATTRIBUTED[code])(code)
        if flags & _IS_ATTRIBUTED:
            value.attributes = _by_name((yield self.item()))
        return value

    def _counted(self, number: int = 1) -> None:
        self._count += number
        if self._count > _MOST_OBJECTS:
            raise Damaged("it holds too many objects")

    def _referenced(self, index: int) -> RObject:
        at = index or self._source.integer()
        if not 1 <= at <= len(self._references):
            raise Damaged("it refers to an object that it does not hold")
        return self._references[at - 1]

    def _length(self) -> int:
        size = self._source.integer()
        if size == -1:
            high, low = self._source.integer(), self._source.integer()
            size = (high << 32) + (low & 0xFFFFFFFF)
        if size < 0:
            raise Damaged("a length is negative")
        return size

    # Symbols, and objects to which later objects may refer.

    def _symbol(self, _: int) -> Step:
        symbol = RSymbol(self._char(self._source.integer()) or "NA")
        self._references.append(symbol)
        return symbol
        yield

    def _environment(self, _: int) -> Step:
        environment = REnvironment()
        self._references.append(environment)
        self._source.integer()  # whether the environment is locked
        yield self.item()  # the enclosing environment
        environment.frames = [(yield self.item()), (yield self.item())]
        yield self.item()  # attributes
        return environment

    def _pointer(self, _: int) -> Step:
        pointer = ROpaque("pointer")
        self._references.append(pointer)
        yield self.item()
        yield self.item()
        return pointer

    def _weak(self, _: int) -> Step:
        reference = ROpaque("weak reference")
        self._references.append(reference)
        return reference
        yield

    def _place(self, _: int) -> Step:
        if self._source.integer() != 0:
            raise Damaged("the name of a package is not a string")
        names = [self._char(self._source.integer()) for _ in range(self._roomy())]
        place = ROpaque(f"namespace {names[0] if names else ''}")
        self._references.append(place)
        return place
        yield

    def _builtin(self, _: int) -> Step:
        return ROpaque(self._source.text(self._source.integer()).decode("latin-1"))
        yield

    # Vectors.

    def _roomy(self) -> int:
        """Read a number of objects, and check that the rest of the file has room for them."""
        size = self._length()
        self._source.room(size)
        return size

    def _char(self, flags: int) -> str | None:
        if flags & 0xFF != _CHAR or flags & _IS_ATTRIBUTED:
            raise Damaged("an element of a character vector is not a string")
        size = self._source.integer()
        if size == -1:
            return None
        data = self._source.text(size)
        if flags & _LATIN1:
            return data.decode("latin-1")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")

    def _single_char(self, _: int) -> Step:
        raise Damaged("a string stands outside a character vector")
        yield

    def _whole_numbers(self, code: int) -> Step:
        return RVector(_NUMBERS[code], self._source.integers(self._length()))
        yield

    def _doubles(self, _: int) -> Step:
        return RVector("double", self._source.doubles(self._length()))
        yield

    def _complexes(self, _: int) -> Step:
        return RVector("complex", self._source.doubles(2 * self._length()).view(np.complex128))
        yield

    def _raw(self, _: int) -> Step:
        return RVector("raw", self._source.raw(self._length()))
        yield

    def _characters(self, _: int) -> Step:
        size = self._roomy()
        self._counted(size)
        return RVector("character", [self._char(self._source.integer()) for _ in range(size)])
        yield

    def _list(self, _: int) -> Step:
        size = self._roomy()
        items = []
        for _ in range(size):
            items.append((yield self.item()))
        return RList(items)

    def _s4(self, _: int) -> Step:
        return RS4()
        yield

    def _altrep(self, _: int) -> Step:
        about, state = (yield self.item()), (yield self.item())
        attributes = _by_name((yield self.item()))
        value = expanded(about, state)
        if attributes:
            value.attributes = attributes
        return value

    # Pairlists, and objects with the same structure.

    def _linked(self, code: int, flags: int) -> Step:
        """Read a pairlist or a call; a loop reads the tail, which may be long."""
        pairs: list[tuple[str | None, RObject]] = []
        attributes: dict[str, RObject] = {}
        while True:
            if flags & _IS_ATTRIBUTED:
                attributes_ = _by_name((yield self.item()))
                attributes = attributes or attributes_
            tag = (yield self.item()) if flags & _IS_TAGGED else None
            name = tag.name if isinstance(tag, RSymbol) else None
            pairs.append((name, (yield self.item())))
            flags = self._source.integer()
            if flags & 0xFF not in (_PAIRLIST, _LANGUAGE):
                break
            self._counted()
        last = yield self._of(flags & 0xFF, flags)
        if code in (_CLOSURE, _PROMISE):
            return ROpaque("closure" if code == _CLOSURE else "promise", attributes)
        if not isinstance(last, RNull):
            pairs.append((None, last))
        return RPairs(pairs, code == _LANGUAGE, attributes)

    # Byte code. Its contents are discarded, but must be read to reach the next object.

    def _bytecode(self, _: int) -> Step:
        self._source.integer()  # the number of shared objects
        yield self._bytecode_body()
        return ROpaque("byte code")

    def _bytecode_body(self) -> Step:
        self._counted()
        yield self.item()
        for _ in range(self._roomy()):
            code = self._source.integer()
            if code == _BYTECODE:
                yield self._bytecode_body()
            elif code in _BYTECODE_LINKED:
                yield self._bytecode_linked(code)
            else:
                yield self.item()

    def _bytecode_linked(self, code: int) -> Step:
        """Read a call in byte code; a loop reads the tail."""
        while code in _BYTECODE_LINKED:
            self._counted()
            if code == _BYTECODE_REFERENCE:
                self._source.integer()
                return
            if code == _BYTECODE_DEFINITION:
                self._source.integer()
                code = self._source.integer()
            if code in (_ATTR_LANGUAGE, _ATTR_PAIRLIST):
                yield self.item()
            yield self.item()  # tag
            head = self._source.integer()
            if head in _BYTECODE_LINKED:
                yield self._bytecode_linked(head)
            else:
                yield self.item()
            code = self._source.integer()
        yield self.item()


# The method that reads each kind. Kinds in the first table have no attributes, or read their own.
_SIMPLE = {
    _SYMBOL: "_symbol", _ENVIRONMENT: "_environment", _PERSISTENT: "_place", _PACKAGE: "_place",
    _NAMESPACE: "_place", _ALTREP: "_altrep", _SPECIAL: "_builtin", _BUILTIN: "_builtin",
    _CHAR: "_single_char",
}  # fmt: skip
_ATTRIBUTED = {
    _LOGICAL: "_whole_numbers", _INTEGER: "_whole_numbers", _DOUBLE: "_doubles",
    _COMPLEX: "_complexes", _CHARACTER: "_characters", _LIST: "_list", _EXPRESSIONS: "_list",
    _BYTECODE: "_bytecode", _POINTER: "_pointer", _WEAK: "_weak", _RAW: "_raw", _S4: "_s4",
}  # fmt: skip


def _by_name(value: RObject) -> dict[str, RObject]:
    if not isinstance(value, RPairs):
        return {}
    return {name: item for name, item in value.pairs if name}
