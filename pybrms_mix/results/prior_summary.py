"""The priors of a fit."""

from __future__ import annotations

from pybrms_mix.results.fit import Fit, Table, joint_method


@joint_method
def prior_summary(fit: Fit, all: bool = True) -> Table:
    """Return the complete prior table of a fit.

    Parameters
    ----------
    fit : Fit
        A fit.
    all : bool, default True
        Whether to include rows whose prior is empty.

    Returns
    -------
    PriorTable
        The priors under brms's internal names (class L for correlations).

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.prior_summary().to_frame()["class"].tolist()[:4]
    ['b', 'b', 'b', 'b']
    """
    if all:
        return fit.prior
    table = fit.prior[:0]
    for at, text in enumerate(fit.prior.to_frame()["prior"]):
        if text:
            table = table + fit.prior[at : at + 1]
    return table
