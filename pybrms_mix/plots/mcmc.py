"""Pictures of posterior draws, in the kinds of R's bayesplot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import chains, style
from pybrms_mix.plots.bare_draws import Drawn
from pybrms_mix.plots.diagnostic_lines import NEFF, RHAT, measured, measured_hist
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.plots.interval_lines import areas, intervals, ridges
from pybrms_mix.plots.nuts_plots import NUTS, energies
from pybrms_mix.plots.pairs import hexagons, marks, pairs_of, scatter
from pybrms_mix.results.fit import Fit, joint_method

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@joint_method
def mcmc_plot(
    fit: Fit,
    type: str = "intervals",
    variable: Names | None = None,
    *,
    regex: bool = False,
    prob: float | None = None,
    prob_outer: float | None = None,
) -> Figure:
    """Draw the posterior in one of bayesplot's kinds of pictures.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    type : str, default "intervals"
        The kind of picture. Posterior: "intervals", "areas", "areas_ridges", "dens",
        "dens_overlay", "hist", "hist_by_chain", "violin". Chains: "trace", "rank_overlay",
        "rank_hist", "rank_ecdf", "trace_highlight", "acf", "acf_bar", "combo". Several variables:
        "scatter", "hex", "pairs", "parcoord". Sampler: "rhat", "rhat_hist", "neff", "neff_hist",
        "nuts_acceptance", "nuts_divergence", "nuts_energy", "nuts_stepsize", "nuts_treedepth".
    variable : str or iterable of str, optional
        Names of variables, as in ``as_draws_df()``. The default is all variables except the
        group-level effects of single levels; "rhat" and "neff" show these too.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.
    prob, prob_outer : float, optional
        The probabilities of the inner and the outer interval. The defaults are 0.5 and 0.9 for
        "intervals", 0.5 and 1 for "areas", and 1 and 1 for "areas_ridges".

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidArgument
        For an unknown type (the message lists the valid types) or variable, and if the kind needs
        another number of variables.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.mcmc_plot("areas", "^b_", regex=True).savefig("areas.png")
    """
    settings = DrawSettings(prob=prob, prob_outer=prob_outer)
    return draw_kind(fit, type, variable, regex=regex, settings=settings)


def draw_kind(
    fit: Drawn, type: str, variable: Names | None, *, regex: bool, settings: DrawSettings
) -> Figure:
    """Draw a picture of a fit or of draws; ``mcmc_plot`` documents the arguments."""
    if type not in _TYPES:
        valid = ", ".join(map(repr, _TYPES))
        raise InvalidArgument(
            f"Invalid plot type. Valid plot types are: \n{valid}",
            hint=did_you_mean(type, _TYPES),
        )
    return _TYPES[type](fit, variable, regex, settings)


Variable = Any  # str | Iterable[str] | None
Kind = Callable[[Drawn, Variable, bool, DrawSettings], "Figure"]


def _panels(draw_one: chains.Panel, *, titled: bool) -> Kind:
    """Return the kind of picture with one panel for each variable."""

    def draw(fit: Drawn, variable: Variable, regex: bool, settings: DrawSettings) -> Figure:
        names = chains.names_of(fit, variable, regex)
        figure, axes = style.panels(len(names))
        style.titled(axes, names)
        for name, ax in zip(names, axes, strict=True):
            draw_one(ax, chains.of(fit, name), settings)
        if titled:
            style.legend(*axes)
        return figure

    return draw


def _by_chain(draw_one: Callable[[Axes, np.ndarray, int, DrawSettings], None]) -> Kind:
    """Return the kind with a row of panels for each variable, one panel for each chain."""

    def draw(fit: Drawn, variable: Variable, regex: bool, settings: DrawSettings) -> Figure:
        names = chains.names_of(fit, variable, regex)
        count = fit.posterior.chains
        figure, axes = style.panels(len(names) * count, ncol=count, size=(2.2, 1.5))
        colours = style.shades(count)
        for at, ax in enumerate(axes):
            name, chain = names[at // count], at % count
            draw_one(ax, chains.of(fit, name), chain, settings)
            for bar in ax.patches:
                bar.set_facecolor(colours[chain])
            if at < count:
                ax.set_title(f"chain {chain + 1}", fontsize=10)
            if chain == 0:
                ax.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=9)
        return figure

    return draw


def _rank_hist(ax: Axes, draws: np.ndarray, chain: int, settings: DrawSettings) -> None:
    counts, edges = chains.rank_counts(draws, settings.n_bins)
    ax.bar(edges[:-1], counts[chain], np.diff(edges), align="edge", edgecolor="white")
    ax.axhline(draws.shape[1] / counts.shape[1], color="0.3", linestyle="--", linewidth=0.8)
    style.no_counts(ax)


def _hist_by_chain(ax: Axes, draws: np.ndarray, chain: int, settings: DrawSettings) -> None:
    ax.hist(draws[chain], bins=settings.edges(draws))
    style.no_counts(ax)


def _acf_bar(ax: Axes, draws: np.ndarray, chain: int, settings: DrawSettings) -> None:
    autocorrelations = chains.autocorrelation(draws, settings.lags)[chain]
    ax.bar(np.arange(len(autocorrelations)), autocorrelations, 0.7)
    ax.axhline(0, color="0.4", linewidth=0.8)
    ax.set_ylim(min(-0.1, float(autocorrelations.min())), 1.02)


def _violin(ax: Axes, draws: np.ndarray, settings: DrawSettings) -> None:
    probs = list(np.atleast_1d(settings.probs))
    parts: dict[str, Any] = ax.violinplot(
        list(draws), quantiles=[probs] * len(draws), showextrema=False
    )
    for body in parts["bodies"]:
        body.set(facecolor=style.MIDDLE, edgecolor=style.DARK, alpha=0.7)
    parts["cquantiles"].set_color(style.DATA)
    ax.set_xticks(range(1, len(draws) + 1))
    ax.set_xlabel("chain")


def _parcoord(fit: Drawn, variable: Variable, regex: bool, settings: DrawSettings) -> Figure:
    """Draw each draw as a line across the variables; divergent draws are red."""
    names = chains.names_of(fit, variable, regex)
    draws = fit.posterior.matrix(names)
    scale = draws.std(axis=0)
    standardised = (draws - draws.mean(axis=0)) / np.where(scale > 0, scale, 1.0)
    figure, (ax,) = style.panels(1, size=(max(5.0, 0.7 * len(names)), 3.6))
    step = max(1, len(standardised) // 500)
    ax.plot(standardised[::step].T, color=style.MIDDLE, alpha=0.08, linewidth=0.7)
    bad = marks(fit)["divergent"]
    if bad.any():
        ax.plot(standardised[bad].T, color=style.RED, alpha=0.7, linewidth=0.8)
    ax.set_xticks(range(len(names)), names, rotation=30, ha="right")
    ax.set_ylabel("standardised")
    return figure


def _combo(fit: Drawn, variable: Variable, regex: bool, settings: DrawSettings) -> Figure:
    size = len(fit.posterior.names)
    return chains.pages(fit, variable, settings.combo, size, regex, settings)[0]


def _of_sampler(draw: Callable[[Drawn], Figure]) -> Kind:
    return lambda fit, variable, regex, settings: draw(fit)


_TYPES: dict[str, Kind] = {
    "acf": _panels(chains.acf, titled=True),
    "acf_bar": _by_chain(_acf_bar),
    "areas": areas,
    "areas_ridges": ridges,
    "combo": _combo,
    "dens": _panels(chains.dens, titled=False),
    "dens_overlay": _panels(chains.dens_overlay, titled=True),
    "hex": lambda fit, variable, regex, settings: hexagons(fit, variable, regex),
    "hist": _panels(chains.hist, titled=False),
    "hist_by_chain": _by_chain(_hist_by_chain),
    "intervals": intervals,
    "neff": measured(NEFF),
    "neff_hist": measured_hist(NEFF),
    "nuts_energy": lambda fit, variable, regex, settings: energies(fit, settings),
    **{name: _of_sampler(draw) for name, draw in NUTS.items()},
    "pairs": pairs_of,
    "parcoord": _parcoord,
    "rank_ecdf": _panels(chains.rank_ecdf, titled=True),
    "rank_hist": _by_chain(_rank_hist),
    "rank_overlay": _panels(chains.rank_overlay, titled=True),
    "rhat": measured(RHAT),
    "rhat_hist": measured_hist(RHAT),
    "scatter": lambda fit, variable, regex, settings: scatter(fit, variable, regex),
    "trace": _panels(chains.trace, titled=True),
    "trace_highlight": _panels(chains.trace_highlight, titled=True),
    "violin": _panels(_violin, titled=False),
}
