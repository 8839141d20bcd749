"""Strings compared, ranked and measured as in stringr: ``str_equal()``, ``str_like()``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.text.stringr import numbers_of_strings
from pybrms_mix.r.values.r_vectors import logicals, numbers, read, text, to_python
from pybrms_mix.r.values.sorting import sort_keys

__all__ = ["str_equal", "str_like", "str_rank", "str_unique", "str_width"]


def _same(string: str, ignore_case: bool) -> str:
    """Return the form of a string that equal strings share."""
    composed = unicodedata.normalize("NFC", string)
    return composed.casefold() if ignore_case else composed


@recycles
def str_equal(x: Any, y: str | None, *, ignore_case: bool = False) -> Any:
    """Return stringr's ``str_equal(x, y)``: whether strings are the same text in Unicode.

    Examples
    --------
    >>> bool(str_equal("A", "a", ignore_case=True))
    True
    """
    vector = read(x)
    pairs = [
        np.nan if v is None or y is None else _same(v, ignore_case) == _same(y, ignore_case)
        for v in text(vector).data
    ]
    return to_python(replace(logicals(pairs), single=vector.single))


@recycles
def str_like(x: Any, pattern: str, ignore_case: bool = True) -> Any:
    """Return stringr's ``str_like(x, pattern)``: patterns of SQL, with ``%`` and ``_``.

    Examples
    --------
    >>> str_like(["apple", "banana"], "a%")
    array([ True, False])
    """
    spelt = "".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in pattern)
    expression = re.compile(spelt, re.DOTALL | (re.IGNORECASE if ignore_case else 0))
    vector = read(x)
    hits = [np.nan if v is None else expression.fullmatch(v) is not None
            for v in text(vector).data]  # fmt: skip
    return to_python(replace(logicals(hits), single=vector.single))


def str_rank(x: Any) -> Any:
    """Return stringr's ``str_rank(x)``: the smallest rank of equal strings; NA stays NA.

    Examples
    --------
    >>> str_rank(["b", "a", "b"])
    array([2, 1, 2])
    """
    keys = sort_keys(text(read(x)))
    ordered = sorted(k for k in keys if k is not None)
    ranks = [np.nan if k is None else float(ordered.index(k) + 1) for k in keys]
    return to_python(numbers(ranks, whole=True))


def str_unique(x: Any, *, ignore_case: bool = False) -> Any:
    """Return stringr's ``str_unique(x)``: each text once, the first of those that are equal.

    Examples
    --------
    >>> str_unique(["a", "A", "b"], ignore_case=True)
    array(['a', 'b'], dtype=object)
    """
    vector = text(read(x)).plain()
    firsts: dict[str | None, int] = {}
    for place, v in enumerate(vector.data):
        firsts.setdefault(None if v is None else _same(v, ignore_case), place)
    return to_python(vector.take(np.array([*firsts.values()], dtype=float)))


def str_width(x: Any) -> Any:
    """Return stringr's ``str_width(x)``: columns on the screen; Chinese characters take two.

    Examples
    --------
    >>> int(str_width("abc"))
    3
    """
    return numbers_of_strings(x, lambda v: float(sum(_columns(c) for c in v)))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
