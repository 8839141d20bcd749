"""The functions of bayesplot that compare data with predictions, as in bayesplot 1.10."""

from __future__ import annotations

from dataclasses import dataclass

_BINS = "binwidth, breaks"


@dataclass(frozen=True)
class CheckFunction:
    """A function that draws, or tabulates, data beside predictions.

    Attributes
    ----------
    type
        The kind of picture in ``pp_check()``, or the kind of table.
    before
        The parameters up to ``...`` after the predictions, in their order.
    drawn
        The further arguments whose meaning the picture keeps.
    with_data
        Whether the first argument is the data.
    """

    type: str
    before: str = ""
    drawn: str = ""
    with_data: bool = True

    @property
    def parameters(self) -> str:
        """The parameters of the function, in R's order."""
        first = ["y", "yrep"] if self.with_data else ["ypred"]
        return ", ".join([*first, *filter(None, (self.before, "...", self.drawn))])


# Kinds of pictures: the parameters after the predictions, and the arguments that are drawn.
_KINDS = {
    "bars": ("", "prob, freq"),
    "bars_grouped": ("group", "prob, freq"),
    "boxplot": ("", ""),
    "dens": ("", ""),
    "dens_overlay": ("", ""),
    "dens_overlay_grouped": ("group", ""),
    "ecdf_overlay": ("", ""),
    "ecdf_overlay_grouped": ("group", ""),
    "error_binned": ("", ""),
    "error_hist": ("", _BINS),
    "error_hist_grouped": ("group", _BINS),
    "error_scatter": ("", ""),
    "error_scatter_avg": ("", ""),
    "error_scatter_avg_grouped": ("group", ""),
    "error_scatter_avg_vs_x": ("x", ""),
    "freqpoly": ("", _BINS),
    "freqpoly_grouped": ("group", _BINS),
    "hist": ("", _BINS),
    "intervals": ("x", "prob, prob_outer"),
    "intervals_grouped": ("x, group", "prob, prob_outer"),
    "km_overlay": ("", "status_y"),
    "km_overlay_grouped": ("group", "status_y"),
    "pit_ecdf": ("", "plot_diff"),
    "pit_ecdf_grouped": ("group", "plot_diff"),
    "ribbon": ("x", "prob, prob_outer, y_draw"),
    "ribbon_grouped": ("x, group", "prob, prob_outer, y_draw"),
    "rootogram": ("style", "prob"),
    "scatter": ("", ""),
    "scatter_avg": ("", ""),
    "scatter_avg_grouped": ("group", ""),
    "stat": ("stat", _BINS),
    "stat_grouped": ("group, stat", _BINS),
    "stat_2d": ("stat", ""),
    "stat_freqpoly": ("stat", _BINS),
    "stat_freqpoly_grouped": ("group, stat", _BINS),
    "violin_grouped": ("group", ""),
}
_WITHOUT_DATA = (
    "boxplot", "dens", "dens_overlay", "ecdf_overlay", "freqpoly", "freqpoly_grouped", "hist",
    "intervals", "intervals_grouped", "ribbon", "ribbon_grouped", "stat", "stat_grouped",
    "stat_2d", "stat_freqpoly", "stat_freqpoly_grouped",
)  # fmt: skip
CHECKS = {
    **{f"ppc_{kind}": CheckFunction(kind, *rest) for kind, rest in _KINDS.items()},
    **{f"ppd_{kind}": CheckFunction(kind, *_KINDS[kind], with_data=False)
       for kind in _WITHOUT_DATA},
}  # fmt: skip
_ROWS = ("x, group", "prob, prob_outer")
CHECK_TABLES = {
    "ppc_bars_data": CheckFunction("bars", "group, prob, freq"),
    "ppc_data": CheckFunction("long", "group"),
    "ppc_error_data": CheckFunction("error", "group"),
    "ppc_intervals_data": CheckFunction("intervals", *_ROWS),
    "ppc_ribbon_data": CheckFunction("intervals", *_ROWS),
    "ppc_scatter_avg_data": CheckFunction("scatter_avg", "group"),
    "ppc_scatter_data": CheckFunction("scatter"),
    "ppc_stat_data": CheckFunction("stat", "group, stat"),
    "ppd_data": CheckFunction("long", "group", with_data=False),
    "ppd_intervals_data": CheckFunction("intervals", *_ROWS, with_data=False),
    "ppd_ribbon_data": CheckFunction("intervals", *_ROWS, with_data=False),
    "ppd_stat_data": CheckFunction("stat", "group, stat", with_data=False),
}
# Arguments that set sizes, colours, the layout of panels and the smoothness of densities.
CHECK_LOOKS = frozenset(
    {"size", "alpha", "facet_args", "fatten", "linewidth", "width", "notch", "discrete", "pad",
     "trim", "ref_line", "probs", "y_size", "y_alpha", "y_jitter", "bins", "bounds"}
)  # fmt: skip
# Arguments that are left out, with what the picture shows instead.
CHECK_OMITTED = {
    "K": "the points of the curve are chosen here",
    "interpolate_adj": "the bands are pointwise here, at 99%",
    "prob": "the bands are pointwise here, at 99%",
    "freq": "the heights have no axis",
    "y_draw": "the data are points",
    **dict.fromkeys(("bw", "adjust", "kernel", "n_dens"),
                    "the densities have the kernel and the bandwidth of R's default"),
}  # fmt: skip
