"""Functions of base R that replace, drop or find parts of vectors and matrices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import subset
from pybrms_mix.r.text.strings import substr
from pybrms_mix.r.values.named_matrix import axes_of, is_matrix, is_of_counts, matrix_of
from pybrms_mix.r.values.own_classes import Classed, ClassedVector
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    Vector,
    characters,
    numbers,
    numeric,
    read,
    recycled,
    text,
    to_python,
    truths,
    undated,
)
from pybrms_mix.r.values.sorting import rank

__all__ = [
    "code_points", "drop", "from_code_points", "row_ranks", "spelt_na", "substrings",
    "trimmed", "unclass", "which_cells", "with_substring",
]  # fmt: skip

# R's classes of horizontal and vertical blanks, and Python's class of both.
_BLANK = (r"[\h\v]", r"\s")


def drop(x: Any) -> Any:
    """Return ``drop(x)``: a matrix or an array without its axes of length one.

    Parameters
    ----------
    x : array_like
        An array, a matrix or a vector.

    Returns
    -------
    object
        For a matrix of one row or column, a vector with the names of the remaining axis. A larger
        matrix and a vector are returned as they are.

    Examples
    --------
    >>> drop(matrix_of(np.array([[1, 2]])))
    array([1, 2])
    """
    if isinstance(x, np.ndarray) and x.ndim > 2:
        return np.squeeze(x)
    return subset(x, ..., ...) if is_matrix(x) else x


def which_cells(x: Any) -> Any:
    """Return ``which(x, arr.ind = TRUE)``: the rows and columns of the true cells.

    Parameters
    ----------
    x : array_like
        A logical matrix.

    Returns
    -------
    NamedMatrix
        Shape (cells, 2), with the columns "row" and "col", counted from 1. A matrix with row names
        names the rows of the result.

    Raises
    ------
    InvalidData
        If the value is no matrix.

    Examples
    --------
    >>> which_cells(matrix_of(np.array([[False, True]]))).to_numpy().tolist()
    [[1, 2]]
    """
    if not is_matrix(x):
        raise InvalidData("which(arr.ind = TRUE) takes a matrix here.")
    cells = np.flatnonzero(truths(read(x)).data == 1)
    high = np.shape(x)[0]
    rows, columns = cells % high, cells // high
    names = axes_of(x)[0]
    labels = None if names is None else [names[k] for k in rows]
    return matrix_of(np.column_stack([rows, columns]) + 1, labels, ["row", "col"])


def with_substring(x: Any, start: Any, stop: Any = 1000000, *, to: Any) -> Any:
    """Return strings after ``substr(x, start, stop) <- to``: as many characters as there are.

    Parameters
    ----------
    x : array_like
        The strings.
    start, stop : int or array_like
        The first and the last position that is replaced, counted from 1.
    to : array_like
        The new text.

    Returns
    -------
    array_like
        The strings, each as long as before.

    Examples
    --------
    >>> with_substring("hello", 1, 1, to="J")
    'Jello'
    >>> with_substring("abc", 2, 3, to="Z")
    'aZc'
    """
    vector = text(read(x))
    size = len(vector)
    starts, stops = (recycled(read(v), size).data for v in (start, stop))
    new = recycled(text(read(to)), size).data
    new_texts: list[str | None] = []
    for value, first, last, insertion in zip(vector.data, starts, stops, new, strict=True):
        if value is None or insertion is None:
            new_texts.append(None)
            continue
        low = int(first) - 1
        count = max(0, min(len(insertion), int(last) - low, len(value) - low))
        new_texts.append(
            value[:low] + insertion[:count] + value[low + count :] if low >= 0 else value
        )
    return to_python(Vector(vector.kind, np.array(new_texts, dtype=object), vector.names,
                       single=vector.single))  # fmt: skip


def trimmed(x: Any, which: str = "both", whitespace: str = r"[ \t\r\n]") -> Any:
    r"""Return ``trimws(x, which, whitespace)``: strings without blanks at their ends.

    Parameters
    ----------
    x : array_like
        The strings.
    which : {"both", "left", "right"}, default "both"
        The ends.
    whitespace : str, default "[ \\t\\r\\n]"
        A regular expression for one character.

    Returns
    -------
    array_like
        The shorter strings.

    Raises
    ------
    InvalidArgument
        If ``which`` names no end.

    Examples
    --------
    >>> trimmed("..a.", whitespace="[.]")
    'a'
    """
    ends = [end for end in ("both", "left", "right") if end.startswith(which)]
    if len(ends) != 1:
        raise InvalidArgument("'arg' should be one of 'both', 'left', 'right'")
    (which,) = ends
    blanks = re.compile(f"(?:{whitespace.replace(*_BLANK)})+")
    vector = text(read(x))

    def cut(value: str) -> str:
        first = blanks.match(value) if which != "right" else None
        value = value[first.end() :] if first else value
        starts = [m.start() for m in blanks.finditer(value) if m.end() == len(value)]
        return value[: starts[-1]] if starts and which != "left" else value

    texts = np.array([None if v is None else cut(v) for v in vector.data], dtype=object)
    return to_python(Vector(vector.kind, texts, vector.names, single=vector.single))


def code_points(x: Any) -> Any:
    """Return ``utf8ToInt(x)``, the code point of each character of one string.

    Parameters
    ----------
    x : str
        The string.

    Returns
    -------
    ndarray
        The code points.

    Raises
    ------
    InvalidData
        If there are several strings.

    Examples
    --------
    >>> code_points("ab").tolist()
    [97, 98]
    """
    vector = text(read(x))
    if len(vector) != 1 or vector.data[0] is None:
        raise InvalidData("utf8ToInt() takes one string.")
    return to_python(numbers([ord(letter) for letter in vector.data[0]], whole=True))


def from_code_points(x: Any, *, multiple: bool = False) -> Any:
    """Return ``intToUtf8(x)``: one string of characters, or one string for each.

    Parameters
    ----------
    x : array_like
        Code points.
    multiple : bool, default False
        Whether each character is a string.

    Returns
    -------
    str or ndarray
        The text.

    Examples
    --------
    >>> from_code_points([104, 105])
    'hi'
    """
    letters = [chr(int(v)) for v in read(x).data]
    return to_python(characters(letters)) if multiple else "".join(letters)


def row_ranks(x: Any) -> Any:
    """Return dplyr's ``row_number(x)``: ranks in which ties keep their order, NA stays NA.

    Parameters
    ----------
    x : array_like
        A vector.

    Returns
    -------
    ndarray
        The ranks, from 1.

    Examples
    --------
    >>> row_ranks([3, 1, 3]).tolist()
    [2, 1, 3]
    """
    vector = read(x)
    rank_values = np.asarray(rank(x, "first"), dtype=float)
    return to_python(numbers(np.where(vector.missing, np.nan, rank_values), whole=True))


def unclass(x: Any) -> Any:
    """Return ``unclass(x)``: the codes of a factor, the days of dates; other values unchanged.

    Parameters
    ----------
    x : object
        A value.

    Returns
    -------
    object
        The value without its class.

    Examples
    --------
    >>> import pandas as pd
    >>> unclass(pd.Categorical(["b", "a"])).tolist()
    [2, 1]
    """
    if isinstance(x, Classed):
        return dict(x)
    if isinstance(x, ClassedVector):
        return x.vector
    if is_of_counts(x):
        plain = x.copy()
        plain.attrs.pop("counts")
        return plain
    if isinstance(x, (Mapping, pd.DataFrame)):
        return x
    vector = read(x)
    if vector.kind == FACTOR or vector.date:
        return to_python(undated(numeric(vector)))
    return x


def spelt_na(x: Any, replacement: str = "NA") -> Any:
    """Return ``str_replace_na(x)``: missing strings as text.

    Parameters
    ----------
    x : array_like
        The strings.
    replacement : str, default "NA"
        The text for a missing string.

    Returns
    -------
    array_like
        The strings, none of which is missing.

    Examples
    --------
    >>> spelt_na(np.array(["a", None])).tolist()
    ['a', 'NA']
    """
    vector = text(read(x))
    texts = [replacement if v is None else v for v in vector.data]
    return to_python(replace(vector, data=np.array(texts, dtype=object)))


def substrings(x: Any, first: Any, last: Any = 1000000) -> Any:
    """Return ``substring(x, first, last)``, for as many strings as the longest argument has.

    Parameters
    ----------
    x : array_like
        The strings.
    first, last : int or array_like
        The first and the last position, counted from 1.

    Returns
    -------
    str or ndarray
        The parts of the strings.

    Examples
    --------
    >>> substrings("abc", [1, 2], [2, 3]).tolist()
    ['ab', 'bc']
    """
    sizes = [len(read(v)) for v in (x, first, last)]
    if not min(sizes):
        return np.empty(0, dtype=object)
    size = max(sizes)
    return substr(to_python(replace(recycled(text(read(x)), size), single=size == 1)), first, last)
