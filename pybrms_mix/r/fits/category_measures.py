"""Measures of the spread of categories, and the most frequent category, as in R's posterior."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.labelled import is_random, over_draws
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, Vector, read, to_python

__all__ = ["category_measure", "modal_category"]


def category_measure(x: Any, measure: str) -> Any:
    """Return the spread of categories, as ``entropy()`` and ``dissent()`` of R's posterior.

    Parameters
    ----------
    x : array_like or DataArray
        A vector, a factor or a random variable.
    measure : {"entropy", "dissent"}
        The entropy of the frequencies over that of equal frequencies, or the dissent of Tastle and
        Wierman (2007) between ordered categories.

    Returns
    -------
    float or ndarray
        The measure, between 0 and 1; for a random variable, of the draws of each element.

    Raises
    ------
    InvalidData
        For the dissent of strings, which have no distance.

    Examples
    --------
    >>> category_measure([1, 1, 2, 2], "entropy")
    1.0
    """
    function = {"entropy": _entropy, "dissent": _dissent}[measure]
    if is_random(x):
        return over_draws(x, lambda draws: function(read(draws)))
    return function(read(x))


def _counted(vector: Vector) -> tuple[np.ndarray, np.ndarray]:
    """Return the different values in the order in which they appear, and their counts.

    The values of a factor are all of its levels, which count from 1.
    """
    if vector.kind == FACTOR:
        codes = np.asarray(vector.data, dtype=int)
        size = len(vector.levels)
        return np.arange(size) + 1, np.array([(codes == n).sum() for n in range(size)])
    data = np.asarray(vector.data)
    values, first, counts = np.unique(data, return_index=True, return_counts=True)
    order = np.argsort(first)
    return values[order], counts[order]


def _entropy(vector: Vector) -> float:
    if vector.missing.any():
        return float("nan")
    counts = _counted(vector)[1]
    if len(counts) == 1:
        return 0.0
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum() / np.log(len(counts)))


def _dissent(vector: Vector) -> float:
    if vector.kind == CHARACTER:
        raise InvalidData("dissent() needs numbers or a factor.")
    if vector.missing.any():
        return float("nan")
    if not len(vector):
        return 0.0
    values, counts = _counted(vector)
    values, counts = values[counts > 0].astype(float), counts[counts > 0]
    if len(counts) == 1:
        return 0.0
    shares = counts / counts.sum()
    width = len(vector.levels) - 1 if vector.kind == FACTOR else np.ptp(values)
    distances = np.abs(values - (shares * values).sum()) / width
    return float(-(shares * np.log2(1 - distances)).sum())


def modal_category(x: Any) -> Any:
    """Return the most frequent value, as ``modal_category()`` of R's posterior.

    Parameters
    ----------
    x : array_like or DataArray
        A vector, a factor or a random variable.

    Returns
    -------
    scalar or ndarray
        The value that occurs most often, the first of several; for a factor, its label. For a
        random variable, that of the draws of each element.

    Examples
    --------
    >>> list(modal_category(["a", "b", "b"]))
    ['b']
    """
    if is_random(x):
        return over_draws(x, modal_category)
    vector = read(x)
    if vector.missing.any() or not len(vector):
        return None
    values, counts = _counted(vector)
    most = values[int(np.argmax(counts))]
    if vector.kind == FACTOR:
        return vector.levels[int(most) - 1]
    at = int(np.flatnonzero(np.asarray(vector.data) == most)[0])
    return to_python(vector.plain().take(np.array([float(at)])))
