"""Posterior predictive checks for vectors and matrices of draws, as bayesplot's ``ppc_*()``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.plots.ppc import drawn_check
from pybrms_mix.r.values.r_vectors import numeric, read, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["panel", "predictive_check"]


def predictive_check(
    type: str, y: Any, yrep: Any, group: Any = None, x: Any = None,
    stat: str | Callable[[np.ndarray], float] | Iterable[Any] | None = None,
) -> Figure:  # fmt: skip
    """Plot data and predicted data.

    Parameters
    ----------
    type : str
        A type of ``pp_check()`` that needs no fit: "dens_overlay", "stat", "intervals", ....
    y : array_like
        The data, shape (N,).
    yrep : array_like
        Predicted data, shape (draws, N).
    group, x, stat : optional
        The grouping factor, the values of the horizontal axis and the statistics, as in
        ``pp_check()``.

    Returns
    -------
    Figure
        A matplotlib figure.

    Raises
    ------
    InvalidData
        If data and predictions have different numbers of rows.
    """
    data = np.asarray(numeric(read(y)).data, dtype=float)
    predicted = np.atleast_2d(np.asarray(yrep, dtype=float))
    if predicted.shape[1] != len(data):
        raise InvalidData(
            f"There are {len(data)} rows, but the predictions have {predicted.shape[1]} rows."
        )
    groups = None if group is None else np.array(text(read(group)).data, dtype=str)
    places = None if x is None else np.asarray(numeric(read(x)).data, dtype=float)
    return drawn_check(type, data, predicted, group=groups, x=places, stat=stat)


def panel(
    figure: Figure | Mapping[str, Figure] | Sequence[Figure] | None, number: int | str
) -> Figure:
    """Return one of several figures, or a figure reduced to one panel, counted from 1.

    Several figures that have names are also selected by a name: ``plot(effects)$x``.

    Raises
    ------
    InvalidData
        If the figure has fewer panels.
    """
    if figure is None:
        raise InvalidData("This plot has no panels that could be taken out.")
    if isinstance(number, str):
        if not isinstance(figure, Mapping) or number not in figure:
            raise InvalidData(f"This plot has no panel with the name '{number}'.")
        return figure[number]
    if isinstance(figure, Mapping | Sequence):
        figures = list(figure.values() if isinstance(figure, Mapping) else figure)
        if not 1 <= number <= len(figures):
            raise InvalidData(f"There are {len(figures)} figures, but no figure {number}.")
        return figures[number - 1]
    axes = list(figure.axes)
    if not 1 <= number <= len(axes):
        raise InvalidData(f"The figure has {len(axes)} panels, but no panel {number}.")
    for at, ax in enumerate(axes, start=1):
        if at != number:
            ax.remove()
    return figure
