"""Limits of scales: values outside of them are missing before statistics are computed.

``ylim(0, 1)`` and ``scale_y_continuous(limits = )`` of ggplot2 remove such values, so that a
regression line or a box is computed without them. ``coord_cartesian(ylim = )`` shows a part of the
picture, whose statistics stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.pictures.canvas import levels_of
from pybrms_mix.r.values.r_vectors import NUMBER, numeric, read

_SUFFIXES = ("", "min", "max", "end", "intercept")
# Layers that have a gap where a value is missing; the others leave the row out.
_WITH_GAPS = frozenset({"line", "path", "step", "ribbon", "area", "lineribbon"})


def within_limits(rows: pd.DataFrame, kind: str, ends: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows of a layer without the values outside of the limits of its scales.

    Examples
    --------
    >>> within_limits(pd.DataFrame({"y": [1.0, 9.0, 2.0]}), "point", {"y": [0, 5]})["y"].tolist()
    [1.0, 2.0]
    """
    rows = rows.copy()
    are_outside = np.zeros(len(rows), dtype=bool)
    for axis, limits in ends.items():
        vector = None if callable(limits) else read(limits)
        if vector is None or vector.kind != NUMBER or vector.date or len(vector) != 2:
            continue
        low, high = np.sort(vector.data) if not vector.missing.any() else vector.data
        for name in (f"{axis}{suffix}" for suffix in _SUFFIXES):
            if name not in rows or levels_of(rows[name]) is not None or read(rows[name]).date:
                continue
            data = numeric(read(rows[name])).data
            outside = np.isfinite(data) & ((data < low) | (data > high))
            if outside.any() and kind in _WITH_GAPS:
                rows[name] = np.where(outside, np.nan, data)
            are_outside |= outside
    return rows if kind in _WITH_GAPS else rows[~are_outside].reset_index(drop=True)
