"""Proportions of the values in draws: ``posterior_table()`` of brms."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.r.values.sorting import sort
from pybrms_mix.r.vectors.vectors import unique

__all__ = ["posterior_table"]


def posterior_table(x: Any) -> Any:
    """Return the proportions of the values in each column of draws, as ``posterior_table(x)``.

    Parameters
    ----------
    x : array_like
        Draws, with one column for each observation; a vector is one observation.

    Returns
    -------
    NamedMatrix
        One row for each observation, and one column for each value.

    Examples
    --------
    >>> posterior_table([1, 2, 2, 3])
       P(Y = 1)  P(Y = 2)  P(Y = 3)
    0      0.25       0.5      0.25
    """
    draws = np.asarray(x)
    draws = draws if draws.ndim > 1 else draws[:, None]
    values = sort(unique(draws.ravel(order="F").tolist()))
    levels = np.atleast_1d(np.asarray(values))
    shares = np.stack([(draws == level).mean(axis=0) for level in levels], axis=1)
    return matrix_of(shares, None, [f"P(Y = {t})" for t in text(read(values)).data])
