"""R functions that call a function repeatedly: ``sapply()`` and similar functions."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_cols, bind_rows
from pybrms_mix.r.frames.frames import as_tibble
from pybrms_mix.r.text.strings import paste
from pybrms_mix.r.values.list_cells import is_plain_list, side_by_side
from pybrms_mix.r.values.named_matrix import is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    as_kind,
    common,
    listed,
    read,
    to_python,
    truths,
    undated,
    vector_of,
)
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.tibbles import keeps_groups, ungrouped
from pybrms_mix.r.vectors.vectors import joined
from pybrms_mix.r.vectors.vectors import named as with_own_names
from pybrms_mix.r.vectors.vectors import named_list as with_names

__all__ = [
    "bound", "items", "kept", "lapply", "looped", "map_frames",
    "map_several", "mapply", "named_list", "reduce", "replicate", "sapply", "stop", "walk",
]  # fmt: skip


def looped(x: Any) -> list[Any]:
    """Return the elements that a loop iterates over; it hands out the numbers of dates.

    Examples
    --------
    >>> [int(day) for day in looped(np.array(["1970-01-03"], dtype="datetime64[D]"))]
    [2]
    """
    if x is None or is_frame(x) or isinstance(x, dict | list) or not read(x).date:
        return items(x)
    return items(to_python(undated(read(x)).plain()))


def items(x: Any) -> list[Any]:
    """Return the elements that R's loops iterate over: a data frame's columns, none for NULL.

    Examples:
        >>> items({"a": 1, "b": [2, 3]})
        [1, [2, 3]]
    """
    if x is None:
        return []
    if is_frame(x):
        return [x.iloc[:, n] for n in range(x.shape[1])]
    if isinstance(x, dict):
        return list(x.values())
    vector = read(x)
    if vector.kind == LIST:
        return list(vector.data)
    if vector.kind == CHARACTER:
        return [pd.NA if v is None else v for v in vector.data]
    plain = to_python(vector.plain())
    return (
        list(plain)
        if len(vector) != 1 or (hasattr(plain, "__len__") and not isinstance(plain, str))
        else [plain]
    )


def handed(x: Any) -> list[Any]:
    """Return the elements that R's loops hand to a function: those of a factor are factors."""
    if x is None or is_frame(x) or isinstance(x, dict) or read(x).kind != FACTOR:
        return items(x)
    vector = read(x).plain()
    return [to_python(vector.take(np.array([float(n)]))) for n in range(len(vector))]


def _label(x: Any) -> tuple[str, ...] | None:
    return None if x is None else read(x).names


def lapply(x: Any, function: Callable[..., Any], *more: Any, **named: Any) -> Any:
    """Apply a function to each element; return a list with the names of the elements."""
    names = _label(x)
    values = [function(v, *more, **named) for v in handed(x)]
    return with_names(values, names)


def _own_texts(x: Any) -> tuple[str, ...]:
    """Return strings as the names of results; "<NA>" stands for a missing name."""
    return tuple("<NA>" if v is None else str(v) for v in read(x).data)


def sapply(
    x: Any, function: Callable[..., Any], *more: Any, use_names: bool | str = True,
    simplify: bool = True, **named: Any,
) -> Any:  # fmt: skip
    """Apply a function to each element; return a vector, or a matrix with one column per element.

    The result is a vector if each value of the function is a single value. Strings in ``x`` become
    the names of the result, as in R, unless ``use_names`` is "own" or False. Without ``simplify``
    the result is a list.

    Examples:
        >>> sapply([1, 2], lambda v: v * 10)
        array([10, 20])
        >>> sapply([1, 2], lambda v: [v, 0]).tolist()
        [[1, 2], [0, 0]]
    """
    values = [function(v, *more, **named) for v in handed(x)]
    names = _label(x)
    if names is None and use_names is True and x is not None and read(x).kind == CHARACTER:
        names = _own_texts(x)
    if not simplify:
        return with_names(values, names if use_names else None)
    return simplified(values, names if use_names else None)


def simplified(found: list[Any], names: tuple[str, ...] | None = None) -> Any:
    """Convert a list into a vector or a matrix if all elements have the same length."""
    if not found:
        return []
    if all(map(is_plain_list, found)):
        joined_lists = side_by_side(found, names)
        return with_names(found, names) if joined_lists is None else joined_lists
    if any(callable(v) or isinstance(v, (dict, pd.DataFrame)) or _foreign(v) for v in found):
        return with_names(found, names)
    # R's unlist() drops the class of dates
    vectors = [undated(v) if v.date else v for v in map(read, found)]
    sizes = {len(v) for v in vectors}
    if sizes == {0}:
        return with_names(found, names)
    if sizes == {1} and all(v.kind == FACTOR for v in vectors):
        return joined(list(zip(names or [None] * len(found), found, strict=True)))
    if sizes == {1} and not any(v.kind == LIST for v in vectors):
        vector = vector_of(
            [
                to_python(v.plain())[0]
                if hasattr(to_python(v.plain()), "__len__")
                else to_python(v)
                for v in vectors
            ]
        )
        inner = [v.names[0] if v.names else "" for v in vectors]
        if names is None and any(inner):
            names = tuple(inner)
        elif names is not None and any(inner):
            names = tuple(f"{a}.{b}" if b else a for a, b in zip(names, inner, strict=True))
        return (
            with_own_names(to_python(vector), list(names))
            if names is not None
            else to_python(vector)
        )
    if len(sizes) == 1 and not any(v.kind == LIST for v in vectors):
        kind = common(vectors)
        vectors = [as_kind(v, kind) for v in vectors]
        array = np.column_stack([np.asarray(to_python(v.plain())) for v in vectors])
        return matrix_of(array, vectors[0].names, names)
    return with_names(found, names)


