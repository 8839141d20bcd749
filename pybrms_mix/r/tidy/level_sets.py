"""The levels of factors made, joined, crossed, shifted and replaced, as in R's forcats."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    Vector,
    characters,
    numeric,
    read,
    text,
    to_python,
)
from pybrms_mix.r.vectors.factors import as_factor, factor, fct_relevel, with_levels

__all__ = [
    "fct", "fct_c", "fct_cross", "fct_drop", "fct_inseq", "fct_match", "fct_relevel_by",
    "fct_shift", "fct_unify", "lvls_expand", "lvls_reorder", "lvls_revalue", "lvls_union",
]  # fmt: skip


def _factor(x: Any) -> Vector:
    return read(as_factor(x))


def _strings(x: Any) -> list[str | None]:
    return list(text(read(x)).data)


def fct(x: Any, levels: Any = None, na: Any = None) -> Any:
    """Return forcats' ``fct(x)``: a factor with the levels in the order of the strings.

    Parameters
    ----------
    x : array_like of str
        The strings.
    levels : array_like of str, optional
        The levels.
    na : array_like of str, optional
        Strings that are missing values.

    Returns
    -------
    Categorical
        The factor.

    Raises
    ------
    InvalidData
        If the values are no strings, or a string is neither a level nor a missing value.

    Examples
    --------
    >>> fct(["b", "a"]).categories.tolist()
    ['b', 'a']
    """
    if read(x).kind != CHARACTER:
        raise InvalidData("`x` must be a character vector.")
    missing = set() if na is None else set(_strings(na))
    strings = [None if v in missing else v for v in _strings(x)]
    present = list(dict.fromkeys(v for v in strings if v is not None))
    names = present if levels is None else _strings(levels)
    unknown = [v for v in present if v not in names]
    if unknown:
        raise InvalidData(f"All values of `x` must appear in `levels` or `na`: not '{unknown[0]}'.")
    return factor(to_python(characters(strings)), to_python(characters(names)))


def fct_c(*factors: Any) -> Any:
    """Return forcats' ``fct_c(f, g)``: the elements of factors, with the levels of all.

    Examples
    --------
    >>> fct_c(as_factor(["a"]), as_factor(["b"])).tolist()
    ['a', 'b']
    """
    strings = [v for f in factors for v in _strings(f)]
    return factor(to_python(characters(strings)), lvls_union(list(factors)))


def fct_cross(*factors: Any, sep: str = ":", keep_empty: bool = False) -> Any:
    """Return forcats' ``fct_cross(f, g)``: a factor of the combinations of levels.

    Levels without elements are dropped unless ``keep_empty``.

    Examples
    --------
    >>> fct_cross(["x", "y"], ["p", "q"]).tolist()
    ['x:p', 'y:q']
    """
    columns = [_strings(f) for f in factors]
    strings = [
        None if None in row else sep.join(map(str, row)) for row in zip(*columns, strict=True)
    ]
    levels = [_factor(f).levels for f in factors]
    # The levels of the first factor vary fastest.
    names = [sep.join(reversed(row)) for row in itertools.product(*reversed(levels))]
    names = names if keep_empty else [n for n in names if n in strings]
    return factor(to_python(characters(strings)), to_python(characters(names)))


def fct_drop(x: Any, only: Any = None) -> Any:
    """Return forcats' ``fct_drop(f)``: a factor without its unused levels, or some of them.

    Examples
    --------
    >>> fct_drop(factor(["a"], ["a", "b", "c"]), only="b").categories.tolist()
    ['a', 'c']
    """
    vector = _factor(x)
    used_levels = {vector.levels[int(code)] for code in vector.data[~vector.missing]}
    droppable = set(vector.levels) if only is None else set(_strings(only))
    names = [v for v in vector.levels if v in used_levels or v not in droppable]
    return factor(to_python(vector), names, ordered=vector.ordered)


def fct_inseq(x: Any, ordered: bool | None = None) -> Any:
    """Return forcats' ``fct_inseq(f)``: a factor whose levels, which are numbers, ascend.

    Raises
    ------
    InvalidData
        If no level is a number.

    Examples
    --------
    >>> fct_inseq(factor(["2", "10"])).categories.tolist()
    ['2', '10']
    """
    vector = _factor(x)
    keys = numeric(read(to_python(characters(vector.levels)))).data
    if np.isnan(keys).all():
        raise InvalidData("At least one existing level must be coercible to numeric.")
    names = [vector.levels[n] for n in np.argsort(keys, kind="stable")]
    return factor(to_python(vector), names, ordered=vector.ordered if ordered is None else ordered)


def fct_match(x: Any, levels: Any) -> np.ndarray:
    """Return forcats' ``fct_match(f, "a")``: whether each element has one of the levels.

    Raises
    ------
    InvalidData
        If the factor has no such level.

    Examples
    --------
    >>> fct_match(["a", "b"], "a").tolist()
    [True, False]
    """
    vector, names = _factor(x), _strings(levels)
    absent = [n for n in names if n not in vector.levels]
    if absent:
        raise InvalidData(f"All `lvls` must be present in `f`: '{absent[0]}' is not.")
    return np.array([v in names for v in _strings(x)])


def fct_relevel_by(x: Any, function: Callable[[Any], Any], after: float = 0) -> Any:
    """Return ``fct_relevel(f, sort)``: levels moved to the front by a function of all levels.

    Examples
    --------
    >>> fct_relevel_by(["a", "b"], lambda levels: levels[::-1]).categories.tolist()
    ['b', 'a']
    """
    return fct_relevel(x, function(to_python(characters(_factor(x).levels))), after=after)


def fct_shift(x: Any, n: int = 1) -> Any:
    """Return forcats' ``fct_shift(f, n)``: levels moved to the left, the first ones to the end.

    Examples
    --------
    >>> fct_shift(["a", "b", "c"]).categories.tolist()
    ['b', 'c', 'a']
    """
    vector = _factor(x)
    names = [vector.levels[(k + int(n)) % len(vector.levels)] for k in range(len(vector.levels))]
    return factor(to_python(vector), names, ordered=vector.ordered)


def fct_unify(factors: Sequence[Any], levels: Any = None) -> list[Any]:
    """Return forcats' ``fct_unify(l)``: factors that share their levels.

    Examples
    --------
    >>> [f.categories.tolist() for f in fct_unify([["a"], ["b"]])]
    [['a', 'b'], ['a', 'b']]
    """
    names = lvls_union(factors) if levels is None else levels
    return [factor(to_python(characters(_strings(f))), names) for f in factors]


def lvls_union(factors: Sequence[Any]) -> Any:
    """Return forcats' ``lvls_union(l)``: the levels of all factors, in their order.

    Examples
    --------
    >>> list(lvls_union([["a", "b"], ["c", "b"]]))
    ['a', 'b', 'c']
    """
    names = dict.fromkeys(level for f in factors for level in _factor(f).levels)
    return to_python(characters(names))


def lvls_reorder(x: Any, idx: Any, ordered: bool | None = None) -> Any:
    """Return forcats' ``lvls_reorder(f, idx)``: levels in the order of their positions, from 1.

    Raises
    ------
    InvalidData
        If a position is missing, or occurs twice.

    Examples
    --------
    >>> lvls_reorder(["a", "b"], [2, 1]).categories.tolist()
    ['b', 'a']
    """
    vector = _factor(x)
    places = numeric(read(idx)).data.astype(int) - 1
    if sorted(places) != list(range(len(vector.levels))):
        raise InvalidData("`idx` must contain one integer for each level of `f`.")
    names = [vector.levels[n] for n in places]
    return factor(to_python(vector), names, ordered=vector.ordered if ordered is None else ordered)


def lvls_revalue(x: Any, new_levels: Any) -> Any:
    """Return forcats' ``lvls_revalue(f, new)``: a factor with other names of its levels.

    Raises
    ------
    InvalidData
        If there is not one name for each level.

    Examples
    --------
    >>> lvls_revalue(["a", "b"], ["x", "y"]).tolist()
    ['x', 'y']
    """
    vector = _factor(x)
    if len(_strings(new_levels)) != len(vector.levels):
        raise InvalidData("`new_levels` must have one name for each level of `f`.")
    return with_levels(to_python(vector), new_levels)


def lvls_expand(x: Any, new_levels: Any) -> Any:
    """Return forcats' ``lvls_expand(f, new)``: a factor with the levels ``new``.

    Raises
    ------
    InvalidData
        If a level of the factor is not among them.

    Examples
    --------
    >>> lvls_expand(["a"], ["b", "a"]).categories.tolist()
    ['b', 'a']
    """
    vector, names = _factor(x), _strings(new_levels)
    absent = [v for v in vector.levels if v not in names]
    if absent:
        raise InvalidData(f"`new_levels` must include all existing levels: '{absent[0]}'.")
    return factor(to_python(vector), names, ordered=vector.ordered)
