"""The looks of base R plots: colours, symbols and lines, as matplotlib names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.r.pictures.canvas import colour, dashes
from pybrms_mix.r.values.r_vectors import numeric, read

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SYMBOLS = {1: "o", 2: "^", 3: "+", 4: "x", 5: "D", 6: "v", 8: "*", 15: "s", 16: "o", 17: "^",
            18: "D", 19: "o", 20: "o", 21: "o", 22: "s", 23: "D", 24: "^", 25: "v",
            0: "s"}  # fmt: skip
# The first symbol of R that is filled.
_FILLED = 15


def numbers_of(x: Any) -> np.ndarray:
    """Return values as numbers."""
    return np.asarray(numeric(read(x)).data, dtype=float)


def base_colour(value: Any) -> Any:
    """Return a base R colour for matplotlib; number 1 in base R's palette is black."""
    if value is None:
        return "black"
    code = read(value).data[0]
    if isinstance(code, float) and np.isnan(code):
        return "none"
    return colour(code)


def is_filled(pch: Any) -> bool:
    """Return whether a symbol of R is filled with its colour."""
    return isinstance(pch, float | int) and pch >= _FILLED


def symbol(pch: Any) -> str:
    """Return matplotlib's marker for a symbol of R: a number, or a letter."""
    if pch is None or (isinstance(pch, float) and np.isnan(pch)):
        return "none"
    return f"${pch}$" if isinstance(pch, str) else _SYMBOLS.get(int(pch), "o")


def fixed_axes() -> Axes:
    """Return the current axes, whose limits stay as they are: additions change none in R."""
    axes: Axes = plt.gca()
    axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())
    return axes


def looks_of(how: dict[str, Any]) -> dict[str, Any]:
    """Return matplotlib's settings of a line."""
    line_style = {"linewidth": float(how.get("lwd") or 1), "linestyle": dashes(how.get("lty") or 1)}
    return {**line_style, "color": base_colour(how.get("color"))}
