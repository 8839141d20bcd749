"""``sprintf()``: values in formats of C."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.r.values.nan_values import missing_text
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    Vector,
    characters,
    numeric,
    read,
    text,
    to_python,
)
from pybrms_mix.r.values.whole_texts import decided

__all__ = ["sprintf"]

_SPEC = re.compile(
    r"%(?:(\d+)\$)?([-+ 0#]*)(\*(?:\d+\$)?|\d+)?(?:\.(\*(?:\d+\$)?|\d*))?(.|$)", re.DOTALL
)
_LETTERS = frozenset("aAdifeEgGosxX")  # the types of values that R's sprintf() has


def sprintf(form: Any, *values: Any) -> Any:
    """Format values by a format string of C; vectors are formatted elementwise.

    Examples:
        >>> sprintf("%-3s|%+.2f", "a", 1.5)
        'a  |+1.50'
    """
    vectors = [read(v) for v in (form, *values)]
    if any(len(v) == 0 for v in vectors):
        return np.empty(0, dtype=object)
    size = max(map(len, vectors))
    strings = [
        _formatted(vectors[0].data[n % len(vectors[0])], vectors[1:], n) for n in range(size)
    ]
    return to_python(replace(characters(strings), single=all(v.single for v in vectors)))


def _formatted(form: str, vectors: list[Vector], n: int) -> str:
    at = 0

    def following() -> Vector:
        nonlocal at
        at += 1
        return vectors[at - 1]

    def size_text(part: str | None) -> str | None:
        """Return a width or a number of digits; a star takes it from an argument."""
        if part is None or not part.startswith("*"):
            return part
        vector = vectors[int(part[1:-1]) - 1] if len(part) > 1 else following()
        return str(int(numeric(vector).data[n % len(vector)]))

    def formatted_cell(spec: re.Match[str]) -> str:
        place, flags, width, digits, letter = spec.groups()
        if spec[0] == "%%":
            return "%"
        if letter not in _LETTERS:
            raise InvalidData(f"unrecognised format specification '{spec[0]}'")
        width, digits = size_text(width), size_text(digits)
        if width is not None and width.startswith("-"):
            flags, width = flags + "-", width[1:]
        vector = vectors[int(place) - 1] if place else following()
        return _spelt(vector, n % len(vector), flags, width or "", digits, letter)

    return _SPEC.sub(formatted_cell, form)


def _spelt(vector: Vector, n: int, flags: str, width: str, digits: str | None, letter: str) -> str:
    end = "" if digits is None else f".{digits}"
    plain = flags.replace("0", "").replace("+", "").replace(" ", "")
    if letter == "s":
        cell = text(decided(vector)).data[n]
        return f"%{plain}{width}{end}s" % ("NA" if cell is None else cell)
    if vector.kind == CHARACTER:
        raise InvalidData(f"invalid format '%{letter}'; use format %s for character objects")
    number = numeric(vector).data[n]
    if np.isnan(number):
        return f"%{plain}{width}s" % missing_text(number)
    if letter in "di":
        if number != int(number):
            raise InvalidData(
                f"invalid format '%{letter}'; use format %f, %e, %g or %a for numeric objects"
            )
        return f"%{flags}{width}{end}d" % int(number)
    if letter in "aA":
        raise NotSupported("sprintf() writes no hexadecimal fractions here.")
    if letter in "xXo":
        return str(f"%{flags}{width}{letter}" % int(number))
    if np.isinf(number):
        sign = "+" if "+" in flags and number > 0 else ""
        return f"%{plain}{width}s" % (f"{sign}Inf" if number > 0 else "-Inf")
    return str(f"%{flags}{width}{end}{letter}" % number)
