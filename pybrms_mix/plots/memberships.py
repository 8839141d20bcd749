"""Plots of memberships: against a predictor, and for all rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table
from pybrms_mix.model import values
from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import column_of
from pybrms_mix.plots.mixture import mean_membership
from pybrms_mix.results.estimates import interval
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.membership import pp_mixture, rows_of
from pybrms_mix.results.predict.prediction_rows import Rows, Which
from pybrms_mix.results.predict.re_formula import ReFormula

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from typing_extensions import Unpack

_BINS = 15  # the number of groups of rows with similar x, in which proportions are averaged
_WIDE = 400  # the width in pixels of a line of memberships


@mixture_method
def plot_membership(
    fit: Fit,
    x: str | Iterable[Any],
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    prob: float = 0.9,
    **which: Unpack[Which],
) -> Figure:
    """Draw the membership of each row against a predictor, with one panel for each component.

    Dots are posterior means of the membership probabilities, given the response. Vertical lines
    contain ``prob`` of the draws. The grey line is the mixing proportion, which does not depend on
    the response. Where the proportion depends on further variables, the line is its mean over rows
    with similar ``x``, and the grey band holds 90 % of these rows. Where whole groups belong to one
    component (``gr=``), there is one dot for each group, at the mean of its ``x``.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture.
    x : str or array-like
        A column of the model's data (or of ``newdata``), or one value for each row.
    newdata : DataFrame, optional
        Other rows; by default those of the fit.
    re_formula : optional
        The group-level terms to include; by default all.
    prob : float, default 0.9
        The probability of the vertical lines.
    **which
        ``ndraws``, ``draw_ids``, ...; see ``Which``.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.
    InvalidData
        If there is no such column.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.plot_membership("x").savefig("membership.png")
    """
    rows_ = rows_of(fit, newdata, re_formula, "plot_membership", **which)
    ends = interval(prob)
    shares = pp_mixture(fit, newdata, re_formula, probs=ends, **which)
    cells = np.asarray(shares)  # row, statistic, component
    theta = _proportions(rows_)
    name, at, labels = _across(rows_, newdata, x)
    groups = values.together(rows_.model)
    if groups is not None and not labels:
        at, cells, theta = _by_group(groups.index, at, cells, theta)
    elif groups is not None:
        first = np.unique(groups.index, return_index=True)[1]
        at, cells, theta = at[first], cells[first], theta[first]
    figure, axes = style.panels(
        cells.shape[2], ncol=min(3, cells.shape[2]), size=(3.8, 3), sharey=True
    )
    for k, ax in enumerate(axes):
        mean, _, low, high = cells[:, :, k].T
        ax.vlines(at, low, high, color=style.component(k), alpha=0.3, linewidth=1)
        ax.plot(at, mean, "o", color=style.component(k), markersize=4, alpha=0.8, label="_")
        _proportion(ax, at, theta[:, k], labels)
        ax.set_title(f"component {fit.model.mixture.components[k].number}", fontsize=10)
        ax.set_ylim(-0.03, 1.03)
        ax.set_xlabel(name)
        if labels:
            ax.set_xticks(range(len(labels)), labels)
    axes[0].set_ylabel("probability")
    style.legend(*axes)
    return figure


def _by_group(
    index: np.ndarray, at: np.ndarray, cells: np.ndarray, theta: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return one row for each whole group, since its rows share memberships and proportions."""
    first = np.unique(index, return_index=True)[1]
    means = np.bincount(index, at) / np.bincount(index)
    return means[index[first]], cells[first], theta[first]


