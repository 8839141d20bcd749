"""``lag()`` and ``lead()`` of dplyr: vectors whose elements move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import as_kind, read, to_python
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.sorting import order_of

__all__ = ["lag", "lead"]


@takes_single_numbers
def lag(x: Any, n: int = 1, default: Any = None, order_by: Any = None) -> Any:
    """Shift elements ``n`` positions forward; the first ``n`` become NA or ``default``.

    With ``order_by``, positions refer to the order of another vector.
    """
    return _moved(x, -n, default, order_by)


@takes_single_numbers
def lead(x: Any, n: int = 1, default: Any = None, order_by: Any = None) -> Any:
    """Shift elements ``n`` positions backward; the last ``n`` become NA or ``default``."""
    return _moved(x, n, default, order_by)


def _moved(x: Any, by: int, default: Any, order_by: Any) -> Any:
    vector = replace(read(x), dim=None, single=False)
    if order_by is not None:
        order = order_of([read(order_by)], [False])
        back = np.argsort(order, kind="stable") + 0.0
        return to_python(read(_moved(to_python(vector.take(order)), by, default, None)).take(back))
    at = np.arange(len(vector)) + float(by)
    shifted = vector.take(np.where((at < 0) | (at >= len(vector)), np.nan, at))
    if default is not None:
        outside = (at < 0) | (at >= len(vector))
        shifted.data[outside] = as_kind(read(default), shifted.kind).data[0]
    blank = (
        None if shifted.names is None else tuple("" if n == "<NA>" else n for n in shifted.names)
    )
    return to_python(replace(shifted, names=blank))
