"""Pictures of posterior draws, in the kinds of R's bayesplot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import chains, style
from pybrms_mix.plots.bare_draws import BareDraws, Drawn
from pybrms_mix.plots.nuts_plots import NUTS
from pybrms_mix.plots.pairs import hexagons, marks, pairs_of, scatter
from pybrms_mix.results.diagnostics import neff_ratio, rhat
from pybrms_mix.results.estimates import interval
from pybrms_mix.results.fit import Fit, joint_method

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_RHAT = ((1.05, style.LIGHT), (1.1, style.MIDDLE), (np.inf, style.DATA))
_NEFF = ((0.1, style.DATA), (0.5, style.MIDDLE), (np.inf, style.LIGHT))


@joint_method
def mcmc_plot(
    fit: Fit,
    type: str = "intervals",
    variable: Names | None = None,
    *,
    regex: bool = False,
    prob: float = 0.5,
    prob_outer: float = 0.9,
) -> Figure:
    """Draw the posterior in one of bayesplot's kinds of pictures.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    type : str, default "intervals"
        The kind of picture. Posterior: "intervals", "areas", "areas_ridges", "dens",
        "dens_overlay", "hist", "hist_by_chain", "violin". Chains: "trace", "rank_overlay",
        "rank_hist", "acf", "acf_bar", "combo". Several variables: "scatter", "hex", "pairs",
        "parcoord". Sampler: "rhat", "rhat_hist", "neff", "neff_hist", "nuts_acceptance",
        "nuts_divergence", "nuts_energy", "nuts_stepsize", "nuts_treedepth".
    variable : str or iterable of str, optional
        Names of variables, as in ``as_draws_df()``. The default is all variables except the
        group-level effects of single levels; "rhat" and "neff" show these too.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.
    prob, prob_outer : float
        The probabilities of the inner and the outer interval.

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
    return draw_kind(fit, type, variable, regex=regex, prob=prob, prob_outer=prob_outer)


def draw_kind(
    fit: Drawn, type: str, variable: Names | None, *, regex: bool, prob: float, prob_outer: float
) -> Figure:
    """Draw a picture of a fit or of draws; ``mcmc_plot`` documents the arguments."""
    if type not in _TYPES:
        valid = ", ".join(map(repr, _TYPES))
        raise InvalidArgument(
            f"Invalid plot type. Valid plot types are: \n{valid}",
            hint=did_you_mean(type, _TYPES),
        )
    return _TYPES[type](fit, variable, regex, (interval(prob), interval(prob_outer)))


Ends = tuple[tuple[float, float], tuple[float, float]]
Variable = Any  # str | Iterable[str] | None
Kind = Callable[[Drawn, Variable, bool, Ends], "Figure"]


