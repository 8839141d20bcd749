"""Strings of base R: translated characters, numbers in other bases, valid and unique names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.text.stringr import map_strings, numbers_of_strings
from pybrms_mix.r.values.labelled import numbered_names, syntactic
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    Vector,
    characters,
    numbers,
    read,
    shaped,
    text,
    to_python,
    undated,
)
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.whole_texts import text_of
from pybrms_mix.r.vectors.vectors import named_like

__all__ = [
    "chartr", "lengths", "make_names", "make_unique", "nchar", "path_part", "quoted",
    "str_length", "strtoi", "to_string",
]  # fmt: skip


def lengths(x: Any) -> Any:
    """Return the number of elements of each element of a list.

    Examples
    --------
    >>> lengths([[1, 2], "a"])
    array([2, 1])
    """
    vector = read(x)
    sizes = [len(read(v)) for v in vector.data] if vector.kind == "list" else [1] * len(vector)
    return to_python(replace(numbers(sizes, whole=True), names=vector.names))


def chartr(old: str, new: str, x: Any) -> Any:
    """Return ``chartr(old, new, x)``: strings with each character of ``old`` replaced.

    A range such as "a-e" stands for its characters.

    Raises
    ------
    InvalidArgument
        If ``old`` is longer than ``new``, or if a range decreases.

    Examples
    --------
    >>> chartr("ab", "xy", "aabbc")
    'xxyyc'
    """
    old, new = _without_ranges(old), _without_ranges(new)
    if len(old) > len(new):
        raise InvalidArgument("'old' is longer than 'new'")
    table = str.maketrans(dict(zip(old, new, strict=False)))
    return named_like(map_strings(x, lambda v: v.translate(table)), x)


def _without_ranges(characters_: str) -> str:
    """Return the characters of a specification of ``chartr()``, with those of ranges."""

    def spelt(match: re.Match[str]) -> str:
        first, last = ord(match[1]), ord(match[2])
        if first > last:
            raise InvalidArgument(f"decreasing range specification ('{match[0]}')")
        return "".join(map(chr, range(first, last + 1)))

    return re.sub("(.)-(.)", spelt, characters_, flags=re.DOTALL)


@takes_single_numbers
def strtoi(x: Any, base: int = 0) -> Any:
    """Return ``strtoi(x, base)``: the integers that strings spell, NA for other strings.

    With the base 0, a string that starts with "0x" is hexadecimal, and one that starts with "0"
    octal. Numbers that are no integers of R are NA.

    Examples
    --------
    >>> strtoi(["077", "xx"], 10)
    array([77., nan])
    """
    return numbers_of_strings(x, lambda v: _integer(v, int(base)))


def _integer(spelt: str, base: int) -> float:
    """Return the integer that a string spells in a base, or NaN."""
    match = re.fullmatch(r"\s*([+-]?)(0[xX])?([0-9A-Za-z]+)", spelt)
    if match is None:
        return np.nan
    sign, prefix, digits = match.groups()
    if prefix and base not in (0, 16):
        return np.nan
    base = base or (16 if prefix else 8 if digits[0] == "0" else 10)
    if any(int(c, 36) >= base for c in digits):
        return np.nan
    value = float(int(digits, base))
    return np.nan if value > 2**31 - 1 else -value if sign == "-" else value


def make_names(x: Any, *, unique: bool = False) -> Any:
    """Return ``make.names(x)``: strings changed into valid R names of variables.

    Examples
    --------
    >>> make_names(["a b", "1x"])
    array(['a.b', 'X1x'], dtype=object)
    """
    strings = ["NA." if v is None else v for v in text(read(x)).data]
    return to_python(
        characters(syntactic(strings) if unique else [syntactic([v])[0] for v in strings])
    )


def make_unique(x: Any, sep: str = ".") -> Any:
    """Return ``make.unique(x)``: repetitions of a string get a number at their end.

    Examples
    --------
    >>> make_unique(["a", "a", "b", "a"])
    array(['a', 'a.1', 'b', 'a.2'], dtype=object)
    """
    strings = list(text(read(x)).data)
    return to_python(characters(numbered_names(strings, sep)))


def to_string(x: Any, sep: str = ", ") -> str:
    """Return ``toString(x)``: all elements as one string, with commas between them.

    Examples
    --------
    >>> to_string([1, 2.5])
    '1, 2.5'
    """
    return sep.join("NA" if v is None else v for v in text_of(x).data)


def quoted(x: Any, mark: str = '"') -> Any:
    """Return strings between quotation marks, as ``dQuote(x, FALSE)`` and ``sQuote(x, FALSE)``.

    Examples
    --------
    >>> quoted("a", "'")
    "'a'"
    """
    marks = {"double": "\u201c\u201d", "single": "\u2018\u2019"}.get(mark, mark * 2)
    vector = read(x)
    strings = characters(
        f"{marks[0]}{'NA' if v is None else v}{marks[1]}" for v in text(vector).data
    )
    return to_python(replace(strings, single=vector.single))


def path_part(x: Any, which: str) -> Any:
    """Return a part of paths: "base", "folder", "extension" or the "stem" without extension.

    Examples
    --------
    >>> path_part("a/b.csv", "base"), path_part("a/b.csv", "extension")
    ('b.csv', 'csv')
    """
    ending = re.compile(r"\.([A-Za-z0-9]+)$")
    functions: dict[str, Callable[[str], str]] = {
        "base": lambda v: v.rstrip("/").rpartition("/")[2],
        "folder": lambda v: v.rstrip("/").rpartition("/")[0] or ("/" if v[:1] == "/" else "."),
        "extension": lambda v: m.group(1) if (m := ending.search(v)) else "",
        "stem": lambda v: ending.sub("", v),
    }
    return map_strings(x, functions[which])


def nchar(x: Any, type: str = "chars") -> Any:
    """Return the number of characters, or bytes in UTF-8, of each string; NA for NA.

    Those of dates are the digits of the number of days.

    Raises
    ------
    InvalidData
        For a factor, and for another type.

    Examples
    --------
    >>> nchar(["abc", "d"]).tolist()
    [3, 1]
    """
    if type not in ("chars", "bytes"):
        raise InvalidData(f"nchar() has the types 'chars' and 'bytes' here, not '{type}'.")
    vector = read(x)
    if vector.kind == FACTOR:
        raise InvalidData("'nchar()' requires a character vector")
    return _sizes(undated(vector) if vector.date else vector, in_bytes=type == "bytes")


def str_length(x: Any) -> Any:
    """Return the number of characters of each string; those of dates as R prints them.

    Examples
    --------
    >>> days = np.array(["2020-01-02"], dtype="datetime64[D]")
    >>> str_length(days).tolist(), nchar(days).tolist()
    ([10], [5])
    """
    return _sizes(read(x), in_bytes=False)


def _sizes(vector: Vector, *, in_bytes: bool) -> Any:
    strings = [v.encode() if in_bytes and v is not None else v for v in text(vector).data]
    sizes = [np.nan if v is None else len(v) for v in strings]
    return to_python(shaped(numbers(sizes, whole=True), vector))
