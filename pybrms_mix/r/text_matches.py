"""Positions and texts of matches: ``regexpr()``, ``gregexpr()``, ``regmatches()``."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.patterns import compiled
from pybrms_mix.r.r_vectors import characters, read, text, to_python


class FirstMatches(np.ndarray):
    """The positions of first matches, the value of ``regexpr()``; -1 where nothing matches."""

    texts: Any


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
    found = compiled(pattern, fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    hits = [None if v is None else found.search(v) for v in text(read(x)).data]
    made = np.array([-1 if h is None else h.start() + 1 for h in hits]).view(FirstMatches)
    made.texts = [None if h is None else h.group(0) for h in hits]
    return made


def gregexpr(pattern: str, x: Any, *, fixed: bool = False, ignore_case: bool = False) -> AllMatches:
    """Return ``gregexpr(pattern, x)``: the places of all matches in each string, -1 for none.

    Examples
    --------
    >>> [places.tolist() for places in gregexpr("a", ["banana", "kiwi"])]
    [[2, 4, 6], [-1]]
    """
    found = compiled(pattern, fixed=fixed, flags=re.IGNORECASE if ignore_case else 0)
    hits = [[] if v is None else list(found.finditer(v)) for v in text(read(x)).data]
    made = AllMatches(np.array([m.start() + 1 for m in h] or [-1]) for h in hits)
    made.texts = [[m.group(0) for m in h] for h in hits]
    return made


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
        return to_python(characters(t for t in matches.texts if t is not None))
    if isinstance(matches, AllMatches):
        return [to_python(characters(t)) for t in matches.texts]
    raise InvalidData("regmatches() needs the result of regexpr() or gregexpr().")
