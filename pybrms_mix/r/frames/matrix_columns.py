"""Data frames with columns that are matrices, as ``aggregate()`` makes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.indexing.subsetting import cells_of

__all__ = ["flat_frame"]


def flat_frame(x: Any) -> pd.DataFrame:
    """Return ``do.call(data.frame, x)``: a list of columns, each column of a matrix on its own.

    Parameters
    ----------
    x : dict or DataFrame
        The columns. A cell of a matrix in a column is a vector.

    Returns
    -------
    DataFrame
        The columns; those of a matrix have names such as ``x.mean`` and ``x.sd``.

    Examples
    --------
    >>> pair = pd.Series([pd.Series({"m": 1.0, "s": 2.0}), pd.Series({"m": 3.0, "s": 4.0})])
    >>> list(flat_frame({"g": ["a", "b"], "x": pair}).columns)
    ['g', 'x.m', 'x.s']
    """
    frame = as_frame(x)
    columns: dict[str, Any] = {}
    for name in map(str, frame.columns):
        column = cells_of(frame[name])
        if isinstance(column, pd.DataFrame):
            columns |= {f"{name}.{n}": column[n].to_numpy() for n in map(str, column.columns)}
        elif isinstance(column, np.ndarray) and column.ndim == 2:
            columns |= {f"{name}.{n + 1}": column[:, n] for n in range(column.shape[1])}
        else:
            columns[name] = column.reset_index(drop=True)
    return pd.DataFrame(columns)
