"""R's NaN, the result of 0 / 0, beside NA: a number that is missing as well, and is written NaN.

NumPy and pandas have one missing number, ``np.nan``, which stands for NA. The NaN of R is another
pattern of the same bits. Arithmetic keeps the pattern, and only the functions that write numbers
distinguish the two. The methods of pandas give ``np.nan`` in both cases.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

__all__ = ["NAN"]

_BITS = 0x7FF800000000AAAA  # a quiet NaN, with a pattern that no computation gives
_SIGN = 0x8000000000000000
NAN: float = struct.unpack("<d", struct.pack("<Q", _BITS))[0]
"""R's NaN, as in ``c(1, NaN)``."""


def are_nan(data: Any) -> np.ndarray:
    """Return where numbers are R's NaN.

    Examples
    --------
    >>> are_nan([NAN, np.nan, 1.0, -NAN])
    array([ True, False, False,  True])
    """
    bits = np.ascontiguousarray(data, dtype=np.float64).view(np.uint64)
    return np.asarray((bits & ~np.uint64(_SIGN)) == _BITS)


def missing_text(value: float) -> str:
    """Return how R writes a missing number: "NaN" or "NA"."""
    return "NaN" if are_nan([value])[0] else "NA"
