"""The names of the axes of predictions with several numbers for each row of the data."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.model import values
from pybrms_mix.model.ir import CategoriesPiece
from pybrms_mix.r.values.labelled import labelled_array

__all__ = ["with_draw_axes"]


def with_draw_axes(draws: Any, fit: Any) -> Any:
    """Return draws of predictions with the names that brms gives to their axes.

    Parameters
    ----------
    draws : ndarray or DataFrame
        The result of ``posterior_epred()`` or a similar function, or a summary of it.
    fit : Fit
        The fit that predicts.

    Returns
    -------
    ndarray, DataFrame or DataArray
        An array with a last axis of responses or of ordered categories, which are its names. The
        draws of categories are numbered from 1. A matrix has no names, and is returned unchanged.

    Examples
    --------
    >>> import numpy as np
    >>> with_draw_axes(np.zeros((2, 3)), None).shape
    (2, 3)
    """
    if not isinstance(draws, np.ndarray) or draws.ndim < 3:
        return draws
    responses = list(fit.model.views)
    if responses:
        return labelled_array(draws, [None, None, responses])
    categories = fit.model.of(CategoriesPiece)
    if not categories:
        return draws
    # The draws of a model with coefficients for single thresholds have no names in brms.
    is_specific = bool(values.category_specific(fit.model))
    numbers = None if is_specific else list(range(1, len(draws) + 1))
    return labelled_array(draws, [numbers, None, list(categories[0].category_names)])
