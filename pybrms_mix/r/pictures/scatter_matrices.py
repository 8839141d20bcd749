"""Scatter plots of all pairs of columns, as base R's ``pairs()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.r.pictures.canvas import colour
from pybrms_mix.r.values.named_matrix import axes_of
from pybrms_mix.r.values.r_vectors import FACTOR, numeric, read

__all__ = ["scatter_matrix"]


def scatter_matrix(x: Any, color: Any = None) -> None:
    """Draw all columns of a data frame or matrix against each other, as ``pairs(x)``.

    Parameters
    ----------
    x : DataFrame or array_like
        The columns. A factor is drawn by the numbers of its levels. A fit draws the pairs of its
        parameters.
    color : array_like, optional
        A colour for all points, or one for each point.
    """
    if hasattr(x, "pairs"):
        x.pairs()
        return
    if isinstance(x, pd.DataFrame):
        names = [str(n) for n in axes_of(x)[1] or x.columns]
        columns = [_numbers(x.iloc[:, n]) for n in range(x.shape[1])]
    else:
        array = np.asarray(x, dtype=float)
        columns = list(array.T)
        names = [f"var {n + 1}" for n in range(len(columns))]
    shades = "black" if color is None else [colour(c) for c in read(color).data]
    if isinstance(shades, list) and len(shades) != len(columns[0]):
        shades = [shades[n % len(shades)] for n in range(len(columns[0]))]
    size = len(columns)
    axes = plt.subplots(size, size, figsize=(1.6 * size, 1.6 * size), squeeze=False,
                        layout="constrained")[1]  # fmt: skip
    for row in range(size):
        for column in range(size):
            ax = axes[row, column]
            ax.set(xticks=[], yticks=[])
            if row == column:
                ax.text(0.5, 0.5, names[row], ha="center", va="center", transform=ax.transAxes)
            else:
                ax.scatter(columns[column], columns[row], s=8, facecolors="none", edgecolors=shades)


def _numbers(column: Any) -> np.ndarray:
    vector = read(column)
    codes = vector.data + 1 if vector.kind == FACTOR else numeric(vector).data
    return np.asarray(codes, dtype=float)
