"""Pictures of the sampler's statistics."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots import style
from pybrms_mix.plots.bare_draws import Drawn
from pybrms_mix.plots.chains import of
from pybrms_mix.plots.draw_settings import DrawSettings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def _statistic(fit: Drawn, name: str) -> np.ndarray:
    """Return a statistic of the sampler: (chains, draws)."""
    if name not in fit.stats:
        raise InvalidArgument(
            f"The fit does not hold the sampler's statistic '{name}'.",
            hint="For draws of another program, pass the statistics to fit_from_draws() as "
            "'stats'.",
        )
    return np.asarray(fit.stats[name], dtype=float)


def _acceptance(fit: Drawn) -> Figure:
    """Draw the acceptance statistic, and the log posterior against it."""
    accepted, log_posterior = _statistic(fit, "accept_stat__"), of(fit, "lp__")
    figure, (left, middle, right) = style.panels(3, ncol=3, size=(3.4, 3))
    _hist(left, accepted, "accept_stat__")
    _hist(middle, log_posterior, "lp__")
    right.scatter(accepted, log_posterior, s=5, color=style.MIDDLE, alpha=0.4, linewidths=0)
    right.set_xlabel("accept_stat__")
    right.set_ylabel("lp__")
    return figure


def _hist(ax: Axes, values: np.ndarray, label: str) -> None:
    ax.hist(values.reshape(-1), bins=30, color=style.MIDDLE, edgecolor=style.DARK, linewidth=0.3)
    ax.set_xlabel(label)
    style.no_counts(ax)


def _divergence(fit: Drawn) -> Figure:
    """Draw log posterior and acceptance statistic for draws with and without a divergence."""
    divergent = _statistic(fit, "divergent__").reshape(-1) > 0
    figure, axes = style.panels(2, ncol=2, size=(4, 3.2))
    quantities = {"lp__": of(fit, "lp__"), "accept_stat__": _statistic(fit, "accept_stat__")}
    for ax, (label, values) in zip(axes, quantities.items(), strict=True):
        _violins(ax, values.reshape(-1), divergent)
        ax.set_ylabel(label)
    return figure


def _violins(ax: Axes, values: np.ndarray, divergent: np.ndarray) -> None:
    """Draw a violin for many draws, and single points for few draws."""
    for place, (group, colour) in enumerate(
        ((values[~divergent], style.MIDDLE), (values[divergent], style.RED))
    ):
        if len(group) > 20 and np.ptp(group) > 0:
            parts = ax.violinplot([group], [place], showextrema=False, widths=0.8)
            for body in parts["bodies"]:  # type: ignore[attr-defined]
                body.set(facecolor=colour, alpha=0.7)
        elif len(group):
            ax.plot(np.full(len(group), place), group, "x", color=colour)
    ax.set_xticks([0, 1], ["no divergence", f"divergence ({int(divergent.sum())})"])
    ax.set_xlim(-0.6, 1.6)


def energies(fit: Drawn, settings: DrawSettings) -> Figure:
    """Draw the distribution of the energy and that of its changes, by chain or of all chains."""
    energy = _statistic(fit, "energy__")
    pairs = [(chain - chain.mean(), np.diff(chain)) for chain in energy]
    pairs = [(centred, change - change.mean()) for centred, change in pairs]
    if settings.merge_chains:
        pairs = [tuple(np.concatenate(part) for part in zip(*pairs, strict=True))]  # type: ignore[list-item]
    figure, axes = style.panels(len(pairs), size=(3.2, 2.6), sharex=True)
    for number, (ax, (centred, change)) in enumerate(zip(axes, pairs, strict=True), start=1):
        edges = settings.edges(np.concatenate([centred, change]))
        ax.hist(centred, bins=edges, color=style.LIGHT, label="energy")
        ax.hist(change, bins=edges, color=style.DARK, alpha=0.6, label="change of energy")
        ax.set_title("all chains" if settings.merge_chains else f"chain {number}", fontsize=10)
        style.no_counts(ax)
    style.legend(*axes)
    return figure


def _by_chain(name: str) -> Callable[[Drawn], Figure]:
    """Return the function that draws a statistic by chain, and the log posterior against it."""

    def draw(fit: Drawn) -> Figure:
        values, log_posterior = _statistic(fit, name), of(fit, "lp__")
        figure, (left, right) = style.panels(2, ncol=2, size=(4.2, 3.2))
        chains_shown = values[:, -1:] if np.all(np.ptp(values, axis=1) == 0) else values
        levels = list(np.unique(chains_shown))
        if chains_shown.shape[1] == 1:
            left.bar(
                np.arange(1, len(chains_shown) + 1),
                chains_shown[:, 0],
                0.6,
                color=style.shades(len(chains_shown)),
            )
            left.set_xlabel("chain")
            left.set_ylabel(name)
            left.set_xticks(range(1, len(chains_shown) + 1))
        else:
            for number, values_of_chain in enumerate(chains_shown):
                width = 0.8 / len(chains_shown)
                aside = (number - (len(chains_shown) - 1) / 2) * width
                counts = [(values_of_chain == level).sum() for level in levels]
                left.bar(
                    np.array(levels) + aside, counts, width,
                    color=style.shades(len(chains_shown))[number], label=f"chain {number + 1}",
                )  # fmt: skip
            left.set_xlabel(name)
            left.set_ylabel("draws")
            left.set_xticks(levels)
        groups = [log_posterior[values == level] for level in np.unique(values)]
        right.boxplot(
            groups, tick_labels=[f"{v:.3g}" for v in np.unique(values)], widths=0.6,
            medianprops={"color": style.shades(1)[0]}, flierprops={"markersize": 3},
        )  # fmt: skip
        right.set_xlabel(name)
        right.set_ylabel("lp__")
        style.legend(left, right)
        return figure

    return draw


NUTS: dict[str, Callable[[Drawn], Figure]] = {
    "nuts_acceptance": _acceptance,
    "nuts_divergence": _divergence,
    "nuts_stepsize": _by_chain("stepsize__"),
    "nuts_treedepth": _by_chain("treedepth__"),
}
