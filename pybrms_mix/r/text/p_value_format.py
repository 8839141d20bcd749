"""p-values as texts: ``format.pval()``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.number_options import current_options
from pybrms_mix.r.values.r_vectors import characters, numeric, read, text, to_python

__all__ = ["format_pval"]


def format_pval(
    pv: Any, digits: Any = None, eps: float = float(np.finfo(float).eps), na_form: str = "NA",
    **options: Any,
) -> Any:  # fmt: skip
    """Return p-values as texts, as ``format.pval(pv, digits, eps)``.

    Parameters
    ----------
    pv : array_like
        The p-values.
    digits : int, optional
        The number of significant digits; two fewer than R's option ``digits`` by default.
    eps : float
        Smaller p-values are written as "<" and this number.
    na_form : str, default "NA"
        The text of a missing value.
    **options
        Further arguments of ``format()``.

    Returns
    -------
    str or ndarray
        The texts.

    Examples
    --------
    >>> format_pval([0.1, 1e-20], eps=0.001).tolist()
    ['0.1', '<0.001']
    """
    vector = numeric(read(pv))
    values = np.asarray(vector.data, dtype=float)
    count = max(1, current_options().digits - 2) if digits is None else int(digits)
    strings = np.full(len(values), na_form, dtype=object)
    present = ~np.isnan(values)
    small = present & (values < eps)
    is_large = present & ~small
    # Numbers that need many zeros have a format of their own, with an exponent.
    powers = np.full(len(values), -np.inf)
    powers[is_large] = np.floor(np.log10(np.where(values[is_large] > 0, values[is_large], 1e-50)))
    is_fixed = (powers >= -4) | (values == 0)
    for group in (is_large & is_fixed, is_large & ~is_fixed):
        if group.any():
            strings[group] = _texts(values[group], count, options)
    if small.any():
        count = max(1, count - 2)
        widest = max((len(t) for t in strings[is_large]), default=None)
        blank = count > 1 if widest is None else count > 1 or widest > 6
        if widest is not None and count > 1 and count + 6 > widest:
            count = max(1, widest - 7)
            blank = count > 1 or widest > 6
        (least,) = _texts(np.array([eps]), count, options)
        strings[small] = f"<{' ' if blank else ''}{least}"
    return to_python(replace(characters(strings), single=vector.single))


def _texts(values: np.ndarray, digits: int, options: dict[str, Any]) -> list[Any]:
    return list(text(read(formatted(values, digits=digits, **options))).data)
