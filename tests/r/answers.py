"""Comparison of cells of our answers with those of R."""

from __future__ import annotations

from typing import Any

import numpy as np


def same_cell(ours: Any, theirs: Any) -> bool:
    """Return whether two cells are equal: numbers up to rounding, others with their type."""
    numeric = isinstance(theirs, int | float) and not isinstance(theirs, bool)
    if numeric and isinstance(ours, int | float) and not isinstance(ours, bool):
        return bool(np.isclose(ours, theirs, rtol=1e-12, atol=1e-14))
    return type(ours) is type(theirs) and ours == theirs
