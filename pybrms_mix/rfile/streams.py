"""Read numbers and strings from the three encodings of R's data files."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidFile

_NAMED = {"NA": "nan", "NaN": "nan", "Inf": "inf", "-Inf": "-inf"}
_ESCAPES = {
    b"n": b"\n", b"t": b"\t", b"v": b"\v", b"b": b"\b", b"r": b"\r", b"f": b"\f", b"a": b"\a",
}  # fmt: skip


class Damaged(Exception):
    """The bytes were not written by R; the message says what is wrong."""


class Stream(Protocol):
    """A source of numbers and strings."""

    def integer(self) -> int:
        """Read a 32-bit integer."""

    def integers(self, count: int) -> np.ndarray:
        """Read ``count`` 32-bit integers."""

    def doubles(self, count: int) -> np.ndarray:
        """Read ``count`` 64-bit floats."""

    def text(self, size: int) -> bytes:
        """Read a string of ``size`` bytes."""

    def raw(self, size: int) -> memoryview:
        """Read ``size`` raw bytes."""

    def room(self, count: int) -> None:
        """Check that the rest of the file can hold ``count`` more elements."""


class Binary:
    """The binary encodings: XDR, which is big-endian, or native byte order."""

    def __init__(self, data: memoryview, order: str) -> None:
        self._data = data
        self._at = 0
        self._order = order
        self._int = np.dtype(f"{order}i4")
        self._double = np.dtype(f"{order}f8")
        self._first = "big" if order == ">" else "little"

    def _take(self, size: int) -> memoryview:
        end = self._at + size
        if size < 0 or end > len(self._data):
            raise Damaged("the file ends too early")
        data = self._data[self._at : end]
        self._at = end
        return data

    def integer(self) -> int:
        """Read a 32-bit integer."""
        return int.from_bytes(self._take(4), self._first, signed=True)  # type: ignore[arg-type]

    def integers(self, count: int) -> np.ndarray:
        """Read ``count`` 32-bit integers."""
        return np.frombuffer(self._take(4 * count), self._int).astype(np.int32)

    def doubles(self, count: int) -> np.ndarray:
        """Read ``count`` 64-bit floats."""
        return np.frombuffer(self._take(8 * count), self._double).astype(np.float64)

    def text(self, size: int) -> bytes:
        """Read a string of ``size`` bytes."""
        return bytes(self._take(size))

    def raw(self, size: int) -> memoryview:
        """Read ``size`` raw bytes."""
        return self._take(size)

    def room(self, count: int) -> None:
        """Check that the rest of the file can hold ``count`` more elements."""
        if not 0 <= 4 * count <= len(self._data) - self._at:
            raise Damaged("the file ends too early")


class Ascii:
    """The text encoding with one word on each line: ``saveRDS(ascii = TRUE)``."""

    def __init__(self, data: memoryview) -> None:
        self._words = bytes(data).split()
        self._at = 0

    def _word(self) -> bytes:
        if self._at >= len(self._words):
            raise Damaged("the file ends too early")
        self._at += 1
        return self._words[self._at - 1]

    def integer(self) -> int:
        """Read a 32-bit integer."""
        word = self._word()
        try:
            number = -(2**31) if word == b"NA" else int(word)
        except ValueError:
            raise Damaged("a number is not valid") from None
        if not -(2**31) <= number < 2**31:
            raise Damaged("a number is too large")
        return number

    def integers(self, count: int) -> np.ndarray:
        """Read ``count`` 32-bit integers."""
        self.room(count)
        return np.array([self.integer() for _ in range(count)], dtype=np.int32)

    def doubles(self, count: int) -> np.ndarray:
        """Read ``count`` 64-bit floats."""
        self.room(count)
        words = (self._word().decode("latin-1") for _ in range(count))
        try:
            return np.array([float(_NAMED.get(w, w)) for w in words], dtype=np.float64)
        except ValueError:
            raise Damaged("a number is not valid") from None

    def text(self, size: int) -> bytes:
        """Read a string of ``size`` bytes."""
        if size == 0:
            return b""
        word = self._word()
        text, at = bytearray(), 0
        while at < len(word):
            piece = word[at : at + 1]
            if piece != b"\\":
                text += piece
                at += 1
                continue
            digits = word[at + 1 : at + 4]
            if len(digits) == 3 and all(c in b"01234567" for c in digits):
                text.append(int(digits, 8) & 0xFF)
                at += 4
                continue
            letter = word[at + 1 : at + 2]
            text += _ESCAPES.get(letter, letter)
            at += 2
        if len(text) != size:
            raise Damaged("a string has another length than its header says")
        return bytes(text)

    def raw(self, size: int) -> memoryview:
        """Read ``size`` raw bytes."""
        self.room(size)
        try:
            return memoryview(bytes(int(self._word(), 16) for _ in range(size)))
        except ValueError:
            raise Damaged("a byte is not valid") from None

    def room(self, count: int) -> None:
        """Check that the rest of the file can hold ``count`` more elements."""
        if not 0 <= count <= len(self._words) - self._at:
            raise Damaged("the file ends too early")


def stream(data: memoryview) -> Stream:
    """Return the stream that reads serialised data.

    Raises:
        InvalidFile: if the data are not in an encoding of R.
    """
    head = bytes(data[:3])
    if head[:2] == b"X\n":
        return Binary(data[2:], ">")
    if head[:2] == b"B\n":
        return Binary(data[2:], "<")
    if head[:2] == b"A\n" or head == b"A\r\n":
        return Ascii(data[2:])
    raise InvalidFile("The file is not a file of R.")
