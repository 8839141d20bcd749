"""Functions that take functions or nested lists: purrr's verbs and their base R counterparts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import element
from pybrms_mix.r.lists.applying import handed, items, kept, simplified
from pybrms_mix.r.values.own_attributes import carrying
from pybrms_mix.r.values.r_vectors import NUMBER, read
from pybrms_mix.r.values.tibbles import of_rows
from pybrms_mix.r.vectors.combinations import crossing_of
from pybrms_mix.r.vectors.logic import all_, any_, truth
from pybrms_mix.r.vectors.vectors import named_list

__all__ = [
    "accumulate", "as_list", "compacted", "compose", "crossed", "discarded", "dots", "elements_at",
    "every", "found_first", "modified", "pluck", "position_of", "possibly", "safely",
    "sequential", "some", "switched", "switched_at", "turned",
]  # fmt: skip


def safely(function: Callable[..., Any], otherwise: Any = None) -> Callable[..., dict[str, Any]]:
    """Return purrr's ``safely(f)``: a function whose value holds the result and the error.

    Examples
    --------
    >>> safely(lambda x: 1 / x)(2)
    {'result': 0.5, 'error': None}
    """

    def tried(*arguments: Any, **keywords: Any) -> dict[str, Any]:
        try:
            return {"result": function(*arguments, **keywords), "error": None}
        except Exception as error:
            return {"result": otherwise, "error": error}

    return tried


def possibly(function: Callable[..., Any], otherwise: Any = None) -> Callable[..., Any]:
    """Return purrr's ``possibly(f, otherwise)``: a function that returns ``otherwise`` on errors.

    Examples
    --------
    >>> possibly(lambda x: 1 / x, "none")(0)
    'none'
    """

    def tried(*arguments: Any, **keywords: Any) -> Any:
        try:
            return function(*arguments, **keywords)
        except Exception:
            return otherwise

    return tried


def compose(*functions: Callable[..., Any], backward: bool = True) -> Callable[..., Any]:
    """Return purrr's ``compose(f, g)``: the function that calls ``g``, then ``f``.

    Examples
    --------
    >>> compose(lambda x: x * 10, lambda x: x + 1)(1)
    20
    """
    order = list(reversed(functions)) if backward else list(functions)

    def composition(*arguments: Any, **keywords: Any) -> Any:
        value = order[0](*arguments, **keywords)
        return functools.reduce(lambda x, f: f(x), order[1:], value)

    return composition


def accumulate(x: Any, function: Callable[[Any, Any], Any], init: Any = None) -> Any:
    """Return purrr's ``accumulate(x, f)``: the intermediate values of ``reduce(x, f)``.

    Examples
    --------
    >>> accumulate([1, 2, 3], lambda a, b: a + b)
    array([1, 3, 6])
    """
    elements = items(x) if init is None else [init, *items(x)]
    values = elements[:1]
    for next_element in elements[1:]:
        values.append(function(values[-1], next_element))
    single = all(np.ndim(v) == 0 and not isinstance(v, dict) for v in values)
    return simplified(values) if single else values


def discarded(function: Callable[[Any], Any], x: Any) -> Any:
    """Return purrr's ``discard(x, f)``: the elements for which a function is false.

    Examples
    --------
    >>> discarded(lambda v: v > 1, [1, 2, 3])
    array([1])
    """
    return kept(lambda v: not truth(function(v)), x)


def compacted(x: Any) -> Any:
    """Return purrr's ``compact(x)``: a list without its empty elements.

    Examples
    --------
    >>> compacted({"a": 1, "b": None})
    {'a': 1}
    """
    return kept(lambda v: v is not None and len(read(v)) > 0, x)


def _place(x: Any, function: Callable[[Any], Any], *, right: bool) -> int | None:
    elements = items(x)
    order = range(len(elements) - 1, -1, -1) if right else range(len(elements))
    return next((n for n in order if truth(function(elements[n]))), None)


def found_first(x: Any, function: Callable[[Any], Any], *, right: bool = False) -> Any:
    """Return the first element for which a function is true, like ``Find()`` and ``detect()``.

    Examples
    --------
    >>> found_first([1, 5, 9], lambda v: v > 3)
    5
    """
    at = _place(x, function, right=right)
    return None if at is None else element(x, at + 1)


def position_of(
    x: Any, function: Callable[[Any], Any], otherwise: Any = None, *, right: bool = False
) -> Any:
    """Return the position, counted from 1, of the first element for which a function is true.

    Examples
    --------
    >>> position_of([1, 5, 9], lambda v: v > 3)
    2
    """
    at = _place(x, function, right=right)
    return otherwise if at is None else at + 1


def every(x: Any, function: Callable[[Any], Any]) -> Any:
    """Return whether a function is true for every element; NA if the result depends on an NA.

    Examples
    --------
    >>> every([1, 2], lambda v: v > 0)
    True
    """
    return all_(*(function(v) for v in items(x)))


def some(x: Any, function: Callable[[Any], Any]) -> Any:
    """Return whether a function is true for some element; NA if the result depends on an NA.

    Examples
    --------
    >>> some([1, 2], lambda v: v > 1)
    True
    """
    return any_(*(function(v) for v in items(x)))


def pluck(x: Any, *path: Any, default: Any = None) -> Any:
    """Return purrr's ``pluck(x, ...)``: the element at a path in nested lists, or a default.

    Examples
    --------
    >>> pluck({"a": [10, 20]}, "a", 2)
    20
    """
    for step in path:
        size = x.shape[1] if isinstance(x, pd.DataFrame) else len(read(x))
        if x is None or (not isinstance(step, str) and not 1 <= abs(int(step)) <= size):
            return default
        x = element(x, step if isinstance(step, str) or step > 0 else size + 1 + int(step))
    return default if x is None else x


def turned(x: Any) -> Any:
    """Return purrr's ``transpose(l)``: a list of lists whose two levels are exchanged.

    Examples
    --------
    >>> turned([{"m": 1, "s": 2}, {"m": 3, "s": 4}])
    {'m': [1, 3], 's': [2, 4]}
    """
    outer = read(x)
    first = items(outer.data[0]) if len(outer) else []
    names = read(outer.data[0]).names if len(outer) else None
    keys: Any = names or range(1, len(first) + 1)
    lists = []
    for key in keys:
        cells = [element(v, key) for v in outer.data]
        lists.append(cells if outer.names is None else dict(zip(outer.names, cells, strict=True)))
    return lists if names is None else dict(zip(names, lists, strict=True))


@carrying
def modified(x: Any, changes: Any) -> Any:
    """Return ``modifyList(x, changes)``: a list with elements replaced, added or removed.

    Examples
    --------
    >>> modified({"a": 1, "b": 2}, {"b": None, "c": 3})
    {'a': 1, 'c': 3}
    """
    elements = dict(x or {})
    for name, value in (changes or {}).items():
        if value is None:
            elements.pop(name, None)
        elif isinstance(value, dict) and isinstance(elements.get(name), dict):
            elements[name] = modified(elements[name], value)
        else:
            elements[name] = value
    return elements


def crossed(x: Any) -> pd.DataFrame:
    """Return purrr's ``cross_df(l)``: all combinations of the elements, the first one fastest.

    Examples
    --------
    >>> crossed({"a": [1, 2], "b": ["x", "y"]})["a"].tolist()
    [1, 2, 1, 2]
    """
    combinations = crossing_of(**dict(reversed(list(x.items()))))
    return combinations[list(x)]


def elements_at(x: Any, path: Any) -> Any:
    """Return purrr's ``map(l, list("a", 2))``: the part at a path within each element.

    Examples
    --------
    >>> elements_at([{"a": [1, 2]}, {"a": [3, 4]}], ["a", 2])
    [2, 4]
    """
    vector = read(x)
    steps = path if isinstance(path, list) else items(path)
    parts = [pluck(v, *steps) for v in items(x)]
    return named_list(parts, vector.names)


def sequential(**elements: Any) -> dict[str, Any]:
    """Return tibble's ``lst(...)``: a list whose elements may depend on the elements before.

    Examples
    --------
    >>> sequential(a=2, b=lambda before: before["a"] * 3)
    {'a': 2, 'b': 6}
    """
    values: dict[str, Any] = {}
    for name, value in elements.items():
        values[name] = value(values) if callable(value) else value
    return values


@of_rows
def as_list(x: Any) -> Any:
    """Return ``as.list(x)``: the elements of a vector, or the columns of a data frame.

    Examples
    --------
    >>> as_list({"a": 1})
    {'a': 1}
    """
    vector = read(x)
    return named_list(handed(x), vector.names)


def switched(
    x: Any, cases: dict[str, Callable[[], Any]], otherwise: Callable[[], Any] | None = None
) -> Any:
    """Return ``switch(x, ...)``: the value of the case named ``x``, or of the default case.

    A number selects a case by its place; the default case is the last one then.

    Raises
    ------
    InvalidData
        If ``x`` is neither one string nor one number.

    Examples
    --------
    >>> switched("b", {"a": lambda: 1, "b": lambda: 2})
    2
    """
    vector = read(x)
    if len(vector) == 1 and vector.kind == NUMBER:
        return switched_at(x, [*cases.values(), *([] if otherwise is None else [otherwise])])
    if len(vector) != 1 or vector.kind != "character":
        raise InvalidData("switch() needs a single string or number here.")
    case = cases.get(vector.data[0], otherwise)
    return None if case is None else case()


def switched_at(x: Any, cases: list[Callable[[], Any]]) -> Any:
    """Return ``switch(x, ...)`` of a number: the value of the case at this position.

    Parameters
    ----------
    x : int
        The position of the case, counted from 1.
    cases : list of callable
        The cases.

    Returns
    -------
    object
        The value of the case; None if there is no such case.

    Raises
    ------
    InvalidData
        If ``x`` is not one number.

    Examples
    --------
    >>> switched_at(2, [lambda: "one", lambda: "two"])
    'two'
    """
    vector = read(x)
    if len(vector) != 1 or vector.kind != NUMBER or vector.missing.any():
        raise InvalidData("switch() without names chooses by one number.")
    place = int(vector.data[0])
    return cases[place - 1]() if 1 <= place <= len(cases) else None


def dots(rest: tuple[Any, ...], more: dict[str, Any]) -> Any:
    """Return ``list(...)``: the further arguments of a function of the script.

    Parameters
    ----------
    rest : tuple
        The positional arguments.
    more : dict
        The keyword arguments.

    Returns
    -------
    list or dict
        The keyword arguments by name, or the positional arguments.

    Raises
    ------
    InvalidData
        If there are arguments of both kinds: a list here names all of its elements or none.

    Examples
    --------
    >>> dots((1, 2), {})
    [1, 2]
    """
    if rest and more:
        raise InvalidData("Either all arguments of '...' have names here, or none of them.")
    return dict(more) if more else list(rest)
