"""Ordered starting values. Values that the user does not give are interpolated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def spaced(given: Sequence[float | None]) -> np.ndarray:
    """Return the numbers, with missing ones evenly spaced between others, or in steps of 1.

    >>> spaced([None, 1.0, None, 3.0]).tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    at = [i for i, v in enumerate(given) if v is not None]
    present = np.array([given[i] for i in at], dtype=float)
    positions = np.arange(len(given))
    inner = np.interp(positions, at, present)
    return np.asarray(inner + np.minimum(positions - at[0], 0) + np.maximum(positions - at[-1], 0))
