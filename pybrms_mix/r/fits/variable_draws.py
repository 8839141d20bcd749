"""The draws of one variable, as posterior's ``extract_variable()`` gives them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.r.fits.draws_forms import per_chain
from pybrms_mix.r.fits.draws_reading import tidy_draws

__all__ = ["variable_draws", "variable_matrix"]


def variable_draws(draws: Any, variable: str) -> np.ndarray:
    """Return the draws of one variable as a vector, as ``extract_variable()`` of R's posterior.

    Parameters
    ----------
    draws : Fit, DataFrame or DataArray
        A fit, or its draws.
    variable : str
        The name of the variable.

    Returns
    -------
    ndarray
        The draws, chain after chain.
    """
    values: np.ndarray = tidy_draws(draws)[variable].to_numpy(dtype=float)
    return values


def variable_matrix(draws: Any, variable: str) -> np.ndarray:
    """Return the draws of one variable, as ``extract_variable_matrix()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws.
    variable : str
        The name of the variable.

    Returns
    -------
    ndarray
        An array of shape (iterations, chains).
    """
    frame = tidy_draws(draws)
    values: np.ndarray = frame[variable].to_numpy(dtype=float)
    return values.reshape(-1, per_chain(frame)).T
