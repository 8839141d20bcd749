"""Pictures of mixtures: the weighted components over the data, with the memberships of the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.takes import Count
from pybrms_mix.model import observed, values
from pybrms_mix.model.ir import CategoriesPiece, ResponsePiece
from pybrms_mix.plots import style
from pybrms_mix.results.estimates import interval
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.prediction_rows import Rows, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS, _DRAWS, _ROWS = 200, 400, 200
_MARKED = 100  # rows that are marked one by one
_RUG = 0.03  # the height of a mark, as a fraction of the picture


@method
def plot_mixture(
    fit: Fit,
    *,
    ndraws: Count | None = None,
    prob: float = 0.95,
    rug: bool | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Draw the weighted components and their sum over the distribution of the response.

    Densities are averaged over the rows. Lines are posterior means, and bands contain ``prob`` of
    the draws. For counts the picture shows probabilities beside the relative frequencies of the
    data.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    ndraws : int, optional
        The number of draws; by default 400.
    prob : float, default 0.95
        The probability of the bands.
    rug : bool, optional
        Whether to mark each row of the data below the densities, in the colour of its component. A
        row with memberships in several components has a mixture of their colours. By default rows
        are marked if there are at most 100.
    ax : Axes, optional
        The axes to draw on.

    Returns
    -------
    Figure
        The figure of the axes.

    Raises
    ------
    InvalidArgument, InvalidData
        If the model has several responses without ``resp``, or an ordinal one.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.plot_mixture().savefig("mixture.png")
    """
    rows_ = _some_draws(fit, ndraws)
    observed_rows = rows_.model.response().observed
    y = np.asarray(values.response(rows_.model)[0])[observed_rows]
    mixture = fit.model.mixture
    counts = mixture.components[0].family.values == "int"
    at = _grid(fit, y, counts=counts)
    density = _densities(_some_rows(rows_), at)
    axes = style.axes_or(ax)
    _show_data(axes, y, at, counts=counts)
    for k, component in enumerate(mixture.components):
        share = np.exp(values.log_weights(rows_.model, rows_.draws))[:, :, k].mean()
        label = f"component {component.number}: {component.family.name}"
        label += f", {share:.0%}" if mixture.thetas else ""
        _curve(axes, at, density[:, k], prob, color=style.component(k), zorder=3, label=label)
    if mixture.thetas:
        total = {"color": "0.2", "linestyle": "--", "linewidth": 1.3, "label": "mixture"}
        _curve(axes, at, density.sum(axis=1), prob, **total)
    for piece in fit.model.of(CategoriesPiece):
        names = piece.category_names
        axes.set_xticks(range(1, len(names) + 1), names)
    axes.set_xlabel(fit.model.of(ResponsePiece)[0].name)
    axes.set_ylabel("probability" if counts else "density")
    axes.set_ylim(0, None)
    if mixture.thetas and (rug if rug is not None else len(y) <= _MARKED):
        _rug(axes, y, mean_membership(rows_)[observed_rows], jitter=0.3 if counts else 0.0)
    axes.legend(frameon=False, fontsize=9)
    return axes.get_figure(root=True)  # type: ignore[return-value]


def _some_draws(fit: Fit, ndraws: Count | None) -> Rows:
    total = fit.posterior.chains * fit.posterior.per_chain
    return rows(fit, ndraws=min(ndraws or _DRAWS, total), seed=1)


def mean_membership(found: Rows) -> np.ndarray:
    """Return the posterior mean of the membership probabilities: (rows, K)."""
    return np.concatenate([membership(part).mean(axis=0) for part in found.blocks()])


def mixed_colours(shares: np.ndarray) -> np.ndarray:
    """Mix the colours of the components with the weights ``shares``, (rows, K): (rows, 3)."""
    texts = style.several(shares.shape[1])
    rgb = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in texts])
    return np.asarray(np.clip(shares @ rgb, 0, 1))


