"""The argument ``.name_repair`` of tibbles: names of columns that are made unique or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.labelled import syntactic
from pybrms_mix.r.values.named_matrix import axes_of
from pybrms_mix.r.values.r_vectors import read, text

__all__: list[str] = []

Repair = str | Callable[[Any], Any]


def repaired(names: Sequence[str], repair: Repair) -> list[str]:
    """Return names after ``.name_repair``: "minimal", "unique", "universal" or a function.

    Raises
    ------
    InvalidData
        If the function returns another number of names, or if "universal" has to change the
        beginning of a name.

    Examples
    --------
    >>> repaired(["x", "x", "a b"], "unique")
    ['x...1', 'x...2', 'a b']
    """
    if callable(repair):
        new_names = [str(n) for n in text(read(repair(np.array(names, dtype=object)))).data]
        if len(new_names) != len(names):
            raise InvalidData("A function of names must return as many names as it gets.")
        return new_names
    if repair == "universal":
        dotted = [syntactic([n])[0] if n else "" for n in names]
        if any(len(d) != len(n) for d, n in zip(dotted, names, strict=True)):
            raise InvalidData("'universal' can only replace characters inside of names here.")
        names = dotted
    if repair == "minimal":
        return list(names)
    counts = Counter(names)
    repeated = {n for n in names if not n or counts[n] > 1}
    return [f"{n}...{k + 1}" if n in repeated else n for k, n in enumerate(names)]


def names_before_repair(x: Any, frame: pd.DataFrame) -> list[str]:
    """Return the names that ``.name_repair`` gets: empty ones where a matrix or list has none."""
    if isinstance(x, list) or (isinstance(x, np.ndarray) and x.ndim > 1):
        return [""] * frame.shape[1]
    columns = axes_of(x)[1] if isinstance(x, pd.DataFrame) else None
    return list(columns) if columns is not None else [str(c) for c in frame.columns]
