"""Convergence of quantities that do not depend on the labels of components."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.mixture.only_mixtures import only_mixtures
from pybrms_mix.results.predict.prediction_rows import rows


@mixture_method
def label_free(fit: Fit) -> pd.DataFrame:
    """Return estimates and R-hat of quantities that do not depend on the labels of components.

    R-hat of these quantities measures convergence whether or not labels have switched.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    DataFrame
        One line for each quantity: ``lp__`` (if the fit has it), ``log_lik`` of all rows,
        ``share[1]``, ... (the expected shares of the rows in the components, the largest first) and
        ``together``, the probability that two rows are in the same component.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 9], 1, (50, 2)).ravel()]
    >>> arguments = dict(chains=2, iter=400, seed=1, silent=2)
    >>> fit = pm.brm("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", **arguments)
    >>> print(pm.label_free(fit).loc["share[1]", "Estimate"].round(2))
    0.5
    """
    draws = quantities(fit)
    cells = estimates(draws.matrix(draws.names), False, PROBS)
    table = pd.DataFrame(cells, index=list(draws.names), columns=columns(PROBS))
    return table.join(convergence(draws, draws.names))


def quantities(fit: Fit) -> Draws:
    """Return the draws of these quantities."""
    only_mixtures(fit, "label_free")
    rows_ = rows(fit, response="taken")
    count = len(fit.model.mixture.components)
    log_lik, sizes = np.zeros(rows_.S), np.zeros((rows_.S, count))
    for part in rows_.blocks():
        log_lik += values.log_lik(part.model, part.draws).sum(axis=1)
        sizes += membership(part).sum(axis=1)
    shares = -np.sort(-sizes / rows_.N, axis=1)
    columns = {"log_lik": log_lik, **{f"share[{k + 1}]": shares[:, k] for k in range(count)}}
    columns["together"] = (shares**2).sum(axis=1)
    if "lp__" in fit.posterior:
        columns = {"lp__": fit.posterior["lp__"], **columns}
    draws = fit.posterior
    table = np.stack(list(columns.values()), axis=-1)
    return Draws(table.reshape(draws.chains, draws.per_chain, -1), tuple(columns))
