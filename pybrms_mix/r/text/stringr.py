"""Strings of stringr: joined, counted, located, wrapped and sorted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collation_key
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.text.strings import detect, gsub, sub
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import characters, numbers, numeric, read, text, to_python
from pybrms_mix.r.values.single_values import takes_single_numbers

__all__ = [
    "str_c", "str_count", "str_dup", "str_flatten", "str_locate", "str_replace", "str_sort",
    "str_subset", "str_trunc", "str_which", "str_wrap", "word",
]  # fmt: skip


def map_strings(x: Any, function: Callable[[str], str | None]) -> Any:
    """Return the value of ``function`` for each string; NA for a missing string."""
    vector = read(x)
    strings = characters(None if v is None else function(v) for v in text(vector).data)
    return to_python(replace(strings, single=vector.single))


def numbers_of_strings(x: Any, function: Callable[[str], float]) -> Any:
    """Return the whole number that ``function`` gives for each string; NA for a missing string."""
    vector = read(x)
    counts = [np.nan if v is None else function(v) for v in text(vector).data]
    return to_python(replace(numbers(counts, whole=True), single=vector.single))


def str_c(*values: Any, sep: str = "", collapse: str | None = None) -> Any:
    """Return stringr's ``str_c(...)``: strings joined elementwise; a missing part gives NA.

    Parameters
    ----------
    *values : array_like
        Vectors. Single values are recycled; NULL is left out.
    sep : str, default ""
        The text between the parts.
    collapse : str, optional
        The text between the elements, which become one string.

    Returns
    -------
    ndarray or str
        The joined strings.

    Raises
    ------
    InvalidData
        If vectors have different lengths, none of them 1.

    Examples
    --------
    >>> str_c(np.array(["a", None]), "-", [1, 2])
    array(['a-1', None], dtype=object)
    """
    vectors = [read(v) for v in values if v is not None]
    sizes = {len(v) for v in vectors} - {1}
    if len(sizes) > 1:
        raise InvalidData(f"Can't recycle strings of lengths {sorted(sizes)}.")
    size = sizes.pop() if sizes else 1 if vectors else 0
    strings: list[str | None] = []
    for n in range(size):
        cells = [text(v).data[n % len(v)] for v in vectors]
        strings.append(None if any(c is None for c in cells) else sep.join(cells))
    if collapse is not None:
        has_missing = any(t is None for t in strings)
        return pd.NA if has_missing else collapse.join(t for t in strings if t is not None)
    return to_python(replace(characters(strings), single=all(v.single for v in vectors)))


def str_flatten(
    x: Any, collapse: str = "", last: str | None = None, *, na_rm: bool = False,
    serial: bool = False,
) -> Any:  # fmt: skip
    """Return stringr's ``str_flatten(x)``: all elements as one string; NA if one is missing.

    With ``serial``, two elements have no comma before ``last``, as in ``str_flatten_comma()``.

    Examples
    --------
    >>> str_flatten(["a", "b", "c"], ", ", last=" and ")
    'a, b and c'
    """
    strings = [v for v in text(read(x)).data if not (na_rm and v is None)]
    if any(v is None for v in strings):
        return pd.NA
    if last is None or len(strings) < 2:
        return collapse.join(strings)
    if serial and len(strings) == 2:
        last = last.removeprefix(",")
    return collapse.join(strings[:-1]) + last + strings[-1]


def str_replace(x: Any, pattern: Any, new: Any, *, every: bool = False) -> Any:
    """Return ``str_replace(x, pattern, new)`` with patterns and replacements for each string.

    With ``every``, all matches are replaced, as by ``str_replace_all()``.

    Examples:
        >>> str_replace(["apple", "pear"], ["a", "p"], ["1", "2"])
        array(['1pple', '2ear'], dtype=object)
    """
    return _replaced_each(x, pattern, new, every=every)


@recycles
def _replaced_each(x: Any, pattern: str, new: Any, *, every: bool) -> Any:
    return (gsub if every else sub)(pattern, new, x)


@recycles
def str_count(x: Any, pattern: str = "") -> Any:
    """Return stringr's ``str_count(x, pattern)``: the number of matches in each string.

    Examples
    --------
    >>> str_count(np.array(["banana", None]), "an")
    array([ 2., nan])
    """
    expression = compiled(pattern)
    return numbers_of_strings(x, lambda v: float(len(expression.findall(v)) if pattern else len(v)))


def str_dup(x: Any, times: Any) -> Any:
    """Return stringr's ``str_dup(x, times)``: strings repeated.

    Examples
    --------
    >>> str_dup("ab", [1, 2])
    array(['ab', 'abab'], dtype=object)
    """
    vector, counts = read(x), read(times)
    size = max(len(vector), len(counts))
    cells, number = text(vector).data, numeric(counts).data
    strings = [None if (v := cells[n % len(cells)]) is None else v * int(number[n % len(number)])
               for n in range(size)]  # fmt: skip
    return to_python(replace(characters(strings), single=vector.single and counts.single))


def str_which(x: Any, pattern: str, *, negate: bool = False) -> np.ndarray:
    """Return stringr's ``str_which(x, pattern)``: the positions of strings that match.

    Examples
    --------
    >>> str_which(["apple", "kiwi", "pear"], "p")
    array([1, 3])
    """
    hits = read(detect(x, pattern, negate=negate)).data
    return np.flatnonzero(hits == 1) + 1


def str_subset(x: Any, pattern: str, *, negate: bool = False) -> Any:
    """Return stringr's ``str_subset(x, pattern)``: the strings that match.

    Examples
    --------
    >>> str_subset(["apple", "kiwi", "pear"], "p")
    array(['apple', 'pear'], dtype=object)
    """
    return to_python(text(read(x)).plain().take(str_which(x, pattern, negate=negate) - 1.0))


@recycles
def str_locate(x: Any, pattern: str) -> Any:
    """Return stringr's ``str_locate(x, pattern)``: start and end of the first match, from 1.

    Examples
    --------
    >>> str_locate(["banana"], "an").to_numpy().tolist()
    [[2, 3]]
    """
    matches = [None if v is None else compiled(pattern).search(v) for v in text(read(x)).data]
    columns = {
        "start": [np.nan if m is None else m.start() + 1 for m in matches],
        "end": [np.nan if m is None else m.end() for m in matches],
    }
    cells = np.column_stack([to_python(numbers(v, whole=True)) for v in columns.values()])
    return matrix_of(cells, None, list(columns))


def str_wrap(x: Any, width: int = 80, indent: int = 0, exdent: int = 0) -> Any:
    r"""Return stringr's ``str_wrap(x, width)``: lines that are shorter than a width.

    Lines break between words, so that their lengths differ as little as possible.

    Examples
    --------
    >>> str_wrap("one two three", 8)
    'one two\nthree'
    """
    return map_strings(x, lambda v: _wrapped(v, int(width), indent, exdent))


def _wrapped(paragraph: str, width: int, indent: int, exdent: int) -> str:
    """Break a paragraph so that the sum of the squared lengths of trailing blanks is smallest."""
    words = paragraph.split()
    if not words:
        return ""
    count = len(words)
    best = [0.0] + [np.inf] * count
    start = [0] * (count + 1)
    for last in range(1, count + 1):
        for first in range(last - 1, -1, -1):
            pad = indent if first == 0 else exdent
            size = pad + sum(map(len, words[first:last])) + last - first - 1
            is_one_word = last - first == 1
            if size >= width and not is_one_word:
                break
            free = max(width - 1 - size, 0)
            price = 0.0 if last == count else float(free) ** 2
            if best[first] + price < best[last]:
                best[last], start[last] = best[first] + price, first
    lines, at = [], count
    while at:
        lines.append(words[start[at] : at])
        at = start[at]
    texts = [" ".join(line) for line in reversed(lines)]
    return "\n".join(" " * (exdent if n else indent) + t for n, t in enumerate(texts))


@recycles
@takes_single_numbers
def str_trunc(x: Any, width: int, side: str = "right", ellipsis: str = "...") -> Any:
    """Return stringr's ``str_trunc(x, width)``: strings cut to a width, with an ellipsis.

    Examples
    --------
    >>> str_trunc("a long text", 6)
    'a l...'
    """
    room = int(width) - len(ellipsis)
    if room < 0:
        raise InvalidArgument(f"'width' ({width}) is shorter than 'ellipsis'.")
    head_width = int(np.ceil(room / 2))

    def shortened(v: str) -> str:
        if len(v) <= width:
            return v
        if side == "left":
            return ellipsis + v[len(v) - room :]
        if side == "center":
            return v[:head_width] + ellipsis + v[len(v) - (room - head_width) :]
        return v[:room] + ellipsis

    return map_strings(x, shortened)


def str_sort(x: Any, *, decreasing: bool = False, numeric: bool = False) -> Any:
    """Return stringr's ``str_sort(x)``; with ``numeric``, numbers in the strings count as numbers.

    Examples
    --------
    >>> str_sort(["x10", "x2"], numeric=True)
    array(['x2', 'x10'], dtype=object)
    """
    cells = text(read(x)).data
    strings = [v for v in cells if v is not None]
    strings.sort(key=_numeric_key if numeric else collation_key, reverse=decreasing)
    return to_python(characters([*strings, *(v for v in cells if v is None)]))


def _numeric_key(string: str) -> list[Any]:
    pieces = re.split(r"(\d+)", string)
    return [(1, int(p), ()) if n % 2 else (0, 0, collation_key(p)) for n, p in enumerate(pieces)]


@recycles
def word(x: Any, start: int = 1, end: int | None = None, sep: str = " ") -> Any:
    """Return stringr's ``word(x, start, end)``: the words at positions in each string.

    Negative positions count from the end.

    Examples
    --------
    >>> word("the quick fox", -1)
    'fox'
    """

    def words_of(v: str) -> str | None:
        pieces = compiled(sep).split(v)
        first = start - 1 if start > 0 else len(pieces) + start
        last = first + 1 if end is None else end if end > 0 else len(pieces) + end + 1
        if not 0 <= first < last <= len(pieces):
            return None
        # The text between the words is that of the string.
        ends = [0, *(m.end() for m in compiled(sep).finditer(v))]
        starts = [*(m.start() for m in compiled(sep).finditer(v)), len(v)]
        return v[ends[first] : starts[last - 1]]

    return map_strings(x, words_of)
