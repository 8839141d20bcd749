"""What R's functions for a ``stanfit`` give: names of variables, draws with numbers of chains."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import part
from pybrms_mix.r.vectors.factors import factor
from pybrms_mix.r.vectors.vectors import names
from pybrms_mix.results.as_draws import variables
from pybrms_mix.results.fit import Fit

__all__ = ["names_of_stanfit", "with_chains"]


def names_of_stanfit(x: Any) -> Any:
    """Return ``names(x$fit)``: the variables of a fit, or the names of an element of a list.

    Parameters
    ----------
    x : Fit, Mapping or DataFrame
        A fit, or a list with an element "fit".

    Returns
    -------
    ndarray or None
        The names.
    """
    return np.array(variables(x), dtype=object) if isinstance(x, Fit) else names(part(x, "fit"))


def with_chains(draws: pd.DataFrame, fit: Any) -> pd.DataFrame:
    """Return draws with the columns "chain" and "iter", as ``posterior_samples(add_chain = TRUE)``.

    Parameters
    ----------
    draws : DataFrame
        The draws of a fit, one chain after the other.
    fit : Fit
        The fit.

    Returns
    -------
    DataFrame
        The draws. The chain is a factor, and the iteration counts the warm-up too.

    Raises
    ------
    InvalidData
        If the fit does not know its iterations.
    """
    run = fit.run
    if run is None:
        raise InvalidData("The fit does not hold the numbers of its iterations.")
    iterations = np.arange(run.warmup + 1, run.iter + 1, run.thin)
    chains = len(draws) // len(iterations)
    numbers = np.repeat(np.arange(1, chains + 1), len(iterations))
    return draws.assign(chain=factor(numbers), iter=np.tile(iterations, chains).astype(float))
