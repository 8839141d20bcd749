"""Vectors that are their own names, replacements by named patterns, and R's packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.text.strings import gsub
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python
from pybrms_mix.r.vectors.vectors import named

__all__ = ["installed_packages", "replaced_each", "self_named"]


def self_named(x: Any, function: Callable[[Any], Any] | None = None) -> Any:
    """Return ``set_names(x)`` or ``set_names(x, f)``: a vector whose elements name themselves.

    Parameters
    ----------
    x : array_like
        A vector or a list.
    function : callable, optional
        A function of the names; if there are no names, of the elements as texts.

    Returns
    -------
    Series or dict
        The elements with their names.

    Examples
    --------
    >>> self_named(["a", "b"]).to_dict()
    {'a': 'a', 'b': 'b'}
    """
    vector = read(x)
    if function is None:
        return named(x, to_python(text(vector).plain()))
    old = text(vector).plain() if vector.names is None else characters(vector.names)
    return named(x, function(to_python(old)))


def replaced_each(x: Any, patterns: Any, function: Callable[[Any], Any] | None = None) -> Any:
    """Return ``str_replace_all(x, c(pattern = "new"))``: several replacements, one after another.

    Parameters
    ----------
    x : array_like
        The texts.
    patterns : Series, dict or str
        The replacements, named by their regular expressions; with ``function``, one expression.
    function : callable, optional
        A function that returns the replacement of a match.

    Returns
    -------
    str or array
        The texts after all replacements.

    Raises
    ------
    InvalidArgument
        If the replacements have no names.

    Examples
    --------
    >>> replaced_each("mu1_x", {"mu1_": "short: ", "x": "slope"})
    'short: slope'
    """
    if function is not None:
        expression = compiled(str(patterns))
        vector = text(read(x))
        texts = [None if v is None else expression.sub(lambda m: str(function(m[0])), v)
                 for v in vector.data]  # fmt: skip
        strings = characters(texts)
        return texts[0] if vector.single else to_python(strings)
    vector = read(patterns)
    if vector.names is None:
        raise InvalidArgument('The replacements need the names of patterns: c(pattern = "new").')
    for pattern, new in zip(vector.names, text(vector).data, strict=True):
        x = gsub(str(pattern), str(new), x)
    return x


def installed_packages(names: Sequence[str]) -> pd.DataFrame:
    """Return ``installed.packages()`` with those R packages that have a counterpart in Python.

    Parameters
    ----------
    names : sequence of str
        The names of the packages.

    Returns
    -------
    DataFrame
        A table with the column ``Package``, whose rows are named by the packages.

    Examples
    --------
    >>> installed_packages(["brms"])["Package"].tolist()
    ['brms']
    """
    return pd.DataFrame({"Package": list(names)}, index=list(names))
