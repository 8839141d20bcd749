"""Densities and traces of the draws of each variable, by chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import style
from pybrms_mix.plots.bare_draws import BareDraws, Drawn
from pybrms_mix.plots.densities import density_between
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.fit import Fit, joint_method

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BINS = 20  # of ranks
PLAIN = DrawSettings()
# A function that draws a panel: axes, draws of a variable, (chains, draws), and settings.
Panel = Callable[["Axes", np.ndarray, DrawSettings], None]
_SHOWN = frozenset(
    {
        "b",
        "bs",
        "bsp",
        "sd",
        "cor",
        "df",
        "sds",
        "sdgp",
        "lscale",
        "dpar",
        "rescor",
        "delta",
        "simo",
    }
)


@joint_method
def plot(
    fit: Fit,
    variable: Names | None = None,
    *,
    combo: Sequence[str] | None = None,
    N: int = 5,  # noqa: N803 - brms's name
    regex: bool = False,
) -> list[Figure]:
    """Draw the density and the trace of each variable.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables, as in ``as_draws_df()``. The default is all variables except the
        group-level effects of single levels.
    combo : sequence of str, optional
        The panels of each variable: "dens", "dens_overlay", "hist", "trace", "rank_overlay", "acf".
        The default is that of the fit's dialect: density and trace for brms 2.18, histogram and
        trace for brms 2.23.
    N : int, default 5
        The number of variables in a figure.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    list of Figure
        One figure for each ``N`` variables.

    Raises
    ------
    InvalidArgument
        If there is no such variable or kind of panel.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> figures = fit.plot(["b_mu1_x", "sigma1"], combo=("hist", "rank_overlay"))
    >>> figures[0].savefig("draws.png")
    """
    return pages(fit, variable, combo, N, regex)


def pages(
    fit: Drawn,
    variable: Names | None,
    combo: Sequence[str] | None,
    size: int,
    regex: bool,
    settings: DrawSettings = PLAIN,
) -> list[Figure]:
    """Return figures of ``size`` variables each; ``plot`` documents the other arguments."""
    kinds_or_kind = fit.dialect.combo if combo is None else combo
    kinds = [kinds_or_kind] if isinstance(kinds_or_kind, str) else list(kinds_or_kind)
    unknown = [k for k in kinds if k not in EACH]
    if unknown or not kinds:
        raise InvalidArgument(
            f"Invalid combo '{(unknown or [''])[0]}'. Valid ones are: {', '.join(map(repr, EACH))}"
        )
    if not isinstance(size, int) or size < 1:
        raise InvalidArgument("Argument 'N' must be a positive integer.", hint=f"It is {size!r}.")
    names = names_of(fit, variable, regex)
    return [
        _page(fit, names[start : start + size], kinds, settings)
        for start in range(0, len(names), size)
    ]


def _page(fit: Drawn, page: Sequence[str], kinds: Sequence[str], settings: DrawSettings) -> Figure:
    across = len(kinds)
    figure, axes = style.subplots(
        len(page), across, figsize=(4.2 * across, 0.4 + 1.9 * len(page)), squeeze=False,
        layout="constrained", gridspec_kw={"hspace": 0.08},
    )  # fmt: skip
    for name, line in zip(page, axes, strict=True):
        for kind, ax in zip(kinds, line, strict=True):
            EACH[kind](style.plain(ax), of(fit, name), settings)
            ax.set_title(name, fontsize=10)
    style.legend(*axes.reshape(-1))
    return figure


def names_of(fit: Drawn, variable: Names | None, regex: bool = False) -> list[str]:
    """Return the names of the variables to draw; by default all except effects of single levels."""
    if variable is None and not isinstance(fit, BareDraws):
        draws = fit.posterior
        return [v.name for v in fit.model.variables if v.kind in _SHOWN and v.name in draws]
    return chosen(fit.posterior, variable, regex)


def of(fit: Drawn, name: str) -> np.ndarray:
    """Return the draws of a variable, shape (chains, draws)."""
    return fit.posterior.values[:, :, fit.posterior.index(name)]


def dens(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the density of the draws of all chains together; ``draws`` is (chains, draws)."""
    at, density = _smooth(draws.reshape(-1), settings)
    ax.fill_between(at, density, color=style.MIDDLE, alpha=0.5, linewidth=0)
    ax.plot(at, density, color=style.DARK, linewidth=1)
    ax.set_ylim(0, None)
    style.no_counts(ax)


