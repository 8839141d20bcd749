"""Numbers as text, as the R package scales writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.r.r_vectors import characters, numeric, read, to_python

__all__ = ["comma", "number", "percent"]


def percent(x: Any, accuracy: float | None = None) -> Any:
    """Return ``percent(x)``: shares as percentages.

    Parameters
    ----------
    x : float or array_like
        Shares.
    accuracy : float, optional
        The unit to which percentages are rounded, such as 0.1. By default it follows from the
        differences between the numbers.

    Returns
    -------
    str or ndarray of str
        One text for each number.

    Examples
    --------
    >>> percent(0.2345, accuracy=0.1)
    '23.4%'
    """
    return _written(x, accuracy, scale=100.0, suffix="%")


def comma(x: Any, accuracy: float | None = None) -> Any:
    """Return ``comma(x)``: numbers with a comma between thousands.

    Parameters
    ----------
    x : float or array_like
        Numbers.
    accuracy : float, optional
        The unit to which numbers are rounded. By default it follows from the differences between
        them.

    Returns
    -------
    str or ndarray of str
        One text for each number.

    Examples
    --------
    >>> comma(1234567)
    '1,234,567'
    """
    return _written(x, accuracy, mark=",")


def number(x: Any, accuracy: float | None = None) -> Any:
    """Return ``number(x)``: numbers with a space between thousands.

    Parameters
    ----------
    x : float or array_like
        Numbers.
    accuracy : float, optional
        The unit to which numbers are rounded. By default it follows from the differences between
        them.

    Returns
    -------
    str or ndarray of str
        One text for each number.

    Examples
    --------
    >>> number([1234.5, 0.25], accuracy=0.01).tolist()
    ['1 234.50', '0.25']
    """
    return _written(x, accuracy, mark=" ")


def _written(
    x: Any, accuracy: float | None, *, scale: float = 1.0, mark: str = "", suffix: str = ""
) -> Any:
    vector = read(x)
    values = np.asarray(numeric(vector).data, dtype=float) * scale
    unit = _unit(values) if accuracy is None else float(accuracy)
    digits = max(0, min(20, -int(np.floor(np.log10(unit)))))
    texts: list[Any] = []
    for value in values:
        if np.isnan(value):
            texts.append(None)
            continue
        rounded = float(np.round(value / unit)) * unit
        text = f"{rounded:,.{digits}f}".replace(",", mark)
        texts.append(text + suffix)
    return to_python(replace(characters(texts), single=vector.single, names=vector.names))


def _unit(values: np.ndarray) -> float:
    """Return the unit that shows differences with two digits: a power of ten, at most 1.

    One digit is sufficient if all numbers are multiples of the larger unit.
    """
    finite = np.unique(values[np.isfinite(values)])
    if len(finite) <= 1 or (gap := np.diff(finite).min()) < np.sqrt(np.finfo(float).eps):
        return 1.0
    unit = 10.0 ** (np.floor(np.log10(gap)) - 1)
    if np.all(np.round(finite / unit) % 10 == 0):
        unit *= 10
    return float(min(unit, 1.0))