def _foreign(value: Any) -> bool:
    known_types = (bool, int, float, str, np.ndarray, np.generic, list, tuple, pd.Series, pd.Index)
    return value is not None and value is not pd.NA and not isinstance(
        value, (*known_types, pd.api.extensions.ExtensionArray)
    )  # fmt: skip


def _zipped(vectors: dict[str, Any] | list[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    names = list(vectors) if isinstance(vectors, dict) else [""] * len(vectors)
    lists = [handed(v) for v in (vectors.values() if isinstance(vectors, dict) else vectors)]
    size = 0 if any(not v for v in lists) else max(map(len, lists), default=0)
    return names, [tuple(v[n % len(v)] for v in lists) for n in range(size)]


def map_several(
    function: Callable[..., Any], *vectors: Any, use_names: bool | str = True, **named: Any
) -> Any:
    """Return ``Map(f, x, y, ...)``: a list of the function's values for parallel elements."""
    names, cells = _zipped([*vectors, *named.values()])
    del names
    count = len(vectors)
    values = [
        function(*cell[:count], **dict(zip(named, cell[count:], strict=True))) for cell in cells
    ]
    own_names = _own_names(vectors, named, use_names)
    return with_names(
        values, own_names if own_names is not None and len(own_names) == len(values) else None
    )


def _own_names(
    vectors: tuple[Any, ...], keywords: dict[str, Any], use_names: bool | str
) -> tuple[str, ...] | None:
    """Return the names of the first vector, or its strings, which name the result."""
    first = vectors[0] if vectors else next(iter(keywords.values()), None)
    names = _label(first)
    if names is None and use_names is True and first is not None and read(first).kind == CHARACTER:
        names = _own_texts(first)
    return names


def mapply(
    function: Callable[..., Any], *vectors: Any, use_names: bool | str = True, **named: Any
) -> Any:
    """Return ``mapply(f, x, y, ...)``: the values of ``Map()`` as a vector or matrix."""
    values = map_several(function, *vectors, use_names=use_names, **named)
    cells = list(values.values()) if isinstance(values, dict) else values
    names = _own_names(vectors, named, use_names)
    return simplified(cells, names if names is not None and len(names) == len(cells) else None)


def walk(x: Any, function: Callable[[Any], Any]) -> Any:
    """Call a function for each element; return the elements (``walk()``)."""
    for element in handed(x):
        function(element)
    return x


def map_frames(
    x: Any, function: Callable[..., Any], *, columns: bool = False, id: str | None = None
) -> Any:
    """Return ``map_dfr()``, or ``map_dfc()`` if ``columns``: data frames bound by row or column."""
    return bound(lapply(x, function), columns=columns, id=id)


def bound(values: Any, *, columns: bool = False, id: str | None = None) -> Any:
    """Return a list of data frames as one, bound by row or, if ``columns``, by column.

    Examples
    --------
    >>> list(bound({"a": [1, 2], "b": [3, 4]}, columns=True))
    ['a', 'b']
    """
    if columns and isinstance(values, dict):
        # the name of an element names the column of a vector, but not those of a data frame
        return bind_cols(*(pd.DataFrame({str(n): read(v).data}) if _is_vector(v) else _table(v)
                           for n, v in values.items()))  # fmt: skip
    if columns:
        return bind_cols(*map(_table, values))
    return bind_rows(values, id=id)


def _is_vector(value: Any) -> bool:
    return not is_frame(value) and not isinstance(value, dict)


def _table(value: Any) -> pd.DataFrame:
    """Return an element as a table; a list becomes a tibble."""
    return value if is_frame(value) else as_tibble(value)


def reduce(
    function: Callable[[Any, Any], Any], x: Any, start: Any = None, *, accumulate: bool = False,
    right: bool = False,
) -> Any:  # fmt: skip
    """Combine the elements by a function of two arguments (``Reduce()``).

    The elements are combined from left to right, or from right to left if ``right``.
    """
    elements = items(x)
    if not elements:
        return start
    if right:
        elements, from_left = elements[::-1], function

        def function(result: Any, element: Any) -> Any:
            return from_left(element, result)

    if accumulate:
        values = list(itertools.accumulate(elements, function, initial=start))
        values = values[::-1] if right else values
        # R makes no matrix of vectors here
        is_vector = all(not callable(v) and not is_frame(v) and len(read(v)) == 1 for v in values)
        return simplified(values) if is_vector else values
    return (
        functools.reduce(function, elements)
        if start is None
        else functools.reduce(function, elements, start)
    )


@keeps_groups
def _rows_kept(x: Any, at: list[int]) -> Any:
    return x.iloc[:, at]


def kept(function: Callable[[Any], Any], x: Any) -> Any:
    """Return ``Filter(f, x)``: the elements or columns for which a function is true, and not NA."""
    vector = read(x)
    at = [n for n, v in enumerate(handed(x)) if truths(read(function(v))).data[0] == 1]
    if is_frame(ungrouped(x)):
        return _rows_kept(x, at)
    return to_python(vector.take(np.array(at, dtype=float)))


@takes_single_numbers
def replicate(n: int, function: Callable[[], Any], *, simplify: bool = True) -> Any:
    """Call a function ``n`` times; return its values (``replicate()``)."""
    values = [function() for _ in range(int(n))]
    return simplified(values) if simplify else values


def named_list(names: list[str], values: list[Any]) -> Any:
    """Return a list with names."""
    return to_python(listed(values, names))


def stop(*words: Any) -> Any:
    """Raise an error whose message is the concatenation of ``words``, as ``stop("...")``.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError(paste(*words, sep="", collapse=""))