def _grid(fit: Fit, y: np.ndarray, *, counts: bool) -> np.ndarray:
    if counts:
        return style.counts_between(y.min(), y.max())[0]
    margin = 0.1 * np.ptp(y) or 1.0
    supports = [c.family.support for c in fit.model.mixture.components]
    low = max([y.min() - margin, *(s.lower + 1e-6 for s in supports)])
    high = min([y.max() + margin, *(s.upper - 1e-6 for s in supports)])
    return np.linspace(low, high, _POINTS)


def _densities(rows_: Rows, at: np.ndarray) -> np.ndarray:
    """Return theta_k f_k at the points, averaged over the rows: (draws, K, points)."""
    dpars, weights = values.mixed(rows_.model, rows_.draws)
    piece = rows_.model.of(ResponsePiece)[0]
    extra = {n: v for n, v in piece.extra.items() if n not in ("cens", "rcens")}
    components = rows_.model.mixture.components
    density = np.empty((rows_.S, len(components), len(at)))
    for k, component in enumerate(components):
        dpars_of_component = values.of_component(rows_.model, dpars, component.number)
        for i, point in enumerate(at):
            y = np.full(rows_.N, point)
            logs = observed.log_density(component, y, dpars_of_component, extra) + weights[:, :, k]
            density[:, k, i] = np.exp(logs).mean(axis=1)
    return density


def _some_rows(rows_: Rows) -> Rows:
    """Return evenly spaced rows, few enough to draw quickly; one row if all rows are alike."""
    dpars, weights = values.mixed(rows_.model, rows_.draws)
    differ = any(v.shape[1] > 1 for v in (weights[:, :, 0], *dpars.values()))
    count = min(rows_.N, _ROWS) if differ or rows_.model.of(ResponsePiece)[0].extra else 1
    is_kept = np.zeros(rows_.N, dtype=bool)
    is_kept[np.linspace(0, rows_.N - 1, count).astype(int)] = True
    return replace(rows_, model=rows_.model.at(rows_.model.frame.where(is_kept)))


def _show_data(axes: Axes, y: np.ndarray, at: np.ndarray, *, counts: bool) -> None:
    if counts:
        width = at[1] - at[0] if len(at) > 1 else 1
        rows_of_bars = np.histogram(y, bins=np.append(at, at[-1] + width) - 0.5)[0]
        share = rows_of_bars / (width * len(y))  # of one count: the curves are probabilities
        middles = at + (width - 1) / 2
        axes.bar(middles, share, color=style.GREY, width=0.8 * width, label="data")
        return
    # Rules for unimodal data draw too few bins for a mixture.
    bins = max(len(np.histogram_bin_edges(y, "auto")) - 1, int(1.5 * np.sqrt(len(y))))
    axes.hist(y, bins=bins, density=True, color=style.GREY, edgecolor="white", label="data")


def _curve(axes: Axes, at: np.ndarray, density: np.ndarray, prob: float, **line: Any) -> None:
    """Draw the mean of ``density``, (draws, points), and a band with ``prob`` of the draws."""
    low, high = np.quantile(density, interval(prob), axis=0)
    alpha = 0.1 if line["label"] == "mixture" else 0.25
    axes.fill_between(at, low, high, color=line["color"], alpha=alpha, linewidth=0)
    axes.plot(at, density.mean(axis=0), **line)


def _rug(axes: Axes, y: np.ndarray, shares: np.ndarray, *, jitter: float) -> None:
    top = axes.get_ylim()[1]
    aside = np.random.default_rng(1).uniform(-jitter, jitter, len(y))
    axes.vlines(
        y + aside, -1.3 * _RUG * top, -0.3 * _RUG * top, colors=mixed_colours(shares).tolist(),
        linewidth=0.8, alpha=0.8,
    )  # fmt: skip
    axes.axhline(0, color="0.6", linewidth=0.6, zorder=0)
    axes.set_ylim(-1.6 * _RUG * top, top)
