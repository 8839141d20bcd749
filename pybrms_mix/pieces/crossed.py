"""The effects of terms whose shape is not known in advance, such as smooth terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations


def crossed(terms: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the effects of terms: each column of a term, then each pair, all of them once.

    >>> crossed([("x", "z"), ("z",)])
    (('x',), ('z',), ('x', 'z'))
    """
    effects = (
        effect for columns in terms for size in (1, 2) for effect in combinations(columns, size)
    )
    return tuple(dict.fromkeys(effects))
