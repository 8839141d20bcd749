"""The number of components of a mixture that hold a row."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Seed
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.prediction_rows import rows


@mixture_method
def occupied_components(fit: Fit, *, seed: Seed | None = 1) -> pd.Series:
    """Return the posterior distribution of the number of components that hold a row.

    In each draw every row (or whole group) gets a component by its membership. A mixture with more
    components than needed and a sparse prior, ``prior(dirichlet(0.1), theta)``, leaves superfluous
    components empty. The result is then the posterior of the number of components that are needed.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture.
    seed : int, optional
        The seed of the random components.

    Returns
    -------
    Series
        The probability of each number of components.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.

    References
    ----------
    Rousseau and Mengersen (2011); Malsiner-Walli, Fruehwirth-Schnatter and Gruen (2016).

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.occupied_components().index.tolist()
    [1, 2]
    """
    counts = occupied(fit, np.random.default_rng(seed))
    numbers = range(1, len(fit.model.mixture.components) + 1)
    shares = [float(np.mean(counts == k)) for k in numbers]
    return pd.Series(shares, index=pd.Index(numbers, name="components"), name="probability")


def occupied(fit: Fit, rng: np.random.Generator) -> np.ndarray:
    """Return the number of components that hold a row in each draw: (draws,)."""
    rows_ = rows(fit, response="taken")
    is_held = np.zeros((rows_.S, len(fit.model.mixture.components)), dtype=bool)
    for part in rows_.blocks():
        shares = membership(part)
        edges = np.cumsum(shares, axis=2)[:, :, :-1]
        u = values.by_row(part.model, rng.random((part.S, len(part.units))))
        which = (edges < u[:, :, None]).sum(axis=2)
        for k in range(is_held.shape[1]):
            is_held[:, k] |= (which == k).any(axis=1)
    return np.asarray(is_held.sum(axis=1))
