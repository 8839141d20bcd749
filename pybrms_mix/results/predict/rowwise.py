"""Compute and summarise predictions row by row, for a part of the rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.predict.prediction_rows import Rows

Compute = Callable[[Rows], np.ndarray]


def labels(index: pd.Index) -> np.ndarray:
    """Return the labels of an index as an array of one dimension; those of a MultiIndex are tuples.

    xarray accepts such an array as a coordinate for any kind of index.
    """
    if not isinstance(index, pd.MultiIndex):
        return np.asarray(index)
    array = np.empty(len(index), dtype=object)
    array[:] = index.to_list()
    return array


def whole(rows: Rows, compute: Compute) -> np.ndarray:
    """Return the result of ``compute`` for all rows: (draws, N) or (draws, N, ...)."""
    parts = [compute(part) for part in rows.blocks()]
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


def summary(
    rows: Rows, compute: Compute, robust: bool = False, probs: Sequence[float] = PROBS
) -> pd.DataFrame:
    """Return one line for each row: Estimate, Est.Error and quantiles over the draws.

    ``compute`` returns (draws, rows). Only a part of the rows is in memory at a time.
    """
    parts = [estimates(compute(part), robust, probs) for part in rows.blocks()]
    return pd.DataFrame(np.concatenate(parts), index=rows.index, columns=columns(probs))


def summaries(
    rows: Rows,
    compute: Compute,
    names: Sequence[str],
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    axis: str = "component",
) -> xr.DataArray:
    """Return summaries of several numbers for each row, with the axes row, statistic and ``axis``.

    ``compute`` returns (draws, rows, numbers), and ``names`` are the labels of the numbers.
    """
    parts = [estimates(compute(part), robust, probs) for part in rows.blocks()]
    cells = np.swapaxes(np.concatenate(parts), 1, 2)
    coords = {"row": labels(rows.index), "statistic": columns(probs), axis: list(names)}
    return xr.DataArray(cells, coords, ("row", "statistic", axis))
