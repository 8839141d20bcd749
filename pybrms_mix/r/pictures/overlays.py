"""Layers on finished figures, as ``plot(conditional_effects(fit))[[1]] + geom_point()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.r.pictures.canvas import levels_of
from pybrms_mix.r.pictures.ggplot import PLACES, Picture
from pybrms_mix.r.values.r_vectors import read, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from pybrms_mix.base.lazy import pandas as pd

__all__ = ["overlaid"]


def overlaid(figure: Figure, kind: str, data: Any = None, aes: Any = None, **how: Any) -> Figure:
    """Draw one more layer on all panels of a finished figure.

    Parameters
    ----------
    figure : Figure
        A figure of this package, such as a plot of conditional effects.
    kind : str
        "point", "hline", ...: the part after ``geom_`` in R.
    data : DataFrame, optional
        The rows of the layer.
    aes : dict, optional
        The aesthetics of the layer.
    **how
        Settings of the layer.

    Returns
    -------
    Figure
        The same figure.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> figure, axes = plt.subplots()
    >>> _ = overlaid(figure, "point", pd.DataFrame({"x": [1.0, 2.0]}), {"x": "x", "y": "x"})
    >>> len(axes.collections)
    1
    """
    picture = Picture(None, {}).layer(kind, data, aes, **how)
    for ax in figure.axes:
        picture.draw_over(ax, _on_ticks)
    return figure


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
