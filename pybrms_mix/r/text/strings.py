"""Strings: concatenate, format, search and replace."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.text.patterns import compiled, replacing
from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    LIST,
    NULL,
    characters,
    listed,
    logicals,
    numeric,
    read,
    shaped,
    text,
    to_python,
)
from pybrms_mix.r.values.scalars import is_list_of_numbers
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.whole_texts import text_of

__all__ = [
    "changed", "detect", "ends", "extract", "extract_all", "glued", "grep", "grepl", "gsub",
    "is_list", "padded", "paste", "split_at", "split_fixed", "split_text",
    "starts", "str_sub", "sub", "substr",
]  # fmt: skip


def paste(*values: Any, sep: str = " ", collapse: str | None = None) -> Any:
    """Concatenate strings elementwise; shorter vectors are recycled, and NA becomes "NA".

    Examples:
        >>> paste("b", [1, 2], sep="")
        array(['b1', 'b2'], dtype=object)
        >>> paste(["x", "z"], collapse=" + ")
        'x + z'
    """
    vectors = [text_of(v) if read(v).kind != NULL else read(v) for v in values]
    size = max(map(len, vectors), default=0)
    parts = [v if len(v) or not size else characters([""]) for v in vectors]
    strings = [
        sep.join("NA" if (v.data[n % len(v)]) is None else v.data[n % len(v)] for v in parts)
        for n in range(size)
    ]
    if collapse is not None:
        return collapse.join(strings)
    return to_python(
        replace(characters(strings), single=bool(parts) and all(v.single for v in parts))
    )


def _each(x: Any, function: Callable[[str], Any]) -> list[Any]:
    return [None if v is None else function(v) for v in text(read(x)).data]


def _texts(x: Any, function: Callable[[str], str | None]) -> Any:
    vector = read(x)
    names = vector.names if vector.kind == CHARACTER else None  # other types become text first
    return to_python(replace(characters(_each(x, function)), single=vector.single, names=names))


def _as_text(new: Any) -> str | None:
    """Return a replacement as text; R takes a number for its digits."""
    return new if isinstance(new, str) else text(read(new)).data[0]


def _first(pattern: Any) -> str:
    """Return a pattern; R uses the first of several, with a warning."""
    if isinstance(pattern, str):
        return pattern
    patterns = text(read(pattern)).data
    if len(patterns) > 1:
        warn("argument 'pattern' has length > 1 and only the first element will be used")
    return str(patterns[0])


def sub(pattern: str, new: Any, x: Any, *, fixed: bool = False, ignore_case: bool = False,
        perl: bool = False) -> Any:  # fmt: skip
    """Replace the first match of a regular expression in each string; see ``gsub()``."""
    return _replaced(pattern, new, x, fixed=fixed, ignore_case=ignore_case, perl=perl, count=1)


def gsub(pattern: str, new: Any, x: Any, *, fixed: bool = False, ignore_case: bool = False,
         perl: bool = False) -> Any:  # fmt: skip
    r"""Replace all matches of a regular expression in each string.

    With ``perl``, the replacement may change the case of the groups that follow: by ``\U``, ``\L``
    and ``\E``.

    Examples:
        >>> gsub(r"(\d+)", r"<\1>", "a1b22")
        'a<1>b<22>'
    """
    return _replaced(pattern, new, x, fixed=fixed, ignore_case=ignore_case, perl=perl)


def _replaced(pattern: str, new: Any, x: Any, *, fixed: bool, ignore_case: bool, perl: bool,
              count: int = 0) -> Any:  # fmt: skip
    expression = compiled(_first(pattern), fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    new_text = _as_text(new)
    if new_text is None:
        return _texts(x, lambda v: None if expression.search(v) else v)
    by = replacing(new_text, fixed=fixed, cased=perl)
    return _texts(x, lambda v: _substituted(expression, by, v, count))


def _substituted(expression: re.Pattern[str], by: Callable[[re.Match[str]], str], string: str,
                 count: int) -> str:  # fmt: skip
    """Replace matches; R has no empty match directly after another match, unlike Python."""
    end = -1

    def replaced(match: re.Match[str]) -> str:
        nonlocal end
        is_adjacent = match.start() == match.end() == end
        end = match.end()
        return "" if is_adjacent else by(match)

    return expression.sub(replaced, string, count=count)


def grepl(pattern: str, x: Any, *, fixed: bool = False, ignore_case: bool = False) -> Any:
    """Return whether each string matches a regular expression; NA gives false."""
    expression = compiled(_first(pattern), fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    vector = read(x)
    hits = [v is not None and expression.search(v) is not None for v in text(vector).data]
    return to_python(replace(logicals(hits), single=vector.single))


def grep(pattern: str, x: Any, *, value: bool = False, fixed: bool = False,
         ignore_case: bool = False, invert: bool = False) -> Any:  # fmt: skip
    """Return the positions, counted from 1, of matching strings, or the strings if ``value``.

    With ``invert``, the strings that do not match are returned.
    """
    matches = np.atleast_1d(grepl(pattern, x, fixed=fixed, ignore_case=ignore_case))
    hits = np.flatnonzero(matches != invert)
    return to_python(text(read(x)).take(hits + 0.0).plain()) if value else hits + 1


@recycles
def detect(x: Any, pattern: str, *, fixed: bool = False, negate: bool = False) -> Any:
    """Return ``str_detect(x, pattern)``: whether each string matches; NA stays NA.

    With ``negate``, it is the strings without a match that give true.
    """
    expression = compiled(pattern, fixed=fixed)
    vector = read(x)
    hits = _each(x, lambda v: float((expression.search(v) is None) == negate))
    return to_python(
        replace(logicals([np.nan if h is None else h for h in hits]), single=vector.single)
    )


@recycles
def extract(x: Any, pattern: str, group: int = 0) -> Any:
    """Return ``str_extract(x, pattern)``: the first match in each string, or NA."""
    expression = compiled(pattern)

    def first_match(string: str) -> str | None:
        hit = expression.search(string)
        return None if hit is None else hit.group(group)

    return _texts(x, first_match)


@recycles
def _all_matches(x: Any, pattern: str) -> list[Any]:
    expression = compiled(pattern)
    return [
        to_python(characters([None] if v is None else [m.group(0) for m in expression.finditer(v)]))
        for v in text(read(x)).data
    ]


def extract_all(x: Any, pattern: Any, *, simplify: bool = False) -> Any:
    """Return ``str_extract_all(x, pattern)``: a list of all matches in each string.

    With ``simplify``, the result is a matrix, in which short rows are filled with "".
    """
    matches = _all_matches(x, pattern)
    if not simplify:
        return matches
    cells = np.full((len(matches), max(map(len, matches), default=0)), "", dtype=object)
    for row, strings in zip(cells, matches, strict=True):
        row[: len(strings)] = strings
    return cells


@recycles
def split_text(x: Any, pattern: str | None, *, fixed: bool = False) -> list[Any]:
    """Return ``strsplit(x, pattern)``: a list of the parts of each string."""
    vector = read(x)
    string_parts = [to_python(characters([None] if v is None else _split(v, pattern or "", fixed)))
                    for v in text(vector).data]  # fmt: skip
    return string_parts if vector.names is None else to_python(listed(string_parts, vector.names))


def _split(string: str, pattern: str, fixed: bool) -> list[str]:
    if pattern == "":
        return list(string)
    pieces = compiled(pattern, fixed=fixed).split(string)
    return pieces[:-1] if pieces and pieces[-1] == "" else pieces


@recycles
def split_at(x: Any, pattern: str, i: int) -> Any:
    """Return ``str_split_i(x, pattern, i)``: the i-th part of each string."""

    def part_of(string: str) -> str | None:
        pieces = compiled(pattern).split(string)
        at = i - 1 if i > 0 else len(pieces) + i
        return pieces[at] if 0 <= at < len(pieces) else None

    return _texts(x, part_of)


def split_fixed(x: Any, pattern: str, n: int) -> np.ndarray:
    """Return ``str_split_fixed(x, pattern, n)``: a matrix with ``n`` parts of each string."""
    pieces = [compiled(pattern).split(v, maxsplit=n - 1) for v in text(read(x)).data]
    cells = np.empty((len(pieces), n), dtype=object)
    cells[:] = [[*p, *[""] * n][:n] for p in pieces]
    return cells


def substr(x: Any, start: Any, stop: Any = None) -> Any:
    """Return substrings: ``substr(x, start, stop)``, with positions that start at 1.

    Examples:
        >>> substr("abcdef", -1, 3)
        'abc'
    """
    return _cut(x, start, stop, from_end=False)


def str_sub(x: Any, start: Any = 1, end: Any = -1) -> Any:
    """Return substrings: ``str_sub(x, start, end)``; negative positions count from the end.

    Examples:
        >>> str_sub("abcdef", -2)
        'ef'
    """
    return _cut(x, start, end, from_end=True)


def _cut(x: Any, start: Any, stop: Any, *, from_end: bool) -> Any:
    vector = text(read(x))
    first, last = (numeric(read(v)).data for v in (start, np.inf if stop is None else stop))
    pieces: list[str | None] = []
    sizes = {len(v) for v in (vector, first, last)} - {1} if from_end else {len(vector)}
    if len(sizes) > 1:
        raise InvalidData("Strings, starts and ends must have one size, or size 1.")
    size = max(sizes, default=1)
    for n, v in enumerate(np.resize(vector.data, size)):
        if v is None:
            pieces.append(None)
            continue
        a, b = first[n % len(first)], last[n % len(last)]
        a = len(v) + a + 1 if a < 0 and from_end else a
        b = len(v) + b + 1 if b < 0 and from_end else b
        pieces.append(v[int(max(a, 1)) - 1 : int(min(max(b, 0), len(v)))])
    keeps_shape = not from_end and read(x).kind == CHARACTER
    result = shaped(characters(pieces), vector) if keeps_shape else characters(pieces)
    return to_python(replace(result, single=vector.single))


def changed(x: Any, how: str) -> Any:
    """Return strings in "upper", "lower" or "title" case, or without outer or repeated blanks."""
    functions: dict[str, Callable[[str], str]] = {
        "upper": str.upper, "lower": str.lower, "title": _titled, "trimmed": str.strip,
        "squished": lambda v: " ".join(v.split()),
        "sentence": lambda v: v[:1].upper() + v[1:].lower(),
    }  # fmt: skip
    return _texts(x, functions[how])


def _titled(string: str) -> str:
    """Return a string with capital letters at the beginnings of words; "fox's" is one word."""
    return re.sub(r"\w+(?:['’.](?<=[^\W\d_].)(?=[^\W\d_])\w+)*",
                  lambda m: m[0][0].upper() + m[0][1:].lower(), string)  # fmt: skip


@recycles
@takes_single_numbers
def padded(x: Any, width: int, side: str = "left", pad: str = " ") -> Any:
    """Return strings padded to a width: ``str_pad(x, width, side, pad)``."""
    sides: dict[str, Callable[[str, int, str], str]] = {
        "left": str.rjust, "right": str.ljust, "both": _centred}  # fmt: skip
    return _texts(x, lambda v: sides[side](v, width, pad))


def _centred(string: str, width: int, pad: str) -> str:
    """Return a string in the middle; an odd padding has one more on the right, as in stringr."""
    return string.rjust(len(string) + max(width - len(string), 0) // 2, pad).ljust(width, pad)


def starts(x: Any, prefix: str) -> Any:
    """Return whether each string starts with a prefix."""
    return detect(x, f"^{re.escape(prefix)}")


def ends(x: Any, suffix: str) -> Any:
    """Return whether each string ends with a suffix."""
    return detect(x, f"{re.escape(suffix)}$")


def glued(form: str, **values: Any) -> Any:
    """Return ``glue("{x}")``, with the values inserted for the braces."""
    names = re.findall(r"\{([^{}]+)\}", form)
    pieces = re.split(r"\{[^{}]+\}", form)
    parts: list[Any] = [pieces[0]]
    for name, piece in zip(names, pieces[1:], strict=True):
        parts += [values[name], piece]
    return paste(*parts, sep="")


def is_list(x: Any) -> bool:
    """Return whether ``x`` is a list in R."""
    return is_list_of_numbers(x) or read(x).kind == LIST
