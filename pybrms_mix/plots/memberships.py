"""Pictures of memberships: against a predictor, and of all rows at once."""

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
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.membership import pp_mixture, rows_of
from pybrms_mix.results.predict.prediction_rows import ReFormula, Rows, Which

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from typing_extensions import Unpack


@method
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
    the response. Proportions that depend on further variables are drawn as one dot for each row.

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
    >>> pm.plot_membership(fit, "x").savefig("membership.png")  # doctest: +SKIP
    """
    found = rows_of(fit, newdata, re_formula, **which)
    ends = interval(prob)
    shares = pp_mixture(fit, newdata, re_formula, probs=ends, **which)
    cells = np.asarray(shares)  # row, statistic, component
    theta = _proportions(found)
    name, at, labels = _across(found, newdata, x)
    figure, axes = style.panels(
        cells.shape[2], ncol=min(3, cells.shape[2]), size=(3.8, 3), sharey=True
    )
    order = np.argsort(at, kind="stable")
    alone = _is_function(at, theta)
    for k, ax in enumerate(axes):
        mean, _, low, high = cells[:, :, k].T
        ax.vlines(at, low, high, color=style.component(k), alpha=0.3, linewidth=1)
        ax.plot(at, mean, "o", color=style.component(k), markersize=4, alpha=0.8, label="_")
        line = "." if labels or not alone else "-"
        ax.plot(
            at[order], theta[order, k], line, color="0.35", linewidth=1.5, markersize=3,
            label="proportion",
        )  # fmt: skip
        ax.set_title(f"component {fit.model.mixture.components[k].number}", fontsize=10)
        ax.set_ylim(-0.03, 1.03)
        ax.set_xlabel(name)
        if labels:
            ax.set_xticks(range(len(labels)), labels)
    axes[0].set_ylabel("probability")
    style.legend(*axes)
    return figure


def _is_function(at: np.ndarray, theta: np.ndarray) -> bool:
    """Return whether the proportions depend on ``at`` alone, so that they make a line.

    Rows with equal ``at`` must have equal proportions, and so must neighbours where all rows
    differ: proportions that go up and down from row to row depend on another variable too.
    """
    order = np.argsort(at, kind="stable")
    x, y = at[order], theta[order]
    same = np.diff(x) == 0
    steps = np.abs(np.diff(y, axis=0))
    if (steps[same] > 1e-9).any():
        return False
    turns = np.sign(np.diff(y, axis=0))[~same]
    changes = (turns[1:] * turns[:-1] < 0).sum(axis=0)
    return bool((changes <= max(4, len(turns) // 5)).all())


def _proportions(found: Rows) -> np.ndarray:
    """Return the mean mixing proportions of each row: (rows, K)."""
    parts = []
    for part in found.blocks():
        theta = np.exp(values.log_weights(part.model, part.draws)).mean(axis=0)
        parts.append(np.broadcast_to(theta, (part.N, theta.shape[1])))
    return np.concatenate(parts)


def _across(found: Rows, newdata: Any, x: Any) -> tuple[str, np.ndarray, list[str]]:
    """Return the name of the axis, where rows stand on it, and its labels if it has levels."""
    data = found.model.frame.data if newdata is None else table(newdata)
    column = pd.Series(column_of(x, data, found.N, newdata))
    name = x if isinstance(x, str) else "x"
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return name, column.to_numpy(float), []
    codes, labels = pd.factorize(column.astype(str), sort=True)
    jitter = np.random.default_rng(1).uniform(-0.2, 0.2, len(codes))
    return name, codes + jitter, [str(v) for v in labels]


@method
def plot_classification(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    ax: Axes | None = None,
    **which: Unpack[Which],
) -> Figure:
    """Draw the memberships of all rows as a heat map, with one line for each row.

    Rows are sorted by their most probable component and its probability, the most certain row on
    top. Lines separate the components; the number of rows of each component stands on the left.

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
    >>> pm.plot_classification(fit).savefig("classification.png")  # doctest: +SKIP
    """
    mean = mean_membership(rows_of(fit, newdata, re_formula, **which))
    best = mean.argmax(axis=1)
    order = np.lexsort((-mean.max(axis=1), best))
    axes = style.axes_or(ax, (2.6 + 0.7 * mean.shape[1], 4.6))
    image = axes.imshow(
        mean[order], aspect="auto", cmap="viridis", vmin=0, vmax=1, interpolation="nearest"
    )
    numbers = [c.number for c in fit.model.mixture.components]
    axes.set_xticks(range(len(numbers)), [str(n) for n in numbers])
    axes.set_xlabel("component")
    sizes = np.bincount(best, minlength=mean.shape[1])
    ends = np.cumsum(sizes)
    for end in ends[:-1]:
        axes.axhline(end - 0.5, color="white", linewidth=1.5)
    there = sizes > 0
    axes.set_yticks((ends - sizes / 2 - 0.5)[there], [f"{n} rows" for n in sizes[there]])
    axes.tick_params(left=False)
    axes.spines[:].set_visible(False)
    figure: Figure = axes.get_figure(root=True)  # type: ignore[assignment]
    figure.colorbar(image, ax=axes, label="probability")
    return figure
