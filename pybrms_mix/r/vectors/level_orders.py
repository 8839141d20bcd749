"""Factors whose levels are sorted by values, as ``reorder()`` and ``fct_reorder2()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.r_vectors import numeric, read, text
from pybrms_mix.r.values.sums import mean_of
from pybrms_mix.r.vectors.factors import as_factor

__all__ = ["reordered", "reordered_by_last"]


def reordered(x: Any, by: Any, function: Callable[[Any], Any] | None = None, *,
              decreasing: bool = False) -> Any:  # fmt: skip
    """Return a factor whose levels are sorted by a summary of other values.

    Parameters
    ----------
    x : array_like
        A factor.
    by : array_like
        The values to summarise.
    function : callable, optional
        The summary of the values in each level. The default is the mean.
    decreasing : bool, default False
        Whether the level with the largest summary comes first.

    Returns
    -------
    Categorical
        The factor.
    """
    factor = as_factor(x)
    labels = np.array(text(read(factor)).data, dtype=object)
    values = numeric(read(by)).data
    summary = function or mean_of
    summaries = {k: float(summary(values[at])) if (at := labels == str(k)).any() else np.inf
                 for k in factor.categories}  # fmt: skip
    order = sorted(factor.categories, key=summaries.__getitem__, reverse=decreasing)
    return pd.Categorical(labels, categories=[str(k) for k in order], ordered=factor.ordered)


def reordered_by_last(
    x: Any, by: Any, values: Any, function: str | Callable[[Any, Any], Any] = "last", *,
    decreasing: bool = True,
) -> Any:  # fmt: skip
    """Return a factor whose levels are sorted by the last value of each, as ``fct_reorder2()``.

    Parameters
    ----------
    x : array_like
        A factor.
    by : array_like
        What orders the values of a level, such as the time.
    values : array_like
        The values.
    function : {"last", "first"} or callable, default "last"
        Which value of a level counts: the one with the largest ``by`` or with the smallest, or what
        a function of ``by`` and the values returns.
    decreasing : bool, default True
        Whether the level with the largest value comes first.

    Returns
    -------
    Categorical
        The factor. Rows with missing values do not count.

    Examples
    --------
    >>> list(reordered_by_last(["a", "b", "a", "b"], [1, 1, 2, 2], [5, 6, 7, 9]).categories)
    ['b', 'a']
    """
    factor = as_factor(x)
    labels = np.array(text(read(factor)).data, dtype=object)
    times, heights = numeric(read(by)).data, numeric(read(values)).data
    is_complete = ~(np.isnan(times) | np.isnan(heights))

    def summary(level: Any) -> float:
        rows = (labels == str(level)) & is_complete
        if callable(function):
            return float(function(times[rows], heights[rows]))
        order = np.argsort(times[rows], kind="stable")
        return float(heights[rows][order[-1 if function == "last" else 0]])

    order = sorted(factor.categories, key=summary, reverse=decreasing)
    return pd.Categorical(labels, categories=[str(k) for k in order], ordered=factor.ordered)
