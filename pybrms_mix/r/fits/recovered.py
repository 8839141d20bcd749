"""Pictures of draws beside the true values of the variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots import style
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.plots.interval_tables import interval_table
from pybrms_mix.r.fits.selected_draws import selected
from pybrms_mix.r.values.r_vectors import numeric, read, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from pybrms_mix.model.draws import Draws

__all__ = ["recovery_picture"]


def recovery_picture(
    draws: Any, true: Any, kind: str = "intervals", batch: Any = None, *, prob: float = 0.5,
    prob_outer: float = 0.9, point_est: str = "median", binwidth: float | None = None,
) -> Figure:  # fmt: skip
    """Draw ``mcmc_recover_intervals(draws, true)`` and similar functions of R's bayesplot.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray or array_like
        The draws, as in ``draws_picture()``.
    true : array_like
        The true value of each variable.
    kind : {"intervals", "scatter", "hist"}
        The kind of picture.
    batch : array_like, optional
        The panel of each variable, by a number or a name. By default one panel shows all.
    prob, prob_outer : float
        The probabilities of the intervals.
    point_est : {"median", "mean", "none"}
        The estimate that is drawn.
    binwidth : float, optional
        The width of the bins of histograms.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidData
        If there is not one true value, and one batch, for each variable.

    Examples
    --------
    >>> table = {"a": [0.1, 0.4, 0.2, 0.3], "b": [1.0, 2.0, 1.5, 1.2]}
    >>> len(recovery_picture(table, [0.2, 1.4], batch=[1, 2]).axes)
    2
    """
    posterior = selected(draws).posterior
    values = np.asarray(numeric(read(true)).data, dtype=float)
    if len(values) != len(posterior.names):
        raise InvalidData(
            f"There are {len(posterior.names)} variables, but {len(values)} true values."
        )
    settings = DrawSettings(prob, prob_outer, point_est, binwidth=binwidth)
    if kind == "hist":
        return _histograms(posterior, values, settings)
    table = interval_table(posterior, settings).assign(true=values)
    parts = _parts(table, posterior, batch)
    figure, axes = style.panels(len(parts))
    for ax, (title, rows) in zip(axes, parts.items(), strict=True):
        (_scatter if kind == "scatter" else _intervals)(ax, rows)
        if len(parts) == len(posterior.names) or (kind == "scatter" and len(parts) > 1):
            ax.set_title(title, fontsize=10)
    style.legend(*axes)
    return figure


def _parts(table: pd.DataFrame, draws: Draws, batch: Any) -> dict[str, pd.DataFrame]:
    """Return the rows of each panel, by its title.

    Panels have the order in which their batches occur. Panels with one variable each have its name.
    """
    if batch is None:
        return {"": table}
    vector = read(batch)
    labels = np.array(text(vector).data, dtype=str)
    if len(labels) != len(table):
        raise InvalidData(f"There are {len(table)} variables, but {len(labels)} batches.")
    order = list(dict.fromkeys(labels))
    if len(order) < len(table):
        return {label: table[labels == label] for label in order}
    if vector.kind not in ("numeric", "logical"):
        raise InvalidArgument("Batches of one variable each need numbers here.")
    places = np.argsort(np.argsort(numeric(vector).data, kind="stable"), kind="stable")
    return {draws.names[p]: table.iloc[[p]] for p in places}


def _intervals(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw intervals as vertical lines, and the true values."""
    at = np.arange(len(rows))
    ax.vlines(at, rows["ll"], rows["hh"], color=style.MIDDLE, linewidth=1.2)
    ax.vlines(at, rows["l"], rows["h"], color=style.DARK, linewidth=4)
    if "m" in rows:
        ax.plot(at, rows["m"], "o", color=style.MIDDLE, markeredgecolor=style.DARK,
                label="estimated")  # fmt: skip
    ax.plot(at, rows["true"], "^", color=style.LIGHT, markeredgecolor=style.DATA, label="true")
    names = [str(n) for n in rows["parameter"]]
    if len(rows) == 1:
        ax.set_xticks([])
    else:
        ax.set_xticks(at, names, rotation=30 if len(rows) > 4 else 0)
    ax.set_xlim(-0.6, len(rows) - 0.4)


def _scatter(ax: Axes, rows: pd.DataFrame) -> None:
    ax.plot(rows["true"], rows["m"], "o", color=style.MIDDLE, markeredgecolor=style.DARK)
    style.diagonal(ax, rows["true"].to_numpy(), rows["m"].to_numpy())
    ax.set_xlabel("true")
    ax.set_ylabel("estimated")


def _histograms(draws: Draws, true: np.ndarray, settings: DrawSettings) -> Figure:
    figure, axes = style.panels(len(draws.names))
    for name, value, ax in zip(draws.names, true, axes, strict=True):
        values = draws[name]
        ax.hist(values, bins=settings.edges(values), color=style.LIGHT, edgecolor=style.MIDDLE,
                linewidth=0.4, label="estimated")  # fmt: skip
        ax.axvline(value, color=style.DATA, linewidth=2, label="true")
        style.no_counts(ax)
        ax.set_title(name, fontsize=10)
    style.legend(*axes)
    return figure
