"""Transformations of the columns that ``pivot_longer()`` reads and makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.values.r_vectors import read


def transformed(labels: Any, name: str, change: Any) -> Any:
    """Return a column after the function that ``change`` has for the new column ``name``."""
    function = change.get(name) if isinstance(change, Mapping) else change
    return labels if function is None else function(labels)


def values_changed(
    frame: pd.DataFrame, names: list[str], cells: list[list[str | None]], into: list[str],
    values_to: str, change: Any,
) -> pd.DataFrame:  # fmt: skip
    """Return a frame in which each column to reshape is transformed for its new column."""
    where = into.index(".value") if ".value" in into else None
    new = [values_to if where is None else str(cell[where]) for cell in cells]
    changed = {n: transformed(frame[n], of, change) for n, of in zip(names, new, strict=True)}
    return frame.assign(**{n: column_of(read(v)) for n, v in changed.items()})
