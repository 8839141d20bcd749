"""Summaries of draws in vectors, matrices, data frames and arrays, as brms gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.parameters import posterior_summary

__all__ = ["summary_of_draws"]


def summary_of_draws(
    x: Any, *, variable: Any = None, regex: bool = False, robust: bool = False,
    probs: Sequence[float] | float = PROBS,
) -> Any:  # fmt: skip
    """Return ``posterior_summary(x)`` of a fit, or of draws that have been computed from it.

    Parameters
    ----------
    x : Fit or array_like
        A fit, or draws: a vector, or a matrix or data frame with one column for each quantity, or
        an array with a further axis.
    variable : str or sequence of str, optional
        The variables of a fit.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    probs : float or sequence of float
        The probabilities of the quantiles.

    Returns
    -------
    DataFrame, NamedMatrix or ndarray
        One line for each quantity, with the columns Estimate, Est.Error, and one for each quantile.
        For an array, shape (quantities, columns, length of the last axis).

    Raises
    ------
    InvalidData
        If there are no draws.

    Examples
    --------
    >>> summary_of_draws([1.0, 2.0, 3.0], probs=0.5)
       Estimate  Est.Error  Q50
    0       2.0        1.0  2.0
    """
    levels = tuple(np.atleast_1d(probs))
    if isinstance(x, Fit):
        return posterior_summary(x, variable, levels, robust, regex)
    draws = np.asarray(x, dtype=float)
    if not draws.size:
        raise InvalidData("No posterior draws supplied.")
    if draws.ndim > 2:
        parts = [_summarised(draws[..., place], robust, levels) for place in range(draws.shape[2])]
        return matrix_of(np.stack(parts, axis=-1))
    labels = axes_of(x)[1] if isinstance(x, pd.DataFrame) else None
    cells = _summarised(draws.reshape(len(draws), -1), robust, levels)
    return matrix_of(cells, labels, columns(levels))


def _summarised(draws: np.ndarray, robust: bool, probs: Sequence[float]) -> np.ndarray:
    """Return one line for each column of draws, without missing values."""
    rows = [estimates(column[~np.isnan(column)][:, None], robust, probs) for column in draws.T]
    return np.concatenate(rows)
