"""R's round(), signif() and zapsmall()."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, numeric, read, recycled, to_python
from pybrms_mix.r.values.single_values import single_number, takes_single_numbers

__all__ = ["cleaned", "rounded", "signif"]


@keeps_counts
def rounded(x: Any, digits: Any = 0) -> Any:
    """Return ``round(x, digits)``, with R's rule for ties; ``digits`` may be a vector."""
    digits = single_number(digits)
    if np.ndim(digits):
        numbers, places = read(x), np.asarray(digits, dtype=int)
        size = max(len(numbers), len(places)) if len(numbers) and len(places) else 0
        vector = numeric(recycled(numbers, size))
        pairs = zip(vector.data, np.resize(places, size).tolist(), strict=True)
        return to_python(replace(vector, data=np.array([_round(v, d) for v, d in pairs])))
    if is_frame(x):
        columns = {str(c): read(x[c]) for c in x}
        texts = [c for c, v in columns.items() if v.kind in (CHARACTER, FACTOR) or v.date]
        if texts:
            raise InvalidData(f"non-numeric variable(s) in data frame: {', '.join(texts)}",
                              hint="Round the columns of numbers alone.")  # fmt: skip
        return x.assign(**{c: rounded(x[c], digits) for c in columns})
    vector = numeric(read(x))
    rounded_values = [_round(v, int(digits)) for v in vector.data]
    return to_python(replace(vector, data=np.array(rounded_values, dtype=float)))


def _round(value: float, digits: int) -> float:
    """Return the nearer of the two candidates, as R 4 does; a tie gives the even candidate."""
    if not np.isfinite(value) or digits > 15:
        return value
    power = 10.0**digits
    low, high = np.floor(value * power) / power, np.ceil(value * power) / power
    left, right = value - low, high - value
    even = np.floor(value * power) % 2 == 0
    return float(low if left < right or (left == right and even) else high)


@takes_single_numbers
@keeps_counts
def signif(x: Any, digits: int = 6) -> Any:
    """Return numbers rounded to ``digits`` significant digits.

    Examples
    --------
    >>> signif(0.15, 1), signif(123456, 2)
    (0.2, 120000)
    """
    vector = numeric(read(x))
    rounded_values = [_significant(v, max(int(digits), 1)) for v in vector.data]
    return to_python(replace(vector, data=np.array(rounded_values, dtype=float)))


def _significant(value: float, digits: int) -> float:
    """Return the nearest number of so many digits: a tie of the scaled number goes to even.

    R scales by a power of ten, with its rounding error: 0.15 has two decimal places there.
    """
    if not np.isfinite(value) or value == 0 or digits > 15:
        return value
    places = digits - 1 - int(np.floor(np.log10(abs(value))))
    if abs(places) > 290:
        return float(f"{value:.{digits - 1}e}")
    power = 10.0 ** abs(places)
    scaled = value * power if places > 0 else value / power
    return float(np.rint(scaled) / power if places > 0 else np.rint(scaled) * power)


def cleaned(x: Any, digits: int = 7) -> Any:
    """Return ``zapsmall(x)``: numbers rounded to the digits of the largest one.

    Examples
    --------
    >>> cleaned([1.0, 1e-20])
    array([1., 0.])
    """
    vector = numeric(read(x))
    magnitudes = np.abs(vector.data[np.isfinite(vector.data)])
    top = magnitudes.max() if len(magnitudes) else 0
    places = int(np.floor(digits - np.log10(top) + 0.5)) if top > 0 else digits
    return to_python(replace(vector, data=np.round(vector.data, max(places, 0))))
