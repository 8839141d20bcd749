"""Plots of differences with error bars and of curves within bands; figures as PNG bytes."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.plots import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def png(figure: Figure) -> bytes:
    """Return the figure as PNG bytes, and close the figure."""
    buffer = io.BytesIO()
    # Without matplotlib's version in the file, equal pictures are equal files.
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)
    return buffer.getvalue()


def errorbars(at: Sequence[float], middle: Any, arms: Any, ax: Axes | None) -> Axes:
    """Draw points with error bars, and a line at 0."""
    axes = style.axes_or(ax)
    axes.axhline(0.0, color=style.GREY, linewidth=1.0)
    axes.errorbar(at, middle, yerr=arms, fmt="o", color=style.DATA, ecolor=style.LIGHT, capsize=3)
    axes.set_xticks(list(at))
    return axes


def differences(
    at: np.ndarray,
    curves: Mapping[str, np.ndarray],
    band: tuple[np.ndarray, np.ndarray],
    marked: Collection[str] = (),
) -> Figure:
    """Draw each of ``curves`` in a panel of its own, within the same ``band``.

    Curves whose names are in ``marked`` are red.
    """
    figure, panels = style.panels(len(curves), ncol=4, size=(2.6, 2.1), sharex=True, sharey=True)
    for axes, (name, curve) in zip(panels, curves.items(), strict=True):
        axes.fill_between(at, *band, color=style.GREY, step="mid", linewidth=0)
        colour = style.RED if name in marked else style.DATA
        axes.step(at, curve, color=colour, linewidth=1.2, where="mid")
        axes.set_title(name, fontsize=9, color=colour)
        axes.set_xlabel("rank")
        axes.set_ylabel("difference")
        axes.set_xticks([0, 0.5, 1])
    style.outer(panels)
    return figure