def _proportion(ax: Axes, at: np.ndarray, theta: np.ndarray, labels: list[str]) -> None:
    """Draw the proportion of each row: a mark for each level, a line, or a line in a band."""
    grey: dict[str, Any] = {"color": "0.35", "linewidth": 1.5, "label": "proportion"}
    if labels:
        codes = np.round(at).astype(int)
        occurring = np.unique(codes)
        means = [theta[codes == code].mean() for code in occurring]
        ax.hlines(means, occurring - 0.35, occurring + 0.35, **grey)
        return
    order = np.argsort(at, kind="stable")
    if _is_function(at, theta[:, None]):
        ax.plot(at[order], theta[order], **grey)
        return
    parts = np.array_split(order, max(1, min(_BINS, len(order) // 5)))
    middle = [at[part].mean() for part in parts]
    low, high = np.transpose([np.quantile(theta[part], [0.05, 0.95]) for part in parts])
    ax.fill_between(middle, low, high, color="0.35", alpha=0.2, linewidth=0, label="90% of rows")
    ax.plot(middle, [theta[part].mean() for part in parts], **grey)


def _is_function(at: np.ndarray, theta: np.ndarray) -> bool:
    """Return whether the proportions depend on ``at`` alone, so that they form a line.

    Rows with equal ``at`` must have equal proportions. Along the sorted values of ``at`` the
    proportions must rarely change their direction. Frequent changes mean that the proportions
    depend on another variable too.
    """
    order = np.argsort(at, kind="stable")
    x, y = at[order], theta[order]
    tied = np.diff(x) == 0
    steps = np.abs(np.diff(y, axis=0))
    if (steps[tied] > 1e-9).any():
        return False
    turns = np.sign(np.diff(y, axis=0))[~tied]
    changes = (turns[1:] * turns[:-1] < 0).sum(axis=0)
    return bool((changes <= max(4, len(turns) // 5)).all())


def _proportions(rows_: Rows) -> np.ndarray:
    """Return the mean mixing proportions of each row: (rows, K)."""
    parts = []
    for part in rows_.blocks():
        theta = np.exp(values.log_weights(part.model, part.draws)).mean(axis=0)
        parts.append(np.broadcast_to(theta, (part.N, theta.shape[1])))
    return np.concatenate(parts)


def _across(rows_: Rows, newdata: Any, x: Any) -> tuple[str, np.ndarray, list[str]]:
    """Return the name of the axis, the position of each row on it, and its labels for a factor."""
    data = rows_.model.frame.data if newdata is None else table(newdata, "newdata")
    column = pd.Series(column_of(x, data, rows_.N, newdata))
    name = x if isinstance(x, str) else "x"
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return name, column.to_numpy(float), []
    codes, labels = pd.factorize(column.astype(str), sort=True)
    jitter = np.random.default_rng(1).uniform(-0.2, 0.2, len(codes))
    return name, codes + jitter, [str(v) for v in labels]


@mixture_method
def plot_classification(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    ax: Axes | None = None,
    **which: Unpack[Which],
) -> Figure:
    """Draw the memberships of all rows as bars, with one line for each row.

    Each line is divided in proportion to the membership probabilities of its row, in the colours of
    the components. Rows are sorted by their most probable component and its probability, the most
    certain row on top. White lines separate the components; the number of rows of each component
    stands on the left. Where whole groups belong to one component (``gr=``), lines are groups.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture.
    newdata : DataFrame, optional
        Other rows; by default those of the fit.
    re_formula : optional
        The group-level terms to include; by default all.
    ax : Axes, optional
        The axes to draw on.
    **which
        ``ndraws``, ``draw_ids``, ...; see ``Which``.

    Returns
    -------
    Figure
        The figure of the axes.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.plot_classification().savefig("classification.png")
    """
    rows_ = rows_of(fit, newdata, re_formula, "plot_classification", **which)
    mean, unit = mean_membership(rows_), "rows"
    groups = values.together(rows_.model)
    if groups is not None:
        mean, unit = mean[np.unique(groups.index, return_index=True)[1]], "groups"
    best = mean.argmax(axis=1)
    order = np.lexsort((-mean.max(axis=1), best))
    axes = style.axes_or(ax, (5.0, 4.2))
    axes.imshow(
        _bars(mean[order]), aspect="auto", interpolation="nearest", extent=(0, 1, len(mean), 0)
    )
    sizes = np.bincount(best, minlength=mean.shape[1])
    ends = np.cumsum(sizes)
    for end in ends[:-1]:
        axes.axhline(end, color="white", linewidth=2)
    nonempty = sizes > 0
    axes.set_yticks((ends - sizes / 2)[nonempty], [f"{n} {unit}" for n in sizes[nonempty]])
    axes.set_xlabel("membership probability")
    axes.tick_params(left=False)
    axes.spines[:].set_visible(False)
    for k, component in enumerate(fit.model.mixture.components):
        axes.bar(0, 0, color=style.component(k), label=f"component {component.number}")
    axes.set_xlim(0, 1)
    style.legend(axes)
    figure: Figure = axes.get_figure(root=True)  # type: ignore[assignment]
    return figure


def _bars(mean: np.ndarray) -> np.ndarray:
    """Return an image whose lines are divided in proportion to memberships, (rows, K)."""
    at = (np.arange(_WIDE) + 0.5) / _WIDE
    number = (np.cumsum(mean, axis=1)[:, None, :-1] <= at[None, :, None]).sum(axis=2)
    texts = style.several(mean.shape[1])
    colours = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in texts], np.uint8)
    return np.asarray(colours[number])