def _panels(draw_one: Callable[[Axes, np.ndarray], None], *, titled: bool) -> Kind:
    """Return the kind of picture with one panel for each variable."""

    def draw(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
        names = chains.names_of(fit, variable, regex)
        figure, axes = style.panels(len(names))
        style.titled(axes, names)
        for name, ax in zip(names, axes, strict=True):
            draw_one(ax, chains.of(fit, name))
        if titled:
            style.legend(*axes)
        return figure

    return draw


def _by_chain(draw_one: Callable[[Axes, np.ndarray, Any], None]) -> Kind:
    """Return the kind with a row of panels for each variable, one panel for each chain."""

    def draw(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
        names = chains.names_of(fit, variable, regex)
        count = fit.posterior.chains
        figure, axes = style.panels(len(names) * count, ncol=count, size=(2.2, 1.5))
        colours = style.shades(count)
        for at, ax in enumerate(axes):
            name, chain = names[at // count], at % count
            draw_one(ax, chains.of(fit, name), chain)
            for bar in ax.patches:
                bar.set_facecolor(colours[chain])
            if at < count:
                ax.set_title(f"chain {chain + 1}", fontsize=10)
            if chain == 0:
                ax.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=9)
        return figure

    return draw


def _rank_hist(ax: Axes, draws: np.ndarray, chain: int) -> None:
    counts, edges = chains.rank_counts(draws)
    ax.bar(edges[:-1], counts[chain], np.diff(edges), align="edge", edgecolor="white")
    ax.axhline(draws.shape[1] / counts.shape[1], color="0.3", linestyle="--", linewidth=0.8)
    style.no_counts(ax)


def _hist_by_chain(ax: Axes, draws: np.ndarray, chain: int) -> None:
    edges = np.histogram_bin_edges(draws, 30)
    ax.hist(draws[chain], bins=edges.tolist())
    style.no_counts(ax)


def _acf_bar(ax: Axes, draws: np.ndarray, chain: int) -> None:
    autocorrelations = chains.autocorrelation(draws)[chain]
    ax.bar(np.arange(len(autocorrelations)), autocorrelations, 0.7)
    ax.axhline(0, color="0.4", linewidth=0.8)
    ax.set_ylim(min(-0.1, float(autocorrelations.min())), 1.02)


def _violin(ax: Axes, draws: np.ndarray) -> None:
    parts: dict[str, Any] = ax.violinplot(list(draws), showmedians=True, showextrema=False)
    for body in parts["bodies"]:
        body.set(facecolor=style.MIDDLE, edgecolor=style.DARK, alpha=0.7)
    parts["cmedians"].set_color(style.DATA)
    ax.set_xticks(range(1, len(draws) + 1))
    ax.set_xlabel("chain")


def _rows(fit: Drawn, variable: Variable, regex: bool) -> tuple[list[str], Figure, Axes]:
    """Return names and axes; each name has a line on the axes, the first one on top."""
    names = chains.names_of(fit, variable, regex)
    figure, (ax,) = style.panels(1, size=(6.5, 1 + 0.36 * len(names)))
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.9)
    return names, figure, ax


def _intervals(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
    names, figure, ax = _rows(fit, variable, regex)
    draws = fit.posterior.matrix(names)
    inner, outer = (np.quantile(draws, e, axis=0) for e in ends)
    at = np.arange(len(names))
    ax.axvline(0, color="0.85", linewidth=0.8, zorder=0)
    ax.hlines(at, *outer, color=style.MIDDLE, linewidth=1.2)
    ax.hlines(at, *inner, color=style.DARK, linewidth=4)
    ax.plot(np.median(draws, axis=0), at, "o", color=style.LIGHT, markeredgecolor=style.DATA)
    return figure


def _areas(*, height: float, inner: bool) -> Kind:
    def draw(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
        names, figure, ax = _rows(fit, variable, regex)
        for place, name in enumerate(names):
            draws = chains.of(fit, name).reshape(-1)
            at, density = style.smooth(draws)
            top = place - height * density / density.max()
            order = len(names) + place
            _area(ax, at, top, place, draws, ends[0] if inner else None, order)
        ax.set_ylim(len(names) - 0.4, -height - 0.1)
        return figure

    return draw


def _area(
    ax: Axes,
    at: np.ndarray,
    top: np.ndarray,
    base: float,
    draws: np.ndarray,
    inner: tuple[float, float] | None,
    order: int,
) -> None:
    face = style.LIGHT if inner is None else "white"
    ax.fill_between(at, base, top, color=face, alpha=0.85, linewidth=0, zorder=order)
    ax.plot(at, top, color=style.DARK, linewidth=1, zorder=order)
    if inner is None:
        return
    low, high = np.quantile(draws, inner)
    within = np.linspace(low, high, 100)
    line = np.interp(within, at, top)
    ax.fill_between(within, base, line, color=style.LIGHT, linewidth=0, zorder=order)
    middle = float(np.median(draws))
    ax.vlines(middle, base, np.interp(middle, at, top), color=style.DARK, linewidth=2, zorder=order)
    ax.axhline(base, color="0.8", linewidth=0.6, zorder=0)


def _measured(
    measure: Callable[..., Any], label: str, grades: Sequence[tuple[float, str]], start: float
) -> Kind:
    """Return the kind that draws a diagnostic of each variable, sorted by its value."""

    def draw(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
        names = None if variable is None else chains.names_of(fit, variable, regex)
        values = measure(_fit(fit), names).dropna().sort_values()
        crowded = len(values) > 40
        figure, (ax,) = style.panels(1, size=(6, 1 + (0.06 if crowded else 0.26) * len(values)))
        colours = [_grade(v, grades) for v in values]
        at = np.arange(len(values))
        ax.hlines(at, start, values, color=colours, linewidth=0.8 if crowded else 1.5)
        ax.scatter(
            values, at, c=colours, s=14 if crowded else 24, edgecolors=style.DATA, linewidths=0.5
        )
        ax.set_yticks([] if crowded else at, None if crowded else list(values.index))
        for limit, _ in grades[:-1]:
            if limit <= max(values.max(), grades[0][0]) or start == 0:
                ax.axvline(limit, color="0.5", linestyle="--", linewidth=0.8, zorder=0)
        ax.set_xlabel(label)
        return figure

    return draw


def _fit(fit: Drawn) -> Fit:
    """Return the fit, which diagnostics of variables need."""
    if isinstance(fit, BareDraws):
        raise InvalidArgument("A picture of diagnostics needs a fit, not draws alone.")
    return fit


def _measured_hist(
    measure: Callable[..., Any], label: str, grades: Sequence[tuple[float, str]]
) -> Kind:
    def draw(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
        names = None if variable is None else chains.names_of(fit, variable, regex)
        values = measure(_fit(fit), names).dropna()
        figure, (ax,) = style.panels(1, size=(5, 3))
        _, edges, bars = ax.hist(values, bins=30)
        for middle, bar in zip((edges[1:] + edges[:-1]) / 2, bars, strict=True):  # type: ignore[arg-type]
            bar.set(facecolor=_grade(float(middle), grades), edgecolor=style.DATA, linewidth=0.4)
        ax.set_xlabel(label)
        ax.set_ylabel("variables")
        return figure

    return draw


def _grade(value: float, grades: Sequence[tuple[float, str]]) -> str:
    return next(colour for limit, colour in grades if value <= limit)


def _parcoord(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
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


def _combo(fit: Drawn, variable: Variable, regex: bool, ends: Ends) -> Figure:
    return chains.pages(fit, variable, None, len(fit.posterior.names), regex)[0]


def _of_sampler(draw: Callable[[Drawn], Figure]) -> Kind:
    return lambda fit, variable, regex, ends: draw(fit)


_TYPES: dict[str, Kind] = {
    "acf": _panels(chains.acf, titled=True),
    "acf_bar": _by_chain(_acf_bar),
    "areas": _areas(height=0.85, inner=True),
    "areas_ridges": _areas(height=1.5, inner=False),
    "combo": _combo,
    "dens": _panels(chains.dens, titled=False),
    "dens_overlay": _panels(chains.dens_overlay, titled=True),
    "hex": lambda fit, variable, regex, ends: hexagons(fit, variable, regex),
    "hist": _panels(chains.hist, titled=False),
    "hist_by_chain": _by_chain(_hist_by_chain),
    "intervals": _intervals,
    "neff": _measured(neff_ratio, "effective sample size / draws", _NEFF, 0.0),
    "neff_hist": _measured_hist(neff_ratio, "effective sample size / draws", _NEFF),
    **{name: _of_sampler(draw) for name, draw in NUTS.items()},
    "pairs": lambda fit, variable, regex, ends: pairs_of(fit, variable, regex),
    "parcoord": _parcoord,
    "rank_hist": _by_chain(_rank_hist),
    "rank_overlay": _panels(chains.rank_overlay, titled=True),
    "rhat": _measured(rhat, "Rhat", _RHAT, 1.0),
    "rhat_hist": _measured_hist(rhat, "Rhat", _RHAT),
    "scatter": lambda fit, variable, regex, ends: scatter(fit, variable, regex),
    "trace": _panels(chains.trace, titled=True),
    "violin": _panels(_violin, titled=False),
}
