"""The compact state of a frame that is sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.packing import packed, unpacked


def shortened(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a frame without those that another process can compute again.

    The cache is left out, and so are row labels that equal the positions of the rows. Columns are
    packed. Rows that are contained in ``whole`` are not sent twice.
    """
    rows, index = state["rows"], state["index"]
    replaced: dict[str, Any] = {"cache": {}, "rows": _shortened_rows(rows)}
    if _are_numbers(index) and np.array_equal(index, rows):
        replaced["index"] = None
    below = _below(state["whole"], rows)
    return {**state, **replaced, "data": packed(state["data"], below)}


def restored(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a frame from a ``state`` that ``shortened`` returned."""
    rows = state["rows"]
    rows = np.array(rows) if isinstance(rows, range) else rows
    index = pd.Index(rows) if state["index"] is None else state["index"]
    data = unpacked(state["data"], len(rows), _below(state["whole"], rows))
    return {**state, "rows": rows, "index": index, "data": data}


def _below(frame: Any, rows: np.ndarray) -> pd.DataFrame | None:
    """Return the rows ``rows`` of the frame ``frame``, or None if it lacks some of them."""
    if frame is None or not pd.Index(frame.rows).is_unique:
        return None
    places = pd.Index(frame.rows).get_indexer(rows)
    return None if (places < 0).any() else frame.data.iloc[places]


def _shortened_rows(rows: np.ndarray) -> np.ndarray | range:
    """Return the numbers of rows as a range if they are consecutive."""
    consecutive = range(int(rows[0]), int(rows[-1]) + 1) if rows.size else range(0)
    return (
        consecutive
        if np.array_equal(rows, np.arange(consecutive.start, consecutive.stop))
        else rows
    )


def _are_numbers(index: pd.Index) -> bool:
    """Return whether the labels of rows are plain whole numbers without a name."""
    return index.dtype == np.int64 and index.name is None and index.nlevels == 1
