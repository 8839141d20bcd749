"""The functions of bayesplot that take draws, and their arguments, as in bayesplot 1.10."""

from __future__ import annotations

from dataclasses import dataclass

_PARS = "x, pars, regex_pars, transformations, ..."
_DENSITY = "bw, adjust, kernel, n_dens"


@dataclass(frozen=True)
class DrawFunction:
    """A function of bayesplot that draws, or tabulates, draws of variables.

    Attributes
    ----------
    type
        The kind of picture in ``pm.mcmc_plot()``, or the kind of table.
    drawn
        The arguments, beside those that select variables, whose meaning the picture keeps.
    before
        The parameters up to ``...``, in their order.
    instead
        What is drawn here, where the picture of R looks otherwise.
    """

    type: str
    drawn: str = ""
    before: str = _PARS
    instead: str = ""

    @property
    def parameters(self) -> str:
        """The parameters of the function, in R's order."""
        return f"{self.before}, {self.drawn}" if self.drawn else self.before

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of the arguments whose meaning the picture keeps."""
        return tuple(self.drawn.split(", ")) if self.drawn else ()


PICTURES = {
    "mcmc_acf": DrawFunction("acf", "lags", "x, pars, regex_pars, ..."),
    "mcmc_acf_bar": DrawFunction("acf_bar", "lags", "x, pars, regex_pars, ..."),
    "mcmc_areas": DrawFunction(
        "areas", f"area_method, prob, prob_outer, point_est, rhat, {_DENSITY}"
    ),
    "mcmc_areas_ridges": DrawFunction("areas_ridges", f"prob_outer, prob, {_DENSITY}"),
    "mcmc_combo": DrawFunction(
        "combo",
        "pars, regex_pars, transformations, lags, n_warmup, iter1, window, n_bins, binwidth, "
        f"breaks, highlight, plot_diff, {_DENSITY}",
        "x, combo, ...",
    ),
    "mcmc_dens": DrawFunction("dens", _DENSITY),
    "mcmc_dens_chains": DrawFunction(
        "dens_overlay", _DENSITY, instead="the densities of the chains lie over each other"
    ),
    "mcmc_dens_overlay": DrawFunction("dens_overlay", _DENSITY),
    "mcmc_hex": DrawFunction("hex"),
    "mcmc_hist": DrawFunction("hist", "binwidth, breaks"),
    "mcmc_hist_by_chain": DrawFunction("hist_by_chain", "binwidth, breaks"),
    "mcmc_intervals": DrawFunction("intervals", "prob, prob_outer, point_est, rhat"),
    "mcmc_pairs": DrawFunction("pairs", "diag_fun, off_diag_fun, condition, np"),
    "mcmc_parcoord": DrawFunction("parcoord", "np"),
    "mcmc_rank_ecdf": DrawFunction(
        "rank_ecdf", "plot_diff", instead="without the simultaneous bands"
    ),
    "mcmc_rank_hist": DrawFunction("rank_hist", "n_bins"),
    "mcmc_rank_overlay": DrawFunction("rank_overlay", "n_bins"),
    "mcmc_scatter": DrawFunction("scatter", "np"),
    "mcmc_trace": DrawFunction("trace", "n_warmup, iter1, window"),
    "mcmc_trace_highlight": DrawFunction("trace_highlight", "n_warmup, window, highlight"),
    "mcmc_violin": DrawFunction("violin", "probs"),
}
NUTS = {
    "mcmc_nuts_acceptance": DrawFunction("nuts_acceptance", "", "x, lp, chain, ..."),
    "mcmc_nuts_divergence": DrawFunction("nuts_divergence", "", "x, lp, chain, ..."),
    "mcmc_nuts_energy": DrawFunction("nuts_energy", "merge_chains, binwidth", "x, ..."),
    "mcmc_nuts_stepsize": DrawFunction("nuts_stepsize", "", "x, lp, chain, ..."),
    "mcmc_nuts_treedepth": DrawFunction("nuts_treedepth", "", "x, lp, chain, ..."),
}
DIAGNOSTICS = {
    "mcmc_neff": DrawFunction("neff", "", "ratio, ..."),
    "mcmc_neff_hist": DrawFunction("neff_hist", "binwidth, breaks", "ratio, ..."),
    "mcmc_rhat": DrawFunction("rhat", "", "rhat, ..."),
    "mcmc_rhat_hist": DrawFunction("rhat_hist", "binwidth, breaks", "rhat, ..."),
}
TABLES = {
    "mcmc_areas_data": DrawFunction("areas", f"prob, prob_outer, point_est, rhat, {_DENSITY}"),
    "mcmc_areas_ridges_data": DrawFunction("areas_ridges", f"prob_outer, prob, {_DENSITY}"),
    "mcmc_dens_chains_data": DrawFunction("dens_chains", _DENSITY),
    "mcmc_intervals_data": DrawFunction("intervals", "prob, prob_outer, point_est, rhat"),
    "mcmc_parcoord_data": DrawFunction("parcoord"),
    "mcmc_trace_data": DrawFunction("trace", "highlight, n_warmup, iter1"),
}
RECOVERED = {
    "mcmc_recover_hist": DrawFunction("hist", "binwidth", "x, true, ..."),
    "mcmc_recover_intervals": DrawFunction(
        "intervals", "prob, prob_outer, point_est", "x, true, batch, ..."
    ),
    "mcmc_recover_scatter": DrawFunction("scatter", "point_est", "x, true, batch, ..."),
}
DIAGNOSTIC_TABLES = {
    "mcmc_neff_data": DrawFunction("neff", "", "ratio, ..."),
    "mcmc_rhat_data": DrawFunction("rhat", "", "rhat, ..."),
}
# Arguments that set sizes, colours and the layout of panels.
LOOKS = frozenset(
    {"size", "alpha", "facet_args", "np_style", "diag_args", "off_diag_args", "grid_args",
     "save_gg_objects", "border_size", "outer_size", "inner_size", "point_size", "widths",
     "gg_theme", "trim", "color_chains", "freq", "ref_line", "bins", "bounds", "linewidth"}
)  # fmt: skip
# Arguments that add to a picture what it has not here, and what is left out without them.
OMITTED = {
    "np": "the divergences are not marked",
    "divergences": "the divergences are not marked",
    "lp": "the log posterior is that of the fit",
    "max_treedepth": "the largest tree depth is that of the fit",
    "K": "the points of the curve are chosen here",
    "interpolate_adj": "there are no simultaneous bands",
    "prob": "there are no simultaneous bands",
    "binwidth": "the hexagons have another size",
    "transform_label": "the label is that of the transformation",
}
