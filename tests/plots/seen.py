"""The visible contents of a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure


def panels(figure: Figure) -> list[Axes]:
    """Return the panels without colour bars."""
    return [ax for ax in figure.axes if ax.get_label() != "<colorbar>"]


def labels(figure: Figure) -> list[str]:
    """Return the texts of all legends."""
    legends = [ax.get_legend() for ax in figure.axes]
    return [text.get_text() for found in legends if found for text in found.get_texts()]


def titles(figure: Figure) -> list[str]:
    return [ax.get_title() for ax in panels(figure)]


def line(ax: Axes, label: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of the line of that name."""
    (found,) = [each for each in ax.lines if each.get_label() == label]
    return numbers(found.get_xdata()), numbers(found.get_ydata())


def numbers(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=float)
