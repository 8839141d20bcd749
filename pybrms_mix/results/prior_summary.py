"""The priors of a fit."""

from __future__ import annotations

from pybrms_mix.results.fit import Fit, Table, method


@method
def prior_summary(fit: Fit, all: bool = True) -> Table:
    """Return the complete prior table of a fit.

    Parameters
    ----------
    fit : Fit
        A fit.
    all : bool, default True
        Whether to include rows without a prior text of their own.

    Returns
    -------
    PriorTable
        The priors under brms's internal names (class L for correlations).
    """
    if all:
        return fit.prior
    found = fit.prior[:0]
    for at, text in enumerate(fit.prior.to_frame()["prior"]):
        if text:
            found = found + fit.prior[at : at + 1]
    return found
