"""Pairs of correlated variables, and the correlation matrix at which chains start."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidArgument


def pairs(size: int) -> list[tuple[int, int]]:
    """Return the pairs of ``size`` variables: the upper triangle, column by column."""
    return [(j, k) for k in range(size) for j in range(k)]


def start_factor(correlations: np.ndarray, name: str) -> np.ndarray:
    """Return the Cholesky factors of correlation matrices that a user chose: (..., size, size).

    ``name`` is what the message calls the correlations: "The residual correlations".

    Raises:
        InvalidArgument: if a matrix is not positive definite.
    """
    try:
        return np.asarray(np.linalg.cholesky(correlations))
    except np.linalg.LinAlgError:
        raise InvalidArgument(
            f"{name} cannot have these starting values: they do not form a correlation matrix.",
            hint="Correlations without a starting value start at 0.",
        ) from None
