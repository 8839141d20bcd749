"""The first and the last elements or rows: R's ``head()`` and ``tail()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.kept_counts import keeps_counts
from pybrms_mix.r.named_matrix import axes_of, is_frame, matrix_of
from pybrms_mix.r.r_vectors import read, to_python
from pybrms_mix.r.single_values import takes_single_numbers
from pybrms_mix.r.tibbles import keeps_groups

__all__ = ["head", "tail"]


@takes_single_numbers
@keeps_groups
@keeps_counts
def head(x: Any, n: int = 6) -> Any:
    """Return the first ``n`` elements or rows; a negative ``n`` drops the last ``-n``."""
    if isinstance(x, pd.DataFrame):
        return x.head(n)
    if isinstance(x, np.ndarray) and x.ndim > 1:
        return x[:n]
    vector = read(x)
    size = len(vector)
    return to_python(vector.take(np.arange(min(n, size) if n >= 0 else max(size + n, 0)) + 0.0))


@takes_single_numbers
@keeps_groups
@keeps_counts
def tail(x: Any, n: int = 6) -> Any:
    """Return the last ``n`` elements or rows; a negative ``n`` drops the first ``-n``."""
    if is_frame(x):
        return x.tail(n)
    if isinstance(x, pd.DataFrame) or (isinstance(x, np.ndarray) and x.ndim > 1):
        first = max(len(x) - n, 0) if n >= 0 else -n
        labels, columns = axes_of(x)
        part = np.asarray(x)[first:]
        if part.ndim > 2:
            return part
        numbers = [f"[{k + 1},]" for k in range(first, len(x))]
        return matrix_of(part, numbers if labels is None else labels[first:], columns)
    vector = read(x)
    first = max(len(vector) - n, 0) if n >= 0 else -n
    return to_python(vector.take(np.arange(first, len(vector)) + 0.0))