def dens_overlay(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the density of each chain."""
    for number, (chain, color) in enumerate(zip(draws, style.shades(len(draws)), strict=True)):
        ax.plot(*_smooth(chain, settings, draws), color=color, linewidth=1.1, label=_chain(number))
    ax.set_ylim(0, None)
    style.no_counts(ax)


def hist(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw a histogram of the draws of all chains together."""
    ax.hist(
        draws.reshape(-1), bins=settings.edges(draws), color=style.MIDDLE, edgecolor=style.DARK,
        linewidth=0.4,
    )  # fmt: skip
    style.no_counts(ax)


def _smooth(
    values: np.ndarray, settings: DrawSettings, beside: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return points over the range of the values, or of those beside them, and a density."""
    if np.ptp(values) == 0:
        return style.smooth(values)
    low, high, *_ = style.span(values if beside is None else beside, points=2)
    return density_between(values, low, high, bandwidth=settings.bw, adjust=settings.adjust)


def trace(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the trace of each chain."""
    for number, (chain, color) in enumerate(zip(draws, style.shades(len(draws)), strict=True)):
        ax.plot(iterations(draws, settings), chain, color=color, linewidth=0.5,
                label=_chain(number))  # fmt: skip
    _within(ax, draws, settings)


def trace_highlight(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the draws of each chain as points; one chain stands out."""
    if not 1 <= settings.highlight <= len(draws):
        raise InvalidArgument(
            f"'highlight' is {settings.highlight}, but there are {len(draws)} chains."
        )
    at = iterations(draws, settings)
    other_chains = np.delete(draws, settings.highlight - 1, axis=0)
    for number, chain in enumerate(other_chains):
        label = "_" if number else "other chains"
        ax.plot(at, chain, ".", color=style.LIGHT, alpha=0.4, markersize=3, label=label)
    chosen_chain = draws[settings.highlight - 1]
    ax.plot(at, chosen_chain, ".", color=style.DARK, markersize=3,
            label=_chain(settings.highlight - 1))  # fmt: skip
    _within(ax, draws, settings)


def iterations(draws: np.ndarray, settings: DrawSettings) -> np.ndarray:
    """Return the numbers of the iterations, from 1."""
    return settings.iter1 + np.arange(1, draws.shape[1] + 1)


def _within(ax: Axes, draws: np.ndarray, settings: DrawSettings) -> None:
    """Set the limits of a trace, and shade the warm-up."""
    at = iterations(draws, settings)
    if settings.n_warmup and settings.iter1:
        raise InvalidArgument("'n_warmup' and 'iter1' can't both be specified.")
    if settings.n_warmup:
        ax.axvspan(at[0] - 1, settings.n_warmup, color=style.GREY, alpha=0.5, linewidth=0)
    ax.set_xlim(*((at[0] - 1, at[-1]) if settings.window is None else settings.window))


def ranks(draws: np.ndarray) -> np.ndarray:
    """Return the rank of each draw among the draws of all chains, from 1: (chains, draws)."""
    order = draws.reshape(-1).argsort(kind="stable").argsort(kind="stable")
    return order.reshape(draws.shape) + 1


def rank_counts(draws: np.ndarray, bins: int = _BINS) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts of each chain's ranks by bin, (chains, bins), and the edges of the bins."""
    edges = np.linspace(0, draws.size, bins + 1)
    counts = [np.histogram(ranks_of_chain - 0.5, bins=edges)[0] for ranks_of_chain in ranks(draws)]
    return np.array(counts), edges


def rank_overlay(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw a histogram of each chain's ranks. It is flat where the chains agree."""
    counts, edges = rank_counts(draws, settings.n_bins)
    for number, (counts_of_chain, color) in enumerate(
        zip(counts, style.shades(len(counts)), strict=True)
    ):
        ax.stairs(
            counts_of_chain, edges, baseline=None, color=color, linewidth=1.2, label=_chain(number)
        )
    ax.axhline(draws.shape[1] / counts.shape[1], color="0.4", linestyle="--", linewidth=0.8)
    ax.set_ylim(0, None)


def rank_ecdf(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the ECDF of each chain's ranks, or its difference from that of a uniform variable."""
    at = np.linspace(0, 1, 201)
    shares = ranks(draws) / draws.size
    for number, (chain, color) in enumerate(zip(shares, style.shades(len(shares)), strict=True)):
        below = np.searchsorted(np.sort(chain), at, side="right") / len(chain)
        line = below - at if settings.plot_diff else below
        ax.plot(at, line, color=color, linewidth=1.2, drawstyle="steps-post", label=_chain(number))
    ends = (0, 0) if settings.plot_diff else (0, 1)
    ax.plot((0, 1), ends, color="0.4", linestyle="--", linewidth=0.8)


def autocorrelation(draws: np.ndarray, lags: int = 20) -> np.ndarray:
    """Return the autocorrelation of each chain at lags 0 to ``lags``: (chains, lags + 1)."""
    centred = draws - draws.mean(axis=1, keepdims=True)
    lags = min(lags, draws.shape[1] - 1)
    total = (centred**2).sum(axis=1)
    sums = [
        (centred[:, : draws.shape[1] - k] * centred[:, k:]).sum(axis=1) for k in range(lags + 1)
    ]
    with np.errstate(invalid="ignore"):
        return np.asarray(np.stack(sums, axis=1) / total[:, None])


def acf(ax: Axes, draws: np.ndarray, settings: DrawSettings = PLAIN) -> None:
    """Draw the autocorrelation of each chain."""
    autocorrelations = autocorrelation(draws, settings.lags)
    for number, (values, color) in enumerate(
        zip(autocorrelations, style.shades(len(autocorrelations)), strict=True)
    ):
        ax.plot(values, color=color, linewidth=1.1, marker=".", markersize=4, label=_chain(number))
    ax.axhline(0, color="0.4", linewidth=0.8)


def _chain(number: int) -> str:
    return f"chain {number + 1}"


EACH: dict[str, Panel] = {
    "dens": dens,
    "dens_overlay": dens_overlay,
    "hist": hist,
    "trace": trace,
    "rank_overlay": rank_overlay,
    "acf": acf,
    "trace_highlight": trace_highlight,
    "rank_ecdf": rank_ecdf,
}
"""Functions that draw a kind of panel, given axes, draws of a variable and settings."""
