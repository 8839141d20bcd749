"""Copies of finished figures: R leaves a picture as it is when something is added to it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.plots import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def copied(figure: Figure) -> Figure:
    """Return a copy of a figure, which remembers the rows that the figure shows.

    If the figure has a window, the window is that of the copy.

    Args:
        figure: The figure.
    """
    result = copy.deepcopy(figure)
    number = getattr(figure, "number", None)
    if number is not None and plt.fignum_exists(number):
        plt.close(figure)
    for ax, ax_of_copy in zip(figure.axes, result.axes, strict=True):
        rows = style.rows_of(ax)
        if rows is not None:
            style.remember(ax_of_copy, **rows)
    return result
