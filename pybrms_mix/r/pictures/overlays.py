"""Layers on finished figures, as ``plot(conditional_effects(fit))[[1]] + geom_point()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots import style
from pybrms_mix.r.pictures.canvas import levels_of
from pybrms_mix.r.pictures.figure_copies import copied
from pybrms_mix.r.pictures.ggplot import PLACES, Picture
from pybrms_mix.r.values.r_vectors import read, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["overlaid"]


def overlaid(figure: Figure, kind: str, data: Any = None, aes: Any = None, **how: Any) -> Figure:
    """Return a finished figure with one more layer on all of its panels.

    Parameters
    ----------
    figure : Figure
        A figure of this package, such as a plot of conditional effects.
    kind : str
        "point", "hline", ...: the part after ``geom_`` in R.
    data : DataFrame, optional
        The rows of the layer. The default is the points of a scatter plot of draws or predictions.
    aes : dict, optional
        The aesthetics of the layer.
    **how
        Settings of the layer.

    Returns
    -------
    Figure
        A copy of the figure, with the layer.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> figure, axes = plt.subplots()
    >>> more = overlaid(figure, "point", pd.DataFrame({"x": [1.0, 2.0]}), {"x": "x", "y": "x"})
    >>> len(axes.collections), len(more.axes[0].collections)
    (0, 1)
    """
    figure = copied(figure)
    plain = Picture(None, {}).layer(kind, data, aes, **how)
    for ax in figure.axes:
        rows = None if data is not None or kind in _WITHOUT_ROWS else style.rows_of(ax)
        if rows is None:
            plain.draw_over(ax, _on_ticks)
        else:
            picture = Picture(pd.DataFrame(dict(rows)), {"x": "x", "y": "y"})
            picture.layer(kind, None, aes, **how).draw_over(ax, _on_ticks)
    return figure


_WITHOUT_ROWS = frozenset({"hline", "vline", "abline", "function"})


def _on_ticks(frame: pd.DataFrame, ax: Axes) -> pd.DataFrame:
    """Return a layer with levels replaced by the positions of the ticks that they label."""
    placed = frame.copy()
    for axis, names in PLACES.items():
        ticks = getattr(ax, f"get_{axis}ticks")()
        tick_labels = [t.get_text() for t in getattr(ax, f"get_{axis}ticklabels")()]
        places = dict(zip(tick_labels, ticks, strict=False))
        for name in names:
            if name in placed and levels_of(placed[name]) is not None:
                at = [places.get(v, np.nan) for v in text(read(placed[name])).data]
                placed[name] = np.array(at, dtype=float)
    return placed
