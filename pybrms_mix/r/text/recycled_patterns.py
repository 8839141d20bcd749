"""Functions of strings that recycle their patterns and numbers, as those of stringr do."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.r_vectors import characters, logicals, numbers, read, text, to_python

F = TypeVar("F", bound=Callable[..., Any])


def recycles(function: F) -> F:
    """Let a function of strings take vectors as its further positional arguments.

    ``function(x, pattern, ...)`` takes the strings ``x`` and single arguments. The result calls it
    once if all further arguments are single, and else once for each element of the longest vector.

    Raises:
        InvalidData: from the result, if vectors have different lengths, none of them 1.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def of_vectors(*arguments: Any, **named: Any) -> Any:
        bound = signature.bind(*arguments, **named)
        bound.apply_defaults()
        (x, *settings), options = bound.args, bound.kwargs
        if all(s is None or np.ndim(s) == 0 for s in settings):
            return function(x, *settings, **options)
        strings = text(read(x)).data
        columns = [[None] if s is None else _elements(s) for s in settings]
        if all(len(column) == 1 for column in columns):
            return function(x, *(column[0] for column in columns), **options)
        sizes = {len(strings), *map(len, columns)} - {1}
        if len(sizes) > 1:
            raise InvalidData(f"Can't recycle strings and patterns of lengths {sorted(sizes)}.")
        count = sizes.pop()
        rows = [[column[n % len(column)] for column in columns] for n in range(count)]
        return _joined(
            [function(strings[n % len(strings)], *row, **options) for n, row in enumerate(rows)]
        )

    return cast("F", of_vectors)


def _elements(setting: Any) -> list[Any]:
    vector = read(setting)
    if vector.kind == "character":
        return list(text(vector).data)
    return [int(n) if float(n).is_integer() else float(n) for n in vector.data]


def _joined(results: list[Any]) -> Any:
    """Return the results of single strings as a list, a matrix or a vector."""
    if all(isinstance(result, list) for result in results):
        return [element for result in results for element in result]
    if all(np.ndim(result) == 2 for result in results):
        cells = np.vstack([np.asarray(result) for result in results])
        return matrix_of(cells, None, axes_of(results[0])[1])
    vectors = [read(result) for result in results]
    elements = [element for vector in vectors for element in vector.data]
    kinds = {vector.kind for vector in vectors}
    if "character" in kinds:
        return to_python(characters(elements))
    if kinds == {"logical"}:
        return to_python(logicals(elements))
    return to_python(numbers(elements, whole=all(v.whole for v in vectors)))
