"""Numbers as text, as the R package scales writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import characters, numeric, read, to_python

__all__ = ["comma", "number", "p_value_texts", "percent", "rescaled"]


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


def rescaled(x: Any, to: Any = (0, 1), limits: Any = None) -> Any:
    """Return ``rescale(x)``: numbers on a line from the smallest to the largest one.

    Parameters
    ----------
    x : array_like
        Numbers.
    to : array_like, default (0, 1)
        The results of the limits.
    limits : array_like, optional
        The smallest and the largest number; those of ``x`` by default.

    Examples
    --------
    >>> rescaled([1, 5, 9]).tolist()
    [0.0, 0.5, 1.0]
    """
    vector = numeric(read(x))
    finite = vector.data[np.isfinite(vector.data)]
    low, high = (finite.min(), finite.max()) if limits is None else numeric(read(limits)).data
    first, last = numeric(read(to)).data
    values = (
        np.where(np.isnan(vector.data), np.nan, (first + last) / 2)
        if low == high
        else (vector.data - low) / (high - low) * (last - first) + first
    )
    return to_python(replace(vector, data=values, whole=False))


def p_value_texts(x: Any, accuracy: float = 0.001) -> Any:
    """Return ``pvalue(x)``: p values as text, where those below the accuracy are "<0.001".

    Examples
    --------
    >>> p_value_texts([0.0312, 0.00001]).tolist()
    ['0.031', '<0.001']
    """
    vector = read(x)
    values = np.asarray(numeric(vector).data, dtype=float)
    least, most = (str(_written(v, accuracy)) for v in (accuracy, 1 - accuracy))
    usual_texts = read(_written(x, accuracy)).data
    texts = [
        None if np.isnan(v) else f"<{least}" if v < accuracy else f">{most}"
        if v > 1 - accuracy else t for v, t in zip(values, usual_texts, strict=True)
    ]  # fmt: skip
    return to_python(replace(characters(texts), single=vector.single, names=vector.names))


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
