"""Replace the values of vectors and the levels of factors by new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    characters,
    read,
    text,
    to_python,
    vector_of,
)
from pybrms_mix.r.vectors.factors import as_factor, factor, with_levels

__all__ = ["fct_recode", "mapvalues", "recode", "recode_factor"]


def recode(x: Any, /, *, default: Any = None, missing: Any = None, **names: Any) -> Any:
    """Replace values by new values: ``recode(x, old = new)``; other values are kept.

    In a factor, the levels are renamed and keep their order. ``default`` is the value for all
    others, and ``missing`` that for NA.
    """
    vector = read(x)
    if vector.kind == FACTOR:
        if missing is not None:
            raise InvalidArgument("`.missing` is not supported for factors")
        new_levels = [names.get(v, v if default is None else default) for v in vector.levels]
        return with_levels(x, new_levels)
    keys = text(vector).data
    old_values = to_python(replace(vector.plain(), single=False))
    if default is None and vector.kind != CHARACTER and _are_texts(names.values()):
        old_values = [None] * len(vector)  # numbers that are not replaced are no strings
    new_values = [
        missing if k is None else names.get(k, v if default is None else default)
        for k, v in zip(keys, old_values, strict=True)
    ]
    return to_python(replace(vector_of(new_values), single=vector.single))


def _are_texts(values: Iterable[Any]) -> bool:
    return any(isinstance(value, str) for value in values)


def recode_factor(
    x: Any, /, *, default: Any = None, missing: Any = None, ordered: bool = False, **names: Any
) -> Any:
    """Replace values as ``recode()`` does; return a factor with the new values as its levels.

    Parameters
    ----------
    x : array_like
        The values.
    default : str, optional
        The value for all others. By default they are kept.
    missing : str, optional
        The value for NA.
    ordered : bool, default False
        Whether the levels are ordered.
    **names
        The new values, named by the old ones.

    Returns
    -------
    Categorical
        A factor whose levels are the new values in the order given, then the others.

    Examples
    --------
    >>> recode_factor(["a", "b", "a"], b="low", a="high").categories.tolist()
    ['low', 'high']
    """
    recoded = recode(x, default=default, missing=missing, **names)
    values = text(read(recoded)).data
    old_levels = read(recoded).levels if read(recoded).kind == FACTOR else tuple(values)
    listed = [*names.values(), *([] if default is None else [default])]
    if default is None:
        listed += [value for value in old_levels if value not in listed]
    candidates = [*listed, missing]
    levels = [
        v for v in dict.fromkeys(candidates) if v is not None and v in set(values) | set(old_levels)
    ]
    return factor(values, levels=levels, ordered=ordered)


def fct_recode(x: Any, /, **names: Any) -> Any:
    """Return a factor with renamed levels: ``fct_recode(x, new = "old")``; "NULL" drops a level."""
    vector = read(as_factor(x))
    renamed: dict[Any, str | None] = {
        old: None if new == "NULL" else new
        for new, old_levels in names.items()
        for old in text(read(old_levels)).data
    }
    names_of_levels = characters(renamed.get(v, v) for v in vector.levels)
    return with_levels(to_python(vector), to_python(names_of_levels))


def mapvalues(x: Any, from_: Any, to: Any) -> Any:
    """Replace values as plyr does: ``mapvalues(x, from = c("a", "b"), to = c("low", "high"))``.

    Parameters
    ----------
    x : array_like
        Values, or a factor, whose levels are replaced.
    from_, to : array_like
        The values that are replaced, and the new values in the same order.

    Returns
    -------
    Any
        The values with R's type: numbers that are replaced by text are text.

    Raises
    ------
    InvalidArgument
        If ``from_`` and ``to`` differ in length.

    Examples
    --------
    >>> mapvalues(["u", "v", "w"], ["u", "v"], ["low", "high"]).tolist()
    ['low', 'high', 'w']
    """
    old, new, vector = read(from_), read(to), read(x)
    if len(old) != len(new):
        raise InvalidArgument("`from` and `to` vectors are not the same length.")
    if vector.kind == FACTOR:
        new_by_old = dict(zip(text(old).data, text(new).data, strict=True))
        return with_levels(x, [new_by_old.get(v, v) for v in vector.levels])
    places = dict(reversed(list(zip(text(old).data, range(len(old)), strict=True))))
    as_text = CHARACTER in (vector.kind, new.kind)
    values = to_python(replace(text(vector) if as_text else vector.plain(), single=False))
    new_values = to_python(replace(text(new) if as_text else new.plain(), single=False))
    replaced = [
        new_values[places[k]] if k in places else v
        for k, v in zip(text(vector).data, values, strict=True)
    ]
    return to_python(replace(vector_of(replaced), single=vector.single))
