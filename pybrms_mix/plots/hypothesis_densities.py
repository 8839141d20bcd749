"""Plots of the posterior and prior densities of the quantities in hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.public_calls import public
from pybrms_mix.base.takes import Count
from pybrms_mix.plots import style
from pybrms_mix.results.hypotheses import Hypotheses

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@public
def plot_hypothesis(
    hypotheses: Hypotheses,
    *,
    N: Count = 5,  # noqa: N803 - brms's name
    ignore_prior: bool = False,
) -> list[Figure]:
    """Draw the densities of the left side minus the right side of each hypothesis.

    Parameters
    ----------
    hypotheses : Hypotheses
        The result of ``hypothesis()``.
    N : int, default 5
        The number of hypotheses in one figure.
    ignore_prior : bool, default False
        Whether the draws from the priors, if there are any, are left out.

    Returns
    -------
    list of Figure
        Figures with one panel for each hypothesis; brms's ``plot()`` of hypotheses.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> figures = plot_hypothesis(fit.hypothesis(["mu1_x > 0", "mu1_x = mu2_x"]))
    >>> figures[0].savefig("hypothesis.png")
    """
    names = list(hypotheses.hypothesis["Hypothesis"])
    figures = []
    for start in range(0, len(names), N):
        names_of_page = names[start : start + N]
        figure, axes = style.panels(len(names_of_page), ncol=1, size=(5.5, 1.6))
        for at, ax in enumerate(axes, start=start):
            _drawn(ax, hypotheses, at, ignore_prior=ignore_prior)
        style.titled(axes, names_of_page)
        style.legend(*axes)
        figures.append(figure)
    return figures


def _drawn(ax: Axes, hypotheses: Hypotheses, at: int, *, ignore_prior: bool) -> None:
    """Draw the densities of one hypothesis, and a line at 0."""
    sources = [("Posterior", hypotheses.samples, style.MIDDLE)]
    if not ignore_prior:
        sources.append(("Prior", hypotheses.prior_samples, style.LIGHT))
    for label, table, colour in sources:
        draws = table.iloc[:, at].to_numpy(dtype=float) if at < table.shape[1] else np.empty(0)
        draws = draws[np.isfinite(draws)]
        if len(draws):
            ax.fill_between(*style.smooth(draws), alpha=0.6, color=colour, label=label)
    ax.axvline(0.0, color="0.5", linestyle="--", linewidth=0.8)
    style.no_counts(ax)
