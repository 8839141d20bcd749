"""Factors of combined levels, ``interaction()``, and of repeated levels, ``gl()``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.r_vectors import FACTOR, Vector, read, text, to_python, together
from pybrms_mix.r.vectors.factors import as_factor, droplevels

__all__ = ["gl", "interaction"]


def interaction(*vectors: Any, drop: bool = False, sep: str = ".", lex_order: bool = False) -> Any:
    """Return the factor of all combinations of the levels of vectors (``interaction()``).

    Parameters
    ----------
    *vectors : array_like
        Factors or vectors, or one list or data frame of them.
    drop : bool, default False
        Whether combinations that do not occur are no levels.
    sep : str, default "."
        The text between the levels.
    lex_order : bool, default False
        Whether the levels of the last vector vary fastest, and not those of the first.

    Returns
    -------
    Categorical
        The factor.

    Examples
    --------
    >>> interaction(["a", "b"], [1, 2]).categories.tolist()
    ['a.1', 'b.1', 'a.2', 'b.2']
    """
    if len(vectors) == 1:
        vectors = _elements(vectors[0])
    parts = together(*(read(as_factor(v)) for v in vectors))
    parts = parts[::-1] if lex_order else parts
    names: list[tuple[str, ...]] = [()]
    codes = np.zeros(len(parts[0]))
    for part in parts:
        codes = codes + len(names) * part.data
        names = [(*a, b) for b in part.levels for a in names]
    levels = tuple(sep.join(n[::-1] if lex_order else n) for n in names)
    result = to_python(Vector(FACTOR, codes, levels=levels))
    return droplevels(result) if drop else result


def _elements(x: Any) -> tuple[Any, ...]:
    """Return the elements of a list or a data frame; another value is one element."""
    if isinstance(x, pd.DataFrame):
        return tuple(x[c] for c in x)
    if isinstance(x, Mapping):
        return tuple(x.values())
    return tuple(x) if isinstance(x, list) and any(np.ndim(v) for v in x) else (x,)


def gl(n: int, k: int, length: int | None = None, labels: Any = None) -> Any:
    """Return ``gl(n, k)``, a factor of n levels, each repeated k times.

    Examples
    --------
    >>> list(gl(2, 2, labels=["a", "b"]))
    ['a', 'a', 'b', 'b']
    """
    size = int(n) * int(k) if length is None else int(length)
    level_names = range(1, int(n) + 1) if labels is None else text(read(labels)).data
    names = [str(v) for v in level_names]
    cells = [names[place // int(k) % int(n)] for place in range(size)]
    return pd.Categorical(cells, categories=names)
