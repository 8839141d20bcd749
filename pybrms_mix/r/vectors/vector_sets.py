"""Sets of the elements of vectors: ``setdiff()``, ``intersect()`` and ``union()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import FACTOR, as_kind, common, read, text, to_python
from pybrms_mix.r.vectors.vectors import c, duplicated, first_places, keys_of, unique

__all__ = ["first_duplicate"]


def _set(x: Any, y: Any, keep: Callable[[Any, list[Any]], bool], *, typed: bool = False) -> Any:
    plain_vector, second = read(x).plain(), read(y).plain()
    kind = common([plain_vector, second])
    vector, other_keys = as_kind(plain_vector, kind), keys_of(as_kind(second, kind))
    at, keys = first_places(vector), keys_of(vector)
    places = np.array([p for p in at if keep(keys[int(p)], other_keys)], dtype=float)
    return to_python((vector if typed else plain_vector).take(places))


def setdiff(x: Any, y: Any) -> Any:
    """Return the unique elements of ``x`` that are not in ``y``."""
    return _set(x, y, lambda key, other_keys: key not in other_keys)


def intersect(x: Any, y: Any) -> Any:
    """Return the unique elements of ``x`` that are in ``y``."""
    return _set(x, y, lambda key, other_keys: key in other_keys, typed=True)


def union(x: Any, y: Any) -> Any:
    """Return the unique elements of ``x`` and ``y``; those of a factor are its labels."""
    vectors = [text(v) if v.kind == FACTOR else v for v in (read(x), read(y))]
    return unique(c(*(to_python(v) for v in vectors)))


def first_duplicate(x: Any) -> int:
    """Return ``anyDuplicated(x)``: the place of the first repeated element; 0 without one.

    Examples
    --------
    >>> first_duplicate([1, 2, 1]), first_duplicate(["a", "b"])
    (3, 0)
    """
    repeated = np.flatnonzero(np.asarray(duplicated(x)))
    return int(repeated[0]) + 1 if len(repeated) else 0
