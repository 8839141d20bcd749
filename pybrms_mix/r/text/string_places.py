"""Places of matches in strings, for all matches: ``str_locate_all()``, ``str_match_all()``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import read, text

__all__ = ["invert_match", "str_locate_all", "str_match_all", "with_string_part"]

_COLUMNS = ["start", "end"]


@recycles
def str_locate_all(x: Any, pattern: str) -> list[Any]:
    """Return stringr's ``str_locate_all(x, pattern)``: starts and ends of all matches.

    Parameters
    ----------
    x : array_like of str
        The strings.
    pattern : str or array_like of str
        Regular expressions; several are recycled.

    Returns
    -------
    list of NamedMatrix
        A matrix of shape (matches, 2) for each string. A missing string has one row of NaN.

    Examples
    --------
    >>> str_locate_all("banana", "an")[0].to_numpy().tolist()
    [[2, 3], [4, 5]]
    """
    expression = compiled(pattern or "(?s:.)")  # no pattern matches each character
    places = [
        [[np.nan, np.nan]] if v is None else
        [[m.start() + 1, m.end()] for m in expression.finditer(v)]
        for v in text(read(x)).data
    ]  # fmt: skip
    return [_places(rows) for rows in places]


def _places(rows: Sequence[Sequence[float]]) -> Any:
    return matrix_of(np.array(rows).reshape(-1, 2), None, _COLUMNS)


@recycles
def str_match_all(x: Any, pattern: str) -> list[Any]:
    """Return stringr's ``str_match_all(x, pattern)``: all matches with their groups.

    Parameters
    ----------
    x, pattern
        As in ``str_locate_all()``.

    Returns
    -------
    list of ndarray or NamedMatrix
        A matrix of shape (matches, 1 + groups) for each string, with the names of the groups.

    Examples
    --------
    >>> str_match_all("a1b2", "([a-z])([0-9])")[0].tolist()
    [['a1', 'a', '1'], ['b2', 'b', '2']]
    """
    expression = compiled(pattern)
    width = expression.groups + 1
    matrices = []
    for v in text(read(x)).data:
        rows = [[None] * width] if v is None else [
            [m[0], *m.groups()] for m in expression.finditer(v)
        ]  # fmt: skip
        cells = np.empty((len(rows), width), dtype=object)
        cells[:] = np.array(rows, dtype=object).reshape(-1, width)
        matrices.append(with_group_names(cells, expression.groupindex))
    return matrices


def with_group_names(cells: np.ndarray, places: Any) -> Any:
    """Return a matrix of matches with the names of the groups; the others have the name ""."""
    names = [""] * cells.shape[1]
    for name, place in places.items():
        names[place] = name
    return matrix_of(cells, None, names) if places else cells


def invert_match(loc: Any) -> Any:
    """Return stringr's ``invert_match(loc)``: the places between matches.

    Parameters
    ----------
    loc : NamedMatrix
        Starts and ends, as one element of ``str_locate_all()``.

    Returns
    -------
    NamedMatrix
        Starts and ends. The last end is -1, the end of the string.

    Examples
    --------
    >>> invert_match(str_locate_all("1a22b", "[0-9]+")[0]).to_numpy().tolist()
    [[0, 0], [2, 2], [5, -1]]
    """
    cells = np.asarray(loc, dtype=int)
    starts = [0, *(cells[:, 1] + 1)]
    ends = [*(cells[:, 0] - 1), -1]
    return matrix_of(np.column_stack([starts, ends]), None, _COLUMNS)


@recycles
def _with_part(x: Any, start: float, end: float, to: str | None) -> Any:
    strings: list[str | None] = []
    for v in text(read(x)).data:
        if v is None or to is None:
            strings.append(None)
            continue
        first = int(start) if start >= 0 else len(v) + int(start) + 1
        last = int(end) if end >= 0 else len(v) + int(end) + 1
        first = max(first, 1)
        strings.append(v[: first - 1] + to + v[max(last, first - 1) :])
    return strings[0] if len(strings) == 1 else np.array(strings, dtype=object)


def with_string_part(x: Any, start: Any = 1, end: Any = -1, *, to: Any) -> Any:
    """Return strings after ``str_sub(x, start, end) <- to``; the part may change its length.

    Parameters
    ----------
    x : array_like of str
        The strings.
    start, end : int or array_like of int
        The first and the last character; negative numbers count from the end.
    to : str or array_like of str
        The new parts.

    Returns
    -------
    str or ndarray
        The strings.

    Examples
    --------
    >>> with_string_part("hello", 1, 1, to="XY")
    'XYello'
    """
    return _with_part(x, start, end, to)
