"""R's NaN, the result of 0 / 0, beside NA: a number that is missing as well, and is written NaN.

NumPy and pandas have one missing number, ``np.nan``, which stands for NA. The NaN of R has other
bits: those of ``NAN``, or those that the machine itself gives to 0 / 0 and log(-1). The processors
of Intel and AMD set the sign of such a result, which ``np.nan`` has not. Other processors give the
bits of ``np.nan``; there, a computed NaN is NA. Arithmetic keeps the bits of its operands, except
for the unary minus, which changes the sign: ported scripts multiply by -1 instead.
"""

from __future__ import annotations

import functools
import struct
from typing import Any

import numpy as np

__all__ = ["NAN"]

_BITS = 0x7FF800000000AAAA  # a quiet NaN, with a pattern that no computation gives
_SIGN = 0x8000000000000000
NAN: float = struct.unpack("<d", struct.pack("<Q", _BITS))[0]
"""R's NaN, as in ``c(1, NaN)``."""


def _bits_of_invalid() -> np.uint64:
    """Return the bits that this machine gives to 0 / 0."""
    with np.errstate(invalid="ignore"):
        return np.uint64((np.zeros(1) / np.zeros(1)).view(np.uint64)[0])


_INVALID = _bits_of_invalid()
SEES_COMPUTED = bool(np.array([np.nan]).view(np.uint64)[0] != _INVALID)
"""Whether a NaN that was computed differs from ``np.nan`` on this machine."""


def are_nan(data: Any) -> np.ndarray:
    """Return where numbers are R's NaN.

    Examples
    --------
    >>> are_nan([NAN, np.nan, 1.0, -NAN])
    array([ True, False, False,  True])
    """
    bits = np.ascontiguousarray(data, dtype=np.float64).view(np.uint64)
    are_named = (bits & ~np.uint64(_SIGN)) == _BITS
    return np.asarray(are_named | (bits == _INVALID) if SEES_COMPUTED else are_named)


def made_nan(results: Any, *operands: Any) -> Any:
    """Return results in which a missing number is R's NaN where no operand was missing.

    Examples
    --------
    >>> are_nan(made_nan([np.nan, np.nan, 1.0], [np.nan, 5.0, 1.0]))
    array([False,  True, False])
    """
    data = np.asarray(results, dtype=np.float64)
    of_operands = [np.isnan(np.asarray(x, dtype=np.float64)) for x in operands]
    are_new = np.isnan(data) & ~functools.reduce(np.logical_or, of_operands, np.zeros((), bool))
    return np.where(are_new, NAN, data)


def missing_text(value: float) -> str:
    """Return how R writes a missing number: "NaN" or "NA"."""
    return "NaN" if are_nan([value])[0] else "NA"


def as_missing(results: Any) -> Any:
    """Return numbers with NA for NaN, where R has NA for a result without a value.

    Examples
    --------
    >>> are_nan(as_missing([NAN, 1.0]))
    array([False, False])
    """
    data = np.asarray(results, dtype=np.float64)
    return np.where(np.isnan(data), np.nan, data)
