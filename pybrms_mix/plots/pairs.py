"""Pairs of variables against each other, with divergences and long trajectories marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import style
from pybrms_mix.plots.bare_draws import Drawn
from pybrms_mix.plots.chains import EACH, names_of
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.treedepth import cut_off

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 12
_SOME = 2000  # the largest number of draws in a panel


@method
def pairs(fit: Fit, variable: Names | None = None, *, regex: bool = False) -> Figure:
    """Draw all pairs of variables, with a histogram of each variable on the diagonal.

    Panels above the diagonal show the draws of the second half of the chains, panels below it those
    of the first half. Divergent transitions are red; transitions that reached the largest tree
    depth are yellow.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables, as in ``as_draws_df()``. The default is all variables except the
        group-level effects of single levels.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidArgument
        For fewer than two variables, or for more than a picture can show.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.pairs(["b_mu1_x", "sigma1"]).savefig("pairs.png")
    """
    return pairs_of(fit, variable, regex, DrawSettings())


def pairs_of(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
    """Draw all pairs of variables; ``pairs`` documents the arguments."""
    names = names_of(fit, variable, regex)
    if not 2 <= len(names) <= _MOST:
        raise InvalidArgument(
            f"'pairs' needs 2 to {_MOST} variables, but there are {len(names)}.",
            hint="Choose variables: variable=['b_mu1_x', 'sigma1'].",
        )
    count = len(names)
    figure, axes = style.subplots(
        count, count, figsize=(1.9 * count, 1.8 * count), squeeze=False, layout="constrained"
    )
    draws = fit.posterior.matrix(names)
    marked = marks(fit)
    upper, lower = _halves(fit, settings)
    for i in range(count):
        for j in range(count):
            ax = style.plain(axes[i, j])
            if i == j:
                EACH[settings.diag_fun](ax, draws[:, i], settings)
                ax.set_title(names[i], fontsize=9)
            else:
                visible = upper if i < j else lower
                hexagonal = settings.off_diag_fun == "hex"
                if hexagonal:
                    cells = draws[visible][:, [j, i]].T
                    ax.hexbin(*cells, gridsize=20, cmap="Blues", mincnt=1)
                _cloud(ax, draws[:, j], draws[:, i], marked, visible, points=not hexagonal)
                ax.set_ylim(*style.span(draws[:, i], points=2))
            ax.set_xlim(*style.span(draws[:, j], points=2))
            ax.tick_params(labelsize=7)
    return figure


def scatter(fit: Drawn, variable: Names | None, regex: bool) -> Figure:
    """Draw two variables against each other."""
    return _two(fit, variable, regex, hexagonal=False)


def hexagons(fit: Drawn, variable: Names | None, regex: bool) -> Figure:
    """Draw the number of draws of two variables in hexagonal bins."""
    return _two(fit, variable, regex, hexagonal=True)


def _two(fit: Drawn, variable: Names | None, regex: bool, *, hexagonal: bool) -> Figure:
    names = names_of(fit, variable, regex)
    if len(names) != 2:
        raise InvalidArgument(
            "Exactly 2 parameters must be selected for this type.\nParameters selected: "
            f"{', '.join(map(repr, names))}",
            hint="variable=['b_mu1_x', 'sigma1'] selects two.",
        )
    x, y = fit.posterior.matrix(names).T
    figure, (ax,) = style.panels(1, size=(5, 4))
    style.remember(ax, x=x, y=y)
    if hexagonal:
        cells = ax.hexbin(x, y, gridsize=30, cmap="Blues", mincnt=1)
        figure.colorbar(cells, ax=ax, label="draws")
    else:
        _cloud(ax, x, y, marks(fit), np.ones(len(x), dtype=bool))
        style.legend(ax)
    ax.set_xlabel(names[0])
    ax.set_ylabel(names[1])
    return figure


def _cloud(
    ax: Axes,
    x: np.ndarray,
    y: np.ndarray,
    marked: dict[str, np.ndarray],
    visible: np.ndarray,
    *,
    points: bool = True,
) -> None:
    """Draw points, unless the draws are drawn otherwise, and mark divergences."""
    places = np.flatnonzero(visible)
    thinned = places[:: max(1, len(places) // _SOME)]
    if points:
        ax.scatter(x[thinned], y[thinned], s=5, color=style.MIDDLE, alpha=0.4, linewidths=0)
    for (label, bad), colour in zip(marked.items(), (style.RED, "#e6ab02"), strict=True):
        which = bad & visible
        if which.any():
            ax.scatter(x[which], y[which], s=14, color=colour, marker="x", label=label, zorder=3)


def marks(fit: Drawn) -> dict[str, np.ndarray]:
    """Return which draws are divergent, and which reached the largest tree depth."""
    total = fit.posterior.chains * fit.posterior.per_chain
    none = np.zeros(total, dtype=bool)
    divergent = np.asarray(fit.stats["divergent__"]) > 0 if "divergent__" in fit.stats else none
    has_depths = fit.run is not None and "treedepth__" in fit.stats
    deep = cut_off(fit.run, fit.stats) if has_depths else none
    return {"divergent": divergent.reshape(-1), "max treedepth": deep.reshape(-1)}


def _halves(fit: Drawn, settings: DrawSettings) -> tuple[np.ndarray, np.ndarray]:
    """Return which draws are shown above the diagonal, and which below it.

    These are the second and the first half of the chains, or of the draws of a single chain, unless
    the settings name chains.
    """
    draws = fit.posterior
    numbers = np.arange(draws.chains * draws.per_chain)
    if settings.chains is not None:
        chain = numbers // draws.per_chain + 1
        above, below = (np.isin(chain, list(part)) for part in settings.chains)
        return above, below
    second = numbers >= len(numbers) // 2 if draws.chains % 2 == 0 else numbers % 2 == 1
    return second, ~second
