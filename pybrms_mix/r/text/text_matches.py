"""Positions and texts of matches: ``regexpr()``, ``gregexpr()``, ``regmatches()``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.text.strings import detect
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python

__all__ = ["gregexpr", "regexpr", "regmatches", "str_ends", "str_split", "str_starts"]


class FirstMatches(np.ndarray):
    """The positions of first matches, the value of ``regexpr()``; -1 where nothing matches."""

    texts: Any
    names: tuple[str, ...] | None


class AllMatches(list[Any]):
    """The positions of all matches, the value of ``gregexpr()``, with the matched texts."""

    texts: Any


def regexpr(pattern: str, x: Any, *, fixed: bool = False, ignore_case: bool = False) -> Any:
    """Return ``regexpr(pattern, x)``: the place of the first match in each string, -1 for none.

    Examples
    --------
    >>> regexpr("a", ["banana", "kiwi"]).tolist()
    [2, -1]
    """
    expression = compiled(pattern, fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    hits = [None if v is None else expression.search(v) for v in text(read(x)).data]
    starts = np.array([-1 if h is None else h.start() + 1 for h in hits]).view(FirstMatches)
    starts.texts = [None if h is None else h.group(0) for h in hits]
    starts.names = read(x).names
    return starts


def gregexpr(pattern: str, x: Any, *, fixed: bool = False, ignore_case: bool = False) -> AllMatches:
    """Return ``gregexpr(pattern, x)``: the places of all matches in each string, -1 for none.

    Examples
    --------
    >>> [places.tolist() for places in gregexpr("a", ["banana", "kiwi"])]
    [[2, 4, 6], [-1]]
    """
    expression = compiled(pattern, fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    hits = [[] if v is None else list(expression.finditer(v)) for v in text(read(x)).data]
    starts = AllMatches(np.array([m.start() + 1 for m in h] or [-1]) for h in hits)
    starts.texts = [[m.group(0) for m in h] for h in hits]
    return starts


def regmatches(x: Any, matches: Any) -> Any:
    """Return ``regmatches(x, m)``: the texts that ``regexpr()`` or ``gregexpr()`` has found.

    Raises
    ------
    InvalidData
        If ``matches`` is not the value of one of these functions.

    Examples
    --------
    >>> [t.tolist() for t in regmatches("a1b22", gregexpr("[0-9]+", "a1b22"))]
    [['1', '22']]
    """
    del x
    if isinstance(matches, FirstMatches):
        hit = [n for n, t in enumerate(matches.texts) if t is not None]
        strings = characters(matches.texts[n] for n in hit)
        names = None if matches.names is None else tuple(matches.names[n] for n in hit)
        return to_python(replace(strings, names=names))
    if isinstance(matches, AllMatches):
        return [to_python(characters(t)) for t in matches.texts]
    raise InvalidData("regmatches() needs the result of regexpr() or gregexpr().")


@recycles
def str_split(x: Any, pattern: str, n: float = np.inf, *, simplify: bool = False) -> Any:
    """Return stringr's ``str_split(x, pattern)``: the parts of each string.

    An empty part at the end is kept, unlike in ``strsplit()``.

    Parameters
    ----------
    x : array_like of str
        The strings.
    pattern : str
        A regular expression; "" splits into characters.
    n : int, optional
        The largest number of parts; the last part is the rest of the string.
    simplify : bool, default False
        Whether the result is a matrix, in which short rows are filled with "".

    Returns
    -------
    list or ndarray
        A list with the parts of each string, or a matrix of shape (strings, parts).

    Examples
    --------
    >>> str_split("a-b-", "-")
    [array(['a', 'b', ''], dtype=object)]
    >>> str_split(["a-b", "c"], "-", simplify=True).tolist()
    [['a', 'b'], ['c', '']]
    """
    rows = [None if v is None else _parts(v, pattern, n) for v in text(read(x)).data]
    if not simplify:
        return [to_python(characters([None] if row is None else row)) for row in rows]
    width = max((len(row) for row in rows if row is not None), default=0)
    width = width if np.isinf(n) else int(n)
    matrix = np.empty((len(rows), width), dtype=object)
    for at, row in enumerate(rows):
        cells = [None] if row is None else row
        matrix[at] = [*cells, *[""] * (width - len(cells))]
    return matrix


def _parts(string: str, pattern: str, n: float) -> list[str]:
    most = 0 if np.isinf(n) else int(n) - 1
    if pattern == "":
        letters = list(string)
        return letters if not most else [*letters[:most], "".join(letters[most:])]
    if n == 1:
        return [string]
    return compiled(pattern).split(string, maxsplit=most)


@recycles
def str_starts(x: Any, pattern: str, *, negate: bool = False) -> Any:
    """Return stringr's ``str_starts(x, pattern)``: whether a match is at the start.

    Examples
    --------
    >>> str_starts(["apple", "kiwi"], "[a-c]")
    array([ True, False])
    """
    return detect(x, f"^(?:{pattern})", negate=negate)


@recycles
def str_ends(x: Any, pattern: str, *, negate: bool = False) -> Any:
    """Return stringr's ``str_ends(x, pattern)``: whether a match is at the end.

    Examples
    --------
    >>> str_ends(["apple", "kiwi"], "[a-f]")
    array([ True, False])
    """
    return detect(x, f"(?:{pattern})$", negate=negate)
