"""The priors of a fit."""

from __future__ import annotations

from pybrms_mix.results.fit import Fit, Table, method


@method
def prior_summary(fit: Fit, all: bool = True) -> Table:
    """Return the complete prior table, under brms's internal names (class L for correlations).

    With ``all=False`` only rows that say something: those without a text of their own are left out.
    """
    if all:
        return fit.prior
    found = fit.prior[:0]
    for at, text in enumerate(fit.prior.to_frame()["prior"]):
        if text:
            found = found + fit.prior[at : at + 1]
    return found
