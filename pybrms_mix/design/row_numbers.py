"""The numbers and labels of rows, made small for the way to another process."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd


def shortened(rows: np.ndarray) -> np.ndarray | range:
    """Return the numbers of rows as a range if they are consecutive."""
    whole = range(int(rows[0]), int(rows[-1]) + 1) if rows.size else range(0)
    return whole if np.array_equal(rows, np.arange(whole.start, whole.stop)) else rows


def are_numbers(index: pd.Index) -> bool:
    """Return whether the labels of rows are plain whole numbers without a name."""
    return index.dtype == np.int64 and index.name is None and index.nlevels == 1
